/* layout.h - how much room a text takes on paper, so that no title is cut.
 *
 * Widths are those of Times New Roman (the font of Vietnamese administrative
 * documents, Decree 30/2020/NĐ-CP) and of fonts with the same metrics.
 */
#ifndef REPORTS_LAYOUT_H
#define REPORTS_LAYOUT_H

#include <stdbool.h>

/* Points that TEXT (one line, UTF-8) takes at SIZE points. */
double layout_width(const char *text, double size, bool bold);

/* Lines that TEXT takes when broken at blanks, and inside a word where it must be, to fit
 * WIDTH points; at least 1.  A line feed begins a new line. */
unsigned layout_lines(const char *text, double size, bool bold, double width);

/* Points that the longest word of TEXT takes. */
double layout_longest_word(const char *text, double size, bool bold);

/* Points inside a column that is UNITS wide (Excel's unit: a digit of the standard font),
 * and the units that hold POINTS. */
double layout_points(double units);
double layout_units(double points);

#endif
