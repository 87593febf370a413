/* sources.h - the files that were imported, a workbook sheet by sheet. */
#ifndef SURVEY_SOURCES_H
#define SURVEY_SOURCES_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/log.h"

/* The options of an import that the round keeps; `map` by the SHA-256 of the file. */
#define IMPORT_TYPE     "type"
#define IMPORT_CHANNEL  "channel"
#define IMPORT_KEYER    "keyer"
#define IMPORT_PASS     "pass"
#define IMPORT_MAP      "map"
#define IMPORT_TWICE    "twice"
#define IMPORT_ENCODING "encoding"
#define IMPORT_CORRECT  "correct"
#define IMPORT_STAGE    "stage"

/* What rows of a run come from: a file, or a sheet of one.  Strings but the sheet's are borrowed. */
struct new_source {
    int64_t number;   /* once it was added */
    const char *path; /* the same pointer for all sheets of a file */
    char *sheet;      /* NULL of a text file */
    char sha256[HASH_HEX];
    size_t rows;
    const char *note; /* or NULL */
};

/* The sources of a run, and what its command line said besides; all zero at first. */
#define MOST_IMPORT_OPTIONS 10
struct sources {
    struct new_source *source; /* [n] */
    size_t n, room;
    int64_t last; /* the newest that the round had */
    size_t n_options;
    struct {
        const char *option;
        char *value;
    } options[MOST_IMPORT_OPTIONS];
};

/* Fill in the SHA256 of file I of SOURCES; where it is that of a file before it or of one that was imported already,
 * that is a fault (F420).  False on failure only. */
bool source_check(struct store *store, struct new_source *sources, size_t i, struct issues *issues,
                  struct error *err) MUST_CHECK;

/* FILE, which was checked, or its SHEET is the next source of the run; good until the next is added. */
struct new_source *sources_add(struct sources *sources, struct store *store, const struct new_source *file,
                               const char *sheet);
/* The option OPTION, a string that stays, was given with VALUE; NULL: it was not. */
void sources_option(struct sources *sources, const char *option, const char *value);
/* One that was added, by its number; NULL where it is of an earlier run. */
const struct new_source *sources_find(const struct sources *sources, int64_t number);
void sources_release(struct sources *sources);

/* What sources say of themselves, each note once. */
struct query *source_notes(struct store *store) MUST_CHECK;

/* Write the SOURCES of RUN, of KIND "ballots", "points", "custody" or "findings". */
bool sources_write(struct run *run, const char *kind, const struct sources *sources, struct error *err) MUST_CHECK;

#endif
