#include "reports/results/tally.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

void fate_add(struct fate *sum, const struct fate *more)
{
    sum->issued += more->issued;
    sum->void_ += more->void_;
    sum->returned += more->returned;
    sum->valid += more->valid;
    sum->unkeyed += more->unkeyed;
    sum->refused += more->refused;
    sum->absent += more->absent;
    sum->moved += more->moved;
    sum->ineligible += more->ineligible;
    sum->out += more->out;
    sum->pool += more->pool;
    for (size_t i = 0; i < N_INVALID; i++)
        sum->invalid[i] += more->invalid[i];
}

int64_t fate_invalid(const struct fate *fate)
{
    int64_t n = 0;
    for (size_t i = VALID + 1; i < N_INVALID; i++)
        n += fate->invalid[i];
    return n;
}

static struct fate fate_of(const struct ballot *b)
{
    struct fate f = {.issued = 1, .pool = *b->pool != '\0'};
    if (b->state == CUSTODY_VOID) {
        f.void_ = 1;
    } else if (b->n_entries || b->returned) {
        f.returned = 1;
        f.valid = b->n_entries && b->counts;
        f.unkeyed = b->n_entries == 0;
        if (b->n_entries && !b->counts)
            f.invalid[b->invalid] = 1;
    } else {
        f.refused = b->state == CUSTODY_REFUSED;
        f.absent = b->state == CUSTODY_ABSENT;
        f.moved = b->state == CUSTODY_MOVED;
        f.ineligible = b->state == CUSTODY_INELIGIBLE;
        f.out = !f.refused && !f.absent && !f.moved && !f.ineligible;
    }
    return f;
}

static size_t n_options(const struct definition *d, const struct question *q)
{
    return q->kind == KIND_OPTION && q->scale != NONE ? d->scales[q->scale].n_options : 0;
}

static void count_mark(struct answers *a, uint8_t mark, size_t options)
{
    if (mark == MARK_NOT_ASKED)
        return;
    a->ballots++;
    if (mark == MARK_BLANK)
        a->blank++;
    else if (mark == MARK_UNREADABLE)
        a->unreadable++;
    else if (mark == MARK_MULTIPLE)
        a->multiple++;
    else if (mark <= options)
        a->options[mark - 1]++;
    else
        a->other++;
}

/* The cell of a question about UNIT, or asked once; its counts are made when first needed. */
static struct answers *answers_of(struct ballot_tally *t, const struct definition *d, size_t question, size_t unit)
{
    struct question_tally *q = &t->questions[question];
    size_t n = n_options(d, &d->questions[question]);
    if (unit != NONE && !q->units)
        q->units = xcalloc(d->n_units, sizeof *q->units);
    struct answers *a = unit == NONE ? &q->all : &q->units[unit];
    if (n && !a->options)
        a->options = xcalloc(n, sizeof *a->options);
    return a;
}

static void count_answers(struct ballot_tally *t, const struct definition *d, const struct ballot *b)
{
    const struct ballot_type *type = &d->ballot_types[b->type];
    for (size_t u = 0; u < b->n_units; u++) {
        if (!b->unit_counts[u])
            continue;
        t->unit_ballots[b->units[u] * t->n_groups + b->group]++;
        const uint8_t *cells = b->cells + ballot_unit_cell(d, b->type, u);
        for (size_t i = 0; i < type->n_unit_questions; i++) {
            size_t q = type->unit_questions[i], n = n_options(d, &d->questions[q]);
            count_mark(answers_of(t, d, q, b->units[u]), cells[i], n);
            count_mark(answers_of(t, d, q, NONE), cells[i], n);
        }
    }
    for (size_t i = 0; i < type->n_ballot_questions; i++) {
        size_t q = type->ballot_questions[i];
        count_mark(answers_of(t, d, q, NONE), b->cells[ballot_once_cell(d, b->type, b->n_units, i)],
                   n_options(d, &d->questions[q]));
    }
}

static void count_ballot(struct ballot_tally *t, const struct definition *d, const struct ballot *b)
{
    struct fate fate = fate_of(b);
    bool added;
    size_t office = dictionary_add(t->offices, b->office, strlen(b->office), &added);
    if (added) {
        size_t one = t->n_types * t->n_groups, before = office * one;
        t->by_office = grow(t->by_office, &t->by_office_room, before + one, sizeof *t->by_office);
        memset(t->by_office + before, 0, one * sizeof *t->by_office);
    }
    fate_add(&t->by_office[(office * t->n_types + b->type) * t->n_groups + b->group], &fate);
    fate_add(&t->by_group[b->group], &fate);
    if (b->counts && b->cells)
        count_answers(t, d, b);
}

struct ballot_tally *tally_read(struct store *store, const struct definition *d, struct error *err)
{
    struct ballot_tally *t = xcalloc(1, sizeof *t);
    t->n_groups = d->n_groups;
    t->n_types = d->n_ballot_types;
    t->n_questions = d->n_questions;
    t->n_units = d->n_units;
    t->offices = dictionary_new();
    t->by_group = xcalloc(d->n_groups + 1, sizeof *t->by_group);
    t->unit_ballots = xcalloc((d->n_units + 1) * (d->n_groups + 1), sizeof *t->unit_ballots);
    t->questions = xcalloc(d->n_questions + 1, sizeof *t->questions);
    for (size_t q = 0; q < d->n_questions; q++)
        answers_of(t, d, q, NONE);

    struct ballots *ballots = ballots_open(store, d);
    struct ballot ballot;
    while (ballots_next(ballots, &ballot))
        count_ballot(t, d, &ballot);
    if (ballots_close(ballots, err))
        return t;
    tally_free(t);
    return NULL;
}

void tally_free(struct ballot_tally *t)
{
    if (!t)
        return;
    for (size_t q = 0; q < t->n_questions; q++) {
        for (size_t u = 0; t->questions[q].units && u < t->n_units; u++)
            free(t->questions[q].units[u].options);
        free(t->questions[q].units);
        free(t->questions[q].all.options);
    }
    free(t->questions);
    free(t->unit_ballots);
    free(t->by_group);
    free(t->by_office);
    dictionary_free(t->offices);
    free(t);
}

const struct fate *tally_office(const struct ballot_tally *t, size_t office, size_t type, size_t group)
{
    return &t->by_office[(office * t->n_types + type) * t->n_groups + group];
}
