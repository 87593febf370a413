#include "survey/base/message.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

const char *translate(const char *text)
{
    return dgettext("dtxhh", text);
}

bool message_language(const char *language, const char *folder)
{
    if (strcmp(language, "vi") != 0 && strcmp(language, "en") != 0)
        return false;
    /* LANGUAGE works in any locale but plain C; C.UTF-8 is on every Debian. */
    setlocale(LC_ALL, "C.UTF-8");
    setenv("LANGUAGE", language, 1);
    bindtextdomain("dtxhh", folder);
    bind_textdomain_codeset("dtxhh", "UTF-8");
    return true;
}

bool message_is_vietnamese(void)
{
    const char *language = getenv("LANGUAGE");
    return language && !strcmp(language, "vi");
}
