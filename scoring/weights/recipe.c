#include "scoring/weights/recipe.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/weights/design.h"
#include "scoring/weights/logistic.h"
#include "scoring/weights/nonresponse.h"
#include "scoring/weights/normal.h"
#include "scoring/weights/rake.h"
#include "scoring/weights/trim.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

const char *const step_names[N_STEPS] = {[STEP_NONRESPONSE] = "nonresponse",   [STEP_PROPENSITY] = "propensity",
                                         [STEP_POSTSTRATIFY] = "poststratify", [STEP_RAKE] = "rake",
                                         [STEP_CALIBRATE] = "calibrate",       [STEP_TRIM] = "trim"};

static void release_auxiliary(struct auxiliary *auxiliary)
{
    for (size_t m = 0; m < auxiliary->n_margins; m++) {
        const struct auxiliary_margin *margin = &auxiliary->margins[m];
        for (size_t c = 0; margin->labels && c < margin->n_cats; c++)
            discard(margin->labels[c]);
        discard(margin->labels);
        discard(margin->cat);
        discard(margin->total);
        discard(margin->name);
    }
    for (size_t v = 0; v < auxiliary->n_values; v++) {
        discard(auxiliary->values[v].x);
        discard(auxiliary->values[v].name);
    }
    discard(auxiliary->margins);
    discard(auxiliary->values);
}

void recipe_release(struct recipe *recipe)
{
    for (size_t s = 0; s < recipe->n; s++) {
        struct step *step = &recipe->steps[s];
        release_auxiliary(&step->auxiliary);
        free(step->cell);
        free(step->responded);
    }
    free(recipe->steps);
    *recipe = (struct recipe){0};
}

/* --- steps ---------------------------------------------------------------------------------- */

static inline size_t cell_of(const struct step *s, size_t i)
{
    return s->cell ? s->cell[i] : i;
}

/* Change W to meet the step's totals.  *RATIO: g of each case of *CASES, new arrays; CELL_OF_ROW the case of each row
 * or NULL. */
static bool meet_totals(const struct step *s, size_t n_rows, double *w, double **ratio,
                        struct auxiliary_clusters *clusters, double *misfit, struct normal **normal, struct error *err)
{
    const struct auxiliary *auxiliary = &s->auxiliary;
    const uint32_t *cell = s->cell;
    double *before;
    if (s->cluster) {
        auxiliary_clusters_init(clusters, auxiliary, w, s->cluster, s->n_clusters);
        auxiliary = &clusters->auxiliary;
        cell = s->cluster;
        before = xreallocarray(NULL, auxiliary->n + 1, sizeof *before);
        memcpy(before, clusters->w, auxiliary->n * sizeof *before);
    } else {
        before = xcalloc(auxiliary->n + 1, sizeof *before);
        for (size_t i = 0; i < n_rows; i++)
            before[cell_of(s, i)] += w[i];
    }
    double *g = xreallocarray(NULL, auxiliary->n + 1, sizeof *g);
    bool ok;
    if (s->kind == STEP_CALIBRATE || s->cluster) {
        struct calibrate_result result = {0};
        ok = calibrate(before, auxiliary, &s->calibrate, g, &result, err);
        *misfit = result.misfit;
    } else {
        struct rake_result result = {0};
        double *after = xreallocarray(NULL, auxiliary->n + 1, sizeof *after);
        memcpy(after, before, auxiliary->n * sizeof *after);
        struct rake_options options = {.rescale = s->calibrate.rescale};
        ok = rake(after, auxiliary, &options, &result, err);
        *misfit = result.misfit;
        for (size_t c = 0; c < auxiliary->n; c++)
            g[c] = before[c] > 0 ? after[c] / before[c] : 1;
        free(after);
    }
    if (ok && normal)
        *normal = normal_new(auxiliary, before);
    for (size_t i = 0; ok && i < n_rows; i++)
        w[i] *= g[cell ? cell[i] : i];
    free(before);
    *ratio = g;
    return ok;
}

static bool stand_in(const struct step *s, const struct auxiliary_margin *classes, size_t n_rows, double *w,
                     struct error *err)
{
    double *factor = xcalloc(classes->n_cats + 1, sizeof *factor);
    uint32_t *of_row = NULL;
    struct auxiliary_margin by_row = *classes;
    if (s->cell) {
        of_row = xreallocarray(NULL, n_rows + 1, sizeof *of_row);
        for (size_t i = 0; i < n_rows; i++)
            of_row[i] = classes->cat[s->cell[i]];
        by_row.cat = of_row;
    }
    bool ok = nonresponse_classes(w, n_rows, &by_row, s->responded, factor, err);
    free(of_row);
    free(factor);
    return ok;
}

/* Respondents for all who were as likely to answer: by the inverse of the fitted probability, or in classes of it. */
static bool apply_propensity(const struct step *s, size_t n_rows, double *w, struct error *err)
{
    double *p = xcalloc(n_rows + 1, sizeof *p);
    uint32_t *class = xcalloc(n_rows + 1, sizeof *class);
    /* The categories of a margin add up to an intercept; numbers alone need one. */
    const struct auxiliary_margin everybody = {.name = "", .cat = class, .n_cats = 1};
    struct auxiliary known = s->auxiliary;
    if (!known.n_margins) {
        known.margins = &everybody;
        known.n_margins = 1;
    }
    bool ok = logistic(&known, s->responded, w, NULL, p, err);
    if (ok && !s->n_classes) {
        nonresponse_inverse(w, n_rows, p, s->responded);
    } else if (ok) {
        struct auxiliary_margin classes = {.name = "propensity", .cat = class};
        struct step plain = {.responded = s->responded};
        classes.n_cats = nonresponse_cut(p, n_rows, s->n_classes, class);
        ok = stand_in(&plain, &classes, n_rows, w, err);
    }
    free(class);
    free(p);
    return ok;
}

static bool apply_trim(const struct recipe *recipe, const struct step *s, size_t n_rows, double *w, struct error *err)
{
    struct trim_result result;
    if (!s->keeps)
        return s->strict ? trim_strict(w, n_rows, s->limits, &result, err)
                         : trim_spread(w, n_rows, s->limits, &result, err);
    /* Totals are kept row by row: the limits are of rows, not of cells. */
    const struct step *known = &recipe->steps[s->keeps - 1];
    struct auxiliary auxiliary = known->auxiliary;
    struct auxiliary_margin *margins = xcalloc(auxiliary.n_margins + 1, sizeof *margins);
    uint32_t *categories = xcalloc(auxiliary.n_margins * n_rows + 1, sizeof *categories);
    for (size_t m = 0; m < auxiliary.n_margins; m++) {
        uint32_t *of_row = categories + m * n_rows;
        for (size_t i = 0; i < n_rows; i++)
            of_row[i] = auxiliary.margins[m].cat[cell_of(known, i)];
        margins[m] = auxiliary.margins[m];
        margins[m].cat = of_row;
    }
    auxiliary.margins = margins;
    auxiliary.n = n_rows;
    bool ok = trim_keep_totals(w, &auxiliary, s->limits, &result, err);
    free(categories);
    free(margins);
    return ok;
}

/* Of the weights BEFORE a step, those of rows that a bound took to 0; NULL, BEFORE freed, where there are none.  Rows
 * that raking took to 0 are of a category without people, and in no regression. */
static double *find_cut(const struct step *s, size_t n_rows, double *before, const double *w,
                        struct recipe_trace *trace)
{
    bool may = s->kind == STEP_CALIBRATE && s->calibrate.distance != CALIBRATE_RAKING;
    size_t n = 0;
    for (size_t i = 0; may && i < n_rows; i++)
        n += before[i] != 0 && w[i] == 0;
    if (!n) {
        free(before);
        return NULL;
    }
    if (!trace->is_cut)
        trace->is_cut = xcalloc(n_rows + 1, sizeof *trace->is_cut);
    for (size_t i = 0; i < n_rows; i++) {
        trace->is_cut[i] |= before[i] != 0 && w[i] == 0;
        before[i] = w[i] == 0 ? before[i] : 0;
    }
    return before;
}

bool recipe_step(const struct recipe *recipe, size_t k, size_t n_rows, double *w, struct recipe_trace *trace,
                 struct error *err)
{
    const struct step *s = &recipe->steps[k];
    double *g = NULL, *before = NULL, misfit = NAN;
    struct auxiliary_clusters clusters = {0};
    struct normal *normal = NULL;
    bool ok = false;
    switch (s->kind) {
    case STEP_NONRESPONSE:
        ok = stand_in(s, s->auxiliary.margins, n_rows, w, err);
        break;
    case STEP_PROPENSITY:
        ok = apply_propensity(s, n_rows, w, err);
        break;
    case STEP_TRIM:
        ok = apply_trim(recipe, s, n_rows, w, err);
        break;
    default:
        if (trace) {
            before = xreallocarray(NULL, n_rows + 1, sizeof *before);
            memcpy(before, w, n_rows * sizeof *before);
        }
        ok = meet_totals(s, n_rows, w, &g, &clusters, &misfit, trace ? &normal : NULL, err);
        break;
    }
    if (!ok)
        error_context(err, "%s", step_names[s->kind]);
    if (ok && trace) {
        trace->misfit[k] = misfit;
        if (g) {
            trace->after[k] = xreallocarray(NULL, n_rows + 1, sizeof **trace->after);
            memcpy(trace->after[k], w, n_rows * sizeof *w);
            trace->g[k] = g;
            trace->cut[k] = find_cut(s, n_rows, before, w, trace);
            trace->clusters[k] = clusters;
            trace->records[trace->n_records++] =
                (struct projection_record){s->cluster ? &trace->clusters[k].auxiliary : &s->auxiliary,
                                           s->cluster ? s->cluster : s->cell,
                                           g,
                                           trace->after[k],
                                           trace->cut[k],
                                           normal};
            return true;
        }
    }
    normal_free(normal);
    free(before);
    auxiliary_clusters_release(&clusters);
    free(g);
    return ok;
}

void recipe_trace_init(struct recipe_trace *trace, size_t n)
{
    *trace = (struct recipe_trace){.records = xcalloc(n + 1, sizeof *trace->records),
                                   .clusters = xcalloc(n + 1, sizeof *trace->clusters),
                                   .after = xcalloc(n + 1, sizeof *trace->after),
                                   .g = xcalloc(n + 1, sizeof *trace->g),
                                   .cut = xcalloc(n + 1, sizeof *trace->cut),
                                   .health = xcalloc(n + 1, sizeof *trace->health),
                                   .misfit = xcalloc(n + 1, sizeof *trace->misfit)};
}

bool recipe_apply(const struct recipe *recipe, const struct design *d, double *w, struct recipe_trace *trace,
                  struct error *err)
{
    if (trace) {
        recipe_trace_init(trace, recipe->n);
        trace->health[0] = weight_health(w, d->n_rows);
    }
    for (size_t k = 0; k < recipe->n; k++) {
        if (!recipe_step(recipe, k, d->n_rows, w, trace, err))
            return false;
        if (trace)
            trace->health[k + 1] = weight_health(w, d->n_rows);
    }
    return true;
}

double recipe_misfit(const struct recipe *recipe, size_t n_steps, const double *w, size_t n_rows, char *term,
                     size_t size)
{
    double worst = NAN;
    *term = '\0';
    for (size_t k = 0; k < n_steps; k++) {
        const struct step *s = &recipe->steps[k];
        if (!step_has_totals(s))
            continue;
        size_t n_terms = auxiliary_n_terms(&s->auxiliary), which;
        double *cell = xcalloc(s->auxiliary.n + 1, sizeof *cell), *total = xcalloc(2 * n_terms + 1, sizeof *total);
        for (size_t i = 0; i < n_rows; i++)
            cell[cell_of(s, i)] += w[i];
        auxiliary_totals(&s->auxiliary, s->calibrate.rescale, total);
        double misfit = auxiliary_misfit(&s->auxiliary, cell, total, total + n_terms, &which);
        if (!(misfit <= worst)) {
            worst = misfit;
            auxiliary_term_name(&s->auxiliary, which, term, size);
        }
        free(cell);
        free(total);
    }
    return worst;
}

void recipe_trace_release(struct recipe_trace *trace, size_t n)
{
    for (size_t k = 0; k < trace->n_records; k++)
        normal_free(trace->records[k].normal);
    for (size_t k = 0; trace->after && k < n; k++) {
        free(trace->after[k]);
        free(trace->g[k]);
        free(trace->cut[k]);
        auxiliary_clusters_release(&trace->clusters[k]);
    }
    free(trace->records);
    free(trace->clusters);
    free(trace->after);
    free(trace->g);
    free(trace->cut);
    free(trace->is_cut);
    free(trace->health);
    free(trace->misfit);
    *trace = (struct recipe_trace){0};
}
