/* Rows that hold a part of a ballot: a row per unit, or per answer.  They are gathered until
 * the sheet ends, wherever they stand. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/import.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

#define CHUNK ((size_t)1 << 20) /* of cells */

struct partial {
    struct entry entry; /* its reason is owned */
    bool bad;
};

struct partials {
    struct partial *partials;
    size_t n, room;
    uint32_t *table; /* open addressing by ballot: number of the partial + 1 */
    size_t n_table;
    uint8_t **chunks; /* cells, one ballot's behind the other's */
    size_t n_chunks, chunks_room, used;
    bool *answered; /* [question]: some row has it, of a row per answer */
};

struct partials *partials_new(void)
{
    struct partials *p = xcalloc(1, sizeof *p);
    p->used = CHUNK;
    return p;
}

static void forget(struct partials *p)
{
    for (size_t i = 0; i < p->n; i++)
        free(p->partials[i].entry.reason);
    for (size_t i = 0; i < p->n_chunks; i++)
        free(p->chunks[i]);
    free(p->table);
    free(p->answered);
    p->n = p->n_table = p->n_chunks = 0;
    p->used = CHUNK;
    p->table = NULL;
    p->answered = NULL;
}

void partials_free(struct partials *p)
{
    if (!p)
        return;
    forget(p);
    free(p->partials);
    free(p->chunks);
    free(p);
}

static uint8_t *new_cells(struct partials *p, size_t n)
{
    if (p->used + n > CHUNK) {
        p->chunks = grow(p->chunks, &p->chunks_room, p->n_chunks + 1, sizeof *p->chunks);
        p->chunks[p->n_chunks++] = xmalloc(n > CHUNK ? n : CHUNK);
        p->used = 0;
    }
    uint8_t *cells = p->chunks[p->n_chunks - 1] + p->used;
    p->used += n;
    return cells;
}

/* --- finding a ballot's partial ------------------------------------------------------- */

static size_t slot_of(const struct partials *p, size_t ballot)
{
    size_t at = (size_t)(ballot * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (p->n_table - 1);
    while (p->table[at] && p->partials[p->table[at] - 1].entry.ballot != ballot)
        at = (at + 1) & (p->n_table - 1);
    return at;
}

static void enlarge(struct partials *p)
{
    free(p->table);
    p->n_table = p->n_table ? 2 * p->n_table : 1024;
    p->table = xcalloc(p->n_table, sizeof *p->table);
    for (size_t i = 0; i < p->n; i++)
        p->table[slot_of(p, p->partials[i].entry.ballot)] = (uint32_t)i + 1;
}

/* The partial of the ballot of G, begun from what G says where there is none. */
static struct partial *partial_of(struct partials *p, const struct entry *g, const struct placement *placement,
                                  bool *begun)
{
    if (2 * p->n >= p->n_table)
        enlarge(p);
    size_t at = slot_of(p, g->ballot);
    *begun = p->table[at] == 0;
    if (*begun) {
        p->partials = grow(p->partials, &p->room, p->n + 1, sizeof *p->partials);
        struct partial *partial = &p->partials[p->n++];
        *partial = (struct partial){.entry = *g};
        partial->entry.n_cells = placement->n_cells;
        partial->entry.cells = new_cells(p, placement->n_cells);
        partial->entry.reason = g->reason ? xstrdup(g->reason) : NULL;
        memcpy(partial->entry.cells, placement->blank, placement->n_cells);
        p->table[at] = (uint32_t)p->n;
    }
    return &p->partials[p->table[at] - 1];
}

/* --- a row ------------------------------------------------------------------------------ */

static bool contradicts(struct import *m, const struct row *row, size_t column, const char *name)
{
    issues_add(
        m->issues, FAULT, "F423", row_place(row, column),
        _("column \"%s\" has \"%s\" here and something else in an earlier row of this ballot; expected the same or "
          "an empty cell"),
        name, row_text(row, column));
    return true;
}

/* What a further row says besides answers must agree with the rows before. */
static bool merge(struct import *m, const struct ballot_columns *c, const struct row *row, struct entry *all,
                  const struct entry *g)
{
    bool bad = false;
    if (g->says_keyer) {
        if (all->says_keyer && all->keyer != g->keyer)
            bad = contradicts(m, row, c->field[B_KEYER], "keyer");
        all->keyer = g->keyer;
        all->says_keyer = true;
    }
    if (g->says_channel) {
        if (all->says_channel && all->channel != g->channel)
            bad = contradicts(m, row, c->field[B_CHANNEL], "channel");
        all->channel = g->channel;
        all->says_channel = true;
    }
    if (g->state != N_CUSTODY) {
        if (all->state != N_CUSTODY && all->state != g->state)
            bad = contradicts(m, row, c->field[B_STATE], "state");
        all->state = g->state;
    }
    if (g->reason && !all->reason)
        all->reason = xstrdup(g->reason);
    if (!isnan(g->started))
        all->started = isnan(all->started) || g->started < all->started ? g->started : all->started;
    if (!isnan(g->ended))
        all->ended = isnan(all->ended) || g->ended > all->ended ? g->ended : all->ended;
    return bad;
}

/* A row per unit: each unit once. */
static bool read_unit_row(struct import *m, const struct sheet_import *s, const struct row *row,
                          const struct placement *placement, size_t unit, struct entry *all)
{
    size_t n = m->d->ballot_types[placement->type].n_unit_questions;
    for (size_t i = 0; unit != NONE && m->options->pass != 3 && i < n; i++)
        if (all->cells[placement->first + i] != NOT_GIVEN && all->cells[placement->first + i] != MARK_NOT_ASKED) {
            issues_add(m->issues, FAULT, "F412", ballot_field_place(&s->columns, row, B_UNIT),
                       _("unit \"%s\" of this serial stands in an earlier line already"), m->d->units[unit].code);
            return false;
        }
    if (!cells_are_all_there(m, s, row, placement))
        return false;
    cells_read(m, s, row, placement, all);
    return true;
}

/* The cell that a row per answer is about. */
static bool find_slot(struct import *m, const struct sheet_import *s, const struct row *row,
                      const struct placement *placement, size_t ballot, size_t unit, struct slot *slot)
{
    const char *text = ballot_field(&s->columns, row, B_QUESTION);
    struct place place = ballot_field_place(&s->columns, row, B_QUESTION);
    struct asked asked = ballot_columns_find(m->d, placement->type, text);
    if (asked.question == NONE)
        asked.question = ballot_names_question(&m->names, placement->type, text);
    if (asked.question == NONE) {
        if (*text)
            issues_add(m->issues, FAULT, "F429", place, _("\"%s\" is no question of ballot type \"%s\""), text,
                       m->d->ballot_types[placement->type].code);
        else
            issues_add(m->issues, FAULT, "F429", place, _("the question is empty"));
        return false;
    }
    const struct question *q = &m->d->questions[asked.question];
    if (asked.unit != NONE)
        unit = asked.unit;
    *slot = (struct slot){.question = (uint32_t)asked.question,
                          .unit = (uint32_t)unit,
                          .scale = (uint16_t)q->scale,
                          .kind = q->kind == KIND_OPTION   ? SLOT_OPTION
                                  : q->kind == KIND_NUMBER ? SLOT_NUMBER
                                                           : SLOT_TEXT};
    size_t n_units = register_n_units(&m->issued, ballot);
    size_t position = unit != NONE ? register_position(&m->issued, ballot, unit) : n_units == 1 ? 0 : NONE;
    if (q->per_ballot)
        slot->cell = (uint32_t)ballot_once_cell(m->d, placement->type, n_units, q->place);
    else if (position == NONE)
        slot->kind = unit == NONE ? SLOT_NO_UNIT : SLOT_NOT_LISTED;
    else
        slot->cell = (uint32_t)(ballot_unit_cell(m->d, placement->type, position) + q->place);
    if (!q->per_ballot && position != NONE && m->options->pass != 3 &&
        !definition_asks(m->d, asked.question, register_units(&m->issued, ballot)[position]))
        slot->kind = SLOT_NOT_ASKED;
    return true;
}

/* A row per answer: each cell once. */
static bool read_answer_row(struct import *m, const struct sheet_import *s, const struct row *row,
                            const struct placement *placement, size_t unit, struct entry *all)
{
    const char *question = ballot_field(&s->columns, row, B_QUESTION), *text = ballot_field(&s->columns, row, B_ANSWER);
    size_t column = s->columns.field[B_ANSWER];
    struct slot slot;
    if (!*question && !*text) /* it tells the state only */
        return true;
    if (!find_slot(m, s, row, placement, all->ballot, unit, &slot))
        return false;
    if (slot.kind <= SLOT_TEXT) {
        uint8_t *cell = &all->cells[slot.cell];
        if (*cell != NOT_GIVEN && *cell != MARK_NOT_ASKED) {
            char *words = cell_words(m, all->ballot, slot.cell);
            issues_add(m->issues, FAULT, "F412", ballot_field_place(&s->columns, row, B_QUESTION),
                       _("the answer to %s of this serial stands in an earlier line already"), words);
            free(words);
            return false;
        }
        if (m->options->pass != 3)
            *cell = MARK_BLANK;
    }
    if (!m->partials->answered)
        m->partials->answered = xcalloc(m->d->n_questions, sizeof *m->partials->answered);
    m->partials->answered[slot.question] = true;
    if (*text)
        cell_read(m, s, row, column, text, strlen(text), &slot, all);
    return true;
}

void partials_add(struct import *m, struct sheet_import *s, const struct row *row, struct entry *g, size_t unit)
{
    const struct placement *placement = placements_get(s->placements, g->ballot, unit);
    bool begun;
    struct partial *partial = partial_of(m->partials, g, placement, &begun);
    struct entry *all = &partial->entry;
    if (!begun && merge(m, &s->columns, row, all, g))
        partial->bad = true;
    if (!(s->columns.layout == LAYOUT_ANSWERS ? read_answer_row(m, s, row, placement, unit, all)
                                              : read_unit_row(m, s, row, placement, unit, all)))
        partial->bad = true;
}

/* --- the end of the sheet ------------------------------------------------------------------ */

/* What no row gave is blank; where that is odd, it is said. */
static void fill_up(struct import *m, struct sheet_import *s, struct entry *g)
{
    const struct issued *k = &m->issued.ballots[g->ballot];
    const struct ballot_type *t = &m->d->ballot_types[k->type];
    size_t n_units = register_n_units(&m->issued, g->ballot), n_without = 0, missing = NONE;
    char *first = NULL;
    for (size_t u = 0; u < n_units; u++) {
        size_t at = ballot_unit_cell(m->d, k->type, u), given = 0, lacking = 0;
        for (size_t i = 0; i < t->n_unit_questions; i++) {
            given += g->cells[at + i] != NOT_GIVEN && g->cells[at + i] != MARK_NOT_ASKED;
            if (g->cells[at + i] == NOT_GIVEN && lacking++ == 0 && missing == NONE)
                missing = at + i;
        }
        if (lacking && !given && s->columns.layout == LAYOUT_UNITS) {
            missing = missing == at ? NONE : missing;
            if (n_without++ == 0)
                first = xstrdup(m->d->units[register_units(&m->issued, g->ballot)[u]].code);
        }
    }
    for (size_t i = n_units * t->n_unit_questions; i < g->n_cells && missing == NONE; i++)
        missing = g->cells[i] == NOT_GIVEN ? i : NONE;
    for (size_t i = 0; i < g->n_cells; i++)
        if (g->cells[i] == NOT_GIVEN)
            g->cells[i] = MARK_BLANK;
    if (n_without && issues_count(m->issues, FAULT) == s->n_faults) /* else a row of theirs may be lost */
        issues_add(m->issues, WARNING, "W408", g->place,
                   _("the ballot asks about %zu units, and %zu of them have no row, the first is \"%s\"; they count as "
                     "blank"),
                   n_units, n_without, first);
    free(first);
    if (missing != NONE && s->columns.layout == LAYOUT_UNITS)
        say_missing(m, s, g->place, g->ballot, missing);
}

/* Of a row per answer: a question that no row has is blank on all ballots of its type. */
static void check_questions(struct import *m, const bool *types)
{
    for (size_t q = 0; q < m->d->n_questions; q++) {
        const struct question *question = &m->d->questions[q];
        if (types[question->ballot_type] && !(m->partials->answered && m->partials->answered[q]))
            issues_add(m->issues, WARNING, "W407", (struct place){m->files[m->file].path, NULL, 0, 0},
                       _("no row answers question \"%s\" of ballot type \"%s\"; it counts as blank on all its ballots"),
                       question->code, m->d->ballot_types[question->ballot_type].code);
    }
}

bool partials_finish(struct import *m, struct sheet_import *s, struct error *err)
{
    struct partials *p = m->partials;
    bool *types = xcalloc(m->d->n_ballot_types, sizeof *types);
    bool ok = true;
    for (size_t i = 0; ok && i < p->n; i++) {
        struct entry *g = &p->partials[i].entry;
        if (g->n_answers || g->says_keyer)
            fill_up(m, s, g);
        else
            for (size_t k = 0; k < g->n_cells; k++)
                g->cells[k] = g->cells[k] == NOT_GIVEN ? MARK_BLANK : g->cells[k];
        types[m->issued.ballots[g->ballot].type] |= g->n_answers > 0;
        ok = ballot_take(m, s, g, p->partials[i].bad, err);
    }
    if (s->columns.layout == LAYOUT_ANSWERS && m->options->pass != 3)
        check_questions(m, types);
    free(types);
    forget(p);
    return ok;
}
