/* verbs.h - the verbs, each in a file of its own. */
#ifndef CLI_VERBS_H
#define CLI_VERBS_H

#include "cli/terminal/arguments.h"

extern const struct verb verb_allocate;
extern const struct verb verb_audit_batch;
extern const struct verb verb_audit_draw;
extern const struct verb verb_audit_import;
extern const struct verb verb_audit_plan;
extern const struct verb verb_audit_report;
extern const struct verb verb_backup;
extern const struct verb verb_check;
extern const struct verb verb_correct;
extern const struct verb verb_custody_import;
extern const struct verb verb_define;
extern const struct verb verb_draw;
extern const struct verb verb_estimate;
extern const struct verb verb_evidence;
extern const struct verb verb_explain;
extern const struct verb verb_findings_import;
extern const struct verb verb_frame_freeze;
extern const struct verb verb_frame_import;
extern const struct verb verb_identity_seal;
extern const struct verb verb_identity_unseal;
extern const struct verb verb_identity_wipe;
extern const struct verb verb_import;
extern const struct verb verb_issue;
extern const struct verb verb_log_head;
extern const struct verb verb_log_show;
extern const struct verb verb_log_verify;
extern const struct verb verb_merge;
extern const struct verb verb_new;
extern const struct verb verb_plan;
extern const struct verb verb_points_import;
extern const struct verb verb_rehearse;
extern const struct verb verb_report;
extern const struct verb verb_restore;
extern const struct verb verb_score;
extern const struct verb verb_select;
extern const struct verb verb_show;
extern const struct verb verb_sign;
extern const struct verb verb_size;
extern const struct verb verb_split;
extern const struct verb verb_status;
extern const struct verb verb_template;
extern const struct verb verb_ticket;
extern const struct verb verb_upgrade;
extern const struct verb verb_verify;
extern const struct verb verb_weigh;

#endif
