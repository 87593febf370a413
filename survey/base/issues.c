#include "survey/base/issues.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

#define LINES_NAMED  3     /* of rows that say the same */
#define LONGEST_TEXT 1000  /* bytes of a message: a cell of the user's may have a million */
#define MOST_UNREAD  65536 /* cells that are remembered */

struct code_count {
    const char *code;
    enum severity severity;
    size_t n, kept;
    bool accepted;
};

/* Issues of one code, file and sheet that say the same of different cells: one thing is wrong, and one may mend it. */
struct cause {
    const char *code, *format, *file, *sheet;
    enum severity severity;
    size_t n;
};

struct issues {
    struct issue *kept;
    struct dictionary *unread; /* cells that could not be read, by their places: nothing else is wrong with them */
    struct dictionary *cause_keys;
    struct cause *causes;
    size_t causes_room;
    size_t n_kept, room;
    bool all;    /* no cause is a flood */
    size_t most; /* kept of all codes together, beyond ISSUES_KEPT of each */
    struct code_count *codes;
    size_t n_codes, codes_room;
    char **names; /* file and sheet names, each kept once */
    size_t n_names, names_room;
    size_t total[2], unsaid[2]; /* of all; those of cells of which it was said that they cannot be read */
};

char *place_line(struct place place)
{
    return place.sheet ? xasprintf("%s:%s:%zu", place.file, place.sheet, place.line)
                       : xasprintf("%s:%zu", place.file, place.line);
}

char *column_letters(size_t column, char out[8])
{
    char *p = out + 7;
    *p = '\0';
    for (; column && p > out; column = (column - 1) / 26)
        *--p = (char)('A' + (column - 1) % 26);
    return p;
}

struct issues *issues_new(void)
{
    struct issues *issues = xcalloc(1, sizeof *issues);
    issues->cause_keys = dictionary_new();
    issues->unread = dictionary_new();
    return issues;
}

void issues_keep(struct issues *issues, size_t n)
{
    assert(!issues->n_codes);
    issues->most = n;
}

void issues_say_all(struct issues *issues)
{
    issues_keep(issues, SIZE_MAX);
    issues->all = true;
}

void issues_free(struct issues *issues)
{
    if (!issues)
        return;
    for (size_t i = 0; i < issues->n_kept; i++)
        free(issues->kept[i].text);
    for (size_t i = 0; i < issues->n_names; i++)
        free(issues->names[i]);
    dictionary_free(issues->cause_keys);
    dictionary_free(issues->unread);
    free(issues->causes);
    free(issues->names);
    free(issues->kept);
    free(issues->codes);
    free(issues);
}

/* NAME as a string that lives as long as ISSUES. */
static const char *keep_name(struct issues *issues, const char *name)
{
    if (!name)
        return NULL;
    for (size_t i = issues->n_names; i-- > 0;)
        if (!strcmp(issues->names[i], name))
            return issues->names[i];
    issues->names = grow(issues->names, &issues->names_room, issues->n_names + 1, sizeof *issues->names);
    return issues->names[issues->n_names++] = xstrdup(name);
}

static struct code_count *count_of(struct issues *issues, const char *code, enum severity severity)
{
    for (size_t i = 0; i < issues->n_codes; i++)
        if (!strcmp(issues->codes[i].code, code))
            return &issues->codes[i];
    issues->codes = grow(issues->codes, &issues->codes_room, issues->n_codes + 1, sizeof *issues->codes);
    issues->codes[issues->n_codes] = (struct code_count){code, severity, 0, 0, false};
    return &issues->codes[issues->n_codes++];
}

/* One line that a terminal shows as it is, however long and whatever the user's words in it. */
static void tame(char *text)
{
    if (strlen(text) > LONGEST_TEXT) {
        text_cut(text, LONGEST_TEXT - strlen("…"));
        memcpy(text + strlen(text), "…", sizeof "…");
    }
    for (char *p = text; *p; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7F)
            *p = ' ';
        else if (*p == '\xC2' && (unsigned char)p[1] >= 0x80 && (unsigned char)p[1] < 0xA0)
            p[0] = p[1] = ' ';
}

static size_t cause_of(struct issues *issues, enum severity severity, const char *code, const char *format,
                       struct place place)
{
    const struct cause cause = {code, format, place.file, place.sheet, severity, 0};
    const char *key[] = {code, format, place.file, place.sheet};
    bool added;
    size_t c = dictionary_add(issues->cause_keys, (const char *)key, sizeof key, &added);
    issues->causes = grow(issues->causes, &issues->causes_room, c + 1, sizeof *issues->causes);
    if (added)
        issues->causes[c] = cause;
    return c;
}

/* N more of CAUSE, of which nothing but the number is kept; or, where TEXT is not NULL, one that may be kept. */
static void add(struct issues *issues, enum severity severity, const char *code, const char *format, struct place place,
                size_t n, const char *text)
{
    struct code_count *count = count_of(issues, code, severity);
    issues->total[severity] += n;
    count->n += n;
    place.file = keep_name(issues, place.file);
    place.sheet = keep_name(issues, place.sheet);
    size_t cause = cause_of(issues, severity, code, format, place);
    issues->causes[cause].n += n;
    if (!text)
        return;
    count->kept++;
    issues->kept = grow(issues->kept, &issues->room, issues->n_kept + 1, sizeof *issues->kept);
    issues->kept[issues->n_kept++] = (struct issue){severity, code, place, xstrdup(text), cause};
}

/* True when one more of CODE is to be kept. */
static bool is_kept(struct issues *issues, const char *code, enum severity severity)
{
    const struct code_count *count = count_of(issues, code, severity);
    return !count->accepted && (count->kept < ISSUES_KEPT || issues->n_kept < issues->most);
}

/* True where it was said already that the cell at PLACE cannot be read; CODE is one that says so if it is F12 and a
 * digit. */
static bool is_unread(struct issues *issues, const char *code, struct place place)
{
    bool says = !strncmp(code, "F12", 3);
    if (!place.line || !place.column || (!says && !dictionary_size(issues->unread)))
        return false;
    char *key = xasprintf("%zu %zu %s:%s", place.line, place.column, place.file ? place.file : "",
                          place.sheet ? place.sheet : "");
    bool unread = dictionary_find(issues->unread, key) != SIZE_MAX;
    if (says && !unread && dictionary_size(issues->unread) < MOST_UNREAD)
        dictionary_add(issues->unread, key, strlen(key), NULL);
    free(key);
    return unread;
}

void issues_add(struct issues *issues, enum severity severity, const char *code, struct place place, const char *format,
                ...)
{
    assert(strlen(code) == 4 && code[0] == (severity == FAULT ? 'F' : 'W'));
    if (is_unread(issues, code, place)) {
        issues->total[severity]++;
        issues->unsaid[severity]++;
        return;
    }
    char *text = NULL;
    if (is_kept(issues, code, severity)) {
        va_list args;
        va_start(args, format);
        if (vasprintf(&text, format, args) < 0)
            text = xstrdup("?");
        va_end(args);
        tame(text);
    }
    add(issues, severity, code, format, place, 1, text);
    free(text);
}

void issues_add_all(struct issues *issues, const struct issues *from)
{
    size_t n_causes = dictionary_size(from->cause_keys), *kept = xcalloc(n_causes + 1, sizeof *kept);
    for (size_t i = 0; i < from->n_kept; i++) {
        const struct issue *one = &from->kept[i];
        add(issues, one->severity, one->code, from->causes[one->cause].format, one->place, 1,
            is_kept(issues, one->code, one->severity) ? one->text : NULL);
        kept[one->cause]++;
    }
    for (size_t c = 0; c < n_causes; c++) {
        const struct cause *cause = &from->causes[c];
        struct place place = {cause->file, cause->sheet, 0, 0};
        if (cause->n > kept[c])
            add(issues, cause->severity, cause->code, cause->format, place, cause->n - kept[c], NULL);
    }
    for (size_t s = 0; s < 2; s++) {
        issues->total[s] += from->unsaid[s];
        issues->unsaid[s] += from->unsaid[s];
    }
    free(kept);
}

void issues_accept(struct issues *issues, const char *code)
{
    assert(code[0] == 'W');
    count_of(issues, code, WARNING)->accepted = true;
}

bool issues_accepts(const struct issues *issues, const char *code)
{
    for (size_t i = 0; i < issues->n_codes; i++)
        if (!strcmp(issues->codes[i].code, code))
            return issues->codes[i].accepted;
    return false;
}

size_t issues_n_codes(const struct issues *issues)
{
    return issues->n_codes;
}

const char *issues_code(const struct issues *issues, size_t i, size_t *n, bool *accepted)
{
    *n = issues->codes[i].n;
    *accepted = issues->codes[i].accepted;
    return issues->codes[i].code;
}

size_t issues_count(const struct issues *issues, enum severity severity)
{
    return issues->total[severity];
}

size_t issues_said(const struct issues *issues, enum severity severity)
{
    return issues->total[severity] - issues->unsaid[severity];
}

size_t issues_count_code(const struct issues *issues, const char *code)
{
    for (size_t i = 0; i < issues->n_codes; i++)
        if (!strcmp(issues->codes[i].code, code))
            return issues->codes[i].n;
    return 0;
}

size_t issues_not_kept(const struct issues *issues, const char *code)
{
    for (size_t i = 0; i < issues->n_codes; i++)
        if (!strcmp(issues->codes[i].code, code) && !issues->codes[i].accepted)
            return issues->codes[i].n - issues->codes[i].kept;
    return 0;
}

size_t issues_kept(const struct issues *issues)
{
    return issues->n_kept;
}

const struct issue *issues_get(const struct issues *issues, size_t i)
{
    assert(i < issues->n_kept);
    return &issues->kept[i];
}

static const struct code_count *count_of_code(const struct issues *issues, const char *code)
{
    size_t i = 0;
    while (strcmp(issues->codes[i].code, code) != 0)
        i++;
    return &issues->codes[i];
}

/* Where NAME first appeared; NULL comes first. */
static size_t name_rank(const struct issues *issues, const char *name)
{
    if (!name)
        return 0;
    for (size_t i = 0; i < issues->n_names; i++)
        if (issues->names[i] == name)
            return i + 1;
    return 0;
}

struct sort_key {
    size_t file, sheet, line, column, order;
};

static int by_place(const void *a, const void *b)
{
    const struct sort_key *x = a, *y = b;
    const size_t xs[] = {x->file, x->sheet, x->line, x->column, x->order};
    const size_t ys[] = {y->file, y->sheet, y->line, y->column, y->order};
    for (size_t i = 0; i < 5; i++)
        if (xs[i] != ys[i])
            return xs[i] < ys[i] ? -1 : 1;
    return 0;
}

/* What one cause says in one text: of its rows the first, and where others are. */
struct saying {
    const struct issue *first;
    size_t n, n_lines;
    size_t lines[LINES_NAMED];
};

static void print_place(FILE *out, struct place p)
{
    if (p.file)
        fprintf(out, "%s:", p.file);
    if (p.sheet)
        fprintf(out, "%s:", p.sheet);
    if (p.line)
        fprintf(out, "%zu:", p.line);
    if (p.line && p.column)
        fprintf(out, "%zu:", p.column);
    if (p.file)
        putc(' ', out);
}

static void print_saying(FILE *out, const struct saying *s)
{
    const struct issue *issue = s->first;
    print_place(out, issue->place);
    fprintf(out, "%s: %s", issue->severity == FAULT ? _("fault") : _("warning"), issue->text);
    if (s->n > 1)
        fprintf(out, _("; and %zu more like it"), s->n - 1);
    for (size_t i = 0; i < s->n_lines; i++)
        fprintf(out, i ? ", %zu" : _(": line %zu"), s->lines[i]);
    fprintf(out, "%s [%s]\n", s->n_lines && s->n - 1 > s->n_lines ? ", …" : "", issue->code);
}

/* What the kept issues say, in the order of their first places, as a new array of *N. */
static struct saying *sayings_of(const struct issues *issues, size_t *n)
{
    struct sort_key *keys = xcalloc(issues->n_kept + 1, sizeof *keys);
    struct saying *sayings = xcalloc(issues->n_kept + 1, sizeof *sayings);
    struct dictionary *texts = dictionary_new();
    for (size_t i = 0; i < issues->n_kept; i++) {
        const struct place *p = &issues->kept[i].place;
        keys[i] = (struct sort_key){name_rank(issues, p->file), name_rank(issues, p->sheet), p->line, p->column, i};
    }
    if (issues->n_kept)
        qsort(keys, issues->n_kept, sizeof *keys, by_place);
    for (size_t k = 0; k < issues->n_kept; k++) {
        const struct issue *issue = &issues->kept[keys[k].order];
        bool of_column = text_list_has("F126|F127", "|", issue->code) && issue->place.column; /* how it is shown */
        char *text = of_column ? xasprintf("%zu %zu", issue->cause, issue->place.column)
                               : xasprintf("%zu %s", issue->cause, issue->text);
        bool first;
        struct saying *s = &sayings[dictionary_add(texts, text, strlen(text), &first)];
        if (first)
            s->first = issue;
        else if (s->n_lines < LINES_NAMED && issue->place.line)
            s->lines[s->n_lines++] = issue->place.line;
        s->n++;
        free(text);
    }
    *n = dictionary_size(texts);
    dictionary_free(texts);
    free(keys);
    return sayings;
}

void issues_print(const struct issues *issues, FILE *out)
{
    size_t n, n_causes = dictionary_size(issues->cause_keys);
    struct saying *sayings = sayings_of(issues, &n);
    size_t *printed = xcalloc(n_causes + 1, sizeof *printed), *told = xcalloc(n_causes + 1, sizeof *told);
    for (size_t i = 0; i < n; i++)
        printed[sayings[i].first->cause]++;
    for (size_t i = 0; i < n; i++) /* those that are not kept are most likely the same */
        if (printed[sayings[i].first->cause] == 1)
            sayings[i].n = issues->causes[sayings[i].first->cause].n;
    size_t *most = xcalloc(n_causes + 1, sizeof *most);
    for (size_t c = 0; c < n_causes; c++)
        most[c] = issues->all ? SIZE_MAX : printed[c] > ISSUES_SHOWN ? ISSUES_FLOOD : ISSUES_SHOWN;
    memset(printed, 0, n_causes * sizeof *printed);
    for (size_t i = 0; i < n; i++) {
        size_t cause = sayings[i].first->cause;
        if (printed[cause]++ >= most[cause])
            continue;
        told[cause] += sayings[i].n;
        print_saying(out, &sayings[i]);
    }
    for (size_t c = 0; c < n_causes; c++) {
        const struct cause *cause = &issues->causes[c];
        if (cause->n == told[c] || count_of_code(issues, cause->code)->accepted)
            continue;
        print_place(out, (struct place){cause->file, cause->sheet, 0, 0});
        fprintf(out, _("%s: and %zu more like these [%s]\n"), cause->severity == FAULT ? _("fault") : _("warning"),
                cause->n - told[c], cause->code);
    }
    for (size_t i = 0; i < issues->n_codes; i++)
        if (issues->codes[i].accepted && issues->codes[i].n)
            fprintf(out, _("%zu warnings of code %s, accepted\n"), issues->codes[i].n, issues->codes[i].code);
    free(printed);
    free(most);
    free(told);
    free(sayings);
}
