#include "survey/base/spellings.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"

#define MOST_LISTED 40 /* things written in several ways that are listed; of the others their number */

struct spellings {
    struct dictionary *texts, *things; /* as written; folded */
    size_t *count, *thing;             /* of each text */
    size_t *usual, *n_texts;           /* of each thing: the text most rows have; how many there are */
    size_t room[2], things_room[2];
};

struct spellings *spellings_new(void)
{
    struct spellings *s = xcalloc(1, sizeof *s);
    s->texts = dictionary_new();
    s->things = dictionary_new();
    return s;
}

void spellings_free(struct spellings *s)
{
    if (!s)
        return;
    dictionary_free(s->texts);
    dictionary_free(s->things);
    free(s->count);
    free(s->thing);
    free(s->usual);
    free(s->n_texts);
    free(s);
}

size_t spellings_add(struct spellings *s, const char *text, size_t count)
{
    bool added, first;
    size_t t = dictionary_add(s->texts, text, strlen(text), &added);
    if (added) {
        char *folded = text_alike(text);
        size_t thing = dictionary_add(s->things, folded, strlen(folded), &first);
        free(folded);
        s->count = grow(s->count, &s->room[0], t + 1, sizeof *s->count);
        s->thing = grow(s->thing, &s->room[1], t + 1, sizeof *s->thing);
        s->usual = grow(s->usual, &s->things_room[0], thing + 1, sizeof *s->usual);
        s->n_texts = grow(s->n_texts, &s->things_room[1], thing + 1, sizeof *s->n_texts);
        s->count[t] = 0;
        s->thing[t] = thing;
        s->n_texts[thing] = first ? 1 : s->n_texts[thing] + 1;
        s->usual[thing] = first ? t : s->usual[thing];
    }
    s->count[t] += count;
    size_t *usual = &s->usual[s->thing[t]], most = s->count[*usual];
    if (s->count[t] > most || (s->count[t] == most && *usual > t))
        *usual = t;
    return t;
}

const char *spellings_text(const struct spellings *s, size_t i)
{
    return dictionary_key(s->texts, i);
}

size_t spellings_thing(const struct spellings *s, size_t i)
{
    return s->thing[i];
}

const char *spellings_thing_usual(const struct spellings *s, size_t i)
{
    return dictionary_key(s->texts, s->usual[i]);
}

const char *spellings_usual(const struct spellings *s, const char *text)
{
    size_t t = dictionary_find(s->texts, text);
    return t == SIZE_MAX ? text : dictionary_key(s->texts, s->usual[s->thing[t]]);
}

bool spellings_any(const struct spellings *s)
{
    return dictionary_size(s->things) < dictionary_size(s->texts);
}

char *spellings_list(const struct spellings *s)
{
    struct strbuf list = {0};
    size_t n = dictionary_size(s->texts), n_things = dictionary_size(s->things), listed = 0, others = 0;
    bool *begun = xcalloc(n_things + 1, sizeof *begun);
    for (size_t first = 0; first < n; first++) {
        size_t thing = s->thing[first];
        if (s->n_texts[thing] < 2 || begun[thing])
            continue;
        begun[thing] = true;
        if (listed++ >= MOST_LISTED) {
            others++;
            continue;
        }
        for (size_t t = first; t < n; t++)
            if (s->thing[t] == thing)
                strbuf_item(&list, t == first ? "; " : ", ", "\"%s\" (%zu)", dictionary_key(s->texts, t), s->count[t]);
    }
    if (others)
        strbuf_addf(&list, "; … (%zu)", others);
    free(begun);
    return strbuf_take(&list);
}

void spellings_tell(struct issues *issues, const char *file, const char *column, const char *list, bool folded)
{
    issues_add(issues, WARNING, "W111", (struct place){file, NULL, 0, 0},
               folded ? _("column \"%s\" writes the same in several ways, which are taken as one: %s")
                      : _("column \"%s\" seems to write the same in several ways, which stay apart without --fold: %s"),
               column, list);
}

bool leading_zeros_add(struct leading_zeros *z, const char *scope, const char *text)
{
    if (!*text || text[strspn(text, "0123456789")])
        return false;
    bool added;
    char *key = xasprintf("%s\x1f%s", scope, text + strspn(text, "0"));
    if (!z->numbers)
        z->numbers = dictionary_new();
    dictionary_add(z->numbers, key, strlen(key), &added);
    free(key);
    if (!added && z->n++ == 0)
        z->first = *scope ? xasprintf("%s / %s", scope, text) : xstrdup(text);
    return !added;
}

void leading_zeros_tell(const struct leading_zeros *z, struct issues *issues, const char *file, const char *column)
{
    if (z->n)
        issues_add(
            issues, WARNING, "W306", (struct place){file, NULL, 0, 0},
            _("column \"%s\" has numbers that differ from others in the zeros before them only, as 0012 and 12 do: "
              "%zu, \"%s\" first; they stay apart; a spreadsheet leaves such zeros out, so two of them may be one"),
            column, z->n, z->first);
}

void leading_zeros_release(struct leading_zeros *z)
{
    dictionary_free(z->numbers);
    free(z->first);
    *z = (struct leading_zeros){0};
}
