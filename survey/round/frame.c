#include "survey/round/frame.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/listing.h"
#include "survey/store/log.h"

static const char sql_column[] = "SELECT 1 FROM frame_columns WHERE name = :name";
static const char sql_freeze[] =
    "SELECT run, sha256, seed_from, members, ticket_start FROM freeze ORDER BY run DESC LIMIT 1";
static const char sql_draw[] = "SELECT run, freeze, seed FROM draw ORDER BY run DESC LIMIT 1";

static const char *const own_columns[] = {"group", "id", "own_unit", "rates", "office", "size"};

char *frame_expression(const char *name)
{
    if (!*name)
        return xstrdup("''");
    for (size_t i = 0; i < sizeof own_columns / sizeof *own_columns; i++)
        if (!strcmp(own_columns[i], name))
            return xasprintf("coalesce(\"%s\", '')", name);
    char *quoted = store_quote(name), *sql = xasprintf("coalesce(extra_value(extra, %s), '')", quoted);
    free(quoted);
    return sql;
}

bool frame_has_column(struct store *store, const char *name)
{
    for (size_t i = 0; i < sizeof own_columns / sizeof *own_columns; i++)
        if (!strcmp(own_columns[i], name))
            return true;
    struct query *q = query_new(store, sql_column);
    query_text(q, ":name", name);
    bool found = query_next(q);
    query_end(q, NULL);
    return found;
}

bool frame_hash(struct store *store, char hex[HASH_HEX], struct error *err)
{
    struct hash hash;
    hash_init(&hash);
    if (!listing_hash(store, "frame", &hash, err) || !listing_hash(store, "groups", &hash, err))
        return false;
    if (store_count(store, "stages") > 0 && !listing_hash(store, "stages", &hash, err))
        return false;
    hash_hex(&hash, hex);
    return true;
}

bool frame_frozen(struct store *store, struct freeze *freeze, struct error *err)
{
    struct query *q = query_new(store, sql_freeze);
    bool found = query_next(q);
    if (found) {
        freeze->run = query_get_int(q, 0);
        snprintf(freeze->sha256, sizeof freeze->sha256, "%s", query_get_str(q, 1));
        freeze->seed_from = xstrdup(query_get_str(q, 2));
        freeze->members = query_get_int(q, 3);
        freeze->ticket_start = query_get_real(q, 4);
    }
    return query_end(q, err) && found;
}

bool frame_drawn(struct store *store, struct draw *draw, struct error *err)
{
    struct query *q = query_new(store, sql_draw);
    bool found = query_next(q);
    if (found) {
        draw->run = query_get_int(q, 0);
        draw->freeze = query_get_int(q, 1);
        draw->seed = xstrdup(query_get_str(q, 2));
    }
    return query_end(q, err) && found;
}

bool frame_sample_holds(struct store *store, struct error *err)
{
    struct draw draw = {0};
    struct error local = {0};
    if (!frame_drawn(store, &draw, &local))
        return error_pass(err, &local);
    free(draw.seed);
    if (log_last_run(store, "frame") > draw.run && log_last_run(store, "frame") > log_last_run(store, "freeze"))
        return error_set(err, E_STATE,
                         _("the frame changed after the draw; freeze it again with another event to come, then draw "
                           "again"));
    if (log_last_run(store, "freeze") > draw.run)
        return error_set(err, E_STATE, _("the frame was frozen again after the draw; draw again first"));
    return true;
}

bool frame_is_open(struct store *store, struct error *err)
{
    if (store_count(store, "ballot") > 0)
        return error_set(err, E_STATE, _("ballots are issued; frame and sample may not change any more"));
    if (store_count(store, "release") > 0)
        return error_set(err, E_STATE, _("reserves were called in; frame and sample may not change any more"));
    return true;
}
