/* handout_inside.h - the ballots of one post office, for its hand-out list and its entry workbook. */
#ifndef REPORTS_HANDOUT_INSIDE_H
#define REPORTS_HANDOUT_INSIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reports/workbook/book.h"
#include "survey/base/error.h"
#include "survey/round/ballots.h"
#include "survey/round/definition.h"

struct handed {
    int64_t serial;
    size_t type, group;
    char *member; /* "" for a ballot of a pool */
    size_t list;  /* index in the unit lists */
    bool pool;
};

struct office_ballots {
    const char *name; /* "" where the ballots have none */
    struct handed *ballots;
    size_t n;
};

/* The list by which ballots are given to people: by group and member, with boxes to tick and sign.  It alone
 * says which serial is whose; it stays with the office. */
void handout_list(struct book *book, const struct definition *d, struct office_ballots *office);

/* The workbook in which they are keyed: a sheet a ballot type, rows by serial, which is random. */
void handout_entry(struct book *book, const struct definition *d, const struct unit_lists *lists,
                   struct office_ballots *office);

#endif
