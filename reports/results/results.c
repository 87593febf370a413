#include "reports/results/results.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/check_digits.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"
#include "survey/round/sources.h"
#include "survey/store/log.h"

static bool says_simulated(const char *text)
{
    char *plain = text_plain(text);
    bool says = strstr(plain, "mo phong") || strstr(plain, "simulat");
    free(plain);
    return says;
}

/* What the sources say of themselves, a line each. */
static bool read_notes(struct results *r, struct error *err)
{
    struct query *q = source_notes(r->store);
    while (query_next(q)) {
        const char *note = query_get_str(q, 0);
        if (!strcmp(note, "simulated"))
            note = "Số liệu mô phỏng";
        strbuf_item(&r->notes, "\n", "%s", note);
        r->simulated = r->simulated || says_simulated(note);
    }
    return query_end(q, err);
}

/* The newest freeze, and what was drawn from it. */
static bool read_draw(struct results *r, struct error *err)
{
    struct freeze freeze = {0};
    struct draw draw = {0};
    struct error local = {0};
    if (!frame_frozen(r->store, &freeze, &local))
        return error_pass(err, &local);
    r->frame_sha256 = freeze.sha256;
    r->seed_from = freeze.seed_from;
    r->frame_members = freeze.members;
    free(freeze.rules);
    if (!frame_drawn(r->store, &draw, &local))
        return error_pass(err, &local);
    bool current = draw.freeze == freeze.run;
    r->seed = current ? xstrdup(draw.seed) : NULL;
    r->algorithm = current ? xstrdup(draw.algorithm) : NULL;
    rows_free_one(&draw, &draw_row);
    return true;
}

static void find_kinds(struct results *r)
{
    const struct definition *d = r->d;
    for (size_t b = 0; b < d->n_blocks; b++)
        for (size_t i = 0; i < d->blocks[b].n_nodes; i++) {
            enum method method = d->criteria[d->blocks[b].nodes[i]].method;
            r->has_socio[b] = r->has_socio[b] || method == METHOD_KTXH;
            r->has_bonus[b] = r->has_bonus[b] || method == METHOD_THUONG_TRU;
            r->has_sipas[b] = r->has_sipas[b] || method == METHOD_SIPAS;
            r->has_survey[b] = r->has_survey[b] || (method == METHOD_DTXHH && d->rules.survey != SURVEY_NONE);
        }
    for (size_t u = 0; u < d->n_units; u++)
        r->has_sipas[d->units[u].block] = r->has_sipas[d->units[u].block] || r->scores[u].sipas != 0;
}

static void find_missing(struct results *r)
{
    const struct definition *d = r->d;
    r->missing = xcalloc(d->n_units * d->n_criteria + 1, sizeof *r->missing);
    for (size_t u = 0; u < d->n_units; u++)
        for (size_t c = 0; c < d->n_criteria; c++) {
            const struct score_node *x = results_node(r, u, c);
            if (x->present && !strcmp(x->stage, STAGE_MISSING))
                for (size_t at = c; at != NONE; at = d->criteria[at].parent)
                    r->missing[u * d->n_criteria + at]++;
        }
}

/* PART is of ballots of this round, some at least. */
static bool is_own(const struct results *r, const struct score_group *part)
{
    return part->ballots > 0 && r->d->groups[part->group].via != VIA_SIPAS;
}

static void find_small(struct results *r)
{
    r->small = xcalloc(r->d->n_units * r->d->n_criteria + 1, sizeof *r->small);
    for (size_t i = 0; i < r->n_parts; i++)
        if (is_own(r, &r->parts[i]) && r->parts[i].ballots < r->d->rules.min_cell)
            r->small[r->parts[i].unit * r->d->n_criteria + r->parts[i].criterion] = true;
}

/* Of audits of paper that were keyed again, at least in part. */
static bool read_audits(struct results *r, struct error *err)
{
    r->audits = audits_read(r->store, &r->n_audits, err);
    r->keyings = xcalloc(r->n_audits + 1, sizeof *r->keyings);
    bool ok = r->audits != NULL;
    for (size_t i = 0; ok && i < r->n_audits; i++) {
        const struct audit *a = &r->audits[i];
        struct audited_keying *k = &r->keyings[i];
        if (a->kind != AUDIT_REKEY || !a->drawn_in)
            continue;
        ok = audit_compare(r->store, r->d, a, &k->result, err);
        k->there = true;
        const struct audit_rates *all = &k->result.of[AUDIT_BY_ALL];
        if (!ok || !all->n || !all->rates[0].fields)
            continue;
        double upper = audited_bounds(&all->rates[0], a->part[0] == 'b').upper;
        ok = isnan(upper) || (k->units = audited_units(r->store, r->d, upper, err)) != NULL;
    }
    return ok;
}

struct results *results_read(struct store *store, struct error *err)
{
    if (!scores_are_fresh(store, err))
        return NULL;
    struct results *r = xcalloc(1, sizeof *r);
    r->store = store;
    r->d = definition_load(store, err);
    if (!r->d) {
        results_free(r);
        return NULL;
    }
    const struct definition *d = r->d;
    r->counts = xcalloc(d->n_groups + 1, sizeof *r->counts);
    r->has_socio = xcalloc(d->n_blocks + 1, sizeof *r->has_socio);
    r->has_bonus = xcalloc(d->n_blocks + 1, sizeof *r->has_bonus);
    r->has_survey = xcalloc(d->n_blocks + 1, sizeof *r->has_survey);
    r->has_sipas = xcalloc(d->n_blocks + 1, sizeof *r->has_sipas);
    bool ok = (r->scores = scores_by_unit(store, d, err)) && (r->nodes = score_nodes_by_unit(store, d, err)) &&
              (r->parts = score_groups_read(store, d, &r->n_parts, err)) &&
              (r->responses = responses_read(store, d, &r->n_responses, err)) &&
              (r->weights = weight_steps_read(store, d, &r->n_weights, err)) && frame_count(store, d, r->counts, err) &&
              read_notes(r, err) && read_draw(r, err) && log_head(store, &r->log_number, r->log_head, err) &&
              acts_read(store, &r->acts, err) && balance_read(&r->balance, store, err) &&
              findings_read(&r->findings, store, err) && read_audits(r, err);
    if (!ok) {
        results_free(r);
        return NULL;
    }
    r->n_missing = scores_missing(r->store);
    r->simulated = r->simulated || says_simulated(d->setting[S_TITLE]);
    find_kinds(r);
    find_missing(r);
    find_small(r);
    return r;
}

void results_free(struct results *r)
{
    if (!r)
        return;
    if (r->scores)
        rows_free(r->scores, r->d->n_units, &score_row);
    if (r->nodes)
        rows_free(r->nodes, r->d->n_units * r->d->n_criteria, &score_node_row);
    rows_free(r->parts, r->n_parts, &score_group_row);
    acts_release(&r->acts);
    balance_release(&r->balance);
    findings_release(&r->findings);
    for (size_t i = 0; r->keyings && i < r->n_audits; i++) {
        if (r->keyings[i].there)
            audit_result_release(&r->keyings[i].result);
        free(r->keyings[i].units);
    }
    free(r->keyings);
    audits_free(r->audits, r->n_audits);
    rows_free(r->responses, r->n_responses, &response_row);
    rows_free(r->weights, r->n_weights, &weight_step_row);
    free(r->missing);
    free(r->small);
    free(r->counts);
    free(r->has_socio);
    free(r->has_bonus);
    free(r->has_sipas);
    free(r->has_survey);
    free(r->frame_sha256);
    free(r->seed_from);
    free(r->seed);
    free(r->algorithm);
    strbuf_release(&r->notes);
    definition_free(r->d);
    free(r);
}

const struct score_node *results_node(const struct results *r, size_t unit, size_t criterion)
{
    return &r->nodes[unit * r->d->n_criteria + criterion];
}

bool results_lacks(const struct results *r, size_t unit, size_t criterion)
{
    return r->missing[unit * r->d->n_criteria + criterion] > 0;
}

bool results_unknown(const struct results *r, size_t unit, size_t criterion)
{
    return results_lacks(r, unit, criterion) && !results_node(r, unit, criterion)->applicable;
}

struct own_sum results_own(const struct results *r, size_t unit)
{
    const struct block *block = &r->d->blocks[r->d->units[unit].block];
    struct own_sum own = {.points = -r->scores[unit].bonus};
    for (size_t i = 0; i < block->n_nodes; i++) {
        const struct score_node *x = results_node(r, unit, block->nodes[i]);
        if (r->d->criteria[block->nodes[i]].parent != NONE || !x->present || !x->applicable)
            continue;
        own.points += x->points;
        own.max += x->max;
    }
    return own;
}

decimal results_ranked_by(const struct results *r, const struct score *score, double x)
{
    decimal points = decimal_from_double(x);
    return r->d->rules.rank_by_percent ? decimal_ratio(points, 100 * DECIMAL_ONE, score->max) : points;
}

bool results_rescales_once(const struct results *r)
{
    return !r->d->rules.round_parts || r->d->rules.round_at == ROUND_COMPONENT;
}

decimal results_max(const struct results *r, size_t criterion, const size_t *units, size_t n)
{
    decimal most = 0;
    for (size_t i = 0; i < n; i++) {
        const struct score_node *x = results_node(r, units[i], criterion);
        if (x->present && x->applicable && x->max > most)
            most = x->max;
    }
    return most;
}

char *results_head(const struct results *r)
{
    char written[CHECKED_TEXT];
    check_digits_write(r->log_head, written);
    return xasprintf("dòng %" PRId64 " của nhật ký, mã băm %s", r->log_number, written);
}

bool results_has_ballots(const struct results *r)
{
    return r->d->rules.survey == SURVEY_HERE && r->d->n_ballot_types > 0;
}

bool results_is_small(const struct results *r, size_t unit, size_t criterion)
{
    return r->small[unit * r->d->n_criteria + criterion];
}

bool results_part_hidden(const struct results *r, const struct score_group *part)
{
    return is_own(r, part) && results_is_small(r, part->unit, part->criterion);
}
