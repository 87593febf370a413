/* memory.h - allocation that does not fail.
 *
 * Running out of memory ends the program with a message and status 3; the
 * journal of the round makes that safe.  A size that comes from a file must
 * have met a ceiling before it comes here.
 */
#ifndef SURVEY_MEMORY_H
#define SURVEY_MEMORY_H

#include <stddef.h>

void *xmalloc(size_t size);
void *xcalloc(size_t n, size_t size);
/* Room for N things of SIZE bytes; the product is checked. */
void *xreallocarray(void *old, size_t n, size_t size);
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t n);
char *xasprintf(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Free what is owned through a pointer to const: nobody was to change it, its owner lets it go. */
void discard(const void *p);

/* Grow ARRAY (of *CAPACITY elements of SIZE bytes) so that it holds at least
 * WANTED; doubles.  Returns the new array and updates *CAPACITY. */
void *grow(void *array, size_t *capacity, size_t wanted, size_t size);

#endif
