#include "cli/terminal/quota.h"

#include "cli/terminal/command.h"
#include "survey/base/message.h"

static const char sql_quotas[] = "SELECT code FROM groups WHERE design = 'quota' AND via <> 'sipas' ORDER BY position";
static const char sql_walk_ins[] =
    "SELECT \"group\", count(*) FROM ballot WHERE pool = 'walk_in' GROUP BY 1 ORDER BY 1";

void quota_note(const struct arguments *args, struct store *store)
{
    struct query *q = query_new(store, sql_quotas);
    while (query_next(q))
        command_note(args, _("group \"%s\" is a quota, not a probability sample: no error of sampling can be stated"),
                     query_get_str(q, 0));
    query_end(q, NULL);
    q = query_new(store, sql_walk_ins);
    while (query_next(q))
        command_note(args, _("group \"%s\": %lld ballots went to walk-ins, who are no probability sample"),
                     query_get_str(q, 0), (long long)query_get_int(q, 1));
    query_end(q, NULL);
}
