#include "importers/ballots/rules.h"

#include <stdlib.h>
#include <string.h>

#include "importers/words/programs.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"

#define MOST_REASONS 8 /* that are listed */

#define REDCAP "record_id|redcap_event_name|redcap_survey_identifier|redcap_repeat_instrument|redcap_data_access_group"

static const struct known_rule known[] = {
    /* LimeSurvey: an answer that was not sent has no date */
    {"submitdate|date submitted|ngày gửi", "", "*", "", false},
    /* KoBo, ODK, Survey Solutions: who is responsible has approved it */
    {"_validation_status", "", "validation_status_approved|approved", "", true},
    {"reviewstate", "", "approved", "", true},
    {"interview__status", "", "120|130|approvedbysupervisor|approvedbyheadquarters", "", true},
    /* REDCap: the instrument is complete, not "incomplete" (0) or "unverified" (1) */
    {"*_complete", REDCAP, "2|complete", "", true},
    /* Qualtrics: it was finished, and no trial, nor what it takes for a machine's */
    {"finished", "", "true|1", "", true},
    {"status", "finished|distributionchannel|responseid", "",
     "survey preview|survey test|spam|survey preview spam|imported spam|offline preview|1|2|8|9|12|17", true},
    {"distributionchannel", "", "", "preview", true},
};

/* "submitdate. Date submitted": one of the words is in LIST. */
static bool is_one_of(const char *list, const char *name)
{
    if (*list == '*')
        return name_ends(name, list + 1);
    const char *behind = strstr(name, ". ");
    if (!behind)
        return text_list_has(list, "|", name);
    char *code = xstrndup(name, (size_t)(behind - name));
    bool found = text_list_has(list, "|", code) || text_list_has(list, "|", behind + 2);
    free(code);
    return found;
}

const struct known_rule *known_rule_find(const char *name, const char *const *words, size_t n)
{
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        if (!is_one_of(known[k].names, name))
            continue;
        bool beside = !*known[k].beside;
        for (size_t i = 0; !beside && i < n; i++)
            beside = text_list_has(known[k].beside, "|", words[i]);
        return beside ? &known[k] : NULL;
    }
    return NULL;
}

/* --- of a sheet --------------------------------------------------------------------------- */

struct row_rule {
    size_t column;
    const char *name;
    const struct known_rule *known; /* watched only; or NULL: of the map */
    size_t n_filled;
};

/* Why rows were left out, or would have been. */
struct reasons {
    struct dictionary *words; /* "column" = "value" */
    size_t *times, room, n;
};

struct row_rules {
    const struct ballot_map *map;
    struct row_rule *rules;
    size_t n;
    struct reasons left_out, watched;
};

static bool is_of(const struct ballot_map *map, const char *name)
{
    for (size_t i = 0; map && i < map->n_rules; i++)
        if (ballot_map_same(map->rules[i].column, name))
            return true;
    return false;
}

/* Each column that a rule of the map names must be there. */
static void check_columns(const struct ballot_columns *c, struct reader *reader, struct issues *issues)
{
    const struct ballot_map *map = c->map;
    for (size_t i = 0; map && i < map->n_rules; i++) {
        bool there = false;
        for (size_t k = 0; !there && k < c->header.n_cells; k++)
            there = ballot_map_same(map->rules[i].column, c->header.words[k]);
        if (!there)
            issues_add(issues, FAULT, "F426", reader_place(reader),
                       _("the map \"%s\" has a column \"%s\" in line %zu, which this file does not have"), map->path,
                       map->rules[i].column, map->rules[i].line);
    }
}

struct row_rules *row_rules_new(const struct ballot_columns *c, struct reader *reader, struct issues *issues)
{
    struct row_rules *r = xcalloc(1, sizeof *r);
    r->map = c->map;
    r->left_out.words = dictionary_new();
    r->watched.words = dictionary_new();
    r->rules = xcalloc(c->header.n_cells, sizeof *r->rules);
    check_columns(c, reader, issues);
    for (size_t i = 0; i < c->header.n_cells; i++) {
        struct row_rule rule = {.column = i, .name = c->header.words[i]};
        if (!is_of(c->map, rule.name) &&
            !(rule.known = known_rule_find(rule.name, (const char *const *)c->header.words, c->header.n_cells)))
            continue;
        r->rules[r->n++] = rule;
    }
    return r;
}

static void forget(struct reasons *reasons)
{
    dictionary_free(reasons->words);
    free(reasons->times);
}

void row_rules_free(struct row_rules *r)
{
    if (!r)
        return;
    forget(&r->left_out);
    forget(&r->watched);
    free(r->rules);
    free(r);
}

static void add_reason(struct reasons *reasons, const char *name, const char *value)
{
    char *words = *value ? xasprintf("%s = \"%s\"", name, value) : xasprintf(_("%s is empty"), name);
    if (dictionary_size(reasons->words) >= MOST_REASONS && dictionary_find(reasons->words, words) == SIZE_MAX) {
        free(words);
        words = xasprintf(_("%s has another value"), name);
    }
    size_t i = dictionary_add(reasons->words, words, strlen(words), NULL), before = dictionary_size(reasons->words);
    reasons->times = grow(reasons->times, &reasons->room, before, sizeof *reasons->times);
    if (i >= reasons->n)
        reasons->times[reasons->n++] = 0;
    reasons->times[i]++;
    free(words);
}

/* True when VALUE stands in LIST, `*` for any that is not empty. */
static bool has_value(const char *list, const char *value)
{
    return *value && (!strcmp(list, "*") || text_list_has(list, "|", value));
}

/* What the rows of the map say of VALUE in column NAME. */
static bool map_keeps(const struct ballot_map *map, const char *name, const char *value)
{
    bool keeps_some = false, any = false, found = false, keep = false;
    for (size_t i = 0; i < map->n_rules; i++) {
        const struct map_rule *rule = &map->rules[i];
        if (!ballot_map_same(rule->column, name))
            continue;
        keeps_some = keeps_some || rule->keep;
        bool is_any = !strcmp(rule->value, "*");
        if (is_any ? !*value : !strcmp(rule->value, "-") ? *value != '\0' : !*value || !text_same(rule->value, value))
            continue;
        if (found && is_any && !any) /* the value itself says more than "any" */
            continue;
        keep = rule->keep;
        any = is_any;
        found = true;
    }
    return found ? keep : !keeps_some;
}

bool row_rules_keep(struct row_rules *r, const struct row *row)
{
    for (size_t i = 0; i < r->n; i++) {
        struct row_rule *rule = &r->rules[i];
        const char *value = row_text(row, rule->column);
        rule->n_filled += *value != '\0';
        if (!rule->known) {
            if (map_keeps(r->map, rule->name, value))
                continue;
            add_reason(&r->left_out, rule->name, value);
            return false;
        }
        if (*rule->known->keep ? !has_value(rule->known->keep, value) : has_value(rule->known->leave, value))
            add_reason(&r->watched, rule->name, value);
    }
    return true;
}

static size_t list_reasons(const struct reasons *reasons, struct strbuf *list)
{
    size_t n = 0;
    for (size_t i = 0; i < reasons->n; i++) {
        strbuf_item(list, ", ", "%s: %zu", dictionary_key(reasons->words, i), reasons->times[i]);
        n += reasons->times[i];
    }
    return n;
}

size_t row_rules_end(const struct row_rules *r, struct place place, struct issues *issues)
{
    struct strbuf left_out = {0}, watched = {0};
    size_t n = list_reasons(&r->left_out, &left_out), used = 0;
    (void)list_reasons(&r->watched, &watched);
    for (size_t i = 0; i < r->n; i++)
        used += r->rules[i].known && (r->rules[i].n_filled || !r->rules[i].known->may_be_unused);
    if (n)
        issues_add(issues, WARNING, "W442", place, _("%zu rows are no ballots by the map and are left out: %s"), n,
                   strbuf_text(&left_out));
    if (used && watched.n)
        issues_add(
            issues, WARNING, "W444", place,
            _("rows that were not sent, finished or approved are taken as ballots: %s; a map (--make-map) leaves "
              "them out"),
            strbuf_text(&watched));
    strbuf_release(&left_out);
    strbuf_release(&watched);
    return n;
}
