#include "importers/words/missing.h"

#include <string.h>
#include <strings.h>

bool is_missing_code(const char *text)
{
    static const char *const codes[] = {"-999999999", "##N/A##", "-oth-"};
    for (size_t i = 0; (*text == '-' || *text == '#') && i < sizeof codes / sizeof *codes; i++)
        if (!strcasecmp(text, codes[i]))
            return true;
    return false;
}

bool may_be_missing(const char *text)
{
    return is_missing_code(text) || !strcasecmp(text, "N/A");
}
