#include "importers/ballots/partial.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/cells.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

#define CHUNK ((size_t)1 << 20) /* of cells */

struct partials {
    struct entry *entries; /* their reasons are owned */
    size_t n, room;
    uint32_t *numbers; /* [issued ballot] of its entry, from 1 */
    uint8_t **chunks;  /* cells, one ballot's behind the other's */
    size_t n_chunks, chunks_room, used;
    bool *answered; /* [question]: some row has it, of a row per answer */
    bool *types;    /* [ballot type]: some ballot of it has an answer */
};

struct partials *partials_new(const struct definition *d, const struct ballot_register *issued)
{
    struct partials *p = xcalloc(1, sizeof *p);
    p->used = CHUNK;
    p->numbers = xcalloc(issued->n, sizeof *p->numbers);
    p->answered = xcalloc(d->n_questions, sizeof *p->answered);
    p->types = xcalloc(d->n_ballot_types, sizeof *p->types);
    return p;
}

void partials_free(struct partials *p)
{
    if (!p)
        return;
    for (size_t i = 0; i < p->n; i++)
        discard(p->entries[i].reason);
    for (size_t i = 0; i < p->n_chunks; i++)
        free(p->chunks[i]);
    free(p->numbers);
    free(p->answered);
    free(p->types);
    free(p->entries);
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

/* --- finding a ballot ---------------------------------------------------------------------- */

/* What is known of the ballot of ROW, begun from what ROW says where that is nothing. */
static struct entry *find_entry(struct partials *p, const struct entry *row, const struct placement *placement,
                                bool *begun)
{
    uint32_t *number = &p->numbers[row->ballot];
    *begun = *number == 0;
    if (*begun) {
        p->entries = grow(p->entries, &p->room, p->n + 1, sizeof *p->entries);
        struct entry *e = &p->entries[p->n++];
        *e = *row;
        e->n_cells = placement->n_cells;
        e->cells = new_cells(p, placement->n_cells);
        e->reason = row->reason ? xstrdup(row->reason) : NULL;
        memcpy(e->cells, placement->blank, placement->n_cells);
        *number = (uint32_t)p->n;
    }
    return &p->entries[*number - 1];
}

/* --- a row ------------------------------------------------------------------------------ */

static bool contradicts(const struct input *in, const struct row *row, size_t column, const char *name)
{
    issues_add(
        in->issues, FAULT, "F423", row_place(row, column),
        _("column \"%s\" has \"%s\" here and something else in an earlier row of this ballot; expected the same or "
          "an empty cell"),
        name, row_text(row, column));
    return true;
}

/* What a further row says besides answers must agree with the rows before. */
static bool merge(const struct input *in, const struct ballot_columns *c, const struct row *row, struct entry *all,
                  const struct entry *e)
{
    bool bad = false;
    if (e->says_keyer) {
        if (all->says_keyer && intake_person(in->intake, all->keyer) != intake_person(in->intake, e->keyer))
            bad = contradicts(in, row, c->field[B_KEYER], "keyer");
        all->keyer = e->keyer;
        all->says_keyer = true;
    }
    if (e->says_channel) {
        if (all->says_channel && all->channel != e->channel)
            bad = contradicts(in, row, c->field[B_CHANNEL], "channel");
        all->channel = e->channel;
        all->says_channel = true;
    }
    if (e->state != N_CUSTODY) {
        if (all->state != N_CUSTODY && all->state != e->state)
            bad = contradicts(in, row, c->field[B_STATE], "state");
        all->state = e->state;
    }
    if (e->reason && !all->reason)
        all->reason = xstrdup(e->reason);
    if (!isnan(e->started))
        all->started = isnan(all->started) || e->started < all->started ? e->started : all->started;
    if (!isnan(e->ended))
        all->ended = isnan(all->ended) || e->ended > all->ended ? e->ended : all->ended;
    return bad;
}

/* A row per unit: each unit once. */
static bool read_unit_row(const struct input *in, const struct sheet_input *s, const struct row *row,
                          const struct placement *placement, size_t unit, struct entry *all)
{
    size_t n = in->d->ballot_types[placement->type].n_unit_questions;
    for (size_t i = 0; unit != NONE && in->options->pass != 3 && i < n; i++)
        if (all->cells[placement->first + i] != NOT_GIVEN && all->cells[placement->first + i] != MARK_NOT_ASKED) {
            issues_add(in->issues, FAULT, "F412", ballot_field_place(&s->columns, row, B_UNIT),
                       _("unit \"%s\" of this serial stands in an earlier line already"), in->d->units[unit].code);
            return false;
        }
    if (!cells_are_all_there(in, s, row, placement))
        return false;
    cells_read(in, s, row, placement, all);
    return true;
}

/* The cell that a row per answer is about. */
static bool find_slot(const struct input *in, const struct sheet_input *s, const struct row *row,
                      const struct placement *placement, size_t ballot, size_t unit, struct slot *slot)
{
    const char *text = ballot_field(&s->columns, row, B_QUESTION);
    struct place place = ballot_field_place(&s->columns, row, B_QUESTION);
    struct asked asked = ballot_columns_find(in->d, placement->type, text);
    if (asked.question == NONE)
        asked.question = ballot_names_question(in->names, placement->type, text);
    if (asked.question == NONE) {
        if (*text)
            issues_add(in->issues, FAULT, "F429", place, _("\"%s\" is no question of ballot type \"%s\""), text,
                       in->d->ballot_types[placement->type].code);
        else
            issues_add(in->issues, FAULT, "F429", place, _("the question is empty"));
        return false;
    }
    *slot = slot_of(in->issued, in->d, ballot, in->options->pass, asked, unit);
    return true;
}

/* A row per answer: each cell once. */
static bool read_answer_row(struct partials *p, const struct input *in, const struct sheet_input *s,
                            const struct row *row, const struct placement *placement, size_t unit, struct entry *all)
{
    const char *question = ballot_field(&s->columns, row, B_QUESTION), *text = ballot_field(&s->columns, row, B_ANSWER);
    size_t column = s->columns.field[B_ANSWER];
    struct slot slot;
    if (!*question && !*text) /* it tells the state only */
        return true;
    if (!find_slot(in, s, row, placement, all->ballot, unit, &slot))
        return false;
    if (slot.kind <= SLOT_TEXT) {
        uint8_t *cell = &all->cells[slot.cell];
        if (*cell != NOT_GIVEN && *cell != MARK_NOT_ASKED) {
            char *words = register_cell_words(in->issued, in->d, all->ballot, slot.cell);
            issues_add(in->issues, FAULT, "F412", ballot_field_place(&s->columns, row, B_QUESTION),
                       _("the answer to %s of this serial stands in an earlier line already"), words);
            free(words);
            return false;
        }
        if (in->options->pass != 3)
            *cell = MARK_BLANK;
    }
    p->answered[slot.question] = true;
    if (*text)
        cell_read(in, s, row, column, text, strlen(text), &slot, all);
    return true;
}

void partials_add(struct partials *p, const struct input *in, struct sheet_input *s, const struct row *row,
                  const struct entry *e, size_t unit)
{
    const struct placement *placement = placements_get(s->placements, e->ballot, unit);
    bool begun;
    struct entry *all = find_entry(p, e, placement, &begun);
    if (!begun && merge(in, &s->columns, row, all, e))
        all->bad = true;
    if (!(s->columns.layout == LAYOUT_ANSWERS ? read_answer_row(p, in, s, row, placement, unit, all)
                                              : read_unit_row(in, s, row, placement, unit, all)))
        all->bad = true;
}

/* --- the end of the sheet ------------------------------------------------------------------ */

/* What no row gave is blank; where that is odd, it is said. */
static void fill_up(const struct input *in, struct sheet_input *s, struct entry *e)
{
    const struct issued *k = &in->issued->ballots[e->ballot];
    const struct ballot_type *t = &in->d->ballot_types[k->type];
    size_t n_units = register_n_units(in->issued, e->ballot), n_without = 0, missing = NONE;
    char *first = NULL;
    for (size_t u = 0; u < n_units; u++) {
        size_t at = ballot_unit_cell(in->d, k->type, u), given = 0, lacking = 0;
        for (size_t i = 0; i < t->n_unit_questions; i++) {
            given += e->cells[at + i] != NOT_GIVEN && e->cells[at + i] != MARK_NOT_ASKED;
            if (e->cells[at + i] == NOT_GIVEN && lacking++ == 0 && missing == NONE)
                missing = at + i;
        }
        if (lacking && !given && s->columns.layout == LAYOUT_UNITS) {
            missing = missing == at ? NONE : missing;
            if (n_without++ == 0)
                first = xstrdup(in->d->units[register_units(in->issued, e->ballot)[u]].code);
        }
    }
    for (size_t i = n_units * t->n_unit_questions; i < e->n_cells && missing == NONE; i++)
        missing = e->cells[i] == NOT_GIVEN ? i : NONE;
    for (size_t i = 0; i < e->n_cells; i++)
        if (e->cells[i] == NOT_GIVEN)
            e->cells[i] = MARK_BLANK;
    if (n_without && issues_count(in->issues, FAULT) == s->n_faults) /* else a row of theirs may be lost */
        issues_add(in->issues, WARNING, "W408", e->place,
                   _("the ballot asks about %zu units, and %zu of them have no row, the first is \"%s\"; they count as "
                     "blank"),
                   n_units, n_without, first);
    free(first);
    if (missing != NONE && s->columns.layout == LAYOUT_UNITS)
        say_missing(in, s, e->place, e->ballot, missing);
}

size_t partials_count(const struct partials *p)
{
    return p->n;
}

struct entry *partials_whole(struct partials *p, const struct input *in, struct sheet_input *s, size_t i)
{
    struct entry *e = &p->entries[i];
    if (e->n_answers || e->says_keyer)
        fill_up(in, s, e);
    else
        for (size_t k = 0; k < e->n_cells; k++)
            e->cells[k] = e->cells[k] == NOT_GIVEN ? MARK_BLANK : e->cells[k];
    p->types[in->issued->ballots[e->ballot].type] |= e->n_answers > 0;
    return e;
}

void partials_check(const struct partials *p, const struct input *in, const struct sheet_input *s)
{
    for (size_t q = 0; q < in->d->n_questions; q++) {
        const struct question *question = &in->d->questions[q];
        if (p->types[question->ballot_type] && !p->answered[q])
            issues_add(in->issues, WARNING, "W407", (struct place){s->source->path, s->source->sheet, 0, 0},
                       _("no row answers question \"%s\" of ballot type \"%s\"; it counts as blank on all its ballots"),
                       question->code, in->d->ballot_types[question->ballot_type].code);
    }
}
