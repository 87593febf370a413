/* check_digits.h - 32 bytes, of a hash or of a public key, in a form that people copy from paper.
 *
 * The 64 hexadecimal digits stand in groups of four, behind them two decimal check digits:
 *
 *     ba78-16bf-8f01-cfea-4141-40de-5dae-2223-b003-61a3-9617-7a9c-b410-ff61-f200-15ad-32
 *
 * They are those of ISO/IEC 7064 MOD 97-10, of the number H that the 64 digits are: 100 H with the check digits added
 * leaves 1 when it is divided by 97.  The standard speaks of decimal digits.  Of hexadecimal ones: a wrong digit
 * changes the sum by d 16^i, an exchange of neighbours by d (16 - 1) 16^i, of the last with the first check digit by 90
 * d, with d from 1 to 15; 97 is prime and divides none of them.  So each such slip is found; of others one in 97 is
 * not.
 */
#ifndef SURVEY_CHECK_DIGITS_H
#define SURVEY_CHECK_DIGITS_H

#include "survey/base/error.h"
#include "survey/base/hash.h"

#define CHECKED_TEXT 83 /* sixteen groups, the check digits, what stands between, and the NUL */
#define CHECKED_HALF 40 /* of these the first eight groups */

/* HEX, 64 digits, in that form. */
void check_digits_write(const char hex[HASH_HEX], char out[CHECKED_TEXT]);

enum check_digits { CHECK_NONE, CHECK_FITS, CHECK_WRONG };

/* TEXT, which WHAT ("--head") says, as a person typed it: 64 digits, or 66 with the check digits, in lower or upper
 * case; blanks, hyphens, points and slashes between them do not matter.  HEX is the 64, in lower case.  False and
 * E_USAGE where there are more or fewer, or something else; which group it is in is said where that can be told. */
bool check_digits_read(const char *what, const char *text, char hex[HASH_HEX], enum check_digits *check,
                       struct error *err) MUST_CHECK;

/* Two texts of 64 digits that differ in no more places than this are the same one, miscopied: hashes agree in 60 of 64
 * digits by no chance. */
#define MOST_SLIPS 4

/* In how many of their 64 places A and B differ; FIRST is the group of four, from 1, with the first of them. */
size_t digits_differ(const char a[HASH_HEX], const char b[HASH_HEX], size_t *first);

#endif
