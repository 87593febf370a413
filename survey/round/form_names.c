#include "survey/round/form_names.h"

#include <ctype.h>
#include <string.h>

#include "survey/base/memory.h"

char *form_name(const struct definition *d, size_t question, size_t unit)
{
    const char *code = d->questions[question].code;
    char *name = xasprintf("%s%s%s%s", isdigit((unsigned char)*code) ? "_" : "", code, unit == NONE ? "" : "_",
                           unit == NONE ? "" : d->units[unit].code);
    for (char *p = name; *p; p++)
        if (!isalnum((unsigned char)*p))
            *p = '_';
    return name;
}

char *form_title(const struct definition *d, size_t question, size_t unit)
{
    const struct question *q = &d->questions[question];
    return unit == NONE ? xasprintf("%s. %s", q->code, q->text)
                        : xasprintf("%s. %s [%s]", q->code, q->text, d->units[unit].name);
}

bool form_names_units(const struct definition *d, size_t type)
{
    return d->ballot_types[type].units == RATED_ALL;
}

bool form_asks(const struct definition *d, size_t type, size_t question, size_t unit)
{
    const struct ballot_type *t = &d->ballot_types[type];
    return (t->block == ALL || d->units[unit].block == t->block) && definition_asks(d, question, unit);
}
