#include "importers/ballots/intake.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/intake_inside.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/spellings.h"
#include "survey/base/strbuf.h"

static const char sql_version[] = "PRAGMA data_version"; /* another process wrote: another number */

/* --- the round as it is ------------------------------------------------------------------ */

static void forget_round(struct intake *in)
{
    for (size_t s = 0; in->d && s < in->d->n_scales; s++)
        option_words_release(&in->scales[s]);
    free(in->scales);
    in->scales = NULL;
    register_release(&in->issued);
    definition_free(in->d);
    in->d = NULL;
}

static bool read_definition(struct intake *in, struct error *err)
{
    forget_round(in);
    in->version = store_number(in->store, sql_version, 0);
    in->n_withdrawn = -1;
    in->next_run = log_next_run(in->store);
    in->d = definition_load(in->store, err);
    if (!in->d)
        return false;
    in->scales = xcalloc(in->d->n_scales, sizeof *in->scales);
    for (size_t s = 0; s < in->d->n_scales; s++)
        option_words_init(&in->scales[s], &in->d->scales[s]);
    return true;
}

struct intake *intake_open(struct store *store, struct error *err)
{
    struct intake *in = xcalloc(1, sizeof *in);
    in->store = store;
    in->keyers = spellings_new();
    if (read_definition(in, err))
        return in;
    intake_close(in);
    return NULL;
}

void intake_close(struct intake *in)
{
    if (!in)
        return;
    intake_abandon(in);
    sources_release(&in->sources);
    forget_round(in);
    spellings_free(in->keyers);
    free(in->cells);
    free(in->tables);
    free(in->outbox.texts);
    free(in->outbox.events);
    free(in->outbox.withdrawn);
    free(in->was);
    free(in->taken);
    free(in);
}

const struct definition *intake_definition(const struct intake *in)
{
    return in->d;
}

const struct ballot_register *intake_register(struct intake *in, struct error *err)
{
    if (in->issued.n || register_read(&in->issued, in->store, in->d, err))
        return &in->issued;
    register_release(&in->issued);
    return NULL;
}

const struct option_words *intake_scales(const struct intake *in)
{
    return in->scales;
}

size_t intake_keyer(struct intake *in, const char *name)
{
    return spellings_add(in->keyers, name, 1);
}

const char *intake_keyer_name(const struct intake *in, size_t keyer)
{
    return spellings_text(in->keyers, keyer);
}

size_t intake_person(const struct intake *in, size_t keyer)
{
    return spellings_thing(in->keyers, keyer);
}

const char *intake_person_name(const struct intake *in, size_t person)
{
    return spellings_thing_usual(in->keyers, person);
}

/* --- a ballot ------------------------------------------------------------------------------ */

void intake_entry(struct intake *in, size_t ballot, int pass, struct entry *entry)
{
    *entry = (struct entry){.ballot = ballot,
                            .pass = (uint8_t)pass,
                            .channel = CHANNEL_PAPER,
                            .state = N_CUSTODY,
                            .keyer = NONE,
                            .n_cells = register_n_cells(&in->issued, in->d, ballot),
                            .started = NAN,
                            .ended = NAN};
    entry->cells = in->cells = grow(in->cells, &in->cells_room, entry->n_cells + 1, 1);
    register_blank(&in->issued, in->d, ballot, pass, MARK_BLANK, entry->cells);
}

/* --- a batch ------------------------------------------------------------------------------- */

static void empty_outbox(struct outbox *box)
{
    for (size_t i = 0; i < box->n_texts; i++)
        free(box->texts[i].value);
    for (size_t i = 0; i < box->n_events; i++)
        free(box->events[i].reason);
    box->n_texts = box->n_events = box->n_withdrawn = 0;
    sorter_free(box->sorter);
    box->sorter = NULL;
}

/* The batch has ended; where nothing of it was WRITTEN, the register goes back to what it was. */
static void end_batch(struct intake *in, bool written)
{
    for (size_t i = in->n_taken; i-- > 0;) {
        struct issued *b = &in->issued.ballots[in->taken[i].ballot];
        if (!written)
            *b = in->taken[i].before;
        else if (in->taken[i].pass)
            b->stands |= (uint8_t)(1u << in->taken[i].pass);
        b->line = b->now = b->seen = 0;
    }
    if (in->whole) /* of which there is no list */
        in->next_run = 0;
    else if (written)
        in->next_run++;
    for (size_t i = 0; i < in->n_tables; i++) {
        free(in->tables[i].file);
        free(in->tables[i].sheet);
    }
    in->n_tables = in->n_taken = 0;
    sources_release(&in->sources);
    struct query **queries[] = {&in->where_keyed, &in->stored,     &in->stored_text,
                                &in->aside,       &in->aside_text, &in->last_event};
    in->n_withdrawn = -1;
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        query_end(*queries[i], NULL);
        *queries[i] = NULL;
    }
    in->corrects = false;
    audited_release(in);
    in->so_far = (struct taken_so_far){0};
    strbuf_release(&in->changed);
    in->n_changed = 0;
    in->twice = (struct twice){0};
    free(in->sent);
    in->sent = NULL;
    empty_outbox(&in->outbox);
}

bool intake_begin(struct intake *in, const char *verb, bool whole, const struct actor *actor, struct error *err)
{
    assert(!in->outbox.sorter);
    if (!run_begin(&in->run, in->store, verb, actor, err))
        return false;
    in->whole = whole;
    in->outbox.sorter = sorter_new(store_path(in->store));
    if ((in->run.number == in->next_run && store_number(in->store, sql_version, 0) == in->version) ||
        read_definition(in, err))
        return true;
    in->next_run = 0;
    intake_abandon(in);
    return false;
}

void intake_corrects(struct intake *in)
{
    in->corrects = true;
}

void intake_option(struct intake *in, const char *option, const char *value)
{
    sources_option(&in->sources, option, value);
}

struct new_source *intake_source(struct intake *in, const struct new_source *file, const char *sheet)
{
    return sources_add(&in->sources, in->store, file, sheet);
}

void intake_twice(struct intake *in, const struct twice *twice)
{
    in->twice = *twice;
}

bool intake_may_replace(const struct intake *in, enum channel channel)
{
    return in->whole && (in->twice.of[channel] == TWICE_LAST || in->twice.of[channel] == TWICE_FIRST);
}

const struct taken_so_far *intake_taken(const struct intake *in)
{
    return &in->so_far;
}

/* DETAIL, what was corrected, and how many warnings of each code. */
static void tell(struct intake *in, const char *detail, const struct issues *issues)
{
    struct strbuf text = {0};
    for (size_t i = 0; i < issues_n_codes(issues); i++) {
        size_t n;
        bool accepted;
        const char *code = issues_code(issues, i, &n, &accepted);
        if (n && *code == 'W')
            strbuf_addf(&text, "%s%s %zu%s", text.n ? ", " : "; ", code, n, accepted ? _(" accepted") : "");
    }
    char *more = in->n_changed > KEYED_OTHERWISE_MOST
                     ? xasprintf(_("; %zu ballots more"), in->n_changed - KEYED_OTHERWISE_MOST)
                     : xstrdup("");
    run_detail(&in->run, "%s%s%s%s", detail, strbuf_text(&in->changed), more, strbuf_text(&text));
    free(more);
    strbuf_release(&text);
}

bool intake_commit(struct intake *in, const char *detail, struct issues *issues, struct receipt *receipt,
                   struct error *err)
{
    assert(in->outbox.sorter);
    bool dry_run = in->run.actor->dry_run, ok = batch_write(in, issues, err);
    if (ok)
        tell(in, detail, issues);
    ok = ok && run_commit(&in->run, err);
    if (ok && receipt) {
        receipt->run = in->run.number;
        memcpy(receipt->hash, in->run.hash, sizeof receipt->hash);
    }
    run_abandon(&in->run);
    end_batch(in, ok && !dry_run);
    return ok;
}

void intake_abandon(struct intake *in)
{
    if (!in->outbox.sorter)
        return;
    run_abandon(&in->run);
    end_batch(in, false);
}
