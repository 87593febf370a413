#include "ballots.h"

#include <math.h>
#include <string.h>

#define NEAR 1e-9

/* The percentage behind NAME and a colon among the words of the setting; 1 without it. */
static double share_of(const char *words_, const char *name)
{
    const char *at = strstr(words_, name);
    char plain[40] = "";
    if (!at)
        return 1;
    size_t n = strcspn(at + strlen(name), "; \t");
    if (n < sizeof plain) {
        memcpy(plain, at + strlen(name), n);
        plain[n] = '\0';
    }
    return share_read(plain, 1);
}

static bool has_word(const char *words_, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = words_; (p = strstr(p, word)); p += n)
        if ((p == words_ || strchr("; \t", p[-1])) && strchr("; \t", p[n]))
            return true;
    return false;
}

/* --- what counts of a ballot ------------------------------------------------------------------------ */

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

static void judge(const struct definition *d, const struct ballots *all, struct ballot *b)
{
    const struct ballot_type *t = &d->types[b->type];
    const char *invalid = setting(d, "invalid_if", "blank");
    double least = share_read(setting(d, "min_answered", "0"), 0);
    struct tally whole = {0};
    bool any = false;
    size_t cell = 0;
    for (size_t u = 0; u < all->lists[b->list].n; u++) {
        struct tally one = {0};
        for (size_t i = 0; i < t->n_asked; i++, cell++) {
            count_cell(&one, &d->questions[t->asked[i]], b->cells[cell]);
            count_cell(&whole, &d->questions[t->asked[i]], b->cells[cell]);
        }
        b->for_unit[u] = one.answered > 0 && (double)one.answered >= least * (double)one.asked - NEAR;
        any = any || b->for_unit[u];
    }
    for (size_t i = 0; i < t->n_once; i++, cell++)
        count_cell(&whole, &d->questions[t->once[i]], b->cells[cell]);
    double n = (double)whole.asked;
    b->valid = !(has_word(invalid, "blank") && whole.answered + whole.several + whole.unreadable == 0) &&
               (double)whole.several <= share_of(invalid, "multiple:") * n + NEAR &&
               (double)whole.unreadable <= share_of(invalid, "unreadable:") * n + NEAR &&
               !(has_word(invalid, "required") && whole.missed) &&
               !(has_word(invalid, "straight") && whole.straight && whole.options > 2) && (any || !t->n_asked);
    if (!b->valid)
        memset(b->for_unit, 0, all->lists[b->list].n);
}

/* --- what was keyed ------------------------------------------------------------------------------------ */

/* The keyings of a channel put together: the second beside the first, the third settles where they differ. */
struct side {
    uint8_t *cells;
    const char *channel;
    size_t n;
};

static void add_keying(struct file *f, struct side *s, int64_t pass, const uint8_t *answers, size_t n,
                       const char *channel)
{
    if (s->n++ == 0) {
        s->cells = keep(f, n + 1);
        s->channel = words(f, "%s", channel);
        memcpy(s->cells, answers, n);
        return;
    }
    for (size_t i = 0; i < n; i++)
        if (pass == 2)
            s->cells[i] = s->cells[i] == answers[i] ? answers[i] : UNREADABLE;
        else if (answers[i] != NOT_ASKED)
            s->cells[i] = answers[i];
}

/* Of two channels the one that the setting names, else the first. */
static const struct side *side_that_counts(const struct definition *d, const struct side *sides)
{
    const char *named = setting(d, "channels", "fault");
    if (!sides[1].n)
        return &sides[0];
    if (!sides[0].n || (!strcmp(sides[1].channel, named) && strcmp(sides[0].channel, named) != 0))
        return &sides[1];
    return &sides[0];
}

static void settle(const struct definition *d, struct ballots *all, struct ballot *b, const struct side *sides,
                   const char *replaced)
{
    const struct side *s = side_that_counts(d, sides);
    bool printed = !strcmp(b->last, "printed"), back = !strcmp(b->last, "returned"), void_ = !strcmp(b->last, "void");
    b->entered = s->n > 0;
    b->returned = b->returned || b->entered;
    b->cells = s->cells;
    b->state = b->entered && (!*b->last || printed || back) ? "keyed" : *b->last ? b->last : "issued";
    if (*replaced && !b->returned && (!*b->last || printed || (!void_ && !strcmp(replaced, "ineligible"))))
        b->state = replaced;
    b->ineligible = !b->returned && !strcmp(b->state, "ineligible");
    if (b->entered && !void_)
        judge(d, all, b);
}

static void read_lists(struct file *f, const struct definition *d, struct ballots *b)
{
    sqlite3_stmt *q = ask(f, "SELECT list, unit FROM unit_list ORDER BY list, position");
    while (next(f, q)) {
        if (!b->n_lists || b->lists[b->n_lists - 1].number != integer(q, 0)) {
            b->lists = more(f, b->lists, b->n_lists, sizeof *b->lists);
            b->lists[b->n_lists++] = (struct unit_list){.number = integer(q, 0)};
        }
        struct unit_list *list = &b->lists[b->n_lists - 1];
        size_t unit = index_find(&d->unit_codes, text(q, 1));
        if (unit == NO)
            b->wrong = words(f, "danh sách %s hỏi về đơn vị lạ \"%s\"", text(q, 0), text(q, 1));
        list->units = more(f, list->units, list->n, sizeof *list->units);
        list->units[list->n++] = unit == NO ? 0 : unit;
    }
}

static size_t find_list(const struct ballots *b, int64_t number)
{
    for (size_t low = 0, high = b->n_lists; low < high;) {
        size_t middle = (low + high) / 2;
        if (b->lists[middle].number == number)
            return middle;
        if (b->lists[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return NO;
}

static const char sql_ballots[] =
    "SELECT b.serial, b.member, b.stratum, b.office, b.pool, b.ballot_type, b.\"group\", b.list, b.run, w.base, "
    "w.final,"
    " coalesce((SELECT state FROM happened_now v WHERE v.serial = b.serial ORDER BY v.number DESC LIMIT 1), ''),"
    " EXISTS (SELECT 1 FROM happened_now v WHERE v.serial = b.serial AND v.state IN ('returned', 'verified',"
    " 'archived')), coalesce((SELECT disposition FROM release x WHERE x.\"group\" = b.\"group\" AND x.replaces ="
    " b.member), '') FROM ballot b LEFT JOIN weight w ON w.serial = b.serial ORDER BY b.serial";
static const char sql_keyed[] = "SELECT pass, channel, answers, serial FROM keyed_now ORDER BY serial, pass";

void ballots_read(struct file *f, const struct definition *d, struct ballots *b)
{
    *b = (struct ballots){0};
    read_lists(f, d, b);
    sqlite3_stmt *q = ask(f, sql_ballots), *k = ask(f, sql_keyed);
    bool more_keyed = next(f, k);
    while (next(f, q)) {
        struct ballot one = {.serial = words(f, "%s", text(q, 0)),
                             .member = words(f, "%s", text(q, 1)),
                             .stratum = words(f, "%s", text(q, 2)),
                             .office = words(f, "%s", text(q, 3)),
                             .pool = words(f, "%s", text(q, 4)),
                             .type = index_find(&d->type_codes, text(q, 5)),
                             .group = index_find(&d->group_codes, text(q, 6)),
                             .list = find_list(b, integer(q, 7)),
                             .run = integer(q, 8),
                             .base = real(q, 9),
                             .final = real(q, 10),
                             .last = words(f, "%s", text(q, 11)),
                             .returned = integer(q, 12) != 0};
        struct side sides[2] = {{0}};
        if (one.type == NO || one.group == NO || one.list == NO) {
            b->wrong = words(f, "phiếu %s: mẫu phiếu, nhóm hoặc danh sách đơn vị không có", one.serial);
            continue;
        }
        const struct ballot_type *t = &d->types[one.type];
        one.n_cells = b->lists[one.list].n * t->n_asked + t->n_once;
        one.for_unit = keep(f, b->lists[one.list].n + 1);
        while (more_keyed && (f->evidence ? strcmp(text(k, 3), one.serial) < 0 : integer(k, 3) < integer(q, 0)))
            more_keyed = next(f, k); /* of no ballot, which the custody tells */
        for (; more_keyed && !strcmp(text(k, 3), one.serial); more_keyed = next(f, k)) {
            size_t n = (size_t)sqlite3_column_bytes(k, 2);
            int64_t pass = integer(k, 0);
            if (n == one.n_cells)
                add_keying(f, &sides[pass > 3], pass > 3 ? pass - 3 : pass, sqlite3_column_blob(k, 2), n, text(k, 1));
            else
                b->wrong = words(f, "phiếu %s: %zu ô, cần %zu", one.serial, n, one.n_cells);
        }
        settle(d, b, &one, sides, words(f, "%s", text(q, 13)));
        b->of = more(f, b->of, b->n, sizeof *b->of);
        b->of[b->n++] = one;
    }
    if (more_keyed)
        sqlite3_finalize(k);
}
