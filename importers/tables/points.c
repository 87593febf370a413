#include "importers/tables/points.h"

#include <stdlib.h>
#include <string.h>

#include "importers/readers/cell.h"
#include "importers/readers/header.h"
#include "importers/tables/decisions.h"
#include "importers/tables/evidence.h"
#include "importers/tables/points_column.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"
#include "survey/round/appraisal.h"
#include "survey/round/definition.h"
#include "survey/round/schedule.h"
#include "survey/round/sources.h"
#include "survey/round/waivers.h"

enum { P_UNIT, P_CRITERION, P_GROUP, P_STAGE, P_POINTS, P_PERCENT, P_SE, P_N, P_BY, P_DATE, P_REASON, N_POINTS };

static const struct column_name columns[N_POINTS] = {
    [P_UNIT] =
        {"unit",
         "đơn vị|mã đơn vị|cơ quan, đơn vị|tên cơ quan, đơn vị|tên đơn vị|cơ quan đơn vị|tên cơ quan đơn vị|cơ quan|"
         "tên cơ quan|tỉnh, thành phố|tỉnh/thành phố|tỉnh|don vi|ten don vi|ma don vi|co quan|ten co quan|"
         "co quan, don vi|ten co quan, don vi|tinh, thanh pho|tinh",
         true},
    [P_CRITERION] = {"criterion", "tiêu chí|mã tiêu chí", true},
    [P_GROUP] = {"group", "nhóm|mã nhóm", false},
    [P_STAGE] = {"stage", "bước|giai đoạn", true},
    [P_POINTS] = {"points", "điểm", false},
    [P_PERCENT] = {"percent", "phần trăm|tỷ lệ %", false},
    [P_SE] = {"se", "sai số chuẩn", false},
    [P_N] = {"n", "số phiếu", false},
    [P_BY] = {"by", "người chấm|cơ quan chấm", false},
    [P_DATE] = {"date", "ngày", false},
    [P_REASON] = {"reason", "lý do|giải trình", false},
};

struct reading {
    const struct definition *d;
    struct issues *issues;
    struct run *run;
    struct query *insert;
    struct evidence *evidence;
    struct decisions *decisions;
    char *form;                             /* the unit whose form the file is; NULL */
    char self_due[11], explanation_due[11]; /* by the schedule; "" where it says nothing */
    struct dictionary *seen;
    char **seen_at; /* where each stands first */
    size_t seen_room;
    const char *stage;     /* of rows that name none; NULL */
    const char *criterion; /* whose column is being read, in a table with one for each; NULL */
    int64_t source;
    size_t n_rows;
};

/* A column as the file names it, which may be that of a criterion; else in the reader's language. */
static const char *column_words(const struct header *h, size_t column)
{
    return h->at[column] < h->n_cells ? h->words[h->at[column]] : h->names[column];
}

/* The criterion and the stage of ROW: its own words, or what its column and the command line say. */
static const char *criterion_of(const struct reading *r, const struct row *row, const struct header *h)
{
    return r->criterion ? r->criterion : row_text(row, h->at[P_CRITERION]);
}

static const char *stage_of(const struct reading *r, const struct row *row, const struct header *h)
{
    const char *said = r->criterion ? "" : row_text(row, h->at[P_STAGE]);
    return *said || !r->stage ? stage_code(said) : r->stage;
}

/* The cell of WHICH as a decimal in TEXT ("" where it is empty). */
static bool read_decimal(struct reading *r, const struct row *row, const struct header *h, size_t which, decimal *value,
                         char text[DECIMAL_TEXT])
{
    size_t column = h->at[which];
    const char *said = row_text(row, column);
    char plain[NUMBER_TEXT];
    *text = '\0';
    *value = 0;
    if (!*said)
        return true;
    enum number_reading reading = cell_plain(row, column, false, plain, r->issues);
    if (reading == NUMBER_AMBIGUOUS)
        return false;
    if (reading == NUMBER_READ && decimal_parse(plain, value)) {
        decimal_format(*value, -1, text);
        return true;
    }
    issues_add(r->issues, FAULT, "F503", row_place(row, column), _("column \"%s\" has \"%s\"; expected %s"),
               column_words(h, which), said, _("a number such as 12.5, with at most nine decimals"));
    return false;
}

static void check_range(struct reading *r, const struct row *row, const struct header *h, size_t which, bool within,
                        const char *expected)
{
    if (!within)
        issues_add(r->issues, FAULT, "F504", row_place(row, h->at[which]), _("column \"%s\" has \"%s\"; expected %s"),
                   column_words(h, which), row_text(row, h->at[which]), expected);
}

static bool stage_fits(enum method method, const char *stage)
{
    if (method == METHOD_TD || method == METHOD_THUONG_TRU)
        return choice_has("self|check|first|explanation|second", stage);
    if (method == METHOD_KTXH)
        return choice_has("self|check|first|explanation|second|outside", stage);
    return !strcmp(stage, "outside");
}

/* Points of a leaf, or the percentage in COLUMN that makes them, must lie within its bounds and on its step. */
static void check_points(struct reading *r, const struct row *row, size_t column, const struct criterion *c,
                         decimal points)
{
    char said[DECIMAL_TEXT], low[DECIMAL_TEXT], high[DECIMAL_TEXT], step[DECIMAL_TEXT];
    decimal_format(points, -1, said);
    decimal most;
    bool bounded = criterion_most(c, &most);
    if (points < c->min || (bounded && points > most))
        issues_add(r->issues, FAULT, "F504", row_place(row, column),
                   _("criterion \"%s\" has %s points; expected from %s to %s"), c->code, said,
                   decimal_format(c->min, -1, low), decimal_format(most, -1, high));
    else if (c->step > 0 && points % c->step)
        issues_add(r->issues, FAULT, "F504", row_place(row, column),
                   _("criterion \"%s\" has %s points; expected a multiple of %s"), c->code, said,
                   decimal_format(c->step, -1, step));
}

/* A leaf's own figure, or a group's SIPAS percentage for the unit (criterion `*`). */
static void check_what(struct reading *r, const struct row *row, const struct header *h, size_t unit, const char *stage,
                       bool has_points, decimal points, bool has_percent, decimal percent)
{
    const char *code = criterion_of(r, row, h), *group = row_text(row, h->at[P_GROUP]);
    size_t g = *group ? definition_group(r->d, group) : NONE;
    if (*group && (g == NONE || r->d->groups[g].via != VIA_SIPAS))
        issues_add(r->issues, FAULT, "F502", row_place(row, h->at[P_GROUP]),
                   _("group \"%s\" is not a group whose figures come from outside (via = sipas)"), group);
    size_t c = strcmp(code, "*") ? definition_criterion(r->d, r->d->units[unit].block, code) : NONE;
    if (*group ? strcmp(code, "*") != 0 && c == NONE : c == NONE)
        issues_add(r->issues, FAULT, "F502", row_place(row, h->at[P_CRITERION]),
                   _("criterion \"%s\" is not in the tree of the unit's block"), code);
    else if (c != NONE && !r->d->criteria[c].is_leaf)
        issues_add(r->issues, FAULT, "F502", row_place(row, h->at[P_CRITERION]),
                   _("criterion \"%s\" has others below it; points are given to those"), code);
    else if (c != NONE && !*group && !definition_applies(r->d, unit, c, ALL))
        issues_add(r->issues, FAULT, "F505", row_place(row, h->at[P_CRITERION]),
                   _("criterion \"%s\" does not apply to unit \"%s\""), code, r->d->units[unit].code);
    else if (c != NONE && r->d->criteria[c].method == METHOD_DTXHH && !*group && r->d->rules.survey == SURVEY_HERE)
        issues_add(r->issues, FAULT, "F505", row_place(row, h->at[P_CRITERION]),
                   _("criterion \"%s\" is scored by this round's survey (survey = here), not from outside"), code);
    else if (c != NONE && r->d->criteria[c].method == METHOD_SIPAS && !*group &&
             definition_has_question(r->d, r->d->units[unit].block, c, -1))
        issues_add(r->issues, FAULT, "F505", row_place(row, h->at[P_CRITERION]),
                   _("criterion \"%s\" is scored by this round's SIPAS ballots, not from outside"), code);
    else if (c != NONE && r->d->criteria[c].method == METHOD_DTXHH && !*group && r->d->rules.survey == SURVEY_NONE)
        issues_add(r->issues, FAULT, "F505", row_place(row, h->at[P_CRITERION]),
                   _("criterion \"%s\" is not scored: no survey is held (survey = none)"), code);
    else if (c != NONE && !stage_fits(*group ? METHOD_SIPAS : r->d->criteria[c].method, stage))
        issues_add(r->issues, FAULT, "F506", row_place(row, h->at[P_STAGE]),
                   _("stage \"%s\" is not one of criterion \"%s\""),
                   r->criterion || !*row_text(row, h->at[P_STAGE]) ? stage : row_text(row, h->at[P_STAGE]), code);
    if (*group ? !has_percent : !has_points && !has_percent && strcmp(stage, "explanation") != 0)
        issues_add(r->issues, FAULT, "F503", row_place(row, h->at[*group ? P_PERCENT : P_POINTS]),
                   *group ? _("a group's SIPAS needs a percentage") : _("neither points nor a percentage are given"));
    if (has_points && has_percent)
        issues_add(r->issues, FAULT, "F503", row_place(row, h->at[P_PERCENT]),
                   _("points and a percentage are both given; keep one"));
    bool is_bonus = c != NONE && r->d->criteria[c].method == METHOD_THUONG_TRU;
    if (is_bonus && has_percent && !*group)
        issues_add(r->issues, FAULT, "F503", row_place(row, h->at[P_PERCENT]),
                   _("criterion \"%s\" is bonus or malus; give its points, not a percentage"), code);
    bool within = has_percent && !is_bonus && percent >= 0 && percent <= 100 * DECIMAL_ONE;
    if ((has_points || within) && c != NONE && r->d->criteria[c].is_leaf && !*group)
        check_points(r, row, h->at[has_points ? P_POINTS : P_PERCENT], &r->d->criteria[c],
                     has_points ? points : decimal_ratio(percent, r->d->criteria[c].max, 100 * DECIMAL_ONE));
    if (!strcmp(stage, "explanation") && !*row_text(row, h->at[P_REASON]))
        issues_add(r->issues, FAULT, "F503", row_place(row, h->at[P_REASON]),
                   _("an explanation needs its text in \"%s\""), column_words(h, P_REASON));
}

static void check_once(struct reading *r, const struct row *row, const struct header *h, const char *unit,
                       const char *stage)
{
    char *key = xasprintf("%s\x1f%s\x1f%s\x1f%s", unit, criterion_of(r, row, h), row_text(row, h->at[P_GROUP]), stage);
    bool added;
    size_t i = dictionary_add(r->seen, key, strlen(key), &added);
    free(key);
    r->seen_at = grow(r->seen_at, &r->seen_room, i + 1, sizeof *r->seen_at);
    if (added)
        r->seen_at[i] = row_stands(row);
    else
        issues_add(r->issues, FAULT, "F507", row_place(row, h->at[P_UNIT]),
                   _("unit, criterion, group and stage stand in %s already"), r->seen_at[i]);
}

/* A self score or an explanation that came after its day. */
static void check_deadline(struct reading *r, const struct row *row, const struct header *h, const char *stage,
                           const char *iso)
{
    const char *due = !strcmp(stage, "self") ? r->self_due : !strcmp(stage, "explanation") ? r->explanation_due : "";
    if (*iso && *due && strcmp(iso, due) > 0)
        issues_add(r->issues, WARNING, "W502", row_place(row, h->at[P_DATE]),
                   _("%s is dated %s, after its day by the schedule, %s"), stage_shown(stage), iso, due);
}

/* The unit of ROW, or NONE and a fault. */
static size_t known_unit(struct reading *r, const struct row *row, const struct header *h)
{
    size_t unit = definition_unit_called(r->d, row_text(row, h->at[P_UNIT]));
    if (unit == NONE)
        issues_add(r->issues, FAULT, "F501", row_place(row, h->at[P_UNIT]), _("unit \"%s\" is not in the definition"),
                   row_text(row, h->at[P_UNIT]));
    return unit;
}

static bool read_row(struct reading *r, const struct row *row, const struct header *h, struct error *err)
{
    size_t before = issues_count(r->issues, FAULT);
    const char *code = row_text(row, h->at[P_UNIT]), *stage = stage_of(r, row, h);
    size_t unit = known_unit(r, row, h);
    code = unit == NONE ? code : r->d->units[unit].code;
    if (choice_has("self|check|first|explanation|second", stage) && !*row_text(row, h->at[P_POINTS]) &&
        !*row_text(row, h->at[P_PERCENT]) && !*row_text(row, h->at[P_REASON])) {
        issues_add(r->issues, WARNING, "W501", row_place(row, h->at[P_POINTS]),
                   _("unit \"%s\", criterion %s: %s is empty; the row is passed over"), code, criterion_of(r, row, h),
                   stage_shown(stage));
        return true;
    }
    decimal points, percent, se, n;
    char points_text[DECIMAL_TEXT], percent_text[DECIMAL_TEXT], se_text[DECIMAL_TEXT], n_text[DECIMAL_TEXT];
    bool good = read_decimal(r, row, h, P_POINTS, &points, points_text);
    good = read_decimal(r, row, h, P_PERCENT, &percent, percent_text) && good;
    good = read_decimal(r, row, h, P_SE, &se, se_text) && good;
    good = read_decimal(r, row, h, P_N, &n, n_text) && good;
    check_range(r, row, h, P_PERCENT, percent >= 0 && percent <= 100 * DECIMAL_ONE, "0 … 100");
    check_range(r, row, h, P_SE, se >= 0 && se <= 100 * DECIMAL_ONE, "0 … 100");
    check_range(r, row, h, P_N, !*n_text || (n >= DECIMAL_ONE && n % DECIMAL_ONE == 0), _("a whole number from 1"));
    const char *date = row_text(row, h->at[P_DATE]);
    char iso[DATE_TEXT] = "";
    if (*date && !date_parse(date, iso))
        issues_add(r->issues, FAULT, "F503", row_place(row, h->at[P_DATE]), _("column \"%s\" has \"%s\"; expected %s"),
                   column_words(h, P_DATE), date, _("a date such as 2024-12-31 or 31/12/2024"));
    if (!choice_has("self|check|first|explanation|second|outside", stage))
        issues_add(r->issues, FAULT, "F506", row_place(row, h->at[P_STAGE]), _("column \"%s\" has \"%s\"; expected %s"),
                   column_words(h, P_STAGE), stage,
                   message_is_vietnamese()
                       ? "tự chấm, kiểm tra, thẩm định lần 1, giải trình, thẩm định lần 2, số liệu từ bên ngoài"
                       : "self, check, first, explanation, second, outside");
    else if (unit != NONE && good)
        check_what(r, row, h, unit, stage, *points_text, points, *percent_text, percent);
    check_once(r, row, h, code, stage);
    check_deadline(r, row, h, stage, iso);
    const char *by = row_text(row, h->at[P_BY]), *reason = row_text(row, h->at[P_REASON]);
    if (issues_count(r->issues, FAULT) == before &&
        !decisions_add(r->decisions,
                       &(struct decision){.unit = unit,
                                          .criterion = criterion_of(r, row, h),
                                          .group = row_text(row, h->at[P_GROUP]),
                                          .stage = stage,
                                          .points = points_text,
                                          .percent = percent_text,
                                          .by = by,
                                          .date = iso,
                                          .reason = reason,
                                          .form = r->form ? r->form : "",
                                          .at_unit = row_place(row, h->at[P_UNIT]),
                                          .at_stage = row_place(row, h->at[P_STAGE]),
                                          .at_figure = row_place(row, h->at[*points_text ? P_POINTS : P_PERCENT]),
                                          .at_by = row_place(row, h->at[P_BY]),
                                          .at_date = row_place(row, h->at[P_DATE]),
                                          .at_reason = row_place(row, h->at[P_REASON])},
                       err))
        return false;
    if (issues_count(r->issues, FAULT) > before)
        return true;
    query_text(r->insert, ":unit", code);
    query_text(r->insert, ":criterion", criterion_of(r, row, h));
    query_text(r->insert, ":group", row_text(row, h->at[P_GROUP]));
    query_text(r->insert, ":stage", stage);
    query_str(r->insert, ":points", points_text);
    query_str(r->insert, ":percent", percent_text);
    query_str(r->insert, ":se", se_text);
    if (*n_text)
        query_int(r->insert, ":n", n / DECIMAL_ONE);
    else
        query_null(r->insert, ":n");
    query_str(r->insert, ":by", by);
    query_str(r->insert, ":date", iso);
    query_str(r->insert, ":reason", reason);
    query_int(r->insert, ":source", r->source);
    query_int(r->insert, ":line", (int64_t)row->line);
    query_int(r->insert, ":run", r->run->number);
    r->n_rows++;
    return query_run(r->insert) || query_ok(r->insert, err);
}

/* The unit whose form the file of READER is: its guide says so. */
static bool read_form(struct reading *r, struct reader *reader, struct error *err)
{
    free(r->form);
    r->form = NULL;
    size_t sheet = reader_sheet_name(reader, 0) ? reader_find_sheet(reader, FORM_SHEET) : SIZE_MAX;
    if (sheet == SIZE_MAX)
        return true;
    struct row row;
    if (reader_go(reader, sheet, err))
        while (!r->form && reader_next(reader, &row, err))
            if (text_same(row_text(&row, 0), FORM_UNIT))
                r->form = xstrdup(row_text(&row, 1));
    return err->code == E_NONE;
}

/* A column of a table that has one for each criterion. */
struct wide_column {
    size_t column;
    char *word; /* without the "%" at its end */
    bool percent;
    size_t n_empty;     /* cells of units it applies to */
    struct place empty; /* the first of them */
};

/* Nothing, or a dash. */
static bool is_blank(const char *text)
{
    return !*text || !strcmp(text, "-") || !strcmp(text, "–");
}

/* Column E of H's extra ones is not known. */
static void pass_over(struct reading *r, struct reader *reader, const struct header *h, size_t e)
{
    struct place place = reader_place(reader);
    place.line = h->line;
    place.column = h->extra[e].column + 1;
    issues_add(r->issues, WARNING, "W104", place, _("column \"%s\" is not known here; it is passed over"),
               h->extra[e].name);
}

/* The columns of H that name a leaf of some block, as a new array of *N; the others are passed over with a warning. */
static struct wide_column *wide_columns(struct reading *r, struct reader *reader, const struct header *h, size_t *n)
{
    struct wide_column *columns_of = xcalloc(h->n_extra + 1, sizeof *columns_of);
    *n = 0;
    for (size_t e = 0; e < h->n_extra; e++) {
        char *word = xstrdup(h->extra[e].name);
        size_t end = strlen(word);
        size_t mark = end > 3 && !strcmp(word + end - 3, "(%)") ? 3 : end > 1 && word[end - 1] == '%' ? 1 : 0;
        for (end -= mark; mark && end && word[end - 1] == ' ';)
            end--;
        word[end] = '\0';
        bool used = false;
        for (size_t b = 0; b < r->d->n_blocks; b++)
            used = used || points_column_leaf(r->d, b, word) != NONE;
        if (used) {
            header_numbers(h, h->extra[e].column);
            columns_of[(*n)++] = (struct wide_column){.column = h->extra[e].column, .word = word, .percent = mark > 0};
            continue;
        }
        pass_over(r, reader, h, e);
        free(word);
    }
    return columns_of;
}

/* The cell of ROW in column W, as a row of its own. */
static bool read_wide_cell(struct reading *r, const struct row *row, const struct header *h, struct wide_column *w,
                           struct error *err)
{
    const char *stage = r->stage;
    size_t unit = definition_unit_called(r->d, row_text(row, h->at[P_UNIT]));
    size_t leaf = unit == NONE ? NONE : points_column_leaf(r->d, r->d->units[unit].block, w->word);
    if (is_blank(row_text(row, w->column))) {
        if (leaf != NONE && definition_leaf_source(r->d, unit, leaf) == SOURCE_OUTSIDE && w->n_empty++ == 0)
            w->empty = row_place(row, w->column);
        return true;
    }
    size_t at[N_POINTS];
    for (size_t i = 0; i < N_POINTS; i++)
        at[i] = i == P_UNIT || i == P_BY || i == P_DATE || i == P_REASON ? h->at[i] : SIZE_MAX;
    at[P_CRITERION] = at[P_STAGE] = at[w->percent ? P_PERCENT : P_POINTS] = w->column;
    struct header one = *h;
    one.at = at;
    r->criterion = leaf == NONE ? w->word : r->d->criteria[leaf].code;
    if (leaf != NONE && !stage_fits(r->d->criteria[leaf].method, stage))
        r->stage = "outside";
    bool ok = read_row(r, row, &one, err);
    r->criterion = NULL;
    r->stage = stage;
    return ok;
}

/* True for ROW of no unit that is about several: a mean, a highest or lowest figure, a heading without figures. */
static bool is_about_several(const struct row *row, const struct header *h, const struct wide_column *columns_of,
                             size_t n)
{
    static const char *const begins[] = {"trung bình", "cao nhất", "thấp nhất"};
    char *folded = text_fold(row_text(row, h->at[P_UNIT]));
    bool several = false;
    for (size_t i = 0; !several && i < sizeof begins / sizeof *begins; i++) {
        char *begin = text_fold(begins[i]);
        several = !strncmp(folded, begin, strlen(begin));
        free(begin);
    }
    free(folded);
    bool empty = true;
    for (size_t i = 0; empty && i < n; i++)
        empty = is_blank(row_text(row, columns_of[i].column));
    return several || (n && empty);
}

static bool read_wide(struct reading *r, struct reader *reader, struct header *h, struct error *err)
{
    size_t n;
    struct wide_column *columns_of = wide_columns(r, reader, h, &n);
    struct row row;
    bool ok = true;
    while (ok && header_next(h, &row, err)) {
        if (definition_unit_called(r->d, row_text(&row, h->at[P_UNIT])) == NONE && !row.broken &&
            is_about_several(&row, h, columns_of, n)) {
            issues_add(r->issues, WARNING, "W510", row_place(&row, h->at[P_UNIT]),
                       _("\"%s\" is no unit: a heading, a mean or an extreme; the row is passed over"),
                       row_text(&row, h->at[P_UNIT]));
            continue;
        }
        bool known = known_unit(r, &row, h) != NONE;
        for (size_t i = 0; ok && known && !row.broken && i < n; i++)
            ok = read_wide_cell(r, &row, h, &columns_of[i], err);
    }
    for (size_t i = 0; i < n; i++) {
        if (columns_of[i].n_empty)
            issues_add(r->issues, WARNING, "W501", columns_of[i].empty,
                       _("column \"%s\" is empty here, and in all for %zu of the units its criterion applies to; the "
                         "cells are passed over"),
                       h->words[columns_of[i].column], columns_of[i].n_empty);
        free(columns_of[i].word);
    }
    free(columns_of);
    return ok;
}

static bool read_long(struct reading *r, struct reader *reader, struct header *h, struct error *err)
{
    struct row row;
    for (size_t e = 0; e < h->n_extra; e++)
        pass_over(r, reader, h, e);
    header_numbers(h, h->at[P_POINTS]);
    header_numbers(h, h->at[P_PERCENT]);
    header_numbers(h, h->at[P_SE]);
    header_numbers(h, h->at[P_N]);
    while (header_next(h, &row, err))
        if (!row.broken && !read_row(r, &row, h, err))
            return false;
    return true;
}

/* A row for each figure; or, where the stage is given and no column names the criterion, a row for each unit. */
static bool read_sheet(struct reading *r, struct reader *reader, struct error *err)
{
    struct header header = {0};
    struct column_name wanted[N_POINTS];
    memcpy(wanted, columns, sizeof columns);
    if (r->stage)
        wanted[P_CRITERION].required = wanted[P_STAGE].required = false;
    bool ok = true;
    if (header_read(reader, wanted, N_POINTS, r->stage ? HEADER_EXTRA | HEADER_FIRST : 0, &header, err))
        ok = r->stage && header.at[P_CRITERION] == SIZE_MAX ? read_wide(r, reader, &header, err)
                                                            : read_long(r, reader, &header, err);
    header_release(&header);
    return ok && err->code == E_NONE;
}

static bool read_file(struct reading *r, const char *path, struct error *err)
{
    struct reader *reader = reader_open(path, r->issues, err);
    bool ok = reader != NULL && read_form(r, reader, err);
    for (size_t s = 0; ok && s < reader_n_sheets(reader); s++) {
        const char *name = reader_sheet_name(reader, s);
        if (name && name[0] == '_')
            continue;
        bool evidence = false;
        ok = reader_go(reader, s, err) && evidence_is(reader, s, &evidence, err) &&
             (evidence ? evidence_read(r->evidence, reader, r->source, r->form ? r->form : "", err)
                       : read_sheet(r, reader, err));
    }
    reader_close(reader);
    return ok;
}

bool points_import(struct store *store, const char *const *files, size_t n_files, const char *stage,
                   const struct actor *actor, size_t *n_rows, struct issues *issues, struct error *err)
{
    struct definition *d = definition_load(store, err);
    if (!d)
        return false;
    struct run run = {0};
    struct reading r = {.d = d, .issues = issues, .run = &run, .stage = stage, .seen = dictionary_new()};
    size_t before = issues_count(issues, FAULT);
    schedule_due(d, STEP_SELF, r.self_due);
    schedule_due(d, STEP_EXPLANATION, r.explanation_due);
    bool ok = run_begin(&run, store, "points import", actor, err);
    r.insert = query_insert(store, "", "points");
    r.evidence = evidence_new(&run, d, issues);
    r.decisions = decisions_new(&run, d, issues);
    struct new_source *sources = xcalloc(n_files, sizeof *sources);
    r.source = source_last(store);
    for (size_t i = 0; ok && i < n_files; i++) {
        size_t read = r.n_rows + evidence_rows(r.evidence);
        sources[i] = (struct new_source){.number = ++r.source, .path = files[i]};
        ok = source_check(store, sources, i, issues, err);
        if (ok && !issues_count_code(issues, "F420"))
            ok = read_file(&r, files[i], err);
        sources[i].rows = r.n_rows + evidence_rows(r.evidence) - read;
    }
    if (ok)
        decisions_steps(r.decisions);
    size_t n_documents = evidence_rows(r.evidence);
    if (ok && r.n_rows + n_documents == 0 && issues_count(issues, FAULT) == before)
        issues_add(issues, FAULT, "F508", (struct place){files[0], NULL, 0, 0}, _("there are no points in it"));
    query_end(r.insert, NULL);
    ok = ok && issues_count(issues, FAULT) == before &&
         (n_documents == 0 || evidence_missing(r.evidence, files[0], err));
    ok = ok && sources_write(&run, "points", sources, n_files, err) && waivers_write(&run, issues, err);
    if (ok) {
        run_detail(&run, _("%zu files, %zu rows"), n_files, r.n_rows + n_documents);
        ok = run_commit(&run, err);
    }
    *n_rows = r.n_rows + n_documents;
    free(sources);
    evidence_free(r.evidence);
    decisions_free(r.decisions);
    free(r.form);
    run_abandon(&run);
    for (size_t i = 0; i < dictionary_size(r.seen); i++)
        free(r.seen_at[i]);
    dictionary_free(r.seen);
    free(r.seen_at);
    definition_free(d);
    return ok;
}
