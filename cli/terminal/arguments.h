/* arguments.h - the words of the command line, by a description of what a verb takes.
 *
 * A verb says in data which options and positionals it has; parsing, the help
 * text and every complaint follow from that.  Text values come out as composed
 * UTF-8 (NFC), paths as they were typed.  An option the verb does not have is
 * refused, and so is one given twice, and a file to be written that is read too.
 */
#ifndef CLI_ARGUMENTS_H
#define CLI_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "survey/base/error.h"
#include "survey/base/number.h"

/* Ends of the program, as the promise of the command line has them. */
enum status { STATUS_DONE = 0, STATUS_NO = 1, STATUS_USAGE = 2, STATUS_FAILED = 3 };

enum option_flags {
    OPTION_REQUIRED = 1,
    OPTION_PATH = 2,    /* the value names a file: its bytes stay as they are */
    OPTION_REPEATS = 4, /* may be given several times */
    OPTION_FILLED = 16, /* blanks alone are no value */
    OPTION_CHOICE = 32, /* one of the words of `value` (choices.h), in English or Vietnamese; it comes out in English */
    OPTION_WRITES = 8,  /* a path, of a file that is written: none that is read may be the same */
};

struct verb_option {
    const char *name;  /* without the dashes: "seed" */
    char letter;       /* 'o' for -o; 0 for none */
    const char *value; /* what stands for the value in the help: "TEXT"; NULL for a flag */
    unsigned flags;
    const char *help; /* marked with N_() */
};

enum verb_flags {
    VERB_CHANGES = 1, /* the round: --dry-run, --as, --reason */
    VERB_WRITES = 2,  /* files: --force */
    VERB_TABLE = 4,   /* prints a table: --csv */
    VERB_ROUND = 8,   /* opens the round that its first word names: to be written where it changes it */
};

struct arguments;
struct call; /* command.h */

struct verb {
    const char *name;    /* "frame import" */
    const char *summary; /* one line; marked with N_() */
    const char *takes; /* positionals: "ROUND FILE..."; ROUND, FILE and DIR are paths, the others text; "[WORD]" may be
                          left out */
    unsigned flags;
    const struct verb_option *options;                 /* ends with an option without a name; or NULL */
    bool (*run)(struct call *call, struct error *err); /* false where it did not do its work */
};

/* Read WORDS[0..N-1], what follows the verb's name.  NULL and E_USAGE where they
 * make no sense.  *HELP is set, and the rest not looked at, where --help is among them. */
struct arguments *arguments_parse(const struct verb *verb, const char *const *words, size_t n, bool *help,
                                  struct error *err) MUST_CHECK;
void arguments_free(struct arguments *args);

/* True where option NAME, which the verb must have, was given; its value or NULL. */
bool argument_given(const struct arguments *args, const char *name);
const char *argument_value(const struct arguments *args, const char *name);

/* The number of the value of NAME, an OPTION_CHOICE, among its words; FALLBACK where it was not given. */
size_t argument_choice(const struct arguments *args, const char *name, size_t fallback);

/* The values of NAME in the order given: a new array of *N, its texts borrowed. */
const char **argument_values(const struct arguments *args, const char *name, size_t *n);

/* TEXT[0..LENGTH-1], a number of option NAME, as number_typed(): 0.05, 0,05 or 5%.  E_USAGE where it can be read in two
 * ways, as 1.500. */
enum number_reading argument_number(const char *name, const char *text, size_t length, enum decimal_mark mark,
                                    double *value, struct error *err);

/* The value of NAME as a whole number from LOW to HIGH; FALLBACK where it was not given.  E_USAGE. */
bool argument_count(const struct arguments *args, const char *name, long low, long high, long fallback, long *value,
                    struct error *err) MUST_CHECK;
/* The value of NAME as a share, "0.05" or "5%"; FALLBACK where it was not given.  E_USAGE. */
bool argument_share(const struct arguments *args, const char *name, double fallback, double *value,
                    struct error *err) MUST_CHECK;

/* The value of NAME as a number, "12.5" or "5%", above LOW and at most HIGH; FALLBACK where it was not given.  E_USAGE.
 */
bool argument_real(const struct arguments *args, const char *name, double low, double high, double fallback,
                   double *value, struct error *err) MUST_CHECK;
/* The value of NAME, which was given, as such numbers: a new array of *N.  What stands between them is `;` where there
 * is one, else a comma, beside which the point is the decimal mark: 0.3,0.5 and 0,3;0,5.  But 0,05 and 5,5%, which
 * make no sense as two, are one. */
double *argument_reals(const struct arguments *args, const char *name, double low, double high, size_t *n,
                       struct error *err) MUST_CHECK;
/* The same of whole numbers, of which 1.500 is in doubt beside a comma too. */
double *argument_counts(const struct arguments *args, const char *name, double low, double high, size_t *n,
                        struct error *err) MUST_CHECK;

/* The value of OPTION, which was given, as two numbers, L,U or L;U, L below U; one left out is infinite.  E_USAGE. */
bool argument_limits(const struct arguments *args, const char *option, double *low, double *high,
                     struct error *err) MUST_CHECK;

/* The positionals, and the verb they were read for. */
size_t argument_n_words(const struct arguments *args);
const char *argument_word(const struct arguments *args, size_t i);
/* Those from FIRST on. */
const char *const *argument_words(const struct arguments *args, size_t first);
const struct verb *argument_verb(const struct arguments *args);

/* The help text of VERB. */
void arguments_help(const struct verb *verb, FILE *out);

#endif
