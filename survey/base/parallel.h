/* parallel.h - independent pieces of work on all processors.
 *
 * Which thread does which piece is left to chance; a piece must not depend on
 * another, so that the result is the same at any number of threads.
 */
#ifndef SURVEY_PARALLEL_H
#define SURVEY_PARALLEL_H

#include <stddef.h>

/* Call WORK(DATA, 0) to WORK(DATA, N-1), each once, on at most MOST threads; 0: as many as the
 * environment variable DTXHH_THREADS says, else as many as there are processors.  Returns when all are done. */
void parallel(size_t n, size_t most, void (*work)(void *data, size_t piece), void *data);

/* How many threads parallel() would use for many pieces. */
size_t parallel_threads(void);

#endif
