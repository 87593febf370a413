#include "tests/unit/random_round.h"

#include <criterion/criterion.h>
#include <gsl/gsl_randist.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "importers/ballots/ballots.h"
#include "importers/tables/frame.h"
#include "importers/tables/points.h"
#include "sampling/draw.h"
#include "sampling/issue.h"
#include "scoring/points/score.h"
#include "scoring/weighing/weigh.h"
#include "survey/base/memory.h"
#include "tests/unit/rounds.h"

/* --- a round at random ------------------------------------------------------------------- */

gsl_rng *numbers(unsigned long seed)
{
    gsl_rng *r = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(r, seed);
    return r;
}

long any(gsl_rng *r, long low, long high)
{
    return low + (long)gsl_rng_uniform_int(r, (unsigned long)(high - low + 1));
}

static bool once_in(gsl_rng *r, long n)
{
    return any(r, 1, n) == 1;
}

bool is_survey(const struct tried *t, size_t leaf)
{
    return t->leaf[leaf].n_questions > 0;
}

static bool is_sipas(const struct tried *t, size_t leaf)
{
    return !strcmp(t->leaf[leaf].method, "SIPAS");
}

bool is_asked(const struct tried *t, size_t leaf, size_t g)
{
    return is_survey(t, leaf) && is_sipas(t, leaf) == (g == t->sipas_group);
}

bool is_bonus(const struct tried *t, size_t leaf)
{
    return !strcmp(t->leaf[leaf].method, "THUONG_TRU");
}

static void any_tree(struct tried *t, gsl_rng *r)
{
    t->n_fields = (size_t)any(r, 1, FIELDS);
    for (size_t f = 0; f < t->n_fields; f++) {
        long n = any(r, 1, 3);
        t->bonus_cap[f] = once_in(r, 2) ? any(r, 0, 150) : -1;
        for (long l = 0; l < n; l++) {
            struct tried_leaf *leaf = &t->leaf[t->n_leaves];
            bool sipas = !t->outside[t->n_groups - 1];
            static const char *const methods[] = {"DTXHH", "TD", "KTXH", "THUONG_TRU", "SIPAS"};
            snprintf(leaf->code, sizeof leaf->code, "%zu.%c", f + 1, (int)('1' + l));
            leaf->field = f;
            /* The first of all is of the survey, the first of a field has a maximum. */
            leaf->method = methods[t->n_leaves == 0 ? 0 : l == 0 ? any(r, 0, 2) : any(r, 0, sipas ? 4 : 3)];
            leaf->max = any(r, 2, 40) * 50;
            bool asked =
                !strcmp(leaf->method, "DTXHH") || (is_sipas(t, t->n_leaves) && t->n_groups > 1 && !once_in(r, 3));
            if (asked && is_sipas(t, t->n_leaves))
                t->sipas_group = t->n_groups - 1;
            leaf->n_questions = asked ? (size_t)any(r, 1, t->even ? 1 : QUESTIONS) : 0;
            for (size_t q = 0; q < QUESTIONS; q++)
                leaf->question_weight[q] = any(r, 1, 4) * 5;
            t->n_leaves++;
        }
    }
}

static void any_answers(struct tried *t, gsl_rng *r, bool alike)
{
    bool sparse = !t->even && once_in(r, 6);
    for (size_t g = 0; g < t->n_groups; g++)
        for (long m = 0; m < t->n_members[g]; m++) {
            t->returned[g][m] = t->even || (g == 0 && m == 0) || !once_in(r, 6);
            for (size_t u = 0; u < t->n_units; u++)
                for (size_t l = 0; l < t->n_leaves; l++)
                    for (size_t q = 0; q < t->leaf[l].n_questions; q++)
                        t->said[g][m][u][l][q] = (unsigned char)(!is_asked(t, l, g) && !t->outside[g] ? BLANK
                                                                 : alike && u ? t->said[g][m][0][l][q]
                                                                              : any(r, sparse ? BLANK : A,
                                                                                    sparse    ? UNREADABLE
                                                                                    : t->even ? D
                                                                                              : NO_OPINION));
        }
    if (t->said[0][0][0][0][0] == BLANK) /* a file without any mark is refused */
        t->said[0][0][0][0][0] = NO_OPINION;
}

void any_round(struct tried *t, bool pooled, gsl_rng *r)
{
    static const char *const at[] = {"total", "total", "component", "field", "leaf"};
    *t = (struct tried){.pooled = pooled,
                        .even = once_in(r, 5),
                        .by_percent = once_in(r, 2),
                        .rounded = once_in(r, 2),
                        .satisfied = once_in(r, 2),
                        .at = at[any(r, 0, 4)],
                        .min_base = any(r, 1, 2),
                        .n_units = (size_t)any(r, 2, UNITS),
                        .n_groups = (size_t)any(r, 1, GROUPS),
                        .weighted = once_in(r, 2),
                        .sipas_group = GROUPS};
    bool alike = once_in(r, 4);
    if (t->even) {
        t->weighted = false;
        t->min_base = 1;
    }
    t->n_blocks = t->n_units > 3 && once_in(r, 3) ? 2 : 1;
    for (size_t g = 0; g < t->n_groups; g++) {
        t->outside[g] = !t->even && g > 0 && g + 1 == t->n_groups && once_in(r, 3);
        t->stratified[g] = !t->even && g > 0 && !t->outside[g] && once_in(r, 2);
        t->n_members[g] = t->outside[g] ? 0 : any(r, t->stratified[g] ? 4 : 1, MEMBERS);
        if (t->even)
            t->n_members[g] = t->n_members[0];
        t->weight[g] = t->weighted ? any(r, g > 0 ? 0 : 1, 9) : 10;
    }
    any_tree(t, r);
    if (t->sipas_group < GROUPS && t->weight[t->sipas_group] == 0)
        t->weight[t->sipas_group] = 1;
    for (size_t u = 0; u < t->n_units; u++) {
        t->ranked[u] = !once_in(r, 5);
        for (size_t g = 0; g < t->n_groups; g++)
            t->sipas[u][g] = alike ? 80 : any(r, 0, 100);
        for (size_t l = 0; l < t->n_leaves; l++) {
            t->left_out[u][l] = !alike && l > 0 && once_in(r, 8);
            for (size_t g = 0; g < t->n_groups; g++)
                t->group_out[u][l][g] = !alike && !t->even && g > 0 && !is_sipas(t, l) && is_survey(t, l) &&
                                        g != t->sipas_group && once_in(r, 10);
            t->given[u][l] = is_bonus(t, l) ? any(r, -8, 8) * 25 : any(r, 0, t->leaf[l].max / 50) * 50;
            if (alike)
                t->given[u][l] = t->given[0][l];
        }
    }
    any_answers(t, r, alike);
    t->cut = once_in(r, 3);
}

/* --- held: the round goes its way ------------------------------------------------------------ */

/* Texts for one row at a time. */
static const char *text(char *room, size_t size, const char *format, ...) PRINTF_LIKE(3, 4);
static const char *text(char *room, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(room, size, format, args);
    va_end(args);
    return room;
}

#define TEXT(...) text((char[48]){0}, 48, __VA_ARGS__)

/* 0 … N-1, in the order of ORDER or as they are. */
static void shuffle(size_t *places, size_t n, gsl_rng *order)
{
    for (size_t i = 0; i < n; i++)
        places[i] = i;
    if (order && n)
        gsl_ran_shuffle(order, places, n, sizeof *places);
}

static void define_tree(struct definition *d, const struct tried *t)
{
    for (size_t f = 0; f < t->n_fields; f++) {
        long max = 0;
        for (size_t l = 0; l < t->n_leaves; l++)
            max += t->leaf[l].field == f && !is_bonus(t, l) ? t->leaf[l].max : 0;
        const char *cap = t->bonus_cap[f] < 0 ? "" : TEXT("%.2f", (double)(max + t->bonus_cap[f]) / 100);
        ROW(T_CRITERIA, "*", TEXT("%zu", f + 1), "Lĩnh vực", "", "", "", cap);
    }
    for (size_t l = 0; l < t->n_leaves; l++) {
        const struct tried_leaf *leaf = &t->leaf[l];
        bool bonus = is_bonus(t, l);
        ROW(T_CRITERIA, "*", leaf->code, "Tiêu chí", TEXT("%zu", leaf->field + 1),
            bonus ? "2" : TEXT("%.2f", (double)leaf->max / 100), bonus ? "-2" : "", "", "", leaf->method);
        for (size_t q = 0; q < leaf->n_questions; q++)
            ROW(T_QUESTIONS, is_sipas(t, l) ? "S" : "P", TEXT("Q%s.%zu", leaf->code, q + 1), "Câu hỏi", "unit",
                "option", "", leaf->code, TEXT("%.1f", (double)leaf->question_weight[q] / 10), "S", "no");
        for (size_t u = 0; u < t->n_units; u++) {
            if (t->left_out[u][l])
                ROW(T_NOT_APPLICABLE, "*", TEXT("U%zu", u + 1), leaf->code, "*");
            for (size_t g = 0; g < t->n_groups; g++)
                if (t->group_out[u][l][g])
                    ROW(T_NOT_APPLICABLE, "*", TEXT("U%zu", u + 1), leaf->code, TEXT("G%zu", g + 1));
        }
    }
}

static struct definition *define(const struct tried *t, gsl_rng *order)
{
    struct definition *d = definition_new();
    const struct {
        const char *key, *value;
    } settings[] = {{"code", "R"},
                    {"title", "Đợt"},
                    {"year", "2024"},
                    {"combine", t->pooled ? "pooled" : "group_means"},
                    {"min_base", TEXT("%ld", t->min_base)},
                    {"rounding", t->cut                   ? "truncate"
                                 : strcmp(t->at, "total") ? "parts"
                                                          : "once"},
                    {"round_at", t->at},
                    {"rank_by", t->by_percent ? "percent" : "points"},
                    {"compare", t->rounded ? "rounded" : "exact"},
                    {"sipas", t->satisfied ? "satisfied" : "mean"},
                    {"tie_breakers", "survey"}};
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        ROW(T_ROUND, settings[i].key, settings[i].value);
    static const char *const option[][2] = {{"A", "100"}, {"B", "60"}, {"C", "20"}, {"D", "0"}, {"E", ""}};
    for (size_t i = 0; i < 5; i++)
        ROW(T_SCALES, "S", option[i][0], option[i][0], option[i][1]);
    for (size_t b = 0; b < t->n_blocks; b++)
        ROW(T_BLOCKS, TEXT("B%zu", b + 1), "Khối");
    size_t places[UNITS];
    shuffle(places, t->n_units, order);
    for (size_t i = 0; i < t->n_units; i++)
        ROW(T_UNITS, TEXT("U%zu", places[i] + 1), "Đơn vị", TEXT("B%zu", places[i] % t->n_blocks + 1), "",
            t->ranked[places[i]] ? "yes" : "no");
    char groups[24] = "";
    for (size_t g = 0; g < t->n_groups; g++) {
        const char *code = TEXT("G%zu", g + 1);
        const char *via = t->outside[g] ? "sipas" : g == t->sipas_group ? "sipas_ballots" : "ballot";
        if (t->stratified[g])
            ROW(T_GROUPS, code, "Nhóm", via, "stratified", "2", "persons", "stratum", "loai");
        else
            ROW(T_GROUPS, code, "Nhóm", via, "census");
        if (!t->outside[g] && g != t->sipas_group)
            snprintf(groups + strlen(groups), sizeof groups - strlen(groups), "%s;", code);
        if (t->weighted)
            ROW(T_GROUP_WEIGHTS, "*", "*", code, TEXT("%.1f", (double)t->weight[g] / 10));
    }
    ROW(T_BALLOT_TYPES, "P", "Phiếu", groups, "*", "all", "allow");
    if (t->sipas_group < GROUPS)
        ROW(T_BALLOT_TYPES, "S", "Phiếu SIPAS", TEXT("G%zu", t->sipas_group + 1), "*", "all", "allow");
    define_tree(d, t);
    return d;
}

void files_init(struct files *f)
{
    snprintf(f->folder, sizeof f->folder, "%s/dtxhh-rounds-XXXXXX", test_folder());
    cr_assert(mkdtemp(f->folder) != NULL);
    snprintf(f->round, sizeof f->round, "%s/round.dtxhh", f->folder);
    snprintf(f->frame, sizeof f->frame, "%s/frame.csv", f->folder);
    snprintf(f->ballots, sizeof f->ballots, "%s/ballots.csv", f->folder);
    snprintf(f->points, sizeof f->points, "%s/points.csv", f->folder);
}

void files_release(const struct files *f)
{
    unlink(f->round);
    unlink(f->frame);
    unlink(f->ballots);
    unlink(f->points);
    rmdir(f->folder);
}

/* Write HEADER and then LINES, which are freed, in the order of ORDER. */
static void write_lines(const char *path, const char *header, char **lines, size_t n, gsl_rng *order)
{
    size_t places[256];
    cr_assert(n <= 256);
    FILE *out = fopen(path, "w");
    cr_assert(out);
    fprintf(out, "%s\n", header);
    shuffle(places, n, order);
    for (size_t i = 0; i < n; i++)
        fprintf(out, "%s\n", lines[places[i]]);
    for (size_t i = 0; i < n; i++)
        free(lines[i]);
    fclose(out);
}

static void write_frame(const struct tried *t, const struct files *f, gsl_rng *order)
{
    char *lines[256];
    size_t n = 0;
    for (size_t g = 0; g < t->n_groups; g++)
        for (long m = 0; m < t->n_members[g]; m++)
            lines[n++] = xasprintf("G%zu,M%ld,%s", g + 1, m + 1, m % 2 ? "Y" : "X");
    write_lines(f->frame, "group,id,loai", lines, n, order);
}

/* How many there are. */
static size_t write_points(const struct tried *t, const struct files *f, gsl_rng *order)
{
    char *lines[256];
    size_t n = 0;
    for (size_t u = 0; u < t->n_units; u++) {
        for (size_t g = 0; g < t->n_groups; g++)
            if (t->outside[g])
                lines[n++] = xasprintf("U%zu,*,G%zu,outside,,%ld", u + 1, g + 1, t->sipas[u][g]);
        for (size_t l = 0; l < t->n_leaves; l++) {
            const char *code = t->leaf[l].code, *method = t->leaf[l].method;
            double points = (double)t->given[u][l] / 100;
            if (t->left_out[u][l] || is_survey(t, l))
                continue;
            bool appraised = !strcmp(method, "TD") || is_bonus(t, l);
            /* The self score never counts, the first appraisal does where there is no second. */
            if (!strcmp(method, "TD")) {
                lines[n++] = xasprintf("U%zu,%s,,self,%.2f,", u + 1, code, (double)t->leaf[l].max / 100);
                if (l % 2)
                    lines[n++] = xasprintf("U%zu,%s,,first,0,", u + 1, code);
            }
            lines[n++] = xasprintf("U%zu,%s,,%s,%.2f,", u + 1, code,
                                   !appraised                 ? "outside"
                                   : l % 2 && !is_bonus(t, l) ? "second"
                                                              : "first",
                                   points);
        }
    }
    write_lines(f->points, "unit,criterion,group,stage,points,percent", lines, n, order);
    return n;
}

/* Who was drawn, and the file of those who answered. */
static void write_ballots(struct tried *t, struct store *store, const struct files *f, gsl_rng *order)
{
    static const char *const marks[] = {"", "A", "B", "C", "D", "E", "?"};
    struct error err = {0};
    struct query *q = query_new(store, "SELECT serial, \"group\", member FROM ballot ORDER BY serial");
    char *lines[256], *header = xasprintf("serial,type,channel,keyer");
    size_t n = 0;
    memset(t->drawn, 0, sizeof t->drawn);
    for (size_t u = 0; u < t->n_units; u++)
        for (size_t l = 0; l < t->n_leaves; l++)
            for (size_t k = 0; k < t->leaf[l].n_questions; k++) {
                char *longer = xasprintf("%s,Q%s.%zu.U%zu", header, t->leaf[l].code, k + 1, u + 1);
                free(header);
                header = longer;
            }
    while (query_next(q)) {
        size_t g = (size_t)atol(query_get_str(q, 1) + 1) - 1, m = (size_t)atol(query_get_str(q, 2) + 1) - 1;
        t->drawn[g][m] = true;
        if (!t->returned[g][m])
            continue;
        char *line = xasprintf("%s,%s,paper,k", query_get_str(q, 0), g == t->sipas_group ? "S" : "P");
        for (size_t u = 0; u < t->n_units; u++)
            for (size_t l = 0; l < t->n_leaves; l++)
                for (size_t k = 0; k < t->leaf[l].n_questions; k++) {
                    char *longer = xasprintf("%s,%s", line, marks[t->said[g][m][u][l][k]]);
                    free(line);
                    line = longer;
                }
        lines[n++] = line;
    }
    cr_assert(query_end(q, &err), "%s", err.text);
    write_lines(f->ballots, header, lines, n, order);
    free(header);
}

static bool save(struct store *store, const struct tried *t, gsl_rng *order, struct issues *issues, struct error *err)
{
    struct definition *d = define(t, order);
    struct run run;
    bool ok = definition_check(d, issues) && run_begin(&run, store, "new", &tester, err) &&
              definition_save(d, store, err) && run_commit(&run, err);
    definition_free(d);
    return ok;
}

struct store *hold(struct tried *t, const struct files *f, gsl_rng *order, struct issues *issues, bool *scored)
{
    struct error err = {0};
    unlink(f->round);
    struct store *store = store_create(f->round, NULL, &err);
    const char *const frame[] = {f->frame}, *const ballots[] = {f->ballots}, *const points[] = {f->points};
    struct frame_import members = {0};
    struct ballot_import keyed = {0};
    struct plan plan = {0};
    size_t n;
    int64_t run;
    write_frame(t, f, order);
    size_t n_points = write_points(t, f, order);
    bool ok = store && save(store, t, order, issues, &err) &&
              frame_import(store, frame, 1, &(struct frame_options){0}, &tester, &members, issues, &err) &&
              draw_freeze(store, &(struct freezing){.seed_from = "xổ số"}, &tester, issues, &err) &&
              draw_sample(store, "12 34 56", false, &tester, &plan, issues, &err) &&
              issue_sample(store, "s", &tester, &n, &run, issues, &err);
    if (ok)
        write_ballots(t, store, f, order);
    ok = ok && ballots_import(store, ballots, 1, &(struct ballot_options){.pass = 1}, &tester, &keyed, issues, &err) &&
         (!n_points || points_import(store, points, 1, &(struct points_options){0}, &tester,
                                     &(struct points_imported){0}, issues, &err)) &&
         weigh_round(store, NULL, &tester, issues, &err);
    if (!ok)
        issues_print(issues, stderr);
    cr_assert(ok, "%s", err.text);
    plan_release(&plan);
    free(members.identity_file);
    *scored = score_round(store, false, &tester, issues, NULL, &err);
    cr_assert(*scored || err.code == E_NONE, "%s", err.text);
    return store;
}
