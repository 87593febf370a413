/* audit_choice.h - which audit a verb is about. */
#ifndef CLI_AUDIT_CHOICE_H
#define CLI_AUDIT_CHOICE_H

#include "cli/terminal/command.h"
#include "survey/custody/audit.h"

/* clang-format off */
#define OPTION_AUDIT                                                                                                   \
    {                                                                                                                  \
        "audit", 0, "N", 0, N_("the audit that line N of the log fixed (default: the newest that is drawn)")           \
    }
/* clang-format on */

struct audit_choice {
    struct audit *audits; /* all */
    size_t n;
    const struct audit *audit; /* the one */
};

/* The audit that --audit names, or the newest that is drawn, of KIND unless that is N_AUDIT_KINDS.  E_STATE where there
 * is none.  Release it in either case. */
bool audit_choose(struct call *call, enum audit_kind kind, struct audit_choice *choice, struct error *err) MUST_CHECK;
void audit_choice_release(struct audit_choice *choice);

#endif
