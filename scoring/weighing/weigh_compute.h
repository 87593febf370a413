/* weigh_compute.h - base weights and the factors of non-response, from counts to numbers (see weigh.h for the rules).
 *
 * Arrays in, weights out: no SQL, no round.
 */
#ifndef SCORING_WEIGH_COMPUTE_H
#define SCORING_WEIGH_COMPUTE_H

#include <stdbool.h>
#include <stdint.h>

#include "scoring/weights/weight_health.h"

/* Ballots of one type, group and stratum: they share base weight and factor. */
struct weigh_class {
    size_t type, group;
    const char *stratum;
    bool pool, walk_in;
    bool unequal; /* each member has a probability of their own, */
    bool by_size; /* in proportion to size */
    int64_t population, drawn, released;
    /* What is computed: */
    int64_t ineligible, issued, returned, valid;
    int64_t unasked;             /* of the sample, replaced before they had a ballot; some of them ineligible */
    double base, factor;         /* NAN where there is none; of UNEQUAL the mean base weight */
    int64_t take_all;            /* of the sample asked, with probability 1: they stand for themselves only */
    int64_t ineligible_take_all; /* of them, ineligible */
    double ineligible_pi;        /* sum of the probabilities of the others found ineligible */
    double sum_inverse_pi;       /* sum of 1 / probability of the others who are eligible */
    double answered;             /* sum of the valid ballots' base weights */
    double correction;           /* base weight = correction / probability */
};

/* One who was to be asked, in an unequal class. */
struct weigh_member {
    uint32_t class;
    double probability;
};

/* A ballot that stands, or a member who was replaced before having one: these come first. */
struct weigh_case {
    int64_t serial;     /* 0: no ballot */
    double probability; /* of the member, in an unequal class */
    double base, final; /* what is computed */
    uint32_t class;
    bool returned, ineligible, valid;
};

/* Fill CLASSES, and the weights of CASES. */
void weigh_compute(struct weigh_class *classes, size_t n_classes, const struct weigh_member *asked, size_t n_asked,
                   struct weigh_case *cases, size_t n_cases);

/* The base weight of a member of CLASS whose probability of inclusion is PROBABILITY; NaN where there is none. */
double weigh_base(const struct weigh_class *class, double probability);

/* The health of the weights of GROUP, SIZE_MAX for all: base weights of everybody eligible, or those of valid ballots
 * times the factor where ANSWERED. */
struct weight_health weigh_health(const struct weigh_class *classes, size_t n_classes, const struct weigh_case *cases,
                                  size_t n_cases, size_t group, bool answered);

#endif
