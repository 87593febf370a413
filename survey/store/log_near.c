/* The line of the log whose hash is nearest to one that a person typed.  See log.h. */
#include <string.h>

#include "survey/base/check_digits.h"
#include "survey/store/log.h"

bool log_nearest(struct store *store, const char hex[HASH_HEX], struct near_line *near, struct error *err)
{
    *near = (struct near_line){.differs = SIZE_MAX};
    struct query *q = query_table(store, "log", "number");
    int hash = query_ok(q, NULL) ? query_n_columns(q) - 1 : -1; /* the last in every version */
    while (query_next(q)) {
        const char *said = query_get_str(q, hash);
        size_t group, n = strlen(said) == HASH_HEX - 1 ? digits_differ(hex, said, &group) : SIZE_MAX;
        if (n >= near->differs)
            continue;
        *near = (struct near_line){.number = query_get_int(q, 0), .differs = n, .group = group};
        memcpy(near->hash, said, HASH_HEX);
    }
    return query_end(q, err);
}
