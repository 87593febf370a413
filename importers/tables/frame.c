#include "importers/tables/frame.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "importers/readers/cell.h"
#include "importers/readers/header.h"
#include "importers/tables/frame_spellings.h"
#include "importers/tables/identity.h"
#include "importers/tables/linkage.h"
#include "importers/tables/people.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"
#include "survey/round/definition.h"
#include "survey/round/frame.h"
#include "survey/round/waivers.h"
#include "survey/round/weighting.h"

static const char sql_insert[] =
    "INSERT INTO frame (\"group\", id, own_unit, rates, office, size, extra)"
    " VALUES (:group, :id, :own_unit, :rates, :office, :size, :extra) ON CONFLICT DO NOTHING RETURNING 1";
static const char sql_members[] = "SELECT count(*) FROM frame WHERE \"group\" = :group";
static const char sql_delete[] = "DELETE FROM frame WHERE \"group\" = :group";
static const char sql_column[] = "INSERT INTO frame_columns (name) VALUES (:name) ON CONFLICT DO NOTHING";
static const char sql_unlink[] = "DELETE FROM linkage WHERE \"group\" = :group";
static const char sql_link[] = "INSERT INTO linkage (\"group\", id, key) VALUES (:group, :id, :key)";
static const char sql_json[] = "SELECT json_set(:object, :path, :value)";
/* What becomes of an extra column: the definition uses it; it says who somebody is; or neither. */
struct extra_use {
    char *name; /* under which the round keeps it, or NULL */
    bool personal, is_size;
};

/* Cells that look like what says who somebody is, of one kind. */
struct looks {
    size_t n;
    char *name, *file, *sheet; /* the place of the first */
    size_t line, column;
};
enum { LOOKED_AT_ID, LOOKED_AT_OFFICE, LOOKED_AT_KEPT, N_LOOKED_AT };

struct frame_file {
    struct store *store;
    const struct definition *d;
    const char *group;
    struct issues *issues;
    struct query *insert, *delete, *column, *json, *unlink, *link;
    const struct linkage *linkage; /* or NULL */
    bool *cleared;                 /* groups whose old members are gone */
    struct people *people;
    bool number;                                       /* ids are given */
    struct looks looks[N_LOOKED_AT][N_IDENTITY_LOOKS]; /* ids and offices that look like somebody */
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

/* Count TEXT of ROW, which stands in COLUMN, where it looks like what says who somebody is. */
static void look_at(struct frame_file *r, int what, const char *name, const struct row *row, size_t column,
                    const char *text)
{
    enum identity_look look = *text ? identity_look(text, what != LOOKED_AT_ID) : LOOKS_NOT;
    /* A column that is kept may be of numbers, which begin with no 0. */
    bool number = (look == LOOKS_TELEPHONE || look == LOOKS_CITIZEN) && *text != '0' && *text != '+';
    if (look == LOOKS_NOT || (what == LOOKED_AT_KEPT && number))
        return;
    struct looks *l = &r->looks[what][look];
    if (l->n++)
        return;
    struct place place = row_place(row, column);
    l->name = xstrdup(name);
    l->file = xstrdup(place.file);
    l->sheet = place.sheet ? xstrdup(place.sheet) : NULL;
    l->line = place.line;
    l->column = place.column;
}

/* Ids and offices go into the round and are published: they must not say who somebody is, unless a person has looked.
 */
static void tell_looks(struct frame_file *r)
{
    static const char *const looks_like[N_IDENTITY_LOOKS] = {
        [LOOKS_TELEPHONE] = N_("telephone numbers"),
        [LOOKS_CITIZEN] = N_("citizen numbers"),
        [LOOKS_EMAIL] = N_("e-mail addresses"),
        [LOOKS_NAME] = N_("names of people"),
    };
    bool accepted = issues_accepts(r->issues, "W308");
    for (size_t w = 0; w < N_LOOKED_AT; w++)
        for (size_t k = 0; k < N_IDENTITY_LOOKS; k++) {
            struct looks *l = &r->looks[w][k];
            struct place place = {l->file, l->sheet, l->line, l->column};
            const char *why = w == LOOKED_AT_ID       ? _("let --number give others")
                              : w == LOOKED_AT_OFFICE ? _("write codes instead")
                                                      : _("name another in keep, stratum_by or margins");
            if (l->n && accepted)
                issues_add(r->issues, WARNING, "W308", place, _("column \"%s\": %zu look like %s"), l->name, l->n,
                           _(looks_like[k]));
            else if (l->n)
                issues_add(r->issues, FAULT, "F309", place,
                           _("column \"%s\": %zu look like %s, the first here; they would be published, so %s, or "
                             "accept them with --accept W308 --reason"),
                           l->name, l->n, _(looks_like[k]), why);
            free(l->name);
            free(l->file);
            free(l->sheet);
        }
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
    const char *code = cell_code(row, header->at[FRAME_GROUP], r->issues);
    if (!*code)
        code = r->group ? r->group : "";
    size_t g = *code ? definition_called(r->d, T_GROUPS, code) : NONE;
    if (!*code)
        issues_add(r->issues, FAULT, "F302", row_place(row, header->at[FRAME_GROUP]),
                   _("no group: give a column \"group\" or --group"));
    else if (g == NONE)
        issues_add(r->issues, FAULT, "F302", row_place(row, header->at[FRAME_GROUP]),
                   _("group \"%s\" is not in the definition%s"), code, definition_near(r->d, T_GROUPS, code).text);
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
        issues_add(r->issues, FAULT, "F303", row_place(row, column), _("column \"%s\" has \"%s\", which is no unit%s"),
                   name, code, definition_near(r->d, T_UNITS, code).text);
    else
        issues_add(r->issues, WARNING, "W301", row_place(row, column),
                   _("column \"%s\" has \"%s\", which is no unit of the definition; kept as it is%s"), name, code,
                   definition_near(r->d, T_UNITS, code).text);
    return code;
}

/* The code of the office that ROW says by code or name; what it says where the definition has no such office, or none
 * at all. */
static const char *office_of(struct frame_file *r, const struct row *row, const struct header *header)
{
    size_t column = header->at[FRAME_OFFICE];
    const char *said = cell_code(row, column, r->issues);
    size_t office = *said ? definition_called(r->d, T_OFFICES, said) : NONE;
    if (office != NONE)
        return r->d->offices[office].code;
    look_at(r, LOOKED_AT_OFFICE, header->names[FRAME_OFFICE], row, column, said);
    if (*said && r->d->n_offices)
        issues_add(r->issues, WARNING, "W307", row_place(row, column),
                   _("column \"%s\" has \"%s\", which is no office of the definition; kept as it is%s"),
                   header->names[FRAME_OFFICE], said, definition_near(r->d, T_OFFICES, said).text);
    return said;
}

/* The group's members give way to those of this run; a person should know how many. */
static bool clear_group(struct frame_file *r, size_t g, const struct row *row, struct error *err)
{
    if (r->cleared[g])
        return true;
    r->cleared[g] = true;
    people_forget(r->people, r->d->groups[g].code);
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
    query_text(r->unlink, ":group", r->d->groups[g].code);
    return (query_run(r->delete) || query_ok(r->delete, err)) && (query_run(r->unlink) || query_ok(r->unlink, err));
}

/* The number that takes the place of an id for the member of ROW; ID, where the list has one, says who they are. */
static const char *number_of(struct frame_file *r, const struct row *row, const struct header *header,
                             const struct extra_use *uses, const char *id, size_t g)
{
    const char **fields = xcalloc(header->n_extra + 1, sizeof *fields);
    const char **values = xcalloc(header->n_extra + 1, sizeof *values);
    size_t n = 0;
    for (size_t i = 0; i < header->n_extra; i++)
        if (uses[i].personal && *row_text(row, header->extra[i].column)) {
            fields[n] = header->extra[i].name;
            values[n++] = row_text(row, header->extra[i].column);
        }
    if (*id) {
        fields[n] = PEOPLE_ID;
        values[n++] = id;
    }
    const char *number = people_number(r->people, r->d->groups[g].code, fields, values, n);
    free(fields);
    free(values);
    return number;
}

/* By which the member with the number ID is found in the list again. */
static void keep_number(struct frame_file *r, const struct row *row, const struct header *header, const char *group,
                        const char *id)
{
    struct place place = row_place(row, SIZE_MAX);
    char *line = place_line(place);
    const char *said = cell_code(row, header->at[FRAME_ID], r->issues);
    people_add(r->people, group, id, PEOPLE_LINE, line, place);
    if (*said)
        people_add(r->people, group, id, PEOPLE_ID, said, place);
    free(line);
}

static bool read_row(struct frame_file *r, const struct row *row, const struct header *header,
                     const struct extra_use *uses, struct error *err)
{
    const char *id = cell_code(row, header->at[FRAME_ID], r->issues);
    size_t g = group_of(r, row, header);
    if (r->number)
        id = g == NONE ? "" : number_of(r, row, header, uses, id, g);
    else if (!*id)
        issues_add(r->issues, FAULT, "F301", row_place(row, header->at[FRAME_ID]),
                   _("the id is empty; every member needs one"));
    else if (id[strcspn(id, "\r\n\t")])
        issues_add(r->issues, FAULT, "F301", row_place(row, header->at[FRAME_ID]), _("the id has a line break or TAB"));
    const char *own = unit_of(r, row, header->at[FRAME_OWN_UNIT], header->names[FRAME_OWN_UNIT], false);
    const char *rates = unit_of(r, row, header->at[FRAME_RATES], header->names[FRAME_RATES], true);
    char size[NUMBER_TEXT] = "";
    const char *said = row_text(row, header->at[FRAME_SIZE]);
    enum number_reading reading =
        *said ? cell_plain(row, header->at[FRAME_SIZE], CELL_AS_NUMBER, false, size, r->issues) : NUMBER_READ;
    if (*said && (reading == NUMBER_NOT || (reading == NUMBER_READ && strtod(size, NULL) <= 0)))
        issues_add(r->issues, FAULT, "F304", row_place(row, header->at[FRAME_SIZE]),
                   _("column \"%s\" has \"%s\"; expected %s"), header->names[FRAME_SIZE], said, _("a number above 0"));
    if (!r->number)
        look_at(r, LOOKED_AT_ID, header->names[FRAME_ID], row, header->at[FRAME_ID], id);
    if (g == NONE || !*id)
        return true;
    const char *group = r->d->groups[g].code;
    if (!clear_group(r, g, row, err))
        return false;
    char *extra = NULL;
    bool person = r->number;
    if (r->number)
        keep_number(r, row, header, group, id);
    for (size_t i = 0; i < header->n_extra; i++) {
        bool category = uses[i].name && !uses[i].personal && !uses[i].is_size;
        const char *text =
            category ? cell_category(row, header->extra[i].column, r->issues) : row_text(row, header->extra[i].column);
        char number[NUMBER_TEXT];
        if (!*text)
            continue;
        if (uses[i].is_size &&
            cell_plain(row, header->extra[i].column, CELL_AS_NUMBER, false, number, r->issues) == NUMBER_READ)
            text = number;
        if (uses[i].personal) {
            people_add(r->people, group, id, header->extra[i].name, text, row_place(row, SIZE_MAX));
            person = true;
        } else if (category) {
            look_at(r, LOOKED_AT_KEPT, header->extra[i].name, row, header->extra[i].column, text);
        }
        if (!uses[i].personal && uses[i].name && !(extra = set_extra(r, extra, uses[i].name, text, err))) {
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
        issues_add(r->issues, FAULT, "F305", row_place(row, header->at[FRAME_ID]),
                   _("id \"%s\" stands twice in group \"%s\""), id, group);
    const char *lasting = r->number ? cell_code(row, header->at[FRAME_ID], r->issues) : id; /* not only of this round */
    if (fresh && r->linkage && *lasting) {
        char key[LINKAGE_KEY];
        linkage_key(r->linkage, group, lasting, key);
        query_text(r->link, ":group", group);
        query_text(r->link, ":id", id);
        query_text(r->link, ":key", key);
        if (!query_run(r->link))
            return query_ok(r->link, err);
        r->result->linked++;
    }
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
            uses[i].personal = identity_of_header(said) != IDENTITY_NONE;
            if (!uses[i].personal && !header_counts_rows(said))
                issues_add(r->issues, WARNING, "W302", place,
                           _("column \"%s\" is no stratum, cluster, size or margin of the definition; it is not kept"),
                           said);
            continue;
        }
        if (identity_is_sure(said))
            issues_add(r->issues, FAULT, "F310", place,
                       _("column \"%s\" says who somebody is, and the definition uses it, so it would enter the round "
                         "and be published; name another column in keep, stratum_by, stages or margins"),
                       said);
        if (name[strcspn(name, "\"\\\r\n")]) { /* no name of a JSON path */
            issues_add(r->issues, FAULT, "F306", place,
                       _("column \"%s\" has a quote, a backslash or a line break in its name"), name);
            free(name);
            continue;
        }
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

/* One column "cơ quan" or the like, of a list that has neither own_unit nor rates and that is not kept as it is, says
 * where people work. */
static void find_own_unit(const struct frame_file *r, struct header *header)
{
    size_t found = SIZE_MAX;
    if (header->at[FRAME_OWN_UNIT] != SIZE_MAX || header->at[FRAME_RATES] != SIZE_MAX)
        return;
    for (size_t e = 0; e < header->n_extra; e++) {
        if (!text_list_has(UNIT_HEADERS, "|", header->extra[e].name))
            continue;
        char *used = used_name(r->d, header->extra[e].name);
        bool more = found != SIZE_MAX || used;
        free(used);
        if (more)
            return;
        found = e;
    }
    if (found == SIZE_MAX)
        return;
    header->at[FRAME_OWN_UNIT] = header->extra[found].column;
    free(header->names[FRAME_OWN_UNIT]);
    header->names[FRAME_OWN_UNIT] = header->extra[found].name;
    memmove(&header->extra[found], &header->extra[found + 1], (--header->n_extra - found) * sizeof *header->extra);
}

static bool read_sheet(struct frame_file *r, struct reader *reader, struct error *err)
{
    struct header header = {0};
    struct column_name wanted[N_FRAME_FIELDS];
    for (size_t i = 0; i < N_FRAME_FIELDS; i++)
        wanted[i] = (struct column_name){frame_fields[i].name, frame_fields[i].vietnamese, i == FRAME_ID && !r->number};
    bool ok = header_read(reader, wanted, N_FRAME_FIELDS, HEADER_EXTRA, &header, err);
    if (ok) {
        find_own_unit(r, &header);
        header_numbers(&header, header.at[FRAME_SIZE]);
    }
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
            if (!reader_for_people(reader, s))
                ok = reader_go(reader, s, err) && read_sheet(r, reader, err);
        }
        reader_close(reader);
    }
    dictionary_free(words);
    return ok;
}

bool frame_import(struct store *store, const char *const *files, size_t n_files, const struct frame_options *options,
                  const struct actor *actor, struct frame_import *result, struct issues *issues, struct error *err)
{
    const char *group = options->group;
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
        error_set(err, E_USAGE, _("group \"%s\" is not in the definition%s"), group,
                  definition_near(d, T_GROUPS, group).text);
        definition_free(d);
        return false;
    }
    struct frame_file r = {.store = store,
                           .d = d,
                           .group = group,
                           .issues = issues,
                           .result = result,
                           .people = people_new(),
                           .number = options->number};
    r.cleared = xcalloc(d->n_groups, sizeof *r.cleared);
    struct run run = {0};
    struct store *identity = NULL;
    struct linkage linkage = {0};
    bool linked = options->linkage_key != NULL;
    size_t before = issues_count(issues, FAULT);
    result->identity_file = people_path(store_path(store));
    bool ok = (!linked || linkage_open(&linkage, options->linkage_key, err)) &&
              (!options->number || people_must_be_open(store, err)) &&
              people_load(r.people, result->identity_file, err) && run_begin(&run, store, "frame import", actor, err);
    r.linkage = linked ? &linkage : NULL;
    r.insert = query_new(store, sql_insert);
    r.delete = query_new(store, sql_delete);
    r.column = query_new(store, sql_column);
    r.json = query_new(store, sql_json);
    r.unlink = query_new(store, sql_unlink);
    r.link = query_new(store, sql_link);
    ok = ok && read_files(&r, files, n_files, err) && frame_settle_spellings(store, files[0], issues, err);
    tell_looks(&r);
    if (ok)
        people_tell_twice(r.people, issues);
    if (ok && result->members == 0 && issues_count(issues, FAULT) == before)
        issues_add(issues, FAULT, "F307", (struct place){files[0], NULL, 0, 0}, _("there is no member in it"));
    ok = ok && issues_count(issues, FAULT) == before;
    ok = ok && (!people_fields(r.people) || people_must_be_open(store, err));
    bool has_file = access(result->identity_file, F_OK) == 0;
    if (ok && (people_fields(r.people) || has_file) && !actor->dry_run)
        ok = people_write(r.people, result->identity_file, &identity, err);
    if (!people_fields(r.people)) {
        free(result->identity_file);
        result->identity_file = NULL;
    }
    query_end(r.insert, NULL);
    query_end(r.delete, NULL);
    query_end(r.column, NULL);
    query_end(r.json, NULL);
    query_end(r.unlink, NULL);
    query_end(r.link, NULL);
    result->new_secret = linkage.is_new;
    bool wrote = ok && linkage.is_new && !actor->dry_run;
    if (wrote)
        ok = wrote = linkage_write(&linkage, options->linkage_key, err);
    if (ok) {
        run_detail(&run, _("%zu members"), result->members);
        ok = waivers_write(&run, issues, err) && run_commit(&run, err);
    }
    run_abandon(&run);
    if (!ok && wrote)
        unlink(options->linkage_key);
    if (ok && identity)
        ok = store_commit(identity, err);
    store_close(identity);
    people_free(r.people);
    free(r.cleared);
    definition_free(d);
    return ok;
}
