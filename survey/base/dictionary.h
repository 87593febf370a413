/* dictionary.h - from a string to a number, by hashing. */
#ifndef SURVEY_DICTIONARY_H
#define SURVEY_DICTIONARY_H

#include <stdbool.h>
#include <stddef.h>

struct dictionary;

struct dictionary *dictionary_new(void);
void dictionary_free(struct dictionary *dictionary);

/* The number of KEY[0..LENGTH-1]; a new key takes the next number, from 0, and *ADDED (if not NULL) says so. */
size_t dictionary_add(struct dictionary *dictionary, const char *key, size_t length, bool *added);

/* The number of KEY, or SIZE_MAX. */
size_t dictionary_find(const struct dictionary *dictionary, const char *key);

/* How many keys; and the key with number I. */
size_t dictionary_size(const struct dictionary *dictionary);
const char *dictionary_key(const struct dictionary *dictionary, size_t i);

#endif
