#include "survey/round/appraisal.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/date.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/round/schedule.h"

/* Late where a day is after the schedule's, which is NULL where it says nothing; unreasoned where a step's points are
 * not those of the nearest step before it and its newest row gives no reason. */
const char appraisal_sql[] =
    "WITH newest AS (SELECT unit, criterion, stage, date, reason FROM points_now p WHERE \"group\" = ''"
    " AND run = (SELECT max(q.run) FROM points_now q WHERE q.unit = p.unit AND q.criterion = p.criterion"
    " AND q.\"group\" = '' AND q.stage = p.stage)),"
    " said AS (SELECT unit, criterion, max(CASE WHEN stage = 'self' AND date > :self_due"
    " THEN julianday(date) - julianday(:self_due) END) AS self_late,"
    " max(CASE WHEN stage = 'explanation' AND date > :explanation_due"
    " THEN julianday(date) - julianday(:explanation_due) END) AS explanation_late,"
    " max(CASE WHEN stage = 'check' THEN reason END) AS check_reason,"
    " max(CASE WHEN stage = 'first' THEN reason END) AS first_reason,"
    " max(CASE WHEN stage = 'second' THEN reason END) AS second_reason FROM newest GROUP BY unit, criterion)"
    " SELECT a.unit, a.criterion, a.method, a.appraiser, CAST(round(a.max * 1e9) AS INTEGER) AS max,"
    " CAST(round(a.self * 1e9) AS INTEGER) AS self, CAST(round(a.\"check\" * 1e9) AS INTEGER) AS \"check\","
    " CAST(round(a.first * 1e9) AS INTEGER) AS first, a.explanation,"
    " CAST(round(a.second * 1e9) AS INTEGER) AS second, CAST(round(a.counts * 1e9) AS INTEGER) AS counts, a.stage,"
    " CAST(round(a.difference * 1e9) AS INTEGER) AS difference, a.reason, a.documents,"
    " CASE WHEN a.missing THEN 'yes' ELSE 'no' END AS missing,"
    " CAST(s.self_late AS INTEGER) AS self_late, CAST(s.explanation_late AS INTEGER) AS explanation_late,"
    " trim(CASE WHEN s.check_reason IS NULL AND round(a.\"check\" - a.self, 9) <> 0 THEN 'check ' ELSE '' END ||"
    " CASE WHEN s.first_reason IS NULL AND round(a.first - coalesce(a.\"check\", a.self), 9) <> 0"
    " THEN 'first ' ELSE '' END ||"
    " CASE WHEN s.second_reason IS NULL AND round(a.second - coalesce(a.first, a.\"check\", a.self), 9) <> 0"
    " THEN 'second' ELSE '' END) AS unreasoned,"
    " (SELECT group_concat(note, '; ') FROM evidence_now e WHERE e.unit = a.unit AND e.criterion = a.criterion"
    " AND e.title IS NULL) AS no_document"
    " FROM appraisal a JOIN units u ON u.code = a.unit"
    " LEFT JOIN said s ON s.unit = a.unit AND s.criterion = a.criterion"
    " WHERE :unit IS NULL OR a.unit = :unit ORDER BY u.position, a.position";

enum {
    Q_UNIT,
    Q_CRITERION,
    Q_SELF = 5,
    Q_CHECK,
    Q_FIRST,
    Q_EXPLANATION,
    Q_SECOND,
    Q_COUNTS,
    Q_STAGE,
    Q_DIFFERENCE,
    Q_REASON,
    Q_DOCUMENTS,
    Q_MISSING,
    Q_SELF_LATE,
    Q_EXPLANATION_LATE,
    Q_UNREASONED,
    Q_NO_DOCUMENT
};

static const struct {
    const char *stage;
    int column;
} steps[N_APPRAISAL_STEPS] = {[APPRAISAL_SELF] = {"self", Q_SELF},
                              [APPRAISAL_CHECK] = {"check", Q_CHECK},
                              [APPRAISAL_FIRST] = {"first", Q_FIRST},
                              [APPRAISAL_SECOND] = {"second", Q_SECOND}};

static const char sql_documents[] =
    "SELECT e.criterion, number, symbol, date, title, sha256, note, e.unit FROM evidence_now e JOIN units u ON u.code "
    "= "
    "e.unit"
    " JOIN criteria c ON c.code = e.criterion AND c.block IN ('*', u.block)"
    " WHERE (:unit IS NULL OR e.unit = :unit) AND title IS NOT NULL ORDER BY u.position, c.position, e.run, e.place";

/* Of each stage the newest. */
static const char sql_reasons[] =
    "SELECT stage, reason, \"by\" FROM points_now p WHERE unit = :unit AND criterion = :criterion AND \"group\" = ''"
    " AND run = (SELECT max(q.run) FROM points_now q WHERE q.unit = p.unit AND q.criterion = p.criterion"
    " AND q.\"group\" = '' AND q.stage = p.stage) ORDER BY CASE stage WHEN 'check' THEN 1 WHEN 'first' THEN 2 "
    "WHEN 'second' THEN 3 ELSE 4 END";

static const char sql_decisions[] =
    "SELECT p.*, gone_run IS NOT NULL AS replaced, l.who AS gone_who, l.time AS gone_time, l.reason AS gone_reason,"
    " criterion = '*' AS of_all_leaves FROM (SELECT p.*, coalesce((SELECT max(w.run) FROM withdrawal w"
    " WHERE w.serial = 0 AND w.withdraws = p.run), (SELECT min(q.run) FROM points_now q WHERE q.run > p.run AND"
    " q.unit = p.unit AND q.criterion = p.criterion AND q.\"group\" = p.\"group\" AND q.stage = p.stage)) AS gone_run"
    " FROM points p) p LEFT JOIN log l ON l.number = p.gone_run"
    " WHERE unit = :unit AND (criterion = :criterion OR (criterion = '*' AND :grouped))"
    " AND (\"group\" = '' OR :grouped) ORDER BY CASE stage WHEN 'self' THEN 1 WHEN 'check' THEN 2 WHEN 'first'"
    " THEN 3 WHEN 'explanation' THEN 4 WHEN 'second' THEN 5 ELSE 6 END, \"group\", run";
static const char sql_like[] =
    "SELECT run, date, sha256, title, note FROM evidence_now WHERE unit = :unit AND criterion = :criterion"
    " AND number IS :number AND symbol IS :symbol AND run < :run"
    " AND ((title IS :title AND note IS :note) OR (number IS NOT NULL AND date IS :date))"
    " ORDER BY title IS :title AND note IS :note DESC, run DESC";
static const char sql_missing[] = "SELECT count(*), min(unit || ' ' || criterion) FROM appraisal WHERE missing";
static const char sql_before[] = "SELECT stage, points, percent, date, reason FROM points_now WHERE unit = :unit"
                                 " AND criterion = :criterion AND \"group\" = :group AND run < :run ORDER BY run";
static const char sql_standing[] =
    "SELECT p.points, p.percent, p.se, p.n, p.\"by\", p.date, p.reason, s.file, p.line FROM points_now p"
    " JOIN source_now s ON s.source = p.source WHERE p.unit = :unit AND p.criterion = :criterion"
    " AND p.\"group\" = :group AND p.stage = :stage AND p.run < :run ORDER BY p.run DESC LIMIT 1";
static const char sql_leaf_documents[] =
    "SELECT number, symbol, date, title, note, sha256 FROM evidence_now WHERE unit = :unit AND criterion = :criterion"
    " ORDER BY run, place";

#define F(kind, member) FIELD(leaf_decision, kind, member)
static const struct field decision_fields[] = {F(TEXT, stage),
                                               F(TEXT, group),
                                               F(TEXT, by),
                                               F(TEXT, date),
                                               F(TEXT, reason),
                                               FIELD_OF(leaf_decision, TEXT, points_text, "points"),
                                               FIELD_OF(leaf_decision, TEXT, percent_text, "percent"),
                                               FIELD_OF(leaf_decision, GIVEN, has_n, "n"),
                                               F(INT, n),
                                               F(FLAG, replaced),
                                               F(INT, gone_run),
                                               F(TEXT, gone_who),
                                               F(TEXT, gone_time),
                                               F(TEXT, gone_reason),
                                               F(FLAG, of_all_leaves)};
#undef F
#define F(kind, member) FIELD(point_row, kind, member)
static const struct field point_fields[] = {FIELD_OF(point_row, TEXT, unit_code, "unit"),
                                            FIELD_OF(point_row, TEXT, criterion_code, "criterion"),
                                            FIELD_OF(point_row, TEXT, group_code, "group"),
                                            F(TEXT, stage),
                                            F(TEXT, points),
                                            F(TEXT, percent),
                                            F(TEXT, se),
                                            F(INT, n),
                                            F(INT, run)};
#undef F
const struct row_kind point_row_kind = ROW_KIND(point_row, point_fields);
#define F(member) FIELD(document, TEXT, member)
static const struct field document_fields[] = {F(number), F(symbol), F(date), F(title), F(sha256), F(note)};
#undef F
const struct row_kind leaf_decision_row = ROW_KIND(leaf_decision, decision_fields);
const struct row_kind document_row = ROW_KIND(document, document_fields);

static bool read_points(struct query *q, int column, decimal *value)
{
    *value = query_get_int(q, column);
    return !query_is_null(q, column);
}

static const struct {
    const char *code, *words, *shown;
} stages[] = {{"self", "tự chấm", N_("self score")},
              {"check", "kiểm tra", N_("check on the spot")},
              {"first", "thẩm định lần 1", N_("first appraisal")},
              {"explanation", "giải trình", N_("explanation")},
              {"second", "thẩm định lần 2", N_("second appraisal")},
              {"outside", "số liệu từ bên ngoài", N_("figure from outside")}};

const char *stage_shown(const char *code)
{
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
        if (!strcmp(stages[i].code, code))
            return _(stages[i].shown);
    return code;
}

const char *stage_words(const char *code)
{
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
        if (!strcmp(stages[i].code, code))
            return stages[i].words;
    return code;
}

const char *stage_code(const char *text)
{
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
        if (text_same(stages[i].words, text))
            return stages[i].code;
    return text;
}

void appraisal_bind(struct query *q, const struct definition *d, const char *unit, struct appraisal_days *days)
{
    schedule_due(d, STEP_SELF, days->self);
    schedule_due(d, STEP_EXPLANATION, days->explanation);
    query_text(q, ":self_due", *days->self ? days->self : NULL);
    query_text(q, ":explanation_due", *days->explanation ? days->explanation : NULL);
    query_text(q, ":unit", unit);
}

bool appraisal_is_unreasoned(const struct appraisal *a, const char *stage)
{
    for (size_t i = 0; i < N_APPRAISAL_STEPS; i++)
        if (!strcmp(steps[i].stage, stage))
            return a->unreasoned[i];
    return false;
}

/* What each step but the unit's own says, "thẩm định lần 1: …; thẩm định lần 2: …"; REASONS is of sql_reasons. */
static bool read_reasons(struct query *reasons, const struct definition *d, size_t unit, struct appraisal *a,
                         struct error *err)
{
    struct strbuf all = {0};
    query_text(reasons, ":unit", d->units[unit].code);
    query_text(reasons, ":criterion", d->criteria[a->criterion].code);
    while (query_next(reasons)) {
        const char *stage = query_get_str(reasons, 0), *reason = query_get_str(reasons, 1);
        bool outside = !strcmp(stage, "outside") && !strcmp(a->stage, "outside");
        if (!*reason && appraisal_is_unreasoned(a, stage))
            reason = NO_REASON;
        if (!outside && (!*reason || !strcmp(stage, "self") || !strcmp(stage, "explanation")))
            continue;
        const char *by = outside ? query_get_str(reasons, 2) : "";
        strbuf_item(&all, "; ", "%s%s%s%s%s", stage_words(stage), *by ? ", " : "", by, *reason ? ": " : "", reason);
    }
    a->steps = strbuf_take(&all);
    return query_ok(reasons, err);
}

static void read_row(struct query *q, const struct definition *d, size_t unit, struct appraisal *a)
{
    *a = (struct appraisal){.criterion = definition_criterion(d, d->units[unit].block, query_get_str(q, Q_CRITERION))};
    for (enum appraisal_step s = 0; s < N_APPRAISAL_STEPS; s++) {
        a->has[s] = read_points(q, steps[s].column, &a->points[s]);
        a->unreasoned[s] = strstr(query_get_str(q, Q_UNREASONED), steps[s].stage) != NULL;
    }
    a->has_counts = read_points(q, Q_COUNTS, &a->counts);
    a->has_difference = read_points(q, Q_DIFFERENCE, &a->difference);
    a->explanation = xstrdup(query_get_str(q, Q_EXPLANATION));
    a->stage = xstrdup(query_get_str(q, Q_STAGE));
    a->documents = query_get_int(q, Q_DOCUMENTS);
    a->missing = !strcmp(query_get_str(q, Q_MISSING), "yes");
    a->self_late = query_get_int(q, Q_SELF_LATE);
    a->explanation_late = query_get_int(q, Q_EXPLANATION_LATE);
    a->no_document = xstrdup(query_get_str(q, Q_NO_DOCUMENT));
}

static bool read_rows(struct appraised *units, struct store *store, const struct definition *d, size_t unit,
                      struct error *err)
{
    struct appraisal_days days;
    struct query *reasons = query_new(store, sql_reasons), *q = query_new(store, appraisal_sql);
    bool ok = true;
    appraisal_bind(q, d, unit == NONE ? NULL : d->units[unit].code, &days);
    while (ok && query_next(q)) {
        size_t u = definition_unit(d, query_get_str(q, Q_UNIT));
        struct appraised *of = &units[u];
        of->rows = grow(of->rows, &of->room, of->n + 1, sizeof *of->rows);
        read_row(q, d, u, &of->rows[of->n]);
        ok = read_reasons(reasons, d, u, &of->rows[of->n++], err);
    }
    query_end(reasons, NULL);
    return query_end(q, err) && ok;
}

static bool read_documents(struct appraised *units, struct store *store, const struct definition *d, size_t unit,
                           struct error *err)
{
    struct query *q = query_new(store, sql_documents);
    query_text(q, ":unit", unit == NONE ? NULL : d->units[unit].code);
    while (query_next(q)) {
        size_t u = definition_unit(d, query_get_str(q, 7));
        struct appraised *of = &units[u];
        of->documents = grow(of->documents, &of->document_room, of->n_documents + 1, sizeof *of->documents);
        of->documents[of->n_documents++] =
            (struct document){.criterion = definition_criterion(d, d->units[u].block, query_get_str(q, 0)),
                              .number = xstrdup(query_get_str(q, 1)),
                              .symbol = xstrdup(query_get_str(q, 2)),
                              .date = xstrdup(query_get_str(q, 3)),
                              .title = xstrdup(query_get_str(q, 4)),
                              .sha256 = xstrdup(query_get_str(q, 5)),
                              .note = xstrdup(query_get_str(q, 6))};
    }
    return query_end(q, err);
}

struct appraised *appraised_read(struct store *store, const struct definition *d, size_t unit, struct error *err)
{
    struct appraised *units = xcalloc(d->n_units + 1, sizeof *units);
    if (read_rows(units, store, d, unit, err) && read_documents(units, store, d, unit, err))
        return units;
    appraised_free(units, d);
    return NULL;
}

void appraised_free(struct appraised *units, const struct definition *d)
{
    for (size_t u = 0; units && u < d->n_units; u++) {
        for (size_t i = 0; i < units[u].n; i++) {
            struct appraisal *a = &units[u].rows[i];
            free(a->explanation);
            free(a->steps);
            free(a->stage);
            free(a->no_document);
        }
        rows_free(units[u].documents, units[u].n_documents, &document_row);
        free(units[u].rows);
    }
    free(units);
}

/* Is STAGE one of those that count, and which comes first: 1, 2, 3; 0 where it never does. */
static int order_of(const char *stage)
{
    return !strcmp(stage, "second") ? 1 : !strcmp(stage, "first") ? 2 : !strcmp(stage, "outside") ? 3 : 0;
}

/* Mark the one decision, where the leaf is DECIDED by one, and each group's figure. */
static void mark_counting(struct leaf_decision *list, size_t n, bool decided)
{
    struct leaf_decision *best = NULL;
    for (struct leaf_decision *x = list; x < list + n; x++) {
        int order = order_of(x->stage);
        if (x->replaced || !order)
            continue;
        if (!*x->group && decided && (!best || order < order_of(best->stage)))
            best = x;
        x->counts = *x->group != '\0';
        for (size_t k = 0; x->of_all_leaves && k < n; k++)
            if (!list[k].of_all_leaves && !strcmp(list[k].group, x->group))
                x->counts = false;
    }
    if (best)
        best->counts = true;
}

struct leaf_decision *leaf_decisions_read(struct store *store, const struct definition *d, size_t unit,
                                          size_t criterion, size_t *n, struct error *err)
{
    bool survey = definition_is_survey_leaf(d, d->units[unit].block, criterion);
    struct query *q = query_new(store, sql_decisions);
    query_text(q, ":unit", d->units[unit].code);
    query_text(q, ":criterion", d->criteria[criterion].code);
    query_int(q, ":grouped", survey && d->criteria[criterion].method == METHOD_DTXHH);
    struct leaf_decision *list = rows_read(q, &leaf_decision_row, n, err);
    struct appraised *units = list ? appraised_read(store, d, unit, err) : NULL;
    if (!units) {
        rows_free(list, *n, &leaf_decision_row);
        return NULL;
    }
    mark_counting(list, *n, !survey);
    for (struct leaf_decision *x = list; x < list + *n; x++) {
        x->has_points = decimal_parse(x->points_text, &x->points);
        x->has_percent = decimal_parse(x->percent_text, &x->percent);
        if (!strcmp(x->stage, "self") || !strcmp(x->stage, "explanation"))
            schedule_due(d, *x->stage == 's' ? STEP_SELF : STEP_EXPLANATION, x->due);
        if (*x->due && *x->date && strcmp(x->date, x->due) > 0)
            x->late = date_days(x->due, x->date);
        for (size_t i = 0; !x->replaced && !*x->group && i < units[unit].n; i++)
            if (units[unit].rows[i].criterion == criterion)
                x->unreasoned = appraisal_is_unreasoned(&units[unit].rows[i], x->stage);
    }
    appraised_free(units, d);
    return list;
}

decimal decision_points(const struct leaf_decision *x, const struct criterion *c)
{
    return x->has_points ? x->points : decimal_ratio(x->percent, c->max, 100 * DECIMAL_ONE);
}

struct document *leaf_documents_read(struct store *store, const struct definition *d, size_t unit, size_t criterion,
                                     size_t *n, struct error *err)
{
    struct query *q = query_new(store, sql_leaf_documents);
    query_text(q, ":unit", d->units[unit].code);
    query_text(q, ":criterion", d->criteria[criterion].code);
    return rows_read(q, &document_row, n, err);
}

static int by_unit(const void *a, const void *b)
{
    const struct point_row *x = a, *y = b;
    return x->unit != y->unit ? (x->unit < y->unit ? -1 : 1) : (x->run < y->run) - (x->run > y->run);
}

struct point_row *points_read(struct store *store, const struct definition *d, size_t *n, struct error *err)
{
    size_t n_rows;
    struct point_row *rows = rows_read(query_new(store, "SELECT * FROM points_now"), &point_row_kind, &n_rows, err);
    *n = 0;
    for (size_t i = 0; i < n_rows; i++) {
        struct point_row x = rows[i];
        bool all = !strcmp(x.criterion_code, "*");
        x.unit = definition_unit(d, x.unit_code);
        x.group = definition_group(d, x.group_code);
        x.criterion = x.unit == NONE ? NONE
                      : all          ? ALL
                                     : definition_criterion(d, d->units[x.unit].block, x.criterion_code);
        if (x.criterion == NONE || (*x.group_code && x.group == NONE))
            rows_free_one(&x, &point_row_kind);
        else
            rows[(*n)++] = x;
    }
    if (*n)
        qsort(rows, *n, sizeof *rows, by_unit);
    return rows;
}

struct query *points_before(struct store *store, int64_t run)
{
    struct query *q = query_new(store, sql_before);
    query_int(q, ":run", run);
    return q;
}

struct query *points_standing(struct store *store, int64_t run)
{
    struct query *q = query_new(store, sql_standing);
    query_int(q, ":run", run);
    return q;
}

struct query *documents_like(struct store *store)
{
    return query_new(store, sql_like);
}

struct query *documents_missing(struct store *store)
{
    return query_new(store, sql_missing);
}
