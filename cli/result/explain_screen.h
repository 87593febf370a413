/* explain_screen.h - what the screens of `explain` have in common. */
#ifndef CLI_EXPLAIN_SCREEN_H
#define CLI_EXPLAIN_SCREEN_H

#include "cli/result/digits.h"
#include "cli/terminal/prose.h"
#include "scoring/points/facts.h"

#define INDENT 2
#define HANG   4

struct screen {
    struct prose prose;
    const struct facts *facts;
    const char *round; /* its file */
    bool provisional;
};

/* The component WHICH in words; CODE of a stage or component. */
const char *screen_part(int which);
const char *screen_stage(const char *code);

/* What the fact says that the round does to its points: "11.1467 rounded to 2 decimals as a field = 11.15". */
const char *screen_rounded(struct screen *screen, const struct fact *before);
/* What a rescaled criterion comes to: POINTS / maximum x 100, and EXTRA. */
void screen_rescaled(struct screen *screen, const struct fact *rescaled, size_t indent, decimal points,
                     const char *extra);

#endif
