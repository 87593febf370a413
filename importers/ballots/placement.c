#include "importers/ballots/placement.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

#define MOST_SLOTS ((size_t)1 << 18) /* in memory; then the plans are made anew */

struct plans {
    const struct ballot_columns *columns;
    const struct known_ballots *known;
    const struct definition *d;
    bool third;
    struct plan *plans;
    size_t n, room, n_slots;
    size_t *table; /* open addressing: number of the plan + 1 */
    size_t n_table;
    size_t last; /* the one given last, or NONE */
};

struct plans *plans_new(const struct ballot_columns *columns, const struct known_ballots *known,
                        const struct definition *d, bool third)
{
    struct plans *p = xcalloc(1, sizeof *p);
    *p = (struct plans){.columns = columns, .known = known, .d = d, .third = third, .n_table = 256, .last = NONE};
    p->table = xcalloc(p->n_table, sizeof *p->table);
    return p;
}

static void forget(struct plans *p)
{
    for (size_t i = 0; i < p->n; i++) {
        free(p->plans[i].slots);
        free(p->plans[i].blank);
    }
    p->n = p->n_slots = 0;
    p->last = NONE;
    memset(p->table, 0, p->n_table * sizeof *p->table);
}

void plans_free(struct plans *p)
{
    if (!p)
        return;
    forget(p);
    free(p->plans);
    free(p->table);
    free(p);
}

size_t plan_position(const struct known_ballots *known, size_t ballot, size_t unit)
{
    const size_t *units = known_units(known, ballot);
    size_t n = known_n_units(known, ballot);
    for (size_t i = 0; i < n; i++)
        if (units[i] == unit)
            return i;
    return NONE;
}

/* What column I means on BALLOT in a row about UNIT. */
static struct slot make_slot(const struct plans *p, size_t ballot, size_t unit, size_t i)
{
    const struct definition *d = p->d;
    size_t type = p->known->ballots[ballot].type, n_units = known_n_units(p->known, ballot);
    const struct asked *asked = &p->columns->asked[type * p->columns->n + i];
    struct slot slot = {.kind = p->columns->known[i] ? SLOT_NO_QUESTION : SLOT_UNKNOWN};
    if (asked->question == NONE)
        return slot;
    const struct question *q = &d->questions[asked->question];
    slot.question = (uint32_t)asked->question;
    slot.scale = (uint16_t)q->scale;
    slot.kind = q->kind == KIND_OPTION ? SLOT_OPTION : q->kind == KIND_NUMBER ? SLOT_NUMBER : SLOT_TEXT;
    if (q->per_ballot) {
        slot.cell = (uint32_t)ballot_once_cell(d, type, n_units, q->place);
        return slot;
    }
    if (asked->unit != NONE)
        unit = asked->unit;
    slot.unit = (uint32_t)unit;
    size_t position = unit != NONE ? plan_position(p->known, ballot, unit) : n_units == 1 ? 0 : NONE;
    if (position == NONE)
        slot.kind = unit == NONE ? SLOT_NO_UNIT : SLOT_NOT_LISTED;
    else if (!p->third && !definition_asks(d, asked->question, known_units(p->known, ballot)[position]))
        slot.kind = SLOT_NOT_ASKED;
    else
        slot.cell = (uint32_t)(ballot_unit_cell(d, type, position) + q->place);
    return slot;
}

/* Cells of a ballot before any row was read. */
static void make_blank(const struct plans *p, size_t ballot, struct plan *plan)
{
    const struct definition *d = p->d;
    const struct ballot_type *t = &d->ballot_types[plan->type];
    bool vague = false;
    memset(plan->blank, p->third ? MARK_NOT_ASKED : NOT_GIVEN, plan->n_cells);
    if (p->third)
        return;
    const size_t *units = known_units(p->known, ballot);
    for (size_t u = 0; u < known_n_units(p->known, ballot); u++)
        for (size_t i = 0; i < t->n_unit_questions; i++)
            if (!definition_asks(d, t->unit_questions[i], units[u]))
                plan->blank[ballot_unit_cell(d, plan->type, u) + i] = MARK_NOT_ASKED;
    if (p->columns->layout != LAYOUT_BALLOTS)
        return;
    for (size_t i = 0; i < p->columns->n; i++)
        if (plan->slots[i].kind <= SLOT_TEXT)
            plan->blank[plan->slots[i].cell] = MARK_BLANK;
        else
            vague = vague || plan->slots[i].kind == SLOT_NO_UNIT; /* which is said of each row */
    for (size_t i = 0; i < plan->n_cells; i++)
        if (plan->blank[i] == NOT_GIVEN) {
            plan->missing = plan->missing == NONE && !vague ? i : plan->missing;
            plan->blank[i] = MARK_BLANK;
        }
}

static void make_plan(const struct plans *p, size_t ballot, size_t unit, struct plan *plan)
{
    size_t n = p->columns->n, position = unit == NONE ? NONE : plan_position(p->known, ballot, unit);
    plan->n_cells = (uint32_t)definition_n_cells(p->d, plan->type, known_n_units(p->known, ballot));
    plan->first = position == NONE ? 0 : (uint32_t)ballot_unit_cell(p->d, plan->type, position);
    plan->missing = NONE;
    plan->slots = xcalloc(n, sizeof *plan->slots);
    plan->blank = xcalloc(plan->n_cells, 1);
    for (size_t i = 0; i < n; i++)
        plan->slots[i] = make_slot(p, ballot, unit, i);
    make_blank(p, ballot, plan);
}

static bool fits(const struct plan *plan, const struct known *k, uint32_t unit)
{
    return plan->list == k->list && plan->type == k->type && plan->unit == unit;
}

static size_t slot_of(const struct plans *p, const struct known *k, uint32_t unit)
{
    uint64_t hash = ((uint64_t)k->list * 4099 + k->type) * 65599 + unit;
    size_t at = (size_t)(hash * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (p->n_table - 1);
    while (p->table[at] && !fits(&p->plans[p->table[at] - 1], k, unit))
        at = (at + 1) & (p->n_table - 1);
    return at;
}

static void enlarge(struct plans *p)
{
    free(p->table);
    p->n_table *= 2;
    p->table = xcalloc(p->n_table, sizeof *p->table);
    for (size_t i = 0; i < p->n; i++) {
        struct known k = {.list = p->plans[i].list, .type = (uint16_t)p->plans[i].type};
        p->table[slot_of(p, &k, p->plans[i].unit)] = i + 1;
    }
}

const struct plan *plans_get(struct plans *p, size_t ballot, size_t unit)
{
    const struct known *k = &p->known->ballots[ballot];
    uint32_t key = unit == NONE ? UINT32_MAX : (uint32_t)unit;
    if (p->last != NONE && fits(&p->plans[p->last], k, key))
        return &p->plans[p->last];
    size_t at = slot_of(p, k, key);
    if (!p->table[at]) {
        struct plan plan = {.type = k->type, .list = k->list, .unit = key};
        make_plan(p, ballot, unit, &plan);
        if (p->n_slots + p->columns->n + plan.n_cells > MOST_SLOTS)
            forget(p);
        p->n_slots += p->columns->n + plan.n_cells;
        p->plans = grow(p->plans, &p->room, p->n + 1, sizeof *p->plans);
        p->plans[p->n++] = plan;
        p->table[slot_of(p, k, key)] = p->n;
        p->last = p->n - 1;
        if (2 * p->n > p->n_table)
            enlarge(p);
        return &p->plans[p->last];
    }
    p->last = p->table[at] - 1;
    return &p->plans[p->last];
}
