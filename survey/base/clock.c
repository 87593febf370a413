#include "survey/base/clock.h"

#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"

#define LAST_SECOND 253402300799 /* 9999-12-31T23:59:59Z */

bool clock_now(char utc[CLOCK_TEXT], bool *fixed, struct error *err)
{
    const char *set = getenv("SOURCE_DATE_EPOCH"), *said = set && *set ? set : NULL;
    char *end = NULL;
    errno = 0;
    *fixed = said != NULL;
    long long now = said ? strtoll(said, &end, 10) : (long long)time(NULL);
    if (said && (said[strspn(said, "0123456789")] || errno || now > LAST_SECOND))
        return error_set(err, E_USAGE, _("SOURCE_DATE_EPOCH has \"%s\"; expected seconds since 1970, up to %lld"), said,
                         (long long)LAST_SECOND);
    time_t seconds = (time_t)now;
    struct tm parts;
    gmtime_r(&seconds, &parts);
    strftime(utc, CLOCK_TEXT, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return true;
}

char *clock_login(void)
{
    struct passwd entry, *found = NULL;
    char room[4096];
    if (getpwuid_r(getuid(), &entry, room, sizeof room, &found) == 0 && found)
        return xstrdup(found->pw_name);
    return xasprintf("%lu", (unsigned long)getuid());
}
