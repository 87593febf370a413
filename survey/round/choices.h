/* choices.h - fixed words, of settings, columns and options of the command line, and what this program calls them in
 * Vietnamese.
 *
 * CHOICES is "a|b|c".  One that has a `:`, as "double:P%", is followed by something, a P% for instance; `…` stands for
 * that in its Vietnamese words.  Where the first is empty, `không có` means it.
 */
#ifndef SURVEY_CHOICES_H
#define SURVEY_CHOICES_H

#include <stdbool.h>
#include <stddef.h>

/* True when WORD is one of CHOICES. */
bool choice_has(const char *choices, const char *word);

/* The one of CHOICES, without a `:`, that is called TEXT in Vietnamese; NULL. */
const char *choice_called(const char *choices, const char *text);

/* A new string: WORD, one of CHOICES, as it is called in Vietnamese first; WORD where it has no other name. */
char *choice_vietnamese(const char *choices, const char *word);

/* A new string: the one of CHOICES that TEXT is, by text_same(), or is called in Vietnamese, and what follows it; a
 * remark in brackets at its end is passed over.  NULL where it is none. */
char *choice_find(const char *choices, const char *text);

/* A new string: TEXT, words of CHOICES between `;`, commas or blanks, each as choice_find() has it, between `;`; what
 * is none of them stays as it is, and so does TEXT where all of them do. */
char *choices_find(const char *choices, const char *text);

/* The number of WORD among CHOICES, from 0; of one with a `:` by what stands before. */
size_t choice_position(const char *choices, const char *word);

/* The I-th row of the Vietnamese words: *WORDS, joined by `|`, of the word returned; NULL after the last. */
const char *choice_words(size_t i, const char **words);

#endif
