#include "survey/custody/balance.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/custody/book.h"
#include "survey/round/definition.h"
#include "survey/store/rows.h"

static const struct field office_fields[] = {
    FIELD(office_balance, TEXT, office),    FIELD(office_balance, INT, issued),
    FIELD(office_balance, INT, delivered),  FIELD(office_balance, INT, handed),
    FIELD(office_balance, INT, held),       FIELD(office_balance, INT, other_ways),
    FIELD(office_balance, INT, unhanded),   FIELD(office_balance, INT, returned),
    FIELD(office_balance, INT, elsewhere),  FIELD(office_balance, INT, refused),
    FIELD(office_balance, INT, absent),     FIELD(office_balance, INT, moved),
    FIELD(office_balance, INT, ineligible), FIELD_OF(office_balance, INT, void_, "void"),
    FIELD(office_balance, INT, out),        FIELD(office_balance, INT, keyed),
    FIELD(office_balance, INT, to_key),     FIELD(office_balance, INT, unreturned),
    FIELD(office_balance, INT, verified),   FIELD(office_balance, INT, archived),
};
static const struct row_kind office_row = ROW_KIND(office_balance, office_fields);

static const struct field batch_fields[] = {
    FIELD(batch_balance, TEXT, office),  FIELD(batch_balance, TEXT, batch),   FIELD(batch_balance, INT, delivered),
    FIELD(batch_balance, INT, handed),   FIELD(batch_balance, INT, returned), FIELD(batch_balance, INT, keyed),
    FIELD(batch_balance, INT, archived), FIELD(batch_balance, INT, others),
};
static const struct row_kind batch_row = ROW_KIND(batch_balance, batch_fields);

bool balance_read(struct balance *b, struct store *store, struct error *err)
{
    *b = (struct balance){0};
    if (store_count(store, "movement") == 0)
        return true;
    b->offices = rows_read(query_table(store, "custody_office", "office"), &office_row, &b->n_offices, err);
    b->batches = b->offices
                     ? rows_read(query_table(store, "custody_batch", "office, batch"), &batch_row, &b->n_batches, err)
                     : NULL;
    return b->batches != NULL;
}

void balance_release(struct balance *b)
{
    if (b->offices)
        rows_free(b->offices, b->n_offices, &office_row);
    if (b->batches)
        rows_free(b->batches, b->n_batches, &batch_row);
    *b = (struct balance){0};
}

struct office_balance balance_sum(const struct balance *b)
{
    struct office_balance sum = {0};
    for (size_t f = 0; f < office_row.n_fields; f++)
        for (size_t i = 0; i < b->n_offices && office_fields[f].kind == FIELD_INT; i++) {
            int64_t value, so_far;
            memcpy(&value, (const char *)&b->offices[i] + office_fields[f].at, sizeof value);
            memcpy(&so_far, (const char *)&sum + office_fields[f].at, sizeof so_far);
            so_far += value;
            memcpy((char *)&sum + office_fields[f].at, &so_far, sizeof so_far);
        }
    return sum;
}

bool balance_holds(const struct office_balance *o)
{
    return o->unhanded == 0 && o->unreturned == 0;
}

/* --- serials ---------------------------------------------------------------------------------- */

struct checking_custody {
    const struct custody_book *book;
    struct issues *issues;
    struct place place;
    const struct custody_ballot *ballot;
    char serial[SERIAL_TEXT];
};

/* The first step of the chain that cannot follow, but what W447, W448 and W450 say already. */
static void check_order(const struct checking_custody *c)
{
    const struct chain *chain = &c->ballot->chain;
    bool said = false;
    for (size_t i = 0; i < chain->n; i++) {
        enum custody state = chain_state(chain, i), next = chain_state(chain, i + 1);
        if (custody_follows(state, next))
            continue;
        if (next == CUSTODY_HANDED && state == CUSTODY_HANDED)
            issues_add(c->issues, WARNING, "W450", c->place, _("ballot %s was handed out twice"), c->serial);
        else if (next != CUSTODY_RETURNED && next != CUSTODY_KEYED && !said) {
            issues_add(c->issues, WARNING, "W451", c->place, _("ballot %s: \"%s\" cannot follow \"%s\""), c->serial,
                       custody_words(next), custody_words(state));
            said = true;
        }
    }
}

/* The days of its steps in the order of the chain. */
static void check_days(const struct checking_custody *c)
{
    const char *before = "";
    enum custody last = CUSTODY_ISSUED;
    for (size_t i = 1; i <= c->ballot->chain.n; i++) {
        enum custody state = chain_state(&c->ballot->chain, i);
        const struct movement *m = custody_movement(c->book, c->ballot, state);
        const char *day = m ? custody_text(c->book, m->date) : "";
        if (!*day)
            continue;
        if (strcmp(day, before) < 0) {
            issues_add(c->issues, WARNING, "W452", c->place, _("ballot %s: \"%s\" is dated %s, before \"%s\" of %s"),
                       c->serial, custody_words(state), day, custody_words(last), before);
            return;
        }
        before = day;
        last = state;
    }
}

static void check_ballot(struct checking_custody *c)
{
    const struct custody_ballot *b = c->ballot;
    const struct chain *chain = &b->chain;
    const struct movement *handed = custody_movement(c->book, b, CUSTODY_HANDED),
                          *back = custody_movement(c->book, b, CUSTODY_RETURNED);
    bool is_keyed = chain_has(chain, CUSTODY_KEYED);
    bool is_back =
        chain_has(chain, CUSTODY_RETURNED) || chain_has(chain, CUSTODY_VERIFIED) || chain_has(chain, CUSTODY_ARCHIVED);
    bool is_void = b->event_state == CUSTODY_VOID;
    if ((is_keyed || is_back) && !handed && !is_void)
        issues_add(c->issues, WARNING, "W447", c->place,
                   _("ballot %s came back, and nobody wrote down that it was handed out"), c->serial);
    if (is_keyed && !is_back && !is_void)
        issues_add(c->issues, WARNING, "W448", c->place,
                   _("ballot %s was keyed, and nobody wrote down that it came back"), c->serial);
    if (handed && back && handed->office != back->office && handed->office && back->office)
        issues_add(c->issues, WARNING, "W449", c->place,
                   _("ballot %s was handed out by office \"%s\" and came back to \"%s\""), c->serial,
                   custody_text(c->book, handed->office), custody_text(c->book, back->office));
    check_order(c);
    check_days(c);
}

/* Offices, by their number among the texts, that sent a list. */
static bool *offices_with_lists(const struct custody_book *book)
{
    bool *sent = xcalloc(dictionary_size(book->texts), sizeof *sent);
    for (size_t i = 0; i < book->n; i++)
        sent[book->ballots[i].office] |= book->ballots[i].n > 0;
    return sent;
}

static bool check_serials(struct store *store, struct issues *issues, struct error *err)
{
    struct custody_book book;
    bool ok = custody_book_read(&book, store, err);
    struct checking_custody c = {.book = &book, .issues = issues, .place = {store_path(store), NULL, 0, 0}};
    bool *sent = ok ? offices_with_lists(&book) : NULL;
    for (size_t i = 0; ok && i < book.n; i++) {
        c.ballot = &book.ballots[i];
        if (!sent[c.ballot->office])
            continue;
        serial_format(c.ballot->serial, c.serial);
        check_ballot(&c);
    }
    free(sent);
    custody_book_release(&book);
    return ok;
}

/* What of O does not add up, as its lists have it (docs/custody.md); a new string. */
static char *balance_words(const struct office_balance *o)
{
    struct strbuf words = {0};
    if (o->unhanded)
        strbuf_item(&words, "; ",
                    _("issued %" PRId64 " ≠ handed out %" PRId64 " + held %" PRId64 " + gone otherwise %" PRId64
                      ": %" PRId64 " came back without being handed out"),
                    o->issued, o->handed, o->held, o->other_ways, o->unhanded);
    if (o->unreturned)
        strbuf_item(&words, "; ",
                    _("written down as returned %" PRId64 " ≠ keyed %" PRId64 " + still to key %" PRId64 ": %" PRId64
                      " were keyed without having come back"),
                    o->keyed + o->to_key - o->unreturned, o->keyed, o->to_key, o->unreturned);
    return strbuf_take(&words);
}

/* "Bưu cục 1 (BC1)" of the office CODE; the code alone, in quotes, where it has no other name.  A new string. */
static char *office_words(const struct definition *d, const char *code)
{
    size_t i = definition_called(d, T_OFFICES, code);
    const char *name = i == NONE ? "" : d->offices[i].name;
    return *name && strcmp(name, code) != 0 ? xasprintf("%s (%s)", name, code) : xasprintf("\"%s\"", code);
}

bool balance_check(struct store *store, struct issues *issues, struct error *err)
{
    struct balance b;
    if (!balance_read(&b, store, err))
        return false;
    bool ok = b.n_offices == 0 || check_serials(store, issues, err);
    struct definition *d = ok ? definition_load(store, err) : NULL;
    ok = d != NULL;
    for (size_t i = 0; ok && i < b.n_offices; i++) {
        const struct office_balance *o = &b.offices[i];
        if (balance_holds(o))
            continue;
        char *office = office_words(d, o->office), *words = balance_words(o);
        issues_add(issues, WARNING, "W453", (struct place){store_path(store), NULL, 0, 0},
                   _("office %s does not balance: %s"), office, words);
        free(office);
        free(words);
    }
    definition_free(d);
    balance_release(&b);
    return ok;
}
