/* log.h - the hash chain, the digests of tables, and what of the round is newer than what. */
#ifndef VERIFIER_LOG_H
#define VERIFIER_LOG_H

#include "file.h"

struct line {
    int64_t number;
    bool old; /* of form 1, before schema version 11: its digests are not repeated */
    char *time, *who, *verb, *mark, *wrote, *reads, *holds, *hash;
};

struct log {
    struct line *lines;
    size_t n;
    int64_t first; /* the first line whose digests are of today's form */
};

void log_check(struct file *f, struct log *log, const char *head);
void log_check_tables(struct file *f, const struct log *log);

/* "verb, time, who" of line NUMBER. */
const char *line_words(struct file *f, const struct log *log, int64_t number);
/* The number of the newest line that wrote TABLE; 0 where none did. */
int64_t log_newest(const struct log *log, const char *table);
/* "ROWS SHA256" of TABLE as lines before NUMBER had it last; NULL where none did. */
const char *log_said_before(struct file *f, const struct log *log, const char *table, int64_t number);
/* True where TABLE is what its newest line made of what there is now; else *CHANGED is what changed, NULL where it was
 * never made. */
bool log_fresh(struct file *f, const struct log *log, const char *table, const char **changed);

#endif
