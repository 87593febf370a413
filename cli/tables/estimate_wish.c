#include "cli/tables/estimate_wish.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/hash.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/number.h"
#include "survey/base/text.h"

static const char *const reserved[] = {"term", "estimate", "se", "cv", "ci_low", "ci_high", "deff", "n", "df"};

/* --- lists ------------------------------------------------------------------------------ */

/* TEXT at its commas, blanks at the ends of each part left out; a new array of *N new strings.  NULL with ERR where one
 * is empty. */
static char **split_list(const char *text, const char *option, size_t *n, struct error *err)
{
    char **parts = NULL;
    size_t room = 0;
    *n = 0;
    for (;;) {
        size_t length = strcspn(text, ",");
        char *part = xstrndup(text, length), *trimmed = text_trim(part);
        free(part);
        parts = grow(parts, &room, *n + 1, sizeof *parts);
        parts[(*n)++] = trimmed;
        if (!*trimmed) {
            error_set(err, E_USAGE, _("option --%s has an empty name between its commas"), option);
            for (size_t i = 0; i < *n; i++)
                free(parts[i]);
            free(parts);
            *n = 0;
            return NULL;
        }
        if (!text[length])
            return parts;
        text += length + 1;
    }
}

static void free_list(char **list, size_t n)
{
    for (size_t i = 0; list && i < n; i++)
        free(list[i]);
    free(list);
}

/* A part of LIST, each of which has an @, that has none is the decimals of the one before: V@0,5. */
static void join_decimals(char **list, size_t *n)
{
    size_t k = 0;
    for (size_t i = 0; i < *n; i++) {
        if (k && !strchr(list[i], '@') && strchr(list[k - 1], '@')) {
            char *both = xasprintf("%s,%s", list[k - 1], list[i]);
            free(list[k - 1]);
            free(list[i]);
            list[k - 1] = both;
        } else {
            list[k++] = list[i];
        }
    }
    *n = k;
}

/* The list OPTION has; none where it was not given. */
static bool read_list(const struct arguments *args, const char *option, char ***list, size_t *n, struct error *err)
{
    *list = NULL;
    *n = 0;
    return !argument_given(args, option) || (*list = split_list(argument_value(args, option), option, n, err)) != NULL;
}

/* --- columns ------------------------------------------------------------------------------ */

static void want_column(struct estimate_wish *w, const char *name, bool labels)
{
    if (w->design.weight && !strcmp(name, w->design.weight))
        w->design.weight_alone = w->n_columns == 0;
    for (size_t i = 0; i < w->n_columns; i++)
        if (!strcmp(w->columns[i].name, name)) {
            w->columns[i].labels |= labels;
            return;
        }
    w->columns = grow(w->columns, &w->columns_room, w->n_columns + 1, sizeof *w->columns);
    w->columns[w->n_columns++] = (struct column_wish){name, labels};
}

static void want_columns(struct estimate_wish *w, char *const *names, size_t n, bool labels)
{
    for (size_t i = 0; i < n; i++)
        want_column(w, names[i], labels);
}

static bool read_design(struct estimate_wish *w, const struct arguments *args, struct error *err)
{
    bool fractions = argument_given(args, "fpc-fraction");
    if (fractions && argument_given(args, "fpc"))
        return error_set(err, E_USAGE, _("give one of --%s and --%s"), "fpc", "fpc-fraction");
    w->design.weight = argument_value(args, "weight");
    w->design.strata = argument_value(args, "strata");
    w->design.probability = argument_value(args, "prob");
    w->design.fractions = fractions;
    if (!read_list(args, "psu", &w->psu, &w->design.n_psu, err) ||
        !read_list(args, fractions ? "fpc-fraction" : "fpc", &w->fpc, &w->design.n_fpc, err))
        return false;
    w->design.psu = (const char *const *)w->psu;
    w->design.fpc = (const char *const *)w->fpc;
    if (w->design.weight)
        want_column(w, w->design.weight, false);
    if (w->design.strata)
        want_column(w, w->design.strata, true);
    if (w->design.probability)
        want_column(w, w->design.probability, false);
    want_columns(w, w->psu, w->design.n_psu, true);
    want_columns(w, w->fpc, w->design.n_fpc, false);
    return true;
}

/* --- statistics ----------------------------------------------------------------------------- */

static struct wanted_names *want(struct estimate_wish *w, enum wanted_kind kind, const char *u)
{
    w->wanted = grow(w->wanted, &w->wanted_room, w->n_wanted + 1, sizeof *w->wanted);
    struct wanted_names *n = &w->wanted[w->n_wanted++];
    *n = (struct wanted_names){.kind = kind, .u = xstrdup(u), .name = xstrdup(u)};
    return n;
}

static bool want_ratio(struct estimate_wish *w, const char *text, struct error *err)
{
    const char *slash = strchr(text, '/');
    if (!slash || slash == text || !slash[1] || strchr(slash + 1, '/'))
        return error_set(err, E_USAGE, _("option --ratio has \"%s\"; expected NUM/DEN"), text);
    struct wanted_names *n = want(w, WANTED_RATIO, text);
    n->u[slash - text] = '\0';
    n->v = xstrdup(slash + 1);
    return true;
}

static bool want_quantile(struct estimate_wish *w, const char *text, struct error *err)
{
    const char *at = strrchr(text, '@');
    double p;
    if (!at || at == text ||
        argument_number("quantile", at + 1, strlen(at + 1), DECIMAL_UNKNOWN, &p, err) != NUMBER_READ || p < 0 || p > 1)
        return error_set(err, E_USAGE, _("option --quantile has \"%s\"; expected V@P with P from 0 to 1"), text);
    struct wanted_names *n = want(w, WANTED_QUANTILE, text);
    n->u[at - text] = '\0';
    if (strpbrk(at, ",%")) {
        char shortest[NUMBER_TEXT];
        free(n->name);
        n->name = xasprintf("%s@%s", n->u, number_shortest(p, shortest));
    }
    n->p = p;
    return true;
}

static const struct {
    const char *option;
    enum wanted_kind kind;
} statistics[] = {{"mean", WANTED_MEAN},
                  {"total", WANTED_TOTAL},
                  {"proportion", WANTED_PROPORTION},
                  {"ratio", WANTED_RATIO},
                  {"quantile", WANTED_QUANTILE},
                  {"variance", WANTED_VARIANCE},
                  {"covariance", WANTED_COVARIANCE},
                  {"alpha", WANTED_ALPHA}};

static bool read_contrast(struct estimate_wish *w, const struct arguments *args, struct error *err)
{
    if (!argument_given(args, "contrast"))
        return true;
    if (!argument_given(args, "by") || !argument_given(args, "mean"))
        return error_set(err, E_USAGE, _("--%s needs --%s"), "contrast", argument_given(args, "by") ? "mean" : "by");
    w->contrast = argument_reals(args, "contrast", -1e300, 1e300, &w->n_contrast, err);
    for (size_t i = 0; w->contrast && i < w->n_wanted; i++)
        if (w->wanted[i].kind == WANTED_MEAN)
            w->wanted[i].kind = WANTED_CONTRAST;
    return w->contrast != NULL;
}

/* Columns of all that is wanted.  1, where no column has that name, is 1 in every row. */
static void want_all_columns(struct estimate_wish *w)
{
    for (size_t i = 0; i < w->n_wanted; i++) {
        struct wanted_names *n = &w->wanted[i];
        if (n->kind == WANTED_TOTAL && !strcmp(n->u, "1")) {
            free(n->u);
            n->u = NULL;
            continue;
        }
        want_column(w, n->u, false);
        if (n->v)
            want_column(w, n->v, false);
    }
    want_columns(w, w->table, w->table ? 2 : 0, false);
}

static bool read_statistics(struct estimate_wish *w, const struct arguments *args, struct error *err)
{
    for (size_t s = 0; s < sizeof statistics / sizeof *statistics; s++) {
        char **list;
        size_t n;
        if (!read_list(args, statistics[s].option, &list, &n, err))
            return false;
        bool ok = true;
        if (statistics[s].kind == WANTED_QUANTILE)
            join_decimals(list, &n);
        for (size_t i = 0; ok && i < n; i++) {
            if (statistics[s].kind == WANTED_RATIO)
                ok = want_ratio(w, list[i], err);
            else if (statistics[s].kind == WANTED_QUANTILE)
                ok = want_quantile(w, list[i], err);
            else
                want(w, statistics[s].kind, list[i]);
        }
        free_list(list, n);
        if (!ok)
            return false;
    }
    size_t n_table = 0;
    const char *statistic = argument_value(args, "statistic");
    if (!read_contrast(w, args, err) || !read_list(args, "table", &w->table, &n_table, err))
        return false;
    if (w->table && n_table != 2) {
        free_list(w->table, n_table);
        w->table = NULL;
        return error_set(err, E_USAGE, _("option --table takes two columns, A,B"));
    }
    w->statistic = rao_scott_find(statistic ? statistic : "F");
    if (!w->n_wanted && !w->table && !argument_given(args, "weights-out"))
        return error_set(err, E_USAGE,
                         _("nothing is asked for; say --mean, --total, --proportion, --ratio, --quantile, --variance, "
                           "--covariance, --table or --alpha"));
    want_all_columns(w);
    return true;
}

static bool read_domains(struct estimate_wish *w, const struct arguments *args, struct error *err)
{
    if (!read_list(args, "by", &w->by, &w->n_by, err))
        return false;
    for (size_t b = 0; b < w->n_by; b++) {
        for (size_t k = 0; k < sizeof reserved / sizeof *reserved; k++)
            if (!strcmp(w->by[b], reserved[k]))
                return error_set(
                    err, E_USAGE,
                    _("--by cannot take the column \"%s\": the result has a column of this name; rename it"), w->by[b]);
        for (size_t k = 0; k < b; k++)
            if (!strcmp(w->by[b], w->by[k]))
                return error_set(err, E_USAGE, _("--by names the column \"%s\" twice"), w->by[b]);
    }
    want_columns(w, w->by, w->n_by, true);
    if (argument_given(args, "where") && !filter_read(&w->filter, argument_value(args, "where"), err))
        return false;
    for (size_t i = 0; i < w->filter.n; i++)
        want_column(w, w->filter.conditions[i].column, false);
    return true;
}

/* --- weights ----------------------------------------------------------------------------------- */

static struct adjustment *add_adjustment(struct estimate_wish *w, enum step_kind kind, size_t n)
{
    struct adjustment *a = &w->adjustments[w->n_adjustments++];
    *a = (struct adjustment){kind, xcalloc(n + 1, sizeof *a->variables), n};
    return a;
}

/* *WORD as V has it in column C, where it has a spelling of it. */
static void rename_category(const struct step_variable *v, size_t c, char **word)
{
    char *alike = text_alike(*word);
    for (size_t i = 0; i < v->n_rows; i++) {
        const char *label = v->labels[i * v->n_columns + c];
        char *other = text_alike(label);
        bool same = !strcmp(other, alike);
        free(other);
        if (same) {
            free(*word);
            *word = xstrdup(label);
            break;
        }
    }
    free(alike);
}

/* With --fold the words of merges as the margins have them. */
static void fold_merges(const struct estimate_wish *w, const struct step_variable *v)
{
    for (size_t i = 0; w->fold && i < w->merges.n; i++)
        for (size_t c = 0; c < v->n_columns; c++)
            if (!strcmp(w->merges.merges[i].column, v->columns[c])) {
                rename_category(v, c, &w->merges.merges[i].from);
                rename_category(v, c, &w->merges.merges[i].into);
            }
}

/* Categories of the margins that count as one. */
static bool read_merges(struct estimate_wish *w, const struct arguments *args, struct error *err)
{
    size_t n;
    const char **texts = argument_values(args, "merge", &n);
    bool *used = xcalloc(n + 1, sizeof *used), ok = true;
    for (size_t i = 0; ok && i < n; i++)
        ok = merges_add(&w->merges, texts[i], strlen(texts[i]), false) ||
             error_set(err, E_USAGE, _("option --%s has \"%s\"; expected COLUMN:CATEGORY=CATEGORY"), "merge", texts[i]);
    for (size_t a = 0; ok && n && a < w->n_adjustments; a++)
        for (size_t f = 0; f < w->adjustments[a].n; f++) {
            struct step_variable *v = &w->adjustments[a].variables[f];
            fold_merges(w, v);
            step_variable_merge(v, &w->merges);
            for (size_t i = 0; i < n; i++)
                for (size_t c = 0; c < v->n_columns; c++)
                    used[i] |= !strcmp(w->merges.merges[i].column, v->columns[c]);
        }
    for (size_t i = 0; ok && i < n; i++)
        ok = used[i] || error_set(err, E_USAGE, _("--merge names the column \"%s\", but no margin has it"),
                                  w->merges.merges[i].column);
    free(texts);
    free(used);
    return ok;
}

static bool read_margins(struct estimate_wish *w, const struct arguments *args, struct issues *issues,
                         struct error *err)
{
    static const enum calibrate_distance distances[] = {CALIBRATE_LINEAR, CALIBRATE_RAKING, CALIBRATE_LOGIT};
    if (argument_given(args, "poststratify") &&
        !margin_file_read(&add_adjustment(w, STEP_POSTSTRATIFY, 1)->variables[0], argument_value(args, "poststratify"),
                          issues, err))
        return false;
    if (!read_list(args, "rake", &w->rake, &w->n_rake, err))
        return false;
    struct adjustment *rake = w->n_rake ? add_adjustment(w, STEP_RAKE, w->n_rake) : NULL;
    for (size_t i = 0; i < w->n_rake; i++)
        if (!margin_file_read(&rake->variables[i], w->rake[i], issues, err))
            return false;
    long stage;
    if (!argument_count(args, "aggregate-stage", 1, DESIGN_STAGES, 0, &stage, err))
        return false;
    w->calibrate.distance = distances[argument_choice(args, "calfun", 0)];
    w->calibrate.rescale = argument_given(args, "rescale");
    w->fold = argument_given(args, "fold");
    w->aggregate_stage = (size_t)stage;
    if (w->aggregate_stage > w->design.n_psu)
        return error_set(err, E_USAGE, _("--aggregate-stage %zu needs --psu with so many columns; it has %zu"),
                         w->aggregate_stage, w->design.n_psu);
    if (argument_given(args, "bounds")) {
        if (!argument_limits(args, "bounds", &w->calibrate.lower, &w->calibrate.upper, err))
            return false;
        w->calibrate.bounded = true;
    }
    if (w->calibrate.distance == CALIBRATE_LOGIT &&
        !(w->calibrate.bounded && isfinite(w->calibrate.lower) && isfinite(w->calibrate.upper)))
        return error_set(err, E_USAGE, _("--calfun logit needs --bounds L,U with L < 1 < U"));
    if (w->calibrate.bounded && !(w->calibrate.lower < 1 && w->calibrate.upper > 1))
        return error_set(err, E_USAGE, _("--bounds are of the final over the base weight; expected L < 1 < U"));
    if (argument_given(args, "calibrate")) {
        struct adjustment *a = add_adjustment(w, STEP_CALIBRATE, 0);
        free(a->variables);
        if (!calibration_file_read(&a->variables, &a->n, argument_value(args, "calibrate"), issues, err))
            return false;
    }
    static const char *const of_calibrate[] = {"calfun", "bounds", "aggregate-stage"};
    for (size_t i = 0; i < 3; i++)
        if (argument_given(args, of_calibrate[i]) && !argument_given(args, "calibrate"))
            return error_set(err, E_USAGE, _("--%s needs --%s"), of_calibrate[i], "calibrate");
    for (size_t i = 0; i < w->n_adjustments; i++)
        for (size_t f = 0; f < w->adjustments[i].n; f++) {
            const struct step_variable *v = &w->adjustments[i].variables[f];
            want_columns(w, v->columns, v->n_columns, !v->number);
        }
    return read_merges(w, args, err);
}

static bool read_nonresponse(struct estimate_wish *w, const struct arguments *args, struct error *err)
{
    long classes;
    if (!read_list(args, "nonresponse", &w->nonresponse, &w->n_nonresponse, err) ||
        !read_list(args, "propensity", &w->propensity, &w->n_propensity, err) ||
        !argument_count(args, "propensity-classes", 0, 1000, 5, &classes, err))
        return false;
    w->propensity_classes = (size_t)classes;
    w->responded = argument_value(args, "responded");
    bool any = w->n_nonresponse || w->n_propensity;
    if (w->n_nonresponse && w->n_propensity)
        return error_set(err, E_USAGE, _("give one of --%s and --%s"), "nonresponse", "propensity");
    if (any && !w->responded)
        return error_set(err, E_USAGE, _("--%s needs --%s"), w->n_nonresponse ? "nonresponse" : "propensity",
                         "responded");
    if (w->responded && !any)
        return error_set(err, E_USAGE, _("--%s needs --%s"), "responded", "nonresponse");
    want_columns(w, w->nonresponse, w->n_nonresponse, true);
    want_columns(w, w->propensity, w->n_propensity, false);
    if (w->responded)
        want_column(w, w->responded, false);
    return true;
}

static bool read_trim(struct estimate_wish *w, const struct arguments *args, struct error *err)
{
    w->trims = argument_given(args, "trim");
    w->strict = argument_given(args, "strict");
    w->keep_totals = argument_given(args, "keep-totals");
    if (!w->trims && (w->strict || w->keep_totals))
        return error_set(err, E_USAGE, _("--%s needs --%s"), w->strict ? "strict" : "keep-totals", "trim");
    if (w->keep_totals && !w->n_adjustments)
        return error_set(
            err, E_USAGE,
            _("--keep-totals keeps the totals of --poststratify, --rake or --calibrate, none of which is given"));
    return !w->trims || argument_limits(args, "trim", &w->limits.lower, &w->limits.upper, err);
}

/* --- errors --------------------------------------------------------------------------------------- */

static bool read_method(struct estimate_wish *w, const char *method, struct error *err)
{
    char plain[NUMBER_TEXT];
    long long n = 1;
    w->rho = 0;
    if (!strcmp(method, "jk1")) {
        w->replicates = WISH_JK1;
    } else if (!strcmp(method, "jkn")) {
        w->replicates = WISH_JKN;
    } else if (!strcmp(method, "brr")) {
        w->replicates = WISH_BRR;
    } else if (!strncmp(method, "fay:", 4)) {
        if (argument_number("replicates", method + 4, strlen(method + 4), DECIMAL_UNKNOWN, &w->rho, err) == NUMBER_READ)
            w->replicates = WISH_BRR;
    } else if (!strncmp(method, "bootstrap:", 10)) {
        w->replicates = WISH_BOOTSTRAP;
        if (number_plain(method + 10, plain) != NUMBER_READ || !number_whole(plain, &n))
            n = -1;
        w->n_replicates = n < 0 ? 0 : (size_t)n;
    }
    return w->replicates != WISH_NO_REPLICATES && n >= 0 && w->rho >= 0 && w->rho < 1;
}

static bool read_replicates(struct estimate_wish *w, const struct arguments *args, struct error *err)
{
    const char *method = argument_value(args, "replicates"), *seed = argument_value(args, "seed");
    w->replicate_file = argument_value(args, "replicate-weights");
    w->rscales_file = argument_value(args, "rscales");
    w->mse = argument_given(args, "mse");
    if (method && w->replicate_file)
        return error_set(err, E_USAGE, _("give one of --%s and --%s"), "replicates", "replicate-weights");
    if (w->replicate_file) {
        w->replicates = WISH_GIVEN;
        if (!argument_given(args, "scale"))
            return error_set(err, E_USAGE, _("--%s needs --%s"), "replicate-weights", "scale");
    } else if (argument_given(args, "scale") || w->rscales_file) {
        return error_set(err, E_USAGE, _("--%s needs --%s"), w->rscales_file ? "rscales" : "scale",
                         "replicate-weights");
    }
    if (!argument_real(args, "scale", 0, 1e300, 1, &w->scale, err))
        return false;
    if (method && !read_method(w, method, err))
        return error_set(err, E_USAGE, _("option --%s has \"%s\"; expected one of: %s"), "replicates", method,
                         "jk1, jkn, bootstrap:R, brr, fay:RHO");
    if (w->mse && w->replicates == WISH_NO_REPLICATES)
        return error_set(err, E_USAGE, _("--%s needs --%s"), "mse", "replicates");
    if (seed && w->replicates != WISH_BOOTSTRAP)
        return error_set(err, E_USAGE, _("--%s needs --%s"), "seed", "replicates bootstrap:R");
    uint8_t digest[HASH_BYTES];
    seed = seed ? seed : "1";
    hash_bytes(seed, strlen(seed), digest);
    w->seed =
        (unsigned long)digest[0] << 24 | (unsigned long)digest[1] << 16 | (unsigned long)digest[2] << 8 | digest[3];
    return true;
}

static bool read_pps(struct estimate_wish *w, const struct arguments *args, struct error *err)
{
    const char *method = argument_value(args, "pps");
    w->pps = N_PPS_METHODS;
    for (enum pps_method m = 0; method && m < N_PPS_METHODS; m++)
        w->pps = !strcmp(method, pps_method_names[m]) ? m : w->pps;
    w->joint_file = argument_value(args, "joint");
    bool joint = w->pps == PPS_YATES_GRUNDY || w->pps == PPS_HORVITZ_THOMPSON;
    if (w->pps != N_PPS_METHODS && !w->design.probability)
        return error_set(err, E_USAGE, _("--%s needs --%s"), "pps", "prob");
    if (joint != (w->joint_file != NULL))
        return error_set(err, E_USAGE, _("--%s needs --%s"), joint ? "pps yates-grundy, horvitz-thompson" : "joint",
                         joint ? "joint" : "pps yates-grundy, horvitz-thompson");
    if (w->pps != N_PPS_METHODS && w->design.n_fpc)
        return error_set(err, E_USAGE, _("--%s does not go with --%s"), "fpc", "pps");
    if (w->pps != N_PPS_METHODS && w->replicates != WISH_NO_REPLICATES)
        return error_set(err, E_USAGE, _("--%s does not go with --%s"), "replicates", "pps");
    return true;
}

static bool read_rules(struct estimate_wish *w, const struct arguments *args, struct error *err)
{
    const char *interval = argument_value(args, "ci");
    size_t a = argument_choice(args, "lonely-psu", 0), b = argument_choice(args, "missing", 0),
           c = argument_choice(args, "deff", 0), d = argument_choice(args, "qrule", 0);
    if (!argument_real(args, "df", 0, 1e300, 0, &w->df, err) ||
        !argument_real(args, "conf", 0, 0.9999999999, 0.95, &w->conf, err))
        return false;
    w->lonely = (enum lonely)a;
    w->lonely_domains = argument_given(args, "adjust-domain-lonely");
    w->listwise = b == 1;
    w->deff = (enum deff)c;
    w->rule = (enum quantile_rule)d;
    w->normal = interval && !strcmp(interval, "z");
    w->method = !interval || w->normal || !strcmp(interval, "t") ? INTERVAL_MEAN : interval_method_find(interval);
    w->weights_out = argument_value(args, "weights-out");
    w->against = argument_value(args, "against");
    return true;
}

/* What is made of one file's rows cannot be made of another's. */
static bool check_against(const struct estimate_wish *w, struct error *err)
{
    if (!w->against)
        return true;
    if (w->n_adjustments || w->n_nonresponse || w->n_propensity || w->trims || w->replicate_file || w->joint_file)
        return error_set(err, E_USAGE,
                         _("--against compares files as they are weighted: write weights with --weights-out first, and "
                           "give them with --weight"));
    return !w->table || error_set(err, E_USAGE, _("--%s does not go with --%s"), "table", "against");
}

bool estimate_wish_read(struct estimate_wish *w, const struct arguments *args, struct issues *issues, struct error *err)
{
    return read_design(w, args, err) && read_statistics(w, args, err) && read_domains(w, args, err) &&
           read_rules(w, args, err) && read_nonresponse(w, args, err) && read_replicates(w, args, err) &&
           read_pps(w, args, err) && read_margins(w, args, issues, err) && read_trim(w, args, err) &&
           check_against(w, err);
}

void estimate_wish_release(struct estimate_wish *w)
{
    free_list(w->psu, w->design.n_psu);
    free_list(w->fpc, w->design.n_fpc);
    free_list(w->by, w->n_by);
    free_list(w->nonresponse, w->n_nonresponse);
    free_list(w->propensity, w->n_propensity);
    free_list(w->table, w->table ? 2 : 0);
    free(w->columns);
    for (size_t i = 0; i < w->n_wanted; i++) {
        free(w->wanted[i].u);
        free(w->wanted[i].v);
        free(w->wanted[i].name);
    }
    free(w->wanted);
    filter_release(&w->filter);
    for (size_t a = 0; a < w->n_adjustments; a++) {
        for (size_t f = 0; f < w->adjustments[a].n; f++)
            step_variable_release(&w->adjustments[a].variables[f]);
        free(w->adjustments[a].variables);
    }
    free_list(w->rake, w->n_rake);
    merges_release(&w->merges);
    free(w->contrast);
    *w = (struct estimate_wish){0};
}
