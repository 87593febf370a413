/* log_inside.h - lines of the log: what their hash covers.  Shared by log.c, which makes them, and log_check.c. */
#ifndef SURVEY_LOG_INSIDE_H
#define SURVEY_LOG_INSIDE_H

#include <stddef.h>

#include "survey/base/hash.h"
#include "survey/store/store.h"

#define MARK_FIXED "fixed-time" /* SOURCE_DATE_EPOCH was set */
#define MARK_BACK  "clock-back" /* the line before is later */

/* What the hash of a line covers, in this order; numbers in digits, NULL for SQL NULL. */
enum line_part {
    P_NUMBER,
    P_FORM,
    P_TIME,
    P_LOGIN,
    P_WHO,
    P_PROGRAM,
    P_MARK,
    P_VERB,
    P_REASON,
    P_DETAIL,
    P_WROTE,
    P_READS,
    P_HOLDS,
    N_PARTS
};

struct line_text {
    const char *bytes; /* NULL for SQL NULL */
    size_t n;
};

struct line_text line_text(const char *text);

/* The hash of the line that follows the line with hash PREVIOUS.  Lines of before schema version 11 have form 1: not
 * all parts, reason and detail as they are. */
void line_hash(struct store *store, const struct line_text parts[N_PARTS], const char *previous, char hex[HASH_HEX]);

/* The same where SHOWN[P] stands in the hash for part P. */
void line_hash_shown(const struct line_text parts[N_PARTS], const char *const shown[N_PARTS], const char *previous,
                     char hex[HASH_HEX]);

/* The columns that a line's hash covers, in their order, and the hash, line by line; so of a round of before
 * version 11. */
extern const char sql_lines[], sql_lines_before_11[], sql_merged_lines[];
/* The tables that lines speak of; the hash before the first line. */
extern const char sql_tables[], no_hash[];

#endif
