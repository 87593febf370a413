#include "cli/terminal/waivers.h"

#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"

/* Every warning of docs/issues.md, which a case holds against it. */
static const char *const warnings[] = {
    "W101", "W102", "W103", "W104", "W105", "W106", "W107", "W108", "W109", "W110", "W111", "W251", "W252", "W253",
    "W255", "W256", "W301", "W302", "W303", "W304", "W305", "W306", "W307", "W308", "W309", "W311", "W312", "W331",
    "W332", "W333", "W334", "W335", "W336", "W337", "W401", "W402", "W403", "W404", "W405", "W407", "W408", "W409",
    "W431", "W432", "W433", "W434", "W435", "W436", "W441", "W442", "W443", "W444", "W445", "W446", "W447", "W448",
    "W449", "W450", "W451", "W452", "W453", "W454", "W455", "W456", "W457", "W458", "W461", "W462", "W463", "W464",
    "W475", "W476", "W477", "W501", "W502", "W503", "W504", "W505", "W506", "W507", "W508", "W509", "W510", "W511",
    "W601", "W602", "W603", "W604", "W605", "W606", "W611", "W612", "W811", "W812", "W813", "W814", "W815", "W816",
    "W921", "W922", "W923", "W924", "W925", "W926", "W927", "W928", "W929", "W930", "W931", "W932", "W933",
};

bool waivers_read(const struct arguments *args, struct waivers *a, struct error *err)
{
    const char *codes = argument_value(args, "accept");
    if (!codes)
        return true;
    if (!argument_given(args, "reason"))
        return error_set(err, E_USAGE, _("--accept needs --reason: why the warnings do not matter"));
    for (const char *p = codes; *p; p += strspn(p, ", ")) {
        size_t n = strcspn(p, ", "), i = 0;
        if (n != 4 || p[0] != 'W' || strspn(p + 1, "0123456789") != 3 || a->n == MOST_CODES)
            return error_set(err, E_USAGE, _("--accept has \"%s\"; expected codes of warnings such as W401,W403"),
                             codes);
        while (i < sizeof warnings / sizeof *warnings && strncmp(p, warnings[i], n) != 0)
            i++;
        if (i == sizeof warnings / sizeof *warnings)
            return error_set(err, E_USAGE, _("--accept has \"%.4s\", which is no warning; docs/issues.md lists them"),
                             p);
        a->codes[a->n++] = warnings[i];
        p += n;
    }
    return true;
}
