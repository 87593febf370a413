/* number.h - numbers as people write them.
 *
 * A number may have a sign, a decimal point or comma and marks between
 * thousands: 1234.5, 1234,5, 1.234,5, 1,234.5, 1 234,5, 1e-3.
 *
 *  - Where both marks stand, the last one is the decimal mark.
 *  - A mark that stands more than once groups thousands: 1.234.567.
 *  - Groups have three digits, the first one to three.
 *  - A mark that stands once is the decimal mark: 12,5 is 12.5, and 0,125,
 *    1234,567, 1.2345, 1.234e2 and 1 234,567 cannot be grouped so.
 *  - But one to three digits, the first no zero, a mark and three digits can be
 *    read in two ways: 1.500 is 1.5 or 1500, and so is 1,500.  A table says
 *    which (marks.h); without one it is NUMBER_AMBIGUOUS.
 */
#ifndef SURVEY_NUMBER_H
#define SURVEY_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#define NUMBER_TEXT 64

enum number_reading {
    NUMBER_READ,
    NUMBER_NOT,       /* it is not a number */
    NUMBER_AMBIGUOUS, /* it can be read in two ways */
};

/* The decimal mark of a number or of a column of them. */
enum decimal_mark {
    DECIMAL_UNKNOWN = 0,
    DECIMAL_POINT = 1,
    DECIMAL_COMMA = 2,
    DECIMAL_BOTH = 3, /* some say the one, some the other */
};

/* TEXT as plain digits with a point ("-1234.5", "1e-3") in PLAIN; one beyond a double's range is none.  With
 * number_plain_as() what can be read in two ways is read as MARK, POINT or COMMA, says; with another it is ambiguous,
 * and PLAIN as if its own mark were the decimal one.  What can be read in one way only is read so. */
enum number_reading number_plain(const char *text, char plain[NUMBER_TEXT]);
enum number_reading number_plain_as(const char *text, enum decimal_mark mark, char plain[NUMBER_TEXT]);

/* The decimal mark the number TEXT must have been written with: POINT for 0.5 or 1,234,567; UNKNOWN where it tells
 * none, as 12 and 1.500, and for what is no number. */
enum decimal_mark number_mark(const char *text);

/* TEXT[0..LENGTH-1] as a finite double; *OWN: as number_mark().  What can be read in two ways and MARK does not settle
 * is AMBIGUOUS, and *VALUE what it is with its mark as the decimal one. */
enum number_reading number_read(const char *text, size_t length, enum decimal_mark mark, double *value,
                                enum decimal_mark *own);

/* TEXT as a finite double. */
enum number_reading number_parse(const char *text, double *value);

/* TEXT[0..LENGTH-1] as a finite double, as a program writes it, with a point and no other mark: 12.5, 1.500, 1e-3. */
bool number_exact(const char *text, size_t length, double *value);

/* TEXT[0..LENGTH-1] as a finite double, as a person types it, a percentage as the share it is: 0,05, 12.5, 5 %.  With
 * MARK as number_plain_as(); *VALUE is set where it is READ only. */
enum number_reading number_typed(const char *text, size_t length, enum decimal_mark mark, double *value);

/* FIGURE is TEXT[0..LENGTH-1] without its percent sign; false where it has none. */
bool number_percent(const char *text, size_t length, char figure[NUMBER_TEXT]);

/* PLAIN, as number_plain() has it, times 10^PLACES, to 15 digits. */
void number_scale(char plain[NUMBER_TEXT], int places);

/* PLAIN as an integer of 18 digits at most; false where it is none. */
bool number_whole(const char *plain, long long *value);

/* TEXT, which can be read in two ways, as MARK has it, the shortest way.  Returns OUT. */
char *number_shown(const char *text, enum decimal_mark mark, char out[NUMBER_TEXT]);

/* The shortest decimal that reads back to X (finite): without an exponent up to
 * 21 digits before and 20 behind the point.  Returns OUT. */
char *number_shortest(double x, char out[NUMBER_TEXT]);

#endif
