/* prose.h - lines for people, broken between words at the edge of the screen.
 *
 * Texts made here live until prose_release().  Numbers have a decimal comma at a Vietnamese terminal, a point
 * elsewhere.
 */
#ifndef CLI_PROSE_H
#define CLI_PROSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/decimal.h"
#include "survey/base/error.h"

/* A blank at which no line is broken. */
#define TIED "\xc2\xa0"

struct prose {
    size_t width; /* of the screen; 100 where stdout is none */
    bool comma;
    char **texts;
    size_t n_texts, room;
};

void prose_init(struct prose *prose);
void prose_release(struct prose *prose);

/* A text, as printf has it. */
const char *prose_say(struct prose *prose, const char *format, ...) PRINTF_LIKE(2, 3);
/* LIST, and after it MORE, with BETWEEN where LIST is not empty. */
const char *prose_join(struct prose *prose, const char *list, const char *between, const char *more);

/* D with all its digits; with at most PLACES decimals; X too.  No zeros at the end. */
const char *prose_exact(struct prose *prose, decimal d);
const char *prose_decimal(struct prose *prose, decimal d, int places);
const char *prose_real(struct prose *prose, double x, int places);
/* D with exactly PLACES decimals. */
const char *prose_fixed(struct prose *prose, decimal d, int places);

/* Print TEXT behind INDENT blanks; what does not fit goes below, behind HANG blanks more. */
void prose_line(const struct prose *prose, size_t indent, size_t hang, const char *text);

/* Rows of N cells each, N_ROWS of them, the last cell of a row broken where it does not fit: behind INDENT blanks.
 * Cells of columns in NUMBERS (a bit each) stand to the right. */
void prose_rows(const struct prose *prose, size_t indent, const char *const *cells, size_t n_rows, size_t n,
                unsigned numbers);

#endif
