/* worst.h - what keying errors could do to points and ranks at worst.
 *
 * Of the answers about a unit a share P is wrong.  Its survey points s lie between 0 and their scale S: if all wrong
 * answers were at the top and belong to the bottom, it loses min(P S, s); the other way it gains min(P S, S - s).  Its
 * worst rank is where it loses as much, and every other unit of its block gains as much.  Wrong answers are taken to
 * weigh as the others do.
 */
#ifndef SCORING_WORST_H
#define SCORING_WORST_H

#include <stddef.h>

struct worst_unit {
    double total;         /* on the scale of the ranking */
    double survey, scale; /* likewise: 0 <= survey <= scale */
    size_t block;
    size_t rank; /* 0: not ranked */
    double loss, gain;
    size_t worst_rank; /* 0: not ranked */
};

/* Fill in loss, gain and worst_rank of UNITS for the share P. */
void worst_effects(struct worst_unit *units, size_t n, double p);

#endif
