#include "cli/round/members.h"

#include "cli/terminal/table.h"
#include "survey/base/message.h"

static const char sql_members[] = "SELECT g.code, count(f.id) FROM groups g LEFT JOIN frame f ON f.\"group\" = g.code"
                                  " GROUP BY g.code HAVING count(f.id) > 0 OR g.via <> 'sipas' ORDER BY g.position";

static const struct table_column columns[] = {
    {"sha256", NULL, false},
    {"group", N_("Group"), false},
    {"members", N_("Members"), true},
};

bool members_print(const struct arguments *args, struct store *store, const char *sha256, struct error *err)
{
    struct query *q = query_new(store, sql_members);
    bool apart = sha256 && table_is_for_people(args);
    if (apart)
        printf("SHA-256 %s\n\n", sha256);
    bool repeat = sha256 && !apart;
    struct table *table = table_new(args, columns + !repeat, repeat ? 3 : 2);
    while (query_next(q)) {
        if (repeat)
            table_text(table, sha256);
        table_text(table, query_get_str(q, 0));
        table_count(table, query_get_int(q, 1));
    }
    table_close(table);
    return query_end(q, err);
}
