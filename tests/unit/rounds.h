/* rounds.h - small rounds for tests. */
#ifndef TESTS_UNIT_ROUNDS_H
#define TESTS_UNIT_ROUNDS_H

#include "survey/round/definition.h"
#include "survey/store/log.h"

/* Add a row to TABLE of D: CELLS to a NULL, the rest empty.  ROW does so where D is called d. */
void row(struct definition *d, enum table_id table, const char *const *cells);
#define ROW(table, ...) row(d, table, (const char *const[]){__VA_ARGS__, NULL})

/* One block B, units U1 U2, groups G1 (census) and G2, type P (both groups, all
 * units) with questions Q1 (required) and Q2 for leaves 1.1 (TD, 60 points) and 1.2 (DTXHH, 40 points);
 * scale S: A 100, B 60, C 20, D 0, E no opinion. */
struct definition *tiny_rows(void);
/* The same, checked; with these two settings where not NULL. */
struct definition *tiny_definition_with(const char *min_answered, const char *invalid_if);
struct definition *tiny_definition(void);

/* Set KEY in the table round (before definition_check()). */
void set_setting(struct definition *d, const char *key, const char *value);
/* Change one cell of row I. */
void set_cell(struct definition *d, enum table_id t, size_t row, const char *column, const char *value);

/* Where rounds are written: TMPDIR, or in memory where there is such a folder, for a round is synced after each step.
 */
const char *test_folder(void);

/* A round file at a new temporary path with the tiny definition; NULL on failure. */
struct store *tiny_round(char path[64]);
extern const struct actor tester;

/* SQL that must succeed. */
void run_sql(struct store *store, const char *sql);
/* The round STORE at PATH, open for reading, with zeros where the first page of TABLE was. */
struct store *damaged(struct store *store, const char *path, const char *table);

#endif
