/* The files of a post office: names, which must not exist, and their ballots from the round. */
#include "reports/forms/handout_inside.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reports/forms/handout.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/base/text.h"

#define NO_OFFICE "khac"

struct handing { /* what handout_write() works on */
    struct store *store;
    struct definition *d;
    struct unit_lists lists;
    const char *dir;
    int64_t run;
    const struct handout_people *people; /* NULL where names are not wanted */
    const struct handout_audit *audit;   /* NULL: of ballots as they are issued */
    bool force;
    char **offices, **stems; /* names, and what their files begin with */
    size_t n_offices;
    char **written; /* N_KINDS of an office at most */
    size_t n_written;
};

/* --- names of files ------------------------------------------------------------------- */

/* A new string: NAME as a file's name, A-Z a-z 0-9 . _ - only. */
static char *file_stem(const char *name)
{
    char *stem = text_is_code(name) ? xstrdup(name) : text_plain(name);
    for (char *p = stem; *p; p++)
        if (!(*p >= 'a' && *p <= 'z') && !(*p >= 'A' && *p <= 'Z') && !(*p >= '0' && *p <= '9') && *p != '_')
            *p = '-';
    text_cut(stem, 60);
    if (*stem && *stem != '-')
        return stem;
    free(stem);
    return xstrdup(NO_OFFICE);
}

/* Stems that differ only by case are one name on some systems. */
static bool stem_taken(const struct handing *h, const char *stem)
{
    for (size_t i = 0; i < h->n_offices; i++)
        if (!strcasecmp(h->stems[i], stem))
            return true;
    return false;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_wanted(const struct handing *h, int64_t serial)
{
    size_t n;
    return !h->audit || audit_drawn_of(h->audit->drawn, h->audit->n, serial, &n) != NULL;
}

static bool read_offices(struct handing *h, struct error *err)
{
    struct dictionary *names = dictionary_new();
    struct query *q = ballots_issued(h->store, h->run, NULL);
    while (query_next(q))
        if (is_wanted(h, query_get_int(q, BALLOT_SERIAL)))
            dictionary_add(names, query_get_str(q, BALLOT_OFFICE), strlen(query_get_str(q, BALLOT_OFFICE)), NULL);
    size_t n = dictionary_size(names);
    h->offices = xcalloc(n, sizeof *h->offices);
    h->stems = xcalloc(n, sizeof *h->stems);
    for (size_t i = 0; i < n; i++)
        h->offices[i] = xstrdup(dictionary_key(names, i));
    if (n)
        qsort(h->offices, n, sizeof *h->offices, by_bytes);
    for (; h->n_offices < n; h->n_offices++) {
        char *base = file_stem(h->offices[h->n_offices]), *stem = xstrdup(base);
        for (unsigned k = 2; stem_taken(h, stem); k++) {
            free(stem);
            stem = xasprintf("%s-%u", base, k);
        }
        h->stems[h->n_offices] = stem;
        free(base);
    }
    dictionary_free(names);
    return query_end(q, err);
}

enum kind { LIST, ENTRY, NAMES, N_KINDS };

/* Of an audit of paper nobody is to be found. */
static enum kind first_kind(const struct handing *h)
{
    return h->audit && h->audit->audit->kind != AUDIT_REINTERVIEW ? ENTRY : LIST;
}

static enum kind last_kind(const struct handing *h)
{
    return h->people ? NAMES : ENTRY;
}

static char *file_path(const struct handing *h, size_t office, enum kind kind)
{
    static const char *const ends[N_KINDS] = {[LIST] = "phat-phieu", [ENTRY] = "nhap-phieu", [NAMES] = "ho-ten"};
    const char *end = h->audit && kind == LIST ? "phuc-tra" : h->audit && kind == ENTRY ? "nhap-lai" : ends[kind];
    return xasprintf("%s/%s-%s.xlsx", h->dir, h->stems[office], end);
}

/* Nothing is written where one of the files is there already. */
static bool check_files(const struct handing *h, struct error *err)
{
    if (mkdir(h->dir, 0777) != 0 && errno != EEXIST)
        return error_set(err, E_FILE, _("the folder \"%s\" cannot be made: %s"), h->dir, strerror(errno));
    bool ok = true;
    for (size_t i = 0; ok && i < h->n_offices; i++)
        for (enum kind kind = first_kind(h); ok && kind <= last_kind(h); kind++) {
            char *path = file_path(h, i, kind);
            ok = output_may_write(path, h->force, err);
            free(path);
        }
    return ok;
}

/* --- an office's ballots -------------------------------------------------------------- */

static void office_release(struct office_ballots *office)
{
    for (size_t i = 0; i < office->n; i++) {
        free(office->ballots[i].member);
        free(office->ballots[i].person.name);
        free(office->ballots[i].person.address);
        free(office->ballots[i].person.contact);
    }
    free(office->ballots);
    *office = (struct office_ballots){0};
}

static bool read_ballots(const struct handing *h, struct office_ballots *office, struct error *err)
{
    struct query *q = ballots_issued(h->store, h->run, office->name);
    bool ok = true;
    size_t room = 0;
    while (ok && query_next(q)) {
        if (!is_wanted(h, query_get_int(q, BALLOT_SERIAL)))
            continue;
        /* A void ballot is not handed out, nor that of a member who was replaced. */
        if (!h->audit && (!strcmp(query_get_str(q, BALLOT_STATE), "void") || *query_get_str(q, BALLOT_REPLACED)))
            continue;
        struct handed one = {.serial = query_get_int(q, BALLOT_SERIAL),
                             .type = definition_type(h->d, query_get_str(q, BALLOT_TYPE)),
                             .group = definition_group(h->d, query_get_str(q, BALLOT_GROUP)),
                             .list = unit_lists_find(&h->lists, query_get_int(q, BALLOT_LIST)),
                             .pool = *query_get_str(q, BALLOT_POOL) != '\0'};
        if (one.type == NONE || one.group == NONE || one.list == NONE) {
            char serial[SERIAL_TEXT];
            ok = error_set(err, E_FILE, _("ballot %s: its type, group or list of units is not in the definition"),
                           serial_format(one.serial, serial));
            break;
        }
        one.member = xstrdup(query_get_str(q, BALLOT_MEMBER));
        if (h->people && !one.pool)
            one.person = h->people->who(h->people->context, h->d->groups[one.group].code, one.member);
        office->ballots = grow(office->ballots, &room, office->n + 1, sizeof *office->ballots);
        office->ballots[office->n++] = one;
    }
    return query_end(q, err) && ok;
}

static bool write_file(struct handing *h, struct office_ballots *office, size_t number, enum kind kind,
                       struct error *err)
{
    char *path = h->written[h->n_written] = file_path(h, number, kind);
    struct book_about about = {.title = h->d->setting[S_TITLE],
                               .warning = kind == NAMES ? HANDOUT_PERSONAL : "",
                               .author = h->d->setting[S_ORGANISER],
                               .date = h->d->setting[S_FIELDWORK_FROM],
                               .decimals = h->d->rules.decimals,
                               .personal = kind == NAMES};
    struct book *book = book_new(path, h->force, &about, err);
    if (book && kind != ENTRY)
        handout_list(book, h->d, office, kind == NAMES);
    else if (book && h->audit && !strcmp(h->audit->audit->part, "fields"))
        handout_fields(book, h->d, &h->lists, office, h->audit);
    else if (book)
        handout_entry(book, h->d, &h->lists, office, h->audit ? h->audit->audit : NULL);
    bool ok = book && book_close(book, err);
    if (ok)
        h->n_written++;
    else
        free(path);
    return ok;
}

/* Of lists for some offices only, nobody could tell which are missing. */
static void remove_written(struct handing *h)
{
    for (size_t i = 0; i < h->n_written; i++)
        unlink(h->written[i]);
}

static void handing_release(struct handing *h)
{
    for (size_t i = 0; i < h->n_offices; i++) {
        free(h->offices[i]);
        free(h->stems[i]);
    }
    for (size_t i = 0; i < h->n_written; i++)
        free(h->written[i]);
    free(h->written);
    free(h->offices);
    free(h->stems);
    unit_lists_release(&h->lists);
    definition_free(h->d);
}

static bool write_all(struct handing h, size_t *n_files, struct error *err)
{
    bool ok = (h.d = definition_load(h.store, err)) != NULL && unit_lists_read(&h.lists, h.store, h.d, err) &&
              read_offices(&h, err);
    if (ok && h.n_offices == 0)
        ok = error_set(err, E_STATE, _("no ballots are issued yet; run `dtxhh issue` first"));
    ok = ok && check_files(&h, err);
    h.written = xcalloc(N_KINDS * h.n_offices + 1, sizeof *h.written);
    for (size_t i = 0; ok && i < h.n_offices; i++) {
        struct office_ballots office = {.name = h.offices[i]};
        ok = read_ballots(&h, &office, err);
        for (enum kind kind = first_kind(&h); ok && office.n && kind <= last_kind(&h); kind++)
            ok = write_file(&h, &office, i, kind, err);
        office_release(&office);
    }
    if (!ok)
        remove_written(&h);
    *n_files = ok ? h.n_written : 0;
    handing_release(&h);
    return ok;
}

bool handout_write(struct store *store, const char *dir, int64_t run, const struct handout_people *people, bool force,
                   size_t *n_files, struct error *err)
{
    struct handing h = {.store = store, .dir = dir, .run = run, .people = people, .force = force};
    return write_all(h, n_files, err);
}

bool handout_audit(struct store *store, const char *dir, const struct handout_audit *audit, bool force, size_t *n_files,
                   struct error *err)
{
    struct handing h = {.store = store, .dir = dir, .audit = audit, .force = force};
    return write_all(h, n_files, err);
}
