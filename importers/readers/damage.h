/* damage.h - words that lost their letters on their way through other programs, and what they were. */
#ifndef IMPORTERS_DAMAGE_H
#define IMPORTERS_DAMAGE_H

#include <stdbool.h>
#include <stddef.h>

/* What TEXT was before its UTF-8 was read as Windows-1252 and saved as UTF-8 again, as Excel does with a .csv
 * ("NÃ´ng thÃ´n" was "Nông thôn"), once or twice: a new string; NULL where all of it cannot have come about so.  The
 * second byte of à, Ơ, Ạ, Ỡ is a no-break space there, which may be a blank by now or have been trimmed at the end
 * ("ThÃ nh phá»‘"); that is believed behind a small letter, or beside other damage: "XÃ AN HOA" is what it is. */
char *damage_undone(const char *text, size_t length);

/* True where letters of TEXT were lost: the sign for what no character fits (U+FFFD), or a question mark between
 * letters ("N?ng th?n"). */
bool damage_is_lost(const char *text, size_t length);

/* True when TEXT, which has lost letters, may have been WORD: as many signs in a row as there are stand for one letter
 * each that is not ASCII, or for the bytes of fewer. */
bool damage_may_be(const char *text, const char *word);

#endif
