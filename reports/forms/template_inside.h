/* template_inside.h - what the templates share. */
#ifndef REPORTS_TEMPLATE_INSIDE_H
#define REPORTS_TEMPLATE_INSIDE_H

#include "reports/workbook/book.h"
#include "survey/round/appraisal.h"
#include "survey/round/definition.h"

struct template
{
    struct book *book;
    const struct definition *d; /* NULL without a round */
    struct sheet *lists;        /* hidden; its next free column */
    size_t n_lists;
    size_t unit;                 /* whose workbook it is; NONE */
    struct appraised *appraised; /* by unit, where it is a unit's or a body's workbook */
    const char *body;            /* whose workbook it is, of what it appraises; NULL */
};

/* A list of the hidden sheet, for drop-downs. */
struct list {
    size_t column, n;
};

/* Rows that a person may fill in before drop-downs end. */
#define TEMPLATE_ROWS 1000

struct list template_list(struct template *t, const char *const *items, size_t n);
/* The words of CHOICES, "a|b|c", without an empty one. */
struct list template_choices(struct template *t, const char *choices);

/* The guide, first in the workbook: TITLE and LINES[0..N-1], numbered; returns the row after them. */
struct sheet *template_guide(struct template *t, const char *title, const char *const *lines, size_t n, size_t *row);

/* A column of a template: its header, with a note that shows at the mouse. */
struct template_column {
    const char *header, *note;
    double width;
    bool number; /* typed as a number; else kept as typed */
};

/* A sheet of such columns; rows begin below the header. */
struct sheet *template_sheet(struct template *t, const char *name, const struct template_column *columns, size_t n);
void template_offer(struct template *t, struct sheet *s, size_t column, const struct list *list, const char *title,
                    const char *message);

/* Codes and names side by side on the guide, so that nobody has to remember codes. */
size_t template_codes(struct sheet *s, size_t row, const char *what);
size_t template_code(struct sheet *s, size_t row, const char *code, const char *name);
size_t template_units(struct sheet *s, size_t row, const struct definition *d);
struct list template_unit_list(struct template *t);

void template_definition(struct template *t);
void template_frame(struct template *t);
void template_ballots(struct template *t);
void template_points(struct template *t);
void template_recipe(struct template *t);
void template_findings(struct template *t);
void template_unit_points(struct template *t);
bool template_appraiser(struct template *t, struct error *err) MUST_CHECK;

/* The sheet of points that `points import` reads, and the columns of it that are filled in beforehand. */
enum { U_UNIT, U_CRITERION, U_STAGE = 3, U_POINTS, U_BY = 8, U_REASON = 10 };
struct sheet *template_points_sheet(struct template *t);
/* The header, at ROW, and a row of the list of criteria with their bounds and steps on the guide; with D the criterion
 * of one of several blocks says which. */
void template_bounds_head(struct sheet *guide, size_t row);
void template_bounds(struct sheet *guide, size_t row, const struct definition *d, const struct criterion *c);

#endif
