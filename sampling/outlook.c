#include "sampling/outlook.h"

#include <stdlib.h>

#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/round/ballots.h"
#include "survey/round/frame.h"
#include "survey/round/weighting.h"

#define MEMBERS_NAMED 5

/* True when CODE is a unit that stands for one of the type's block. */
static bool is_rated(const struct definition *d, size_t type, const char *code)
{
    size_t unit = *code ? definition_unit(d, code) : NONE;
    return unit != NONE && definition_climb(d, type, unit) != NONE;
}

/* Warn of the members of GROUP who rate their own unit on ballots of TYPE and have none. */
static bool find_without_unit(struct store *store, const struct definition *d, size_t type, size_t group,
                              struct issues *issues, struct error *err)
{
    static const char *const columns[] = {"rates", "own_unit"};
    const char *code = d->groups[group].code;
    struct strbuf named = {0};
    size_t n = 0;
    struct query *q = frame_query(store, code, columns, 2, "");
    while (query_next(q)) {
        if (is_rated(d, type, query_get_str(q, 1)) || is_rated(d, type, query_get_str(q, 2)))
            continue;
        if (n < MEMBERS_NAMED)
            strbuf_item(&named, ", ", "%s/%s", code, query_get_str(q, 0));
        else if (n == MEMBERS_NAMED)
            strbuf_adds(&named, ", …");
        n++;
    }
    bool ok = query_end(q, err);
    if (ok && n)
        issues_add(issues, WARNING, "W332", (struct place){store_path(store), "frame", 0, 0},
                   _("group \"%s\": %zu members have no unit to rate on ballot type \"%s\", so those of them who are "
                     "drawn would stop `issue`: %s; fill in rates or own_unit before the freeze"),
                   code, n, d->ballot_types[type].code, named.text);
    strbuf_release(&named);
    return ok;
}

/* A ballot of TYPE, which rates all units of its block, must not be longer than can be keyed. */
static void check_length(const struct store *store, const struct definition *d, size_t type, struct issues *issues)
{
    const struct ballot_type *t = &d->ballot_types[type];
    size_t n = 0;
    for (size_t b = 0; b < d->n_blocks; b++)
        n += t->block == ALL || t->block == b ? d->blocks[b].n_units : 0;
    if (n > BALLOT_MAX_UNITS)
        issues_add(issues, FAULT, "F332", (struct place){store_path(store), "ballot_types", 0, 0},
                   _("a ballot of type \"%s\" would have %zu units; at most %d can be asked about, so let it go by a "
                     "list (units = listed)"),
                   t->code, n, BALLOT_MAX_UNITS);
}

/* A column that the setting `keep` names must be in the frame for a recipe to use it. */
static void check_kept(struct store *store, const struct definition *d, struct issues *issues)
{
    size_t n;
    struct weighting_variable *kept = weighting_split(d->setting[S_KEEP], &n);
    for (size_t v = 0; v < n; v++)
        for (size_t c = 0; c < kept[v].n_columns; c++) {
            char *column = weighting_frame_column(store, kept[v].columns[c]);
            if (!column)
                issues_add(issues, WARNING, "W333", (struct place){store_path(store), "round", 0, 0},
                           _("setting keep names the column \"%s\", which no list has; a recipe that uses it would "
                             "stop `weigh`, so import a list that has it before the freeze"),
                           kept[v].columns[c]);
            free(column);
        }
    weighting_split_free(kept, n);
}

bool outlook_read(struct store *store, const struct definition *d, struct issues *issues, struct error *err)
{
    size_t before = issues_count(issues, FAULT);
    check_kept(store, d, issues);
    for (size_t t = 0; t < d->n_ballot_types; t++) {
        const struct ballot_type *type = &d->ballot_types[t];
        if (type->units == RATED_ALL)
            check_length(store, d, t, issues);
        for (size_t i = 0; type->units == RATED_OWN && i < type->n_groups; i++)
            if (!find_without_unit(store, d, t, type->groups[i], issues, err))
                return false;
    }
    return issues_count(issues, FAULT) == before;
}
