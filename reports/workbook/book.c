#include "reports/workbook/book_inside.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "reports/workbook/layout.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/base/package.h"
#include "survey/base/text.h"

#define TEXT_MAX   32767 /* units of UTF-16, Excel's own limit of a cell */
#define HEADER_MAX 250   /* characters; Excel's own limit is 255 */

static const uint32_t color_head = 0xD9E2F3, color_band = 0xF2F2F2, color_input = 0xFFFBE6, color_line = 0x808080,
                      color_warn = 0xC00000, color_note = 0x595959, color_faulty = 0xF8B4B4, color_odd = 0xFFEB9C;

/* --- text ------------------------------------------------------------------------- */

/* The bytes of TEXT that a cell takes. */
static size_t bytes_that_fit(const char *text)
{
    size_t units = 0, i = 0;
    for (; text[i]; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c & 0xC0) != 0x80 && (units += c >= 0xF0 ? 2 : 1) > TEXT_MAX)
            break;
    }
    return i;
}

bool book_takes(const char *text)
{
    return !text[bytes_that_fit(text)];
}

char *book_safe(const char *text)
{
    char *copy = xstrdup(text ? text : "");
    size_t length = strlen(copy), from = 0, bad;
    while (!text_is_utf8(copy + from, length - from, &bad)) {
        copy[from + bad] = '?';
        from += bad + 1;
    }
    for (char *p = copy; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if ((c < 0x20 && c != '\n') || c == 0x7F)
            *p = ' ';
        if (c == 0xEF && (unsigned char)p[1] == 0xBF && (unsigned char)p[2] >= 0xBE) /* U+FFFE, U+FFFF: not in XML */
            memcpy(p, "???", 3);
    }
    copy[bytes_that_fit(copy)] = '\0';
    return copy;
}

void book_check(struct book *book, lxw_error status)
{
    if (status != LXW_NO_ERROR)
        error_set(&book->error, E_FILE, _("the workbook cannot be written: %s"), lxw_strerror(status));
}

/* --- formats ------------------------------------------------------------------------ */

static const char *number_format(const struct book *book, unsigned style)
{
    /* `_-` keeps the figure off the border. */
    static const char *const points[] = {"0_-", "0.0_-", "0.00_-", "0.000_-", "0.0000_-", "0.00000_-", "0.000000_-"};
    switch (style & AS_FORM) {
    case AS_COUNT:
        return "#,##0_-";
    case AS_POINTS:
        return points[book->decimals < 0 ? 0 : book->decimals > 6 ? 6 : book->decimals];
    case AS_SHARE:
        return "0.0_-";
    case AS_REAL:
        return "0.000_-";
    case AS_WRITTEN:
        return "@";
    case AS_EXACT:
        return "General_-";
    case AS_DATE:
        return style & CLOCK ? "yyyy-mm-dd hh:mm:ss" : "yyyy-mm-dd";
    default:
        return NULL;
    }
}

double style_size(unsigned style)
{
    return style & BIG ? 18 : style & TITLE ? 14 : style & NOTE ? 10 : FONT_SIZE;
}

bool style_is_bold(unsigned style)
{
    return (style & (BOLD | BIG | TITLE | HEAD)) != 0;
}

static void dress(const struct book *book, lxw_format *f, unsigned style)
{
    format_set_font_name(f, style & CODE ? "Courier New" : FONT);
    format_set_font_size(f, style & CODE ? 10 : style_size(style));
    if (style_is_bold(style))
        format_set_bold(f);
    if (style & ITALIC)
        format_set_italic(f);
    if (style & NOTE)
        format_set_font_color(f, color_note);
    if (style & WARN)
        format_set_font_color(f, color_warn);
    if (style & LINK) {
        format_set_font_color(f, 0x1F4E9E);
        format_set_underline(f, LXW_UNDERLINE_SINGLE);
    }
    if (style & (BOX | HEAD)) {
        format_set_border(f, LXW_BORDER_THIN);
        format_set_border_color(f, color_line);
    }
    if (style & HEAD)
        format_set_bg_color(f, color_head);
    else if (style & FAULTY)
        format_set_bg_color(f, color_faulty);
    else if (style & ODD)
        format_set_bg_color(f, color_odd);
    else if (style & BAND)
        format_set_bg_color(f, color_band);
    else if (style & INPUT)
        format_set_bg_color(f, color_input);
    if (style & INPUT)
        format_set_unlocked(f);
    if (style & UPRIGHT)
        format_set_rotation(f, 90);
    if (style & (WRAP | HEAD))
        format_set_text_wrap(f);
    if (style & (CENTER | HEAD))
        format_set_align(f, LXW_ALIGN_CENTER);
    else if (style & RIGHT)
        format_set_align(f, LXW_ALIGN_RIGHT);
    else if (style & (INDENT | INDENT2))
        format_set_indent(f, style & INDENT2 ? 2 : 1);
    format_set_align(f, style & (BOX | HEAD) ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP);
    const char *number = number_format(book, style);
    if (number)
        format_set_num_format(f, number);
}

lxw_format *book_format(struct book *book, unsigned style)
{
    for (size_t i = 0; i < book->n_formats; i++)
        if (book->formats[i].style == style)
            return book->formats[i].format;
    book->formats = grow(book->formats, &book->formats_room, book->n_formats + 1, sizeof *book->formats);
    lxw_format *format = workbook_add_format(book->workbook);
    if (!format) {
        error_set(&book->error, E_FILE, _("the workbook cannot be written: out of formats"));
        return NULL;
    }
    dress(book, format, style);
    book->formats[book->n_formats++] = (struct book_format){style, format};
    return format;
}

/* --- the workbook --------------------------------------------------------------------- */

/* The header of each page: the warning, then the title, in two lines where one is too short.  "-" is the
 * workbook's standard font; all of it has HEADER_MAX characters at most. */
static char *page_header(const struct book_about *about)
{
    char *title = book_safe(about->title), *warning = book_safe(about->warning);
    text_cut(warning, 100);
    char *before = *warning ? xasprintf("&C&\"-,Bold\"&9&KC00000%s\n&\"-,Italic\"&8&K595959", warning)
                            : xstrdup("&C&\"-,Italic\"&8&K595959");
    size_t room = HEADER_MAX - text_width(before), n_doubled = 0;
    for (const char *p = title; *p; p++)
        n_doubled += *p == '&';
    if (text_width(title) + n_doubled > room) {
        while (text_width(title) + n_doubled + 1 > room)
            text_cut(title, strlen(title) - 1);
        char *cut = xasprintf("%s…", title);
        free(title);
        title = cut;
    }
    double width = layout_width(title, 8, false);
    char *doubled = xcalloc(2 * strlen(title) + 1, 1), *out = doubled;
    bool may_break = width > 460;
    for (char *p = title; *p; p++) {
        char c = *p == '\n' ? ' ' : *p;
        *p = '\0';
        if (c == ' ' && may_break && layout_width(title, 8, false) >= width / 2) {
            c = '\n';
            may_break = false;
        }
        *p = c;
        *out++ = c;
        if (c == '&') /* begins a code unless doubled */
            *out++ = c;
    }
    char *header = xasprintf("%s%s", before, doubled);
    free(title);
    free(warning);
    free(before);
    free(doubled);
    return header;
}

static time_t date_time(const char *iso)
{
    struct tm day = {.tm_year = 100, .tm_mday = 1};
    int year, month, dom;
    if (sscanf(iso, "%4d-%2d-%2d", &year, &month, &dom) == 3)
        day = (struct tm){.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = dom};
    time_t seconds = timegm(&day);
    return seconds > 0 ? seconds : 946684800;
}

struct book *book_new(const char *path, bool force, const struct book_about *about, struct error *err)
{
    struct output output;
    if (!output_open(&output, path, force, err))
        return NULL;
    if (about->personal && fchmod(fileno(output.file), S_IRUSR | S_IWUSR) != 0) {
        error_set(err, E_FILE, _("cannot write \"%s\": %s"), path, strerror(errno));
        output_abandon(&output);
        return NULL;
    }
    struct book *book = xcalloc(1, sizeof *book);
    book->output = output;
    book->decimals = about->decimals;
    book->header = page_header(about);
    lxw_workbook_options options = {.constant_memory = LXW_FALSE, .use_zip64 = LXW_FALSE};
    book->workbook = workbook_new_opt(output.temporary, &options);
    if (!book->workbook) {
        error_set(err, E_FILE, _("cannot write \"%s\": %s"), path, strerror(errno));
        book_abandon(book);
        return NULL;
    }
    /* Column widths are counted in digits of the standard font. */
    format_set_font_name(STAILQ_FIRST(book->workbook->formats), FONT);
    char *title = book_safe(about->title), *author = book_safe(about->author);
    text_cut(title, 250);
    text_cut(author, 250);
    lxw_doc_properties properties = {.title = title, .author = author, .created = date_time(about->date)};
    book_check(book, workbook_set_properties(book->workbook, &properties));
    free(title);
    free(author);
    return book;
}

static void book_free(struct book *book)
{
    for (size_t i = 0; i < book->n_sheets; i++) {
        free(book->sheets[i]->name);
        free(book->sheets[i]->widths);
        free(book->sheets[i]->column_styles);
        free(book->sheets[i]->heights);
        free(book->sheets[i]->hidden);
        free(book->sheets[i]->breaks);
        free(book->sheets[i]);
    }
    free(book->sheets);
    free(book->formats);
    free(book->header);
    output_abandon(&book->output);
    free(book);
}

void book_abandon(struct book *book)
{
    if (!book)
        return;
    if (book->workbook)
        lxw_workbook_free(book->workbook);
    book_free(book);
}

static void finish_sheet(struct sheet *s)
{
    struct book *book = s->book;
    for (size_t c = 0; c < s->n_widths; c++) {
        assert(s->widths[c] > 0 || book->error.code != E_NONE); /* none is forgotten between others */
        lxw_format *format =
            c < s->n_column_styles && s->column_styles[c] ? book_format(book, s->column_styles[c]) : NULL;
        book_check(book, worksheet_set_column(s->worksheet, (lxw_col_t)c, (lxw_col_t)c, s->widths[c], format));
    }
    for (size_t r = 0; r < s->n_heights; r++)
        if (s->heights[r] > 0)
            book_check(book, worksheet_set_row(s->worksheet, (lxw_row_t)r, fmin(s->heights[r], 409), NULL));
    lxw_row_col_options options = {.hidden = 1};
    for (size_t i = 0; i < s->n_hidden; i++) {
        double height = fmin(sheet_row_height(s, s->hidden[i]), 409);
        book_check(book, worksheet_set_row_opt(s->worksheet, (lxw_row_t)s->hidden[i], height, NULL, &options));
    }
    if (s->split_more || s->n_breaks)
        worksheet_set_print_scale(s->worksheet, (uint16_t)floor(100 * sheet_scale(s)));
    else
        worksheet_fit_to_pages(s->worksheet, 1, 0);
    if (s->n_breaks) {
        lxw_row_t *breaks = xcalloc(s->n_breaks + 1, sizeof *breaks); /* 0 ends the list */
        memcpy(breaks, s->breaks, s->n_breaks * sizeof *breaks);
        book_check(book, worksheet_set_h_pagebreaks(s->worksheet, breaks));
        free(breaks);
    }
    if (s->split_more) {
        size_t n = 0;
        lxw_col_t *breaks = xcalloc(s->split_columns / s->split_more + 2, sizeof *breaks);
        for (size_t c = s->split_more; c < s->split_columns; c += s->split_more)
            breaks[n++] = (lxw_col_t)(s->split_last + 1 + c);
        if (n)
            book_check(book, worksheet_set_v_pagebreaks(s->worksheet, breaks));
        free(breaks);
    }
}

/* A disk that fills up while the library gathers its parts leaves a part cut short inside a workbook that is otherwise
 * sound, and the library does not notice.  So each part is read again. */
static bool is_whole(const char *path)
{
    static const struct part_handlers none = {0};
    struct package *package = package_open(path, NULL);
    bool whole = package && package_n_parts(package) > 0;
    for (size_t i = 0; whole && i < package_n_parts(package); i++)
        whole = part_read(package, package_part(package, i), &none, NULL, NULL);
    package_close(package);
    return whole;
}

bool book_close(struct book *book, struct error *err)
{
    for (size_t i = 0; i < book->n_sheets; i++)
        finish_sheet(book->sheets[i]);
    if (!error_pass(err, &book->error)) {
        book_abandon(book);
        return false;
    }
    lxw_error status = workbook_close(book->workbook);
    book->workbook = NULL; /* freed by the library, whatever happened */
    bool ok = status == LXW_NO_ERROR;
    if (!ok)
        error_set(err, E_FILE, _("cannot write \"%s\": %s"), book->output.path, lxw_strerror(status));
    else if (!is_whole(book->output.temporary))
        ok = error_set(err, E_FILE,
                       _("the workbook could not be written whole; is the disk, or the folder for temporary "
                         "files, full?"));
    ok = ok && output_commit(&book->output, err);
    book_free(book);
    return ok;
}

/* --- sheets ----------------------------------------------------------------------------- */

static bool name_taken(const struct book *book, const char *name)
{
    for (size_t i = 0; i < book->n_sheets; i++)
        if (text_same(book->sheets[i]->name, name))
            return true;
    return false;
}

/* A new string: NAME as Excel takes it, not yet in the book. */
static char *sheet_name_for(const struct book *book, const char *name)
{
    char *fit = book_safe(name);
    for (char *p = fit; *p; p++)
        if (strchr("[]:*?/\\'\n", *p))
            *p = '-';
    while (text_width(fit) > SHEET_NAME_MAX)
        text_cut(fit, strlen(fit) - 1);
    for (unsigned n = 2; name_taken(book, fit) || !*fit; n++) {
        char *stem = xstrdup(fit);
        while (text_width(stem) > SHEET_NAME_MAX - 5)
            text_cut(stem, strlen(stem) - 1);
        free(fit);
        fit = xasprintf("%s (%u)", stem, n);
        free(stem);
    }
    return fit;
}

struct sheet *book_sheet(struct book *book, const char *name, enum paper paper)
{
    struct sheet *s = xcalloc(1, sizeof *s);
    s->book = book;
    s->name = sheet_name_for(book, name);
    s->paper = paper;
    s->header_last = SIZE_MAX;
    book->sheets = grow(book->sheets, &book->sheets_room, book->n_sheets + 1, sizeof *book->sheets);
    book->sheets[book->n_sheets++] = s;
    s->worksheet = workbook_add_worksheet(book->workbook, s->name);
    if (!s->worksheet) { /* go on with one that is thrown away: book_close() tells */
        error_set(&book->error, E_FILE, _("the workbook cannot have a sheet called \"%s\""), s->name);
        s->worksheet = workbook_add_worksheet(book->workbook, NULL);
    }
    worksheet_set_paper(s->worksheet, 9); /* A4 */
    if (paper == LANDSCAPE)
        worksheet_set_landscape(s->worksheet);
    worksheet_set_margins(s->worksheet, MARGIN, MARGIN, TOP, BOTTOM);
    lxw_header_footer_options options = {.margin = 0.3};
    book_check(book, worksheet_set_header_opt(s->worksheet, book->header, &options));
    book_check(book, worksheet_set_footer_opt(s->worksheet, "&L&8&A&R&8Trang &P/&N", &options));
    worksheet_center_horizontally(s->worksheet);
    worksheet_gridlines(s->worksheet, LXW_HIDE_ALL_GRIDLINES);
    return s;
}

struct sheet *book_hidden_sheet(struct book *book, const char *name)
{
    struct sheet *s = book_sheet(book, name, PORTRAIT);
    worksheet_hide(s->worksheet);
    return s;
}

const char *sheet_name(const struct sheet *s)
{
    return s->name;
}
