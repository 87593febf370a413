#include "cli/round/members.h"

#include <stdlib.h>

#include "cli/terminal/table.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/frame.h"

static const struct table_column columns[] = {
    {"sha256", NULL, false},
    {"group", N_("Group"), false},
    {"members", N_("Members"), true},
    {"rules", NULL, false},
};

bool members_print(struct call *call, const char *sha256, const char *rules, struct error *err)
{
    const struct definition *d = command_definition(call, err);
    if (!d)
        return false;
    struct group_counts *counts = xcalloc(d->n_groups, sizeof *counts);
    bool ok = frame_count(call->store, d, counts, err);
    bool apart = sha256 && table_is_for_people(call->args);
    if (apart)
        printf(_("SHA-256 of the frame %s\nSHA-256 of the rules %s\n\n"), sha256, rules);
    bool repeat = sha256 && !apart;
    struct table *table = table_new(call->args, columns + !repeat, repeat ? 4 : 2);
    for (size_t g = 0; g < d->n_groups; g++) {
        if (!counts[g].population && d->groups[g].via == VIA_SIPAS)
            continue;
        if (repeat)
            table_text(table, sha256);
        table_text(table, d->groups[g].code);
        table_count(table, counts[g].population);
        if (repeat)
            table_text(table, rules);
    }
    table_close(table);
    free(counts);
    return ok;
}
