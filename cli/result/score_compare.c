#include "cli/result/score_compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "importers/tables/code_map.h"
#include "scoring/points/comparison.h"
#include "scoring/points/scenario.h"
#include "scoring/points/score.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

/* --- --set ------------------------------------------------------------------------------ */

static const struct table_column scenario_columns[] = {
    {"block", N_("Block"), false},
    {"unit", N_("Unit"), false},
    {"total", N_("Total"), true},
    {"new_total", N_("New total"), true},
    {"change", N_("Change"), true},
    {"percent", N_("Percent"), true},
    {"new_percent", N_("New percent"), true},
    {"rank", N_("Rank"), true},
    {"new_rank", N_("New rank"), true},
    {"class", N_("Class"), false},
    {"new_class", N_("New class"), false},
};

static bool moves(const struct scenario_result *a, const struct scenario_result *b)
{
    return a->present != b->present || a->total != b->total || a->percent != b->percent || a->rank != b->rank ||
           strcmp(a->class ? a->class : "", b->class ? b->class : "") != 0;
}

/* X, a total or its percent, to people as it is published under RULES. */
static void print_total(struct table *table, decimal x, bool people, const struct rules *rules)
{
    table_decimal(table, people ? rules_round(rules, x) : x, rules->decimals);
}

static void print_changes(const struct arguments *args, const struct definition *is, const struct definition *d,
                          const struct scenario_result *before, const struct scenario_result *after)
{
    bool people = table_is_for_people(args);
    struct table *table = table_new(args, scenario_columns, sizeof scenario_columns / sizeof *scenario_columns);
    size_t n_moved = 0, n = 0;
    for (size_t b = 0; b < d->n_blocks; b++)
        for (size_t i = 0; i < d->blocks[b].n_units; i++) {
            size_t u = d->blocks[b].units[i];
            const struct scenario_result *x = &before[u], *y = &after[u];
            n += x->present;
            if (!moves(x, y))
                continue;
            n_moved++;
            table_text(table, d->blocks[b].code);
            table_text(table, people ? d->units[u].name : d->units[u].code);
            print_total(table, x->total, people, &is->rules);
            print_total(table, y->total, people, &d->rules);
            table_decimal(table, y->total - x->total, d->rules.decimals);
            print_total(table, x->percent, people, &is->rules);
            print_total(table, y->percent, people, &d->rules);
            table_rank(table, (int64_t)x->rank);
            table_rank(table, (int64_t)y->rank);
            table_text(table, x->class ? x->class : "");
            table_text(table, y->class ? y->class : "");
        }
    table_close(table);
    command_note(args, _("%zu of %zu units move; the round is as it was"), n_moved, n);
}

bool print_scenario(struct call *call, struct error *err)
{
    size_t n;
    const char **sets = argument_values(call->args, "set", &n);
    struct definition *is = scenario_definition(call->store, NULL, 0, err),
                      *other = is ? scenario_definition(call->store, sets, n, err) : NULL;
    struct issues *as_it_is = issues_new();
    struct scenario_result *before = other ? score_scenario(call->store, is, false, as_it_is, err) : NULL;
    if (!before) /* else the other rules say the same, and more */
        issues_add_all(call->issues, as_it_is);
    struct scenario_result *after = before ? score_scenario(call->store, other, false, call->issues, err) : NULL;
    if (after)
        print_changes(call->args, is, other, before, after);
    issues_free(as_it_is);
    free(before);
    free(after);
    definition_free(is);
    definition_free(other);
    free(sets);
    return after != NULL;
}

/* --- --against ---------------------------------------------------------------------------- */

static const struct table_column against_columns[] = {
    {"block", N_("Block"), false},
    {"unit", N_("Unit"), false},
    {"what", N_("What"), false},
    {"criterion", N_("Criterion"), false},
    {"old", N_("Then"), true},
    {"new", N_("Now"), true},
    {"change", N_("Change"), true},
    {"old_percent", N_("Percent then"), true},
    {"new_percent", N_("Percent now"), true},
    {"change_percent", N_("Change"), true},
    {"old_rank", N_("Rank then"), true},
    {"new_rank", N_("Rank now"), true},
    {"rank_change", N_("Up"), true},
    {"old_class", N_("Class then"), false},
    {"new_class", N_("Class now"), false},
    {"z", "z", true},
    {"old_block", N_("Block then"), false},
    {"se", N_("Std. error"), true},
    {"low", N_("From"), true},
    {"high", N_("To"), true},
    {"both", N_("In both"), true},
};

static const char *const what_titles[] = {N_("total"), N_("survey"), N_("field"), N_("mean")};

static void print_figures(struct table *table, bool has_old, bool has_now, decimal then, decimal now, int places)
{
    if (has_old && has_now)
        table_decimal(table, then, places);
    else
        table_text(table, "");
    if (has_now)
        table_decimal(table, now, places);
    else
        table_text(table, "");
    if (has_old && has_now)
        table_decimal(table, now - then, places);
    else
        table_text(table, "");
}

/* A limit of CHANGE to its SIDE; to people with as many decimals as that, and not on its other side. */
static void print_limit(struct table *table, double x, decimal change, int side, bool people, int places)
{
    if (isnan(x) || !people) {
        table_real(table, x, places);
        return;
    }
    decimal limit = decimal_round(decimal_from_double(x), places);
    table_decimal(table, (limit < change) == (side < 0) ? limit : change, places);
}

static void print_row(struct table *table, const struct comparison *a, const struct comparison_row *r, bool people)
{
    const struct definition *d = a->d;
    int places = d->rules.decimals;
    table_text(table, d->blocks[r->block].code);
    table_text(table, r->unit == NONE ? "" : people ? d->units[r->unit].name : d->units[r->unit].code);
    table_text(table, people ? _(what_titles[r->what]) : against_names[r->what]);
    table_text(table, r->criterion == NONE ? "" : d->criteria[r->criterion].code);
    const struct rules *rules = &d->rules;
    bool cut = people && rules->truncate && (r->what == COMPARISON_TOTAL || r->what == COMPARISON_MEAN);
    print_figures(table, r->has_old, r->has_now, cut ? rules_round(rules, r->then) : r->then,
                  cut ? rules_round(rules, r->now) : r->now, places);
    print_figures(table, r->has_old, r->has_percents, cut ? rules_round(rules, r->percent_then) : r->percent_then,
                  cut ? rules_round(rules, r->percent_now) : r->percent_now, places);
    table_rank(table, r->rank_then);
    table_rank(table, r->rank_now);
    if (r->rank_then && r->rank_now && !r->moved_from)
        table_count(table, r->rank_then - r->rank_now);
    else
        table_text(table, "");
    table_text(table, r->class_then ? r->class_then : "");
    table_text(table, r->class_now ? r->class_now : "");
    table_real(table, r->z, 2);
    table_text(table, r->moved_from ? r->moved_from : "");
    table_real(table, r->se, 2);
    decimal change = cut ? rules_round(rules, r->now) - rules_round(rules, r->then) : r->now - r->then;
    print_limit(table, r->low, change, -1, people, places);
    print_limit(table, r->high, change, 1, people, places);
    if (isnan(r->low) && r->what != COMPARISON_MEAN)
        table_text(table, "");
    else
        table_count(table, (int64_t)r->both);
}

struct comparison *read_comparison(struct call *call, struct error *err)
{
    size_t n = 0, faults = issues_count(call->issues, FAULT);
    const char *map = argument_value(call->args, "map");
    const struct definition *d = command_definition(call, err);
    struct store *old = d ? store_open(argument_value(call->args, "against"), STORE_READ, err) : NULL;
    struct definition *was = old ? definition_load(old, err) : NULL;
    struct code_pair *pairs = was && map ? code_map_read(map, d, was, &n, call->issues, err) : NULL;
    bool ok = was && (pairs || !map) && issues_count(call->issues, FAULT) == faults;
    struct comparison_code *codes = xcalloc(n + 1, sizeof *codes);
    for (size_t i = 0; i < n; i++)
        codes[i] = (struct comparison_code){pairs[i].kind, pairs[i].now, pairs[i].then};
    struct comparison *a = ok ? comparison_read(call->store, old, codes, n, err) : NULL;
    for (size_t i = 0; a && i < was->n_units; i++) {
        bool here = false;
        for (size_t u = 0; !here && u < d->n_units; u++) {
            const char *then = d->units[u].code;
            for (size_t k = 0; k < n; k++)
                if (codes[k].kind == CODE_UNIT && !strcmp(codes[k].now, d->units[u].code))
                    then = codes[k].then;
            here = !strcmp(then, was->units[i].code);
        }
        if (!here)
            command_note(call->args, _("unit %s of the earlier round is not in this one"), was->units[i].code);
    }
    store_close(old);
    free(codes);
    code_map_free(pairs, n);
    definition_free(was);
    return a;
}

bool print_comparison(struct call *call, struct error *err)
{
    const struct arguments *args = call->args;
    struct comparison *a = read_comparison(call, err);
    if (!a)
        return false;
    bool people = table_is_for_people(args);
    struct table *table = table_new(args, against_columns, sizeof against_columns / sizeof *against_columns);
    for (size_t i = 0; i < a->n_rows; i++)
        print_row(table, a, &a->rows[i], people);
    table_close(table);
    for (size_t i = 0; i < a->n_rows; i++)
        if (a->rows[i].what == COMPARISON_MEAN && !a->rows[i].has_old)
            command_note(args,
                         _("block %s: there is none of this code in \"%s\"; where it had another, --map says which"),
                         a->d->blocks[a->rows[i].block].code, argument_value(args, "against"));
    for (size_t b = 0; b < a->d->n_blocks; b++)
        if (a->up[b] + a->down[b] + a->same[b])
            command_note(args, _("block %s: %zu units up, %zu down, %zu the same"), a->d->blocks[b].code, a->up[b],
                         a->down[b], a->same[b]);
    for (size_t b = 0; b < a->d->n_blocks; b++)
        if (a->moved[b])
            command_note(args, _("block %s: %zu units were in another block; their ranks are not compared"),
                         a->d->blocks[b].code, a->moved[b]);
    comparison_free(a);
    return true;
}
