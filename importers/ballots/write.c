/* What was taken, into the round: entries in the order of their serials, then the rest. */
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/intake_inside.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"
#include "survey/round/waivers.h"
#include "survey/store/lines.h"

static const char sql_first[] = "SELECT answers FROM entry_now WHERE serial = :serial AND pass = 1";
static const char sql_first_text[] =
    "SELECT value FROM entry_text_now WHERE serial = :serial AND pass = 1 AND cell = :cell";
static const char sql_last_event[] =
    "SELECT max(number) FROM (SELECT number FROM event WHERE serial = :serial UNION ALL"
    " SELECT number FROM event_other WHERE serial = :serial)";

/* --- in the order of their keys ------------------------------------------------------------ */

static int by_cell(const void *a, const void *b)
{
    const struct text_answer *x = a, *y = b;
    if (x->ballot != y->ballot)
        return x->ballot < y->ballot ? -1 : 1;
    if (x->pass != y->pass)
        return x->pass < y->pass ? -1 : 1;
    return x->cell < y->cell ? -1 : x->cell > y->cell;
}

static int by_ballot(const void *a, const void *b)
{
    const struct event *x = a, *y = b;
    if (x->ballot != y->ballot)
        return x->ballot < y->ballot ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static int by_pass(const void *a, const void *b)
{
    const struct withdrawn_entry *x = a, *y = b;
    if (x->ballot != y->ballot)
        return x->ballot < y->ballot ? -1 : 1;
    return (x->pass > y->pass) - (x->pass < y->pass);
}

static void sort_outbox(struct outbox *box)
{
    if (box->n_withdrawn)
        qsort(box->withdrawn, box->n_withdrawn, sizeof *box->withdrawn, by_pass);
    if (box->n_texts)
        qsort(box->texts, box->n_texts, sizeof *box->texts, by_cell);
    if (box->n_events)
        qsort(box->events, box->n_events, sizeof *box->events, by_ballot);
}

/* --- what is written already ------------------------------------------------------------------- */

/* --- two channels --------------------------------------------------------------------------- */

/* What came first, to be compared with what another channel brings. */
struct firsts {
    uint32_t ballot; /* the entry of this batch that was written last */
    uint8_t *cells;
    size_t n, room;
    struct query *entry, *text; /* of earlier runs */
};

static void firsts_init(struct firsts *f, struct intake *in)
{
    *f = (struct firsts){.n = SIZE_MAX};
    f->entry = query_new(in->store, sql_first);
    f->text = query_new(in->store, sql_first_text);
}

static bool firsts_release(struct firsts *f, struct error *err)
{
    free(f->cells);
    bool ok = query_end(f->entry, err);
    return query_end(f->text, err) && ok;
}

static void keep_first(struct firsts *f, const struct sorted_entry *e, const uint8_t *cells)
{
    f->cells = grow(f->cells, &f->room, e->n_cells + 1, 1);
    memcpy(f->cells, cells, e->n_cells);
    f->n = e->n_cells;
    f->ballot = e->ballot;
}

/* What this batch has in CELL of keying PASS; "" for nothing. */
static const char *written(const struct intake *in, uint32_t ballot, uint32_t pass, size_t cell)
{
    const struct outbox *box = &in->outbox;
    const struct text_answer key = {.ballot = ballot, .pass = pass, .cell = (uint32_t)cell};
    const struct text_answer *found =
        box->n_texts ? bsearch(&key, box->texts, box->n_texts, sizeof key, by_cell) : NULL;
    return found ? found->value : "";
}

/* Both channels have a number or words in CELL of E: whether they are others. */
static bool writes_otherwise(struct intake *in, const struct firsts *f, const struct sorted_entry *e, size_t cell)
{
    const char *now = written(in, e->ballot, e->pass, cell);
    if (in->issued.ballots[e->ballot].now & 1u << 1)
        return strcmp(written(in, e->ballot, 1, cell), now) != 0;
    query_reset(f->text);
    query_int(f->text, ":serial", register_serial(&in->issued, e->ballot));
    query_int(f->text, ":cell", (int64_t)cell);
    return query_next(f->text) && strcmp(query_get_str(f->text, 0), now) != 0;
}

/* E came from another channel too; N_DIFFERENT of its cells were answered otherwise, AT is the first. */
static void say_channels(struct intake *in, const struct sorted_entry *e, size_t n_different, size_t at,
                         struct issues *issues)
{
    char serial[SERIAL_TEXT], *words = register_cell_words(&in->issued, in->d, e->ballot, at);
    enum channel first = register_channel(&in->issued.ballots[e->ballot], false), other = (enum channel)e->channel,
                 counts = channel_that_counts(in->d, first, other);
    struct place place = {store_path(in->store), NULL, 0, 0};
    const struct new_source *source = sources_find(&in->sources, e->source);
    if (source)
        place = (struct place){source->path, source->sheet, e->line, 0};
    serial_format(register_serial(&in->issued, e->ballot), serial);
    if (n_different)
        issues_add(issues, WARNING, "W404", place,
                   _("serial %s came from channel \"%s\" too, with %zu other answers, the first to %s; by the setting "
                     "\"channels\" the one from \"%s\" counts, both are kept"),
                   serial, channel_names[other == counts ? first : other], n_different, words, channel_names[counts]);
    else
        issues_add(
            issues, WARNING, "W404", place,
            _("serial %s came from channel \"%s\" too, with the same answers; by the setting \"channels\" the one "
              "from \"%s\" counts, both are kept"),
            serial, channel_names[other == counts ? first : other], channel_names[counts]);
    free(words);
}

/* E against the CELLS that came first. */
static void compare_cells(struct intake *in, const struct firsts *f, const struct sorted_entry *e, const uint8_t *cells,
                          const uint8_t *first, struct issues *issues)
{
    size_t n_different = 0, at = 0;
    for (size_t i = 0; i < e->n_cells; i++)
        if (cells[i] != first[i] ||
            (cells[i] == 1 &&
             in->d->questions[register_question(&in->issued, in->d, e->ballot, i)].kind != KIND_OPTION &&
             writes_otherwise(in, f, e, i)))
            at = n_different++ == 0 ? i : at;
    say_channels(in, e, n_different, at, issues);
}

static void compare_channels(struct intake *in, const struct firsts *f, const struct sorted_entry *e,
                             const uint8_t *cells, struct issues *issues)
{
    if (f->n == e->n_cells && f->ballot == e->ballot) {
        compare_cells(in, f, e, cells, f->cells, issues);
        return;
    }
    query_reset(f->entry);
    query_int(f->entry, ":serial", register_serial(&in->issued, e->ballot));
    size_t n;
    if (query_next(f->entry)) {
        const uint8_t *answers = query_get_blob(f->entry, 0, &n);
        if (n == e->n_cells)
            compare_cells(in, f, e, cells, answers, issues);
    }
}

/* --- tables ----------------------------------------------------------------------------------- */

/* `entry` has keying PASS of BALLOT, or had it: the new one goes into `later_entry`. */
static bool comes_later(const struct intake *in, uint32_t ballot, uint32_t pass)
{
    return in->issued.ballots[ballot].stands & 1u << pass;
}

static bool write_entries(struct intake *in, struct issues *issues, struct error *err)
{
    struct query *first = run_insert(&in->run, "entry"), *later = run_insert(&in->run, "later_entry");
    struct error local = {0};
    struct firsts firsts;
    struct sorted_entry e;
    const uint8_t *cells;
    firsts_init(&firsts, in);
    bool ok = sorter_finish(in->outbox.sorter, &local);
    while (ok && sorter_next(in->outbox.sorter, &e, &cells, &local)) {
        if (repeat_replaced(in, &e))
            continue;
        struct query *q = comes_later(in, e.ballot, e.pass) ? later : first;
        query_int(q, ":serial", register_serial(&in->issued, e.ballot));
        query_int(q, ":pass", e.pass);
        query_text(q, ":channel", channel_names[e.channel]);
        query_text(q, ":keyer", e.keyer == UINT32_MAX ? NULL : intake_keyer_name(in, e.keyer));
        query_int(q, ":source", e.source);
        query_int(q, ":line", line_hidden(in->store, register_serial(&in->issued, e.ballot), e.source, e.line));
        query_blob(q, ":answers", cells, e.n_cells);
        ok = query_run(q);
        if (ok && e.pass == 1 && in->issued.ballots[e.ballot].now & 1u << 4)
            keep_first(&firsts, &e, cells);
        else if (ok && e.pass == 4)
            compare_channels(in, &firsts, &e, cells, issues);
    }
    firsts_release(&firsts, &local);
    ok = query_end(first, &local) && ok;
    ok = query_end(later, &local) && ok;
    return error_pass(err, &local) && ok;
}

static bool write_texts(struct intake *in, struct error *err)
{
    struct query *first = run_insert(&in->run, "entry_text"), *later = run_insert(&in->run, "later_text");
    for (size_t i = 0; i < in->outbox.n_texts; i++) {
        const struct text_answer *t = &in->outbox.texts[i];
        if (!t->pass) /* of a ballot that was refused */
            continue;
        struct query *q = comes_later(in, t->ballot, t->pass) ? later : first;
        query_int(q, ":serial", register_serial(&in->issued, t->ballot));
        query_int(q, ":pass", t->pass);
        query_int(q, ":cell", t->cell);
        query_text(q, ":value", t->value);
        query_run(q);
    }
    bool ok = query_end(first, err);
    return query_end(later, err) && ok;
}

static bool write_withdrawn(struct intake *in, struct error *err)
{
    const char *reason = in->run.actor->reason;
    struct query *q = run_insert(&in->run, "withdrawal");
    for (size_t i = 0; i < in->outbox.n_withdrawn; i++) {
        const struct withdrawn_entry *w = &in->outbox.withdrawn[i];
        query_int(q, ":serial", register_serial(&in->issued, w->ballot));
        query_int(q, ":pass", w->pass);
        query_int(q, ":event", 0);
        query_int(q, ":withdraws", w->run);
        query_text(q, ":reason", reason ? reason : "pass 3 completed");
        query_run(q);
    }
    return query_end(q, err);
}

static bool write_events(struct intake *in, struct error *err)
{
    struct query *q = run_insert(&in->run, "event"), *last = query_new(in->store, sql_last_event);
    for (size_t i = 0; i < in->outbox.n_events; i++) {
        const struct event *e = &in->outbox.events[i];
        int64_t serial = register_serial(&in->issued, e->ballot);
        query_int(last, ":serial", serial);
        query_int(q, ":serial", serial);
        query_int(q, ":number", query_next(last) ? query_get_int(last, 0) + 1 : 1);
        query_text(q, ":state", custody_names[e->state]);
        query_text(q, ":reason", e->reason);
        query_run(q);
    }
    bool ok = query_end(last, err);
    return query_end(q, err) && ok;
}

bool batch_write(struct intake *in, struct issues *issues, struct error *err)
{
    if (in->audited.audit)
        return audited_write(in, err);
    sort_outbox(&in->outbox);
    return write_entries(in, issues, err) && sources_write(&in->run, "ballots", &in->sources, err) &&
           write_texts(in, err) && write_events(in, err) && write_withdrawn(in, err) &&
           waivers_write(&in->run, issues, err);
}
