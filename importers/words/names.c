#include "importers/words/names.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/text.h"

/* WORD means INDEX; nothing where it means something else already. */
static void add(struct names_of *names, const char *word, size_t index)
{
    bool added;
    size_t i = dictionary_add(names->words, word, strlen(word), &added);
    names->means = grow(names->means, &names->room, i + 1, sizeof *names->means);
    if (added || names->means[i] == index)
        names->means[i] = index;
    else
        names->means[i] = NONE;
}

static void add_folded(struct names_of *names, const char *text, size_t index)
{
    char *folded = text_fold_name(text);
    if (*folded)
        add(names, folded, index);
    free(folded);
}

/* TEXT folded among the words; it is kept as it is written, so that it need not be folded again. */
static size_t find(struct names_of *names, const char *text)
{
    char *written = xasprintf("\x01%s", text);
    size_t i = dictionary_find(names->words, written);
    if (i != SIZE_MAX) {
        free(written);
        return names->means[i];
    }
    char *folded = text_fold_name(text);
    size_t word = dictionary_find(names->words, folded), means = word == SIZE_MAX ? NONE : names->means[word];
    if (means != NONE)
        add(names, written, means);
    free(folded);
    free(written);
    return means;
}

static void release(struct names_of *names)
{
    dictionary_free(names->words);
    free(names->means);
}

char *ballot_names_code(const char *text, size_t length)
{
    char *code = xstrndup(text, length);
    for (char *p = code; *p; p++)
        if (*p >= 'a' && *p <= 'z')
            *p = (char)(*p - 'a' + 'A');
    return code;
}

void ballot_names_init(struct ballot_names *names, const struct definition *d)
{
    *names = (struct ballot_names){.d = d};
    names->units.words = dictionary_new();
    for (size_t u = 0; u < d->n_units; u++) {
        add_folded(&names->units, d->units[u].name, u);
        add_folded(&names->units, d->units[u].short_name, u);
    }
    names->questions = xcalloc(d->n_ballot_types, sizeof *names->questions);
    for (size_t t = 0; t < d->n_ballot_types; t++)
        names->questions[t].words = dictionary_new();
    for (size_t q = 0; q < d->n_questions; q++)
        add_folded(&names->questions[d->questions[q].ballot_type], d->questions[q].text, q);
}

void ballot_names_release(struct ballot_names *names)
{
    for (size_t t = 0; names->questions && t < names->d->n_ballot_types; t++)
        release(&names->questions[t]);
    free(names->questions);
    release(&names->units);
    *names = (struct ballot_names){0};
}

size_t ballot_names_unit(struct ballot_names *names, const char *text)
{
    char *code = ballot_names_code(text, strlen(text));
    size_t unit = definition_unit(names->d, code);
    free(code);
    return unit != NONE ? unit : find(&names->units, text);
}

size_t ballot_names_question(struct ballot_names *names, size_t type, const char *text)
{
    char *code = ballot_names_code(text, strlen(text));
    size_t question = definition_question(names->d, type, code);
    free(code);
    return question != NONE ? question : find(&names->questions[type], text);
}
