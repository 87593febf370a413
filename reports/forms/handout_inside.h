/* handout_inside.h - the ballots of one post office, for its hand-out list and its entry workbook. */
#ifndef REPORTS_HANDOUT_INSIDE_H
#define REPORTS_HANDOUT_INSIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reports/forms/handout.h"
#include "reports/workbook/book.h"
#include "survey/base/error.h"
#include "survey/round/ballots.h"
#include "survey/round/definition.h"

/* On every page of a list with names. */
#define HANDOUT_PERSONAL "Có thông tin cá nhân: không gửi cùng phiếu"

struct handed {
    int64_t serial;
    size_t type, group;
    char *member; /* "" for a ballot of a pool */
    size_t list;  /* index in the unit lists */
    bool pool;
    struct handed_person person; /* of a list with names */
};

struct office_ballots {
    const char *name; /* "" where the ballots have none */
    struct handed *ballots;
    size_t n;
};

/* The list by which ballots are given to people: by group and member, with boxes to tick and sign.  It alone
 * says which serial is whose; it stays with the office.  NAMED has who they are and where to find them, too. */
void handout_list(struct book *book, const struct definition *d, struct office_ballots *office, bool named);

/* The workbook in which they are keyed: a sheet a ballot type, rows by serial, which is random.  Of AUDIT, NULL for
 * the keying that counts, each row says the line that fixed it, so that no import takes it for that. */
void handout_entry(struct book *book, const struct definition *d, const struct unit_lists *lists,
                   struct office_ballots *office, const struct audit *audit);

/* The workbook in which the fields that AUDIT drew of them are keyed again. */
void handout_fields(struct book *book, const struct definition *d, const struct unit_lists *lists,
                    const struct office_ballots *office, const struct handout_audit *audit);

#endif
