#include "survey/base/dictionary.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

/* Keys lie one behind the other in blocks; slots are open-addressed and hold
 * the key's number + 1. */
struct key {
    char *text;
    size_t length;
    uint64_t hash;
};

struct dictionary {
    struct key *keys;
    size_t n_keys, keys_room;
    size_t *slots;
    size_t n_slots; /* a power of two */
    char **blocks;
    size_t n_blocks, blocks_room, block_used;
};

#define BLOCK ((size_t)1 << 16)

struct dictionary *dictionary_new(void)
{
    struct dictionary *d = xcalloc(1, sizeof *d);
    d->n_slots = 64;
    d->slots = xcalloc(d->n_slots, sizeof *d->slots);
    d->block_used = BLOCK;
    return d;
}

void dictionary_free(struct dictionary *d)
{
    if (!d)
        return;
    for (size_t i = 0; i < d->n_blocks; i++)
        free(d->blocks[i]);
    free(d->blocks);
    free(d->keys);
    free(d->slots);
    free(d);
}

/* FNV-1a, then mixed. */
static uint64_t hash_of(const char *key, size_t length)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < length; i++)
        h = (h ^ (unsigned char)key[i]) * UINT64_C(1099511628211);
    return h ^ (h >> 29);
}

/* The slot of KEY, or the empty one where it belongs. */
static size_t slot_of(const struct dictionary *d, const char *key, size_t length, uint64_t hash)
{
    size_t slot = (size_t)hash & (d->n_slots - 1);
    while (d->slots[slot]) {
        const struct key *k = &d->keys[d->slots[slot] - 1];
        if (k->hash == hash && k->length == length && !memcmp(k->text, key, length))
            break;
        slot = (slot + 1) & (d->n_slots - 1);
    }
    return slot;
}

static void enlarge(struct dictionary *d)
{
    free(d->slots);
    d->n_slots *= 2;
    d->slots = xcalloc(d->n_slots, sizeof *d->slots);
    for (size_t i = 0; i < d->n_keys; i++) {
        size_t slot = (size_t)d->keys[i].hash & (d->n_slots - 1);
        while (d->slots[slot])
            slot = (slot + 1) & (d->n_slots - 1);
        d->slots[slot] = i + 1;
    }
}

static char *keep(struct dictionary *d, const char *key, size_t length)
{
    if (d->block_used + length + 1 > BLOCK) {
        d->blocks = grow(d->blocks, &d->blocks_room, d->n_blocks + 1, sizeof *d->blocks);
        d->blocks[d->n_blocks++] = xmalloc(length + 1 > BLOCK ? length + 1 : BLOCK);
        d->block_used = 0;
    }
    char *text = d->blocks[d->n_blocks - 1] + d->block_used;
    memcpy(text, key, length);
    text[length] = '\0';
    d->block_used += length + 1;
    return text;
}

size_t dictionary_add(struct dictionary *d, const char *key, size_t length, bool *added)
{
    uint64_t hash = hash_of(key, length);
    size_t slot = slot_of(d, key, length, hash);
    if (added)
        *added = d->slots[slot] == 0;
    if (d->slots[slot])
        return d->slots[slot] - 1;
    d->keys = grow(d->keys, &d->keys_room, d->n_keys + 1, sizeof *d->keys);
    d->keys[d->n_keys] = (struct key){keep(d, key, length), length, hash};
    d->slots[slot] = ++d->n_keys;
    if (d->n_keys * 2 > d->n_slots)
        enlarge(d);
    return d->n_keys - 1;
}

size_t dictionary_find(const struct dictionary *d, const char *key)
{
    size_t length = strlen(key);
    size_t slot = slot_of(d, key, length, hash_of(key, length));
    return d->slots[slot] ? d->slots[slot] - 1 : SIZE_MAX;
}

size_t dictionary_size(const struct dictionary *d)
{
    return d->n_keys;
}

const char *dictionary_key(const struct dictionary *d, size_t i)
{
    assert(i < d->n_keys);
    return d->keys[i].text;
}
