#include "importers/words/map.h"

#include <stdlib.h>
#include <string.h>

#include "importers/words/names.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

enum { M_COLUMN, M_QUESTION, M_UNIT, M_ANSWER, M_OPTION, M_NOTE, N_MAP_COLUMNS };

static const struct column_name names[N_MAP_COLUMNS] = {
    [M_COLUMN] = {"column", "cột", true},        [M_QUESTION] = {"question", "câu hỏi", true},
    [M_UNIT] = {"unit", "đơn vị", false},        [M_ANSWER] = {"answer", "câu trả lời|trả lời", false},
    [M_OPTION] = {"option", "phương án", false}, [M_NOTE] = {"note", "ghi chú", false},
};

/* --- columns -------------------------------------------------------------------------- */

/* The next word of TEXT and its length, past white space and no-break spaces. */
static const char *next_word(const char *text, size_t *n)
{
    for (;;) {
        text += strspn(text, " \t\r\n");
        if (strncmp(text, "\xC2\xA0", 2) != 0)
            break;
        text += 2;
    }
    *n = 0;
    while (text[*n] && !strchr(" \t\r\n", text[*n]) && strncmp(text + *n, "\xC2\xA0", 2) != 0)
        ++*n;
    return text;
}

bool ballot_map_same(const char *a, const char *b)
{
    for (;;) {
        size_t n, m;
        a = next_word(a, &n);
        b = next_word(b, &m);
        if (n != m || memcmp(a, b, n) != 0)
            return false;
        if (!n)
            return true;
        a += n;
        b += n;
    }
}

static enum ballot_field find_field(const char *name)
{
    for (enum ballot_field f = 0; f < N_BALLOT_FIELDS; f++)
        if (!strcmp(ballot_fields[f].name, name))
            return f;
    return N_BALLOT_FIELDS;
}

/* A question of some ballot type. */
static bool is_question(const struct definition *d, const char *code)
{
    for (size_t t = 0; t < d->n_ballot_types; t++)
        if (definition_question(d, t, code) != NONE)
            return true;
    return false;
}

static void add_column(struct ballot_map *map, const struct header *header, const struct row *row,
                       const struct definition *d, struct issues *issues)
{
    const char *column = row_text(row, header->at[M_COLUMN]), *means = row_text(row, header->at[M_QUESTION]),
               *unit = row_text(row, header->at[M_UNIT]);
    struct map_column c = {.line = row->line, .field = N_BALLOT_FIELDS, .unit = NONE};
    char *code = ballot_names_code(means, strlen(means));
    if (!*column) {
        issues_add(issues, FAULT, "F428", row_place(row, header->at[M_COLUMN]), _("the column is not named"));
    } else if (!*means) {
        issues_add(issues, FAULT, "F428", row_place(row, header->at[M_QUESTION]),
                   _("nothing says what column \"%s\" is; expected a question, a field such as serial, or `-`"),
                   column);
    } else if (!strcmp(means, "-")) {
        c.ignored = true;
    } else if ((c.field = find_field(means)) == N_BALLOT_FIELDS && !is_question(d, code)) {
        issues_add(issues, FAULT, "F428", row_place(row, header->at[M_QUESTION]),
                   _("\"%s\" is no question of any ballot type and no field; expected a question's code, serial, type, "
                     "unit, question, answer, channel, keyer, state, reason, simulated, pass, started, ended or `-`"),
                   means);
    }
    if (*unit && (c.unit = definition_called(d, T_UNITS, unit)) == NONE)
        issues_add(issues, FAULT, "F428", row_place(row, header->at[M_UNIT]), _("\"%s\" is no unit of this round%s"),
                   unit, definition_near(d, T_UNITS, unit).text);
    c.column = xstrdup(column);
    c.question = code;
    map->columns = grow(map->columns, &map->columns_room, map->n_columns + 1, sizeof *map->columns);
    map->columns[map->n_columns++] = c;
}

static void add_answer(struct ballot_map *map, const struct header *header, const struct row *row,
                       const struct definition *d, struct issues *issues)
{
    const char *question = row_text(row, header->at[M_QUESTION]), *option = row_text(row, header->at[M_OPTION]);
    char *code = ballot_names_code(question, strlen(question));
    if (*code && strcmp(code, "*") != 0 && !is_question(d, code))
        issues_add(issues, FAULT, "F428", row_place(row, header->at[M_QUESTION]),
                   _("\"%s\" is no question of any ballot type"), question);
    if (!*option)
        issues_add(issues, FAULT, "F428", row_place(row, header->at[M_OPTION]),
                   _("nothing says which option \"%s\" is; expected an option's code, ?, * or `-` for blank"),
                   row_text(row, header->at[M_ANSWER]));
    if (!strcmp(code, "*"))
        *code = '\0';
    map->answers = grow(map->answers, &map->answers_room, map->n_answers + 1, sizeof *map->answers);
    map->answers[map->n_answers++] =
        (struct map_answer){xstrdup(row_text(row, header->at[M_COLUMN])), code,
                            text_fold(row_text(row, header->at[M_ANSWER])), xstrdup(strcmp(option, "-") ? option : "")};
}

/* --- rules ----------------------------------------------------------------------------- */

#define ROWS  "rows"
#define TWICE "twice"

static void add_rule(struct ballot_map *map, const struct header *header, const struct row *row, struct issues *issues)
{
    const char *column = row_text(row, header->at[M_COLUMN]), *value = row_text(row, header->at[M_ANSWER]),
               *option = row_text(row, header->at[M_OPTION]);
    bool keep = text_list_has("keep|giữ", "|", option);
    if (!*column)
        issues_add(issues, FAULT, "F428", row_place(row, header->at[M_COLUMN]), _("the column is not named"));
    if (!*value)
        issues_add(issues, FAULT, "F428", row_place(row, header->at[M_ANSWER]),
                   _("nothing says which rows; expected a value of the column, * for any or - for none"));
    if (!keep && !text_list_has("leave|bỏ", "|", option))
        issues_add(issues, FAULT, "F428", row_place(row, header->at[M_OPTION]),
                   _("\"%s\" does not say what becomes of the rows; expected keep or leave"), option);
    map->rules = grow(map->rules, &map->rules_room, map->n_rules + 1, sizeof *map->rules);
    map->rules[map->n_rules++] = (struct map_rule){xstrdup(column), xstrdup(value), keep, row->line};
}

static void add_twice(struct ballot_map *map, const struct header *header, const struct row *row, struct issues *issues)
{
    const char *channel = row_text(row, header->at[M_ANSWER]), *option = row_text(row, header->at[M_OPTION]);
    if (*channel && channel_find(channel) == CHANNEL_NONE)
        issues_add(issues, FAULT, "F428", row_place(row, header->at[M_ANSWER]),
                   _("\"%s\" is no channel; expected paper, online, direct or an empty cell"), channel);
    else if (!twice_set(&map->twice, channel, option))
        issues_add(issues, FAULT, "F428", row_place(row, header->at[M_OPTION]),
                   _("\"%s\" does not say which of two counts; expected last, first or fault"), option);
}

bool ballot_map_read(struct ballot_map *map, const char *path, const struct definition *d, struct issues *issues,
                     struct error *err)
{
    *map = (struct ballot_map){.path = xstrdup(path)};
    if (!hash_file(path, map->sha256, err))
        return false;
    struct reader *reader = reader_open(path, issues, err);
    if (!reader)
        return false;
    size_t before = issues_count(issues, FAULT);
    struct header header;
    struct row row;
    struct error local = {0};
    if (header_read(reader, names, N_MAP_COLUMNS, 0, &header, &local))
        while (header_next(&header, &row, &local)) {
            if (row.broken)
                continue;
            const char *means = row_text(&row, header.at[M_QUESTION]);
            if (!strcmp(means, ROWS))
                add_rule(map, &header, &row, issues);
            else if (!strcmp(means, TWICE))
                add_twice(map, &header, &row, issues);
            else if (*row_text(&row, header.at[M_ANSWER]))
                add_answer(map, &header, &row, d, issues);
            else
                add_column(map, &header, &row, d, issues);
        }
    header_release(&header);
    reader_close(reader);
    if (local.code != E_NONE)
        return error_pass(err, &local);
    return issues_count(issues, FAULT) == before;
}

void ballot_map_release(struct ballot_map *map)
{
    for (size_t i = 0; i < map->n_columns; i++) {
        free(map->columns[i].column);
        free(map->columns[i].question);
    }
    for (size_t i = 0; i < map->n_answers; i++) {
        free(map->answers[i].column);
        free(map->answers[i].question);
        free(map->answers[i].answer);
        free(map->answers[i].option);
    }
    for (size_t i = 0; i < map->n_rules; i++) {
        free(map->rules[i].column);
        free(map->rules[i].value);
    }
    free(map->rules);
    free(map->columns);
    free(map->answers);
    free(map->path);
    *map = (struct ballot_map){0};
}

/* --- answers -------------------------------------------------------------------------- */

struct map_answers {
    struct dictionary *words;
    const char **options; /* of each word */
    size_t room;
};

/* Rows of one closeness: 2 the column, 1 the question, 0 everywhere. */
static int closeness(const struct map_answer *a, const struct map_column *column)
{
    if (*a->column)
        return ballot_map_same(a->column, column->column) ? 2 : -1;
    if (*a->question)
        return !strcmp(a->question, column->question) ? 1 : -1;
    return 0;
}

struct map_answers *ballot_map_answers(const struct ballot_map *map, const struct map_column *column)
{
    struct map_answers *answers = NULL;
    for (int near = 2; near >= 0; near--)
        for (size_t i = 0; i < map->n_answers; i++) {
            const struct map_answer *a = &map->answers[i];
            if (closeness(a, column) != near)
                continue;
            if (!answers) {
                answers = xcalloc(1, sizeof *answers);
                answers->words = dictionary_new();
            }
            bool added;
            size_t word = dictionary_add(answers->words, a->answer, strlen(a->answer), &added);
            answers->options = grow(answers->options, &answers->room, word + 1, sizeof *answers->options);
            if (added)
                answers->options[word] = a->option;
        }
    return answers;
}

void map_answers_free(struct map_answers *answers)
{
    if (!answers)
        return;
    dictionary_free(answers->words);
    free(answers->options);
    free(answers);
}

const char *map_answers_find(const struct map_answers *answers, const char *text)
{
    char *folded = text_fold(text);
    size_t word = dictionary_find(answers->words, folded);
    free(folded);
    return word == SIZE_MAX ? NULL : answers->options[word];
}
