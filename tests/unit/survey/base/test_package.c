/* How much of a part is unpacked at most.  The parts are stored, so that no ratio speaks, in files with a hole. */
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "survey/base/package.h"
#include "tests/unit/rounds.h"

static void put(FILE *out, unsigned bytes, uint64_t value)
{
    for (; bytes; bytes--, value >>= 8)
        fputc((int)(value & 0xFF), out);
}

/* What the local header and the directory say of the part "x" of N zeros; its sizes stand in a ZIP64 field. */
static void put_entry(FILE *out, uint64_t n, bool directory)
{
    fputs(directory ? "PK\1\2" : "PK\3\4", out);
    put(out, directory ? 4 : 2, 45);
    put(out, 4, 0); /* no flags, stored */
    put(out, 4, 0x00210000);
    put(out, 4, 0); /* a checksum that is wrong */
    put(out, 8, UINT64_MAX);
    put(out, 2, 1);
    put(out, 2, 20);
    if (directory) /* no comment, first disk, attributes; at the beginning of the file */
        for (int i = 0; i < 7; i++)
            put(out, 2, 0);
    fputs("x", out);
    put(out, 2, 1);
    put(out, 2, 16);
    put(out, 8, n);
    put(out, 8, n);
}

static void write_zeros(const char *path, uint64_t n)
{
    FILE *out = fopen(path, "wb");
    cr_assert(out);
    put_entry(out, n, false);
    cr_assert_eq(fseeko(out, (off_t)n, SEEK_CUR), 0);
    uint64_t directory = (uint64_t)ftello(out);
    put_entry(out, n, true);
    uint64_t end = (uint64_t)ftello(out);
    fputs("PK\6\6", out);
    put(out, 8, 44);
    put(out, 4, 45 << 16 | 45);
    put(out, 8, 0);
    put(out, 8, 1);
    put(out, 8, 1);
    put(out, 8, end - directory);
    put(out, 8, directory);
    fputs("PK\6\7", out);
    put(out, 4, 0);
    put(out, 8, end);
    put(out, 4, 1);
    fputs("PK\5\6", out);
    put(out, 4, 0);
    put(out, 4, UINT32_MAX);
    put(out, 8, UINT64_MAX);
    put(out, 2, 0);
    cr_assert_eq(fclose(out), 0);
}

/* Four gibibytes are read to their end, where the checksum is looked at; one byte more is not. */
Test(package, a_part_of_more_than_four_gibibytes_is_refused)
{
    static const struct {
        uint64_t n;
        const char *says;
    } parts[] = {
        {(uint64_t)1 << 20, "CRC"},
        {(uint64_t)4 << 30, "CRC"},
        {((uint64_t)4 << 30) + 1, "unpacks to far more than a table needs (x)"},
    };
    char path[64];
    snprintf(path, sizeof path, "%s/dtxhh-test-XXXXXX", test_folder());
    close(mkstemp(path));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct error err = {0};
        bool found;
        write_zeros(path, parts[i].n);
        struct package *package = package_open(path, &err);
        cr_assert(package, "%s", err.text);
        cr_expect_not(package_check(package, "x", "word", &found, &err));
        cr_expect(strstr(err.text, parts[i].says), "%s", err.text);
        package_close(package);
    }
    unlink(path);
}
