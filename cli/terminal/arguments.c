#include "cli/terminal/arguments.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/near.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/round/choices.h"

/* Options of every verb, and of the verbs with a flag. */
static const struct common_option {
    unsigned of; /* 0: every verb */
    struct verb_option option;
} common[] = {
    {VERB_TABLE, {"csv", 0, NULL, 0, N_("print CSV with English column names, at a terminal too")}},
    {VERB_WRITES, {"force", 0, NULL, 0, N_("write over files that are there")}},
    {VERB_CHANGES, {"dry-run", 0, NULL, 0, N_("do everything, then leave the round as it was")}},
    {VERB_CHANGES, {"as", 0, "NAME", 0, N_("who acts, for the log (default: the login name)")}},
    {VERB_CHANGES, {"reason", 0, "TEXT", OPTION_FILLED, N_("why, for the log")}},
    {0, {"lang", 0, "vi|en", 0, N_("language of the messages (default: vi, or DTXHH_LANG)")}},
    {0, {"quiet", 0, NULL, 0, N_("no summaries and no hints; faults and warnings still appear")}},
    {0, {"help", 0, NULL, 0, N_("print this text")}},
};

#define N_COMMON (sizeof common / sizeof *common)

struct given {
    const struct verb_option *option;
    char *value; /* NULL for a flag */
};

struct arguments {
    const struct verb *verb;
    struct given *given;
    size_t n_given, given_room;
    char **words;
    size_t n_words, words_room;
};

static bool has_common(const struct verb *verb, size_t i)
{
    return !common[i].of || (verb->flags & common[i].of);
}

/* The option of VERB with this name, or, where NAME is NULL, with this letter. */
static const struct verb_option *find_option(const struct verb *verb, const char *name, size_t length, char letter)
{
    for (const struct verb_option *o = verb->options; o && o->name; o++)
        if (name ? strlen(o->name) == length && !memcmp(o->name, name, length) : o->letter == letter)
            return o;
    for (size_t i = 0; i < N_COMMON && name; i++) {
        const struct verb_option *o = &common[i].option;
        if (has_common(verb, i) && strlen(o->name) == length && !memcmp(o->name, name, length))
            return o;
    }
    return NULL;
}

static const struct given *find_given(const struct arguments *args, const char *name)
{
    assert(find_option(args->verb, name, strlen(name), 0));
    for (size_t i = 0; i < args->n_given; i++)
        if (!strcmp(args->given[i].option->name, name))
            return &args->given[i];
    return NULL;
}

/* TEXT as a new string: composed, or as it is where it names a file.  NULL and ERR for what is no UTF-8. */
static char *clean(const char *text, bool path, struct error *err)
{
    if (path)
        return xstrdup(text);
    if (text_is_utf8(text, strlen(text), NULL))
        return text_nfc(text, strlen(text));
    error_set(err, E_USAGE, _("the word \"%s\" is not UTF-8 text"), text);
    return NULL;
}

/* WORD, which is taken over, as OPTION has it; NULL and ERR. */
static char *take_choice(const struct verb_option *option, char *word, struct error *err)
{
    char *found = choice_find(option->value, word);
    if (!found) {
        struct strbuf list = {0};
        for (const char *p = option->value; *p; p += *p == '|') {
            size_t n = strcspn(p, "|");
            strbuf_item(&list, ", ", "%.*s", (int)n, p);
            p += n;
        }
        error_set(err, E_USAGE, _("option --%s has \"%s\"; expected one of: %s%s"), option->name, word, list.text,
                  near_listed(word, option->value, "|").text);
        strbuf_release(&list);
    }
    free(word);
    return found;
}

static bool keep(struct arguments *args, const struct verb_option *option, const char *value, struct error *err)
{
    for (size_t i = 0; i < args->n_given; i++)
        if (args->given[i].option == option && !(option->flags & OPTION_REPEATS))
            return error_set(err, E_USAGE, _("option --%s is given twice"), option->name);
    char *own = NULL;
    if (value && !(own = clean(value, option->flags & OPTION_PATH, err)))
        return false;
    if (own && (option->flags & OPTION_FILLED) && !own[strspn(own, " \t\n")]) {
        free(own);
        return error_set(err, E_USAGE, _("option --%s is empty; expected %s"), option->name, option->value);
    }
    if (own && (option->flags & OPTION_CHOICE) && !(own = take_choice(option, own, err)))
        return false;
    args->given = grow(args->given, &args->given_room, args->n_given + 1, sizeof *args->given);
    args->given[args->n_given++] = (struct given){option, own};
    return true;
}

static bool no_option(const struct verb *verb, const char *word, struct error *err)
{
    struct near near;
    const struct verb_option *best = NULL;
    char *name = xstrndup(word + strspn(word, "-"), strcspn(word + strspn(word, "-"), "="));
    near_init(&near, word[1] == '-' ? name : "");
    for (size_t i = 0; verb->options && verb->options[i].name; i++) {
        near_try(&near, verb->options[i].name, i);
        best = near.best == i ? &verb->options[i] : best;
    }
    near_release(&near);
    char *option = best ? xasprintf("--%s", best->name) : NULL;
    error_set(err, E_USAGE, _("there is no option \"%s\"; `dtxhh %s --help` lists them%s"), word, verb->name,
              near_words(option).text);
    free(option);
    free(name);
    return false;
}

/* The option that WORDS[*I] names, with its value in the same word or the next. */
static bool read_option(struct arguments *args, const char *const *words, size_t n, size_t *i, struct error *err)
{
    const char *word = words[*i], *value = NULL;
    const struct verb_option *option;
    if (word[1] == '-') {
        size_t length = strcspn(word + 2, "=");
        option = find_option(args->verb, word + 2, length, 0);
        if (word[2 + length] == '=')
            value = word + 2 + length + 1;
    } else {
        option = find_option(args->verb, NULL, 0, word[1]);
        if (word[2])
            value = word + 2;
    }
    if (!option)
        return no_option(args->verb, word, err);
    if (!option->value && value)
        return error_set(err, E_USAGE, _("option --%s takes no value, \"%s\" was given"), option->name, value);
    if (option->value && !value) {
        if (*i + 1 == n)
            return error_set(err, E_USAGE, _("option --%s needs a value (%s)"), option->name, option->value);
        value = words[++*i];
    }
    return keep(args, option, value, err);
}

/* The Ith positional that VERB takes, the last one repeated where it ends in "..."; NULL beyond. */
static const char *positional(const struct verb *verb, size_t i, size_t *length)
{
    const char *p = verb->takes;
    for (;;) {
        *length = strcspn(p, " ");
        bool repeated = *length > 3 && !memcmp(p + *length - 3, "...", 3);
        if (!*length)
            return NULL;
        if (i == 0 || repeated)
            return p;
        i--;
        p += *length + (p[*length] == ' ');
    }
}

static bool read_word(struct arguments *args, const char *word, struct error *err)
{
    size_t length;
    const char *name = positional(args->verb, args->n_words, &length);
    if (!name)
        return error_set(err, E_USAGE, _("the word \"%s\" is too many; `dtxhh %s --help` tells what is expected"), word,
                         args->verb->name);
    name += *name == '['; /* one that may be left out */
    bool path =
        !strncmp(name, "ROUND", 5) || !strncmp(name, "FILE", 4) || !strncmp(name, "DIR", 3) || !strncmp(name, "OUT", 3);
    char *own = clean(word, path, err);
    if (!own)
        return false;
    args->words = grow(args->words, &args->words_room, args->n_words + 1, sizeof *args->words);
    args->words[args->n_words++] = own;
    return true;
}

/* What the verb cannot do without. */
static bool check_complete(const struct arguments *args, struct error *err)
{
    size_t length;
    const char *missing = positional(args->verb, args->n_words, &length);
    bool repeated = missing && length > 3 && !memcmp(missing + length - 3, "...", 3);
    bool one_there = false;
    if (repeated && args->n_words) {
        size_t before;
        one_there = positional(args->verb, args->n_words - 1, &before) == missing;
    }
    if (missing && !one_there && missing[0] != '[')
        return error_set(err, E_USAGE, _("%.*s is missing; `dtxhh %s --help` tells what is expected"),
                         (int)(repeated ? length - 3 : length), missing, args->verb->name);
    for (const struct verb_option *o = args->verb->options; o && o->name; o++)
        if ((o->flags & OPTION_REQUIRED) && !find_given(args, o->name))
            return error_set(err, E_USAGE, _("option --%s is missing; `dtxhh %s --help` tells what it means"), o->name,
                             args->verb->name);
    return true;
}

/* True where A and B name one file that exists, or would. */
static bool same_file(const char *a, const char *b)
{
    struct stat one, other;
    return !strcmp(a, b) || (stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
                             one.st_ino == other.st_ino && S_ISREG(one.st_mode));
}

/* False where PATHS, a path or several with commas, name the file OUTPUT. */
static bool spares(const char *output, const char *paths, struct error *err)
{
    bool same = same_file(output, paths);
    char *each = xstrdup(paths), *rest = each;
    for (char *path; !same && (path = strsep(&rest, ",")) != NULL;)
        same = same_file(output, path);
    free(each);
    return !same || error_set(err, E_USAGE, _("\"%s\" is read and would be written over; name another file"), output);
}

/* What is read besides the option WRITER, or the positional N_WORDS - 1 where that is NULL, is not OUTPUT. */
static bool check_output(const struct arguments *args, const struct given *writer, const char *output,
                         struct error *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < args->n_given; i++)
        if (&args->given[i] != writer && args->given[i].option->flags & OPTION_PATH)
            ok = spares(output, args->given[i].value, err);
    for (size_t i = 0; ok && i < args->n_words; i++)
        if (args->words[i] != output)
            ok = spares(output, args->words[i], err);
    return ok;
}

static bool check_outputs(const struct arguments *args, struct error *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < args->n_given; i++)
        if (args->given[i].option->flags & OPTION_WRITES)
            ok = check_output(args, &args->given[i], args->given[i].value, err);
    for (size_t i = 0; ok && i < args->n_words; i++) {
        size_t length;
        const char *name = positional(args->verb, i, &length);
        if (name && length == strlen("OUT.xlsx") && !memcmp(name, "OUT.xlsx", length))
            ok = check_output(args, NULL, args->words[i], err);
    }
    return ok;
}

struct arguments *arguments_parse(const struct verb *verb, const char *const *words, size_t n, bool *help,
                                  struct error *err)
{
    struct arguments *args = xcalloc(1, sizeof *args);
    args->verb = verb;
    *help = false;
    bool ok = true, options = true;
    for (size_t i = 0; ok && i < n && !*help; i++) {
        const char *word = words[i];
        if (options && !strcmp(word, "--"))
            options = false;
        else if (options && word[0] == '-' && word[1])
            ok = read_option(args, words, n, &i, err);
        else
            ok = read_word(args, word, err);
        *help = ok && argument_given(args, "help");
    }
    if (*help || (ok && check_complete(args, err) && check_outputs(args, err)))
        return args;
    arguments_free(args);
    return NULL;
}

void arguments_free(struct arguments *args)
{
    if (!args)
        return;
    for (size_t i = 0; i < args->n_given; i++)
        free(args->given[i].value);
    for (size_t i = 0; i < args->n_words; i++)
        free(args->words[i]);
    free(args->given);
    free(args->words);
    free(args);
}

bool argument_given(const struct arguments *args, const char *name)
{
    return find_given(args, name) != NULL;
}

const char *argument_value(const struct arguments *args, const char *name)
{
    const struct given *given = find_given(args, name);
    return given ? given->value : NULL;
}

size_t argument_choice(const struct arguments *args, const char *name, size_t fallback)
{
    const struct given *given = find_given(args, name);
    assert(!given || (given->option->flags & OPTION_CHOICE));
    return given ? choice_position(given->option->value, given->value) : fallback;
}

const char **argument_values(const struct arguments *args, const char *name, size_t *n)
{
    assert(find_option(args->verb, name, strlen(name), 0));
    const char **values = xcalloc(args->n_given + 1, sizeof *values);
    *n = 0;
    for (size_t i = 0; i < args->n_given; i++)
        if (!strcmp(args->given[i].option->name, name))
            values[(*n)++] = args->given[i].value;
    return values;
}

enum number_reading argument_number(const char *name, const char *text, size_t length, enum decimal_mark mark,
                                    double *value, struct error *err)
{
    enum number_reading reading = number_typed(text, length, mark, value);
    if (reading == NUMBER_AMBIGUOUS) {
        char one[NUMBER_TEXT], other[NUMBER_TEXT], *figure = xstrndup(text, length - (text[length - 1] == '%'));
        error_set(err, E_USAGE,
                  _("option --%s has \"%.*s\", which can be read in two ways, %s or %s; write one of these"), name,
                  (int)length, text, number_shown(figure, DECIMAL_POINT, one),
                  number_shown(figure, DECIMAL_COMMA, other));
        free(figure);
    }
    return reading;
}

bool argument_count(const struct arguments *args, const char *name, long low, long high, long fallback, long *value,
                    struct error *err)
{
    const char *text = argument_value(args, name);
    *value = fallback;
    if (!text)
        return true;
    char plain[NUMBER_TEXT];
    double x;
    long long number;
    if (argument_number(name, text, strlen(text), DECIMAL_UNKNOWN, &x, err) != NUMBER_READ ||
        number_plain(text, plain) != NUMBER_READ || !number_whole(plain, &number) || number < low || number > high)
        return error_set(err, E_USAGE, _("option --%s has \"%s\"; expected a whole number from %ld to %ld"), name, text,
                         low, high);
    *value = (long)number;
    return true;
}

bool argument_share(const struct arguments *args, const char *name, double fallback, double *value, struct error *err)
{
    const char *text = argument_value(args, name);
    *value = fallback;
    if (!text || (argument_number(name, text, strlen(text), DECIMAL_UNKNOWN, value, err) == NUMBER_READ &&
                  *value >= 0 && *value <= 1))
        return true;
    return error_set(err, E_USAGE, _("option --%s has \"%s\"; expected a share such as 0.05 or 5%%"), name, text);
}

/* The numbers of an option: above LOW and at most HIGH. */
struct numbers_wanted {
    const char *name;
    double low, high;
    bool whole;
};

/* LENGTH bytes of TEXT are no such number. */
static bool refuse(const struct numbers_wanted *w, const char *text, size_t length, struct error *err)
{
    /* A bound such as 0.999999999 stands for less than 1. */
    double rounded = round(w->high * 1e6) / 1e6;
    if (w->whole)
        return error_set(err, E_USAGE, _("option --%s has \"%.*s\"; expected a whole number above %g and at most %g"),
                         w->name, (int)length, text, w->low, w->high);
    if (rounded > w->high)
        return error_set(err, E_USAGE, _("option --%s has \"%.*s\"; expected a number above %g and below %g"), w->name,
                         (int)length, text, w->low, rounded);
    return error_set(err, E_USAGE, _("option --%s has \"%.*s\"; expected a number above %g and at most %g"), w->name,
                     (int)length, text, w->low, w->high);
}

static bool number_wanted(const struct numbers_wanted *w, const char *text, size_t length, enum decimal_mark mark,
                          double *value, struct error *err)
{
    return (argument_number(w->name, text, length, mark, value, err) == NUMBER_READ && *value > w->low &&
            *value <= w->high && (!w->whole || (text[length - 1] != '%' && *value == floor(*value)))) ||
           refuse(w, text, length, err);
}

bool argument_real(const struct arguments *args, const char *name, double low, double high, double fallback,
                   double *value, struct error *err)
{
    const char *text = argument_value(args, name);
    struct numbers_wanted wanted = {name, low, high, false};
    *value = fallback;
    return !text || number_wanted(&wanted, text, strlen(text), DECIMAL_UNKNOWN, value, err);
}

/* The parts of TEXT between SEPARATOR; NULL with ERR where one of them is not wanted. */
static double *read_parts(const struct numbers_wanted *w, const char *text, char separator, size_t *n,
                          struct error *err)
{
    bool several = separator == ',' && strchr(text, ',');
    enum decimal_mark mark = several && !w->whole ? DECIMAL_POINT : DECIMAL_UNKNOWN;
    double *values = NULL;
    size_t room = 0;
    *n = 0;
    for (bool more = true; more;) {
        size_t length = (size_t)(strchrnul(text, separator) - text);
        values = grow(values, &room, *n + 1, sizeof *values);
        bool padded = several && length > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
        if (padded ? !refuse(w, text, length, err) : !number_wanted(w, text, length, mark, &values[(*n)++], err)) {
            free(values);
            return NULL;
        }
        more = text[length] == separator;
        text += length + more;
    }
    return values;
}

/* True where TEXT, a number with a comma, is a percentage before which stands none: 5,5%, but not 5%,5%. */
static bool is_percentage(const char *text)
{
    const char *percent = strchr(text, '%');
    return percent && !percent[1];
}

static double *read_numbers(const struct arguments *args, const struct numbers_wanted *w, size_t *n, struct error *err)
{
    const char *text = argument_value(args, w->name);
    struct error local = {0};
    double x;
    bool one =
        !strchr(text, ';') && strchr(text, ',') && number_typed(text, strlen(text), DECIMAL_UNKNOWN, &x) != NUMBER_NOT;
    char separator = strchr(text, ';') || (one && is_percentage(text)) ? ';' : ',';
    double *values = read_parts(w, text, separator, n, &local);
    if (!values && one)
        values = read_parts(w, text, ';', n, err);
    else if (!values && strchr(text, ','))
        error_set(err, E_USAGE, _("%s; commas stand between numbers, or `;` where a comma is the decimal mark"),
                  local.text);
    else if (!values)
        (void)!error_pass(err, &local);
    return values;
}

double *argument_reals(const struct arguments *args, const char *name, double low, double high, size_t *n,
                       struct error *err)
{
    return read_numbers(args, &(struct numbers_wanted){name, low, high, false}, n, err);
}

double *argument_counts(const struct arguments *args, const char *name, double low, double high, size_t *n,
                        struct error *err)
{
    return read_numbers(args, &(struct numbers_wanted){name, low, high, true}, n, err);
}

bool argument_limits(const struct arguments *args, const char *option, double *low, double *high, struct error *err)
{
    const char *text = argument_value(args, option), *at = strpbrk(text, strchr(text, ';') ? ";" : ",");
    enum decimal_mark mark = at && *at == ',' ? DECIMAL_POINT : DECIMAL_UNKNOWN;
    size_t before = at ? (size_t)(at - text) : 0, behind = at ? strlen(at + 1) : 0;
    *low = -INFINITY;
    *high = INFINITY;
    bool ok = (before || behind) && (!behind || !strchr(at + 1, *at)) &&
              (!before || argument_number(option, text, before, mark, low, err) == NUMBER_READ) &&
              (!behind || argument_number(option, at + 1, behind, mark, high, err) == NUMBER_READ) && *low < *high;
    return ok || error_set(err, E_USAGE,
                           _("option --%s has \"%s\"; expected two numbers L,U, or L;U where a comma is the decimal "
                             "mark, with L below U, one of which may be left out"),
                           option, text);
}

size_t argument_n_words(const struct arguments *args)
{
    return args->n_words;
}

const char *argument_word(const struct arguments *args, size_t i)
{
    assert(i < args->n_words);
    return args->words[i];
}

const char *const *argument_words(const struct arguments *args, size_t first)
{
    return (const char *const *)args->words + first;
}

const struct verb *argument_verb(const struct arguments *args)
{
    return args->verb;
}

#define HELP_COLUMN 26

static void print_option(const struct verb_option *o, FILE *out)
{
    char letter[] = {'-', o->letter, ',', ' ', '\0'};
    char *option =
        xasprintf("  %s--%s%s%s", o->letter ? letter : "", o->name, o->value ? " " : "", o->value ? o->value : "");
    size_t width = text_width(option);
    fputs(option, out);
    free(option);
    if (width >= HELP_COLUMN) {
        fputc('\n', out);
        width = 0;
    }
    fprintf(out, "%*s%s\n", (int)(HELP_COLUMN - width), "", _(o->help));
}

void arguments_help(const struct verb *verb, FILE *out)
{
    fprintf(out, _("usage: dtxhh %s %s"), verb->name, verb->takes);
    for (const struct verb_option *o = verb->options; o && o->name; o++) {
        if (!(o->flags & OPTION_REQUIRED))
            continue;
        if (o->letter)
            fprintf(out, " -%c %s", o->letter, o->value);
        else
            fprintf(out, " --%s %s", o->name, o->value);
    }
    fprintf(out, " %s\n\n%s\n\n", _("[options]"), _(verb->summary));
    for (const struct verb_option *o = verb->options; o && o->name; o++)
        print_option(o, out);
    for (size_t i = 0; i < N_COMMON; i++)
        if (has_common(verb, i))
            print_option(&common[i].option, out);
}
