/* lines.h - the line of the file that a ballot was keyed from, as it is stored.
 *
 * Files may be in the order of the people who had the papers, so a line number beside answers would tell whose they are
 * to all who see evidence, where the column stands open.  In entry, later_entry, entry_other and audit_entry it is
 * therefore hidden: 2^40 and the number, exclusive or 40 bits that only the round's secret gives, others for each
 * serial and source. Lines that were stored before it was so are smaller than that, and stay.  In SQL
 * line_shown(serial, source, line) is the number as it was.
 */
#ifndef SURVEY_LINES_H
#define SURVEY_LINES_H

#include <stdbool.h>
#include <stdint.h>

struct store;

/* LINE of the file SOURCE, of which the ballot SERIAL was keyed, as it is stored. */
int64_t line_hidden(struct store *store, int64_t serial, int64_t source, int64_t line);
/* And back, of what is stored. */
int64_t line_shown(struct store *store, int64_t serial, int64_t source, int64_t line);
/* Store them as they are, where PLAIN: to repeat what was imported before they were hidden. */
void lines_stay_plain(struct store *store, bool plain);

#endif
