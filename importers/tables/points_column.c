#include "importers/tables/points_column.h"

#include <string.h>

#include "survey/base/text.h"

/* The method whose points a column called WORD has, by the words of the report and of published tables. */
static enum method column_method(const char *word)
{
    static const struct {
        const char *words;
        enum method method;
    } known[] = {
        {"điểm thẩm định|diem_tham_dinh", METHOD_TD},
        {"điểm điều tra XHH|điểm điều tra xã hội học|diem_dieu_tra_xhh", METHOD_DTXHH},
        {"điểm SIPAS|diem_sipas", METHOD_SIPAS},
        {"điểm kinh tế - xã hội|diem_kinh_te_xa_hoi", METHOD_KTXH},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_list_has(known[i].words, "|", word))
            return known[i].method;
    return METHOD_NONE;
}

/* The one leaf of METHOD in BLOCK; NONE where there are more or none. */
static size_t only_leaf(const struct definition *d, size_t block, enum method method)
{
    size_t found = NONE;
    for (size_t i = 0; i < d->blocks[block].n_nodes; i++) {
        const struct criterion *c = &d->criteria[d->blocks[block].nodes[i]];
        if (!c->is_leaf || c->method != method)
            continue;
        if (found != NONE)
            return NONE;
        found = d->blocks[block].nodes[i];
    }
    return found;
}

size_t points_column_leaf(const struct definition *d, size_t block, const char *word)
{
    for (size_t i = 0; i < d->blocks[block].n_nodes; i++) {
        const struct criterion *c = &d->criteria[d->blocks[block].nodes[i]];
        size_t n = strlen(c->code);
        bool begins = !strncmp(word, c->code, n) &&
                      (!word[n] || word[n] == ' ' || word[n] == '(' || (word[n] == '.' && word[n + 1] == ' '));
        if (c->is_leaf && (begins || text_same(c->name, word)))
            return d->blocks[block].nodes[i];
    }
    enum method method = column_method(word);
    return method == METHOD_NONE ? NONE : only_leaf(d, block, method);
}
