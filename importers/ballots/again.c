/* A ballot that is in the round already, as a fuller export brings it again: unchanged, or with other answers, which
 * is a correction where the batch brings corrections, or with more cells of a third keying. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/intake_inside.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/store/store.h"

#define MOST_NAMED 10 /* cells in a message */

static struct query *asked_again(struct intake *in, struct query **q, struct query *(*make)(struct store *),
                                 size_t ballot)
{
    if (!*q)
        *q = make(in->store);
    query_reset(*q);
    query_int(*q, ":serial", register_serial(&in->issued, ballot));
    return *q;
}

/* The number or words that the round has in CELL of keying PASS, valid until the next call; "" for none. */
static const char *stored_text(struct intake *in, size_t ballot, int pass, size_t cell)
{
    struct query *q = asked_again(in, &in->stored_text, entry_text_that_counts, ballot);
    query_int(q, ":pass", pass);
    query_int(q, ":cell", (int64_t)cell);
    return query_next(q) ? query_get_str(q, 0) : "";
}

/* The same of E. */
static const char *said_text(const struct intake *in, const struct entry *e, size_t cell)
{
    for (size_t i = e->last_text; i; i = in->outbox.texts[i - 1].before)
        if (in->outbox.texts[i - 1].cell == cell)
            return in->outbox.texts[i - 1].value;
    return "";
}

static const struct question *question_of(const struct intake *in, size_t ballot, size_t cell)
{
    return &in->d->questions[register_question(&in->issued, in->d, ballot, cell)];
}

/* What MARK is in a message; TEXT where it stands for a number or words. */
static const char *mark_said(const struct intake *in, size_t ballot, size_t cell, uint8_t mark, const char *text)
{
    const struct question *q = question_of(in, ballot, cell);
    if (mark == MARK_BLANK || mark == MARK_NOT_ASKED)
        return "";
    if (mark == MARK_UNREADABLE)
        return "?";
    if (mark == MARK_MULTIPLE)
        return "*";
    if (q->kind != KIND_OPTION)
        return text;
    const struct scale *scale = &in->d->scales[q->scale];
    return mark <= scale->n_options ? scale->options[mark - 1].code : "?";
}

/* What is different between E and the cells WAS of keying PASS. */
struct changes {
    size_t n, n_added; /* cells that say something else; of a third keying that say something now */
    struct strbuf words;
};

static void compare(struct intake *in, const struct entry *e, int pass, const uint8_t *was, struct changes *c)
{
    for (size_t i = 0; i < e->n_cells; i++) {
        uint8_t mark = e->cells[i];
        bool third = e->pass == 3;
        if (third && mark == MARK_NOT_ASKED)
            continue;
        bool words = mark == was[i] && mark == 1 && question_of(in, e->ballot, i)->kind != KIND_OPTION;
        if (mark == was[i] && (!words || !strcmp(said_text(in, e, i), stored_text(in, e->ballot, pass, i))))
            continue;
        if (third && was[i] == MARK_NOT_ASKED) {
            c->n_added++;
            continue;
        }
        if (c->n++ >= MOST_NAMED)
            continue;
        char *name = register_cell_words(&in->issued, in->d, e->ballot, i);
        strbuf_item(&c->words, ", ", "%s \"%s\"", name,
                    mark_said(in, e->ballot, i, was[i], stored_text(in, e->ballot, pass, i)));
        strbuf_addf(&c->words, " → \"%s\"", mark_said(in, e->ballot, i, mark, said_text(in, e, i)));
        free(name);
    }
}

/* A third keying says more: what it said before stays. */
static void keep_third(struct intake *in, struct entry *e, int pass, const uint8_t *was)
{
    for (size_t i = 0; i < e->n_cells; i++) {
        if (e->cells[i] != MARK_NOT_ASKED || was[i] == MARK_NOT_ASKED)
            continue;
        if (was[i] == 1 && question_of(in, e->ballot, i)->kind != KIND_OPTION)
            cell_write(in, e, i, stored_text(in, e->ballot, pass, i));
        e->cells[i] = was[i];
    }
}

/* What CELL has in keying PASS: a new string; NULL where that keying is not there or leaves the cell out. */
static char *stored_answer(struct intake *in, size_t ballot, int pass, size_t cell)
{
    size_t n = 0;
    struct query *q = asked_again(in, &in->stored, entry_that_counts, ballot);
    query_int(q, ":pass", pass);
    const uint8_t *answers = query_next(q) ? query_get_blob(q, COUNTING_ANSWERS, &n) : NULL;
    if (cell >= n || answers[cell] == MARK_NOT_ASKED)
        return NULL;
    return xstrdup(mark_said(in, ballot, cell, answers[cell], stored_text(in, ballot, pass, cell)));
}

/* The same of what PASS stands on: where a third keying has not said it yet, of the first and of the second where that
 * is another. */
static char *answer_before(struct intake *in, size_t ballot, int pass, size_t cell)
{
    char *was = stored_answer(in, ballot, pass, cell);
    if (was || pass % 3)
        return was ? was : xstrdup("");
    char *first = stored_answer(in, ballot, pass - 2, cell), *second = stored_answer(in, ballot, pass - 1, cell);
    if (first && second && strcmp(first, second) != 0)
        was = xasprintf("%s / %s", first, second);
    else
        was = xstrdup(first ? first : "");
    free(first);
    free(second);
    return was;
}

/* " (hoa, all.csv, line 2)": who did keying PASS, and where. */
static void add_origin(struct intake *in, size_t ballot, int pass, struct strbuf *words)
{
    struct query *q = asked_again(in, &in->stored, entry_that_counts, ballot);
    query_int(q, ":pass", pass);
    if (query_next(q)) {
        const char *keyer = query_get_str(q, COUNTING_KEYER);
        strbuf_addf(words, _(" (%s, %s, line %" PRId64 ")"), *keyer ? keyer : "–", query_get_str(q, COUNTING_FILE),
                    query_get_int(q, COUNTING_LINE));
    }
}

/* ANSWER as the log has it: words may say who someone is. */
static const char *logged(const struct question *question, const char *answer)
{
    return question->kind == KIND_TEXT && *answer ? _("text") : answer;
}

void keyed_otherwise(struct intake *in, const struct entry *e, int pass)
{
    struct strbuf cells = {0};
    int stood = pass % 3 ? pass : pass - 2; /* the keying of which the cells were */
    for (size_t i = 0; i < e->n_cells && in->n_changed < KEYED_OTHERWISE_MOST; i++) {
        const struct question *question = question_of(in, e->ballot, i);
        const char *is = mark_said(in, e->ballot, i, e->cells[i], said_text(in, e, i));
        if (e->pass == 3 && e->cells[i] == MARK_NOT_ASKED)
            continue;
        char *was = answer_before(in, e->ballot, pass, i),
             *name = register_cell_words(&in->issued, in->d, e->ballot, i);
        if (strcmp(was, is) != 0) {
            strbuf_item(&cells, ", ", "%s \"%s\"", name, logged(question, was));
            strbuf_addf(&cells, " → \"%s\"", logged(question, is));
            free(name);
            name = stored_answer(in, e->ballot, pass, i);
            stood = name ? pass : stood;
        }
        free(was);
        free(name);
    }
    if (in->n_changed++ < KEYED_OTHERWISE_MOST) {
        char serial[SERIAL_TEXT];
        serial_format(register_serial(&in->issued, e->ballot), serial);
        strbuf_addf(&in->changed, _("; ballot %s: %s"), serial, cells.n ? cells.text : _("the keyer"));
        add_origin(in, e->ballot, stood, &in->changed);
    }
    strbuf_release(&cells);
}

static void withdraw(struct intake *in, size_t ballot, int pass, int64_t run)
{
    struct outbox *box = &in->outbox;
    box->withdrawn = grow(box->withdrawn, &box->withdrawn_room, box->n_withdrawn + 1, sizeof *box->withdrawn);
    box->withdrawn[box->n_withdrawn++] = (struct withdrawn_entry){(uint32_t)ballot, (uint32_t)pass, run};
}

static void say_changed(struct intake *in, const struct entry *e, struct query *q, const struct changes *c,
                        struct issues *issues)
{
    char serial[SERIAL_TEXT];
    serial_format(register_serial(&in->issued, e->ballot), serial);
    issues_add(issues, FAULT, "F432", e->place,
               _("serial %s was keyed in %s, line %" PRId64
                 ", with other answers: %s%s; `--correct --reason TEXT` takes "
                 "those here in their place"),
               serial, query_get_str(q, COUNTING_FILE), query_get_int(q, COUNTING_LINE), strbuf_text(&c->words),
               c->n > MOST_NAMED ? ", …" : "");
}

/* The number or words that the keying PASS of RUN has in CELL; "" for none. */
static const char *aside_text(struct intake *in, size_t ballot, int pass, int64_t run, size_t cell)
{
    struct query *q = asked_again(in, &in->aside_text, entry_text_set_aside, ballot);
    query_int(q, ":pass", pass);
    query_int(q, ":run", run);
    query_int(q, ":cell", (int64_t)cell);
    return query_next(q) ? query_get_str(q, 0) : "";
}

/* Does E say the same as WAS, N cells of the keying PASS of RUN? */
static bool says_the_same(struct intake *in, const struct entry *e, int pass, int64_t run, const uint8_t *was, size_t n)
{
    bool same = n == e->n_cells && !memcmp(was, e->cells, n);
    for (size_t i = 0; same && i < n; i++)
        if (was[i] == 1 && question_of(in, e->ballot, i)->kind != KIND_OPTION)
            same = !strcmp(said_text(in, e, i), aside_text(in, e->ballot, pass, run, i));
    return same;
}

enum before keyed_before(struct intake *in, const struct entry *e, int pass)
{
    if (!in->whole || e->bad || e->bad_answer)
        return BEFORE_NOT;
    if (in->n_withdrawn < 0)
        in->n_withdrawn = store_count(in->store, "withdrawal");
    if (in->n_withdrawn == 0)
        return BEFORE_NOT;
    struct query *q = asked_again(in, &in->aside, entries_set_aside, e->ballot);
    query_int(q, ":pass", pass);
    const char *keyer = e->keyer == NONE ? "" : intake_keyer_name(in, e->keyer);
    enum before before = BEFORE_NOT;
    while (before != BEFORE_SAME && query_next(q)) {
        size_t n = 0;
        const uint8_t *was = query_get_blob(q, COUNTING_ANSWERS, &n);
        if (text_same(keyer, query_get_str(q, COUNTING_KEYER)))
            before = says_the_same(in, e, pass, query_get_int(q, COUNTING_RUN), was, n) ? BEFORE_SAME : BEFORE_OTHER;
    }
    return before;
}

enum again keyed_again(struct intake *in, struct entry *e, int pass, struct issues *issues)
{
    size_t n = 0;
    struct query *q = asked_again(in, &in->stored, entry_that_counts, e->ballot);
    query_int(q, ":pass", pass);
    if (e->bad || e->bad_answer || !query_next(q))
        return AGAIN_REFUSED;
    const uint8_t *answers = query_get_blob(q, COUNTING_ANSWERS, &n);
    if (n != e->n_cells)
        return AGAIN_REFUSED;
    in->was = grow(in->was, &in->was_room, n + 1, 1);
    memcpy(in->was, answers, n);
    const char *keyer = e->keyer == NONE ? "" : intake_keyer_name(in, e->keyer);
    bool others = !text_same(keyer, query_get_str(q, COUNTING_KEYER));
    struct changes c = {0};
    enum before before = e->pass == 3 ? BEFORE_NOT : keyed_before(in, e, pass);
    if (before == BEFORE_SAME) {
        compare(in, e, pass, in->was, &c);
        bool again = !c.n && !others;
        strbuf_release(&c.words);
        return again ? AGAIN_SAME : AGAIN_SET_ASIDE;
    }
    if (others && !in->corrects && e->pass != 3 && before == BEFORE_NOT)
        return AGAIN_BY_ANOTHER;
    compare(in, e, pass, in->was, &c);
    enum again again = others && !in->corrects && before == BEFORE_NOT ? AGAIN_BY_ANOTHER : AGAIN_SAME;
    if (c.n && !in->corrects) {
        say_changed(in, e, q, &c, issues);
        again = AGAIN_REFUSED;
    } else if (c.n || c.n_added || (others && e->pass != 3)) {
        withdraw(in, e->ballot, pass, query_get_int(q, COUNTING_RUN));
        keyed_otherwise(in, e, pass);
        if (e->pass == 3)
            keep_third(in, e, pass, in->was);
        again = AGAIN_CORRECTED;
    }
    strbuf_release(&c.words);
    return again;
}

bool happened_again(struct intake *in, const struct entry *e)
{
    if (!in->issued.ballots[e->ballot].has_event)
        return false;
    struct query *q = asked_again(in, &in->last_event, event_last, e->ballot);
    return query_next(q) && !strcmp(query_get_str(q, 0), custody_names[e->state]) &&
           !strcmp(query_get_str(q, 1), e->reason ? e->reason : "");
}
