#include "survey/round/waivers.h"

bool waivers_write(struct run *run, const struct issues *issues, struct error *err)
{
    struct query *q = query_insert(run->store, "", "accepted");
    for (size_t i = 0; i < issues_n_codes(issues); i++) {
        size_t n;
        bool accepted;
        const char *code = issues_code(issues, i, &n, &accepted);
        if (!accepted || !n)
            continue;
        query_int(q, ":run", run->number);
        query_text(q, ":code", code);
        query_int(q, ":warnings", (int64_t)n);
        query_run(q);
    }
    return query_end(q, err);
}
