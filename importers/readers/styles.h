/* styles.h - what the number format of a cell makes of its number.
 *
 * A workbook stores a date as a number; only the format of its cell says that it
 * is one.  Formats are built in or written as codes such as `dd/mm/yyyy;@`.
 */
#ifndef IMPORTERS_STYLES_H
#define IMPORTERS_STYLES_H

#include <stdbool.h>
#include <stddef.h>

#include "survey/base/number.h"
#include "survey/base/package.h"

enum number_kind { NUMBER_PLAIN, NUMBER_DATE, NUMBER_DATE_TIME, NUMBER_TIME };

#define FORMAT_PLACES 30 /* digits and literals before the point; more are shown plainly */

/* What a format makes of a number.  Thousands are never grouped: a code is not written so. */
struct number_format {
    enum number_kind kind;
    bool month_first; /* of a date: m/d/yyyy, or as the country has it */
    bool shaped;      /* of a plain number: shown by what follows, not as its shortest decimal */
    bool percent;
    unsigned char zeros;    /* digits before the point at least */
    unsigned char decimals; /* behind the point, zeros among them */
    unsigned char most;     /* behind the point, zeros at the end left out above DECIMALS */
    char before[16], whole[FORMAT_PLACES + 1], behind[16]; /* literals; the places before the point where literals stand
                                                              between them, else "" */
};

struct styles;

/* Read part NAME, the styles; with NAME NULL every number is plain. */
struct styles *styles_read(struct package *package, const char *name, struct error *err) MUST_CHECK;
void styles_free(struct styles *styles);

/* What style I of a cell says; a plain number's where there is no such style. */
const struct number_format *styles_format(const struct styles *styles, size_t i);

/* The number X as text: a date yyyy-mm-dd, with Thh:mm:ss where its time is not
 * midnight, a time hh:mm:ss (of any number of hours), else, also where no day has that number, the
 * shortest decimal of at most 15 digits, as Excel keeps them; whole numbers of up to 2^53 keep all theirs.
 * Returns TEXT. */
char *styles_text(enum number_kind kind, double x, bool from_1904, char text[NUMBER_TEXT]);

/* The plain number VALUE, a decimal, as FORMAT, which is shaped, shows it: "1.10", "001", "75%", "KV-07".  False where
 * it cannot (too large, in powers of ten): it is shown as it is. */
bool styles_shown(const struct number_format *format, const char *value, char text[NUMBER_TEXT]);

#endif
