/* checks.h - the checks, in the order of docs/verification.md. */
#ifndef VERIFIER_CHECKS_H
#define VERIFIER_CHECKS_H

#include "ballots.h"
#include "definition.h"
#include "log.h"

void schema_check(struct file *f);
void freeze_check(struct file *f, const struct log *log);
void draw_check(struct file *f, const struct definition *d);
void custody_check(struct file *f, const struct definition *d, const struct ballots *all, const struct log *log);
void weights_check(struct file *f, const struct definition *d, const struct ballots *all, const struct log *log);
void points_check(struct file *f, const struct definition *d, const struct ballots *all, const struct log *log);

#endif
