#include "sampling/rehearsal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sampling/ticket.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/base/strbuf.h"
#include "survey/round/ballots.h"
#include "survey/round/definition.h"
#include "survey/round/listing.h"

/* How simulated people behave: shares of what happens to ballots and cells. */
#define SHARE_ONLINE       0.65 /* of groups that are not asked through the post */
#define SHARE_BLANK_BALLOT 0.008
#define SHARE_BLANK_PAPER  0.02
#define SHARE_BLANK_ONLINE 0.007
#define SHARE_NO_OPINION   0.04
#define SHARE_MULTIPLE     0.004 /* on paper */
#define SHARE_UNREADABLE   0.003 /* on paper */
#define SHARE_MISKEYED     0.003 /* of fields, at each keying */

enum { FILE_ONLINE, FILE_PAPER, FILE_PAPER_2, FILE_PAPER_3, N_FILES_OF_TYPE };

struct csv_file { /* one CSV file */
    struct output output;
    size_t rows;
};

struct rehearsal {
    const struct definition *d;
    struct ticket_seed seed;
    double faults;
    const char *dir;
    bool force;
    struct csv_file *sheets; /* [type * N_FILES_OF_TYPE + which] */
    size_t **columns; /* [type]: the units its columns ask about, in report order; NULL for types that rate one's own */
    size_t *n_columns;
    struct strbuf line;
    const char **cells;
};

/* A number between 0 and 1 that depends on nothing but the seed and these words. */
static double uniform(const struct rehearsal *r, const char *who, const char *what, const char *which)
{
    char *text = xasprintf("%s|%s|%s", who, what, which);
    struct ticket ticket = ticket_of(&r->seed, text, strlen(text));
    free(text);
    return ticket_uniform(&ticket);
}

/* About normal, mean 0 and deviation 1. */
static double bell(const struct rehearsal *r, const char *who, const char *what, const char *which)
{
    double sum = 0;
    for (int i = 0; i < 4; i++) {
        char n[24];
        snprintf(n, sizeof n, "%s%d", which, i);
        sum += uniform(r, who, what, n);
    }
    return (sum - 2) * sqrt(3);
}

/* The option whose percent is nearest to 100 x QUALITY; for a scale without percents any. */
static uint8_t choose(const struct scale *scale, double quality, double u)
{
    size_t best = SIZE_MAX;
    double nearest = INFINITY;
    for (size_t i = 0; i < scale->n_options; i++) {
        if (!scale->options[i].counted)
            continue;
        double distance = fabs(decimal_to_double(scale->options[i].percent) / 100 - quality);
        if (distance < nearest) {
            nearest = distance;
            best = i;
        }
    }
    if (best == SIZE_MAX)
        best = (size_t)(u * (double)scale->n_options);
    return (uint8_t)(best + 1);
}

static size_t no_opinion(const struct scale *scale)
{
    bool counted = false;
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < scale->n_options; i++) {
        counted = counted || scale->options[i].counted;
        if (!scale->options[i].counted)
            found = i;
    }
    return counted ? found : SIZE_MAX;
}

static uint8_t answer(const struct rehearsal *r, const char *who, const struct question *q, const char *unit,
                      bool paper)
{
    char *what = xasprintf("%s.%s", q->code, unit);
    double u = uniform(r, who, what, "cell");
    double blank = paper ? SHARE_BLANK_PAPER : SHARE_BLANK_ONLINE;
    uint8_t mark;
    size_t none = q->scale != NONE ? no_opinion(&r->d->scales[q->scale]) : SIZE_MAX;
    if (u < blank) {
        mark = MARK_BLANK;
    } else if (paper && u < blank + SHARE_MULTIPLE) {
        mark = MARK_MULTIPLE;
    } else if (paper && u < blank + SHARE_MULTIPLE + SHARE_UNREADABLE) {
        mark = MARK_UNREADABLE;
    } else if (none != SIZE_MAX && u > 1 - SHARE_NO_OPINION) {
        mark = (uint8_t)(none + 1);
    } else if (q->kind == KIND_OPTION) {
        double quality = 0.78 + 0.10 * bell(r, "", unit, "unit") + 0.05 * bell(r, "", q->code, unit) +
                         0.13 * bell(r, who, "", "person") + 0.18 * bell(r, who, what, "noise");
        mark = choose(&r->d->scales[q->scale], quality, uniform(r, who, what, "any"));
    } else {
        mark = q->kind == KIND_NUMBER; /* text questions stay blank */
    }
    free(what);
    return mark;
}

/* MARK as a keyer writes it, who now and then writes the option beside it. */
static const char *keyed(const struct rehearsal *r, const char *who, const struct question *q, const char *unit,
                         uint8_t mark, const char *pass)
{
    if (mark == MARK_BLANK || mark == MARK_NOT_ASKED)
        return "";
    if (mark == MARK_UNREADABLE)
        return "?";
    if (mark == MARK_MULTIPLE)
        return "*";
    const struct scale *scale = &r->d->scales[q->scale];
    char *what = xasprintf("%s.%s", q->code, unit);
    if (*pass && uniform(r, who, what, pass) < SHARE_MISKEYED)
        mark = (uint8_t)(mark < scale->n_options ? mark + 1 : 1);
    free(what);
    return scale->options[mark - 1].code;
}

/* --- files ----------------------------------------------------------------------- */

static const char *const fixed_columns[] = {"serial", "type", "channel", "keyer", "state", "reason", "simulated"};
#define N_FIXED (sizeof fixed_columns / sizeof *fixed_columns)

static size_t n_answer_columns(const struct rehearsal *r, size_t type)
{
    const struct ballot_type *t = &r->d->ballot_types[type];
    return (r->columns[type] ? r->n_columns[type] : 1) * t->n_unit_questions + t->n_ballot_questions;
}

static void print_row(struct rehearsal *r, struct csv_file *sheet, size_t n)
{
    strbuf_csv_line(&r->line, r->cells, n);
    fputs(r->line.text, sheet->output.file);
}

static bool open_sheet(struct rehearsal *r, size_t type, int which, struct error *err)
{
    static const char *const endings[] = {"online", "paper", "paper-2", "paper-3"};
    struct csv_file *sheet = &r->sheets[type * N_FILES_OF_TYPE + (size_t)which];
    if (sheet->output.file)
        return true;
    const struct ballot_type *t = &r->d->ballot_types[type];
    char *path = xasprintf("%s/%s-%s.csv", r->dir, t->code, endings[which]);
    bool ok = output_open(&sheet->output, path, r->force, err);
    free(path);
    if (!ok)
        return false;
    size_t n = 0;
    for (size_t i = 0; i < N_FIXED; i++)
        r->cells[n++] = fixed_columns[i];
    size_t first = n;
    for (size_t u = 0; u < (r->columns[type] ? r->n_columns[type] : 1); u++)
        for (size_t i = 0; i < t->n_unit_questions; i++) {
            const char *code = r->d->questions[t->unit_questions[i]].code;
            r->cells[n++] =
                r->columns[type] ? xasprintf("%s.%s", code, r->d->units[r->columns[type][u]].code) : xstrdup(code);
        }
    for (size_t i = 0; i < t->n_ballot_questions; i++)
        r->cells[n++] = xstrdup(r->d->questions[t->ballot_questions[i]].code);
    print_row(r, sheet, n);
    for (size_t i = first; i < n; i++)
        discard(r->cells[i]);
    return true;
}

/* Position of UNIT among the units of ballot B, or NONE. */
static size_t position(const struct ballot *b, size_t unit)
{
    for (size_t i = 0; i < b->n_units; i++)
        if (b->units[i] == unit)
            return i;
    return NONE;
}

/* Spoil a row the way people do; the importer must notice. */
static void spoil(struct rehearsal *r, size_t n, double u, char serial[SERIAL_TEXT])
{
    if (u < 0.4)
        serial[0] = serial[0] == '9' ? '8' : (char)(serial[0] + 1); /* the check digits catch it */
    else if (u < 0.7 && n > N_FIXED)
        r->cells[n - 1] = "99"; /* on no scale */
    else
        r->cells[1] = "X"; /* no ballot type */
}

/* One row of ballot B: its answers as keyed at PASS ("" online), or only those that differ (pass 3). */
static bool write_ballot(struct rehearsal *r, const struct ballot *b, const char *who, int which, const char *pass,
                         const char *state, struct error *err)
{
    if (!open_sheet(r, b->type, which, err))
        return false;
    struct csv_file *sheet = &r->sheets[b->type * N_FILES_OF_TYPE + (size_t)which];
    const struct ballot_type *t = &r->d->ballot_types[b->type];
    bool paper = which != FILE_ONLINE, empty = *state != '\0';
    bool blank = uniform(r, who, t->code, "blank ballot") < SHARE_BLANK_BALLOT;
    const char *office = *b->office ? b->office : "0";
    char serial[SERIAL_TEXT], *keyer = paper && !empty ? xasprintf("NV-%s-%d", office, which) : xstrdup("");
    size_t n = 0, n_different = 0;
    char *numbers[64];
    size_t n_numbers = 0;
    r->cells[n++] = serial_format(b->serial, serial);
    r->cells[n++] = t->code;
    r->cells[n++] = paper ? "paper" : "online";
    r->cells[n++] = keyer;
    r->cells[n++] = state;
    r->cells[n++] = "";
    r->cells[n++] = "yes";
    for (size_t u = 0; u < (r->columns[b->type] ? r->n_columns[b->type] : 1); u++) {
        size_t at = r->columns[b->type] ? position(b, r->columns[b->type][u]) : 0;
        for (size_t i = 0; i < t->n_unit_questions; i++) {
            const struct question *q = &r->d->questions[t->unit_questions[i]];
            r->cells[n] = "";
            if (!empty && !blank && at != NONE && definition_asks(r->d, t->unit_questions[i], b->units[at]) &&
                q->kind == KIND_OPTION) {
                const char *unit = r->d->units[b->units[at]].code;
                uint8_t mark = answer(r, who, q, unit, paper);
                r->cells[n] = keyed(r, who, q, unit, mark, pass);
                if (which == FILE_PAPER_3) {
                    bool differs =
                        strcmp(keyed(r, who, q, unit, mark, "pass 1"), keyed(r, who, q, unit, mark, "pass 2")) != 0;
                    n_different += differs;
                    r->cells[n] = differs ? r->cells[n] : "";
                }
            }
            n++;
        }
    }
    for (size_t i = 0; i < t->n_ballot_questions; i++, n++) {
        const struct question *q = &r->d->questions[t->ballot_questions[i]];
        r->cells[n] = "";
        if (empty || blank || which == FILE_PAPER_3)
            continue;
        uint8_t mark = answer(r, who, q, "", paper);
        if (q->kind == KIND_OPTION)
            r->cells[n] = keyed(r, who, q, "", mark, "");
        else if (mark == 1 && n_numbers < 64)
            r->cells[n] = numbers[n_numbers++] = xasprintf("%d", 1950 + (int)(uniform(r, who, q->code, "number") * 56));
    }
    double u = uniform(r, who, t->code, "fault");
    if (u < r->faults)
        spoil(r, n, u / r->faults, serial);
    if (which != FILE_PAPER_3 || n_different) {
        sheet->rows++;
        print_row(r, sheet, n);
    }
    for (size_t i = 0; i < n_numbers; i++)
        free(numbers[i]);
    free(keyer);
    return true;
}

/* What became of a ballot that did not come back. */
static const char *disposition(double u)
{
    return u < 0.4 ? "refused" : u < 0.8 ? "absent" : u < 0.93 ? "moved" : "ineligible";
}

/* A ballot that may still come back: its member was not replaced, and it has no state that says it will not. */
static bool is_awaited(const struct ballot *b)
{
    return !b->n_entries && b->member && b->state < CUSTODY_VOID && b->replaced == N_CUSTODY;
}

static bool rehearse_ballot(struct rehearsal *r, const struct ballot *b, struct error *err)
{
    const struct group *g = &r->d->groups[b->group];
    char *who = xasprintf("%s/%s", g->code, b->member ? b->member : "");
    bool ok, returned = uniform(r, who, "", "response") < g->response;
    bool paper = g->via == VIA_SIPAS_BALLOTS || uniform(r, who, "", "channel") >= SHARE_ONLINE;
    if (!returned) {
        ok = write_ballot(r, b, who, FILE_PAPER, "", disposition(uniform(r, who, "", "disposition")), err);
    } else if (!paper) {
        ok = write_ballot(r, b, who, FILE_ONLINE, "", "", err);
    } else {
        ok = write_ballot(r, b, who, FILE_PAPER, "pass 1", "", err);
        if (ok && uniform(r, who, "", "double") < g->double_share)
            ok = write_ballot(r, b, who, FILE_PAPER_2, "pass 2", "", err) &&
                 write_ballot(r, b, who, FILE_PAPER_3, "", "", err);
    }
    free(who);
    return ok;
}

/* The columns of each type: the units its ballots ask about. */
static void find_columns(struct rehearsal *r)
{
    const struct definition *d = r->d;
    r->columns = xcalloc(d->n_ballot_types, sizeof *r->columns);
    r->n_columns = xcalloc(d->n_ballot_types, sizeof *r->n_columns);
    size_t most = 0;
    for (size_t t = 0; t < d->n_ballot_types; t++) {
        if (d->ballot_types[t].units != RATED_OWN) {
            r->columns[t] = xcalloc(d->n_units, sizeof **r->columns);
            for (size_t b = 0; b < d->n_blocks; b++)
                for (size_t i = 0; i < d->blocks[b].n_units; i++)
                    if (d->ballot_types[t].block == ALL || d->ballot_types[t].block == b)
                        r->columns[t][r->n_columns[t]++] = d->blocks[b].units[i];
        }
        size_t n = N_FIXED + n_answer_columns(r, t);
        most = n > most ? n : most;
    }
    r->cells = xcalloc(most, sizeof *r->cells);
}

bool rehearsal_write(struct store *store, const char *dir, const char *seed, double faults, bool force, size_t *n_files,
                     struct error *err)
{
    *n_files = 0;
    if (store_count(store, "ballot") == 0)
        return error_set(err, E_STATE, _("no ballots are issued yet; `dtxhh issue` first"));
    struct definition *d = definition_load(store, err);
    if (!d)
        return false;
    struct rehearsal r = {.d = d, .faults = faults, .dir = dir, .force = force};
    ticket_seed_set(&r.seed, seed);
    size_t n_sheets = d->n_ballot_types * N_FILES_OF_TYPE;
    r.sheets = xcalloc(n_sheets, sizeof *r.sheets);
    find_columns(&r);
    struct ballots *ballots = ballots_open(store, d);
    struct ballot ballot;
    bool ok = output_folder(dir, err);
    while (ok && ballots_next(ballots, &ballot))
        if (is_awaited(&ballot))
            ok = rehearse_ballot(&r, &ballot, err);
    ok = ballots_close(ballots, err) && ok;
    for (size_t i = 0; i < n_sheets; i++) {
        if (ok && r.sheets[i].output.file && r.sheets[i].rows) {
            ok = output_commit(&r.sheets[i].output, err);
            ++*n_files;
        }
        output_abandon(&r.sheets[i].output);
    }
    for (size_t t = 0; t < d->n_ballot_types; t++)
        free(r.columns[t]);
    free(r.columns);
    free(r.n_columns);
    free(r.sheets);
    free(r.cells);
    strbuf_release(&r.line);
    definition_free(d);
    return ok;
}
