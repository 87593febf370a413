/* read.c - processor seconds of reading a workbook's first sheet to its end, row by row, beside those of unpacking it.
 *
 *     read BOOK.xlsx PART     PART: of the package, such as xl/worksheets/sheet1.xml
 *
 * Prints seconds of unpacking once (with its checksum), of reading, and their ratio: medians of five turns.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "importers/readers/reader.h"
#include "survey/base/package.h"

enum { TURNS = 5 };

static double unpack(const char *path, const char *part)
{
    bool found;
    struct error err = {0};
    clock_t start = clock();
    struct package *package = package_open(path, &err);
    if (!package || !package_check(package, part, "\x01", &found, &err)) {
        fprintf(stderr, "%s\n", err.text);
        exit(3);
    }
    package_close(package);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static double read_rows(const char *path, size_t *n_cells)
{
    struct error err = {0};
    struct issues *issues = issues_new();
    clock_t start = clock();
    struct reader *reader = reader_open(path, issues, &err);
    struct row row;
    *n_cells = 0;
    while (reader && reader_next(reader, &row, &err))
        *n_cells += row.n_cells;
    if (err.code != E_NONE) {
        fprintf(stderr, "%s\n", err.text);
        exit(3);
    }
    reader_close(reader);
    issues_free(issues);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static int by_value(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

int main(int argc, char **argv)
{
    double unpacking[TURNS], reading[TURNS];
    size_t n_cells = 0;
    if (argc != 3)
        return 2;
    for (int i = 0; i < TURNS; i++) {
        unpacking[i] = unpack(argv[1], argv[2]);
        reading[i] = read_rows(argv[1], &n_cells);
    }
    qsort(unpacking, TURNS, sizeof *unpacking, by_value);
    qsort(reading, TURNS, sizeof *reading, by_value);
    printf("%zu cells: unpacking %.2f s, reading %.2f s, %.1f times as long\n", n_cells, unpacking[TURNS / 2],
           reading[TURNS / 2], reading[TURNS / 2] / unpacking[TURNS / 2]);
    return 0;
}
