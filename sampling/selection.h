/* selection.h - who is drawn in each stratum of the round, by the tickets of a seed.
 *
 * Nothing is stored here.  Of a census, a simple random or stratified sample and a
 * quota the smallest tickets are drawn; proportional to size the smallest Pareto
 * keys; systematically every N/n-th from a start that is the ticket of
 * `start:GROUP/STRATUM`; in stages first clusters, whose tickets are those of
 * `stage1:GROUP/CLUSTER`, then clusters in them, then people.  A stratum of
 * such a group is a cluster whose people were drawn.  Reserves are the next in order,
 * of a systematic sample the next tickets.
 */
#ifndef SAMPLING_SELECTION_H
#define SAMPLING_SELECTION_H

#include "sampling/plan.h"
#include "sampling/ticket.h"

struct drawn {
    struct ticket ticket;
    double key;         /* order goes by key, then by ticket */
    double probability; /* of inclusion; NaN where the group is no probability sample */
    const char *id;
    size_t place; /* in the group, by id; SIZE_MAX where it was not read in that order */
};

/* A stratum, its sample and reserves in order: the first TAKE are selected. */
struct drawn_stratum {
    size_t group;
    char *stratum;
    int64_t population, take, reserves;
    struct drawn *members;
    size_t n, most;
};

struct selection {
    struct drawn_stratum *strata;
    size_t n_strata, room;
};

/* Draw every group by SEED, tickets counted from START on (of people, not of clusters; a systematic
 * start of a draw in one stage moves by it too, that of a stage does not).  What cannot be drawn is added as a fault,
 * then false with ERR unset. Release SELECTION in either case. */
bool selection_make(struct selection *selection, struct store *store, const struct definition *d, const char *seed,
                    double start, struct issues *issues, struct error *err) MUST_CHECK;
void selection_release(struct selection *selection);

/* Whatever would keep the groups from being drawn, whichever the seed: each a fault, then false with ERR unset. */
bool selection_check(struct store *store, const struct definition *d, struct issues *issues,
                     struct error *err) MUST_CHECK;

/* A new stratum with room for MOST members.  STRATUM is copied. */
struct drawn_stratum *selection_add(struct selection *selection, size_t group, const char *stratum, int64_t population,
                                    int64_t take, int64_t reserves);
/* Keep MEMBER, whose id is copied, if it is among the smallest seen so far. */
void selection_offer(struct drawn_stratum *stratum, const struct drawn *member);
/* Bring the members of a stratum into their order. */
void selection_sort(struct drawn_stratum *stratum);

/* Draw GROUP in stages, or only see whether it can be (stages.c).  The size of a cluster stands with each of its
 * people; those who differ are faults (F318). */
bool selection_stages(struct selection *selection, struct store *store, const struct definition *d, size_t group,
                      const char *seed, double start, struct issues *issues, struct error *err) MUST_CHECK;
bool selection_check_stages(struct store *store, const struct definition *d, size_t group, struct issues *issues,
                            struct error *err) MUST_CHECK;

/* U as counted from FROM on and then from 0. */
double selection_shift(double u, double from);

/* The size measure TEXT of a member or cluster WHAT; false where a fault was added. */
bool selection_size(const char *text, const char *what, const char *column, double *size, const struct place *place,
                    struct issues *issues) MUST_CHECK;

#endif
