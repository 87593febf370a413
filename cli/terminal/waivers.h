/* waivers.h - the option --accept: warnings that a person has looked into. */
#ifndef CLI_WAIVERS_H
#define CLI_WAIVERS_H

#include "cli/terminal/arguments.h"
#include "survey/base/error.h"

#define MOST_CODES 32

/* The option's row in a verb's table. */
/* clang-format off */
#define OPTION_ACCEPT {"accept", 0, "CODES", OPTION_FILLED, \
                       N_("warnings you have looked into, such as W401,W403; needs --reason")}
/* clang-format on */

struct waivers {
    const char *codes[MOST_CODES];
    size_t n;
};

/* E_USAGE where a code is none of docs/issues.md, or --reason is missing. */
bool waivers_read(const struct arguments *args, struct waivers *a, struct error *err) MUST_CHECK;

#endif
