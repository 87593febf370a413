/* intake_inside.h - what intake.c, answer.c, accept.c, again.c, repeat.c and write.c share. */
#ifndef IMPORTERS_INTAKE_INSIDE_H
#define IMPORTERS_INTAKE_INSIDE_H

#include "importers/ballots/intake.h"
#include "importers/ballots/sorter.h"
#include "survey/base/strbuf.h"

/* The answer to a number or text question. */
struct text_answer {
    char *value;
    uint32_t ballot, cell, pass; /* pass 0 until the ballot is taken */
    uint32_t before;             /* number of the text of the same ballot that was read before it, plus 1; or 0 */
};

struct event {
    uint32_t ballot, order; /* order: among all of the batch */
    enum custody state;
    char *reason;
};

/* An entry of the round in whose place one of the batch comes. */
struct withdrawn_entry {
    uint32_t ballot, pass;
    int64_t run; /* that added it */
};

/* What was taken and waits to be written. */
struct outbox {
    struct sorter *sorter;
    struct text_answer *texts;
    size_t n_texts, texts_room;
    struct event *events;
    size_t n_events, events_room;
    struct withdrawn_entry *withdrawn;
    size_t n_withdrawn, withdrawn_room;
};

/* A ballot taken by itself: what the register said of it before, and the keying. */
struct taken {
    size_t ballot, keyer;
    int pass; /* 0 for an event alone */
    struct issued before;
};

/* The keying of a ballot that this batch has; of nothing but zeros where it has none. */
struct sent {
    uint64_t digest; /* of its answers */
    double ended;
    size_t keyer;
    int64_t source;
    uint32_t last_text, line;
    uint8_t pass;
};

/* The file, or the sheet of one, in which ballots of the batch stand. */
struct table_name {
    char *file, *sheet; /* sheet may be NULL */
};

struct intake {
    struct store *store;
    struct definition *d;
    struct ballot_register issued;
    struct option_words *scales;
    struct spellings *keyers;
    struct query *where_keyed; /* an entry of the round, by serial and pass */
    struct query *stored, *stored_text, *aside, *aside_text, *last_event;
    int64_t n_withdrawn; /* rows of withdrawal; -1 until they are asked for: a run takes all ballots before it writes */
    uint8_t *was;        /* cells of such an entry */
    size_t was_room;
    int64_t version, next_run; /* of the round, as it was read */
    uint8_t *cells;            /* of intake_entry() */
    size_t cells_room;

    /* the batch */
    struct run run;
    bool whole, corrects;
    struct sources sources;
    struct table_name *tables;
    size_t n_tables, tables_room;
    struct outbox outbox;
    struct strbuf changed; /* what was corrected, for the log */
    size_t n_changed;      /* ballots */
    struct twice twice;
    struct sent *sent;   /* [issued.n], of a whole batch; NULL until one is needed */
    struct taken *taken; /* of single ballots */
    size_t n_taken, taken_room;
    struct taken_so_far so_far;
    struct audited audited;
};

/* What becomes of an entry whose ballot has that keying already; in repeat.c. */
enum repeat {
    REPEAT_NOT,     /* nothing: it is the first, or a fault */
    REPEAT_SAME,    /* it says the same: passed over */
    REPEAT_PASSED,  /* the one before counts */
    REPEAT_INSTEAD, /* it counts instead */
};
/* Whether the sources A and B of the batch are one file: a workbook has a source for each sheet. */
bool is_same_file(const struct intake *intake, int64_t a, int64_t b);
enum repeat repeat_of(struct intake *intake, const struct entry *entry);
/* ENTRY was taken as keying PASS. */
void repeat_note(struct intake *intake, const struct entry *entry, int pass);
/* Another entry counts in place of this one. */
bool repeat_replaced(const struct intake *intake, const struct sorted_entry *entry);
/* Who did keying PASS in this batch; "" where nobody did or nobody knows. */
const char *repeat_keyer(struct intake *intake, size_t ballot, int pass);

/* An entry whose ballot has keying PASS in the round already.  What is taken, AGAIN_CORRECTED, withdraws that; a third
 * keying keeps what it said before. */
enum again {
    AGAIN_NOT, /* it has none */
    AGAIN_SAME,
    AGAIN_SET_ASIDE, /* as it was before it was corrected or withdrawn: what was put right stays */
    AGAIN_CORRECTED,
    AGAIN_BY_ANOTHER, /* another keyer, and no correction */
    AGAIN_REFUSED,    /* F432, or for its other faults */
};
enum again keyed_again(struct intake *intake, struct entry *entry, int pass, struct issues *issues);
/* ENTRY comes in place of keying PASS, or is the third beside those before it: note for the log which cells say
 * something else, and what they said; of words only that there were some. */
#define KEYED_OTHERWISE_MOST 100 /* ballots that are named */
void keyed_otherwise(struct intake *intake, const struct entry *entry, int pass);
/* Whether its keyer did keying PASS of the ballot before it was corrected or withdrawn, with the answers of ENTRY or
 * with others. */
enum before { BEFORE_NOT, BEFORE_SAME, BEFORE_OTHER };
enum before keyed_before(struct intake *intake, const struct entry *entry, int pass);
/* The last event of the ballot is that of ENTRY. */
bool happened_again(struct intake *intake, const struct entry *entry);

/* Who did keying PASS of BALLOT, in this batch or before; "" where nobody did or nobody knows. */
const char *intake_keyed_by(struct intake *intake, size_t ballot, int pass);

/* Of a batch keyed for an audit; in audited.c. */
enum taking audited_take(struct intake *intake, const struct entry *entry, struct issues *issues);
bool audited_write(struct intake *intake, struct error *err) MUST_CHECK;
void audited_release(struct intake *intake);

/* Write the batch, but for its line in the log; in write.c. */
bool batch_write(struct intake *intake, struct issues *issues, struct error *err) MUST_CHECK;

#endif
