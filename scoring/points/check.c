#include "scoring/points/check.h"

#include <stdlib.h>
#include <string.h>

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
    size_t room;
    struct pass passes[4]; /* of the ballot at hand; [1] to [3] */
    int64_t serial;
    size_t type, list;
};

/* Who keyed, in whatever way the name is written; under the commoner one in the end (name_keyers()). */
static struct keyer_rate *keyer_of(struct checking *c, const char *name)
{
    size_t k = spellings_thing(c->keyers, spellings_add(c->keyers, name, 1));
    if (k == c->result->n_keyers) {
        c->result->keyers = grow(c->result->keyers, &c->room, k + 1, sizeof *c->result->keyers);
        c->result->keyers[k] = (struct keyer_rate){.keyer = NULL};
        c->result->n_keyers = k + 1;
    }
    return &c->result->keyers[k];
}

/* "Q1.CT" for cell I of the ballot at hand. */
static char *cell_name(const struct checking *c, size_t i)
{
    return ballot_cell_words(c->d, c->type, c->lists.units + c->lists.start[c->list], c->lists.n_units[c->list], i);
}

/* Compare the two keyings of the ballot at hand. */
static void compare_passes(struct checking *c)
{
    struct pass *one = &c->passes[1], *two = &c->passes[2], *three = &c->passes[3];
    if (!one->cells || !two->cells || one->n != two->n)
        return;
    c->result->twice++;
    struct keyer_rate *first = &c->result->keyers[one->keyer], *second = &c->result->keyers[two->keyer];
    first->ballots++;
    second->ballots++;
    struct strbuf open = {0};
    size_t n_open = 0;
    for (size_t i = 0; i < one->n; i++) {
        if (one->cells[i] == MARK_NOT_ASKED)
            continue;
        first->fields++;
        second->fields++;
        if (one->cells[i] == two->cells[i])
            continue;
        if (three->cells && three->n == one->n && three->cells[i] != MARK_NOT_ASKED) {
            first->wrong += one->cells[i] != three->cells[i];
            second->wrong += two->cells[i] != three->cells[i];
            continue;
        }
        first->unresolved++;
        if (n_open++ < 10) {
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

/* Numbers and words, of which the entries' own cells say only that there is one. */
static bool check_texts(struct checking *c, struct store *store, struct error *err)
{
    struct query *q = entries_that_differ(store);
    while (query_next(q)) {
        c->type = definition_type(c->d, query_get_str(q, ENTRY_TYPE));
        c->list = unit_lists_find(&c->lists, query_get_int(q, ENTRY_LIST));
        if (c->type == NONE || c->list == NONE)
            continue;
        keyer_of(c, query_get_str(q, ENTRY_KEYER))->unresolved++;
        keyer_of(c, query_get_str(q, ENTRY_OTHER_KEYER))->unresolved++;
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
        }
        if (c->type == NONE || c->list == NONE || pass < 1 || pass > 3)
            continue;
        struct pass *p = &c->passes[pass];
        const uint8_t *cells = query_get_blob(q, ENTRY_ANSWERS, &p->n);
        p->cells = xmalloc(p->n ? p->n : 1);
        memcpy(p->cells, cells, p->n);
        p->keyer = (size_t)(keyer_of(c, query_get_str(q, ENTRY_KEYER)) - c->result->keyers);
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

static void name_keyers(struct checking *c, struct store *store)
{
    for (size_t i = 0; i < c->result->n_keyers; i++)
        c->result->keyers[i].keyer = xstrdup(spellings_thing_usual(c->keyers, i));
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
    return strcmp(((const struct keyer_rate *)a)->keyer, ((const struct keyer_rate *)b)->keyer);
}

bool check_round(struct store *store, struct check_result *result, struct issues *issues, struct error *err)
{
    *result = (struct check_result){0};
    struct definition *d = definition_load(store, err);
    if (!d)
        return false;
    struct checking c = {.d = d, .result = result, .issues = issues, .keyers = spellings_new()};
    bool ok = unit_lists_read(&c.lists, store, d, err) && check_ballots(&c, store, err) &&
              check_passes(&c, store, err) && check_corrections(&c, store, err);
    name_keyers(&c, store);
    if (result->n_keyers)
        qsort(result->keyers, result->n_keyers, sizeof *result->keyers, by_name);
    spellings_free(c.keyers);
    unit_lists_release(&c.lists);
    definition_free(d);
    return ok;
}

void check_result_release(struct check_result *result)
{
    for (size_t i = 0; i < result->n_keyers; i++)
        free(result->keyers[i].keyer);
    free(result->keyers);
    *result = (struct check_result){0};
}
