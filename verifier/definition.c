#include "definition.h"

#include <string.h>

static size_t code_of(const struct index *codes, const char *code)
{
    return !*code || !strcmp(code, "*") ? ANY : index_find(codes, code);
}

static char *copy(struct file *f, sqlite3_stmt *q, int column)
{
    return words(f, "%s", text(q, column));
}

/* A decimal, with a percent sign as it is written; 0 for none. */
static decimal number_in(sqlite3_stmt *q, int column)
{
    char plain[40];
    decimal value = 0;
    size_t n = strcspn(text(q, column), "%");
    if (n < sizeof plain) {
        memcpy(plain, text(q, column), n);
        plain[n] = '\0';
        if (!decimal_read(plain, &value))
            value = 0;
    }
    return value;
}

static bool is_percent(sqlite3_stmt *q, int column)
{
    return strchr(text(q, column), '%') != NULL;
}

static int64_t whole(sqlite3_stmt *q, int column, int64_t otherwise)
{
    return *text(q, column) ? integer(q, column) : otherwise;
}

const char *setting(const struct definition *d, const char *key, const char *otherwise)
{
    size_t i = index_find(&d->settings, key);
    return i == NO || !*d->setting[i] ? otherwise : d->setting[i];
}

bool setting_is(const struct definition *d, const char *key, const char *value, const char *otherwise)
{
    return !strcmp(setting(d, key, otherwise), value);
}

bool asks_group(const struct ballot_type *t, size_t group)
{
    for (size_t i = 0; i < t->n_groups; i++)
        if (t->groups[i] == group)
            return true;
    return false;
}

bool applies(const struct definition *d, size_t unit, size_t criterion, size_t group)
{
    for (size_t i = 0; i < d->n_excepts; i++) {
        const struct except *x = &d->excepts[i];
        if ((x->group != ANY && x->group != group) || (x->unit != ANY && x->unit != unit) ||
            (x->block != ANY && x->block != d->units[unit].block))
            continue;
        if (!strcmp(x->criterion, "*"))
            return false;
        for (size_t c = criterion; c != NO; c = d->criteria[c].parent)
            if (!strcmp(d->criteria[c].code, x->criterion))
                return false;
    }
    return true;
}

static void read_units(struct file *f, struct definition *d)
{
    sqlite3_stmt *q = ask(f, "SELECT key, value FROM round ORDER BY position");
    for (size_t i; next(f, q); d->setting[i] = copy(f, q, 1)) {
        d->setting = more(f, d->setting, d->settings.n, sizeof *d->setting);
        i = index_add(f, &d->settings, text(q, 0));
    }
    q = ask(f, "SELECT code, ranked FROM blocks ORDER BY position");
    for (; next(f, q); d->n_blocks++) {
        d->blocks = more(f, d->blocks, d->n_blocks, sizeof *d->blocks);
        d->blocks[d->n_blocks] = (struct block){.code = copy(f, q, 0), .ranked = integer(q, 1) != 0};
        index_add(f, &d->block_codes, text(q, 0));
    }
    q = ask(f, "SELECT code FROM units ORDER BY position");
    while (next(f, q))
        index_add(f, &d->unit_codes, text(q, 0));
    d->units = keep(f, (d->unit_codes.n + 1) * sizeof *d->units);
    q = ask(f, "SELECT code, block, parent, ranked FROM units ORDER BY \"order\" IS NULL, \"order\", position");
    for (; next(f, q); d->n_units++) {
        size_t u = index_find(&d->unit_codes, text(q, 0)), b = index_find(&d->block_codes, text(q, 1));
        d->units[u] = (struct unit){.code = copy(f, q, 0),
                                    .block = b,
                                    .parent = *text(q, 2) ? index_find(&d->unit_codes, text(q, 2)) : NO,
                                    .ranked = integer(q, 3) != 0};
        if (b == NO)
            continue;
        struct block *block = &d->blocks[b];
        block->units = more(f, block->units, block->n_units, sizeof *block->units);
        block->units[block->n_units++] = u;
    }
}

static void read_groups(struct file *f, struct definition *d)
{
    sqlite3_stmt *q =
        ask(f, "SELECT code, via, design, take, take_as, per, stratum_by, allocation, min, max, size_column,"
               " reserve, response FROM groups ORDER BY position");
    for (; next(f, q); d->n_groups++) {
        d->groups = more(f, d->groups, d->n_groups, sizeof *d->groups);
        struct group *g = &d->groups[d->n_groups];
        *g = (struct group){.code = copy(f, q, 0),
                            .outside = !strcmp(text(q, 1), "sipas"),
                            .design = copy(f, q, 2),
                            .take = number_in(q, 3),
                            .take_as = copy(f, q, 4),
                            .per_stratum = !strcmp(text(q, 5), "stratum"),
                            .stratum_by = copy(f, q, 6),
                            .allocation = copy(f, q, 7),
                            .min = whole(q, 8, -1),
                            .max = whole(q, 9, -1),
                            .size_column = copy(f, q, 10),
                            .reserve = share_read(text(q, 11), 0.2),
                            .response = share_read(text(q, 12), 1)};
        bool margin = !strcmp(g->take_as, "yamane") || !strcmp(g->take_as, "margin");
        if (margin && is_percent(q, 3))
            g->take = decimal_ratio(g->take, 1, 100);
        bool stages = !strcmp(g->design, "stages");
        g->own_probabilities = !g->outside && (stages || !strcmp(g->design, "pps"));
        g->stratified = !strcmp(g->design, "stratified") ||
                        (!stages && (g->per_stratum || (!strcmp(g->design, "census") && *g->stratum_by)));
        index_add(f, &d->group_codes, g->code);
    }
    q = ask(f, "SELECT \"group\", stage, \"column\", method, take, size_by FROM stages ORDER BY stage");
    for (; next(f, q); d->n_stages++) {
        d->stages = more(f, d->stages, d->n_stages, sizeof *d->stages);
        d->stages[d->n_stages] = (struct stage){index_find(&d->group_codes, text(q, 0)),
                                                integer(q, 1),
                                                copy(f, q, 2),
                                                copy(f, q, 3),
                                                copy(f, q, 5),
                                                number_in(q, 4) / ONE};
    }
}

static void add_nodes(struct file *f, struct definition *d, size_t block, size_t parent, size_t level)
{
    struct block *b = &d->blocks[block];
    for (size_t i = 0; i < d->n_criteria && level <= d->n_criteria; i++) {
        if (d->criteria[i].parent != parent || (d->criteria[i].block != block && d->criteria[i].block != ANY))
            continue;
        d->criteria[i].level = level;
        b->nodes = more(f, b->nodes, b->n_nodes, sizeof *b->nodes);
        b->nodes[b->n_nodes++] = i;
        add_nodes(f, d, block, i, level + 1);
    }
}

static void read_criteria(struct file *f, struct definition *d)
{
    char **parent = NULL;
    sqlite3_stmt *q = ask(f, "SELECT code, block, parent, method, max_points, min_points, cap FROM criteria"
                             " ORDER BY position");
    for (; next(f, q); d->n_criteria++) {
        d->criteria = more(f, d->criteria, d->n_criteria, sizeof *d->criteria);
        parent = more(f, parent, d->n_criteria, sizeof *parent);
        parent[d->n_criteria] = copy(f, q, 2);
        struct criterion *c = &d->criteria[d->n_criteria];
        *c = (struct criterion){.code = copy(f, q, 0),
                                .method = copy(f, q, 3),
                                .block = code_of(&d->block_codes, text(q, 1)),
                                .parent = NO,
                                .leaf = true,
                                .max = number_in(q, 4),
                                .min = number_in(q, 5),
                                .cap = number_in(q, 6),
                                .has_cap = *text(q, 6) != '\0',
                                .has_min = *text(q, 5) != '\0'};
        c->component = !strcmp(c->method, "DTXHH")        ? SURVEY
                       : !strcmp(c->method, "SIPAS")      ? SIPAS
                       : !strcmp(c->method, "KTXH")       ? SOCIO
                       : !strcmp(c->method, "THUONG_TRU") ? BONUS
                                                          : APPRAISED;
        if (c->component == BONUS && c->has_cap && *text(q, 4) && c->cap < c->max)
            c->max = c->cap;
    }
    for (size_t i = 0; i < d->n_criteria; i++)
        for (size_t j = 0; *parent[i] && d->criteria[i].parent == NO && j < d->n_criteria; j++)
            if (!strcmp(d->criteria[j].code, parent[i]) &&
                (d->criteria[j].block == d->criteria[i].block || d->criteria[j].block == ANY)) {
                d->criteria[i].parent = j;
                d->criteria[j].leaf = false;
            }
    for (size_t b = 0; b < d->n_blocks; b++)
        add_nodes(f, d, b, NO, 1);
}

static void read_ballots(struct file *f, struct definition *d)
{
    sqlite3_stmt *q = ask(f, "SELECT scale, option, percent FROM scales ORDER BY position");
    while (next(f, q)) {
        size_t n = d->scale_codes.n;
        d->scales = more(f, d->scales, n, sizeof *d->scales);
        struct scale *s = &d->scales[index_add(f, &d->scale_codes, text(q, 0))];
        if (s->n == 250)
            continue;
        s->percent[++s->n] = *text(q, 2) ? number_in(q, 2) : -1;
        s->option[s->n] = copy(f, q, 1);
    }
    q = ask(f, "SELECT code, groups, block, units, own_unit FROM ballot_types ORDER BY position");
    for (; next(f, q); d->n_types++) {
        d->types = more(f, d->types, d->n_types, sizeof *d->types);
        struct ballot_type *t = &d->types[d->n_types];
        *t = (struct ballot_type){.code = copy(f, q, 0),
                                  .block = code_of(&d->block_codes, text(q, 2)),
                                  .units = copy(f, q, 3),
                                  .own_allowed = !strcmp(text(q, 4), "allow")};
        index_add(f, &d->type_codes, t->code);
        for (char *p = copy(f, q, 1); *p;) {
            size_t n = strcspn(p, "; ");
            char *one = words(f, "%.*s", (int)n, p);
            t->groups = more(f, t->groups, t->n_groups, sizeof *t->groups);
            if (*one)
                t->groups[t->n_groups++] = index_find(&d->group_codes, one);
            p += n + (p[n] != '\0');
        }
    }
    q = ask(f, "SELECT code, ballot_type, per, kind, block, criterion, weight, scale, required FROM questions"
               " ORDER BY position");
    for (; next(f, q); d->n_questions++) {
        size_t type = index_find(&d->type_codes, text(q, 1)), i = d->n_questions;
        d->questions = more(f, d->questions, i, sizeof *d->questions);
        d->questions[i] = (struct question){.code = copy(f, q, 0),
                                            .type = type,
                                            .option = !strcmp(text(q, 3), "option"),
                                            .block = code_of(&d->block_codes, text(q, 4)),
                                            .criterion = copy(f, q, 5),
                                            .weight = *text(q, 6) ? (double)number_in(q, 6) / 1e9 : 1,
                                            .scale = *text(q, 7) ? index_find(&d->scale_codes, text(q, 7)) : NO,
                                            .required = integer(q, 8) != 0};
        if (type == NO)
            continue;
        struct ballot_type *t = &d->types[type];
        bool once = !strcmp(text(q, 2), "ballot");
        size_t **list = once ? &t->once : &t->asked, *n = once ? &t->n_once : &t->n_asked;
        *list = more(f, *list, *n, sizeof **list);
        (*list)[(*n)++] = i;
    }
}

static void read_rules(struct file *f, struct definition *d)
{
    sqlite3_stmt *q = ask(f, "SELECT block, unit, criterion, \"group\", basis FROM not_applicable ORDER BY position");
    for (; next(f, q); d->n_excepts++) {
        d->excepts = more(f, d->excepts, d->n_excepts, sizeof *d->excepts);
        struct except *x = &d->excepts[d->n_excepts];
        *x = (struct except){code_of(&d->block_codes, text(q, 0)), code_of(&d->unit_codes, text(q, 1)),
                             code_of(&d->group_codes, text(q, 3)), copy(f, q, 2)};
        if (x->unit < ANY && x->group == ANY && !strcmp(x->criterion, "*") && *text(q, 4))
            d->units[x->unit].ended = true;
    }
    q = ask(f, "SELECT block, \"group\", criterion, weight FROM group_weights ORDER BY position");
    for (; next(f, q); d->n_weights++) {
        d->weights = more(f, d->weights, d->n_weights, sizeof *d->weights);
        struct group_weight *w = &d->weights[d->n_weights];
        *w = (struct group_weight){.block = code_of(&d->block_codes, text(q, 0)),
                                   .group = code_of(&d->group_codes, text(q, 1)),
                                   .criterion = copy(f, q, 2),
                                   .weight = number_in(q, 3)};
        if (is_percent(q, 3))
            w->weight = decimal_ratio(w->weight, 1, 100);
    }
    q = ask(f, "SELECT block, class, \"from\", \"of\", floor, floor_level FROM classes ORDER BY position");
    for (; next(f, q); d->n_bands++) {
        d->bands = more(f, d->bands, d->n_bands, sizeof *d->bands);
        const char *of = *text(q, 3) ? text(q, 3) : setting(d, "class_by", "points");
        d->bands[d->n_bands] = (struct band){.block = code_of(&d->block_codes, text(q, 0)),
                                             .name = copy(f, q, 1),
                                             .from = number_in(q, 2),
                                             .of_percent = !strcmp(of, "percent"),
                                             .has_floor = *text(q, 4) != '\0',
                                             .floor = number_in(q, 4),
                                             .floor_level = (size_t)whole(q, 5, 1)};
    }
}

void definition_read(struct file *f, struct definition *d)
{
    *d = (struct definition){0};
    read_units(f, d);
    read_groups(f, d);
    read_criteria(f, d);
    read_ballots(f, d);
    read_rules(f, d);
}
