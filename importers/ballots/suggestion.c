#include "importers/ballots/suggestion.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/columns.h"
#include "importers/words/names.h"
#include "importers/words/programs.h"
#include "survey/base/memory.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"

static struct suggestion nothing(void)
{
    return (struct suggestion){false, N_BALLOT_FIELDS, NONE, NONE, false};
}

struct suggestion suggest_field(const char *name)
{
    struct suggestion g = nothing();
    g.certain = program_field(name, &g.field, &g.ignored);
    return g;
}

/* --- questions and units -------------------------------------------------------------------- */

/* TEXT without marks, capitals, punctuation and blanks, so that "1. Ông/bà…?" meets "ông bà". */
static char *bare(const char *text, size_t length)
{
    char *copy = xstrndup(text, length), *plain = text_plain(copy), *out = plain;
    for (const char *p = plain; *p; p++)
        if (isalnum((unsigned char)*p) || (unsigned char)*p >= 0x80)
            *out++ = *p;
    *out = '\0';
    free(copy);
    return plain;
}

/* How well NAME (bare) fits WORDS: 3 the same, 2 one begins or ends with the other and most of it is there, 0 not. */
static int fit(const char *name, const char *words)
{
    size_t n = strlen(name), m = strlen(words);
    if (!n || !m)
        return 0;
    if (!strcmp(name, words))
        return 3;
    size_t shorter = n < m ? n : m, longer = n < m ? m : n;
    const char *in = n < m ? words : name, *what = n < m ? name : words;
    bool begins = !strncmp(in, what, shorter), ends = !strcmp(in + longer - shorter, what);
    return (begins || ends) && shorter >= 6 && 10 * shorter >= 6 * longer ? 2 : 0;
}

/* "Q1", "Q1. text", "Câu 1: text": the question whose code or text is TEXT; *CERTAIN as in struct suggestion. */
static size_t find_question(const struct definition *d, size_t type, const char *text, size_t length, bool *certain)
{
    const struct ballot_type *t = &d->ballot_types[type];
    char *code = ballot_names_code(text, length);
    size_t head = strcspn(code, " .:)-");
    size_t best = definition_question(d, type, code);
    *certain = true;
    if (best == NONE && code[head]) { /* a code in front of the text */
        char *front = xstrndup(code, head);
        best = definition_question(d, type, front);
        free(front);
    }
    char *words = bare(text, length);
    size_t near = NONE;
    for (size_t i = 0; best == NONE && i < t->n_unit_questions + t->n_ballot_questions; i++) {
        size_t q = i < t->n_unit_questions ? t->unit_questions[i] : t->ballot_questions[i - t->n_unit_questions];
        char *other = bare(d->questions[q].text, strlen(d->questions[q].text));
        int how = fit(words, other);
        free(other);
        if (how == 3)
            best = q;
        else if (how && near == NONE)
            near = q;
    }
    *certain = best != NONE;
    free(words);
    free(code);
    return best != NONE ? best : near;
}

/* The unit whose code or name is TEXT. */
static size_t find_unit(const struct definition *d, const char *text, size_t length, bool *certain)
{
    char *code = ballot_names_code(text, length), *words = bare(text, length);
    size_t best = definition_unit(d, code);
    int most = best == NONE ? 0 : 4;
    for (size_t u = 0; most < 3 && u < d->n_units; u++) {
        char *other = bare(d->units[u].name, strlen(d->units[u].name));
        char *tag = bare(d->units[u].short_name, strlen(d->units[u].short_name));
        int now = *tag && !strcmp(words, tag) ? 3 : fit(words, other);
        free(other);
        free(tag);
        if (now > most) {
            most = now;
            best = u;
        }
    }
    *certain = *certain && most >= 3;
    free(words);
    free(code);
    return best;
}

size_t suggest_unit(const struct definition *d, const char *name)
{
    size_t length = strlen(name);
    bool certain = true;
    size_t unit = find_unit(d, name, length, &certain);
    while (!(unit != NONE && certain) && length > 1 && isdigit((unsigned char)name[length - 1])) {
        certain = true;
        unit = find_unit(d, name, --length, &certain);
    }
    return unit != NONE && certain ? unit : NONE;
}

/* "SQ003", "3", "row3": the third unit in report order, always a guess. */
static size_t nth_unit(const struct definition *d, size_t type, const char *text, size_t length, bool *certain)
{
    size_t digits = length, n = 0;
    while (digits > 0 && isdigit((unsigned char)text[digits - 1]))
        digits--;
    if (digits == length || length - digits > 4 || digits > 3)
        return NONE;
    for (size_t i = digits; i < length; i++)
        n = 10 * n + (size_t)(text[i] - '0');
    *certain = false;
    for (size_t b = 0; n > 0 && b < d->n_blocks; b++)
        for (size_t i = 0; i < d->blocks[b].n_units; i++)
            if ((d->ballot_types[type].block == ALL || d->ballot_types[type].block == b) && --n == 0)
                return d->blocks[b].units[i];
    return NONE;
}

/* A question in A and its unit in B. */
static struct suggestion pair(const struct definition *d, size_t type, const char *a, size_t n, const char *b, size_t m)
{
    struct suggestion g = nothing();
    g.question = find_question(d, type, a, n, &g.certain);
    if (g.question == NONE || d->questions[g.question].per_ballot) {
        g.question = NONE;
        return g;
    }
    g.unit = find_unit(d, b, m, &g.certain);
    if (g.unit == NONE)
        g.unit = nth_unit(d, type, b, m, &g.certain);
    if (g.unit == NONE)
        g.question = NONE;
    return g;
}

static bool is_better(const struct suggestion *a, const struct suggestion *b)
{
    return a->question != NONE && (b->question == NONE || (a->certain && !b->certain));
}

/* "text [unit]", "unit [text]": what stands in the last brackets. */
static struct suggestion in_brackets(const struct definition *d, size_t type, const char *name)
{
    const char *close = strrchr(name, ']'), *open = NULL;
    for (const char *p = name; close && p < close; p++)
        if (*p == '[')
            open = p;
    if (!open)
        return nothing();
    size_t n = (size_t)(open - name), m = (size_t)(close - open - 1);
    struct suggestion inside = pair(d, type, name, n, open + 1, m), before = pair(d, type, open + 1, m, name, n);
    return is_better(&before, &inside) ? before : inside;
}

/* Split NAME at every one of MARKS, the unit behind it or in front of it. */
static struct suggestion at_marks(const struct definition *d, size_t type, const char *name, const char *marks)
{
    struct suggestion best = nothing();
    for (const char *p = name; *p; p++) {
        if (!strchr(marks, *p) || p == name || !p[1])
            continue;
        struct suggestion behind = pair(d, type, name, (size_t)(p - name), p + 1, strlen(p + 1)),
                          before = pair(d, type, p + 1, strlen(p + 1), name, (size_t)(p - name));
        if (is_better(&behind, &best))
            best = behind;
        if (is_better(&before, &best))
            best = before;
    }
    return best;
}

/* "group/unit/question" in any order, with slashes or hyphens: a question in one part, its unit in another. */
static struct suggestion in_parts(const struct definition *d, size_t type, const char *name, const char *mark)
{
    enum { MOST_PARTS = 8 };
    const char *parts[MOST_PARTS];
    size_t lengths[MOST_PARTS], n = 0;
    for (const char *p = name; n < MOST_PARTS; p += lengths[n - 1] + 1) {
        parts[n] = p;
        lengths[n] = strcspn(p, mark);
        if (!p[lengths[n++]])
            break;
    }
    struct suggestion best = nothing();
    for (size_t i = n; n > 1 && i-- > 0;)
        for (size_t j = n; j-- > 0;) {
            if (i == j)
                continue;
            struct suggestion now = pair(d, type, parts[i], lengths[i], parts[j], lengths[j]);
            if (is_better(&now, &best))
                best = now;
        }
    return best;
}

static struct suggestion find_asked(const struct definition *d, size_t type, const char *name)
{
    struct suggestion best = nothing();
    struct asked asked = ballot_columns_find(d, type, name);
    if (asked.question != NONE)
        return (struct suggestion){false, N_BALLOT_FIELDS, asked.question, asked.unit, true};
    struct suggestion tries[] = {in_brackets(d, type, name),   in_parts(d, type, name, "/"),
                                 in_parts(d, type, name, "-"), at_marks(d, type, name, "/"),
                                 at_marks(d, type, name, "_"), at_marks(d, type, name, ".:|-")};
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        if (is_better(&tries[i], &best))
            best = tries[i];
    if (best.question != NONE && best.certain)
        return best;
    const char *part = name_last_part(name);
    if (part != name) {
        struct suggestion inner = find_asked(d, type, part);
        if (is_better(&inner, &best))
            best = inner;
    }
    struct suggestion whole = nothing();
    whole.question = find_question(d, type, name, strlen(name), &whole.certain);
    if (is_better(&whole, &best))
        best = whole;
    return best;
}

/* The unit that TEXT ends with, in brackets or behind a hyphen, certainly; NONE where there is none. */
static size_t unit_at_end(const struct definition *d, const char *text)
{
    size_t length = strlen(text);
    const char *from = text;
    if (length && text[length - 1] == ']')
        length--;
    for (const char *p = text; p < text + length; p++)
        if (*p == '[' || !strncmp(p, " - ", 3))
            from = p + (*p == '[' ? 1 : 3);
    bool certain = true;
    size_t unit = find_unit(d, from, length - (size_t)(from - text), &certain);
    return certain ? unit : NONE;
}

/* A code and the text that the form has for it: each for itself, or the question by the code and its unit by the
 * text.  Where both are certain and differ nothing is. */
static struct suggestion of_code_and_text(const struct definition *d, size_t type, const char *code, const char *text)
{
    struct suggestion by_code = find_asked(d, type, code), by_text = find_asked(d, type, text), both = nothing();
    for (size_t n = strlen(code); both.question == NONE && n > 0; n--) {
        if (code[n] && !strchr("[_.-/", code[n]))
            continue;
        char *front = ballot_names_code(code, n);
        both.question = definition_question(d, type, front);
        free(front);
    }
    both.unit = both.question == NONE || d->questions[both.question].per_ballot ? NONE : unit_at_end(d, text);
    both.certain = both.unit != NONE;
    struct suggestion best = both.certain ? both : nothing();
    if (is_better(&by_text, &best))
        best = by_text;
    if (is_better(&by_code, &best))
        best = by_code;
    const struct suggestion *others[] = {&by_code, &by_text};
    for (size_t i = 0; i < 2; i++)
        if (others[i]->question != NONE && others[i]->certain && best.certain &&
            (others[i]->question != best.question || others[i]->unit != best.unit))
            best.certain = false;
    return best;
}

/* TEXT, a new string, without the tags of HTML and with the characters its entities stand for. */
static char *without_html(const char *text)
{
    static const struct {
        const char *entity, *is;
    } entities[] = {{"&nbsp;", " "}, {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}};
    struct strbuf plain = {0};
    while (*text) {
        const char *end =
            *text == '<' && (isalpha((unsigned char)text[1]) || text[1] == '/') ? strchr(text, '>') : NULL;
        size_t e = 0;
        while (e < sizeof entities / sizeof *entities &&
               strncmp(text, entities[e].entity, strlen(entities[e].entity)) != 0)
            e++;
        if (end) {
            strbuf_adds(&plain, " ");
            text = end + 1;
        } else if (e < sizeof entities / sizeof *entities) {
            strbuf_adds(&plain, entities[e].is);
            text += strlen(entities[e].entity);
        } else {
            strbuf_addf(&plain, "%c", *text++);
        }
    }
    char *trimmed = text_trim(strbuf_text(&plain));
    strbuf_release(&plain);
    return trimmed;
}

struct suggestion suggest_question(const struct definition *d, size_t type, const char *name, const char *text)
{
    char *plain = without_html(name), *plain_text = without_html(text);
    const char *behind = name_behind_code(plain);
    struct suggestion best;
    if (*plain_text) {
        best = of_code_and_text(d, type, plain, plain_text);
    } else if (behind) {
        char *code = xstrndup(plain, (size_t)(behind - plain) - 2);
        best = of_code_and_text(d, type, code, behind);
        free(code);
    } else {
        best = find_asked(d, type, plain);
    }
    free(plain);
    free(plain_text);
    return best;
}

/* --- options ------------------------------------------------------------------------------------ */

size_t suggest_option(const struct scale *scale, const char *answer)
{
    char *words = bare(answer, strlen(answer));
    size_t best = 0, n = strlen(words), digits = n;
    int most = 1;
    for (size_t i = 0; i < scale->n_options; i++) {
        char *label = bare(scale->options[i].label, strlen(scale->options[i].label));
        int now = fit(words, label);
        free(label);
        if (now > most) {
            most = now;
            best = i + 1;
        }
    }
    while (digits > 0 && isdigit((unsigned char)words[digits - 1]))
        digits--;
    if (!best && digits < n && n - digits <= 3 && digits <= 3) { /* "A3", "AO03": the third */
        size_t ordinal = strtoul(words + digits, NULL, 10);
        best = ordinal >= 1 && ordinal <= scale->n_options ? ordinal : 0;
    }
    free(words);
    return best;
}
