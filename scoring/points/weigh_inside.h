/* weigh_inside.h - what the parts of `weigh` share. */
#ifndef SCORING_WEIGH_INSIDE_H
#define SCORING_WEIGH_INSIDE_H

#include "survey/base/dictionary.h"
#include "survey/round/definition.h"

struct weigh_recipe;

/* Ballots of one type, group and stratum: they share base weight and factor. */
struct class
{
    size_t type, group;
    const char *stratum;
    int64_t population, drawn, released, ineligible, issued, returned, valid;
    int64_t unasked; /* of the sample, replaced before they had a ballot; some of them ineligible */
    bool walk_in;
    double base, factor; /* NAN where there is none; of OWN the mean base weight */
    /* Where each member has a probability of its own: */
    bool own;
    int64_t certain;      /* of the sample: they stand for themselves only */
    int64_t certain_lost; /* of them, ineligible */
    double lost;          /* sum of the probabilities of those found ineligible */
    double inverse;       /* sum of 1 / probability of the others who are eligible */
    double answered;      /* sum of the valid ballots' base weights */
    double correction;    /* base weight = correction / probability */
};

/* A ballot whose member has a probability of its own, or such a member who was replaced before having one. */
struct own_ballot {
    size_t class;
    double probability;
    bool valid;
};

struct weighing {
    struct store *store;
    struct definition *d;
    struct dictionary *keys;  /* "type|group|stratum" -> class */
    struct dictionary *names; /* strata, kept */
    struct class *classes;
    size_t n_classes, room;
    size_t *class_of; /* of each valid ballot, in the order of the serials */
    int64_t *serial;
    double *probability; /* of each valid ballot's member, where its class is OWN; else 0 */
    size_t n_valid, class_room, serial_room, probability_room;
    struct dictionary *members; /* "GROUP/ID" of the groups whose members have their own probability */
    double *member_probability;
    struct own_ballot *own; /* every eligible ballot of theirs */
    size_t n_own, member_room, own_room;
    struct weigh_recipe *recipe; /* NULL where there is none */
    double *final;               /* of each valid ballot, where there is a recipe */
};

/* The base weight of a member of STRATUM whose probability of inclusion is PROBABILITY; NaN where there is none. */
double weigh_base(struct weighing *w, size_t type, size_t group, const char *stratum, double probability);

#endif
