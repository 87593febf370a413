/* extra.h - one value out of the JSON object that holds a member's extra columns (frame.extra).
 *
 * The SQL function extra_value(extra, name) gives what json_extract(extra,
 * '$."name"') gives for an object of texts, which json_set() makes at import, in a
 * quarter of the time: the frame is read several times for a draw, and it may have
 * ten million members.  NULL where there is no such name; an error of SQL where EXTRA is
 * no object of texts.
 */
#ifndef SURVEY_EXTRA_H
#define SURVEY_EXTRA_H

#include <sqlite3.h>

/* Make the function known to DB.  Returns SQLite's code. */
int extra_register(sqlite3 *db);

#endif
