#include "survey/round/sources.h"

#include <inttypes.h>
#include <string.h>

#include "survey/base/message.h"

static const char sql_known[] = "SELECT file, run FROM source WHERE sha256 = :sha256";
static const char sql_last[] = "SELECT max(source) FROM source";

bool source_check(struct store *store, const char *path, const char *sha256, struct issues *issues, struct error *err)
{
    struct query *q = query_new(store, sql_known);
    query_text(q, ":sha256", sha256);
    if (query_next(q))
        issues_add(issues, FAULT, "F420", (struct place){path, NULL, 0, 0},
                   _("this file was imported already, as \"%s\" in run %" PRId64 "; nothing to do"),
                   query_get_str(q, 0), query_get_int(q, 1));
    return query_end(q, err);
}

int64_t source_last(struct store *store)
{
    return store_number(store, sql_last, 0);
}

bool source_add(struct run *run, int64_t number, const char *kind, const char *path, const char *sha256, size_t rows,
                const char *note, struct error *err)
{
    const char *slash = strrchr(path, '/');
    struct query *q = query_insert(run->store, "", "source");
    query_int(q, ":source", number);
    query_text(q, ":kind", kind);
    query_text(q, ":file", slash ? slash + 1 : path);
    query_text(q, ":sha256", sha256);
    query_int(q, ":rows", (int64_t)rows);
    query_text(q, ":note", note);
    query_int(q, ":run", run->number);
    query_run(q);
    return query_end(q, err);
}
