#include "importers/ballots/suggest.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/register.h"
#include "importers/ballots/rules.h"
#include "importers/ballots/suggestion.h"
#include "importers/readers/header.h"
#include "importers/readers/reader.h"
#include "importers/words/map.h"
#include "importers/words/missing.h"
#include "importers/words/option_words.h"
#include "importers/words/programs.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/round/listing.h"

#define LOOK_ROWS   20000 /* of the export */
#define MOST_VALUES 40    /* that are kept of a column; with more it is no question with options */

/* A column of the export. */
struct export_column {
    const char *name, *text; /* as its header has it; what the form says below, or "" */
    size_t column;
    size_t filled, serials, passes; /* cells; of them serials of this round, records with --1 or --2 behind them */
    struct dictionary *values;
    struct suggestion suggestion;
};

struct export
{
    const struct definition *d;
    struct ballot_register issued;
    struct export_column *columns;
    size_t n;
    size_t *types; /* [ballot type] serials of it that stand in the export */
    size_t type;   /* that most of it is about */
};

/* --- looking ------------------------------------------------------------------------------ */

static void read_row(struct export *x, const struct row *row)
{
    for (size_t i = 0; i < x->n; i++) {
        struct export_column *c = &x->columns[i];
        const char *text = row_text(row, c->column);
        if (!*text)
            continue;
        c->filled++;
        c->passes += name_ends(text, "--1") || name_ends(text, "--2");
        if (dictionary_size(c->values) < MOST_VALUES || is_missing_code(text))
            dictionary_add(c->values, text, strlen(text), NULL);
        size_t ballot = register_find(&x->issued, serial_parse(text));
        if (ballot != NONE) {
            c->serials++;
            x->types[x->issued.ballots[ballot].type]++;
        }
    }
}

/* Read the export; false with ERR unset when faults were added. */
static bool read_file(struct export *x, struct header *header, struct reader *reader, struct error *err)
{
    if (!header_read(reader, NULL, 0, HEADER_EXTRA | HEADER_EXACT | HEADER_FORM, header, err))
        return false;
    x->n = header->n_extra;
    x->columns = xcalloc(x->n, sizeof *x->columns);
    for (size_t i = 0; i < x->n; i++)
        x->columns[i] = (struct export_column){.name = header->extra[i].name,
                                               .text = header->texts[header->extra[i].column],
                                               .column = header->extra[i].column,
                                               .values = dictionary_new()};
    struct row row;
    struct error local = {0};
    for (size_t n = 0; n < LOOK_ROWS && header_next(header, &row, &local); n++)
        read_row(x, &row);
    return error_pass(err, &local);
}

/* The type most serials are of; without serials the one whose questions the names fit best. */
static void find_type(struct export *x)
{
    size_t most = 0;
    for (size_t t = 0; t < x->d->n_ballot_types; t++)
        if (x->types[t] > most) {
            most = x->types[t];
            x->type = t;
        }
    for (size_t t = 0; most == 0 && t < x->d->n_ballot_types; t++)
        x->types[t] = 0;
    for (size_t t = 0; most == 0 && t < x->d->n_ballot_types; t++) {
        for (size_t i = 0; i < x->n; i++)
            x->types[t] += suggest_question(x->d, t, x->columns[i].name, x->columns[i].text).question != NONE;
        x->type = x->types[t] > x->types[x->type] ? t : x->type;
    }
}

/* --- meaning ------------------------------------------------------------------------------- */

static void find_meanings(struct export *x)
{
    size_t serial = NONE;
    for (size_t i = 0; i < x->n; i++) {
        struct export_column *c = &x->columns[i];
        c->suggestion = suggest_question(x->d, x->type, c->name, c->text);
        if (c->suggestion.question == NONE || !c->suggestion.certain) {
            struct suggestion field = suggest_field(c->name);
            if (field.certain)
                c->suggestion = field;
        }
        if (c->suggestion.field == B_SERIAL)
            serial = i;
    }
    /* The serial shows by what stands in the column, whatever its name. */
    for (size_t i = 0; i < x->n; i++)
        if (x->columns[i].serials > (serial == NONE ? 0 : x->columns[serial].serials) &&
            2 * x->columns[i].serials > x->columns[i].filled)
            serial = i;
    for (size_t i = 0; i < x->n; i++)
        if (i != serial && x->columns[i].suggestion.field == B_SERIAL)
            x->columns[i].suggestion = (struct suggestion){true, N_BALLOT_FIELDS, NONE, NONE, false};
    if (serial != NONE)
        x->columns[serial].suggestion = (struct suggestion){false, B_SERIAL, NONE, NONE, true};
    for (size_t i = 0; i < x->n; i++)
        if (i != serial && x->columns[i].filled && x->columns[i].passes == x->columns[i].filled)
            x->columns[i].suggestion = (struct suggestion){false, B_PASS, NONE, NONE, true};
    /* Each field and each cell once: the first is taken, the others are for a person to look at. */
    for (size_t i = 0; i < x->n; i++)
        for (size_t j = 0; j < i; j++) {
            struct suggestion *a = &x->columns[i].suggestion, *b = &x->columns[j].suggestion;
            if (a->field < N_BALLOT_FIELDS && a->field == b->field)
                *a = (struct suggestion){true, N_BALLOT_FIELDS, NONE, NONE, false};
            else if (a->question != NONE && a->question == b->question && a->unit == b->unit)
                *(a->certain && !b->certain ? b : a) = (struct suggestion){false, N_BALLOT_FIELDS, NONE, NONE, false};
        }
}

/* Columns that name a unit and no question: as often as there are questions about units, they are these in their order,
 * for a person to look at; else the person must say which. */
static void find_grids(struct export *x)
{
    const struct ballot_type *t = &x->d->ballot_types[x->type];
    size_t *times = xcalloc(x->d->n_units + 1, sizeof *times), *nth = xcalloc(x->n + 1, sizeof *nth), most = 0;
    for (size_t i = 0; i < x->n; i++) {
        struct suggestion *g = &x->columns[i].suggestion;
        size_t unit = g->ignored || g->field < N_BALLOT_FIELDS || (g->question != NONE && g->certain)
                          ? NONE
                          : suggest_unit(x->d, x->columns[i].name);
        nth[i] = NONE;
        if (unit == NONE)
            continue;
        *g = (struct suggestion){false, N_BALLOT_FIELDS, NONE, unit, false};
        nth[i] = times[unit]++;
        most = times[unit] > most ? times[unit] : most;
    }
    for (size_t i = 0; i < x->n && most == t->n_unit_questions; i++)
        if (nth[i] != NONE)
            x->columns[i].suggestion.question = t->unit_questions[nth[i]];
    free(times);
    free(nth);
}

/* --- writing -------------------------------------------------------------------------------- */

struct map_writer {
    struct output output;
    struct strbuf line;
    struct suggested_map *result;
};

static void write_line(struct map_writer *w, const char *column, const char *question, const char *unit,
                       const char *answer, const char *option, const char *note)
{
    const char *cells[] = {column, question, unit, answer, option, note};
    strbuf_csv_line(&w->line, cells, sizeof cells / sizeof *cells);
    fputs(w->line.text, w->output.file);
}

static void write_column(struct map_writer *w, const struct export *x, const struct export_column *c)
{
    const struct suggestion *g = &c->suggestion;
    w->result->columns++;
    if (g->field < N_BALLOT_FIELDS || g->ignored) {
        w->result->guessed += !g->certain;
        write_line(w, c->name, g->ignored ? "-" : ballot_fields[g->field].name, "", "", "",
                   g->certain ? "" : _("a guess"));
        return;
    }
    if (g->question == NONE) {
        w->result->open++;
        write_line(w, c->name, "", g->unit == NONE ? "" : x->d->units[g->unit].code, "", "",
                   g->unit != NONE
                       ? _("names a unit only: fill in the question whose grid it stands in")
                       : _("not known: fill in a question, a field such as serial, or - if it is not wanted"));
        return;
    }
    const struct question *q = &x->d->questions[g->question];
    const char *unit = g->unit == NONE ? "" : x->d->units[g->unit].code;
    char *note = xasprintf("%s%s%s%s", g->certain ? "" : _("a guess: "), q->text, g->unit == NONE ? "" : " | ",
                           g->unit == NONE ? "" : x->d->units[g->unit].name);
    w->result->questions++;
    w->result->guessed += !g->certain;
    write_line(w, c->name, q->code, unit, "", "", note);
    free(note);
}

/* What stands for no answer to QUESTION, which has no options. */
static void write_missing(struct map_writer *w, const struct export *x, size_t question)
{
    struct dictionary *seen = dictionary_new();
    for (size_t i = 0; i < x->n; i++) {
        const struct export_column *c = &x->columns[i];
        for (size_t v = 0; c->suggestion.question == question && v < dictionary_size(c->values); v++) {
            const char *value = dictionary_key(c->values, v);
            bool added, missing = x->d->questions[question].kind == KIND_NUMBER ? may_be_missing(value)
                                                                                : is_missing_code(value);
            if (missing && (dictionary_add(seen, value, strlen(value), &added), added))
                write_line(w, "", x->d->questions[question].code, "", value, "-", _("stands for no answer"));
        }
    }
    dictionary_free(seen);
}

/* The values of LIST that column C has, as its rows are kept or left out; how many. */
static size_t write_values(struct map_writer *w, const struct export_column *c, const char *list, const char *option,
                           const char *note)
{
    size_t n = 0;
    for (size_t v = 0; v < dictionary_size(c->values); v++) {
        const char *value = dictionary_key(c->values, v);
        if (!text_list_has(list, "|", value))
            continue;
        write_line(w, c->name, "rows", "", value, option, note);
        n++;
    }
    return n;
}

/* Which rows are ballots, by what known programs write in a column of theirs. */
static void write_rules(struct map_writer *w, const struct export *x)
{
    const char **names = xcalloc(x->n, sizeof *names);
    for (size_t i = 0; i < x->n; i++)
        names[i] = x->columns[i].name;
    for (size_t i = 0; i < x->n; i++) {
        const struct export_column *c = &x->columns[i];
        const struct known_rule *rule = known_rule_find(c->name, names, x->n);
        if (!rule || (rule->may_be_unused && !c->filled))
            continue;
        if (!strcmp(rule->keep, "*"))
            write_line(w, c->name, "rows", "", "*", "keep", _("rows without a value were not sent"));
        else if (*rule->leave)
            write_values(w, c, rule->leave, "leave", _("a trial, no ballot"));
        else if (!write_values(w, c, rule->keep, "keep", _("rows with another value are no ballots"))) {
            char *first = xstrndup(rule->keep, strcspn(rule->keep, "|"));
            write_line(w, c->name, "rows", "", first, "keep", _("rows with another value are no ballots"));
            free(first);
        }
    }
    free(names);
}

/* The answers to QUESTION that do not speak for themselves, each once. */
static void write_answers(struct map_writer *w, const struct export *x, size_t question)
{
    const struct question *q = &x->d->questions[question];
    if (q->kind != KIND_OPTION) {
        write_missing(w, x, question);
        return;
    }
    const struct scale *scale = &x->d->scales[q->scale];
    struct option_words words;
    struct dictionary *seen = dictionary_new();
    option_words_init(&words, scale);
    for (size_t i = 0; i < x->n; i++) {
        const struct export_column *c = &x->columns[i];
        if (c->suggestion.question != question)
            continue;
        for (size_t v = 0; v < dictionary_size(c->values); v++) {
            const char *value = dictionary_key(c->values, v);
            bool added;
            dictionary_add(seen, value, strlen(value), &added);
            if (!added || option_mark(&words, value, strlen(value)) >= 0)
                continue;
            if (may_be_missing(value)) {
                write_line(w, "", q->code, "", value, "-", _("stands for no answer"));
                continue;
            }
            size_t option = suggest_option(scale, value);
            w->result->guessed += option > 0;
            w->result->open += option == 0;
            char *note = option ? xasprintf("%s%s", _("a guess: "), scale->options[option - 1].label) : NULL;
            write_line(w, "", q->code, "", value, option ? scale->options[option - 1].code : "",
                       note ? note : _("not known: fill in an option, ?, * or - for blank"));
            free(note);
        }
    }
    option_words_release(&words);
    dictionary_free(seen);
}

static bool write_map(const struct export *x, const char *path, bool force, struct suggested_map *result,
                      struct error *err)
{
    struct map_writer w = {.result = result};
    if (!output_open(&w.output, path, force, err))
        return false;
    fputs("\xEF\xBB\xBF", w.output.file); /* by which Excel knows UTF-8 */
    write_line(&w, "column", "question", "unit", "answer", "option", "note");
    for (size_t i = 0; i < x->n; i++)
        write_column(&w, x, &x->columns[i]);
    write_rules(&w, x);
    for (size_t q = 0; q < x->d->n_questions; q++)
        write_answers(&w, x, q);
    strbuf_release(&w.line);
    bool ok = output_commit(&w.output, err);
    output_abandon(&w.output);
    return ok;
}

bool map_suggest(struct store *store, const char *file, const char *encoding, const char *path, bool force,
                 struct suggested_map *result, struct issues *issues, struct error *err)
{
    *result = (struct suggested_map){0};
    struct definition *d = definition_load(store, err);
    struct export x = {.d = d};
    struct header header = {0};
    struct reader_options options = {.encoding = encoding};
    struct reader *reader = NULL;
    bool ok = d && register_read(&x.issued, store, d, err) && (reader = reader_open_with(file, &options, issues, err));
    size_t sheet = 0;
    while (ok && sheet + 1 < reader_n_sheets(reader) && reader_for_people(reader, sheet))
        sheet++;
    x.types = xcalloc(d ? d->n_ballot_types : 0, sizeof *x.types);
    ok = ok && reader_go(reader, sheet, err) && read_file(&x, &header, reader, err);
    if (ok) {
        find_type(&x);
        find_meanings(&x);
        find_grids(&x);
        ok = write_map(&x, path, force, result, err);
    }
    for (size_t i = 0; i < x.n; i++)
        dictionary_free(x.columns[i].values);
    free(x.columns);
    free(x.types);
    header_release(&header);
    reader_close(reader);
    register_release(&x.issued);
    definition_free(d);
    return ok;
}
