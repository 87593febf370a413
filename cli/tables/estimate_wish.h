/* estimate_wish.h - what the words after `dtxhh estimate` ask for. */
#ifndef CLI_ESTIMATE_WISH_H
#define CLI_ESTIMATE_WISH_H

#include "cli/tables/estimate_files.h"
#include "cli/terminal/arguments.h"
#include "importers/readers/dataset_read.h"
#include "scoring/estimates/domains.h"
#include "scoring/estimates/estimation.h"
#include "scoring/estimates/pps.h"

struct wanted_names {
    enum wanted_kind kind;
    char *u, *v; /* U NULL: 1 in every row */
    double p;
    char *name;
};

struct adjustment {
    enum step_kind kind;
    struct step_variable *variables; /* of each file, or each in it */
    size_t n;
};

enum wish_replicates { WISH_NO_REPLICATES, WISH_JK1, WISH_JKN, WISH_BOOTSTRAP, WISH_BRR, WISH_GIVEN };

struct estimate_wish {
    struct design_columns design;
    char **psu, **fpc;           /* behind `design` */
    struct column_wish *columns; /* of the data: each name once */
    size_t n_columns, columns_room;
    struct wanted_names *wanted;
    size_t n_wanted, wanted_room;
    char **by;
    size_t n_by;
    struct filter filter;
    struct adjustment adjustments[3]; /* in the order they are applied in */
    size_t n_adjustments;
    char **rake; /* the files of its margins */
    size_t n_rake;
    struct merges merges; /* of categories of the margins */
    struct calibrate_options calibrate;
    bool fold; /* texts that look alike are one */
    size_t aggregate_stage;
    bool trims, strict, keep_totals;
    struct trim_limits limits;
    char **nonresponse, **propensity;
    size_t n_nonresponse, n_propensity, propensity_classes;
    const char *responded;
    enum wish_replicates replicates;
    size_t n_replicates;
    double rho, scale;
    unsigned long seed;
    const char *replicate_file, *rscales_file, *joint_file, *weights_out, *against;
    bool mse;
    enum pps_method pps; /* N_PPS_METHODS: none */
    double *contrast;
    size_t n_contrast;
    char **table; /* two names, or NULL */
    enum rao_scott_statistic statistic;
    enum lonely lonely;
    bool lonely_domains, listwise, normal;
    enum interval_method method;
    double conf, df; /* DF 0: that of the design */
    enum deff deff;
    enum quantile_rule rule;
};

/* Read the options and the small files they name.  False with ERR or faults; WISH is to be released in either case. */
bool estimate_wish_read(struct estimate_wish *wish, const struct arguments *args, struct issues *issues,
                        struct error *err) MUST_CHECK;
void estimate_wish_release(struct estimate_wish *wish);

#endif
