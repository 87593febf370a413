/* temporary.h - files that go when a signal ends the program. */
#ifndef SURVEY_TEMPORARY_H
#define SURVEY_TEMPORARY_H

/* Called once, before the first: a signal that ends the program removes them first, then ends it as it would have.  One
 * that was ignored stays so.  A file that grows past its limit (ulimit -f) fails as on a full disk, and no signal ends
 * the program. */
void temporary_guard(void);

/* PATH is about to be made; it is there no longer, or no longer temporary. */
void temporary_add(const char *path);
void temporary_drop(const char *path);

#endif
