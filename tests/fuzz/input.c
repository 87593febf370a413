#include "tests/fuzz/input.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void input_open(struct input *input, const void *data, size_t size)
{
    input->fd = memfd_create("fuzz", 0);
    if (input->fd < 0 || (size && write(input->fd, data, size) != (ssize_t)size))
        abort();
    snprintf(input->path, sizeof input->path, "/proc/self/fd/%d", input->fd);
}

void input_close(struct input *input)
{
    close(input->fd);
}

/* --- a workbook from its parts ------------------------------------------------------ */

static const char links[] =
    "<Relationships><Relationship Id=\"a\" Type=\"/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
static const char book_links[] =
    "<Relationships><Relationship Id=\"a\" Type=\"/worksheet\" Target=\"sheet.xml\"/>"
    "<Relationship Id=\"b\" Type=\"/styles\" Target=\"styles.xml\"/>"
    "<Relationship Id=\"c\" Type=\"/sharedStrings\" Target=\"strings.xml\"/></Relationships>";
static const char book[] = "<workbook><sheets><sheet name=\"x\" r:id=\"a\"/></sheets></workbook>";
static const char no_styles[] = "<styleSheet/>", no_strings[] = "<sst/>";

static const char *const names[] = {
    "xl/sheet.xml", "xl/strings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"};
enum { N_PARTS = 6 };

static uint32_t crc_of(const uint8_t *bytes, size_t n)
{
    uint32_t crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < n; i++) {
        crc ^= bytes[i];
        for (int k = 0; k < 8; k++)
            crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
    }
    return ~crc;
}

static void put(FILE *out, unsigned bytes, uint32_t value)
{
    for (; bytes; bytes--, value >>= 8)
        fputc((int)(value & 0xFF), out);
}

/* Write the parts in DATA, and the usual ones for those it lacks, as a zip file. */
static void pack(const uint8_t *data, size_t size, FILE *out)
{
    const uint8_t *parts[N_PARTS] = {NULL,
                                     (const uint8_t *)no_strings,
                                     (const uint8_t *)no_styles,
                                     (const uint8_t *)book,
                                     (const uint8_t *)book_links,
                                     (const uint8_t *)links};
    size_t lengths[N_PARTS] = {
        0, sizeof no_strings - 1, sizeof no_styles - 1, sizeof book - 1, sizeof book_links - 1, sizeof links - 1};
    long at[N_PARTS];
    for (size_t p = 0; p < N_PARTS; p++) {
        const uint8_t *end = memchr(data, 0, size);
        parts[p] = data;
        lengths[p] = end ? (size_t)(end - data) : size;
        if (!end)
            break;
        size -= lengths[p] + 1;
        data = end + 1;
    }
    for (size_t p = 0; p < N_PARTS; p++) {
        at[p] = ftell(out);
        fputs("PK\3\4", out);
        put(out, 2, 20);
        put(out, 4, 0);
        put(out, 4, 0x00210000);
        put(out, 4, crc_of(parts[p], lengths[p]));
        put(out, 4, (uint32_t)lengths[p]);
        put(out, 4, (uint32_t)lengths[p]);
        put(out, 2, (uint32_t)strlen(names[p]));
        put(out, 2, 0);
        fputs(names[p], out);
        fwrite(parts[p], 1, lengths[p], out);
    }
    long directory = ftell(out);
    for (size_t p = 0; p < N_PARTS; p++) {
        fputs("PK\1\2", out);
        put(out, 2, 20);
        put(out, 2, 20);
        put(out, 4, 0);
        put(out, 4, 0x00210000);
        put(out, 4, crc_of(parts[p], lengths[p]));
        put(out, 4, (uint32_t)lengths[p]);
        put(out, 4, (uint32_t)lengths[p]);
        put(out, 2, (uint32_t)strlen(names[p]));
        for (int k = 0; k < 4; k++)
            put(out, 2, 0);
        put(out, 4, 0);
        put(out, 4, (uint32_t)at[p]);
        fputs(names[p], out);
    }
    long end = ftell(out);
    fputs("PK\5\6", out);
    put(out, 4, 0);
    put(out, 2, N_PARTS);
    put(out, 2, N_PARTS);
    put(out, 4, (uint32_t)(end - directory));
    put(out, 4, (uint32_t)directory);
    put(out, 2, 0);
}

void input_open_workbook(struct input *input, const uint8_t *data, size_t size)
{
    if (size >= 2 && !memcmp(data, "PK", 2)) {
        input_open(input, data, size);
        return;
    }
    char *bytes = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&bytes, &n);
    if (!out)
        abort();
    pack(data, size, out);
    fclose(out);
    input_open(input, bytes, n);
    free(bytes);
}
