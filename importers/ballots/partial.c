/* Rows that hold a part of a ballot: a row per unit, or per answer.  They are gathered until
 * the sheet ends, wherever they stand. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/import.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

#define BLOCK ((size_t)1 << 20) /* of cells */

struct piece {
    struct given given; /* its reason is owned */
    bool bad;
};

struct pieces {
    struct piece *pieces;
    size_t n, room;
    uint32_t *table; /* open addressing by ballot: number of the piece + 1 */
    size_t n_table;
    uint8_t **blocks; /* cells, one ballot's behind the other's */
    size_t n_blocks, blocks_room, used;
    bool *answered; /* [question]: some row has it, of a row per answer */
};

struct pieces *pieces_new(void)
{
    struct pieces *p = xcalloc(1, sizeof *p);
    p->used = BLOCK;
    return p;
}

static void forget(struct pieces *p)
{
    for (size_t i = 0; i < p->n; i++)
        free(p->pieces[i].given.reason);
    for (size_t i = 0; i < p->n_blocks; i++)
        free(p->blocks[i]);
    free(p->table);
    free(p->answered);
    p->n = p->n_table = p->n_blocks = 0;
    p->used = BLOCK;
    p->table = NULL;
    p->answered = NULL;
}

void pieces_free(struct pieces *p)
{
    if (!p)
        return;
    forget(p);
    free(p->pieces);
    free(p->blocks);
    free(p);
}

static uint8_t *new_cells(struct pieces *p, size_t n)
{
    if (p->used + n > BLOCK) {
        p->blocks = grow(p->blocks, &p->blocks_room, p->n_blocks + 1, sizeof *p->blocks);
        p->blocks[p->n_blocks++] = xmalloc(n > BLOCK ? n : BLOCK);
        p->used = 0;
    }
    uint8_t *cells = p->blocks[p->n_blocks - 1] + p->used;
    p->used += n;
    return cells;
}

/* --- finding a ballot's piece ------------------------------------------------------- */

static size_t slot_of(const struct pieces *p, size_t ballot)
{
    size_t at = (size_t)(ballot * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (p->n_table - 1);
    while (p->table[at] && p->pieces[p->table[at] - 1].given.ballot != ballot)
        at = (at + 1) & (p->n_table - 1);
    return at;
}

static void enlarge(struct pieces *p)
{
    free(p->table);
    p->n_table = p->n_table ? 2 * p->n_table : 1024;
    p->table = xcalloc(p->n_table, sizeof *p->table);
    for (size_t i = 0; i < p->n; i++)
        p->table[slot_of(p, p->pieces[i].given.ballot)] = (uint32_t)i + 1;
}

/* The piece of the ballot of G, begun from what G says where there is none. */
static struct piece *piece_of(struct pieces *p, const struct given *g, const struct plan *plan, bool *begun)
{
    if (2 * p->n >= p->n_table)
        enlarge(p);
    size_t at = slot_of(p, g->ballot);
    *begun = p->table[at] == 0;
    if (*begun) {
        p->pieces = grow(p->pieces, &p->room, p->n + 1, sizeof *p->pieces);
        struct piece *piece = &p->pieces[p->n++];
        *piece = (struct piece){.given = *g};
        piece->given.n_cells = plan->n_cells;
        piece->given.cells = new_cells(p, plan->n_cells);
        piece->given.reason = g->reason ? xstrdup(g->reason) : NULL;
        memcpy(piece->given.cells, plan->blank, plan->n_cells);
        p->table[at] = (uint32_t)p->n;
    }
    return &p->pieces[p->table[at] - 1];
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
static bool merge(struct import *m, const struct ballot_columns *c, const struct row *row, struct given *all,
                  const struct given *g)
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
                          const struct plan *plan, size_t unit, struct given *all)
{
    size_t n = m->d->ballot_types[plan->type].n_unit_questions;
    for (size_t i = 0; unit != NONE && m->options->pass != 3 && i < n; i++)
        if (all->cells[plan->first + i] != NOT_GIVEN && all->cells[plan->first + i] != MARK_NOT_ASKED) {
            issues_add(m->issues, FAULT, "F412", ballot_field_place(&s->columns, row, B_UNIT),
                       _("unit \"%s\" of this serial stands in an earlier line already"), m->d->units[unit].code);
            return false;
        }
    if (!cells_are_all_there(m, s, row, plan))
        return false;
    cells_read(m, s, row, plan, all);
    return true;
}

/* The cell that a row per answer is about. */
static bool find_slot(struct import *m, const struct sheet_import *s, const struct row *row, const struct plan *plan,
                      size_t ballot, size_t unit, struct slot *slot)
{
    const char *text = ballot_field(&s->columns, row, B_QUESTION);
    struct place place = ballot_field_place(&s->columns, row, B_QUESTION);
    struct asked asked = ballot_columns_find(m->d, plan->type, text);
    if (asked.question == NONE)
        asked.question = ballot_names_question(&m->names, plan->type, text);
    if (asked.question == NONE) {
        if (*text)
            issues_add(m->issues, FAULT, "F429", place, _("\"%s\" is no question of ballot type \"%s\""), text,
                       m->d->ballot_types[plan->type].code);
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
    size_t n_units = known_n_units(&m->known, ballot);
    size_t position = unit != NONE ? plan_position(&m->known, ballot, unit) : n_units == 1 ? 0 : NONE;
    if (q->per_ballot)
        slot->cell = (uint32_t)ballot_once_cell(m->d, plan->type, n_units, q->place);
    else if (position == NONE)
        slot->kind = unit == NONE ? SLOT_NO_UNIT : SLOT_NOT_LISTED;
    else
        slot->cell = (uint32_t)(ballot_unit_cell(m->d, plan->type, position) + q->place);
    if (!q->per_ballot && position != NONE && m->options->pass != 3 &&
        !definition_asks(m->d, asked.question, known_units(&m->known, ballot)[position]))
        slot->kind = SLOT_NOT_ASKED;
    return true;
}

/* A row per answer: each cell once. */
static bool read_answer_row(struct import *m, const struct sheet_import *s, const struct row *row,
                            const struct plan *plan, size_t unit, struct given *all)
{
    const char *question = ballot_field(&s->columns, row, B_QUESTION), *text = ballot_field(&s->columns, row, B_ANSWER);
    size_t column = s->columns.field[B_ANSWER];
    struct slot slot;
    if (!*question && !*text) /* it tells the state only */
        return true;
    if (!find_slot(m, s, row, plan, all->ballot, unit, &slot))
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
    if (!m->pieces->answered)
        m->pieces->answered = xcalloc(m->d->n_questions, sizeof *m->pieces->answered);
    m->pieces->answered[slot.question] = true;
    if (*text)
        cell_read(m, s, row, column, text, strlen(text), &slot, all);
    return true;
}

void pieces_add(struct import *m, struct sheet_import *s, const struct row *row, struct given *g, size_t unit)
{
    const struct plan *plan = plans_get(s->plans, g->ballot, unit);
    bool begun;
    struct piece *piece = piece_of(m->pieces, g, plan, &begun);
    struct given *all = &piece->given;
    if (!begun && merge(m, &s->columns, row, all, g))
        piece->bad = true;
    if (!(s->columns.layout == LAYOUT_ANSWERS ? read_answer_row(m, s, row, plan, unit, all)
                                              : read_unit_row(m, s, row, plan, unit, all)))
        piece->bad = true;
}

/* --- the end of the sheet ------------------------------------------------------------------ */

/* What no row gave is blank; where that is odd, it is said. */
static void fill_up(struct import *m, struct sheet_import *s, struct given *g)
{
    const struct known *k = &m->known.ballots[g->ballot];
    const struct ballot_type *t = &m->d->ballot_types[k->type];
    size_t n_units = known_n_units(&m->known, g->ballot), n_without = 0, missing = NONE;
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
                first = xstrdup(m->d->units[known_units(&m->known, g->ballot)[u]].code);
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
        if (types[question->ballot_type] && !(m->pieces->answered && m->pieces->answered[q]))
            issues_add(m->issues, WARNING, "W407", (struct place){m->files[m->file].path, NULL, 0, 0},
                       _("no row answers question \"%s\" of ballot type \"%s\"; it counts as blank on all its ballots"),
                       question->code, m->d->ballot_types[question->ballot_type].code);
    }
}

bool pieces_finish(struct import *m, struct sheet_import *s, struct error *err)
{
    struct pieces *p = m->pieces;
    bool *types = xcalloc(m->d->n_ballot_types, sizeof *types);
    bool ok = true;
    for (size_t i = 0; ok && i < p->n; i++) {
        struct given *g = &p->pieces[i].given;
        if (g->n_answers || g->says_keyer)
            fill_up(m, s, g);
        else
            for (size_t k = 0; k < g->n_cells; k++)
                g->cells[k] = g->cells[k] == NOT_GIVEN ? MARK_BLANK : g->cells[k];
        types[m->known.ballots[g->ballot].type] |= g->n_answers > 0;
        ok = ballot_take(m, s, g, p->pieces[i].bad, err);
    }
    if (s->columns.layout == LAYOUT_ANSWERS && m->options->pass != 3)
        check_questions(m, types);
    free(types);
    forget(p);
    return ok;
}
