#include "survey/custody/audit_compare.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/spellings.h"
#include "survey/custody/audit_list.h"

const char *const batch_states[4] = {
    [BATCH_OPEN] = "open",
    [BATCH_ACCEPTED] = "accepted",
    [BATCH_REFUSED] = "refused",
    [BATCH_DONE_AGAIN] = "done_again",
};

struct auditing {
    const struct definition *d;
    const struct audit *audit;
    struct audit_result *result;
    struct audit_drawn *drawn;
    size_t n_drawn;
    struct audit_entry *entries;
    size_t n_entries;
    struct dictionary *offices, *batches;
    struct spellings *keyers;
    struct query *now; /* keyings as they are now, gone through beside the list */
    bool more;
    size_t *sizes, *wrongs; /* by question, of the ballot at hand */
};

/* --- rates ----------------------------------------------------------------------------------- */

static struct audit_rate *rate_at(struct auditing *c, enum audit_by by, size_t i)
{
    struct audit_rates *r = &c->result->of[by];
    while (r->n <= i) {
        r->rates = grow(r->rates, &r->room, r->n + 1, sizeof *r->rates);
        r->rates[r->n++] = (struct audit_rate){.name = NULL};
    }
    return &r->rates[i];
}

static void add_listed(struct audit_rate *r, size_t fields)
{
    r->list_ballots += fields > 0;
    r->list_fields += fields;
    r->largest = fields > r->largest ? fields : r->largest;
}

static void add_compared(struct audit_rate *r, size_t fields, size_t wrong)
{
    if (!fields)
        return;
    r->ballots++;
    r->fields += fields;
    r->wrong += wrong;
    r->square_fields += (double)fields * (double)fields;
    r->square_wrong += (double)wrong * (double)wrong;
    r->product += (double)fields * (double)wrong;
    if (!wrong)
        return;
    r->wrongs = grow(r->wrongs, &r->room, r->wrong_ballots + 1, sizeof *r->wrongs);
    r->wrongs[r->wrong_ballots++] = (double)wrong;
}

/* --- a ballot ----------------------------------------------------------------------------------- */

static bool is_compared(const struct listed *b, const struct audit_entry *e, size_t i)
{
    return b->is_field[i] && e->cells[i] != MARK_NOT_ASKED;
}

static size_t question_of(const struct auditing *c, const struct listed *b, size_t i)
{
    return ballot_cell_question(c->d, b->type, b->n_units, i);
}

static size_t keyer_of(struct auditing *c, const char *name)
{
    return spellings_thing(c->keyers, spellings_add(c->keyers, name, 1));
}

static void list_ballot(struct auditing *c, const struct listed *b, size_t office)
{
    add_listed(rate_at(c, AUDIT_BY_ALL, 0), b->n_fields);
    add_listed(rate_at(c, AUDIT_BY_OFFICE, office), b->n_fields);
    for (size_t k = 0; k < b->n_keyings; k++)
        add_listed(rate_at(c, AUDIT_BY_KEYER, keyer_of(c, b->keyers[k])), b->n_fields);
    for (size_t i = 0; i < b->n_cells; i++)
        c->sizes[question_of(c, b, i)] += b->is_field[i];
    for (size_t i = 0; i < b->n_cells; i++) {
        size_t q = question_of(c, b, i);
        if (c->sizes[q])
            add_listed(rate_at(c, AUDIT_BY_QUESTION, q), c->sizes[q]);
        c->sizes[q] = 0;
    }
}

static void add_pair(struct auditing *c, const struct listed *b, size_t i, uint8_t second)
{
    struct audit_result *r = c->result;
    uint8_t first = b->answers[i];
    if (first == MARK_BLANK || first > MARK_LAST_OPTION || second == MARK_BLANK || second > MARK_LAST_OPTION) {
        r->no_pair++;
        return;
    }
    r->pairs = grow(r->pairs, &r->pairs_room, r->n_pairs + 1, sizeof *r->pairs);
    r->pairs[r->n_pairs++] = (struct audit_pair){question_of(c, b, i), (size_t)first - 1, (size_t)second - 1, r->keyed};
}

static void compare_ballot(struct auditing *c, const struct listed *b, size_t office, const struct audit_entry *e)
{
    size_t fields = 0, wrong = 0;
    for (size_t i = 0; i < b->n_cells; i++) {
        if (!is_compared(b, e, i))
            continue;
        size_t q = question_of(c, b, i);
        bool differs = b->answers[i] != e->cells[i];
        fields++;
        wrong += differs;
        c->sizes[q]++;
        c->wrongs[q] += differs;
        if (c->audit->kind == AUDIT_REINTERVIEW)
            add_pair(c, b, i, e->cells[i]);
    }
    add_compared(rate_at(c, AUDIT_BY_ALL, 0), fields, wrong);
    add_compared(rate_at(c, AUDIT_BY_OFFICE, office), fields, wrong);
    for (size_t i = 0; i < b->n_cells; i++) {
        size_t q = question_of(c, b, i);
        if (c->sizes[q])
            add_compared(rate_at(c, AUDIT_BY_QUESTION, q), c->sizes[q], c->wrongs[q]);
        c->sizes[q] = c->wrongs[q] = 0;
    }
    for (size_t k = 0; k < b->n_keyings; k++) {
        size_t own = 0;
        for (size_t i = 0; i < b->n_cells; i++)
            own += is_compared(b, e, i) && b->keyings[k][i] != e->cells[i];
        add_compared(rate_at(c, AUDIT_BY_KEYER, keyer_of(c, b->keyers[k])), fields, own);
    }
}

/* --- batches ------------------------------------------------------------------------------------ */

static struct audit_batch *batch_of(struct auditing *c, const struct listed *b)
{
    struct audit_result *r = c->result;
    char *key = xasprintf("%" PRId64 "|%s", b->source, b->keyers[0]);
    size_t i = dictionary_add(c->batches, key, strlen(key), NULL);
    free(key);
    if (i == r->n_batches) {
        r->batches = grow(r->batches, &r->batches_room, i + 1, sizeof *r->batches);
        r->batches[r->n_batches++] =
            (struct audit_batch){.source = b->source, .file = xstrdup(b->file), .keyer = xstrdup(b->keyers[0])};
    }
    return &r->batches[i];
}

/* True where ballot SERIAL has a second keying now, or none at all. */
static bool is_done_again(struct auditing *c, int64_t serial)
{
    bool first = false, second = false;
    while (c->more && query_get_int(c->now, ENTRY_SERIAL) < serial)
        c->more = query_next(c->now);
    for (; c->more && query_get_int(c->now, ENTRY_SERIAL) == serial; c->more = query_next(c->now)) {
        int64_t pass = query_get_int(c->now, ENTRY_PASS);
        first = first || pass == 1 || pass == 4;
        second = second || pass == 2 || pass == 5;
    }
    return second || !first;
}

static void add_to_batch(struct auditing *c, const struct listed *b, size_t n_drawn, const struct audit_entry *e)
{
    struct audit_batch *batch = batch_of(c, b);
    batch->ballots++;
    batch->fields += b->n_fields;
    batch->drawn += n_drawn;
    for (size_t i = 0; e && i < b->n_cells; i++) {
        batch->compared += is_compared(b, e, i);
        batch->wrong += is_compared(b, e, i) && b->answers[i] != e->cells[i];
    }
    batch->again += is_done_again(c, b->serial);
}

enum batch_state audit_batch_state(const struct audit_batch *b, int64_t accept)
{
    if ((int64_t)b->wrong > accept)
        return b->again == b->ballots ? BATCH_DONE_AGAIN : BATCH_REFUSED;
    return b->compared < b->drawn ? BATCH_OPEN : BATCH_ACCEPTED;
}

/* --- the whole ------------------------------------------------------------------------------------ */

static bool go_through(struct auditing *c, struct store *store, struct error *err)
{
    struct audit_list *list = audit_list_open(store, c->d, c->audit->kind, c->audit->run);
    struct listed b;
    rate_at(c, AUDIT_BY_ALL, 0);
    while (audit_list_next(list, &b)) {
        size_t n_drawn, office = dictionary_add(c->offices, b.office, strlen(b.office), NULL);
        audit_drawn_of(c->drawn, c->n_drawn, b.serial, &n_drawn);
        const struct audit_entry *e = n_drawn ? audit_entry_of(c->entries, c->n_entries, b.serial) : NULL;
        if (e && e->n_cells != b.n_cells)
            e = NULL;
        list_ballot(c, &b, office);
        if (e)
            compare_ballot(c, &b, office, e);
        if (c->audit->kind == AUDIT_BATCH)
            add_to_batch(c, &b, n_drawn, e);
        c->result->drawn += n_drawn > 0;
        c->result->keyed += e != NULL;
    }
    return audit_list_close(list, err);
}

static void name_rates(struct auditing *c)
{
    struct audit_rates *of = c->result->of;
    of[AUDIT_BY_ALL].rates[0].name = xstrdup("");
    for (size_t i = 0; i < of[AUDIT_BY_OFFICE].n; i++)
        of[AUDIT_BY_OFFICE].rates[i].name = xstrdup(dictionary_key(c->offices, i));
    for (size_t i = 0; i < of[AUDIT_BY_KEYER].n; i++)
        of[AUDIT_BY_KEYER].rates[i].name = xstrdup(spellings_thing_usual(c->keyers, i));
    for (size_t t = 0; t < c->d->n_ballot_types; t++) {
        const struct ballot_type *type = &c->d->ballot_types[t];
        for (size_t i = 0; i < type->n_unit_questions + type->n_ballot_questions; i++) {
            size_t q = i < type->n_unit_questions ? type->unit_questions[i]
                                                  : type->ballot_questions[i - type->n_unit_questions];
            rate_at(c, AUDIT_BY_QUESTION, q)->name = xasprintf("%s/%s", type->code, c->d->questions[q].code);
        }
    }
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct audit_rate *)a)->name, ((const struct audit_rate *)b)->name);
}

bool audit_compare(struct store *store, const struct definition *d, const struct audit *audit,
                   struct audit_result *result, struct error *err)
{
    *result = (struct audit_result){0};
    struct auditing c = {.d = d,
                         .audit = audit,
                         .result = result,
                         .offices = dictionary_new(),
                         .batches = dictionary_new(),
                         .keyers = spellings_new()};
    c.sizes = xcalloc(2 * d->n_questions + 1, sizeof *c.sizes);
    c.wrongs = c.sizes + d->n_questions;
    c.drawn = audit_drawn_read(store, audit->run, &c.n_drawn, err);
    c.entries = c.drawn ? audit_entries_read(store, audit->run, &c.n_entries, err) : NULL;
    if (audit->kind == AUDIT_BATCH) {
        c.now = entries_keyed(store);
        c.more = query_next(c.now);
    }
    bool ok = c.entries && go_through(&c, store, err);
    if (!query_end(c.now, ok ? err : NULL))
        ok = false;
    if (ok)
        name_rates(&c);
    for (enum audit_by by = AUDIT_BY_OFFICE; ok && by <= AUDIT_BY_KEYER; by++)
        if (result->of[by].n)
            qsort(result->of[by].rates, result->of[by].n, sizeof *result->of[by].rates, by_name);
    free(c.drawn);
    audit_entries_free(c.entries, c.n_entries);
    free(c.sizes);
    dictionary_free(c.offices);
    dictionary_free(c.batches);
    spellings_free(c.keyers);
    return ok;
}

void audit_result_release(struct audit_result *r)
{
    for (enum audit_by by = 0; by < N_AUDIT_BY; by++) {
        for (size_t i = 0; i < r->of[by].n; i++) {
            free(r->of[by].rates[i].name);
            free(r->of[by].rates[i].wrongs);
        }
        free(r->of[by].rates);
    }
    for (size_t i = 0; i < r->n_batches; i++) {
        free(r->batches[i].file);
        free(r->batches[i].keyer);
    }
    free(r->batches);
    free(r->pairs);
    *r = (struct audit_result){0};
}

bool audit_batches_check(struct store *store, const struct definition *d, struct issues *issues, struct error *err)
{
    size_t n;
    struct audit *audits = audits_read(store, &n, err);
    bool ok = audits != NULL;
    for (size_t i = 0; ok && i < n; i++) {
        struct audit_result result = {0};
        if (audits[i].kind != AUDIT_BATCH || !audits[i].drawn_in)
            continue;
        ok = audit_compare(store, d, &audits[i], &result, err);
        for (size_t k = 0; ok && k < result.n_batches; k++) {
            const struct audit_batch *b = &result.batches[k];
            if (audit_batch_state(b, audits[i].accept) == BATCH_REFUSED)
                issues_add(issues, WARNING, "W475", (struct place){store_path(store), NULL, 0, 0},
                           _("batch \"%s\" of \"%s\" is refused: %zu fields differ, %" PRId64
                             " may; %zu of its %zu ballots "
                             "are not keyed again yet, with --pass 2"),
                           b->file, b->keyer, b->wrong, audits[i].accept, b->ballots - b->again, b->ballots);
        }
        audit_result_release(&result);
    }
    audits_free(audits, n);
    return ok;
}
