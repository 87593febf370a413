/* Over 600 lines: one verb with a part for each of its options, all of which work on the same few things. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/tables/estimate_files.h"
#include "cli/tables/estimate_wish.h"
#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "importers/readers/dataset_read.h"
#include "scoring/estimates/estimation.h"
#include "scoring/estimates/pps.h"
#include "survey/base/hash.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/base/spellings.h"
#include "survey/base/text.h"

static const struct verb_option options[] = {
    {"weight", 0, "COL", 0, N_("column of weights (default: 1 for every row)")},
    {"strata", 0, "COL", 0, N_("column of the stratum")},
    {"psu", 0, "COL[,COL...]", 0,
     N_("columns of the sampling units, stage by stage; labels may repeat in other strata")},
    {"fpc", 0, "COL[,COL...]", 0, N_("columns of how many units there were, stage by stage")},
    {"fpc-fraction", 0, "COL[,COL...]", 0, N_("the same as sampling fractions")},
    {"mean", 0, "V[,V...]", 0, N_("means; of a column of text, proportions")},
    {"total", 0, "V[,V...]", 0, N_("totals; of a column of text, counts; 1: the population size")},
    {"proportion", 0, "V[,V...]", 0, N_("a proportion for each value")},
    {"ratio", 0, "NUM/DEN[,...]", 0, N_("ratios")},
    {"quantile", 0, "V@P[,...]", 0, N_("quantiles, such as income@0.5")},
    {"qrule", 0, "math|school|hf7", OPTION_CHOICE, N_("of quantiles: math (default), school or hf7")},
    {"by", 0, "COL[,COL...]", 0, N_("one estimate for each combination of values that occurs")},
    {"fold", 0, NULL, 0, N_("texts that look alike (hoà, hòa; capitals; blanks) are one, as most rows have it")},
    {"where", 0, "CONDITION", 0,
     N_("rows looked at: 'COL OP VALUE and ...'; OP one of = != < <= > >=; no VALUE: is missing")},
    {"poststratify", 0, "FILE", OPTION_PATH, N_("table of category columns and `total`")},
    {"rake", 0, "FILE[,FILE...]", OPTION_PATH, N_("such a table for each margin")},
    {"calibrate", 0, "FILE", OPTION_PATH,
     N_("table of variable, category, total; empty category: a number; empty variable: the population size")},
    {"calfun", 0, "linear|raking|logit", OPTION_CHOICE, N_("of --calibrate: linear (default), raking or logit")},
    {"bounds", 0, "L,U", 0, N_("of --calibrate: of final over base weight")},
    {"aggregate-stage", 0, "K", 0, N_("of --calibrate: one ratio for all rows of a unit of stage K")},
    {"merge", 0, "COL:CAT=CAT", OPTION_REPEATS,
     N_("the first category of a column of margins counts as the second, in the margins and in the rows")},
    {"rescale", 0, NULL, 0, N_("margins whose sums differ are scaled to the first")},
    {"trim", 0, "L,U", 0, N_("weights cut to limits after calibration; L or U may be left out")},
    {"strict", 0, NULL, 0, N_("of --trim: until no weight is outside")},
    {"keep-totals", 0, NULL, 0, N_("of --trim: such that what was calibrated to still holds")},
    {"nonresponse", 0, "COL[,COL...]", 0, N_("classes in which respondents stand for all; before the other steps")},
    {"propensity", 0, "COL[,COL...]", 0,
     N_("the same by five classes of the probability to respond, by logistic regression")},
    {"propensity-classes", 0, "K", 0, N_("of --propensity: so many classes (default 5); 0: by the probability itself")},
    {"responded", 0, "COL", 0, N_("of --nonresponse and --propensity: 1 for who responded, else 0")},
    {"replicates", 0, "jk1|jkn|brr|bootstrap:R|fay:RHO", OPTION_CHOICE,
     N_("errors from jk1, jkn, bootstrap:R, brr or fay:RHO; all steps are repeated in each")},
    {"seed", 0, "TEXT", 0, N_("of bootstrap: any text (default 1)")},
    {"replicate-weights", 0, "FILE", OPTION_PATH, N_("errors from given weights: table row, r1..rR")},
    {"scale", 0, "S", 0, N_("of --replicate-weights: factor of the sum of squares")},
    {"rscales", 0, "FILE", OPTION_PATH, N_("of --replicate-weights: table replicate, scale")},
    {"mse", 0, NULL, 0, N_("of replicates: squares about the full estimate, not the replicates' mean")},
    {"pps", 0, "brewer|overton|hartley-rao|yates-grundy|horvitz-thompson", OPTION_CHOICE,
     N_("unequal probabilities without replacement: brewer, overton, hartley-rao, yates-grundy or horvitz-thompson")},
    {"prob", 0, "COL", 0, N_("of --pps: column of the probability of inclusion")},
    {"joint", 0, "FILE", OPTION_PATH,
     N_("of --pps yates-grundy and horvitz-thompson: square table of joint probabilities, units in the order of the "
        "data")},
    {"variance", 0, "V[,V...]", 0, N_("variances in the population")},
    {"covariance", 0, "V,V...", 0, N_("covariances of the estimated means, every ordered pair")},
    {"contrast", 0, "C1,C2,...", 0,
     N_("of --mean: the sum of c times the means of the groups of --by, in sorted order")},
    {"table", 0, "A,B", 0, N_("test of independence (Rao and Scott)")},
    {"statistic", 0, "F|Chisq|Wald|adjWald", OPTION_CHOICE, N_("of --table: F (default), Chisq, Wald or adjWald")},
    {"alpha", 0, "V,V...", 0, N_("Cronbach's alpha of these items")},
    {"lonely-psu", 0, "fail|certainty|remove|adjust|average", OPTION_CHOICE,
     N_("strata of one unit: fail (default), certainty, remove, adjust or average")},
    {"adjust-domain-lonely", 0, NULL, 0, N_("the rule also holds for strata of which a domain has one unit")},
    {"missing", 0, "item|listwise", OPTION_CHOICE,
     N_("a row that misses a value is left out of that item (item, default) or of all (listwise)")},
    {"ci", 0, "t|z|mean|logit|xlogit|likelihood|wilson|beta|asin", OPTION_CHOICE,
     N_("intervals: t (default), z; of proportions also mean, logit, xlogit, likelihood, wilson, beta or asin")},
    {"df", 0, "DF", 0,
     N_("degrees of freedom of intervals (default: units less strata, or rank of the replicates less 1)")},
    {"conf", 0, "C", 0, N_("level of intervals (default 0.95)")},
    {"deff", 0, "none|wor|wr", OPTION_CHOICE,
     N_("design effects: none (default), wor or wr (simple random without or with replacement)")},
    {"against", 0, "FILE", OPTION_PATH,
     N_("differences from the same estimates of another, independent file, such as an earlier round")},
    {"weights-out", 0, "FILE", OPTION_PATH | OPTION_WRITES, N_("write the final weights: row, w")},
    {0},
};

/* Everything between reading and printing. */
struct work {
    const struct estimate_wish *wish;
    struct dataset data;
    struct design design;
    struct domains domains;
    struct recipe recipe;
    struct recipe_trace trace;
    struct replicates replicates;
    struct pps pps;
    double *base;      /* weights before the recipe */
    uint32_t *cluster; /* of --aggregate-stage */
    struct issues *issues;
};

static void work_release(struct work *w)
{
    free(w->pps.joint);
    replicates_release(&w->replicates);
    recipe_trace_release(&w->trace, w->recipe.n);
    recipe_release(&w->recipe);
    domains_release(&w->domains);
    design_release(&w->design);
    dataset_release(&w->data);
    free(w->base);
    free(w->cluster);
}

/* --- the recipe --------------------------------------------------------------------------- */

/* A fault by the line of the file that it stands in. */
static void tell_fault(const struct step_fault *f, void *to)
{
    const struct work *w = to;
    struct place place = {f->variable->file ? f->variable->file : w->data.file, NULL, 0, 0};
    if (f->row != SIZE_MAX)
        place = (struct place){w->data.file, NULL, dataset_line(&w->data, f->row), 0};
    else if (f->category != SIZE_MAX)
        place.line = f->variable->line[f->category];
    if (f->first != SIZE_MAX)
        issues_add(w->issues, FAULT, f->code, place, _("%s in line %zu"), f->text, f->variable->line[f->first]);
    else
        issues_add(w->issues, *f->code == 'W' ? WARNING : FAULT, f->code, place, "%s", f->text);
}

/* Who responded: numbers other than 0. */
static bool *read_responded(struct work *w, struct error *err)
{
    const struct data_column *c = dataset_column(&w->data, w->wish->responded);
    if (!c->is_number) {
        error_set(err, E_DATA, _("column \"%s\" says who responded; expected 1 or 0 in every row"), c->name);
        return NULL;
    }
    bool *responded = xcalloc(w->data.n_rows + 1, sizeof *responded);
    for (size_t i = 0; i < w->data.n_rows; i++) {
        double x = column_number(c, i);
        responded[i] = x == 1;
        if (x != 0 && x != 1) {
            error_set(err, E_DATA, _("%s:%zu: column \"%s\" says who responded; expected 1 or 0"), w->data.file,
                      dataset_line(&w->data, i), c->name);
            free(responded);
            return NULL;
        }
    }
    return responded;
}

/* The cluster of each row at stage K, numbered. */
static size_t find_clusters(struct work *w, size_t stage)
{
    const struct design *d = &w->design;
    w->cluster = xreallocarray(NULL, d->n_rows + 1, sizeof *w->cluster);
    bool in_units = stage <= d->n_levels && d->has_clusters;
    for (size_t i = 0; !in_units && i < d->n_rows; i++)
        w->cluster[i] = (uint32_t)i;
    for (size_t u = 0; in_units && u < d->n_units[stage]; u++) {
        size_t from, to;
        design_rows(d, stage, u, &from, &to);
        for (size_t i = from; i < to; i++)
            w->cluster[i] = (uint32_t)u;
    }
    return in_units ? d->n_units[stage] : d->n_rows;
}

/* --nonresponse: all columns together make the classes; --propensity: each is a variable. */
static bool add_nonresponse(struct work *w, struct step *step, bool *responded, struct step_maker *maker)
{
    const struct estimate_wish *wish = w->wish;
    bool together = wish->n_nonresponse > 0;
    char *const *columns = together ? wish->nonresponse : wish->propensity;
    size_t n_columns = together ? wish->n_nonresponse : wish->n_propensity, n = together ? 1 : n_columns;
    struct step_variable *variables = xcalloc(n, sizeof *variables);
    for (size_t c = 0; c < n_columns; c++) {
        struct step_variable *v = &variables[together ? 0 : c];
        v->name = v->name ? v->name : xstrdup(columns[c]);
        v->between = ", ";
        v->number = !together && dataset_column(&w->data, columns[c])->is_number;
        step_variable_column(v, columns[c]);
    }
    bool ok = together ? step_nonresponse(step, maker, variables, responded)
                       : step_propensity(step, maker, variables, n, responded, wish->propensity_classes);
    for (size_t v = 0; v < n; v++)
        step_variable_release(&variables[v]);
    free(variables);
    return ok;
}

static bool make_recipe(struct work *w, struct error *err)
{
    const struct estimate_wish *wish = w->wish;
    struct step_maker maker = {.data = &w->data, .w = w->design.w, .tell = tell_fault, .to = w};
    bool ok = true;
    w->recipe.steps = xcalloc(wish->n_adjustments + 2, sizeof *w->recipe.steps);
    if (wish->n_nonresponse || wish->n_propensity) {
        bool *responded = read_responded(w, err);
        ok = responded && add_nonresponse(w, &w->recipe.steps[w->recipe.n++], responded, &maker);
        maker.active = responded;
    }
    maker.merges = &wish->merges;
    for (size_t i = 0; ok && i < wish->n_adjustments; i++) {
        const struct adjustment *a = &wish->adjustments[i];
        struct step *step = &w->recipe.steps[w->recipe.n++];
        if (a->kind == STEP_POSTSTRATIFY)
            ok = step_poststratify(step, &maker, a->variables, wish->calibrate.rescale);
        else if (a->kind == STEP_RAKE)
            ok = step_rake(step, &maker, a->variables, a->n, wish->calibrate.rescale);
        else {
            size_t n_clusters = wish->aggregate_stage ? find_clusters(w, wish->aggregate_stage) : 0;
            ok = step_calibrate(step, &maker, a->variables, a->n, &wish->calibrate, w->cluster, n_clusters);
        }
    }
    if (ok && wish->trims) {
        step_trim(&w->recipe.steps[w->recipe.n], wish->limits, wish->strict, wish->keep_totals ? w->recipe.n : 0);
        w->recipe.n++;
    }
    return ok;
}

/* *LABEL as COLUMN has it. */
static void rename_value(const struct data_column *column, char **label)
{
    char *has = xstrdup(column_alike(column, *label));
    free(*label);
    *label = has;
}

/* The categories of the totals as the data have them, whose look-alikes are one. */
static void fold_totals(struct work *w)
{
    for (size_t a = 0; a < w->wish->n_adjustments; a++)
        for (size_t k = 0; k < w->wish->adjustments[a].n; k++) {
            const struct step_variable *v = &w->wish->adjustments[a].variables[k];
            for (size_t c = 0; !v->number && c < v->n_columns; c++) {
                const struct data_column *column = dataset_column(&w->data, v->columns[c]);
                for (size_t i = 0; column && i < v->n_rows; i++)
                    rename_value(column, &v->labels[i * v->n_columns + c]);
            }
        }
}

/* The values of conditions and merges likewise. */
static void fold_words(struct work *w)
{
    const struct estimate_wish *wish = w->wish;
    for (size_t i = 0; i < wish->filter.n; i++)
        rename_value(dataset_column(&w->data, wish->filter.conditions[i].column), &wish->filter.conditions[i].value);
    for (size_t i = 0; i < wish->merges.n; i++) {
        const struct data_column *column = dataset_column(&w->data, wish->merges.merges[i].column);
        if (column) {
            rename_value(column, &wish->merges.merges[i].from);
            rename_value(column, &wish->merges.merges[i].into);
        }
    }
}

/* --- design, weights, errors ----------------------------------------------------------------- */

static bool read_data(struct work *w, const char *path, struct error *err)
{
    if (!dataset_read(&w->data, path, w->wish->columns, w->wish->n_columns, w->issues, err) ||
        issues_count(w->issues, FAULT))
        return false;
    for (size_t i = 0; i < w->data.n_columns; i++) {
        column_tell_zeros(&w->data.columns[i], path, w->issues);
        char *several = column_spellings(&w->data.columns[i], w->data.n_rows, w->wish->fold);
        if (several)
            spellings_tell(w->issues, path, w->data.columns[i].name, several, w->wish->fold);
        free(several);
    }
    if (w->wish->fold) {
        fold_totals(w);
        fold_words(w);
    }
    for (size_t i = 0; w->wish->design.fractions && i < w->wish->design.n_fpc; i++)
        column_shares(dataset_column(&w->data, w->wish->fpc[i]), w->data.n_rows);
    if (w->wish->design.probability)
        column_shares(dataset_column(&w->data, w->wish->design.probability), w->data.n_rows);
    return design_build(&w->design, &w->data, &w->wish->design, w->issues, err);
}

static bool make_weights(struct work *w, struct error *err)
{
    if (!make_recipe(w, err))
        return false;
    if (!w->recipe.n)
        return true;
    w->base = xreallocarray(NULL, w->design.n_rows + 1, sizeof *w->base);
    memcpy(w->base, w->design.w, w->design.n_rows * sizeof *w->base);
    struct error local = {0};
    if (!recipe_apply(&w->recipe, &w->design, w->design.w, &w->trace, &local))
        return error_set(err, local.code, "%s [%s]", local.text, "F815");
    w->design.cut = w->trace.is_cut;
    return true;
}

/* Given replicate weights, from the order of the file to that of the design. */
static bool read_replicates(struct work *w, struct error *err)
{
    size_t rows, n, n_scales = 0, one = 0;
    const struct design *d = &w->design;
    double *given = matrix_file_read(w->wish->replicate_file, 0, true, &rows, &n, w->issues, err), *rscales = NULL;
    if (!given)
        return false;
    if (rows != d->n_rows) {
        free(given);
        return error_set(err, E_DATA, _("\"%s\" has %zu rows of replicate weights; the data have %zu"),
                         w->wish->replicate_file, rows, d->n_rows);
    }
    if (w->wish->rscales_file) {
        rscales = matrix_file_read(w->wish->rscales_file, 1, true, &n_scales, &one, w->issues, err);
        if (!rscales || n_scales != n || one != 1) {
            if (rscales)
                error_set(err, E_DATA, _("\"%s\" has %zu scales; expected one for each of the %zu replicates"),
                          w->wish->rscales_file, n_scales, n);
            free(rscales);
            free(given);
            return false;
        }
    }
    double *sorted = given;
    if (d->data->order) {
        sorted = xreallocarray(NULL, rows * n + 1, sizeof *sorted);
        for (size_t i = 0; i < rows; i++)
            memcpy(sorted + i * n, given + d->data->order[i] * n, n * sizeof *sorted);
        free(given);
    }
    replicates_given(&w->replicates, d, sorted, n, w->wish->scale, rscales);
    return true;
}

static bool make_replicates(struct work *w, struct error *err)
{
    const struct estimate_wish *wish = w->wish;
    struct replicates *r = &w->replicates;
    bool ok = true;
    switch (wish->replicates) {
    case WISH_NO_REPLICATES:
        return true;
    case WISH_JK1:
    case WISH_JKN:
        ok = replicates_jackknife(r, &w->design, wish->replicates == WISH_JKN, wish->lonely, &wish->design, err);
        break;
    case WISH_BOOTSTRAP:
        ok = replicates_bootstrap(r, &w->design, wish->n_replicates, wish->seed, &wish->design, err);
        break;
    case WISH_BRR:
        ok = replicates_brr(r, &w->design, wish->rho, &wish->design, err);
        break;
    case WISH_GIVEN:
        ok = read_replicates(w, err);
        break;
    }
    r->mse = wish->mse;
    r->base = w->base ? w->base : w->design.w;
    r->recipe = &w->recipe;
    return ok;
}

/* Joint probabilities, from the order of units in the file to that of the design. */
static bool read_joint(struct work *w, struct error *err)
{
    const struct design *d = &w->design;
    size_t rows, columns, n = d->n_units[1];
    double *joint = matrix_file_read(w->wish->joint_file, n, false, &rows, &columns, w->issues, err);
    if (!joint)
        return false;
    if (rows != n || columns != n) {
        free(joint);
        return error_set(err, E_DATA,
                         _("\"%s\" has %zu rows and %zu columns of joint probabilities; the sample has %zu units"),
                         w->wish->joint_file, rows, columns, n);
    }
    /* Units in the order of their first row in the file. */
    size_t *rank = xcalloc(n, sizeof *rank);
    uint32_t *unit_at = xreallocarray(NULL, d->n_rows + 1, sizeof *unit_at);
    bool *seen = xcalloc(n, sizeof *seen);
    for (size_t u = 0; u < n; u++) {
        size_t from, to;
        design_rows(d, 1, u, &from, &to);
        for (size_t i = from; i < to; i++)
            unit_at[dataset_file_row(d->data, i)] = (uint32_t)u;
    }
    for (size_t i = 0, k = 0; i < d->n_rows; i++)
        if (!seen[unit_at[i]]) {
            seen[unit_at[i]] = true;
            rank[unit_at[i]] = k++;
        }
    w->pps.joint = xreallocarray(NULL, n * n, sizeof *joint);
    bool ok = true;
    for (size_t a = 0; a < n; a++)
        for (size_t b = 0; b < n; b++) {
            double x = joint[rank[a] * n + rank[b]];
            w->pps.joint[a * n + b] = x;
            if (ok && !(x > 0 && x <= 1))
                ok = error_set(err, E_DATA, _("\"%s\" has the joint probability %.10g; expected above 0, at most 1"),
                               w->wish->joint_file, x);
        }
    free(rank);
    free(unit_at);
    free(seen);
    free(joint);
    return ok;
}

static bool make_pps(struct work *w, struct error *err)
{
    w->pps.method = w->wish->pps;
    return !w->wish->joint_file || read_joint(w, err);
}

/* --- output -------------------------------------------------------------------------------------- */

/* The label of domain D of W for column B of --by. */
static const char *domain_label(const struct work *w, size_t d, size_t b)
{
    return dataset_column(&w->data, w->wish->by[b])->labels[w->domains.codes[d * w->domains.n_by + b]];
}

static void print_rows(const struct arguments *args, const struct work *w, const struct estimate_rows *rows)
{
    static const struct table_column ending[] = {
        {"term", N_("Term"), false}, {"estimate", N_("Estimate"), true}, {"se", NULL, true},   {"cv", NULL, true},
        {"ci_low", N_("Low"), true}, {"ci_high", N_("High"), true},      {"deff", NULL, true}, {"n", NULL, true},
        {"df", NULL, true},
    };
    size_t n_by = w->domains.n_by, n_ending = sizeof ending / sizeof *ending;
    struct table_column *columns = xcalloc(n_by + n_ending, sizeof *columns);
    for (size_t b = 0; b < n_by; b++)
        columns[b] = (struct table_column){w->wish->by[b], NULL, false};
    memcpy(columns + n_by, ending, sizeof ending);
    struct table *table = table_new(args, columns, n_by + n_ending);
    for (size_t i = 0; i < rows->n; i++) {
        const struct estimate_row *r = &rows->rows[i];
        for (size_t b = 0; b < n_by; b++) {
            table_text(table, r->domain == SIZE_MAX ? "" : domain_label(w, r->domain, b));
        }
        table_text(table, r->term);
        table_real(table, r->estimate, 4);
        table_real(table, r->se, 4);
        table_real(table, r->has_se && r->estimate != 0 ? r->se / r->estimate : NAN, 4);
        table_real(table, r->low, 4);
        table_real(table, r->high, 4);
        table_real(table, r->deff, 3);
        table_count(table, (int64_t)r->n);
        table_real(table, r->df, 0);
    }
    table_close(table);
    free(columns);
}

static bool print_test(const struct arguments *args, const struct work *w, const struct estimation *e,
                       struct error *err)
{
    static const struct table_column columns[] = {
        {"statistic", N_("Statistic"), true}, {"ndf", NULL, true}, {"ddf", NULL, true}, {"p", NULL, true}};
    struct rao_scott_result result;
    if (!estimation_table(e, dataset_column(&w->data, w->wish->table[0]), dataset_column(&w->data, w->wish->table[1]),
                          w->wish->statistic, &result, err))
        return false;
    struct table *table = table_new(args, columns, 4);
    table_real(table, result.statistic, 4);
    table_real(table, result.ndf, 3);
    table_real(table, isinf(result.ddf) ? NAN : result.ddf, 3);
    table_real(table, result.p, 4);
    table_close(table);
    return true;
}

static bool write_weights(const struct arguments *args, const struct work *w, struct error *err)
{
    const struct design *d = &w->design;
    struct output out;
    if (!w->wish->weights_out)
        return true;
    if (!output_open(&out, w->wish->weights_out, argument_given(args, "force"), err))
        return false;
    double *by_row = xreallocarray(NULL, d->n_rows + 1, sizeof *by_row);
    for (size_t i = 0; i < d->n_rows; i++)
        by_row[dataset_file_row(d->data, i)] = d->w[i];
    fputs("row,w\n", out.file);
    char text[REAL_TEXT];
    for (size_t i = 0; i < d->n_rows; i++)
        fprintf(out.file, "%zu,%s\n", i + 1, real_format(by_row[i], text));
    free(by_row);
    bool ok = output_commit(&out, err);
    output_abandon(&out);
    return ok;
}

/* The weights after each step, for people. */
static void tell_weights(const struct arguments *args, const struct work *w)
{
    for (size_t k = 0; w->recipe.n && k <= w->recipe.n; k++) {
        const struct weight_health *h = &w->trace.health[k];
        command_note(args,
                     _("weights, %s: n %zu, sum %.10g, min %.6g, max %.6g, CV %.4f, Kish deff %.4f, effective n %.1f"),
                     k ? step_names[w->recipe.steps[k - 1].kind] : _("base"), h->n, h->sum, h->min, h->max, h->cv,
                     h->deff, h->n_effective);
        if (k && !isnan(w->trace.misfit[k - 1]))
            command_note(args, _("  largest misfit of a total: %.2g"), w->trace.misfit[k - 1]);
        if (h->n_negative)
            command_note(args, _("  %zu weights are negative, the lowest %.6g; --calfun raking or --bounds avoid that"),
                         h->n_negative, h->min);
    }
}

/* What of the wish finds nothing, missing values, and intervals that are not what was asked for. */
static void tell_domains(const struct arguments *args, const struct work *w)
{
    const struct estimate_wish *wish = w->wish;
    for (size_t i = 0; i < wish->filter.n; i++) {
        const struct condition *c = &wish->filter.conditions[i];
        const struct data_column *column = dataset_column(&w->data, c->column);
        if (*c->value && column->kind != COLUMN_REALS && c->comparison <= IS_NOT && !column_find(column, c->value))
            command_note(args, _("no row of column \"%s\" has the value \"%s\""), c->column, c->value);
    }
    for (size_t i = 0; wish->method != INTERVAL_MEAN && i < wish->n_wanted; i++) {
        const struct data_column *c = wish->wanted[i].u ? dataset_column(&w->data, wish->wanted[i].u) : NULL;
        if (wish->wanted[i].kind == WANTED_MEAN && c && (c->is_number || c->kind == COLUMN_REALS) &&
            !estimation_is_share(c))
            command_note(args, _("\"%s\" is no share, with values other than 0 and 1: its interval is by t"), c->name);
    }
    if (w->domains.n_missing)
        command_note(args, _("%zu rows miss a value of --by and are in no group"), w->domains.n_missing);
}

/* The estimates of one file, and what they were made with. */
static bool compute(struct work *w, const char *path, struct estimate_rows *rows, struct estimation *e,
                    struct error *err)
{
    const struct estimate_wish *wish = w->wish;
    if (!read_data(w, path, err) || !make_weights(w, err) || !make_replicates(w, err))
        return false;
    const struct data_column **by = xcalloc(wish->n_by + 1, sizeof *by);
    for (size_t b = 0; b < wish->n_by; b++)
        by[b] = dataset_column(&w->data, wish->by[b]);
    bool ok = domains_find(&w->domains, &w->data, by, wish->n_by, &wish->filter, err) &&
              (wish->pps == N_PPS_METHODS || make_pps(w, err));
    free(by);
    if (!ok)
        return false;
    bool replicated = wish->replicates != WISH_NO_REPLICATES;
    if (replicated)
        replicates_find_df(&w->replicates, w->domains.of);
    *e = (struct estimation){
        .taylor = {&w->design, w->domains.of, w->domains.n, w->trace.records, w->trace.n_records, wish->lonely,
                   wish->lonely_domains},
        .columns = &wish->design,
        .replicates = replicated ? &w->replicates : NULL,
        .pps = wish->pps == N_PPS_METHODS ? NULL : &w->pps,
        .method = wish->method,
        .normal = wish->normal,
        .conf = wish->conf,
        .deff = wish->deff,
        .rule = wish->rule,
        .listwise = wish->listwise,
        .df_given = wish->df,
        .df = wish->df > 0 ? wish->df
              : replicated ? w->replicates.df
                           : design_df(&w->design, w->domains.of),
    };
    struct wanted *wanted = xcalloc(wish->n_wanted + 1, sizeof *wanted);
    for (size_t i = 0; i < wish->n_wanted; i++) {
        const struct wanted_names *n = &wish->wanted[i];
        wanted[i] = (struct wanted){n->kind, n->u ? dataset_column(&w->data, n->u) : NULL,
                                    n->v ? dataset_column(&w->data, n->v) : NULL, n->p, n->name};
    }
    ok = estimation_run(e, wanted, wish->n_wanted, wish->contrast, wish->n_contrast, rows, err);
    free(wanted);
    return ok;
}

/* True where a term or a domain of two files is one; with --fold also where it is written in two ways. */
static bool is_named(const struct work *w, const char *a, const char *b)
{
    if (!strcmp(a, b) || !w->wish->fold)
        return !strcmp(a, b);
    char *x = text_alike(a), *y = text_alike(b);
    bool same = !strcmp(x, y);
    free(x);
    free(y);
    return same;
}

/* The row of OLD for the same domain and term as ROW of W; NULL where there is none. */
static const struct estimate_row *same_row(const struct work *w, const struct estimate_row *row, const struct work *old,
                                           const struct estimate_rows *rows)
{
    for (size_t i = 0; i < rows->n; i++) {
        const struct estimate_row *r = &rows->rows[i];
        bool same = is_named(w, r->term, row->term) && (r->domain == SIZE_MAX) == (row->domain == SIZE_MAX);
        for (size_t b = 0; same && row->domain != SIZE_MAX && b < w->domains.n_by; b++)
            same = is_named(w, domain_label(w, row->domain, b), domain_label(old, r->domain, b));
        if (same)
            return r;
    }
    return NULL;
}

/* ROWS of W less those of another, independent sample: df by Satterthwaite. */
static bool subtract(const struct arguments *args, struct work *w, struct estimate_rows *rows, struct error *err)
{
    struct work old = {.wish = w->wish, .issues = w->issues};
    struct estimate_rows old_rows = {0};
    struct estimation e = {0};
    bool ok = compute(&old, w->wish->against, &old_rows, &e, err);
    size_t kept = 0;
    for (size_t i = 0; ok && i < rows->n; i++) {
        struct estimate_row *r = &rows->rows[i];
        const struct estimate_row *o = same_row(w, r, &old, &old_rows);
        if (!o) {
            free(r->term);
            continue;
        }
        double a = r->se * r->se, b = o->se * o->se, v = a + b;
        r->estimate -= o->estimate;
        r->se = sqrt(v);
        r->df = v > 0 ? v * v / (a * a / r->df + b * b / o->df) : r->df + o->df;
        struct interval limits = interval_t(r->estimate, r->se, w->wish->normal ? INFINITY : r->df, w->wish->conf);
        r->low = limits.lower;
        r->high = limits.upper;
        r->deff = NAN;
        r->n += o->n;
        rows->rows[kept++] = *r;
    }
    if (ok) {
        if (kept < rows->n || kept < old_rows.n)
            command_note(args, _("%zu estimates of one file have no counterpart in the other and are left out"),
                         rows->n + old_rows.n - 2 * kept);
        rows->n = kept;
    }
    estimate_rows_release(&old_rows);
    work_release(&old);
    return ok;
}

static bool run_work(const struct arguments *args, struct work *w, struct error *err)
{
    struct estimate_rows rows = {0};
    struct estimation e = {0};
    bool ok = compute(w, argument_word(args, 0), &rows, &e, err) &&
              (!w->wish->against || subtract(args, w, &rows, err)) && write_weights(args, w, err);
    if (ok) {
        tell_weights(args, w);
        tell_domains(args, w);
        if (w->wish->n_wanted)
            print_rows(args, w, &rows);
        ok = !w->wish->table || print_test(args, w, &e, err);
    }
    estimate_rows_release(&rows);
    return ok;
}

static bool run(struct call *call, struct error *err)
{
    struct estimate_wish wish = {0};
    struct work w = {.wish = &wish, .issues = call->issues};
    bool ok = estimate_wish_read(&wish, call->args, w.issues, err) && run_work(call->args, &w, err);
    work_release(&w);
    estimate_wish_release(&wish);
    return ok;
}

const struct verb verb_estimate = {
    .name = "estimate",
    .summary = N_("survey statistics of any table: means, totals, ratios, quantiles with their errors"),
    .takes = "FILE",
    .flags = VERB_TABLE | VERB_WRITES,
    .options = options,
    .run = run,
};
