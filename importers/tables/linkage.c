#include "importers/tables/linkage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

static int digit(char c)
{
    const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

bool linkage_open(struct linkage *l, const char *path, struct error *err)
{
    *l = (struct linkage){.is_new = false};
    FILE *file = fopen(path, "r");
    if (!file && errno == ENOENT) {
        l->is_new = true;
        random_bytes(l->secret, sizeof l->secret);
        return true;
    }
    char line[2 * HASH_BYTES + 3] = "";
    if (!file || (!fgets(line, sizeof line, file) && ferror(file))) {
        error_set(err, E_FILE, _("cannot read \"%s\": %s"), path, strerror(errno));
        if (file)
            fclose(file);
        return false;
    }
    bool ok = fgetc(file) == EOF;
    fclose(file);
    line[strcspn(line, "\r\n")] = '\0';
    ok = ok && strlen(line) == sizeof l->secret * 2;
    for (size_t i = 0; ok && i < sizeof l->secret; i++) {
        int high = digit(line[2 * i]), low = digit(line[2 * i + 1]);
        ok = high >= 0 && low >= 0;
        l->secret[i] = (uint8_t)(high * 16 + low);
    }
    return ok || error_set(err, E_FILE, _("\"%s\" is no file of a linkage key: expected one line of 64 digits 0-9 a-f"),
                           path);
}

static void to_hex(const uint8_t *bytes, size_t n, char *hex)
{
    for (size_t i = 0; i < n; i++)
        snprintf(hex + 2 * i, 3, "%02x", bytes[i]);
}

bool linkage_write(const struct linkage *l, const char *path, struct error *err)
{
    char hex[HASH_HEX];
    to_hex(l->secret, sizeof l->secret, hex);
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    bool ok = file >= 0 && dprintf(file, "%s\n", hex) == HASH_HEX && fsync(file) == 0;
    if (!ok)
        error_set(err, E_FILE, _("cannot write \"%s\": %s"), path, strerror(errno));
    if (file >= 0)
        close(file);
    if (file >= 0 && !ok)
        unlink(path);
    return ok;
}

void linkage_key(const struct linkage *l, const char *group, const char *id, char key[LINKAGE_KEY])
{
    char *g = text_alike(group), *i = text_alike(id), *text = xasprintf("%s\x1f%s", g, i);
    uint8_t digest[HASH_BYTES];
    hash_keyed(l->secret, text, strlen(text), digest);
    to_hex(digest, (LINKAGE_KEY - 1) / 2, key);
    free(g);
    free(i);
    free(text);
}
