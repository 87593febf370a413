#include "scoring/points/check.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/spellings.h"
#include "survey/base/strbuf.h"
#include "survey/round/ballots.h"
#include "survey/round/correction.h"

struct pass {
    uint8_t *cells;
    size_t n, keyer;
    char *file;
    int64_t line;
};

struct checking {
    const struct definition *d;
    struct check_result *result;
    struct issues *issues;
    struct unit_lists lists;
    struct spellings *keyers;
    struct dictionary *offices;
    struct pass passes[4]; /* of the ballot at hand; [1] to [3] */
    int64_t serial;
    size_t type, list, office;
};

/* Rate I of those of OF, with all before it. */
static struct keying_rate *rate_at(struct checking *c, enum rate_of of, size_t i)
{
    struct keying_rates *r = &c->result->of[of];
    while (r->n <= i) {
        r->rates = grow(r->rates, &r->room, r->n + 1, sizeof *r->rates);
        r->rates[r->n++] = (struct keying_rate){.name = NULL};
    }
    return &r->rates[i];
}

/* Who keyed, in whatever way the name is written; under the commoner one in the end (name_keyers()). */
static size_t keyer_of(struct checking *c, const char *name)
{
    size_t k = spellings_thing(c->keyers, spellings_add(c->keyers, name, 1));
    rate_at(c, RATE_KEYER, k);
    return k;
}

/* "Q1.CT" for cell I of the ballot at hand. */
static char *cell_name(const struct checking *c, size_t i)
{
    return ballot_cell_words(c->d, c->type, c->lists.units + c->lists.start[c->list], c->lists.n_units[c->list], i);
}

/* A keying of question Q: right, wrong, or not settled yet. */
enum found { FOUND_RIGHT, FOUND_WRONG, FOUND_OPEN };
static void note_field(struct checking *c, size_t keyer, size_t question, enum found found)
{
    struct keying_rate *of[] = {rate_at(c, RATE_KEYER, keyer), rate_at(c, RATE_QUESTION, question),
                                rate_at(c, RATE_OFFICE, c->office)};
    for (size_t i = 0; i < N_RATES_OF; i++) {
        of[i]->fields++;
        of[i]->wrong += found == FOUND_WRONG;
        of[i]->unresolved += found == FOUND_OPEN;
    }
}

/* The ballot at hand was keyed by two people. */
static void note_ballot(struct checking *c)
{
    const struct ballot_type *t = &c->d->ballot_types[c->type];
    c->result->twice++;
    rate_at(c, RATE_KEYER, c->passes[1].keyer)->ballots++;
    rate_at(c, RATE_KEYER, c->passes[2].keyer)->ballots++;
    rate_at(c, RATE_OFFICE, c->office)->ballots++;
    for (size_t i = 0; i < t->n_unit_questions; i++)
        rate_at(c, RATE_QUESTION, t->unit_questions[i])->ballots++;
    for (size_t i = 0; i < t->n_ballot_questions; i++)
        rate_at(c, RATE_QUESTION, t->ballot_questions[i])->ballots++;
}

/* Compare the two keyings of the ballot at hand. */
static void compare_passes(struct checking *c)
{
    struct pass *one = &c->passes[1], *two = &c->passes[2], *three = &c->passes[3];
    if (!one->cells || !two->cells || one->n != two->n)
        return;
    note_ballot(c);
    struct strbuf open = {0};
    size_t n_open = 0;
    for (size_t i = 0; i < one->n; i++) {
        if (one->cells[i] == MARK_NOT_ASKED)
            continue;
        bool differ = one->cells[i] != two->cells[i];
        bool settled = !differ || (three->cells && three->n == one->n && three->cells[i] != MARK_NOT_ASKED);
        size_t question = ballot_cell_question(c->d, c->type, c->lists.n_units[c->list], i);
        for (int p = 1; p <= 2; p++)
            note_field(c, c->passes[p].keyer, question,
                       !differ                                    ? FOUND_RIGHT
                       : !settled                                 ? FOUND_OPEN
                       : c->passes[p].cells[i] != three->cells[i] ? FOUND_WRONG
                                                                  : FOUND_RIGHT);
        if (!settled && n_open++ < 10) {
            char *name = cell_name(c, i);
            strbuf_item(&open, ", ", "%s", name);
            free(name);
        }
    }
    if (n_open) {
        char serial[SERIAL_TEXT];
        struct place place = {one->file, NULL, (size_t)one->line, 0};
        issues_add(c->issues, FAULT, "F431", place,
                   _("ballot %s: two keyings differ in %zu fields and no third settles them: %s%s; key those fields "
                     "with --pass 3, --keyer a third person"),
                   serial_format(c->serial, serial), n_open, open.text, n_open > 10 ? ", …" : "");
    }
    strbuf_release(&open);
}

static void clear_passes(struct checking *c)
{
    for (int p = 1; p <= 3; p++) {
        free(c->passes[p].cells);
        free(c->passes[p].file);
        c->passes[p] = (struct pass){0};
    }
}

static size_t office_of(struct checking *c, struct query *q)
{
    const char *office = query_get_str(q, ENTRY_OFFICE);
    return dictionary_add(c->offices, office, strlen(office), NULL);
}

/* Numbers and words, of which the entries' own cells say only that there is one. */
static bool check_texts(struct checking *c, struct store *store, struct error *err)
{
    struct query *q = entries_that_differ(store);
    while (query_next(q)) {
        c->type = definition_type(c->d, query_get_str(q, ENTRY_TYPE));
        c->list = unit_lists_find(&c->lists, query_get_int(q, ENTRY_LIST));
        if (c->type == NONE || c->list == NONE)
            continue;
        rate_at(c, RATE_KEYER, keyer_of(c, query_get_str(q, ENTRY_KEYER)))->unresolved++;
        rate_at(c, RATE_KEYER, keyer_of(c, query_get_str(q, ENTRY_OTHER_KEYER)))->unresolved++;
        rate_at(c, RATE_OFFICE, office_of(c, q))->unresolved += 2;
        rate_at(c, RATE_QUESTION,
                ballot_cell_question(c->d, c->type, c->lists.n_units[c->list], (size_t)query_get_int(q, ENTRY_CELL)))
            ->unresolved += 2;
        char serial[SERIAL_TEXT], *name = cell_name(c, (size_t)query_get_int(q, ENTRY_CELL));
        struct place place = {query_get_str(q, ENTRY_FILE), NULL, (size_t)query_get_int(q, ENTRY_LINE), 0};
        issues_add(c->issues, FAULT, "F431", place,
                   _("ballot %s: two keyings differ in %s, \"%s\" and \"%s\", and no third settles it; key it with "
                     "--pass 3, --keyer a third person"),
                   serial_format(query_get_int(q, ENTRY_SERIAL), serial), name, query_get_str(q, ENTRY_VALUE),
                   query_get_str(q, ENTRY_OTHER_VALUE));
        free(name);
    }
    return query_end(q, err);
}

/* Where keying PASS of the ballot at hand goes.  Of a ballot keyed in several files a second first keying, by another
 * person, is as good as a second one; of what is left over offices_check() tells.  0 for nowhere. */
static int64_t slot_of(const struct checking *c, int64_t pass, size_t keyer)
{
    if (!c->passes[pass].cells)
        return pass;
    return pass == 1 && !c->passes[2].cells && c->passes[1].keyer != keyer ? 2 : 0;
}

static bool check_passes(struct checking *c, struct store *store, struct error *err)
{
    struct query *q = entries_keyed(store);
    while (query_next(q)) {
        int64_t serial = query_get_int(q, ENTRY_SERIAL), pass = query_get_int(q, ENTRY_PASS);
        if (serial != c->serial) {
            compare_passes(c);
            clear_passes(c);
            c->serial = serial;
            c->type = definition_type(c->d, query_get_str(q, ENTRY_TYPE));
            c->list = unit_lists_find(&c->lists, query_get_int(q, ENTRY_LIST));
            c->office = office_of(c, q);
        }
        if (c->type == NONE || c->list == NONE || pass < 1 || pass > 3)
            continue;
        size_t keyer = keyer_of(c, query_get_str(q, ENTRY_KEYER));
        if ((pass = slot_of(c, pass, keyer)) == 0)
            continue;
        struct pass *p = &c->passes[pass];
        const uint8_t *cells = query_get_blob(q, ENTRY_ANSWERS, &p->n);
        p->cells = xmalloc(p->n ? p->n : 1);
        memcpy(p->cells, cells, p->n);
        p->keyer = keyer;
        p->file = xstrdup(query_get_str(q, ENTRY_FILE));
        p->line = query_get_int(q, ENTRY_LINE);
    }
    compare_passes(c);
    clear_passes(c);
    return query_end(q, err) && check_texts(c, store, err);
}

static bool check_ballots(struct checking *c, struct store *store, struct error *err)
{
    struct ballots *ballots = ballots_open(store, c->d);
    struct ballot b;
    struct place place = {store_path(store), NULL, 0, 0};
    size_t *kept = xcalloc(c->d->n_groups, sizeof *kept), *doubled = xcalloc(c->d->n_groups, sizeof *doubled);
    while (ballots_next(ballots, &b)) {
        struct check_result *r = c->result;
        r->ballots++;
        if (b.state == CUSTODY_VOID) /* as in the sheets: issued, and no more */
            continue;
        r->returned += b.returned;
        r->keyed += b.n_entries > 0;
        r->valid += b.counts;
        if (b.n_entries)
            r->invalid[b.invalid]++;
        if (b.n_entries && b.channel == CHANNEL_PAPER) {
            kept[b.group]++;
            doubled[b.group] += b.n_entries > 1;
        }
        char serial[SERIAL_TEXT];
        if (b.returned && !b.n_entries)
            issues_add(c->issues, WARNING, "W432", place, _("ballot %s came back but is not keyed yet"),
                       serial_format(b.serial, serial));
        if (b.n_entries && (b.state == CUSTODY_REFUSED || b.state == CUSTODY_ABSENT || b.state == CUSTODY_MOVED ||
                            b.state == CUSTODY_INELIGIBLE))
            issues_add(c->issues, WARNING, "W433", place, _("ballot %s has answers, but its last event is \"%s\""),
                       serial_format(b.serial, serial), custody_words(b.state));
    }
    for (size_t g = 0; g < c->d->n_groups; g++) {
        double share = c->d->groups[g].double_share;
        if (share > 0 && kept[g] && (double)doubled[g] < 0.8 * share * (double)kept[g])
            issues_add(c->issues, WARNING, "W434", place,
                       _("group \"%s\": %zu of %zu paper ballots were keyed twice; the policy asks for %.0f%%"),
                       c->d->groups[g].code, doubled[g], kept[g], 100 * share);
    }
    free(kept);
    free(doubled);
    return ballots_close(ballots, err);
}

static void name_questions(struct checking *c, const char *type, const size_t *questions, size_t n)
{
    for (size_t i = 0; i < n; i++)
        rate_at(c, RATE_QUESTION, questions[i])->name = xasprintf("%s/%s", type, c->d->questions[questions[i]].code);
}

static void name_rates(struct checking *c, struct store *store)
{
    const struct keying_rates *of = c->result->of;
    for (size_t i = 0; i < of[RATE_KEYER].n; i++)
        of[RATE_KEYER].rates[i].name = xstrdup(spellings_thing_usual(c->keyers, i));
    for (size_t t = 0; t < c->d->n_ballot_types; t++) {
        const struct ballot_type *type = &c->d->ballot_types[t];
        name_questions(c, type->code, type->unit_questions, type->n_unit_questions);
        name_questions(c, type->code, type->ballot_questions, type->n_ballot_questions);
    }
    for (size_t i = 0; i < of[RATE_OFFICE].n; i++)
        of[RATE_OFFICE].rates[i].name = xstrdup(dictionary_key(c->offices, i));
    if (!spellings_any(c->keyers))
        return;
    char *list = spellings_list(c->keyers);
    spellings_tell(c->issues, store_path(store), "keyer", list, true);
    free(list);
}

/* What was corrected or withdrawn: old and new, by whom, when and why. */
static bool check_corrections(struct checking *c, struct store *store, struct error *err)
{
    size_t n;
    struct correction *list = corrections_read(store, c->d, NONE, NONE, &n, err);
    for (size_t i = 0; list && i < n; i++) {
        char *what = correction_words(&list[i]);
        issues_add(c->issues, WARNING, "W435", (struct place){store_path(store), NULL, 0, 0}, "%s; %s, %s: %s", what,
                   list[i].who, list[i].time, list[i].reason);
        free(what);
    }
    rows_free(list, n, &correction_row);
    return list != NULL;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct keying_rate *)a)->name, ((const struct keying_rate *)b)->name);
}

bool check_round(struct store *store, struct check_result *result, struct issues *issues, struct error *err)
{
    *result = (struct check_result){0};
    struct definition *d = definition_load(store, err);
    if (!d)
        return false;
    struct checking c = {
        .d = d, .result = result, .issues = issues, .keyers = spellings_new(), .offices = dictionary_new()};
    bool ok = unit_lists_read(&c.lists, store, d, err) && check_ballots(&c, store, err) &&
              check_passes(&c, store, err) && check_corrections(&c, store, err);
    name_rates(&c, store);
    for (enum rate_of of = 0; of < N_RATES_OF; of++)
        if (of != RATE_QUESTION && result->of[of].n)
            qsort(result->of[of].rates, result->of[of].n, sizeof *result->of[of].rates, by_name);
    spellings_free(c.keyers);
    dictionary_free(c.offices);
    unit_lists_release(&c.lists);
    definition_free(d);
    return ok;
}

void check_result_release(struct check_result *result)
{
    for (enum rate_of of = 0; of < N_RATES_OF; of++) {
        for (size_t i = 0; i < result->of[of].n; i++)
            free(result->of[of].rates[i].name);
        free(result->of[of].rates);
    }
    *result = (struct check_result){0};
}
