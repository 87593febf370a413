/* reader.h - any table a person may send, one row at a time.
 *
 * A text file has one sheet (its `sheet` is NULL), a workbook several.  Rows
 * arrive in file order with the line they begin on, cells with their column;
 * all text is UTF-8 in composed form (NFC), white space trimmed at both ends.
 * What is wrong inside the file (a byte that fits no encoding, a stray quote, an error cell) is
 * added to the issues with its place, and the reader goes on with the next row.
 * What makes the file unreadable as a whole is an error.
 */
#ifndef IMPORTERS_READER_H
#define IMPORTERS_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "importers/readers/marks.h"
#include "importers/readers/row.h"
#include "survey/base/dictionary.h"
#include "survey/base/error.h"

/* Open the file PATH: .xlsx by its content, anything else as text.  Returns
 * NULL and sets ERR (E_FILE) when it cannot be read at all. */
struct reader *reader_open(const char *path, struct issues *issues, struct error *err) MUST_CHECK;

/* The same with the caller's wishes; a text file whose encoding is not given is
 * read in the one its bytes look like, with a warning where that is an old one. */
struct reader_options {
    const char *encoding; /* "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1258", "TCVN3", "VNI"; NULL: find out */
};
struct reader *reader_open_with(const char *path, const struct reader_options *options, struct issues *issues,
                                struct error *err) MUST_CHECK;
void reader_close(struct reader *reader);

/* The name of the encoding of a text file, as far as it has been read: ASCII
 * text is UTF-8; NULL for a workbook. */
const char *reader_encoding(const struct reader *reader);

/* True for a text file in UTF-8.  Who reads its lines without the reader must turn back to it for whatever is more than
 * cells between separators. */
bool reader_is_plain(const struct reader *reader);

/* What stands between the cells of a text file; '\0' for a workbook. */
char reader_separator(const struct reader *reader);

/* The decimal marks of the current sheet (marks.h): as far as they are known; and once all its cells have been heard,
 * for which the sheet is read once more. */
struct marks *reader_marks(struct reader *reader);
struct marks *reader_heard_marks(struct reader *reader);

/* WORDS, borrowed, stand in the file, as far as is known; NULL. */
void reader_know(struct reader *reader, const struct dictionary *words);
/* What TEXT, which stands in COLUMN of the current sheet and has lost letters, was most likely: the one word that is
 * known, of NAMES (or NULL), or stands in the column, that it may have been (damage_may_be()).  A new string; NULL
 * where there are more or none. */
char *reader_meant(struct reader *reader, size_t column, const char *text, const struct dictionary *names);

/* A second reader of the same file, at the first row of the same sheet.  What comes through a pipe has been kept. */
struct reader *reader_again(const struct reader *reader, struct issues *issues, struct error *err) MUST_CHECK;

/* The sheets, 1 for a text file.  The name is NULL for a text file. */
size_t reader_n_sheets(const struct reader *reader);
const char *reader_sheet_name(const struct reader *reader, size_t sheet);

/* A sheet whose name begins with `_` is for people and not read.  A workbook that has one was written by this program,
 * to be filled in or mended and to come back. */
bool reader_for_people(const struct reader *reader, size_t sheet);
bool reader_is_ours(const struct reader *reader);

/* The sheet whose name is the same as NAME but for case, spaces and Unicode
 * composition; SIZE_MAX when there is none. */
size_t reader_find_sheet(const struct reader *reader, const char *name);

/* The issues the reader adds to. */
struct issues *reader_issues(const struct reader *reader);

/* The place of the current sheet as a whole, for what is wrong with a table. */
struct place reader_place(const struct reader *reader);

/* Go to the first row of SHEET (counted from 0); a reader opens at sheet 0. */
bool reader_go(struct reader *reader, size_t sheet, struct error *err) MUST_CHECK;

/* The next row that has at least one cell that is not empty.  Blank lines are
 * passed over but counted.  Returns false at the end of the sheet (ERR unset) or on
 * failure (ERR set). */
bool reader_next(struct reader *reader, struct row *row, struct error *err) MUST_CHECK;

/* Let reader_next() give the row it has just given once more. */
void reader_back(struct reader *reader);

/* For ROW, the one read last, of a workbook (in a text file nothing is merged):
 * give every cell of a merged area the area's value, as a header means it; the
 * last row any merged area in it reaches to, at least its own; warn about the
 * merged areas that begin in it, whose value stays in their first cell, as a
 * row of data is read. */
void reader_fill_merged(struct reader *reader, struct row *row);
size_t reader_merged_bottom(const struct reader *reader, const struct row *row);
void reader_warn_merged(struct reader *reader, const struct row *row);

/* Merged area I of the sheet whose row was read last, by their first rows; false where there is none. */
bool reader_merged_area(const struct reader *reader, size_t i, struct area *area);

#endif
