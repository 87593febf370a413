/* The cases of a stratum gone through: what they say, summed up. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/points/errors_inside.h"
#include "survey/base/memory.h"
#include "survey/base/parallel.h"
#include "survey/base/tolerances.h"

#define PIECES  8  /* of a wave, however many threads there are */
#define ALIGNED 64 /* cases of a piece are a multiple of it */

/* Some cases of one stratum, and what they come to. */
struct piece {
    struct errors_making *m;
    enum errors_pass pass;
    size_t stratum, first, end; /* ballots in the order of the cases */
    size_t row;                 /* in the wave, of the case at hand */
    bool together;              /* some case of it rates more than one unit */
    uint8_t *room;              /* of a ballot */

    /* Of the case at hand. */
    bool *answered;             /* [answer] */
    size_t *answers, n_answers; /* those there are */
    bool several;               /* it may rate more than one unit */
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

static void note_answer(struct piece *p, size_t answer)
{
    if (p->pass != PASS_COUNT || p->answered[answer])
        return;
    p->answered[answer] = true;
    p->answers[p->n_answers++] = answer;
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

/* An answer to T about UNIT adds Z to its value and to what is above it. */
static inline void add_answer(struct piece *p, const struct answer_term *t, size_t unit, double z)
{
    struct errors_making *m = p->m;
    double x = z * t->count;
    add_value(p, t->value, z, x);
    for (size_t at = t->above; at != NONE; at = value_above(m, at)) {
        double by = at == t->total ? t->reach : t->points;
        add_value(p, at, by * z, by * x);
    }
    if (p->several && t->reach > 0)
        wave_answer(&m->wave, p->row, unit, t->leaf, t->reach * x);
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
            if (p->pass == PASS_COUNT_PEOPLE) {
                p->n_people[value] += turn == 0;
                continue;
            }
            const struct group_scale *s = &m->group_scale[value];
            double c = s->answers > 0 ? s->scale / s->answers : 0;
            if (!(c > 1 + RANK_TIE) || !m->learns[value])
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

static void tell_answer(const struct piece *p, const struct kept_ballot *b, size_t unit, size_t leaf, size_t question,
                        double percent, double weight, double points)
{
    const struct errors_making *m = p->m;
    double reach = m->reach[m->slot[unit] + m->leaf_place[leaf]];
    if (m->d->units[unit].block != m->told_block || !(points * reach > 0))
        return;
    struct case_answer answer = {.person = b->person,
                                 .cluster = m->cases->strata[p->stratum].clusters ? b->who : NONE,
                                 .stratum = p->stratum,
                                 .unit = unit,
                                 .criterion = m->map.leaf_criterion[leaf],
                                 .question = question,
                                 .percent = percent,
                                 .weight = weight,
                                 .people = errors_people(m, p->stratum, unit),
                                 .points = points * reach};
    m->tell(m->tell_data, &answer);
}

/* What ballot B says of UNIT, added up; of pooled leaves what it says of their questions. */
static void sum_unit(struct piece *p, const struct kept_ballot *b, size_t unit, const uint8_t *cells)
{
    const struct asked_list *asked = asked_of(&p->m->map, b->type, unit);
    const struct answer_term *terms = p->m->term + p->m->first_answer[unit];
    for (const struct asked_question *a = asked->of; a < asked->of + asked->n; a++) {
        const struct answer_term *t = &terms[a->place];
        double percent = a->worth[cells[a->cell]];
        if (percent >= 0)
            add_answer(p, t, unit, t->factor * b->weight * (percent - t->mean));
    }
}

/* What ballot B says of UNIT, in other passes than sums; in these what it says of pooled leaves. */
static void read_unit(struct piece *p, const struct kept_ballot *b, size_t group, size_t unit, const uint8_t *cells)
{
    struct errors_making *m = p->m;
    const struct definition *d = m->d;
    const struct asked_list *asked = asked_of(&m->map, b->type, unit);
    size_t block = d->units[unit].block, first = m->first_answer[unit], n_leaves = 0;
    for (const struct asked_question *a = asked->of; a < asked->of + asked->n; a++) {
        size_t q = a->question, leaf = a->leaf;
        uint8_t cell = cells[a->cell];
        double percent = a->worth[cell];
        if (percent < 0) {
            if (p->pass == PASS_COUNT && cell > MARK_BLANK && cell <= MARK_LAST_OPTION && !p->unsure[unit]) {
                p->unsure[unit] = true;
                p->unsure_of[p->n_unsure++] = unit;
            }
            continue;
        }
        size_t answer = first + a->place;
        const struct linear *lin = &m->lin[q * d->n_groups + group][unit];
        note_answer(p, answer);
        double points = m->to_points[group * m->n_values + m->answer_value[answer]];
        if (p->pass < PASS_COUNT && !d->rules.pooled && points > 0)
            add_person(p, m->answer_value[answer], points * lin->share * (percent - lin->mean));
        if (p->pass == PASS_TELL && !d->rules.pooled && points > 0)
            tell_answer(p, b, unit, leaf, q, percent, b->weight, 100 * points * lin->share);
        if (!d->rules.pooled)
            continue;
        if (p->whole[leaf] <= 0)
            p->leaves[n_leaves++] = leaf;
        p->part[leaf] += a->weight * percent;
        p->whole[leaf] += a->weight;
    }
    for (size_t i = 0; i < n_leaves; i++) {
        size_t leaf = p->leaves[i], part = part_value(m, unit, m->leaf_place[leaf]);
        double points = m->to_points[group * m->n_values + part];
        double percent = p->part[leaf] / p->whole[leaf], away = percent - m->pool_mean[part];
        p->part[leaf] = p->whole[leaf] = 0;
        if (!(points > 0))
            continue;
        size_t answer = first + m->n_questions[block] + m->leaf_number[leaf];
        note_answer(p, answer);
        if (p->pass == PASS_SUM)
            add_answer(p, &m->term[answer], unit, points * away);
        if (p->pass < PASS_COUNT)
            add_person(p, part, m->pool_points[part] * away);
        if (p->pass == PASS_TELL)
            tell_answer(p, b, unit, leaf, NONE, percent, 1, 100 * m->pool_points[part]);
    }
}

/* The answers of a case of one ballot, B, to questions about UNIT. */
static void count_unit(struct piece *p, const struct kept_ballot *b, size_t unit, const uint8_t *cells)
{
    const struct asked_list *asked = asked_of(&p->m->map, b->type, unit);
    uint32_t *count = p->count + p->m->first_answer[unit];
    for (const struct asked_question *a = asked->of; a < asked->of + asked->n; a++)
        count[a->place] += a->worth[cells[a->cell]] >= 0;
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

/* What the case comes to, into the sums. */
static void sum_case(struct piece *p, size_t group)
{
    struct errors_making *m = p->m;
    if (p->x.n)
        projected_sums_add(&p->projected, m->projected[group].n_figures, &p->x, p->zx, 2, p->values, p->n_values,
                           m->projected[group].place);
    m->wave.only[p->row] = UINT32_MAX;
    for (size_t i = 0; i < p->n_values; i++) {
        size_t value = p->values[i], unit = m->value_unit[value];
        if (value == total_value(m, unit)) {
            wave_rate(&m->wave, p->row, unit, p->zx[2 * value], p->zx[2 * value + 1]);
            m->wave.only[p->row] = (uint32_t)unit;
            p->together = p->together || p->several;
        }
        moments_add(&p->moments, value, 2, &p->zx[2 * value]);
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
    size_t group = c->strata[p->stratum].group;
    for (size_t i = p->first; i < p->end; i++) {
        const struct kept_ballot *b = &c->ballots[c->order[i]];
        const struct kept_ballot *next = i + 1 < p->end ? &c->ballots[c->order[i + 1]] : NULL;
        size_t n_units;
        const size_t *units = cases_units(c, b, &n_units);
        const uint8_t *counts = cases_open(c, b, p->room), *cells = counts + n_units;
        bool alone = (!next || next->who != b->who) && (i == p->first || c->ballots[c->order[i - 1]].who != b->who);
        bool only = p->pass == PASS_COUNT && !m->d->rules.pooled && !m->d->rules.no_opinion_ineligible && alone;
        p->several = !alone || n_units > 1;
        for (size_t u = 0; u < n_units; u++) {
            if (!counts[u] || m->slot[units[u]] == NONE)
                continue;
            const uint8_t *of_unit = cells + ballot_unit_cell(m->d, b->type, u);
            if (only)
                count_unit(p, b, units[u], of_unit);
            else if (p->pass != PASS_SUM || m->d->rules.pooled)
                read_unit(p, b, group, units[u], of_unit);
            if (p->pass == PASS_SUM)
                sum_unit(p, b, units[u], of_unit);
        }
        if (m->projected && p->pass == PASS_SUM)
            project_ballot(&p->x, m, group, c->order[i]);
        if (p->n_list && (!next || next->person != b->person))
            finish_person(p);
        if (next && next->who == b->who)
            continue;
        if (p->pass == PASS_COUNT)
            count_case(p);
        else if (p->pass == PASS_SUM)
            sum_case(p, group);
        for (size_t k = 0; k < p->n_answers; k++)
            p->answered[p->answers[k]] = false;
        p->row++;
        p->n_answers = 0;
    }
}

/* --- pieces -------------------------------------------------------------------------------------- */

static void piece_init(struct piece *p, struct errors_making *m)
{
    *p = (struct piece){.m = m};
    p->room = xcalloc(m->cases->most + 1, 1);
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
    void *const all[] = {p->room,    p->answered, p->answers, p->zx,        p->seen,      p->values, p->part,
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
        bool begins = *at == p->first || c->ballots[c->order[*at]].who != c->ballots[c->order[*at - 1]].who;
        if (begins && n == most)
            break;
        n += begins;
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
    if (p->pass == PASS_COUNT) {
        move_counts(m->count, p->count, m->n_answers);
        move_counts(m->none, p->none, m->d->n_units);
    } else if (p->pass == PASS_COUNT_PEOPLE) {
        move_sums(m->n_people, p->n_people, m->n_values);
    } else if (p->pass == PASS_SUM) {
        moments_merge(moments, &p->moments);
        moments_clear(&p->moments);
        const struct group_projected *e = m->projected ? &m->projected[m->cases->strata[p->stratum].group] : NULL;
        if (e)
            projected_sums_move(projected, &p->projected, e->n_terms, e->n_figures);
    } else if (p->pass == PASS_LEARN) {
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

/* What the cases of the wave add to the totals they rate, from the first ballot of the first of N pieces on. */
static void tell_wave(const struct errors_making *m, size_t stratum, const struct piece *pieces, size_t n)
{
    const struct wave *w = &m->wave;
    const struct cases *c = m->cases;
    size_t row = 0;
    for (size_t i = pieces[0].first; n && i < pieces[n - 1].end; i++) {
        size_t who = c->ballots[c->order[i]].who;
        if (i + 1 < pieces[n - 1].end && c->ballots[c->order[i + 1]].who == who)
            continue;
        for (size_t u = 0; w->only[row] != UINT32_MAX && u < w->n_units; u++) {
            size_t at = u * w->stride + row;
            if (w->rates[at] != 0)
                m->listener->total(m->listener->data, stratum, who, u, w->z[at] / m->of_point[u],
                                   w->x[at] / m->of_point[u]);
        }
        row++;
    }
}

void errors_go_through(struct errors_making *m, size_t stratum, enum errors_pass pass, struct piece *pieces,
                       struct moments *moments, struct projected_sums *projected)
{
    size_t at = m->cases->strata[stratum].first, most = m->wave.room / PIECES, n;
    if (pass == PASS_SUM)
        errors_set_terms(m, m->cases->strata[stratum].group);
    do {
        size_t row = 0, cases;
        for (n = 0; n < PIECES && (cases = next_piece(m->cases, stratum, &at, most, &pieces[n])) > 0; n++) {
            pieces[n].pass = pass;
            pieces[n].row = row;
            row += cases;
        }
        m->wave.n = pass == PASS_SUM ? row : 0;
        m->wave.together = false;
        parallel(n, pass == PASS_TELL, do_piece, pieces);
        for (size_t i = 0; i < n; i++) {
            take_piece(m, &pieces[i], moments, projected);
            m->wave.together = m->wave.together || pieces[i].together;
            pieces[i].together = false;
        }
        if (pass == PASS_SUM) {
            if (m->listener && !m->cases->strata[stratum].clusters)
                tell_wave(m, stratum, pieces, n);
            for (size_t b = 0; b < m->d->n_blocks; b++)
                pairs_add(&m->pairs[b], &m->wave);
            wave_clear(&m->wave);
        }
    } while (n == PIECES);
}

struct piece *errors_pieces_new(struct errors_making *m)
{
    struct piece *pieces = xcalloc(PIECES, sizeof *pieces);
    wave_init(&m->wave, m->d->n_units, m->most_leaves, (size_t)PIECES * ALIGNED);
    for (size_t i = 0; i < PIECES; i++)
        piece_init(&pieces[i], m);
    return pieces;
}

void errors_pieces_free(struct errors_making *m, struct piece *pieces)
{
    for (size_t i = 0; i < PIECES; i++)
        piece_release(&pieces[i]);
    wave_release(&m->wave);
    free(pieces);
}
