#include "importers/ballots/correct.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "importers/ballots/intake.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"

/* Is the cell WORDS, of QUESTION, what NAME says: "Q1.U1", with the unit by name, or "Q1" alone? */
static bool is_called(const struct definition *d, const struct question *question, const char *words, const char *name,
                      bool *alone)
{
    size_t n = strlen(question->code);
    *alone = !strncasecmp(name, question->code, n) && !name[n];
    if (!strcasecmp(words, name))
        return true;
    if (strncasecmp(name, question->code, n) != 0 || name[n] != '.' || strlen(words) <= n)
        return false;
    size_t unit = definition_called(d, T_UNITS, name + n + 1);
    return unit != NONE && !strcmp(d->units[unit].code, words + n + 1);
}

/* The cell of ENTRY called NAME, or NONE; a question alone says which where the ballot asks it once. */
static size_t find_cell(const struct ballot_register *issued, const struct definition *d, const struct entry *e,
                        const char *name)
{
    size_t found = NONE, only = NONE, n_only = 0;
    for (size_t i = 0; found == NONE && i < e->n_cells; i++) {
        const struct question *question = &d->questions[register_question(issued, d, e->ballot, i)];
        char *words = register_cell_words(issued, d, e->ballot, i);
        bool alone;
        if (is_called(d, question, words, name, &alone))
            found = i;
        else if (alone) {
            only = i;
            n_only++;
        }
        free(words);
    }
    return found == NONE && n_only == 1 ? only : found;
}

#define CELLS_NAMED 12

/* The first cells of the ballot: a new string. */
static char *cells_of(const struct ballot_register *issued, const struct definition *d, const struct entry *e)
{
    struct strbuf list = {0};
    for (size_t i = 0; i < e->n_cells && i < CELLS_NAMED; i++) {
        char *words = register_cell_words(issued, d, e->ballot, i);
        strbuf_item(&list, ", ", "%s", words);
        free(words);
    }
    if (e->n_cells > CELLS_NAMED)
        strbuf_adds(&list, ", …");
    return strbuf_take(&list);
}

/* CELL, "Q1.U1=3", into E. */
static void take_cell(struct intake *intake, const struct ballot_register *issued, struct entry *e, const char *cell,
                      struct issues *issues)
{
    const struct definition *d = intake_definition(intake);
    const char *value = strchr(cell, '=');
    char *name = value ? xstrndup(cell, (size_t)(value - cell)) : xstrdup(cell);
    size_t at = value ? find_cell(issued, d, e, name) : NONE;
    if (at == NONE) {
        char *cells = cells_of(issued, d, e);
        issues_add(issues, FAULT, "F433", e->place,
                   _("\"%s\" is no answer of this ballot; expected QUESTION=VALUE or QUESTION.UNIT=VALUE, of %s"), cell,
                   cells);
        free(cells);
        e->bad = true;
    } else if (value[1] && !answer_says_blank(value + 1)) {
        cell_take(intake, e, at, value + 1, strlen(value + 1), e->place, issues);
    } else {
        e->cells[at] = MARK_BLANK;
    }
    free(name);
}

/* What is keyed of the ballot E, whose cells and words go into E unless it was keyed twice; false where nothing is. */
static bool read_entry(struct store *store, struct intake *intake, const struct ballot_register *issued, size_t ballot,
                       struct entry *e, struct issues *issues, struct error *err)
{
    const struct issued *b = &issued->ballots[ballot];
    const struct definition *d = intake_definition(intake);
    enum channel own = register_channel(b, false), other = register_channel(b, true);
    bool second = b->passes & 1u << 4 && (!(b->passes & 1u << 1) || channel_that_counts(d, own, other) != own);
    struct query *q = entry_newest(store);
    query_int(q, ":serial", register_serial(issued, ballot));
    query_int(q, ":first", second ? 4 : 1);
    bool found = query_next(q);
    if (found) {
        int64_t pass = query_get_int(q, 0);
        bool twice = pass == 2 || pass == 5;
        size_t n;
        const uint8_t *answers = query_get_blob(q, 4, &n);
        struct place place = e->place;
        intake_entry(intake, ballot, twice ? 3 : 1, e);
        e->place = place;
        e->place.line = (size_t)query_get_int(q, 3);
        e->channel = channel_find(query_get_str(q, 1));
        e->source = query_get_int(q, 2);
        if (!twice && n == e->n_cells)
            memcpy(e->cells, answers, n);
    } else if (query_ok(q, NULL)) {
        char text[SERIAL_TEXT];
        issues_add(issues, FAULT, "F414", e->place, _("serial %s was not keyed yet: there is nothing to correct"),
                   serial_format(register_serial(issued, ballot), text));
    }
    return query_end(q, err) && found;
}

/* Numbers and words of the entry that stay. */
static bool keep_texts(struct store *store, struct intake *intake, const struct ballot_register *issued,
                       struct entry *e, const bool *changed, struct error *err)
{
    bool second = issued->ballots[e->ballot].passes & 1u << 4 &&
                  register_channel(&issued->ballots[e->ballot], true) == e->channel;
    struct query *q = entry_texts_that_count(store);
    query_int(q, ":serial", register_serial(issued, e->ballot));
    query_int(q, ":pass", second ? 4 : 1);
    while (query_next(q)) {
        size_t cell = (size_t)query_get_int(q, 0);
        if (cell < e->n_cells && !changed[cell])
            cell_write(intake, e, cell, query_get_str(q, 1));
    }
    return query_end(q, err);
}

bool ballot_correct(struct store *store, const char *serial, const char *const *cells, size_t n_cells,
                    const char *keyer, const struct actor *actor, struct issues *issues, struct error *err)
{
    struct intake *intake = intake_open(store, err);
    const struct ballot_register *issued = NULL;
    size_t ballot = NONE;
    struct entry e = {.place = {serial, NULL, 0, 0}};
    bool ok = intake && intake_begin(intake, "correct", false, actor, err) && (issued = intake_register(intake, err)) &&
              intake_find(intake, serial, e.place, issues, &ballot) &&
              read_entry(store, intake, issued, ballot, &e, issues, err);
    if (ok) {
        intake_corrects(intake);
        e.keyer = intake_keyer(intake, keyer);
        e.says_keyer = true;
        uint8_t *before = xmalloc(e.n_cells + 1);
        bool *changed = xcalloc(e.n_cells + 1, sizeof *changed);
        memcpy(before, e.cells, e.n_cells);
        for (size_t i = 0; i < n_cells; i++) {
            const char *value = strchr(cells[i], '=');
            char *name = value ? xstrndup(cells[i], (size_t)(value - cells[i])) : xstrdup("");
            size_t at = find_cell(issued, intake_definition(intake), &e, name);
            if (at != NONE)
                changed[at] = true;
            free(name);
            take_cell(intake, issued, &e, cells[i], issues);
        }
        ok = e.pass == 3 || keep_texts(store, intake, issued, &e, changed, err);
        e.place.file = serial;
        free(before);
        free(changed);
    }
    enum taking taking = ok ? intake_take(intake, &e, issues, err) : REFUSED;
    if (taking == TAKEN)
        intake_straight(intake, &e, issues);
    if (taking == REPEATED)
        issues_add(issues, FAULT, "F434", e.place, _("these answers stand there already: there is nothing to correct"));
    char *detail = xasprintf(_("%zu cells corrected"), n_cells);
    ok = taking == TAKEN && intake_commit(intake, detail, issues, NULL, err);
    free(detail);
    intake_close(intake);
    return ok;
}
