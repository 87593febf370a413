/* register.h - the ballots that were issued, in memory, found by their serial.
 *
 * Twenty-four bytes a ballot, so that a million of them and all else that an
 * import needs stay below 64 MB.  Serials are random: a table of their leading
 * bits leads to the few that can be meant.
 */
#ifndef IMPORTERS_REGISTER_H
#define IMPORTERS_REGISTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/dictionary.h"
#include "survey/base/error.h"
#include "survey/round/ballots.h"
#include "survey/round/definition.h"
#include "survey/store/store.h"

/* What the batch at hand has seen of a ballot. */
enum seen {
    SEEN_ENTRY = 1,
    SEEN_CAME = 2, /* an event of a ballot that came back */
    SEEN_AWAY = 4, /* an event of one that did not */
};

struct issued {
    uint32_t nine;   /* the serial without its check digits */
    uint32_t list;   /* index in the unit lists */
    uint32_t line;   /* where the batch saw it first; 0: not yet */
    uint16_t table;  /* likewise, of all tables of the batch */
    uint16_t type;   /* index in the definition */
    uint16_t office; /* number in the offices */
    uint8_t passes;  /* bit PASS: that entry is in the round, or came in the batch */
    uint8_t now;     /* bit PASS: it came in the batch */
    uint8_t seen;    /* enum seen */
    uint8_t channel; /* enum channel of pass 1; 16 times that of pass 4 */
    uint8_t stands;  /* bit PASS: `entry` has it, or had it before it was withdrawn */
    bool is_void : 1, has_event : 1;
    bool is_aside : 1;    /* an office keyed its second channel, as a first one, in a file that was merged */
    bool is_replaced : 1; /* a reserve took the place of its member */
};

struct ballot_register {
    size_t n;
    struct issued *ballots; /* by serial */
    uint32_t *bucket;       /* the first ballot whose serial has these leading bits */
    unsigned shift;
    struct unit_lists lists;
    struct dictionary *offices;
};

/* Read all ballots, their entries and events; E_STATE where none are issued. */
bool register_read(struct ballot_register *issued, struct store *store, const struct definition *d,
                   struct error *err) MUST_CHECK;
void register_release(struct ballot_register *issued);

/* The index of the ballot SERIAL, or NONE; and back. */
size_t register_find(const struct ballot_register *issued, int64_t serial);
int64_t register_serial(const struct ballot_register *issued, size_t ballot);

size_t register_n_units(const struct ballot_register *issued, size_t ballot);
const size_t *register_units(const struct ballot_register *issued, size_t ballot);

size_t register_n_cells(const struct ballot_register *issued, const struct definition *d, size_t ballot);
/* CELLS of BALLOT become those of a keying, PASS, that has nothing yet: MARK, but not asked where a question is not for
 * the unit; all not asked for pass 3. */
void register_blank(const struct ballot_register *issued, const struct definition *d, size_t ballot, int pass,
                    uint8_t mark, uint8_t *cells);

/* Position of UNIT in the list of BALLOT, or NONE. */
size_t register_position(const struct ballot_register *issued, size_t ballot, size_t unit);

/* The question (index in D) that CELL of BALLOT answers; "Q1.U1" for it, a new string. */
size_t register_question(const struct ballot_register *issued, const struct definition *d, size_t ballot, size_t cell);
char *register_cell_words(const struct ballot_register *issued, const struct definition *d, size_t ballot, size_t cell);

/* The channel of the entry with pass 1 (OTHER false) or 4 (true); CHANNEL_NONE where there is none. */
enum channel register_channel(const struct issued *ballot, bool other);
void register_set_channel(struct issued *ballot, bool other, enum channel channel);

#endif
