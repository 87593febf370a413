#include "sampling/outlook.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sampling/expected.h"
#include "sampling/plan.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/round/ballots.h"
#include "survey/round/frame.h"
#include "survey/round/weighting.h"

#define NAMED 5 /* members, units, strata in a message */

/* The first NAMED of what is wrong, and how much there is. */
struct listing_of {
    struct strbuf named;
    size_t n;
};

static void list(struct listing_of *l, const char *format, ...) PRINTF_LIKE(2, 3);
static void list(struct listing_of *l, const char *format, ...)
{
    if (l->n++ >= NAMED)
        return;
    va_list args;
    char *text = NULL;
    va_start(args, format);
    if (vasprintf(&text, format, args) < 0)
        text = NULL;
    va_end(args);
    strbuf_item(&l->named, ", ", "%s", text ? text : "?");
    free(text);
}

/* "A, B, …"; borrowed. */
static const char *listed(struct listing_of *l)
{
    if (l->n > NAMED)
        strbuf_adds(&l->named, ", …");
    return strbuf_text(&l->named);
}

/* True when CODE is a unit that stands for one of the type's block. */
static bool is_rated(const struct definition *d, size_t type, const char *code)
{
    size_t unit = *code ? definition_unit(d, code) : NONE;
    return unit != NONE && definition_climb(d, type, unit) != NONE;
}

/* Warn of the members of GROUP who rate their own unit on ballots of TYPE and have none. */
static bool find_without_unit(struct store *store, const struct definition *d, size_t type, size_t group,
                              struct issues *issues, struct error *err)
{
    static const char *const columns[] = {"rates", "own_unit"};
    const char *code = d->groups[group].code;
    struct listing_of without = {0};
    struct query *q = frame_query(store, code, columns, 2, "");
    while (query_next(q)) {
        if (is_rated(d, type, query_get_str(q, 1)) || is_rated(d, type, query_get_str(q, 2)))
            continue;
        list(&without, "%s/%s", code, query_get_str(q, 0));
    }
    bool ok = query_end(q, err);
    if (ok && without.n)
        issues_add(issues, WARNING, "W332", (struct place){store_path(store), "frame", 0, 0},
                   _("group \"%s\": %zu members have no unit to rate on ballot type \"%s\", so those of them who are "
                     "drawn would stop `issue`: %s; fill in rates or own_unit before the freeze"),
                   code, without.n, d->ballot_types[type].code, listed(&without));
    strbuf_release(&without.named);
    return ok;
}

/* A ballot of TYPE, which rates all units of its block, must not be longer than can be keyed. */
static void check_length(const struct store *store, const struct definition *d, size_t type, struct issues *issues)
{
    const struct ballot_type *t = &d->ballot_types[type];
    size_t n = 0;
    for (size_t b = 0; b < d->n_blocks; b++)
        n += t->block == ALL || t->block == b ? d->blocks[b].n_units : 0;
    if (n > BALLOT_MAX_UNITS)
        issues_add(issues, FAULT, "F332", (struct place){store_path(store), "ballot_types", 0, 0},
                   _("a ballot of type \"%s\" would have %zu units; at most %d can be asked about, so let it go by a "
                     "list (units = listed)"),
                   t->code, n, BALLOT_MAX_UNITS);
}

/* A column that the setting `keep` names must be in the frame for a recipe to use it. */
static void check_kept(struct store *store, const struct definition *d, struct issues *issues)
{
    size_t n;
    struct weighting_variable *kept = weighting_split(d->setting[S_KEEP], &n);
    for (size_t v = 0; v < n; v++)
        for (size_t c = 0; c < kept[v].n_columns; c++) {
            char *column = weighting_frame_column(store, kept[v].columns[c]);
            if (!column)
                issues_add(issues, WARNING, "W333", (struct place){store_path(store), "round", 0, 0},
                           _("setting keep names the column \"%s\", which no list has; a recipe that uses it would "
                             "stop `weigh`, so import a list that has it before the freeze"),
                           kept[v].columns[c]);
            free(column);
        }
    weighting_split_free(kept, n);
}

/* True where a ballot of some type that GROUP gets asks NAME once. */
static bool is_asked_once(const struct definition *d, size_t group, const char *name)
{
    for (size_t t = 0; t < d->n_ballot_types; t++)
        for (size_t i = 0; i < d->ballot_types[t].n_groups; i++)
            if (d->ballot_types[t].groups[i] == group && weighting_question(d, t, name) != NONE)
                return true;
    return false;
}

/* What table margins has totals of must be a column of the frame or asked on the ballots of the group. */
static void check_margins(struct store *store, const struct definition *d, struct issues *issues)
{
    struct dictionary *seen = dictionary_new();
    for (size_t m = 0; m < d->n_margins; m++) {
        size_t n;
        struct weighting_variable *variable = weighting_split(d->margins[m].variable, &n);
        for (size_t v = 0; v < n; v++)
            for (size_t c = 0; c < variable[v].n_columns; c++) {
                const char *name = variable[v].columns[c];
                char *key = xasprintf("%zu/%s", d->margins[m].group, name);
                bool added;
                dictionary_add(seen, key, strlen(key), &added);
                free(key);
                char *column = added ? weighting_frame_column(store, name) : NULL;
                if (added && !column && !is_asked_once(d, d->margins[m].group, name))
                    issues_add(
                        issues, WARNING, "W333", (struct place){store_path(store), "margins", 0, 0},
                        _("table margins has totals of \"%s\" for group \"%s\", which no list has and no ballot "
                          "asks; a recipe that meets them would stop `weigh`, so import a list that has it before "
                          "the freeze"),
                        name, d->groups[d->margins[m].group].code);
                free(column);
            }
        weighting_split_free(variable, n);
    }
    dictionary_free(seen);
}

/* --- offices ---------------------------------------------------------------------------------- */

/* Lists of ballots go by office: whoever has none where others have one is on none of them. */
static bool find_without_office(struct store *store, const struct definition *d, size_t group, struct issues *issues,
                                struct error *err)
{
    static const char *const columns[] = {"office"};
    struct listing_of without = {0};
    size_t n = 0;
    struct query *q = frame_query(store, d->groups[group].code, columns, 1, "");
    for (; query_next(q); n++)
        if (!*query_get_str(q, 1))
            list(&without, "%s/%s", d->groups[group].code, query_get_str(q, 0));
    bool ok = query_end(q, err);
    if (ok && without.n && without.n < n)
        issues_add(issues, WARNING, "W335", (struct place){store_path(store), "frame", 0, 0},
                   _("group \"%s\": %zu members have no office, although others have one, so they would be on no list "
                     "of an office: %s"),
                   d->groups[group].code, without.n, listed(&without));
    strbuf_release(&without.named);
    return ok;
}

/* --- table rates ------------------------------------------------------------------------------ */

/* Add TEXT in the way of writing that is compared; true where it is new. */
static bool add_alike(struct dictionary *known, const char *text)
{
    bool added;
    char *alike = text_alike(text);
    dictionary_add(known, alike, strlen(alike), &added);
    free(alike);
    return added;
}

/* Raters that table rates names and the frame does not have: members, or units where nobody works. */
static bool find_unknown_raters(struct store *store, const struct definition *d, size_t type, struct issues *issues,
                                struct error *err)
{
    static const char *const columns[] = {"own_unit"};
    const struct ballot_type *t = &d->ballot_types[type];
    struct dictionary *known = dictionary_new();
    struct listing_of unknown = {0};
    bool ok = true;
    for (size_t g = 0; ok && g < t->n_groups; g++) {
        struct query *q = frame_query(store, d->groups[t->groups[g]].code, columns, 1, "");
        while (query_next(q)) {
            char *member = xasprintf("%s/%s", d->groups[t->groups[g]].code, query_get_str(q, 0));
            add_alike(known, member);
            add_alike(known, query_get_str(q, 1));
            free(member);
        }
        ok = query_end(q, err);
    }
    for (size_t i = 0; ok && dictionary_size(known) && i < d->n_ratings; i++) {
        const char *rater = d->ratings[i].rater;
        if (d->ratings[i].ballot_type == type && add_alike(known, rater)) /* each is named once */
            list(&unknown, "%s", rater);
    }
    if (ok && unknown.n)
        issues_add(issues, WARNING, "W337", (struct place){store_path(store), "rates", 0, 0},
                   _("ballot type \"%s\": %zu raters of table rates are not in the frame, nor the employer of somebody "
                     "there: %s"),
                   t->code, unknown.n, listed(&unknown));
    strbuf_release(&unknown.named);
    dictionary_free(known);
    return ok;
}

/* --- what the plan can give --------------------------------------------------------------------- */

/* Strata of which one person is drawn: nothing can be said of their error, and who does not answer leaves them empty.
 */
static void check_single(const struct store *store, const struct definition *d, const struct plan *plan,
                         struct issues *issues)
{
    for (size_t g = 0; g < d->n_groups; g++) {
        struct listing_of single = {0};
        for (size_t i = 0; i < plan->n_strata; i++) {
            const struct planned_stratum *s = &plan->strata[i];
            if (s->group == g && s->take == 1 && group_is_stratified(&d->groups[g]) &&
                d->groups[g].design != DESIGN_QUOTA)
                list(&single, "\"%s\" (%lld)", s->stratum, (long long)s->population);
        }
        if (single.n)
            issues_add(
                issues, WARNING, "W336", (struct place){store_path(store), "groups", 0, 0},
                _("group \"%s\": %zu strata of which one person is drawn (of so many): %s; nothing tells the error "
                  "there, and nobody speaks for them if that person does not answer, so take two or join strata"),
                d->groups[g].code, single.n, listed(&single));
        strbuf_release(&single.named);
    }
}

/* What is expected of each unit. */
struct reach {
    const struct definition *d;
    const struct expected *expected;
    size_t n;
    int64_t least;
};

/* True when ballots of TYPE without a member may be issued that ask about UNIT. */
static bool has_pool(const struct definition *d, size_t type, size_t unit)
{
    bool may = d->ballot_types[type].units != RATED_LISTED;
    for (size_t i = 0; !may && i < d->n_ratings; i++)
        may = d->ratings[i].ballot_type == type && d->ratings[i].unit == unit && !strchr(d->ratings[i].rater, '/');
    return may;
}

static bool is_asked(const struct definition *d, size_t type, size_t unit, size_t criterion)
{
    const struct ballot_type *t = &d->ballot_types[type];
    for (size_t i = 0; i < t->n_unit_questions; i++)
        if (!strcmp(d->questions[t->unit_questions[i]].criterion, d->criteria[criterion].code) &&
            definition_asks(d, t->unit_questions[i], unit))
            return true;
    return false;
}

/* The ballots that GROUP is expected to say something of leaf CRITERION of UNIT with; in MOST how many there can be at
 * most, INT64_MAX where others may be issued; below 0 where it is asked nothing or counts nothing. */
static double ballots_of(const struct reach *r, size_t unit, size_t criterion, size_t group, int64_t *most)
{
    const struct definition *d = r->d;
    double ballots = -1;
    *most = 0;
    if (!definition_applies(d, unit, criterion, group) ||
        definition_group_weight(d, d->units[unit].block, criterion, group) <= 0)
        return -1;
    for (size_t i = 0; i < r->n; i++) {
        const struct expected *e = &r->expected[i];
        if (e->unit != unit || e->group != group || !is_asked(d, e->type, unit, criterion))
            continue;
        ballots = (ballots < 0 ? 0 : ballots) + e->ballots;
        if (has_pool(d, e->type, unit))
            *most = INT64_MAX;
        else if (*most < INT64_MAX)
            *most += e->most;
    }
    return ballots;
}

/* Units of which GROUP is expected to have too few ballots to count. */
static void check_group_base(const struct store *store, const struct reach *r, size_t group, struct issues *issues)
{
    const struct definition *d = r->d;
    struct listing_of few = {0};
    int64_t most;
    for (size_t u = 0; u < d->n_units; u++) {
        const struct block *b = &d->blocks[d->units[u].block];
        double least = -1;
        for (size_t k = 0; k < b->n_nodes; k++) {
            double ballots = definition_leaf_source(d, u, b->nodes[k]) == SOURCE_SURVEY
                                 ? ballots_of(r, u, b->nodes[k], group, &most)
                                 : -1;
            if (ballots >= 0 && (least < 0 || ballots < least))
                least = ballots;
        }
        if (least >= 0 && least < (double)r->least)
            list(&few, "%s (%.1f)", d->units[u].code, least);
    }
    if (few.n)
        issues_add(issues, WARNING, "W334", (struct place){store_path(store), "groups", 0, 0},
                   _("group \"%s\": of %zu units fewer ballots are to be expected than min_base, %lld, so it would not "
                     "count for them: %s; draw more, or lower min_base"),
                   d->groups[group].code, few.n, (long long)r->least, listed(&few));
    strbuf_release(&few.named);
}

/* Survey criteria of units of which no group can have ballots enough. */
static void check_leaf_base(const struct store *store, const struct reach *r, struct issues *issues)
{
    const struct definition *d = r->d;
    struct listing_of without_base = {0};
    for (size_t g = 0; g < d->n_groups; g++)
        if (d->groups[g].via == VIA_SIPAS)
            return; /* figures from outside may stand in */
    for (size_t u = 0; u < d->n_units; u++) {
        const struct block *b = &d->blocks[d->units[u].block];
        for (size_t k = 0; k < b->n_nodes; k++) {
            bool heard = definition_leaf_source(d, u, b->nodes[k]) != SOURCE_SURVEY, asked = false;
            for (size_t g = 0; !heard && g < d->n_groups; g++) {
                int64_t most;
                bool counts = ballots_of(r, u, b->nodes[k], g, &most) >= 0;
                asked = asked || counts;
                heard = counts && most >= r->least;
            }
            if (!heard && asked)
                list(&without_base, "%s %s", d->units[u].code, d->criteria[b->nodes[k]].code);
        }
    }
    if (without_base.n)
        issues_add(
            issues, FAULT, "F333", (struct place){store_path(store), "groups", 0, 0},
            _("%zu survey criteria of units can have from no group as many ballots as min_base, %lld, so `score` "
              "would stop: %s; draw more, have more rate them, or lower min_base"),
            without_base.n, (long long)r->least, listed(&without_base));
    strbuf_release(&without_base.named);
}

/* What the plan says of it itself is for the verb that makes it. */
static bool check_plan(struct store *store, const struct definition *d, struct issues *issues, struct error *err)
{
    struct plan plan = {0};
    struct issues *own = issues_new();
    struct reach r = {.d = d, .least = d->rules.pooled || d->rules.min_base < 1 ? 1 : d->rules.min_base};
    struct expected *expected = NULL;
    bool made = plan_make(&plan, store, d, own, err) && !issues_count(own, FAULT);
    if (made)
        r.expected = expected = expected_ballots(&plan, store, d, &r.n, err);
    if (expected) {
        check_single(store, d, &plan, issues);
        for (size_t g = 0; r.least > 1 && g < d->n_groups; g++)
            check_group_base(store, &r, g, issues);
        check_leaf_base(store, &r, issues);
    }
    free(expected);
    plan_release(&plan);
    issues_free(own);
    return err->code == E_NONE;
}

bool outlook_read(struct store *store, const struct definition *d, struct issues *issues, struct error *err)
{
    size_t before = issues_count(issues, FAULT);
    check_kept(store, d, issues);
    check_margins(store, d, issues);
    for (size_t g = 0; g < d->n_groups; g++)
        if (!find_without_office(store, d, g, issues, err))
            return false;
    for (size_t t = 0; t < d->n_ballot_types; t++) {
        const struct ballot_type *type = &d->ballot_types[t];
        if (type->units == RATED_ALL)
            check_length(store, d, t, issues);
        if (type->units == RATED_LISTED && !find_unknown_raters(store, d, t, issues, err))
            return false;
        for (size_t i = 0; type->units == RATED_OWN && i < type->n_groups; i++)
            if (!find_without_unit(store, d, t, type->groups[i], issues, err))
                return false;
    }
    return check_plan(store, d, issues, err) && issues_count(issues, FAULT) == before;
}
