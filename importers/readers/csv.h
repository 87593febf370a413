/* csv.h - tables as text: CSV as Excel, R and people write it.
 *
 * Lines end in LF, CRLF or CR.  The separator is the one among tab, `;` and `,`
 * that makes a table of the first lines, or the one a first line `sep=;` names.  A cell may stand in double quotes,
 * inside which a quote is doubled and lines may break; ="00123" is text, as Excel shows it.
 *
 * The file is read in blocks and one physical line at a time, so that memory
 * does not grow with the file, line numbers stay right, and a stray or missing
 * quote costs its own line only: reading goes on with the line after the one on
 * which the cell began.
 */
#ifndef IMPORTERS_CSV_H
#define IMPORTERS_CSV_H

#include "importers/readers/row.h"

struct delimited;

/* Open the text file PATH, which must outlive the result, by way of SOURCE, in ENCODING, a name
 * encoding_find() knows, or in the one its bytes look like when that is NULL. */
struct delimited *delimited_open(const char *path, const char *source, const char *encoding, struct issues *issues,
                                 struct error *err) MUST_CHECK;
void delimited_close(struct delimited *file);

/* As reader_encoding(). */
const char *delimited_encoding(const struct delimited *file);

/* What stands between its cells. */
char delimited_separator(const struct delimited *file);

/* True where the file is UTF-8 from its first byte or a mark on. */
bool delimited_is_plain(const struct delimited *file);

/* Back to the first line. */
bool delimited_rewind(struct delimited *file, struct error *err) MUST_CHECK;

/* As reader_next(). */
bool delimited_next(struct delimited *file, struct row *row, struct error *err) MUST_CHECK;

#endif
