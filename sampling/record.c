#include "sampling/record.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "sampling/draw.h"
#include "sampling/plan.h"
#include "sampling/ticket.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/round/definition.h"
#include "survey/round/frame.h"
#include "survey/round/listing.h"

/* How the members of a group are found, given their tickets. */
static const char *const rules[] = {
    [DESIGN_CENSUS] = N_("everybody"),
    [DESIGN_SRS] = N_("the smallest tickets, then the reserves"),
    [DESIGN_SYSTEMATIC] = N_(
        "u is the ticket of start:GROUP/STRATUM; in the order of stratum_by, then of the ids, the i-th is drawn where "
        "floor(i n/N - u) > floor((i - 1) n/N - u); reserves by ticket"),
    [DESIGN_STRATIFIED] = N_("in each stratum the smallest tickets, then the reserves"),
    [DESIGN_PPS] =
        N_("p = n size / sum of sizes; who would get 1 or more is certain, and the others share the rest in the "
           "same way; the smallest U (1 - p) / ((1 - U) p), U the ticket, then the reserves"),
    [DESIGN_STAGES] =
        N_("stage k draws clusters by the tickets of stagek:GROUP/CLUSTER, listed below, the last stage people "
           "by their own; probabilities are multiplied"),
    [DESIGN_QUOTA] = N_("the smallest tickets; a quota is no probability sample, so no probability is stated"),
};

static bool print_listing(struct store *store, const char *table, FILE *out, struct error *err)
{
    struct listing *l = listing_open(store, table, err);
    if (!l)
        return false;
    struct strbuf line = {0};
    const char **names = xcalloc(listing_n_columns(l), sizeof *names);
    for (size_t i = 0; i < listing_n_columns(l); i++)
        names[i] = listing_column(l, i);
    const char *const *cells = names;
    do {
        strbuf_csv_line(&line, cells, listing_n_columns(l));
        fputs(line.text, out);
    } while (listing_next(l, &cells));
    free(names);
    strbuf_release(&line);
    return listing_close(l, err);
}

/* "log line 4, 2025-01-01T00:00:00Z, minh" */
static bool print_line(struct store *store, const char *what, int64_t run, FILE *out, struct error *err)
{
    struct log_line line;
    bool ok = log_line_read(store, run, &line, err);
    fprintf(out, _("%s: log line %" PRId64), what, run);
    if (*line.time)
        fprintf(out, ", %s, %s", line.time, line.who);
    fputc('\n', out);
    log_line_release(&line);
    return ok;
}

static bool print_draw(struct store *store, const struct draw *draw, const struct freeze *freeze, FILE *out,
                       struct error *err)
{
    struct log_line drawn, frozen;
    bool ok = log_line_read(store, draw->run, &drawn, err);
    ok = log_line_read(store, draw->freeze, &frozen, err) && ok;
    fprintf(out, _("log line %" PRId64 ", %s, %s: seed %s"), draw->run, drawn.time, drawn.who, draw->seed);
    if (*drawn.reason)
        fprintf(out, _("; reason: %s"), drawn.reason);
    if (freeze)
        fprintf(out, _("; frozen: log line %" PRId64 ", seed from: %s"), freeze->run, freeze->seed_from);
    if (freeze && *frozen.reason)
        fprintf(out, _("; reason: %s"), frozen.reason);
    fputc('\n', out);
    log_line_release(&drawn);
    log_line_release(&frozen);
    return ok;
}

/* Where the sample was drawn more than once, every time. */
static bool print_draws(struct store *store, FILE *out, struct error *err)
{
    size_t n, n_frozen;
    struct draw *draws = frame_draws(store, &n, err);
    struct freeze *freezes = frame_freezes(store, &n_frozen, err);
    bool ok = draws && freezes, several = ok && draws_n_freezes(draws, n) > 1;
    if (ok && n > 1)
        fprintf(
            out,
            several
                ? _("\nThe sample was drawn %" PRId64
                    " times, for the list was frozen again; an event has one outcome, so ask which seed it was. The "
                    "last counts:\n")
                : _("\nThe sample was drawn %" PRId64
                    " times; the event has one outcome, so ask which seed it was. The last counts:\n"),
            (int64_t)n);
    for (size_t i = 0; ok && n > 1 && i < n; i++) {
        size_t f = 0;
        while (f < n_frozen && freezes[f].run != draws[i].freeze)
            f++;
        ok = print_draw(store, &draws[i], several && f < n_frozen ? &freezes[f] : NULL, out, err);
    }
    rows_free(draws, n, &draw_row);
    rows_free(freezes, n_frozen, &freeze_row);
    return ok;
}

/* Where the frame was frozen more than once, every time; one that nothing was drawn from too. */
static bool print_freezes(struct store *store, FILE *out, struct error *err)
{
    size_t n;
    struct freeze *freezes = frame_freezes(store, &n, err);
    bool ok = freezes != NULL;
    if (n > 1)
        fprintf(out, _("\nThe list was frozen %zu times:\n"), n);
    for (size_t i = 0; ok && n > 1 && i < n; i++) {
        struct log_line line;
        ok = log_line_read(store, freezes[i].run, &line, err);
        fprintf(out, _("log line %" PRId64 ", %s, %s: SHA-256 %s, seed from: %s"), freezes[i].run, line.time, line.who,
                freezes[i].sha256, freezes[i].seed_from);
        if (*line.reason)
            fprintf(out, _("; reason: %s"), line.reason);
        fputc('\n', out);
        log_line_release(&line);
    }
    rows_free(freezes, n, &freeze_row);
    return ok;
}

static bool has_stages(const struct definition *d)
{
    for (size_t g = 0; g < d->n_groups; g++)
        if (d->groups[g].via != VIA_SIPAS && d->groups[g].design == DESIGN_STAGES)
            return true;
    return false;
}

static void print_rules(const struct definition *d, FILE *out)
{
    fprintf(
        out,
        _("\nTo repeat it (docs/draw.md)\n"
          "hash: { dtxhh show ROUND frame --csv; dtxhh show ROUND groups --csv;%s } | sha256sum\n"
          "ticket: `dtxhh ticket --seed SEED GROUP/ID`, or: the SHA-256 of the seed's SHA-256 (64 digits) followed by "
          "GROUP/ID, as a decimal number of at least 64 digits, reversed, after 0.\n"),
        has_stages(d) ? " dtxhh show ROUND stages --csv;" : "");
    for (size_t g = 0; g < d->n_groups; g++)
        if (d->groups[g].via != VIA_SIPAS)
            fprintf(out, "%s: %s\n", d->groups[g].code, _(rules[d->groups[g].design]));
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The clusters of a group's stages up to the K-th from which people were drawn, with their tickets. */
static bool print_clusters(struct store *store, const struct group *g, const struct stage *const *stage, size_t k,
                           const struct ticket_seed *seed, FILE *out, struct error *err)
{
    const char *columns[PLAN_STAGES_MOST];
    for (size_t i = 0; i <= k; i++)
        columns[i] = stage[i]->column;
    struct query *q = sample_query(store, g->code, false, columns, k + 1);
    struct dictionary *paths = dictionary_new();
    struct strbuf path = {0};
    for (; query_next(q); strbuf_clear(&path)) {
        for (size_t i = 0; i <= k; i++)
            strbuf_addf(&path, "%s%s", i ? "/" : "", query_get_str(q, N_SAMPLE_COLUMNS + (int)i));
        dictionary_add(paths, path.text, path.n, NULL);
    }
    size_t n = dictionary_size(paths);
    const char **sorted = xcalloc(n, sizeof *sorted);
    for (size_t i = 0; i < n; i++)
        sorted[i] = dictionary_key(paths, i);
    if (n)
        qsort(sorted, n, sizeof *sorted, by_bytes);
    struct strbuf line = {0};
    for (size_t i = 0; i < n; i++) {
        char *id = xasprintf("stage%zu:%s/%s", k + 1, g->code, sorted[i]), text[TICKET_TEXT];
        struct ticket ticket = ticket_of(seed, id, strlen(id));
        const char *cells[] = {id, ticket_text(&ticket, text)};
        strbuf_csv_line(&line, cells, 2);
        fputs(line.text, out);
        free(id);
    }
    strbuf_release(&line);
    strbuf_release(&path);
    free(sorted);
    dictionary_free(paths);
    return query_end(q, err);
}

static bool print_stages(struct store *store, const struct definition *d, const char *seed, FILE *out,
                         struct error *err)
{
    const struct stage *stage[PLAN_STAGES_MOST] = {0};
    struct ticket_seed of;
    ticket_seed_set(&of, seed);
    fprintf(out, "\n");
    bool ok = print_listing(store, "stages", out, err);
    fprintf(out, "\ncluster,ticket\n");
    for (size_t g = 0; ok && g < d->n_groups; g++) {
        size_t n = d->groups[g].design == DESIGN_STAGES ? plan_stages(d, g, stage, PLAN_STAGES_MOST) : 0;
        for (size_t k = 0; ok && k < n && *stage[k]->column; k++)
            ok = print_clusters(store, &d->groups[g], stage, k, &of, out, err);
    }
    return ok;
}

/* Reserves that were called in; the sample then states the probabilities in force beside those of the draw. */
static bool print_replacements(struct store *store, FILE *out, struct error *err)
{
    if (!sample_has_reserves_in(store))
        return true;
    fputs(_("\nMembers replaced by reserves; probability_now and weight_now are those in force since\n"), out);
    return print_listing(store, "replacements", out, err);
}

static bool print_all(struct store *store, const struct definition *d, const struct freeze *freeze,
                      const struct draw *draw, FILE *out, struct error *err)
{
    fprintf(out, _("Draw record\nround: %s, %s\nframe SHA-256: %s\nmembers: %" PRId64 "\n"), d->setting[S_CODE],
            d->setting[S_TITLE], freeze->sha256, freeze->members);
    if (!print_line(store, _("frozen"), freeze->run, out, err))
        return false;
    fprintf(out, _("rules SHA-256: %s\n"), *freeze->rules ? freeze->rules : "-");
    fprintf(out, _("seed from: %s\nseed: %s\n"), freeze->seed_from, draw->seed);
    if (freeze->seed_digits)
        fprintf(out, _("form of the seed: %" PRId64 " digits\n"), freeze->seed_digits);
    else
        fputs(_("form of the seed: not fixed; another wording of the same outcome would have given another sample\n"),
              out);
    if (!print_line(store, _("drawn"), draw->run, out, err))
        return false;
    fprintf(out, _("algorithm: %s\n"), DRAW_ALGORITHM);
    if (freeze->ticket_start > 0)
        fprintf(out, _("tickets are counted from %g on, then from 0\n"), freeze->ticket_start);
    bool ok = print_freezes(store, out, err) && print_draws(store, out, err);
    print_rules(d, out);
    fputc('\n', out);
    ok = ok && print_listing(store, "groups", out, err);
    ok = ok && (!has_stages(d) || print_stages(store, d, draw->seed, out, err));
    fputc('\n', out);
    ok = ok && print_listing(store, "strata", out, err) && print_replacements(store, out, err);
    fputc('\n', out);
    return ok && print_listing(store, "sample", out, err);
}

bool record_write(struct store *store, FILE *out, struct error *err)
{
    struct draw draw = {0};
    struct freeze freeze = {0};
    struct error local = {0};
    struct definition *d = definition_load(store, err);
    bool ok = d != NULL;
    if (ok && !(frame_drawn(store, &draw, &local) && frame_frozen(store, &freeze, &local)))
        ok = error_pass(err, &local) && error_set(err, E_STATE, _("no sample is drawn yet"));
    ok = ok && frame_sample_holds(store, err) && print_all(store, d, &freeze, &draw, out, err);
    rows_free_one(&draw, &draw_row);
    rows_free_one(&freeze, &freeze_row);
    definition_free(d);
    return ok;
}
