/* fuzz_xlsx.c - libFuzzer on workbooks.
 *
 *     clang -g -O1 -fsanitize=fuzzer,address,undefined -D_GNU_SOURCE -I. tests/fuzz/fuzz_xlsx.c \
 *         importers/{csv,encoding,header,number,package,reader,sheet,strings,styles,xlsx}.c \
 *         survey/{error,issues,memory,message,text}.c -lcsv -lzip -lexpat -lutf8proc -lz -o build/fuzz_xlsx
 *     build/fuzz_xlsx -max_total_time=120 build/corpus tests/data/reader/seeds
 *
 * Bytes that begin with "PK" are a file as it is.  All others are XML: the parts
 * of a workbook, separated by a zero byte, in the order of `names`; they are
 * packed here, since no fuzzer guesses a checksum.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "importers/header.h"
#include "importers/reader.h"
#include "survey/memory.h"
#include "survey/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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

static void read_all(const char *path)
{
    static const struct column_name columns[] = {
        {"code", "mã|mã số", true}, {"name", "tên", false}, {"value", NULL, false}};
    struct issues *issues = issues_new();
    struct error err = {0};
    struct reader *reader = reader_open(path, issues, &err);
    struct row row;
    for (size_t s = 0; reader && s < reader_n_sheets(reader) && s < 4; s++) {
        struct error failed = {0};
        if (!reader_go(reader, s, &failed))
            abort();
        while (reader_next(reader, &row, &failed)) {
            for (size_t c = 0; c < row.n_cells; c++)
                if (strlen(row.cells[c].text) != row.cells[c].length ||
                    !text_is_utf8(row.cells[c].text, row.cells[c].length, NULL))
                    abort();
            if (row.n_cells && !row.cells[row.n_cells - 1].length)
                abort();
            if (!row.n_cells && !row.broken)
                abort();
        }
        struct header header;
        failed = (struct error){0};
        if (!reader_go(reader, s, &failed))
            abort();
        bool good = header_read(reader, columns, 3, HEADER_IGNORE, &header, &failed);
        while (good && header_next(&header, &row, &failed))
            ;
        header_release(&header);
    }
    reader_close(reader);
    issues_free(issues);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int fd = memfd_create("fuzz", 0);
    FILE *out = fdopen(fd, "wb");
    if (!out)
        abort();
    if (size >= 2 && !memcmp(data, "PK", 2))
        fwrite(data, 1, size, out);
    else
        pack(data, size, out);
    fflush(out);
    char *path = xasprintf("/proc/self/fd/%d", fd);
    read_all(path);
    free(path);
    fclose(out);
    return 0;
}
