/* A step of a ballot: whether it may follow, what is known of it already, and into the tables. */
#include <stdlib.h>
#include <string.h>

#include "importers/tables/custody_inside.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

struct place custody_at(const struct said *r, int column)
{
    return row_place(r->row, r->h->at[column] == SIZE_MAX ? r->h->at[C_SERIAL] : r->h->at[column]);
}

static char *step_key(const struct said *r, enum custody state)
{
    return xasprintf("%s %s", r->serial, custody_names[state]);
}

const struct movement *custody_known(const struct lists *l, const struct said *r, enum custody state)
{
    char *key = step_key(r, state);
    size_t i = dictionary_find(l->steps, key);
    free(key);
    return i != SIZE_MAX ? &l->added[i].movement : custody_movement(&l->book, r->ballot, state);
}

static void remember_step(struct lists *l, const struct said *r, const struct movement *m)
{
    char *key = step_key(r, m->state);
    size_t i = dictionary_add(l->steps, key, strlen(key), NULL);
    free(key);
    l->added = grow(l->added, &l->added_room, i + 1, sizeof *l->added);
    l->added[i] = (struct added){r->ballot->serial, *m};
}

/* True where STATE, put into CHAIN, stands behind every state that an event says. */
static bool stands_last(const struct chain *chain, enum custody state)
{
    for (size_t i = chain->n; i > 0 && chain_state(chain, i) != state; i--)
        if (chain_state(chain, i) != CUSTODY_KEYED && chain_state(chain, i) != CUSTODY_HANDED &&
            chain_state(chain, i) != CUSTODY_DELIVERED)
            return false;
    return true;
}

static void write_event(struct lists *l, const struct said *r, enum custody state)
{
    struct custody_ballot *b = r->ballot;
    query_int(l->event, ":serial", b->serial);
    query_int(l->event, ":number", ++b->last_event);
    query_text(l->event, ":state", custody_names[state]);
    query_str(l->event, ":reason", state == r->away ? r->reason : "");
    query_run(l->event);
    b->event = b->last_event;
    b->event_state = state;
}

/* M of the ballot, which tells of EVENT and takes the place of the movement REPLACES, 0 for none. */
static void write_movement(struct lists *l, const struct said *r, struct movement *m, int64_t event, int64_t replaces)
{
    m->number = ++r->ballot->last_movement;
    m->event = event;
    query_int(l->movement, ":serial", r->ballot->serial);
    query_int(l->movement, ":number", m->number);
    query_text(l->movement, ":state", custody_names[m->state]);
    query_int(l->movement, ":event", event);
    query_int(l->movement, ":replaces", replaces);
    query_str(l->movement, ":date", custody_text(&l->book, m->date));
    query_str(l->movement, ":by", custody_text(&l->book, m->by));
    query_str(l->movement, ":office", custody_text(&l->book, m->office));
    query_str(l->movement, ":batch", custody_text(&l->book, m->batch));
    query_int(l->movement, ":source", l->source);
    query_int(l->movement, ":line", (int64_t)r->row->line);
    query_run(l->movement);
    remember_step(l, r, m);
}

/* What stands in a row, else what holds of all, else NOTHING. */
static uint32_t particular(struct lists *l, const char *said, const char *of_all, uint32_t nothing)
{
    return *said ? custody_number(&l->book, said) : of_all ? custody_number(&l->book, of_all) : nothing;
}

/* The step STATE with its DATE as R has it; where WAS is given what is not said stays, and options say nothing. */
static struct movement step_said(struct lists *l, const struct said *r, enum custody state, const char *date,
                                 const struct movement *was)
{
    static const struct custody_options nothing;
    const struct movement none = {.office = r->ballot->office}, *had = was ? was : &none;
    const struct custody_options *o = was ? &nothing : l->options;
    bool tells = !was || r->told == state;
    const char *day = *date ? date : tells ? r->date : "";
    const char *office = tells && (!was || *r->text[C_OFFICE]) ? r->office : "";
    return (struct movement){.state = state,
                             .date = particular(l, day, r->says_day ? NULL : o->date, had->date),
                             .by = particular(l, tells ? r->text[C_BY] : "", o->by, had->by),
                             .office = particular(l, office, NULL, had->office),
                             .batch = particular(l, tells ? r->text[C_BATCH] : "", o->batch, had->batch)};
}

/* The day of M, said in COLUMN; that of all steps was looked at once. */
static void check_day(struct lists *l, const struct said *r, const struct movement *m, int column)
{
    const char *day = custody_text(&l->book, m->date);
    if (l->options->date && !strcmp(day, l->options->date))
        return;
    char *what = xasprintf(_("serial %s: \"%s\""), r->serial, custody_words(m->state));
    days_check(&l->days, day, what, l->issues, custody_at(r, column));
    free(what);
}

/* "date 2024-12-05 → 2024-12-06, …": what IS says otherwise than WAS; "" where it is the same. */
static void tell_changes(const struct lists *l, const struct movement *was, const struct movement *is,
                         struct strbuf *words)
{
    const struct {
        const char *name;
        uint32_t was, is;
    } parts[] = {{_("date"), was->date, is->date},
                 {_("by"), was->by, is->by},
                 {_("office"), was->office, is->office},
                 {_("bag"), was->batch, is->batch}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].was != parts[i].is)
            strbuf_item(words, ", ", "%s \"%s\" → \"%s\"", parts[i].name, custody_text(&l->book, parts[i].was),
                        custody_text(&l->book, parts[i].is));
}

/* The step is known, as WAS. */
static bool take_known(struct lists *l, const struct said *r, enum custody state, int column, const char *date,
                       const struct movement *was)
{
    struct movement is = step_said(l, r, state, date, was);
    struct strbuf words = {0};
    int64_t replaces = was->number;
    tell_changes(l, was, &is, &words);
    if (words.n && !l->options->correct)
        issues_add(
            l->issues, FAULT, "F445", custody_at(r, column),
            _("serial %s: \"%s\" stands in the round with other particulars: %s; `--correct --reason TEXT` takes "
              "those here in their place"),
            r->serial, custody_words(state), strbuf_text(&words));
    else if (words.n) {
        strbuf_addf(&l->corrected, "; %s %s: %s", r->serial, custody_names[state], strbuf_text(&words));
        if (was->date != is.date)
            check_day(l, r, &is, column);
        write_movement(l, r, &is, was->event, replaces);
        l->result->corrected++;
    }
    bool changed = words.n > 0;
    strbuf_release(&words);
    return changed;
}

bool custody_take(struct lists *l, const struct said *r, enum custody state, int column, const char *date)
{
    struct custody_ballot *b = r->ballot;
    const struct movement *was = custody_known(l, r, state);
    bool is_event = state != CUSTODY_DELIVERED && state != CUSTODY_HANDED, is_last = b->event_state == state;
    if (was)
        return take_known(l, r, state, column, date, was);
    if (state == CUSTODY_RETURNED && !chain_has(&b->chain, CUSTODY_HANDED) && !chain_has(&b->chain, CUSTODY_RETURNED)) {
        issues_add(l->issues, FAULT, "F442", custody_at(r, column),
                   _("serial %s came back, and nobody wrote down that it was handed out; expected \"%s\" too"),
                   r->serial, r->h->names[C_HANDED]);
        return false;
    }
    if (b->replaced != N_CUSTODY && state == CUSTODY_RETURNED) {
        issues_add(
            l->issues, FAULT, "F443", custody_at(r, column),
            _("serial %s is of somebody who was replaced (%s); it cannot count, the state \"void\" sets it aside"),
            r->serial, custody_words(b->replaced));
        return false;
    }
    int64_t event = is_event && is_last ? b->event : 0;
    if (!chain_has(&b->chain, state)) {
        struct chain trial = b->chain;
        enum custody last = chain_last(&trial);
        if (chain_add(&trial, state) > 0) {
            issues_add(l->issues, FAULT, "F443", custody_at(r, column), _("serial %s: \"%s\" cannot follow \"%s\""),
                       r->serial, custody_words(state), custody_words(last));
            return false;
        }
        b->chain = trial;
        if (is_event && stands_last(&trial, state)) {
            write_event(l, r, state);
            event = b->event;
        }
    }
    struct movement is = step_said(l, r, state, date, NULL);
    check_day(l, r, &is, column);
    write_movement(l, r, &is, event, 0);
    l->result->steps++;
    return true;
}
