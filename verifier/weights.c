/* Weights, without a recipe computed again, with one held to the totals that it was to meet. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ballots.h"
#include "checks.h"

#define SAME 1e-9 /* relative: sums of doubles in another order */
#define MET  1e-6 /* a margin that was met */

/* A ballot type, group and stratum, or a pool. */
struct class
{
    size_t type, group;
    const char *stratum;
    bool pool, walk_in, own, by_size; /* own: members have probabilities of their own */
    int64_t population, drawn, released, ineligible, issued, returned, valid, sure, sure_gone;
    double inverse, gone_pi, answered; /* sums of 1 / probability, of those gone, of base weights that answered */
    double correction, base, factor;
};

struct weighing {
    struct file *f;
    const struct definition *d;
    const struct ballots *all;
    struct index keys, members;
    struct class *classes;
    double *probability; /* by member */
    bool *recipe;        /* by group: a recipe says its weights */
    bool *called;        /* by group: somebody was replaced */
};

static struct class *class_of(struct weighing *w, size_t type, size_t group, const char *stratum)
{
    size_t before = w->keys.n;
    w->classes = more(w->f, w->classes, before, sizeof *w->classes);
    size_t i = index_add(w->f, &w->keys, words(w->f, "%zu|%zu|%s", type, group, stratum));
    if (i == before) {
        const struct group *g = &w->d->groups[group];
        w->classes[i] = (struct class){.type = type, .group = group, .stratum = words(w->f, "%s", stratum)};
        w->classes[i].by_size = !strcmp(g->design, "pps");
    }
    return &w->classes[i];
}

static struct class *class_of_ballot(struct weighing *w, const struct ballot *b)
{
    const char *pool = *b->pool ? words(w->f, "pool:%s", b->pool) : b->stratum;
    struct class *c = class_of(w, b->type, b->group, pool);
    c->pool = *b->pool != '\0';
    c->walk_in = !strcmp(b->pool, "walk_in");
    return c;
}

static void count(struct class *c, bool issued, bool returned, bool valid, bool ineligible, double probability)
{
    c->issued += issued;
    c->returned += returned;
    c->valid += valid;
    c->ineligible += ineligible;
    if (!c->own || !ineligible)
        return;
    if (probability >= 1) {
        c->sure_gone++;
    } else {
        c->gone_pi += probability;
        c->inverse -= 1 / probability;
    }
}

static double base_of(const struct class *c, double probability)
{
    return !c->own ? c->base : probability >= 1 ? 1 : c->correction / probability;
}

static double probability_of(const struct weighing *w, const struct ballot *b)
{
    size_t m = index_find(&w->members, words(w->f, "%zu/%s", b->group, b->member));
    return m == NO ? NAN : w->probability[m];
}

/* Strata, sample and who was replaced before a ballot was made out. */
static void read_sample(struct weighing *w)
{
    const struct definition *d = w->d;
    sqlite3_stmt *q =
        ask(w->f, "SELECT t.\"group\", t.stratum, t.population, t.drawn, (SELECT count(*) FROM release r JOIN"
                  " sample s ON s.\"group\" = r.\"group\" AND s.id = r.id WHERE r.\"group\" = t.\"group\" AND"
                  " s.stratum = t.stratum) FROM strata t");
    while (next(w->f, q)) {
        size_t g = index_find(&d->group_codes, text(q, 0));
        for (size_t t = 0; g != NO && t < d->n_types; t++) {
            if (!asks_group(&d->types[t], g))
                continue;
            struct class *c = class_of(w, t, g, text(q, 1));
            c->population = integer(q, 2);
            c->drawn = integer(q, 3);
            c->released = integer(q, 4);
            c->own = d->groups[g].own_probabilities;
        }
    }
    q = ask(w->f,
            "SELECT s.\"group\", s.id, s.stratum, s.probability, s.role = 'selected' OR EXISTS (SELECT 1 FROM release"
            " r WHERE r.\"group\" = s.\"group\" AND r.id = s.id), (SELECT disposition FROM release x WHERE x.\"group\""
            " = s.\"group\" AND x.replaces = s.id) FROM sample s");
    while (next(w->f, q)) {
        size_t g = index_find(&d->group_codes, text(q, 0));
        if (g == NO)
            continue;
        w->probability = more(w->f, w->probability, w->members.n, sizeof *w->probability);
        w->probability[index_add(w->f, &w->members, words(w->f, "%zu/%s", g, text(q, 1)))] = real(q, 3);
        bool asked = integer(q, 4) != 0, replaced = *text(q, 5) != '\0', ineligible = !strcmp(text(q, 5), "ineligible");
        w->called[g] = w->called[g] || replaced;
        for (size_t t = 0; t < d->n_types; t++) {
            if (!asks_group(&d->types[t], g) || !asked)
                continue;
            struct class *c = class_of(w, t, g, text(q, 2));
            c->sure += real(q, 3) >= 1;
            c->inverse += real(q, 3) >= 1 ? 0 : 1 / real(q, 3);
            if (!replaced)
                continue;
            bool held = false; /* a ballot of the type that stands */
            sqlite3_stmt *b =
                ask(w->f, "SELECT coalesce((SELECT state FROM happened_now v WHERE v.serial = b.serial ORDER BY"
                          " number DESC LIMIT 1), '') FROM ballot b WHERE b.\"group\" = ? AND b.member = ? AND"
                          " b.ballot_type = ?");
            sqlite3_bind_text(b, 1, d->groups[g].code, -1, SQLITE_STATIC);
            sqlite3_bind_text(b, 2, text(q, 1), -1, SQLITE_TRANSIENT);
            sqlite3_bind_text(b, 3, d->types[t].code, -1, SQLITE_STATIC);
            while (next(w->f, b))
                held = held || strcmp(text(b, 0), "void") != 0;
            if (!held)
                count(c, false, false, false, ineligible, real(q, 3));
        }
    }
}

static void set_weights(struct class *c)
{
    c->base = c->factor = NAN;
    if (c->pool) { /* of whom no probability is known */
        c->population = c->drawn = c->issued;
        c->base = 1;
        c->factor = !c->valid ? NAN : c->walk_in ? 1 : (double)(c->issued - c->ineligible) / (double)c->valid;
        return;
    }
    int64_t asked = c->drawn + c->released - c->ineligible, eligible = c->population - c->ineligible;
    double all = c->own ? (double)(c->sure - c->sure_gone) + c->correction * c->inverse : (double)eligible;
    if (asked <= 0)
        return;
    c->base = all / (double)asked;
    if (c->valid)
        c->factor = c->own ? all / c->answered : (double)asked / (double)c->valid;
}

static void weigh(struct weighing *w)
{
    read_sample(w);
    for (size_t i = 0; i < w->all->n; i++) {
        const struct ballot *b = &w->all->of[i];
        struct class *c = class_of_ballot(w, b);
        if (strcmp(b->last, "void") != 0)
            count(c, true, b->returned, b->valid, b->ineligible, c->own ? probability_of(w, b) : NAN);
    }
    for (size_t i = 0; i < w->keys.n; i++) {
        struct class *c = &w->classes[i];
        int64_t sure = c->by_size ? c->sure : 0, gone = c->by_size ? c->sure_gone : 0;
        double drawn = (double)(c->drawn - sure), now = drawn + (double)(c->released - c->ineligible + gone);
        double lost = c->by_size ? c->gone_pi : drawn * (double)c->ineligible / (double)c->population;
        c->correction = c->own && now > 0 ? (drawn - lost) / now : 1;
    }
    for (size_t i = 0; i < w->all->n; i++) {
        const struct ballot *b = &w->all->of[i];
        struct class *c = class_of_ballot(w, b);
        if (b->valid && c->own)
            c->answered += base_of(c, probability_of(w, b));
    }
    for (size_t i = 0; i < w->keys.n; i++)
        set_weights(&w->classes[i]);
}

/* --- without a recipe ------------------------------------------------------------------------------------------- */

static void check_response(struct weighing *w, struct check *c)
{
    sqlite3_stmt *q =
        ask(w->f, "SELECT ballot_type, \"group\", stratum, population, drawn, released, ineligible, issued,"
                  " returned, valid, base, factor FROM response");
    size_t n = 0;
    for (; next(w->f, q); n++) {
        size_t t = index_find(&w->d->type_codes, text(q, 0)), g = index_find(&w->d->group_codes, text(q, 1)),
               i = index_find(&w->keys, words(w->f, "%zu|%zu|%s", t, g, text(q, 2)));
        const char *where = words(w->f, "mẫu %s, nhóm %s, tầng \"%s\"", text(q, 0), text(q, 1), text(q, 2));
        if (i == NO) {
            fault(w->f, c, "%s: không có", where);
            continue;
        }
        const struct class *is = &w->classes[i];
        const int64_t must[] = {is->population, is->drawn,    is->released, is->ineligible,
                                is->issued,     is->returned, is->valid};
        static const char *const names[] = {"population", "drawn",    "released", "ineligible",
                                            "issued",     "returned", "valid"};
        for (int k = 0; k < 7; k++)
            if (integer(q, 3 + k) != must[k])
                fault(w->f, c, "%s: %s ghi %s, tính lại %lld", where, names[k], text(q, 3 + k), (long long)must[k]);
        if (!alike(real(q, 10), is->base, SAME) || !alike(real(q, 11), is->factor, SAME))
            fault(w->f, c, "%s: base, factor ghi %.9g, %.9g; tính lại %.9g, %.9g", where, real(q, 10), real(q, 11),
                  is->base, is->factor);
    }
    c->n = n;
    if (n != w->keys.n)
        fault(w->f, c, "ghi %zu tầng, tính lại %zu", n, w->keys.n);
}

static void check_weights(struct weighing *w, struct check *c)
{
    sqlite3_stmt *q = ask(w->f, "SELECT serial FROM weight WHERE serial NOT IN (SELECT serial FROM ballot)");
    while (next(w->f, q))
        fault(w->f, c, "phiếu %s có trọng số, không có phiếu", text(q, 0));
    for (size_t i = 0; i < w->all->n; i++) {
        const struct ballot *b = &w->all->of[i];
        const struct class *k = class_of_ballot(w, b);
        if (!b->valid || isnan(k->base)) {
            if (!isnan(b->base) || !isnan(b->final))
                fault(w->f, c, "phiếu %s không tính mà có trọng số", b->serial);
            continue;
        }
        double base = base_of(k, k->own ? probability_of(w, b) : NAN);
        bool by_recipe = w->recipe[b->group] && !k->pool;
        c->n++;
        if (!alike(b->base, base, SAME) || (!by_recipe && !alike(b->final, base * k->factor, SAME)))
            fault(w->f, c, "phiếu %s: ghi %.9g, %.9g; tính lại %.9g, %.9g", b->serial, b->base, b->final, base,
                  by_recipe ? b->final : base * k->factor);
        else if (by_recipe && isnan(b->final))
            fault(w->f, c, "phiếu %s không có trọng số", b->serial);
    }
}

/* --- with a recipe -------------------------------------------------------------------------------------------------
 */

/* The categories of a joint variable VARIABLE (a*b) of a member in the frame, as SQL; NULL where one is no column. */
static const char *category_sql(struct weighing *w, const char *variable)
{
    static const char *const fixed[] = {"own_unit", "rates", "office", "size"};
    const char *sql = "";
    const char *p = variable;
    do {
        size_t n = strcspn(p, "*");
        const char *name = words(w->f, "%.*s", (int)n, p), *column = NULL;
        p = p[n] ? p + n + 1 : NULL;
        for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
            if (!strcmp(fixed[i], name))
                column = words(w->f, "coalesce(f.%s, '')", fixed[i]);
        sqlite3_stmt *q =
            ask(w->f, "SELECT 'coalesce(json_extract(f.extra, ' || quote('$.\"' || name || '\"') || '), '''')'"
                      " FROM frame_columns WHERE name = ?");
        sqlite3_bind_text(q, 1, name, -1, SQLITE_TRANSIENT);
        while (next(w->f, q))
            column = words(w->f, "%s", text(q, 0));
        if (!column)
            return NULL;
        const char *between = *sql ? " || '*' || " : "";
        sql = words(w->f, "%s%s%s", sql, between, column);
    } while (p);
    return sql;
}

/* PART I of a joint text (a*b); "" behind the last one. */
static const char *part_of(struct file *f, const char *t, size_t i)
{
    for (; i > 0 && *t; i--) {
        t += strcspn(t, "*");
        t += *t == '*';
    }
    return words(f, "%.*s", (int)strcspn(t, "*"), t);
}

/* CATEGORY of a margin of variable OTHER in the order of VARIABLE; NULL where that is another one. */
static const char *category_of(struct file *f, const char *variable, const char *other, const char *category)
{
    const char *out = "";
    size_t n = 1, m = 1;
    for (const char *p = variable; *p; p++)
        n += *p == '*';
    for (const char *p = other; *p; p++)
        m += *p == '*';
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < m && strcmp(part_of(f, other, k), part_of(f, variable, i)) != 0)
            k++;
        if (k == m || n != m)
            return NULL;
        out = n == 1 ? category : words(f, "%s%s%s", out, i ? "*" : "", part_of(f, category, k));
    }
    return out;
}

/* The weights of GROUP that a step of the recipe made meet the totals of VARIABLE. */
static void check_margin(struct weighing *w, struct check *c, size_t group, size_t type, const char *variable,
                         const char *totals, bool calibrated, bool rescale, double *first)
{
    struct file *f = w->f;
    const struct group *g = &w->d->groups[group];
    const char *category = category_sql(w, variable), *mapped;
    const char *where = words(f, "mẫu %s, nhóm %s, \"%s\"", w->d->types[type].code, g->code, variable);
    struct index names = {0}, gone = {0}, held = {0}; /* found not to belong; with a ballot of the type that stands */
    double *total = NULL, *sum, all = 0;
    if (!category) {
        unsaid(f, c, "%s: không phải cột của danh sách", where);
        return;
    }
    sqlite3_stmt *q = ask(f, "SELECT variable, category, total FROM margins WHERE \"group\" = ? AND ? <> 'frame'");
    sqlite3_bind_text(q, 1, g->code, -1, SQLITE_STATIC);
    sqlite3_bind_text(q, 2, totals, -1, SQLITE_STATIC);
    while (next(f, q)) {
        total = more(f, total, names.n, sizeof *total);
        if ((mapped = category_of(f, variable, text(q, 0), words(f, "%s", text(q, 1)))))
            total[index_add(f, &names, mapped)] = real(q, 2);
    }
    bool from_margins = names.n > 0, is_size = !strcmp(variable, "size") || !strcmp(variable, g->size_column);
    bool number = from_margins ? names.n == 1 && !strcmp(names.keys[0], "*") : calibrated && is_size;
    for (size_t i = 0; i < w->all->n; i++) {
        const struct ballot *b = &w->all->of[i];
        if (b->group == group && b->type == type && strcmp(b->last, "void") != 0)
            index_add(f, b->ineligible ? &gone : &held, b->member);
    }
    q = ask(f, "SELECT replaces FROM release WHERE \"group\" = ? AND disposition = 'ineligible'");
    sqlite3_bind_text(q, 1, g->code, -1, SQLITE_STATIC);
    while (next(f, q))
        if (index_find(&held, text(q, 0)) == NO)
            index_add(f, &gone, text(q, 0));
    q = ask(f, words(f, "SELECT %s, f.id FROM frame f WHERE f.\"group\" = ?", category));
    sqlite3_bind_text(q, 1, g->code, -1, SQLITE_STATIC);
    while (next(f, q)) {
        total = more(f, total, names.n, sizeof *total);
        size_t before = names.n, i = from_margins ? NO : index_add(f, &names, number ? "*" : text(q, 0));
        if (i != NO)
            total[i] = (i == before ? 0 : total[i]) + (index_find(&gone, text(q, 1)) != NO ? 0
                                                       : number                            ? strtod(text(q, 0), NULL)
                                                                                           : 1);
    }
    for (size_t i = 0; i < names.n; i++)
        all += total[i];
    *first = *first > 0 || number ? *first : all;
    double factor = rescale && !number && all > 0 ? *first / all : 1;
    sum = keep(f, (names.n + 1) * sizeof *sum);
    q = ask(f, words(f,
                     "SELECT %s, w.final FROM weight w JOIN ballot b ON b.serial = w.serial JOIN frame f ON"
                     " f.\"group\" = b.\"group\" AND f.id = b.member WHERE b.\"group\" = ? AND b.ballot_type = ?",
                     category));
    sqlite3_bind_text(q, 1, g->code, -1, SQLITE_STATIC);
    sqlite3_bind_text(q, 2, w->d->types[type].code, -1, SQLITE_STATIC);
    while (next(f, q)) {
        size_t i = index_find(&names, number ? "*" : text(q, 0));
        if (i == NO) {
            unsaid(f, c, "%s: nhóm \"%s\" không có tổng viết đúng như vậy", where, text(q, 0));
            sqlite3_finalize(q);
            return;
        }
        sum[i] += real(q, 1) * (number ? strtod(text(q, 0), NULL) : 1);
    }
    for (size_t i = 0; i < names.n; i++, c->n++)
        if (!(fabs(sum[i] - factor * total[i]) <= MET * fmax(1, factor * total[i])))
            fault(f, c, "%s = \"%s\": trọng số cộng lại %.9g, tổng đã biết %.9g", where, names.keys[i], sum[i],
                  factor * total[i]);
}

/* What the last steps of the recipe make of the weights of GROUP: totals, limits. */
static void check_recipe(struct weighing *w, struct check *c, size_t group)
{
    struct file *f = w->f;
    const char *code = w->d->groups[group].code;
    sqlite3_stmt *q =
        ask(f, "SELECT step, coalesce(variables, ''), coalesce(method, ''), lower, upper, coalesce(totals, ''),"
               " rescale, coalesce(merge, '') FROM recipe WHERE \"group\" IN ('*', ?) ORDER BY position");
    const char *step = "", *variables = "", *totals = "", *merged = "";
    double lower = NAN, upper = NAN;
    bool rescale = false, trimmed = false;
    sqlite3_bind_text(q, 1, code, -1, SQLITE_STATIC);
    while (next(f, q)) {
        bool trim = !strcmp(text(q, 0), "trim");
        if (trim) {
            trimmed = strcmp(text(q, 2), "keep_totals") != 0;
            lower = real(q, 3);
            upper = real(q, 4);
            continue;
        }
        step = words(f, "%s", text(q, 0));
        variables = words(f, "%s", text(q, 1));
        totals = words(f, "%s", text(q, 5));
        rescale = integer(q, 6) != 0;
        merged = words(f, "%s", text(q, 7));
        trimmed = false;
        lower = upper = NAN;
    }
    for (size_t i = 0; i < w->all->n; i++) {
        const struct ballot *b = &w->all->of[i];
        if (b->group == group && !*b->pool && (b->final < lower - SAME || b->final > upper + SAME))
            fault(f, c, "phiếu %s: trọng số %.9g ngoài giới hạn của bước trim", b->serial, b->final);
    }
    bool meets = !strcmp(step, "rake") || !strcmp(step, "poststratify") || !strcmp(step, "calibrate");
    if (!meets || trimmed || *merged) {
        unsaid(f, c, "nhóm %s: %s", code,
               *merged ? "có gộp nhóm (merge)"
               : meets ? "bước trim cuối không giữ tổng"
                       : "không có bước theo tổng đã biết");
        return;
    }
    for (size_t t = 0; t < w->d->n_types; t++) {
        double first = 0;
        for (const char *p = variables; asks_group(&w->d->types[t], group) && *p;) {
            size_t n = strcspn(p, ";+"), from = strspn(p, " "), end = n;
            while (end > from && p[end - 1] == ' ')
                end--;
            if (end > from)
                check_margin(w, c, group, t, words(f, "%.*s", (int)(end - from), p + from), totals,
                             !strcmp(step, "calibrate"), rescale, &first);
            p += n + (p[n] != '\0');
        }
    }
}

/* The sums of the weights that stand in weight_step after the last step. */
static void check_sums(struct weighing *w, struct check *c)
{
    sqlite3_stmt *q =
        ask(w->f, "SELECT \"group\", n, sum, min, max, cv, deff, n_eff FROM weight_step s WHERE step = (SELECT"
                  " max(step) FROM weight_step o WHERE o.\"group\" = s.\"group\") AND step > 1");
    for (; next(w->f, q); c->n++) {
        size_t group = *text(q, 0) ? index_find(&w->d->group_codes, text(q, 0)) : ANY, n = 0;
        double sum = 0, low = NAN, high = NAN, squares = 0;
        for (int pass = 0; pass < 2; pass++)
            for (size_t i = 0; i < w->all->n; i++) {
                const struct ballot *b = &w->all->of[i];
                if (isnan(b->final) || b->final == 0 || (group != ANY && b->group != group))
                    continue;
                n += !pass;
                sum += pass ? 0 : b->final;
                low = fmin(low, b->final);
                high = fmax(high, b->final);
                squares += pass ? (b->final - sum / (double)n) * (b->final - sum / (double)n) : 0;
            }
        double mean = sum / (double)n, variance = squares / (double)n, deff = 1 + variance / (mean * mean);
        const double must[] = {n ? sum : NAN, low, high, sqrt(variance) / mean, deff, (double)n / deff};
        bool same = integer(q, 1) == (int64_t)n;
        for (int k = 0; k < 6; k++)
            same = same && alike(real(q, 2 + k), must[k], SAME);
        if (!same)
            fault(w->f, c, "nhóm \"%s\": ghi n %s, tổng %.9g; tính lại n %zu, tổng %.9g", text(q, 0), text(q, 1),
                  real(q, 2), n, sum);
    }
}

void weights_check(struct file *f, const struct definition *d, const struct ballots *all, const struct log *log)
{
    struct weighing w = {f, d, all, {0}, {0}, NULL, NULL, keep(f, d->n_groups + 1), keep(f, d->n_groups + 1)};
    struct check *response = check_new(f, "F1", "thu phiếu và hệ số của từng tầng tính lại", "tầng"),
                 *weights = check_new(f, "F2", "trọng số của từng phiếu tính lại", "phiếu"),
                 *sums = check_new(f, "F3", "tổng và độ phân tán của trọng số", "nhóm"),
                 *margins = check_new(f, "F4", "trọng số theo công thức khớp tổng thể đã biết", "tổng");
    const char *changed = NULL, *why = NULL;
    bool recipe = number_of(f, "SELECT count(*) FROM recipe", 0) > 0;
    if (!log_newest(log, "weight"))
        why = "chưa tính trọng số";
    else if (!log_fresh(f, log, "weight", &changed))
        why = words(f, "trọng số cũ hơn số liệu (bảng %s đã đổi)", changed ? changed : "?");
    else if (f->evidence && number_of(f, "SELECT count(*) FROM release", 0))
        why = "ai được thay là cam kết";
    for (size_t g = 0; !why && g < d->n_groups; g++)
        if (f->evidence && d->groups[g].own_probabilities)
            why = "xác suất của từng người gắn với cam kết";
    if (why || !recipe)
        unsaid(f, margins, "%s", why ? why : "không có công thức");
    if (why) {
        unsaid(f, response, "%s", why);
        unsaid(f, weights, "%s", why);
        unsaid(f, sums, "%s", why);
        return;
    }
    sqlite3_stmt *q = ask(f, "SELECT \"group\" FROM recipe");
    while (next(f, q))
        for (size_t g = 0; g < d->n_groups; g++)
            w.recipe[g] = w.recipe[g] || (!d->groups[g].outside &&
                                          (!strcmp(text(q, 0), "*") || !strcmp(text(q, 0), d->groups[g].code)));
    weigh(&w);
    check_response(&w, response);
    check_weights(&w, weights);
    check_sums(&w, sums);
    for (size_t g = 0; g < d->n_groups; g++)
        if (w.recipe[g] && !f->evidence)
            check_recipe(&w, margins, g);
    if (recipe && f->evidence)
        unsaid(f, margins, "người của mỗi phiếu là cam kết");
}
