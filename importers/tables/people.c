#include "importers/tables/people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "importers/tables/identity.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"

static const char sql_table[] = "CREATE TABLE IF NOT EXISTS person (\"group\" TEXT NOT NULL, id TEXT NOT NULL,"
                                " field TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (\"group\", id, field))"
                                " STRICT, WITHOUT ROWID";
static const char sql_there[] = "SELECT count(*) FROM sqlite_schema WHERE name = 'person'";
static const char sql_people[] = "SELECT \"group\", id, field, value FROM person ORDER BY 1, CAST(id AS INTEGER), 2, 3";
static const char sql_forget[] = "DELETE FROM person WHERE \"group\" = :group";
static const char sql_person[] = "INSERT INTO person (\"group\", id, field, value) VALUES (:group, :id, :field, :value)"
                                 " ON CONFLICT DO UPDATE SET value = excluded.value";

struct person_field {
    char *group, *id, *field, *value;
    char *file, *sheet; /* of this import; NULL where it was loaded */
    size_t line;
};

struct people {
    struct person_field *fields;
    size_t n, n_loaded, room; /* those that were loaded come first */
    struct dictionary *forgotten;
    struct dictionary *known; /* names and contacts, with the group -> ... */
    size_t *number;           /* ... the number they have; 0 once it is given */
    size_t known_room;
    struct dictionary *groups; /* -> the highest number in it */
    size_t *highest;
    size_t groups_room;
    char given[24];
    struct dictionary *loaded; /* group and id of members that were loaded -> ... */
    size_t *first;             /* ... their first field; NULL until somebody is asked for */
};

char *people_path(const char *round)
{
    size_t n = strlen(round);
    if (n > 6 && !strcmp(round + n - 6, ".dtxhh"))
        n -= 6;
    return xasprintf("%.*s.identity", (int)n, round);
}

char *people_sealed_path(const char *round)
{
    char *open = people_path(round), *sealed = xasprintf("%s.sealed", open);
    free(open);
    return sealed;
}

struct people *people_new(void)
{
    struct people *p = xcalloc(1, sizeof *p);
    p->forgotten = dictionary_new();
    p->known = dictionary_new();
    p->groups = dictionary_new();
    return p;
}

void people_free(struct people *p)
{
    for (size_t i = 0; p && i < p->n; i++) {
        free(p->fields[i].group);
        free(p->fields[i].id);
        free(p->fields[i].field);
        free(p->fields[i].value);
        free(p->fields[i].file);
        free(p->fields[i].sheet);
    }
    if (!p)
        return;
    dictionary_free(p->forgotten);
    dictionary_free(p->known);
    dictionary_free(p->groups);
    dictionary_free(p->loaded);
    free(p->first);
    free(p->fields);
    free(p->number);
    free(p->highest);
    free(p);
}

static void add_field(struct people *p, const char *group, const char *id, const char *field, const char *value,
                      struct place place)
{
    p->fields = grow(p->fields, &p->room, p->n + 1, sizeof *p->fields);
    p->fields[p->n++] = (struct person_field){xstrdup(group),
                                              xstrdup(id),
                                              xstrdup(field),
                                              xstrdup(value),
                                              place.file ? xstrdup(place.file) : NULL,
                                              place.sheet ? xstrdup(place.sheet) : NULL,
                                              place.line};
}

void people_add(struct people *p, const char *group, const char *id, const char *field, const char *value,
                struct place place)
{
    add_field(p, group, id, field, value, place);
}

size_t people_fields(const struct people *p)
{
    return p->n - p->n_loaded;
}

void people_forget(struct people *p, const char *group)
{
    dictionary_add(p->forgotten, group, strlen(group), NULL);
}

/* The fields from I on that are of one member. */
static size_t end_of_member(const struct people *p, size_t i)
{
    size_t end = i + 1;
    while (end < p->n && (end < p->n_loaded) == (i < p->n_loaded) &&
           !strcmp(p->fields[end].group, p->fields[i].group) && !strcmp(p->fields[end].id, p->fields[i].id))
        end++;
    return end;
}

/* --- numbers ---------------------------------------------------------------------------------- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names and contacts among N fields, in whatever order they came, with GROUP; a new string. */
static char *key_of(const char *group, const char *const *fields, const char *const *values, size_t n)
{
    char **parts = xcalloc(n + 1, sizeof *parts);
    size_t n_parts = 0;
    struct strbuf key = {0};
    for (size_t i = 0; i < n; i++) {
        enum identity identity = identity_of_header(fields[i]);
        if (identity == IDENTITY_NAME)
            parts[n_parts++] = text_alike(values[i]);
        else if (identity == IDENTITY_CONTACT || identity == IDENTITY_PAPER || !strcmp(fields[i], PEOPLE_ID))
            parts[n_parts++] = identity_contact(values[i]);
    }
    if (n_parts)
        qsort(parts, n_parts, sizeof *parts, by_text);
    strbuf_adds(&key, group);
    for (size_t i = 0; i < n_parts; i++) {
        strbuf_addf(&key, "\x1f%s", parts[i]);
        free(parts[i]);
    }
    free(parts);
    return strbuf_take(&key);
}

/* The highest number of GROUP so far. */
static size_t *highest_of(struct people *p, const char *group)
{
    bool added;
    size_t g = dictionary_add(p->groups, group, strlen(group), &added);
    p->highest = grow(p->highest, &p->groups_room, g + 1, sizeof *p->highest);
    if (added)
        p->highest[g] = 0;
    return &p->highest[g];
}

/* KEY of the one with number NTH who has it, from 0; a new string. */
static char *nth_key(const char *key, size_t nth)
{
    return xasprintf("%s\x1f#%zu", key, nth);
}

/* The loaded member of the fields from FIRST to END has a number; whoever has no name and no contact is not known
 * again. */
static void know(struct people *p, size_t first, size_t end)
{
    const char *id = p->fields[first].id, *group = p->fields[first].group;
    size_t number = *id && !id[strspn(id, "0123456789")] && strlen(id) < 16 ? strtoull(id, NULL, 10) : 0;
    const char **fields = xcalloc(end - first, sizeof *fields), **values = xcalloc(end - first, sizeof *values);
    for (size_t i = first; i < end; i++) {
        fields[i - first] = p->fields[i].field;
        values[i - first] = p->fields[i].value;
    }
    char *key = key_of(group, fields, values, end - first);
    bool added = !number || !strcmp(key, group);
    for (size_t nth = 0; !added; nth++) {
        char *one = nth_key(key, nth);
        size_t k = dictionary_add(p->known, one, strlen(one), &added);
        if (added) {
            p->number = grow(p->number, &p->known_room, k + 1, sizeof *p->number);
            p->number[k] = number;
            size_t *highest = highest_of(p, group);
            *highest = number > *highest ? number : *highest;
        }
        free(one);
    }
    free(key);
    free(fields);
    free(values);
}

const char *people_number(struct people *p, const char *group, const char *const *fields, const char *const *values,
                          size_t n)
{
    char *key = key_of(group, fields, values, n);
    size_t number = 0, k = strcmp(key, group) != 0 ? 0 : SIZE_MAX;
    for (size_t nth = 0; !number && k != SIZE_MAX; nth++) {
        char *one = nth_key(key, nth);
        k = dictionary_find(p->known, one);
        if (k != SIZE_MAX) {
            number = p->number[k];
            p->number[k] = 0; /* the next of the same names and contacts has another */
        }
        free(one);
    }
    if (!number)
        number = ++*highest_of(p, group);
    snprintf(p->given, sizeof p->given, "%zu", number);
    free(key);
    return p->given;
}

/* --- the identity file ------------------------------------------------------------------------ */

static bool load(struct people *p, struct store *file, struct error *err)
{
    if (!file)
        return false;
    struct query *q = query_new(file, sql_there);
    bool there = query_next(q) && query_get_int(q, 0) > 0, ok = query_end(q, err);
    if (ok && there) {
        q = query_new(file, sql_people);
        while (query_next(q))
            add_field(p, query_get_str(q, 0), query_get_str(q, 1), query_get_str(q, 2), query_get_str(q, 3),
                      (struct place){0});
        ok = query_end(q, err);
    }
    store_close(file);
    p->n_loaded = p->n;
    for (size_t i = 0, end; i < p->n_loaded; i = end) {
        end = end_of_member(p, i);
        know(p, i, end);
    }
    return ok;
}

bool people_load(struct people *p, const char *path, struct error *err)
{
    return access(path, R_OK | W_OK) != 0 || load(p, store_open_plain(path, err), err);
}

bool people_load_sealed(struct people *p, const char *path, const struct sealing_key *key, struct error *err)
{
    size_t n;
    uint8_t *bytes = sealing_open(path, key, &n, err);
    bool ok = bytes && load(p, store_open_bytes(bytes, n, path, err), err);
    sealing_forget(bytes, n);
    return ok;
}

bool people_write(const struct people *p, const char *path, struct store **file, struct error *err)
{
    *file = store_open_plain(path, err);
    if (!*file || !store_begin(*file, err) || !store_run(*file, sql_table, err))
        return false;
    struct query *q = query_new(*file, sql_person), *forget = query_new(*file, sql_forget);
    for (size_t g = 0; g < dictionary_size(p->forgotten); g++) {
        query_text(forget, ":group", dictionary_key(p->forgotten, g));
        query_run(forget);
    }
    bool ok = query_end(forget, err);
    for (size_t i = p->n_loaded; ok && i < p->n; i++) {
        query_text(q, ":group", p->fields[i].group);
        query_text(q, ":id", p->fields[i].id);
        query_text(q, ":field", p->fields[i].field);
        query_text(q, ":value", p->fields[i].value);
        query_run(q);
    }
    return query_end(q, err) && ok;
}

/* --- sealed ------------------------------------------------------------------------------------ */

/* The identity file of a round, open and sealed. */
struct identity_files {
    char *open, *sealed;
    bool is_open, is_sealed;
};

static struct identity_files files_of(const struct store *store)
{
    char *open = people_path(store_path(store)), *sealed = people_sealed_path(store_path(store));
    return (struct identity_files){open, sealed, access(open, F_OK) == 0, access(sealed, F_OK) == 0};
}

static void forget_files(struct identity_files *files)
{
    free(files->open);
    free(files->sealed);
}

static bool is_missing(const char *path, struct error *err)
{
    return error_set(err, E_STATE, _("there is no \"%s\""), path);
}

/* The line of VERB, whose run writes nothing else. */
static bool note(struct store *store, const char *verb, const char *path, const struct actor *actor, struct error *err)
{
    struct run run;
    if (!run_begin(&run, store, verb, actor, err))
        return false;
    run_detail(&run, "%s", path_base(path));
    return run_commit(&run, err);
}

/* What the file at PATH would be once an open transaction that was cut off is undone. */
static bool be_whole(const char *path, struct error *err)
{
    struct store *file = store_open_plain(path, err);
    struct query *q = file ? query_new(file, sql_there) : NULL;
    bool there = q && query_next(q) && query_get_int(q, 0) > 0, ok = q && query_end(q, err);
    store_close(file);
    return ok && (there || error_set(err, E_FILE, _("\"%s\" is no identity file"), path));
}

bool people_must_be_open(const struct store *store, struct error *err)
{
    struct identity_files f = files_of(store);
    bool ok = !f.is_sealed ||
              error_set(err, E_STATE, _("\"%s\" is sealed; `dtxhh identity unseal` opens it, to add to it"), f.sealed);
    forget_files(&f);
    return ok;
}

bool people_seal(struct store *store, const struct sealing_key *key, const struct actor *actor, struct error *err)
{
    struct identity_files f = files_of(store);
    size_t n = 0;
    uint8_t *bytes = NULL;
    bool ok = (f.is_open || is_missing(f.open, err)) && be_whole(f.open, err);
    if (ok && !actor->dry_run) {
        ok = (bytes = sealing_read_file(f.open, &n, err)) && sealing_seal(f.sealed, bytes, n, key, err);
        sealing_forget(bytes, n);
        bytes = ok ? sealing_open(f.sealed, key, &n, err) : NULL; /* before the open one goes */
        ok = ok && bytes;
        sealing_forget(bytes, n);
    }
    ok = ok && note(store, "identity seal", f.sealed, actor, err) && (actor->dry_run || sealing_wipe(f.open, err));
    forget_files(&f);
    return ok;
}

bool people_unseal(struct store *store, const struct sealing_key *key, const struct actor *actor, struct error *err)
{
    struct identity_files f = files_of(store);
    size_t n = 0;
    uint8_t *bytes = NULL;
    bool ok = f.is_sealed || is_missing(f.sealed, err);
    if (ok && f.is_open)
        ok = error_set(err, E_STATE, _("\"%s\" and \"%s\" both stand; `dtxhh identity seal` seals the first anew"),
                       f.open, f.sealed);
    ok = ok && (bytes = sealing_open(f.sealed, key, &n, err)) && note(store, "identity unseal", f.open, actor, err);
    if (ok && !actor->dry_run)
        ok = sealing_write_file(f.open, bytes, n, err) && sealing_wipe(f.sealed, err);
    sealing_forget(bytes, n);
    forget_files(&f);
    return ok;
}

bool people_wipe(struct store *store, const struct actor *actor, struct error *err)
{
    struct identity_files f = files_of(store);
    bool ok = f.is_open || f.is_sealed || is_missing(f.open, err);
    ok = ok && note(store, "identity wipe", f.is_open ? f.open : f.sealed, actor, err);
    if (ok && !actor->dry_run)
        ok = (!f.is_open || sealing_wipe(f.open, err)) && (!f.is_sealed || sealing_wipe(f.sealed, err));
    forget_files(&f);
    return ok;
}

/* --- who is it ----------------------------------------------------------------------------------- */

bool people_any(const struct people *p)
{
    return p->n > 0;
}

static void index_loaded(struct people *p)
{
    p->loaded = dictionary_new();
    p->first = xcalloc(p->n_loaded + 1, sizeof *p->first);
    for (size_t i = 0, end; i < p->n_loaded; i = end) {
        end = end_of_member(p, i);
        char *key = xasprintf("%s\x1f%s", p->fields[i].group, p->fields[i].id);
        p->first[dictionary_add(p->loaded, key, strlen(key), NULL)] = i;
        free(key);
    }
}

/* All that the fields from FIRST to END say of this kind, with BETWEEN between; a new string. */
static char *said(const struct people *p, size_t first, size_t end, enum identity kind, const char *between)
{
    struct strbuf text = {0};
    for (size_t i = first; i < end; i++)
        if (identity_of_header(p->fields[i].field) == kind)
            strbuf_item(&text, between, "%s", p->fields[i].value);
    return strbuf_take(&text);
}

struct person people_who(struct people *p, const char *group, const char *id)
{
    if (!p->loaded)
        index_loaded(p);
    char *key = xasprintf("%s\x1f%s", group, id);
    size_t k = dictionary_find(p->loaded, key);
    free(key);
    size_t first = k == SIZE_MAX ? 0 : p->first[k], end = k == SIZE_MAX ? 0 : end_of_member(p, first);
    return (struct person){said(p, first, end, IDENTITY_NAME, " "), said(p, first, end, IDENTITY_ADDRESS, ", "),
                           said(p, first, end, IDENTITY_CONTACT, ", ")};
}

/* --- who stands twice ------------------------------------------------------------------------- */

/* The name of the member of the fields from FIRST to END, folded: all their names, in whatever order; a new string. */
static char *name_of(const struct people *p, size_t first, size_t end)
{
    const char **fields = xcalloc(end - first, sizeof *fields), **values = xcalloc(end - first, sizeof *values);
    size_t n = 0;
    for (size_t i = first; i < end; i++)
        if (identity_of_header(p->fields[i].field) == IDENTITY_NAME) {
            fields[n] = p->fields[i].field;
            values[n++] = p->fields[i].value;
        }
    char *name = key_of("", fields, values, n);
    free(fields);
    free(values);
    return name;
}

void people_tell_twice(const struct people *p, struct issues *issues)
{
    struct dictionary *seen = dictionary_new(); /* a name and a contact -> the first field of whom it is of */
    size_t *first_of = NULL, room = 0;
    for (size_t i = 0, end; i < p->n; i = end) {
        end = end_of_member(p, i);
        if (i < p->n_loaded && dictionary_find(p->forgotten, p->fields[i].group) != SIZE_MAX)
            continue;
        char *name = name_of(p, i, end);
        bool told = !*name;
        for (size_t f = i; f < end; f++) {
            enum identity identity = identity_of_header(p->fields[f].field);
            if (!*name || (identity != IDENTITY_CONTACT && identity != IDENTITY_PAPER))
                continue;
            bool added;
            char *contact = identity_contact(p->fields[f].value), *key = xasprintf("%s\x1f\x1f%s", name, contact);
            size_t k = dictionary_add(seen, key, strlen(key), &added);
            free(contact);
            free(key);
            if (added) {
                first_of = grow(first_of, &room, k + 1, sizeof *first_of);
                first_of[k] = i;
                continue;
            }
            const struct person_field *other = &p->fields[first_of[k]], *me = &p->fields[f];
            bool same = !strcmp(other->group, me->group) && !strcmp(other->id, me->id);
            if (told || same || f < p->n_loaded)
                continue;
            told = true;
            char *where = other->file ? place_line((struct place){other->file, other->sheet, other->line, 0})
                                      : xstrdup(_("an earlier list"));
            issues_add(issues, WARNING, "W309", (struct place){me->file, me->sheet, me->line, 0},
                       _("\"%s/%s\" has the name and a contact of \"%s/%s\" (%s): most likely one person, who could be "
                         "drawn twice; expected each person once"),
                       me->group, me->id, other->group, other->id, where);
            free(where);
        }
        free(name);
    }
    free(first_of);
    dictionary_free(seen);
}
