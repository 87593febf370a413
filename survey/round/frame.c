#include "survey/round/frame.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/near.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/round/tables.h"
#include "survey/store/log.h"

static const char sql_column[] = "SELECT 1 FROM frame_columns WHERE name = :name";
static const char sql_counts[] =
    "SELECT \"group\", count(*), 0, 0, 0 FROM frame GROUP BY \"group\" UNION ALL"
    " SELECT \"group\", 0, sum(drawn), sum(reserves), 0 FROM strata GROUP BY \"group\" UNION ALL"
    " SELECT \"group\", 0, 0, 0, count(*) FROM release GROUP BY \"group\"";
static const char sql_keep_frame[] = "INSERT INTO frozen SELECT * FROM frame";
static const char sql_changes[] =
    "SELECT 'added', f.\"group\" || '/' || f.id FROM frame f WHERE NOT EXISTS"
    " (SELECT 1 FROM frozen z WHERE z.\"group\" = f.\"group\" AND z.id = f.id)"
    " UNION ALL SELECT 'removed', z.\"group\" || '/' || z.id FROM frozen z WHERE NOT EXISTS"
    " (SELECT 1 FROM frame f WHERE f.\"group\" = z.\"group\" AND f.id = z.id)"
    " UNION ALL SELECT 'changed', f.\"group\" || '/' || f.id FROM frame f JOIN frozen z"
    " ON z.\"group\" = f.\"group\" AND z.id = f.id WHERE f.own_unit IS NOT z.own_unit OR f.rates IS NOT z.rates"
    " OR f.office IS NOT z.office OR f.size IS NOT z.size OR f.extra IS NOT z.extra";
static const char sql_sample_ids[] = "SELECT id FROM member_now WHERE \"group\" = :group ORDER BY id";
static const char sql_member[] =
    "SELECT stratum, asked, replaced IS NOT NULL, EXISTS (SELECT 1 FROM ballot_now b WHERE b.\"group\" = :group"
    " AND b.member = :id AND b.state <> 'void' AND b.keyed) FROM member_now WHERE \"group\" = :group AND id = :id";
static const char sql_reserve[] = "SELECT id FROM member_now WHERE \"group\" = :group AND stratum = :stratum"
                                  " AND role = 'reserve' AND NOT released ORDER BY \"order\" LIMIT 1";

#define CHANGES_NAMED 5
#define FROZEN_MOST   1000000 /* of larger frames no copy is kept */

/* --- people --------------------------------------------------------------------- */

char *frame_path(const char *name)
{
    return xasprintf("$.\"%s\"", name);
}

char *frame_expression(const char *name)
{
    if (!*name)
        return xstrdup("''");
    for (size_t i = 0; i < N_FRAME_FIELDS; i++)
        if (!strcmp(frame_fields[i].name, name))
            return xasprintf("coalesce(\"%s\", '')", name);
    char *path = frame_path(name), *quoted = store_quote(path);
    char *sql = xasprintf("coalesce(json_extract(extra, %s), '')", quoted);
    free(path);
    free(quoted);
    return sql;
}

bool frame_has_column(struct store *store, const char *name)
{
    for (size_t i = 0; i < N_FRAME_FIELDS; i++)
        if (!strcmp(frame_fields[i].name, name))
            return true;
    struct query *q = query_new(store, sql_column);
    query_text(q, ":name", name);
    bool found = query_next(q);
    query_end(q, NULL);
    return found;
}

static void add_columns(struct strbuf *sql, const char *const *columns, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char *one = frame_expression(columns[i]);
        strbuf_addf(sql, ", %s", one);
        free(one);
    }
}

struct query *frame_query(struct store *store, const char *group, const char *const *columns, size_t n,
                          const char *sort)
{
    struct strbuf sql = {0};
    char *order = frame_expression(sort);
    strbuf_adds(&sql, "SELECT id");
    add_columns(&sql, columns, n);
    strbuf_addf(&sql, " FROM frame WHERE \"group\" = :group ORDER BY %s%sid", *sort ? order : "", *sort ? ", " : "");
    struct query *q = query_new(store, sql.text);
    query_text(q, ":group", group);
    free(order);
    strbuf_release(&sql);
    return q;
}

struct query *sample_query(struct store *store, const char *group, bool asked, const char *const *columns, size_t n)
{
    struct strbuf sql = {0};
    /* Under other names, so that those of the frame can be meant by their own. */
    strbuf_adds(&sql, "SELECT m.member_group, m.member_id, m.stratum, m.probability, m.asked, m.replaced");
    add_columns(&sql, columns, n);
    strbuf_adds(&sql, " FROM (SELECT \"group\" AS member_group, id AS member_id, stratum, probability, asked, replaced"
                      " FROM member_now) m");
    if (n)
        strbuf_adds(&sql, " JOIN frame ON \"group\" = m.member_group AND id = m.member_id");
    strbuf_addf(&sql, " WHERE %s%s ORDER BY m.member_group, m.member_id", group ? "m.member_group = :group" : "1",
                asked ? " AND m.asked" : "");
    struct query *q = query_new(store, sql.text);
    if (group)
        query_text(q, ":group", group);
    strbuf_release(&sql);
    return q;
}

struct query *sample_strata(struct store *store, const char *group, const char *const *columns, size_t n)
{
    struct strbuf sql = {0};
    strbuf_adds(&sql, "SELECT DISTINCT s.stratum");
    add_columns(&sql, columns, n);
    strbuf_adds(&sql, " FROM (SELECT \"group\" AS g, id AS i, stratum FROM sample) s"
                      " JOIN frame ON \"group\" = s.g AND id = s.i WHERE s.g = :group ORDER BY 1");
    struct query *q = query_new(store, sql.text);
    query_text(q, ":group", group);
    strbuf_release(&sql);
    return q;
}

bool frame_count(struct store *store, const struct definition *d, struct group_counts *counts, struct error *err)
{
    memset(counts, 0, d->n_groups * sizeof *counts);
    struct query *q = query_new(store, sql_counts);
    while (query_next(q)) {
        size_t group = definition_group(d, query_get_str(q, 0));
        if (group == NONE)
            continue;
        counts[group].population += query_get_int(q, 1);
        counts[group].drawn += query_get_int(q, 2);
        counts[group].reserves += query_get_int(q, 3);
        counts[group].released += query_get_int(q, 4);
    }
    return query_end(q, err);
}

/* --- freezes and draws ------------------------------------------------------------- */

static const struct field freeze_fields[] = {FIELD(freeze, INT, run),           FIELD(freeze, TEXT, sha256),
                                             FIELD(freeze, TEXT, seed_from),    FIELD(freeze, INT, members),
                                             FIELD(freeze, REAL, ticket_start), FIELD(freeze, INT, seed_digits),
                                             FIELD(freeze, TEXT, rules)};
static const struct field draw_fields[] = {FIELD(draw, INT, run), FIELD(draw, INT, freeze), FIELD(draw, TEXT, seed),
                                           FIELD(draw, TEXT, algorithm)};
const struct row_kind freeze_row = ROW_KIND(freeze, freeze_fields), draw_row = ROW_KIND(draw, draw_fields);

struct freeze *frame_freezes(struct store *store, size_t *n, struct error *err)
{
    return rows_read(query_table(store, "freeze", "run"), &freeze_row, n, err);
}

struct draw *frame_draws(struct store *store, size_t *n, struct error *err)
{
    return rows_read(query_table(store, "draw", "run"), &draw_row, n, err);
}

bool frame_frozen(struct store *store, struct freeze *freeze, struct error *err)
{
    return rows_read_one(query_table(store, "freeze", "run DESC"), &freeze_row, freeze, err);
}

bool frame_drawn(struct store *store, struct draw *draw, struct error *err)
{
    return rows_read_one(query_table(store, "draw", "run DESC"), &draw_row, draw, err);
}

bool frame_freeze(struct run *run, const struct freeze *freeze, struct error *err)
{
    if (!store_clear(run->store, "frozen", err) ||
        (freeze->members <= FROZEN_MOST && !store_run(run->store, sql_keep_frame, err)))
        return false;
    struct query *q = query_insert(run->store, "", "freeze");
    query_int(q, ":run", run->number);
    query_text(q, ":sha256", freeze->sha256);
    query_text(q, ":seed_from", freeze->seed_from);
    query_int(q, ":members", freeze->members);
    query_real(q, ":ticket_start", freeze->ticket_start);
    if (freeze->seed_digits)
        query_int(q, ":seed_digits", freeze->seed_digits);
    else
        query_null(q, ":seed_digits");
    query_text(q, ":rules", freeze->rules);
    query_run(q);
    return query_end(q, err);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void rules_hash(struct store *store, char hex[HASH_HEX])
{
    const char *names[N_TABLES] = {NULL};
    size_t n = 0;
    for (enum table_id t = 0; t < N_TABLES; t++)
        if (t != T_OFFICES && t != T_TASKS)
            names[n++] = table_specs[t].name;
    qsort(names, n, sizeof *names, by_name);
    struct strbuf text = {0};
    for (size_t i = 0; i < n; i++) {
        struct digest digest = {0};
        if (log_last_digest(store, names[i], &digest))
            strbuf_addf(&text, "%s %" PRId64 " %s\n", names[i], digest.rows, digest.sha256);
    }
    hash_text_hex(strbuf_text(&text), hex);
    strbuf_release(&text);
}

char *frame_changes(struct store *store)
{
    static const char *const kinds[] = {"added", "removed", "changed"};
    size_t count[3] = {0};
    struct strbuf names[3] = {0}, text = {0};
    struct query *q = query_new(store, sql_changes);
    while (query_next(q))
        for (int k = 0; k < 3; k++)
            if (!strcmp(kinds[k], query_get_str(q, 0)) && count[k]++ < CHANGES_NAMED)
                strbuf_item(&names[k], ", ", "%.60s", query_get_str(q, 1));
    query_end(q, NULL);
    const char *words[] = {_("added"), _("removed"), _("changed")};
    for (int k = 0; k < 3; k++) {
        if (count[k])
            strbuf_item(&text, ", ", "%zu %s (%s%s)", count[k], words[k], names[k].text,
                        count[k] > CHANGES_NAMED ? ", …" : "");
        strbuf_release(&names[k]);
    }
    if (!text.n)
        strbuf_adds(&text, store_count(store, "frozen") ? _("the members are the same, so the groups or stages are not")
                                                        : _("of so large a frame no copy was kept"));
    return strbuf_take(&text);
}

int64_t draws_n_freezes(const struct draw *draws, size_t n)
{
    int64_t n_freezes = 0;
    for (size_t i = 0; i < n; i++) /* a draw is from the newest freeze there is */
        n_freezes += i == 0 || draws[i].freeze != draws[i - 1].freeze;
    return n_freezes;
}

bool frame_sample_holds(struct store *store, struct error *err)
{
    struct draw draw = {0};
    struct error local = {0};
    if (!frame_drawn(store, &draw, &local))
        return error_pass(err, &local);
    rows_free_one(&draw, &draw_row);
    if (log_last_run(store, "frame") > draw.run && log_last_run(store, "frame") > log_last_run(store, "freeze"))
        return error_set(err, E_STATE,
                         _("the frame changed after the draw; freeze it again with another event to come, then draw "
                           "again"));
    if (log_last_run(store, "freeze") > draw.run)
        return error_set(err, E_STATE, _("the frame was frozen again after the draw; draw again first"));
    return true;
}

bool sample_has_reserves_in(struct store *store)
{
    return store_count(store, "release") > 0;
}

bool frame_is_open(struct store *store, struct error *err)
{
    if (store_count(store, "ballot") > 0)
        return error_set(err, E_STATE, _("ballots are issued; frame and sample may not change any more"));
    if (sample_has_reserves_in(store))
        return error_set(err, E_STATE, _("reserves were called in; frame and sample may not change any more"));
    return true;
}

bool frame_is_linked(struct store *store)
{
    return store_count(store, "linkage") > 0;
}

struct query *frame_linkage(struct store *store)
{
    return query_new(store, "SELECT key FROM linkage WHERE \"group\" = :group AND id = :id");
}

bool frame_has_own_units(struct store *store, const char *group)
{
    struct query *q = query_new(store, "SELECT 1 FROM frame WHERE \"group\" = :group AND own_unit IS NOT NULL LIMIT 1");
    query_text(q, ":group", group);
    bool found = query_next(q);
    query_end(q, NULL);
    return found;
}

bool frame_ineligible(struct store *store, struct dictionary *ids, struct error *err)
{
    struct query *q =
        query_new(store, "SELECT \"group\" || '/' || replaces FROM release_now WHERE disposition = 'ineligible'");
    while (query_next(q)) {
        const char *id = query_get_str(q, 0);
        dictionary_add(ids, id, strlen(id), NULL);
    }
    return query_end(q, err);
}

/* --- reserves ---------------------------------------------------------------------- */

char *sample_member(struct store *store, const char *group, const char *id, struct error *err)
{
    struct query *q = query_new(store, sql_sample_ids);
    struct near near;
    char *alike = text_alike(id), *found = NULL, *best = NULL;
    query_text(q, ":group", group);
    near_init(&near, id);
    for (size_t i = 0; query_next(q); i++) {
        const char *other = query_get_str(q, 0);
        char *folded = text_alike(other);
        if (!strcmp(other, id) || (!found && !strcmp(folded, alike))) {
            free(found);
            found = xstrdup(other);
        }
        free(folded);
        near_try(&near, other, i);
        if (near.best == i) {
            free(best);
            best = xstrdup(other);
        }
    }
    near_release(&near);
    if (query_end(q, err) && !found)
        error_set(err, E_USAGE, _("\"%s/%s\" is not in the sample%s"), group, id, near_words(best).text);
    free(alike);
    free(best);
    return found;
}

char *sample_reserve(struct store *store, const char *group, const char *id, struct error *err)
{
    struct query *q = query_new(store, sql_member), *r = query_new(store, sql_reserve);
    char *reserve = NULL;
    query_text(q, ":group", group);
    query_text(q, ":id", id);
    if (!query_next(q)) {
        if (query_ok(q, err))
            error_set(err, E_USAGE, _("\"%s/%s\" is not in the sample%s"), group, id, "");
    } else if (query_get_int(q, 3)) { /* who answered is a respondent and keeps their place */
        error_set(err, E_STATE, _("a ballot of \"%s/%s\" is keyed; only who did not answer is replaced"), group, id);
    } else if (!query_get_int(q, 1)) {
        error_set(err, E_USAGE, _("\"%s/%s\" is a reserve that was not called in"), group, id);
    } else if (query_get_int(q, 2)) {
        error_set(err, E_USAGE, _("\"%s/%s\" is replaced already"), group, id);
    } else {
        query_text(r, ":group", group);
        query_text(r, ":stratum", query_get_str(q, 0));
        if (query_next(r))
            reserve = xstrdup(query_get_str(r, 0));
        else if (query_ok(r, err))
            error_set(err, E_STATE, _("group \"%s\", stratum \"%s\": no reserve is left"), group, query_get_str(q, 0));
    }
    query_end(q, err);
    query_end(r, err);
    return reserve;
}

bool sample_replace(struct run *run, const char *group, const char *id, const char *reserve, const char *disposition,
                    struct error *err)
{
    struct query *q = query_insert(run->store, "", "release");
    query_text(q, ":group", group);
    query_text(q, ":id", reserve);
    query_text(q, ":replaces", id);
    query_text(q, ":disposition", disposition);
    query_int(q, ":run", run->number);
    query_run(q);
    return query_end(q, err);
}
