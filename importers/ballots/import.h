/* import.h - an import at work: what its parts share.  Private to importers/ballot*.c.
 *
 *     rows       rows.c    what a row says besides answers
 *     answers    cells.c   its answers, into cells
 *     partial    partial.c  rows that hold a part of a ballot, gathered
 *     ballots    accept.c    a whole ballot: once only, by whom, an entry or an event
 *     warnings   warnings.c what is odd but no fault
 *     writing    write.c   all of it into the round
 */
#ifndef IMPORTERS_IMPORT_H
#define IMPORTERS_IMPORT_H

#include "importers/ballots/ballots.h"
#include "importers/ballots/columns.h"
#include "importers/ballots/names.h"
#include "importers/ballots/option_words.h"
#include "importers/ballots/placement.h"
#include "importers/ballots/register.h"
#include "importers/ballots/sorter.h"
#include "survey/base/dictionary.h"
#include "survey/store/log.h"

/* The answer to a number or text question. */
struct text_answer {
    size_t ballot, cell, before; /* before: the text of the same ballot that was read before it, or NONE */
    int pass;                    /* 0 until the ballot is taken */
    char *value;
};

struct event {
    size_t ballot;
    enum custody state;
    char *reason;
};

struct file_seen {
    const char *path;
    char sha256[HASH_HEX];
    size_t rows;
    bool simulated;
};

/* One ballot as a file gives it, in a row or in several. */
struct entry {
    size_t ballot; /* index in the register */
    struct place place;
    size_t keyer; /* number in the keyers, or NONE */
    enum channel channel;
    bool says_keyer, says_channel; /* the file does, not the command line */
    enum custody state;            /* N_CUSTODY where none is said */
    char *reason;                  /* borrowed from the row, owned by a partial ballot; may be NULL */
    uint8_t *cells;
    size_t n_cells, n_answers;
    size_t last_text;      /* of its texts, or NONE */
    double started, ended; /* seconds; NAN where not said */
};

struct partials;
struct warnings;

struct import {
    struct store *store;
    const struct definition *d;
    const struct ballot_options *options;
    const struct ballot_map *map; /* or NULL */
    struct issues *issues;
    struct run *run;
    struct ballot_import *result;
    struct ballot_register issued;
    struct ballot_names names;
    struct option_words *scales;
    struct dictionary *keyers;
    struct sorter *sorter;
    struct text_answer *texts;
    size_t n_texts, texts_room;
    struct event *events;
    size_t n_events, events_room;
    struct file_seen *files;
    size_t n_files, file; /* the one being read */
    char **sheets;        /* "file" or "file:sheet" of those read so far, the last one is being read */
    size_t n_sheets, sheets_room;
    uint8_t *cells; /* of a row per ballot */
    size_t cells_room;
    struct query *where_keyed;
    struct partials *partials;
    struct warnings *warnings;
};

/* The sheet being read. */
struct sheet_import {
    struct ballot_columns columns;
    struct placements *placements;
    bool *reported;   /* [ballot type]: a column is missing, said already */
    size_t n_faults;  /* before its rows */
    size_t not_keyed; /* rows with nothing but a serial */
};

/* --- rows ---------------------------------------------------------------------------- */

enum row_kind {
    ROW_LOST, /* of no ballot that may come */
    ROW_BAD,  /* it has faults */
    ROW_GOOD
};

/* What ROW says besides answers, and which *UNIT (or NONE) it is about; every fault is added.  Of a row that is lost
 * g->ballot is a void one or NONE. */
enum row_kind row_read(struct import *m, const struct sheet_import *s, const struct row *row, struct entry *g,
                       size_t *unit);

/* --- cells ---------------------------------------------------------------------------- */

/* Read the text of an answer to SLOT into CELLS, from COLUMN of ROW. */
void cell_read(struct import *m, const struct sheet_import *s, const struct row *row, size_t column, const char *text,
               size_t length, const struct slot *slot, struct entry *g);
/* Read the answer columns of ROW into g->cells. */
void cells_read(struct import *m, const struct sheet_import *s, const struct row *row,
                const struct placement *placement, struct entry *g);
/* Look at the answers of ROW, which cannot be taken: of BALLOT, or of an unknown one (NONE), whose type the row, the
 * command line or the question may tell.  What is off its scale or no number is a fault, to be named in the same run.
 */
void cells_check(struct import *m, const struct sheet_import *s, const struct row *row, size_t ballot);
/* The line must not end before an answer column that the ballot's type has. */
bool cells_are_all_there(struct import *m, const struct sheet_import *s, const struct row *row,
                         const struct placement *placement);
/* The question (index in the definition) that CELL of BALLOT answers. */
size_t cell_question(const struct import *m, size_t ballot, size_t cell);
/* "Q1.U1" for CELL of BALLOT; a new string. */
char *cell_words(const struct import *m, size_t ballot, size_t cell);
/* Say, once for a type, that no column gives CELL of BALLOT. */
void say_missing(struct import *m, struct sheet_import *s, struct place place, size_t ballot, size_t cell);

/* --- partial ballots ------------------------------------------------------------------ */

struct partials *partials_new(void);
void partials_free(struct partials *partials);
/* A row that holds a part of the ballot G is of, about UNIT or NONE. */
void partials_add(struct import *m, struct sheet_import *s, const struct row *row, struct entry *g, size_t unit);
/* The sheet has ended: take all ballots. */
bool partials_finish(struct import *m, struct sheet_import *s, struct error *err);

/* --- ballots --------------------------------------------------------------------------- */

/* A whole ballot is read; BAD where its row or rows have faults already. */
bool ballot_take(struct import *m, struct sheet_import *s, struct entry *g, bool bad, struct error *err);

/* --- warnings ------------------------------------------------------------------------ */

struct warnings *warnings_new(const struct definition *d);
void warnings_free(struct warnings *warnings);
/* An entry that was taken. */
void warnings_entry(struct import *m, const struct entry *g);
/* A file has been read. */
void warnings_file(struct import *m);
/* Another channel, FIRST, had brought ballot E before: N_DIFFERENT of its cells were answered otherwise, AT is the
 * first. */
void warnings_channels(struct import *m, const struct sorted_entry *e, enum channel first, size_t n_different,
                       size_t at);
/* All is read. */
void warnings_end(struct import *m);

/* --- writing ----------------------------------------------------------------------------- */

bool import_write(struct import *m, struct error *err);

#endif
