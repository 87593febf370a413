#include "importers/replay/replay.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "importers/ballots/ballots.h"
#include "importers/tables/points.h"
#include "survey/base/dictionary.h"
#include "survey/base/hash.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/base/strbuf.h"
#include "survey/base/temporary.h"
#include "survey/base/text.h"
#include "survey/round/ballots.h"
#include "survey/round/sources.h"
#include "survey/store/compare.h"
#include "survey/store/lines.h"
#include "survey/store/log.h"
#include "survey/store/rows.h"

/* --- the files of the folder -------------------------------------------------------------------- */

/* SHA-256 -> path. */
struct folder_files {
    struct dictionary *sha256;
    char **paths;
    size_t room;
};

static bool list_files(struct folder_files *f, const char *folder, struct error *err)
{
    DIR *directory = opendir(folder);
    if (!directory)
        return error_set(err, E_FILE, _("\"%s\" is no folder that can be read"), folder);
    f->sha256 = dictionary_new();
    bool ok = true;
    for (struct dirent *entry; ok && (entry = readdir(directory));) {
        char *path = xasprintf("%s/%s", folder, entry->d_name), hex[HASH_HEX];
        struct stat info;
        if (stat(path, &info) == 0 && S_ISREG(info.st_mode) && (ok = hash_file(path, hex, err))) {
            size_t n = dictionary_size(f->sha256), k = dictionary_add(f->sha256, hex, strlen(hex), NULL);
            f->paths = grow(f->paths, &f->room, n + 1, sizeof *f->paths);
            if (k == n)
                f->paths[k] = xstrdup(path);
        }
        free(path);
    }
    closedir(directory);
    return ok;
}

static const char *file_of(const struct folder_files *f, const char *sha256)
{
    size_t k = dictionary_find(f->sha256, sha256);
    return k == SIZE_MAX ? NULL : f->paths[k];
}

static void forget_files(struct folder_files *f)
{
    for (size_t i = 0; f->sha256 && i < dictionary_size(f->sha256); i++)
        free(f->paths[i]);
    free(f->paths);
    dictionary_free(f->sha256);
}

/* --- what the round says of its imports --------------------------------------------------------- */

struct log_row {
    int64_t number;
    char *time, *who, *verb, *reason, *wrote;
};
static const struct field log_fields[] = {FIELD(log_row, INT, number),  FIELD(log_row, TEXT, time),
                                          FIELD(log_row, TEXT, who),    FIELD(log_row, TEXT, verb),
                                          FIELD(log_row, TEXT, reason), FIELD(log_row, TEXT, wrote)};
static const struct row_kind log_row_kind = ROW_KIND(log_row, log_fields);

struct source_row {
    int64_t run;
    char *kind, *file, *sha256;
};
static const struct field source_fields[] = {FIELD(source_row, INT, run), FIELD(source_row, TEXT, kind),
                                             FIELD(source_row, TEXT, file), FIELD(source_row, TEXT, sha256)};
static const struct row_kind source_row_kind = ROW_KIND(source_row, source_fields);

enum { CAME_RUN, CAME_OFFICE, CAME_LINES, CAME_KEYINGS, CAME_STATES }; /* columns of `office_came` */

struct option_row {
    int64_t run;
    char *option, *value;
};
static const struct field option_fields[] = {FIELD(option_row, INT, run), FIELD(option_row, TEXT, option),
                                             FIELD(option_row, TEXT, value)};
static const struct row_kind option_row_kind = ROW_KIND(option_row, option_fields);

struct replay {
    struct store *round, *anew;
    const char *folder;
    struct folder_files files;
    struct log_row *lines;
    struct source_row *sources;
    struct option_row *options;
    size_t n_lines, n_sources, n_options;
    struct replayed *result;
    struct issues *issues;
    const struct log_row *line; /* at hand */
    size_t n_otherwise;         /* of its rows */
    bool differs;
};

/* What an import writes that files say. */
static const char *const from_files[] = {"entry", "entry_text", "later_entry", "later_text",
                                         "event", "withdrawal", "points",      "evidence"};

static const char *option_of(const struct replay *r, const char *option)
{
    for (size_t i = 0; i < r->n_options; i++)
        if (r->options[i].run == r->line->number && !strcmp(r->options[i].option, option))
            return r->options[i].value;
    return NULL;
}

/* A line after the one at hand after which it need not give the same: one that changed the definition, or an upgrade
 * from when options were not kept; NULL. */
static const struct log_row *what_came_between(const struct replay *r)
{
    for (size_t i = 0; i < r->n_lines; i++)
        if (r->lines[i].number > r->line->number &&
            (!strcmp(r->lines[i].verb, "define") || !strcmp(r->lines[i].verb, "upgrade")))
            return &r->lines[i];
    return NULL;
}

/* --- the round anew ------------------------------------------------------------------------------ */

/* A table that grows, read as far as the line at hand. */
struct growing {
    struct query *from, *to;
    int run; /* the column */
    bool more;
};

struct tables {
    struct growing *growing;
    size_t n, room;
};

static bool copy_whole(const struct replay *r, const char *table, struct error *err)
{
    struct query *from = query_table(r->round, table, "1"), *to = query_insert(r->anew, "", table);
    bool more = query_next(from);
    while (more) {
        query_copy(to, from);
        more = query_run(to) && query_next(from);
    }
    bool ok = query_end(to, err);
    return query_end(from, ok ? err : NULL) && ok;
}

static bool is_left_out(const char *table)
{
    return !strcmp(table, "secret") || !strcmp(table, "log") || !strcmp(table, "head") || !strncmp(table, "sqlite_", 7);
}

/* Replaced tables as they are, growing ones made ready. */
static bool copy_tables(const struct replay *r, struct tables *tables, struct error *err)
{
    struct query *names = query_table(r->round, "sqlite_master", "name");
    bool ok = true;
    while (ok && query_next(names)) {
        char *table = xstrdup(query_get_str(names, 1));
        if (!strcmp(query_get_str(names, 0), "table") && !is_left_out(table)) {
            if (!store_table_grows(r->round, table)) {
                ok = copy_whole(r, table, err);
            } else {
                tables->growing = grow(tables->growing, &tables->room, tables->n + 1, sizeof *tables->growing);
                struct growing *g = &tables->growing[tables->n++];
                *g = (struct growing){query_table(r->round, table, "run"), query_insert(r->anew, "", table), 0, false};
                while (strcmp(query_column_name(g->from, g->run), "run") != 0)
                    g->run++;
                g->more = query_next(g->from);
            }
        }
        free(table);
    }
    return query_end(names, ok ? err : NULL) && ok;
}

/* Take the rows of all runs up to RUN. */
static bool take_rows(struct tables *tables, int64_t run, struct error *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < tables->n; i++) {
        struct growing *g = &tables->growing[i];
        while (g->more && query_get_int(g->from, g->run) <= run) {
            query_copy(g->to, g->from);
            g->more = query_run(g->to) && query_next(g->from);
        }
        ok = query_ok(g->to, err) && query_ok(g->from, err);
    }
    return ok;
}

static void forget_tables(struct tables *tables)
{
    for (size_t i = 0; i < tables->n; i++) {
        query_end(tables->growing[i].from, NULL);
        query_end(tables->growing[i].to, NULL);
    }
    free(tables->growing);
}

/* --- an import once more ------------------------------------------------------------------------- */

static const char *as_it_is(const char *table, const char *column)
{
    (void)table;
    return column;
}

static struct place place_of(const struct replay *r)
{
    return (struct place){store_path(r->round), NULL, 0, 0};
}

#define MOST_TOLD 5 /* rows of a table */

static void tell_row(void *context, const struct row_difference *d)
{
    struct replay *r = context;
    if (r->n_otherwise++ < MOST_TOLD)
        issues_add(r->issues, FAULT, "F954", place_of(r),
                   d->change == ROW_GONE ? _("line %" PRId64 ": its files give a row that is not in the round: %s%s")
                   : d->change == ROW_NEW
                       ? _("line %" PRId64 ": its files do not give a row of the round: %s%s")
                       : _("line %" PRId64 ": its files give another row: %s: %s (from the files → as it "
                           "is stored)"),
                   r->line->number, d->key, d->changes);
}

/* What the repeated import wrote, before it is rolled back, beside its line. */
static bool compare_run(void *context, struct error *err)
{
    struct replay *r = context;
    struct query *log = query_table(r->anew, "log", "number");
    char *wrote = NULL;
    while (query_next(log))
        if (query_get_int(log, 0) == r->line->number)
            for (int i = 0; i < query_n_columns(log); i++)
                if (!strcmp(query_column_name(log, i), "wrote"))
                    wrote = xstrdup(query_get_str(log, i));
    bool ok = query_end(log, err) && wrote;
    for (size_t i = 0; ok && i < sizeof from_files / sizeof *from_files; i++) {
        size_t n = 0, m = 0;
        const char *now = log_table_of(wrote, from_files[i], &n),
                   *then = log_table_of(r->line->wrote, from_files[i], &m);
        if ((!now && !then) || (now && then && n == m && !memcmp(now, then, n)))
            continue;
        r->differs = true;
        r->n_otherwise = 0;
        if (what_came_between(r))
            continue;
        const struct compare compare = {as_it_is, tell_row, r};
        ok = compare_rows(r->round, r->anew, from_files[i], r->line->number, &compare, err);
        if (ok)
            issues_add(r->issues, FAULT, "F954", place_of(r),
                       _("line %" PRId64 " (%s, %s, by %s), table %s: %zu rows are not what its files give"),
                       r->line->number, r->line->verb, r->line->time, r->line->who, from_files[i], r->n_otherwise);
    }
    free(wrote);
    return ok;
}

static bool run_again(struct replay *r, const char *const *paths, size_t n, struct issues *said, struct error *err)
{
    const struct actor actor = {.who = r->line->who,
                                .reason = *r->line->reason ? r->line->reason : NULL,
                                .dry_run = true,
                                .preview = compare_run,
                                .context = r};
    if (!strcmp(r->line->verb, "points import")) {
        const struct points_options options = {option_of(r, IMPORT_STAGE), option_of(r, IMPORT_CORRECT) != NULL};
        struct points_imported result;
        return points_import(r->anew, paths, n, &options, &actor, &result, said, err);
    }
    const char *pass = option_of(r, IMPORT_PASS), *channel = option_of(r, IMPORT_CHANNEL),
               *twice = option_of(r, IMPORT_TWICE), *map = option_of(r, IMPORT_MAP);
    struct ballot_options options = {.type = option_of(r, IMPORT_TYPE),
                                     .channel = channel_find(channel ? channel : ""),
                                     .keyer = option_of(r, IMPORT_KEYER),
                                     .correct = option_of(r, IMPORT_CORRECT) != NULL,
                                     .pass = pass && *pass >= '1' && *pass <= '3' ? *pass - '0' : 1,
                                     .map = map ? file_of(&r->files, map) : NULL,
                                     .encoding = option_of(r, IMPORT_ENCODING)};
    struct ballot_import result;
    if (twice && !twice_parse(&options.twice, twice))
        return error_set(err, E_FILE, _("\"%s\" is no rule"), twice);
    return ballots_import(r->anew, paths, n, &options, &actor, &result, said, err);
}

/* The files of the line at hand, in their order; false where one is not in the folder. */
static bool find_sources(const struct replay *r, const char **paths, size_t *n)
{
    bool all = true;
    const char *before = "", *map = option_of(r, IMPORT_MAP);
    *n = 0;
    for (size_t i = 0; i < r->n_sources; i++) {
        const struct source_row *source = &r->sources[i];
        if (source->run != r->line->number || !strcmp(source->sha256, before)) /* sheets of one file */
            continue;
        before = source->sha256;
        if (!(paths[*n] = file_of(&r->files, source->sha256))) {
            issues_add(r->issues, WARNING, "W932", place_of(r),
                       _("line %" PRId64 ": \"%s\" is not in \"%s\" (SHA-256 %s); what came from it is not repeated"),
                       r->line->number, source->file, r->folder, source->sha256);
            all = false;
        } else {
            ++*n;
        }
    }
    if (map && !file_of(&r->files, map)) {
        issues_add(r->issues, WARNING, "W932", place_of(r),
                   _("line %" PRId64 ": the map with SHA-256 %s is not in \"%s\"; what was read by it is not repeated"),
                   r->line->number, map, r->folder);
        all = false;
    }
    return all;
}

static bool is_import(const struct replay *r)
{
    if (strcmp(r->line->verb, "import") != 0 && strcmp(r->line->verb, "points import") != 0)
        return false;
    for (size_t i = 0; i < r->n_sources; i++)
        if (r->sources[i].run == r->line->number)
            return true;
    return false;
}

/* What the import at hand could not do again, with the first fault it met. */
static void tell_failed(const struct replay *r, const struct issues *said, const struct error *why)
{
    const char *first = why->code == E_NONE ? "?" : why->text;
    for (size_t i = issues_kept(said); why->code == E_NONE && i-- > 0;)
        if (issues_get(said, i)->severity == FAULT)
            first = issues_get(said, i)->text;
    issues_add(r->issues, FAULT, "F955", place_of(r), _("line %" PRId64 " (%s, %s, by %s) cannot be run again: %s"),
               r->line->number, r->line->verb, r->line->time, r->line->who, first);
}

static bool repeat_import(struct replay *r)
{
    const char **paths = xcalloc(r->n_sources + 1, sizeof *paths);
    size_t n;
    r->result->imports++;
    r->differs = false;
    if (find_sources(r, paths, &n)) {
        struct issues *said = issues_new();
        struct error local = {0};
        bool ran = run_again(r, paths, n, said, &local) && !issues_count(said, FAULT);
        const struct log_row *between = what_came_between(r);
        if (between && (!ran || r->differs))
            issues_add(r->issues, WARNING, "W933", place_of(r),
                       _("line %" PRId64
                         " (%s): its files do not give the same now; whether they did cannot be said, since "
                         "line %" PRId64 " (%s) came after it"),
                       r->line->number, r->line->verb, between->number, between->verb);
        else if (!ran)
            tell_failed(r, said, &local);
        else if (!r->differs)
            r->result->repeated++;
        r->result->files += n;
        issues_free(said);
    }
    free(paths);
    return true;
}

/* What came by the merge at hand, which is repeated where it was keyed: in the file of its office. */
static bool tell_merged(const struct replay *r, struct error *err)
{
    struct query *came = query_table(r->round, "office_came", "run");
    while (query_next(came))
        if (query_get_int(came, CAME_RUN) == r->line->number)
            issues_add(r->issues, WARNING, "W932", place_of(r),
                       _("line %" PRId64 " (merge): %" PRId64 " keyings and %" PRId64
                         " states from a file of office \"%s\" (its lines %s) are not repeated here; `dtxhh verify "
                         "--sources` of that file does it"),
                       r->line->number, query_get_int(came, CAME_KEYINGS), query_get_int(came, CAME_STATES),
                       query_get_str(came, CAME_OFFICE), query_get_str(came, CAME_LINES));
    return query_end(came, err);
}

/* --- all of them --------------------------------------------------------------------------------- */

static bool repeat_lines(struct replay *r, struct error *err)
{
    struct tables tables = {0};
    bool ok = store_begin(r->anew, err) && copy_tables(r, &tables, err) && store_commit(r->anew, err);
    struct query *log = query_table(r->round, "log", "number");
    int64_t plain = entries_plain_until(r->round);
    for (size_t i = 0; ok && i < r->n_lines && query_next(log); i++) {
        r->line = &r->lines[i];
        lines_stay_plain(r->anew, r->line->number <= plain);
        if (is_import(r))
            ok = repeat_import(r);
        else if (!strcmp(r->line->verb, "merge"))
            ok = tell_merged(r, err);
        ok = ok && store_begin(r->anew, err) && take_rows(&tables, r->line->number, err) &&
             log_take(r->anew, log, err) && store_commit(r->anew, err);
    }
    forget_tables(&tables);
    return query_end(log, ok ? err : NULL) && ok;
}

/* A new round at PATH with the secret of the other one. */
static struct store *with_secret(struct replay *r, const char *path, struct error *err)
{
    r->anew = store_create(path, NULL, err);
    bool ok = r->anew && store_begin(r->anew, err) && store_clear(r->anew, "secret", err) &&
              copy_whole(r, "secret", err) && store_commit(r->anew, err);
    store_close(r->anew); /* which knows another one */
    return ok ? store_open(path, STORE_WRITE, err) : NULL;
}

/* In a folder that nobody else may enter, until it is closed. */
static bool replay_in_folder(struct replay *r, struct error *err)
{
    const char *at = getenv("TMPDIR");
    char *folder = xasprintf("%s/dtxhh-replay.XXXXXX", at && *at ? at : "/tmp"), *path = NULL;
    bool ok = mkdtemp(folder) || error_set(err, E_FILE, _("cannot make folder \"%s\": %s"), folder, strerror(errno));
    if (ok) {
        path = xasprintf("%s/round", folder);
        temporary_add(path);
        r->anew = with_secret(r, path, err);
        ok = r->anew && repeat_lines(r, err);
        store_close(r->anew);
        unlink(path);
        temporary_drop(path);
        rmdir(folder);
    }
    free(path);
    free(folder);
    return ok;
}

bool replay_imports(struct store *store, const char *folder, struct replayed *result, struct issues *issues,
                    struct error *err)
{
    struct replay r = {.round = store, .folder = folder, .result = result, .issues = issues};
    *result = (struct replayed){0};
    bool ok =
        list_files(&r.files, folder, err) &&
        (r.lines = rows_read(query_table(store, "log", "number"), &log_row_kind, &r.n_lines, err)) &&
        (r.sources = rows_read(query_table(store, "source", "source"), &source_row_kind, &r.n_sources, err)) &&
        (r.options = rows_read(query_table(store, "import_option", "run"), &option_row_kind, &r.n_options, err)) &&
        replay_in_folder(&r, err);
    rows_free(r.lines, r.n_lines, &log_row_kind);
    rows_free(r.sources, r.n_sources, &source_row_kind);
    rows_free(r.options, r.n_options, &option_row_kind);
    forget_files(&r.files);
    return ok;
}
