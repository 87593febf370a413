#include "importers/readers/xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "importers/readers/sheet.h"
#include "importers/readers/strings.h"
#include "importers/readers/styles.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/package.h"
#include "survey/base/text.h"

#define MAX_SHEETS 4096

/* A sheet as the workbook lists it. */
struct part_entry {
    char *name, *id, *part; /* id: of the relationship that leads to the part */
    bool hidden;
};

/* A relationship between parts. */
struct link {
    char *id, *type, *target;
};

struct xlsx {
    const char *path;
    struct issues *issues;
    struct package *package;
    bool from_1904;
    struct strings *strings;
    struct styles *styles;

    struct part_entry *sheets;
    size_t n_sheets, sheets_room;
    size_t current;
    struct sheet_reader *sheet; /* the current one; NULL before its first row */
    bool failed;

    struct link *links; /* of the part looked at last */
    size_t n_links, links_room;
};

/* --- relationships ---------------------------------------------------------- */

/* The name of the part TARGET means where part FROM names it. */
static char *resolve(const char *from, const char *target)
{
    const char *slash = *target == '/' || *target == '\\' ? NULL : strrchr(from, '/');
    char *path = slash ? xasprintf("%.*s/%s", (int)(slash - from), from, target) : xstrdup(target);
    for (char *p = path; (p = strchr(p, '\\'));)
        *p = '/';
    /* Take out "", "." and "..". */
    char *out = path;
    for (const char *p = path; *p;) {
        size_t n = strcspn(p, "/");
        const char *next = p + n + (p[n] == '/');
        if (n == 2 && !strncmp(p, "..", 2)) {
            while (out > path && *--out != '/')
                ;
        } else if (n && !(n == 1 && *p == '.')) {
            if (out > path)
                *out++ = '/';
            memmove(out, p, n);
            out += n;
        }
        p = next;
    }
    *out = '\0';
    return path;
}

static void forget_links(struct xlsx *book)
{
    for (size_t i = 0; i < book->n_links; i++) {
        free(book->links[i].id);
        free(book->links[i].type);
        free(book->links[i].target);
    }
    book->n_links = 0;
}

static void on_link(void *data, const char *name, const char **attributes)
{
    struct xlsx *book = data;
    const char *id = attribute(attributes, "Id"), *type = attribute(attributes, "Type"),
               *target = attribute(attributes, "Target");
    if (strcmp(name, "Relationship") != 0 || !id || !type || !target)
        return;
    book->links = grow(book->links, &book->links_room, book->n_links + 1, sizeof *book->links);
    book->links[book->n_links++] = (struct link){xstrdup(id), xstrdup(type), xstrdup(target)};
}

/* Read the relationships of part PART into `links`; it may have none. */
static bool read_links(struct xlsx *book, const char *part, struct error *err)
{
    const char *slash = strrchr(part, '/');
    size_t folder = slash ? (size_t)(slash + 1 - part) : 0;
    char *name = xasprintf("%.*s_rels/%s.rels", (int)folder, part, part + folder);
    forget_links(book);
    static const struct part_handlers handlers = {.start = on_link};
    bool good = !package_has(book->package, name) || part_read(book->package, name, &handlers, book, err);
    free(name);
    return good;
}

/* The first relationship whose type ends with TYPE ("/styles"), NULL if none. */
static const struct link *find_link(const struct xlsx *book, const char *type)
{
    for (size_t i = 0; i < book->n_links; i++) {
        size_t n = strlen(book->links[i].type), m = strlen(type);
        if (n >= m && !strcmp(book->links[i].type + n - m, type))
            return &book->links[i];
    }
    return NULL;
}

/* --- the workbook ----------------------------------------------------------- */

static void on_workbook(void *data, const char *name, const char **attributes)
{
    struct xlsx *book = data;
    if (!strcmp(name, "workbookPr")) {
        book->from_1904 = attribute_is_true(attributes, "date1904");
    } else if (!strcmp(name, "sheet")) {
        const char *title = attribute(attributes, "name"), *id = prefixed_attribute(attributes, "id"),
                   *state = attribute(attributes, "state");
        if (!title || !id || book->n_sheets >= MAX_SHEETS)
            return;
        book->sheets = grow(book->sheets, &book->sheets_room, book->n_sheets + 1, sizeof *book->sheets);
        struct part_entry *sheet = &book->sheets[book->n_sheets++];
        *sheet = (struct part_entry){text_nfc(title, strlen(title)), xstrdup(id), NULL,
                                     state && strcmp(state, "visible") != 0};
    }
}

/* Find the part of each sheet; what is no worksheet (a chart) is left out. */
static bool place_sheets(struct xlsx *book, const char *workbook, struct error *err)
{
    size_t n = 0;
    for (size_t i = 0; i < book->n_sheets; i++) {
        struct part_entry sheet = book->sheets[i];
        const struct link *link = NULL;
        for (size_t k = 0; !link && k < book->n_links; k++)
            if (!strcmp(book->links[k].id, sheet.id))
                link = &book->links[k];
        if (!link) {
            /* Keep what is not freed yet for xlsx_close(). */
            char *why = xasprintf(_("sheet \"%s\" leads nowhere"), sheet.name);
            memmove(&book->sheets[n], &book->sheets[i], (book->n_sheets - i) * sizeof *book->sheets);
            book->n_sheets -= i - n;
            package_damaged(book->package, workbook, why, err);
            free(why);
            return false;
        }
        const char *slash = strrchr(link->type, '/');
        if (!slash || strcmp(slash, "/worksheet") != 0) {
            free(sheet.name);
            free(sheet.id);
            continue;
        }
        sheet.part = resolve(workbook, link->target);
        book->sheets[n++] = sheet;
    }
    book->n_sheets = n;
    if (!n)
        return error_set(err, E_FILE, _("\"%s\" has no sheet with a table"), book->path);
    return true;
}

/* What a zip package is that is no .xlsx; NULL when it may be one. */
static const char *other_format(struct package *package)
{
    char *mimetype = package_peek(package, "mimetype", 64);
    bool ods = !strncmp(mimetype, "application/vnd.oasis.opendocument", 34);
    bool other = *mimetype != '\0';
    free(mimetype);
    if (ods)
        return _("an OpenDocument file; open it in LibreOffice or Excel and save it as .xlsx");
    if (package_has(package, "Index/Document.iwa") || package_has(package, "Index.zip"))
        return _("an Apple Numbers file; in Numbers choose File > Export To > Excel");
    if (package_has(package, "xl/workbook.bin"))
        return _("a binary workbook (.xlsb); open it in Excel and save it as .xlsx");
    if (package_has(package, "word/document.xml"))
        return _("a Word document; put the table into a workbook and save it as .xlsx");
    if (package_has(package, "ppt/presentation.xml"))
        return _("a presentation; put the table into a workbook and save it as .xlsx");
    if (other || !(package_has(package, "[Content_Types].xml") || package_has(package, "_rels/.rels") ||
                   package_has(package, "xl/workbook.xml")))
        return _("a zip archive, not a workbook; unpack it and give the files in it");
    return NULL;
}

/* Read everything but the sheets. */
static bool read_workbook(struct xlsx *book, struct error *err)
{
    const char *other = other_format(book->package);
    if (other)
        return error_set(err, E_FILE, _("\"%s\" is %s"), book->path, other);
    if (!read_links(book, "", err))
        return false;
    const struct link *link = find_link(book, "/officeDocument");
    char *workbook = link ? resolve("", link->target) : xstrdup("xl/workbook.xml");
    static const struct part_handlers workbook_handlers = {.start = on_workbook};
    char *styles = NULL, *strings = NULL;
    bool good = part_read(book->package, workbook, &workbook_handlers, book, err) && read_links(book, workbook, err) &&
                place_sheets(book, workbook, err);
    if (good && (link = find_link(book, "/styles")) != NULL)
        styles = resolve(workbook, link->target);
    if (good && (link = find_link(book, "/sharedStrings")) != NULL)
        strings = resolve(workbook, link->target);
    /* A part that is named but missing is damage: without styles a date would come out as a number. */
    if (good)
        good = (book->styles = styles_read(book->package, styles, err)) != NULL &&
               (book->strings = strings_read(book->package, strings, err)) != NULL;
    forget_links(book);
    free(workbook);
    free(styles);
    free(strings);
    return good;
}

struct xlsx *xlsx_open(const char *path, struct issues *issues, struct error *err)
{
    struct package *package = package_open(path, err);
    if (!package)
        return NULL;
    struct xlsx *book = xcalloc(1, sizeof *book);
    book->path = path;
    book->issues = issues;
    book->package = package;
    if (!read_workbook(book, err)) {
        xlsx_close(book);
        return NULL;
    }
    return book;
}

void xlsx_close(struct xlsx *book)
{
    if (!book)
        return;
    sheet_close(book->sheet);
    package_close(book->package);
    forget_links(book);
    for (size_t i = 0; i < book->n_sheets; i++) {
        free(book->sheets[i].name);
        free(book->sheets[i].id);
        free(book->sheets[i].part);
    }
    free(book->sheets);
    free(book->links);
    strings_free(book->strings);
    styles_free(book->styles);
    free(book);
}

size_t xlsx_n_sheets(const struct xlsx *book)
{
    return book->n_sheets;
}

const char *xlsx_sheet_name(const struct xlsx *book, size_t sheet)
{
    return book->sheets[sheet].name;
}

bool xlsx_go(struct xlsx *book, size_t sheet, struct error *err)
{
    (void)err;
    sheet_close(book->sheet);
    book->sheet = NULL;
    book->failed = false;
    book->current = sheet;
    return true;
}

bool xlsx_next(struct xlsx *book, struct row *row, struct error *err)
{
    if (!book->sheet && !book->failed) {
        const struct part_entry *entry = &book->sheets[book->current];
        const struct sheet_source source = {book->path,    entry->name,  entry->part,     book->package,
                                            book->strings, book->styles, book->from_1904, book->issues};
        book->sheet = sheet_open(&source, err);
        book->failed = !book->sheet;
        if (book->sheet && entry->hidden)
            issues_add(book->issues, WARNING, "W105", (struct place){book->path, entry->name, 0, 0},
                       _("the hidden sheet is read like any other"));
    }
    return book->sheet && sheet_next(book->sheet, row, err);
}

void xlsx_fill_merged(struct xlsx *book, struct row *row)
{
    sheet_fill_merged(book->sheet, row);
}

size_t xlsx_merged_bottom(const struct xlsx *book, const struct row *row)
{
    return sheet_merged_bottom(book->sheet, row);
}

void xlsx_warn_merged(struct xlsx *book, const struct row *row)
{
    sheet_warn_merged(book->sheet, row);
}

bool xlsx_merged_area(const struct xlsx *book, size_t i, struct area *area)
{
    return book->sheet && sheet_merged_area(book->sheet, i, area);
}
