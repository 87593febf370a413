#include "importers/ballots/suggestion.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/columns.h"
#include "importers/ballots/names.h"
#include "survey/base/memory.h"
#include "survey/base/text.h"

/* --- fields ---------------------------------------------------------------------------- */

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
    /* ours, in ASCII as ODK wants it */
    {"ma_phieu|so_phieu", B_SERIAL},
    {"mau_phieu", B_TYPE},
    {"nguoi_nhap", B_KEYER},
};

static struct suggestion nothing(void)
{
    return (struct suggestion){false, N_BALLOT_FIELDS, NONE, NONE, false};
}

/* "Câu hỏi 1 (ma_phieu)" of a group: what stands behind the last slash. */
static const char *last_part(const char *name)
{
    const char *slash = strrchr(name, '/');
    return slash && slash[1] ? slash + 1 : name;
}

/* NAME or its last part is one of the words in LIST, joined by `|`. */
static bool is_one_of(const char *name, const char *list)
{
    return text_list_has(list, "|", name) || text_list_has(list, "|", last_part(name));
}

struct suggestion suggest_field(const char *name)
{
    struct suggestion g = nothing();
    for (size_t i = 0; i < sizeof program_names / sizeof *program_names; i++) {
        if (!is_one_of(name, program_names[i].names))
            continue;
        g.certain = true;
        g.ignored = program_names[i].field == IGNORED;
        g.field = g.ignored ? N_BALLOT_FIELDS : program_names[i].field;
        return g;
    }
    for (enum ballot_field f = 0; f < N_BALLOT_FIELDS; f++)
        if (f != B_QUESTION && f != B_ANSWER &&
            (is_one_of(name, ballot_fields[f].name) || is_one_of(name, ballot_fields[f].vietnamese))) {
            g.field = f;
            g.certain = true;
            return g;
        }
    return g;
}

/* --- questions and units -------------------------------------------------------------------- */

/* TEXT without marks, capitals, punctuation and blanks, so that "1. Ông/bà…?" meets "ông bà". */
static char *bare(const char *text, size_t length)
{
    char *copy = xstrndup(text, length), *plain = text_plain(copy), *out = plain;
    for (const char *p = plain; *p; p++)
        if (isalnum((unsigned char)*p) || (unsigned char)*p >= 0x80)
            *out++ = *p;
    *out = '\0';
    free(copy);
    return plain;
}

/* How well NAME (bare) fits WORDS: 3 the same, 2 one begins or ends with the other and most of it is there, 0 not. */
static int fit(const char *name, const char *words)
{
    size_t n = strlen(name), m = strlen(words);
    if (!n || !m)
        return 0;
    if (!strcmp(name, words))
        return 3;
    size_t shorter = n < m ? n : m, longer = n < m ? m : n;
    const char *in = n < m ? words : name, *what = n < m ? name : words;
    bool begins = !strncmp(in, what, shorter), ends = !strcmp(in + longer - shorter, what);
    return (begins || ends) && shorter >= 6 && 10 * shorter >= 6 * longer ? 2 : 0;
}

/* "Q1", "Q1. text", "Câu 1: text": the question whose code or text is TEXT; *CERTAIN as in struct suggestion. */
static size_t find_question(const struct definition *d, size_t type, const char *text, size_t length, bool *certain)
{
    const struct ballot_type *t = &d->ballot_types[type];
    char *code = ballot_names_code(text, length);
    size_t head = strcspn(code, " .:)-");
    size_t best = definition_question(d, type, code);
    *certain = true;
    if (best == NONE && code[head]) { /* a code in front of the text */
        char *front = xstrndup(code, head);
        best = definition_question(d, type, front);
        free(front);
    }
    char *words = bare(text, length);
    size_t near = NONE;
    for (size_t i = 0; best == NONE && i < t->n_unit_questions + t->n_ballot_questions; i++) {
        size_t q = i < t->n_unit_questions ? t->unit_questions[i] : t->ballot_questions[i - t->n_unit_questions];
        char *other = bare(d->questions[q].text, strlen(d->questions[q].text));
        int how = fit(words, other);
        free(other);
        if (how == 3)
            best = q;
        else if (how && near == NONE)
            near = q;
    }
    *certain = best != NONE;
    free(words);
    free(code);
    return best != NONE ? best : near;
}

/* The unit whose code or name is TEXT. */
static size_t find_unit(const struct definition *d, const char *text, size_t length, bool *certain)
{
    char *code = ballot_names_code(text, length), *words = bare(text, length);
    size_t best = definition_unit(d, code);
    int most = best == NONE ? 0 : 4;
    for (size_t u = 0; most < 3 && u < d->n_units; u++) {
        char *other = bare(d->units[u].name, strlen(d->units[u].name));
        int now = fit(words, other);
        free(other);
        if (now > most) {
            most = now;
            best = u;
        }
    }
    *certain = *certain && most >= 3;
    free(words);
    free(code);
    return best;
}

size_t suggest_unit(const struct definition *d, const char *name)
{
    size_t length = strlen(name);
    bool certain = true;
    size_t unit = find_unit(d, name, length, &certain);
    while (!(unit != NONE && certain) && length > 1 && isdigit((unsigned char)name[length - 1])) {
        certain = true;
        unit = find_unit(d, name, --length, &certain);
    }
    return unit != NONE && certain ? unit : NONE;
}

/* "SQ003", "3", "row3": the third unit in report order, always a guess. */
static size_t nth_unit(const struct definition *d, size_t type, const char *text, size_t length, bool *certain)
{
    size_t digits = length, n = 0;
    while (digits > 0 && isdigit((unsigned char)text[digits - 1]))
        digits--;
    if (digits == length || length - digits > 4 || digits > 3)
        return NONE;
    for (size_t i = digits; i < length; i++)
        n = 10 * n + (size_t)(text[i] - '0');
    *certain = false;
    for (size_t b = 0; n > 0 && b < d->n_blocks; b++)
        for (size_t i = 0; i < d->blocks[b].n_units; i++)
            if ((d->ballot_types[type].block == ALL || d->ballot_types[type].block == b) && --n == 0)
                return d->blocks[b].units[i];
    return NONE;
}

/* A question in A and its unit in B. */
static struct suggestion pair(const struct definition *d, size_t type, const char *a, size_t n, const char *b, size_t m)
{
    struct suggestion g = nothing();
    g.question = find_question(d, type, a, n, &g.certain);
    if (g.question == NONE || d->questions[g.question].per_ballot) {
        g.question = NONE;
        return g;
    }
    g.unit = find_unit(d, b, m, &g.certain);
    if (g.unit == NONE)
        g.unit = nth_unit(d, type, b, m, &g.certain);
    if (g.unit == NONE)
        g.question = NONE;
    return g;
}

static bool is_better(const struct suggestion *a, const struct suggestion *b)
{
    return a->question != NONE && (b->question == NONE || (a->certain && !b->certain));
}

/* "text [unit]": what stands in the last brackets. */
static struct suggestion in_brackets(const struct definition *d, size_t type, const char *name)
{
    const char *close = strrchr(name, ']'), *open = NULL;
    for (const char *p = name; close && p < close; p++)
        if (*p == '[')
            open = p;
    return open ? pair(d, type, name, (size_t)(open - name), open + 1, (size_t)(close - open - 1)) : nothing();
}

/* Split NAME at every one of MARKS, the unit behind it or in front of it. */
static struct suggestion at_marks(const struct definition *d, size_t type, const char *name, const char *marks)
{
    struct suggestion best = nothing();
    for (const char *p = name; *p; p++) {
        if (!strchr(marks, *p) || p == name || !p[1])
            continue;
        struct suggestion behind = pair(d, type, name, (size_t)(p - name), p + 1, strlen(p + 1)),
                          before = pair(d, type, p + 1, strlen(p + 1), name, (size_t)(p - name));
        if (is_better(&behind, &best))
            best = behind;
        if (is_better(&before, &best))
            best = before;
    }
    return best;
}

/* "group/unit/question" in any order: a question in one part, its unit in another. */
static struct suggestion in_parts(const struct definition *d, size_t type, const char *name)
{
    enum { MOST_PARTS = 8 };
    const char *parts[MOST_PARTS];
    size_t lengths[MOST_PARTS], n = 0;
    for (const char *p = name; n < MOST_PARTS; p += lengths[n - 1] + 1) {
        parts[n] = p;
        lengths[n] = strcspn(p, "/");
        if (!p[lengths[n++]])
            break;
    }
    struct suggestion best = nothing();
    for (size_t i = n; n > 1 && i-- > 0;)
        for (size_t j = n; j-- > 0;) {
            if (i == j)
                continue;
            struct suggestion now = pair(d, type, parts[i], lengths[i], parts[j], lengths[j]);
            if (is_better(&now, &best))
                best = now;
        }
    return best;
}

struct suggestion suggest_question(const struct definition *d, size_t type, const char *name)
{
    struct suggestion best = nothing();
    struct asked asked = ballot_columns_find(d, type, name);
    if (asked.question != NONE)
        return (struct suggestion){false, N_BALLOT_FIELDS, asked.question, asked.unit, true};
    struct suggestion tries[] = {in_brackets(d, type, name), in_parts(d, type, name), at_marks(d, type, name, "/"),
                                 at_marks(d, type, name, "_"), at_marks(d, type, name, ".:|-")};
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        if (is_better(&tries[i], &best))
            best = tries[i];
    if (best.question != NONE && best.certain)
        return best;
    const char *part = last_part(name);
    if (part != name) {
        struct suggestion inner = suggest_question(d, type, part);
        if (is_better(&inner, &best))
            best = inner;
    }
    struct suggestion whole = nothing();
    whole.question = find_question(d, type, name, strlen(name), &whole.certain);
    if (is_better(&whole, &best))
        best = whole;
    return best;
}

/* --- options ------------------------------------------------------------------------------------ */

size_t suggest_option(const struct scale *scale, const char *answer)
{
    char *words = bare(answer, strlen(answer));
    size_t best = 0, n = strlen(words), digits = n;
    int most = 1;
    for (size_t i = 0; i < scale->n_options; i++) {
        char *label = bare(scale->options[i].label, strlen(scale->options[i].label));
        int now = fit(words, label);
        free(label);
        if (now > most) {
            most = now;
            best = i + 1;
        }
    }
    while (digits > 0 && isdigit((unsigned char)words[digits - 1]))
        digits--;
    if (!best && digits < n && n - digits <= 3 && digits <= 3) { /* "A3", "AO03": the third */
        size_t ordinal = strtoul(words + digits, NULL, 10);
        best = ordinal >= 1 && ordinal <= scale->n_options ? ordinal : 0;
    }
    free(words);
    return best;
}
