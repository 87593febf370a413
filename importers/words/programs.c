#include "importers/words/programs.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/text.h"

#define IGNORED ((enum ballot_field)(N_BALLOT_FIELDS + 1))

/* What exporting programs call their own columns. */
static const struct {
    const char *names;
    enum ballot_field field;
} program_names[] = {
    /* Google Forms */
    {"timestamp|dấu thời gian", B_ENDED},
    {"email address|địa chỉ email|username|tên người dùng|score|điểm số", IGNORED},
    /* Microsoft Forms */
    {"start time|thời gian bắt đầu", B_STARTED},
    {"completion time|thời gian hoàn thành", B_ENDED},
    {"id|email|name|tên|họ tên|họ và tên|last modified time|thời gian sửa đổi lần cuối|language|ngôn ngữ", IGNORED},
    /* LimeSurvey, by code and in words */
    {"startdate|date started", B_STARTED},
    {"submitdate|date submitted|ngày gửi", B_ENDED},
    {"response id|datestamp|date last action|lastpage|last page|startlanguage|start language|seed|ipaddr|ip address|"
     "refurl|referrer url|interviewtime|total time",
     IGNORED},
    /* KoBo, ODK */
    {"start", B_STARTED},
    {"end", B_ENDED},
    {"today|deviceid|phonenumber|phone number|subscriberid|simserial|__version__|formhub/uuid|meta/instanceid|"
     "meta-instanceid|meta/instancename|instanceid|key|submissiondate|submitterid|submittername|attachmentspresent|"
     "attachmentsexpected|reviewstate|edits|formversion|_id|_uuid|_submission_time|_validation_status|_notes|_status|"
     "_submitted_by|_tags|_index",
     IGNORED},
    /* SurveyMonkey, Qualtrics */
    {"enddate", B_ENDED},
    {"respondent id|collector id|custom data 1|datecreated|datemodified|first name|last name|status|progress|finished|"
     "duration (in seconds)|recordeddate|responseid|recipientlastname|recipientfirstname|recipientemail|"
     "externalreference|externaldatareference|locationlatitude|locationlongitude|distributionchannel|userlanguage",
     IGNORED},
    /* Survey Solutions, REDCap */
    {"record_id|interview__key|interview__id|interview__status|assignment__id|sssys_irnd|has__errors|redcap_event_name|"
     "redcap_repeat_instrument|redcap_repeat_instance|redcap_data_access_group|redcap_survey_identifier",
     IGNORED},
    /* ours, in ASCII as ODK wants it */
    {"ma_phieu|so_phieu", B_SERIAL},
    {"mau_phieu", B_TYPE},
    {"nguoi_nhap", B_KEYER},
};

bool name_ends(const char *name, const char *end)
{
    size_t n = strlen(name), length = strlen(end);
    return n > length && !strcmp(name + n - length, end);
}

const char *name_last_part(const char *name)
{
    const char *slash = strrchr(name, '/'), *hyphen = strpbrk(name, " \t\n") ? NULL : strrchr(name, '-');
    const char *mark = slash && (!hyphen || slash > hyphen) ? slash : hyphen;
    return mark && mark != name && mark[1] ? mark + 1 : name;
}

/* NAME or its last part is one of the words in LIST, joined by `|`. */
static bool is_one_of(const char *name, const char *list)
{
    return text_list_has(list, "|", name) || text_list_has(list, "|", name_last_part(name));
}

const char *name_behind_code(const char *name)
{
    size_t n = 0;
    while (isalnum((unsigned char)name[n]) || (name[n] && strchr("_[]", name[n])))
        n++;
    return n && name[n] == '.' && name[n + 1] == ' ' && name[n + 2] ? name + n + 2 : NULL;
}

static bool find_field(const char *name, enum ballot_field *field, bool *ignored)
{
    for (size_t i = 0; i < sizeof program_names / sizeof *program_names; i++) {
        if (!is_one_of(name, program_names[i].names))
            continue;
        *ignored = program_names[i].field == IGNORED;
        *field = *ignored ? N_BALLOT_FIELDS : program_names[i].field;
        return true;
    }
    if (name_ends(name, "_timestamp") || name_ends(name, "_complete")) { /* REDCap, of an instrument */
        *ignored = name_ends(name, "_complete");
        *field = *ignored ? N_BALLOT_FIELDS : B_ENDED;
        return true;
    }
    for (enum ballot_field f = 0; f < N_BALLOT_FIELDS; f++)
        if (f != B_QUESTION && f != B_ANSWER &&
            (is_one_of(name, ballot_fields[f].name) || is_one_of(name, ballot_fields[f].vietnamese))) {
            *field = f;
            return true;
        }
    return false;
}

bool program_field(const char *name, enum ballot_field *field, bool *ignored)
{
    const char *text = name_behind_code(name);
    *field = N_BALLOT_FIELDS;
    *ignored = false;
    if (find_field(name, field, ignored) || !text)
        return *ignored || *field < N_BALLOT_FIELDS;
    char *code = xstrndup(name, (size_t)(text - name) - 2);
    bool found = find_field(code, field, ignored) || find_field(text, field, ignored);
    free(code);
    return found;
}
