#include "reports/forms/template.h"

#include <stdlib.h>
#include <string.h>

#include "reports/forms/template_inside.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/round/choices.h"
#include "survey/round/scores.h"

struct list template_list(struct template *t, const char *const *items, size_t n)
{
    struct list list = {t->n_lists++, n};
    for (size_t i = 0; i < n; i++)
        sheet_text(t->lists, i, list.column, items[i], AS_TEXT);
    return list;
}

struct list template_choices(struct template *t, const char *choices)
{
    struct list list = {t->n_lists++, 0};
    for (const char *p = choices; *p;) {
        size_t n = strcspn(p, "|");
        char *word = xstrndup(p, n), *called = choice_vietnamese(choices, word);
        if (n)
            sheet_text(t->lists, list.n++, list.column, called, AS_TEXT);
        free(word);
        free(called);
        p += n + (p[n] == '|');
    }
    return list;
}

struct sheet *template_guide(struct template *t, const char *title, const char *const *lines, size_t n, size_t *row)
{
    static const double widths[] = {28, 24, 62, 14};
    struct sheet *s = book_sheet(t->book, "_Hướng dẫn", LANDSCAPE);
    sheet_widths(s, 0, widths, 4);
    sheet_across(s, 0, 0, 3, title, TITLE | WRAP);
    for (size_t i = 0; i < n; i++) {
        char *line = xasprintf("%zu. %s", i + 1, lines[i]);
        sheet_across(s, 1 + i, 0, 3, line, WRAP);
        free(line);
    }
    t->lists = book_hidden_sheet(t->book, "_danh mục");
    *row = n + 2;
    return s;
}

struct sheet *template_sheet(struct template *t, const char *name, const struct template_column *columns, size_t n)
{
    struct sheet *s = book_sheet(t->book, name, LANDSCAPE);
    for (size_t c = 0; c < n; c++) {
        sheet_widths(s, c, &columns[c].width, 1);
        sheet_column_style(s, c, columns[c].number ? AS_TEXT | WRAP : AS_WRITTEN | WRAP);
        sheet_text(s, 0, c, columns[c].header, HEAD);
        sheet_comment(s, 0, c, columns[c].note);
    }
    sheet_header_rows(s, 0, 0, 1);
    sheet_grid(s);
    return s;
}

void template_offer(struct template *t, struct sheet *s, size_t column, const struct list *list, const char *title,
                    const char *message)
{
    sheet_drop_down(s, 1, TEMPLATE_ROWS, column, t->lists, list->column, list->n, title, "", message);
}

static const struct {
    const char *name;
    void (*write)(struct template *t);
    bool needs_round;
} kinds[] = {{"definition", template_definition, false}, {"frame", template_frame, false},
             {"ballots", template_ballots, true},        {"points", template_points, false},
             {"recipe", template_recipe, false},         {"findings", template_findings, false}};

static bool no_such(const char *what, struct error *err)
{
    struct strbuf names = {0};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        strbuf_item(&names, ", ", "%s", kinds[k].name);
    error_set(err, E_USAGE, _("there is no template \"%s\"; expected %s or form%s"), what, strbuf_text(&names),
              near_listed(what, strbuf_text(&names), ", ").text);
    strbuf_release(&names);
    return false;
}

/* BODY as the criteria name who appraises: they may do so by a unit's full name, people by its code or short name. */
static const char *appraiser_called(const struct definition *d, const char *body)
{
    size_t unit = definition_called(d, T_UNITS, body);
    if (unit == NONE)
        return body;
    const char *names[] = {body, d->units[unit].name, d->units[unit].short_name, d->units[unit].code};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        for (size_t i = 0; i < d->n_criteria; i++)
            if (*names[k] && text_list_has(d->criteria[i].appraiser, ";", names[k]))
                return names[k];
    return body;
}

bool template_write(const char *what, const char *path, struct store *round, const char *unit, const char *body,
                    bool force, struct error *err)
{
    size_t k = 0;
    while (k < sizeof kinds / sizeof *kinds && strcmp(kinds[k].name, what) != 0)
        k++;
    if (k == sizeof kinds / sizeof *kinds)
        return no_such(what, err);
    if (kinds[k].needs_round && !round)
        return error_set(err, E_USAGE, _("the template \"%s\" needs a round: --round"), what);
    if ((unit || body) && (!round || kinds[k].write != template_points))
        return error_set(err, E_USAGE, _("--unit and --by are for the points of a round: --round"));
    if (unit && body)
        return error_set(err, E_USAGE, _("--unit and --by do not go together"));
    struct definition *d = round ? definition_load(round, err) : NULL;
    if (round && !d)
        return false;
    struct template t = {.d = d, .unit = NONE, .body = body ? appraiser_called(d, body) : NULL};
    bool ok = true;
    if (unit && (t.unit = definition_called(d, T_UNITS, unit)) == NONE)
        ok = error_set(err, E_USAGE, _("unit \"%s\" is not in the definition%s"), unit,
                       definition_near(d, T_UNITS, unit).text);
    else if (unit && definition_ended(d, t.unit))
        ok = ending_or_unknown(round, d, unit, err);
    else if (unit || body)
        ok = (t.appraised = appraised_read(round, d, t.unit, err)) != NULL;
    if (!ok) {
        definition_free(d);
        return false;
    }
    struct book_about about = {.title = d ? d->setting[S_TITLE] : "Đợt điều tra xã hội học",
                               .warning = "",
                               .author = d ? d->setting[S_ORGANISER] : "",
                               .date = d ? d->setting[S_FIELDWORK_FROM] : "",
                               .decimals = 2};
    t.book = book_new(path, force, &about, err);
    ok = t.book != NULL;
    if (ok) {
        if (unit)
            template_unit_points(&t);
        else if (body)
            ok = template_appraiser(&t, err);
        else
            kinds[k].write(&t);
        if (ok)
            ok = book_close(t.book, err);
        else
            book_abandon(t.book);
    }
    if (t.appraised)
        appraised_free(t.appraised, d);
    definition_free(d);
    return ok;
}
