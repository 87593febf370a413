/* findings.h - what monitoring teams found, and what was answered. */
#ifndef SURVEY_CUSTODY_FINDINGS_H
#define SURVEY_CUSTODY_FINDINGS_H

#include <stddef.h>
#include <stdint.h>

#include "survey/base/error.h"
#include "survey/store/store.h"

enum finding_field {
    FINDING_CODE, /* as the team numbers it */
    FINDING_TEAM,
    FINDING_DATE, /* yyyy-mm-dd, as is SETTLED */
    FINDING_PLACE,
    FINDING_OFFICE,
    FINDING_FOUND,
    FINDING_ANSWER,
    FINDING_SETTLED,
    N_FINDING_FIELDS
};

/* The columns of the table `finding`. */
extern const char *const finding_columns[N_FINDING_FIELDS];

/* A finding as it stands; "" for what is not known. */
struct finding {
    char *said[N_FINDING_FIELDS];
    int64_t run;
};

struct findings {
    struct finding *list; /* by day, then code */
    size_t n;
};

bool findings_read(struct findings *findings, struct store *store, struct error *err) MUST_CHECK;
void findings_release(struct findings *findings);

/* The one with CODE; NULL. */
const struct finding *findings_find(const struct findings *findings, const char *code);

#endif
