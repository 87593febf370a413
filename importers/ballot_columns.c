#include "importers/ballot_columns.h"

#include <stdlib.h>
#include <string.h>

#include "survey/memory.h"
#include "survey/message.h"
#include "survey/text.h"

static const struct column_name fields[N_BALLOT_FIELDS] = {
    [B_SERIAL] = {"serial", "mã phiếu|số phiếu", true},
    [B_TYPE] = {"type", "mẫu phiếu|loại phiếu|mã mẫu phiếu", false},
    [B_UNIT] = {"unit", "đơn vị|mã đơn vị|cơ quan được đánh giá|đơn vị được đánh giá", false},
    [B_CHANNEL] = {"channel", "kênh|hình thức", false},
    [B_KEYER] = {"keyer", "người nhập|người nhập phiếu", false},
    [B_STATE] = {"state", "trạng thái|tình trạng", false},
    [B_REASON] = {"reason", "lý do|lý do không thu", false},
    [B_SIMULATED] = {"simulated", "mô phỏng", false},
};

/* CODE in capitals, as codes are. */
static char *upper(const char *text, size_t n)
{
    char *code = xstrndup(text, n);
    for (char *p = code; *p; p++)
        if (*p >= 'a' && *p <= 'z')
            *p = (char)(*p - 'a' + 'A');
    return code;
}

/* What column NAME asks on ballots of TYPE: a question, or question.unit split at any point. */
static struct asked find(const struct definition *d, size_t type, const char *name)
{
    struct asked asked = {NONE, NONE};
    char *code = upper(name, strlen(name));
    asked.question = definition_question(d, type, code);
    for (const char *dot = strchr(name, '.'); asked.question == NONE && dot; dot = strchr(dot + 1, '.')) {
        char *question = upper(name, (size_t)(dot - name)), *unit = upper(dot + 1, strlen(dot + 1));
        size_t q = definition_question(d, type, question), u = definition_unit(d, unit);
        if (q != NONE && u != NONE && !d->questions[q].per_ballot)
            asked = (struct asked){q, u};
        free(question);
        free(unit);
    }
    free(code);
    return asked;
}

/* Two columns must not ask the same of one type. */
static void check_twice(const struct ballot_columns *c, const struct definition *d, struct reader *reader,
                        struct issues *issues)
{
    for (size_t t = 0; t < d->n_ballot_types; t++)
        for (size_t i = 0; i < c->n; i++)
            for (size_t j = 0; j < i; j++) {
                const struct asked *a = &c->asked[t * c->n + i], *b = &c->asked[t * c->n + j];
                if (a->question == NONE || a->question != b->question || a->unit != b->unit)
                    continue;
                struct place place = reader_place(reader);
                place.line = c->header.line;
                place.column = c->at[i] + 1;
                issues_add(issues, FAULT, "F402", place, _("columns \"%s\" and \"%s\" ask the same"), c->names[j],
                           c->names[i]);
                return;
            }
}

bool ballot_columns_read(struct ballot_columns *c, struct reader *reader, const struct definition *d,
                         struct issues *issues, struct error *err)
{
    *c = (struct ballot_columns){0};
    if (!header_read(reader, fields, N_BALLOT_FIELDS, HEADER_EXTRA, &c->header, err))
        return false;
    c->n = c->header.n_extra;
    c->at = xcalloc(c->n, sizeof *c->at);
    c->names = xcalloc(c->n, sizeof *c->names);
    c->asked = xcalloc(c->n * d->n_ballot_types, sizeof *c->asked);
    c->known = xcalloc(c->n, sizeof *c->known);
    for (size_t i = 0; i < c->n; i++) {
        c->at[i] = c->header.extra[i].column;
        c->names[i] = c->header.extra[i].name;
        bool known = false;
        for (size_t t = 0; t < d->n_ballot_types; t++) {
            c->asked[t * c->n + i] = find(d, t, c->names[i]);
            known = known || c->asked[t * c->n + i].question != NONE;
        }
        c->known[i] = known;
        if (!known) {
            struct place place = reader_place(reader);
            place.line = c->header.line;
            place.column = c->at[i] + 1;
            issues_add(
                issues, FAULT, "F401", place,
                _("column \"%s\" is no question of any ballot type; expected a question's code, or question.unit"),
                c->names[i]);
        }
    }
    check_twice(c, d, reader, issues);
    return true; /* what is wrong with a column does not keep the rows from being looked at */
}

void ballot_columns_release(struct ballot_columns *c)
{
    free(c->at);
    free(c->names);
    free(c->asked);
    free(c->known);
    header_release(&c->header);
}

const char *ballot_field(const struct ballot_columns *c, const struct row *row, enum ballot_field field)
{
    return row_text(row, c->header.at[field]);
}
