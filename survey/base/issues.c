#include "survey/base/issues.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

#define LONGEST_TEXT 1000 /* bytes of a message: a cell of the user's may have a million */

struct code_count {
    const char *code;
    enum severity severity;
    size_t n, kept;
    bool accepted;
};

struct issues {
    struct issue *kept;
    size_t n_kept, room;
    size_t most; /* kept of all codes together, beyond ISSUES_KEPT of each */
    struct code_count *codes;
    size_t n_codes, codes_room;
    char **names; /* file and sheet names, each kept once */
    size_t n_names, names_room;
    size_t total[2];
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
    return xcalloc(1, sizeof(struct issues));
}

void issues_keep(struct issues *issues, size_t n)
{
    assert(!issues->n_codes);
    issues->most = n;
}

void issues_free(struct issues *issues)
{
    if (!issues)
        return;
    for (size_t i = 0; i < issues->n_kept; i++)
        free(issues->kept[i].text);
    for (size_t i = 0; i < issues->n_names; i++)
        free(issues->names[i]);
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

void issues_add(struct issues *issues, enum severity severity, const char *code, struct place place, const char *format,
                ...)
{
    assert(strlen(code) == 4 && code[0] == (severity == FAULT ? 'F' : 'W'));
    issues->total[severity]++;
    struct code_count *count = count_of(issues, code, severity);
    count->n++;
    if (count->accepted || (count->kept >= ISSUES_KEPT && issues->n_kept >= issues->most))
        return;
    count->kept++;
    va_list args;
    va_start(args, format);
    char *text = NULL;
    if (vasprintf(&text, format, args) < 0)
        text = xstrdup("?");
    va_end(args);
    tame(text);
    place.file = keep_name(issues, place.file);
    place.sheet = keep_name(issues, place.sheet);
    issues->kept = grow(issues->kept, &issues->room, issues->n_kept + 1, sizeof *issues->kept);
    issues->kept[issues->n_kept++] = (struct issue){severity, code, place, text};
}

void issues_add_all(struct issues *issues, const struct issues *from)
{
    for (size_t i = 0; i < from->n_kept; i++) {
        const struct issue *one = &from->kept[i];
        issues_add(issues, one->severity, one->code, one->place, "%s", one->text);
    }
    for (size_t i = 0; i < from->n_codes; i++) {
        const struct code_count *code = &from->codes[i];
        size_t more = code->n - code->kept;
        count_of(issues, code->code, code->severity)->n += more;
        issues->total[code->severity] += more;
    }
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

static size_t code_index(const struct issues *issues, const char *code)
{
    size_t i = 0;
    while (strcmp(issues->codes[i].code, code) != 0)
        i++;
    return i;
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

void issues_print(const struct issues *issues, FILE *out)
{
    struct sort_key *keys = xcalloc(issues->n_kept, sizeof *keys);
    size_t *printed = xcalloc(issues->n_codes, sizeof *printed), n = 0; /* of each code */
    for (size_t i = 0; i < issues->n_kept; i++) {
        const struct place *p = &issues->kept[i].place;
        if (printed[code_index(issues, issues->kept[i].code)]++ < ISSUES_KEPT)
            keys[n++] =
                (struct sort_key){name_rank(issues, p->file), name_rank(issues, p->sheet), p->line, p->column, i};
    }
    free(printed);
    if (n)
        qsort(keys, n, sizeof *keys, by_place);
    for (size_t k = 0; k < n; k++) {
        const struct issue *issue = &issues->kept[keys[k].order];
        const struct place *p = &issue->place;
        if (p->file)
            fprintf(out, "%s:", p->file);
        if (p->sheet)
            fprintf(out, "%s:", p->sheet);
        if (p->line)
            fprintf(out, "%zu:", p->line);
        if (p->line && p->column)
            fprintf(out, "%zu:", p->column);
        fprintf(out, "%s%s: %s [%s]\n", p->file ? " " : "", issue->severity == FAULT ? _("fault") : _("warning"),
                issue->text, issue->code);
    }
    for (size_t i = 0; i < issues->n_codes; i++)
        if (issues->codes[i].accepted && issues->codes[i].n)
            fprintf(out, _("%zu warnings of code %s, accepted\n"), issues->codes[i].n, issues->codes[i].code);
        else if (issues->codes[i].n > ISSUES_KEPT)
            fprintf(out, _("and %zu more of code %s, not listed\n"), issues->codes[i].n - ISSUES_KEPT,
                    issues->codes[i].code);
    free(keys);
}
