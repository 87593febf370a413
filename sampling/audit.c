#include "sampling/audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sampling/ticket.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"
#include "survey/custody/audit_list.h"
#include "survey/round/frame.h"

/* --- the smallest tickets ------------------------------------------------------------------ */

struct pick {
    struct ticket ticket;
    int64_t serial, cell;
};

/* Of all that were offered the TAKE smallest are among the first 2 TAKE and some. */
struct picks {
    struct pick *picks;
    size_t n, room, take;
};

static int by_ticket(const void *a, const void *b)
{
    return ticket_compare(&((const struct pick *)a)->ticket, &((const struct pick *)b)->ticket);
}

static void picks_cut(struct picks *p)
{
    if (p->n)
        qsort(p->picks, p->n, sizeof *p->picks, by_ticket);
    p->n = p->n < p->take ? p->n : p->take;
}

static void picks_offer(struct picks *p, const struct pick *pick)
{
    if (p->n >= 2 * p->take + 1000)
        picks_cut(p);
    p->picks = grow(p->picks, &p->room, p->n + 1, sizeof *p->picks);
    p->picks[p->n++] = *pick;
}

/* --- a list gone through --------------------------------------------------------------------- */

struct going {
    const struct audit *audit;
    const char *seed; /* NULL: for its SHA-256 alone */
    struct list_hash hash;
    struct picks *of; /* by batch; all in one where there are none */
    size_t n_of, room;
    char sha256[HASH_HEX];
};

static struct picks *picks_of(struct going *g, size_t batch)
{
    size_t i = g->audit->kind == AUDIT_BATCH ? batch : 0;
    while (g->n_of <= i) {
        g->of = grow(g->of, &g->room, g->n_of + 1, sizeof *g->of);
        g->of[g->n_of++] = (struct picks){.take = (size_t)g->audit->take};
    }
    return &g->of[i];
}

static void offer(struct going *g, const struct ticket_seed *seed, const struct listed *b, struct picks *to)
{
    char id[HASH_HEX + 24];
    hash_digits(b->commitment, id);
    if (!strcmp(g->audit->part, "ballots")) {
        struct pick pick = {ticket_of(seed, id, HASH_HEX - 1), b->serial, AUDIT_WHOLE};
        picks_offer(to, &pick);
        return;
    }
    for (size_t i = 0; i < b->n_cells; i++) {
        if (!b->is_field[i])
            continue;
        int n = snprintf(id + HASH_HEX - 1, sizeof id - HASH_HEX, "/%zu", i);
        struct pick pick = {ticket_of(seed, id, HASH_HEX - 1 + (size_t)n), b->serial, (int64_t)i};
        picks_offer(to, &pick);
    }
}

static bool go_through(struct going *g, struct store *store, const struct definition *d, struct error *err)
{
    struct audit_list *list = audit_list_open(store, d, g->audit->kind, g->audit->run);
    struct listed b;
    struct ticket_seed seed;
    list_hash_init(&g->hash);
    if (g->seed)
        ticket_seed_set(&seed, g->seed);
    while (audit_list_next(list, &b)) {
        size_t batch = list_hash_add(&g->hash, &b);
        if (g->seed)
            offer(g, &seed, &b, picks_of(g, batch));
    }
    list_hash_hex(&g->hash, g->audit->kind, g->sha256);
    return audit_list_close(list, err);
}

static void going_release(struct going *g)
{
    list_hash_release(&g->hash);
    for (size_t i = 0; i < g->n_of; i++)
        free(g->of[i].picks);
    free(g->of);
}

static int by_serial_and_cell(const void *a, const void *b)
{
    const struct audit_drawn *x = a, *y = b;
    return x->serial != y->serial ? (x->serial > y->serial) - (x->serial < y->serial)
                                  : (x->cell > y->cell) - (x->cell < y->cell);
}

/* What was drawn, by serial and cell. */
static struct audit_drawn *drawn_by(struct going *g, size_t *n)
{
    *n = 0;
    for (size_t i = 0; i < g->n_of; i++) {
        picks_cut(&g->of[i]);
        *n += g->of[i].n;
    }
    struct audit_drawn *drawn = xcalloc(*n + 1, sizeof *drawn);
    for (size_t i = 0, k = 0; i < g->n_of; i++)
        for (size_t j = 0; j < g->of[i].n; j++)
            drawn[k++] = (struct audit_drawn){g->audit->run, g->of[i].picks[j].serial, g->of[i].picks[j].cell};
    qsort(drawn, *n, sizeof *drawn, by_serial_and_cell);
    return drawn;
}

/* --- fixing ------------------------------------------------------------------------------------ */

/* The outcome of an event that was named before may be known by now. */
static bool is_new_event(struct store *store, const char *seed_from, struct error *err)
{
    size_t n_audits, n_freezes = 0;
    struct audit *audits = audits_read(store, &n_audits, err);
    struct freeze *freezes = audits ? frame_freezes(store, &n_freezes, err) : NULL;
    int64_t line = 0;
    for (size_t i = 0; freezes && i < n_audits; i++)
        line = text_same(seed_from, audits[i].seed_from) ? audits[i].run : line;
    for (size_t i = 0; i < n_freezes; i++)
        line = text_same(seed_from, freezes[i].seed_from) ? freezes[i].run : line;
    bool ok = freezes != NULL;
    if (line)
        ok = error_set(
            err, E_STATE,
            _("\"%s\" was named already, log line %" PRId64 "; an audit needs an event of its own, still to come"),
            seed_from, line);
    audits_free(audits, n_audits);
    rows_free(freezes, n_freezes, &freeze_row);
    return ok;
}

bool audit_fix(struct store *store, const struct audit_wish *wish, const struct actor *actor, struct audit_made *made,
               struct error *err)
{
    char *event = text_trim(wish->seed_from), *part = xstrdup(wish->part ? wish->part : "");
    bool ok = *event ||
              error_set(err, E_USAGE, _("--seed-from must name the public event, still to come, that gives the seed"));
    struct run run = {0};
    struct definition *d = NULL;
    ok = ok && is_new_event(store, event, err) && run_begin(&run, store, "audit draw", actor, err) &&
         (d = definition_load(store, err));
    struct audit audit = {.run = run.number,
                          .seed_from = event,
                          .seed_digits = wish->seed_digits,
                          .part = part,
                          .take = wish->take,
                          .accept = wish->accept,
                          .kind = wish->kind};
    struct going going = {.audit = &audit};
    ok = ok && go_through(&going, store, d, err);
    if (ok && going.hash.n == 0)
        ok = error_set(err, E_STATE,
                       wish->kind == AUDIT_REINTERVIEW ? _("no member's ballot is keyed yet; nobody can be asked again")
                                                       : _("no paper ballot is keyed yet; there is nothing to audit"));
    if (ok) {
        audit.sha256 = going.sha256;
        audit.ballots = (int64_t)going.hash.n;
        audit.fields = going.hash.fields;
        *made = (struct audit_made){.run = run.number, .ballots = audit.ballots, .fields = audit.fields};
        memcpy(made->sha256, going.sha256, HASH_HEX);
        run_detail(&run, _("%s: list sha256 %s; %" PRId64 " ballots, %" PRId64 " fields; seed from: %s"),
                   audit_kind_names[audit.kind], audit.sha256, audit.ballots, audit.fields, event);
        ok = audit_write(&run, &audit, err) && run_commit(&run, err);
    }
    run_abandon(&run);
    going_release(&going);
    definition_free(d);
    free(event);
    free(part);
    return ok;
}

/* --- drawing ------------------------------------------------------------------------------------ */

/* PART and TAKE, where given, are what AUDIT fixed or left open, which they settle. */
static bool settle_size(struct audit *audit, const char *part, int64_t take, struct error *err)
{
    if (audit->fixed && part && (strcmp(part, audit->part) != 0 || take != audit->take))
        return error_set(err, E_USAGE,
                         _("the audit of line %" PRId64 " fixed --%s %" PRId64 " before the seed was known"),
                         audit->run, audit->part, audit->take);
    if (!audit->fixed && !part)
        return error_set(err, E_USAGE, _("how many? give --ballots N or --fields N"));
    if (!audit->fixed) {
        free(audit->part);
        audit->part = xstrdup(part);
        audit->take = take;
    }
    return true;
}

/* Repeat AUDIT: G of its list, what was drawn. */
static struct audit_drawn *repeat(struct going *g, struct store *store, const struct definition *d, size_t *n,
                                  struct error *err)
{
    return go_through(g, store, d, err) ? drawn_by(g, n) : NULL;
}

/* Draw AUDIT by its seed, in RUN. */
static bool draw_audit(struct run *run, const struct audit *audit, struct audit_made *made, struct error *err)
{
    struct definition *d = definition_load(run->store, err);
    struct going going = {.audit = audit, .seed = audit->seed};
    size_t n = 0;
    struct audit_drawn *drawn = d ? repeat(&going, run->store, d, &n, err) : NULL;
    bool ok = drawn != NULL;
    if (ok && strcmp(going.sha256, audit->sha256) != 0)
        ok = error_set(err, E_STATE,
                       _("the list of the audit of line %" PRId64
                         " cannot be made again: SHA-256 %.12s… then, %.12s… now; "
                         "`dtxhh verify` tells more"),
                       audit->run, audit->sha256, going.sha256);
    if (ok) {
        *made = (struct audit_made){.run = audit->run};
        for (size_t i = 0; i < n; i++) {
            made->ballots += i == 0 || drawn[i].serial != drawn[i - 1].serial;
            made->fields += drawn[i].cell != AUDIT_WHOLE;
        }
        memcpy(made->sha256, audit->sha256, HASH_HEX);
        run_detail(run, _("%s of line %" PRId64 "; seed: %s; %" PRId64 " ballots, %" PRId64 " fields of them"),
                   audit_kind_names[audit->kind], audit->run, audit->seed, made->ballots, made->fields);
        ok = audit_draw_write(run, audit, drawn, n, err) && run_commit(run, err);
    }
    free(drawn);
    going_release(&going);
    definition_free(d);
    return ok;
}

/* A seed that something was drawn by was known before the list was fixed, whatever event it is said to be of. */
static bool is_new_seed(struct store *store, const char *seed, const struct audit *audits, size_t n, struct error *err)
{
    size_t n_draws = 0;
    struct draw *draws = frame_draws(store, &n_draws, err);
    bool ok = draws != NULL;
    int64_t line = 0;
    for (size_t i = 0; i < n_draws; i++)
        line = !strcmp(seed, draws[i].seed) ? draws[i].run : line;
    for (size_t i = 0; i < n; i++)
        line = audits[i].drawn_in && !strcmp(seed, audits[i].seed) ? audits[i].drawn_in : line;
    if (line)
        ok =
            error_set(err, E_STATE,
                      _("log line %" PRId64 " drew by the seed \"%s\" already; expected the outcome of the event named "
                        "for this audit"),
                      line, seed);
    rows_free(draws, n_draws, &draw_row);
    return ok;
}

bool audit_take(struct store *store, enum audit_kind kind, const char *seed, const char *part, int64_t take,
                const struct actor *actor, struct audit_made *made, struct error *err)
{
    size_t n;
    struct audit *audits = audits_read(store, &n, err);
    struct audit *waits = audits ? audit_find(audits, n, 0, kind, false) : NULL;
    bool ok = audits != NULL;
    if (ok && !waits)
        ok = error_set(err, E_STATE,
                       _("no audit waits for its seed; `dtxhh audit draw --seed-from EVENT` fixes its list first"));
    if (ok)
        ok = seed_is_fit(seed, waits->seed_digits, err) && is_new_seed(store, seed, audits, n, err) &&
             settle_size(waits, part, take, err);
    struct run run = {0};
    if (ok) {
        free(waits->seed);
        waits->seed = xstrdup(seed);
        ok = run_begin(&run, store, "audit draw", actor, err) && draw_audit(&run, waits, made, err);
    }
    run_abandon(&run);
    audits_free(audits, n);
    return ok;
}

/* --- verifying ------------------------------------------------------------------------------------ */

static bool same_drawn(const struct audit_drawn *a, size_t n, const struct audit_drawn *b, size_t m)
{
    for (size_t i = 0; i < n && n == m; i++)
        if (a[i].serial != b[i].serial || a[i].cell != b[i].cell)
            return false;
    return n == m;
}

static void warn_of_open(const struct audit *a, const struct place *place, struct issues *issues)
{
    if (!a->fixed && a->drawn_in)
        issues_add(issues, WARNING, "W476", *place,
                   _("audit of line %" PRId64 ": how many are drawn was not said before the seed was known"), a->run);
    if (!a->seed_digits)
        issues_add(issues, WARNING, "W476", *place,
                   _("audit of line %" PRId64
                     ": how the seed is written was not said; another wording of the same outcome "
                     "would have drawn others"),
                   a->run);
}

static bool verify_one(struct store *store, const struct definition *d, const struct audit *a, struct issues *issues,
                       struct error *err)
{
    struct place place = {store_path(store), NULL, 0, 0};
    struct going going = {.audit = a, .seed = a->drawn_in ? a->seed : NULL};
    struct error form = {0};
    size_t n = 0, m = 0;
    struct audit_drawn *again = repeat(&going, store, d, &n, err),
                       *drawn = again ? audit_drawn_read(store, a->run, &m, err) : NULL;
    bool ok = drawn != NULL;
    if (ok &&
        (strcmp(going.sha256, a->sha256) != 0 || (int64_t)going.hash.n != a->ballots || going.hash.fields != a->fields))
        issues_add(issues, FAULT, "F479", place, _("audit of line %" PRId64 ": its list is not the one that was fixed"),
                   a->run);
    if (ok && ((a->drawn_in && !seed_is_fit(a->seed, a->seed_digits, &form)) || !same_drawn(again, n, drawn, m)))
        issues_add(issues, FAULT, "F480", place,
                   _("audit of line %" PRId64 ": the seed \"%s\" draws others than those that are there"), a->run,
                   a->seed);
    warn_of_open(a, &place, issues);
    free(again);
    free(drawn);
    going_release(&going);
    return ok;
}

bool audit_verify(struct store *store, struct issues *issues, struct error *err)
{
    size_t n;
    struct audit *audits = audits_read(store, &n, err);
    struct definition *d = audits && n ? definition_load(store, err) : NULL;
    bool ok = audits && (n == 0 || d);
    for (size_t i = 0; ok && i < n; i++)
        ok = verify_one(store, d, &audits[i], issues, err);
    definition_free(d);
    audits_free(audits, n);
    return ok;
}
