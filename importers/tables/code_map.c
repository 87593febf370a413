#include "importers/tables/code_map.h"

#include <stdlib.h>
#include <string.h>

#include "importers/readers/cell.h"
#include "importers/readers/header.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

enum { M_KIND, M_NOW, M_THEN, N_MAP };

static const struct column_name columns[N_MAP] = {
    [M_KIND] = {"kind", "loại|loại mã", true},
    [M_NOW] = {"now", "nay|năm nay|đợt này|mã năm nay|mã mới", true},
    [M_THEN] = {"then", "trước|năm trước|đợt trước|mã năm trước|mã cũ", true},
};

/* As they stand in the file, in either language. */
static const char *const kinds[][2] = {
    [CODE_UNIT] = {"unit", "đơn vị"}, [CODE_CRITERION] = {"criterion", "tiêu chí"}, [CODE_BLOCK] = {"block", "khối"}};

/* False where WORD is none of them. */
static bool read_kind(const char *word, enum code_kind *kind)
{
    for (enum code_kind k = CODE_UNIT; k <= CODE_BLOCK; k++)
        if (text_same(word, kinds[k][0]) || text_same(word, kinds[k][1])) {
            *kind = k;
            return true;
        }
    return false;
}

/* The code that TEXT, a code or a name (definition_called()), is of in D; of a criterion the one of all trees.  NULL
 * where there is none, or several have the name. */
static const char *code_of(const struct definition *d, enum code_kind kind, const char *text)
{
    const char *code = NULL;
    size_t i;
    switch (kind) {
    case CODE_UNIT:
        return (i = definition_called(d, T_UNITS, text)) == NONE ? NULL : d->units[i].code;
    case CODE_BLOCK:
        return (i = definition_called(d, T_BLOCKS, text)) == NONE ? NULL : d->blocks[i].code;
    case CODE_CRITERION:
        break;
    }
    for (size_t b = 0; b < d->n_blocks; b++) {
        if ((i = definition_criterion_called(d, b, text)) == NONE)
            continue;
        if (code && strcmp(code, d->criteria[i].code) != 0)
            return NULL;
        code = d->criteria[i].code;
    }
    return code;
}

/* True where some tree of D, or D, has both codes, so that both could be compared with THEN. */
static bool stand_together(const struct definition *d, enum code_kind kind, const char *now, const char *then)
{
    if (kind != CODE_CRITERION)
        return code_of(d, kind, then) != NULL;
    for (size_t b = 0; b < d->n_blocks; b++)
        if (definition_criterion(d, b, now) != NONE && definition_criterion(d, b, then) != NONE)
            return true;
    return false;
}

static bool is_mapped(const struct code_pair *pairs, size_t n, enum code_kind kind, const char *now)
{
    for (size_t i = 0; i < n; i++)
        if (pairs[i].kind == kind && !strcmp(pairs[i].now, now))
            return true;
    return false;
}

/* What has no row keeps its code, which another must not have had. */
static void check_kept(const struct code_pair *pairs, const struct place *places, size_t n, const struct definition *d,
                       struct issues *issues)
{
    for (size_t i = 0; i < n; i++) {
        const struct code_pair *p = &pairs[i];
        if (!*p->then || !strcmp(p->now, p->then) || is_mapped(pairs, n, p->kind, p->then) ||
            !stand_together(d, p->kind, p->now, p->then))
            continue;
        issues_add(issues, FAULT, "F611", places[i],
                   _("\"%s\" of the earlier round is said to be \"%s\" now, and \"%s\" is there now as well, without a "
                     "row; expected a row for it too, its earlier code empty where it had none"),
                   p->then, p->now, p->then);
    }
}

struct code_pair *code_map_read(const char *path, const struct definition *d, const struct definition *old, size_t *n,
                                struct issues *issues, struct error *err)
{
    struct reader *reader = reader_open(path, issues, err);
    if (!reader)
        return NULL;
    struct code_pair *pairs = xcalloc(1, sizeof *pairs);
    struct place *places = NULL;
    size_t room = 1, n_places = 0, before = issues_count(issues, FAULT);
    struct header header = {0};
    struct row row;
    *n = 0;
    if (header_read(reader, columns, N_MAP, 0, &header, err))
        while (header_next(&header, &row, err)) {
            const char *said = row_text(&row, header.at[M_KIND]), *now = row_text(&row, header.at[M_NOW]),
                       *then = row_text(&row, header.at[M_THEN]);
            enum code_kind kind = CODE_UNIT;
            bool has_kind = read_kind(said, &kind);
            const char *code = has_kind ? code_of(d, kind, cell_code(&row, header.at[M_NOW], issues)) : NULL,
                       *old_code = has_kind ? code_of(old, kind, cell_code(&row, header.at[M_THEN], issues)) : NULL;
            if (!has_kind)
                issues_add(issues, FAULT, "F611", row_place(&row, header.at[M_KIND]),
                           _("column \"%s\" has \"%s\"; expected %s"), "kind", said,
                           message_is_vietnamese() ? "đơn vị, tiêu chí, khối" : "unit, criterion, block");
            else if (!code)
                issues_add(issues, FAULT, "F611", row_place(&row, header.at[M_NOW]),
                           kind == CODE_UNIT        ? _("\"%s\" is no unit of this round")
                           : kind == CODE_CRITERION ? _("\"%s\" is no criterion of this round")
                                                    : _("\"%s\" is no block of this round"),
                           now);
            else if (*then && !old_code)
                issues_add(issues, FAULT, "F611", row_place(&row, header.at[M_THEN]),
                           kind == CODE_UNIT        ? _("\"%s\" is no unit of the earlier round")
                           : kind == CODE_CRITERION ? _("\"%s\" is no criterion of the earlier round")
                                                    : _("\"%s\" is no block of the earlier round"),
                           then);
            now = code ? code : now;
            then = old_code ? old_code : then;
            for (size_t i = 0; i < *n; i++)
                if (pairs[i].kind == kind && (!strcmp(pairs[i].now, now) || (*then && !strcmp(pairs[i].then, then))))
                    issues_add(issues, FAULT, "F611", row_place(&row, header.at[M_THEN]),
                               _("\"%s\" and \"%s\" stand in an earlier row; a code has one counterpart"), now, then);
            pairs = grow(pairs, &room, *n + 1, sizeof *pairs);
            places = grow(places, &n_places, *n + 1, sizeof *places);
            places[*n] = row_place(&row, header.at[M_THEN]);
            pairs[(*n)++] = (struct code_pair){kind, xstrdup(now), xstrdup(then)};
        }
    if (issues_count(issues, FAULT) == before)
        check_kept(pairs, places, *n, d, issues);
    free(places);
    header_release(&header);
    reader_close(reader);
    if (err->code == E_NONE)
        return pairs;
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
