/* facts.h - how a unit's points came about, as a list of facts.
 *
 * A fact has a kind, a place in the tree of the unit (criterion, group, question, option), and numbers: those it
 * states, and the operands it was computed from.  Whoever prints goes through the list, or asks for what stands at a
 * place.
 */
#ifndef SCORING_FACTS_H
#define SCORING_FACTS_H

#include "survey/round/appraisal.h"
#include "survey/round/ballots.h"
#include "survey/round/correction.h"
#include "survey/round/definition.h"
#include "survey/store/rows.h"

enum fact_kind {
    FACT_RULE,           /* setting WHICH had a part, where it COUNTS */
    FACT_TOTAL,          /* points of max; n: the rank, 0 for none; words: the class, ""; other: max before it is 100 */
    FACT_PART,           /* component WHICH; COUNTS where the unit has it */
    FACT_OTHER_ROUNDING, /* the total under the other rule */
    FACT_ERROR, /* of the total, value; whole: degrees of freedom; n: the fewest respondents of a group; it COUNTS that
                   the limits come from a floor; words: why there is none */
    FACT_LIMIT, /* value: the low or (WHICH 1) the high end; words: the class there */
    FACT_POSSIBLE_RANK, /* n: the low or (WHICH 1) the high end */
    FACT_BLOCK_MEAN,    /* points = other / n */
    FACT_RESCALING,     /* component WHICH: points / max x 100 = other, as a component or leaf by leaf */
    FACT_BAND,          /* class `band`, verdict WHICH: points against max, percent of the criterion against share */
    FACT_RIVAL,         /* a ranked unit of the block, by rank */
    FACT_NODE,          /* points of max; none where it does not apply; words: the stage of a leaf */
    FACT_BEFORE,        /* points before WHICH (enum fact_before), of a component before it is rounded to n decimals */
    FACT_RESCALED,      /* (points of the node - other) / max x 100 + other = points; other: bonus and malus */
    FACT_EXCEPTION,     /* a criterion does not apply: by the row for `item`; words: its basis */
    FACT_BASIS,         /* words: what WHICH (enum fact_basis) rests on */
    FACT_SURVEY,        /* value x max / 100 = points, before they are rounded */
    FACT_BALLOTS,       /* n of a group's ballots have fate WHICH */
    FACT_OPTION,        /* n marked it; weight: of these, or of its question's part in their means; value: its worth */
    FACT_UNCOUNTED,     /* n marks on a question are blank or (WHICH 1) unreadable */
    FACT_QUESTION,      /* n answers that count; weight; value: their mean */
    FACT_CLASS,         /* n ballots of one weight; of a pool of one weight of their questions, value: sum of means */
    FACT_CLASS_MARK,    /* n of a class, by its weight, marked an option worth value */
    FACT_GROUP,    /* n ballots; value: its figure; whole: sum of its ballots' means; WHICH: enum dropped; words: basis
                      of its weight, or of why it does not apply; NULL where no weight is set */
    FACT_POOL,     /* value: mean of n ballots */
    FACT_DECISION, /* other: what it makes points */
    FACT_DOCUMENT,
    FACT_CORRECTION, /* n ballots of an import, or an answer, an entry or a state of one */
    N_FACT_KINDS
};

enum fact_before { BEFORE_ROUNDING, BEFORE_CAP, BEFORE_MINIMUM };
enum fact_basis { BASIS_CRITERION, BASIS_NOT_APPLICABLE, BASIS_WEIGHT };

/* What became of a ballot that asks about the unit. */
enum ballot_fate {
    FATE_ISSUED, /* all of them */
    FATE_NOT_RETURNED,
    FATE_NOT_KEYED,
    FATE_INVALID,                                 /* + why: enum invalid */
    FATE_NOT_FOR_UNIT = FATE_INVALID + N_INVALID, /* valid, but too few answers about this unit */
    FATE_UNANSWERED,                              /* counts, but has no answer that counts for this leaf */
    FATE_COUNTED,
    N_FATES
};

/* What a fact states, and whether it has a part in the figure above it. */
enum {
    HAS_N = 1,
    HAS_WEIGHT = 2,
    HAS_PERCENT = 4,
    HAS_SHARE = 8,
    HAS_POINTS = 16,
    HAS_MAX = 32,
    FACT_COUNTS = 64,
    FACT_OUTSIDE = 128, /* a group with one figure from outside */
};

struct fact {
    enum fact_kind kind;
    unsigned flags;
    const struct criterion *criterion; /* its place; NULL where it stands above it */
    const struct group *group;
    const struct question *question;
    const struct option *option;
    int which;
    int64_t n;
    double weight, value, whole; /* as computed; the decimals come from them */
    decimal percent, share, points, max, other;
    const char *item, *words;
    union {
        const struct class_band *band;
        const struct contender *rival;
        const struct leaf_decision *decision;
        const struct document *document;
        const struct correction *correction;
    };
};

struct facts {
    const struct definition *d;
    size_t unit;
    struct fact *list;
    size_t n, room;
    struct kept_rows *kept; /* what facts point at */
    size_t n_kept, room_kept;
};

void facts_add(struct facts *facts, const struct fact *fact);
/* ROWS, N of KIND, of which facts are: free them with these. */
void facts_keep(struct facts *facts, void *rows, size_t n, const struct row_kind *kind);
void facts_release(struct facts *facts);

/* The first fact behind AFTER, or of all for NULL, of the kind of LIKE, at its criterion, group, question and option
 * where it has these; NULL where there is none. */
const struct fact *facts_next(const struct facts *facts, const struct fact *after, const struct fact *like);

#endif
