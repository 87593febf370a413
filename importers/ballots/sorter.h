/* sorter.h - entries in any order in, in the order of their serials out.
 *
 * Sorted in memory a few megabytes at a time; what does not fit waits, sorted,
 * in a file without a name beside the round and is merged when it is taken
 * out.  So a table is written from its beginning to its end in one go, and memory
 * does not grow with the number of ballots.
 */
#ifndef IMPORTERS_SORTER_H
#define IMPORTERS_SORTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/error.h"

struct sorter;

/* One keying of a ballot. */
struct sorted_entry {
    int64_t source;  /* number in the round; those of files of offices are large */
    uint32_t ballot; /* index in the register: the order */
    uint32_t line;
    uint32_t keyer;   /* number in the intake, UINT32_MAX for none */
    uint32_t n_cells; /* that follow */
    uint8_t pass;     /* 1 to 6: the order within the ballot */
    uint8_t channel;
};

/* PATH is the round, which must outlive the sorter. */
struct sorter *sorter_new(const char *path);
void sorter_free(struct sorter *sorter);

/* Add an entry with its CELLS[n_cells]. */
bool sorter_add(struct sorter *sorter, const struct sorted_entry *entry, const uint8_t *cells,
                struct error *err) MUST_CHECK;
size_t sorter_count(const struct sorter *sorter);

/* No more are added; then each in its order.  CELLS are valid until the next call.
 * False at the end or on failure. */
bool sorter_finish(struct sorter *sorter, struct error *err) MUST_CHECK;
bool sorter_next(struct sorter *sorter, struct sorted_entry *entry, const uint8_t **cells,
                 struct error *err) MUST_CHECK;

#endif
