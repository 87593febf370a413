#include "scoring/points/explain_steps.h"

#include <stdlib.h>
#include <string.h>

#include "scoring/points/survey_map.h"
#include "survey/base/date.h"
#include "survey/base/memory.h"
#include "survey/round/appraisal.h"
#include "survey/round/schedule.h"

static const char sql_steps[] =
    "SELECT stage, points, percent, \"by\", date, reason, \"group\", n, run < (SELECT max(q.run) FROM points q WHERE"
    " q.unit = p.unit AND q.criterion = p.criterion AND q.\"group\" = p.\"group\" AND q.stage = p.stage), criterion"
    " FROM points p WHERE unit = :unit AND (criterion = :criterion OR (criterion = '*' AND :grouped))"
    " AND (\"group\" = '' OR :grouped) ORDER BY run, CASE stage WHEN 'self' THEN 1 WHEN 'check' THEN 2 WHEN 'first'"
    " THEN 3 WHEN 'explanation' THEN 4 WHEN 'second' THEN 5 ELSE 6 END";
static const char sql_documents[] =
    "SELECT number, symbol, date, title, note, sha256 FROM evidence WHERE unit = :unit AND criterion = :criterion"
    " ORDER BY run, place";

static bool read_documents(struct explain_steps *s, struct store *store, const char *unit, const char *criterion,
                           struct error *err)
{
    size_t room = 0;
    struct query *q = query_new(store, sql_documents);
    query_text(q, ":unit", unit);
    query_text(q, ":criterion", criterion);
    while (query_next(q)) {
        s->documents = grow(s->documents, &room, s->n_documents + 1, sizeof *s->documents);
        s->documents[s->n_documents++] = (struct explain_document){
            xstrdup(query_get_str(q, 0)), xstrdup(query_get_str(q, 1)), xstrdup(query_get_str(q, 2)),
            xstrdup(query_get_str(q, 3)), xstrdup(query_get_str(q, 4)), xstrdup(query_get_str(q, 5))};
    }
    return query_end(q, err);
}

/* Is STAGE one of those that count, and which comes first: 1, 2, 3; 0 where it never does. */
static int order_of(const char *stage)
{
    return !strcmp(stage, "second") ? 1 : !strcmp(stage, "first") ? 2 : !strcmp(stage, "outside") ? 3 : 0;
}

/* Mark the one decision, where the leaf has one, and a group's figure. */
static void mark_counting(struct explain_steps *s, const bool *of_all, bool decided)
{
    struct explain_step *decision = NULL;
    for (size_t i = 0; i < s->n_steps; i++) {
        struct explain_step *step = &s->steps[i];
        int order = order_of(step->stage);
        if (step->replaced || !order)
            continue;
        if (!*step->group && decided && (!decision || order < order_of(decision->stage)))
            decision = step;
        if (*step->group) {
            step->counts = true;
            for (size_t k = 0; of_all[i] && k < s->n_steps; k++)
                if (!of_all[k] && !strcmp(s->steps[k].group, step->group))
                    step->counts = false;
        }
    }
    if (decision)
        decision->counts = true;
}

/* Mark what came after its day. */
static void mark_late(struct explain_steps *s, const struct definition *d)
{
    for (size_t i = 0; i < s->n_steps; i++) {
        struct explain_step *step = &s->steps[i];
        enum task_step task = !strcmp(step->stage, "self")          ? STEP_SELF
                              : !strcmp(step->stage, "explanation") ? STEP_EXPLANATION
                                                                    : STEP_NONE;
        if (task != STEP_NONE)
            schedule_due(d, task, step->due);
        if (*step->due && *step->date && strcmp(step->date, step->due) > 0)
            step->late = date_days(step->due, step->date);
    }
}

/* Mark the steps in force that change a figure and do not say why. */
static bool mark_unreasoned(struct explain_steps *s, struct store *store, const struct definition *d, size_t unit,
                            size_t criterion, struct error *err)
{
    struct appraised *units = appraised_read(store, d, unit, err);
    if (!units)
        return false;
    const struct appraisal *rows = units[unit].rows;
    for (size_t i = 0; i < units[unit].n; i++)
        for (size_t k = 0; rows[i].criterion == criterion && k < s->n_steps; k++) {
            struct explain_step *step = &s->steps[k];
            step->unreasoned = !step->replaced && !*step->group && appraisal_is_unreasoned(&rows[i], step->stage);
        }
    appraised_free(units, d);
    return true;
}

bool explain_steps_read(struct explain_steps *s, struct store *store, const struct definition *d, size_t unit,
                        size_t criterion, struct error *err)
{
    const char *code = d->criteria[criterion].code, *unit_code = d->units[unit].code;
    bool survey = definition_is_survey_leaf(d, d->units[unit].block, criterion);
    size_t room = 0, room_all = 0;
    bool *of_all = NULL;
    *s = (struct explain_steps){0};
    struct query *q = query_new(store, sql_steps);
    query_text(q, ":unit", unit_code);
    query_text(q, ":criterion", code);
    query_int(q, ":grouped", survey && d->criteria[criterion].method == METHOD_DTXHH);
    while (query_next(q)) {
        s->steps = grow(s->steps, &room, s->n_steps + 1, sizeof *s->steps);
        of_all = grow(of_all, &room_all, s->n_steps + 1, sizeof *of_all);
        of_all[s->n_steps] = !strcmp(query_get_str(q, 9), "*");
        struct explain_step *step = &s->steps[s->n_steps++];
        *step = (struct explain_step){.stage = xstrdup(query_get_str(q, 0)),
                                      .group = xstrdup(query_get_str(q, 6)),
                                      .by = xstrdup(query_get_str(q, 3)),
                                      .date = xstrdup(query_get_str(q, 4)),
                                      .reason = xstrdup(query_get_str(q, 5)),
                                      .has_n = !query_is_null(q, 7),
                                      .n = query_get_int(q, 7),
                                      .replaced = query_get_int(q, 8) != 0};
        step->has_points = decimal_parse(query_get_str(q, 1), &step->points);
        step->has_percent = decimal_parse(query_get_str(q, 2), &step->percent);
    }
    mark_counting(s, of_all, !survey);
    free(of_all);
    mark_late(s, d);
    return query_end(q, err) && mark_unreasoned(s, store, d, unit, criterion, err) &&
           read_documents(s, store, unit_code, code, err);
}

void explain_steps_release(struct explain_steps *s)
{
    for (size_t i = 0; i < s->n_steps; i++) {
        free(s->steps[i].stage);
        free(s->steps[i].group);
        free(s->steps[i].by);
        free(s->steps[i].date);
        free(s->steps[i].reason);
    }
    for (size_t i = 0; i < s->n_documents; i++) {
        free(s->documents[i].number);
        free(s->documents[i].symbol);
        free(s->documents[i].date);
        free(s->documents[i].title);
        free(s->documents[i].note);
        free(s->documents[i].sha256);
    }
    free(s->steps);
    free(s->documents);
    *s = (struct explain_steps){0};
}
