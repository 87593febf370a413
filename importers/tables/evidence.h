/* evidence.h - tài liệu kiểm chứng: the documents behind self scores and explanations.
 *
 * A table with a row per document: unit, criterion, number, symbol, date, title, sha256 (of
 * its file), or a note that says why there is none.  It is told from a table of points
 * by its header.  Rows are added to what is there; one that says neither title nor note is
 * a line of a form that was not filled in.
 */
#ifndef IMPORTERS_EVIDENCE_H
#define IMPORTERS_EVIDENCE_H

#include "importers/readers/reader.h"
#include "survey/round/definition.h"
#include "survey/store/log.h"

#define MOST_LOGGED 100 /* corrected rows that a line of the log names */

enum document_field { E_UNIT, E_CRITERION, E_NUMBER, E_SYMBOL, E_DATE, E_TITLE, E_SHA256, E_NOTE, N_DOCUMENT_FIELDS };

/* A document as a file or a person names it.  All strings are borrowed. */
struct document_claim {
    const char *said[N_DOCUMENT_FIELDS];  /* as written; "" where nothing is */
    const char *names[N_DOCUMENT_FIELDS]; /* what the fields are called */
    struct place places[N_DOCUMENT_FIELDS];
    const char *form; /* the unit whose form it stands in; "" */
    int64_t source;
};

struct evidence;

/* RUN, D and ISSUES are borrowed.  A document that the round has with another day or file is a fault, F512, or, where
 * CORRECTS, takes its place. */
struct evidence *evidence_new(struct run *run, const struct definition *d, bool corrects, struct issues *issues);
void evidence_free(struct evidence *evidence);

/* *IS: the current sheet of READER, at its first row, is such a table; the reader is at its first row again. */
bool evidence_is(struct reader *reader, size_t sheet, bool *is, struct error *err) MUST_CHECK;

/* Read the current sheet as of SOURCE, the form of unit FORM, or of none: "". */
bool evidence_read(struct evidence *evidence, struct reader *reader, int64_t source, const char *form,
                   struct error *err) MUST_CHECK;

/* Judge DOCUMENT, and keep it where nothing is wrong.  One of which nothing is filled in is passed over.  False on
 * failure only. */
bool evidence_take(struct evidence *evidence, const struct document_claim *document, struct error *err) MUST_CHECK;

/* How many were kept; how many the round has already, unchanged, so that they were passed over. */
size_t evidence_rows(const struct evidence *evidence);
size_t evidence_repeated(const struct evidence *evidence);
/* How many took the place of others; and what was changed, for the log: "; unit …", of the first hundred. */
size_t evidence_corrected(const struct evidence *evidence);
const char *evidence_changed(const struct evidence *evidence);

/* After all rows: warn of self scores above 0 that have neither document nor note. */
bool evidence_missing(struct evidence *evidence, const char *file, struct error *err) MUST_CHECK;

#endif
