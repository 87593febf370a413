/* package.h - the parts of a zip package of XML files, read as streams.
 *
 * An .xlsx workbook is a zip of XML parts.  They come from anyone, so nothing
 * in them is believed: a part that unpacks to far more than it should, a
 * checksum that differs, a document type declaration (the door to entities) and
 * XML that is not well-formed are errors that name the part.
 */
#ifndef SURVEY_PACKAGE_H
#define SURVEY_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "survey/base/error.h"

struct package;
struct part;

/* What to do with the elements of a part.  NAME is without its prefix, since
 * prefixes and namespaces differ between strict and transitional files.  Each
 * may be NULL. */
struct part_handlers {
    void (*start)(void *data, const char *name, const char **attributes);
    void (*end)(void *data, const char *name);
    void (*text)(void *data, const char *text, int length);
};

/* What part_next() came to. */
enum part_state { PART_PAUSED, PART_STOPPED, PART_ENDED, PART_FAILED };

/* Open the package PATH, which must outlive the result.  Returns NULL and sets
 * ERR (E_FILE) when it is no zip file. */
struct package *package_open(const char *path, struct error *err) MUST_CHECK;
void package_close(struct package *package);

const char *package_path(const struct package *package);

/* Its parts, by name. */
size_t package_n_parts(const struct package *package);
const char *package_part(const struct package *package, size_t i);

/* True when there is a part NAME ("xl/workbook.xml", in any case). */
bool package_has(const struct package *package, const char *name);

/* A new string: the first bytes of part NAME, at most SIZE; "" where there is none. */
char *package_peek(struct package *package, const char *name, size_t size);

/* Unpack part NAME once, which checks its size and its checksum; *FOUND says
 * whether WORD may stand in it (in UTF-16 it may). */
bool package_check(struct package *package, const char *name, const char *word, bool *found,
                   struct error *err) MUST_CHECK;

/* Set ERR to "PATH is damaged" for part NAME and the reason WHY. */
bool package_damaged(const struct package *package, const char *name, const char *why, struct error *err);

/* Read part NAME from its beginning, one part of a package at a time.  DATA goes
 * to the handlers. */
struct part *part_open(struct package *package, const char *name, const struct part_handlers *handlers, void *data,
                       struct error *err) MUST_CHECK;
void part_close(struct part *part);

/* Go on until a handler calls part_pause() or the part ends. */
enum part_state part_next(struct part *part, struct error *err) MUST_CHECK;
void part_pause(struct part *part);

/* Let the first part_next() stop where the parser has taken the start tag TAG, a literal ("<sheetData>"), and no byte
 * behind it: in UTF-8, and where the tag stands in the first block of the part.  What follows may then be read as
 * bytes; part_next() goes on with the first that was not skipped. */
void part_stop_behind(struct part *part, const char *tag);

/* The bytes that come next, N of them and a NUL: those of last time that were not skipped, and more behind them; as
 * many as there were at the end of the part.  They may be written to, and stay until the next call. */
bool part_more(struct part *part, char **bytes, size_t *n, struct error *err) MUST_CHECK;
/* Let the parser never see the next N of them, which are whole elements. */
void part_skip(struct part *part, size_t n);

/* Read the whole of part NAME. */
bool part_read(struct package *package, const char *name, const struct part_handlers *handlers, void *data,
               struct error *err) MUST_CHECK;

/* The value of an attribute, NULL where there is none; by its whole name, or by
 * its local name where it has a prefix (r:id). */
const char *attribute(const char **attributes, const char *name);
const char *prefixed_attribute(const char **attributes, const char *name);
/* True when the attribute is there and says so. */
bool attribute_is_true(const char **attributes, const char *name);

#endif
