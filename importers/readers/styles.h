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

struct styles;

/* Read part NAME, the styles; with NAME NULL every number is plain. */
struct styles *styles_read(struct package *package, const char *name, struct error *err) MUST_CHECK;
void styles_free(struct styles *styles);

/* What style I of a cell says; NUMBER_PLAIN where there is no such style. */
enum number_kind styles_kind(const struct styles *styles, size_t i);

/* The number X as text: a date yyyy-mm-dd, with Thh:mm:ss where its time is not
 * midnight, a time hh:mm:ss (of any number of hours), else, also where no day has that number, the
 * shortest decimal.  Returns TEXT. */
char *styles_text(enum number_kind kind, double x, bool from_1904, char text[NUMBER_TEXT]);

#endif
