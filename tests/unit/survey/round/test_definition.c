#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "survey/round/definition.h"
#include "tests/unit/rounds.h"

/* The SQL tables carry the columns of the specification, in their order. */
Test(definition, tables_and_schema_agree)
{
    char path[64];
    struct store *store = tiny_round(path);
    for (enum table_id t = 0; t < N_TABLES; t++) {
        struct error err = {0};
        struct query *q = query_new(store, "SELECT name FROM pragma_table_info(:table) ORDER BY cid");
        query_text(q, ":table", table_specs[t].name);
        cr_assert(query_next(q), "%s", table_specs[t].name);
        cr_assert_str_eq(query_get_str(q, 0), "position");
        for (size_t c = 0; c < table_specs[t].n_columns; c++) {
            cr_assert(query_next(q), "%s", table_specs[t].name);
            cr_assert_str_eq(query_get_str(q, 0), table_specs[t].columns[c].name);
        }
        cr_assert_not(query_next(q));
        cr_assert(query_end(q, &err), "%s", err.text);
    }
    store_close(store);
    unlink(path);
}

Test(definition, is_read_back_as_it_was_stored)
{
    char path[64];
    struct store *store = tiny_round(path);
    struct error err = {0};
    struct definition *d = definition_load(store, &err), *was = tiny_definition();
    cr_assert(d, "%s", err.text);
    for (enum table_id t = 0; t < N_TABLES; t++) {
        cr_assert_eq(d->tables[t].n_rows, was->tables[t].n_rows);
        for (size_t i = 0; i < d->tables[t].n_rows; i++)
            for (size_t c = 0; c < table_specs[t].n_columns; c++)
                cr_assert_str_eq(d->tables[t].rows[i].cells[c], was->tables[t].rows[i].cells[c]);
    }
    definition_free(was);
    definition_free(d);
    store_close(store);
    unlink(path);
}

/* One change to the tiny definition, and the code of the fault it must cause. */
Test(definition, faults_are_found)
{
    static const struct {
        enum table_id table;
        size_t row;
        const char *column, *value, *code;
    } cases[] = {
        {T_UNITS, 0, "code", "u1", "F204"},
        {T_UNITS, 1, "code", "U1", "F206"},
        {T_UNITS, 0, "block", "X", "F207"},
        {T_UNITS, 0, "block", "", "F203"},
        {T_UNITS, 0, "parent", "U1", "F210"},
        {T_UNITS, 1, "name", "Tổng cộng", "F210"},
        {T_ROUND, 1, "key", "titel", "F208"},
        {T_ROUND, 2, "value", "hai nghìn", "F209"},
        {T_GROUPS, 0, "take", "5", "F211"},
        {T_GROUPS, 1, "take", "", "F211"},
        {T_GROUPS, 1, "take", "2.5", "F211"},
        {T_GROUPS, 1, "design", "stratified", "F211"},
        {T_GROUPS, 1, "design", "stages", "F211"},
        {T_GROUPS, 1, "design", "random", "F204"},
        {T_GROUPS, 1, "policy", "triple", "F204"},
        {T_GROUPS, 1, "reserve", "120%", "F204"},
        {T_SCALES, 0, "percent", "101", "F212"},
        {T_SCALES, 0, "percent", "nhiều", "F204"},
        {T_CRITERIA, 1, "parent", "9", "F213"},
        {T_CRITERIA, 0, "parent", "1.1", "F213"},
        {T_CRITERIA, 1, "method", "", "F214"},
        {T_CRITERIA, 1, "max_points", "0", "F214"},
        {T_CRITERIA, 0, "method", "TD", "F214"},
        {T_CRITERIA, 0, "max_points", "99", "F215"},
        {T_CRITERIA, 1, "min_points", "61", "F214"},
        {T_BALLOT_TYPES, 0, "groups", "G1;G9", "F207"},
        {T_BALLOT_TYPES, 0, "own_unit", "maybe", "F204"},
        {T_QUESTIONS, 0, "criterion", "1.1", "F217"},
        {T_QUESTIONS, 0, "criterion", "7", "F207"},
        {T_QUESTIONS, 0, "kind", "text", "F217"},
        {T_QUESTIONS, 0, "weight", "0", "F217"},
        {T_QUESTIONS, 0, "scale", "", "F217"},
        {T_QUESTIONS, 0, "scale", "T", "F207"},
        {T_QUESTIONS, 0, "required", "maybe", "F204"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct definition *d = tiny_rows();
        set_cell(d, cases[i].table, cases[i].row, cases[i].column, cases[i].value);
        struct issues *issues = issues_new();
        cr_assert_not(definition_check(d, issues), "%s %s", cases[i].column, cases[i].value);
        cr_assert_gt(issues_count_code(issues, cases[i].code), 0, "%s = %s: expected %s, got %s %s", cases[i].column,
                     cases[i].value, cases[i].code, issues_get(issues, 0)->code, issues_get(issues, 0)->text);
        issues_free(issues);
        definition_free(d);
    }
}

static void check_setting(const char *key, const char *value, const char *code)
{
    struct definition *d = tiny_rows();
    set_setting(d, key, value);
    struct issues *issues = issues_new();
    bool ok = definition_check(d, issues);
    cr_assert_eq(ok, code == NULL, "%s = %s", key, value);
    if (code)
        cr_assert_gt(issues_count_code(issues, code), 0);
    issues_free(issues);
    definition_free(d);
}

Test(definition, settings_are_checked)
{
    check_setting("invalid_if", "blank; multiple:20%", NULL);
    check_setting("invalid_if", "blank; often", "F209");
    check_setting("tie_breakers", "survey;appraised", NULL);
    check_setting("tie_breakers", "luck", "F209");
    check_setting("decimals", "7", "F209");
    check_setting("combine", "median", "F209");
    check_setting("rounding", "parts", "F209"); /* without round_at */
    check_setting("title", "lần hai", "F206");
    check_setting("survey", "outside", NULL);
}

Test(definition, a_survey_leaf_nobody_asks_about_is_a_fault)
{
    struct definition *d = tiny_rows();
    set_cell(d, T_QUESTIONS, 0, "criterion", "");
    set_cell(d, T_QUESTIONS, 1, "criterion", "");
    struct issues *issues = issues_new();
    cr_assert_not(definition_check(d, issues));
    cr_assert_eq(issues_count_code(issues, "F221"), 1);
    issues_free(issues);
    definition_free(d);
}

Test(definition, sipas_reaches_a_unit_once)
{
    struct definition *d = tiny_rows();
    set_cell(d, T_GROUPS, 1, "via", "sipas_ballots");
    set_cell(d, T_CRITERIA, 1, "method", "SIPAS");
    struct issues *issues = issues_new();
    cr_assert_not(definition_check(d, issues));
    cr_assert_eq(issues_count_code(issues, "F222"), 1);
    issues_free(issues);
    definition_free(d);
}

Test(definition, group_weights_go_by_the_nearest_row)
{
    struct definition *d = tiny_rows();
    const char *rows[][4] = {
        {"*", "*", "G1", "2"}, {"B", "*", "G1", "3"}, {"*", "1.2", "G1", "4"}, {"B", "1.2", "G1", "5"}};
    for (size_t i = 0; i < 4; i++)
        definition_add_row(d, T_GROUP_WEIGHTS, i + 2,
                           (const char *[]){rows[i][0], rows[i][1], rows[i][2], rows[i][3], ""});
    struct issues *issues = issues_new();
    cr_assert(definition_check(d, issues));
    size_t leaf = definition_criterion(d, 0, "1.2"), other = definition_criterion(d, 0, "1.1");
    cr_assert_eq(definition_group_weight(d, 0, leaf, 0), 5 * DECIMAL_ONE);
    cr_assert_eq(definition_group_weight(d, 0, other, 0), 3 * DECIMAL_ONE);
    cr_assert_eq(definition_group_weight(d, 0, leaf, 1), DECIMAL_ONE);
    issues_free(issues);
    definition_free(d);
}
