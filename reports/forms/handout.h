/* handout.h - the ballots of each post office: who gets which, and the workbook they are keyed in. */
#ifndef REPORTS_HANDOUT_H
#define REPORTS_HANDOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/error.h"
#include "survey/custody/audit.h"
#include "survey/store/store.h"

/* Who somebody is; "" for what is not known.  The strings are the asker's. */
struct handed_person {
    char *name, *address, *contact;
};

/* Whom to ask for it. */
struct handout_people {
    struct handed_person (*who)(void *context, const char *group, const char *member);
    void *context;
};

/* Write hand-out lists and entry workbooks, one of each per post office, into
 * the folder DIR (made if missing) for the ballots that were issued in RUN (0: all); unless PEOPLE is NULL a list
 * with names too, which nobody but its owner may read.  *N_FILES is
 * their number: all, or, where one could not be written, none. */
bool handout_write(struct store *store, const char *dir, int64_t run, const struct handout_people *people, bool force,
                   size_t *n_files, struct error *err) MUST_CHECK;

/* What an audit drew. */
struct handout_audit {
    const struct audit *audit;
    const struct audit_drawn *drawn; /* by serial and cell */
    size_t n;
};

/* The same of what an audit drew: one workbook per post office in which it is keyed again, without any answer; of a
 * re-interview also the list that says who is asked. */
bool handout_audit(struct store *store, const char *dir, const struct handout_audit *audit, bool force, size_t *n_files,
                   struct error *err) MUST_CHECK;

#endif
