/* book_inside.h - what book.c and its neighbours know of a workbook; nobody else. */
#ifndef REPORTS_BOOK_INSIDE_H
#define REPORTS_BOOK_INSIDE_H

#include <xlsxwriter.h>

#include "reports/workbook/book.h"
#include "survey/base/output.h"

#define FONT       "Times New Roman"
#define FONT_SIZE  11.0
#define MARGIN     0.5  /* of a page, inches: left and right, */
#define TOP        0.85 /* top with the header, */
#define BOTTOM     0.6  /* bottom with the footer */
#define ROW_HEIGHT 15.0 /* points, of a row that nothing was said about */

struct book_format {
    unsigned style;
    lxw_format *format;
};

struct book {
    lxw_workbook *workbook;
    struct output output;
    int decimals;
    char *header; /* of each page */
    struct book_format *formats;
    size_t n_formats, formats_room;
    struct sheet **sheets;
    size_t n_sheets, sheets_room;
    struct error error; /* the first failure */
};

struct sheet {
    struct book *book;
    lxw_worksheet *worksheet;
    char *name;
    enum paper paper;
    double *widths; /* units */
    size_t n_widths, widths_room;
    unsigned *column_styles; /* [n_column_styles] */
    size_t n_column_styles, styles_room;
    double *heights; /* points; 0 where standard */
    size_t n_heights, heights_room;
    size_t *hidden; /* rows */
    size_t n_hidden, hidden_room;
    lxw_row_t *breaks;
    size_t n_breaks, breaks_room;
    size_t header_last; /* rows 0..header_last repeat; SIZE_MAX none */
    size_t header_first;
    size_t split_last, split_more, split_columns; /* split_more 0: one page wide */
};

/* Keep the first failure of the library. */
void book_check(struct book *book, lxw_error status);
lxw_format *book_format(struct book *book, unsigned style);
/* Size in points and weight of a style's letters. */
double style_size(unsigned style);
bool style_is_bold(unsigned style);
/* A new string that the library takes without harm. */
char *book_safe(const char *text);
/* Points of height on a page, and those of the rows repeated on each; and the scale its width asks for. */
double sheet_page_height(const struct sheet *sheet);
double sheet_header_height(const struct sheet *sheet);
double sheet_scale(const struct sheet *sheet);

#endif
