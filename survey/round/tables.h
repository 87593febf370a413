/* tables.h - what a definition table is made of: its columns and what may stand in them.
 *
 * The same description reads the tables from CSV or XLSX, checks them, stores
 * them, shows them, and writes the empty workbook with its notes.  The SQL
 * tables in schema.sql carry the same columns under the same names, in the
 * same order, after `position` (the row's number from 1); a test holds the two together.
 */
#ifndef SURVEY_TABLES_H
#define SURVEY_TABLES_H

#include <stdbool.h>
#include <stddef.h>

#include "survey/base/near.h"
#include "survey/round/choices.h"

enum table_id {
    T_ROUND,
    T_BLOCKS,
    T_UNITS,
    T_OFFICES,
    T_GROUPS,
    T_STAGES,
    T_SCALES,
    T_CRITERIA,
    T_NOT_APPLICABLE,
    T_BALLOT_TYPES,
    T_RATES,
    T_QUESTIONS,
    T_GROUP_WEIGHTS,
    T_CLASSES,
    T_MARGINS,
    T_TASKS,
    N_TABLES,
};

enum column_kind {
    K_CODE,        /* A-Z 0-9 . _ - */
    K_CODE_OR_ALL, /* a code, or `*` for all */
    K_CODES,       /* codes separated by `;`, `,` or blanks */
    K_KEY,         /* lower-case name of a setting */
    K_NAME,        /* any text on one line, names a frame column, variable or category */
    K_TEXT,        /* any text */
    K_CHOICE,      /* one of `choices` (choices.h) */
    K_WORDS,       /* some of `choices`, separated by `;` */
    K_YES_NO,      /* yes / no, có / không */
    K_INTEGER,     /* 0 or more */
    K_DECIMAL,     /* any decimal, nine places at most */
    K_PERCENT,     /* a percentage: 75, or 75% */
    K_BY_UNIT,     /* as another column says a decimal, or a percentage (75, 75%) or a share (0.05, 5%) */
    K_SHARE,       /* a share: 20% or 0.2 */
    K_DATE,        /* yyyy-mm-dd or dd/mm/yyyy */
};

#define TABLE_MAX_COLUMNS 18

struct column_spec {
    const char *name;       /* English: in CSV headers and in SQL */
    const char *vietnamese; /* header in a workbook */
    enum column_kind kind;
    bool key;            /* part of the table's key; such a cell may not be empty */
    bool required;       /* may not be empty */
    const char *choices; /* K_CHOICE, K_WORDS: separated by `|`; the first is the default of an empty cell unless
                            `required`; of a code: the table it is a code of, or NULL */
    const char *note;    /* what it means, in Vietnamese, for the workbook and docs */
};

struct table_spec {
    const char *name;       /* English: file, sheet and SQL table */
    const char *vietnamese; /* sheet title */
    const char *note;       /* what a row is, in Vietnamese */
    bool required;          /* a definition without it is faulty */
    size_t n_columns;
    struct column_spec columns[TABLE_MAX_COLUMNS];
};

extern const struct table_spec table_specs[N_TABLES];

/* A setting of the table `round`. */
struct setting_spec {
    const char *key;
    enum column_kind kind;
    const char *choices;    /* K_CHOICE, K_WORDS */
    const char *standard;   /* the default; NULL where a value must be given */
    const char *vietnamese; /* its name in a report */
    const char *note;
};

enum setting_id {
    S_CODE,
    S_TITLE,
    S_YEAR,
    S_ORGANISER,
    S_PERIOD_FROM,
    S_PERIOD_TO,
    S_FIELDWORK_FROM,
    S_FIELDWORK_TO,
    S_SIGNERS,
    S_SURVEY, /* from here on rules; before it what the round is called and when it is */
    S_FIRST_RULE = S_SURVEY,
    S_COMBINE,
    S_MIN_BASE,
    S_MIN_ANSWERED,
    S_INVALID_IF,
    S_CHANNELS,
    S_SIPAS,
    S_ROUNDING,
    S_ROUND_AT,
    S_DECIMALS,
    S_RANK_BY,
    S_COMPARE,
    S_TIES,
    S_TIE_BREAKERS,
    S_CLASS_BY,
    S_FPC,
    S_FLOOR,
    S_NO_OPINION,
    S_MIN_CELL,
    S_KEEP,
    N_SETTINGS,
};

extern const struct setting_spec setting_specs[N_SETTINGS];

/* What people call TABLE of the round file: a table of the definition as its sheet is titled, others in words. */
const char *table_called(const char *table);

/* What messages call a table of the definition, and a setting: in Vietnamese as the workbook does. */
const char *table_title(enum table_id table);
const char *setting_title(enum setting_id setting);

/* The table called NAME (English or Vietnamese, folded), or N_TABLES. */
enum table_id table_find(const char *name);

/* The column called NAME of TABLE, or SIZE_MAX. */
size_t table_column(enum table_id table, const char *name);

/* The I-th column of TABLE, from 0, by which its rows may be called instead of their `code`; NULL after the last. */
const char *table_called_by(enum table_id table, size_t i);

/* The setting called KEY, its key or its Vietnamese name; or N_SETTINGS. */
enum setting_id setting_find(const char *key);
/* Of the setting that KEY was probably meant to be: `; did you mean "..."?`. */
struct near_words setting_near(const char *key);

/* The columns of the frame that the program knows: how people head them, joined by `|`. */
enum frame_field { FRAME_ID, FRAME_GROUP, FRAME_OWN_UNIT, FRAME_RATES, FRAME_OFFICE, FRAME_SIZE, N_FRAME_FIELDS };
struct frame_field_spec {
    const char *name, *vietnamese;
};
extern const struct frame_field_spec frame_fields[N_FRAME_FIELDS];

/* The column of these that is headed TEXT: its name, or NULL. */
const char *frame_field_called(const char *text);

#endif
