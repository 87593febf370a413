/* What is written for an answer, by the question's scale. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/intake_inside.h"
#include "importers/readers/cell.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

/* In a third keying an empty cell says nothing; these say that the ballot has nothing there. */
static const char blank_words[] = "blank|-|trống|để trống|bỏ trống";

bool answer_says_blank(const char *text)
{
    return text_list_has(blank_words, "|", text);
}

static uint8_t option_answer(const struct intake *in, const struct question *q, const char *text, size_t length,
                             struct place place, struct issues *issues, bool *bad)
{
    int mark = option_mark(&in->scales[q->scale], text, length);
    if (mark >= 0)
        return (uint8_t)mark;
    char *expected = option_codes(&in->d->scales[q->scale]);
    issues_add(issues, FAULT, "F411", place,
               _("question \"%s\" has \"%s\", which is not on its scale; expected %s, ? or *"), q->code, text,
               expected);
    free(expected);
    *bad = true;
    return MARK_UNREADABLE;
}

uint8_t answer_mark(const struct intake *in, size_t question, const char *text, size_t length, struct place place,
                    struct issues *issues, char plain[NUMBER_TEXT], bool *bad)
{
    const struct question *q = &in->d->questions[question];
    *bad = false;
    if (q->kind == KIND_OPTION)
        return option_answer(in, q, text, length, place, issues, bad);
    if (!strcmp(text, "?"))
        return MARK_UNREADABLE;
    if (!strcmp(text, "*"))
        return MARK_MULTIPLE;
    if (q->kind != KIND_NUMBER)
        return 1;
    switch (number_plain(text, plain)) {
    case NUMBER_READ:
        return 1;
    case NUMBER_AMBIGUOUS:
        (void)number_settle(text, DECIMAL_UNKNOWN, NULL, NULL, place, issues);
        break;
    case NUMBER_NOT:
        issues_add(issues, FAULT, "F411", place, _("question \"%s\" has \"%s\"; expected a number"), q->code, text);
    }
    *bad = true;
    return 1;
}

void cell_write(struct intake *in, struct entry *e, size_t cell, const char *value)
{
    struct outbox *box = &in->outbox;
    size_t n = strlen(value);
    const struct question *q = &in->d->questions[register_question(&in->issued, in->d, e->ballot, cell)];
    if (q->kind == KIND_NUMBER && strchr(value, '.') && !strpbrk(value, "eE")) /* 1998.00 is 1998 */
        while (memchr(value, '.', n) && strchr("0.", value[n - 1]))
            n--;
    e->cells[cell] = 1;
    for (size_t i = e->last_text; i; i = box->texts[i - 1].before)
        if (box->texts[i - 1].cell == cell && !strncmp(box->texts[i - 1].value, value, n) &&
            !box->texts[i - 1].value[n])
            return;
    box->texts = grow(box->texts, &box->texts_room, box->n_texts + 1, sizeof *box->texts);
    box->texts[box->n_texts++] = (struct text_answer){.value = xstrndup(value, n),
                                                      .ballot = (uint32_t)e->ballot,
                                                      .cell = (uint32_t)cell,
                                                      .before = (uint32_t)e->last_text};
    e->last_text = box->n_texts;
}

void cell_take(struct intake *in, struct entry *e, size_t cell, const char *text, size_t length, struct place place,
               struct issues *issues)
{
    assert(cell < e->n_cells && length);
    size_t question = register_question(&in->issued, in->d, e->ballot, cell);
    char plain[NUMBER_TEXT];
    bool bad;
    e->n_answers++;
    if (e->pass == 3 && answer_says_blank(text)) {
        e->cells[cell] = MARK_BLANK;
        return;
    }
    if (e->cells[cell] == MARK_NOT_ASKED && e->pass != 3) {
        issues_add(issues, FAULT, "F416", place,
                   _("question \"%s\" is not asked about this unit; expected an empty cell, not \"%s\""),
                   in->d->questions[question].code, text);
        e->bad_answer = true;
        return;
    }
    e->cells[cell] = answer_mark(in, question, text, length, place, issues, plain, &bad);
    if (bad)
        e->bad_answer = true;
    else if (e->cells[cell] == 1 && in->d->questions[question].kind != KIND_OPTION)
        cell_write(in, e, cell, in->d->questions[question].kind == KIND_NUMBER ? plain : text);
}
