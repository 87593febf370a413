/* The variances of a stratum, and what a group of respondents, or the pool, adds to each figure, with its floor. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/points/errors_inside.h"
#include "survey/base/memory.h"
#include "survey/base/tolerances.h"

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

double errors_people(const struct errors_making *m, size_t stratum, size_t unit)
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
        double people = errors_people(m, stratum, unit), variance, mean = points[value] / inverse[value];
        if (place != NONE) {
            struct moment all = moments_of(moments, value, 0, s->n_cases);
            variance = projected_variance(s->n_cases == 1 ? all.mean * all.mean : all.squares,
                                          projected_change_of(change, place, place), (double)s->n_cases, z.n, people);
        } else {
            double squares = z.n == 1 ? z.mean * z.mean : z.squares, rounding = CONSTANT * 100 * points[value];
            bool alike = squares < rounding * rounding;
            variance = alike ? 0 : rating_variance(z.n, mean, people, squares, x.squares);
        }
        add_variance(m, s, value, variance, z.n, people);
        if (value != total_value(m, unit))
            continue;
        struct rated_unit *r = &m->pairs[m->d->units[unit].block].of[m->map.in_block[unit]];
        r->m = mean;
        r->N = people;
        r->variance = variance;
        if (m->listener) {
            double point2 = m->of_point[unit] * m->of_point[unit];
            bool told = place == NONE && !s->clusters;
            m->listener->rated(m->listener->data, stratum, unit,
                               &(struct stratum_total){told ? mean : 0, people, variance / point2, fmax(z.n - 1, 1)});
        }
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
        if (!(n > 1) || !(c > 1 + RANK_TIE) || !m->learns[value])
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
    for (size_t unit = 0; m->listener && unit < m->d->n_units; unit++)
        if (m->slot[unit] != NONE && m->floor[total_value(m, unit)] > 0)
            m->listener->floor(m->listener->data, m->d->rules.pooled ? NONE : m->bucket, unit,
                               m->floor[total_value(m, unit)] / (m->of_point[unit] * m->of_point[unit]));
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

/* Where STRATUM is all of its group and its cases are people, the answers were counted with the means; false where they
 * must be counted here. */
static bool count_from_means(struct errors_making *m, const struct survey_results *survey, size_t stratum)
{
    const struct definition *d = m->d;
    size_t group = m->cases->strata[stratum].group;
    for (size_t s = 0; s < m->cases->n_strata; s++)
        if (s != stratum && m->cases->strata[s].group == group && m->cases->strata[s].n_cases > 0)
            return false;
    if (m->cases->strata[stratum].clusters || d->rules.pooled || d->rules.no_opinion_ineligible)
        return false;
    for (size_t unit = 0; unit < d->n_units; unit++) {
        size_t block = d->units[unit].block;
        for (size_t i = 0; m->slot[unit] != NONE && i < m->n_questions[block]; i++) {
            const struct question_mean *means = survey->means[m->question[block][i] * d->n_groups + group];
            m->count[m->first_answer[unit] + i] = means ? (uint32_t)means[unit].answers : 0;
        }
    }
    return true;
}

/* All strata of the bucket, person by person. */
static void go_through_all(struct errors_making *m, enum errors_pass pass, struct piece *pieces)
{
    for (size_t s = 0; s < m->cases->n_strata; s++)
        if (in_bucket(m, s))
            errors_go_through(m, s, pass, pieces, NULL, NULL);
}

void errors_strata(struct errors_making *m, const struct survey_results *survey)
{
    struct moments moments;
    struct projected_sums projected;
    struct projected_change change;
    size_t n_buckets = m->d->rules.pooled ? 1 : m->d->n_groups;
    moments_init(&moments, m->n_values, 2);
    projected_sums_init(&projected, m->most_terms, m->most_products);
    projected_change_init(&change, m->most_products, m->n_values);
    struct piece *pieces = errors_pieces_new(m);
    /* How far people stand apart must be known of all groups before any floor is. */
    for (size_t bucket = 0; m->d->rules.floor_learned && bucket < n_buckets; bucket++) {
        open_bucket(m, survey, bucket);
        go_through_all(m, PASS_COUNT_PEOPLE, pieces);
        go_through_all(m, PASS_LEARN, pieces);
        add_spread(m);
    }
    for (size_t bucket = 0; bucket < n_buckets; bucket++) {
        open_bucket(m, survey, bucket);
        if (m->by_person)
            go_through_all(m, PASS_COUNT_PEOPLE, pieces);
        for (size_t s = 0; s < m->cases->n_strata; s++) {
            if (!in_bucket(m, s))
                continue;
            bool counted = count_from_means(m, survey, s);
            const struct group_projected *e = m->projected ? &m->projected[m->cases->strata[s].group] : NULL;
            if (!counted)
                errors_go_through(m, s, PASS_COUNT, pieces, &moments, &projected);
            errors_go_through(m, s, PASS_SUM, pieces, &moments, &projected);
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
    errors_pieces_free(m, pieces);
    moments_release(&moments);
    projected_sums_release(&projected);
    projected_change_release(&change);
}
