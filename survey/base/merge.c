#include "survey/base/merge.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

static char *trimmed(const char *from, const char *end)
{
    while (from < end && *from == ' ')
        from++;
    while (end > from && end[-1] == ' ')
        end--;
    return xstrndup(from, (size_t)(end - from));
}

bool merges_add(struct merges *m, const char *text, size_t length, bool blanks)
{
    const char *end = text + length, *colon = memchr(text, ':', length);
    const char *equals = colon ? memchr(colon, '=', (size_t)(end - colon)) : NULL;
    if (!equals)
        return false;
    struct merge one = {trimmed(text, colon), trimmed(colon + 1, equals), trimmed(equals + 1, end), false};
    if (!*one.column || !*one.into || (!*one.from && !blanks)) {
        free(one.column);
        free(one.from);
        free(one.into);
        return false;
    }
    m->merges = xreallocarray(m->merges, m->n + 1, sizeof *m->merges);
    m->merges[m->n++] = one;
    return true;
}

bool merges_split(struct merges *m, const char *text, char **bad)
{
    while (*text) {
        size_t n = strcspn(text, ";");
        if (strspn(text, " ") < n && !merges_add(m, text, n, true)) {
            if (bad)
                *bad = trimmed(text, text + n);
            return false;
        }
        text += n + (text[n] != '\0');
    }
    return true;
}

void merges_release(struct merges *m)
{
    for (size_t i = 0; i < m->n; i++) {
        free(m->merges[i].column);
        free(m->merges[i].from);
        free(m->merges[i].into);
    }
    free(m->merges);
    *m = (struct merges){0};
}
