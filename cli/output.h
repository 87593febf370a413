/* output.h - a text file written under a temporary name and renamed when whole. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdio.h>

#include "survey/error.h"

struct output {
    char *path, *temporary;
    FILE *file;
};

/* Begin to write PATH.  Whoever calls output_open() calls output_close(). */
bool output_open(struct output *output, const char *path, struct error *err) MUST_CHECK;
/* End: where OK, make it PATH; otherwise remove it.  False where OK is, or where it cannot be written. */
bool output_close(struct output *output, bool ok, struct error *err) MUST_CHECK;

#endif
