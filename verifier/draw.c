/* The draw, done again from the list, the seed and the rules of each group, into the temp tables drawn and
 * drawn_stratum. */
#include <math.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"

#define NEAR        1e-9 /* what binary numbers leave above a whole one */
#define SURE        1e-12
#define Z95         1.959963984540054
#define MOST_STAGES 8

struct ticket {
    uint64_t first; /* the first 18 digits */
    char all[80];   /* the digits behind `0.` */
};

struct member {
    const char *id;
    size_t stratum;
    const char **value, **size; /* by stage; in one stage size[0] */
};

struct stratum {
    const char *name;
    int64_t population, take, reserves;
    double mean, squares, share, at; /* of the size column; what it counts for, its number before rounding */
    struct member **who;
};

struct group {
    const char *code, *design, *take_as, *stratum_by, *allocation, *size_column;
    decimal take;
    bool per_stratum, stratified;
    int64_t min, max; /* -1: none */
    double reserve, response;
};

struct stage {
    const char *column, *method, *size_by;
    int64_t take;
};

/* A draw of one group. */
struct drawing {
    struct file *f;
    struct group group;
    const struct group *g;
    struct stage stages[MOST_STAGES];
    size_t n_stages, sorted_by;
    const char *seed;  /* its SHA-256 */
    double from;       /* tickets are counted from here on */
    const char *wrong; /* what keeps it from being repeated */
    sqlite3_stmt *stratum, *sample;
};

/* --- tickets ---------------------------------------------------------------------------------------- */

static struct ticket ticket_of(const struct drawing *w, const char *prefix, const char *name)
{
    struct ticket t = {0};
    uint8_t digest[crypto_hash_sha256_BYTES];
    uint32_t limbs[8] = {0};
    crypto_hash_sha256_state state;
    const char *parts[] = {w->seed, prefix, w->g->code, "/", name};
    crypto_hash_sha256_init(&state);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        crypto_hash_sha256_update(&state, (const uint8_t *)parts[i], strlen(parts[i]));
    crypto_hash_sha256_final(&state, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        limbs[i / 4] = limbs[i / 4] << 8 | digest[i];
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

/* --- how many ------------------------------------------------------------------------------------------- */

/* Nothing of what no frame can have: a forged rule has no bounds. */
static int64_t ceiling(double x)
{
    return fabs(x) < 1e15 ? (int64_t)ceil(x - NEAR) : 0;
}

static int64_t within(int64_t x, int64_t most)
{
    return x < 0 ? 0 : x > most ? most : x;
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
        total -= s[i].take = fabs(s[i].at) < 1e15 ? (int64_t)floor(s[i].at + SURE) : 0;
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

/* --- people of a stratum ------------------------------------------------------------------------------------- */

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

static void run(sqlite3_stmt *q)
{
    sqlite3_step(q);
    sqlite3_reset(q);
}

struct place {
    double key;
    size_t i;
    struct ticket ticket;
};

static int by_key(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    return x->key != y->key ? (x->key < y->key ? -1 : 1) : strcmp(x->ticket.all, y->ticket.all);
}

/* TAKE of N units by METHOD: ORDER their places, those taken first, P their probabilities.  U are uniforms, whose
 * tickets ORDER has. */
static void choose(const char *method, size_t n, size_t take, const double *size, const double *u, double start,
                   struct place *order, double *p)
{
    bool pps = !strcmp(method, "pps"), systematic = !strcmp(method, "systematic");
    if (pps)
        proportional(size, n, take, p);
    for (size_t i = 0; i < n; i++) {
        p[i] = pps ? p[i] : (double)take / (double)n;
        order[i].i = i;
        order[i].key = pps                                                      ? pareto(p[i], u[i])
                       : systematic && falls(i, (double)take, (double)n, start) ? (double)i - (double)n
                                                                                : u[i];
    }
    if (n)
        qsort(order, n, sizeof *order, by_key);
}

/* TAKE of WHO[0..N-1] and the RESERVES behind them, with PROBABILITY so far; sizes are those of stage K. */
static void draw_people(struct drawing *w, const char *method, size_t k, const char *name, double start,
                        struct member **who, size_t n, size_t take, size_t reserves, double probability)
{
    double *u = keep(w->f, (n + 1) * sizeof *u), *size = keep(w->f, (n + 1) * sizeof *size),
           *p = keep(w->f, (n + 1) * sizeof *p);
    struct place *order = keep(w->f, (n + 1) * sizeof *order);
    for (size_t i = 0; i < n; i++) {
        order[i].ticket = ticket_of(w, "", who[i]->id);
        u[i] = shifted(uniform(&order[i].ticket), w->from);
        size[i] = strcmp(method, "pps") ? 0 : size_in(w, who[i]->size[k], who[i]->id);
    }
    choose(method, n, take, size, u, start, order, p);
    sqlite3_bind_text(w->stratum, 2, name, -1, SQLITE_STATIC);
    sqlite3_bind_int64(w->stratum, 3, (int64_t)n);
    sqlite3_bind_int64(w->stratum, 4, (int64_t)take);
    sqlite3_bind_int64(w->stratum, 5, (int64_t)reserves);
    run(w->stratum);
    for (size_t i = 0; take && i < take + reserves; i++) {
        double share = probability * p[order[i].i], even = (double)take / (double)n;
        bool quota = !strcmp(w->g->design, "quota");
        sqlite3_bind_text(w->sample, 2, who[order[i].i]->id, -1, SQLITE_STATIC);
        sqlite3_bind_text(w->sample, 3, name, -1, SQLITE_STATIC);
        sqlite3_bind_text(w->sample, 4, i < take ? "selected" : "reserve", -1, SQLITE_STATIC);
        sqlite3_bind_int64(w->sample, 5, (int64_t)(i < take ? i : i - take) + 1);
        sqlite3_bind_text(w->sample, 6, words(w->f, "0.%s", order[i].ticket.all), -1, SQLITE_STATIC);
        sqlite3_bind_double(w->sample, 7, quota ? NAN : share);
        sqlite3_bind_double(w->sample, 8, quota ? NAN : share == even ? (double)n / (double)take : 1 / share);
        run(w->sample);
    }
}

/* --- one stage ------------------------------------------------------------------------------------------------ */

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
        }
        s[i].take = within(s[i].take, s[i].population);
    }
    if (!census && !g->per_stratum)
        allocate(w, s, n);
    for (size_t i = 0; i < n; i++) {
        s[i].take = within(s[i].take, s[i].population);
        s[i].reserves = within(ceiling((double)s[i].take * g->reserve), s[i].population - s[i].take);
    }
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct stratum *)a)->name, ((const struct stratum *)b)->name);
}

static void draw_once(struct drawing *w)
{
    struct file *f = w->f;
    const struct group *g = w->g;
    bool systematic = !strcmp(g->design, "systematic"), pps = !strcmp(g->design, "pps"),
         spread = !strcmp(g->design, "stratified") && !g->per_stratum && *g->size_column &&
                  (!strcmp(g->allocation, "neyman") || !strcmp(g->allocation, "power"));
    struct stratum *s = NULL;
    struct index names = {0};
    const char *sort =
        systematic && !g->per_stratum && *g->stratum_by ? words(f, "%s, ", column_sql(f, g->stratum_by)) : "";
    sqlite3_stmt *q =
        ask(f, words(f, "SELECT id, %s, %s FROM frame WHERE \"group\" = ? ORDER BY %sid",
                     column_sql(f, g->stratified ? g->stratum_by : ""), column_sql(f, g->size_column), sort));
    sqlite3_bind_text(q, 1, g->code, -1, SQLITE_STATIC);
    while (next(f, q)) {
        struct member *m = keep(f, sizeof *m);
        size_t before = names.n;
        s = more(f, s, before, sizeof *s);
        struct stratum *of = &s[index_add(f, &names, text(q, 1))];
        of->name = names.n > before ? names.keys[before] : of->name;
        *m = (struct member){.id = words(f, "%s", text(q, 0)), .size = keep(f, sizeof *m->size)};
        m->size[0] = words(f, "%s", text(q, 2));
        of->who = more(f, of->who, (size_t)of->population, sizeof *of->who);
        of->who[of->population++] = m;
        decimal x = 0; /* mean and spread, step by step */
        if (spread && !decimal_read(text(q, 2), &x))
            w->wrong = words(f, "quy mô \"%s\" của %s/%s", text(q, 2), g->code, m->id);
        double away = (double)x / 1e9 - of->mean;
        of->mean += away / (double)of->population;
        of->squares += away * ((double)x / 1e9 - of->mean);
    }
    if (names.n)
        qsort(s, names.n, sizeof *s, by_name);
    plan(w, s, names.n);
    for (size_t i = 0; i < names.n; i++) {
        struct ticket t = ticket_of(w, "start:", s[i].name);
        draw_people(w, systematic || pps ? g->design : "srs", 0, s[i].name, shifted(uniform(&t), w->from), s[i].who,
                    (size_t)s[i].population, (size_t)s[i].take, (size_t)s[i].reserves, 1);
    }
}

/* --- stages --------------------------------------------------------------------------------------------------- */

static size_t take_of(const struct stage *stage, size_t n)
{
    bool all = !stage || !strcmp(stage->method, "census") || (size_t)stage->take > n;
    return all ? n : (size_t)stage->take;
}

static int by_value(const void *a, const void *b, void *stage)
{
    const struct member *x = *(struct member *const *)a, *y = *(struct member *const *)b;
    int order = strcmp(x->value[*(size_t *)stage], y->value[*(size_t *)stage]);
    return order ? order : strcmp(x->id, y->id);
}

static void draw_stage(struct drawing *w, size_t k, const char *path, struct member **who, size_t n, double probability)
{
    const struct stage *stage = k < w->n_stages ? &w->stages[k] : NULL;
    if (!stage || !*stage->column) {
        size_t take = take_of(stage, n);
        int64_t reserves = within(ceiling((double)take * w->g->reserve), (int64_t)(n - take));
        struct ticket start = ticket_of(w, "start:", path);
        if (take)
            draw_people(w, stage ? stage->method : "srs", k, path, uniform(&start), who, n, take, (size_t)reserves,
                        probability);
        return;
    }
    size_t n_clusters = 0, *begin = keep(w->f, (n + 1) * sizeof *begin);
    double *u = keep(w->f, (n + 1) * sizeof *u), *size = keep(w->f, (n + 1) * sizeof *size),
           *p = keep(w->f, (n + 1) * sizeof *p);
    struct place *order = keep(w->f, (n + 1) * sizeof *order);
    const char **paths = keep(w->f, (n + 1) * sizeof *paths), *prefix = words(w->f, "stage%zu:", k + 1);
    if (n)
        qsort_r(who, n, sizeof *who, by_value, &k);
    for (size_t i = 0; i < n; i++)
        if (!i || strcmp(who[i]->value[k], who[i - 1]->value[k]) != 0)
            begin[n_clusters++] = i;
    begin[n_clusters] = n;
    for (size_t c = 0; c < n_clusters; c++) {
        const struct member *first = who[begin[c]];
        paths[c] = words(w->f, "%s%s%s", path, *path ? "/" : "", first->value[k]);
        order[c].ticket = ticket_of(w, prefix, paths[c]);
        u[c] = uniform(&order[c].ticket);
        bool sized = *stage->size_by && !strcmp(stage->method, "pps");
        size[c] = sized ? size_in(w, first->size[k], first->id) : (double)(begin[c + 1] - begin[c]);
    }
    struct ticket start = ticket_of(w, words(w->f, "start:%s", prefix), path);
    size_t take = take_of(stage, n_clusters);
    choose(stage->method, n_clusters, take, size, u, uniform(&start), order, p);
    for (size_t i = 0; i < take; i++) {
        size_t c = order[i].i;
        draw_stage(w, k + 1, paths[c], who + begin[c], begin[c + 1] - begin[c], probability * p[c]);
    }
}

static void draw_stages(struct drawing *w)
{
    struct file *f = w->f;
    const char *columns = "";
    struct member **who = NULL;
    size_t n = 0;
    sqlite3_stmt *q = ask(f, "SELECT coalesce(\"column\", ''), method, coalesce(size_by, ''), dec(take) FROM stages"
                             " WHERE \"group\" = ? ORDER BY stage LIMIT 8");
    sqlite3_bind_text(q, 1, w->g->code, -1, SQLITE_STATIC);
    for (; next(f, q); w->n_stages++) {
        w->stages[w->n_stages] = (struct stage){words(f, "%s", text(q, 0)), words(f, "%s", text(q, 1)),
                                                words(f, "%s", text(q, 2)), integer(q, 3) / ONE};
        columns = words(f, "%s, %s, %s", columns, column_sql(f, w->stages[w->n_stages].column),
                        column_sql(f, w->stages[w->n_stages].size_by));
    }
    q = ask(f, words(f, "SELECT id%s FROM frame WHERE \"group\" = ? ORDER BY id", columns));
    sqlite3_bind_text(q, 1, w->g->code, -1, SQLITE_STATIC);
    for (; next(f, q); n++) {
        who = more(f, who, n, sizeof *who);
        struct member *m = who[n] = keep(f, sizeof *m);
        *m = (struct member){.id = words(f, "%s", text(q, 0)),
                             .value = keep(f, MOST_STAGES * sizeof *m->value),
                             .size = keep(f, MOST_STAGES * sizeof *m->size)};
        for (size_t k = 0; k < w->n_stages; k++) {
            m->value[k] = words(f, "%s", text(q, 1 + 2 * (int)k));
            m->size[k] = words(f, "%s", text(q, 2 + 2 * (int)k));
        }
    }
    draw_stage(w, 0, "", who, n, 1);
}

static void draw_group(struct file *f, sqlite3_stmt *q, const char *seed, double from)
{
    struct drawing w = {.f = f, .seed = seed, .from = from};
    w.group = (struct group){words(f, "%s", text(q, 0)),
                             words(f, "%s", text(q, 1)),
                             words(f, "%s", text(q, 2)),
                             words(f, "%s", text(q, 3)),
                             words(f, "%s", text(q, 4)),
                             words(f, "%s", text(q, 5)),
                             integer(q, 6),
                             integer(q, 7) != 0,
                             integer(q, 8) != 0,
                             integer(q, 9),
                             integer(q, 10),
                             share_read(text(q, 11), 0.2),
                             share_read(text(q, 12), 1)};
    w.g = &w.group;
    w.stratum = ask(f, "INSERT INTO drawn_stratum VALUES (?, ?, ?, ?, ?)");
    w.sample = ask(f, "INSERT INTO drawn VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    sqlite3_bind_text(w.stratum, 1, w.g->code, -1, SQLITE_STATIC);
    sqlite3_bind_text(w.sample, 1, w.g->code, -1, SQLITE_STATIC);
    (strcmp(w.g->design, "stages") ? draw_once : draw_stages)(&w);
    sqlite3_finalize(w.stratum);
    sqlite3_finalize(w.sample);
    sqlite3_stmt *wrong = w.wrong ? ask(f, "INSERT INTO undrawn VALUES (?)") : NULL;
    sqlite3_bind_text(wrong, 1, w.wrong, -1, SQLITE_STATIC);
    next(f, wrong);
}

void draw_check(struct file *f)
{
    char seed[HEX] = "";
    double from = 0;
    sqlite3_stmt *q = ask(f, "SELECT sha(d.seed), (SELECT ticket_start FROM freeze ORDER BY run DESC LIMIT 1) FROM "
                             "draw d WHERE NOT evidence() ORDER BY d.run DESC LIMIT 1");
    while (next(f, q)) {
        snprintf(seed, sizeof seed, "%s", text(q, 0));
        from = real(q, 1);
    }
    q = *seed ? ask(f, "SELECT code, design, take_as, coalesce(stratum_by, ''), allocation, coalesce(size_column, ''),"
                       " CASE WHEN take_as IN ('yamane', 'margin') AND instr(take, '%') THEN ratio(dec(take), 1, 100) "
                       "ELSE coalesce(dec(take), 0) END,"
                       " per = 'stratum', design = 'stratified' OR (design <> 'stages' AND (per = 'stratum' OR design "
                       "= 'census' AND stratum_by IS NOT NULL)),"
                       " coalesce(min, -1), coalesce(max, -1), reserve, response FROM groups WHERE via <> 'sipas' "
                       "ORDER BY position")
              : NULL;
    while (next(f, q))
        draw_group(f, q, seed, from);
}
