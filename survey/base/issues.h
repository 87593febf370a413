/* issues.h - what is wrong in the user's data, with its place.
 *
 * A fault stops the verb, a warning does not.  Both are collected, so that a
 * person sees all of them at once; the first ISSUES_KEPT of each code are kept
 * in full, the rest are counted.  Who marks them all in a workbook keeps
 * more, within bounds of memory.  The codes and their meaning are listed in
 * docs/issues.md.
 */
#ifndef SURVEY_ISSUES_H
#define SURVEY_ISSUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "survey/base/error.h"

#define ISSUES_KEPT  1000
#define ISSUES_SHOWN 20 /* lines of one cause, where it has no more; where it has, it is a flood */
#define ISSUES_FLOOD 3  /* lines of that */

enum severity { FAULT, WARNING };

/* Where in the user's data.  LINE and COLUMN count from 1; 0 means the whole
 * file, or the whole line.  SHEET is NULL for a text file.  Strings are
 * borrowed until the call returns; issues_add() keeps copies. */
struct place {
    const char *file;
    const char *sheet;
    size_t line;
    size_t column;
};

/* `file[:sheet]:line` of PLACE, a new string. */
char *place_line(struct place place);

/* The letters a workbook calls column COLUMN: "AB" for 28, "" for 0; in OUT. */
char *column_letters(size_t column, char out[8]);

struct issue {
    enum severity severity;
    const char *code; /* "F101", static */
    struct place place;
    char *text;
    size_t cause; /* the same number: one message about one sheet */
};

struct issues;

struct issues *issues_new(void);
void issues_free(struct issues *issues);
/* Keep up to N in all, and of each code ISSUES_KEPT in any case; to be called before any is added. */
void issues_keep(struct issues *issues, size_t n);
/* Keep all, and print each: no cause is a flood; to be called before any is added. */
void issues_say_all(struct issues *issues);

/* CODE is "F" or "W" and three digits and a string literal.  The text is
 * translated by the caller, lower case, no full stop, ends with what was
 * expected.  It is kept as one line without control characters, cut at 1000 bytes.
 * Of a cell that cannot be read (F12 and a digit) nothing else is said, though it counts. */
void issues_add(struct issues *issues, enum severity severity, const char *code, struct place place, const char *format,
                ...) PRINTF_LIKE(5, 6);

/* Add all of FROM, those not kept included. */
void issues_add_all(struct issues *issues, const struct issues *from);

/* Warnings of CODE, a string literal or one that lives as long as ISSUES, have been accepted: from now on they are
 * counted, not kept. */
void issues_accept(struct issues *issues, const char *code);
bool issues_accepts(const struct issues *issues, const char *code);

/* The codes that were added, in the order of their first; how many of each, and whether they were accepted. */
size_t issues_n_codes(const struct issues *issues);
const char *issues_code(const struct issues *issues, size_t i, size_t *n, bool *accepted);

/* All that were added; and of them those that are said, for a summary. */
size_t issues_count(const struct issues *issues, enum severity severity);
size_t issues_said(const struct issues *issues, enum severity severity);
/* How many of CODE were added, those not kept included. */
size_t issues_count_code(const struct issues *issues, const char *code);
/* How many of CODE were added and are not kept, unless it is accepted. */
size_t issues_not_kept(const struct issues *issues, const char *code);

/* The kept issues in the order they were added. */
size_t issues_kept(const struct issues *issues);
const struct issue *issues_get(const struct issues *issues, size_t i);

/* One line each, `file[:sheet]:line:column: severity: text [CODE]`, by place (file, sheet in the order of first
 * appearance; line; column).  What one cause (code, file, sheet and message) says in the same words of several cells
 * stands once, with how many more there are and where; of different words the first ISSUES_SHOWN stand, then a line
 * with how many more there are. */
void issues_print(const struct issues *issues, FILE *out);

#endif
