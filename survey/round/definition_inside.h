/* definition_inside.h - what the parts of the check of a definition share: definition_check.c, definition_cells.c,
 * definition_tree.c, definition_sense.c and definition_doubts.c.
 */
#ifndef SURVEY_DEFINITION_INSIDE_H
#define SURVEY_DEFINITION_INSIDE_H

#include "survey/base/dictionary.h"
#include "survey/base/issues.h"
#include "survey/round/definition.h"

struct check {
    struct definition *d;
    struct issues *issues;
};

/* --- definition_cells.c --- */

/* Bring every cell of the table to its canonical writing and kind; no two rows with the same key. */
void check_cells(struct check *k, enum table_id t);
void check_keys(struct check *k, enum table_id t);

/* The text of one cell as its KIND wants it; false with what was EXPECTED. */
/* Fill d->called. */
void definition_name_rows(struct definition *d);

/* Of a cell of K_BY_UNIT in column NAME: what is written with a percent sign becomes the number that its column means,
 * a percentage or a share; false where it is neither. */
bool check_settle_unit(struct check *k, enum table_id t, size_t row, const char *name, bool percent, bool share);

bool check_canonical(char **text, enum column_kind kind, const char *choices, char expected[200]);

/* A cell, where it stands in the user's file (NAME NULL: its row), and how many rows the table has. */
const char *check_cell(const struct check *k, enum table_id t, size_t row, const char *name);
/* What the user's file calls column NAME. */
const char *check_column(const struct check *k, enum table_id t, const char *name);
struct place check_where(const struct check *k, enum table_id t, size_t row, const char *name);
struct place check_place(const struct check *k, enum table_id t, size_t row, size_t column);
size_t check_rows(const struct check *k, enum table_id t);

/* Canonical texts as values. */
decimal check_decimal(const char *text);
double check_share(const char *text, double otherwise);
int64_t check_whole(const char *text, int64_t otherwise);
bool check_read_share(const char *text, decimal *value); /* "20%", "0.2" or "20" as a share of one */
/* Position of WORD in CHOICES "a|b|c", of a cell in those of its column; 0 where it is not there. */
int check_choice(const char *choices, const char *word);
int check_choice_of(const struct check *k, enum table_id t, size_t row, const char *name);
/* EACH word of a list with `;` between. */
void check_each_word(const char *list, void (*each)(const char *word, void *context), void *context);

/* The codes of a table by row, and the index of the code in column NAME, which must be in CODES (or be `*`). */
struct dictionary *check_codes(struct check *k, enum table_id t, const char *name);
size_t check_reference(struct check *k, enum table_id t, size_t row, const char *name, const struct dictionary *codes,
                       enum table_id target);
size_t check_reference_or_all(struct check *k, enum table_id t, size_t row, const char *name,
                              const struct dictionary *codes, enum table_id target);

/* --- definition_tree.c, in the order they are called in --- */

void check_criteria(struct check *k);
void check_ballot_types(struct check *k);
void check_questions(struct check *k);
void check_group_weights(struct check *k);
void check_not_applicable(struct check *k);
void check_classes(struct check *k);
void check_margins(struct check *k);
/* Only where all else holds: every criterion is reached, weights make a whole. */
void check_reach(struct check *k);
void check_weights_are_whole(struct check *k);

/* --- definition_doubts.c --- */

/* A part of definition_check_sense(). */
void check_doubts(struct check *k);

#endif
