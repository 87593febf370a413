/* plan.h - how many are taken from each stratum, before anything is drawn. */
#ifndef SAMPLING_PLAN_H
#define SAMPLING_PLAN_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/round/definition.h"
#include "survey/store/store.h"

struct planned_stratum {
    size_t group;       /* index in the definition */
    char *stratum;      /* "" where the group has no strata */
    int64_t population; /* N */
    int64_t take;       /* n */
    int64_t reserves;   /* the next tickets, at most N - n */
    double spread;      /* standard deviation of the size column, where the allocation needs it */
    double mean;        /* and its mean */
};

struct plan {
    struct planned_stratum *strata; /* by group in the order of the definition, then by the bytes of the stratum */
    size_t n_strata;
    uint32_t **stratum_of; /* by group, NULL where it has one stratum: of each person, by id, among the group's */
    size_t n_groups;
};

/* Count the frame and work out n for every stratum.  What cannot be had (a
 * group without members, bounds that leave no room, a column that is not there) is
 * added as a fault; n cut to N as a warning (W311), and so is a margin that response puts
 * out of reach (W312).  By margin, n is that of the answers over the response to expect; all other sizes are
 * as the definition says.  Of a group in stages there is one
 * row, with the n to expect where no cluster is too small.  Release the plan in either case. */
bool plan_make(struct plan *plan, struct store *store, const struct definition *d, struct issues *issues,
               struct error *err) MUST_CHECK;
void plan_release(struct plan *plan);

#define PLAN_STAGES_MOST 8

/* The stages of GROUP in order: up to MOST of them at STAGE. */
size_t plan_stages(const struct definition *d, size_t group, const struct stage **stage, size_t most);

/* How the size of GROUP came about, for people: "N/(1+N·e²), e = 0.05".  A new string. */
char *plan_formula(const struct definition *d, size_t group);

/* Half width of a 95 % interval for a share of one half, with N and n (responses). */
double plan_margin(int64_t population, double n);

#endif
