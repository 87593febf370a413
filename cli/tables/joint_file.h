/* joint_file.h - the joint inclusion probabilities of a sample as a square table.
 *
 * The first line is `id` and the ids of the units taken; then a line for each of them,
 * its id and its joint probability with every unit; the diagonal is its own.  Units of different strata are
 * drawn independently.  The order is that of the sample as printed.
 */
#ifndef CLI_JOINT_FILE_H
#define CLI_JOINT_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "survey/base/error.h"

/* More units than this are no table that a person or a program can use. */
#define JOINT_FILE_MOST 5000

/* A stratum after the other. */
struct joint_stratum {
    size_t n;
    const char **ids; /* borrowed */
    double *joint;    /* n x n */
};

struct joint_file {
    struct joint_stratum *strata;
    size_t n_strata, room, n_units;
};

/* The next stratum, of N units: its arrays, to be filled.  E_MATHS beyond JOINT_FILE_MOST. */
struct joint_stratum *joint_file_add(struct joint_file *file, size_t n, struct error *err) MUST_CHECK;
bool joint_file_write(const struct joint_file *file, const char *path, bool force, struct error *err) MUST_CHECK;
void joint_file_release(struct joint_file *file);

#endif
