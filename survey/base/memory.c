#include "survey/base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *checked(void *p, size_t size)
{
    if (!p && size) {
        static const char words[] = "dtxhh: out of memory; the round is as it was before this command\n";
        fwrite(words, 1, sizeof words - 1, stderr);
        _Exit(3);
    }
    return p;
}

void *xmalloc(size_t size)
{
    return checked(malloc(size), size);
}

void *xcalloc(size_t n, size_t size)
{
    return checked(calloc(n ? n : 1, size ? size : 1), 1);
}

void *xreallocarray(void *old, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size)
        return checked(NULL, 1);
    size_t bytes = n * size;
    return checked(realloc(old, bytes ? bytes : 1), 1);
}

char *xstrdup(const char *s)
{
    return xstrndup(s, strlen(s));
}

char *xstrndup(const char *s, size_t n)
{
    char *copy = xmalloc(n + 1);
    memcpy(copy, s, n);
    copy[n] = '\0';
    return copy;
}

char *xasprintf(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *s = NULL;
    int n = vasprintf(&s, format, args);
    va_end(args);
    return checked(n < 0 ? NULL : s, 1);
}

void discard(const void *p)
{
    union {
        const void *borrowed;
        void *owned;
    } as = {p};
    free(as.owned);
}

void *grow(void *array, size_t *capacity, size_t wanted, size_t size)
{
    if (wanted <= *capacity)
        return array;
    size_t bigger = *capacity ? *capacity * 2 : 16;
    if (bigger < wanted)
        bigger = wanted;
    *capacity = bigger;
    return xreallocarray(array, bigger, size);
}
