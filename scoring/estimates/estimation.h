/* estimation.h - survey statistics of a table: what is asked for, and the rows of the answer.
 *
 * The design, the domains, the weights and how errors are found (by
 * linearisation, or from replicates) stand in a `struct estimation`; any number of
 * statistics may be asked of it.
 */
#ifndef SCORING_ESTIMATION_H
#define SCORING_ESTIMATION_H

#include "scoring/estimates/domains.h"
#include "scoring/estimates/interval.h"
#include "scoring/estimates/quantile.h"
#include "scoring/estimates/rao_scott.h"
#include "scoring/estimates/replicate.h"
#include "scoring/estimates/taylor.h"

enum deff { DEFF_NONE, DEFF_WITHOUT, DEFF_WITH };

/* How a variance is found where units were drawn with unequal probabilities. */
struct pps;

struct estimation {
    struct taylor taylor;
    const struct design_columns *columns;
    struct replicates *replicates; /* NULL: linearisation */
    const struct pps *pps;         /* NULL: strata and stages */
    enum interval_method method;   /* of proportions; others have t or z limits */
    bool normal;                   /* z in place of t */
    double conf;
    enum deff deff;
    enum quantile_rule rule;
    bool listwise;   /* a row that misses one variable of the request is outside */
    double df;       /* of the whole design; with replicates theirs */
    double df_given; /* above 0: of every interval */
};

enum wanted_kind {
    WANTED_MEAN,
    WANTED_TOTAL,
    WANTED_PROPORTION,
    WANTED_RATIO,
    WANTED_QUANTILE,
    WANTED_VARIANCE,
    WANTED_COVARIANCE, /* of the estimated means, every ordered pair of the variables wanted so */
    WANTED_CONTRAST,   /* of means over the domains */
    WANTED_ALPHA,      /* Cronbach's, over all variables wanted so */
    N_WANTED,
};

struct wanted {
    enum wanted_kind kind;
    const struct data_column *u, *v; /* U NULL: 1 in every row */
    double p;                        /* of a quantile */
    const char *name;                /* of U as the user wrote it; of a quantile V@P, of a ratio NUM/DEN */
};

struct estimate_row {
    size_t domain; /* SIZE_MAX: over all */
    char *term;
    double estimate, se, low, high, deff, df;
    bool has_se; /* a covariance has none */
    size_t n;
};

struct estimate_rows {
    struct estimate_row *rows;
    size_t n, room;
};

/* Every value of C, which may be NULL, is 0 or 1: its mean is a share, whose interval follows the method. */
bool estimation_is_share(const struct data_column *c);

/* Append the answer to WANTED[0..N-1] to ROWS, which the caller releases in either case.  CONTRAST has N_CONTRAST = n
 * domains coefficients.  E_MATHS, E_USAGE. */
bool estimation_run(const struct estimation *e, const struct wanted *wanted, size_t n, const double *contrast,
                    size_t n_contrast, struct estimate_rows *rows, struct error *err) MUST_CHECK;
void estimate_rows_release(struct estimate_rows *rows);

/* Test whether A and B are independent. */
bool estimation_table(const struct estimation *e, const struct data_column *a, const struct data_column *b,
                      enum rao_scott_statistic statistic, struct rao_scott_result *result,
                      struct error *err) MUST_CHECK;

#endif
