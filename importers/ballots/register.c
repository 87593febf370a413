#include "importers/ballots/register.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"

static const char sql_ballots[] = "SELECT serial, ballot_type, list, coalesce(office, '') FROM ballot ORDER BY serial";
static const char sql_entries[] = "SELECT serial, pass, channel FROM entry ORDER BY serial, pass";
static const char sql_replaced[] =
    "SELECT b.serial FROM release r JOIN ballot b ON b.\"group\" = r.\"group\" AND b.member = r.replaces";
static const char sql_events[] = "SELECT serial, state FROM event ORDER BY serial, number";

int64_t known_serial(const struct known_ballots *known, size_t ballot)
{
    return serial_make(known->ballots[ballot].nine);
}

size_t known_n_units(const struct known_ballots *known, size_t ballot)
{
    return known->lists.n_units[known->ballots[ballot].list];
}

const size_t *known_units(const struct known_ballots *known, size_t ballot)
{
    return known->lists.units + known->lists.start[known->ballots[ballot].list];
}

enum channel known_channel(const struct known *ballot, bool other)
{
    return (enum channel)(other ? ballot->channel >> 4 : ballot->channel & 15);
}

void known_set_channel(struct known *ballot, bool other, enum channel channel)
{
    unsigned keep = other ? ballot->channel & 15u : ballot->channel & 240u;
    ballot->channel = (uint8_t)(keep | (other ? (unsigned)channel << 4 : (unsigned)channel));
}

size_t known_find(const struct known_ballots *known, int64_t serial)
{
    if (!serial_is_valid(serial))
        return NONE;
    uint32_t nine = (uint32_t)(serial / 100);
    size_t low = known->bucket[nine >> known->shift], high = known->bucket[(nine >> known->shift) + 1];
    while (low < high && known->ballots[low].nine < nine)
        low++;
    return low < high && known->ballots[low].nine == nine ? low : NONE;
}

/* The table of leading bits: about two ballots to an entry. */
static void index_serials(struct known_ballots *known)
{
    known->shift = 30; /* nine digits are below 2^30 */
    while (known->shift > 8 && (size_t)1 << (30 - known->shift) < known->n / 2)
        known->shift--;
    size_t n = ((size_t)1 << (30 - known->shift)) + 1, i = 0;
    known->bucket = xcalloc(n, sizeof *known->bucket);
    for (size_t b = 0; b < n; b++) {
        while (i < known->n && known->ballots[i].nine >> known->shift < b)
            i++;
        known->bucket[b] = (uint32_t)i;
    }
}

static bool read_ballots(struct known_ballots *known, struct store *store, const struct definition *d,
                         struct error *err)
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
        size_t list = unit_lists_find(&known->lists, query_get_int(q, 2));
        if (type == NONE || type > UINT16_MAX || list == NONE || !serial_is_valid(serial) || known->n == UINT32_MAX) {
            ok = error_set(err, E_FILE,
                           _("a ballot of \"%s\" has a serial, a type or a list of units that is not there"),
                           store_path(store));
            break;
        }
        size_t at = dictionary_add(known->offices, office, strlen(office), NULL);
        known->ballots = grow(known->ballots, &room, known->n + 1, sizeof *known->ballots);
        known->ballots[known->n++] = (struct known){.nine = (uint32_t)(serial / 100),
                                                    .list = (uint32_t)list,
                                                    .type = (uint16_t)type,
                                                    .office = (uint16_t)(at < UINT16_MAX ? at : UINT16_MAX)};
    }
    free(type_code);
    return query_end(q, err) && ok;
}

static enum channel channel_of(const char *name)
{
    for (enum channel c = CHANNEL_PAPER; c <= CHANNEL_DIRECT; c++)
        if (!strcmp(channel_names[c], name))
            return c;
    return CHANNEL_NONE;
}

static bool read_entries(struct known_ballots *known, struct store *store, struct error *err)
{
    struct query *q = query_new(store, sql_entries);
    while (query_next(q)) {
        size_t i = known_find(known, query_get_int(q, 0));
        int64_t pass = query_get_int(q, 1);
        if (i == NONE || pass < 1 || pass > 6)
            continue;
        known->ballots[i].passes |= (uint8_t)(1u << pass);
        if (pass == 1 || pass == 4)
            known_set_channel(&known->ballots[i], pass == 4, channel_of(query_get_str(q, 2)));
    }
    return query_end(q, err);
}

static bool read_events(struct known_ballots *known, struct store *store, struct error *err)
{
    struct query *q = query_new(store, sql_events);
    while (query_next(q)) {
        size_t i = known_find(known, query_get_int(q, 0));
        if (i != NONE)
            known->ballots[i].is_void = !strcmp(query_get_str(q, 1), "void");
    }
    return query_end(q, err);
}

static bool read_replaced(struct known_ballots *known, struct store *store, struct error *err)
{
    if (store_count(store, "release") == 0)
        return true;
    struct query *q = query_new(store, sql_replaced);
    while (query_next(q)) {
        size_t i = known_find(known, query_get_int(q, 0));
        if (i != NONE)
            known->ballots[i].is_replaced = true;
    }
    return query_end(q, err);
}

bool known_read(struct known_ballots *known, struct store *store, const struct definition *d, struct error *err)
{
    *known = (struct known_ballots){.offices = dictionary_new()};
    if (!unit_lists_read(&known->lists, store, d, err) || !read_ballots(known, store, d, err))
        return false;
    if (known->n == 0)
        return error_set(err, E_STATE, _("no ballots are issued yet; `dtxhh issue` first"));
    index_serials(known);
    return read_entries(known, store, err) && read_events(known, store, err) && read_replaced(known, store, err);
}

void known_release(struct known_ballots *known)
{
    free(known->ballots);
    free(known->bucket);
    dictionary_free(known->offices);
    unit_lists_release(&known->lists);
    *known = (struct known_ballots){0};
}
