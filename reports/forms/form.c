/* The questionnaire as an XLSForm and as a script that makes a Google Form (form_names.h has the names). */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "reports/forms/template.h"
#include "reports/workbook/book.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/round/form_names.h"

#define SERIAL_DIGITS "^[0-9]{3}-?[0-9]{3}-?[0-9]{3}-?[0-9]{2}$"
#define SERIAL_HINT   "Mã 11 chữ số ghi trên thư mời hoặc trên phiếu"

/* The words of option O of SCALE: its label where no other has it, else code and label. */
static char *option_words(const struct scale *scale, size_t o)
{
    const struct option *option = &scale->options[o];
    for (size_t i = 0; i < scale->n_options; i++)
        if (i != o && text_same(scale->options[i].label, option->label))
            return xasprintf("%s. %s", option->code, option->label);
    return xstrdup(*option->label ? option->label : option->code);
}

/* --- XLSForm -------------------------------------------------------------------------------- */

struct xlsform {
    const struct definition *d;
    size_t type;
    struct sheet *survey;
    size_t row;
};

static void write_item(struct xlsform *x, const char *type, const char *name, const char *label, bool required,
                       const char *appearance)
{
    const char *cells[] = {type, name, label, required ? "yes" : "", appearance};
    x->row++;
    for (size_t c = 0; c < sizeof cells / sizeof *cells; c++)
        sheet_text(x->survey, x->row, c, cells[c], AS_WRITTEN | WRAP);
}

static char *scale_name(const struct definition *d, size_t scale)
{
    char *name = xasprintf("s_%s", d->scales[scale].code);
    for (char *p = name; *p; p++)
        if (!isalnum((unsigned char)*p))
            *p = '_';
    return name;
}

static void write_question(struct xlsform *x, size_t question, size_t unit, const char *label)
{
    const struct question *q = &x->d->questions[question];
    char *name = form_name(x->d, question, unit), *list = q->kind == KIND_OPTION ? scale_name(x->d, q->scale) : NULL,
         *type = list ? xasprintf("select_one %s", list) : xstrdup(q->kind == KIND_NUMBER ? "decimal" : "text");
    write_item(x, type, name, label, q->required, "");
    free(type);
    free(list);
    free(name);
}

/* The question about every unit, as a grid: a group of fields with the same choices. */
static void write_grid(struct xlsform *x, size_t question)
{
    const struct question *q = &x->d->questions[question];
    char *own = form_name(x->d, question, NONE), *name = xasprintf("nhom_%s", own);
    write_item(x, "begin_group", name, q->text, false, q->kind == KIND_OPTION ? "table-list" : "field-list");
    for (size_t u = 0; u < x->d->n_units; u++)
        if (form_asks(x->d, x->type, question, u))
            write_question(x, question, u, x->d->units[u].name);
    write_item(x, "end_group", "", "", false, "");
    free(name);
    free(own);
}

static void write_survey(struct xlsform *x)
{
    static const char *const heads[] = {"type",       "name",       "label", "required",
                                        "appearance", "constraint", "hint",  "constraint_message"};
    const struct ballot_type *t = &x->d->ballot_types[x->type];
    for (size_t c = 0; c < sizeof heads / sizeof *heads; c++)
        sheet_text(x->survey, 0, c, heads[c], HEAD);
    write_item(x, "start", "start", "", false, "");
    write_item(x, "end", "end", "", false, "");
    write_item(x, "text", FORM_SERIAL_NAME, FORM_SERIAL_TITLE, true, "");
    sheet_text(x->survey, x->row, 5, "regex(., '" SERIAL_DIGITS "')", AS_WRITTEN);
    sheet_text(x->survey, x->row, 6, SERIAL_HINT, AS_WRITTEN);
    sheet_text(x->survey, x->row, 7, "Mã phiếu gồm 11 chữ số", AS_WRITTEN);
    for (size_t i = 0; i < t->n_unit_questions; i++)
        if (form_names_units(x->d, x->type))
            write_grid(x, t->unit_questions[i]);
        else
            write_question(x, t->unit_questions[i], NONE, x->d->questions[t->unit_questions[i]].text);
    for (size_t i = 0; i < t->n_ballot_questions; i++)
        write_question(x, t->ballot_questions[i], NONE, x->d->questions[t->ballot_questions[i]].text);
}

static void write_choices(const struct definition *d, size_t type, struct sheet *s)
{
    static const char *const heads[] = {"list_name", "name", "label"};
    size_t row = 0;
    for (size_t c = 0; c < 3; c++)
        sheet_text(s, 0, c, heads[c], HEAD);
    for (size_t k = 0; k < d->n_scales; k++) {
        bool used = false;
        for (size_t q = 0; q < d->n_questions; q++)
            used = used || (d->questions[q].ballot_type == type && d->questions[q].kind == KIND_OPTION &&
                            d->questions[q].scale == k);
        char *list = scale_name(d, k);
        for (size_t o = 0; used && o < d->scales[k].n_options; o++) {
            char *words = option_words(&d->scales[k], o);
            row++;
            sheet_text(s, row, 0, list, AS_WRITTEN);
            sheet_text(s, row, 1, d->scales[k].options[o].code, AS_WRITTEN);
            sheet_text(s, row, 2, words, AS_WRITTEN);
            free(words);
        }
        free(list);
    }
}

static bool write_xlsform(const struct definition *d, size_t type, const char *path, bool force, struct error *err)
{
    static const char *const heads[] = {"form_title", "form_id"};
    const struct ballot_type *t = &d->ballot_types[type];
    struct book_about about = {.title = d->setting[S_TITLE],
                               .warning = "",
                               .author = d->setting[S_ORGANISER],
                               .date = d->setting[S_FIELDWORK_FROM],
                               .decimals = 2};
    struct book *book = book_new(path, force, &about, err);
    if (!book)
        return false;
    struct xlsform x = {.d = d, .type = type, .survey = book_sheet(book, "survey", LANDSCAPE)};
    write_survey(&x);
    write_choices(d, type, book_sheet(book, "choices", LANDSCAPE));
    struct sheet *settings = book_sheet(book, "settings", LANDSCAPE);
    char *title = xasprintf("%s: %s", d->setting[S_TITLE], t->title), *id = xasprintf("phieu_%s", t->code);
    const char *cells[] = {title, id};
    for (size_t c = 0; c < 2; c++) {
        sheet_text(settings, 0, c, heads[c], HEAD);
        sheet_text(settings, 1, c, cells[c], AS_WRITTEN);
    }
    free(title);
    free(id);
    return book_close(book, err);
}

/* PATH with -TYPE before its last dot; a new string. */
static char *path_of_type(const char *path, const char *type)
{
    const char *dot = strrchr(path, '.'), *slash = strrchr(path, '/');
    size_t n = dot && (!slash || dot > slash) ? (size_t)(dot - path) : strlen(path);
    return xasprintf("%.*s-%s%s", (int)n, path, type, path + n);
}

/* --- Google Forms ----------------------------------------------------------------------------- */

/* TEXT as a string of JavaScript; a new string. */
static char *quoted(const char *text)
{
    struct strbuf b = {0};
    strbuf_adds(&b, "\"");
    for (; *text; text++)
        if (*text == '"' || *text == '\\')
            strbuf_addf(&b, "\\%c", *text);
        else if ((unsigned char)*text < ' ')
            strbuf_adds(&b, " ");
        else
            strbuf_addf(&b, "%c", *text);
    strbuf_adds(&b, "\"");
    return strbuf_take(&b);
}

static void print_list(FILE *file, const char *setter, char **words, size_t n)
{
    fprintf(file, "\n    .%s([", setter);
    for (size_t i = 0; i < n; i++) {
        char *word = quoted(words[i]);
        fprintf(file, "%s%s", i ? ", " : "", word);
        free(word);
        free(words[i]);
    }
    fputs("])", file);
    free(words);
}

static void print_options(FILE *file, const struct scale *scale, const char *setter)
{
    char **words = xcalloc(scale->n_options, sizeof *words);
    for (size_t o = 0; o < scale->n_options; o++)
        words[o] = option_words(scale, o);
    print_list(file, setter, words, scale->n_options);
}

static void print_item(FILE *file, const struct definition *d, size_t question, size_t unit)
{
    const struct question *q = &d->questions[question];
    char *title = form_title(d, question, unit), *words = quoted(title);
    fprintf(file, "  form.add%s().setTitle(%s).setRequired(%s)",
            q->kind == KIND_OPTION   ? "MultipleChoiceItem"
            : q->kind == KIND_NUMBER ? "TextItem"
                                     : "ParagraphTextItem",
            words, q->required ? "true" : "false");
    if (q->kind == KIND_OPTION)
        print_options(file, &d->scales[q->scale], "setChoiceValues");
    else if (q->kind == KIND_NUMBER)
        fputs("\n    .setValidation(FormApp.createTextValidation().requireNumber().build())", file);
    fputs(";\n", file);
    free(title);
    free(words);
}

static void print_unit_question(FILE *file, const struct definition *d, size_t type, size_t question)
{
    const struct question *q = &d->questions[question];
    if (!form_names_units(d, type)) {
        print_item(file, d, question, NONE);
        return;
    }
    size_t n = 0;
    char **rows = xcalloc(d->n_units, sizeof *rows);
    for (size_t u = 0; u < d->n_units; u++)
        if (form_asks(d, type, question, u)) {
            if (q->kind == KIND_OPTION)
                rows[n++] = xstrdup(d->units[u].name);
            else
                print_item(file, d, question, u);
        }
    if (!n) {
        free(rows);
        return;
    }
    char *title = form_title(d, question, NONE), *words = quoted(title);
    fprintf(file, "  form.addGridItem().setTitle(%s).setRequired(%s)", words, q->required ? "true" : "false");
    print_list(file, "setRows", rows, n);
    print_options(file, &d->scales[q->scale], "setColumns");
    fputs(";\n", file);
    free(title);
    free(words);
}

static void print_type(FILE *file, const struct definition *d, size_t type)
{
    const struct ballot_type *t = &d->ballot_types[type];
    char *title = xasprintf("%s: %s", d->setting[S_TITLE], t->title), *words = quoted(title);
    fprintf(file,
            "\nfunction taoPhieu%zu() { // %s\n  var form = FormApp.create(%s);\n"
            "  form.addTextItem().setTitle(\"" FORM_SERIAL_TITLE "\").setHelpText(\"" SERIAL_HINT
            "\").setRequired(true)\n"
            "    .setValidation(FormApp.createTextValidation().requireTextMatchesPattern(\"" SERIAL_DIGITS
            "\").build());\n",
            type + 1, t->code, words);
    for (size_t i = 0; i < t->n_unit_questions; i++)
        print_unit_question(file, d, type, t->unit_questions[i]);
    for (size_t i = 0; i < t->n_ballot_questions; i++)
        print_item(file, d, t->ballot_questions[i], NONE);
    fputs("  Logger.log(\"Biểu mẫu: \" + form.getEditUrl());\n}\n", file);
    free(title);
    free(words);
}

static bool write_google(const struct definition *d, const char *path, bool force, struct error *err)
{
    struct output output = {0};
    if (!output_open(&output, path, force, err))
        return false;
    fputs("// Dán vào script.google.com (Dự án mới), rồi chạy taoBieuMau: mỗi mẫu phiếu thành một Google Biểu mẫu.\n"
          "// Đừng sửa tên câu hỏi: tệp trả lời tải về (.csv) được nạp bằng dtxhh import ĐỢT.dtxhh TỆP.csv --channel "
          "online.\n"
          "function taoBieuMau() {\n",
          output.file);
    for (size_t t = 0; t < d->n_ballot_types; t++)
        fprintf(output.file, "  taoPhieu%zu();\n", t + 1);
    fputs("}\n", output.file);
    for (size_t t = 0; t < d->n_ballot_types; t++)
        print_type(output.file, d, t);
    bool ok = output_commit(&output, err);
    output_abandon(&output);
    return ok;
}

bool form_write(struct store *round, const char *tool, const char *path, bool force, size_t *n_files, struct error *err)
{
    bool google = !strcmp(tool, "google");
    if (!google && strcmp(tool, "xlsform") != 0)
        return error_set(err, E_USAGE, _("--tool has \"%s\"; expected xlsform or google"), tool);
    struct definition *d = definition_load(round, err);
    if (!d)
        return false;
    bool ok = d->n_ballot_types > 0 || error_set(err, E_STATE, _("the round has no ballot types"));
    *n_files = google ? 1 : d->n_ballot_types;
    if (ok && google)
        ok = write_google(d, path, force, err);
    for (size_t t = 0; ok && !google && t < d->n_ballot_types; t++) {
        char *own = d->n_ballot_types == 1 ? xstrdup(path) : path_of_type(path, d->ballot_types[t].code);
        ok = write_xlsform(d, t, own, force, err);
        free(own);
    }
    definition_free(d);
    return ok;
}
