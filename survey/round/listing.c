#include "survey/round/listing.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/decimal.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/round/appraisal.h"
#include "survey/round/frame.h"
#include "survey/round/scores.h"
#include "survey/round/tables.h"

/* A table that is more than its rows: KINDS has a letter per column: t text,
 * d decimal in 1e-9. */
struct special {
    const char *name;
    const char *kinds;
    const char *sql;
};

static const struct special specials[] = {
    {"strata", "ttttt",
     "SELECT \"group\", stratum, population, drawn, reserves FROM strata ORDER BY \"group\", stratum"},
    {"sample", "tttttttttttt",
     "SELECT m.\"group\", m.id, m.stratum, m.role, m.\"order\", m.ticket, m.probability, m.weight, "
     "CASE WHEN m.released THEN 'yes' ELSE 'no' END AS released, m.replaced, i.probability AS probability_now, "
     "i.weight AS weight_now FROM member_now m JOIN inclusion_now i ON i.\"group\" = m.\"group\" AND i.id = m.id "
     "ORDER BY m.\"group\", m.stratum, m.role = 'reserve', m.\"order\""},
    {"freezes", "ttttttttt",
     "SELECT f.run, l.time, l.who, f.sha256, f.rules, f.members, f.seed_from, f.seed_digits, f.ticket_start "
     "FROM freeze f LEFT JOIN log l ON l.number = f.run ORDER BY f.run"},
    {"replacements", "tttttttt",
     "SELECT r.run, l.time, l.who, r.\"group\", r.replaces AS replaced, r.id AS reserve, r.disposition, l.reason "
     "FROM release r LEFT JOIN log l ON l.number = r.run ORDER BY r.run, r.\"group\", r.id"},
    {"ballots", "ttttttttt",
     "SELECT b.serial, b.ballot_type AS type, b.\"group\", b.member, b.office, b.pool, c.state, "
     "(SELECT group_concat(unit, ' ') FROM (SELECT unit FROM unit_list u WHERE u.list = b.list ORDER BY position)) AS "
     "units, "
     "(SELECT count(*) FROM entry_now e WHERE e.serial = b.serial) AS entries "
     "FROM ballot b JOIN custody c ON c.serial = b.serial ORDER BY b.serial"},
    {"movements", "tttttttttt",
     "SELECT serial, number, state, date, \"by\", office, batch, s.file, m.line, m.run FROM movement_now m "
     "LEFT JOIN source_now s ON s.source = m.source ORDER BY serial, number"},
    {"custody", "tttttttttttttttttttt",
     "SELECT office, issued, delivered, handed, held, other_ways, unhanded, returned, elsewhere, refused, absent, "
     "moved, ineligible, void, \"out\", keyed, to_key, unreturned, verified, archived FROM custody_office ORDER BY "
     "office"},
    {"batches", "tttttttt",
     "SELECT office, batch, delivered, handed, returned, keyed, archived, others FROM custody_batch ORDER BY office, "
     "batch"},
    {"findings", "ttttttttt",
     "SELECT code, team, date, place, office, finding, answer, settled, run FROM finding_now ORDER BY date, code"},
    {"events", "ttttt",
     "SELECT serial, number, state, reason, run FROM event UNION ALL SELECT serial, number, state, reason, run FROM "
     "event_other ORDER BY serial, number, run, state"},
    /* What no longer counts, with what it was; a whole run has no serial. */
    {"withdrawals", "tttttttttttt",
     "SELECT w.run, l.time, l.who, w.reason, w.withdraws, CASE WHEN w.serial THEN w.serial END AS serial, "
     "CASE WHEN w.pass THEN w.pass END AS pass, v.state, coalesce(e.keyer, (SELECT who FROM log WHERE number = v.run)) "
     "AS keyer, s.file, line_shown(e.serial, e.source, e.line) AS line, hex(e.answers) AS answers "
     "FROM withdrawal w LEFT JOIN log l ON l.number = w.run "
     "LEFT JOIN (SELECT serial, pass, run, keyer, source, line, answers FROM entry UNION ALL "
     "SELECT serial, pass, run, keyer, source, line, answers FROM later_entry UNION ALL "
     "SELECT serial, pass, run, keyer, source, line, answers FROM entry_other) e "
     "ON e.serial = w.serial AND e.pass = w.pass AND e.run = w.withdraws "
     "LEFT JOIN source_now s ON s.source = e.source "
     "LEFT JOIN event v ON v.serial = w.serial AND v.number = w.event ORDER BY w.run, w.serial, w.pass, w.event"},
    {"answers", "ttttt",
     "SELECT serial, pass, unit, question, answer FROM answer ORDER BY serial, pass, unit IS NULL, unit, question"},
    {"sources", "ttttttt",
     "SELECT s.source, s.kind, s.file, t.sheet, s.sha256, s.rows, s.note FROM source s LEFT JOIN source_sheet t "
     "ON t.source = s.source ORDER BY s.source"},
    {"points", "tttttttttttt",
     "SELECT unit, criterion, \"group\", stage, points, percent, se, n, \"by\", date, reason, run FROM points "
     "ORDER BY unit, criterion, \"group\", stage, run"},
    {"evidence", "ttttttttt",
     "SELECT unit, criterion, number, symbol, date, title, sha256, note, run FROM evidence "
     "ORDER BY unit, criterion, run, place"},
    {"appraisal", "ttttddddtddtdttttttt", appraisal_sql},
    {"response", "tttttttttttt",
     "SELECT ballot_type, \"group\", stratum, population, drawn, released, ineligible, issued, returned, valid, base, "
     "factor "
     "FROM response ORDER BY ballot_type, \"group\", stratum"},
    {"weights", "ttttt",
     "SELECT w.serial, b.ballot_type AS type, b.\"group\", w.base, w.final AS weight FROM weight w "
     "JOIN ballot b ON b.serial = w.serial ORDER BY w.serial"},
    {"weight_steps", "ttttttttttttt",
     "SELECT s.step, s.name, s.\"group\", s.n, s.sum, s.min, s.max, s.cv, s.deff, s.n_eff, s.misfit, s.misfit_at, "
     "r.variables FROM weight_step s LEFT JOIN recipe r ON r.position = s.recipe ORDER BY s.step, s.\"group\""},
    {"recipe", "tttttttttt",
     "SELECT step, \"group\", variables, method, lower, upper, classes, totals, CASE WHEN rescale THEN 'yes' ELSE 'no' "
     "END AS rescale, merge FROM recipe ORDER BY position"},
    /* What is not known yet is empty. */
    {"scores", "ttdddddddddtttttttttttttt",
     SCORES_LACKING
     "SELECT block, score.unit, CASE WHEN NOT no_total THEN max END AS max, CASE WHEN NOT no_appraised THEN appraised "
     "END AS "
     "appraised, CASE WHEN NOT no_survey THEN survey END AS survey, CASE WHEN NOT no_sipas THEN sipas END AS sipas, "
     "CASE WHEN NOT no_socio THEN socio END AS socio, CASE WHEN NOT no_bonus THEN bonus END AS bonus, "
     "CASE WHEN NOT no_total THEN total END AS total, CASE WHEN NOT no_total THEN percent END AS percent, "
     "CASE WHEN NOT no_total THEN other END AS other, rank, class, "
     "se, df, low, high, rank_low, rank_high, unstated, n, CASE WHEN floor THEN 'yes' ELSE 'no' END AS floor, "
     "class_low, class_high, missing FROM score JOIN lacking ON lacking.unit = score.unit "
     "ORDER BY block, rank IS NULL, rank, score.unit"},
    {"score_nodes", "tttttddddttttt",
     "SELECT unit, criterion, level, method, applicable, CASE WHEN stage IS NOT 'missing' THEN max END AS max, "
     "CASE WHEN stage IS NOT 'missing' THEN points END AS points, percent, pooled, stage, se, unstated, low, high "
     "FROM score_node "
     "ORDER BY unit, criterion"},
    {"score_groups", "tttttdtdttt",
     "SELECT unit, criterion, \"group\", ballots, answers, percent, weight, share, dropped, se, unstated FROM "
     "score_group "
     "ORDER BY unit, criterion, \"group\""},
    /* As scores_ranking() counts units; means half away from zero. */
    {"score_blocks", "tttddddddt",
     SCORES_LACKING
     ", s AS (SELECT score.*, missing, u.ranked, max(rank IS NOT NULL) OVER w AS ranks, max(missing > 0) OVER w AS "
     "lacks FROM score JOIN lacking ON lacking.unit = score.unit JOIN units u ON u.code = score.unit "
     "WINDOW w AS (PARTITION BY score.block)), "
     "c AS (SELECT block, count(*) AS units, sum(rank IS NOT NULL) AS ranked, sum(missing) AS missing FROM s GROUP BY "
     "block), "
     "m AS (SELECT block, count(*) AS n, sum(total) AS points, sum(percent) AS percent, max(total) AS high, "
     "min(total) AS low, max(percent) AS high_percent, min(percent) AS low_percent FROM s "
     "WHERE rank IS NOT NULL OR (NOT ranks AND NOT missing AND (NOT lacks OR ranked)) GROUP BY block) "
     "SELECT c.block, c.units, c.ranked, (2 * m.points + m.n * CASE WHEN m.points < 0 THEN -1 ELSE 1 END) / (2 * m.n) "
     "AS mean, m.high, m.low, "
     "(2 * m.percent + m.n * CASE WHEN m.percent < 0 THEN -1 ELSE 1 END) / (2 * m.n) AS mean_percent, m.high_percent, "
     "m.low_percent, c.missing FROM c LEFT JOIN m ON c.block = m.block JOIN blocks b ON b.code = c.block "
     "ORDER BY b.position"},
    /* What was done once scores were there, and by which scoring its effect is seen. */
    {"acts", "tttttttt", "SELECT run, time, who, verb, reason, detail, scored, units FROM act ORDER BY run"},
    {"outcomes", "ttttddddtttttttttttttttt",
     "SELECT run, unit, missing_before, missing, total_before, total, percent_before, percent, rank_before, rank, "
     "class_before, class, low_before, low, high_before, high, rank_low_before, rank_low, rank_high_before, rank_high, "
     "class_low_before, class_low, class_high_before, class_high FROM outcome_change ORDER BY run, unit"},
    {"signatures", "tttttttt", "SELECT run, line, role, name, time, hash, key, signature FROM signature ORDER BY run"},
    {"log", "tttttttttt",
     "SELECT number, time, who, verb, reason, detail, hash, login, program, mark FROM log ORDER BY number"},
    /* All that several files of offices say of one thing (views.sql). */
    {"conflicts", "tttttttt",
     "SELECT 'keyed' AS what, serial, pass AS number, office, keyer AS who, file, line, hex(answers) AS said FROM "
     "keyed_apart UNION ALL SELECT 'state', serial, number, office, NULL, NULL, NULL, state FROM event_apart UNION ALL "
     "SELECT 'replaced', serial, NULL, office, NULL, NULL, NULL, disposition FROM keyed_replaced UNION ALL "
     "SELECT 'line', NULL, number, office, who, NULL, NULL, hash FROM line_apart ORDER BY 1, 2, 3, 4, 5, 6, 7, 8"},
    /* Of the files that offices were given, and the lines of their logs that came back; lines as in `log`. */
    {"office_files", "ttttttt",
     "SELECT f.run, f.office, f.head, l.time, l.who, count(m.origin) AS lines, max(m.number) AS newest FROM "
     "office_file f "
     "LEFT JOIN log l ON l.number = f.run LEFT JOIN merged_log m ON m.split = f.run GROUP BY f.run ORDER BY f.run"},
    {"office_log", "ttttttttttttt",
     "SELECT m.number, m.time, m.who, m.verb, m.reason, m.detail, m.hash, m.login, m.program, m.mark, f.office, "
     "m.split, "
     "m.run FROM merged_log m JOIN office_file f ON f.run = m.split ORDER BY f.office, m.split, m.number, m.hash"},
};

#define N_SPECIALS (sizeof specials / sizeof *specials)

struct listing {
    struct store *store;
    struct query *query;
    const char *kinds;
    size_t n_columns;
    char **names;
    const char **cells;
    char (*decimals)[DECIMAL_TEXT];
    char **groups; /* of the frame, in the order of GROUP/ */
    size_t n_groups, group;
    struct appraisal_days days;
};

char *listing_tables(void)
{
    struct strbuf list = {0};
    strbuf_adds(&list, "frame");
    for (enum table_id t = 0; t < N_TABLES; t++)
        strbuf_item(&list, " ", "%s", table_specs[t].name);
    for (size_t i = 0; i < N_SPECIALS; i++)
        strbuf_item(&list, " ", "%s", specials[i].name);
    return strbuf_take(&list);
}

/* The groups of the frame, so that GROUP/ID comes in the order of its bytes. */
static bool read_groups(struct listing *l, struct error *err)
{
    struct query *q = query_new(l->store, "SELECT DISTINCT \"group\" FROM frame ORDER BY \"group\" || '/'");
    size_t room = 0;
    while (query_next(q)) {
        l->groups = grow(l->groups, &room, l->n_groups + 1, sizeof *l->groups);
        l->groups[l->n_groups++] = xstrdup(query_get_str(q, 0));
    }
    return query_end(q, err);
}

/* SELECT of the frame, its extra columns taken out of their JSON. */
static char *frame_sql(struct store *store)
{
    struct strbuf sql = {0};
    strbuf_adds(&sql, "SELECT \"group\", id, own_unit, rates, office, size");
    struct query *q = query_new(store, "SELECT name FROM frame_columns ORDER BY name");
    while (query_next(q)) {
        const char *name = query_get_str(q, 0);
        char *value = frame_expression(name);
        strbuf_addf(&sql, ", %s AS \"%s\"", value, name);
        free(value);
    }
    query_end(q, NULL);
    strbuf_adds(&sql, " FROM frame WHERE \"group\" = :group ORDER BY id");
    return strbuf_take(&sql);
}

static char *definition_sql(enum table_id t)
{
    struct strbuf sql = {0};
    for (size_t c = 0; c < table_specs[t].n_columns; c++) {
        const struct column_spec *column = &table_specs[t].columns[c];
        strbuf_adds(&sql, c ? ", " : "SELECT ");
        strbuf_addf(&sql,
                    column->kind == K_YES_NO ? "CASE \"%s\" WHEN 1 THEN 'yes' ELSE 'no' END AS \"%s\""
                                             : "\"%s\" AS \"%s\"",
                    column->name, column->name);
    }
    strbuf_addf(&sql, " FROM \"%s\" ORDER BY position", table_specs[t].name);
    return strbuf_take(&sql);
}

static bool bind_appraisal(struct listing *l, struct error *err)
{
    struct definition *d = definition_load(l->store, err);
    if (d)
        appraisal_bind(l->query, d, NULL, &l->days);
    definition_free(d);
    return d != NULL;
}

struct listing *listing_open(struct store *store, const char *table, struct error *err)
{
    struct listing *l = xcalloc(1, sizeof *l);
    l->store = store;
    char *sql = NULL;
    bool ok = true;
    if (!strcmp(table, "frame")) {
        sql = frame_sql(store);
        ok = read_groups(l, err);
    }
    for (size_t i = 0; !sql && i < N_SPECIALS; i++)
        if (!strcmp(specials[i].name, table)) {
            sql = xstrdup(specials[i].sql);
            l->kinds = specials[i].kinds;
        }
    for (enum table_id t = 0; !sql && t < N_TABLES; t++)
        if (!strcmp(table_specs[t].name, table))
            sql = definition_sql(t);
    if (!sql) {
        char *known = listing_tables();
        ok = error_set(err, E_USAGE, _("there is no table \"%s\"; expected one of: %s%s"), table, known,
                       near_listed(table, known, " ").text);
        free(known);
    }
    l->query = ok ? query_new(store, sql) : NULL;
    free(sql);
    if (!l->query || !query_ok(l->query, err) || (!strcmp(table, "appraisal") && !bind_appraisal(l, err))) {
        listing_close(l, NULL);
        return NULL;
    }
    l->n_columns = (size_t)query_n_columns(l->query);
    l->names = xcalloc(l->n_columns, sizeof *l->names);
    l->cells = xcalloc(l->n_columns, sizeof *l->cells);
    l->decimals = xcalloc(l->n_columns, sizeof *l->decimals);
    for (size_t i = 0; i < l->n_columns; i++)
        l->names[i] = xstrdup(query_column_name(l->query, (int)i));
    if (l->groups)
        query_text(l->query, ":group", l->groups[0]);
    return l;
}

bool listing_close(struct listing *l, struct error *err)
{
    if (!l)
        return true;
    bool ok = query_end(l->query, err);
    for (size_t i = 0; l->names && i < l->n_columns; i++)
        free(l->names[i]);
    for (size_t i = 0; i < l->n_groups; i++)
        free(l->groups[i]);
    free(l->groups);
    free(l->names);
    free(l->cells);
    free(l->decimals);
    free(l);
    return ok;
}

size_t listing_n_columns(const struct listing *l)
{
    return l->n_columns;
}

const char *listing_column(const struct listing *l, size_t column)
{
    return l->names[column];
}

bool listing_next(struct listing *l, const char *const **cells)
{
    bool row = query_next(l->query);
    while (!row && l->group + 1 < l->n_groups) {
        query_text(l->query, ":group", l->groups[++l->group]);
        row = query_next(l->query);
    }
    if (!row)
        return false;
    for (size_t i = 0; i < l->n_columns; i++) {
        l->cells[i] = query_get_str(l->query, (int)i);
        if (l->kinds && l->kinds[i] == 'd' && !query_is_null(l->query, (int)i))
            l->cells[i] = decimal_format(query_get_int(l->query, (int)i), -1, l->decimals[i]);
    }
    *cells = l->cells;
    return true;
}

bool listing_hash(struct store *store, const char *table, struct hash *hash, struct error *err)
{
    struct listing *l = listing_open(store, table, err);
    if (!l)
        return false;
    struct strbuf line = {0};
    strbuf_csv_line(&line, (const char *const *)l->names, l->n_columns);
    hash_add(hash, line.text, line.n);
    const char *const *cells;
    while (listing_next(l, &cells)) {
        strbuf_csv_line(&line, cells, l->n_columns);
        hash_add(hash, line.text, line.n);
    }
    strbuf_release(&line);
    return listing_close(l, err);
}

bool listing_hash_frame(struct store *store, char hex[HASH_HEX], struct error *err)
{
    struct hash hash;
    hash_init(&hash);
    if (!listing_hash(store, "frame", &hash, err) || !listing_hash(store, "groups", &hash, err))
        return false;
    if (store_count(store, "stages") > 0 && !listing_hash(store, "stages", &hash, err))
        return false;
    hash_hex(&hash, hex);
    return true;
}
