/* The ballots as they stand: what counts of what was keyed, and what that says, into the temp tables of checks.sql. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"

#define NEAR 1e-9

enum { BLANK = 0, NOT_ASKED = 253, UNREADABLE = 254, SEVERAL = 255 };

struct type {
    size_t *asked, n_asked, *once, n_once; /* questions about each unit, and those asked once */
};

struct question {
    bool option, required;
    int64_t most; /* marks */
    double share;
    size_t block; /* or NO: of any */
};

struct list {
    int64_t number;
    size_t *units, n;
};

struct reading {
    struct file *f;
    struct index types, groups, units;
    struct type *type;
    struct question *question;
    size_t n_questions, n_blocks, n_leaves, *block_of, *leaf; /* leaf: [question * n_blocks + block], or NO */
    double *worth; /* [(question * n_blocks + block) * 256 + mark]; below 0: not counted */
    struct list *lists;
    size_t n_lists;
    const char *invalid, *channels;
    double min_answered;
    double *weight, *weighted, *means; /* [(question * n_groups + group) * n_units + unit]; means: by leaf */
    int64_t *answers, *ballots;
    double *part;
    sqlite3_stmt *bad;
};

/* --- the definition --------------------------------------------------------------------------------- */

static void read_codes(struct file *f, struct index *codes, const char *sql)
{
    sqlite3_stmt *q = ask(f, sql);
    while (next(f, q))
        index_add(f, codes, text(q, 0));
}

static const char *rule(struct file *f, const char *key)
{
    const char *value = "";
    sqlite3_stmt *q = ask(f, words(f, "SELECT value FROM rule WHERE key = '%s'", key));
    while (next(f, q))
        value = words(f, "%s", text(q, 0));
    return value;
}

static void read_definition(struct reading *r)
{
    struct file *f = r->f;
    read_codes(f, &r->types, "SELECT code FROM ballot_types ORDER BY position");
    read_codes(f, &r->groups, "SELECT code FROM groups ORDER BY position");
    read_codes(f, &r->units, "SELECT code FROM units ORDER BY position");
    r->type = keep(f, (r->types.n + 1) * sizeof *r->type);
    r->block_of = keep(f, (r->units.n + 1) * sizeof *r->block_of);
    r->n_blocks = (size_t)number_of(f, "SELECT count(*) FROM blocks", 0);
    r->n_leaves = (size_t)number_of(f, "SELECT count(*) FROM node", 0);
    sqlite3_stmt *q = ask(f, "SELECT u.code, b.no FROM units u JOIN block_no b ON b.code = u.block");
    while (next(f, q))
        r->block_of[index_find(&r->units, text(q, 0))] = (size_t)integer(q, 1);
    q = ask(f, "SELECT type, per = 'ballot', kind = 'option', required, most, share, coalesce((SELECT b.no FROM "
               "block_no b WHERE b.code = q.block), -1)"
               " FROM question q ORDER BY no");
    for (; next(f, q); r->n_questions++) {
        r->question = more(f, r->question, r->n_questions, sizeof *r->question);
        r->question[r->n_questions] = (struct question){integer(q, 2) != 0, integer(q, 3) != 0, integer(q, 4),
                                                        real(q, 5), integer(q, 6) < 0 ? NO : (size_t)integer(q, 6)};
        if (integer(q, 0) < 0 || (size_t)integer(q, 0) >= r->types.n)
            continue; /* two types of one code */
        struct type *t = &r->type[integer(q, 0)];
        size_t **which = integer(q, 1) ? &t->once : &t->asked, *n = integer(q, 1) ? &t->n_once : &t->n_asked;
        *which = more(f, *which, *n, sizeof **which);
        (*which)[(*n)++] = r->n_questions;
    }
    size_t n = r->n_questions * r->n_blocks + 1;
    r->leaf = keep(f, n * sizeof *r->leaf);
    r->worth = keep(f, 256 * n * sizeof *r->worth);
    for (size_t i = 0; i < n; i++)
        r->leaf[i] = NO;
    for (size_t i = 0; i < 256 * n; i++)
        r->worth[i] = -1;
    q = ask(f, "SELECT question, block, leaf, mark, percent FROM worth WHERE mark < 251");
    while (next(f, q)) {
        size_t at = (size_t)integer(q, 0) * r->n_blocks + (size_t)integer(q, 1);
        r->leaf[at] = (size_t)integer(q, 2);
        r->worth[256 * at + (size_t)integer(q, 3)] = real(q, 4);
    }
    q = ask(f, "SELECT list, unit FROM unit_list ORDER BY list, position");
    while (next(f, q)) {
        if (!r->n_lists || r->lists[r->n_lists - 1].number != integer(q, 0)) {
            r->lists = more(f, r->lists, r->n_lists, sizeof *r->lists);
            r->lists[r->n_lists++] = (struct list){.number = integer(q, 0)};
        }
        struct list *list = &r->lists[r->n_lists - 1];
        list->units = more(f, list->units, list->n, sizeof *list->units);
        list->units[list->n++] = index_find(&r->units, text(q, 1));
    }
    r->invalid = rule(f, "invalid_if");
    r->channels = rule(f, "channels");
    r->min_answered = share_read(rule(f, "min_answered"), 0);
}

static int by_number(const void *key, const void *element)
{
    int64_t a = *(const int64_t *)key, b = ((const struct list *)element)->number;
    return a < b ? -1 : a > b;
}

/* --- what counts of a ballot ------------------------------------------------------------------------ */

/* What stands behind NAME in the setting invalid_if: NULL where it has not that word. */
static const char *behind(const struct reading *r, const char *name)
{
    size_t n = strlen(name);
    for (const char *p = r->invalid; (p = strstr(p, name)); p += n)
        if (p == r->invalid || strchr("; \t", p[-1]))
            return p + n;
    return NULL;
}

static bool has_word(const struct reading *r, const char *word)
{
    const char *p = behind(r, word);
    return p && strchr("; \t", *p);
}

/* Whether N of ASKED cells are more than the share that the setting has behind NAME. */
static bool too_many(const struct reading *r, const char *name, size_t n, size_t asked)
{
    const char *p = behind(r, name);
    double most = p ? share_read(words(r->f, "%.*s", (int)strcspn(p, "; \t"), p), 1) : 1;
    return (double)n > most * (double)asked + NEAR;
}

struct tally {
    size_t asked, answered, several, unreadable, missed, options;
    uint8_t first;
    bool straight;
};

static void count_cell(struct tally *t, const struct question *q, uint8_t mark)
{
    if (mark == NOT_ASKED)
        return;
    t->asked++;
    t->several += mark == SEVERAL;
    t->unreadable += mark == UNREADABLE;
    t->missed += mark == BLANK && q->required;
    if (mark == SEVERAL || mark == UNREADABLE || mark == BLANK)
        return;
    t->answered++;
    if (!q->option)
        return;
    t->straight = t->options ? t->straight && mark == t->first : true;
    t->first = t->options++ ? t->first : mark;
}

/* Whether a ballot of type T about LIST counts, and FOR_UNIT which of its units. */
static bool judge(const struct reading *r, const struct type *t, const struct list *list, const uint8_t *cells,
                  bool *for_unit)
{
    struct tally all = {0};
    bool any = false;
    size_t cell = 0;
    for (size_t u = 0; u < list->n; u++) {
        struct tally one = {0};
        for (size_t i = 0; i < t->n_asked; i++, cell++) {
            count_cell(&one, &r->question[t->asked[i]], cells[cell]);
            count_cell(&all, &r->question[t->asked[i]], cells[cell]);
        }
        for_unit[u] = one.answered > 0 && (double)one.answered >= r->min_answered * (double)one.asked - NEAR;
        any = any || for_unit[u];
    }
    for (size_t i = 0; i < t->n_once; i++, cell++)
        count_cell(&all, &r->question[t->once[i]], cells[cell]);
    return !(has_word(r, "blank") && all.answered + all.several + all.unreadable == 0) &&
           !too_many(r, "multiple:", all.several, all.asked) &&
           !too_many(r, "unreadable:", all.unreadable, all.asked) && !(has_word(r, "required") && all.missed) &&
           !(has_word(r, "straight") && all.straight && all.options > 2) && (any || !t->n_asked);
}

/* What a ballot from GROUP says of its units, with WEIGHT. */
static void hear(struct reading *r, const struct type *t, const struct list *list, size_t group, const uint8_t *cells,
                 const bool *for_unit, double weight)
{
    double *part = r->part, *whole = r->part + r->n_leaves + 1; /* of each leaf; 0 again behind each unit */
    for (size_t u = 0; u < list->n; u++) {
        size_t unit = list->units[u];
        for (size_t k = 0; for_unit[u] && unit != NO && k < t->n_asked; k++) {
            size_t q = t->asked[k], at = q * r->n_blocks + r->block_of[unit],
                   sum = (q * r->groups.n + group) * r->units.n + unit;
            double percent = r->worth[256 * at + cells[u * t->n_asked + k]];
            if (percent < 0)
                continue;
            r->weight[sum] += weight;
            r->weighted[sum] += weight * percent;
            r->answers[sum]++;
            part[r->leaf[at]] += r->question[q].share * percent;
            whole[r->leaf[at]] += r->question[q].share;
        }
        for (size_t k = 0; for_unit[u] && unit != NO && k < t->n_asked; k++) {
            size_t leaf = r->leaf[t->asked[k] * r->n_blocks + r->block_of[unit]];
            if (leaf == NO || whole[leaf] <= 0)
                continue;
            r->ballots[(leaf * r->groups.n + group) * r->units.n + unit]++;
            r->means[(leaf * r->groups.n + group) * r->units.n + unit] += part[leaf] / whole[leaf];
            part[leaf] = whole[leaf] = 0;
        }
    }
}

/* --- what was keyed --------------------------------------------------------------------------------- */

/* The keyings of a channel put together: whole ones beside one another, third ones settle where those differ, unless
 * they differ too. */
struct side {
    uint8_t *cells, *how; /* HOW a cell came about: 0 all agree, 1 they differ, 2 settled, 3 third ones differ */
    const char *channel;
    size_t n;
};

static void add_keying(struct file *f, struct side *s, int64_t pass, const uint8_t *answers, size_t n,
                       const char *channel)
{
    if (s->n++ == 0) {
        s->cells = keep(f, n + 1);
        s->how = keep(f, n + 1);
        s->channel = words(f, "%s", channel);
        memcpy(s->cells, answers, n);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        bool other = s->cells[i] != answers[i];
        if (pass <= 2 ? s->how[i] || !other : answers[i] == NOT_ASKED || s->how[i] == 3)
            continue;
        s->how[i] = pass <= 2 ? 1 : s->how[i] == 2 && other ? 3 : 2;
        s->cells[i] = s->how[i] == 2 ? answers[i] : UNREADABLE;
    }
}

/* What is wrong with the cells of a keying, to bad_keying. */
static void check_cells(struct reading *r, const char *serial, int64_t pass, const struct type *t,
                        const struct list *list, const uint8_t *cells, size_t n)
{
    size_t n_asked = list->n * t->n_asked;
    const char *wrong = n == n_asked + t->n_once ? NULL : "sai số ô";
    for (size_t k = 0; !wrong && k < n; k++) {
        const struct question *q = &r->question[k < n_asked ? t->asked[k % t->n_asked] : t->once[k - n_asked]];
        size_t unit = k < n_asked ? list->units[k / t->n_asked] : NO;
        bool asked = unit == NO || q->block == NO || q->block == r->block_of[unit];
        if (cells[k] != NOT_ASKED && (!asked || (cells[k] > q->most && cells[k] < UNREADABLE)))
            wrong = words(r->f, "ô %zu: %d", k, cells[k]);
    }
    if (!wrong)
        return;
    sqlite3_bind_text(r->bad, 1, words(r->f, "phiếu %s, lần nhập %lld: %s", serial, (long long)pass, wrong), -1,
                      SQLITE_STATIC);
    sqlite3_step(r->bad);
    sqlite3_reset(r->bad);
}

static const char sql_ballots[] =
    "SELECT b.serial, b.ballot_type, b.\"group\", b.member, CASE WHEN b.pool IS NULL THEN coalesce(b.stratum, '') ELSE "
    "'pool:' || b.pool END, b.pool, b.list,"
    " coalesce((SELECT state FROM happened_now v WHERE v.serial = b.serial ORDER BY v.number DESC LIMIT 1), ''), "
    "EXISTS (SELECT 1 FROM happened_now v WHERE"
    " v.serial = b.serial AND v.state IN ('returned', 'verified', 'archived')), coalesce((SELECT disposition FROM "
    "release x WHERE x.\"group\" = b.\"group\" AND"
    " x.replaces = b.member), ''), w.final FROM ballot b LEFT JOIN weight w ON w.serial = b.serial ORDER BY b.serial";
/* All keyings, those that do not count too: they are looked at. */
static const char sql_keyed[] =
    "SELECT e.serial, e.pass, e.channel, e.answers, EXISTS (SELECT 1 FROM keyed_now k WHERE k.serial = e.serial AND "
    "k.pass = e.pass AND k.run = e.run AND k.origin = e.origin), e.origin"
    " FROM keyed_all e WHERE e.serial IN (SELECT serial FROM ballot) ORDER BY e.serial, e.pass, e.origin";

static void read_ballot(struct reading *r, sqlite3_stmt *q, sqlite3_stmt **keyed, sqlite3_stmt *insert)
{
    struct file *f = r->f;
    const char *serial = words(f, "%s", text(q, 0)), *last = words(f, "%s", text(q, 7)),
               *replaced = words(f, "%s", text(q, 9)), *state;
    size_t type = index_find(&r->types, text(q, 1)), group = index_find(&r->groups, text(q, 2));
    int64_t number = integer(q, 6);
    const struct list *list = r->n_lists ? bsearch(&number, r->lists, r->n_lists, sizeof *r->lists, by_number) : NULL;
    struct side sides[2] = {{0}};
    bool known = type != NO && group != NO && list;
    for (; *keyed && !strcmp(text(*keyed, 0), serial); *keyed = next(f, *keyed) ? *keyed : NULL) {
        const uint8_t *cells = sqlite3_column_blob(*keyed, 3);
        size_t n = (size_t)sqlite3_column_bytes(*keyed, 3);
        int64_t pass = integer(*keyed, 1);
        if (known)
            check_cells(r, serial, pass, &r->type[type], list, cells, n);
        if (known && integer(*keyed, 4) && n == list->n * r->type[type].n_asked + r->type[type].n_once)
            add_keying(
                f, &sides[*text(*keyed, 5) && sides[0].n ? strcmp(text(*keyed, 2), sides[0].channel) != 0 : pass > 3],
                pass > 3 ? pass - 3 : pass, cells, n, text(*keyed, 2));
    }
    if (!known)
        return;
    const struct side *s =
        &sides[sides[1].n &&
               (!sides[0].n || (!strcmp(sides[1].channel, r->channels) && strcmp(sides[0].channel, r->channels) != 0))];
    bool void_ = !strcmp(last, "void"), printed = !strcmp(last, "printed"), entered = s->n > 0,
         returned = entered || integer(q, 8);
    bool *for_unit = keep(f, list->n + 1);
    state = entered && (!*last || printed || !strcmp(last, "returned")) ? "keyed" : *last ? last : "issued";
    if (*replaced && !returned && (!*last || printed || (!void_ && !strcmp(replaced, "ineligible"))))
        state = replaced;
    bool valid = entered && !void_ && judge(r, &r->type[type], list, s->cells, for_unit);
    if (valid && !isnan(real(q, 10)))
        hear(r, &r->type[type], list, group, s->cells, for_unit, real(q, 10));
    for (int i = 0; i < 6; i++)
        sqlite3_bind_value(insert, i + 1, sqlite3_column_value(q, i));
    sqlite3_bind_text(insert, 7, last, -1, SQLITE_STATIC);
    sqlite3_bind_text(insert, 8, state, -1, SQLITE_STATIC);
    const bool flags[] = {entered, returned, !returned && !strcmp(state, "ineligible"), valid};
    for (int i = 0; i < 4; i++)
        sqlite3_bind_int(insert, 9 + i, flags[i]);
    sqlite3_step(insert);
    sqlite3_reset(insert);
}

/* What was heard, from the arrays into the tables. */
static void store_heard(struct reading *r, const char *sql, size_t n, const int64_t *count, const double *a,
                        const double *b)
{
    sqlite3_stmt *q = ask(r->f, sql);
    for (size_t i = 0; i < n * r->groups.n * r->units.n; i++) {
        if (!count[i])
            continue;
        sqlite3_bind_int64(q, 1, (int64_t)(i / r->units.n / r->groups.n));
        sqlite3_bind_text(q, 2, r->groups.keys[i / r->units.n % r->groups.n], -1, SQLITE_STATIC);
        sqlite3_bind_text(q, 3, r->units.keys[i % r->units.n], -1, SQLITE_STATIC);
        sqlite3_bind_int64(q, 4, count[i]);
        sqlite3_bind_double(q, 5, a[i]);
        sqlite3_bind_double(q, 6, b ? b[i] : 0);
        sqlite3_step(q);
        sqlite3_reset(q);
    }
    sqlite3_finalize(q);
}

void ballots_read(struct file *f)
{
    struct reading r = {.f = f};
    read_definition(&r);
    size_t n = (r.n_questions * r.groups.n * r.units.n + 1) * sizeof(double),
           m = (r.n_leaves * r.groups.n * r.units.n + 1) * sizeof(double);
    r.weight = keep(f, n);
    r.weighted = keep(f, n);
    r.answers = keep(f, n);
    r.ballots = keep(f, m);
    r.means = keep(f, m);
    r.part = keep(f, 2 * (r.n_leaves + 1) * sizeof *r.part);
    r.bad = ask(f, "INSERT INTO bad_keying VALUES (?)");
    sqlite3_stmt *q = ask(f, sql_ballots), *keyed = ask(f, sql_keyed),
                 *insert = ask(f, "INSERT INTO stood VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    keyed = next(f, keyed) ? keyed : NULL;
    while (next(f, q))
        read_ballot(&r, q, &keyed, insert);
    sqlite3_finalize(keyed);
    sqlite3_finalize(insert);
    sqlite3_finalize(r.bad);
    store_heard(&r,
                "INSERT INTO heard (question, \"group\", unit, answers, weight, weighted) VALUES (?, ?, ?, ?, ?, ?)",
                r.n_questions, r.answers, r.weight, r.weighted);
    store_heard(&r, "INSERT INTO spoke SELECT ?, ?, ?, ?, ? WHERE ? = 0", r.n_leaves, r.ballots, r.means, NULL);
}
