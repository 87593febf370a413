#include "survey/custody/findings.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/text.h"

const char *const finding_columns[N_FINDING_FIELDS] = {
    [FINDING_CODE] = "code",     [FINDING_TEAM] = "team",       [FINDING_DATE] = "date",
    [FINDING_PLACE] = "place",   [FINDING_OFFICE] = "office",   [FINDING_FOUND] = "finding",
    [FINDING_ANSWER] = "answer", [FINDING_SETTLED] = "settled",
};

bool findings_read(struct findings *f, struct store *store, struct error *err)
{
    *f = (struct findings){0};
    size_t room = 0;
    struct query *q = query_table(store, "finding_now", "date, code");
    while (query_next(q)) {
        f->list = grow(f->list, &room, f->n + 1, sizeof *f->list);
        struct finding *one = &f->list[f->n++];
        for (int i = 0; i < N_FINDING_FIELDS; i++) /* the view has them in this order */
            one->said[i] = xstrdup(query_get_str(q, i));
        one->run = query_get_int(q, query_n_columns(q) - 1);
    }
    return query_end(q, err);
}

void findings_release(struct findings *f)
{
    for (size_t i = 0; i < f->n; i++)
        for (int k = 0; k < N_FINDING_FIELDS; k++)
            free(f->list[i].said[k]);
    free(f->list);
    *f = (struct findings){0};
}

const struct finding *findings_find(const struct findings *f, const char *code)
{
    for (size_t i = 0; i < f->n; i++)
        if (text_same(f->list[i].said[FINDING_CODE], code))
            return &f->list[i];
    return NULL;
}
