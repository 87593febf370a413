#include "importers/tables/tables.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "importers/readers/cell.h"
#include "importers/readers/header.h"
#include "importers/readers/reader.h"
#include "importers/tables/people.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/base/strbuf.h"
#include "survey/base/temporary.h"
#include "survey/base/text.h"
#include "survey/round/frame.h"
#include "survey/store/aside.h"
#include "survey/store/backup.h"

/* Cell COLUMN of ROW of a table, for a column of KIND; PLAIN holds it where it is a number.  A mark between thousands
 * would be taken for a decimal one by those who read the text. */
static const char *read_cell(const struct row *row, size_t column, enum column_kind kind, char plain[NUMBER_TEXT],
                             struct issues *issues)
{
    const char *text = row_text(row, column);
    switch (kind) {
    case K_BY_UNIT: /* a percentage keeps its sign: the definition says what it means */
        if (*text && text[strlen(text) - 1] == '%' && column < row->n_cells &&
            cell_decimal(row, column, CELL_AS_PERCENT, plain, issues) == NUMBER_READ &&
            strlen(plain) < NUMBER_TEXT - 1) {
            memcpy(plain + strlen(plain), "%", sizeof "%");
            return plain;
        }
        return read_cell(row, column, K_DECIMAL, plain, issues);
    case K_SHARE:
        if (column >= row->n_cells || row->cells[column].kind == CELL_TEXT)
            return text; /* 20 and 20% are the same there */
        /* fall through */
    case K_DECIMAL:
    case K_PERCENT:
        return *text && cell_decimal(row, column,
                                     kind == K_PERCENT ? CELL_AS_PERCENT
                                     : kind == K_SHARE ? CELL_AS_SHARE
                                                       : CELL_AS_NUMBER,
                                     plain, issues) == NUMBER_READ
                   ? plain
                   : text;
    case K_CODE:
    case K_CODE_OR_ALL:
    case K_CODES:
    case K_NAME:
        return cell_code(row, column, issues);
    case K_DATE:
        (void)cell_date_is_sure(row, column, issues);
        return text;
    default:
        return text;
    }
}

/* Read the current sheet of READER as table T. */
static bool read_table(struct definition *d, enum table_id t, struct reader *reader, struct error *err)
{
    const struct table_spec *spec = &table_specs[t];
    struct column_name columns[TABLE_MAX_COLUMNS];
    for (size_t c = 0; c < spec->n_columns; c++)
        columns[c] = (struct column_name){spec->columns[c].name, spec->columns[c].vietnamese, spec->columns[c].key};
    struct raw_table *table = &d->tables[t];
    struct place place = reader_place(reader);
    free(table->file);
    free(table->sheet);
    table->file = xstrdup(place.file);
    table->sheet = place.sheet ? xstrdup(place.sheet) : NULL;
    table->present = true;
    struct header header = {0};
    if (header_read(reader, columns, spec->n_columns, 0, &header, err)) {
        for (size_t c = 0; c < spec->n_columns; c++)
            table->at[c] = header.at[c] == SIZE_MAX ? 0 : header.at[c] + 1;
        for (size_t c = 0; c < spec->n_columns; c++) {
            free(table->names[c]);
            table->names[c] = table->at[c] ? xstrdup(header.names[c]) : NULL;
        }
        struct row row;
        for (size_t c = 0; c < spec->n_columns; c++)
            if (spec->columns[c].kind == K_DECIMAL || spec->columns[c].kind == K_BY_UNIT ||
                spec->columns[c].kind == K_PERCENT)
                header_numbers(&header, header.at[c]);
        while (header_next(&header, &row, err)) {
            if (row.broken)
                continue;
            const char *cells[TABLE_MAX_COLUMNS] = {0};
            char plain[TABLE_MAX_COLUMNS][NUMBER_TEXT];
            for (size_t c = 0; c < spec->n_columns; c++)
                cells[c] = read_cell(&row, header.at[c], spec->columns[c].kind, plain[c], reader_issues(reader));
            definition_add_row(d, t, row.line, cells);
        }
    }
    header_release(&header);
    return err->code == E_NONE;
}

/* The table that the file NAME, .csv, is called by, in English or Vietnamese. */
static enum table_id table_of_file(const char *name)
{
    char *called = xstrndup(name, strlen(name) - 4);
    enum table_id t = table_find(called);
    free(called);
    return t;
}

/* As the tables come, others last. */
static int by_table(const void *a, const void *b)
{
    const char *x = *(char *const *)a, *y = *(char *const *)b;
    int order = (int)table_of_file(x) - (int)table_of_file(y);
    return order ? order : strcmp(x, y);
}

/* The names of the .csv files in PATH, in order, but hidden ones. */
static char **csv_files(const char *path, size_t *n)
{
    char **names = NULL;
    size_t room = 0;
    *n = 0;
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        size_t length = strlen(entry->d_name);
        if (length <= 4 || strcasecmp(entry->d_name + length - 4, ".csv") != 0 || entry->d_name[0] == '.')
            continue;
        names = grow(names, &room, *n + 1, sizeof *names);
        names[(*n)++] = xstrdup(entry->d_name);
    }
    if (folder)
        closedir(folder);
    if (*n)
        qsort(names, *n, sizeof *names, by_table);
    return names;
}

/* The file NAME of the folder PATH. */
static bool read_file(struct definition *d, const char *path, const char *name, struct issues *issues,
                      struct error *err)
{
    char *file = xasprintf("%s%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/", name);
    enum table_id t = table_of_file(name);
    bool ok = true;
    if (t == N_TABLES) {
        issues_add(issues, FAULT, "F202", (struct place){file, NULL, 0, 0},
                   _("\"%s\" is not a table of a definition; expected round.csv, units.csv, …"), name);
    } else if (d->tables[t].present) {
        issues_add(issues, FAULT, "F202", (struct place){file, NULL, 0, 0}, _("table \"%s\" stands in two files"),
                   table_title(t));
    } else {
        struct reader *reader = reader_open(file, issues, err);
        ok = reader && read_table(d, t, reader, err);
        reader_close(reader);
    }
    free(file);
    return ok;
}

static bool read_folder(struct definition *d, const char *path, struct issues *issues, struct error *err)
{
    size_t n;
    char **names = csv_files(path, &n);
    bool ok = true;
    for (size_t i = 0; i < n; i++) {
        ok = ok && read_file(d, path, names[i], issues, err);
        free(names[i]);
    }
    free(names);
    return ok;
}

static bool read_workbook(struct definition *d, const char *path, struct issues *issues, struct error *err)
{
    struct reader *reader = reader_open(path, issues, err);
    if (!reader)
        return false;
    bool ok = true;
    for (size_t s = 0; ok && s < reader_n_sheets(reader); s++) {
        const char *name = reader_sheet_name(reader, s);
        struct place place = {path, name, 0, 0};
        enum table_id t = name ? table_find(name) : N_TABLES;
        if (!name || reader_for_people(reader, s) || !strncmp(name, "Hướng dẫn", strlen("Hướng dẫn")))
            continue;
        if (t == N_TABLES)
            issues_add(issues, FAULT, "F202", place,
                       _("\"%s\" is not a table of a definition; expected round, units, …"), name);
        else if (d->tables[t].present)
            issues_add(issues, FAULT, "F202", place, _("table \"%s\" stands in two sheets"), table_title(t));
        else
            ok = reader_go(reader, s, err) && read_table(d, t, reader, err);
    }
    if (ok && !reader_sheet_name(reader, 0))
        issues_add(issues, FAULT, "F202", (struct place){path, NULL, 0, 0},
                   _("a definition is a folder of CSV files or one .xlsx workbook; this is a single text file"));
    reader_close(reader);
    return ok;
}

struct definition *tables_read(const char *path, struct issues *issues, struct error *err)
{
    struct stat info;
    if (stat(path, &info) != 0) {
        error_set(err, E_FILE, _("cannot read \"%s\": %s"), path, strerror(errno));
        return NULL;
    }
    struct definition *d = definition_new();
    size_t before = issues_count(issues, FAULT);
    bool ok = S_ISDIR(info.st_mode) ? read_folder(d, path, issues, err) : read_workbook(d, path, issues, err);
    /* Also after faults of reading: the rest is worth looking at. */
    if (ok && definition_check(d, issues) && definition_check_sense(d, issues) && issues_count(issues, FAULT) == before)
        return d;
    definition_free(d);
    return NULL;
}

/* Make the round at TEMPORARY, which is to be PATH. */
static bool make_round(const char *temporary, const char *path, struct definition *d, const char *salt_seed,
                       const struct actor *actor, struct error *err)
{
    int file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0)
        return error_set(err, E_FILE, _("cannot write \"%s\": %s"), path, strerror(errno));
    close(file);
    unlink(temporary);
    struct store *store = store_create(temporary, salt_seed, err);
    struct run run = {0};
    bool ok = store && run_begin(&run, store, "new", actor, err) && definition_save(d, store, err);
    if (ok) {
        run_detail(&run, salt_seed ? _("%s: %s; salts from a given seed: a rehearsal") : "%s: %s", d->setting[S_CODE],
                   d->setting[S_TITLE]);
        ok = run_commit(&run, err);
    }
    run_abandon(&run);
    store_close(store);
    return ok;
}

/* A database at PATH, as a round is, is set aside, and with it the file of who its members are; any other file is
 * written over.  A journal that stands there would be played back into the new round. */
static bool make_room(const char *path, bool force, char **aside, struct error *err)
{
    if (force && path_is_database(path) && !store_set_aside(path, aside, err))
        return false;
    char *journal = xasprintf("%s-journal", path), *people = people_path(path);
    char *people_aside = *aside ? people_path(*aside) : NULL;
    bool ok = access(journal, F_OK) != 0 ||
              error_set(err, E_FILE, _("\"%s\" is there, of a round that was cut off; take it away"), journal);
    if (ok && people_aside && access(people, F_OK) == 0 && !output_rename(people, people_aside, false))
        ok = error_set(err, E_FILE, _("\"%s\" cannot be renamed to \"%s\": %s"), people, people_aside, strerror(errno));
    free(people_aside);
    free(people);
    free(journal);
    return ok;
}

/* The round that was set aside stands where it stood. */
static void put_back(const char *path, char **aside)
{
    char *people = people_path(path), *people_aside = *aside ? people_path(*aside) : NULL;
    if (*aside && output_rename(*aside, path, false))
        (void)!output_rename(people_aside, people, false);
    free(people_aside);
    free(people);
    free(*aside);
    *aside = NULL;
}

bool tables_new_round(const char *path, const char *definition, bool force, const char *salt_seed,
                      const struct actor *actor, char **aside, struct issues *issues, struct error *err)
{
    *aside = NULL;
    if (!making_allowed(path, force, err))
        return false;
    struct definition *d = tables_read(definition, issues, err);
    if (!d)
        return false;
    if (actor->dry_run) {
        definition_free(d);
        return true;
    }
    /* Made under another name and renamed, so that a killed process leaves no half of a round. */
    char *temporary = xasprintf("%s.%ld.new", path, (long)getpid()), *journal = xasprintf("%s-journal", temporary);
    temporary_add(journal);
    temporary_add(temporary);
    bool ok = make_round(temporary, path, d, salt_seed, actor, err) && make_room(path, force, aside, err);
    if (ok && !output_rename(temporary, path, force && !*aside))
        ok = error_set(err, E_FILE, _("cannot write \"%s\": %s"), path, strerror(errno));
    if (!ok) {
        unlink(temporary);
        unlink(journal);
        put_back(path, aside);
    }
    temporary_drop(temporary);
    temporary_drop(journal);
    free(journal);
    free(temporary);
    definition_free(d);
    return ok;
}

/* --- define ----------------------------------------------------------------------- */

/* What may still change once the sample is drawn, and once ballots are out. */
enum openness { OPEN, DRAWN, ISSUED };

/* True when column C of table T may change at STAGE. */
static bool may_change(enum table_id t, size_t c, enum openness stage)
{
    const char *column = table_specs[t].columns[c].name;
    switch (t) {
    case T_ROUND:
    case T_CLASSES:
    case T_GROUP_WEIGHTS:
    case T_NOT_APPLICABLE:
    case T_MARGINS:
    case T_TASKS:
        return true;
    case T_GROUPS: /* hashed with the frame */
    case T_STAGES:
        return false;
    default:
        if (stage == DRAWN)
            return true;
        return !strcmp(column, "name") || !strcmp(column, "title") || !strcmp(column, "label") ||
               !strcmp(column, "text") || !strcmp(column, "basis") || !strcmp(column, "appraiser") ||
               !strcmp(column, "support") || !strcmp(column, "short_name") || !strcmp(column, "phone") ||
               !strcmp(column, "percent") || !strcmp(column, "weight") || !strcmp(column, "criterion") ||
               !strcmp(column, "max_points") || !strcmp(column, "min_points") || !strcmp(column, "cap") ||
               !strcmp(column, "step") || !strcmp(column, "method") || !strcmp(column, "ranked") ||
               !strcmp(column, "order") || !strcmp(column, "required") || (t == T_CRITERIA);
    }
}

/* True when rows may be added to or taken from T at STAGE. */
static bool may_grow(enum table_id t, enum openness stage, bool after_issue)
{
    if (t == T_GROUPS || t == T_STAGES)
        return false;
    if (stage == DRAWN)
        return true;
    return (after_issue && t == T_UNITS) || t == T_ROUND || t == T_CLASSES || t == T_GROUP_WEIGHTS ||
           t == T_NOT_APPLICABLE || t == T_MARGINS || t == T_TASKS || t == T_CRITERIA || t == T_OFFICES;
}

struct table_changes {
    struct issues *issues;
    enum openness stage;
    bool after_issue; /* units may be added */
    struct strbuf changed;
};

/* A change of table T, WHAT. */
static void note(struct table_changes *c, enum table_id t, bool allowed, struct place place, char *what)
{
    bool of_units = t == T_UNITS && !c->after_issue;
    strbuf_addf(&c->changed, "%s\n", what);
    if (!allowed && c->stage != OPEN)
        issues_add(
            c->issues, FAULT, "F230", place,
            c->stage == ISSUED && of_units
                ? _("%s; after ballots are issued units may only be renamed, and with --after-issue one that nobody "
                    "was asked about be added")
            : c->stage == ISSUED
                ? _("%s; after ballots are issued only titles, weights, classes and rules of points may change")
                : _("%s; after the sample is drawn the groups may not change"),
            what);
    free(what);
}

static char *key_of(enum table_id t, const struct raw_row *row)
{
    struct strbuf key = {0};
    for (size_t c = 0; c < table_specs[t].n_columns; c++)
        if (table_specs[t].columns[c].key)
            strbuf_item(&key, " / ", "%s", row->cells[c]);
    return strbuf_take(&key);
}

static const struct raw_row *find_row(const struct raw_table *table, enum table_id t, const char *key)
{
    for (size_t i = 0; i < table->n_rows; i++) {
        char *other = key_of(t, &table->rows[i]);
        bool same = !strcmp(key, other);
        free(other);
        if (same)
            return &table->rows[i];
    }
    return NULL;
}

/* TABLE and its column K as their sheet calls them, in the reader's language. */
static const char *shown_table(enum table_id t)
{
    return message_is_vietnamese() ? table_specs[t].vietnamese : table_specs[t].name;
}

static const char *shown_column(enum table_id t, size_t k)
{
    const struct column_spec *column = &table_specs[t].columns[k];
    return message_is_vietnamese() ? column->vietnamese : column->name;
}

/* A setting given as what it would be anyway. */
static bool is_default(enum table_id t, const struct raw_row *row)
{
    enum setting_id s = t == T_ROUND ? setting_find(row->cells[0]) : N_SETTINGS;
    if (s == N_SETTINGS || *row->cells[2])
        return false;
    return !*row->cells[1] || (setting_specs[s].standard && !strcmp(row->cells[1], setting_specs[s].standard));
}

static void compare_table(struct table_changes *c, enum table_id t, const struct raw_table *old,
                          const struct raw_table *new)
{
    const char *name = table_specs[t].name;
    for (size_t i = 0; i < new->n_rows; i++) {
        const struct raw_row *row = &new->rows[i];
        struct place place = {new->file ? new->file : name, new->sheet, row->line, 0};
        char *key = key_of(t, row);
        const struct raw_row *before = find_row(old, t, key);
        if (!before && is_default(t, row))
            ; /* saying the default is no change */
        else if (!before)
            note(c, t, may_grow(t, c->stage, c->after_issue), place, xasprintf(_("%s %s: added"), shown_table(t), key));
        for (size_t k = 0; before && k < table_specs[t].n_columns; k++)
            if (strcmp(before->cells[k], row->cells[k]) != 0) {
                place.column = new->at[k];
                note(c, t, may_change(t, k, c->stage), place,
                     xasprintf(_("%s %s, %s: \"%s\" becomes \"%s\""), shown_table(t), key, shown_column(t, k),
                               before->cells[k], row->cells[k]));
            }
        free(key);
    }
    for (size_t i = 0; i < old->n_rows; i++) {
        char *key = key_of(t, &old->rows[i]);
        struct place place = {new->file ? new->file : name, new->sheet, 0, 0};
        if (!find_row(new, t, key))
            note(c, t, may_grow(t, c->stage, false), place, xasprintf(_("%s %s: removed"), shown_table(t), key));
        free(key);
    }
    /* The order of questions and options is the order of the cells on a ballot. */
    if (c->stage == ISSUED && (t == T_QUESTIONS || t == T_SCALES))
        for (size_t i = 0; i < old->n_rows && i < new->n_rows; i++) {
            char *a = key_of(t, &old->rows[i]), *b = key_of(t, &new->rows[i]);
            bool same = !strcmp(a, b);
            if (!same)
                note(c, t, false, (struct place){new->file ? new->file : name, new->sheet, new->rows[i].line, 0},
                     xasprintf(_("%s: \"%s\" stands where \"%s\" stood"), shown_table(t), b, a));
            free(a);
            free(b);
            if (!same)
                break;
        }
}

bool tables_define(struct store *store, const char *definition, bool after_issue, const struct actor *actor,
                   char **changed, struct issues *issues, struct error *err)
{
    *changed = NULL;
    struct definition *old = definition_load(store, err);
    struct definition *new = old ? tables_read(definition, issues, err) : NULL;
    struct run run = {0};
    bool ok = new != NULL;
    if (ok) {
        struct draw draw = {0};
        bool drawn = frame_drawn(store, &draw, err);
        rows_free_one(&draw, &draw_row);
        struct table_changes c = {issues, OPEN, after_issue, {0}};
        if (store_count(store, "ballot") > 0)
            c.stage = ISSUED;
        else if (drawn)
            c.stage = DRAWN;
        size_t before = issues_count(issues, FAULT);
        for (enum table_id t = 0; t < N_TABLES; t++)
            compare_table(&c, t, &old->tables[t], &new->tables[t]);
        *changed = c.changed.text;
        ok = issues_count(issues, FAULT) == before;
    }
    if (ok && *changed) {
        ok = run_begin(&run, store, "define", actor, err) && definition_save(new, store, err);
        if (ok) {
            run_detail(&run, "%s", *changed);
            ok = run_commit(&run, err);
        }
    }
    run_abandon(&run);
    definition_free(old);
    definition_free(new);
    return ok;
}
