#include "importers/ballots/suggest.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/map.h"
#include "importers/ballots/option_words.h"
#include "importers/ballots/register.h"
#include "importers/ballots/suggestion.h"
#include "importers/readers/header.h"
#include "importers/readers/reader.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/base/strbuf.h"
#include "survey/round/listing.h"

#define LOOK_ROWS   20000 /* of the export */
#define MOST_VALUES 40    /* that are kept of a column; with more it is no question with options */

/* A column of the export. */
struct looked {
    const char *name;
    size_t column;
    size_t filled, serials; /* cells; of them serials of this round */
    struct dictionary *values;
    struct guess guess;
};

struct look {
    const struct definition *d;
    struct known_ballots known;
    struct looked *columns;
    size_t n;
    size_t *types; /* [ballot type] serials of it that stand in the export */
    size_t type;   /* that most of it is about */
};

/* --- looking ------------------------------------------------------------------------------ */

static void look_at_row(struct look *l, const struct row *row)
{
    for (size_t i = 0; i < l->n; i++) {
        struct looked *c = &l->columns[i];
        const char *text = row_text(row, c->column);
        if (!*text)
            continue;
        c->filled++;
        if (dictionary_size(c->values) < MOST_VALUES)
            dictionary_add(c->values, text, strlen(text), NULL);
        size_t ballot = known_find(&l->known, serial_parse(text));
        if (ballot != NONE) {
            c->serials++;
            l->types[l->known.ballots[ballot].type]++;
        }
    }
}

/* Read the export; false with ERR unset when faults were added. */
static bool look_at_file(struct look *l, struct header *header, struct reader *reader, struct error *err)
{
    if (!header_read(reader, NULL, 0, HEADER_EXTRA | HEADER_EXACT, header, err))
        return false;
    l->n = header->n_extra;
    l->columns = xcalloc(l->n, sizeof *l->columns);
    for (size_t i = 0; i < l->n; i++)
        l->columns[i] = (struct looked){
            .name = header->extra[i].name, .column = header->extra[i].column, .values = dictionary_new()};
    struct row row;
    struct error local = {0};
    for (size_t n = 0; n < LOOK_ROWS && header_next(header, &row, &local); n++)
        look_at_row(l, &row);
    return error_pass(err, &local);
}

/* The type most serials are of; without serials the one whose questions the names fit best. */
static void find_type(struct look *l)
{
    size_t most = 0;
    for (size_t t = 0; t < l->d->n_ballot_types; t++)
        if (l->types[t] > most) {
            most = l->types[t];
            l->type = t;
        }
    for (size_t t = 0; most == 0 && t < l->d->n_ballot_types; t++)
        l->types[t] = 0;
    for (size_t t = 0; most == 0 && t < l->d->n_ballot_types; t++) {
        for (size_t i = 0; i < l->n; i++)
            l->types[t] += guess_question(l->d, t, l->columns[i].name).question != NONE;
        l->type = l->types[t] > l->types[l->type] ? t : l->type;
    }
}

/* --- meaning ------------------------------------------------------------------------------- */

static void find_meanings(struct look *l)
{
    size_t serial = NONE;
    for (size_t i = 0; i < l->n; i++) {
        struct looked *c = &l->columns[i];
        c->guess = guess_question(l->d, l->type, c->name);
        if (c->guess.question == NONE || !c->guess.certain) {
            struct guess field = guess_field(c->name);
            if (field.certain)
                c->guess = field;
        }
        if (c->guess.field == B_SERIAL)
            serial = i;
    }
    /* The serial shows by what stands in the column, whatever its name. */
    for (size_t i = 0; i < l->n; i++)
        if (l->columns[i].serials > (serial == NONE ? 0 : l->columns[serial].serials) &&
            2 * l->columns[i].serials > l->columns[i].filled)
            serial = i;
    for (size_t i = 0; i < l->n; i++)
        if (i != serial && l->columns[i].guess.field == B_SERIAL)
            l->columns[i].guess = (struct guess){true, N_BALLOT_FIELDS, NONE, NONE, false};
    if (serial != NONE)
        l->columns[serial].guess = (struct guess){false, B_SERIAL, NONE, NONE, true};
    /* Each field and each cell once: the first is taken, the others are for a person to look at. */
    for (size_t i = 0; i < l->n; i++)
        for (size_t j = 0; j < i; j++) {
            struct guess *a = &l->columns[i].guess, *b = &l->columns[j].guess;
            if (a->field < N_BALLOT_FIELDS && a->field == b->field)
                *a = (struct guess){true, N_BALLOT_FIELDS, NONE, NONE, false};
            else if (a->question != NONE && a->question == b->question && a->unit == b->unit)
                *(a->certain && !b->certain ? b : a) = (struct guess){false, N_BALLOT_FIELDS, NONE, NONE, false};
        }
}

/* Columns that name a unit and no question: as often as there are questions about units, they are these in their order,
 * for a person to look at; else the person must say which. */
static void find_grids(struct look *l)
{
    const struct ballot_type *t = &l->d->ballot_types[l->type];
    size_t *times = xcalloc(l->d->n_units + 1, sizeof *times), *nth = xcalloc(l->n + 1, sizeof *nth), most = 0;
    for (size_t i = 0; i < l->n; i++) {
        struct guess *g = &l->columns[i].guess;
        size_t unit = g->ignored || g->field < N_BALLOT_FIELDS || (g->question != NONE && g->certain)
                          ? NONE
                          : guess_unit(l->d, l->columns[i].name);
        nth[i] = NONE;
        if (unit == NONE)
            continue;
        *g = (struct guess){false, N_BALLOT_FIELDS, NONE, unit, false};
        nth[i] = times[unit]++;
        most = times[unit] > most ? times[unit] : most;
    }
    for (size_t i = 0; i < l->n && most == t->n_unit_questions; i++)
        if (nth[i] != NONE)
            l->columns[i].guess.question = t->unit_questions[nth[i]];
    free(times);
    free(nth);
}

/* --- writing -------------------------------------------------------------------------------- */

struct writing {
    struct output output;
    struct strbuf line;
    struct map_proposal *result;
};

static void write_line(struct writing *w, const char *column, const char *question, const char *unit,
                       const char *answer, const char *option, const char *note)
{
    const char *cells[] = {column, question, unit, answer, option, note};
    strbuf_csv_line(&w->line, cells, sizeof cells / sizeof *cells);
    fputs(w->line.text, w->output.file);
}

static void write_column(struct writing *w, const struct look *l, const struct looked *c)
{
    const struct guess *g = &c->guess;
    w->result->columns++;
    if (g->field < N_BALLOT_FIELDS || g->ignored) {
        w->result->guessed += !g->certain;
        write_line(w, c->name, g->ignored ? "-" : ballot_fields[g->field].name, "", "", "",
                   g->certain ? "" : _("a guess"));
        return;
    }
    if (g->question == NONE) {
        w->result->open++;
        write_line(w, c->name, "", g->unit == NONE ? "" : l->d->units[g->unit].code, "", "",
                   g->unit != NONE
                       ? _("names a unit only: fill in the question whose grid it stands in")
                       : _("not known: fill in a question, a field such as serial, or - if it is not wanted"));
        return;
    }
    const struct question *q = &l->d->questions[g->question];
    const char *unit = g->unit == NONE ? "" : l->d->units[g->unit].code;
    char *note = xasprintf("%s%s%s%s", g->certain ? "" : _("a guess: "), q->text, g->unit == NONE ? "" : " | ",
                           g->unit == NONE ? "" : l->d->units[g->unit].name);
    w->result->questions++;
    w->result->guessed += !g->certain;
    write_line(w, c->name, q->code, unit, "", "", note);
    free(note);
}

/* The answers to QUESTION that do not speak for themselves, each once. */
static void write_answers(struct writing *w, const struct look *l, size_t question)
{
    const struct question *q = &l->d->questions[question];
    if (q->kind != KIND_OPTION)
        return;
    const struct scale *scale = &l->d->scales[q->scale];
    struct option_words words;
    struct dictionary *seen = dictionary_new();
    option_words_init(&words, scale);
    for (size_t i = 0; i < l->n; i++) {
        const struct looked *c = &l->columns[i];
        if (c->guess.question != question)
            continue;
        for (size_t v = 0; v < dictionary_size(c->values); v++) {
            const char *value = dictionary_key(c->values, v);
            bool added;
            dictionary_add(seen, value, strlen(value), &added);
            if (!added || option_mark(&words, value, strlen(value)) >= 0)
                continue;
            size_t option = guess_option(scale, value);
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

static bool write_map(const struct look *l, const char *path, bool force, struct map_proposal *result,
                      struct error *err)
{
    struct writing w = {.result = result};
    if (!output_open(&w.output, path, force, err))
        return false;
    fputs("\xEF\xBB\xBF", w.output.file); /* by which Excel knows UTF-8 */
    write_line(&w, "column", "question", "unit", "answer", "option", "note");
    for (size_t i = 0; i < l->n; i++)
        write_column(&w, l, &l->columns[i]);
    for (size_t q = 0; q < l->d->n_questions; q++)
        write_answers(&w, l, q);
    strbuf_release(&w.line);
    bool ok = output_commit(&w.output, err);
    output_abandon(&w.output);
    return ok;
}

bool ballot_map_propose(struct store *store, const char *file, const char *encoding, const char *path, bool force,
                        struct map_proposal *result, struct issues *issues, struct error *err)
{
    *result = (struct map_proposal){0};
    struct definition *d = definition_load(store, err);
    struct look l = {.d = d};
    struct header header = {0};
    struct reader_options options = {.encoding = encoding};
    struct reader *reader = NULL;
    bool ok = d && known_read(&l.known, store, d, err) && (reader = reader_open_with(file, &options, issues, err));
    size_t sheet = 0;
    while (ok && sheet + 1 < reader_n_sheets(reader) && reader_sheet_name(reader, sheet)[0] == '_')
        sheet++;
    l.types = xcalloc(d ? d->n_ballot_types : 0, sizeof *l.types);
    ok = ok && reader_go(reader, sheet, err) && look_at_file(&l, &header, reader, err);
    if (ok) {
        find_type(&l);
        find_meanings(&l);
        find_grids(&l);
        ok = write_map(&l, path, force, result, err);
    }
    for (size_t i = 0; i < l.n; i++)
        dictionary_free(l.columns[i].values);
    free(l.columns);
    free(l.types);
    header_release(&header);
    reader_close(reader);
    known_release(&l.known);
    definition_free(d);
    return ok;
}
