/* people.h - who the members of the frame are: names and contacts, which stand in a file of their own beside the round,
 * `R.identity`, and never in it.
 *
 * Its one table, person, has a row for each member and field.
 */
#ifndef IMPORTERS_PEOPLE_H
#define IMPORTERS_PEOPLE_H

#include <stdbool.h>
#include <stddef.h>

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/base/sealing.h"
#include "survey/store/log.h"
#include "survey/store/store.h"

/* Fields of members who are given a number: the id that the list has, and where they stand in it. */
#define PEOPLE_ID   "id"
#define PEOPLE_LINE "line"

struct people;

/* The identity file of ROUND, a new string: "a/b.dtxhh" -> "a/b.identity". */
char *people_path(const char *round);

struct people *people_new(void);
void people_free(struct people *people);

/* The same once it is sealed: "a/b.dtxhh" -> "a/b.identity.sealed". */
char *people_sealed_path(const char *round);

/* Add what the identity file PATH has from earlier imports; nothing where there is none that may be read. */
bool people_load(struct people *people, const char *path, struct error *err) MUST_CHECK;
/* The same of the sealed file at PATH: what KEY opens stays in memory. */
bool people_load_sealed(struct people *people, const char *path, const struct sealing_key *key,
                        struct error *err) MUST_CHECK;

/* Seal the identity file of the round STORE and write over the open one, or back; each is a line of its log.  Where
 * both stand, as after a cut, sealing seals the open one anew, and unsealing is refused.  E_STATE where there is none.
 */
bool people_seal(struct store *store, const struct sealing_key *key, const struct actor *actor,
                 struct error *err) MUST_CHECK;
bool people_unseal(struct store *store, const struct sealing_key *key, const struct actor *actor,
                   struct error *err) MUST_CHECK;
/* E_STATE where the names are sealed: nobody is added to what cannot be read. */
bool people_must_be_open(const struct store *store, struct error *err) MUST_CHECK;
/* Write over both and remove them, for a reason. */
bool people_wipe(struct store *store, const struct actor *actor, struct error *err) MUST_CHECK;

/* True where some member has a field. */
bool people_any(const struct people *people);

/* Who the member of GROUP with ID is, as the identity file has it: new strings, "" for what it has not. */
struct person {
    char *name, *address, *contact;
};
struct person people_who(struct people *people, const char *group, const char *id);

/* A member of this import has VALUE in FIELD, read at PLACE. */
void people_add(struct people *people, const char *group, const char *id, const char *field, const char *value,
                struct place place);
/* How many fields of members of this import there are. */
size_t people_fields(const struct people *people);

/* GROUP is imported anew: what was loaded of it holds no longer, but for its numbers. */
void people_forget(struct people *people, const char *group);

/* The number that the member of GROUP is given for an id, whose names and contacts are what FIELDS, N of them, have in
 * VALUES: that which the same had in the identity file; else the next that is free in the group, from 1.  Until the
 * next call. */
const char *people_number(struct people *people, const char *group, const char *const *fields,
                          const char *const *values, size_t n);

/* Warn (W309) of members of this import with the name and a contact of another one, under another id or in another
 * group. */
void people_tell_twice(const struct people *people, struct issues *issues);

/* Write the members of this import into PATH, in place of those of the groups that were forgotten.  The transaction is
 * left open in *FILE, to be committed once the round is. */
bool people_write(const struct people *people, const char *path, struct store **file, struct error *err) MUST_CHECK;

#endif
