#include "survey/round/acts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/decimal.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/store/rows.h"

#define UNITS_NAMED 5
#define PLACES      2

static const struct field act_fields[] = {FIELD(act, INT, run),   FIELD(act, TEXT, time),   FIELD(act, TEXT, who),
                                          FIELD(act, TEXT, verb), FIELD(act, TEXT, detail), FIELD(act, TEXT, reason),
                                          FIELD(act, INT, known), FIELD(act, INT, scored),  FIELD(act, INT, units)};
static const struct field change_fields[] = {FIELD(outcome_change, INT, run),
                                             FIELD(outcome_change, TEXT, unit),
                                             FIELD_OF(outcome_change, INT, before, "total_before"),
                                             FIELD_OF(outcome_change, INT, after, "total"),
                                             FIELD_OF(outcome_change, GIVEN, has_before, "total_before"),
                                             FIELD_OF(outcome_change, GIVEN, has_after, "total"),
                                             FIELD_OF(outcome_change, FLAG, lacks_before, "missing_before"),
                                             FIELD_OF(outcome_change, FLAG, lacks, "missing"),
                                             FIELD(outcome_change, INT, rank_before),
                                             FIELD(outcome_change, INT, rank),
                                             FIELD(outcome_change, TEXT, class_before),
                                             FIELD(outcome_change, TEXT, class)};
static const struct row_kind act_row = ROW_KIND(act, act_fields), change_row = ROW_KIND(outcome_change, change_fields);

bool acts_read(struct store *store, struct acts *acts, struct error *err)
{
    *acts = (struct acts){0};
    return (acts->acts = rows_read(query_table(store, "act", "run"), &act_row, &acts->n_acts, err)) &&
           (acts->changes =
                rows_read(query_table(store, "outcome_change", "run, unit"), &change_row, &acts->n_changes, err));
}

void acts_release(struct acts *acts)
{
    rows_free(acts->acts, acts->n_acts, &act_row);
    rows_free(acts->changes, acts->n_changes, &change_row);
    *acts = (struct acts){0};
}

static void add_total(struct strbuf *text, bool has, decimal total, bool lacks)
{
    char figure[DECIMAL_TEXT];
    strbuf_addf(text, "%s%s", has ? decimal_format(total, PLACES, figure) : "–", lacks ? _(" (provisional)") : "");
}

/* "U1 80.12 → 81.50, rank 2 → 1, Khá → Tốt"; a dash for what is not there. */
static void add_change(struct strbuf *text, const struct outcome_change *c)
{
    strbuf_item(text, "; ", "%s ", c->unit);
    add_total(text, c->has_before, c->before, c->lacks_before);
    strbuf_adds(text, " → ");
    add_total(text, c->has_after, c->after, c->lacks);
    if (c->rank_before != c->rank)
        strbuf_addf(text, _(", rank %" PRId64 " → %" PRId64), c->rank_before, c->rank);
    if (strcmp(c->class_before, c->class) != 0)
        strbuf_addf(text, ", %s → %s", *c->class_before ? c->class_before : "–", *c->class ? c->class : "–");
    if (c->before == c->after && c->rank_before == c->rank && !strcmp(c->class_before, c->class))
        strbuf_adds(text, _(", limits or possible ranks"));
}

/* "10, 13": the lines that the scoring of line RUN took in. */
static char *lines_of(const struct acts *a, int64_t run)
{
    struct strbuf list = {0};
    for (size_t i = 0; i < a->n_acts; i++)
        if (a->acts[i].scored == run && a->acts[i].run != run)
            strbuf_item(&list, ", ", "%" PRId64, a->acts[i].run);
    return list.text ? strbuf_take(&list) : xstrdup("–");
}

/* What one scoring changed: the N changes from FIRST on. */
static void tell_scoring(const struct acts *a, const struct outcome_change *first, size_t n, struct place place,
                         struct issues *issues)
{
    struct strbuf units = {0};
    char *lines = lines_of(a, first->run);
    for (size_t i = 0; i < n && i < UNITS_NAMED; i++)
        add_change(&units, &first[i]);
    issues_add(
        issues, WARNING, "W927", place,
        _("the scores of line %" PRId64 ", which takes in lines %s, are others than those before, of %zu units: %s%s"),
        first->run, lines, n, strbuf_text(&units),
        n > UNITS_NAMED ? _("; …, `dtxhh show ROUND outcomes` has all") : "");
    free(lines);
    strbuf_release(&units);
}

/* Units of which the newest outcome is not the score. */
static bool find_astray(struct store *store, struct place place, struct issues *issues, struct error *err)
{
    struct query *q = query_table(store, "outcome_astray", "unit");
    while (query_next(q))
        issues_add(issues, FAULT, "F943", place,
                   _("scores: what the newest scoring kept of unit \"%s\" (table outcome) is not what table score has"),
                   query_get_str(q, 0));
    return query_end(q, err);
}

bool acts_tell(struct store *store, struct issues *issues, struct error *err)
{
    struct place place = {store_path(store), NULL, 0, 0};
    struct acts a;
    bool ok = acts_read(store, &a, err);
    for (size_t i = 0; ok && i < a.n_acts; i++)
        issues_add(issues, WARNING, "W926", place,
                   _("after results were known (line %" PRId64 "): line %" PRId64 " (%s, %s, by %s)%s%s%s%s"),
                   a.acts[i].known, a.acts[i].run, a.acts[i].verb, a.acts[i].time, a.acts[i].who,
                   *a.acts[i].detail ? ": " : "", a.acts[i].detail, *a.acts[i].reason ? "; " : "", a.acts[i].reason);
    for (size_t i = 0, n; ok && i < a.n_changes; i += n) {
        for (n = 1; i + n < a.n_changes && a.changes[i + n].run == a.changes[i].run;)
            n++;
        tell_scoring(&a, &a.changes[i], n, place, issues);
    }
    acts_release(&a);
    return ok && find_astray(store, place, issues, err);
}
