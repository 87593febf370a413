/* domains.h - parts of a table for which there is an estimate each, and the
 * part of it that is looked at at all.
 *
 * Rows outside stay in the table: a domain is never a smaller sample.
 */
#ifndef SCORING_DOMAINS_H
#define SCORING_DOMAINS_H

#include "survey/base/dataset.h"
#include "survey/base/error.h"

/* A condition `COL OP VALUE and ...`; OP is one of = != < <= > >=, without a VALUE: is (not) missing.  What is missing
 * is neither like nor above nor below anything; comparisons by size need a column of numbers and a number. */
enum comparison { IS, IS_NOT, BELOW, AT_MOST, ABOVE, AT_LEAST };
struct condition {
    char *column;
    enum comparison comparison;
    char *value; /* "" where it is to be missing */
};
struct filter {
    struct condition *conditions; /* all must hold */
    size_t n;
};

/* Read TEXT.  A value with blanks may stand in double quotes.  E_USAGE. */
bool filter_read(struct filter *filter, const char *text, struct error *err) MUST_CHECK;
void filter_release(struct filter *filter);

struct domains {
    uint32_t *of; /* [n_rows], OUTSIDE (see design.h) where a value is missing or the filter does not hold */
    size_t n, n_by;
    uint32_t *codes;  /* [n][n_by] the values that make domain d, in sorted order, the last one changing fastest */
    size_t n_missing; /* rows the filter takes that miss a value */
};

/* The combinations of values of the N columns BY that occur; one domain where N is 0. */
bool domains_find(struct domains *domains, const struct dataset *data, const struct data_column *const *by, size_t n,
                  const struct filter *filter, struct error *err) MUST_CHECK;
void domains_release(struct domains *domains);

#endif
