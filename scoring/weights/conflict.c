#include "scoring/weights/conflict.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/tolerances.h"

enum { NAME_SIZE = 120, MOST_NAMED = 6 };

static double sum_of_margin(const struct auxiliary *auxiliary, const double *total)
{
    double sum = 0;
    for (size_t c = 0; c < auxiliary->margins[0].n_cats; c++)
        sum += total[c];
    return sum;
}

/* A mean beyond all cases. */
static bool value_beyond(const struct auxiliary *auxiliary, const double *w, const double *total, struct error *err)
{
    size_t first = auxiliary_n_terms(auxiliary) - auxiliary->n_values;
    for (size_t v = 0; v < auxiliary->n_values && auxiliary->n_margins; v++) {
        double mean = total[first + v] / sum_of_margin(auxiliary, total), low = INFINITY, high = -INFINITY;
        for (size_t i = 0; i < auxiliary->n; i++)
            if (w[i] > 0) {
                low = fmin(low, auxiliary->values[v].x[i]);
                high = fmax(high, auxiliary->values[v].x[i]);
            }
        if (mean < low || mean > high) {
            error_set(err, E_MATHS, _("the total of \"%s\" makes its mean %.10g, but the cases go from %.10g to %.10g"),
                      auxiliary->values[v].name, mean, low, high);
            return true;
        }
    }
    return false;
}

static void append_name(char *text, size_t size, const struct auxiliary *auxiliary, size_t term, const char *between)
{
    char name[NAME_SIZE];
    size_t length = strlen(text);
    auxiliary_term_name(auxiliary, term, name, sizeof name);
    snprintf(text + length, size - length, "%s\"%s\"", length ? between : "", name);
}

/* MEETS[a * n_b + b]: some case of positive weight is in category a of one margin and b of the other. */
static bool *crossing(const struct auxiliary *auxiliary, const double *w, size_t one, size_t two)
{
    const struct auxiliary_margin *a = &auxiliary->margins[one], *b = &auxiliary->margins[two];
    bool *meets = xcalloc(a->n_cats * b->n_cats + 1, sizeof *meets);
    for (size_t i = 0; i < auxiliary->n; i++)
        if (w[i] > 0)
            meets[a->cat[i] * b->n_cats + b->cat[i]] = true;
    return meets;
}

/* A category of margin ONE (first term FROM_ONE) larger than all of TWO that its cases lie in. */
static bool category_contained(const struct auxiliary *auxiliary, const double *w, const double *total, size_t one,
                               size_t from_one, size_t two, size_t from_two, struct error *err)
{
    const struct auxiliary_margin *a = &auxiliary->margins[one], *b = &auxiliary->margins[two];
    bool *meets = crossing(auxiliary, w, one, two), found = false;
    for (size_t c = 0; c < a->n_cats && !found; c++) {
        double room = 0;
        size_t n_named = 0;
        char name[NAME_SIZE], others[(NAME_SIZE + 4) * MOST_NAMED] = "";
        for (size_t k = 0; k < b->n_cats; k++)
            if (meets[c * b->n_cats + k]) {
                room += total[from_two + k];
                if (++n_named <= MOST_NAMED)
                    append_name(others, sizeof others, auxiliary, from_two + k, " + ");
            }
        if (n_named > MOST_NAMED || total[from_one + c] <= room * (1 + SAME_TOTAL))
            continue;
        auxiliary_term_name(auxiliary, from_one + c, name, sizeof name);
        error_set(err, E_MATHS,
                  _("the totals cannot be met together: all cases of \"%s\", whose total is %.10g, are in %s, whose "
                    "total is %.10g"),
                  name, total[from_one + c], others, room);
        found = true;
    }
    free(meets);
    return found;
}

static bool any_contained(const struct auxiliary *auxiliary, const double *w, const double *total, struct error *err)
{
    size_t from_one = 0;
    for (size_t one = 0; one < auxiliary->n_margins; from_one += auxiliary->margins[one++].n_cats) {
        size_t from_two = 0;
        for (size_t two = 0; two < auxiliary->n_margins; from_two += auxiliary->margins[two++].n_cats)
            if (two != one && category_contained(auxiliary, w, total, one, from_one, two, from_two, err))
                return true;
    }
    return false;
}

/* A margin's part of the direction is only known up to a constant: the middle one is taken off. */
static void take_off_middle(double *direction, size_t n)
{
    double *sorted = xcalloc(n + 1, sizeof *sorted);
    memcpy(sorted, direction, n * sizeof *sorted);
    gsl_sort(sorted, 1, n);
    double middle = sorted[n / 2];
    for (size_t c = 0; c < n; c++)
        direction[c] -= middle;
    free(sorted);
}

/* The terms that the direction leans on most, as a list; false where there are fewer than two. */
static bool name_direction(const struct auxiliary *auxiliary, const double *total, const double *direction, char *text,
                           size_t size)
{
    size_t p = auxiliary_n_terms(auxiliary), n_named = 0;
    double *lean = xcalloc(p + 1, sizeof *lean), most = 0;
    memcpy(lean, direction, p * sizeof *lean);
    for (size_t m = 0, from = 0; m < auxiliary->n_margins; from += auxiliary->margins[m++].n_cats)
        take_off_middle(lean + from, auxiliary->margins[m].n_cats);
    for (size_t t = 0; t < p; t++)
        most = fmax(most, fabs(lean[t] * total[t]));
    for (size_t t = 0; t < p && n_named < MOST_NAMED; t++)
        if (fabs(lean[t] * total[t]) > most / 10) {
            append_name(text, size, auxiliary, t, ", ");
            n_named++;
        }
    free(lean);
    return n_named > 1;
}

bool conflict_plain(const struct auxiliary *auxiliary, const double *w, const double *total, struct error *err)
{
    return value_beyond(auxiliary, w, total, err) || any_contained(auxiliary, w, total, err);
}

bool conflict(const struct auxiliary *auxiliary, const double *w, const double *total, const double *direction,
              size_t worst, double reached, struct error *err)
{
    char names[(NAME_SIZE + 4) * MOST_NAMED] = "";
    if (conflict_plain(auxiliary, w, total, err))
        return false;
    if (direction && name_direction(auxiliary, total, direction, names, sizeof names))
        return error_set(err, E_MATHS,
                         _("the totals of %s cannot be met together: too few cases lie in several of them at once"),
                         names);
    return conflict_worst(auxiliary, total, worst, reached, err);
}

bool conflict_worst(const struct auxiliary *auxiliary, const double *total, size_t worst, double reached,
                    struct error *err)
{
    char name[NAME_SIZE];
    auxiliary_term_name(auxiliary, worst, name, sizeof name);
    return error_set(err, E_MATHS,
                     _("the totals are not met: \"%s\" comes to %.10g instead of %.10g, a difference of %.2g"), name,
                     reached, total[worst], reached - total[worst]);
}
