#include "scoring/weights/auxiliary.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/sum.h"
#include "survey/base/tolerances.h"

enum { NAME_SIZE = 120 };

size_t auxiliary_n_terms(const struct auxiliary *auxiliary)
{
    size_t n = auxiliary->n_values;
    for (size_t m = 0; m < auxiliary->n_margins; m++)
        n += auxiliary->margins[m].n_cats;
    return n;
}

void auxiliary_term_name(const struct auxiliary *auxiliary, size_t term, char *text, size_t size)
{
    for (size_t m = 0; m < auxiliary->n_margins; m++) {
        const struct auxiliary_margin *margin = &auxiliary->margins[m];
        if (term < margin->n_cats) {
            if (margin->labels)
                snprintf(text, size, "%s%s%s", margin->name, *margin->labels[term] ? "=" : "", margin->labels[term]);
            else
                snprintf(text, size, "%s=%zu", margin->name, term + 1);
            return;
        }
        term -= margin->n_cats;
    }
    snprintf(text, size, "%s", auxiliary->values[term].name);
}

static double margin_sum(const struct auxiliary_margin *margin)
{
    struct sum sum = {0};
    for (size_t c = 0; c < margin->n_cats; c++)
        sum_add(&sum, margin->total[c]);
    return sum_of(&sum);
}

static bool same_total(double a, double b)
{
    return fabs(a - b) <= SAME_TOTAL * fmax(fabs(a), fabs(b));
}

void auxiliary_totals(const struct auxiliary *auxiliary, bool rescale, double *total)
{
    double first = auxiliary->n_margins ? margin_sum(&auxiliary->margins[0]) : 0;
    for (size_t m = 0; m < auxiliary->n_margins; m++) {
        const struct auxiliary_margin *margin = &auxiliary->margins[m];
        double sum = margin_sum(margin), factor = rescale || same_total(sum, first) ? first / sum : 1;
        for (size_t c = 0; c < margin->n_cats; c++)
            *total++ = sum == first ? margin->total[c] : margin->total[c] * factor;
    }
    for (size_t v = 0; v < auxiliary->n_values; v++)
        *total++ = auxiliary->values[v].total;
}

void auxiliary_sums(const struct auxiliary *auxiliary, const double *w, const double *z, double *sum)
{
    struct sum *sums = xcalloc(auxiliary_n_terms(auxiliary) + 1, sizeof *sums), *at = sums;
    for (size_t m = 0; m < auxiliary->n_margins; at += auxiliary->margins[m++].n_cats)
        for (size_t i = 0; i < auxiliary->n; i++)
            sum_add(&at[auxiliary->margins[m].cat[i]], z ? w[i] * z[i] : w[i]);
    for (size_t v = 0; v < auxiliary->n_values; v++, at++)
        for (size_t i = 0; i < auxiliary->n; i++)
            sum_add(at, (z ? w[i] * z[i] : w[i]) * auxiliary->values[v].x[i]);
    for (const struct sum *s = sums; s < at; s++)
        *sum++ = sum_of(s);
    free(sums);
}

/* What a misfit of value V is measured against where its total is nearly 0. */
static double value_scale(const struct auxiliary *auxiliary, size_t v, const double *w)
{
    double size = 0;
    for (size_t i = 0; i < auxiliary->n; i++)
        size += fabs(w[i] * auxiliary->values[v].x[i]);
    return size / 1000;
}

double auxiliary_misfit(const struct auxiliary *auxiliary, const double *w, const double *total, double *sum,
                        size_t *term)
{
    return auxiliary_misfit_least(auxiliary, w, total, NULL, sum, term);
}

double auxiliary_misfit_least(const struct auxiliary *auxiliary, const double *w, const double *total,
                              const double *least, double *sum, size_t *term)
{
    auxiliary_sums(auxiliary, w, NULL, sum);
    double worst = 0, population = auxiliary->n_margins ? margin_sum(&auxiliary->margins[0]) : 0;
    size_t t = 0, n_categories = auxiliary_n_terms(auxiliary) - auxiliary->n_values;
    *term = 0;
    for (; t < n_categories + auxiliary->n_values; t++) {
        double scale = fabs(total[t]);
        if (t >= n_categories)
            scale = fmax(fmax(scale, least ? least[t - n_categories] : 0), value_scale(auxiliary, t - n_categories, w));
        else if (scale == 0)
            scale = population;
        double misfit = sum[t] == total[t] ? 0 : fabs(sum[t] - total[t]) / scale;
        if (!(misfit <= worst)) {
            worst = misfit;
            *term = t;
        }
    }
    return worst;
}

static bool check_margin(const struct auxiliary *auxiliary, size_t m, const double *w, bool rescale, struct error *err)
{
    const struct auxiliary_margin *margin = &auxiliary->margins[m];
    for (size_t c = 0; c < margin->n_cats; c++)
        if (!(margin->total[c] >= 0 && isfinite(margin->total[c])))
            return error_set(err, E_MATHS, _("a total of \"%s\" is %g, but a count of people is 0 or more"),
                             margin->name, margin->total[c]);
    double first = margin_sum(&auxiliary->margins[0]), sum = margin_sum(margin);
    if (!(sum > 0))
        return error_set(err, E_MATHS, _("the totals of \"%s\" are all 0"), margin->name);
    if (!rescale && !same_total(first, sum))
        return error_set(err, E_MATHS,
                         _("the totals of \"%s\" add up to %.10g, those of \"%s\" to %.10g: correct them, or have them "
                           "rescaled to the first"),
                         auxiliary->margins[0].name, first, margin->name, sum);
    bool *seen = xcalloc(margin->n_cats + 1, sizeof *seen), ok = true;
    for (size_t i = 0; i < auxiliary->n; i++)
        if (w[i] > 0)
            seen[margin->cat[i]] = true;
    for (size_t c = 0; c < margin->n_cats && ok; c++)
        if (!seen[c] && margin->total[c] > 0) {
            const struct auxiliary one = {.margins = margin, .n_margins = 1};
            char name[NAME_SIZE];
            auxiliary_term_name(&one, c, name, sizeof name);
            ok = error_set(err, E_MATHS,
                           _("no case in \"%s\", whose total is %.10g: join it with another category of \"%s\""), name,
                           margin->total[c], margin->name);
        }
    free(seen);
    return ok;
}

static bool check_value(const struct auxiliary *auxiliary, const struct auxiliary_value *value, const double *w,
                        struct error *err)
{
    if (!isfinite(value->total))
        return error_set(err, E_MATHS, _("the total of \"%s\" is not a number"), value->name);
    if (value->total == 0)
        return true;
    for (size_t i = 0; i < auxiliary->n; i++)
        if (w[i] > 0 && value->x[i] != 0)
            return true;
    return error_set(err, E_MATHS, _("\"%s\" is 0 in every case, but its total is %.10g"), value->name, value->total);
}

bool auxiliary_check(const struct auxiliary *auxiliary, const double *w, bool rescale, struct error *err)
{
    for (size_t m = 0; m < auxiliary->n_margins; m++)
        if (!check_margin(auxiliary, m, w, rescale, err))
            return false;
    for (size_t v = 0; v < auxiliary->n_values; v++)
        if (!check_value(auxiliary, &auxiliary->values[v], w, err))
            return false;
    return true;
}

/* --- one ratio for a cluster ------------------------------------------------------ */

void auxiliary_clusters_init(struct auxiliary_clusters *clusters, const struct auxiliary *auxiliary, const double *w,
                             const uint32_t *cluster, size_t n_clusters)
{
    size_t p = auxiliary_n_terms(auxiliary), n = n_clusters;
    double *x = xcalloc(p * n + 1, sizeof *x), *total = xcalloc(p + 1, sizeof *total);
    *clusters = (struct auxiliary_clusters){.w = xcalloc(n + 1, sizeof(double)),
                                            .values = xcalloc(p + 1, sizeof *clusters->values),
                                            .x = x,
                                            .names = xcalloc(p + 1, NAME_SIZE)};
    for (size_t i = 0; i < auxiliary->n; i++) {
        double *at = x + cluster[i];
        clusters->w[cluster[i]] += w[i];
        for (size_t m = 0; m < auxiliary->n_margins; at += n * auxiliary->margins[m++].n_cats)
            at[n * auxiliary->margins[m].cat[i]] += w[i];
        for (size_t v = 0; v < auxiliary->n_values; v++, at += n)
            *at += w[i] * auxiliary->values[v].x[i];
    }
    auxiliary_totals(auxiliary, false, total);
    for (size_t t = 0; t < p; t++) {
        char *name = clusters->names + t * NAME_SIZE;
        auxiliary_term_name(auxiliary, t, name, NAME_SIZE);
        for (size_t k = 0; k < n; k++)
            x[t * n + k] = clusters->w[k] > 0 ? x[t * n + k] / clusters->w[k] : 0;
        clusters->values[t] = (struct auxiliary_value){.name = name, .x = x + t * n, .total = total[t]};
    }
    clusters->auxiliary = (struct auxiliary){.n = n, .values = clusters->values, .n_values = p};
    free(total);
}

void auxiliary_clusters_release(struct auxiliary_clusters *clusters)
{
    free(clusters->w);
    free(clusters->values);
    free(clusters->x);
    free(clusters->names);
    *clusters = (struct auxiliary_clusters){0};
}
