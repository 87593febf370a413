#include "sampling/draw.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "sampling/plan.h"
#include "sampling/ticket.h"
#include "survey/again.h"
#include "survey/dictionary.h"
#include "survey/frame.h"
#include "survey/listing.h"
#include "survey/memory.h"
#include "survey/message.h"
#include "survey/text.h"

static const char sql_count[] = "SELECT count(*) FROM frame";
static const char sql_freeze[] =
    "INSERT INTO freeze (run, sha256, seed_from, members) VALUES (:run, :sha256, :seed_from, :members)";
static const char sql_draw[] =
    "INSERT INTO draw (run, freeze, seed, algorithm) VALUES (:run, :freeze, :seed, :algorithm)";
/* --- freeze ---------------------------------------------------------------------- */

bool draw_freeze(struct store *store, const char *seed_from, const struct actor *actor, char hex[HASH_HEX],
                 struct error *err)
{
    char *event = text_trim(seed_from);
    bool named = *event != '\0';
    free(event);
    if (!named)
        return error_set(err, E_USAGE, _("--seed-from must name the public event, still to come, that gives the seed"));
    if (store_number(store, "SELECT count(*) FROM draw", 0) > 0)
        return error_set(err, E_STATE, _("a sample is drawn already; the frame cannot be frozen again"));
    struct run run;
    if (!run_begin(&run, store, "frame freeze", actor, err))
        return false;
    struct query *q = NULL;
    int64_t members = store_number(store, sql_count, 0);
    bool ok = members > 0 || error_set(err, E_STATE, _("the frame is empty; `dtxhh frame import` first"));
    ok = ok && frame_hash(store, hex, err) && (q = query_new(store, sql_freeze, err));
    if (ok) {
        query_int(q, ":run", run.number);
        query_text(q, ":sha256", hex);
        query_text(q, ":seed_from", seed_from);
        query_int(q, ":members", members);
        ok = query_run(q, err);
    }
    query_free(q);
    if (ok) {
        run_wrote(&run, "freeze");
        run_read(&run, "frame");
        run_read(&run, "groups");
        run_detail(&run, "sha256 %s; %" PRId64 " members; seed from: %s", hex, members, seed_from);
        ok = run_commit(&run, err);
    }
    run_abandon(&run);
    return ok;
}

/* --- the draw itself ---------------------------------------------------------------- */

struct drawn {
    struct ticket ticket;
    char *id;
    size_t place; /* in the group, by id */
};

/* The smallest tickets of a stratum seen so far: a heap, the largest on top. */
struct pool {
    struct drawn *members;
    size_t n, most;
};

static void sift_down(struct pool *p, size_t i)
{
    for (;;) {
        size_t largest = i;
        for (size_t child = 2 * i + 1; child <= 2 * i + 2; child++)
            if (child < p->n && ticket_compare(&p->members[child].ticket, &p->members[largest].ticket) > 0)
                largest = child;
        if (largest == i)
            return;
        struct drawn keep = p->members[i];
        p->members[i] = p->members[largest];
        p->members[largest] = keep;
        i = largest;
    }
}

static void offer(struct pool *p, const struct ticket *ticket, const char *id, size_t place)
{
    if (p->n < p->most) {
        size_t i = p->n++;
        p->members[i] = (struct drawn){*ticket, xstrdup(id), place};
        for (size_t up; i > 0 && ticket_compare(&p->members[up = (i - 1) / 2].ticket, &p->members[i].ticket) < 0;
             i = up) {
            struct drawn keep = p->members[i];
            p->members[i] = p->members[up];
            p->members[up] = keep;
        }
    } else if (p->n > 0 && ticket_compare(ticket, &p->members[0].ticket) < 0) {
        free(p->members[0].id);
        p->members[0] = (struct drawn){*ticket, xstrdup(id), place};
        sift_down(p, 0);
    }
}

static int by_ticket(const void *a, const void *b)
{
    return ticket_compare(&((const struct drawn *)a)->ticket, &((const struct drawn *)b)->ticket);
}

/* Give every member of GROUP to the pool of its stratum. */
static bool fill_pools(struct store *store, const struct definition *d, const struct plan *plan, struct pool *pools,
                       size_t group, const char *seed, struct error *err)
{
    const struct group *g = &d->groups[group];
    bool stratified = g->design == DESIGN_STRATIFIED || g->per_stratum;
    struct dictionary *strata = dictionary_new();
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < plan->n_strata; i++)
        if (plan->strata[i].group == group) {
            if (first == SIZE_MAX)
                first = i;
            dictionary_add(strata, plan->strata[i].stratum, strlen(plan->strata[i].stratum), NULL);
        }
    char *expression = frame_expression(stratified ? g->stratum_by : "");
    char *sql = xasprintf("SELECT id, %s FROM frame WHERE \"group\" = :group ORDER BY id", expression);
    struct query *q = query_new(store, sql, err);
    free(expression);
    free(sql);
    struct error local = {0};
    if (q)
        query_text(q, ":group", g->code);
    /* The seed's block and "GROUP/" are hashed once, the id for each member. */
    struct ticket_seed after_seed;
    ticket_seed_set(&after_seed, seed);
    hash_add_text(&after_seed.hash, g->code);
    hash_add_text(&after_seed.hash, "/");
    for (size_t place = 0; q && query_next(q, &local); place++) {
        const char *id = query_get_str(q, 0);
        size_t s = dictionary_find(strata, query_get_str(q, 1));
        if (s == SIZE_MAX)
            continue;
        struct ticket ticket = ticket_of(&after_seed, id, strlen(id));
        offer(&pools[first + s], &ticket, id, place);
    }
    query_free(q);
    dictionary_free(strata);
    return q && (local.code == E_NONE || error_set(err, local.code, "%s", local.text));
}

struct selection {
    struct plan plan;
    struct pool *pools; /* of each stratum: sample and reserves in ticket order */
};

static void selection_release(struct selection *s)
{
    for (size_t i = 0; s->pools && i < s->plan.n_strata; i++) {
        for (size_t j = 0; j < s->pools[i].n; j++)
            free(s->pools[i].members[j].id);
        free(s->pools[i].members);
    }
    free(s->pools);
    plan_release(&s->plan);
}

/* All strata of the round, drawn by SEED.  Release SELECTION in either case. */
static bool select_all(struct selection *s, struct store *store, const struct definition *d, const char *seed,
                       struct issues *issues, struct error *err)
{
    *s = (struct selection){0};
    if (!plan_make(&s->plan, store, d, issues, err))
        return false;
    s->pools = xcalloc(s->plan.n_strata, sizeof *s->pools);
    for (size_t i = 0; i < s->plan.n_strata; i++) {
        s->pools[i].most = (size_t)(s->plan.strata[i].take + s->plan.strata[i].reserves);
        s->pools[i].members = xcalloc(s->pools[i].most, sizeof *s->pools[i].members);
    }
    for (size_t g = 0; g < d->n_groups; g++)
        if (d->groups[g].via != VIA_SIPAS && !fill_pools(store, d, &s->plan, s->pools, g, seed, err))
            return false;
    for (size_t i = 0; i < s->plan.n_strata; i++)
        if (s->pools[i].n)
            qsort(s->pools[i].members, s->pools[i].n, sizeof *s->pools[i].members, by_ticket);
    return true;
}

/* A row of the table sample. */
struct sample_row {
    const char *group;
    size_t place;           /* in the group, by id */
    size_t stratum, ticket; /* of the plan; among the pool's members */
};

static int by_group_and_id(const void *a, const void *b)
{
    const struct sample_row *x = a, *y = b;
    int order = x->group == y->group ? 0 : strcmp(x->group, y->group);
    return order ? order : x->place < y->place ? -1 : x->place > y->place;
}

/* All rows of the sample in the order of its key: that is how they are stored and digested. */
static struct sample_row *sample_rows(const struct definition *d, const struct selection *s, size_t *n)
{
    *n = 0;
    for (size_t i = 0; i < s->plan.n_strata; i++)
        *n += s->plan.strata[i].take ? s->pools[i].n : 0;
    struct sample_row *rows = xcalloc(*n, sizeof *rows), *row = rows;
    for (size_t i = 0; i < s->plan.n_strata; i++)
        for (size_t j = 0; s->plan.strata[i].take && j < s->pools[i].n; j++)
            *row++ = (struct sample_row){d->groups[s->plan.strata[i].group].code, s->pools[i].members[j].place, i, j};
    if (*n)
        qsort(rows, *n, sizeof *rows, by_group_and_id);
    return rows;
}

static bool run_sample(struct query *q, const struct definition *d, const struct selection *s, struct error *err)
{
    size_t n_rows;
    struct sample_row *rows = sample_rows(d, s, &n_rows);
    bool ok = true;
    for (size_t i = 0; ok && i < n_rows; i++) {
        const struct planned_stratum *stratum = &s->plan.strata[rows[i].stratum];
        size_t j = rows[i].ticket, n = (size_t)stratum->take;
        char ticket[TICKET_TEXT];
        query_text(q, ":group", rows[i].group);
        query_text(q, ":id", s->pools[rows[i].stratum].members[j].id);
        query_text(q, ":stratum", stratum->stratum);
        query_text(q, ":role", j < n ? "selected" : "reserve");
        query_int(q, ":order", (int64_t)(j < n ? j : j - n) + 1);
        query_text(q, ":ticket", ticket_text(&s->pools[rows[i].stratum].members[j].ticket, ticket));
        query_real(q, ":probability", (double)stratum->take / (double)stratum->population);
        query_real(q, ":weight", (double)stratum->population / (double)stratum->take);
        ok = query_run(q, err);
    }
    free(rows);
    return ok;
}

static char *sample_sql(const char *prefix)
{
    return xasprintf("INSERT INTO %ssample (\"group\", id, stratum, role, \"order\", ticket, probability, weight)"
                     " VALUES (:group, :id, :stratum, :role, :order, :ticket, :probability, :weight)",
                     prefix);
}

/* Write the selection to the tables PREFIX + strata and PREFIX + sample, which are empty. */
static bool store_selection(struct store *store, const struct definition *d, const struct selection *s,
                            const char *prefix, struct error *err)
{
    char *sql = xasprintf("INSERT INTO %sstrata (\"group\", stratum, population, drawn, reserves)"
                          " VALUES (:group, :stratum, :population, :drawn, :reserves)",
                          prefix);
    struct query *stratum = query_new(store, sql, err);
    free(sql);
    sql = sample_sql(prefix);
    struct query *sample = query_new(store, sql, err);
    free(sql);
    bool ok = stratum && sample;
    for (size_t i = 0; ok && i < s->plan.n_strata; i++) {
        const struct planned_stratum *p = &s->plan.strata[i];
        query_text(stratum, ":group", d->groups[p->group].code);
        query_text(stratum, ":stratum", p->stratum);
        query_int(stratum, ":population", p->population);
        query_int(stratum, ":drawn", p->take);
        query_int(stratum, ":reserves", p->reserves);
        ok = query_run(stratum, err);
    }
    ok = ok && run_sample(sample, d, s, err);
    query_free(stratum);
    query_free(sample);
    return ok;
}

/* The freeze that still holds, or an error that says why none does. */
static bool holding_freeze(struct store *store, struct freeze *freeze, struct error *err)
{
    struct error local = {0};
    if (!frame_frozen(store, freeze, &local))
        return local.code != E_NONE
                   ? error_set(err, local.code, "%s", local.text)
                   : error_set(err, E_STATE,
                               _("the frame is not frozen; `dtxhh frame freeze --seed-from EVENT` first"));
    char hex[HASH_HEX];
    if (!frame_hash(store, hex, err))
        return false;
    if (!strcmp(hex, freeze->sha256))
        return true;
    int64_t members = store_number(store, sql_count, 0);
    return error_set(err, E_STATE,
                     _("the frame or the groups changed after the freeze: %" PRId64 " members then, %" PRId64
                       " now, SHA-256 %.12s… then, %.12s… now; freeze again with another event to come"),
                     freeze->members, members, freeze->sha256, hex);
}

static bool check_seed(const char *seed, struct error *err)
{
    char *trimmed = text_trim(seed);
    bool same = !strcmp(trimmed, seed), empty = !*trimmed;
    free(trimmed);
    if (empty)
        return error_set(err, E_USAGE, _("the seed is empty"));
    if (!same)
        return error_set(err, E_USAGE, _("the seed \"%s\" has blanks at its ends; they would change the draw"), seed);
    return true;
}

bool draw_sample(struct store *store, const char *seed, bool redraw, const struct actor *actor, struct issues *issues,
                 struct error *err)
{
    if (!check_seed(seed, err))
        return false;
    if (store_number(store, "SELECT count(*) FROM ballot", 0) > 0)
        return error_set(err, E_STATE, _("ballots are issued; the sample cannot be drawn again"));
    if (store_number(store, "SELECT count(*) FROM draw", 0) > 0 && (!redraw || !actor->reason))
        return error_set(err, E_STATE, _("a sample is drawn already; drawing again needs --redraw and --reason"));
    struct definition *d = definition_load(store, err);
    struct freeze freeze = {0};
    struct selection s = {0};
    struct run run = {0};
    struct query *q = NULL;
    bool ok = d && run_begin(&run, store, "draw", actor, err) && holding_freeze(store, &freeze, err) &&
              select_all(&s, store, d, seed, issues, err) &&
              store_run(store, "DELETE FROM strata; DELETE FROM sample", err) &&
              store_selection(store, d, &s, "main.", err) && (q = query_new(store, sql_draw, err));
    if (ok) {
        query_int(q, ":run", run.number);
        query_int(q, ":freeze", freeze.run);
        query_text(q, ":seed", seed);
        query_text(q, ":algorithm", DRAW_ALGORITHM);
        ok = query_run(q, err);
    }
    query_free(q);
    if (ok) {
        run_wrote(&run, "draw");
        run_wrote(&run, "strata");
        run_wrote(&run, "sample");
        run_read(&run, "frame");
        run_read(&run, "groups");
        run_detail(&run, "seed: %s; from: %s", seed, freeze.seed_from);
        ok = run_commit(&run, err);
    }
    run_abandon(&run);
    free(freeze.seed_from);
    selection_release(&s);
    definition_free(d);
    return ok;
}

/* --- replacing ------------------------------------------------------------------------- */

static const char sql_member[] = "SELECT s.stratum, s.role, r.id IS NOT NULL, x.id IS NOT NULL FROM sample s"
                                 " LEFT JOIN release r ON r.\"group\" = s.\"group\" AND r.id = s.id"
                                 " LEFT JOIN release x ON x.\"group\" = s.\"group\" AND x.replaces = s.id"
                                 " WHERE s.\"group\" = :group AND s.id = :id";
static const char sql_reserve[] =
    "SELECT s.id FROM sample s LEFT JOIN release r ON r.\"group\" = s.\"group\" AND r.id = s.id"
    " WHERE s.\"group\" = :group AND s.stratum = :stratum AND s.role = 'reserve'"
    " AND r.id IS NULL ORDER BY s.\"order\" LIMIT 1";
static const char sql_release[] = "INSERT INTO release (\"group\", id, replaces, disposition, run)"
                                  " VALUES (:group, :id, :replaces, :disposition, :run)";

/* The id of the reserve that replaces GROUP/ID, or NULL with ERR. */
static char *next_reserve(struct store *store, const char *group, const char *id, struct error *err)
{
    struct query *q = query_new(store, sql_member, err), *r = query_new(store, sql_reserve, err);
    char *stratum = NULL, *reserve = NULL;
    if (q && r) {
        query_text(q, ":group", group);
        query_text(q, ":id", id);
        if (!query_next(q, err))
            error_set(err, E_USAGE, _("\"%s/%s\" is not in the sample"), group, id);
        else if (!strcmp(query_get_str(q, 1), "reserve") && !query_get_int(q, 2))
            error_set(err, E_USAGE, _("\"%s/%s\" is a reserve that was not called in"), group, id);
        else if (query_get_int(q, 3))
            error_set(err, E_USAGE, _("\"%s/%s\" is replaced already"), group, id);
        else
            stratum = xstrdup(query_get_str(q, 0));
    }
    if (stratum) {
        query_text(r, ":group", group);
        query_text(r, ":stratum", stratum);
        if (query_next(r, err))
            reserve = xstrdup(query_get_str(r, 0));
        else
            error_set(err, E_STATE, _("group \"%s\", stratum \"%s\": no reserve is left"), group, stratum);
    }
    query_free(q);
    query_free(r);
    free(stratum);
    return reserve;
}

bool draw_replace(struct store *store, const char *member, const char *disposition, const struct actor *actor,
                  char **reserve, struct error *err)
{
    *reserve = NULL;
    const char *slash = strchr(member, '/');
    if (!slash || !slash[1])
        return error_set(err, E_USAGE, _("\"%s\" is no member; expected GROUP/ID"), member);
    if (strcmp(disposition, "refused") != 0 && strcmp(disposition, "absent") != 0 &&
        strcmp(disposition, "moved") != 0 && strcmp(disposition, "ineligible") != 0)
        return error_set(err, E_USAGE, _("\"%s\" is no disposition; expected %s"), disposition,
                         "refused, absent, moved, ineligible");
    char *group = xstrndup(member, (size_t)(slash - member));
    struct run run;
    struct query *q = NULL;
    bool ok = run_begin(&run, store, "draw --replace", actor, err);
    *reserve = ok ? next_reserve(store, group, slash + 1, err) : NULL;
    ok = *reserve && (q = query_new(store, sql_release, err));
    if (ok) {
        query_text(q, ":group", group);
        query_text(q, ":id", *reserve);
        query_text(q, ":replaces", slash + 1);
        query_text(q, ":disposition", disposition);
        query_int(q, ":run", run.number);
        ok = query_run(q, err);
    }
    query_free(q);
    if (ok) {
        run_wrote(&run, "release");
        run_detail(&run, "%s (%s) -> %s/%s", member, disposition, group, *reserve);
        ok = run_commit(&run, err);
    }
    run_abandon(&run);
    free(group);
    return ok;
}

/* --- verifying ---------------------------------------------------------------------------- */

/* Draw again and compare with what is stored. */
static bool draw_again(struct store *store, const struct definition *d, const char *seed, struct issues *issues,
                       struct error *err)
{
    struct place place = {store_path(store), NULL, 0, 0};
    struct selection s = {0};
    struct issues *wishes = issues_new(); /* faults of the plan: the draw cannot be repeated */
    struct error local = {0};
    bool drawn = select_all(&s, store, d, seed, wishes, &local);
    issues_free(wishes);
    bool ok = local.code == E_NONE || error_set(err, local.code, "%s", local.text);
    if (ok && !drawn)
        issues_add(issues, FAULT, "F921", place, _("draw: it cannot be repeated from this frame"));
    struct digest digest = {0};
    if (ok && drawn) {
        char *sql = sample_sql("main.");
        struct query *q = query_new_digest(store, sql, err);
        free(sql);
        ok = q && run_sample(q, d, &s, err);
        if (ok)
            query_digest(q, &digest);
        query_free(q);
    }
    /* As the log has it, and nothing else is wrong: done.  Else say which rows differ. */
    if (ok && drawn && (issues_count(issues, FAULT) > 0 || !again_same(store, "sample", &digest)))
        ok = again_begin(store, "strata", err) && again_begin(store, "sample", err) &&
             store_selection(store, d, &s, AGAIN_PREFIX, err) &&
             again_compare(store, "strata", "\"group\" || '/' || stratum", _("draw"), "F922", issues, err) &&
             again_compare(store, "sample", "\"group\" || '/' || id", _("draw"), "F922", issues, err);
    selection_release(&s);
    return ok;
}

bool draw_verify(struct store *store, struct issues *issues, struct error *err)
{
    struct draw draw = {0};
    struct error local = {0};
    if (!frame_drawn(store, &draw, &local))
        return local.code == E_NONE || error_set(err, local.code, "%s", local.text);
    struct place place = {store_path(store), NULL, 0, 0};
    struct definition *d = definition_load(store, &local);
    struct freeze freeze = {0};
    bool ok = true;
    if (!d || !holding_freeze(store, &freeze, &local))
        issues_add(issues, FAULT, "F921", place, _("draw: %s"), local.text);
    else if (freeze.run != draw.freeze)
        issues_add(issues, FAULT, "F921", place, _("draw: it was made from another freeze than the newest"));
    else
        ok = draw_again(store, d, draw.seed, issues, err);
    free(freeze.seed_from);
    free(draw.seed);
    definition_free(d);
    return ok;
}

/* --- the record ------------------------------------------------------------------------------ */

static bool print_table(struct store *store, const char *table, FILE *out, struct error *err)
{
    struct listing *l = listing_open(store, table, err);
    if (!l)
        return false;
    struct error local = {0};
    struct csv_line line = {0};
    const char **names = xcalloc(listing_n_columns(l), sizeof *names);
    for (size_t i = 0; i < listing_n_columns(l); i++)
        names[i] = listing_column(l, i);
    const char *const *cells = names;
    do {
        csv_line_set(&line, cells, listing_n_columns(l));
        fputs(line.text, out);
    } while (listing_next(l, &cells, &local));
    free(names);
    free(line.text);
    listing_close(l);
    return local.code == E_NONE || error_set(err, local.code, "%s", local.text);
}

bool draw_record(struct store *store, FILE *out, struct error *err)
{
    struct draw draw = {0};
    struct freeze freeze = {0};
    bool ok = frame_drawn(store, &draw, err) && frame_frozen(store, &freeze, err);
    if (ok) {
        fprintf(out,
                _("Draw record\nframe SHA-256: %s\nmembers: %" PRId64 "\nseed from: %s\nseed: %s\nalgorithm: %s\n\n"),
                freeze.sha256, freeze.members, freeze.seed_from, draw.seed, DRAW_ALGORITHM);
        ok = print_table(store, "strata", out, err);
        fputc('\n', out);
        ok = ok && print_table(store, "sample", out, err);
    } else {
        error_set(err, E_STATE, _("no sample is drawn yet"));
    }
    free(draw.seed);
    free(freeze.seed_from);
    return ok;
}
