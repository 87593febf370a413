#include "importers/tables/decisions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"
#include "survey/round/appraisal.h"
#include "survey/round/schedule.h"

enum { SELF, OUTSIDE, CHECK, FIRST, EXPLANATION, SECOND, N_TIMED };
static const char *const timed[N_TIMED] = {"self", "outside", "check", "first", "explanation", "second"};

/* The stages a stage must not be dated before, the nearest first. */
static const int before[N_TIMED][N_TIMED] = {[SELF] = {-1},
                                             [OUTSIDE] = {-1},
                                             [CHECK] = {SELF, -1},
                                             [FIRST] = {SELF, -1},
                                             [EXPLANATION] = {FIRST, SELF, -1},
                                             [SECOND] = {EXPLANATION, FIRST, SELF, -1}};

/* The steps whose figures are told from one another, in their order. */
static const int figures[] = {SELF, OUTSIDE, CHECK, FIRST, SECOND};

struct decision_step {
    char date[11];
    bool has_points, has_reason;
    decimal points;
    bool is_new;                                /* of this run; the places are its row's */
    struct place at_date, at_figure, at_reason; /* the strings of AT_DATE are copies, the others' the same ones */
};

/* A unit's criterion: what is known of its steps. */
struct timeline {
    size_t unit;
    char *criterion;
    struct decision_step steps[N_TIMED];
};

/* Rows that leave something out, and where the first stands. */
struct silent {
    size_t n;
    char *file, *sheet;
    struct place first; /* of these copies */
};

struct decisions {
    const struct definition *d;
    struct issues *issues;
    struct run *run;
    struct query *known;
    struct dictionary *keys;
    struct timeline *lines;
    size_t n_lines, room;
    struct silent by, date;
    char self_due[11], explanation_due[11]; /* by the schedule; "" where it says nothing */
};

struct decisions *decisions_new(struct run *run, const struct definition *d, struct issues *issues)
{
    struct decisions *s = xcalloc(1, sizeof *s);
    *s = (struct decisions){.d = d, .issues = issues, .run = run, .keys = dictionary_new()};
    schedule_due(d, STEP_SELF, s->self_due);
    schedule_due(d, STEP_EXPLANATION, s->explanation_due);
    s->known = points_before(run->store, run->number);
    return s;
}

static void forget(struct decision_step *step)
{
    discard(step->at_date.file);
    discard(step->at_date.sheet);
    *step = (struct decision_step){.is_new = false};
}

void decisions_free(struct decisions *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < s->n_lines; i++) {
        free(s->lines[i].criterion);
        for (int k = 0; k < N_TIMED; k++)
            forget(&s->lines[i].steps[k]);
    }
    free(s->by.file);
    free(s->by.sheet);
    free(s->date.file);
    free(s->date.sheet);
    free(s->lines);
    query_end(s->known, NULL);
    dictionary_free(s->keys);
    free(s);
}

static int timed_of(const char *stage)
{
    int k = 0;
    while (k < N_TIMED && strcmp(timed[k], stage) != 0)
        k++;
    return k;
}

static bool is_appraisal(const char *stage)
{
    return !strcmp(stage, "check") || !strcmp(stage, "first") || !strcmp(stage, "second");
}

/* BY is NAME, or names it among others: "Sở Nội vụ, Trần Văn A", "Trần Văn A (Sở Lao động, Thương binh và Xã hội)". */
static bool says(const char *by, const char *name)
{
    return text_list_has(by, ",;()", name) || text_list_has(by, ";()", name);
}

static bool is_unit(const struct unit *unit, const char *by)
{
    return says(by, unit->name) || says(by, unit->code) || says(by, unit->short_name);
}

/* BY is one of the bodies that APPRAISER, "Sở Nội vụ; Sở Tài chính", names; of a unit of D also by its code or name. */
static bool is_appraiser(const struct definition *d, const char *appraiser, const char *by)
{
    char *list = xstrdup(appraiser), *rest = list, *part;
    bool found = says(by, appraiser);
    while (!found && (part = strsep(&rest, ";"))) {
        char *trimmed = text_trim(part);
        size_t unit = definition_called(d, T_UNITS, trimmed);
        found = says(by, trimmed) || (unit != NONE && is_unit(&d->units[unit], by));
        free(trimmed);
    }
    free(list);
    return found;
}

static void check_who(struct decisions *s, const struct decision *r)
{
    if (!strcmp(r->stage, "explanation") && (*r->points || *r->percent))
        issues_add(s->issues, FAULT, "F503", r->at_figure,
                   _("an explanation gives no points; those of the second appraisal count"));
    const struct unit *unit = &s->d->units[r->unit];
    if (*r->form && strcmp(r->form, unit->code) != 0)
        issues_add(s->issues, FAULT, "F510", r->at_unit,
                   _("this is the form of unit \"%s\"; the row is of unit \"%s\""), r->form, unit->code);
    if (*r->form && strcmp(r->stage, "self") != 0 && strcmp(r->stage, "explanation") != 0)
        issues_add(s->issues, FAULT, "F510", r->at_stage,
                   _("this is the form of unit \"%s\", which scores itself and explains; stage %s is another body's"),
                   r->form, stage_shown(r->stage));
    size_t c = definition_criterion(s->d, unit->block, r->criterion);
    if (!is_appraisal(r->stage) || !*r->by || c == NONE)
        return;
    const char *appraiser = s->d->criteria[c].appraiser;
    bool ours = is_unit(unit, r->by), named = *appraiser && is_appraiser(s->d, appraiser, r->by);
    if (ours && named)
        issues_add(s->issues, WARNING, "W505", r->at_by,
                   _("unit \"%s\", criterion %s: the unit appraises itself, as the definition has it"), unit->code,
                   r->criterion);
    else if (ours)
        issues_add(s->issues, FAULT, "F510", r->at_by,
                   *appraiser ? _("unit \"%s\", criterion %s: a unit cannot appraise itself; \"%s\" does")
                              : _("unit \"%s\", criterion %s: a unit cannot appraise itself"),
                   unit->code, r->criterion, appraiser);
    else if (*appraiser && !named)
        issues_add(s->issues, WARNING, "W504", r->at_by,
                   _("unit \"%s\", criterion %s: appraised by \"%s\", not by \"%s\""), unit->code, r->criterion, r->by,
                   appraiser);
}

static void add_silent(struct silent *silent, struct place at, const struct decision *r)
{
    if (silent->n++)
        return;
    /* A file without the column has no place for it. */
    silent->first = at.column ? at : r->at_stage;
    silent->first.file = silent->file = xstrdup(at.file);
    silent->first.sheet = silent->sheet = at.sheet ? xstrdup(at.sheet) : NULL;
}

/* What cannot be checked: who appraised, and whether a self score or an explanation came in time. */
static void count_silent(struct decisions *s, const struct decision *r)
{
    size_t c = definition_criterion(s->d, s->d->units[r->unit].block, r->criterion);
    if (c == NONE)
        return;
    if (is_appraisal(r->stage) && !*r->by && *s->d->criteria[c].appraiser)
        add_silent(&s->by, r->at_by, r);
    bool due = (!strcmp(r->stage, "self") && *s->self_due) || (!strcmp(r->stage, "explanation") && *s->explanation_due);
    if (due && !*r->date)
        add_silent(&s->date, r->at_date, r);
}

/* The timeline of ROW's unit and criterion; *ADDED where it is new. */
static struct timeline *timeline_of(struct decisions *s, const struct decision *r, bool *added)
{
    char *key = xasprintf("%zu\x1f%s", r->unit, r->criterion);
    size_t i = dictionary_add(s->keys, key, strlen(key), added);
    free(key);
    if (*added) {
        s->lines = grow(s->lines, &s->room, i + 1, sizeof *s->lines);
        s->lines[i] = (struct timeline){.unit = r->unit, .criterion = xstrdup(r->criterion)};
        s->n_lines = i + 1;
    }
    return &s->lines[i];
}

/* "18.5" or "92.5 %". */
static char *figure(const char *points, const char *percent)
{
    return *points ? xstrdup(points) : *percent ? xasprintf("%s %%", percent) : xstrdup("–");
}

static void check_replaced(struct decisions *s, const struct decision *r, const char *was, const char *was_date)
{
    char *is = figure(r->points, r->percent), *old = *was_date ? xasprintf(_("%s of %s"), was, was_date) : xstrdup(was);
    if (strcmp(is, was) != 0 && strcmp(r->stage, "explanation") != 0)
        issues_add(s->issues, WARNING, "W506", r->at_figure,
                   _("unit \"%s\", criterion %s, %s: %s takes the place of %s"), s->d->units[r->unit].code,
                   r->criterion, stage_shown(r->stage), is, old);
    free(is);
    free(old);
}

/* What STEP of R's unit and criterion says; a percentage counts as the points it makes. */
static void set_step(const struct decisions *s, const struct decision *r, struct decision_step *step, const char *date,
                     const char *points, const char *percent, const char *reason)
{
    size_t c = definition_criterion(s->d, s->d->units[r->unit].block, r->criterion);
    snprintf(step->date, sizeof step->date, "%s", date);
    step->has_reason = *reason != '\0';
    step->has_points = decimal_parse(points, &step->points);
    if (!step->has_points && c != NONE && decimal_parse(percent, &step->points)) {
        step->has_points = true;
        step->points = decimal_ratio(step->points, s->d->criteria[c].max, 100 * DECIMAL_ONE);
    }
}

bool decisions_add(struct decisions *s, const struct decision *r, struct error *err)
{
    check_who(s, r);
    count_silent(s, r);
    bool added, timeless = *r->group != '\0';
    struct timeline *line = timeless ? NULL : timeline_of(s, r, &added);
    char *was = NULL, was_date[11] = "";
    query_text(s->known, ":unit", s->d->units[r->unit].code);
    query_text(s->known, ":criterion", r->criterion);
    query_text(s->known, ":group", r->group);
    while (query_next(s->known)) {
        const char *stage = query_get_str(s->known, POINT_STAGE), *date = query_get_str(s->known, POINT_DATE);
        int k = timed_of(stage);
        if (line && k < N_TIMED && !line->steps[k].is_new)
            set_step(s, r, &line->steps[k], date, query_get_str(s->known, POINT_POINTS),
                     query_get_str(s->known, POINT_PERCENT), query_get_str(s->known, POINT_REASON));
        if (strcmp(stage, r->stage) != 0)
            continue;
        free(was);
        was = figure(query_get_str(s->known, POINT_POINTS), query_get_str(s->known, POINT_PERCENT));
        snprintf(was_date, sizeof was_date, "%s", date);
    }
    if (was)
        check_replaced(s, r, was, was_date);
    free(was);
    int k = timed_of(r->stage);
    if (line && k < N_TIMED) {
        struct decision_step *step = &line->steps[k];
        forget(step);
        *step = (struct decision_step){
            .is_new = true, .at_date = r->at_date, .at_figure = r->at_figure, .at_reason = r->at_reason};
        step->at_date.file = step->at_figure.file = step->at_reason.file = xstrdup(r->at_date.file);
        step->at_date.sheet = step->at_figure.sheet = step->at_reason.sheet =
            r->at_date.sheet ? xstrdup(r->at_date.sheet) : NULL;
        set_step(s, r, step, r->date, r->points, r->percent, r->reason);
    }
    return query_ok(s->known, err);
}

static void check_order(struct decisions *s, const struct timeline *line)
{
    for (int k = 0; k < N_TIMED; k++)
        for (int b = 0; *line->steps[k].date && before[k][b] >= 0; b++) {
            const struct decision_step *earlier = &line->steps[before[k][b]], *later = &line->steps[k];
            if ((!earlier->is_new && !later->is_new) || strcmp(later->date, earlier->date) >= 0)
                continue;
            issues_add(s->issues, FAULT, "F511", later->is_new ? later->at_date : earlier->at_date,
                       _("unit \"%s\", criterion %s: %s is dated %s, before %s of %s"), s->d->units[line->unit].code,
                       line->criterion, stage_shown(timed[k]), later->date, stage_shown(timed[before[k][b]]),
                       earlier->date);
            break;
        }
}

/* Each figure beside the one before it, whichever steps there are; a bonus or malus beside nothing. */
static void check_reasons(struct decisions *s, const struct timeline *line)
{
    const struct decision_step *earlier = NULL;
    int was = SELF;
    char is[DECIMAL_TEXT], had[DECIMAL_TEXT];
    size_t c = definition_criterion(s->d, s->d->units[line->unit].block, line->criterion);
    bool is_bonus = c != NONE && s->d->criteria[c].method == METHOD_THUONG_TRU;
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        const struct decision_step *step = &line->steps[figures[i]];
        if (!step->has_points)
            continue;
        if (!earlier && figures[i] != SELF && is_bonus && step->points && !step->has_reason && step->is_new)
            issues_add(s->issues, WARNING, "W507", step->at_reason,
                       _("unit \"%s\", criterion %s: a bonus or malus of %s, and no reason"),
                       s->d->units[line->unit].code, line->criterion, decimal_format(step->points, -1, is));
        if (earlier && !step->has_reason && step->points != earlier->points && (step->is_new || earlier->is_new)) {
            issues_add(s->issues, WARNING, "W507", step->is_new ? step->at_reason : earlier->at_figure,
                       _("unit \"%s\", criterion %s: %s gives %s after %s of %s, and no reason"),
                       s->d->units[line->unit].code, line->criterion, stage_shown(timed[figures[i]]),
                       decimal_format(step->points, -1, is), stage_shown(timed[was]),
                       decimal_format(earlier->points, -1, had));
        }
        earlier = step;
        was = figures[i];
    }
}

void decisions_steps(struct decisions *s)
{
    for (size_t i = 0; i < s->n_lines; i++) {
        check_order(s, &s->lines[i]);
        check_reasons(s, &s->lines[i]);
    }
    if (s->by.n)
        issues_add(
            s->issues, WARNING, "W508", s->by.first,
            _("appraisals that do not say who appraised, though the definition names who does: %zu; the first is "
              "here"),
            s->by.n);
    if (s->date.n)
        issues_add(
            s->issues, WARNING, "W509", s->date.first,
            _("self scores or explanations without a date, so that nobody can tell whether they came in time: %zu; "
              "the first is here"),
            s->date.n);
}
