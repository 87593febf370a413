#include "importers/tables/points_take.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "importers/readers/cell.h"
#include "importers/tables/decisions.h"
#include "importers/tables/evidence.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/round/appraisal.h"
#include "survey/round/schedule.h"
#include "survey/round/scores.h"

struct points {
    const struct definition *d;
    struct issues *issues;
    struct run *run;
    struct query *insert, *standing;
    bool corrects;
    struct decisions *decisions;
    char self_due[11], explanation_due[11]; /* by the schedule; "" where it says nothing */
    struct dictionary *seen;
    char **seen_at; /* where each stands first */
    size_t seen_room;
    size_t n, n_corrected, n_repeated;
    struct strbuf changed; /* what was corrected, for the log */
};

struct points *points_new(struct run *run, const struct definition *d, bool corrects, struct issues *issues)
{
    struct points *p = xcalloc(1, sizeof *p);
    *p = (struct points){.d = d, .issues = issues, .run = run, .corrects = corrects, .seen = dictionary_new()};
    schedule_due(d, STEP_SELF, p->self_due);
    schedule_due(d, STEP_EXPLANATION, p->explanation_due);
    p->insert = query_insert(run->store, "", "points");
    p->standing = points_standing(run->store, run->number);
    p->decisions = decisions_new(run, d, issues);
    return p;
}

void points_free(struct points *p)
{
    if (!p)
        return;
    query_end(p->insert, NULL);
    query_end(p->standing, NULL);
    decisions_free(p->decisions);
    for (size_t i = 0; i < dictionary_size(p->seen); i++)
        free(p->seen_at[i]);
    dictionary_free(p->seen);
    free(p->seen_at);
    strbuf_release(&p->changed);
    free(p);
}

void points_end(struct points *p)
{
    decisions_steps(p->decisions);
}

size_t points_count(const struct points *p)
{
    return p->n;
}

const char *points_changed(const struct points *p)
{
    return strbuf_text(&p->changed);
}

size_t points_corrected(const struct points *p)
{
    return p->n_corrected;
}

size_t points_repeated(const struct points *p)
{
    return p->n_repeated;
}

/* --- numbers ----------------------------------------------------------------------------------- */

void claim_numbers(struct claim *c, struct issues *issues)
{
    for (size_t i = P_POINTS; i <= P_N; i++) {
        c->numbers[i].reading = number_plain(c->said[i], c->numbers[i].plain);
        if (c->numbers[i].reading == NUMBER_AMBIGUOUS)
            (void)number_settle(c->said[i], DECIMAL_UNKNOWN, NULL, NULL, c->places[i], issues);
    }
}

/* A number of a claim. */
struct figure {
    decimal value;
    char text[DECIMAL_TEXT]; /* "" where nothing is said */
};

/* The number of WHICH as a decimal. */
static bool read_figure(const struct points *p, const struct claim *c, size_t which, struct figure *f)
{
    *f = (struct figure){0};
    if (!*c->said[which])
        return true;
    if (c->numbers[which].reading == NUMBER_READ && decimal_parse(c->numbers[which].plain, &f->value)) {
        decimal_format(f->value, -1, f->text);
        return true;
    }
    f->value = 0;
    if (c->numbers[which].reading != NUMBER_AMBIGUOUS)
        issues_add(p->issues, FAULT, "F503", c->places[which], _("column \"%s\" has \"%s\"; expected %s"),
                   c->names[which], c->said[which], _("a number such as 12.5, with at most nine decimals"));
    return false;
}

/* --- judging ------------------------------------------------------------------------------------- */

static void check_range(const struct points *p, const struct claim *c, size_t which, bool within, const char *expected)
{
    if (!within)
        issues_add(p->issues, FAULT, "F504", c->places[which], _("column \"%s\" has \"%s\"; expected %s"),
                   c->names[which], c->said[which], expected);
}

bool points_stage_fits(enum method method, const char *stage)
{
    if (method == METHOD_TD || method == METHOD_THUONG_TRU)
        return choice_has("self|check|first|explanation|second", stage);
    if (method == METHOD_KTXH)
        return choice_has("self|check|first|explanation|second|outside", stage);
    return !strcmp(stage, "outside");
}

/* Points of a leaf, or the percentage in COLUMN that makes them, must lie within its bounds and on its step. */
static void check_points(const struct points *p, struct place place, const struct criterion *c, decimal points)
{
    char said[DECIMAL_TEXT], low[DECIMAL_TEXT], high[DECIMAL_TEXT], step[DECIMAL_TEXT];
    decimal_format(points, -1, said);
    decimal most;
    bool bounded = criterion_most(c, &most);
    if (points < c->min || (bounded && points > most))
        issues_add(p->issues, FAULT, "F504", place, _("criterion \"%s\" has %s points; expected from %s to %s"),
                   c->code, said, decimal_format(c->min, -1, low), decimal_format(most, -1, high));
    else if (c->step > 0 && points % c->step)
        issues_add(p->issues, FAULT, "F504", place, _("criterion \"%s\" has %s points; expected a multiple of %s"),
                   c->code, said, decimal_format(c->step, -1, step));
}

static void say_ended(const struct points *p, const struct claim *c, size_t unit)
{
    char *ended = ending_words(p->run->store, p->d, unit);
    issues_add(p->issues, FAULT, "F505", c->places[P_UNIT], _("%s; it has neither points nor rank"), ended);
    free(ended);
}

/* A leaf's own figure, or a group's SIPAS percentage for the unit (criterion `*`). */
static void check_what(const struct points *p, const struct claim *c, size_t unit, const char *stage, bool has_points,
                       decimal points, bool has_percent, decimal percent)
{
    const char *code = c->said[P_CRITERION], *group = c->said[P_GROUP];
    size_t g = *group ? definition_group(p->d, group) : NONE;
    if (*group && (g == NONE || p->d->groups[g].via != VIA_SIPAS))
        issues_add(p->issues, FAULT, "F502", c->places[P_GROUP],
                   _("group \"%s\" is not a group whose figures come from outside (via = sipas)"), group);
    size_t k = strcmp(code, "*") ? definition_criterion(p->d, p->d->units[unit].block, code) : NONE;
    if (*group ? strcmp(code, "*") != 0 && k == NONE : k == NONE)
        issues_add(p->issues, FAULT, "F502", c->places[P_CRITERION],
                   _("criterion \"%s\" is not in the tree of the unit's block%s"), code,
                   definition_near(p->d, T_CRITERIA, code).text);
    else if (k != NONE && !p->d->criteria[k].is_leaf)
        issues_add(p->issues, FAULT, "F502", c->places[P_CRITERION],
                   _("criterion \"%s\" has others below it; points are given to those"), code);
    else if (definition_ended(p->d, unit))
        say_ended(p, c, unit);
    else if (k != NONE && !*group && !definition_applies(p->d, unit, k, ALL))
        issues_add(p->issues, FAULT, "F505", c->places[P_CRITERION],
                   _("criterion \"%s\" does not apply to unit \"%s\""), code, p->d->units[unit].code);
    else if (k != NONE && p->d->criteria[k].method == METHOD_DTXHH && !*group && p->d->rules.survey == SURVEY_HERE)
        issues_add(p->issues, FAULT, "F505", c->places[P_CRITERION],
                   _("criterion \"%s\" is scored by this round's survey (survey = here), not from outside"), code);
    else if (k != NONE && p->d->criteria[k].method == METHOD_SIPAS && !*group &&
             definition_has_question(p->d, p->d->units[unit].block, k, -1))
        issues_add(p->issues, FAULT, "F505", c->places[P_CRITERION],
                   _("criterion \"%s\" is scored by this round's SIPAS ballots, not from outside"), code);
    else if (k != NONE && p->d->criteria[k].method == METHOD_DTXHH && !*group && p->d->rules.survey == SURVEY_NONE)
        issues_add(p->issues, FAULT, "F505", c->places[P_CRITERION],
                   _("criterion \"%s\" is not scored: no survey is held (survey = none)"), code);
    else if (k != NONE && !points_stage_fits(*group ? METHOD_SIPAS : p->d->criteria[k].method, stage))
        issues_add(p->issues, FAULT, "F506", c->places[P_STAGE], _("stage \"%s\" is not one of criterion \"%s\""),
                   *c->said[P_STAGE] ? c->said[P_STAGE] : stage, code);
    if (*group ? !has_percent : !has_points && !has_percent && strcmp(stage, "explanation") != 0)
        issues_add(p->issues, FAULT, "F503", c->places[*group ? P_PERCENT : P_POINTS],
                   *group ? _("a group's SIPAS needs a percentage") : _("neither points nor a percentage are given"));
    if (has_points && has_percent)
        issues_add(p->issues, FAULT, "F503", c->places[P_PERCENT],
                   _("points and a percentage are both given; keep one"));
    bool is_bonus = k != NONE && p->d->criteria[k].method == METHOD_THUONG_TRU;
    if (is_bonus && has_percent && !*group)
        issues_add(p->issues, FAULT, "F503", c->places[P_PERCENT],
                   _("criterion \"%s\" is bonus or malus; give its points, not a percentage"), code);
    bool within = has_percent && !is_bonus && percent >= 0 && percent <= 100 * DECIMAL_ONE;
    if ((has_points || within) && k != NONE && p->d->criteria[k].is_leaf && !*group)
        check_points(p, c->places[has_points ? P_POINTS : P_PERCENT], &p->d->criteria[k],
                     has_points ? points : decimal_ratio(percent, p->d->criteria[k].max, 100 * DECIMAL_ONE));
    if (!strcmp(stage, "explanation") && !*c->said[P_REASON])
        issues_add(p->issues, FAULT, "F503", c->places[P_REASON], _("an explanation needs its text in \"%s\""),
                   c->names[P_REASON]);
}

static void check_once(struct points *p, const struct claim *c, const char *unit)
{
    char *key = xasprintf("%s\x1f%s\x1f%s\x1f%s", unit, c->said[P_CRITERION], c->said[P_GROUP], c->stage);
    bool added;
    size_t i = dictionary_add(p->seen, key, strlen(key), &added);
    free(key);
    p->seen_at = grow(p->seen_at, &p->seen_room, i + 1, sizeof *p->seen_at);
    if (added)
        p->seen_at[i] = place_line(c->places[P_UNIT]);
    else
        issues_add(p->issues, FAULT, "F507", c->places[P_UNIT],
                   _("unit, criterion, group and stage stand in %s already"), p->seen_at[i]);
}

/* A self score or an explanation that came after its day. */
static void check_deadline(const struct points *p, const struct claim *c, const char *stage, const char *iso)
{
    const char *due = !strcmp(stage, "self") ? p->self_due : !strcmp(stage, "explanation") ? p->explanation_due : "";
    if (*iso && *due && strcmp(iso, due) > 0)
        issues_add(p->issues, WARNING, "W502", c->places[P_DATE],
                   _("%s is dated %s, after its day by the schedule, %s"), stage_shown(stage), iso, due);
}

size_t points_unit(const struct points *p, const char *said, struct place place)
{
    size_t unit = definition_called(p->d, T_UNITS, said);
    if (unit == NONE)
        issues_add(p->issues, FAULT, "F501", place, _("unit \"%s\" is not in the definition%s"), said,
                   definition_near(p->d, T_UNITS, said).text);
    return unit;
}

bool claim_is_empty(const struct claim *c)
{
    return choice_has("self|check|first|explanation|second", c->stage) && !*c->said[P_POINTS] && !*c->said[P_PERCENT] &&
           !*c->said[P_REASON];
}

/* --- what the round has already ------------------------------------------------------------------- */

enum standing { IS_NEW, STANDS, STANDS_OTHERWISE };

static const size_t standing_fields[N_STANDING] = {
    [STANDING_POINTS] = P_POINTS, [STANDING_PERCENT] = P_PERCENT, [STANDING_SE] = P_SE,        [STANDING_N] = P_N,
    [STANDING_BY] = P_BY,         [STANDING_DATE] = P_DATE,       [STANDING_REASON] = P_REASON};

/* Claim C of UNIT, whose numbers are FIGURES and whose date is DATE, beside what the round has. */
static bool compare_standing(struct points *p, const struct claim *c, const char *unit, const struct figure *figures,
                             const char *date, enum standing *standing, struct error *err)
{
    struct query *q = p->standing;
    struct strbuf words = {0}, logged = {0}; /* a reason may say who someone is */
    query_text(q, ":unit", unit);
    query_text(q, ":criterion", c->said[P_CRITERION]);
    query_text(q, ":group", c->said[P_GROUP]);
    query_text(q, ":stage", c->stage);
    *standing = IS_NEW;
    if (query_next(q)) {
        size_t first = N_POINTS_FIELDS;
        for (int i = 0; i < N_STANDING; i++) {
            size_t field = standing_fields[i];
            const char *was = query_get_str(q, i);
            const char *is = field <= P_N ? figures[field].text : field == P_DATE ? date : c->said[field];
            if (!strcmp(was, is))
                continue;
            strbuf_item(&words, ", ", "%s \"%s\"", c->names[field], was);
            strbuf_addf(&words, " → \"%s\"", is);
            bool text = field == P_REASON;
            strbuf_item(&logged, ", ", "%s \"%s\"", c->names[field], text && *was ? _("text") : was);
            strbuf_addf(&logged, " → \"%s\"", text && *is ? _("text") : is);
            first = first == N_POINTS_FIELDS ? field : first;
        }
        *standing = words.n ? STANDS_OTHERWISE : STANDS;
        if (words.n && !p->corrects)
            issues_add(p->issues, FAULT, "F512", c->places[first],
                       _("unit \"%s\", criterion %s, %s stands in %s, line %" PRId64
                         ", with other values: %s; `--correct --reason TEXT` takes those here in their place"),
                       unit, c->said[P_CRITERION], stage_shown(c->stage), query_get_str(q, STANDING_FILE),
                       query_get_int(q, STANDING_LINE), strbuf_text(&words));
        else if (words.n && p->n_corrected < MOST_LOGGED)
            strbuf_addf(&p->changed, _("; unit %s, criterion %s, %s: %s (%s, line %" PRId64 ")"), unit,
                        c->said[P_CRITERION], stage_shown(c->stage), logged.text, query_get_str(q, STANDING_FILE),
                        query_get_int(q, STANDING_LINE));
        query_reset(q);
    }
    strbuf_release(&words);
    strbuf_release(&logged);
    return query_ok(q, err);
}

/* --- keeping ------------------------------------------------------------------------------------- */

static bool keep(struct points *p, const struct claim *c, const char *unit, const struct figure *figures,
                 const char *date, struct error *err)
{
    struct query *q = p->insert;
    query_text(q, ":unit", unit);
    query_text(q, ":criterion", c->said[P_CRITERION]);
    query_text(q, ":group", c->said[P_GROUP]);
    query_text(q, ":stage", c->stage);
    query_str(q, ":points", figures[P_POINTS].text);
    query_str(q, ":percent", figures[P_PERCENT].text);
    query_str(q, ":se", figures[P_SE].text);
    if (*figures[P_N].text)
        query_int(q, ":n", figures[P_N].value / DECIMAL_ONE);
    else
        query_null(q, ":n");
    query_str(q, ":by", c->said[P_BY]);
    query_str(q, ":date", date);
    query_str(q, ":reason", c->said[P_REASON]);
    query_int(q, ":source", c->source);
    query_int(q, ":line", (int64_t)c->places[P_UNIT].line);
    query_int(q, ":run", p->run->number);
    p->n++;
    return query_run(q) || query_ok(q, err);
}

/* The names of CLAIM as codes: its group's, and its criterion's where one node of the unit's tree alone has it. */
static struct claim in_codes(const struct points *p, const struct claim *claim, size_t unit)
{
    struct claim c = *claim;
    size_t group = *c.said[P_GROUP] ? definition_called(p->d, T_GROUPS, c.said[P_GROUP]) : NONE;
    if (group != NONE)
        c.said[P_GROUP] = p->d->groups[group].code;
    size_t criterion =
        unit == NONE ? NONE : definition_criterion_called(p->d, p->d->units[unit].block, c.said[P_CRITERION]);
    if (criterion != NONE)
        c.said[P_CRITERION] = p->d->criteria[criterion].code;
    return c;
}

bool points_take(struct points *p, const struct claim *claim, struct error *err)
{
    size_t before = issues_count(p->issues, FAULT);
    size_t unit = points_unit(p, claim->said[P_UNIT], claim->places[P_UNIT]);
    const char *code = unit == NONE ? claim->said[P_UNIT] : p->d->units[unit].code;
    const struct claim named = in_codes(p, claim, unit), *c = &named;
    if (claim_is_empty(c)) {
        issues_add(p->issues, WARNING, "W501", c->places[P_POINTS],
                   _("unit \"%s\", criterion %s: %s is empty; the row is passed over"), code, c->said[P_CRITERION],
                   stage_shown(c->stage));
        return true;
    }
    struct figure f[P_N + 1];
    bool good = true;
    for (size_t i = P_POINTS; i <= P_N; i++)
        good = read_figure(p, c, i, &f[i]) && good;
    decimal percent = f[P_PERCENT].value, se = f[P_SE].value, n = f[P_N].value;
    check_range(p, c, P_PERCENT, percent >= 0 && percent <= 100 * DECIMAL_ONE, "0 … 100");
    check_range(p, c, P_SE, se >= 0 && se <= 100 * DECIMAL_ONE, "0 … 100");
    check_range(p, c, P_N, !*f[P_N].text || (n >= DECIMAL_ONE && n % DECIMAL_ONE == 0), _("a whole number from 1"));
    char iso[DATE_TEXT] = "";
    if (*c->said[P_DATE] && !date_parse(c->said[P_DATE], iso))
        issues_add(p->issues, FAULT, "F503", c->places[P_DATE], _("column \"%s\" has \"%s\"; expected %s"),
                   c->names[P_DATE], c->said[P_DATE], date_wanted(c->said[P_DATE]).text);
    if (!choice_has("self|check|first|explanation|second|outside", c->stage))
        issues_add(p->issues, FAULT, "F506", c->places[P_STAGE], _("column \"%s\" has \"%s\"; expected %s"),
                   c->names[P_STAGE], c->stage,
                   message_is_vietnamese()
                       ? "tự chấm, kiểm tra, thẩm định lần 1, giải trình, thẩm định lần 2, số liệu từ bên ngoài"
                       : "self, check, first, explanation, second, outside");
    else if (unit != NONE && good)
        check_what(p, c, unit, c->stage, *f[P_POINTS].text, f[P_POINTS].value, *f[P_PERCENT].text, percent);
    check_once(p, c, code);
    enum standing standing = IS_NEW;
    if (issues_count(p->issues, FAULT) == before && !compare_standing(p, c, code, f, iso, &standing, err))
        return false;
    if (standing == STANDS) {
        p->n_repeated++;
        return true;
    }
    check_deadline(p, c, c->stage, iso);
    if (issues_count(p->issues, FAULT) > before)
        return true;
    const struct decision decision = {.unit = unit,
                                      .criterion = c->said[P_CRITERION],
                                      .group = c->said[P_GROUP],
                                      .stage = c->stage,
                                      .points = f[P_POINTS].text,
                                      .percent = f[P_PERCENT].text,
                                      .by = c->said[P_BY],
                                      .date = iso,
                                      .reason = c->said[P_REASON],
                                      .form = c->form,
                                      .at_unit = c->places[P_UNIT],
                                      .at_stage = c->places[P_STAGE],
                                      .at_figure = c->places[*f[P_POINTS].text ? P_POINTS : P_PERCENT],
                                      .at_by = c->places[P_BY],
                                      .at_date = c->places[P_DATE],
                                      .at_reason = c->places[P_REASON]};
    if (!decisions_add(p->decisions, &decision, err))
        return false;
    if (issues_count(p->issues, FAULT) > before)
        return true;
    p->n_corrected += standing == STANDS_OTHERWISE;
    return keep(p, c, code, f, iso, err);
}
