#include "importers/ballots/register.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"

static const char sql_ballots[] = "SELECT serial, ballot_type, list, coalesce(office, ''), replaced IS NOT NULL"
                                  " FROM ballot_now ORDER BY serial";
static const char sql_entries[] =
    "SELECT serial, of_pass, channel, of_pass <> pass FROM keying_now ORDER BY serial, pass";
static const char sql_withdrawn[] = "SELECT serial, pass FROM entry WHERE run IN (SELECT withdraws FROM withdrawal)";
static const char sql_events[] = "SELECT serial, state FROM event_now ORDER BY serial, number";

int64_t register_serial(const struct ballot_register *r, size_t ballot)
{
    return serial_make(r->ballots[ballot].nine);
}

size_t register_n_units(const struct ballot_register *r, size_t ballot)
{
    return r->lists.n_units[r->ballots[ballot].list];
}

const size_t *register_units(const struct ballot_register *r, size_t ballot)
{
    return r->lists.units + r->lists.start[r->ballots[ballot].list];
}

size_t register_n_cells(const struct ballot_register *r, const struct definition *d, size_t ballot)
{
    return definition_n_cells(d, r->ballots[ballot].type, register_n_units(r, ballot));
}

void register_blank(const struct ballot_register *r, const struct definition *d, size_t ballot, int pass, uint8_t mark,
                    uint8_t *cells)
{
    size_t type = r->ballots[ballot].type, n_units = register_n_units(r, ballot);
    const struct ballot_type *t = &d->ballot_types[type];
    const size_t *units = register_units(r, ballot);
    memset(cells, pass == 3 ? MARK_NOT_ASKED : mark, definition_n_cells(d, type, n_units));
    for (size_t u = 0; u < n_units; u++)
        for (size_t i = 0; i < t->n_unit_questions; i++)
            if (!definition_asks(d, t->unit_questions[i], units[u]))
                cells[ballot_unit_cell(d, type, u) + i] = MARK_NOT_ASKED;
}

size_t register_position(const struct ballot_register *r, size_t ballot, size_t unit)
{
    const size_t *units = register_units(r, ballot);
    size_t n = register_n_units(r, ballot);
    for (size_t i = 0; i < n; i++)
        if (units[i] == unit)
            return i;
    return NONE;
}

size_t register_question(const struct ballot_register *r, const struct definition *d, size_t ballot, size_t cell)
{
    return ballot_cell_question(d, r->ballots[ballot].type, register_n_units(r, ballot), cell);
}

char *register_cell_words(const struct ballot_register *r, const struct definition *d, size_t ballot, size_t cell)
{
    return ballot_cell_words(d, r->ballots[ballot].type, register_units(r, ballot), register_n_units(r, ballot), cell);
}

enum channel register_channel(const struct issued *ballot, bool other)
{
    return (enum channel)(other ? ballot->channel >> 4 : ballot->channel & 15);
}

void register_set_channel(struct issued *ballot, bool other, enum channel channel)
{
    unsigned keep = other ? ballot->channel & 15u : ballot->channel & 240u;
    ballot->channel = (uint8_t)(keep | (other ? (unsigned)channel << 4 : (unsigned)channel));
}

size_t register_find(const struct ballot_register *r, int64_t serial)
{
    if (!serial_is_valid(serial))
        return NONE;
    uint32_t nine = (uint32_t)(serial / 100);
    size_t low = r->bucket[nine >> r->shift], high = r->bucket[(nine >> r->shift) + 1];
    while (low < high && r->ballots[low].nine < nine)
        low++;
    return low < high && r->ballots[low].nine == nine ? low : NONE;
}

/* The table of leading bits: about two ballots to an entry. */
static void index_serials(struct ballot_register *r)
{
    r->shift = 30; /* nine digits are below 2^30 */
    while (r->shift > 8 && (size_t)1 << (30 - r->shift) < r->n / 2)
        r->shift--;
    size_t n = ((size_t)1 << (30 - r->shift)) + 1, i = 0;
    r->bucket = xcalloc(n, sizeof *r->bucket);
    for (size_t b = 0; b < n; b++) {
        while (i < r->n && r->ballots[i].nine >> r->shift < b)
            i++;
        r->bucket[b] = (uint32_t)i;
    }
}

static bool read_ballots(struct ballot_register *r, struct store *store, const struct definition *d, struct error *err)
{
    struct query *q = query_new(store, sql_ballots);
    bool ok = true;
    size_t room = 0;
    char *type_code = xstrdup("");
    size_t type = NONE;
    while (ok && query_next(q)) {
        int64_t serial = query_get_int(q, 0);
        const char *code = query_get_str(q, 1), *office = query_get_str(q, 3);
        if (strcmp(code, type_code) != 0) {
            free(type_code);
            type_code = xstrdup(code);
            type = definition_type(d, code);
        }
        size_t list = unit_lists_find(&r->lists, query_get_int(q, 2));
        if (type == NONE || type > UINT16_MAX || list == NONE || !serial_is_valid(serial) || r->n == UINT32_MAX) {
            ok = error_set(err, E_FILE,
                           _("a ballot of \"%s\" has a serial, a type or a list of units that is not there"),
                           store_path(store));
            break;
        }
        size_t at = dictionary_add(r->offices, office, strlen(office), NULL);
        r->ballots = grow(r->ballots, &room, r->n + 1, sizeof *r->ballots);
        r->ballots[r->n++] = (struct issued){.nine = (uint32_t)(serial / 100),
                                             .list = (uint32_t)list,
                                             .type = (uint16_t)type,
                                             .is_replaced = query_get_int(q, 4) != 0,
                                             .office = (uint16_t)(at < UINT16_MAX ? at : UINT16_MAX)};
    }
    free(type_code);
    return query_end(q, err) && ok;
}

static bool read_entries(struct ballot_register *r, struct store *store, struct error *err)
{
    struct query *q = query_new(store, sql_entries);
    while (query_next(q)) {
        size_t i = register_find(r, query_get_int(q, 0));
        int64_t pass = query_get_int(q, 1);
        if (i == NONE || pass < 1 || pass > 6)
            continue;
        r->ballots[i].passes |= (uint8_t)(1u << pass);
        r->ballots[i].stands |= (uint8_t)(1u << pass);
        r->ballots[i].is_aside |= query_get_int(q, 3) != 0;
        if (pass == 1 || pass == 4)
            register_set_channel(&r->ballots[i], pass == 4, channel_find(query_get_str(q, 2)));
    }
    if (!query_end(q, err))
        return false;
    q = query_new(store, sql_withdrawn);
    while (query_next(q)) {
        size_t i = register_find(r, query_get_int(q, 0));
        if (i != NONE)
            r->ballots[i].stands |= (uint8_t)(1u << query_get_int(q, 1));
    }
    return query_end(q, err);
}

static bool read_events(struct ballot_register *r, struct store *store, struct error *err)
{
    struct query *q = query_new(store, sql_events);
    while (query_next(q)) {
        size_t i = register_find(r, query_get_int(q, 0));
        if (i == NONE)
            continue;
        r->ballots[i].is_void = !strcmp(query_get_str(q, 1), "void");
        r->ballots[i].has_event = true;
    }
    return query_end(q, err);
}

bool register_read(struct ballot_register *r, struct store *store, const struct definition *d, struct error *err)
{
    *r = (struct ballot_register){.offices = dictionary_new()};
    if (!unit_lists_read(&r->lists, store, d, err) || !read_ballots(r, store, d, err))
        return false;
    if (r->n == 0)
        return error_set(err, E_STATE, _("no ballots are issued yet; `dtxhh issue` first"));
    index_serials(r);
    return read_entries(r, store, err) && read_events(r, store, err);
}

void register_release(struct ballot_register *r)
{
    free(r->ballots);
    free(r->bucket);
    dictionary_free(r->offices);
    unit_lists_release(&r->lists);
    *r = (struct ballot_register){0};
}
