/* definition.h - what the definition of a round says, as far as draw, custody, weights and points go by it. */
#ifndef VERIFIER_DEFINITION_H
#define VERIFIER_DEFINITION_H

#include "file.h"

enum component { APPRAISED, SURVEY, SIPAS, SOCIO, BONUS, N_COMPONENTS };

struct unit {
    const char *code;
    size_t block, parent; /* or NO */
    bool ranked, ended;
};

struct block {
    const char *code;
    bool ranked;
    size_t *nodes, n_nodes; /* a node before those below it */
    size_t *units, n_units; /* in report order */
};

struct group {
    const char *code, *design, *take_as, *stratum_by, *allocation, *size_column;
    bool outside, own_probabilities, per_stratum, stratified; /* outside: via = sipas */
    decimal take;
    int64_t min, max; /* -1: none */
    double reserve, response;
};

struct stage {
    size_t group;
    int64_t number;
    const char *column, *method, *size_by;
    int64_t take;
};

struct criterion {
    const char *code, *method;
    size_t block, parent, level; /* block: or ANY */
    enum component component;
    bool leaf, has_cap, has_min;
    decimal max, min, cap;
};

struct ballot_type {
    const char *code, *units;
    size_t *groups, n_groups, block; /* block: or ANY */
    bool own_allowed;
    size_t *asked, n_asked; /* questions about each unit */
    size_t *once, n_once;   /* and those asked once */
};

struct question {
    const char *code, *criterion;
    size_t type, block, scale; /* block: or ANY; scale: or NO */
    double weight;
    bool option, required;
};

struct scale {
    const char *code;
    size_t n;
    decimal percent[256]; /* of marks 1 to n; below 0: not counted */
    const char *option[256];
};

struct except { /* not_applicable */
    size_t block, unit, group;
    const char *criterion;
};

struct group_weight {
    size_t block, group;
    const char *criterion, *text;
    decimal weight;
};

struct band {
    size_t block;
    const char *name;
    decimal from, floor;
    bool of_percent, has_floor;
    size_t floor_level;
};

struct definition {
    struct index unit_codes, block_codes, group_codes, type_codes, scale_codes, settings;
    const char **setting;
    struct unit *units;
    struct block *blocks;
    struct group *groups;
    struct stage *stages;
    struct criterion *criteria;
    struct ballot_type *types;
    struct question *questions;
    struct scale *scales;
    struct except *excepts;
    struct group_weight *weights;
    struct band *bands;
    size_t n_units, n_blocks, n_groups, n_stages, n_criteria, n_types, n_questions, n_excepts, n_weights, n_bands;
};

void definition_read(struct file *f, struct definition *d);
const char *setting(const struct definition *d, const char *key, const char *otherwise);
bool setting_is(const struct definition *d, const char *key, const char *value, const char *otherwise);
bool asks_group(const struct ballot_type *t, size_t group);
/* Whether CRITERION applies to UNIT, and, where GROUP is not ANY, to what GROUP says of it. */
bool applies(const struct definition *d, size_t unit, size_t criterion, size_t group);

#endif
