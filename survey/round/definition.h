/* definition.h - what a round is: its settings, units, groups, criteria, ballots.
 *
 * A definition is read as rows of text (from CSV, XLSX or the round file), then
 * checked as a whole: definition_check() turns the rows into the structs below
 * or says, row by row, what is wrong.  Nothing here reads a file.
 *
 * Indices are positions in the arrays of the same struct; NONE stands for "no
 * such thing" and ALL for `*`.  All strings belong to the definition.
 */
#ifndef SURVEY_DEFINITION_H
#define SURVEY_DEFINITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/decimal.h"
#include "survey/base/dictionary.h"
#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/round/tables.h"
#include "survey/store/store.h"

#define NONE SIZE_MAX
#define ALL  (SIZE_MAX - 1)

struct raw_row {
    size_t line;
    char **cells; /* one per column of the spec, "" where empty; canonical once checked */
};

struct raw_table {
    char *file, *sheet;             /* for messages; may be NULL */
    size_t at[TABLE_MAX_COLUMNS];   /* the column in the file, from 1; 0 where absent */
    char *names[TABLE_MAX_COLUMNS]; /* what a message calls it: as the file does; NULL where it came from none */
    bool present;
    struct raw_row *rows;
    size_t n_rows, room;
};

struct block {
    const char *code, *name;
    bool ranked;
    size_t *nodes; /* criteria of this block, each before its children, siblings in row order */
    size_t n_nodes;
    size_t *units; /* in report order */
    size_t n_units;
};

struct unit {
    const char *code, *name, *short_name; /* "" where it has none */
    size_t block;
    size_t parent; /* or NONE */
    bool ranked;   /* within a ranked block */
};

struct office {
    const char *code, *name, *phone;
};

enum group_via { VIA_BALLOT, VIA_SIPAS, VIA_SIPAS_BALLOTS };
enum group_design {
    DESIGN_CENSUS,
    DESIGN_SRS,
    DESIGN_SYSTEMATIC,
    DESIGN_STRATIFIED,
    DESIGN_PPS,
    DESIGN_STAGES,
    DESIGN_QUOTA
};
enum take_as { TAKE_PERSONS, TAKE_PERCENT, TAKE_YAMANE, TAKE_MARGIN };
enum allocation { ALLOCATE_PROPORTIONAL, ALLOCATE_EQUAL, ALLOCATE_NEYMAN, ALLOCATE_POWER };

struct group {
    const char *code, *name;
    enum group_via via;
    enum group_design design;
    decimal take; /* 0 where not given */
    enum take_as take_as;
    bool per_stratum;
    const char *stratum_by; /* "" where not given */
    enum allocation allocation;
    int64_t min, max; /* -1 where not given */
    const char *size_column;
    double reserve;      /* share of n */
    double response;     /* expected share */
    double double_share; /* share of ballots keyed twice: 0 single, 1 double */
};

/* True where members are drawn, and counted, by what stratum_by says of them: also in a census. */
static inline bool group_is_stratified(const struct group *g)
{
    return g->design == DESIGN_STRATIFIED ||
           (g->design != DESIGN_STAGES && (g->per_stratum || (g->design == DESIGN_CENSUS && *g->stratum_by)));
}

struct stage {
    size_t group;
    int64_t number;
    const char *column, *method, *size_by;
    decimal take;
};

struct option {
    const char *code, *label;
    bool counted;    /* false: no opinion, leaves the denominator */
    decimal percent; /* of the maximum */
};

struct scale {
    const char *code;
    struct option *options; /* ordinal 1 is options[0] */
    size_t n_options;
};

enum method { METHOD_NONE, METHOD_TD, METHOD_DTXHH, METHOD_SIPAS, METHOD_KTXH, METHOD_THUONG_TRU, N_METHODS };
extern const char *const method_names[N_METHODS]; /* as tables have them; "" for METHOD_NONE */

struct criterion {
    const char *code, *name;
    size_t block;  /* or ALL */
    size_t parent; /* or NONE */
    size_t level;  /* 1 lĩnh vực, 2 tiêu chí, 3 tiêu chí thành phần, … */
    bool is_leaf;
    enum method method;
    decimal max, min, cap, step; /* max of an inner node: sum of its leaves, bonus and malus left out */
    bool has_max;                /* of a leaf: given */
    bool has_cap;
    bool has_floor; /* an inner node whose min is given: malus takes no more */
    const char *appraiser, *support, *basis;
};

enum rated { RATED_ALL, RATED_OWN, RATED_LISTED };

struct ballot_type {
    const char *code, *title;
    size_t *groups, n_groups;
    size_t block; /* or ALL */
    enum rated units;
    bool own_unit_allowed;
    size_t *unit_questions, n_unit_questions;     /* asked for each unit, in order */
    size_t *ballot_questions, n_ballot_questions; /* asked once */
};

struct rating {
    size_t ballot_type;
    const char *rater;
    size_t unit;
};

enum question_kind { KIND_OPTION, KIND_NUMBER, KIND_TEXT };

struct question {
    size_t ballot_type;
    const char *code, *text;
    bool per_ballot;
    enum question_kind kind;
    size_t block;          /* or ALL */
    const char *criterion; /* "" where it gives no points */
    decimal weight;
    size_t scale; /* or NONE */
    bool required;
    size_t place; /* among the type's unit or ballot questions */
};

struct group_weight {
    size_t block;          /* or ALL */
    const char *criterion; /* or "*" */
    size_t group;
    decimal weight;
    const char *basis;
};

struct not_applicable {
    size_t block, unit; /* or ALL */
    const char *criterion;
    size_t group; /* or ALL */
    const char *basis;
};

enum class_of { CLASS_OF_PERCENT, CLASS_OF_POINTS };

struct class_band {
    size_t block; /* or ALL */
    const char *name;
    decimal from;
    enum class_of of;
    bool says_of; /* by itself; else the setting class_by does */
    bool has_floor;
    decimal floor; /* percent */
    size_t floor_level;
};

struct margin {
    size_t group;
    const char *variable, *category;
    decimal total;
};

struct invalid_rule { /* the setting invalid_if */
    bool blank, required, straight;
    double multiple, unreadable; /* share of cells above which; 1 where never */
};

enum survey_held { SURVEY_HERE, SURVEY_OUTSIDE, SURVEY_NONE };
enum rounding_at { ROUND_TOTAL, ROUND_COMPONENT, ROUND_FIELD, ROUND_LEAF };

struct rules { /* the settings, parsed */
    enum survey_held survey;
    bool pooled; /* combine */
    int64_t min_base;
    double min_answered;
    struct invalid_rule invalid_if;
    bool sipas_satisfied; /* sipas */
    bool round_parts;     /* rounding: parts are rounded, or cut off, before they are added */
    bool truncate;        /* rounding: digits are cut off */
    enum rounding_at round_at;
    int decimals;
    bool rank_by_percent, compare_rounded, ties_in_order, class_by_percent, fpc;
    bool floor_learned, no_opinion_ineligible;
    int64_t min_cell;
};

struct definition {
    struct raw_table tables[N_TABLES];
    const char *setting[N_SETTINGS];       /* the value, or the default */
    const char *setting_basis[N_SETTINGS]; /* "" where none */
    bool setting_given[N_SETTINGS];
    struct rules rules;

    struct block *blocks;
    struct unit *units;
    struct office *offices;
    struct group *groups;
    struct stage *stages;
    struct scale *scales;
    struct criterion *criteria;
    struct ballot_type *ballot_types;
    struct rating *ratings;
    struct question *questions;
    struct group_weight *group_weights;
    struct not_applicable *not_applicables;
    struct class_band *classes;
    struct margin *margins;
    size_t n_blocks, n_units, n_offices, n_groups, n_stages, n_scales, n_criteria, n_ballot_types, n_ratings,
        n_questions, n_group_weights, n_not_applicables, n_classes, n_margins;

    struct dictionary *block_codes, *unit_codes, *office_codes, *group_codes, *scale_codes, *type_codes;
    struct dictionary *called[N_TABLES]; /* names, folded, of blocks, units, offices, groups, ballot types ... */
    size_t *called_rows[N_TABLES];       /* ... and their rows; NONE where two have it */
    struct dictionary *rating_keys;      /* "TYPE|RATER" -> first of its rows */
};

/* What a code that may have been another in an earlier round is of. */
enum code_kind { CODE_UNIT, CODE_CRITERION, CODE_BLOCK };

struct definition *definition_new(void);
void definition_free(struct definition *definition);

/* Add a row to TABLE: n_columns texts, copied. */
void definition_add_row(struct definition *definition, enum table_id table, size_t line, const char *const *cells);

/* Check everything and fill the structs.  Every fault is added; true when there was none. */
bool definition_check(struct definition *definition, struct issues *issues);

/* X as the round rounds it, to its decimals: half away from zero, or cut off.  So totals are published, and what stands
 * on their scale; and each part, where parts are rounded. */
decimal rules_round(const struct rules *rules, decimal x);

/* The points of BLOCK's criteria in all, bonus left out. */
decimal definition_block_points(const struct definition *d, size_t block);

/* What a DEFINITION that holds says that cannot be meant (faults), has no effect (W253) or is hardly meant (W256); true
 * when there was no fault.  For whoever writes one: a round that was made before is read without. */
bool definition_check_sense(struct definition *definition, struct issues *issues);

/* Of each leaf the groups that have a part in it, by their answers or a figure from outside, and apply: a fault where
 * all of them weigh 0, in the block or for a unit.  A part of definition_check_sense(), also for weights that are only
 * tried.  True when there was none. */
bool definition_check_weights(struct definition *definition, struct issues *issues);

/* The names and words of D that are not ASCII, as its tables have them. */
struct dictionary *definition_words(const struct definition *d);

/* Write all tables to the round, in place of what is there; or read and check them. */
bool definition_save(const struct definition *definition, struct store *store, struct error *err) MUST_CHECK;
struct definition *definition_load(struct store *store, struct error *err) MUST_CHECK;

/* The same of which only PARTS, a sum of PART(TABLE), is there: the other tables are checked, then forgotten.  So that
 * the log says of a run that derives something exactly which tables of the definition that was made from. */
#define PART(table) (1u << (table))
struct definition *definition_load_parts(struct store *store, unsigned parts, struct error *err) MUST_CHECK;

/* The index of a code, or NONE. */
size_t definition_unit(const struct definition *d, const char *code);
/* The row of table T (blocks, units, offices, groups or ballot types) of this code, in capitals or not, or of this name
 * or short name, written in whatever way (text_fold_name()) where it alone has it; or NONE. */
size_t definition_called(const struct definition *d, enum table_id t, const char *text);
/* Of a row of T that TEXT was probably meant to be: `; did you mean "..."?`, its code or its name. */
struct near_words definition_near(const struct definition *d, enum table_id t, const char *text);
size_t definition_group(const struct definition *d, const char *code);
size_t definition_type(const struct definition *d, const char *code);
size_t definition_question(const struct definition *d, size_t type, const char *code);
/* The node CODE in the tree of BLOCK, or NONE. */
size_t definition_criterion(const struct definition *d, size_t block, const char *code);

/* The same, or the one node of BLOCK of that name, written in whatever way; of a node and what stands below it under
 * the same name, what stands below. */
size_t definition_criterion_called(const struct definition *d, size_t block, const char *text);

/* True when some group of VIA (any, for -1) is asked about CRITERION in BLOCK. */
bool definition_has_question(const struct definition *d, size_t block, size_t criterion, int via);

/* The most points leaf C may get: its maximum; of a bonus its cap, where it has one and no lower maximum above 0.
 * False where nothing bounds them. */
bool criterion_most(const struct criterion *c, decimal *most);

/* True when CRITERION (with what stands above it) applies to UNIT; for a group
 * as well where GROUP is not ALL. */
bool definition_applies(const struct definition *d, size_t unit, size_t criterion, size_t group);

/* The basis of a row by which nothing applies to UNIT: it has ended, and is not scored.  NULL where there is none. */
const char *definition_ended(const struct definition *d, size_t unit);

/* The row that takes it from UNIT, or from GROUP; NULL where it applies. */
const struct not_applicable *definition_exception(const struct definition *d, size_t unit, size_t criterion,
                                                  size_t group);

/* The weight of GROUP for a leaf of BLOCK: the row for that criterion, else for
 * `*`, a row for the block before one for all blocks; 1 where nothing is said. */
decimal definition_group_weight(const struct definition *d, size_t block, size_t criterion, size_t group);
/* That row, or NULL. */
const struct group_weight *definition_weight_row(const struct definition *d, size_t block, size_t criterion,
                                                 size_t group);

/* True when band CLASS is one of BLOCK's: bands of the block come before those for all. */
bool definition_has_class(const struct definition *d, size_t block, size_t class);

/* True when the per-unit question Q is asked about UNIT. */
bool definition_asks(const struct definition *d, size_t question, size_t unit);

/* True when some question that scores leaf CRITERION in BLOCK is asked of GROUP. */
bool definition_is_asked(const struct definition *d, size_t block, size_t criterion, size_t group);

/* True when CRITERION is a leaf of BLOCK that is scored by this round's ballots or groups. */
bool definition_is_survey_leaf(const struct definition *d, size_t block, size_t criterion);

/* Where UNIT has its points of CRITERION from. */
enum leaf_source {
    SOURCE_NONE,    /* no leaf, or it does not apply, or no survey is held */
    SOURCE_SURVEY,  /* the ballots and groups of this round */
    SOURCE_OUTSIDE, /* a decision or a figure from outside */
};
enum leaf_source definition_leaf_source(const struct definition *d, size_t unit, size_t criterion);

/* The unit of ballot type TYPE's block that stands for UNIT: itself, or the nearest above it; NONE. */
size_t definition_climb(const struct definition *d, size_t type, size_t unit);

/* The cells of a ballot of TYPE with N_UNITS units. */
size_t definition_n_cells(const struct definition *d, size_t type, size_t n_units);

#endif
