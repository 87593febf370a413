#include "importers/tables/recipe.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "importers/readers/cell.h"
#include "importers/readers/header.h"
#include "survey/base/memory.h"
#include "survey/base/merge.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

enum {
    R_STEP,
    R_GROUP,
    R_VARIABLES,
    R_METHOD,
    R_LOWER,
    R_UPPER,
    R_CLASSES,
    R_TOTALS,
    R_RESCALE,
    R_MERGE,
    R_NOTE,
    N_COLUMNS
};

static const struct column_name columns[N_COLUMNS] = {
    [R_STEP] = {"step", "bước|bước trọng số", true},
    [R_GROUP] = {"group", "nhóm|mã nhóm|nhóm đối tượng", false},
    [R_VARIABLES] = {"variables", "biến|các biến|variable", false},
    [R_METHOD] = {"method", "phương pháp|cách làm", false},
    [R_LOWER] = {"lower", "cận dưới", false},
    [R_UPPER] = {"upper", "cận trên", false},
    [R_CLASSES] = {"classes", "số lớp", false},
    [R_TOTALS] = {"totals", "nguồn tổng|nguồn số tổng", false},
    [R_RESCALE] = {"rescale", "quy về một tổng", false},
    [R_MERGE] = {"merge", "gộp|gộp nhóm|gộp giá trị", false},
    [R_NOTE] = {"note", "ghi chú|căn cứ|basis", false},
};

struct recipe_file {
    const struct definition *d;
    struct store *store;
    struct issues *issues;
    const struct header *header;
};

/* Has GROUP ballots of its own? */
static bool has_ballots(const struct definition *d, size_t group)
{
    for (size_t t = 0; d->groups[group].via != VIA_SIPAS && t < d->n_ballot_types; t++)
        for (size_t g = 0; g < d->ballot_types[t].n_groups; g++)
            if (d->ballot_types[t].groups[g] == group)
                return true;
    return false;
}

/* A value that does not belong to the step, or is none. */
static void refuse(const struct recipe_file *r, const struct row *row, size_t column, const char *expected)
{
    issues_add(r->issues, FAULT, "F805", row_place(row, r->header->at[column]),
               _("column \"%s\" has \"%s\"; expected %s"), r->header->names[column],
               row_text(row, r->header->at[column]), expected);
}

static void read_group(const struct recipe_file *r, const struct row *row, struct weighting_row *w)
{
    const char *code = row_text(row, r->header->at[R_GROUP]);
    if (!*code || !strcmp(code, "*"))
        return;
    w->group = definition_called(r->d, T_GROUPS, code);
    if (w->group == NONE)
        issues_add(r->issues, FAULT, "F802", row_place(row, r->header->at[R_GROUP]),
                   _("group \"%s\" is not in the definition%s"), code, definition_near(r->d, T_GROUPS, code).text);
    else if (!has_ballots(r->d, w->group))
        issues_add(r->issues, FAULT, "F802", row_place(row, r->header->at[R_GROUP]),
                   _("group \"%s\" has no ballots of its own, so no weights"), code);
}

/* True where NAME is a question of one of the ballot types that the row's groups fill in. */
static bool is_question(const struct recipe_file *r, const struct weighting_row *w, const char *name)
{
    for (size_t t = 0; t < r->d->n_ballot_types; t++)
        for (size_t g = 0; g < r->d->ballot_types[t].n_groups; g++)
            if (weighting_is_for(w, r->d->ballot_types[t].groups[g]) && weighting_question(r->d, t, name) != NONE)
                return true;
    return false;
}

static void check_column(const struct recipe_file *r, const struct row *row, const struct weighting_row *w,
                         const char *name)
{
    char *own = weighting_frame_column(r->store, name);
    bool question = !own && is_question(r, w, name);
    if (question && !weighting_has_totals(w))
        issues_add(r->issues, FAULT, "F803", row_place(row, r->header->at[R_VARIABLES]),
                   _("\"%s\" is a question: those who did not answer have no answer to it; expected columns of the "
                     "frame"),
                   name);
    else if (!own && !question)
        issues_add(r->issues, FAULT, "F803", row_place(row, r->header->at[R_VARIABLES]),
                   _("\"%s\" is no column that the round keeps of the frame, and no question asked once a ballot; name "
                     "it in table margins or in the setting keep before `dtxhh frame import`"),
                   name);
    free(own);
}

static void check_variables(const struct recipe_file *r, const struct row *row, const struct weighting_row *w)
{
    size_t n;
    struct weighting_variable *variables = weighting_split(w->variables, &n);
    struct place place = row_place(row, r->header->at[R_VARIABLES]);
    for (size_t i = 0; i < n; i++)
        for (size_t c = 0; c < variables[i].n_columns; c++)
            check_column(r, row, w, variables[i].columns[c]);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            if (weighting_same(&variables[i], &variables[k], NULL))
                issues_add(r->issues, FAULT, "F804", place, _("a variable stands twice"));
    if (!strcmp(w->step, "trim") && n)
        issues_add(r->issues, FAULT, "F804", place, _("step \"%s\" takes no variables"), w->step);
    else if (!strcmp(w->step, "poststratify") && n != 1)
        issues_add(r->issues, FAULT, "F804", place,
                   _("step \"%s\" takes one variable, which may be joint (a*b); rake takes several"), w->step);
    else if (choice_has("propensity|rake|calibrate", w->step) && !n)
        issues_add(r->issues, FAULT, "F804", place, _("step \"%s\" needs variables"), w->step);
    weighting_split_free(variables, n);
}

/* The number in COLUMN, NaN where it is empty. */
static double read_number(const struct recipe_file *r, const struct row *row, size_t column)
{
    double value = NAN;
    if (*row_text(row, r->header->at[column]) && !cell_number(row, r->header->at[column], &value, r->issues))
        return NAN;
    return value;
}

/* A cell that must be empty in this step. */
static void check_empty(const struct recipe_file *r, const struct row *row, size_t column)
{
    if (*row_text(row, r->header->at[column]))
        refuse(r, row, column, _("nothing: this step does not use it"));
}

static void read_how(const struct recipe_file *r, const struct row *row, struct weighting_row *w)
{
    bool calibrates = !strcmp(w->step, "calibrate"), trims = !strcmp(w->step, "trim");
    const char *methods = calibrates ? WEIGHTING_METHODS : WEIGHTING_TRIMS;
    if (!calibrates && !trims) {
        check_empty(r, row, R_METHOD);
        check_empty(r, row, R_LOWER);
        check_empty(r, row, R_UPPER);
        w->lower = w->upper = NAN;
        return;
    }
    w->lower = read_number(r, row, R_LOWER);
    w->upper = read_number(r, row, R_UPPER);
    if (*w->method && !choice_has(methods, w->method)) {
        refuse(r, row, R_METHOD, calibrates ? "linear, raking, logit" : "spread, strict, keep_totals");
    } else if (trims && isnan(w->lower) && isnan(w->upper)) {
        refuse(r, row, R_UPPER, _("a limit of the weights, here or in lower"));
    } else if (w->lower >= w->upper) {
        refuse(r, row, R_UPPER, _("a number above lower"));
    } else if (calibrates && (w->lower >= 1 || w->upper <= 1)) {
        refuse(r, row, w->lower >= 1 ? R_LOWER : R_UPPER,
               _("lower below 1 and upper above 1: they bound the ratio of the weights after to those before"));
    } else if (!strcmp(w->method, "logit") && (isnan(w->lower) || isnan(w->upper))) {
        refuse(r, row, isnan(w->lower) ? R_LOWER : R_UPPER, _("a bound: logit needs both"));
    }
}

/* Categories that count as others, of columns that the step names. */
static void check_merge(const struct recipe_file *r, const struct row *row, const struct weighting_row *w)
{
    struct merges merges = {0};
    struct place place = row_place(row, r->header->at[R_MERGE]);
    char *bad = NULL;
    size_t n;
    struct weighting_variable *variables = weighting_split(w->variables, &n);
    if (!merges_split(&merges, w->merge, &bad))
        issues_add(r->issues, FAULT, "F805", place, _("column \"%s\" has \"%s\"; expected %s"), "merge", bad,
                   _("COLUMN:CATEGORY=CATEGORY, ; between"));
    for (size_t i = 0; !bad && i < merges.n; i++) {
        bool named = false;
        for (size_t v = 0; v < n; v++)
            for (size_t c = 0; c < variables[v].n_columns; c++)
                named |= text_same(variables[v].columns[c], merges.merges[i].column);
        if (!named)
            issues_add(r->issues, FAULT, "F804", place,
                       _("merge names the column \"%s\", but no variable of the step has it"), merges.merges[i].column);
    }
    free(bad);
    weighting_split_free(variables, n);
    merges_release(&merges);
}

/* The cell COLUMN, in whatever words it says one of CHOICES. */
static const char *word_of(const struct recipe_file *r, const struct row *row, size_t column, const char *choices)
{
    const char *text = row_text(row, r->header->at[column]), *word = choice_called(choices, text);
    return word ? word : text;
}

static void read_rest(const struct recipe_file *r, const struct row *row, struct weighting_row *w)
{
    long long classes;
    if (strcmp(w->step, "propensity") != 0)
        check_empty(r, row, R_CLASSES);
    else if (*row_text(row, r->header->at[R_CLASSES]) &&
             cell_integer(row, r->header->at[R_CLASSES], 0, 100, &classes, r->issues))
        w->classes = classes;
    const char *rescale = word_of(r, row, R_RESCALE, "yes|no");
    if (*rescale && !choice_has("yes|no", rescale))
        refuse(r, row, R_RESCALE, "yes, no");
    if (!weighting_has_totals(w)) {
        check_empty(r, row, R_TOTALS);
        if (!strcmp(rescale, "yes"))
            refuse(r, row, R_RESCALE, _("nothing: this step does not use it"));
    } else if (*w->totals && !choice_has(WEIGHTING_TOTALS, w->totals)) {
        refuse(r, row, R_TOTALS, "margins, frame");
    }
    w->rescale = !strcmp(rescale, "yes");
    check_merge(r, row, w);
}

/* What the steps before this one must have been, for each group it is for. */
static void check_order(const struct recipe_file *r, const struct row *row, const struct weighting *all)
{
    const struct weighting_row *last = &all->rows[all->n - 1];
    for (size_t g = 0; g < r->d->n_groups; g++) {
        bool others = false, totals = false;
        if (!weighting_is_for(last, g) || !has_ballots(r->d, g))
            continue;
        for (size_t i = 0; i + 1 < all->n; i++)
            if (weighting_is_for(&all->rows[i], g)) {
                others |= !weighting_is_nonresponse(&all->rows[i]);
                totals |= weighting_has_totals(&all->rows[i]);
            }
        if (weighting_is_nonresponse(last) && others) {
            issues_add(r->issues, FAULT, "F806", row_place(row, r->header->at[R_STEP]),
                       _("group \"%s\": step \"%s\" comes after a step of those who answered; put it before them"),
                       r->d->groups[g].code, last->step);
            return;
        }
        if (!strcmp(last->method, "keep_totals") && !totals) {
            issues_add(r->issues, FAULT, "F806", row_place(row, r->header->at[R_METHOD]),
                       _("group \"%s\": there are no totals to keep; a step that meets some must come before"),
                       r->d->groups[g].code);
            return;
        }
    }
}

static void read_row(const struct recipe_file *r, const struct row *row, struct weighting *all)
{
    const char *step = word_of(r, row, R_STEP, WEIGHTING_STEPS);
    size_t faults = issues_count(r->issues, FAULT);
    struct weighting_row *w = weighting_add(all);
    w->line = row->line;
    w->step = xstrdup(step);
    w->variables = xstrdup(row_text(row, r->header->at[R_VARIABLES]));
    w->method = xstrdup(row_text(row, r->header->at[R_METHOD]));
    w->totals = xstrdup(word_of(r, row, R_TOTALS, WEIGHTING_TOTALS));
    w->merge = xstrdup(row_text(row, r->header->at[R_MERGE]));
    if (!choice_has(WEIGHTING_STEPS, step)) {
        issues_add(r->issues, FAULT, "F801", row_place(row, r->header->at[R_STEP]),
                   _("step \"%s\" is none; expected nonresponse, propensity, poststratify, rake, calibrate or trim"),
                   step);
        return;
    }
    read_group(r, row, w);
    if (w->group != NONE)
        check_variables(r, row, w);
    read_how(r, row, w);
    read_rest(r, row, w);
    if (issues_count(r->issues, FAULT) == faults)
        check_order(r, row, all);
}

/* Go to the sheet that has it. */
static bool find_sheet(struct reader *reader, struct error *err)
{
    size_t sheet = reader_find_sheet(reader, "recipe");
    if (sheet == SIZE_MAX)
        sheet = reader_find_sheet(reader, "Công thức trọng số");
    return sheet == SIZE_MAX || reader_go(reader, sheet, err);
}

bool recipe_read(struct weighting *weighting, const char *path, const struct definition *d, struct store *store,
                 struct issues *issues, struct error *err)
{
    *weighting = (struct weighting){.file = xstrdup(path)};
    if (!hash_file(path, weighting->sha256, err))
        return false;
    struct reader *reader = reader_open(path, issues, err);
    if (!reader)
        return false;
    struct header header = {0};
    size_t faults = issues_count(issues, FAULT);
    bool ok = find_sheet(reader, err) && header_read(reader, columns, N_COLUMNS, 0, &header, err);
    if (ok) {
        header_numbers(&header, header.at[R_LOWER]);
        header_numbers(&header, header.at[R_UPPER]);
    }
    struct recipe_file r = {d, store, issues, &header};
    struct row row;
    while (ok && header_next(&header, &row, err))
        if (!row.broken)
            read_row(&r, &row, weighting);
    ok = ok && err->code == E_NONE && issues_count(issues, FAULT) == faults;
    if (ok && !weighting->n) {
        issues_add(issues, FAULT, "F807", reader_place(reader), _("there is no step in it; expected a row for each"));
        ok = false;
    }
    header_release(&header);
    reader_close(reader);
    return ok;
}
