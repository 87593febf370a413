/* intake.h - ballots offered by a file or a person, one at a time, into the round.
 *
 * What makes a ballot acceptable is decided here, whoever brings it: what may stand in a cell, which keying it is
 * and by whom, once only, whether it is an entry, an event or both.  An intake holds the definition and
 * the register of ballots and may stay open for long: what was written meanwhile by others it reads when a batch
 * begins.  A batch is one run and one line of the log.
 *
 *     struct intake *intake = intake_open(store, err);
 *     if (intake_begin(intake, "key", false, &actor, err) && intake_register(intake, err)) {
 *         struct entry entry;
 *         if (intake_find(intake, "173-944-849-40", place, issues, &ballot)) {
 *             intake_entry(intake, ballot, 1, &entry);
 *             cell_take(intake, &entry, 0, "3", 1, place, issues);
 *             … = intake_take(intake, &entry, issues, err);
 *         }
 *         … = intake_commit(intake, "1 ballot", issues, &receipt, err);
 *     }
 *
 * Of a batch of single ballots each is taken or refused for itself; one that is refused leaves no mark.  A WHOLE
 * batch, as a file is, is taken without a fault or not at all: its refused ballots are remembered, so
 * that the same ballot once more is told of, and it must be abandoned.
 */
#ifndef IMPORTERS_INTAKE_H
#define IMPORTERS_INTAKE_H

#include "importers/ballots/entry.h"
#include "importers/ballots/register.h"
#include "importers/words/option_words.h"
#include "importers/words/twice.h"
#include "survey/base/error.h"
#include "survey/base/number.h"
#include "survey/custody/audit.h"
#include "survey/round/sources.h"
#include "survey/store/log.h"

struct intake;

struct intake *intake_open(struct store *store, struct error *err) MUST_CHECK;
void intake_close(struct intake *intake);

/* As they are since intake_begin(), and so are the numbers of ballots, until the next one.  Scales: [n_scales] of the
 * definition. */
const struct definition *intake_definition(const struct intake *intake);
const struct option_words *intake_scales(const struct intake *intake);
/* The same of the register, which is to be asked for before a ballot is found; NULL and E_STATE where none are issued.
 */
const struct ballot_register *intake_register(struct intake *intake, struct error *err) MUST_CHECK;

/* Begin a batch: a run of VERB, which like ACTOR is borrowed until it ends.  Where the round was written since it was
 * read, it is read again. */
bool intake_begin(struct intake *intake, const char *verb, bool whole, const struct actor *actor,
                  struct error *err) MUST_CHECK;
/* Entries of the batch take the place of those of the round that say something else; else that is a fault (F413, F432).
 */
void intake_corrects(struct intake *intake);
/* An option of the command line, for the round to keep: sources_option(). */
void intake_option(struct intake *intake, const char *option, const char *value);
/* What the ballots that follow come from: FILE, or its SHEET, written with the batch; good until the next. */
struct new_source *intake_source(struct intake *intake, const struct new_source *file, const char *sheet);

/* Of a whole batch: which counts of a ballot that was sent twice. */
void intake_twice(struct intake *intake, const struct twice *twice);
/* The batch is keyed for an audit: it takes what that drew and nothing else, and counts for nothing.  All but the
 * ballots is the caller's, until the batch ends. */
struct audited {
    const struct audit *audit; /* NULL: for none */
    const struct audit_drawn *drawn;
    size_t n_drawn;
    const struct audit_entry *entries; /* keyed for it before */
    size_t n_entries;
    struct audited_ballot *ballots; /* taken */
    size_t n, room;
};
void intake_audit(struct intake *intake, const struct audited *audited);
/* The line that fixed it; 0 where the keying counts. */
int64_t intake_audits(const struct intake *intake);
/* Another entry of the batch may come in the place of one by CHANNEL that was taken. */
bool intake_may_replace(const struct intake *intake, enum channel channel);

/* The number of a keyer called NAME; and back.  Names that are written in several ways have several numbers, but are of
 * one person. */
size_t intake_keyer(struct intake *intake, const char *name);
const char *intake_keyer_name(const struct intake *intake, size_t keyer);
size_t intake_person(const struct intake *intake, size_t keyer);
const char *intake_person_name(const struct intake *intake, size_t person);

/* *BALLOT: the ballot whose serial TEXT is.  Where there is none (F403, F404) it is NONE; where it is
 * void (F405) false all the same, but for a WHOLE batch, which may bring once more what is in the round. */
bool intake_find(const struct intake *intake, const char *text, struct place place, struct issues *issues,
                 size_t *ballot);

/* ENTRY becomes BALLOT as nobody has written on it, for keying PASS; its cells are valid until the next call. */
void intake_entry(struct intake *intake, size_t ballot, int pass, struct entry *entry);

/* The mark for what TEXT, which is not empty, means as an answer to QUESTION; 1 where it is kept as it
 * is, a number in PLAIN.  What is off the scale or no number is a fault (F411, F122) and *BAD. */
uint8_t answer_mark(const struct intake *intake, size_t question, const char *text, size_t length, struct place place,
                    struct issues *issues, char plain[NUMBER_TEXT], bool *bad);
/* True for the words (blank, -, trống) that say, where an empty cell would say nothing, that an answer is blank. */
bool answer_says_blank(const char *text);
/* CELL of ENTRY is answered by TEXT, which is not empty.  What is not asked is a fault too (F416). */
void cell_take(struct intake *intake, struct entry *entry, size_t cell, const char *text, size_t length,
               struct place place, struct issues *issues);
/* CELL of ENTRY, of a number or text question, holds VALUE: words, or a number as number_plain() gives it. */
void cell_write(struct intake *intake, struct entry *entry, size_t cell, const char *value);

enum taking {
    TAKEN,
    NOTED,       /* an event without an entry */
    REFUSED,     /* for its faults, or ERR is set */
    PASSED_OVER, /* nothing but a serial: not keyed */
    REPEATED,    /* it was sent twice, and the other one counts; or is in the round already, as it is here */
};

/* A whole ballot. */
enum taking intake_take(struct intake *intake, const struct entry *entry, struct issues *issues, struct error *err);
/* Say (W401) where all options that ENTRY, which was taken, marks are the same one. */
void intake_straight(const struct intake *intake, const struct entry *entry, struct issues *issues);

/* What was taken since intake_begin(). */
struct taken_so_far {
    size_t entries, events;
    size_t other_channel; /* of the entries: the ballot had come by another channel */
    size_t same, first,
        last;         /* sent twice: with the same answers; with others, of which the first or the last counts */
    size_t repeated;  /* that were in the round already */
    size_t set_aside; /* as they were before they were corrected or withdrawn */
    size_t corrected; /* of the entries: in the place of another */
};
const struct taken_so_far *intake_taken(const struct intake *intake);

/* By what a ballot that was taken is found in the log. */
struct receipt {
    int64_t run;
    char hash[HASH_HEX];
};

/* Write what was taken, with what is odd about it (W404) and was accepted among ISSUES, and end the batch.  The log's
 * line says DETAIL and counts the warnings.  RECEIPT may be NULL. */
bool intake_commit(struct intake *intake, const char *detail, struct issues *issues, struct receipt *receipt,
                   struct error *err) MUST_CHECK;
/* End the batch as if it had not begun.  Safe after intake_commit(). */
void intake_abandon(struct intake *intake);

#endif
