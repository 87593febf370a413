/* The draw, done again from the list, the seed and the rules of each group. */
#include <math.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"

#define NEAR 1e-9 /* what binary numbers leave above a whole one */
#define SURE 1e-12
#define Z95  1.959963984540054

struct ticket {
    uint64_t first; /* the first 18 digits */
    char all[80];   /* the digits behind `0.` */
};

struct member {
    const char *id;
    size_t stratum;
    struct ticket ticket;
    double key, probability, size;
    char **value, **measure; /* by stage */
};

struct stratum {
    const char *name;
    int64_t population, take, reserves;
    double mean, squares, share, at, start;
    double *size, *p; /* of its people, in order */
    size_t seen;
};

/* A draw of one group. */
struct drawing {
    struct file *f;
    const struct definition *d;
    const struct group *g;
    struct check *strata, *sample;
    const char *seed;   /* its SHA-256 */
    double from;        /* tickets are counted from here on */
    struct index drawn; /* "id" of who came out */
    const char *wrong;  /* what keeps it from being repeated */
};

/* --- tickets ---------------------------------------------------------------------------------------- */

static struct ticket ticket_of(const struct drawing *w, const char *prefix, const char *name)
{
    struct ticket t = {0};
    uint8_t digest[crypto_hash_sha256_BYTES];
    uint32_t limbs[8];
    crypto_hash_sha256_state state;
    const char *parts[] = {w->seed, prefix, w->g->code, "/", name};
    crypto_hash_sha256_init(&state);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        crypto_hash_sha256_update(&state, (const uint8_t *)parts[i], strlen(parts[i]));
    crypto_hash_sha256_final(&state, digest);
    for (int i = 0; i < 8; i++)
        limbs[i] = (uint32_t)digest[4 * i] << 24 | (uint32_t)digest[4 * i + 1] << 16 |
                   (uint32_t)digest[4 * i + 2] << 8 | digest[4 * i + 3];
    /* The number's digits from its last one on, nine at a time; 64 at least. */
    size_t n = 0;
    for (bool left = true; left || n < 64;) {
        uint64_t rest = 0;
        left = false;
        for (int i = 0; i < 8; i++) {
            uint64_t part = rest << 32 | limbs[i];
            limbs[i] = (uint32_t)(part / 1000000000);
            rest = part % 1000000000;
            left = left || limbs[i];
        }
        for (int i = 0; i < 9 && n < sizeof t.all - 1; i++, rest /= 10)
            t.all[n++] = (char)('0' + rest % 10);
    }
    while (n > 64 && t.all[n - 1] == '0')
        n--;
    t.all[n] = '\0';
    for (int i = 0; i < 18; i++)
        t.first = 10 * t.first + (uint64_t)(t.all[i] - '0');
    return t;
}

static double uniform(const struct ticket *t)
{
    return ((double)t->first + 0.5) / 1e18;
}

static double shifted(double u, double from)
{
    return u < from ? u + 1 - from : u - from;
}

static int by_key(const void *a, const void *b)
{
    const struct member *x = *(struct member *const *)a, *y = *(struct member *const *)b;
    if (x->stratum != y->stratum)
        return x->stratum < y->stratum ? -1 : 1;
    return x->key != y->key ? (x->key < y->key ? -1 : 1) : strcmp(x->ticket.all, y->ticket.all);
}

/* --- what comes out, beside what is stored -------------------------------------------------------------- */

static void compare_stratum(struct drawing *w, const char *name, int64_t population, int64_t take, int64_t reserves)
{
    sqlite3_stmt *q = ask(w->f, "SELECT population, drawn, reserves FROM strata WHERE \"group\" = ? AND stratum = ?");
    sqlite3_bind_text(q, 1, w->g->code, -1, SQLITE_STATIC);
    sqlite3_bind_text(q, 2, name, -1, SQLITE_STATIC);
    w->strata->n++;
    if (!next(w->f, q)) {
        fault(w->f, w->strata, "nhóm %s, thiếu tầng \"%s\"", w->g->code, name);
        return;
    }
    if (integer(q, 0) != population || integer(q, 1) != take || integer(q, 2) != reserves)
        fault(w->f, w->strata, "nhóm %s, tầng \"%s\": ghi %s, %s, %s; tính lại %lld, %lld, %lld", w->g->code, name,
              text(q, 0), text(q, 1), text(q, 2), (long long)population, (long long)take, (long long)reserves);
    sqlite3_finalize(q);
}

static void compare_member(struct drawing *w, sqlite3_stmt *q, const struct member *m, const char *stratum,
                           size_t place, int64_t take, int64_t population)
{
    bool selected = (int64_t)place < take, quota = !strcmp(w->g->design, "quota");
    int64_t order = (int64_t)place - (selected ? 0 : take) + 1;
    double n = (double)take, N = (double)population, p = quota ? NAN : m->probability;
    double weight = p == n / N ? N / n : 1 / p;
    const char *what = NULL;
    sqlite3_reset(q);
    sqlite3_bind_text(q, 2, m->id, -1, SQLITE_STATIC);
    w->sample->n++;
    index_add(w->f, &w->drawn, m->id);
    if (sqlite3_step(q) != SQLITE_ROW)
        what = "không có trong mẫu";
    else if (strcmp(text(q, 0), stratum) != 0 || strcmp(text(q, 1), selected ? "selected" : "reserve") != 0 ||
             integer(q, 2) != order)
        what = "khác chỗ";
    else if (strncmp(text(q, 3), "0.", 2) != 0 || strcmp(text(q, 3) + 2, m->ticket.all) != 0)
        what = "khác vé";
    else if (!alike(real(q, 4), p, SURE) || !alike(real(q, 5), weight, SURE))
        what = "khác xác suất hoặc trọng số";
    if (what)
        fault(w->f, w->sample, "%s/%s %s; tính lại: tầng \"%s\", %s %lld", w->g->code, m->id, what, stratum,
              selected ? "chọn" : "dự phòng", (long long)order);
}

static sqlite3_stmt *ask_sample(struct drawing *w)
{
    sqlite3_stmt *q = ask(w->f, "SELECT stratum, role, \"order\", ticket, probability, weight FROM sample"
                                " WHERE \"group\" = ? AND id = ?");
    sqlite3_bind_text(q, 1, w->g->code, -1, SQLITE_STATIC);
    return q;
}

/* --- how many ------------------------------------------------------------------------------------------- */

static int64_t ceiling(double x)
{
    return (int64_t)ceil(x - NEAR);
}

static int64_t wanted(const struct group *g, int64_t population)
{
    double take = (double)g->take / 1e9, N = (double)population;
    if (!strcmp(g->take_as, "persons"))
        return g->take / ONE;
    if (!strcmp(g->take_as, "percent"))
        return ceiling(N * take / 100);
    if (!strcmp(g->take_as, "yamane"))
        return ceiling(N / (1 + N * take * take));
    double n0 = Z95 * Z95 * 0.25 / (take * take);
    return ceiling(n0 / (1 + (n0 - 1) / N) / g->response);
}

/* TOTAL shared in proportion to SHARE between the bounds of group G: who is out of bounds is fixed there, the side that
 * is further out first; what is left after rounding down goes to the largest rests. */
static void allocate(struct drawing *w, struct stratum *s, size_t n)
{
    const struct group *g = w->g;
    int64_t total = 0, people = 0, *low = keep(w->f, (n + 1) * sizeof *low), *high = keep(w->f, (n + 1) * sizeof *high);
    bool *done = keep(w->f, n + 1), again = true;
    for (size_t i = 0; i < n; i++) {
        people += s[i].population;
        low[i] = g->min > s[i].population ? s[i].population : g->min > 0 ? g->min : 0;
        high[i] = g->max >= 0 && g->max < s[i].population ? g->max : s[i].population;
    }
    total = wanted(g, people);
    total = total > people ? people : total;
    while (again) {
        double rest = (double)total, sum = 0, under = 0, over = 0;
        for (size_t i = 0; i < n; i++) {
            rest -= done[i] ? s[i].at : 0;
            sum += done[i] ? 0 : s[i].share;
        }
        for (size_t i = 0; i < n; i++) {
            if (done[i])
                continue;
            s[i].at = sum > 0 ? rest * s[i].share / sum : 0;
            under += fmax((double)low[i] - s[i].at, 0);
            over += fmax(s[i].at - (double)high[i], 0);
        }
        again = under > 0 || over > 0;
        for (size_t i = 0; again && i < n; i++) {
            bool is_under = under >= over && s[i].at < (double)low[i],
                 is_over = under < over && s[i].at > (double)high[i];
            if (done[i] || !(is_under || is_over))
                continue;
            s[i].at = (double)(is_under ? low[i] : high[i]);
            done[i] = true;
        }
    }
    for (size_t i = 0; i < n; i++)
        total -= s[i].take = (int64_t)floor(s[i].at + SURE);
    for (bool any = true; total > 0 && any;) {
        any = false;
        memset(done, 0, n);
        for (size_t best = 0; best != NO && total > 0;) {
            best = NO;
            for (size_t i = 0; i < n; i++) {
                double rest = s[i].at - floor(s[i].at + SURE);
                if (!done[i] && s[i].take < high[i] &&
                    (best == NO || rest > s[best].at - floor(s[best].at + SURE) + SURE))
                    best = i;
            }
            if (best == NO)
                break;
            s[best].take++;
            done[best] = any = true;
            total--;
        }
    }
}

static void plan(struct drawing *w, struct stratum *s, size_t n)
{
    const struct group *g = w->g;
    bool census = !strcmp(g->design, "census"), neyman = !strcmp(g->allocation, "neyman"),
         spread = neyman || (!strcmp(g->allocation, "power") && *g->size_column);
    for (size_t i = 0; i < n; i++) {
        double N = (double)s[i].population, sd = N > 1 ? sqrt(s[i].squares / (N - 1)) : 0;
        s[i].share = !strcmp(g->allocation, "equal")          ? 1
                     : neyman                                 ? N * sd
                     : !strcmp(g->allocation, "proportional") ? N
                     : !spread                                ? sqrt(N)
                     : s[i].mean != 0                         ? sqrt(N) * sd / fabs(s[i].mean)
                                                              : 0;
        s[i].take = census ? s[i].population : wanted(g, s[i].population);
        if (!census && g->per_stratum) {
            s[i].take = g->min > s[i].take ? g->min : s[i].take;
            s[i].take = g->max >= 0 && s[i].take > g->max ? g->max : s[i].take;
            s[i].take = s[i].take > s[i].population ? s[i].population : s[i].take;
        }
    }
    if (!census && !g->per_stratum)
        allocate(w, s, n);
    for (size_t i = 0; i < n; i++) {
        s[i].reserves = ceiling((double)s[i].take * g->reserve);
        if (s[i].reserves > s[i].population - s[i].take)
            s[i].reserves = s[i].population - s[i].take;
    }
}

/* --- probabilities and systematic choice ------------------------------------------------------------------ */

/* P[i] in proportion to SIZE[i], summing to DRAWN; who would have 1 or more is sure, the others share the rest. */
static void proportional(const double *size, size_t n, size_t drawn, double *p)
{
    size_t sure = 0;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += size[i];
        p[i] = 0;
    }
    for (bool again = true; again && sum > 0 && drawn > sure;) {
        double factor = (double)(drawn - sure) / sum, left = 0;
        again = false;
        size_t found = 0;
        for (size_t i = 0; i < n; i++) {
            if (p[i] >= 1)
                continue;
            p[i] = factor * size[i];
            if (p[i] >= 1 - SURE) {
                p[i] = 1;
                found++;
                again = true;
            } else {
                left += size[i];
            }
        }
        sure += found;
        sum = left;
    }
    for (size_t i = 0; sure >= drawn && i < n; i++)
        p[i] = p[i] >= 1;
}

static double pareto(double p, double u)
{
    return p >= 1 - SURE ? 0 : p > 0 ? u * (1 - p) / ((1 - u) * p) : INFINITY;
}

/* Unit I of N, TAKE of which are chosen one after the other from START on. */
static bool falls(size_t i, double take, double n, double start)
{
    return floor(((double)i + 1) * take / n - start) > floor((double)i * take / n - start);
}

/* --- one stage ---------------------------------------------------------------------------------------------- */

static const char *column_sql(struct file *f, const char *name)
{
    static const char *const fixed[] = {"id", "group", "own_unit", "rates", "office", "size"};
    if (!*name)
        return "''";
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (!strcmp(fixed[i], name))
            return words(f, "coalesce(\"%s\", '')", name);
    char *path = sqlite3_mprintf("coalesce(json_extract(extra, %Q), '')", words(f, "$.\"%s\"", name));
    const char *kept = words(f, "%s", path);
    sqlite3_free(path);
    return kept;
}

static double size_in(struct drawing *w, const char *t, const char *id)
{
    decimal size = 0;
    if (!decimal_read(t, &size) || size <= 0)
        w->wrong = words(w->f, "quy mô \"%s\" của %s/%s", t, w->g->code, id);
    return (double)size / 1e9;
}

static void draw_once(struct drawing *w)
{
    struct file *f = w->f;
    const struct group *g = w->g;
    bool systematic = !strcmp(g->design, "systematic"), pps = !strcmp(g->design, "pps");
    struct member *people = NULL, **order;
    struct stratum *s = NULL;
    struct index names = {0};
    size_t n = 0;
    const char *sort = systematic && !g->per_stratum && *g->stratum_by ? column_sql(f, g->stratum_by) : NULL;
    sqlite3_stmt *q = ask(f, words(f, "SELECT id, %s, %s FROM frame WHERE \"group\" = ? ORDER BY %s%sid",
                                   column_sql(f, g->stratified ? g->stratum_by : ""), column_sql(f, g->size_column),
                                   sort ? sort : "", sort ? ", " : ""));
    sqlite3_bind_text(q, 1, g->code, -1, SQLITE_STATIC);
    for (; next(f, q); n++) {
        people = more(f, people, n, sizeof *people);
        struct member *m = &people[n];
        *m = (struct member){.id = words(f, "%s", text(q, 0))};
        m->ticket = ticket_of(w, "", m->id);
        s = more(f, s, names.n, sizeof *s);
        size_t before = names.n, at = index_add(f, &names, text(q, 1));
        if (at == before)
            s[at] = (struct stratum){.name = names.keys[at]};
        m->stratum = at;
        if (pps)
            m->size = size_in(w, text(q, 2), m->id);
        else if (*g->size_column) { /* mean and spread, step by step */
            decimal x = 0;
            (void)decimal_read(text(q, 2), &x);
            double away = (double)x / 1e9 - s[at].mean;
            s[at].mean += away / (double)(s[at].population + 1);
            s[at].squares += away * ((double)x / 1e9 - s[at].mean);
        }
        s[at].population++;
    }
    /* Strata in the order of their names. */
    for (size_t i = 0; i < names.n; i++) {
        size_t rank = 0;
        for (size_t k = 0; k < names.n; k++)
            rank += strcmp(names.keys[k], names.keys[i]) < 0;
        s[i].at = (double)rank;
    }
    struct stratum *sorted = keep(f, (names.n + 1) * sizeof *sorted);
    for (size_t i = 0; i < names.n; i++)
        sorted[(size_t)s[i].at] = s[i];
    for (size_t i = 0; i < n; i++)
        people[i].stratum = (size_t)s[people[i].stratum].at;
    plan(w, sorted, names.n);
    for (size_t i = 0; i < names.n; i++) {
        struct stratum *one = &sorted[i];
        struct ticket t = ticket_of(w, "start:", one->name);
        one->start = shifted(uniform(&t), w->from);
        one->size = keep(f, ((size_t)one->population + 1) * sizeof *one->size);
        one->p = keep(f, ((size_t)one->population + 1) * sizeof *one->p);
        compare_stratum(w, one->name, one->population, one->take, one->reserves);
    }
    for (size_t i = 0; i < n; i++)
        sorted[people[i].stratum].size[sorted[people[i].stratum].seen++] = people[i].size;
    for (size_t i = 0; i < names.n; i++) {
        if (pps)
            proportional(sorted[i].size, sorted[i].seen, (size_t)sorted[i].take, sorted[i].p);
        sorted[i].seen = 0;
    }
    for (size_t i = 0; i < n; i++) {
        struct member *m = &people[i];
        struct stratum *one = &sorted[m->stratum];
        double N = (double)one->population, take = (double)one->take, u = uniform(&m->ticket);
        m->key = u < w->from;
        m->probability = take / N;
        if (systematic && falls(one->seen, take, N, one->start))
            m->key = (double)one->seen - N;
        if (pps) {
            m->probability = one->p[one->seen];
            m->key = m->probability >= 1 ? 0 : pareto(m->probability, shifted(u, w->from));
        }
        one->seen++;
    }
    order = keep(f, (n + 1) * sizeof *order);
    for (size_t i = 0; i < n; i++)
        order[i] = &people[i];
    if (n)
        qsort(order, n, sizeof *order, by_key);
    q = ask_sample(w);
    for (size_t i = 0, place = 0; i < n; i++) {
        place = i && order[i]->stratum == order[i - 1]->stratum ? place + 1 : 0;
        const struct stratum *one = &sorted[order[i]->stratum];
        if (one->take > 0 && (int64_t)place < one->take + one->reserves)
            compare_member(w, q, order[i], one->name, place, one->take, one->population);
    }
    sqlite3_finalize(q);
}

/* --- stages --------------------------------------------------------------------------------------------------- */

/* Of N units with uniforms U: KEY of those that are taken below those that are not, P their probabilities. */
static void choose(const char *method, size_t n, size_t take, const double *size, const double *u, double start,
                   double *key, double *p)
{
    bool pps = !strcmp(method, "pps"), systematic = !strcmp(method, "systematic");
    if (pps)
        proportional(size, n, take, p);
    for (size_t i = 0; i < n; i++) {
        if (!pps)
            p[i] = (double)take / (double)n;
        key[i] = pps ? pareto(p[i], u[i]) : u[i];
        if (systematic && falls(i, (double)take, (double)n, start))
            key[i] = (double)i - (double)n;
    }
}

struct place {
    double key;
    size_t i;
};

static int by_place(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    return x->key != y->key ? (x->key < y->key ? -1 : 1) : (x->i > y->i) - (x->i < y->i);
}

static struct place *in_order(struct file *f, const double *key, size_t n)
{
    struct place *order = keep(f, (n + 1) * sizeof *order);
    for (size_t i = 0; i < n; i++)
        order[i] = (struct place){key[i], i};
    if (n)
        qsort(order, n, sizeof *order, by_place);
    return order;
}

static size_t take_of(const struct stage *stage, size_t n)
{
    bool all = !stage || !strcmp(stage->method, "census") || (size_t)stage->take > n;
    return all ? n : (size_t)stage->take;
}

static void draw_people(struct drawing *w, const struct stage *stage, size_t k, const char *path, struct member **who,
                        size_t n, double probability)
{
    double *u = keep(w->f, (n + 1) * sizeof *u), *size = keep(w->f, (n + 1) * sizeof *size),
           *key = keep(w->f, (n + 1) * sizeof *key), *p = keep(w->f, (n + 1) * sizeof *p);
    size_t take = take_of(stage, n), reserves = (size_t)ceiling((double)take * w->g->reserve);
    const char *method = stage ? stage->method : "srs";
    struct ticket start = ticket_of(w, "start:", path);
    for (size_t i = 0; i < n; i++) {
        who[i]->ticket = ticket_of(w, "", who[i]->id);
        u[i] = shifted(uniform(&who[i]->ticket), w->from);
        if (!strcmp(method, "pps"))
            size[i] = size_in(w, who[i]->measure[k], who[i]->id);
    }
    choose(method, n, take, size, u, uniform(&start), key, p);
    if (!take)
        return;
    reserves = reserves < n - take ? reserves : n - take;
    compare_stratum(w, path, (int64_t)n, (int64_t)take, (int64_t)reserves);
    struct place *order = in_order(w->f, key, n);
    sqlite3_stmt *q = ask_sample(w);
    for (size_t i = 0; i < take + reserves; i++) {
        who[order[i].i]->probability = probability * p[order[i].i];
        compare_member(w, q, who[order[i].i], path, i, (int64_t)take, (int64_t)n);
    }
    sqlite3_finalize(q);
}

static size_t sorting; /* the stage by whose column people are sorted */

static int by_value(const void *a, const void *b)
{
    const struct member *x = *(struct member *const *)a, *y = *(struct member *const *)b;
    int order = strcmp(x->value[sorting], y->value[sorting]);
    return order ? order : strcmp(x->id, y->id);
}

static void draw_stage(struct drawing *w, const struct stage **stages, size_t n_stages, size_t k, const char *path,
                       struct member **who, size_t n, double probability)
{
    if (k == n_stages || !*stages[k]->column) {
        draw_people(w, k < n_stages ? stages[k] : NULL, k, path, who, n, probability);
        return;
    }
    size_t n_clusters = 0, *begin = keep(w->f, (n + 1) * sizeof *begin);
    double *u = keep(w->f, (n + 1) * sizeof *u), *size = keep(w->f, (n + 1) * sizeof *size),
           *key = keep(w->f, (n + 1) * sizeof *key), *p = keep(w->f, (n + 1) * sizeof *p);
    const char **paths = keep(w->f, (n + 1) * sizeof *paths), *prefix = words(w->f, "stage%zu:", k + 1);
    sorting = k;
    if (n)
        qsort(who, n, sizeof *who, by_value);
    for (size_t i = 0; i < n; i++)
        if (!i || strcmp(who[i]->value[k], who[i - 1]->value[k]) != 0)
            begin[n_clusters++] = i;
    begin[n_clusters] = n;
    for (size_t c = 0; c < n_clusters; c++) {
        const struct member *first = who[begin[c]];
        paths[c] = words(w->f, "%s%s%s", path, *path ? "/" : "", first->value[k]);
        struct ticket t = ticket_of(w, prefix, paths[c]);
        u[c] = uniform(&t);
        size[c] = *stages[k]->size_by && !strcmp(stages[k]->method, "pps") ? size_in(w, first->measure[k], first->id)
                                                                           : (double)(begin[c + 1] - begin[c]);
    }
    struct ticket start = ticket_of(w, words(w->f, "start:%s", prefix), path);
    size_t take = take_of(stages[k], n_clusters);
    choose(stages[k]->method, n_clusters, take, size, u, uniform(&start), key, p);
    struct place *order = in_order(w->f, key, n_clusters);
    for (size_t i = 0; i < take; i++) {
        size_t c = order[i].i;
        draw_stage(w, stages, n_stages, k + 1, paths[c], who + begin[c], begin[c + 1] - begin[c], probability * p[c]);
    }
}

static void draw_stages(struct drawing *w)
{
    const struct stage *stages[16];
    size_t n_stages = 0, n = 0;
    const char *columns = "";
    for (size_t i = 0; i < w->d->n_stages && n_stages < 16; i++)
        if (&w->d->groups[w->d->stages[i].group] == w->g) {
            stages[n_stages++] = &w->d->stages[i];
            columns = words(w->f, "%s, %s, %s", columns, column_sql(w->f, w->d->stages[i].column),
                            column_sql(w->f, w->d->stages[i].size_by));
        }
    struct member **who = NULL;
    sqlite3_stmt *q = ask(w->f, words(w->f, "SELECT id%s FROM frame WHERE \"group\" = ? ORDER BY id", columns));
    sqlite3_bind_text(q, 1, w->g->code, -1, SQLITE_STATIC);
    for (; next(w->f, q); n++) {
        who = more(w->f, who, n, sizeof *who);
        struct member *m = who[n] = keep(w->f, sizeof *m);
        m->id = words(w->f, "%s", text(q, 0));
        m->value = keep(w->f, 16 * sizeof *m->value);
        m->measure = keep(w->f, 16 * sizeof *m->measure);
        for (size_t k = 0; k < n_stages; k++) {
            m->value[k] = words(w->f, "%s", text(q, 1 + 2 * (int)k));
            m->measure[k] = words(w->f, "%s", text(q, 2 + 2 * (int)k));
        }
    }
    draw_stage(w, stages, n_stages, 0, "", who, n, 1);
}

/* --- reserves called in ------------------------------------------------------------------------------------------ */

static void check_releases(struct file *f)
{
    struct check *c = check_new(f, "D7", "dự phòng được gọi đúng thứ tự, đúng tầng", "lần thay");
    sqlite3_stmt *q =
        ask(f, "SELECT r.\"group\" || '/' || r.id, r.replaces, s.role, s.stratum, x.stratum, x.role,"
               " (SELECT count(*) FROM sample o WHERE o.\"group\" = s.\"group\" AND o.stratum = s.stratum AND o.role ="
               " 'reserve' AND o.\"order\" < s.\"order\" AND NOT EXISTS (SELECT 1 FROM release e WHERE e.\"group\" ="
               " o.\"group\" AND e.id = o.id AND e.run < r.run)), (SELECT count(*) FROM release e WHERE e.\"group\" ="
               " r.\"group\" AND e.id = r.replaces AND e.run < r.run), (SELECT count(*) FROM ballot b JOIN keyed_now k"
               " ON k.serial = b.serial WHERE b.\"group\" = r.\"group\" AND b.member = r.replaces AND coalesce((SELECT"
               " state FROM happened_now v WHERE v.serial = b.serial ORDER BY number DESC LIMIT 1), '') <> 'void')"
               " FROM release r LEFT JOIN sample s ON s.\"group\" = r.\"group\" AND s.id = r.id"
               " LEFT JOIN sample x ON x.\"group\" = r.\"group\" AND x.id = r.replaces ORDER BY r.run, 1");
    for (; next(f, q); c->n++) {
        bool reserve = !strcmp(text(q, 5), "reserve");
        if (strcmp(text(q, 2), "reserve") != 0)
            fault(f, c, "%s không phải dự phòng", text(q, 0));
        else if (strcmp(text(q, 3), text(q, 4)) != 0)
            fault(f, c, "%s thay %s ở tầng khác", text(q, 0), text(q, 1));
        else if (integer(q, 6))
            fault(f, c, "%s được gọi trước dự phòng đứng trên", text(q, 0));
        else if (!*text(q, 5) || (reserve && !integer(q, 7)))
            fault(f, c, "%s thay %s, người này không được hỏi", text(q, 0), text(q, 1));
        else if (integer(q, 8))
            fault(f, c, "%s thay %s, người này đã trả lời", text(q, 0), text(q, 1));
    }
}

void draw_check(struct file *f, const struct definition *d)
{
    struct drawing w = {.f = f,
                        .d = d,
                        .strata = check_new(f, "D5", "tầng, cỡ mẫu và dự phòng rút lại", "tầng"),
                        .sample = check_new(f, "D6", "người được chọn và dự phòng rút lại", "người")};
    char hex[HEX] = "";
    sqlite3_stmt *q = ask(f, "SELECT d.seed, z.ticket_start FROM draw d JOIN freeze z ON z.run = (SELECT max(run) FROM"
                             " freeze) ORDER BY d.run DESC LIMIT 1");
    bool drawn = false;
    for (; next(f, q); drawn = true) {
        sha256_hex(text(q, 0), strlen(text(q, 0)), hex);
        w.from = real(q, 1);
    }
    if (!drawn || f->evidence) {
        const char *why = drawn ? "mã người là cam kết" : "chưa rút mẫu";
        unsaid(f, w.strata, "%s", why);
        unsaid(f, w.sample, "%s", why);
    }
    for (size_t g = 0; drawn && !f->evidence && g < d->n_groups; g++) {
        w.g = &d->groups[g];
        w.seed = hex;
        w.wrong = NULL;
        w.drawn = (struct index){0};
        if (w.g->outside)
            continue;
        size_t before = w.strata->n;
        (strcmp(w.g->design, "stages") ? draw_once : draw_stages)(&w);
        if (w.wrong)
            fault(f, w.sample, "nhóm %s không rút lại được: %s", w.g->code, w.wrong);
        q = ask(f, "SELECT id FROM sample WHERE \"group\" = ?");
        sqlite3_bind_text(q, 1, w.g->code, -1, SQLITE_STATIC);
        while (next(f, q))
            if (index_find(&w.drawn, text(q, 0)) == NO)
                fault(f, w.sample, "%s/%s có trong mẫu, rút lại thì không", w.g->code, text(q, 0));
        q = ask(f, "SELECT count(*) FROM strata WHERE \"group\" = ?");
        sqlite3_bind_text(q, 1, w.g->code, -1, SQLITE_STATIC);
        while (next(f, q))
            if (integer(q, 0) > (int64_t)(w.strata->n - before))
                fault(f, w.strata, "nhóm %s có %s tầng, rút lại có %zu", w.g->code, text(q, 0), w.strata->n - before);
    }
    q = ask(f, "SELECT DISTINCT \"group\" FROM sample UNION SELECT \"group\" FROM strata");
    while (drawn && next(f, q))
        if (index_find(&d->group_codes, text(q, 0)) == NO || d->groups[index_find(&d->group_codes, text(q, 0))].outside)
            fault(f, w.sample, "nhóm %s không rút mẫu", text(q, 0));
    if (!drawn)
        sqlite3_finalize(q);
    check_releases(f);
}
