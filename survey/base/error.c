#include "survey/base/error.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "survey/base/text.h"

bool error_set(struct error *err, enum error_code code, const char *format, ...)
{
    assert(code != E_NONE);
    if (!err || err->code != E_NONE)
        return false;
    err->code = code;
    va_list args;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    text_cut(err->text, sizeof err->text - 1);
    return false;
}

bool error_pass(struct error *err, const struct error *from)
{
    return from->code == E_NONE || error_set(err, from->code, "%s", from->text);
}

void error_context(struct error *err, const char *format, ...)
{
    assert(err && err->code != E_NONE);
    char before[sizeof err->text];
    memcpy(before, err->text, sizeof before);
    va_list args;
    va_start(args, format);
    int n = vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    if (n < 0 || (size_t)n >= sizeof err->text)
        return;
    snprintf(err->text + n, sizeof err->text - (size_t)n, ": %.*s", (int)(sizeof err->text - (size_t)n - 3), before);
    text_cut(err->text, sizeof err->text - 1);
}
