#include "cli/terminal/quota.h"

#include <stdlib.h>

#include "survey/base/message.h"
#include "survey/round/ballots.h"
#include "survey/round/scores.h"

void provisional_note_of(struct call *call, int64_t n)
{
    if (n)
        command_note(call->args,
                     _("the scores are provisional: %lld figures are missing and left out; units without them have no "
                       "class, their "
                       "blocks no ranks"),
                     (long long)n);
}

void provisional_note(struct call *call)
{
    provisional_note_of(call, scores_missing(call->store));
}

void quota_note(struct call *call)
{
    const struct definition *d = command_definition(call, NULL);
    int64_t *walk_ins = d ? ballots_walk_ins(call->store, d) : NULL;
    for (size_t g = 0; d && g < d->n_groups; g++)
        if (d->groups[g].design == DESIGN_QUOTA && d->groups[g].via != VIA_SIPAS)
            command_note(call->args,
                         _("group \"%s\" is a quota, not a probability sample: no error of sampling can be stated"),
                         d->groups[g].code);
    for (size_t g = 0; d && g < d->n_groups; g++)
        if (walk_ins[g])
            command_note(call->args, _("group \"%s\": %lld ballots went to walk-ins, who are no probability sample"),
                         d->groups[g].code, (long long)walk_ins[g]);
    free(walk_ins);
}
