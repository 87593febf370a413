/* error.h - why a call failed.
 *
 * A function that can fail takes a `struct error *` last and returns false or
 * NULL.  The caller owns the struct, on its stack as a rule.  The first cause
 * wins: a second error_set() on an error that is already set changes nothing;
 * callers on the way up put words in front with error_context().
 *
 * Texts are lower case, without a full stop: what, then why, with the user's
 * words in quotes and the remedy if there is one.  They are translated where
 * they are set.
 */
#ifndef SURVEY_ERROR_H
#define SURVEY_ERROR_H

#include <stdbool.h>

#define MUST_CHECK             __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))

enum error_code {
    E_NONE = 0,
    E_FILE,  /* a file cannot be read, written, or is not what it should be */
    E_LOCK,  /* another process keeps the round */
    E_MATHS, /* no convergence, lonely unit, nothing to divide by */
    E_STATE, /* the round is not in a state that allows this yet */
    E_DATA,  /* the answer is no: faults in the data, listed elsewhere */
    E_USAGE, /* the caller's words make no sense */
};

struct error {
    enum error_code code;
    char text[1000];
};

/* Set ERR to CODE with a printf-style text, unless it is set already.  ERR may
 * be NULL.  Always returns false, so that `return error_set(...)` reads well. */
bool error_set(struct error *err, enum error_code code, const char *format, ...) PRINTF_LIKE(3, 4);

/* True where FROM is not set; otherwise false, and ERR is set to it. */
bool error_pass(struct error *err, const struct error *from);

/* Put "WORDS: " in front of the text of ERR, which must be set. */
void error_context(struct error *err, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
