#include "cli/proof/audit_choice.h"

#include <limits.h>

#include "survey/base/message.h"

bool audit_choose(struct call *call, enum audit_kind kind, struct audit_choice *choice, struct error *err)
{
    long line;
    *choice = (struct audit_choice){.audits = NULL};
    if (!argument_count(call->args, "audit", 1, LONG_MAX, 0, &line, err) ||
        !(choice->audits = audits_read(call->store, &choice->n, err)))
        return false;
    choice->audit = audit_find(choice->audits, choice->n, line, kind, true);
    if (!choice->audit || !choice->audit->drawn_in || (kind != N_AUDIT_KINDS && choice->audit->kind != kind))
        return error_set(err, E_STATE,
                         line ? _("line %ld of the log fixed no audit of this kind that is drawn")
                              : _("no audit of this kind is drawn; `dtxhh audit draw` first"),
                         line);
    return true;
}

void audit_choice_release(struct audit_choice *choice)
{
    audits_free(choice->audits, choice->n);
    *choice = (struct audit_choice){.audits = NULL};
}
