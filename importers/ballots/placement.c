#include "importers/ballots/placement.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

#define MOST_SLOTS ((size_t)1 << 18) /* in memory; then they are made anew */

struct placements {
    const struct ballot_columns *columns;
    const struct ballot_register *issued;
    const struct definition *d;
    int pass;
    struct placement *all;
    size_t n, room, n_slots;
    struct dictionary *numbers; /* by type, list and unit */
    uint32_t last_key[3];
    size_t last; /* the one given last */
};

struct placements *placements_new(const struct ballot_columns *columns, const struct ballot_register *issued,
                                  const struct definition *d, int pass)
{
    struct placements *p = xcalloc(1, sizeof *p);
    *p = (struct placements){.columns = columns, .issued = issued, .d = d, .pass = pass};
    p->numbers = dictionary_new();
    return p;
}

static void forget(struct placements *p)
{
    for (size_t i = 0; i < p->n; i++) {
        free(p->all[i].slots);
        free(p->all[i].blank);
    }
    p->n = p->n_slots = 0;
    dictionary_free(p->numbers);
    p->numbers = dictionary_new();
}

void placements_free(struct placements *p)
{
    if (!p)
        return;
    forget(p);
    free(p->all);
    dictionary_free(p->numbers);
    free(p);
}

struct slot slot_of(const struct ballot_register *issued, const struct definition *d, size_t ballot, int pass,
                    struct asked asked, size_t unit)
{
    size_t type = issued->ballots[ballot].type, n_units = register_n_units(issued, ballot);
    const struct question *q = &d->questions[asked.question];
    if (asked.unit != NONE)
        unit = asked.unit;
    struct slot slot = {.question = (uint32_t)asked.question,
                        .unit = (uint32_t)unit,
                        .scale = (uint16_t)q->scale,
                        .kind = q->kind == KIND_OPTION   ? SLOT_OPTION
                                : q->kind == KIND_NUMBER ? SLOT_NUMBER
                                                         : SLOT_TEXT};
    size_t position = unit != NONE ? register_position(issued, ballot, unit) : n_units == 1 ? 0 : NONE;
    if (q->per_ballot) {
        slot.cell = (uint32_t)ballot_once_cell(d, type, n_units, q->place);
    } else if (position == NONE) {
        slot.kind = unit == NONE ? SLOT_NO_UNIT : SLOT_NOT_LISTED;
    } else {
        slot.cell = (uint32_t)(ballot_unit_cell(d, type, position) + q->place);
        if (pass != 3 && !definition_asks(d, asked.question, register_units(issued, ballot)[position]))
            slot.kind = SLOT_NOT_ASKED;
    }
    return slot;
}

/* What column I means on BALLOT in a row about UNIT. */
static struct slot make_slot(const struct placements *p, size_t ballot, size_t unit, size_t i)
{
    struct asked asked = p->columns->asked[i * p->d->n_ballot_types + p->issued->ballots[ballot].type];
    if (asked.question != NONE)
        return slot_of(p->issued, p->d, ballot, p->pass, asked, unit);
    return (struct slot){.kind = p->columns->known[i] ? SLOT_NO_QUESTION : SLOT_UNKNOWN};
}

/* Cells of a ballot before any row was read. */
static void make_blank(const struct placements *p, size_t ballot, struct placement *placement)
{
    bool vague = false;
    register_blank(p->issued, p->d, ballot, p->pass, NOT_GIVEN, placement->blank);
    if (p->pass == 3 || p->columns->layout != LAYOUT_BALLOTS)
        return;
    for (size_t i = 0; i < p->columns->n; i++)
        if (placement->slots[i].kind <= SLOT_TEXT)
            placement->blank[placement->slots[i].cell] = MARK_BLANK;
        else
            vague = vague || placement->slots[i].kind == SLOT_NO_UNIT; /* which is said of each row */
    for (size_t i = 0; i < placement->n_cells; i++)
        if (placement->blank[i] == NOT_GIVEN) {
            placement->missing = placement->missing == NONE && !vague ? i : placement->missing;
            placement->blank[i] = MARK_BLANK;
        }
}

static void make_placement(const struct placements *p, size_t ballot, size_t unit, struct placement *placement)
{
    size_t n = p->columns->n, position = unit == NONE ? NONE : register_position(p->issued, ballot, unit);
    placement->n_cells = (uint32_t)register_n_cells(p->issued, p->d, ballot);
    placement->first = position == NONE ? 0 : (uint32_t)ballot_unit_cell(p->d, placement->type, position);
    placement->missing = NONE;
    placement->slots = xcalloc(n, sizeof *placement->slots);
    placement->blank = xcalloc(placement->n_cells, 1);
    for (size_t i = 0; i < n; i++)
        placement->slots[i] = make_slot(p, ballot, unit, i);
    make_blank(p, ballot, placement);
}

const struct placement *placements_get(struct placements *p, size_t ballot, size_t unit)
{
    const struct issued *b = &p->issued->ballots[ballot];
    const uint32_t key[] = {b->type, b->list, unit == NONE ? UINT32_MAX : (uint32_t)unit};
    if (p->n && !memcmp(key, p->last_key, sizeof key))
        return &p->all[p->last];
    bool added;
    memcpy(p->last_key, key, sizeof key);
    p->last = dictionary_add(p->numbers, (const char *)key, sizeof key, &added);
    if (!added)
        return &p->all[p->last];
    struct placement made = {.type = b->type};
    make_placement(p, ballot, unit, &made);
    if (p->n_slots + p->columns->n + made.n_cells > MOST_SLOTS) {
        forget(p);
        p->last = dictionary_add(p->numbers, (const char *)key, sizeof key, NULL);
    }
    p->n_slots += p->columns->n + made.n_cells;
    p->all = grow(p->all, &p->room, p->n + 1, sizeof *p->all);
    p->all[p->n++] = made;
    return &p->all[p->last];
}
