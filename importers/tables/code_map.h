/* code_map.h - which code of an earlier round a code of this one had: `--map` of `score --against`. */
#ifndef IMPORTERS_CODE_MAP_H
#define IMPORTERS_CODE_MAP_H

#include <stddef.h>

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/round/definition.h"

struct code_pair {
    enum code_kind kind;
    char *now, *then; /* THEN is "" where it had none */
};

/* Read PATH (columns kind: unit, criterion or block, now, then) as a new array of *N.  NOW must be a code of D, or
 * a name that stands for one, and THEN of OLD, or empty, each once for its kind; a code of OLD must not be THEN of one
 * and the unchanged code of another that has no row.  What is not is a fault.  NULL with ERR where the file cannot be
 * read. */
struct code_pair *code_map_read(const char *path, const struct definition *d, const struct definition *old, size_t *n,
                                struct issues *issues, struct error *err) MUST_CHECK;
void code_map_free(struct code_pair *pairs, size_t n);

#endif
