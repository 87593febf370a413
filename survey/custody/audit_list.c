#include "survey/custody/audit_list.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

#define PASSES 6

/* A keying as it was read. */
struct keying {
    uint8_t *cells;
    size_t n, room;
    bool there;
    char *keyer, *file;
    int64_t source;
    enum channel channel;
};

struct audit_list {
    struct store *store;
    const struct definition *d;
    enum audit_kind kind;
    struct error error;
    struct query *entries;
    bool more;
    struct unit_lists lists;
    struct keying keyings[PASSES];
    char *office;
    uint8_t *answers;
    bool *is_field;
    size_t room;
};

struct audit_list *audit_list_open(struct store *store, const struct definition *d, enum audit_kind kind, int64_t run)
{
    struct audit_list *l = xcalloc(1, sizeof *l);
    l->store = store;
    l->d = d;
    l->kind = kind;
    l->entries = entries_as_of(store, run);
    l->more = unit_lists_read(&l->lists, store, d, &l->error) && query_next(l->entries);
    return l;
}

bool audit_list_close(struct audit_list *l, struct error *err)
{
    query_end(l->entries, &l->error);
    bool ok = error_pass(err, &l->error);
    unit_lists_release(&l->lists);
    for (size_t i = 0; i < PASSES; i++) {
        free(l->keyings[i].cells);
        free(l->keyings[i].keyer);
        free(l->keyings[i].file);
    }
    free(l->office);
    free(l->answers);
    free(l->is_field);
    free(l);
    return ok;
}

static void set_text(char **text, const char *value)
{
    free(*text);
    *text = xstrdup(value);
}

/* CELLS over K, another keying of the same pass in a file of an office: where the two differ nothing can be read. */
static void fold_keying(struct keying *k, const uint8_t *cells, size_t n)
{
    for (size_t i = 0; i < n && n == k->n; i++)
        if (k->cells[i] == MARK_NOT_ASKED)
            k->cells[i] = cells[i];
        else if (cells[i] != MARK_NOT_ASKED && cells[i] != k->cells[i])
            k->cells[i] = MARK_UNREADABLE;
}

/* Where a keying of PASS through CHANNEL goes, as in the view keying_now. */
static struct keying *keying_of(struct audit_list *l, int64_t pass, enum channel channel)
{
    for (size_t i = 0; i < PASSES / 2; i++)
        if (l->keyings[i].there)
            return &l->keyings[(size_t)(pass - 1) % (PASSES / 2) + (l->keyings[i].channel == channel ? 0 : PASSES / 2)];
    return &l->keyings[pass - 1];
}

/* A keying of a pass that is there already comes from a file of an office. */
static void keep_keying(struct audit_list *l)
{
    int64_t pass = query_get_int(l->entries, ENTRY_PASS);
    size_t n;
    const uint8_t *cells = query_get_blob(l->entries, ENTRY_ANSWERS, &n);
    enum channel channel = channel_find(query_get_str(l->entries, ENTRY_CHANNEL));
    if (pass < 1 || pass > PASSES)
        return;
    struct keying *k = keying_of(l, pass, channel);
    if (k->there) {
        fold_keying(k, cells, n);
        return;
    }
    k->n = n;
    k->cells = grow(k->cells, &k->room, k->n + 1, 1);
    memcpy(k->cells, cells, k->n);
    k->there = true;
    k->channel = channel;
    k->source = query_get_int(l->entries, ENTRY_SOURCE);
    set_text(&k->keyer, query_get_str(l->entries, ENTRY_KEYER));
    set_text(&k->file, query_get_str(l->entries, ENTRY_FILE));
}

/* Which of the two channels the audit is about: paper, or of people asked again the one that counts; PASSES: none. */
static size_t first_keying(const struct audit_list *l, bool has_member)
{
    const struct keying *one = &l->keyings[0], *other = &l->keyings[3];
    if (l->kind != AUDIT_REINTERVIEW)
        return one->there && one->channel == CHANNEL_PAPER       ? 0
               : other->there && other->channel == CHANNEL_PAPER ? 3
                                                                 : PASSES;
    if (!has_member || (!one->there && !other->there))
        return PASSES;
    bool second =
        !one->there || (other->there && channel_that_counts(l->d, one->channel, other->channel) != one->channel);
    return second ? 3 : 0;
}

/* What K[0], and K[1] and K[2] where they are there, come to. */
static void settle(uint8_t *answers, const struct keying *k, size_t n)
{
    memcpy(answers, k[0].cells, n);
    for (size_t i = 0; i < n; i++) {
        if (k[1].there && k[1].n == n && k[1].cells[i] != answers[i])
            answers[i] = MARK_UNREADABLE;
        if (k[2].there && k[2].n == n && k[2].cells[i] != MARK_NOT_ASKED)
            answers[i] = k[2].cells[i];
    }
}

static void commit(struct audit_list *l, struct listed *b)
{
    char digits[24], hex[HASH_HEX];
    int n = snprintf(digits, sizeof digits, "%" PRId64, b->serial);
    store_commitment(l->store, ROLE_SERIAL, digits, (size_t)n, hex);
    for (size_t i = 0; i < HASH_BYTES; i++) {
        char byte[3] = {hex[2 * i], hex[2 * i + 1], '\0'};
        b->commitment[i] = (uint8_t)strtoul(byte, NULL, 16);
    }
}

/* B from the keyings at hand; false where it is not in the list, or E_FILE. */
static bool make_ballot(struct audit_list *l, struct listed *b, bool has_member)
{
    size_t first = first_keying(l, has_member);
    if (first == PASSES || b->type == NONE || b->list == NONE)
        return false;
    const struct keying *k = &l->keyings[first];
    b->units = l->lists.units + l->lists.start[b->list];
    b->n_units = l->lists.n_units[b->list];
    b->n_cells = definition_n_cells(l->d, b->type, b->n_units);
    if (k->n != b->n_cells)
        return error_set(&l->error, E_FILE, _("the keying of ballot %" PRId64 " is not as long as its questions"),
                         b->serial);
    if (b->n_cells + 1 > l->room) {
        l->room = 2 * (b->n_cells + 1);
        l->answers = xreallocarray(l->answers, l->room, 1);
        l->is_field = xreallocarray(l->is_field, l->room, sizeof *l->is_field);
    }
    settle(l->answers, k, b->n_cells);
    for (size_t i = 0; i < b->n_cells; i++) {
        const struct question *q = &l->d->questions[ballot_cell_question(l->d, b->type, b->n_units, i)];
        l->is_field[i] = q->kind == KIND_OPTION && k->cells[i] != MARK_NOT_ASKED;
        b->n_fields += l->is_field[i];
    }
    b->is_field = l->is_field;
    b->answers = l->kind == AUDIT_BATCH ? k->cells : l->answers;
    b->n_keyings = k[1].there && k[1].n == b->n_cells ? 2 : 1;
    for (size_t i = 0; i < b->n_keyings; i++) {
        b->keyings[i] = k[i].cells;
        b->keyers[i] = k[i].keyer;
    }
    b->office = l->office;
    b->source = k->source;
    b->file = k->file;
    commit(l, b);
    return true;
}

bool audit_list_next(struct audit_list *l, struct listed *b)
{
    while (l->more && l->error.code == E_NONE) {
        *b = (struct listed){.serial = query_get_int(l->entries, ENTRY_SERIAL)};
        b->type = definition_type(l->d, query_get_str(l->entries, ENTRY_TYPE));
        b->list = unit_lists_find(&l->lists, query_get_int(l->entries, ENTRY_LIST));
        bool has_member = !query_is_null(l->entries, ENTRY_MEMBER);
        set_text(&l->office, query_get_str(l->entries, ENTRY_OFFICE));
        for (size_t i = 0; i < PASSES; i++)
            l->keyings[i].there = false;
        while (l->more && query_get_int(l->entries, ENTRY_SERIAL) == b->serial) {
            keep_keying(l);
            l->more = query_next(l->entries);
        }
        if (make_ballot(l, b, has_member))
            return true;
    }
    return false;
}

/* --- its SHA-256 ---------------------------------------------------------------------------- */

void list_hash_init(struct list_hash *hash)
{
    *hash = (struct list_hash){.batches = dictionary_new()};
}

size_t list_hash_add(struct list_hash *hash, const struct listed *b)
{
    char *batch = xasprintf("%" PRId64 "|%s", b->source, b->keyers[0]);
    hash->lines = grow(hash->lines, &hash->room, hash->n + 1, sizeof *hash->lines);
    struct list_line *line = &hash->lines[hash->n++];
    memcpy(line->commitment, b->commitment, HASH_BYTES);
    line->fields = b->n_fields;
    line->batch = dictionary_add(hash->batches, batch, strlen(batch), NULL);
    hash->fields += (int64_t)b->n_fields;
    free(batch);
    return line->batch;
}

static int by_commitment(const void *a, const void *b)
{
    return memcmp(((const struct list_line *)a)->commitment, ((const struct list_line *)b)->commitment, HASH_BYTES);
}

void list_hash_hex(struct list_hash *hash, enum audit_kind kind, char hex[HASH_HEX])
{
    struct hash h;
    if (hash->n)
        qsort(hash->lines, hash->n, sizeof *hash->lines, by_commitment);
    hash_init(&h);
    for (size_t i = 0; i < hash->n; i++) {
        char digits[HASH_HEX], rest[32];
        hash_digits(hash->lines[i].commitment, digits);
        hash_add_text(&h, digits);
        snprintf(rest, sizeof rest, "|%zu", hash->lines[i].fields);
        hash_add_text(&h, rest);
        if (kind == AUDIT_BATCH) {
            hash_add_text(&h, "|");
            hash_add_text(&h, dictionary_key(hash->batches, hash->lines[i].batch));
        }
        hash_add_text(&h, "\n");
    }
    hash_hex(&h, hex);
}

void list_hash_release(struct list_hash *hash)
{
    free(hash->lines);
    dictionary_free(hash->batches);
    *hash = (struct list_hash){0};
}
