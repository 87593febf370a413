/* Over 600 lines: what a header may be is found in one search, whose steps know of one another. */
#include "importers/readers/header.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "importers/readers/damage.h"
#include "importers/readers/form_header.h"
#include "importers/readers/marks.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/near.h"
#include "survey/base/text.h"

#define LIST_BYTES  400 /* of the columns listed in a message */
#define SEARCH_ROWS 30  /* in which the header must stand */

/* --- names ------------------------------------------------------------------ */

struct name {
    char *spelt, *folded;
};

/* The names of one column: English first, then Vietnamese. */
struct names {
    struct name *of;
    size_t n, room;
};

static void add_name(struct names *names, const char *name, size_t length)
{
    char *spelt = xstrndup(name, length);
    names->of = grow(names->of, &names->room, names->n + 1, sizeof *names->of);
    names->of[names->n++] = (struct name){spelt, text_fold(spelt)};
}

static struct names *fold_names(const struct column_name *columns, size_t n)
{
    struct names *names = xcalloc(n, sizeof *names);
    for (size_t i = 0; i < n; i++) {
        add_name(&names[i], columns[i].name, strlen(columns[i].name));
        for (const char *p = columns[i].vietnamese; p && *p;) {
            size_t length = strcspn(p, "|");
            add_name(&names[i], p, length);
            p += length + (p[length] == '|');
        }
    }
    return names;
}

static void free_names(struct names *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < names[i].n; k++) {
            free(names[i].of[k].spelt);
            free(names[i].of[k].folded);
        }
        free(names[i].of);
    }
    free(names);
}

/* WORD, a new string, without the star by which forms mark what must be filled in. */
static char *without_star(char *word)
{
    size_t n = strlen(word);
    if (n >= 3 && !strcmp(word + n - 3, "(*)"))
        word[n -= 3] = '\0';
    while (n > 1 && word[n - 1] == '*')
        word[--n] = '\0';
    return word;
}

/* The column that has the name FOLDED, SIZE_MAX if none. */
static size_t find_name(const struct names *names, size_t n, const char *folded)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < names[i].n; k++)
            if (!strcmp(names[i].of[k].folded, folded))
                return i;
    return SIZE_MAX;
}

/* The column whose name is nearest to WORD and not yet found, SIZE_MAX if none is near. */
static size_t nearest(const struct names *names, size_t n, const size_t *at, const char *word)
{
    struct near near;
    char *plain = without_star(text_trim(word));
    near_init(&near, plain);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; at[i] == SIZE_MAX && k < names[i].n; k++)
            near_try(&near, names[i].of[k].spelt, i);
    near_release(&near);
    free(plain);
    return near.best;
}

/* --- messages --------------------------------------------------------------- */

/* Append WORDS in quotes to the list TEXT, unless it is full. */
static void append(char *text, const char *words)
{
    size_t used = strlen(text), n = strlen(words);
    if (used + n + 8 > LIST_BYTES)
        return;
    if (used) {
        memcpy(text + used, ", ", 2);
        used += 2;
    }
    text[used++] = '"';
    memcpy(text + used, words, n);
    text[used + n] = '"';
    text[used + n + 1] = '\0';
}

/* The first Vietnamese header where messages are Vietnamese, else the English name. */
static char *shown_name(const struct column_name *column)
{
    if (message_is_vietnamese() && column->vietnamese)
        return xstrndup(column->vietnamese, strcspn(column->vietnamese, "|"));
    return xstrdup(column->name);
}

/* The names of the columns for which AT is SIZE_MAX, or of all when AT is NULL; one that no file can have, "\001", by
 * which a verb leaves a column out, is not named. */
static void list_columns(const struct column_name *columns, size_t n, const size_t *at, char text[LIST_BYTES])
{
    text[0] = '\0';
    for (size_t i = 0; i < n; i++)
        if ((!at || at[i] == SIZE_MAX) && (unsigned char)columns[i].name[0] > ' ') {
            char *name = shown_name(&columns[i]);
            append(text, name);
            free(name);
        }
}

bool header_counts_rows(const char *name)
{
    return text_list_has("stt|số thứ tự|số tt|tt|no|no.|#", "|", name);
}

/* --- matching --------------------------------------------------------------- */

static void unknown_column(const struct row *row, size_t c, const struct column_name *columns,
                           const struct names *names, size_t n, const size_t *at, struct issues *issues)
{
    const char *word = row_text(row, c);
    size_t near = nearest(names, n, at, word);
    if (near != SIZE_MAX) {
        char *name = shown_name(&columns[near]);
        issues_add(issues, FAULT, "F113", row_place(row, c), _("unknown column \"%s\"%s"), word, near_words(name).text);
        free(name);
        return;
    }
    char expected[LIST_BYTES];
    list_columns(columns, n, at, expected);
    if (*expected)
        issues_add(issues, FAULT, "F113", row_place(row, c), _("unknown column \"%s\"; expected one of %s"), word,
                   expected);
    else
        issues_add(issues, FAULT, "F113", row_place(row, c), _("unknown column \"%s\"; expected no more columns"),
                   word);
}

static void missing_columns(const struct row *row, const struct column_name *columns, size_t n, const size_t *at,
                            struct issues *issues)
{
    char found[LIST_BYTES] = "";
    for (size_t c = 0; c < row->n_cells; c++)
        if (*row_text(row, c))
            append(found, row_text(row, c));
    for (size_t i = 0; i < n; i++) {
        if (!columns[i].required || at[i] != SIZE_MAX)
            continue;
        if (columns[i].vietnamese) {
            char *vietnamese = xstrndup(columns[i].vietnamese, strcspn(columns[i].vietnamese, "|"));
            issues_add(issues, FAULT, "F111", row_place(row, SIZE_MAX), _("no column \"%s\" (or \"%s\"); found %s"),
                       columns[i].name, vietnamese, found);
            free(vietnamese);
        } else {
            issues_add(issues, FAULT, "F111", row_place(row, SIZE_MAX), _("no column \"%s\"; found %s"),
                       columns[i].name, found);
        }
    }
}

static void start(struct header *header, const struct column_name *columns, size_t n, unsigned flags)
{
    *header = (struct header){.flags = flags, .n_names = n};
    header->at = xcalloc(n, sizeof *header->at);
    header->names = xcalloc(n, sizeof *header->names);
    for (size_t i = 0; i < n; i++) {
        header->at[i] = SIZE_MAX;
        header->names[i] = shown_name(&columns[i]);
    }
}

/* The column WORD names.  With HEADER_EXACT one named so to the letter comes first, and who is named so by a cell of
 * ROW is not looked for by others. */
static size_t find_column(const struct row *row, const char *word, const struct column_name *columns,
                          const struct names *names, size_t n, unsigned flags)
{
    for (size_t i = 0; (flags & HEADER_EXACT) && i < n; i++)
        if (!strcmp(columns[i].name, word))
            return i;
    char *folded = without_star(text_fold(word));
    size_t found = find_name(names, n, folded);
    free(folded);
    for (size_t c = 0; (flags & HEADER_EXACT) && found != SIZE_MAX && c < row->n_cells; c++)
        if (!strcmp(row_text(row, c), columns[found].name))
            found = SIZE_MAX;
    return found;
}

bool header_match(const struct row *row, const struct column_name *columns, size_t n, unsigned flags,
                  struct header *header, struct issues *issues)
{
    start(header, columns, n, flags);
    header->line = row->line;
    header->n_cells = row->n_cells;
    header->n_given = row->n_given;
    header->words = xcalloc(row->n_cells, sizeof *header->words);
    header->above = xcalloc(row->n_cells, sizeof *header->above);
    header->extra = xcalloc(row->n_cells, sizeof *header->extra);
    header->nameless = xcalloc(row->n_cells, sizeof *header->nameless);
    struct names *names = fold_names(columns, n);
    size_t *unknown = xcalloc(row->n_cells, sizeof *unknown), n_unknown = 0;
    bool good = true;

    for (size_t c = 0; c < row->n_cells; c++) {
        const char *word = row_text(row, c);
        header->words[c] = xstrdup(word);
        header->above[c] = xstrdup("");
        if (!*word) {
            header->nameless[header->n_nameless++] = c;
            continue;
        }
        size_t i = find_column(row, word, columns, names, n, flags);
        bool other = i != SIZE_MAX && header->at[i] != SIZE_MAX && columns[i].required && (flags & HEADER_FIRST) &&
                     !text_same(word, row_text(row, header->at[i]));
        if (i == SIZE_MAX || other) {
            unknown[n_unknown++] = c;
        } else if (header->at[i] != SIZE_MAX) {
            issues_add(issues, FAULT, "F112", row_place(row, c),
                       _("column \"%s\" is the same as column %zu, \"%s\"; expected each column once"), word,
                       header->at[i] + 1, row_text(row, header->at[i]));
            good = false;
        } else {
            header->at[i] = c;
            free(header->names[i]);
            header->names[i] = xstrdup(word);
        }
    }
    struct dictionary *seen = dictionary_new();
    for (size_t u = 0; u < n_unknown; u++) {
        const char *word = row_text(row, unknown[u]);
        if (flags & HEADER_EXTRA) {
            bool twice = false;
            if (!(flags & HEADER_EXACT)) {
                bool added;
                char *folded = text_fold(word);
                size_t e = dictionary_add(seen, folded, strlen(folded), &added); /* the index in `extra` */
                free(folded);
                twice = !added;
                if (twice) {
                    issues_add(issues, FAULT, "F112", row_place(row, unknown[u]),
                               _("column \"%s\" is the same as column %zu, \"%s\"; expected each column once"), word,
                               header->extra[e].column + 1, header->extra[e].name);
                    good = false;
                }
            }
            if (!twice)
                header->extra[header->n_extra++] = (struct extra_column){unknown[u], xstrdup(word)};
        } else if (header_counts_rows(word)) {
            continue;
        } else if (flags & HEADER_IGNORE) {
            issues_add(issues, WARNING, "W104", row_place(row, unknown[u]),
                       _("column \"%s\" is not known here; it is passed over"), word);
        } else {
            unknown_column(row, unknown[u], columns, names, n, header->at, issues);
            good = false;
        }
    }
    for (size_t i = 0; i < n; i++)
        if (columns[i].required && header->at[i] == SIZE_MAX)
            good = false;
    missing_columns(row, columns, n, header->at, issues);
    dictionary_free(seen);
    free(unknown);
    free_names(names, n);
    return good;
}

/* --- reading ---------------------------------------------------------------- */

/* The first cell of ROW that is not empty. */
static size_t first_filled(const struct row *row)
{
    size_t c = 0;
    while (c + 1 < row->n_cells && !row->cells[c].length)
        c++;
    return c;
}

/* Give the cells that are empty in KEPT what ABOVE has in their columns. */
static void fill_from(struct kept_row *kept, const struct kept_row *above)
{
    for (size_t c = 0; c < above->row.n_cells; c++)
        if (!*row_text(&kept->row, c) && above->cells[c].length)
            row_write(kept, c, above->cells[c].text);
}

/* How many columns ROW names; *WHOLE when no required one is missing. */
static size_t count_known(const struct row *row, const struct column_name *columns, const struct names *names, size_t n,
                          unsigned flags, bool *whole)
{
    bool *found = xcalloc(n, sizeof *found);
    size_t known = 0;
    for (size_t c = 0; c < row->n_cells; c++) {
        if (!row->cells[c].length)
            continue;
        size_t i = find_column(row, row->cells[c].text, columns, names, n, flags);
        if (i != SIZE_MAX && !found[i]) {
            found[i] = true;
            known++;
        }
    }
    *whole = known > 0;
    for (size_t i = 0; i < n; i++)
        if (columns[i].required && !found[i])
            *whole = false;
    free(found);
    return known;
}

/* What find_header() looked at. */
struct search {
    struct kept_row first, best; /* the first row; the one that names most columns */
    struct kept_row above;       /* the row of the header before its last */
    struct kept_row texts;       /* the one below the names in which a form says what they mean */
    size_t n_rows;
    size_t top;  /* where the header begins */
    bool single; /* `best` is one row, and the one read last */
};

/* TEXT, in COLUMN of ROW, has lost letters. */
static void tell_lost(struct reader *reader, const struct row *row, size_t column, const char *text,
                      const struct dictionary *names)
{
    char *meant = reader_meant(reader, column, text, names);
    if (meant)
        issues_add(
            reader_issues(reader), WARNING, "W110", row_place(row, column),
            _("\"%s\" has lost letters, most likely when it was saved in another encoding, and there may be more "
              "in this column; it was most likely \"%s\"; save the file again as UTF-8 or .xlsx from where it "
              "was right"),
            text, meant);
    else
        issues_add(
            reader_issues(reader), WARNING, "W110", row_place(row, column),
            _("\"%s\" has lost letters, most likely when it was saved in another encoding, and there may be more "
              "in this column; save the file again as UTF-8 or .xlsx from where it was right"),
            text);
    free(meant);
}

/* Words of ROW that were damaged on their way here: said once a column.  NAMES, or NULL, are words they may have been.
 */
void header_tell_damage(struct reader *reader, const struct row *row, const struct dictionary *names)
{
    for (size_t c = 0; c < row->n_cells; c++) {
        const struct cell *cell = &row->cells[c];
        if (cell->length < 4 || cell->kind != CELL_TEXT)
            continue;
        bool ascii = text_is_ascii(cell->text, cell->length);
        if (ascii && !memchr(cell->text, '?', cell->length))
            continue;
        char *meant = ascii ? NULL : damage_undone(cell->text, cell->length);
        bool unsaid = false, *damaged = meant ? marks_damaged(reader_marks(reader), c) : &unsaid;
        if (damage_is_lost(cell->text, cell->length)) {
            bool *lost = marks_lost(reader_marks(reader), c);
            if (!*lost)
                tell_lost(reader, row, c, cell->text, names);
            *lost = true;
        }
        if (meant && !*damaged)
            issues_add(reader_issues(reader), FAULT, "F129", row_place(row, c),
                       _("\"%s\" and the like in this column: UTF-8 that was read as Windows-1252 and saved again; it "
                         "was \"%s\"; take the file from before, or open it as UTF-8"),
                       cell->text, meant);
        *damaged = true;
        free(meant);
    }
}

/* The names of COLUMNS that have letters to lose. */
static struct dictionary *names_to_lose(const struct column_name *columns, size_t n)
{
    struct dictionary *names = dictionary_new();
    for (size_t i = 0; i < n; i++)
        for (const char *p = columns[i].vietnamese; p && *p; p += strspn(p, "|")) {
            size_t length = strcspn(p, "|");
            if (!text_is_ascii(p, length))
                dictionary_add(names, p, length, NULL);
            p += length;
        }
    return names;
}

/* A header of several rows, merged downwards from ROW, the one read last: the columns' own names are in the last one.
 */
static void read_rows_below(struct reader *reader, struct row *row, struct search *search, struct error *err)
{
    size_t last = reader_merged_bottom(reader, row);
    search->single = last <= row->line;
    while (search->best.row.line < last && reader_next(reader, row, err)) {
        if (row->line > last) {
            reader_back(reader);
            break;
        }
        struct kept_row above = search->best;
        reader_fill_merged(reader, row);
        search->best = (struct kept_row){0};
        row_keep(&search->best, row);
        fill_from(&search->best, &above);
        row_forget(&search->above);
        search->above = above;
    }
}

/* Read up to the first row that names all required columns, within the first
 * SEARCH_ROWS; without one, `best` is where the header most likely is. */
static void find_header(struct reader *reader, const struct column_name *columns, const struct names *names, size_t n,
                        unsigned flags, struct search *search, struct error *err)
{
    struct row row;
    size_t most = 0;
    bool whole = false;
    while (!whole && search->n_rows < SEARCH_ROWS && reader_next(reader, &row, err)) {
        reader_fill_merged(reader, &row);
        size_t known = count_known(&row, columns, names, n, flags, &whole);
        if (!search->n_rows++)
            row_keep(&search->first, &row);
        if (search->n_rows == 1 || known > most || whole) {
            most = known;
            row_keep(&search->best, &row);
        }
    }
    search->top = search->best.row.line;
    if (whole)
        read_rows_below(reader, &row, search, err);
}

/* Any word may name a column: the first row that is no title is the header; one of a form that takes two rows is read
 * as form_header.h does. */
static void take_header(struct reader *reader, unsigned flags, struct search *search, struct error *err)
{
    struct row row;
    if (!reader_next(reader, &row, err))
        return;
    search->n_rows = 1;
    search->top = form_header_line(reader, &row);
    reader_fill_merged(reader, &row);
    row_keep(&search->first, &row);
    while (row.line < search->top && reader_next(reader, &row, err))
        reader_fill_merged(reader, &row);
    row_keep(&search->best, &row);
    read_rows_below(reader, &row, search, err);
    for (size_t c = 0; (flags & HEADER_FORM) && c < search->best.row.n_cells; c++) {
        const char *own = row_text(&search->best.row, c), *over = row_text(&search->above.row, c);
        if (!*over || !strcmp(own, over))
            continue;
        char *name = xasprintf("%s [%s]", over, own);
        row_write(&search->best, c, name);
        free(name);
    }
}

bool header_read(struct reader *reader, const struct column_name *columns, size_t n, unsigned flags,
                 struct header *header, struct error *err)
{
    struct issues *issues = reader_issues(reader);
    struct search search = {0};
    struct error failed = {0};
    bool required = false, good = false;
    for (size_t i = 0; i < n; i++)
        required |= columns[i].required;
    if (required || !(flags & HEADER_EXTRA)) {
        struct names *names = fold_names(columns, n);
        find_header(reader, columns, names, n, flags, &search, &failed);
        free_names(names, n);
    } else {
        take_header(reader, flags, &search, &failed);
    }
    if (flags & HEADER_FORM && search.single && !search.best.row.broken && failed.code == E_NONE)
        search.single = form_header_read(reader, &search.best, &search.texts, &failed);
    if (failed.code != E_NONE || !search.n_rows)
        start(header, columns, n, flags);
    if (failed.code != E_NONE) {
        error_pass(err, &failed);
    } else if (!search.n_rows) {
        char expected[LIST_BYTES];
        list_columns(columns, n, NULL, expected);
        if (*expected)
            issues_add(issues, FAULT, "F114", reader_place(reader),
                       _("the table is empty; expected a first row with the columns %s"), expected);
        else
            issues_add(issues, FAULT, "F114", reader_place(reader),
                       _("the table is empty; expected a header, then rows"));
    } else {
        const struct row *row = &search.best.row;
        good = header_match(row, columns, n, flags, header, issues) && !row->broken;
        for (size_t c = 0; c < header->n_cells; c++)
            if (strcmp(row_text(&search.above.row, c), header->words[c]) != 0) {
                free(header->above[c]);
                header->above[c] = xstrdup(row_text(&search.above.row, c));
            }
        header->texts = xcalloc(header->n_cells, sizeof *header->texts);
        for (size_t c = 0; c < header->n_cells; c++)
            header->texts[c] = xstrdup(row_text(&search.texts.row, c));
        if (search.first.row.line < search.top && !(flags & HEADER_TITLED))
            issues_add(issues, WARNING, "W102", row_place(&search.first.row, SIZE_MAX),
                       _("the header stands in row %zu; what is above it, \"%s\", is passed over"), search.top,
                       row_text(&search.first.row, first_filled(&search.first.row)));
    }
    header->reader = reader;
    marks_begin(reader_marks(reader), header->line);
    if (search.n_rows && failed.code == E_NONE) {
        struct dictionary *names_of_columns = names_to_lose(columns, n);
        header_tell_damage(reader, &search.best.row, names_of_columns);
        dictionary_free(names_of_columns);
    }
    row_forget(&search.first);
    row_forget(&search.best);
    row_forget(&search.above);
    row_forget(&search.texts);
    return good;
}

/* True when ROW says the same as the header. */
static bool is_repeated(const struct header *header, const struct row *row)
{
    if (row->n_cells != header->n_cells)
        return false;
    for (size_t c = 0; c < row->n_cells; c++)
        if (strcmp(row->cells[c].text, header->words[c]) != 0)
            return false;
    return true;
}

/* True when ROW numbers the columns, as forms do below their header: (1) (2) (3). */
static bool is_numbering(const struct row *row)
{
    for (size_t c = 0; c < row->n_cells; c++) {
        const char *p = row->cells[c].text;
        size_t n = row->cells[c].length;
        if (n && (n < 3 || n > 4 || p[0] != '(' || p[n - 1] != ')' || !isalnum((unsigned char)p[1])))
            return false;
    }
    return true;
}

/* True when the first column has no name and, as R and pandas write it, the number of each row, from 0 or 1. */
static bool numbers_the_rows(struct header *header, const struct row *row)
{
    char number[24];
    snprintf(number, sizeof number, "%zu", header->n_numbered + 1);
    bool from_0 = !header->n_numbered && !strcmp(row_text(row, 0), "0");
    if (!from_0 && strcmp(row_text(row, 0), number) != 0) {
        header->n_numbered = SIZE_MAX; /* it did not */
        return false;
    }
    if (!header->is_numbered)
        issues_add(reader_issues(header->reader), WARNING, "W104", row_place(row, 0),
                   _("column 1 has no name and numbers the rows; it is passed over"));
    header->is_numbered = true;
    header->n_numbered += !from_0;
    return true;
}

/* A value that stands under no name: its column, SIZE_MAX if there is none. */
static size_t nameless_value(struct header *header, const struct row *row)
{
    if (row->n_cells > header->n_cells)
        return row->n_cells - 1;
    for (size_t i = 0; i < header->n_nameless; i++) {
        size_t c = header->nameless[i];
        if (c < row->n_cells && row->cells[c].length &&
            (c > 0 || header->n_numbered == SIZE_MAX || !numbers_the_rows(header, row)))
            return c;
    }
    return SIZE_MAX;
}

/* True when TEXT names a total; quick to say no of codes and serials. */
static bool is_total(const char *text, size_t length)
{
    if (length > 40 || !strchr("tcsgTCSG", text[0]))
        return false;
    return !isdigit((unsigned char)text[1]) && text_is_total(text);
}

bool header_next(struct header *header, struct row *row, struct error *err)
{
    struct issues *issues = reader_issues(header->reader);
    while (reader_next(header->reader, row, err)) {
        reader_warn_merged(header->reader, row);
        if (row->broken)
            return true;
        if (is_repeated(header, row)) {
            issues_add(issues, WARNING, "W103", row_place(row, SIZE_MAX),
                       _("the header of row %zu is repeated here; the row is passed over"), header->line);
            continue;
        }
        if (is_numbering(row)) {
            issues_add(issues, WARNING, "W103", row_place(row, SIZE_MAX),
                       _("the row only numbers the columns; it is passed over"));
            continue;
        }
        size_t nameless = nameless_value(header, row);
        if (nameless != SIZE_MAX) {
            issues_add(issues, FAULT, "F116", row_place(row, nameless),
                       _("\"%s\" stands in a column without a name; expected a name in row %zu"),
                       row_text(row, nameless), header->line);
            continue;
        }
        if (header->n_given && row->n_given > header->n_given) {
            issues_add(issues, FAULT, "F117", row_place(row, header->n_given),
                       _("the line has %zu cells and the header %zu: a cell seems to have been cut in two; expected "
                         "quotes around a cell with the separator in it"),
                       row->n_given, header->n_given);
            continue;
        }
        size_t c = first_filled(row);
        if (!(header->flags & HEADER_TOTALS) && row->n_cells && is_total(row_text(row, c), row->cells[c].length)) {
            issues_add(issues, FAULT, "F115", row_place(row, c),
                       _("\"%s\" looks like a total row; expected rows of data only, take it out"), row_text(row, c));
            continue;
        }
        header_tell_damage(header->reader, row, NULL);
        return true;
    }
    return false;
}

void header_allow_totals(struct header *header)
{
    header->flags |= HEADER_TOTALS;
}

void header_numbers(const struct header *header, size_t column)
{
    marks_numbers(reader_marks(header->reader), column);
}

void header_release(struct header *header)
{
    for (size_t c = 0; header->words && c < header->n_cells; c++) {
        free(header->words[c]);
        free(header->above[c]);
        if (header->texts)
            free(header->texts[c]);
    }
    free(header->above);
    free(header->texts);
    for (size_t e = 0; e < header->n_extra; e++)
        free(header->extra[e].name);
    for (size_t i = 0; i < header->n_names; i++)
        free(header->names[i]);
    free(header->names);
    free(header->words);
    free(header->extra);
    free(header->nameless);
    free(header->at);
    *header = (struct header){0};
}
