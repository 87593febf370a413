#include "sampling/allocate.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "importers/readers/cell.h"
#include "importers/readers/header.h"
#include "sampling/size.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/spellings.h"

static const struct verb_option options[] = {
    {"by", 0, "proportional|equal|neyman|power|cost", OPTION_REQUIRED | OPTION_CHOICE,
     N_("proportional, equal, neyman, power or cost")},
    {"n", 0, "N", 0, N_("how many in all")},
    {"cost", 0, "C", 0, N_("of --by cost, in place of --n: what may be spent in all")},
    {"cv", 0, "CV0[,CV0...]", 0,
     N_("of --by cost, in place of --n: coefficient of variation wanted of the mean, of each variable in turn")},
    {"power", 0, "Q", 0, N_("of --by power: the power of X, from 0 to 1 (default 0.5)")},
    {"min", 0, "M", 0, N_("at least so many from every stratum")},
    {"max", 0, "M", 0, N_("at most so many from every stratum")},
    {"exact", 0, NULL, 0,
     N_("of --by neyman: the whole numbers of least variance, in place of the largest remainders")},
    {"fold", 0, NULL, 0, N_("strata that look alike (hoà, hòa; capitals; blanks) are one, their people together")},
    {0},
};

static const struct table_column columns[] = {
    {"stratum", N_("Stratum"), false},
    {"N", NULL, true},
    {"real", N_("unrounded"), true},
    {"n", NULL, true},
    {"share", NULL, true},
    {"weight", N_("Weight"), true},
};

#define MOST_PEOPLE 1e15 /* a whole number in a double */
#define MOST_SPENT  1e18

enum column { STRATUM, POPULATION, SD, COST, MEAN, SIZE, N_COLUMNS };

static const struct column_name names[N_COLUMNS] = {
    [STRATUM] = {"stratum", "tầng", true},  [POPULATION] = {"N", "số người|tổng số", true},
    [SD] = {"S", "độ lệch chuẩn", false},   [COST] = {"cost", "chi phí", false},
    [MEAN] = {"mean", "trung bình", false}, [SIZE] = {"X", "quy mô", false},
};

/* The file: a stratum a row.  Of several variables, S_NAME and mean_NAME. */
struct strata {
    size_t n, room, n_variables;
    char **name;
    struct dictionary *names;
    double *of[N_COLUMNS];        /* of[SD][i]; 1 for a cost not given */
    bool has[N_COLUMNS], by_mean; /* which columns there are; the rule divides by a stratum's mean */
    double *sd, *mean;            /* n x n_variables */
};

static void strata_release(struct strata *s)
{
    for (size_t i = 0; i < s->n; i++)
        free(s->name[i]);
    free(s->name);
    dictionary_free(s->names);
    for (size_t c = 0; c < N_COLUMNS; c++)
        free(s->of[c]);
    free(s->sd);
    free(s->mean);
}

/* The columns S_NAME and mean_NAME of each variable; without any, S and mean. */
static size_t find_variables(const struct header *header, size_t **sd, size_t **mean)
{
    size_t n = 0;
    *sd = xcalloc(header->n_extra + 1, sizeof **sd);
    *mean = xcalloc(header->n_extra + 1, sizeof **mean);
    for (size_t i = 0; i < header->n_extra; i++)
        for (size_t j = 0; j < header->n_extra && !strncmp(header->extra[i].name, "S_", 2); j++)
            if (!strncmp(header->extra[j].name, "mean_", 5) &&
                !strcmp(header->extra[i].name + 2, header->extra[j].name + 5)) {
                (*sd)[n] = header->extra[i].column;
                (*mean)[n++] = header->extra[j].column;
            }
    if (!n && header->at[SD] != SIZE_MAX && header->at[MEAN] != SIZE_MAX) {
        (*sd)[0] = header->at[SD];
        (*mean)[0] = header->at[MEAN];
        n = 1;
    }
    return n;
}

/* What COLUMN of the last stratum may hold; false with a fault at AT. */
static bool check_number(const struct strata *s, enum column column, double x, const struct header *header,
                         const struct row *row, size_t at, struct issues *issues)
{
    bool good = column == POPULATION ? x >= 1 && x == floor(x) && x <= MOST_PEOPLE
                : column == COST     ? x > 0
                : column == MEAN     ? !s->by_mean || x != 0
                                     : x >= 0;
    if (!good)
        issues_add(issues, FAULT, "F341", row_place(row, at), _("stratum \"%s\": %s is \"%s\"; expected %s"),
                   s->name[s->n - 1], header->words[at], row_text(row, at),
                   column == POPULATION ? _("a whole number of people, at least 1")
                   : column == COST     ? _("a number above 0")
                   : column == MEAN     ? _("a number other than 0")
                                        : _("a number of 0 or more"));
    return good;
}

static bool read_row(struct strata *s, const struct header *header, const struct row *row, const size_t *sd,
                     const size_t *mean, struct issues *issues)
{
    bool ok = true;
    size_t i = s->n++, room = s->room;
    s->name = grow(s->name, &s->room, s->n, sizeof *s->name);
    if (s->room != room) {
        for (size_t c = POPULATION; c < N_COLUMNS; c++)
            s->of[c] = xreallocarray(s->of[c], s->room, sizeof **s->of);
        s->sd = xreallocarray(s->sd, s->room * (s->n_variables + 1), sizeof *s->sd);
        s->mean = xreallocarray(s->mean, s->room * (s->n_variables + 1), sizeof *s->mean);
    }
    s->name[i] = xstrdup(cell_category(row, header->at[STRATUM], issues));
    bool added;
    dictionary_add(s->names, s->name[i], strlen(s->name[i]), &added);
    if (!*s->name[i] || !added) {
        if (!*s->name[i])
            issues_add(issues, FAULT, "F342", row_place(row, header->at[STRATUM]), _("the stratum has no name"));
        else
            issues_add(issues, FAULT, "F342", row_place(row, header->at[STRATUM]), _("stratum \"%s\" is given twice"),
                       s->name[i]);
        ok = false;
    }
    for (size_t c = POPULATION; c < N_COLUMNS; c++) {
        s->of[c][i] = 1;
        if (!s->has[c])
            continue;
        ok = cell_number(row, header->at[c], &s->of[c][i], issues) &&
             check_number(s, (enum column)c, s->of[c][i], header, row, header->at[c], issues) && ok;
    }
    for (size_t v = 0; v < s->n_variables; v++) {
        double *deviation = &s->sd[i * s->n_variables + v];
        ok = cell_number(row, sd[v], deviation, issues) &&
             (sd[v] == header->at[SD] || check_number(s, SD, *deviation, header, row, sd[v], issues)) && ok;
        ok = cell_number(row, mean[v], &s->mean[i * s->n_variables + v], issues) && ok;
    }
    return ok;
}

/* The mean and the standard deviation (of n - 1) of two parts together: within them and between. */
static void pool(double n, double m, double *sd, double *mean, double sd_m, double mean_m)
{
    double both = (n * *mean + m * mean_m) / (n + m), a = *mean - both, b = mean_m - both;
    *sd = sqrt(((n - 1) * *sd * *sd + (m - 1) * sd_m * sd_m + n * a * a + m * b * b) / (n + m - 1));
    *mean = both;
}

/* Stratum J into I, which is the same one: people and sizes are added, a cost is that of both on average. */
static void join(struct strata *s, size_t i, size_t j)
{
    double n = s->of[POPULATION][i], m = s->of[POPULATION][j];
    pool(n, m, &s->of[SD][i], &s->of[MEAN][i], s->of[SD][j], s->of[MEAN][j]);
    for (size_t v = 0, k = s->n_variables; v < k; v++)
        pool(n, m, &s->sd[i * k + v], &s->mean[i * k + v], s->sd[j * k + v], s->mean[j * k + v]);
    s->of[COST][i] = (n * s->of[COST][i] + m * s->of[COST][j]) / (n + m);
    s->of[SIZE][i] += s->of[SIZE][j];
    s->of[POPULATION][i] = n + m;
}

/* The numbers of stratum I in the place of K's. */
static void move(struct strata *s, size_t k, size_t i)
{
    for (size_t c = POPULATION; c < N_COLUMNS; c++)
        s->of[c][k] = s->of[c][i];
    memmove(s->sd + k * s->n_variables, s->sd + i * s->n_variables, s->n_variables * sizeof *s->sd);
    memmove(s->mean + k * s->n_variables, s->mean + i * s->n_variables, s->n_variables * sizeof *s->mean);
}

/* The strata that are one by SPELLINGS together, where the first of them stands, as most rows have it. */
static bool fold_strata(struct strata *s, const struct spellings *spellings, const char *path, struct issues *issues)
{
    struct place place = {path, NULL, 0, 0};
    if (s->has[SD] && !s->has[MEAN]) {
        issues_add(issues, FAULT, "F342", place,
                   _("--fold makes one stratum of several, whose S is known only with the column \"%s\""),
                   names[MEAN].name);
        return false;
    }
    struct dictionary *folded = dictionary_new();
    size_t n = 0, n_read = s->n;
    for (size_t i = 0; i < n_read; i++) {
        bool added;
        const char *usual = spellings_usual(spellings, s->name[i]);
        size_t k = dictionary_add(folded, usual, strlen(usual), &added);
        if (!added) {
            join(s, k, i);
            continue;
        }
        if (k != i)
            move(s, k, i);
        n++;
    }
    for (size_t i = 0; i < n_read; i++) {
        free(s->name[i]);
        s->name[i] = i < n ? xstrdup(dictionary_key(folded, i)) : NULL;
    }
    s->n = n;
    dictionary_free(folded);
    bool ok = true;
    for (size_t i = 0; i < n && s->by_mean && s->has[MEAN]; i++)
        if (s->of[MEAN][i] == 0) {
            issues_add(issues, FAULT, "F341", place, _("stratum \"%s\": %s is \"%s\"; expected %s"), s->name[i],
                       names[MEAN].name, "0", _("a number other than 0"));
            ok = false;
        }
    return ok;
}

/* Strata that are one in several ways of writing are told; with FOLD they become one. */
static bool tell_spellings(struct strata *s, const struct header *header, const char *path, bool fold,
                           struct issues *issues)
{
    bool ok = true;
    struct spellings *spellings = spellings_new();
    for (size_t i = 0; i < s->n; i++)
        spellings_add(spellings, s->name[i], 1);
    if (spellings_any(spellings)) {
        char *list = spellings_list(spellings);
        spellings_tell(issues, path, header->names[STRATUM], list, fold);
        free(list);
        ok = !fold || issues_count(issues, FAULT) > 0 || fold_strata(s, spellings, path, issues);
    }
    spellings_free(spellings);
    return ok;
}

static bool read_strata(struct strata *s, const char *path, bool fold, struct issues *issues, struct error *err)
{
    struct reader *reader = reader_open(path, issues, err);
    struct header header = {0};
    size_t *sd = NULL, *mean = NULL;
    struct error local = {0};
    bool ok = reader && header_read(reader, names, N_COLUMNS, HEADER_EXTRA, &header, &local);
    if (ok) {
        for (size_t c = 0; c < N_COLUMNS; c++)
            s->has[c] = header.at[c] != SIZE_MAX;
        s->n_variables = find_variables(&header, &sd, &mean);
        for (size_t c = POPULATION; c < N_COLUMNS; c++)
            header_numbers(&header, header.at[c]);
        for (size_t v = 0; v < s->n_variables; v++) {
            header_numbers(&header, sd[v]);
            header_numbers(&header, mean[v]);
        }
        struct row row;
        while (header_next(&header, &row, &local))
            ok = read_row(s, &header, &row, sd, mean, issues) && ok;
        struct leading_zeros zeros = {0};
        for (size_t i = 0; i < s->n; i++)
            leading_zeros_add(&zeros, "", s->name[i]);
        leading_zeros_tell(&zeros, issues, path, header.names[STRATUM]);
        leading_zeros_release(&zeros);
        ok = tell_spellings(s, &header, path, fold, issues) && ok;
        if (s->n == 0 && ok)
            issues_add(issues, FAULT, "F342", reader_place(reader),
                       _("the table has no stratum; expected a row for each"));
        ok = ok && s->n > 0;
    }
    free(sd);
    free(mean);
    header_release(&header);
    reader_close(reader);
    if (local.code != E_NONE)
        return error_pass(err, &local);
    return ok && issues_count(issues, FAULT) == 0;
}

struct allocate_request {
    const char *by;
    long n, min, max;
    double power, budget, *cv;
    size_t n_cv;
    bool exact;
};

static bool read_wish(const struct arguments *args, struct allocate_request *w, struct error *err)
{
    w->by = argument_value(args, "by");
    w->exact = argument_given(args, "exact");
    bool by_cost = !strcmp(w->by, "cost"), cost = argument_given(args, "cost"), cv = argument_given(args, "cv"),
         n = argument_given(args, "n");
    if (n + cost + cv != 1 || (!by_cost && !n))
        return error_set(err, E_USAGE, by_cost ? _("--by cost needs one of --n, --cost, --cv") : _("--by %s needs --n"),
                         w->by);
    if (argument_given(args, "power") && strcmp(w->by, "power") != 0)
        return error_set(err, E_USAGE, _("--%s does not go with --by %s"), "power", w->by);
    if (w->exact && strcmp(w->by, "neyman") != 0)
        return error_set(err, E_USAGE, _("--%s does not go with --by %s"), "exact", w->by);
    double power = 0;
    return argument_count(args, "n", 1, 999999999, 0, &w->n, err) &&
           argument_count(args, "min", 0, 999999999, 0, &w->min, err) &&
           argument_count(args, "max", 0, 999999999, 999999999, &w->max, err) &&
           argument_share(args, "power", 0.5, &power, err) && ((w->power = power), true) &&
           argument_real(args, "cost", 0, MOST_SPENT, 0, &w->budget, err) &&
           (!cv || (w->cv = argument_reals(args, "cv", 0, 1e6, &w->n_cv, err)));
}

/* A column the rule cannot do without. */
static bool need(const struct strata *s, enum column column, const char *by, const char *path, struct issues *issues)
{
    if (s->has[column])
        return true;
    struct place place = {path, NULL, 0, 0};
    issues_add(issues, FAULT, "F343", place, _("--by %s needs the column \"%s\""), by, names[column].name);
    return false;
}

/* The mean of the whole population, of variable V. */
static double overall(const struct strata *s, const double *mean, size_t n_variables, size_t v)
{
    double sum = 0, all = 0;
    for (size_t i = 0; i < s->n; i++) {
        sum += s->of[POPULATION][i] * mean[i * n_variables + v];
        all += s->of[POPULATION][i];
    }
    return sum / all;
}

/* False where a standard deviation of 0 is given for everything in stratum I. */
static bool stratum_varies(const struct strata *s, size_t i)
{
    bool varies = s->has[SD] ? s->of[SD][i] > 0 : s->n_variables == 0;
    for (size_t v = 0; v < s->n_variables; v++)
        varies = varies || s->sd[i * s->n_variables + v] > 0;
    return varies;
}

/* Numbers for the coefficients of variation wanted; rounded up they keep them. */
static bool for_cv(const struct strata *s, const struct allocate_request *w, const double *low, const double *high,
                   double *real, struct error *err)
{
    if (s->n_variables == 0)
        return error_set(err, E_USAGE,
                         _("--cv needs the columns S and mean, or S_NAME and mean_NAME of each variable"));
    if (w->n_cv != 1 && w->n_cv != s->n_variables)
        return error_set(err, E_USAGE, _("--cv has %zu numbers, but the table has %zu variables"), w->n_cv,
                         s->n_variables);
    double *mean = xcalloc(s->n_variables, sizeof *mean), *cv = xcalloc(s->n_variables, sizeof *cv);
    for (size_t v = 0; v < s->n_variables; v++) {
        mean[v] = overall(s, s->mean, s->n_variables, v);
        cv[v] = w->cv[w->n_cv == 1 ? 0 : v];
        if (mean[v] == 0)
            error_set(err, E_MATHS,
                      _("variable %zu: its mean over all strata is 0, and has no coefficient of variation"), v + 1);
    }
    struct allocate_survey survey = {s->n, s->n_variables, s->of[POPULATION], s->of[COST], s->sd, mean, cv, low, high};
    bool ok = err->code == E_NONE && allocate_multivariate(&survey, real, NULL, err);
    free(mean);
    free(cv);
    return ok;
}

/* The unrounded numbers of the rule, without bounds but for --cv; and the shares they come from. */
static bool find_reals(const struct strata *s, const struct allocate_request *w, const double *low, const double *high,
                       const char *path, double *share, double *real, struct issues *issues, struct error *err)
{
    bool sd = strcmp(w->by, "proportional") != 0 && strcmp(w->by, "equal") != 0 && !w->cv;
    if (sd && !need(s, SD, w->by, path, issues))
        return false;
    if (!strcmp(w->by, "cost") && !need(s, COST, w->by, path, issues))
        return false;
    if (!strcmp(w->by, "power") && !need(s, MEAN, w->by, path, issues))
        return false;
    if (w->cv)
        return for_cv(s, w, low, high, real, err);
    for (size_t i = 0; i < s->n; i++)
        share[i] = *w->by == 'e' ? 1 : s->of[POPULATION][i];
    if (!strcmp(w->by, "power"))
        allocate_power_shares(s->has[SIZE] ? s->of[SIZE] : s->of[POPULATION], w->power, s->of[SD], s->of[MEAN], s->n,
                              share);
    else if (sd)
        allocate_neyman_shares(s->of[POPULATION], s->of[SD], *w->by == 'c' ? s->of[COST] : NULL, s->n, share);
    if (w->budget > 0)
        allocate_for_cost(w->budget, s->of[POPULATION], s->of[SD], s->of[COST], s->n, real);
    else
        allocate_reals((double)w->n, share, s->n, real);
    return true;
}

/* Whole numbers: up for a precision, what can be paid for a budget, largest remainders or the optimum for an n. */
static bool find_integers(const struct strata *s, const struct allocate_request *w, const double *share,
                          const double *real, const int64_t *low, const int64_t *high, int64_t *take, struct error *err)
{
    if (w->budget > 0)
        return allocate_budget(w->budget, s->of[POPULATION], s->of[SD], s->of[COST], low, high, s->n, take, err);
    if (w->cv) {
        for (size_t i = 0; i < s->n; i++) {
            take[i] = size_ceiling(real[i]);
            take[i] = take[i] < low[i] ? low[i] : take[i] > high[i] ? high[i] : take[i];
        }
        return true;
    }
    return w->exact ? allocate_optimum(w->n, share, low, high, s->n, take, err)
                    : allocate_integers(w->n, share, low, high, s->n, take, err);
}

/* Strata that get nobody; false where one of them varies, so that nothing can be said of the whole. */
static bool note_nobody(const struct arguments *args, const struct strata *s, const int64_t *take)
{
    bool known = true;
    for (size_t i = 0; i < s->n; i++)
        if (take[i] == 0 && !stratum_varies(s, i))
            command_note(args, _("stratum \"%s\" gets nobody: with a standard deviation of 0 its mean counts as known"),
                         s->name[i]);
        else if (take[i] == 0)
            known = false;
    if (!known)
        command_note(args, _("a stratum gets nobody, so nothing can be said of the whole; use --min"));
    return known;
}

static void print_allocation(const struct arguments *args, const struct strata *s, const double *real,
                             const int64_t *take)
{
    struct table *table = table_new(args, columns, sizeof columns / sizeof *columns);
    double cost = 0, *x = xcalloc(s->n, sizeof *x);
    int64_t total = 0;
    for (size_t i = 0; i < s->n; i++) {
        double N = s->of[POPULATION][i], n = (double)take[i];
        table_text(table, s->name[i]);
        table_count(table, (int64_t)N);
        table_real(table, real[i], 2);
        table_count(table, take[i]);
        table_real(table, n / N, 4);
        table_real(table, take[i] ? N / n : NAN, 2);
        total += take[i];
        cost += n * s->of[COST][i];
        x[i] = n;
    }
    table_close(table);
    if (s->has[COST])
        command_note(args, _("%" PRId64 " in all, at a cost of %g"), total, cost);
    else
        command_note(args, _("%" PRId64 " in all"), total);
    if (note_nobody(args, s, take))
        for (size_t v = 0; v < s->n_variables; v++) {
            double *sd = xcalloc(s->n, sizeof *sd), mean = overall(s, s->mean, s->n_variables, v);
            for (size_t i = 0; i < s->n; i++)
                sd[i] = s->sd[i * s->n_variables + v];
            double se = sqrt(allocate_variance(x, s->of[POPULATION], sd, s->n));
            if (mean == 0)
                command_note(args, _("variable %zu: standard error of the mean %g"), v + 1, se);
            else
                command_note(args, _("variable %zu: standard error of the mean %g, coefficient of variation %g"), v + 1,
                             se, se / fabs(mean));
            free(sd);
        }
    free(x);
}

static bool work(const struct arguments *args, const struct strata *s, const struct allocate_request *w,
                 struct issues *issues, struct error *err)
{
    int64_t *low = xcalloc(s->n, sizeof *low), *high = xcalloc(s->n, sizeof *high), *take = xcalloc(s->n, sizeof *take);
    double *share = xcalloc(s->n, sizeof *share), *real = xcalloc(s->n, sizeof *real),
           *least = xcalloc(s->n, sizeof *least), *most = xcalloc(s->n, sizeof *most);
    for (size_t i = 0; i < s->n; i++) {
        int64_t N = (int64_t)s->of[POPULATION][i];
        low[i] = w->min < N ? w->min : N;
        high[i] = w->max < N ? w->max : N;
        /* A stratum that varies, with nobody in it, would leave the variance without bound. */
        if ((w->budget > 0 || w->cv) && low[i] == 0 && high[i] > 0 && stratum_varies(s, i))
            low[i] = 1;
        least[i] = (double)low[i];
        most[i] = (double)high[i];
        if (w->min > N)
            command_note(args, _("stratum \"%s\" has %" PRId64 " people, fewer than the minimum; all are taken"),
                         s->name[i], N);
    }
    bool ok = w->min <= w->max || error_set(err, E_USAGE, _("--min is above --max"));
    ok = ok && find_reals(s, w, least, most, argument_word(args, 0), share, real, issues, err) &&
         find_integers(s, w, share, real, low, high, take, err);
    if (ok)
        print_allocation(args, s, real, take);
    free(low);
    free(high);
    free(take);
    free(share);
    free(real);
    free(least);
    free(most);
    return ok;
}

static bool run(struct call *call, struct error *err)
{
    struct strata strata = {.names = dictionary_new()};
    struct allocate_request wish = {0};
    bool ok = read_wish(call->args, &wish, err);
    strata.by_mean = ok && !strcmp(wish.by, "power");
    ok = ok &&
         read_strata(&strata, argument_word(call->args, 0), argument_given(call->args, "fold"), call->issues, err) &&
         work(call->args, &strata, &wish, call->issues, err);
    free(wish.cv);
    strata_release(&strata);
    return ok;
}

const struct verb verb_allocate = {
    .name = "allocate",
    .summary = N_("share a sample among strata"),
    .takes = "FILE",
    .flags = VERB_TABLE,
    .options = options,
    .run = run,
};
