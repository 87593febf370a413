/* What a definition says that can hardly be meant, though nothing forbids it (W256): each row is right by itself, and
 * references hold. */
#include <stdlib.h>
#include <string.h>

#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/spellings.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/round/definition_inside.h"

#define FIRST_YEAR 1990 /* of a round that is plausible, and the last */
#define LAST_YEAR  2100
#define YEARS_OFF  2 /* a day of a round is not further than this from its year */
#define NAMED      5 /* codes in a message */

/* --- days ------------------------------------------------------------------------------------ */

/* The row of setting S as it was given; SIZE_MAX. */
static size_t setting_row(const struct check *k, enum setting_id s)
{
    for (size_t i = 0; k->d->setting_given[s] && i < check_rows(k, T_ROUND); i++)
        if (!strcmp(check_cell(k, T_ROUND, i, "key"), setting_specs[s].key))
            return i;
    return SIZE_MAX;
}

static void check_order(struct check *k, enum setting_id from, enum setting_id to)
{
    const char *first = k->d->setting[from], *last = k->d->setting[to];
    if (*first && *last && strcmp(first, last) > 0)
        issues_add(k->issues, WARNING, "W256", check_where(k, T_ROUND, setting_row(k, from), "value"),
                   _("%s is %s, after %s, which is %s; expected them the other way round"), setting_specs[from].key,
                   first, setting_specs[to].key, last);
}

/* ISO, a day, stands in column NAME of row I of T. */
static void check_year(struct check *k, enum table_id t, size_t i, const char *name, const char *iso, int64_t year)
{
    int64_t of = strtoll(iso, NULL, 10);
    if (*iso && (of < year - YEARS_OFF || of > year + YEARS_OFF))
        issues_add(k->issues, WARNING, "W256", check_where(k, t, i, name),
                   _("%s is far from the year of the round, %lld; expected a day near it"), iso, (long long)year);
}

/* A task that must be done before the one it comes after. */
static void check_task_order(struct check *k, size_t i)
{
    const char *after = check_cell(k, T_TASKS, i, "after"), *due = check_cell(k, T_TASKS, i, "due");
    for (size_t j = 0; *after && *due && j < check_rows(k, T_TASKS); j++) {
        const char *before = check_cell(k, T_TASKS, j, "due");
        if (!strcmp(check_cell(k, T_TASKS, j, "seq"), after) && strcmp(before, due) > 0)
            issues_add(k->issues, WARNING, "W256", check_where(k, T_TASKS, i, "due"),
                       _("task %s is due on %s, before task %s, which it comes after and which is due on %s"),
                       check_cell(k, T_TASKS, i, "seq"), due, after, before);
    }
}

static void check_days(struct check *k)
{
    static const enum setting_id days[] = {S_PERIOD_FROM, S_PERIOD_TO, S_FIELDWORK_FROM, S_FIELDWORK_TO};
    int64_t year = strtoll(k->d->setting[S_YEAR], NULL, 10);
    bool plausible = year >= FIRST_YEAR && year <= LAST_YEAR;
    if (!plausible)
        issues_add(k->issues, WARNING, "W256", check_where(k, T_ROUND, setting_row(k, S_YEAR), "value"),
                   _("the year of the round is %s; expected %d to %d"), k->d->setting[S_YEAR], FIRST_YEAR, LAST_YEAR);
    check_order(k, S_PERIOD_FROM, S_PERIOD_TO);
    check_order(k, S_FIELDWORK_FROM, S_FIELDWORK_TO);
    for (size_t n = 0; plausible && n < sizeof days / sizeof *days; n++)
        check_year(k, T_ROUND, setting_row(k, days[n]), "value", k->d->setting[days[n]], year);
    for (size_t i = 0; i < check_rows(k, T_TASKS); i++) {
        check_task_order(k, i);
        if (!plausible)
            continue;
        check_year(k, T_TASKS, i, "start", check_cell(k, T_TASKS, i, "start"), year);
        check_year(k, T_TASKS, i, "due", check_cell(k, T_TASKS, i, "due"), year);
    }
}

/* --- points ---------------------------------------------------------------------------------- */

decimal definition_block_points(const struct definition *d, size_t block)
{
    decimal points = 0;
    for (size_t n = 0; n < d->blocks[block].n_nodes; n++) {
        const struct criterion *c = &d->criteria[d->blocks[block].nodes[n]];
        if (c->is_leaf && c->method != METHOD_THUONG_TRU)
            points += c->max;
    }
    return points;
}

/* Classes that begin at so many points are made for a whole of 100. */
static void check_total(struct check *k, size_t block)
{
    const struct definition *d = k->d;
    decimal points = definition_block_points(d, block);
    char number[DECIMAL_TEXT];
    if (points == 100 * DECIMAL_ONE || !d->blocks[block].n_units || d->rules.survey == SURVEY_NONE)
        return;
    for (size_t i = 0; i < d->n_classes; i++) {
        const struct class_band *c = &d->classes[i];
        if (c->of != CLASS_OF_POINTS || c->from <= 0 || !definition_has_class(d, block, i))
            continue;
        issues_add(k->issues, WARNING, "W256", check_where(k, T_CLASSES, i, "from"),
                   _("class \"%s\" begins at so many points, but the criteria of block \"%s\" have %s in all; expected "
                     "100, or classes in percent"),
                   c->name, d->blocks[block].code, decimal_format(points, -1, number));
        return;
    }
}

/* --- names ----------------------------------------------------------------------------------- */

/* Criteria under one node, questions of one ballot type and block, options of one scale. */
static const struct {
    enum table_id t;
    const char *within[3], *code, *name;
} called[] = {
    {T_CRITERIA, {"block", "parent"}, "code", "name"},
    {T_QUESTIONS, {"ballot_type", "block", "per"}, "code", "text"},
    {T_SCALES, {"scale"}, "option", "label"},
};

/* Rows of one thing whose words are the same, however written. */
static void check_called_twice(struct check *k)
{
    for (size_t n = 0; n < sizeof called / sizeof *called; n++) {
        enum table_id t = called[n].t;
        struct dictionary *seen = dictionary_new();
        size_t *rows = xcalloc(check_rows(k, t) + 1, sizeof *rows);
        for (size_t i = 0; i < check_rows(k, t); i++) {
            const char *name = check_cell(k, t, i, called[n].name);
            struct strbuf key = {0};
            char *folded = text_fold(name);
            for (size_t w = 0; w < 3 && called[n].within[w]; w++)
                strbuf_addf(&key, "%s\x1f", check_cell(k, t, i, called[n].within[w]));
            strbuf_adds(&key, folded);
            bool first;
            size_t at = dictionary_add(seen, key.text, key.n, &first);
            if (first)
                rows[at] = i;
            else
                issues_add(k->issues, WARNING, "W256", check_where(k, t, i, called[n].name),
                           _("\"%s\" and \"%s\" are both called \"%s\"; expected words of its own for each"),
                           check_cell(k, t, rows[at], called[n].code), check_cell(k, t, i, called[n].code), name);
            strbuf_release(&key);
            free(folded);
        }
        free(rows);
        dictionary_free(seen);
    }
}

/* --- codes ----------------------------------------------------------------------------------- */

/* Codes that a spreadsheet makes one by leaving out zeros: the files of a round name them. */
static void check_zeros(struct check *k)
{
    static const struct {
        enum table_id t;
        const char *code, *within;
    } coded[] = {{T_UNITS, "code", NULL},
                 {T_GROUPS, "code", NULL},
                 {T_BLOCKS, "code", NULL},
                 {T_OFFICES, "code", NULL},
                 {T_BALLOT_TYPES, "code", NULL},
                 {T_CRITERIA, "code", "block"},
                 {T_QUESTIONS, "code", "ballot_type"}};
    for (size_t n = 0; n < sizeof coded / sizeof *coded; n++) {
        enum table_id t = coded[n].t;
        struct leading_zeros zeros = {0};
        for (size_t i = 0; i < check_rows(k, t); i++) {
            const char *code = check_cell(k, t, i, coded[n].code);
            if (leading_zeros_add(&zeros, coded[n].within ? check_cell(k, t, i, coded[n].within) : "", code))
                issues_add(
                    k->issues, WARNING, "W306", check_where(k, t, i, coded[n].code),
                    _("code \"%s\" differs from another one in the zeros before it only, as 0012 and 12 do; they "
                      "stay apart; a spreadsheet leaves such zeros out"),
                    code);
        }
        leading_zeros_release(&zeros);
    }
}

/* --- appraisers ------------------------------------------------------------------------------ */

/* Whose form a criterion is in goes by the appraiser's name, so it must be written in one way, and be there. */
static void check_appraisers(struct check *k)
{
    const struct definition *d = k->d;
    struct spellings *spellings = spellings_new();
    struct strbuf without = {0};
    size_t n_without = 0, n_with = 0, first = SIZE_MAX, odd = SIZE_MAX;
    for (size_t i = 0; i < d->n_criteria; i++) {
        const struct criterion *c = &d->criteria[i];
        if (!c->is_leaf)
            continue;
        if (*c->appraiser)
            spellings_add(spellings, c->appraiser, 1);
        if (c->method != METHOD_TD)
            continue;
        n_with += *c->appraiser != '\0';
        if (*c->appraiser)
            continue;
        first = n_without ? first : i;
        if (n_without++ < NAMED)
            strbuf_item(&without, ", ", "%s", c->code);
    }
    for (size_t i = d->n_criteria; i-- > 0;)
        if (*d->criteria[i].appraiser &&
            strcmp(spellings_usual(spellings, d->criteria[i].appraiser), d->criteria[i].appraiser) != 0)
            odd = i;
    if (odd != SIZE_MAX) {
        char *list = spellings_list(spellings);
        issues_add(k->issues, WARNING, "W256", check_where(k, T_CRITERIA, odd, "appraiser"),
                   _("an appraiser is written in several ways, so that there would be a form for each: %s"), list);
        free(list);
    }
    if (n_without && n_with)
        issues_add(k->issues, WARNING, "W256", check_where(k, T_CRITERIA, first, "appraiser"),
                   _("criteria that are appraised, but not by whom, although others say it (%zu): %s%s"), n_without,
                   without.text, n_without > NAMED ? ", …" : "");
    strbuf_release(&without);
    spellings_free(spellings);
}

void check_doubts(struct check *k)
{
    check_days(k);
    for (size_t b = 0; b < k->d->n_blocks; b++)
        check_total(k, b);
    check_called_twice(k);
    check_zeros(k);
    check_appraisers(k);
}
