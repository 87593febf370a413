#include "importers/ballots/sorter.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"

#define ROOM_BYTES  ((size_t)4 << 20) /* of entries in memory, or one that is larger */
#define MERGE_BYTES ((size_t)4 << 20) /* read ahead from all sorted runs together */

/* Where an entry lies in `bytes`; sorted instead of the entries themselves. */
struct entry_key {
    uint32_t ballot;
    uint32_t offset : 29;
    uint32_t pass : 3;
};

/* A sorted run in the file. */
struct sorted_run {
    off_t next, end; /* of what is not read yet */
    uint8_t *bytes;  /* read ahead */
    size_t at, have;
    struct sorted_entry head; /* of the entry at `at` */
};

struct sorter {
    const char *path;
    uint8_t *bytes;
    size_t used, room;
    struct entry_key *keys;
    size_t n_keys, keys_room, next_key;
    size_t n, largest; /* entries; bytes of the largest, at least 4096 */
    int file;          /* -1: all is in memory */
    off_t written;
    struct sorted_run *runs;
    size_t n_runs, runs_room;
    struct sorted_run **heap; /* runs that have more, the least in front */
    size_t n_heap;
    struct sorted_run *last; /* the run whose entry was given last */
};

struct sorter *sorter_new(const char *path)
{
    struct sorter *s = xcalloc(1, sizeof *s);
    s->path = path;
    s->file = -1;
    s->largest = 4096;
    return s;
}

void sorter_free(struct sorter *s)
{
    if (!s)
        return;
    if (s->file >= 0)
        close(s->file);
    for (size_t i = 0; i < s->n_runs; i++)
        free(s->runs[i].bytes);
    free(s->runs);
    free(s->heap);
    free(s->bytes);
    free(s->keys);
    free(s);
}

size_t sorter_count(const struct sorter *s)
{
    return s->n;
}

/* --- the file --------------------------------------------------------------------- */

static bool cannot_write(const struct sorter *s, struct error *err)
{
    return error_set(err, E_FILE, _("cannot write a temporary file beside \"%s\": %s"), s->path, strerror(errno));
}

/* A file in the folder of the round that has no name, so that it is gone when the program is. */
static bool open_file(struct sorter *s, struct error *err)
{
    const char *slash = strrchr(s->path, '/');
    char *folder = slash ? xstrndup(s->path, (size_t)(slash - s->path) + 1) : xstrdup(".");
    s->file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (s->file < 0) { /* a file system that cannot */
        char *name = xasprintf("%s/.dtxhh-XXXXXX", folder);
        s->file = mkostemp(name, O_CLOEXEC);
        if (s->file >= 0)
            unlink(name);
        free(name);
    }
    free(folder);
    return s->file >= 0 || cannot_write(s, err);
}

static bool write_all(struct sorter *s, const uint8_t *bytes, size_t n, struct error *err)
{
    while (n) {
        ssize_t done = write(s->file, bytes, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return cannot_write(s, err);
        bytes += done;
        n -= (size_t)done;
        s->written += done;
    }
    return true;
}

/* Read ahead so that at least one whole entry is there; an empty run stays empty. */
static bool fill(struct sorter *s, struct sorted_run *run, size_t room, struct error *err)
{
    memmove(run->bytes, run->bytes + run->at, run->have - run->at);
    run->have -= run->at;
    run->at = 0;
    while (run->have < room && run->next < run->end) {
        size_t wanted = room - run->have;
        if ((off_t)wanted > run->end - run->next)
            wanted = (size_t)(run->end - run->next);
        ssize_t got = pread(s->file, run->bytes + run->have, wanted, run->next);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return error_set(err, E_FILE, _("cannot read a temporary file beside \"%s\": %s"), s->path,
                             strerror(got ? errno : EIO));
        run->have += (size_t)got;
        run->next += got;
    }
    return true;
}

/* --- in ------------------------------------------------------------------------------ */

static int by_key(const void *a, const void *b)
{
    const struct entry_key *x = a, *y = b;
    if (x->ballot != y->ballot)
        return x->ballot < y->ballot ? -1 : 1;
    return (int)x->pass - (int)y->pass;
}

static void sort(struct sorter *s)
{
    if (s->n_keys)
        qsort(s->keys, s->n_keys, sizeof *s->keys, by_key);
}

static size_t size_of(const struct sorted_entry *head)
{
    return sizeof *head + head->n_cells;
}

/* What is in memory becomes a sorted run of the file. */
static bool spill(struct sorter *s, struct error *err)
{
    enum { CHUNK = 1 << 16 };
    if (s->file < 0 && !open_file(s, err))
        return false;
    sort(s);
    uint8_t *chunk = xmalloc(CHUNK);
    size_t used = 0;
    bool ok = true;
    off_t begin = s->written;
    for (size_t i = 0; ok && i < s->n_keys; i++) {
        const uint8_t *bytes = s->bytes + s->keys[i].offset;
        struct sorted_entry head;
        memcpy(&head, bytes, sizeof head);
        if (used + size_of(&head) > CHUNK) {
            ok = write_all(s, chunk, used, err);
            used = 0;
        }
        if (ok && size_of(&head) > CHUNK) {
            ok = write_all(s, bytes, size_of(&head), err);
        } else if (ok) {
            memcpy(chunk + used, bytes, size_of(&head));
            used += size_of(&head);
        }
    }
    ok = ok && write_all(s, chunk, used, err);
    free(chunk);
    s->runs = grow(s->runs, &s->runs_room, s->n_runs + 1, sizeof *s->runs);
    s->runs[s->n_runs++] = (struct sorted_run){.next = begin, .end = s->written};
    s->used = s->n_keys = 0;
    return ok;
}

bool sorter_add(struct sorter *s, const struct sorted_entry *entry, const uint8_t *cells, struct error *err)
{
    assert(entry->pass >= 1 && entry->pass <= 6);
    size_t size = size_of(entry);
    if (s->used && s->used + size > ROOM_BYTES && !spill(s, err))
        return false;
    s->bytes = grow(s->bytes, &s->room, s->used + size, 1);
    s->largest = size > s->largest ? size : s->largest;
    s->keys = grow(s->keys, &s->keys_room, s->n_keys + 1, sizeof *s->keys);
    s->keys[s->n_keys++] =
        (struct entry_key){.ballot = entry->ballot, .offset = (uint32_t)s->used & 0x1fffffff, .pass = entry->pass & 7u};
    memcpy(s->bytes + s->used, entry, sizeof *entry);
    if (entry->n_cells)
        memcpy(s->bytes + s->used + sizeof *entry, cells, entry->n_cells);
    s->used += size;
    s->n++;
    return true;
}

/* --- out ------------------------------------------------------------------------------- */

static bool stands_before(const struct sorted_run *a, const struct sorted_run *b)
{
    return a->head.ballot != b->head.ballot ? a->head.ballot < b->head.ballot : a->head.pass < b->head.pass;
}

static void sift_down(struct sorter *s, size_t i)
{
    for (;;) {
        size_t least = i, left = 2 * i + 1;
        for (size_t c = left; c < left + 2 && c < s->n_heap; c++)
            if (stands_before(s->heap[c], s->heap[least]))
                least = c;
        if (least == i)
            return;
        struct sorted_run *run = s->heap[i];
        s->heap[i] = s->heap[least];
        s->heap[least] = run;
        i = least;
    }
}

/* Bytes to read ahead from each run; at least one of the largest entries. */
static size_t ahead(const struct sorter *s)
{
    size_t share = MERGE_BYTES / s->n_runs;
    return share > s->largest ? share : s->largest;
}

/* Come to the run's next entry; false at its end or on failure. */
static bool advance(struct sorter *s, struct sorted_run *run, struct error *err)
{
    if (run->have - run->at < sizeof run->head && !fill(s, run, ahead(s), err))
        return false;
    if (run->have - run->at < sizeof run->head)
        return false;
    memcpy(&run->head, run->bytes + run->at, sizeof run->head);
    if (run->have - run->at < size_of(&run->head) && !fill(s, run, ahead(s), err))
        return false;
    return true;
}

bool sorter_finish(struct sorter *s, struct error *err)
{
    if (s->file < 0) {
        sort(s);
        return true;
    }
    if (!spill(s, err))
        return false;
    free(s->bytes);
    free(s->keys);
    s->bytes = NULL;
    s->keys = NULL;
    s->heap = xcalloc(s->n_runs, sizeof *s->heap);
    for (size_t i = 0; i < s->n_runs; i++) {
        struct error local = {0};
        s->runs[i].bytes = xmalloc(ahead(s));
        if (advance(s, &s->runs[i], &local))
            s->heap[s->n_heap++] = &s->runs[i];
        else if (local.code != E_NONE)
            return error_pass(err, &local);
    }
    for (size_t i = s->n_heap / 2; i-- > 0;)
        sift_down(s, i);
    return true;
}

bool sorter_next(struct sorter *s, struct sorted_entry *entry, const uint8_t **cells, struct error *err)
{
    if (s->file < 0) {
        if (s->next_key == s->n_keys)
            return false;
        const uint8_t *bytes = s->bytes + s->keys[s->next_key++].offset;
        memcpy(entry, bytes, sizeof *entry);
        *cells = bytes + sizeof *entry;
        return true;
    }
    if (s->last) { /* the entry given last is done with */
        struct error local = {0};
        s->last->at += size_of(&s->last->head);
        if (!advance(s, s->last, &local)) {
            if (!error_pass(err, &local))
                return false;
            s->heap[0] = s->heap[--s->n_heap];
        }
        sift_down(s, 0);
    }
    s->last = s->n_heap ? s->heap[0] : NULL;
    if (!s->last)
        return false;
    *entry = s->last->head;
    *cells = s->last->bytes + s->last->at + sizeof *entry;
    return true;
}
