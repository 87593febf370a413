/* message.h - messages in the reader's language: the catalogues of gettext.
 *
 * English is the source, po/vi.po the Vietnamese; Vietnamese is the default.  The catalogue is looked up here, not by
 * the C library: that speaks no language but English where no locale was generated (glibc since 2.39, in C.UTF-8).
 */
#ifndef SURVEY_MESSAGE_H
#define SURVEY_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>

/* TEXT in the language set; TEXT itself where there is no translation. */
const char *translate(const char *text) __attribute__((format_arg(1)));
#define _(text) translate(text)
/* Marks a text for the catalogue that is translated later, where it is used. */
#define N_(text) text

/* Use LANGUAGE ("vi" or "en") from now on, with the catalogues below FOLDER.
 * Sets LC_ALL to C.UTF-8: numbers are read and written with a point.  Returns
 * false for any other language. */
bool message_language(const char *language, const char *folder);

/* True where the language set is Vietnamese. */
bool message_is_vietnamese(void);

#endif
