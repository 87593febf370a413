/* frame.h - the list of everyone who could be asked, who was drawn from it, and by which freeze and seed. */
#ifndef SURVEY_FRAME_H
#define SURVEY_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/dictionary.h"
#include "survey/base/error.h"
#include "survey/base/hash.h"
#include "survey/round/definition.h"
#include "survey/store/log.h"
#include "survey/store/rows.h"

/* The JSON path of the extra column NAME in frame.extra.  A new string. */
char *frame_path(const char *name);

/* An SQL expression for column NAME of the frame: one of its own columns or
 * one of the extra ones; '' for an empty NAME.  A new string. */
char *frame_expression(const char *name);

/* True when the frame has a column NAME. */
bool frame_has_column(struct store *store, const char *name);

/* The people of GROUP in the order of column SORT ("" for none) and of their ids.  Columns: the id, then the N COLUMNS
 * of the frame, "" for nothing. */
struct query *frame_query(struct store *store, const char *group, const char *const *columns, size_t n,
                          const char *sort) MUST_CHECK;

/* True where the frame has keys by which its members are found in other rounds; and the key of member :id of :group,
 * one column, no row where there is none. */
bool frame_is_linked(struct store *store);
struct query *frame_linkage(struct store *store) MUST_CHECK;

/* Does the frame say of anyone of GROUP where he works? */
bool frame_has_own_units(struct store *store, const char *group);

/* Adds "GROUP/ID" of those who were replaced since they do not belong to the population. */
bool frame_ineligible(struct store *store, struct dictionary *ids, struct error *err) MUST_CHECK;

/* The sample as it stands (views.sql), of GROUP or, for NULL, of all, in the order of group and id: those ASKED only,
 * or all reserves too.  Columns: those of the enum, then the N COLUMNS of the frame, "" for nothing. */
enum { SAMPLE_GROUP, SAMPLE_ID, SAMPLE_STRATUM, SAMPLE_PROBABILITY, SAMPLE_ASKED, SAMPLE_REPLACED, N_SAMPLE_COLUMNS };
struct query *sample_query(struct store *store, const char *group, bool asked, const char *const *columns,
                           size_t n) MUST_CHECK;

/* The strata of GROUP as drawn, in their order, each with what the N COLUMNS of the frame say of its members, "" for
 * nothing: a row for each that differs. */
struct query *sample_strata(struct store *store, const char *group, const char *const *columns, size_t n) MUST_CHECK;

/* How many of each group of D are in the frame, were selected, stand in reserve, and of these were called in. */
struct group_counts {
    int64_t population, drawn, reserves, released;
};
bool frame_count(struct store *store, const struct definition *d, struct group_counts *counts,
                 struct error *err) MUST_CHECK;

/* A freeze of the frame: its run, hash, event and number of members; and a draw. */
struct freeze {
    int64_t run;
    char *sha256, *seed_from;
    int64_t members;
    double ticket_start; /* tickets are counted from here on, then from 0 */
    int64_t seed_digits; /* 0: any text */
    char *rules;         /* "" of a round of before schema version 11 */
};
struct draw {
    int64_t run, freeze;
    char *seed, *algorithm;
};
extern const struct row_kind freeze_row, draw_row;
/* All of them, the newest last (rows_free()); and the newest (rows_free_one()), false with ERR unset where there is
 * none.
 */
struct freeze *frame_freezes(struct store *store, size_t *n, struct error *err) MUST_CHECK;
struct draw *frame_draws(struct store *store, size_t *n, struct error *err) MUST_CHECK;
bool frame_frozen(struct store *store, struct freeze *freeze, struct error *err) MUST_CHECK;
bool frame_drawn(struct store *store, struct draw *draw, struct error *err) MUST_CHECK;
/* From how many freezes N draws were made: fewer than N where one was drawn from more than once. */
int64_t draws_n_freezes(const struct draw *draws, size_t n);
/* Note FREEZE, of RUN, and keep a copy of the frame where it is not too large. */
bool frame_freeze(struct run *run, const struct freeze *freeze, struct error *err) MUST_CHECK;

/* The SHA-256 of the rules as they are: what the newest lines of the log say of each table of the definition but
 * offices and tasks, "TABLE ROWS DIGEST" and a line feed, in the order of their names. */
void rules_hash(struct store *store, char hex[HASH_HEX]);

/* What is no longer as that copy has it: "2 added (DAN/X8, DAN/X9), 1 removed (LD/L1)".  A new string. */
char *frame_changes(struct store *store);

/* True where the sample is drawn from the newest freeze and the frame was not imported since, or none is drawn;
 * otherwise E_STATE, which says what to do first. */
bool frame_sample_holds(struct store *store, struct error *err) MUST_CHECK;

/* True where the frame may still be corrected and drawn from anew: before ballots are issued and reserves called
 * in.  Otherwise E_STATE. */
bool frame_is_open(struct store *store, struct error *err) MUST_CHECK;

/* True when a reserve was called in: probabilities in force differ from those of the draw. */
bool sample_has_reserves_in(struct store *store);

/* The id of the member of GROUP's sample that ID is in some way of writing (text_alike()), a new string; NULL with ERR
 * where there is none. */
char *sample_member(struct store *store, const char *group, const char *id, struct error *err) MUST_CHECK;

/* The id of the reserve that would take the place of GROUP/ID, a new string; NULL with ERR where that is no member who
 * is asked and did not answer, or none is left. */
char *sample_reserve(struct store *store, const char *group, const char *id, struct error *err) MUST_CHECK;
/* RESERVE takes the place of GROUP/ID, of which DISPOSITION says what became. */
bool sample_replace(struct run *run, const char *group, const char *id, const char *reserve, const char *disposition,
                    struct error *err) MUST_CHECK;

#endif
