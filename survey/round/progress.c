#include "survey/round/progress.h"

static const char sql_selected[] = "SELECT count(*) FROM sample WHERE role = 'selected'";
static const char sql_keyed[] = "SELECT count(DISTINCT serial) FROM entry_now";
static const char sql_awaited[] = "SELECT count(*) FROM ballot_now WHERE awaited";
static const char sql_called[] =
    "SELECT count(*) FROM member_now m WHERE m.released AND m.replaced IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM ballot b WHERE b.\"group\" = m.\"group\" AND b.member = m.id)";

struct progress progress_read(struct store *store)
{
    return (struct progress){.members = store_count(store, "frame"),
                             .selected = store_number(store, sql_selected, 0),
                             .ballots = store_count(store, "ballot"),
                             .keyed = store_number(store, sql_keyed, 0),
                             .points = store_count(store, "points"),
                             .weights = store_count(store, "weight"),
                             .scores = store_count(store, "score"),
                             .awaited = store_number(store, sql_awaited, 0),
                             .called = store_number(store, sql_called, 0)};
}
