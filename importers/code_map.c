#include "importers/code_map.h"

#include <stdlib.h>
#include <string.h>

#include "importers/header.h"
#include "survey/memory.h"
#include "survey/message.h"

enum { M_KIND, M_NOW, M_THEN, N_MAP };

static const struct column_name columns[N_MAP] = {
    [M_KIND] = {"kind", "loại", true},
    [M_NOW] = {"now", "mã năm nay|mã mới", true},
    [M_THEN] = {"then", "mã năm trước|mã cũ", true},
};

static bool is_known(const struct definition *d, bool criterion, const char *code)
{
    for (size_t b = 0; criterion && b < d->n_blocks; b++)
        if (definition_criterion(d, b, code) != NONE)
            return true;
    return !criterion && definition_unit(d, code) != NONE;
}

struct code_pair *code_map_read(const char *path, const struct definition *d, size_t *n, struct issues *issues,
                                struct error *err)
{
    struct reader *reader = reader_open(path, issues, err);
    if (!reader)
        return NULL;
    struct code_pair *pairs = xcalloc(1, sizeof *pairs);
    size_t room = 1;
    struct header header = {0};
    struct error local = {0};
    struct row row;
    *n = 0;
    if (header_read(reader, columns, N_MAP, 0, &header, &local))
        while (header_next(&header, &row, &local)) {
            const char *kind = row_text(&row, header.at[M_KIND]), *now = row_text(&row, header.at[M_NOW]);
            bool criterion = !strcmp(kind, "criterion");
            if (!criterion && strcmp(kind, "unit") != 0)
                issues_add(issues, FAULT, "F611", row_place(&row, header.at[M_KIND]),
                           _("column \"%s\" has \"%s\"; expected %s"), "kind", kind, "unit, criterion");
            else if (!is_known(d, criterion, now))
                issues_add(issues, FAULT, "F611", row_place(&row, header.at[M_NOW]), _("\"%s\" is no %s of this round"),
                           now, kind);
            pairs = grow(pairs, &room, *n + 1, sizeof *pairs);
            pairs[(*n)++] = (struct code_pair){criterion, xstrdup(now), xstrdup(row_text(&row, header.at[M_THEN]))};
        }
    header_release(&header);
    reader_close(reader);
    if (local.code == E_NONE)
        return pairs;
    error_set(err, local.code, "%s", local.text);
    code_map_free(pairs, *n);
    return NULL;
}

void code_map_free(struct code_pair *pairs, size_t n)
{
    for (size_t i = 0; pairs && i < n; i++) {
        free(pairs[i].now);
        free(pairs[i].then);
    }
    free(pairs);
}
