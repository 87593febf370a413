#include "survey/base/message.h"

#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

#define MO_MAGIC 0x950412de

/* A message catalogue as msgfmt writes it (GNU gettext manual, "The Format of GNU MO Files"): the texts in the order of
 * their bytes, each with its translation.  Set once, before anything is said. */
static struct {
    char *bytes; /* NULL: the source speaks */
    uint32_t n;
    uint32_t texts, translations; /* where the tables of them begin: for each its length and where it begins */
    bool vietnamese;
} catalogue;

static uint32_t word(const char *bytes, size_t i)
{
    uint32_t x;
    memcpy(&x, bytes + 4 * i, sizeof x);
    return x;
}

/* The pairs of the table at OFFSET all lie within the SIZE bytes and end in a NUL. */
static bool is_whole(const char *bytes, size_t size, size_t offset, size_t n)
{
    if (offset % 4 || offset > size || n > (size - offset) / 8)
        return false;
    for (size_t i = 0; i < n; i++) {
        size_t length = word(bytes + offset, 2 * i), at = word(bytes + offset, 2 * i + 1);
        if (at >= size || length >= size - at || bytes[at + length])
            return false;
    }
    return true;
}

static void read_catalogue(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return;
    size_t size = 0, room = 0, got;
    char *bytes = NULL;
    do {
        bytes = grow(bytes, &room, size + 65536, 1);
        got = fread(bytes + size, 1, 65536, f);
        size += got;
    } while (got);
    fclose(f);
    if (size < 20 || word(bytes, 0) != MO_MAGIC || !is_whole(bytes, size, word(bytes, 3), word(bytes, 2)) ||
        !is_whole(bytes, size, word(bytes, 4), word(bytes, 2))) {
        free(bytes);
        return;
    }
    catalogue.bytes = bytes;
    catalogue.n = word(bytes, 2);
    catalogue.texts = word(bytes, 3);
    catalogue.translations = word(bytes, 4);
}

/* Text I of the table at OFFSET. */
static const char *entry(uint32_t offset, size_t i)
{
    return catalogue.bytes + word(catalogue.bytes + offset, 2 * i + 1);
}

const char *translate(const char *text)
{
    for (size_t low = 0, high = catalogue.n; low < high;) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(text, entry(catalogue.texts, middle));
        if (order == 0)
            return entry(catalogue.translations, middle);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return text;
}

bool message_language(const char *language, const char *folder)
{
    bool vietnamese = !strcmp(language, "vi");
    if (!vietnamese && strcmp(language, "en") != 0)
        return false;
    setlocale(LC_ALL, "C.UTF-8");
    free(catalogue.bytes);
    memset(&catalogue, 0, sizeof catalogue);
    catalogue.vietnamese = vietnamese;
    if (vietnamese) {
        char *path = xasprintf("%s/vi/LC_MESSAGES/dtxhh.mo", folder);
        read_catalogue(path);
        free(path);
    }
    return true;
}

bool message_is_vietnamese(void)
{
    return catalogue.vietnamese;
}
