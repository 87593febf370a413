#include "survey/appraisal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/memory.h"
#include "survey/message.h"
#include "survey/schedule.h"
#include "survey/text.h"

static const char sql_rows[] = "SELECT criterion, self, \"check\", first, second, counts, difference, explanation, "
                               "reason, stage, documents, missing, (SELECT group_concat(note, '; ') FROM evidence e"
                               " WHERE e.unit = :unit AND e.criterion = a.criterion AND title IS NULL)"
                               " FROM appraisal a WHERE unit = :unit ORDER BY position";

static const char sql_documents[] =
    "SELECT e.criterion, number, symbol, date, title, sha256, note FROM evidence e JOIN units u ON u.code = e.unit"
    " JOIN criteria c ON c.code = e.criterion AND c.block IN ('*', u.block)"
    " WHERE e.unit = :unit AND title IS NOT NULL ORDER BY c.position, e.run, e.place";

/* Of each stage the newest. */
static const char sql_reasons[] =
    "SELECT stage, reason, date, \"by\" FROM points p WHERE unit = :unit AND criterion = :criterion AND \"group\" = ''"
    " AND run = (SELECT max(q.run) FROM points q WHERE q.unit = p.unit AND q.criterion = p.criterion"
    " AND q.\"group\" = '' AND q.stage = p.stage) ORDER BY CASE stage WHEN 'check' THEN 1 WHEN 'first' THEN 2 "
    "WHEN 'second' THEN 3 ELSE 4 END";

static bool read_points(struct query *q, int column, decimal *value)
{
    *value = query_is_null(q, column) ? 0 : decimal_from_double(query_get_real(q, column));
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

bool appraisers_name(const char *appraisers, const char *body)
{
    bool found = text_same(appraisers, body);
    for (const char *p = appraisers; !found && *p; p += *p != '\0') {
        size_t n = strcspn(p, ";");
        char *part = xstrndup(p, n), *trimmed = text_trim(part);
        found = text_same(trimmed, body);
        free(part);
        free(trimmed);
        p += n;
    }
    return found;
}

/* What each step but the unit's own says, "thẩm định lần 1: …; thẩm định lần 2: …", and that an explanation came late.
 */
static bool read_reasons(struct store *store, const struct definition *d, size_t unit, struct appraisal *a,
                         struct error *err)
{
    struct error local = {0};
    char due[11];
    schedule_due(d, STEP_EXPLANATION, due);
    struct query *q = query_new(store, sql_reasons, err);
    if (!q)
        return false;
    char *steps = xstrdup("");
    query_text(q, ":unit", d->units[unit].code);
    query_text(q, ":criterion", d->criteria[a->criterion].code);
    while (query_next(q, &local)) {
        const char *stage = query_get_str(q, 0), *reason = query_get_str(q, 1), *date = query_get_str(q, 2);
        if (!strcmp(stage, "explanation") && *due && strcmp(date, due) > 0)
            snprintf(a->late, sizeof a->late, "%s", date);
        bool outside = !strcmp(stage, "outside") && !strcmp(a->stage, "outside");
        if (!outside && (!*reason || !strcmp(stage, "self") || !strcmp(stage, "explanation")))
            continue;
        const char *by = outside ? query_get_str(q, 3) : "";
        char *longer = xasprintf("%s%s%s%s%s%s%s", steps, *steps ? "; " : "", stage_words(stage), *by ? ", " : "", by,
                                 *reason ? ": " : "", reason);
        free(steps);
        steps = longer;
    }
    query_free(q);
    a->steps = steps;
    return local.code == E_NONE || error_set(err, local.code, "%s", local.text);
}

struct appraisal *appraisal_read(struct store *store, const struct definition *d, size_t unit, size_t *n,
                                 struct error *err)
{
    struct query *q = query_new(store, sql_rows, err);
    if (!q)
        return NULL;
    struct appraisal *rows = xcalloc(1, sizeof *rows);
    struct error local = {0};
    size_t room = 1;
    *n = 0;
    query_text(q, ":unit", d->units[unit].code);
    while (query_next(q, &local)) {
        rows = grow(rows, &room, *n + 1, sizeof *rows);
        struct appraisal *a = &rows[(*n)++];
        *a = (struct appraisal){.criterion = definition_criterion(d, d->units[unit].block, query_get_str(q, 0))};
        for (enum appraisal_step s = 0; s < N_APPRAISAL_STEPS; s++)
            a->has[s] = read_points(q, 1 + (int)s, &a->points[s]);
        a->has_counts = read_points(q, 5, &a->counts);
        a->has_difference = read_points(q, 6, &a->difference);
        a->explanation = xstrdup(query_get_str(q, 7));
        a->reason = xstrdup(query_get_str(q, 8));
        a->stage = xstrdup(query_get_str(q, 9));
        a->documents = query_get_int(q, 10);
        a->missing = query_get_int(q, 11) != 0;
        a->no_document = xstrdup(query_get_str(q, 12));
    }
    query_free(q);
    bool ok = local.code == E_NONE || error_set(err, local.code, "%s", local.text);
    for (size_t i = 0; ok && i < *n; i++)
        ok = read_reasons(store, d, unit, &rows[i], err);
    if (ok)
        return rows;
    appraisal_free(rows, *n);
    return NULL;
}

void appraisal_free(struct appraisal *rows, size_t n)
{
    for (size_t i = 0; rows && i < n; i++) {
        free(rows[i].explanation);
        free(rows[i].reason);
        free(rows[i].steps);
        free(rows[i].stage);
        free(rows[i].no_document);
    }
    free(rows);
}

struct document *documents_read(struct store *store, const struct definition *d, size_t unit, size_t *n,
                                struct error *err)
{
    struct query *q = query_new(store, sql_documents, err);
    if (!q)
        return NULL;
    struct document *documents = xcalloc(1, sizeof *documents);
    struct error local = {0};
    size_t room = 1;
    *n = 0;
    query_text(q, ":unit", d->units[unit].code);
    while (query_next(q, &local)) {
        documents = grow(documents, &room, *n + 1, sizeof *documents);
        documents[(*n)++] =
            (struct document){.criterion = definition_criterion(d, d->units[unit].block, query_get_str(q, 0)),
                              .number = xstrdup(query_get_str(q, 1)),
                              .symbol = xstrdup(query_get_str(q, 2)),
                              .date = xstrdup(query_get_str(q, 3)),
                              .title = xstrdup(query_get_str(q, 4)),
                              .sha256 = xstrdup(query_get_str(q, 5)),
                              .note = xstrdup(query_get_str(q, 6))};
    }
    query_free(q);
    if (local.code == E_NONE)
        return documents;
    documents_free(documents, *n);
    error_set(err, local.code, "%s", local.text);
    return NULL;
}

void documents_free(struct document *documents, size_t n)
{
    for (size_t i = 0; documents && i < n; i++) {
        free(documents[i].number);
        free(documents[i].symbol);
        free(documents[i].date);
        free(documents[i].title);
        free(documents[i].sha256);
        free(documents[i].note);
    }
    free(documents);
}
