#include "importers/words/twice.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/strbuf.h"
#include "survey/round/choices.h"

static const char *const words[] = {[TWICE_FAULT] = "fault", [TWICE_FIRST] = "first", [TWICE_LAST] = "last"};

static enum twice_rule find_rule(const char *word)
{
    char *called = choice_find("fault|first|last", word);
    enum twice_rule rule = TWICE_NOT_SAID;
    for (enum twice_rule r = TWICE_FAULT; called && r <= TWICE_LAST; r++)
        if (!strcmp(words[r], called))
            rule = r;
    free(called);
    return rule;
}

bool twice_set(struct twice *twice, const char *channel, const char *word)
{
    enum twice_rule rule = find_rule(word);
    char *called = *channel ? choice_find("paper|online|direct", channel) : NULL;
    enum channel c = channel_find(called ? called : "");
    free(called);
    if (rule == TWICE_NOT_SAID || (*channel && c == CHANNEL_NONE))
        return false;
    if (*channel)
        twice->of[c] = rule;
    else
        twice->of[CHANNEL_ONLINE] = twice->of[CHANNEL_DIRECT] = rule;
    return true;
}

bool twice_parse(struct twice *twice, const char *text)
{
    bool good = true;
    do {
        size_t n = strcspn(text, ","), equals = strcspn(text, "=,");
        bool has_channel = text[equals] == '=';
        char *channel = xstrndup(text, has_channel ? equals : 0),
             *word = xstrndup(text + (has_channel ? equals + 1 : 0), n - (has_channel ? equals + 1 : 0));
        good = good && (*channel || !has_channel) && twice_set(twice, channel, word);
        free(channel);
        free(word);
        text += n + (text[n] == ',');
    } while (*text);
    return good;
}

char *twice_words(const struct twice *twice)
{
    struct strbuf text = {0};
    for (enum channel c = CHANNEL_PAPER; c <= CHANNEL_DIRECT; c++)
        if (twice->of[c] != TWICE_NOT_SAID)
            strbuf_item(&text, ",", "%s=%s", channel_names[c], words[twice->of[c]]);
    return strbuf_take(&text);
}

struct twice twice_join(const struct twice *a, const struct twice *b)
{
    struct twice all = {{[CHANNEL_ONLINE] = TWICE_FAULT, [CHANNEL_DIRECT] = TWICE_FAULT}};
    for (enum channel c = CHANNEL_NONE; c <= CHANNEL_DIRECT; c++)
        if (a->of[c] != TWICE_NOT_SAID || b->of[c] != TWICE_NOT_SAID)
            all.of[c] = a->of[c] != TWICE_NOT_SAID ? a->of[c] : b->of[c];
    return all;
}
