/* cases.h - the ballots that count, in memory, by whom they come from.
 *
 * For the error of points what counts is not the ballot but the case: a respondent with all the
 * ballots he filled in and all the units on them; where a group was drawn in
 * stages, the cluster drawn first; a ballot of a pool is a case by itself.  Cases lie in strata: group and
 * stratum as drawn; of a group in stages what its stages taken whole make.
 *
 * A ballot is kept with half a byte for each cell about a unit, one where a scale has more than MOST_NARROW options,
 * and a bit for each unit: about 30 bytes and these.
 */
#ifndef SCORING_CASES_H
#define SCORING_CASES_H

#include "survey/round/ballots.h"

struct case_stratum {
    size_t group;
    const char *name;
    bool random;      /* false: a quota or walk-ins, for which no error of sampling can be stated */
    bool clusters;    /* its cases are clusters, not people */
    int64_t eligible; /* people of the population; 0 where it is not known */
    int64_t *raters;  /* [unit]: those of them who may rate it; NULL where all may rate all */
    int64_t *asked;   /* [list]: ballots of eligible people, in a census with one ballot type */
    size_t n_cases;
    size_t first, end; /* its ballots in the order of cases_sort() */
};

struct kept_ballot {
    double weight;
    size_t at;       /* its bytes */
    uint32_t who;    /* its case */
    uint32_t person; /* whose it is: the case, but where cases are clusters */
    uint32_t list, type;
};

struct cases {
    const struct definition *d;
    struct unit_lists lists;
    struct case_stratum *strata;
    size_t n_strata;
    uint32_t *stratum_of; /* of each case */
    size_t n_cases;
    struct kept_ballot *ballots; /* as they came */
    size_t n_ballots;
    bool narrow;         /* how ballots are kept: see cases_open() */
    uint8_t two[256][2]; /* the cells that a byte is, where they are narrow */
    uint8_t *bytes;      /* of a ballot: a 1 or 0 for each unit, whether it counts for it, then its cells */
    size_t most;         /* bytes of the largest, opened */
    uint32_t *order;     /* ballots by stratum, then case */

    struct dictionary *places, *names, *members;
    struct case_place *place_of;
    uint32_t *member_case;
    size_t last_place, last_group; /* the place that was looked up last */
    const char *last_name;
    bool *alone;           /* of each group: its members have one ballot each */
    uint32_t *case_person; /* [case]: of persons; NULL unless cases_name() was called */
    struct dictionary *ineligible, *persons;
    size_t room_strata, room_cases, room_ballots, room_bytes, room_places, room_members, room_named, n_bytes;
};

/* Sizes of the strata are those of the table response.  Free it with cases_free(). */
struct cases *cases_new(struct store *store, const struct definition *d, struct error *err) MUST_CHECK;
void cases_free(struct cases *cases);

/* Keep who the cases are that come, for cases_member(). */
void cases_name(struct cases *cases);
/* The member, by id in the frame, that case WHO of a stratum without clusters is; NULL for a ballot of a pool. */
const char *cases_member(const struct cases *cases, size_t who);
/* Keep B, which counts, with its WEIGHT. */
void cases_add(struct cases *cases, const struct ballot *b, double weight);
/* Note whom B, any, asks about, and that its member does not belong to the population. */
void cases_note(struct cases *cases, const struct ballot *b);

/* True where it matters how many of GROUP may rate each unit: a finite population correction is made for its people. */
bool cases_group_counts(const struct definition *d, size_t group);

/* When all are there: counts who may rate whom, in the frame, where not all rate all. */
bool cases_sort(struct cases *cases, struct store *store, struct error *err) MUST_CHECK;

/* People of STRATUM who may rate UNIT: of the population, those found not to belong to it taken off.  Infinite where
 * the round makes no finite population correction, where it is not known, where probabilities differ (pps), and for
 * clusters.  A stratum is lonely with one case that stands for others. */
double cases_people(const struct cases *cases, size_t stratum, size_t unit);
bool cases_lonely(const struct cases *cases, size_t stratum);

/* A kept ballot: a 1 or 0 for each unit, whether it counts for it, then its cells about units; in ROOM, of cases->most
 * bytes, where it is not kept so. */
const uint8_t *cases_open(const struct cases *cases, const struct kept_ballot *b, uint8_t *room);

/* The units of a kept ballot. */
const size_t *cases_units(const struct cases *cases, const struct kept_ballot *b, size_t *n);

#endif
