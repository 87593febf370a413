/* rules.h - which rows of an export are ballots.
 *
 * A form's program exports what was begun and not sent, tried out, or not approved as well.  A map says by which
 * column that is seen (rows `rows` of it, map.h): a value that is to be kept, so that all others are left out, or
 * one that is to be left out.  Columns by which known programs say it are watched even where the map has no such rule.
 */
#ifndef IMPORTERS_RULES_H
#define IMPORTERS_RULES_H

#include "importers/ballots/columns.h"

/* How a known program says it.  Lists are joined by `|`; `*` is any value. */
struct known_rule {
    const char *names;        /* of the column; `*` before one: what it ends with */
    const char *beside;       /* only in a file that has one of these columns too; "" for any */
    const char *keep, *leave; /* values; one of the two is "" */
    bool may_be_unused;       /* a column without a value says nothing */
};

/* What a column called NAME says in a file with the columns WORDS[0..N-1]; NULL where it is none of these. */
const struct known_rule *known_rule_find(const char *name, const char *const *words, size_t n);

struct row_rules;

/* Of a sheet; all is borrowed.  A column of a rule that the file does not have is a fault. */
struct row_rules *row_rules_new(const struct ballot_columns *columns, struct reader *reader, struct issues *issues);
void row_rules_free(struct row_rules *rules);

/* False where ROW is to be left out. */
bool row_rules_keep(struct row_rules *rules, const struct row *row);
/* The sheet has ended: say what was left out and why (W442), or was not although its program says that it is no ballot
 * (W444).  How many rows were left out. */
size_t row_rules_end(const struct row_rules *rules, struct place place, struct issues *issues);

#endif
