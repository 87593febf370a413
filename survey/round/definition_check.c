/* definition_check.c - from rows of text to a definition that holds together.
 *
 * First every cell is brought to its canonical writing and kind; then the
 * structs are filled table by table, references resolved; then what tables say
 * of one another is checked.  Each step goes on after a fault, so that a person
 * sees all of them. */
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"
#include "survey/round/definition_inside.h"
#include "survey/round/schedule.h"

/* --- round ------------------------------------------------------------------------ */

/* "multiple:20%" -> the share after the colon. */
static bool rule_share(const char *word, const char *name, double *value)
{
    size_t n = strlen(name);
    decimal parsed;
    if (strncmp(word, name, n) != 0 || word[n] != ':' || !check_read_share(word + n + 1, &parsed))
        return false;
    *value = decimal_to_double(parsed);
    return true;
}

struct words {
    struct check *k;
    struct place place;
};

static void read_invalid_if(const char *word, void *context)
{
    struct words *w = context;
    struct invalid_rule *rule = &w->k->d->rules.invalid_if;
    if (!strcmp(word, "blank"))
        rule->blank = true;
    else if (!strcmp(word, "required"))
        rule->required = true;
    else if (!strcmp(word, "straight"))
        rule->straight = true;
    else if (strcmp(word, "never") != 0 && !rule_share(word, "multiple", &rule->multiple) &&
             !rule_share(word, "unreadable", &rule->unreadable))
        issues_add(w->k->issues, FAULT, "F209", w->place, _("setting \"invalid_if\" has \"%s\"; expected %s"), word,
                   "blank, required, straight, multiple:P%, unreadable:P%, never");
}

static void read_tie_breaker(const char *word, void *context)
{
    struct words *w = context;
    if (!choice_has("appraised|survey|sipas", word))
        issues_add(w->k->issues, FAULT, "F209", w->place, _("setting \"tie_breakers\" has \"%s\"; expected %s"), word,
                   "appraised, survey, sipas");
}

static void check_settings(struct check *k)
{
    struct definition *d = k->d;
    struct raw_table *table = &d->tables[T_ROUND];
    size_t row_of[N_SETTINGS];
    bool bad[N_SETTINGS] = {false};
    for (enum setting_id s = 0; s < N_SETTINGS; s++) {
        d->setting[s] = setting_specs[s].standard ? setting_specs[s].standard : "";
        d->setting_basis[s] = "";
        row_of[s] = SIZE_MAX;
    }
    for (size_t i = 0; i < table->n_rows; i++) {
        const char *key = check_cell(k, T_ROUND, i, "key");
        enum setting_id s = setting_find(key);
        if (s == N_SETTINGS) {
            if (*key)
                issues_add(k->issues, FAULT, "F208", check_where(k, T_ROUND, i, "key"),
                           _("there is no setting \"%s\"; docs/settings.md lists them%s"), key, setting_near(key).text);
            continue;
        }
        size_t column = table_column(T_ROUND, "value");
        char **value = &table->rows[i].cells[column];
        char expected[200] = "";
        row_of[s] = i;
        d->setting_basis[s] = check_cell(k, T_ROUND, i, "basis");
        if (!**value)
            continue;
        if (!check_canonical(value, setting_specs[s].kind, setting_specs[s].choices, expected)) {
            issues_add(k->issues, FAULT, "F209", check_where(k, T_ROUND, i, "value"),
                       _("setting \"%s\" has \"%s\"; expected %s"), key, *value, expected);
            bad[s] = true;
            continue;
        }
        d->setting[s] = *value;
        d->setting_given[s] = true;
    }
    for (enum setting_id s = 0; s < N_SETTINGS; s++)
        if (!setting_specs[s].standard && !*d->setting[s] && !bad[s])
            issues_add(k->issues, FAULT, "F208", check_where(k, T_ROUND, row_of[s], "value"),
                       _("setting \"%s\" is missing; it has no default"), setting_title(s));

    struct rules *r = &d->rules;
    *r = (struct rules){0};
    r->invalid_if.multiple = r->invalid_if.unreadable = 1;
    r->survey = (enum survey_held)check_choice(setting_specs[S_SURVEY].choices, d->setting[S_SURVEY]);
    r->pooled = !strcmp(d->setting[S_COMBINE], "pooled");
    r->min_base = check_whole(d->setting[S_MIN_BASE], 1);
    r->min_answered = check_share(d->setting[S_MIN_ANSWERED], 0);
    r->sipas_satisfied = !strcmp(d->setting[S_SIPAS], "satisfied");
    r->truncate = !strcmp(d->setting[S_ROUNDING], "truncate");
    r->round_at = (enum rounding_at)check_choice(setting_specs[S_ROUND_AT].choices, d->setting[S_ROUND_AT]);
    r->round_parts = !strcmp(d->setting[S_ROUNDING], "parts") || (r->truncate && r->round_at != ROUND_TOTAL);
    r->decimals = (int)check_whole(d->setting[S_DECIMALS], 2);
    r->rank_by_percent = !strcmp(d->setting[S_RANK_BY], "percent");
    r->compare_rounded = !strcmp(d->setting[S_COMPARE], "rounded");
    r->ties_in_order = !strcmp(d->setting[S_TIES], "order");
    r->class_by_percent = !strcmp(d->setting[S_CLASS_BY], "percent");
    r->fpc = !strcmp(d->setting[S_FPC], "yes");
    r->floor_learned = !strcmp(d->setting[S_FLOOR], "learned");
    r->no_opinion_ineligible = !strcmp(d->setting[S_NO_OPINION], "ineligible");
    r->min_cell = check_whole(d->setting[S_MIN_CELL], 3);
    if (r->decimals > 6)
        issues_add(k->issues, FAULT, "F209", check_where(k, T_ROUND, row_of[S_DECIMALS], "value"),
                   _("setting \"%s\" has \"%s\"; expected %s"), "decimals", d->setting[S_DECIMALS], "0 … 6");
    struct words words = {k, check_where(k, T_ROUND, row_of[S_INVALID_IF], "value")};
    check_each_word(d->setting[S_INVALID_IF], read_invalid_if, &words);
    words.place = check_where(k, T_ROUND, row_of[S_TIE_BREAKERS], "value");
    check_each_word(d->setting[S_TIE_BREAKERS], read_tie_breaker, &words);
    if (r->round_parts && r->round_at == ROUND_TOTAL)
        issues_add(k->issues, FAULT, "F209", check_where(k, T_ROUND, row_of[S_ROUNDING], "value"),
                   _("rounding is \"parts\" but round_at is \"total\"; expected round_at = component, field or leaf"));
}

/* --- blocks, units, groups, scales --------------------------------------------------- */

static void check_blocks(struct check *k)
{
    struct definition *d = k->d;
    d->n_blocks = check_rows(k, T_BLOCKS);
    d->blocks = xcalloc(d->n_blocks, sizeof *d->blocks);
    d->block_codes = check_codes(k, T_BLOCKS, "code");
    for (size_t i = 0; i < d->n_blocks; i++) {
        d->blocks[i].code = check_cell(k, T_BLOCKS, i, "code");
        d->blocks[i].name = check_cell(k, T_BLOCKS, i, "name");
        d->blocks[i].ranked = !strcmp(check_cell(k, T_BLOCKS, i, "ranked"), "yes");
    }
}

struct ordered {
    int64_t order;
    size_t index;
};

static int by_order(const void *a, const void *b)
{
    const struct ordered *x = a, *y = b;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static void check_units(struct check *k)
{
    struct definition *d = k->d;
    d->n_units = check_rows(k, T_UNITS);
    d->units = xcalloc(d->n_units, sizeof *d->units);
    d->unit_codes = check_codes(k, T_UNITS, "code");
    struct ordered *order = xcalloc(d->n_units, sizeof *order);
    for (size_t i = 0; i < d->n_units; i++) {
        struct unit *u = &d->units[i];
        u->code = check_cell(k, T_UNITS, i, "code");
        u->name = check_cell(k, T_UNITS, i, "name");
        u->short_name = check_cell(k, T_UNITS, i, "short_name");
        u->block = check_reference(k, T_UNITS, i, "block", d->block_codes, T_BLOCKS);
        u->parent = check_reference(k, T_UNITS, i, "parent", d->unit_codes, T_UNITS);
        u->ranked = !strcmp(check_cell(k, T_UNITS, i, "ranked"), "yes");
        order[i] = (struct ordered){check_whole(check_cell(k, T_UNITS, i, "order"), INT64_MAX), i};
        if (text_is_total(u->name))
            issues_add(k->issues, FAULT, "F210", check_where(k, T_UNITS, i, "name"),
                       _("\"%s\" looks like a total row, not a unit; remove it"), u->name);
    }
    for (size_t i = 0; i < d->n_units; i++) {
        size_t steps = 0;
        for (size_t u = i; u != NONE && steps <= d->n_units; u = d->units[u].parent)
            steps++;
        if (steps > d->n_units) {
            issues_add(k->issues, FAULT, "F210", check_where(k, T_UNITS, i, "parent"),
                       _("unit \"%s\" stands above itself"), d->units[i].code);
            d->units[i].parent = NONE;
        }
    }
    if (d->n_units)
        qsort(order, d->n_units, sizeof *order, by_order);
    for (size_t b = 0; b < d->n_blocks; b++) {
        d->blocks[b].units = xcalloc(d->n_units, sizeof *d->blocks[b].units);
        for (size_t i = 0; i < d->n_units; i++)
            if (d->units[order[i].index].block == b)
                d->blocks[b].units[d->blocks[b].n_units++] = order[i].index;
    }
    free(order);
}

static void check_offices(struct check *k)
{
    struct definition *d = k->d;
    d->n_offices = check_rows(k, T_OFFICES);
    d->offices = xcalloc(d->n_offices, sizeof *d->offices);
    d->office_codes = check_codes(k, T_OFFICES, "code");
    for (size_t i = 0; i < d->n_offices; i++)
        d->offices[i] = (struct office){check_cell(k, T_OFFICES, i, "code"), check_cell(k, T_OFFICES, i, "name"),
                                        check_cell(k, T_OFFICES, i, "phone")};
}

static void check_group_size(struct check *k, size_t i)
{
    struct group *g = &k->d->groups[i];
    const char *take = check_cell(k, T_GROUPS, i, "take");
    if (g->via == VIA_SIPAS)
        return;
    if (g->design == DESIGN_CENSUS) {
        if (*take)
            issues_add(k->issues, FAULT, "F211", check_where(k, T_GROUPS, i, "take"),
                       _("group \"%s\" is a census, so \"take\" must be empty; it has \"%s\""), g->code, take);
        return;
    }
    if (g->design != DESIGN_STAGES && !*take)
        issues_add(k->issues, FAULT, "F211", check_where(k, T_GROUPS, i, "take"),
                   _("group \"%s\" is drawn, so \"take\" must say how many"), g->code);
    bool small = g->take_as == TAKE_YAMANE || g->take_as == TAKE_MARGIN;
    if (*take && (g->take <= 0 || (small && g->take >= DECIMAL_ONE) ||
                  (g->take_as == TAKE_PERCENT && g->take > 100 * DECIMAL_ONE) ||
                  (g->take_as == TAKE_PERSONS && g->take % DECIMAL_ONE)))
        issues_add(k->issues, FAULT, "F211", check_where(k, T_GROUPS, i, "take"),
                   _("column \"%s\" has \"%s\"; expected %s"), check_column(k, T_GROUPS, "take"), take,
                   small                        ? _("a margin between 0 and 1, such as 0.05")
                   : g->take_as == TAKE_PERCENT ? _("a percentage above 0, at most 100")
                                                : _("a whole number of persons"));
    if ((g->design == DESIGN_STRATIFIED || g->per_stratum) && !*g->stratum_by)
        issues_add(k->issues, FAULT, "F211", check_where(k, T_GROUPS, i, "stratum_by"),
                   _("group \"%s\" is stratified, so \"stratum_by\" must name a column of the frame"), g->code);
    if (g->design == DESIGN_PPS && !*g->size_column)
        issues_add(
            k->issues, FAULT, "F211", check_where(k, T_GROUPS, i, "size_column"),
            _("group \"%s\" is drawn with probability proportional to size, so \"size_column\" must name a column"),
            g->code);
    if (g->min >= 0 && g->max >= 0 && g->min > g->max)
        issues_add(k->issues, FAULT, "F211", check_where(k, T_GROUPS, i, "min"), _("minimum %s is above maximum %s"),
                   check_cell(k, T_GROUPS, i, "min"), check_cell(k, T_GROUPS, i, "max"));
}

/* The column of the frame that row I of T names in column NAME, by its name where the program knows it. */
static const char *check_frame_column(struct check *k, enum table_id t, size_t i, const char *name)
{
    char **text = &k->d->tables[t].rows[i].cells[table_column(t, name)];
    const char *field = **text ? frame_field_called(*text) : NULL;
    if (field && strcmp(field, *text) != 0) {
        free(*text);
        *text = xstrdup(field);
    }
    return *text;
}

static void check_groups(struct check *k)
{
    struct definition *d = k->d;
    d->n_groups = check_rows(k, T_GROUPS);
    d->groups = xcalloc(d->n_groups, sizeof *d->groups);
    d->group_codes = check_codes(k, T_GROUPS, "code");
    for (size_t i = 0; i < d->n_groups; i++) {
        struct group *g = &d->groups[i];
        g->code = check_cell(k, T_GROUPS, i, "code");
        g->name = check_cell(k, T_GROUPS, i, "name");
        g->via = (enum group_via)check_choice_of(k, T_GROUPS, i, "via");
        g->design = (enum group_design)check_choice_of(k, T_GROUPS, i, "design");
        g->take_as = (enum take_as)check_choice_of(k, T_GROUPS, i, "take_as");
        bool settled = check_settle_unit(k, T_GROUPS, i, "take", g->take_as == TAKE_PERCENT,
                                         g->take_as == TAKE_YAMANE || g->take_as == TAKE_MARGIN);
        g->take = settled ? check_decimal(check_cell(k, T_GROUPS, i, "take")) : -DECIMAL_ONE; /* a fault below */
        g->per_stratum = check_choice_of(k, T_GROUPS, i, "per") == 1;
        g->stratum_by = check_frame_column(k, T_GROUPS, i, "stratum_by");
        g->allocation = (enum allocation)check_choice_of(k, T_GROUPS, i, "allocation");
        g->min = check_whole(check_cell(k, T_GROUPS, i, "min"), -1);
        g->max = check_whole(check_cell(k, T_GROUPS, i, "max"), -1);
        g->size_column = check_frame_column(k, T_GROUPS, i, "size_column");
        g->reserve = check_share(check_cell(k, T_GROUPS, i, "reserve"), 0.2);
        g->response = check_share(check_cell(k, T_GROUPS, i, "response"), 1);
        const char *policy = check_cell(k, T_GROUPS, i, "policy");
        g->double_share = !strcmp(policy, "double") ? 1 : 0;
        if (*policy && strcmp(policy, "single") != 0 && strcmp(policy, "double") != 0 &&
            !rule_share(policy, "double", &g->double_share))
            issues_add(k->issues, FAULT, "F204", check_where(k, T_GROUPS, i, "policy"),
                       _("column \"%s\" has \"%s\"; expected %s"), check_column(k, T_GROUPS, "policy"), policy,
                       "single, double, double:10%");
        check_group_size(k, i);
    }
}

static void check_stages(struct check *k)
{
    struct definition *d = k->d;
    d->n_stages = check_rows(k, T_STAGES);
    d->stages = xcalloc(d->n_stages, sizeof *d->stages);
    for (size_t i = 0; i < d->n_stages; i++) {
        struct stage *s = &d->stages[i];
        s->group = check_reference(k, T_STAGES, i, "group", d->group_codes, T_GROUPS);
        s->number = check_whole(check_cell(k, T_STAGES, i, "stage"), 0);
        s->column = check_frame_column(k, T_STAGES, i, "column");
        s->method = check_cell(k, T_STAGES, i, "method");
        s->take = check_decimal(check_cell(k, T_STAGES, i, "take"));
        s->size_by = check_frame_column(k, T_STAGES, i, "size_by");
        if (s->group != NONE && d->groups[s->group].design != DESIGN_STAGES)
            issues_add(k->issues, FAULT, "F211", check_where(k, T_STAGES, i, "group"),
                       _("group \"%s\" has stages, but its design is not \"stages\""), d->groups[s->group].code);
    }
    for (size_t g = 0; g < d->n_groups; g++) {
        bool any = false;
        for (size_t i = 0; i < d->n_stages; i++)
            any = any || d->stages[i].group == g;
        if (d->groups[g].design == DESIGN_STAGES && !any)
            issues_add(k->issues, FAULT, "F211", check_where(k, T_GROUPS, g, "design"),
                       _("group \"%s\" is drawn in stages, but table stages has none for it"), d->groups[g].code);
    }
}

static void check_scales(struct check *k)
{
    struct definition *d = k->d;
    size_t n_rows = check_rows(k, T_SCALES);
    d->scale_codes = dictionary_new();
    d->scales = xcalloc(n_rows, sizeof *d->scales);
    for (size_t i = 0; i < n_rows; i++) {
        const char *code = check_cell(k, T_SCALES, i, "scale");
        bool added;
        size_t s = dictionary_add(d->scale_codes, code, strlen(code), &added);
        struct scale *scale = &d->scales[s];
        if (added) {
            scale->code = code;
            scale->options = xcalloc(n_rows, sizeof *scale->options);
            d->n_scales = s + 1;
        }
        const char *percent = check_cell(k, T_SCALES, i, "percent");
        struct option *option = &scale->options[scale->n_options++];
        option->code = check_cell(k, T_SCALES, i, "option");
        option->label = check_cell(k, T_SCALES, i, "label");
        option->counted = *percent != '\0';
        option->percent = check_decimal(percent);
        if (option->percent < 0 || option->percent > 100 * DECIMAL_ONE)
            issues_add(k->issues, FAULT, "F212", check_where(k, T_SCALES, i, "percent"),
                       _("column \"%s\" has \"%s\"; expected %s"), check_column(k, T_SCALES, "percent"), percent,
                       "0 … 100");
        if (scale->n_options == 251)
            issues_add(k->issues, FAULT, "F212", check_where(k, T_SCALES, i, "scale"),
                       _("scale \"%s\" has more than 250 options"), code);
    }
}

bool definition_check(struct definition *d, struct issues *issues)
{
    size_t before = issues_count(issues, FAULT);
    struct check k = {d, issues};
    definition_name_rows(d);
    for (enum table_id t = 0; t < N_TABLES; t++) {
        if (table_specs[t].required && d->tables[t].n_rows == 0)
            issues_add(issues, FAULT, "F201", check_place(&k, t, SIZE_MAX, 0),
                       _("table \"%s\" is missing or empty; a definition needs it"), table_title(t));
        check_cells(&k, t);
        check_keys(&k, t);
    }
    check_settings(&k);
    check_blocks(&k);
    check_units(&k);
    check_offices(&k);
    check_groups(&k);
    check_stages(&k);
    check_scales(&k);
    check_criteria(&k);
    check_ballot_types(&k);
    check_questions(&k);
    check_group_weights(&k);
    check_not_applicable(&k);
    check_classes(&k);
    check_margins(&k);
    schedule_check(d, issues);
    /* Only where the parts hold can the whole be looked at. */
    if (issues_count(issues, FAULT) == before) {
        check_reach(&k);
        check_weights_are_whole(&k);
    }
    return issues_count(issues, FAULT) == before;
}
