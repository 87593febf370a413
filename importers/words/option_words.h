/* option_words.h - what people write for an option of a scale.
 *
 * Its code; its place on the scale where no code is that number; its label;
 * code and label together ("A. Tốt").  `?` is a mark nobody could read, `*` more
 * than one mark.  Case and spaces do not matter.  A label that two options
 * share names neither.
 */
#ifndef IMPORTERS_OPTION_WORDS_H
#define IMPORTERS_OPTION_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/round/definition.h"

struct option_words {
    uint8_t by_byte[128];     /* the mark of this one-byte text, 0 for none */
    struct dictionary *codes; /* in capitals, in the order of the options */
    struct dictionary *words; /* labels, folded */
    uint8_t *marks;           /* of each word; 0 where it could be two */
    size_t room;
    size_t n_options;
    bool numbered; /* some code is a number: then no number is a place on the scale */
};

/* Prepare the words of SCALE. */
void option_words_init(struct option_words *words, const struct scale *scale);
void option_words_release(struct option_words *words);

/* The mark TEXT[0..LENGTH-1] stands for; -1 where it is on no scale.  Empty text is blank. */
int option_mark(const struct option_words *words, const char *text, size_t length);

/* "A, B, C, D" of SCALE; a new string. */
char *option_codes(const struct scale *scale);

#endif
