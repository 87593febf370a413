#include "scoring/points/facts.h"

#include <stdlib.h>

#include "survey/base/memory.h"

struct kept_rows {
    void *rows;
    size_t n;
    const struct row_kind *kind;
};

void facts_add(struct facts *f, const struct fact *fact)
{
    f->list = grow(f->list, &f->room, f->n + 1, sizeof *f->list);
    f->list[f->n++] = *fact;
}

void facts_keep(struct facts *f, void *rows, size_t n, const struct row_kind *kind)
{
    f->kept = grow(f->kept, &f->room_kept, f->n_kept + 1, sizeof *f->kept);
    f->kept[f->n_kept++] = (struct kept_rows){rows, n, kind};
}

void facts_release(struct facts *f)
{
    for (size_t i = 0; i < f->n_kept; i++)
        rows_free(f->kept[i].rows, f->kept[i].n, f->kept[i].kind);
    free(f->kept);
    free(f->list);
    *f = (struct facts){0};
}

const struct fact *facts_next(const struct facts *f, const struct fact *after, const struct fact *like)
{
    for (const struct fact *x = after ? after + 1 : f->list; x && x < f->list + f->n; x++)
        if (x->kind == like->kind && (!like->criterion || x->criterion == like->criterion) &&
            (!like->group || x->group == like->group) && (!like->question || x->question == like->question) &&
            (!like->option || x->option == like->option))
            return x;
    return NULL;
}
