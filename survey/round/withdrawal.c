#include "survey/round/withdrawal.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/round/ballots.h"

static const char sql_entries[] = "SELECT pass, e.run, coalesce(keyer, '–'), file, line_shown(serial, e.source, line), "
                                  "of_pass FROM keying_now e LEFT JOIN "
                                  "source_now s ON s.source = e.source "
                                  "WHERE serial = :serial AND (:pass = 0 OR of_pass = :pass) ORDER BY of_pass";
static const char sql_above[] = "SELECT min(of_pass) FROM keying_now WHERE serial = :serial AND of_pass > :pass"
                                " AND (of_pass > 3) = (:pass > 3)";
static const char sql_event[] =
    "SELECT number, state, run FROM event_now WHERE serial = :serial ORDER BY number DESC LIMIT 1";
static const char sql_verb[] = "SELECT verb FROM log WHERE number = :run";
/* Its files, or what a correction corrected. */
static const char sql_what[] = "SELECT coalesce((SELECT group_concat(file, ', ') FROM (SELECT DISTINCT file FROM "
                               "source WHERE run = :run)), detail)"
                               " FROM log WHERE number = :run";
static const char sql_withdrawn[] = "SELECT run FROM withdrawal WHERE serial = 0 AND withdraws = :run";
static const char sql_withdraws[] = "SELECT withdraws FROM withdrawal WHERE serial = 0 AND run = :run";
static const char sql_rows[] =
    "SELECT (SELECT count(*) FROM entry WHERE run = :run) + (SELECT count(*) FROM later_entry"
    " WHERE run = :run) + (SELECT count(*) FROM event WHERE run = :run)"
    " + (SELECT count(*) FROM audit_entry WHERE run = :run)"
    " + (SELECT count(*) FROM points WHERE run = :run) + (SELECT count(*) FROM evidence"
    " WHERE run = :run) + (SELECT count(*) FROM movement WHERE run = :run) + (SELECT count(*) FROM finding"
    " WHERE run = :run) + (SELECT count(*) FROM withdrawal WHERE run = :run)";

/* Runs that build on :run, and on how many of its rows: a later keying of the same channel, a correction of what it
 * added, points of the same unit and criterion. */
static const char sql_builds[] =
    "SELECT x.run, count(*) FROM (SELECT b.run FROM entry_now a JOIN entry_now b ON b.serial = a.serial"
    " AND b.pass > a.pass AND (b.pass > 3) = (a.pass > 3) WHERE a.run = :run AND b.run <> :run"
    " UNION ALL SELECT w.run FROM withdrawal w WHERE w.withdraws = :run AND w.pass <> 0 AND EXISTS (SELECT 1"
    " FROM entry_now n WHERE n.serial = w.serial AND n.pass = w.pass)"
    " AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)"
    " UNION ALL SELECT q.run FROM points p JOIN points_now q ON q.unit = p.unit AND q.criterion = p.criterion"
    " AND q.\"group\" = p.\"group\" WHERE p.run = :run AND q.run > :run) x GROUP BY x.run ORDER BY x.run DESC LIMIT 1";

static bool add(struct query *q, struct run *run, int64_t serial, int64_t pass, int64_t event, int64_t withdraws)
{
    query_int(q, ":serial", serial);
    query_int(q, ":pass", pass);
    query_int(q, ":event", event);
    query_int(q, ":withdraws", withdraws);
    query_text(q, ":reason", run->actor->reason);
    return query_run(q);
}

static int64_t number_of(struct store *store, const char *sql, int64_t number)
{
    struct query *q = query_new(store, sql);
    query_int(q, ":run", number);
    int64_t found = query_next(q) ? query_get_int(q, 0) : 0;
    query_end(q, NULL);
    return found;
}

static char *text_of(struct store *store, const char *sql, int64_t number)
{
    struct query *q = query_new(store, sql);
    query_int(q, ":run", number);
    char *found = xstrdup(query_next(q) ? query_get_str(q, 0) : "");
    query_end(q, NULL);
    return found;
}

/* A keying above PASS, which decides on it or is compared with it, stays in the way. */
static bool nothing_above(struct store *store, int64_t serial, int pass, struct error *err)
{
    struct query *q = query_new(store, sql_above);
    query_int(q, ":serial", serial);
    query_int(q, ":pass", pass);
    int64_t above = query_next(q) ? query_get_int(q, 0) : 0;
    char text[SERIAL_TEXT];
    bool ok =
        !above || error_set(err, E_STATE,
                            _("pass %" PRId64 " of ballot %s builds on pass %d; withdraw it first, or all of them "
                              "by leaving out --pass"),
                            above, serial_format(serial, text), pass);
    return query_end(q, err) && ok;
}

bool withdraw_entry(struct store *store, int64_t serial, int pass, const struct actor *actor, size_t *n,
                    struct error *err)
{
    struct run run;
    char text[SERIAL_TEXT];
    assert(actor->reason);
    *n = 0;
    if ((pass && !nothing_above(store, serial, pass, err)) || !run_begin(&run, store, "correct", actor, err))
        return false;
    struct query *entries = query_new(store, sql_entries), *q = run_insert(&run, "withdrawal");
    query_int(entries, ":serial", serial);
    query_int(entries, ":pass", pass);
    struct strbuf words = {0};
    while (query_next(entries) && add(q, &run, serial, query_get_int(entries, 0), 0, query_get_int(entries, 1))) {
        strbuf_item(&words, ", ", _("keying %" PRId64 " (%s, %s, line %" PRId64 ")"), query_get_int(entries, 5),
                    query_get_str(entries, 2), query_get_str(entries, 3), query_get_int(entries, 4));
        ++*n;
    }
    bool ok = query_end(entries, err);
    ok = query_end(q, err) && ok;
    if (ok && !*n)
        ok = error_set(err, E_STATE, _("ballot %s has no such entry"), serial_format(serial, text));
    if (ok) {
        run_detail(&run, _("ballot %s: %s withdrawn"), serial_format(serial, text), strbuf_text(&words));
        ok = run_commit(&run, err);
    }
    strbuf_release(&words);
    run_abandon(&run);
    return ok;
}

bool withdraw_event(struct store *store, int64_t serial, const struct actor *actor, struct error *err)
{
    struct run run;
    char text[SERIAL_TEXT];
    assert(actor->reason);
    if (!run_begin(&run, store, "correct", actor, err))
        return false;
    struct query *last = query_new(store, sql_event), *q = run_insert(&run, "withdrawal");
    query_int(last, ":serial", serial);
    bool ok = query_next(last);
    if (ok) {
        run_detail(&run, _("ballot %s: \"%s\" of line %" PRId64 " of the log taken back"), serial_format(serial, text),
                   query_get_str(last, 1), query_get_int(last, 2));
        add(q, &run, serial, 0, query_get_int(last, 0), query_get_int(last, 2));
    } else {
        error_set(err, E_STATE, _("ballot %s has no state that could be taken back"), serial_format(serial, text));
    }
    ok = query_end(last, err) && ok;
    ok = query_end(q, err) && ok && run_commit(&run, err);
    run_abandon(&run);
    return ok;
}

/* Whether the run NUMBER may be withdrawn. */
static bool may_withdraw(struct store *store, int64_t number, char **verb, struct error *err)
{
    struct query *q = query_new(store, sql_verb);
    query_int(q, ":run", number);
    *verb = xstrdup(query_next(q) ? query_get_str(q, 0) : "");
    if (!query_end(q, err))
        return false;
    static const char *const may[] = {"import",         "points import",   "correct",
                                      "custody import", "findings import", "audit import"};
    size_t k = 0;
    while (k < sizeof may / sizeof *may && strcmp(*verb, may[k]) != 0)
        k++;
    if (k == sizeof may / sizeof *may)
        return error_set(err, E_STATE, _("line %" PRId64 " of the log is no import and no correction (%s)"), number,
                         **verb ? *verb : "–");
    int64_t by = number_of(store, sql_withdrawn, number), of = number_of(store, sql_withdraws, number);
    if (by)
        return error_set(err, E_STATE, _("run %" PRId64 " was withdrawn already, by run %" PRId64), number, by);
    if (of)
        return error_set(err, E_STATE,
                         _("run %" PRId64 " withdrew run %" PRId64 "; that stays: import the files once more"), number,
                         of);
    q = query_new(store, sql_builds);
    query_int(q, ":run", number);
    bool ok = true;
    if (query_next(q))
        ok = error_set(err, E_STATE,
                       _("run %" PRId64 " builds on run %" PRId64 " (%" PRId64
                         " of its rows: keyed once more, corrected "
                         "or decided); withdraw run %" PRId64 " first"),
                       query_get_int(q, 0), number, query_get_int(q, 1), query_get_int(q, 0));
    return query_end(q, err) && ok;
}

bool withdraw_run(struct store *store, int64_t number, const struct actor *actor, size_t *n, struct error *err)
{
    struct run run;
    char *verb = NULL;
    assert(actor->reason);
    bool ok = may_withdraw(store, number, &verb, err) && run_begin(&run, store, "correct", actor, err);
    if (ok) {
        *n = (size_t)number_of(store, sql_rows, number);
        struct query *q = run_insert(&run, "withdrawal");
        add(q, &run, 0, 0, 0, number);
        char *what = text_of(store, sql_what, number);
        run_detail(&run, _("run %" PRId64 " (%s: %s) withdrawn: %zu rows"), number, verb, what, *n);
        free(what);
        ok = query_end(q, err) && run_commit(&run, err);
        run_abandon(&run);
    }
    free(verb);
    return ok;
}
