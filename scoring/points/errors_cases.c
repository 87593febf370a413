/* Cases gone through, stratum by stratum: what they say summed up, variances, and what people stand apart. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/points/errors_inside.h"
#include "survey/base/memory.h"
#include "survey/base/parallel.h"
#include "survey/base/tolerances.h"

#define PIECES  8  /* of a wave, however many threads there are */
#define ALIGNED 64 /* cases of a piece are a multiple of it */

enum pass { COUNT_PEOPLE, LEARN, COUNT, SUM };

/* Some cases of one stratum, and what they come to. */
struct piece {
    struct errors_making *m;
    enum pass pass;
    size_t stratum, first, end; /* ballots in the order of the cases */
    size_t row;                 /* in the wave, of its first case */

    /* Of the case at hand. */
    double *sum; /* [answer]: sum of z */
    bool *answered;
    size_t *answers, n_answers; /* those there are */
    double *zx;                 /* [2 * value]: z and x */
    bool *seen;                 /* [value] */
    size_t *values, n_values;
    double *part, *whole; /* [leaf], of the ballot and unit at hand, where pooled */
    size_t *leaves;
    bool *unsure;                /* [unit]: no opinion on some question */
    size_t *unsure_of, n_unsure; /* those units */
    struct projected_case x;     /* where weights were calibrated */

    /* Of the person at hand. */
    double *away; /* [value]: from the mean, in points */
    bool *has;    /* [value] */
    size_t *list, n_list;
    double *person2; /* [family]: sum over units of d^2 */

    /* Sums. */
    struct moments moments; /* z, x */
    struct projected_sums projected;
    uint32_t *count, *none;       /* [answer], [unit] */
    double *n_people, *distance2; /* [value] */
    struct apart *apart;          /* [family] */
};

/* --- a case ------------------------------------------------------------------------------------- */

static void add_answer(struct piece *p, size_t answer, double z)
{
    if (!p->answered[answer]) {
        p->answered[answer] = true;
        p->answers[p->n_answers++] = answer;
    }
    p->sum[answer] += z;
}

static void add_value(struct piece *p, size_t value, double z, double x)
{
    if (!p->seen[value]) {
        p->seen[value] = true;
        p->values[p->n_values++] = value;
    }
    p->zx[2 * value] += z;
    p->zx[2 * value + 1] += x;
}

/* The person at hand is POINTS off the mean in a leaf whose part is PART. */
static void add_person(struct piece *p, size_t part, double points)
{
    const struct errors_making *m = p->m;
    for (size_t at = node_value(m, part); at != NONE; at = value_above(m, at)) {
        if (!p->has[at]) {
            p->has[at] = true;
            p->list[p->n_list++] = at;
        }
        p->away[at] += at == total_value(m, m->value_unit[at]) ? points * m->scale[m->value_unit[at]] : points;
    }
}

/* How far off the person is in each figure, as a share of what it can be. */
static void finish_person(struct piece *p)
{
    const struct errors_making *m = p->m;
    for (int turn = 0; turn < 2; turn++)
        for (size_t i = 0; i < p->n_list; i++) {
            size_t value = p->list[i];
            if (p->pass == COUNT_PEOPLE) {
                p->n_people[value] += turn == 0;
                continue;
            }
            const struct group_scale *s = &m->group_scale[value];
            double c = s->answers > 0 ? s->scale / s->answers : 0;
            if (!(c > 1 + RANK_TIE))
                continue;
            double *whole = &p->person2[family_of(m, value)];
            struct apart *apart = &p->apart[family_of(m, value)];
            if (turn == 0) {
                double d = p->away[value] / s->scale * sqrt(m->n_people[value] / c);
                p->distance2[value] += d * d;
                d = fmax(-1, fmin(1, d * c / (c - 1)));
                apart->d2 += d * d;
                apart->d4 += d * d * d * d;
                *whole += d * d;
            } else {
                apart->person2 += *whole * *whole;
                *whole = 0;
            }
        }
    for (size_t i = 0; i < p->n_list; i++) {
        p->has[p->list[i]] = false;
        p->away[p->list[i]] = 0;
    }
    p->n_list = 0;
}

/* What ballot B says of UNIT. */
static void read_unit(struct piece *p, const struct kept_ballot *b, size_t group, size_t unit, const uint8_t *cells)
{
    struct errors_making *m = p->m;
    const struct definition *d = m->d;
    const struct ballot_type *type = &d->ballot_types[b->type];
    size_t block = d->units[unit].block, first = m->first_answer[unit], n_leaves = 0;
    for (size_t i = 0; i < type->n_unit_questions; i++) {
        size_t q = type->unit_questions[i], leaf = m->map.leaf_of[q * d->n_blocks + block];
        double percent = leaf == NONE ? -1 : m->map.worth[q][cells[i]];
        if (percent < 0) {
            if (leaf != NONE && p->pass == COUNT && cells[i] > MARK_BLANK && cells[i] <= MARK_LAST_OPTION &&
                !p->unsure[unit]) {
                p->unsure[unit] = true;
                p->unsure_of[p->n_unsure++] = unit;
            }
            continue;
        }
        size_t answer = first + m->place[q * d->n_blocks + block];
        const struct linear *lin = &m->lin[q * d->n_groups + group][unit];
        add_answer(p, answer, lin->factor * b->weight * (percent - lin->mean));
        double points = m->to_points[group * m->n_values + m->answer_value[answer]];
        if (p->pass < COUNT && !d->rules.pooled && points > 0)
            add_person(p, m->answer_value[answer], points * lin->share * (percent - lin->mean));
        if (!d->rules.pooled)
            continue;
        if (p->whole[leaf] <= 0)
            p->leaves[n_leaves++] = leaf;
        p->part[leaf] += m->map.weight[q] * percent;
        p->whole[leaf] += m->map.weight[q];
    }
    for (size_t i = 0; i < n_leaves; i++) {
        size_t leaf = p->leaves[i], part = part_value(m, unit, m->leaf_place[leaf]);
        double points = m->to_points[group * m->n_values + part];
        double away = p->part[leaf] / p->whole[leaf] - m->pool_mean[part];
        p->part[leaf] = p->whole[leaf] = 0;
        if (!(points > 0))
            continue;
        add_answer(p, first + m->n_questions[block] + m->leaf_number[leaf], points * away);
        if (p->pass < COUNT)
            add_person(p, part, m->pool_points[part] * away);
    }
}

/* Who gave an answer to what, of the units of the case. */
static void count_case(struct piece *p)
{
    const struct errors_making *m = p->m;
    for (size_t i = 0; i < p->n_answers; i++) {
        p->count[p->answers[i]]++;
        p->unsure[m->answer_unit[p->answers[i]]] = false;
    }
    for (size_t i = 0; i < p->n_unsure; i++) {
        p->none[p->unsure_of[i]] += p->unsure[p->unsure_of[i]];
        p->unsure[p->unsure_of[i]] = false;
    }
    p->n_unsure = 0;
}

/* From answers to leaves, the nodes above and the total, and into the sums; ROW of the wave. */
static void sum_case(struct piece *p, size_t group, size_t row)
{
    struct errors_making *m = p->m;
    const struct definition *d = m->d;
    for (size_t i = 0; i < p->n_answers; i++) {
        size_t answer = p->answers[i], value = m->answer_value[answer], node = node_value(m, value);
        size_t unit = m->answer_unit[answer], place = answer - m->first_answer[unit];
        double z = p->sum[answer], x = z * m->count[answer], points = 1;
        add_value(p, value, z, x);
        if (node == value)
            place -= m->n_questions[d->units[unit].block];
        else
            points = d->rules.pooled ? 0 : m->to_points[group * m->n_values + value];
        if (!(points > 0))
            continue;
        z *= points;
        x *= points;
        for (size_t at = node; (at = value_above(m, at)) != NONE;) {
            double by = at == total_value(m, unit) ? m->scale[unit] : 1;
            add_value(p, at, by * z, by * x);
        }
        if (m->reach[node] > 0)
            wave_add(&m->wave, row, unit, place, m->reach[node] * z, m->reach[node] * x);
    }
    if (p->x.n)
        projected_sums_add(&p->projected, m->projected[group].n_figures, &p->x, p->zx, 2, p->values, p->n_values,
                           m->projected[group].place);
    for (size_t i = 0; i < p->n_values; i++) {
        size_t value = p->values[i];
        moments_add(&p->moments, value, &p->zx[2 * value]);
        p->zx[2 * value] = p->zx[2 * value + 1] = 0;
        p->seen[value] = false;
    }
    p->n_values = 0;
}

static void do_piece(void *data, size_t number)
{
    struct piece *p = (struct piece *)data + number;
    struct errors_making *m = p->m;
    const struct cases *c = m->cases;
    size_t group = c->strata[p->stratum].group, row = p->row;
    for (size_t i = p->first; i < p->end; i++) {
        const struct kept_ballot *b = &c->ballots[c->order[i]];
        const struct kept_ballot *next = i + 1 < p->end ? &c->ballots[c->order[i + 1]] : NULL;
        size_t n_units;
        const size_t *units = cases_units(c, b, &n_units);
        const uint8_t *counts = c->bytes + b->at, *cells = counts + n_units;
        for (size_t u = 0; u < n_units; u++)
            if (counts[u] && m->slot[units[u]] != NONE)
                read_unit(p, b, group, units[u], cells + ballot_unit_cell(m->d, b->type, u));
        if (m->projected && p->pass == SUM)
            project_ballot(&p->x, m, group, c->order[i]);
        if (p->n_list && (!next || next->person != b->person))
            finish_person(p);
        if (next && next->who == b->who)
            continue;
        if (p->pass == COUNT)
            count_case(p);
        else if (p->pass == SUM)
            sum_case(p, group, row++);
        for (size_t k = 0; k < p->n_answers; k++) {
            p->sum[p->answers[k]] = 0;
            p->answered[p->answers[k]] = false;
        }
        p->n_answers = 0;
    }
}

/* --- pieces -------------------------------------------------------------------------------------- */

static void piece_init(struct piece *p, struct errors_making *m)
{
    *p = (struct piece){.m = m};
    p->sum = xcalloc(m->n_answers, sizeof *p->sum);
    p->answered = xcalloc(m->n_answers, sizeof *p->answered);
    p->answers = xcalloc(m->n_answers, sizeof *p->answers);
    p->zx = xcalloc(2 * m->n_values, sizeof *p->zx);
    p->seen = xcalloc(m->n_values, sizeof *p->seen);
    p->values = xcalloc(m->n_values, sizeof *p->values);
    p->part = xcalloc(m->map.n_leaves, sizeof *p->part);
    p->whole = xcalloc(m->map.n_leaves, sizeof *p->whole);
    p->leaves = xcalloc(m->map.n_leaves, sizeof *p->leaves);
    p->unsure = xcalloc(m->d->n_units, sizeof *p->unsure);
    p->unsure_of = xcalloc(m->d->n_units, sizeof *p->unsure_of);
    projected_case_init(&p->x, m->most_terms, m->most_of_row);
    p->away = xcalloc(m->n_values, sizeof *p->away);
    p->has = xcalloc(m->n_values, sizeof *p->has);
    p->list = xcalloc(m->n_values, sizeof *p->list);
    p->person2 = xcalloc(m->n_families, sizeof *p->person2);
    moments_init(&p->moments, m->n_values, 2);
    projected_sums_init(&p->projected, m->most_terms, m->most_products);
    p->count = xcalloc(m->n_answers, sizeof *p->count);
    p->none = xcalloc(m->d->n_units, sizeof *p->none);
    p->n_people = xcalloc(m->n_values, sizeof *p->n_people);
    p->distance2 = xcalloc(m->n_values, sizeof *p->distance2);
    p->apart = xcalloc(m->n_families, sizeof *p->apart);
}

static void piece_release(struct piece *p)
{
    void *const all[] = {p->sum,     p->answered, p->answers, p->zx,        p->seen,      p->values, p->part,
                         p->whole,   p->leaves,   p->unsure,  p->unsure_of, p->away,      p->has,    p->list,
                         p->person2, p->count,    p->none,    p->n_people,  p->distance2, p->apart};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    projected_case_release(&p->x);
    moments_release(&p->moments);
    projected_sums_release(&p->projected);
}

/* Cut the next piece of STRATUM, of MOST cases, from ballot *AT on; the number of its cases, 0 where none is left. */
static size_t next_piece(const struct cases *c, size_t stratum, size_t *at, size_t most, struct piece *p)
{
    size_t end = c->strata[stratum].end, n = 0;
    p->stratum = stratum;
    p->first = *at;
    for (; *at < end; ++*at) {
        bool new = *at == p->first || c->ballots[c->order[*at]].who != c->ballots[c->order[*at - 1]].who;
        if (new &&n == most)
            break;
        n += new;
    }
    p->end = *at;
    return n;
}

/* FROM, N of them, join TO and are 0 again. */
static void move_sums(double *to, double *from, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        to[i] += from[i];
        from[i] = 0;
    }
}

static void move_counts(uint32_t *to, uint32_t *from, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        to[i] += from[i];
        from[i] = 0;
    }
}

/* What piece P came to. */
static void take_piece(struct errors_making *m, struct piece *p, struct moments *moments,
                       struct projected_sums *projected)
{
    if (p->pass == COUNT) {
        move_counts(m->count, p->count, m->n_answers);
        move_counts(m->none, p->none, m->d->n_units);
    } else if (p->pass == COUNT_PEOPLE) {
        move_sums(m->n_people, p->n_people, m->n_values);
    } else if (p->pass == SUM) {
        moments_merge(moments, &p->moments);
        moments_clear(&p->moments);
        const struct group_projected *e = m->projected ? &m->projected[m->cases->strata[p->stratum].group] : NULL;
        if (e)
            projected_sums_move(projected, &p->projected, e->n_terms, e->n_figures);
    } else {
        move_sums(m->distance2, p->distance2, m->n_values);
        for (size_t f = 0; f < m->n_families; f++) {
            struct apart *a = &m->apart[m->bucket * m->n_families + f], *b = &p->apart[f];
            a->d2 += b->d2;
            a->d4 += b->d4;
            a->person2 += b->person2;
            *b = (struct apart){0};
        }
    }
}

static void go_through(struct errors_making *m, size_t stratum, enum pass pass, struct piece *pieces,
                       struct moments *moments, struct projected_sums *projected)
{
    size_t at = m->cases->strata[stratum].first, most = m->wave.room / PIECES, n;
    do {
        size_t row = 0, cases;
        for (n = 0; n < PIECES && (cases = next_piece(m->cases, stratum, &at, most, &pieces[n])) > 0; n++) {
            pieces[n].pass = pass;
            pieces[n].row = row;
            row += cases;
        }
        m->wave.n = pass == SUM ? row : 0;
        parallel(n, 0, do_piece, pieces);
        for (size_t i = 0; i < n; i++)
            take_piece(m, &pieces[i], moments, projected);
        if (pass == SUM) {
            for (size_t b = 0; b < m->d->n_blocks; b++)
                pairs_add(&m->pairs[b], &m->wave);
            wave_clear(&m->wave);
        }
    } while (n == PIECES);
}

/* --- a stratum ------------------------------------------------------------------------------------- */

static void add_sum(struct strata_sum *s, double variance, double df, double n, double people)
{
    s->variance += variance;
    s->squares += variance * variance / df;
    s->n += n;
    s->people += people;
}

/* The harmonic mean of the answers in each value of the stratum: sums of points, and of points over answers. */
static void find_harmonic(const struct errors_making *m, size_t group, double *points, double *inverse)
{
    for (size_t answer = 0; answer < m->n_answers; answer++) {
        if (!m->count[answer])
            continue;
        size_t value = m->answer_value[answer], node = node_value(m, value), unit = m->answer_unit[answer];
        size_t block = m->d->units[unit].block, place = answer - m->first_answer[unit];
        double scale = node == value ? m->pool_points[part_value(m, unit, value - m->slot[unit])]
                                     : m->lin[m->question[block][place] * m->d->n_groups + group][unit].share;
        double up = node == value ? scale : m->d->rules.pooled ? 0 : scale * m->to_points[group * m->n_values + value];
        points[value] += scale;
        inverse[value] += scale / m->count[answer];
        for (size_t at = node; up > 0 && (at = value_above(m, at)) != NONE;) {
            points[at] += up;
            inverse[at] += up / m->count[answer];
        }
    }
}

/* The VARIANCE of VALUE, which N cases of stratum S have of PEOPLE, joins what it belongs to. */
static void add_variance(struct errors_making *m, const struct case_stratum *s, size_t value, double variance, double n,
                         double people)
{
    size_t node = node_value(m, value), part = s->group * m->n_values + value;
    double df = n > 1 ? n - 1 : 1, figure_df = m->d->rules.floor_learned && !s->clusters ? fmax(n, 1) : df;
    if (node == value) {
        add_sum(&m->sums[value], variance, figure_df, n, people);
        return;
    }
    add_sum(&m->parts[part], variance, df, n, people);
    double points = m->to_points[part];
    if (!m->d->rules.pooled && points > 0)
        add_sum(&m->sums[node], points * points * variance, figure_df, n, people);
}

/* People of STRATUM who may rate UNIT. */
static double people_of(const struct errors_making *m, size_t stratum, size_t unit)
{
    double N = cases_people(m->cases, stratum, unit);
    return m->d->rules.no_opinion_ineligible ? fmax(N - m->none[unit], 1) : N;
}

/* Where weights were calibrated: the variance of what SQUARES about their mean over the N cases of a stratum come to,
 * RATED of PEOPLE rating what it is of. */
static double projected_variance(double squares, double more, double n, double rated, double people)
{
    if (squares + more <= NO_VARIANCE * squares)
        return 0;
    return (1 - fmin(1, rated / people)) * (n > 1 ? linear_factor(n, 1) : 1) * (squares + more);
}

/* The variances of all figures; those of totals into the pairs. */
static void close_figures(struct errors_making *m, size_t stratum, const struct moments *moments,
                          const struct projected_change *change)
{
    const struct case_stratum *s = &m->cases->strata[stratum];
    const struct group_projected *e = m->projected ? &m->projected[s->group] : NULL;
    double *points = xcalloc(m->n_values, sizeof *points), *inverse = xcalloc(m->n_values, sizeof *inverse);
    find_harmonic(m, s->group, points, inverse);
    for (size_t i = 0; i < moments->n_touched; i++) {
        size_t value = moments->touched[i], unit = m->value_unit[value], place = e ? e->place[value] : NONE;
        struct moment z = moments_of(moments, value, 0, 0), x = moments_of(moments, value, 1, 0);
        double people = people_of(m, stratum, unit), variance, mean = points[value] / inverse[value];
        if (place != NONE) {
            struct moment all = moments_of(moments, value, 0, s->n_cases);
            variance = projected_variance(s->n_cases == 1 ? all.mean * all.mean : all.squares,
                                          projected_change_of(change, place, place), (double)s->n_cases, z.n, people);
        } else {
            variance = rating_variance(z.n, mean, people, z.n == 1 ? z.mean * z.mean : z.squares, x.squares);
        }
        add_variance(m, s, value, variance, z.n, people);
        if (value != total_value(m, unit))
            continue;
        struct rated_unit *r = &m->pairs[m->d->units[unit].block].of[m->map.in_block[unit]];
        r->m = mean;
        r->N = people;
        r->variance = variance;
    }
    free(points);
    free(inverse);
}

/* The variances of the differences of totals. */
static void close_pairs(struct errors_making *m, size_t stratum, const struct projected_change *change)
{
    const struct case_stratum *s = &m->cases->strata[stratum];
    const struct group_projected *e = m->projected ? &m->projected[s->group] : NULL;
    for (size_t b = 0; b < m->d->n_blocks; b++) {
        const struct pairs *pairs = &m->pairs[b];
        for (size_t i = 0; i < pairs->n; i++)
            for (size_t k = i + 1; k < pairs->n; k++) {
                const struct rated_unit *u = &pairs->of[i], *v = &pairs->of[k];
                if (!(u->n > 0) && !(v->n > 0))
                    continue;
                struct pair_variance pair;
                size_t at = m->slot[pairs->unit[i]] == NONE ? NONE : total_value(m, pairs->unit[i]),
                       other = m->slot[pairs->unit[k]] == NONE ? NONE : total_value(m, pairs->unit[k]);
                if (e && at != NONE && other != NONE && e->place[at] != NONE && e->place[other] != NONE) {
                    double n = pairs_n(pairs, i, k), people = fmin(u->n > 0 ? u->N : v->N, v->n > 0 ? v->N : u->N);
                    double more = projected_change_of(change, e->place[at], e->place[at]) +
                                  projected_change_of(change, e->place[other], e->place[other]) -
                                  2 * projected_change_of(change, e->place[at], e->place[other]);
                    pair = (struct pair_variance){projected_variance(pairs_squares(pairs, i, k, (double)s->n_cases),
                                                                     more, (double)s->n_cases, n, people),
                                                  fmax(n - 1, 1)};
                } else {
                    pair = pairs_variance(pairs, i, k);
                }
                size_t place = pair_at(i, k, pairs->n);
                m->between[b][place] += pair.variance;
                m->rank_pair[b][place].squares += pair.variance * pair.variance / pair.df;
            }
    }
}

static void close_stratum(struct errors_making *m, size_t stratum, const struct moments *moments,
                          const struct projected_sums *projected, struct projected_change *change)
{
    const struct case_stratum *s = &m->cases->strata[stratum];
    const struct group_projected *e = m->projected ? &m->projected[s->group] : NULL;
    if (e) {
        double *sum = xcalloc(e->n_figures + 1, sizeof *sum);
        for (size_t k = 0; k < e->n_figures; k++)
            sum[k] = moments_of(moments, e->value[k], 0, s->n_cases).mean * (double)s->n_cases;
        projected_change_set(change, e->beta, e->n_terms, e->n_figures, projected, sum, s->n_cases);
        free(sum);
    }
    close_figures(m, stratum, moments, change);
    close_pairs(m, stratum, change);
}

/* --- respondents who are looked at together ------------------------------------------------------------- */

/* K people seen to be off, and one more of whom the PRIOR is known. */
static void kinds(const struct apart *a, double prior[2])
{
    if (a->d2 < NO_VARIANCE)
        return;
    double k = a->d2 * a->d2 / a->person2;
    prior[0] = (k * a->d4 / a->d2 + prior[0]) / (k + 1);
    prior[1] = (k * a->spread / a->most + prior[1]) / (k + 1);
}

/* How far off those may be who did not answer, of FAMILY. */
static double learned(const struct errors_making *m, size_t family)
{
    if (!m->d->rules.floor_learned)
        return 1;
    double r[2] = {1, 1};
    struct apart others = {0};
    size_t n = m->d->rules.pooled ? 1 : m->d->n_groups;
    for (size_t g = 0; g < n; g++) {
        const struct apart *a = &m->apart[g * m->n_families + family];
        if (g == m->bucket)
            continue;
        others = (struct apart){others.d2 + a->d2, others.d4 + a->d4, others.person2 + a->person2,
                                others.spread + a->spread, others.most + a->most};
    }
    kinds(&others, r);
    kinds(&m->apart[m->bucket * m->n_families + family], r);
    return fmax(r[0], fmin(1, r[1]) * fmin(1, r[1]));
}

/* The spread in each family: of all units of it. */
static void add_spread(struct errors_making *m)
{
    for (size_t value = 0; value < m->n_values; value++) {
        const struct group_scale *s = &m->group_scale[value];
        double n = m->n_people[value], c = s->answers > 0 ? s->scale / s->answers : 0;
        if (!(n > 1) || !(c > 1 + RANK_TIE))
            continue;
        struct apart *a = &m->apart[m->bucket * m->n_families + family_of(m, value)];
        double p = s->value / s->scale, spread = m->distance2[value] / (n - 1);
        a->spread += n * spread;
        a->most += n * p * (1 - p) + spread;
    }
}

/* What the bucket adds to each figure, with its floor. */
static void close_bucket(struct errors_making *m)
{
    for (size_t value = 0; value < m->n_values; value++) {
        const struct group_scale *s = &m->group_scale[value];
        const struct strata_sum *sum = &m->sums[value];
        m->floor[value] = 0;
        if (!(s->scale > 0) || !(sum->n > 0))
            continue;
        double n = m->by_person ? m->n_people[value] : sum->n;
        struct bounded_group group = {.value = s->value,
                                      .scale = s->scale,
                                      .n = s->scale / s->inverse,
                                      .share = isfinite(sum->people) ? n / sum->people : 0,
                                      .variance = sum->variance,
                                      .squares = sum->squares,
                                      .learned = learned(m, family_of(m, value))};
        m->floor[value] = bounded_add_group(&m->bounded[value], &group);
        m->any[value] = true;
        if (n <= 1 && sum->people > n)
            m->why[value] = no_error_worse(m->why[value], ERROR_LONELY);
        if (!m->fewest[value] || n < (double)m->fewest[value])
            m->fewest[value] = (size_t)n;
    }
    for (size_t b = 0; b < m->d->n_blocks; b++)
        for (size_t i = 0; i < m->pairs[b].n; i++)
            for (size_t k = i + 1; k < m->pairs[b].n; k++) {
                size_t at = pair_at(i, k, m->pairs[b].n), u = m->pairs[b].unit[i], v = m->pairs[b].unit[k];
                if (m->slot[u] == NONE || m->slot[v] == NONE)
                    continue;
                double floor = (m->floor[total_value(m, u)] + m->floor[total_value(m, v)]) / 2;
                m->rank_pair[b][at].variance += m->between[b][at];
                m->rank_pair[b][at].floored += fmax(m->between[b][at], floor);
                m->between[b][at] = 0;
            }
    memset(m->sums, 0, m->n_values * sizeof *m->sums);
}

static bool in_bucket(const struct errors_making *m, size_t stratum)
{
    const struct case_stratum *s = &m->cases->strata[stratum];
    return s->random && s->n_cases > 0 && bucket_of(m, s->group) == m->bucket;
}

/* Starts the bucket: what it may give, and whether its people are looked at one by one. */
static void open_bucket(struct errors_making *m, const struct survey_results *survey, size_t bucket)
{
    m->bucket = bucket;
    m->by_person = m->d->rules.floor_learned;
    for (size_t s = 0; s < m->cases->n_strata; s++)
        m->by_person = m->by_person || (in_bucket(m, s) && m->cases->strata[s].clusters);
    memset(m->group_scale, 0, m->n_values * sizeof *m->group_scale);
    memset(m->n_people, 0, m->n_values * sizeof *m->n_people);
    memset(m->distance2, 0, m->n_values * sizeof *m->distance2);
    errors_bucket_scale(m, survey);
}

/* All strata of the bucket, person by person. */
static void go_through_all(struct errors_making *m, enum pass pass, struct piece *pieces)
{
    for (size_t s = 0; s < m->cases->n_strata; s++)
        if (in_bucket(m, s))
            go_through(m, s, pass, pieces, NULL, NULL);
}

void errors_cases(struct errors_making *m, const struct survey_results *survey)
{
    struct piece pieces[PIECES];
    struct moments moments;
    struct projected_sums projected;
    struct projected_change change;
    size_t n_buckets = m->d->rules.pooled ? 1 : m->d->n_groups;
    moments_init(&moments, m->n_values, 2);
    projected_sums_init(&projected, m->most_terms, m->most_products);
    projected_change_init(&change, m->most_products, m->n_values);
    wave_init(&m->wave, m->d->n_units, m->most_leaves, (size_t)PIECES * ALIGNED);
    for (size_t i = 0; i < PIECES; i++)
        piece_init(&pieces[i], m);
    /* How far people stand apart must be known of all groups before any floor is. */
    for (size_t bucket = 0; m->d->rules.floor_learned && bucket < n_buckets; bucket++) {
        open_bucket(m, survey, bucket);
        go_through_all(m, COUNT_PEOPLE, pieces);
        go_through_all(m, LEARN, pieces);
        add_spread(m);
    }
    for (size_t bucket = 0; bucket < n_buckets; bucket++) {
        open_bucket(m, survey, bucket);
        if (m->by_person)
            go_through_all(m, COUNT_PEOPLE, pieces);
        for (size_t s = 0; s < m->cases->n_strata; s++) {
            if (!in_bucket(m, s))
                continue;
            const struct group_projected *e = m->projected ? &m->projected[m->cases->strata[s].group] : NULL;
            go_through(m, s, COUNT, pieces, &moments, &projected);
            go_through(m, s, SUM, pieces, &moments, &projected);
            close_stratum(m, s, &moments, &projected, &change);
            if (e)
                projected_sums_clear(&projected, e->n_terms, e->n_figures);
            moments_clear(&moments);
            memset(m->count, 0, m->n_answers * sizeof *m->count);
            memset(m->none, 0, m->d->n_units * sizeof *m->none);
            for (size_t b = 0; b < m->d->n_blocks; b++)
                pairs_clear(&m->pairs[b]);
        }
        close_bucket(m);
    }
    for (size_t i = 0; i < PIECES; i++)
        piece_release(&pieces[i]);
    wave_release(&m->wave);
    moments_release(&moments);
    projected_sums_release(&projected);
    projected_change_release(&change);
}
