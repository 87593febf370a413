#include "cli/terminal/quota.h"

#include <stdlib.h>

#include "cli/terminal/command.h"
#include "survey/base/message.h"
#include "survey/round/ballots.h"

void quota_note(const struct arguments *args, struct store *store)
{
    struct definition *d = definition_load(store, NULL);
    int64_t *walk_ins = d ? ballots_walk_ins(store, d) : NULL;
    for (size_t g = 0; d && g < d->n_groups; g++)
        if (d->groups[g].design == DESIGN_QUOTA && d->groups[g].via != VIA_SIPAS)
            command_note(args,
                         _("group \"%s\" is a quota, not a probability sample: no error of sampling can be stated"),
                         d->groups[g].code);
    for (size_t g = 0; d && g < d->n_groups; g++)
        if (walk_ins[g])
            command_note(args, _("group \"%s\": %lld ballots went to walk-ins, who are no probability sample"),
                         d->groups[g].code, (long long)walk_ins[g]);
    free(walk_ins);
    definition_free(d);
}
