/* book.h - a workbook as this program writes it: safe text, few styles, ready to print.
 *
 * The one door to libxlsxwriter.  Nothing that a sheet writes can fail on the
 * spot: the first failure is kept, everything after it does nothing, and
 * book_close() tells.  Text is checked (invalid UTF-8 becomes `?`, 32,767
 * characters at most) and always a string, never a formula; a number that is not finite
 * is an empty cell.  The workbook is written beside PATH and renamed.
 */
#ifndef REPORTS_BOOK_H
#define REPORTS_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/decimal.h"
#include "survey/base/error.h"

struct book;
struct sheet;

struct book_about {
    const char *title;   /* in the header of each page */
    const char *warning; /* in red in the header of each page, e.g. that data are simulated; or "" */
    const char *author;
    const char *date; /* yyyy-mm-dd of the workbook's properties; "" for 2000-01-01 */
    int decimals;     /* of points and percents */
    bool personal;    /* nobody else may read the file */
};

/* Begin the workbook PATH.  E_FILE where it exists and not FORCE, or cannot be made. */
struct book *book_new(const char *path, bool force, const struct book_about *about, struct error *err) MUST_CHECK;
/* Write and rename; the book is gone in any case. */
bool book_close(struct book *book, struct error *err) MUST_CHECK;
/* Forget everything; NULL is fine. */
void book_abandon(struct book *book);

/* How a cell looks: one of the forms, with any of the marks. */
enum style {
    /* forms */
    AS_TEXT = 0,
    AS_COUNT = 1,   /* 1,234 */
    AS_POINTS = 2,  /* as many decimals as the round has */
    AS_EXACT = 3,   /* as many as it needs */
    AS_SHARE = 4,   /* one decimal */
    AS_REAL = 5,    /* three decimals */
    AS_WRITTEN = 6, /* what is typed stays as it is typed: 1.10 is no number */
    AS_DATE = 7,    /* 2024-12-31, with CLOCK 2024-12-31 08:15:00 */
    AS_FORM = 7,
    /* marks */
    BOX = 1 << 3,
    BOLD = 1 << 4,
    ITALIC = 1 << 5,
    CENTER = 1 << 6,
    RIGHT = 1 << 7,
    WRAP = 1 << 8,
    HEAD = 1 << 9,   /* a column's header */
    BAND = 1 << 10,  /* a subtotal's or section's shade */
    TITLE = 1 << 11, /* of a sheet */
    BIG = 1 << 12,   /* of the workbook */
    NOTE = 1 << 13,  /* small, grey */
    WARN = 1 << 14,  /* red */
    INDENT = 1 << 15,
    INDENT2 = 1 << 16,
    LINK = 1 << 17,
    INPUT = 1 << 18,   /* may be typed into where the sheet is protected */
    CODE = 1 << 19,    /* typewriter font, for what must be copied exactly */
    FAULTY = 1 << 20,  /* a red cell: what stands in it is wrong, */
    ODD = 1 << 22,     /* a yellow one: odd */
    UPRIGHT = 1 << 21, /* text turned by 90 degrees */
    CLOCK = 1 << 23,   /* a date with its time */
};

enum paper { PORTRAIT, LANDSCAPE };

#define SHEET_NAME_MAX 31 /* characters */

/* A new sheet.  NAME is made to fit Excel's rules: 31 characters, none of []:*?/\, unique. */
struct sheet *book_sheet(struct book *book, const char *name, enum paper paper);
/* A sheet that is not shown: lists for drop-downs. */
struct sheet *book_hidden_sheet(struct book *book, const char *name);
const char *sheet_name(const struct sheet *sheet);

/* Widths of columns FIRST..; call before writing: row heights follow from them. */
void sheet_widths(struct sheet *sheet, size_t first, const double *widths, size_t n);
double sheet_width(const struct sheet *sheet, size_t column);

/* The style of a column's cells that nothing was written into. */
void sheet_column_style(struct sheet *sheet, size_t column, unsigned style);

void sheet_text(struct sheet *sheet, size_t row, size_t column, const char *text, unsigned style);
void sheet_format(struct sheet *sheet, size_t row, size_t column, unsigned style, const char *format, ...)
    PRINTF_LIKE(5, 6);
/* TEXT over the columns COLUMN..LAST of a row, or of several. */
void sheet_across(struct sheet *sheet, size_t row, size_t column, size_t last, const char *text, unsigned style);
void sheet_area(struct sheet *sheet, size_t row, size_t last_row, size_t column, size_t last, const char *text,
                unsigned style);
void sheet_real(struct sheet *sheet, size_t row, size_t column, double value, unsigned style);
void sheet_count(struct sheet *sheet, size_t row, size_t column, int64_t value, unsigned style);
/* Rounded to the book's decimals first, as a decimal; not rounded for AS_EXACT. */
void sheet_decimal(struct sheet *sheet, size_t row, size_t column, decimal value, unsigned style);
void sheet_blank(struct sheet *sheet, size_t row, size_t column, unsigned style);
/* A link to another sheet of the book, shown as TEXT. */
void sheet_link(struct sheet *sheet, size_t row, size_t column, const char *sheet_name, const char *text,
                unsigned style);
/* The same to one CELL, such as "C5", of that sheet. */
void sheet_link_cell(struct sheet *sheet, size_t row, size_t column, const char *sheet_name, const char *cell,
                     const char *text, unsigned style);
/* A note that shows when the mouse is on the cell. */
void sheet_comment(struct sheet *sheet, size_t row, size_t column, const char *text);
/* The date TEXT, yyyy-mm-dd or yyyy-mm-ddThh:mm:ss, from 1900-03-01 on; false where it is none. */
bool sheet_date(struct sheet *sheet, size_t row, size_t column, const char *text, unsigned style) MUST_CHECK;
/* Merge the cells, all from 0; what is written into the first of them stands in all. */
void sheet_merge(struct sheet *sheet, size_t row, size_t last_row, size_t column, size_t last);
void sheet_hide_row(struct sheet *sheet, size_t row);
/* A cell takes all of TEXT; what is longer is cut. */
bool book_takes(const char *text);
/* At least POINTS high. */
void sheet_height(struct sheet *sheet, size_t row, double points);
double sheet_row_height(const struct sheet *sheet, size_t row);

/* Rows FIRST..LAST stand on top of every page, and with the columns before FREEZE_COLUMN stay on the screen. */
void sheet_header_rows(struct sheet *sheet, size_t first, size_t last, size_t freeze_column);
/* Columns 0..LAST stand at the left of every page, and at most N_MORE more fit beside
 * them: pages break after every N_MORE of the N_COLUMNS columns. */
void sheet_split_columns(struct sheet *sheet, size_t last, size_t n_more, size_t n_columns);
/* The page breaks before ROW unless the POINTS of height that begin there fit on what is left of the page. */
void sheet_room(struct sheet *sheet, size_t row, double points);
/* Points left on the page below the rows above ROW. */
double sheet_room_left(struct sheet *sheet, size_t row);
/* A page begins at ROW. */
void sheet_break(struct sheet *sheet, size_t row);
void sheet_filter(struct sheet *sheet, size_t row, size_t last_row, size_t last_column);
/* Lines between all cells on the screen, for a sheet to be filled in. */
void sheet_grid(struct sheet *sheet);

/* Only cells with the style INPUT can be changed. */
void sheet_protect(struct sheet *sheet);
/* Cells FIRST_ROW..LAST_ROW of COLUMN take what stands in rows 0..N-1 of LIST_COLUMN of LIST; MESSAGE is
 * shown beside the cell, ERROR when something else is typed. */
void sheet_drop_down(struct sheet *sheet, size_t first_row, size_t last_row, size_t column, const struct sheet *list,
                     size_t list_column, size_t n, const char *title, const char *message, const char *error);

/* A bar chart of the columns of a table. */
struct bars {
    size_t first_row, last_row; /* one bar each */
    size_t category;            /* the column of their names */
    size_t n_series;
    const size_t *series;     /* columns */
    const char *const *names; /* of the series */
    const uint32_t *colors;   /* RGB */
    const bool *quiet;        /* series whose bars are too short for a label; or NULL */
    const char *title;        /* or NULL */
    bool hundred;             /* stacked to 100 % */
    const char *label_format; /* of the values inside the bars, or NULL for none */
    size_t total;             /* the column whose value stands at the end of each bar; 0 for none */
    double max;               /* of the axis; 0 where free */
};

/* Put the chart over the columns 0..LAST_COLUMN at ROW, or several charts, a page each, where there are
 * more bars than a page holds.  Returns the row after them. */
size_t sheet_bars(struct sheet *sheet, size_t row, size_t last_column, const struct bars *bars);

/* Points that a chart of N bars takes at least. */
double sheet_bars_least(size_t n, bool title);

#endif
