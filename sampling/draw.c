#include "sampling/draw.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sampling/selection.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/parallel.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/round/frame.h"
#include "survey/round/listing.h"
#include "survey/store/recheck.h"

/* What of the definition decides who is drawn. */
#define DRAW_PARTS (PART(T_GROUPS) | PART(T_STAGES))

/* --- freeze ---------------------------------------------------------------------- */

/* A sample is drawn: the list may still be corrected, but then everybody must hear why. */
static bool may_freeze_again(struct store *store, const struct actor *actor, struct error *err)
{
    if (store_count(store, "draw") == 0)
        return true;
    if (!frame_is_open(store, err))
        return false;
    return actor->reason ||
           error_set(err, E_STATE, _("a sample is drawn already; freezing the frame again needs --reason"));
}

/* The outcome of an event that was named before may be known by now: a list frozen after it could be made to fit. */
static bool is_new_event(struct store *store, const char *seed_from, struct error *err)
{
    size_t n;
    struct freeze *freezes = frame_freezes(store, &n, err);
    bool ok = freezes != NULL;
    for (size_t i = 0; ok && i < n; i++)
        if (text_same(seed_from, freezes[i].seed_from))
            ok = error_set(err, E_STATE,
                           _("\"%s\" was named for an earlier freeze, log line %" PRId64
                             "; freezing the frame again needs another event, still to come"),
                           seed_from, freezes[i].run);
    rows_free(freezes, n, &freeze_row);
    return ok;
}

/* The frame is gone through twice at the same time, on two connections: for its hash, and to draw from it or, without a
 * SELECTION, to see whether that can be done. */
struct two_ways {
    struct store *store;
    const struct definition *d;
    const char *seed;
    double ticket_start;
    struct selection *selection;
    struct issues *issues;
    char hex[HASH_HEX];
    bool hashed, selected;
    struct error hash_error, selection_error;
};

static void go_one_way(void *data, size_t piece)
{
    struct two_ways *w = data;
    if (piece == 1) {
        w->selected = w->selection ? selection_make(w->selection, w->store, w->d, w->seed, w->ticket_start, w->issues,
                                                    &w->selection_error)
                                   : selection_check(w->store, w->d, w->issues, &w->selection_error);
        return;
    }
    /* Opened as if to write: not mapped, so that memory does not grow with the frame. */
    struct store *other = store_open(store_path(w->store), STORE_WRITE, &w->hash_error);
    w->hashed = other && listing_hash_frame(other, w->hex, &w->hash_error);
    store_close(other);
}

/* HEX receives the hash of the frame, every group of which can be drawn. */
static bool check_and_hash(struct store *store, char hex[HASH_HEX], struct issues *issues, struct error *err)
{
    struct definition *d = definition_load_parts(store, DRAW_PARTS, err);
    if (!d)
        return false;
    struct two_ways w = {.store = store, .d = d, .issues = issues};
    parallel(2, 0, go_one_way, &w);
    memcpy(hex, w.hex, HASH_HEX);
    definition_free(d);
    if (!w.selected)
        return error_pass(err, &w.selection_error) && false;
    return error_pass(err, &w.hash_error);
}

bool draw_freeze(struct store *store, struct freezing *f, const struct actor *actor, struct issues *issues,
                 struct error *err)
{
    char *event = text_trim(f->seed_from);
    bool named = *event != '\0';
    free(event);
    if (!named)
        return error_set(err, E_USAGE, _("--seed-from must name the public event, still to come, that gives the seed"));
    if (!may_freeze_again(store, actor, err) || !is_new_event(store, f->seed_from, err))
        return false;
    struct run run;
    if (!run_begin(&run, store, "frame freeze", actor, err))
        return false;
    char *from = xstrdup(f->seed_from);
    struct freeze freeze = {.sha256 = f->sha256,
                            .seed_from = from,
                            .members = store_count(store, "frame"),
                            .ticket_start = f->ticket_start,
                            .seed_digits = f->seed_digits,
                            .rules = f->rules};
    rules_hash(store, f->rules);
    bool ok = freeze.members > 0 || error_set(err, E_STATE, _("the frame is empty; `dtxhh frame import` first"));
    ok = ok && check_and_hash(store, f->sha256, issues, err) && frame_freeze(&run, &freeze, err);
    if (ok) {
        run_detail(&run, _("sha256 %s; %" PRId64 " members; seed from: %s"), f->sha256, freeze.members, f->seed_from);
        ok = run_commit(&run, err);
    }
    free(from);
    run_abandon(&run);
    return ok;
}

/* --- the draw itself ---------------------------------------------------------------- */

/* A row of the table sample. */
struct sample_row {
    const char *group;
    const struct drawn_stratum *stratum;
    size_t at; /* among the stratum's members */
};

static const struct drawn *member_of(const struct sample_row *row)
{
    return &row->stratum->members[row->at];
}

static int by_group_and_id(const void *a, const void *b)
{
    const struct sample_row *x = a, *y = b;
    int order = x->group == y->group ? 0 : strcmp(x->group, y->group);
    const struct drawn *a_member = member_of(x), *b_member = member_of(y);
    if (!order && a_member->place == b_member->place)
        order = strcmp(a_member->id, b_member->id);
    return order ? order : a_member->place < b_member->place ? -1 : a_member->place > b_member->place;
}

/* 1 / PROBABILITY; N / n, to the last digit, where all of the stratum have the same. */
static double weight_of(const struct drawn_stratum *stratum, double probability)
{
    double n = (double)stratum->take, N = (double)stratum->population;
    return probability == n / N ? N / n : 1 / probability;
}

/* All rows of the sample in the order of its key: that is how they are stored and digested. */
static struct sample_row *sample_rows(const struct definition *d, const struct selection *s, size_t *n)
{
    *n = 0;
    for (size_t i = 0; i < s->n_strata; i++)
        *n += s->strata[i].n;
    struct sample_row *rows = xcalloc(*n, sizeof *rows), *row = rows;
    for (size_t i = 0; i < s->n_strata; i++)
        for (size_t j = 0; j < s->strata[i].n; j++)
            *row++ = (struct sample_row){d->groups[s->strata[i].group].code, &s->strata[i], j};
    if (*n)
        qsort(rows, *n, sizeof *rows, by_group_and_id);
    return rows;
}

/* Run Q, which inserts into sample, for each row. */
static void run_sample(struct query *q, const struct definition *d, const struct selection *s)
{
    size_t n_rows;
    struct sample_row *rows = sample_rows(d, s, &n_rows);
    for (size_t i = 0; i < n_rows; i++) {
        const struct drawn_stratum *stratum = rows[i].stratum;
        const struct drawn *member = member_of(&rows[i]);
        size_t j = rows[i].at, n = (size_t)stratum->take;
        char ticket[TICKET_TEXT];
        query_text(q, ":group", rows[i].group);
        query_text(q, ":id", member->id);
        query_text(q, ":stratum", stratum->stratum);
        query_text(q, ":role", j < n ? "selected" : "reserve");
        query_int(q, ":order", (int64_t)(j < n ? j : j - n) + 1);
        query_text(q, ":ticket", ticket_text(&member->ticket, ticket));
        query_real(q, ":probability", member->probability); /* NaN of a quota, which is no probability sample */
        query_real(q, ":weight", weight_of(stratum, member->probability));
        query_run(q);
    }
    free(rows);
}

/* Write the selection's strata to the table PREFIX + strata, which is empty. */
static bool store_strata(struct store *store, const struct definition *d, const struct selection *s, const char *prefix,
                         struct error *err)
{
    struct query *q = query_insert(store, prefix, "strata");
    for (size_t i = 0; i < s->n_strata; i++) {
        const struct drawn_stratum *p = &s->strata[i];
        query_text(q, ":group", d->groups[p->group].code);
        query_text(q, ":stratum", p->stratum);
        query_int(q, ":population", p->population);
        query_int(q, ":drawn", p->take);
        query_int(q, ":reserves", p->reserves);
        query_run(q);
    }
    return query_end(q, err);
}

/* Write the selection's members to the table PREFIX + sample, which is empty. */
static bool store_sample(struct store *store, const struct definition *d, const struct selection *s, const char *prefix,
                         struct error *err)
{
    struct query *q = query_insert(store, prefix, "sample");
    run_sample(q, d, s);
    return query_end(q, err);
}

/* The newest freeze, or an error. */
static bool newest_freeze(struct store *store, struct freeze *freeze, struct error *err)
{
    struct error local = {0};
    if (frame_frozen(store, freeze, &local))
        return true;
    return error_pass(err, &local) &&
           error_set(err, E_STATE, _("the frame is not frozen; `dtxhh frame freeze --seed-from EVENT` first"));
}

/* True when HEX, the hash of the frame as it is, is that of FREEZE; otherwise an error that says what changed. */
static bool still_frozen(struct store *store, const struct freeze *freeze, const char *hex, struct error *err)
{
    if (!strcmp(hex, freeze->sha256))
        return true;
    int64_t members = store_count(store, "frame");
    char *changes = frame_changes(store);
    error_set(err, E_STATE,
              _("the frame or the groups changed after the freeze: %" PRId64 " members then, %" PRId64
                " now: %s; SHA-256 %.12s… then, %.12s… now; freeze again with another event to come"),
              freeze->members, members, changes, freeze->sha256, hex);
    free(changes);
    return false;
}

/* The freeze that still holds, or an error that says why none does. */
static bool holding_freeze(struct store *store, struct freeze *freeze, struct error *err)
{
    char hex[HASH_HEX];
    return newest_freeze(store, freeze, err) && listing_hash_frame(store, hex, err) &&
           still_frozen(store, freeze, hex, err);
}

/* A seed that gave a sample was known when the frame was frozen again. */
static bool is_new_seed(struct store *store, const char *seed, struct error *err)
{
    size_t n;
    struct draw *draws = frame_draws(store, &n, err);
    bool ok = draws != NULL;
    int64_t freeze = log_last_run(store, "freeze");
    for (size_t i = 0; ok && i < n; i++)
        if (!strcmp(draws[i].seed, seed) && draws[i].freeze != freeze)
            ok = error_set(
                err, E_STATE,
                _("log line %" PRId64
                  " drew a sample by the seed \"%s\", before the frame was frozen again; expected the outcome of "
                  "the event named then"),
                draws[i].run, seed);
    rows_free(draws, n, &draw_row);
    return ok;
}

/* The strata of S, for whoever asked for the draw. */
static void copy_strata(const struct selection *s, struct plan *drawn)
{
    drawn->strata = xcalloc(s->n_strata, sizeof *drawn->strata);
    drawn->n_strata = s->n_strata;
    for (size_t i = 0; i < s->n_strata; i++)
        drawn->strata[i] = (struct planned_stratum){.group = s->strata[i].group,
                                                    .stratum = xstrdup(s->strata[i].stratum),
                                                    .population = s->strata[i].population,
                                                    .take = s->strata[i].take,
                                                    .reserves = s->strata[i].reserves};
}

/* FREEZE receives the newest one, which still holds, S who is drawn by it. */
static bool select_frozen(struct store *store, const struct definition *d, const char *seed, struct freeze *freeze,
                          struct selection *s, struct issues *issues, struct error *err)
{
    if (!newest_freeze(store, freeze, err) || !seed_is_fit(seed, freeze->seed_digits, err))
        return false;
    struct two_ways w = {.store = store,
                         .d = d,
                         .seed = seed,
                         .ticket_start = freeze->ticket_start,
                         .selection = s,
                         .issues = issues_new()};
    parallel(2, 0, go_one_way, &w);
    bool ok = error_pass(err, &w.hash_error) && still_frozen(store, freeze, w.hex, err);
    if (ok)
        issues_add_all(issues, w.issues);
    issues_free(w.issues);
    return ok && error_pass(err, &w.selection_error) && w.selected;
}

bool draw_sample(struct store *store, const char *seed, bool redraw, const struct actor *actor, struct plan *drawn,
                 struct issues *issues, struct error *err)
{
    *drawn = (struct plan){0};
    if (!seed_is_fit(seed, 0, err))
        return false;
    if (!frame_is_open(store, err))
        return false;
    if (store_count(store, "draw") > 0 && (!redraw || !actor->reason))
        return error_set(err, E_STATE, _("a sample is drawn already; drawing again needs --redraw and --reason"));
    struct definition *d = NULL;
    struct freeze freeze = {0};
    struct selection s = {0};
    struct run run = {0};
    bool ok = run_begin(&run, store, "draw", actor, err) && (d = definition_load_parts(store, DRAW_PARTS, err)) &&
              is_new_seed(store, seed, err) && select_frozen(store, d, seed, &freeze, &s, issues, err) &&
              store_clear(store, "strata sample", err) && store_strata(store, d, &s, "", err) &&
              store_sample(store, d, &s, "", err);
    if (ok) {
        struct query *q = query_insert(store, "", "draw");
        query_int(q, ":run", run.number);
        query_int(q, ":freeze", freeze.run);
        query_text(q, ":seed", seed);
        query_text(q, ":algorithm", DRAW_ALGORITHM);
        query_run(q);
        ok = query_end(q, err);
    }
    if (ok) {
        run_detail(&run, _("seed: %s; from: %s"), seed, freeze.seed_from);
        ok = run_commit(&run, err);
        copy_strata(&s, drawn);
    }
    run_abandon(&run);
    rows_free_one(&freeze, &freeze_row);
    selection_release(&s);
    definition_free(d);
    return ok;
}

/* --- replacing ------------------------------------------------------------------------- */

bool draw_replace(struct store *store, const char *member, const char *disposition, const struct actor *actor,
                  char **replaced, char **reserve, struct error *err)
{
    *replaced = *reserve = NULL;
    if (!frame_sample_holds(store, err))
        return false;
    const char *slash = strchr(member, '/');
    if (!slash || !slash[1])
        return error_set(err, E_USAGE, _("\"%s\" is no member; expected GROUP/ID"), member);
    char *group = xstrndup(member, (size_t)(slash - member)), *id = NULL;
    struct run run;
    bool ok = run_begin(&run, store, "draw --replace", actor, err) &&
              (id = sample_member(store, group, slash + 1, err)) &&
              (*reserve = sample_reserve(store, group, id, err)) &&
              sample_replace(&run, group, id, *reserve, disposition, err);
    if (ok) {
        *replaced = xasprintf("%s/%s", group, id);
        run_detail(&run, "%s (%s) -> %s/%s", *replaced, disposition, group, *reserve);
        ok = run_commit(&run, err);
    }
    run_abandon(&run);
    free(group);
    free(id);
    return ok;
}

/* --- verifying ---------------------------------------------------------------------------- */

/* Draw again and compare with what is stored. */
static bool draw_again(struct store *store, const struct definition *d, const char *seed, double ticket_start,
                       struct issues *issues, struct error *err)
{
    struct place place = {store_path(store), NULL, 0, 0};
    struct selection s = {0};
    struct issues *wishes = issues_new(); /* faults of the plan: the draw cannot be repeated */
    struct error local = {0};
    bool drawn = selection_make(&s, store, d, seed, ticket_start, wishes, &local);
    issues_free(wishes);
    bool ok = error_pass(err, &local);
    if (ok && !drawn)
        issues_add(issues, FAULT, "F921", place, _("draw: it cannot be repeated from this frame"));
    bool same = false;
    if (ok && drawn) {
        struct query *q = query_insert(store, "", "sample");
        query_only_compares(q, "\"group\", id");
        run_sample(q, d, &s);
        same = query_all_same(q);
        ok = query_end(q, err);
    }
    if (ok && drawn)
        ok = recheck_begin(store, "strata", err) && store_strata(store, d, &s, RECHECK_PREFIX, err) &&
             recheck_compare(store, "strata", "\"group\" || '/' || stratum", _("draw"), "F922", issues, err);
    /* A sample may be long: as it is there, and nothing else is wrong: done.  Else say which rows differ. */
    if (ok && drawn && (issues_count(issues, FAULT) > 0 || !same))
        ok = recheck_begin(store, "sample", err) && store_sample(store, d, &s, RECHECK_PREFIX, err) &&
             recheck_compare(store, "sample", "\"group\" || '/' || id", _("draw"), "F922", issues, err);
    selection_release(&s);
    return ok;
}

/* An event has one outcome: more than one draw from a freeze is for people to judge, and so is a list that was
 * frozen again once a sample was known. */
static bool warn_of_draws(struct store *store, const struct place *place, struct issues *issues, struct error *err)
{
    size_t n;
    struct draw *draws = frame_draws(store, &n, err);
    int64_t n_freezes = draws ? draws_n_freezes(draws, n) : 0;
    if (draws && (int64_t)n > n_freezes)
        issues_add(issues, WARNING, "W921", *place,
                   _("draw: the sample was drawn %" PRId64
                     " times; `dtxhh draw --record FILE` tells when, by whom, with "
                     "which seed and why"),
                   (int64_t)n);
    if (n_freezes > 1)
        issues_add(issues, WARNING, "W922", *place,
                   _("draw: a sample was drawn from each of %" PRId64
                     " freezes; `dtxhh draw --record FILE` tells when, by whom, after which event and why"),
                   n_freezes);
    rows_free(draws, n, &draw_row);
    return draws != NULL;
}

/* What the freeze left open, and what changed since: the wording of the seed, and the rules. */
static void warn_of_freeze(struct store *store, const struct freeze *freeze, const struct place *place,
                           struct issues *issues)
{
    char rules[HASH_HEX];
    if (!freeze->seed_digits)
        issues_add(issues, WARNING, "W923", *place,
                   _("draw: the freeze (line %" PRId64 ") did not fix how the seed is written; another wording of the "
                     "same outcome would have given another sample"),
                   freeze->run);
    rules_hash(store, rules);
    if (!*freeze->rules)
        issues_add(issues, WARNING, "W924", *place,
                   _("draw: the freeze (line %" PRId64 ") says nothing of the rules, as before schema version 11; "
                     "whether they were changed since is seen from the log alone"),
                   freeze->run);
    else if (strcmp(rules, freeze->rules) != 0)
        issues_add(
            issues, WARNING, "W924", *place,
            _("draw: the rules were changed after the freeze (SHA-256 %.12s… then, %.12s… now); `dtxhh log show` "
              "tells by whom and what"),
            freeze->rules, rules);
}

/* Who freezes more than once may have looked at more than one outcome.  Before a draw too: then it can still be mended.
 */
static bool warn_of_freezes(struct store *store, const struct place *place, struct issues *issues, struct error *err)
{
    size_t n;
    struct freeze *freezes = frame_freezes(store, &n, err);
    struct strbuf list = {0};
    for (size_t i = 0; i < n; i++)
        strbuf_item(&list, "; ", _("line %" PRId64 ": %s"), freezes[i].run, freezes[i].seed_from);
    if (n > 1)
        issues_add(issues, WARNING, "W925", *place, _("draw: the list was frozen %zu times: %s"), n,
                   strbuf_text(&list));
    if (n)
        warn_of_freeze(store, &freezes[n - 1], place, issues);
    strbuf_release(&list);
    rows_free(freezes, n, &freeze_row);
    return freezes != NULL;
}

bool draw_verify(struct store *store, struct issues *issues, struct error *err)
{
    struct draw draw = {0};
    struct error local = {0};
    struct place place = {store_path(store), NULL, 0, 0};
    if (!frame_drawn(store, &draw, &local))
        return error_pass(err, &local) && warn_of_freezes(store, &place, issues, err);
    struct definition *d = definition_load(store, &local);
    struct freeze freeze = {0};
    bool ok = true;
    if (!d || !holding_freeze(store, &freeze, &local) || !seed_is_fit(draw.seed, freeze.seed_digits, &local))
        issues_add(issues, FAULT, "F921", place, _("draw: %s"), local.text);
    else if (freeze.run != draw.freeze)
        issues_add(issues, FAULT, "F921", place, _("draw: it was made from another freeze than the newest"));
    else
        ok = draw_again(store, d, draw.seed, freeze.ticket_start, issues, err);
    ok = warn_of_freezes(store, &place, issues, err) && warn_of_draws(store, &place, issues, err) && ok;
    rows_free_one(&freeze, &freeze_row);
    rows_free_one(&draw, &draw_row);
    definition_free(d);
    return ok;
}

/* --- the overlap with an earlier round --------------------------------------------------------- */

bool draw_overlap(struct store *store, struct store *earlier, const char *group, struct overlap *overlap,
                  struct error *err)
{
    *overlap = (struct overlap){0};
    struct dictionary *asked = dictionary_new();
    struct query *then = sample_query(earlier, group, true, NULL, 0), *now = sample_query(store, group, true, NULL, 0);
    while (query_next(then)) {
        const char *id = query_get_str(then, SAMPLE_ID);
        dictionary_add(asked, id, strlen(id), NULL);
    }
    while (query_next(now)) {
        overlap->drawn++;
        overlap->both += dictionary_find(asked, query_get_str(now, SAMPLE_ID)) != SIZE_MAX;
    }
    overlap->asked = (int64_t)dictionary_size(asked);
    dictionary_free(asked);
    bool ok = query_end(then, err);
    return query_end(now, err) && ok;
}
