/* design.h - how a sample was drawn, for what computes errors.
 *
 * Strata, and clusters stage by stage, each known by its label within the
 * cluster it lies in, so that labels may repeat; at each stage, perhaps, how many
 * units there were to draw from.  The rows of the table are put in the order of
 * strata and clusters, so that a cluster is a stretch of rows and one can go
 * through a table of any size one cluster at a time.
 *
 * Without population counts the first stage is taken as drawn with replacement and
 * later ones do not matter ("ultimate clusters").
 */
#ifndef SCORING_DESIGN_H
#define SCORING_DESIGN_H

#include "survey/base/dataset.h"
#include "survey/base/error.h"
#include "survey/base/issues.h"

/* The columns that tell it; NULL or 0 where there is none. */
struct design_columns {
    const char *weight; /* default: the inverse of `probability`, else 1 for every row */
    bool weight_alone;  /* nothing else is asked of this column: its values may be forgotten once they are read */
    const char *strata;
    const char *const *psu; /* stage by stage */
    size_t n_psu;
    const char *const *fpc; /* stage by stage: units in the stratum, then in the cluster of the stage before */
    size_t n_fpc;
    bool fractions; /* fpc has sampling fractions in their place */
    const char
        *probability; /* of inclusion, of a unit of the first stage; for unequal probabilities without replacement */
};

#define DESIGN_STAGES 8

/* Level 0 are the strata (one where none are given), level i the units of stage i. */
struct design {
    struct dataset *data; /* borrowed; its rows in the design's order */
    size_t n_rows;
    double *w;       /* the weights as they stand */
    size_t n_levels; /* of units: 1 to DESIGN_STAGES */
    size_t n_units[DESIGN_STAGES + 1];
    uint32_t
        *first[DESIGN_STAGES]; /* unit u of level l holds the units first[l][u] to first[l][u + 1] - 1 of level l + 1 */
    double *population[DESIGN_STAGES]; /* units there were to draw from; INFINITY without such a count */
    uint32_t *first_row; /* unit u of the last level is the rows first_row[u] to first_row[u + 1] - 1; NULL: row u */
    double *pi;          /* of each unit of level 1; NULL without probabilities */
    const bool *cut;     /* borrowed: rows whose weight a bound of calibration took to 0; NULL: none */
    bool has_strata, has_clusters;
};

/* Sort the rows of DATA and build the design.  Missing values, negative weights, counts that vary within their
 * stratum or fall below the sample are faults (F70x) with their lines.  DESIGN is to be released in either case. */
bool design_build(struct design *design, struct dataset *data, const struct design_columns *columns,
                  struct issues *issues, struct error *err) MUST_CHECK;
void design_release(struct design *design);

/* The label of stratum H as the user wrote it; valid as long as the data. */
const char *design_stratum(const struct design *design, const struct design_columns *columns, size_t h);

static inline size_t design_row(const struct design *d, size_t unit)
{
    return d->first_row ? d->first_row[unit] : unit;
}

/* Row I belongs to the sample that is estimated from: it has a weight, or had one that a bound took to 0. */
static inline bool design_counts(const struct design *d, size_t i)
{
    return d->w[i] != 0 || (d->cut && d->cut[i]);
}

/* The rows of unit U of level L: *FROM to *TO - 1. */
void design_rows(const struct design *design, size_t level, size_t unit, size_t *from, size_t *to);

/* 1 - n/N of the units in unit U of level L; 1 without a count. */
double design_fpc(const struct design *design, size_t level, size_t unit);

/* Degrees of freedom: units of stage 1 less strata, of those that have a row that counts, where INCLUDE (one a row,
 * may be NULL) is not SIZE_MAX32. */
#define OUTSIDE UINT32_MAX
double design_df(const struct design *design, const uint32_t *domain);

/* The same for each domain 0 to N_DOMAINS - 1: new array. */
double *design_domain_df(const struct design *design, const uint32_t *domain, size_t n_domains);

#endif
