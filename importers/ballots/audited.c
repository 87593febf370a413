/* Ballots keyed for an audit: those that it drew, once each, by somebody else; nothing of them counts. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/intake_inside.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"
#include "survey/store/lines.h"

/* A ballot that was taken. */
struct audited_ballot {
    size_t ballot, keyer;
    int64_t source;
    uint32_t line;
    uint8_t *cells;
    size_t n_cells;
};

void intake_audit(struct intake *in, const struct audited *audited)
{
    in->audited = *audited;
    in->audited.ballots = NULL;
    in->audited.n = in->audited.room = 0;
}

int64_t intake_audits(const struct intake *in)
{
    return in->audited.audit ? in->audited.audit->run : 0;
}

void audited_release(struct intake *in)
{
    for (size_t i = 0; i < in->audited.n; i++)
        free(in->audited.ballots[i].cells);
    free(in->audited.ballots);
    in->audited = (struct audited){0};
}

static bool is_drawn(const struct audit_drawn *drawn, size_t n, size_t cell)
{
    for (size_t i = 0; i < n; i++)
        if (drawn[i].cell == AUDIT_WHOLE || drawn[i].cell == (int64_t)cell)
            return true;
    return false;
}

/* Only fields that were drawn, and all of them. */
static bool check_fields(const struct intake *in, const struct entry *e, const struct audit_drawn *drawn, size_t n,
                         const char *serial, struct issues *issues)
{
    bool ok = true;
    for (size_t i = 0; i < e->n_cells && drawn->cell != AUDIT_WHOLE; i++) {
        bool given = e->cells[i] != MARK_NOT_ASKED, wanted = is_drawn(drawn, n, i);
        if (given == wanted)
            continue;
        char *name = register_cell_words(&in->issued, in->d, e->ballot, i);
        issues_add(issues, FAULT, given ? "F475" : "F477", e->place,
                   given ? _("ballot %s: field %s was not drawn by the audit of line %" PRId64)
                         : _("ballot %s: field %s, which the audit of line %" PRId64
                             " drew, has no answer; an empty one is keyed as \"-\""),
                   serial, name, in->audited.audit->run);
        free(name);
        ok = false;
    }
    return ok;
}

/* Paper is keyed again by somebody who has not keyed it before. */
static bool check_keyer(struct intake *in, const struct entry *e, const char *serial, struct issues *issues)
{
    const char *keyer = e->keyer == NONE ? "" : intake_keyer_name(in, e->keyer);
    struct place place = e->place;
    place.column = e->keyer_column;
    if (in->audited.audit->kind == AUDIT_REINTERVIEW)
        return true;
    if (!*keyer) {
        issues_add(issues, FAULT, "F478", place, _("ballot %s: who keyed it again? column \"keyer\" or --keyer"),
                   serial);
        return false;
    }
    for (int pass = 1; pass <= 6; pass++)
        if (in->issued.ballots[e->ballot].passes & 1u << pass &&
            text_same(keyer, intake_keyed_by(in, e->ballot, pass))) {
            issues_add(issues, FAULT, "F478", place,
                       _("ballot %s was keyed by \"%s\" before; an audit needs another person"), serial, keyer);
            return false;
        }
    return true;
}

static bool is_taken(const struct intake *in, size_t ballot)
{
    for (size_t i = 0; i < in->audited.n; i++)
        if (in->audited.ballots[i].ballot == ballot)
            return true;
    return audit_entry_of(in->audited.entries, in->audited.n_entries, register_serial(&in->issued, ballot)) != NULL;
}

enum taking audited_take(struct intake *in, const struct entry *e, struct issues *issues)
{
    struct audited *a = &in->audited;
    char serial[SERIAL_TEXT];
    size_t n;
    serial_format(register_serial(&in->issued, e->ballot), serial);
    const struct audit_drawn *drawn = audit_drawn_of(a->drawn, a->n_drawn, register_serial(&in->issued, e->ballot), &n);
    bool ok = !e->bad && !e->bad_answer, away = e->state != N_CUSTODY && e->state > CUSTODY_ARCHIVED;
    if (!drawn)
        issues_add(issues, FAULT, "F475", e->place, _("ballot %s was not drawn by the audit of line %" PRId64), serial,
                   a->audit->run);
    else if (is_taken(in, e->ballot))
        issues_add(issues, FAULT, "F476", e->place, _("ballot %s was keyed for the audit of line %" PRId64 " already"),
                   serial, a->audit->run);
    if (!drawn || is_taken(in, e->ballot))
        return REFUSED;
    ok = check_fields(in, e, drawn, n, serial, issues) && ok;
    ok = check_keyer(in, e, serial, issues) && ok;
    if (!ok)
        return REFUSED;
    a->ballots = grow(a->ballots, &a->room, a->n + 1, sizeof *a->ballots);
    struct audited_ballot *b = &a->ballots[a->n++];
    *b = (struct audited_ballot){e->ballot, e->keyer, e->source, (uint32_t)e->place.line, xmalloc(e->n_cells + 1),
                                 e->n_cells};
    memcpy(b->cells, e->cells, e->n_cells);
    for (size_t i = 0; away && i < e->n_cells; i++) /* there is no such paper: nothing of it can be read */
        b->cells[i] = b->cells[i] == MARK_NOT_ASKED ? MARK_NOT_ASKED : MARK_UNREADABLE;
    in->so_far.entries++;
    return NOTED;
}

bool audited_write(struct intake *in, struct error *err)
{
    struct query *q = run_insert(&in->run, "audit_entry");
    for (size_t i = 0; i < in->audited.n; i++) {
        const struct audited_ballot *b = &in->audited.ballots[i];
        query_int(q, ":audit", in->audited.audit->run);
        query_int(q, ":serial", register_serial(&in->issued, b->ballot));
        query_text(q, ":keyer", b->keyer == NONE ? NULL : intake_keyer_name(in, b->keyer));
        query_int(q, ":source", b->source);
        query_int(q, ":line", line_hidden(in->store, register_serial(&in->issued, b->ballot), b->source, b->line));
        query_blob(q, ":answers", b->cells, b->n_cells);
        query_run(q);
    }
    return query_end(q, err) && sources_write(&in->run, "ballots", &in->sources, err);
}
