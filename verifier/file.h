/* file.h - the file that is checked, and what every check stands on: memory, statements, hashes, decimals, lines.
 *
 * Nothing here is shared with the program that wrote the file.  What is kept is let go at the end, all at once.
 */
#ifndef VERIFIER_FILE_H
#define VERIFIER_FILE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HEX 65 /* 64 hexadecimal digits, NUL */
#define NO  SIZE_MAX

#define WORDS(at, first) __attribute__((format(printf, at, first)))

enum mark { HOLDS, FAILS, UNSAID, UNCHECKED };

/* A check: one line of the report. */
struct check {
    const char *code, *what;
    enum mark mark;
    size_t n, n_faults, n_notes; /* compared; of these wrong */
    char *unit, *places, *note;
};

#define MOST_CHECKS 40
#define PLACES_SAID 5
#define NOTES_SAID  1000

struct file {
    sqlite3 *db;
    const char *path;
    bool evidence; /* commitments stand in place of values */
    bool strange;  /* its tables are not what they should be: nothing more is asked of it */
    uint8_t secret[32];
    int secrets; /* rows of the table */
    char *error; /* of the first statement that failed */
    void *kept;
    struct check checks[MOST_CHECKS];
    size_t n_checks;
};

/* --- memory */
void *keep(struct file *f, size_t bytes); /* zeros */
char *words(struct file *f, const char *format, ...) WORDS(2, 3);
/* ARRAY with room for one more than N elements. */
void *more(struct file *f, void *array, size_t n, size_t size);
void let_go(struct file *f);

/* Texts numbered as they come. */
struct index {
    char **keys;
    size_t n, n_slots;
    uint32_t *slots;
};
size_t index_add(struct file *f, struct index *index, const char *key); /* its number, a new one where it is new */
size_t index_find(const struct index *index, const char *key);          /* or NO */

/* --- statements; a NULL one has no rows */
sqlite3_stmt *ask(struct file *f, const char *sql);
bool next(struct file *f, sqlite3_stmt *q);    /* false at the end, which finalizes Q */
const char *text(sqlite3_stmt *q, int column); /* "" for NULL */
int64_t integer(sqlite3_stmt *q, int column);
double real(sqlite3_stmt *q, int column); /* NaN for NULL */
int64_t number_of(struct file *f, const char *sql, int64_t otherwise);

/* --- hashes */
void sha256_hex(const void *bytes, size_t n, char hex[HEX]);

/* --- decimals in 1e-9 */
typedef int64_t decimal;
#define ONE INT64_C(1000000000)
bool decimal_read(const char *text, decimal *value); /* false unless it is one, maybe with % behind it; "" is not */
decimal decimal_of(double x);                        /* halves away from zero */
decimal decimal_round(decimal x, int places);
decimal decimal_cut(decimal x, int places);
decimal decimal_ratio(decimal a, decimal b, decimal c); /* a b / c, halves away from zero */
/* A share as settings and groups have it: "20%", "0.2", "20". */
double share_read(const char *text, double otherwise);

/* Whether A and B are the same number, or neither is one; relative. */
bool alike(double a, double b, double tolerance);

/* --- lines */
struct check *check_new(struct file *f, const char *code, const char *what, const char *unit);
/* Something to say of C: n (count it), fault, unsaid, stop, note, unchecked. */
void tell(struct file *f, struct check *c, const char *kind, const char *format, ...) WORDS(4, 5);

/* --- what is done in C: the functions of checks.sql, the list of the schema, digests of tables, the draw, the ballots
 */
bool functions_add(struct file *f);
void file_check(struct file *f);
void schema_check(struct file *f);
void tables_digest(struct file *f);
void draw_check(struct file *f);
void ballots_read(struct file *f);

#endif
