/* weigh_read.h - what weights are made of, out of the round: classes of ballots, members' probabilities, ballots, and
 * what a recipe looks at. */
#ifndef SCORING_WEIGH_READ_H
#define SCORING_WEIGH_READ_H

#include "scoring/weighing/weigh_recipe.h"
#include "survey/store/store.h"

struct weighing {
    struct store *store;
    struct definition *d;
    struct dictionary *keys;  /* "type|group|stratum" -> class */
    struct dictionary *names; /* strata, kept */
    struct weigh_class *classes;
    struct weigh_member *asked; /* of unequal classes */
    struct weigh_case *cases;   /* ballots in the order of their serials */
    size_t n_classes, n_asked, n_cases, n_valid, room[3];
    uint32_t last;               /* class asked for */
    struct weigh_recipe *recipe; /* NULL where there is none */
};

/* Read STORE by WEIGHTING (borrowed), which has no rows where there is no recipe.  WEIGHING is to be released in either
 * case. */
bool weigh_read(struct weighing *weighing, struct store *store, const struct weighting *weighting,
                struct error *err) MUST_CHECK;
void weighing_release(struct weighing *weighing);

#endif
