/* strbuf.h - a string that grows (git's strbuf).
 *
 * A struct of zeros is empty.  Once anything was added, TEXT ends with a NUL that N does not count.  What is
 * taken out of it is the taker's; strbuf_release() frees the rest.
 */
#ifndef SURVEY_STRBUF_H
#define SURVEY_STRBUF_H

#include <stddef.h>

struct strbuf {
    char *text;
    size_t n, room;
};

/* Make room for N more bytes and return where they go; to be counted by the caller: b->n += N. */
char *strbuf_room(struct strbuf *b, size_t n);

void strbuf_add(struct strbuf *b, const char *bytes, size_t n);
void strbuf_adds(struct strbuf *b, const char *text);
void strbuf_addf(struct strbuf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same as one item of a list: SEPARATOR before it where something is there already. */
void strbuf_item(struct strbuf *b, const char *separator, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Forget the text, keep the room. */
void strbuf_clear(struct strbuf *b);
/* The text, "" where nothing was added; borrowed. */
const char *strbuf_text(const struct strbuf *b);
/* The text as a string of the caller's own; B is empty then. */
char *strbuf_take(struct strbuf *b);
void strbuf_release(struct strbuf *b);

/* B becomes one line of CSV with its line feed.  A cell is quoted where it has a comma, a quote, a line break or a
 * blank at its ends. */
void strbuf_csv_line(struct strbuf *b, const char *const *cells, size_t n);

#endif
