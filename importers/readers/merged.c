#include "importers/readers/merged.h"

#include <stdlib.h>
#include <string.h>

#include "importers/readers/scan.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

#define MAX_MERGES  65536
#define HEADER_ROWS 64 /* the values of merged areas that begin in these are kept */

/* --- reading ------------------------------------------------------------------ */

static void on_merge(void *data, const char *name, const char **attributes)
{
    struct merged *merged = data;
    const char *p = attribute(attributes, "ref");
    struct area a;
    if (strcmp(name, "mergeCell") != 0 || !p || merged->n >= MAX_MERGES)
        return;
    if (!cell_name_parse(&p, &a.left, &a.top) || *p++ != ':' || !cell_name_parse(&p, &a.right, &a.bottom) || *p ||
        a.right < a.left || a.bottom < a.top)
        return;
    merged->cells = grow(merged->cells, &merged->room, merged->n + 1, sizeof *merged->cells);
    merged->cells[merged->n++] = (struct merged_cells){a, NULL};
}

static int by_first_row(const void *a, const void *b)
{
    const struct area *x = &((const struct merged_cells *)a)->area, *y = &((const struct merged_cells *)b)->area;
    if (x->top != y->top)
        return x->top < y->top ? -1 : 1;
    return x->left < y->left ? -1 : x->left > y->left;
}

/* The areas of part NAME; no row is looked at where it can be scanned. */
static bool read_areas(struct merged *merged, struct package *package, const char *name, struct error *err)
{
    static const struct part_handlers handlers = {.start = on_merge};
    struct part *part = part_open(package, name, &handlers, merged, err);
    if (!part)
        return false;
    struct scanner scanner = {0};
    part_stop_behind(part, "<sheetData>");
    enum part_state state = part_next(part, err);
    enum scan scan = SCAN_OVER;
    if (state == PART_STOPPED) {
        scan_begin(&scanner, part);
        while ((scan = scan_next(&scanner, err)) == SCAN_ROW)
            ;
        if (scan == SCAN_OVER)
            state = part_next(part, err);
    }
    scan_release(&scanner);
    part_close(part);
    return state == PART_ENDED;
}

bool merged_read(struct merged *merged, struct package *package, const char *name, struct error *err)
{
    bool any;
    if (!package_check(package, name, "mergeCell", &any, err) || (any && !read_areas(merged, package, name, err)))
        return false;
    if (merged->n)
        qsort(merged->cells, merged->n, sizeof *merged->cells, by_first_row);
    return true;
}

void merged_release(struct merged *merged)
{
    for (size_t i = 0; i < merged->n; i++)
        free(merged->cells[i].text);
    free(merged->cells);
}

/* --- values ------------------------------------------------------------------- */

/* The first area that begins in line LINE or below. */
static size_t find_merged(const struct merged *merged, size_t line)
{
    size_t low = 0, high = merged->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (merged->cells[middle].area.top < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* True where area I has a value for cells of line LINE. */
static bool gives(const struct merged *merged, size_t i, size_t line)
{
    const struct merged_cells *m = &merged->cells[i];
    return m->area.top <= line && m->area.bottom >= line && m->text && *m->text;
}

void merged_keep(struct merged *merged, const struct row *row)
{
    if (!merged->n || row->line > HEADER_ROWS)
        return;
    for (size_t i = find_merged(merged, row->line); i < merged->n && merged->cells[i].area.top == row->line; i++)
        if (!merged->cells[i].text)
            merged->cells[i].text = xstrdup(row_text(row, merged->cells[i].area.left - 1));
}

size_t merged_widest(const struct merged *merged, const struct row *row)
{
    size_t n = row->n_cells;
    for (size_t i = 0; i < merged->n; i++)
        if (gives(merged, i, row->line) && merged->cells[i].area.right > n)
            n = merged->cells[i].area.right;
    return n;
}

void merged_fill(const struct merged *merged, size_t line, struct cell *cells)
{
    for (size_t i = 0; i < merged->n; i++) {
        const struct merged_cells *m = &merged->cells[i];
        for (size_t c = m->area.left; gives(merged, i, line) && c <= m->area.right; c++)
            if (!cells[c - 1].length)
                cells[c - 1] = (struct cell){m->text, strlen(m->text), NULL, CELL_TEXT};
    }
}

size_t merged_bottom(const struct merged *merged, size_t line)
{
    size_t bottom = line;
    for (size_t i = 0; i < merged->n && merged->cells[i].area.top <= line; i++)
        if (merged->cells[i].area.bottom > bottom && merged->cells[i].area.bottom <= HEADER_ROWS &&
            merged->cells[i].text)
            bottom = merged->cells[i].area.bottom;
    return bottom;
}

bool merged_area(const struct merged *merged, size_t i, struct area *area)
{
    if (i >= merged->n)
        return false;
    *area = merged->cells[i].area;
    return true;
}

void merged_warn(const struct merged *merged, const struct row *row, struct issues *issues)
{
    for (size_t i = find_merged(merged, row->line); i < merged->n && merged->cells[i].area.top == row->line; i++) {
        const struct area *a = &merged->cells[i].area;
        char from[8], to[8];
        if (*row_text(row, a->left - 1))
            issues_add(issues, WARNING, "W107", row_place(row, a->left - 1),
                       _("the cells %s%zu:%s%zu are merged; \"%s\" counts for the first one only"),
                       column_letters(a->left, from), a->top, column_letters(a->right, to), a->bottom,
                       row_text(row, a->left - 1));
    }
}
