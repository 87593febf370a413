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
    size_t *table; /* open addressing: its number + 1 */
    size_t n_table;
    size_t last; /* the one given last, or NONE */
};

struct placements *placements_new(const struct ballot_columns *columns, const struct ballot_register *issued,
                                  const struct definition *d, int pass)
{
    struct placements *p = xcalloc(1, sizeof *p);
    *p = (struct placements){.columns = columns, .issued = issued, .d = d, .pass = pass, .n_table = 256, .last = NONE};
    p->table = xcalloc(p->n_table, sizeof *p->table);
    return p;
}

static void forget(struct placements *p)
{
    for (size_t i = 0; i < p->n; i++) {
        free(p->all[i].slots);
        free(p->all[i].blank);
    }
    p->n = p->n_slots = 0;
    p->last = NONE;
    memset(p->table, 0, p->n_table * sizeof *p->table);
}

void placements_free(struct placements *p)
{
    if (!p)
        return;
    forget(p);
    free(p->all);
    free(p->table);
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
    struct asked asked = p->columns->asked[p->issued->ballots[ballot].type * p->columns->n + i];
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

static bool fits(const struct placement *placement, const struct issued *k, uint32_t unit)
{
    return placement->list == k->list && placement->type == k->type && placement->unit == unit;
}

static size_t find_at(const struct placements *p, const struct issued *k, uint32_t unit)
{
    uint64_t hash = ((uint64_t)k->list * 4099 + k->type) * 65599 + unit;
    size_t at = (size_t)(hash * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (p->n_table - 1);
    while (p->table[at] && !fits(&p->all[p->table[at] - 1], k, unit))
        at = (at + 1) & (p->n_table - 1);
    return at;
}

static void enlarge(struct placements *p)
{
    free(p->table);
    p->n_table *= 2;
    p->table = xcalloc(p->n_table, sizeof *p->table);
    for (size_t i = 0; i < p->n; i++) {
        struct issued k = {.list = p->all[i].list, .type = (uint16_t)p->all[i].type};
        p->table[find_at(p, &k, p->all[i].unit)] = i + 1;
    }
}

const struct placement *placements_get(struct placements *p, size_t ballot, size_t unit)
{
    const struct issued *k = &p->issued->ballots[ballot];
    uint32_t key = unit == NONE ? UINT32_MAX : (uint32_t)unit;
    if (p->last != NONE && fits(&p->all[p->last], k, key))
        return &p->all[p->last];
    size_t at = find_at(p, k, key);
    if (!p->table[at]) {
        struct placement placement = {.type = k->type, .list = k->list, .unit = key};
        make_placement(p, ballot, unit, &placement);
        if (p->n_slots + p->columns->n + placement.n_cells > MOST_SLOTS)
            forget(p);
        p->n_slots += p->columns->n + placement.n_cells;
        p->all = grow(p->all, &p->room, p->n + 1, sizeof *p->all);
        p->all[p->n++] = placement;
        p->table[find_at(p, k, key)] = p->n;
        p->last = p->n - 1;
        if (2 * p->n > p->n_table)
            enlarge(p);
        return &p->all[p->last];
    }
    p->last = p->table[at] - 1;
    return &p->all[p->last];
}
