#include "importers/tables/frame.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "importers/readers/cell.h"
#include "importers/readers/header.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/spellings.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/round/definition.h"
#include "survey/round/frame.h"
#include "survey/round/weighting.h"

enum { C_ID, C_GROUP, C_OWN_UNIT, C_RATES, C_OFFICE, C_SIZE, N_COLUMNS };

static const struct column_name columns[N_COLUMNS] = {
    [C_ID] = {"id", "mã|mã số|mã đối tượng|mã người trả lời", true},
    [C_GROUP] = {"group", "nhóm|mã nhóm|nhóm đối tượng", false},
    [C_OWN_UNIT] = {"own_unit", "đơn vị công tác|cơ quan công tác|mã đơn vị công tác", false},
    [C_RATES] = {"rates", "đánh giá|đơn vị giao dịch|đơn vị đánh giá|mã đơn vị đánh giá", false},
    [C_OFFICE] = {"office", "bưu cục|bưu điện|mã bưu cục", false},
    [C_SIZE] = {"size", "quy mô", false},
};

/* Words in a header by which a column identifies a person; matched without marks, anywhere in it. */
static const char *const personal[] = {"name",        "ten",     "ho",      "contact",  "lien he",   "dien thoai",
                                       "phone",       "sdt",     "so dt",   "di dong",  "mobile",    "email",
                                       "thu dien tu", "dia chi", "address", "cccd",     "cmnd",      "can cuoc",
                                       "ho chieu",    "nguoi",   "zalo",    "facebook", "ngay sinh", "birth"};

static const char sql_insert[] =
    "INSERT INTO frame (\"group\", id, own_unit, rates, office, size, extra)"
    " VALUES (:group, :id, :own_unit, :rates, :office, :size, :extra) ON CONFLICT DO NOTHING RETURNING 1";
static const char sql_members[] = "SELECT count(*) FROM frame WHERE \"group\" = :group";
static const char sql_forget[] = "DELETE FROM person WHERE \"group\" = :group";
static const char sql_delete[] = "DELETE FROM frame WHERE \"group\" = :group";
static const char sql_column[] = "INSERT INTO frame_columns (name) VALUES (:name) ON CONFLICT DO NOTHING";
static const char sql_json[] = "SELECT json_set(:object, :path, :value)";
static const char sql_person_table[] = "CREATE TABLE IF NOT EXISTS person (\"group\" TEXT NOT NULL, id TEXT NOT NULL,"
                                       " field TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (\"group\", id, field))"
                                       " STRICT, WITHOUT ROWID";
static const char sql_person[] = "INSERT INTO person (\"group\", id, field, value) VALUES (:group, :id, :field, :value)"
                                 " ON CONFLICT DO UPDATE SET value = excluded.value";

struct personal_field {
    char *group, *id, *field, *value;
};

/* What becomes of an extra column: the definition uses it; it says who somebody is; or neither. */
struct extra_use {
    char *name; /* under which the round keeps it, or NULL */
    bool personal, is_size;
};

struct frame_file {
    struct store *store;
    const struct definition *d;
    const char *group;
    struct issues *issues;
    struct query *insert, *delete, *column, *json;
    bool *cleared; /* groups whose old members are gone */
    struct personal_field *people;
    size_t n_people, people_room;
    struct frame_import *result;
};

/* True when the definition takes the size of people or clusters from frame column NAME. */
static bool is_size(const struct definition *d, const char *name)
{
    for (size_t i = 0; i < d->n_groups; i++)
        if (!strcmp(d->groups[i].size_column, name))
            return true;
    for (size_t i = 0; i < d->n_stages; i++)
        if (!strcmp(d->stages[i].size_by, name))
            return true;
    return false;
}

/* The column of LIST, as recipes write variables, that is called NAME: as the list has it, or NULL.  A new string. */
static char *named_in(const char *list, const char *name)
{
    size_t n;
    char *found = NULL;
    struct weighting_variable *variables = weighting_split(list, &n);
    for (size_t v = 0; v < n; v++)
        for (size_t c = 0; !found && c < variables[v].n_columns; c++)
            if (text_same(variables[v].columns[c], name))
                found = xstrdup(variables[v].columns[c]);
    weighting_split_free(variables, n);
    return found;
}

/* The name under which the definition knows the column the user calls NAME, where it uses it; else NULL.  A new
 * string. */
static char *used_name(const struct definition *d, const char *name)
{
    for (size_t i = 0; i < d->n_groups; i++) {
        if (*d->groups[i].stratum_by && text_same(d->groups[i].stratum_by, name))
            return xstrdup(d->groups[i].stratum_by);
        if (*d->groups[i].size_column && text_same(d->groups[i].size_column, name))
            return xstrdup(d->groups[i].size_column);
    }
    for (size_t i = 0; i < d->n_stages; i++) {
        if (*d->stages[i].column && text_same(d->stages[i].column, name))
            return xstrdup(d->stages[i].column);
        if (*d->stages[i].size_by && text_same(d->stages[i].size_by, name))
            return xstrdup(d->stages[i].size_by);
    }
    char *found = named_in(d->setting[S_KEEP], name);
    for (size_t i = 0; !found && i < d->n_margins; i++)
        found = named_in(d->margins[i].variable, name);
    return found;
}

static bool is_personal(const char *name)
{
    char *plain = text_plain(name);
    for (char *p = plain; *p; p++)
        if (*p == '_' || *p == '-')
            *p = ' ';
    bool found = false;
    for (size_t i = 0; !found && i < sizeof personal / sizeof *personal; i++) {
        /* Short words must stand alone: "ho" is a family name, not part of "khoa". */
        const char *at = strstr(plain, personal[i]);
        size_t n = strlen(personal[i]);
        while (at && n <= 3 && ((at > plain && at[-1] != ' ') || (at[n] && at[n] != ' ')))
            at = strstr(at + 1, personal[i]);
        found = at != NULL;
    }
    free(plain);
    return found;
}

static void keep_person(struct frame_file *r, const char *group, const char *id, const char *field, const char *value)
{
    r->people = grow(r->people, &r->people_room, r->n_people + 1, sizeof *r->people);
    r->people[r->n_people++] = (struct personal_field){xstrdup(group), xstrdup(id), xstrdup(field), xstrdup(value)};
}

/* OBJECT with NAME set to VALUE; OBJECT may be NULL.  A new string. */
static char *set_extra(struct frame_file *r, char *object, const char *name, const char *value, struct error *err)
{
    char *path = xasprintf("$.\"%s\"", name), *result = NULL;
    query_text(r->json, ":object", object ? object : "{}");
    query_text(r->json, ":path", path);
    query_text(r->json, ":value", value);
    if (query_next(r->json))
        result = xstrdup(query_get_str(r->json, 0));
    query_ok(r->json, err);
    query_reset(r->json);
    free(path);
    free(object);
    return result;
}

/* The group of ROW, or NONE after a fault. */
static size_t group_of(struct frame_file *r, const struct row *row, const struct header *header)
{
    const char *code = cell_code(row, header->at[C_GROUP], r->issues);
    if (!*code)
        code = r->group ? r->group : "";
    size_t g = *code ? definition_called(r->d, T_GROUPS, code) : NONE;
    if (!*code)
        issues_add(r->issues, FAULT, "F302", row_place(row, header->at[C_GROUP]),
                   _("no group: give a column \"group\" or --group"));
    else if (g == NONE)
        issues_add(r->issues, FAULT, "F302", row_place(row, header->at[C_GROUP]),
                   _("group \"%s\" is not in the definition"), code);
    return g;
}

/* The code of the unit that COLUMN, called NAME, says by code or name; what it says where that is none. */
static const char *unit_of(struct frame_file *r, const struct row *row, size_t column, const char *name, bool must)
{
    const char *code = cell_code(row, column, r->issues);
    size_t unit = definition_called(r->d, T_UNITS, code);
    if (!*code || unit != NONE)
        return *code ? r->d->units[unit].code : code;
    if (must)
        issues_add(r->issues, FAULT, "F303", row_place(row, column), _("column \"%s\" has \"%s\", which is no unit"),
                   name, code);
    else
        issues_add(r->issues, WARNING, "W301", row_place(row, column),
                   _("column \"%s\" has \"%s\", which is no unit of the definition; kept as it is"), name, code);
    return code;
}

/* The code of the office that ROW says by code or name; what it says where the definition has no such office, or none
 * at all. */
static const char *office_of(struct frame_file *r, const struct row *row, const struct header *header)
{
    size_t column = header->at[C_OFFICE];
    const char *said = cell_code(row, column, r->issues);
    size_t office = *said ? definition_called(r->d, T_OFFICES, said) : NONE;
    if (office != NONE)
        return r->d->offices[office].code;
    if (*said && r->d->n_offices)
        issues_add(r->issues, WARNING, "W307", row_place(row, column),
                   _("column \"%s\" has \"%s\", which is no office of the definition; kept as it is"),
                   header->names[C_OFFICE], said);
    return said;
}

/* The group's members give way to those of this run; a person should know how many. */
static bool clear_group(struct frame_file *r, size_t g, const struct row *row, struct error *err)
{
    if (r->cleared[g])
        return true;
    r->cleared[g] = true;
    struct query *q = query_new(r->store, sql_members);
    query_text(q, ":group", r->d->groups[g].code);
    int64_t n = query_next(q) ? query_get_int(q, 0) : 0;
    if (!query_end(q, err))
        return false;
    if (n > 0)
        issues_add(r->issues, WARNING, "W303", row_place(row, SIZE_MAX),
                   _("group \"%s\" had %lld members; those of this run take their place"), r->d->groups[g].code,
                   (long long)n);
    query_text(r->delete, ":group", r->d->groups[g].code);
    return query_run(r->delete) || query_ok(r->delete, err);
}

static bool read_row(struct frame_file *r, const struct row *row, const struct header *header,
                     const struct extra_use *uses, struct error *err)
{
    const char *id = cell_code(row, header->at[C_ID], r->issues);
    size_t g = group_of(r, row, header);
    if (!*id)
        issues_add(r->issues, FAULT, "F301", row_place(row, header->at[C_ID]),
                   _("the id is empty; every member needs one"));
    else if (id[strcspn(id, "\r\n\t")])
        issues_add(r->issues, FAULT, "F301", row_place(row, header->at[C_ID]), _("the id has a line break or TAB"));
    const char *own = unit_of(r, row, header->at[C_OWN_UNIT], header->names[C_OWN_UNIT], false);
    const char *rates = unit_of(r, row, header->at[C_RATES], header->names[C_RATES], true);
    char size[NUMBER_TEXT] = "";
    const char *said = row_text(row, header->at[C_SIZE]);
    enum number_reading reading =
        *said ? cell_plain(row, header->at[C_SIZE], CELL_AS_NUMBER, false, size, r->issues) : NUMBER_READ;
    if (*said && (reading == NUMBER_NOT || (reading == NUMBER_READ && strtod(size, NULL) <= 0)))
        issues_add(r->issues, FAULT, "F304", row_place(row, header->at[C_SIZE]),
                   _("column \"%s\" has \"%s\"; expected %s"), header->names[C_SIZE], said, _("a number above 0"));
    if (g == NONE || !*id)
        return true;
    const char *group = r->d->groups[g].code;
    if (!clear_group(r, g, row, err))
        return false;
    char *extra = NULL;
    bool person = false;
    for (size_t i = 0; i < header->n_extra; i++) {
        const char *text = row_text(row, header->extra[i].column);
        char number[NUMBER_TEXT];
        if (!*text)
            continue;
        if (uses[i].is_size &&
            cell_plain(row, header->extra[i].column, CELL_AS_NUMBER, false, number, r->issues) == NUMBER_READ)
            text = number;
        if (uses[i].personal) {
            keep_person(r, group, id, header->extra[i].name, text);
            person = true;
        } else if (uses[i].name && !(extra = set_extra(r, extra, uses[i].name, text, err))) {
            return false;
        }
    }
    query_text(r->insert, ":group", group);
    query_text(r->insert, ":id", id);
    const char *office = office_of(r, row, header);
    query_str(r->insert, ":own_unit", own);
    query_str(r->insert, ":rates", rates);
    query_str(r->insert, ":office", office);
    query_str(r->insert, ":size", size);
    query_text(r->insert, ":extra", extra);
    bool fresh = query_next(r->insert);
    query_reset(r->insert);
    free(extra);
    if (!query_ok(r->insert, err))
        return false;
    if (!fresh)
        issues_add(r->issues, FAULT, "F305", row_place(row, header->at[C_ID]),
                   _("id \"%s\" stands twice in group \"%s\""), id, group);
    r->result->members += fresh;
    r->result->identities += fresh && person;
    return true;
}

/* Only what the definition uses enters the round: a list may carry anything about people. */
static struct extra_use *use_extras(struct frame_file *r, const struct header *header, struct error *err)
{
    struct extra_use *uses = xcalloc(header->n_extra, sizeof *uses);
    for (size_t i = 0; i < header->n_extra; i++) {
        const char *said = header->extra[i].name;
        char *name = used_name(r->d, said);
        struct place place = reader_place(header->reader);
        place.line = header->line;
        place.column = header->extra[i].column + 1;
        if (!name) {
            uses[i].personal = is_personal(said);
            if (!uses[i].personal)
                issues_add(r->issues, WARNING, "W302", place,
                           _("column \"%s\" is no stratum, cluster, size or margin of the definition; it is not kept"),
                           said);
            continue;
        }
        if (name[strcspn(name, "\"\\\r\n")])
            issues_add(r->issues, FAULT, "F306", place,
                       _("column \"%s\" has a quote, a backslash or a line break in its name"), name);
        uses[i].name = name;
        uses[i].is_size = is_size(r->d, name);
        if (uses[i].is_size)
            header_numbers(header, header->extra[i].column);
        query_text(r->column, ":name", name);
        query_run(r->column);
    }
    query_ok(r->column, err);
    return uses;
}

static bool read_sheet(struct frame_file *r, struct reader *reader, struct error *err)
{
    struct header header = {0};
    bool ok = header_read(reader, columns, N_COLUMNS, HEADER_EXTRA, &header, err);
    if (ok)
        header_numbers(&header, header.at[C_SIZE]);
    struct extra_use *uses = ok ? use_extras(r, &header, err) : NULL;
    struct row row;
    while (ok && err->code == E_NONE && header_next(&header, &row, err))
        if (!row.broken && !read_row(r, &row, &header, uses, err))
            break;
    for (size_t i = 0; uses && i < header.n_extra; i++)
        free(uses[i].name);
    free(uses);
    header_release(&header);
    return err->code == E_NONE;
}

/* "a/b.dtxhh" -> "a/b.identity" */
static char *identity_path(const char *round)
{
    size_t n = strlen(round);
    if (n > 6 && !strcmp(round + n - 6, ".dtxhh"))
        n -= 6;
    return xasprintf("%.*s.identity", (int)n, round);
}

/* Put the names into the identity file, in place of those of the same groups;
 * its transaction is left open in *FILE, to be committed once the round is. */
static bool write_people(struct frame_file *r, struct store **file, struct error *err)
{
    *file = store_open_plain(r->result->identity_file, err);
    if (!*file || !store_begin(*file, err) || !store_run(*file, sql_person_table, err))
        return false;
    struct query *q = query_new(*file, sql_person), *forget = query_new(*file, sql_forget);
    for (size_t g = 0; g < r->d->n_groups; g++) {
        query_text(forget, ":group", r->d->groups[g].code);
        if (r->cleared[g])
            query_run(forget);
    }
    bool ok = query_end(forget, err);
    for (size_t i = 0; ok && i < r->n_people; i++) {
        query_text(q, ":group", r->people[i].group);
        query_text(q, ":id", r->people[i].id);
        query_text(q, ":field", r->people[i].field);
        query_text(q, ":value", r->people[i].value);
        query_run(q);
    }
    return query_end(q, err) && ok;
}

static bool read_files(struct frame_file *r, const char *const *files, size_t n_files, struct error *err)
{
    bool ok = true;
    struct dictionary *words = definition_words(r->d);
    for (size_t f = 0; ok && f < n_files; f++) {
        struct reader *reader = reader_open(files[f], r->issues, err);
        ok = reader != NULL;
        if (ok)
            reader_know(reader, words);
        for (size_t s = 0; ok && s < reader_n_sheets(reader); s++) {
            const char *name = reader_sheet_name(reader, s);
            if (!name || name[0] != '_')
                ok = reader_go(reader, s, err) && read_sheet(r, reader, err);
        }
        reader_close(reader);
    }
    dictionary_free(words);
    return ok;
}

/* --- spellings ------------------------------------------------------------------------------ */

static const char sql_values[] =
    "SELECT json_extract(extra, :path), count(*) FROM frame WHERE json_extract(extra, :path) IS NOT NULL"
    " GROUP BY 1 ORDER BY 1";
static const char sql_respell[] =
    "UPDATE frame SET extra = json_set(extra, :path, :usual) WHERE json_extract(extra, :path) = :text";
static const char sql_offices[] =
    "SELECT office, count(*) FROM frame WHERE office IS NOT NULL AND office <> '' GROUP BY 1 ORDER BY 1";
static const char sql_respell_office[] = "UPDATE frame SET office = :usual WHERE office = :text";
static const char sql_ids[] = "SELECT \"group\", id FROM frame ORDER BY 1, 2";

/* What is written in several ways in column NAME, whose texts are VALUES, is written as most members have it; that is
 * said.  PATH is NULL for the column office. */
static bool respell(struct frame_file *r, const char *file, const char *name, const char *path, struct error *err)
{
    struct spellings *spellings = spellings_new();
    struct query *q = query_new(r->store, path ? sql_values : sql_offices);
    if (path)
        query_text(q, ":path", path);
    while (query_next(q))
        spellings_add(spellings, query_get_str(q, 0), (size_t)query_get_int(q, 1));
    bool ok = query_end(q, err);
    if (ok && spellings_any(spellings)) {
        char *list = spellings_list(spellings);
        issues_add(
            r->issues, WARNING, "W305", (struct place){file, NULL, 0, 0},
            _("column \"%s\" writes the same in several ways, which are taken as one, as most members have it: %s"),
            name, list);
        free(list);
        q = query_new(r->store, path ? sql_values : sql_offices);
        struct query *update = query_new(r->store, path ? sql_respell : sql_respell_office);
        struct strbuf texts = {0};
        if (path)
            query_text(q, ":path", path);
        while (query_next(q)) /* all of them before any is changed */
            strbuf_add(&texts, query_get_str(q, 0), strlen(query_get_str(q, 0)) + 1);
        ok = query_end(q, err);
        for (const char *text = texts.text; ok && text && text < texts.text + texts.n; text += strlen(text) + 1) {
            const char *usual = spellings_usual(spellings, text);
            if (!strcmp(usual, text))
                continue;
            if (path)
                query_text(update, ":path", path);
            query_text(update, ":usual", usual);
            query_text(update, ":text", text);
            query_run(update);
        }
        strbuf_release(&texts);
        ok = query_end(update, err) && ok;
    }
    spellings_free(spellings);
    return ok;
}

/* Ids of a group that are one id in several ways of writing (a fault), or numbers that differ in zeros before them
 * only, which a spreadsheet takes away (a warning). */
static bool check_ids(struct frame_file *r, const char *file, struct error *err)
{
    struct dictionary *folded = dictionary_new(), *numbers = dictionary_new();
    struct strbuf written = {0};
    size_t n_zeros = 0, n_same = 0;
    char *zeros = NULL;
    struct query *q = query_new(r->store, sql_ids);
    size_t *at = NULL, room = 0;
    while (query_next(q)) {
        const char *group = query_get_str(q, 0), *id = query_get_str(q, 1);
        bool added, is_number = id[strspn(id, "0123456789")] == '\0';
        char *alike = text_alike(id), *key = xasprintf("%s\x1f%s", group, alike);
        size_t i = dictionary_add(folded, key, strlen(key), &added);
        if (added) {
            at = grow(at, &room, i + 1, sizeof *at);
            at[i] = written.n;
            strbuf_add(&written, id, strlen(id) + 1);
        } else if (n_same++ < 20) {
            issues_add(r->issues, FAULT, "F308", (struct place){file, NULL, 0, 0},
                       _("group \"%s\": \"%s\" and \"%s\" are one id in two ways of writing; expected one of them"),
                       group, written.text + at[i], id);
        }
        free(key);
        if (is_number) {
            const char *digits = id + strspn(id, "0");
            key = xasprintf("%s\x1f%s", group, digits);
            size_t before = dictionary_find(numbers, key);
            if (before == SIZE_MAX)
                dictionary_add(numbers, key, strlen(key), NULL);
            else if (n_zeros++ == 0)
                zeros = xasprintf("%s / %s", group, id);
            free(key);
        }
        free(alike);
    }
    if (n_zeros)
        issues_add(
            r->issues, WARNING, "W306", (struct place){file, NULL, 0, 0},
            _("ids that differ from others in the zeros before them only, as 0012 and 12 do: %zu, \"%s\" first; a "
              "spreadsheet leaves such zeros out, so two of them may be one person"),
            n_zeros, zeros);
    free(zeros);
    free(at);
    strbuf_release(&written);
    dictionary_free(folded);
    dictionary_free(numbers);
    return query_end(q, err);
}

/* All that is compared later is written in one way from here on. */
static bool check_spellings(struct frame_file *r, const char *file, struct error *err)
{
    struct strbuf names = {0};
    struct query *q = query_new(r->store, "SELECT name FROM frame_columns ORDER BY name");
    while (query_next(q))
        strbuf_add(&names, query_get_str(q, 0), strlen(query_get_str(q, 0)) + 1);
    bool ok = query_end(q, err) && respell(r, file, "office", NULL, err);
    for (const char *name = names.text; ok && name && name < names.text + names.n; name += strlen(name) + 1) {
        char *path = xasprintf("$.\"%s\"", name);
        ok = respell(r, file, name, path, err);
        free(path);
    }
    strbuf_release(&names);
    return ok && check_ids(r, file, err);
}

bool frame_import(struct store *store, const char *const *files, size_t n_files, const char *group,
                  const struct actor *actor, struct frame_import *result, struct issues *issues, struct error *err)
{
    *result = (struct frame_import){0};
    if (!frame_is_open(store, err))
        return false;
    if (store_count(store, "draw") > 0)
        issues_add(issues, WARNING, "W304", (struct place){store_path(store), NULL, 0, 0},
                   _("a sample is drawn already; once the frame is corrected, freeze it again with another event to "
                     "come, and draw again"));
    struct definition *d = definition_load(store, err);
    if (!d)
        return false;
    if (group && definition_called(d, T_GROUPS, group) == NONE) {
        error_set(err, E_USAGE, _("group \"%s\" is not in the definition"), group);
        definition_free(d);
        return false;
    }
    struct frame_file r = {.store = store, .d = d, .group = group, .issues = issues, .result = result};
    r.cleared = xcalloc(d->n_groups, sizeof *r.cleared);
    struct run run = {0};
    struct store *identity = NULL;
    size_t before = issues_count(issues, FAULT);
    bool ok = run_begin(&run, store, "frame import", actor, err);
    r.insert = query_new(store, sql_insert);
    r.delete = query_new(store, sql_delete);
    r.column = query_new(store, sql_column);
    r.json = query_new(store, sql_json);
    ok = ok && read_files(&r, files, n_files, err) && check_spellings(&r, files[0], err);
    if (ok && result->members == 0 && issues_count(issues, FAULT) == before)
        issues_add(issues, FAULT, "F307", (struct place){files[0], NULL, 0, 0}, _("there is no member in it"));
    ok = ok && issues_count(issues, FAULT) == before;
    result->identity_file = identity_path(store_path(store));
    bool has_file = access(result->identity_file, F_OK) == 0;
    if (ok && (r.n_people || has_file) && !actor->dry_run)
        ok = write_people(&r, &identity, err);
    if (!r.n_people) {
        free(result->identity_file);
        result->identity_file = NULL;
    }
    query_end(r.insert, NULL);
    query_end(r.delete, NULL);
    query_end(r.column, NULL);
    query_end(r.json, NULL);
    if (ok) {
        run_detail(&run, _("%zu members"), result->members);
        ok = run_commit(&run, err);
    }
    run_abandon(&run);
    if (ok && identity)
        ok = store_commit(identity, err);
    store_close(identity);
    for (size_t i = 0; i < r.n_people; i++) {
        free(r.people[i].group);
        free(r.people[i].id);
        free(r.people[i].field);
        free(r.people[i].value);
    }
    free(r.people);
    free(r.cleared);
    definition_free(d);
    return ok;
}
