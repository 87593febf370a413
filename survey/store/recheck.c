#include "survey/store/recheck.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"

bool recheck_begin(struct store *store, const char *table, struct error *err)
{
    char *sql = xasprintf("DROP TABLE IF EXISTS %s%s; CREATE TEMP TABLE recheck_%s AS SELECT * FROM main.%s LIMIT 0",
                          RECHECK_PREFIX, table, table, table);
    bool ok = store_run(store, sql, err);
    free(sql);
    return ok;
}

bool recheck_compare(struct store *store, const char *table, const char *key, const char *word, const char *code,
                     struct issues *issues, struct error *err)
{
    char *sql =
        xasprintf("SELECT 'extra', %s FROM (SELECT * FROM main.%s EXCEPT SELECT * FROM temp.recheck_%s)"
                  " UNION ALL SELECT 'missing', %s FROM (SELECT * FROM temp.recheck_%s EXCEPT SELECT * FROM main.%s)",
                  key, table, table, key, table, table);
    struct query *q = query_new(store, sql);
    free(sql);
    struct place place = {store_path(store), NULL, 0, 0};
    while (query_next(q))
        issues_add(issues, FAULT, code, place,
                   !strcmp(query_get_str(q, 0), "extra")
                       ? _("%s: table %s, row %s is not what comes out when it is repeated")
                       : _("%s: table %s, row %s comes out when it is repeated, but is not there so"),
                   word, table, query_get_str(q, 1));
    sql = xasprintf("DROP TABLE temp.recheck_%s", table);
    bool ok = query_end(q, err) && store_run(store, sql, err);
    free(sql);
    return ok;
}
