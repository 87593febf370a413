#include "importers/words/option_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "importers/words/names.h"
#include "survey/base/memory.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/round/ballots.h"

/* WORD (folded) stands for MARK; for nothing where it stands for another already. */
static void add_word(struct option_words *words, const char *word, uint8_t mark)
{
    bool added;
    size_t i = dictionary_add(words->words, word, strlen(word), &added);
    words->marks = grow(words->marks, &words->room, i + 1, 1);
    if (added)
        words->marks[i] = mark;
    else if (words->marks[i] != mark)
        words->marks[i] = 0;
}

static void add_option(struct option_words *words, const struct option *o, uint8_t mark)
{
    static const char *const joints[] = {".", ")", ":", "=", " "};
    char *code = ballot_names_code(o->code, strlen(o->code)), *alike = text_fold(o->code), *label = text_fold(o->label);
    dictionary_add(words->codes, code, strlen(code), NULL);
    if (*alike)
        add_word(words, alike, mark);
    if (*label)
        add_word(words, label, mark);
    for (size_t i = 0; *label && i < sizeof joints / sizeof *joints; i++) {
        char *both = xasprintf("%s%s%s", o->code, joints[i], o->label), *folded = text_fold(both);
        char *opened = xasprintf("(%s", folded); /* "(3) Khá" */
        add_word(words, folded, mark);
        if (*joints[i] == ')')
            add_word(words, opened, mark);
        free(both);
        free(folded);
        free(opened);
    }
    free(code);
    free(alike);
    free(label);
}

void option_words_init(struct option_words *words, const struct scale *scale)
{
    *words = (struct option_words){.codes = dictionary_new(), .words = dictionary_new(), .n_options = scale->n_options};
    for (size_t i = 0; i < scale->n_options; i++) {
        const char *code = scale->options[i].code;
        words->numbered = words->numbered || (*code && !code[strspn(code, "0123456789")]);
        add_option(words, &scale->options[i], (uint8_t)(i + 1));
    }
    words->by_byte['?'] = MARK_UNREADABLE;
    words->by_byte['*'] = MARK_MULTIPLE;
    for (int c = '0'; c <= 'z'; c++) {
        char text[] = {(char)c, '\0'};
        int mark = option_mark(words, text, 1);
        if (mark > 0)
            words->by_byte[c] = (uint8_t)mark;
    }
}

void option_words_release(struct option_words *words)
{
    dictionary_free(words->codes);
    dictionary_free(words->words);
    free(words->marks);
    *words = (struct option_words){0};
}

/* A code that is a number, or, where no code is one, a place on the scale; "3.0" or "3,00" is how some programs
 * write 3. */
static int ordinal_mark(const struct option_words *words, const char *text)
{
    size_t digits = strspn(text, "0123456789");
    if (!digits || digits > 3)
        return -1;
    if (text[digits]) {
        const char *zeros = text + digits + 1;
        if ((text[digits] != '.' && text[digits] != ',') || !*zeros || zeros[strspn(zeros, "0")])
            return -1;
    }
    char number[4];
    memcpy(number, text, digits);
    number[digits] = '\0';
    size_t code = dictionary_find(words->codes, number), ordinal = strtoul(number, NULL, 10);
    if (code == SIZE_MAX) { /* "05" is 5 */
        snprintf(number, sizeof number, "%zu", ordinal % 1000);
        code = dictionary_find(words->codes, number);
    }
    if (code != SIZE_MAX)
        return (int)code + 1;
    return !words->numbered && ordinal >= 1 && ordinal <= words->n_options ? (int)ordinal : -1;
}

int option_mark(const struct option_words *words, const char *text, size_t length)
{
    if (!length)
        return MARK_BLANK;
    if (length == 1 && (unsigned char)text[0] < 128 && words->by_byte[(unsigned char)text[0]])
        return words->by_byte[(unsigned char)text[0]];
    char *code = ballot_names_code(text, strlen(text));
    size_t i = dictionary_find(words->codes, code);
    free(code);
    if (i != SIZE_MAX)
        return (int)i + 1;
    char *folded = text_fold(text);
    size_t word = dictionary_find(words->words, folded);
    free(folded);
    if (word != SIZE_MAX)
        return words->marks[word] ? words->marks[word] : -1;
    return ordinal_mark(words, text);
}

char *option_codes(const struct scale *scale)
{
    struct strbuf list = {0};
    for (size_t i = 0; i < scale->n_options; i++)
        strbuf_item(&list, ", ", "%s", scale->options[i].code);
    return list.text ? strbuf_take(&list) : xstrdup("");
}
