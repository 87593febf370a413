/* progress.h - how far a round is: what is in it, and what it still waits for. */
#ifndef SURVEY_PROGRESS_H
#define SURVEY_PROGRESS_H

#include <stdint.h>

#include "survey/store/store.h"

struct progress {
    int64_t members;  /* of the frame */
    int64_t selected; /* without reserves */
    int64_t ballots, keyed, points, weights, scores;
    int64_t awaited; /* ballots of which nothing is known yet */
    int64_t called;  /* reserves that were called in and have no ballot yet */
};

struct progress progress_read(struct store *store);

#endif
