/* near.h - the known name that an unknown word was probably meant to be: what differs in a letter or two, marks aside,
 * and in each word by a third of its letters at most.  A name with a word more or less is not near.
 *
 * Every message about an unknown name ends in near_words(), so that all of them suggest one where it is near.
 */
#ifndef SURVEY_NEAR_H
#define SURVEY_NEAR_H

#include <stddef.h>

/* The search for the name nearest to a word; BEST is its id, SIZE_MAX while none is near. */
struct near {
    char *plain;
    size_t length, least, best;
};
void near_init(struct near *near, const char *word);
void near_try(struct near *near, const char *name, size_t id);
void near_release(struct near *near);

/* `; did you mean "NAME"?`, or nothing where NAME is NULL, by value: to be used within one expression. */
struct near_words {
    char text[300];
};
struct near_words near_words(const char *name);

/* The same of the name nearest to WORD among NAMES[0..N-1]. */
struct near_words near_among(const char *word, const char *const *names, size_t n);
/* The same among the names of LIST between SEPARATORS. */
struct near_words near_listed(const char *word, const char *list, const char *separators);

#endif
