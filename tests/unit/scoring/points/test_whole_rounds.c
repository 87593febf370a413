/* What must hold in any round, tried on 1,000 whole ones: random definitions, frames, answers and decisions go their
 * way from the definition to the ranks, and a plain calculation beside them repeats what came out. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/round/definition.h"
#include "tests/unit/random_round.h"

#define HELD 500 /* of either rule */

/* What MARK on a question of leaf L is worth, in percent. */
static double worth(const struct tried *t, size_t l, unsigned char mark)
{
    static const double percent[] = {[A] = 100, [B] = 60, [C] = 20, [D] = 0};
    bool satisfied = t->satisfied && !strcmp(t->leaf[l].method, "SIPAS");
    return !satisfied ? percent[mark] : percent[mark] >= 75 ? 100 : 0;
}

/* --- the plain calculation ------------------------------------------------------------------- */

#define WHOLE INT64_C(1000000000)

/* X/1e9 to two decimals, half away from zero. */
static int64_t to_cents(int64_t x)
{
    const int64_t cent = WHOLE / 100;
    return (x < 0 ? -1 : 1) * ((llabs(x) + cent / 2) / cent) * cent;
}

/* The same as T rounds: where digits are cut off, toward zero, after what is lost below 1e-7 is given back. */
static int64_t published(const struct tried *t, int64_t x)
{
    const int64_t cent = WHOLE / 100;
    return t->cut ? (x < 0 ? -1 : 1) * ((llabs(x) + 50) / 100 * 100 / cent) * cent : to_cents(x);
}

static bool is_counted(unsigned char mark)
{
    return mark >= A && mark <= D;
}

static bool is_mark(unsigned char mark)
{
    return mark >= A && mark <= NO_OPINION;
}

/* True when member M of G was asked, answered, and the ballot is valid: an option is marked somewhere. */
static bool is_valid(const struct tried *t, size_t g, long m)
{
    bool marked = false;
    for (size_t u = 0; u < t->n_units; u++)
        for (size_t l = 0; l < t->n_leaves; l++)
            for (size_t q = 0; q < t->leaf[l].n_questions; q++)
                marked = marked || is_mark(t->said[g][m][u][l][q]);
    return t->drawn[g][m] && t->returned[g][m] && marked;
}

/* A valid ballot stands for as many of its stratum as there are over the valid ones. */
static double weight_of(const struct tried *t, size_t g, long m)
{
    double people = 0, valid = 0;
    for (long k = 0; k < t->n_members[g]; k++)
        if (!t->stratified[g] || k % 2 == m % 2) {
            people++;
            valid += is_valid(t, g, k);
        }
    return people / valid;
}

struct plain_group {
    bool asked;
    long ballots; /* with a counted answer */
    double percent, own_means;
    const char *dropped; /* "" where it counts */
    double share;
};

static struct plain_group plain_group(const struct tried *t, size_t u, size_t l, size_t g)
{
    struct plain_group p = {.asked = true, .dropped = "", .percent = t->outside[g] ? (double)t->sipas[u][g] : 0};
    const struct tried_leaf *leaf = &t->leaf[l];
    double sum = 0, weights = 0;
    for (size_t q = 0; q < leaf->n_questions; q++) {
        double part = 0, whole = 0;
        for (long m = 0; m < t->n_members[g]; m++)
            if (is_valid(t, g, m) && is_counted(t->said[g][m][u][l][q])) {
                part += weight_of(t, g, m) * worth(t, l, t->said[g][m][u][l][q]);
                whole += weight_of(t, g, m);
            }
        if (whole > 0) {
            sum += (double)leaf->question_weight[q] * part / whole;
            weights += (double)leaf->question_weight[q];
        }
    }
    for (long m = 0; m < t->n_members[g]; m++) {
        double part = 0, whole = 0;
        for (size_t q = 0; q < leaf->n_questions; q++)
            if (is_valid(t, g, m) && is_counted(t->said[g][m][u][l][q])) {
                part += (double)leaf->question_weight[q] * worth(t, l, t->said[g][m][u][l][q]);
                whole += (double)leaf->question_weight[q];
            }
        if (whole > 0) {
            p.ballots++;
            p.own_means += part / whole;
        }
    }
    if (!t->outside[g] && weights > 0)
        p.percent = sum / weights;
    if (t->group_out[u][l][g])
        p.dropped = "not_applicable";
    else if (!t->outside[g] && p.ballots == 0)
        p.dropped = "no_answers";
    else if (!t->outside[g] && p.ballots < t->min_base)
        p.dropped = "min_base";
    else if (t->weight[g] == 0)
        p.dropped = "weight_zero";
    return p;
}

/* The survey leaf L of unit U in percent; false without counted answers. */
static bool plain_leaf(const struct tried *t, size_t u, size_t l, struct plain_group groups[GROUPS], double *percent)
{
    double weights = 0, means = 0, pool = 0, n_pool = 0, pool_weight = 0, outside = 0, outside_weight = 0;
    for (size_t g = 0; g < t->n_groups; g++) {
        groups[g] = (struct plain_group){.dropped = ""};
        if (!t->outside[g] && !is_asked(t, l, g))
            continue;
        groups[g] = plain_group(t, u, l, g);
        double weight = (double)t->weight[g];
        weights += *groups[g].dropped ? 0 : weight;
        means += *groups[g].dropped ? 0 : weight * groups[g].percent;
        if (t->group_out[u][l][g])
            continue;
        if (t->outside[g]) {
            outside += weight * groups[g].percent;
            outside_weight += weight;
        } else if (weight > 0 && groups[g].ballots > 0) {
            pool += groups[g].own_means;
            n_pool += (double)groups[g].ballots;
            pool_weight += weight;
        }
    }
    for (size_t g = 0; g < t->n_groups; g++)
        groups[g].share = *groups[g].dropped || !groups[g].asked ? 0 : (double)t->weight[g] / weights;
    if (t->pooled) {
        double whole = pool_weight + outside_weight;
        *percent = ((n_pool > 0 ? pool_weight * pool / n_pool : 0) + outside) / whole;
        return whole > 0;
    }
    *percent = means / weights;
    return weights > 0;
}

struct plain_unit {
    int64_t total, max, percent, survey;
};

/* The tree of unit U from its LEAVES, in 1e-9, by integers alone. */
static struct plain_unit plain_unit(const struct tried *t, size_t u, const int64_t *leaves)
{
    static const char *const methods[] = {"TD", "DTXHH", "SIPAS", "KTXH", "THUONG_TRU"};
    struct plain_unit p = {0};
    int64_t parts[5] = {0};
    for (size_t f = 0; f < t->n_fields; f++) {
        int64_t field = 0, field_max = 0;
        for (size_t l = 0; l < t->n_leaves; l++) {
            if (t->leaf[l].field != f)
                continue;
            field_max += is_bonus(t, l) ? 0 : t->leaf[l].max * (WHOLE / 100);
            if (t->left_out[u][l])
                continue;
            p.max += is_bonus(t, l) ? 0 : t->leaf[l].max * (WHOLE / 100);
            field += leaves[l];
            for (size_t k = 0; k < 5; k++)
                parts[k] += strcmp(methods[k], t->leaf[l].method) ? 0 : leaves[l];
        }
        int64_t cap = field_max + t->bonus_cap[f] * (WHOLE / 100);
        if (t->bonus_cap[f] >= 0 && field > cap) {
            parts[4] -= field - cap;
            field = cap;
        }
        p.total += strcmp(t->at, "field") ? field : published(t, field);
    }
    if (!strcmp(t->at, "component")) {
        p.total = 0;
        for (size_t k = 0; k < 5; k++)
            p.total += parts[k] = published(t, parts[k]);
    }
    p.survey = parts[1];
    __int128 twice = (__int128)p.total * 200 * WHOLE, whole = (__int128)p.max * 2;
    p.percent = (int64_t)((twice + (twice < 0 ? -p.max : p.max)) / whole);
    return p;
}

/* --- compared ------------------------------------------------------------------------------------ */

/* What a scored round holds, by unit, leaf and group. */
struct stored {
    struct {
        int64_t total, parts, max, percent, rank;
    } unit[UNITS];
    struct {
        bool applies;
        int64_t points, pooled;
    } leaf[UNITS][LEAVES];
    struct {
        char dropped[24];
        double share;
    } group[UNITS][LEAVES][GROUPS];
};

/* The number behind the letter of a code. */
static size_t number_of(struct query *q, int column)
{
    return (size_t)atol(query_get_str(q, column) + 1) - 1;
}

static size_t leaf_of(const struct tried *t, const char *code)
{
    for (size_t l = 0; l < t->n_leaves; l++)
        if (!strcmp(t->leaf[l].code, code))
            return l;
    return LEAVES;
}

static void read_stored(struct stored *s, const struct tried *t, struct store *store)
{
    struct error err = {0};
    memset(s, 0, sizeof *s);
    struct query *q =
        query_new(store, "SELECT unit, total, appraised + survey + sipas + socio + bonus, max, percent, rank"
                         " FROM score");
    size_t n = 0;
    for (; query_next(q); n++) {
        size_t u = number_of(q, 0);
        s->unit[u].total = query_get_int(q, 1);
        s->unit[u].parts = query_get_int(q, 2);
        s->unit[u].max = query_get_int(q, 3);
        s->unit[u].percent = query_get_int(q, 4);
        s->unit[u].rank = query_get_int(q, 5);
    }
    cr_assert(query_end(q, &err), "%s", err.text);
    cr_assert_eq(n, t->n_units);
    q = query_new(store, "SELECT unit, criterion, applicable, points, pooled FROM score_node");
    while (query_next(q)) {
        size_t u = number_of(q, 0), l = leaf_of(t, query_get_str(q, 1));
        if (l == LEAVES)
            continue;
        s->leaf[u][l].applies = query_get_int(q, 2) != 0;
        s->leaf[u][l].points = query_get_int(q, 3);
        s->leaf[u][l].pooled = query_get_int(q, 4);
    }
    cr_assert(query_end(q, &err), "%s", err.text);
    q = query_new(store, "SELECT unit, criterion, \"group\", dropped, share FROM score_group");
    while (query_next(q)) {
        size_t u = number_of(q, 0), l = leaf_of(t, query_get_str(q, 1)), g = number_of(q, 2);
        snprintf(s->group[u][l][g].dropped, sizeof s->group[u][l][g].dropped, "%s", query_get_str(q, 3));
        s->group[u][l][g].share = (double)query_get_int(q, 4) / 1e9;
    }
    cr_assert(query_end(q, &err), "%s", err.text);
}

/* What is stored of a scored round is what comes out of plain sums.  Adds to *N_DROPPED the groups that were. */
static void check_round(const struct tried *t, const struct stored *s, size_t *n_dropped)
{
    struct plain_unit units[UNITS];
    for (size_t u = 0; u < t->n_units; u++) {
        int64_t leaves[LEAVES] = {0};
        for (size_t l = 0; l < t->n_leaves; l++) {
            const char *code = t->leaf[l].code;
            cr_assert_eq(s->leaf[u][l].applies, !t->left_out[u][l]);
            if (t->left_out[u][l])
                continue;
            leaves[l] = s->leaf[u][l].points;
            double plain = (double)t->given[u][l] / 100, percent;
            struct plain_group groups[GROUPS];
            bool at_leaf = !strcmp(t->at, "leaf");
            if (is_survey(t, l)) {
                cr_assert(plain_leaf(t, u, l, groups, &percent));
                for (size_t g = 0; g < t->n_groups; g++) {
                    cr_assert_str_eq(s->group[u][l][g].dropped, groups[g].dropped, "U%zu %s G%zu", u + 1, code, g + 1);
                    cr_assert_float_eq(s->group[u][l][g].share, groups[g].share, 1e-9);
                    *n_dropped += *groups[g].dropped != '\0';
                }
                plain = percent / 100 * (double)t->leaf[l].max / 100;
                if (t->even && !at_leaf)
                    cr_assert_leq(llabs(s->leaf[u][l].pooled - leaves[l]), 1, "U%zu %s", u + 1, code);
            }
            cr_assert_float_eq((double)leaves[l] / 1e9, plain, at_leaf ? (t->cut ? 0.01 : 0.005) + 1e-9 : 1.5e-9,
                               "U%zu %s", u + 1, code);
            cr_assert_eq(at_leaf ? to_cents(leaves[l]) : leaves[l], leaves[l]);
            if (at_leaf && t->cut)
                cr_assert_leq(fabs((double)leaves[l]) / 1e9, fabs(plain) + 1e-7, "U%zu %s", u + 1, code);
        }
        units[u] = plain_unit(t, u, leaves);
        cr_assert_eq(s->unit[u].total, units[u].total, "U%zu", u + 1);
        if (strcmp(t->at, "field"))
            cr_assert_eq(s->unit[u].parts, units[u].total, "U%zu", u + 1);
        cr_assert_eq(s->unit[u].max, units[u].max, "U%zu", u + 1);
        cr_assert_eq(s->unit[u].percent, units[u].percent, "U%zu", u + 1);
    }
    for (size_t u = 0; u < t->n_units; u++) {
        int64_t better = 0;
        for (size_t k = 0; k < t->n_units; k++) {
            int64_t a = t->by_percent ? units[k].percent : units[k].total,
                    b = t->by_percent ? units[u].percent : units[u].total, as = units[k].survey, bs = units[u].survey;
            if (t->rounded) {
                a = published(t, a), b = published(t, b);
                as = to_cents(as), bs = to_cents(bs);
            }
            better += t->ranked[k] && k % t->n_blocks == u % t->n_blocks && (a > b || (a == b && as > bs));
        }
        cr_assert_eq(s->unit[u].rank, t->ranked[u] ? better + 1 : 0, "U%zu", u + 1);
    }
}

/* The faults of a round that could not be scored: each leaf without counted answers, and nothing else. */
static void check_faults(const struct tried *t, struct store *store, const struct issues *issues)
{
    size_t n = 0;
    for (size_t u = 0; u < t->n_units; u++)
        for (size_t l = 0; l < t->n_leaves; l++) {
            struct plain_group groups[GROUPS];
            double percent;
            if (t->left_out[u][l] || !is_survey(t, l) || plain_leaf(t, u, l, groups, &percent))
                continue;
            char *words = xasprintf("unit \"U%zu\", criterion %s: no counted answers", u + 1, t->leaf[l].code);
            bool found = false;
            for (size_t i = 0; i < issues_kept(issues); i++)
                found = found || !strncmp(issues_get(issues, i)->text, words, strlen(words));
            cr_assert(found, "%s", words);
            free(words);
            n++;
        }
    cr_assert_eq(issues_count(issues, FAULT), n);
    cr_assert_eq(issues_count_code(issues, "F601"), n);
    cr_assert_eq(store_number(store, "SELECT count(*) FROM score", -1), 0);
}

/* Leave out every leaf that has no counted answers. */
static size_t leave_out_empty(struct tried *t)
{
    size_t n = 0;
    for (size_t u = 0; u < t->n_units; u++)
        for (size_t l = 1; l < t->n_leaves; l++) {
            struct plain_group groups[GROUPS];
            double percent;
            if (t->left_out[u][l] || !is_survey(t, l) || plain_leaf(t, u, l, groups, &percent))
                continue;
            t->left_out[u][l] = true;
            n++;
        }
    return n;
}

/* Let somebody say something better about a unit, which is returned; NONE where nobody can. */
static size_t raise_one(struct tried *t, gsl_rng *r)
{
    for (int tries = 0; tries < 50; tries++) {
        size_t g = (size_t)any(r, 0, (long)t->n_groups - 1), u = (size_t)any(r, 0, (long)t->n_units - 1),
               l = (size_t)any(r, 0, (long)t->n_leaves - 1), q = (size_t)any(r, 0, QUESTIONS - 1);
        long m = any(r, 0, MEMBERS - 1);
        if (t->outside[g] || m >= t->n_members[g] || !is_asked(t, l, g) || q >= t->leaf[l].n_questions ||
            !is_valid(t, g, m) || t->said[g][m][u][l][q] <= A || !is_counted(t->said[g][m][u][l][q]))
            continue;
        t->said[g][m][u][l][q] = (unsigned char)any(r, A, t->said[g][m][u][l][q] - 1);
        return u;
    }
    return NONE;
}

struct tried_counts {
    size_t held, scored, faulty, dropped, left_out, raised, satisfied;
};

/* The round T was scored BEFORE.  Once more with the rows of every table and file in another order, and with one
 * answer better than it was. */
static void check_again(struct tried *t, const struct files *f, const struct stored *before, gsl_rng *r,
                        struct tried_counts *n)
{
    bool scored;
    struct stored after;
    struct issues *issues = issues_new();
    size_t raised = raise_one(t, r);
    struct store *store = hold(t, f, r, issues, &scored);
    cr_assert(scored);
    read_stored(&after, t, store);
    check_round(t, &after, &n->dropped);
    for (size_t u = 0; u < t->n_units; u++) {
        if (u == raised)
            cr_assert_geq(after.unit[u].total, before->unit[u].total, "U%zu", u + 1);
        else
            cr_assert_eq(after.unit[u].total, before->unit[u].total, "U%zu", u + 1);
        if (raised == NONE)
            cr_assert_eq(after.unit[u].rank, before->unit[u].rank, "U%zu", u + 1);
    }
    n->held++;
    n->raised += raised != NONE;
    store_close(store);
    issues_free(issues);
}

/* A round that had leaves without counted answers, once it is said that they do not apply. */
static void check_left_out(struct tried *t, const struct files *f, struct tried_counts *n)
{
    bool scored;
    struct issues *issues = issues_new();
    if (leave_out_empty(t)) {
        n->held++;
        struct store *store = hold(t, f, NULL, issues, &scored);
        if (scored) {
            struct stored stored;
            read_stored(&stored, t, store);
            check_round(t, &stored, &n->dropped);
            n->left_out++;
        }
        store_close(store);
    }
    issues_free(issues);
}

static void check_rounds(bool pooled, unsigned long seed)
{
    gsl_rng *r = numbers(seed);
    struct files f;
    files_init(&f);
    struct tried_counts n = {0};
    for (int round = 0; n.held < HELD; round++) {
        struct tried t;
        any_round(&t, pooled, r);
        bool scored;
        struct issues *issues = issues_new();
        struct store *store = hold(&t, &f, NULL, issues, &scored);
        struct stored stored;
        if (scored) {
            read_stored(&stored, &t, store);
            check_round(&t, &stored, &n.dropped);
        } else {
            check_faults(&t, store, issues);
        }
        store_close(store);
        issues_free(issues);
        n.held++;
        n.scored += scored;
        n.satisfied += scored && t.satisfied && t.sipas_group < GROUPS;
        n.faulty += !scored;
        if (!scored)
            check_left_out(&t, &f, &n);
        else if (round % 2)
            check_again(&t, &f, &stored, r, &n);
    }
    cr_assert(n.scored > HELD / 3 && n.faulty > HELD / 50 && n.dropped > HELD / 4 && n.left_out > 1 &&
                  n.raised > HELD / 5 && n.satisfied > HELD / 50,
              "%zu %zu %zu %zu %zu %zu", n.scored, n.faulty, n.dropped, n.left_out, n.raised, n.satisfied);
    files_release(&f);
    gsl_rng_free(r);
}

/* Every leaf, total, maximum, percentage and rank; every group and why it is dropped; every leaf without counted
 * answers is a fault, and no other.  Half of them once more, see check_again(). */
Test(whole_rounds, by_group_means_come_out_as_by_plain_sums)
{
    check_rounds(false, 11);
}

Test(whole_rounds, pooled_come_out_as_by_plain_sums)
{
    check_rounds(true, 12);
}
