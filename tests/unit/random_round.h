/* random_round.h - whole rounds made at random: a definition, a frame, answers and decisions, and the way from the
 * one to the scores.
 *
 * Small enough that a plain calculation can go beside it: up to four units, three groups and six members each.
 */
#ifndef TESTS_UNIT_RANDOM_ROUND_H
#define TESTS_UNIT_RANDOM_ROUND_H

#include <gsl/gsl_rng.h>
#include <stdbool.h>
#include <stddef.h>

#include "survey/base/issues.h"
#include "survey/store/store.h"

enum { UNITS = 4, GROUPS = 3, MEMBERS = 6, LEAVES = 9, FIELDS = 3, QUESTIONS = 2 };
enum { BLANK, A, B, C, D, NO_OPINION, UNREADABLE };

struct tried_leaf {
    char code[32];
    size_t field;
    const char *method;
    long max; /* hundredths */
    size_t n_questions;
    long question_weight[QUESTIONS]; /* tenths */
};

struct tried {
    bool pooled, by_percent, rounded, even;
    bool satisfied; /* SIPAS: the share of answers worth 75 % or more */
    bool cut;       /* digits are cut off */
    const char *at; /* "total": rounded once */
    long min_base;
    size_t n_blocks, n_units, n_groups, n_fields, n_leaves;
    size_t sipas_group; /* that answers the questions of SIPAS, and no other; or GROUPS */
    bool ranked[UNITS], stratified[GROUPS], outside[GROUPS], weighted;
    long n_members[GROUPS], weight[GROUPS]; /* tenths */
    long bonus_cap[FIELDS];                 /* hundredths above the field's maximum; below 0: none */
    struct tried_leaf leaf[LEAVES];
    bool left_out[UNITS][LEAVES], group_out[UNITS][LEAVES][GROUPS];
    long sipas[UNITS][GROUPS]; /* percent */
    long given[UNITS][LEAVES]; /* hundredths */
    bool returned[GROUPS][MEMBERS], drawn[GROUPS][MEMBERS];
    unsigned char said[GROUPS][MEMBERS][UNITS][LEAVES][QUESTIONS];
};

gsl_rng *numbers(unsigned long seed);
/* A number from LOW to HIGH. */
long any(gsl_rng *r, long low, long high);

/* Answered on the ballots: the survey's, and SIPAS where it is asked about. */
bool is_survey(const struct tried *t, size_t leaf);
/* True where group G answers the questions of LEAF. */
bool is_asked(const struct tried *t, size_t leaf, size_t g);
bool is_bonus(const struct tried *t, size_t leaf);

/* Every fifth is even: groups of one size that all answer everything, one question a leaf, weights alike. */
void any_round(struct tried *t, bool pooled, gsl_rng *r);

struct files {
    char folder[64], round[80], frame[80], ballots[80], points[80];
};

/* A folder of their own. */
void files_init(struct files *f);
void files_release(const struct files *f);

/* The round T, scored; rows of every file in the order of ORDER where it is not NULL.  *SCORED: without
 * faults, which are in ISSUES.  Who was drawn is noted in T. */
struct store *hold(struct tried *t, const struct files *f, gsl_rng *order, struct issues *issues, bool *scored);

#endif
