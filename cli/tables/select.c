#include "sampling/select.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/tables/joint_file.h"
#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "importers/readers/cell.h"
#include "importers/readers/header.h"
#include "sampling/allocate.h"
#include "sampling/joint.h"
#include "sampling/size.h"
#include "sampling/ticket.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/spellings.h"
#include "survey/base/text.h"

static const struct verb_option options[] = {
    {"id", 0, "COL", OPTION_REQUIRED, N_("column that names a unit")},
    {"n", 0, "N", 0, N_("how many in all; shared among strata in proportion")},
    {"seed", 0, "TEXT", 0, N_("seed of the tickets, any text")},
    {"method", 0,
     "srs|systematic|pps-systematic|pareto|sequential-poisson|poisson|sampford|brewer|maximum-entropy|cube",
     OPTION_REQUIRED | OPTION_CHOICE,
     N_("srs, systematic, pps-systematic, pareto, sequential-poisson, poisson, sampford, brewer, maximum-entropy or "
        "cube")},
    {"strata", 0, "COL", 0, N_("column of the stratum")},
    {"fold", 0, NULL, 0, N_("strata that look alike (hoà, hòa; capitals; blanks) are one, as most units have it")},
    {"allocation", 0, "FILE", OPTION_PATH, N_("columns stratum, n: in place of --n, as `dtxhh allocate` prints it")},
    {"size", 0, "COL", 0, N_("column of the size measure")},
    {"balance", 0, "COL[,COL...]", 0, N_("of --method cube: columns whose totals the sample is to match")},
    {"reserve", 0, "R", 0, N_("reserves in every stratum: a number of units, or a share of n such as 20%")},
    {"uniforms", 0, "COL", 0, N_("column of random numbers between 0 and 1, in place of --seed")},
    {"joint", 0, "FILE", OPTION_PATH | OPTION_WRITES,
     N_("write the joint inclusion probabilities of the sample, a square table with ids (not of brewer and cube)")},
    {0},
};

static const struct table_column columns[] = {
    {"id", NULL, false},
    {"stratum", N_("Stratum"), false},
    {"role", N_("Role"), false},
    {"order", N_("Order"), true},
    {"ticket", N_("Ticket"), false},
    {"probability", N_("Probability"), true},
    {"weight", N_("Weight"), true},
};

enum column { ID, STRATUM, SIZE, UNIFORM, N_COLUMNS };
static const char *const column_options[N_COLUMNS] = {"id", "strata", "size", "uniforms"};

struct select_unit {
    char *id;
    size_t stratum;
    double size, u;
    double *balance; /* n_balance of the wish */
};

struct frame {
    struct select_unit *units;
    size_t n, room;
    struct dictionary *strata; /* numbers in order of appearance */
    struct ticket_seed seed;
};

struct select_request {
    enum select_method method;
    long n;
    double reserve; /* share of n; or, from 1 on, units */
    bool sized, by_seed;
    char *balance; /* the names of --balance, apart */
    const char **balance_names;
    size_t n_balance;
    struct joint_file *joint; /* NULL where it is not asked for */
};

/* The columns of --balance. */
static bool read_balance(const struct arguments *args, struct select_request *w, struct error *err)
{
    if (!argument_given(args, "balance"))
        return w->method != SELECT_CUBE || error_set(err, E_USAGE, _("--method %s needs --%s"), "cube", "balance");
    if (w->method != SELECT_CUBE)
        return error_set(err, E_USAGE, _("--%s does not go with --method %s"), "balance",
                         argument_value(args, "method"));
    w->balance = xstrdup(argument_value(args, "balance"));
    size_t room = 0;
    for (char *at = w->balance, *end; at; at = end ? end + 1 : NULL) {
        end = strchr(at, ',');
        if (end)
            *end = '\0';
        w->balance_names = grow(w->balance_names, &room, w->n_balance + 1, sizeof *w->balance_names);
        w->balance_names[w->n_balance++] = at;
        if (!*at)
            return error_set(err, E_USAGE, _("option --%s has \"%s\"; expected columns separated by commas"), "balance",
                             argument_value(args, "balance"));
    }
    return true;
}

static bool read_wish(const struct arguments *args, struct select_request *w, struct error *err)
{
    const char *method = argument_value(args, "method"), *reserve = argument_value(args, "reserve");
    w->method = select_method_find(method);
    w->sized = argument_given(args, "size");
    w->by_seed = argument_given(args, "seed");
    bool may_have_size = w->method != SELECT_SRS && w->method != SELECT_SYSTEMATIC;
    bool needs_size = may_have_size && w->method != SELECT_POISSON && w->method != SELECT_CUBE;
    if (needs_size && !w->sized)
        return error_set(err, E_USAGE, _("--method %s needs --%s"), method, "size");
    if (w->sized && !may_have_size)
        return error_set(err, E_USAGE, _("--%s does not go with --method %s"), "size", method);
    if (argument_given(args, "joint") && !joint_has(w->method))
        return error_set(err, E_USAGE, _("joint probabilities of method %s are not known; choose another method"),
                         method);
    if (!read_balance(args, w, err))
        return false;
    if (w->by_seed == argument_given(args, "uniforms"))
        return error_set(err, E_USAGE, _("give one of --%s and --%s"), "seed", "uniforms");
    if (argument_given(args, "n") == argument_given(args, "allocation"))
        return error_set(err, E_USAGE, _("give one of --%s and --%s"), "n", "allocation");
    if (argument_given(args, "allocation") && !argument_given(args, "strata"))
        return error_set(err, E_USAGE, _("--%s needs --%s"), "allocation", "strata");
    long units = 0;
    bool whole = reserve && reserve[strspn(reserve, "0123456789")] == '\0';
    if (whole ? !argument_count(args, "reserve", 0, 999999999, 0, &units, err)
              : !argument_share(args, "reserve", 0, &w->reserve, err))
        return false;
    if (whole)
        w->reserve = (double)units;
    if (w->by_seed && !seed_is_fit(argument_value(args, "seed"), 0, err))
        return false;
    return argument_count(args, "n", 1, 999999999, 0, &w->n, err);
}

/* The size of UNIT, above 0, or a fault that says what is wrong. */
static bool read_size(const struct row *row, size_t column, struct select_unit *unit, struct issues *issues)
{
    struct place place = row_place(row, column);
    if (!*row_text(row, column))
        issues_add(issues, FAULT, "F351", place, _("unit \"%s\" has no size; expected a number above 0"), unit->id);
    else if (!cell_number(row, column, &unit->size, issues))
        return false;
    else if (unit->size < 0)
        issues_add(issues, FAULT, "F351", place, _("unit \"%s\" has the negative size %g; expected a number above 0"),
                   unit->id, unit->size);
    else if (unit->size == 0)
        issues_add(issues, FAULT, "F351", place,
                   _("unit \"%s\" has the size 0 and so no chance to be drawn; expected a number above 0"), unit->id);
    else
        return true;
    return false;
}

static void read_unit(struct frame *f, const struct header *header, const struct row *row, struct dictionary *ids,
                      const struct select_request *w, struct issues *issues)
{
    const char *id = cell_category(row, header->at[ID], issues),
               *stratum = cell_category(row, header->at[STRATUM], issues);
    bool added;
    if (!*id) {
        issues_add(issues, FAULT, "F352", row_place(row, header->at[ID]), _("the id is blank"));
        return;
    }
    dictionary_add(ids, id, strlen(id), &added);
    if (!added)
        issues_add(issues, FAULT, "F352", row_place(row, header->at[ID]), _("the id \"%s\" is given twice"), id);
    f->units = grow(f->units, &f->room, f->n + 1, sizeof *f->units);
    struct select_unit *unit = &f->units[f->n++];
    *unit = (struct select_unit){.id = xstrdup(id), .size = 1};
    if (header->at[STRATUM] != SIZE_MAX && !*stratum)
        issues_add(issues, FAULT, "F353", row_place(row, header->at[STRATUM]), _("unit \"%s\" has no stratum"), id);
    unit->stratum = dictionary_add(f->strata, stratum, strlen(stratum), NULL);
    if (w->sized)
        (void)!read_size(row, header->at[SIZE], unit, issues);
    unit->balance = w->n_balance ? xcalloc(w->n_balance, sizeof *unit->balance) : NULL;
    for (size_t k = 0; k < w->n_balance; k++)
        (void)!cell_number(row, header->at[N_COLUMNS + k], &unit->balance[k], issues);
    if (w->by_seed) {
        struct ticket ticket = ticket_of(&f->seed, id, strlen(id));
        unit->u = ticket_uniform(&ticket);
    } else if (cell_number(row, header->at[UNIFORM], &unit->u, issues) && !(unit->u > 0 && unit->u < 1)) {
        issues_add(issues, FAULT, "F354", row_place(row, header->at[UNIFORM]),
                   _("unit \"%s\" has the random number %g; expected one above 0 and below 1"), id, unit->u);
    }
}

/* Ids and strata that differ in zeros before them only are told. */
static void tell_zeros(const struct frame *f, const struct header *header, const char *file, struct issues *issues)
{
    struct leading_zeros ids = {0}, strata = {0};
    for (size_t i = 0; i < f->n; i++)
        leading_zeros_add(&ids, "", f->units[i].id);
    for (size_t i = 0; i < dictionary_size(f->strata); i++)
        leading_zeros_add(&strata, "", dictionary_key(f->strata, i));
    leading_zeros_tell(&ids, issues, file, header->names[ID]);
    leading_zeros_tell(&strata, issues, file, header->names[STRATUM]);
    leading_zeros_release(&ids);
    leading_zeros_release(&strata);
}

/* Ids that are one in several ways of writing are told; with FOLD they are a fault. */
static void tell_ids(const struct frame *f, const struct header *header, const char *file, bool fold,
                     struct issues *issues)
{
    struct spellings *spellings = spellings_new();
    for (size_t i = 0; i < f->n; i++)
        spellings_add(spellings, f->units[i].id, 1);
    if (spellings_any(spellings)) {
        char *list = spellings_list(spellings);
        if (fold)
            issues_add(issues, FAULT, "F352", (struct place){file, NULL, 0, 0},
                       _("column \"%s\" has ids that are one in several ways of writing: %s"), header->names[ID], list);
        else
            spellings_tell(issues, file, header->names[ID], list, false);
        free(list);
    }
    spellings_free(spellings);
}

/* Strata that are one in several ways of writing are told; with FOLD they become one. */
static void fold_strata(struct frame *f, const struct header *header, const char *file, bool fold,
                        struct issues *issues)
{
    struct spellings *spellings = spellings_new();
    for (size_t i = 0; i < f->n; i++)
        spellings_add(spellings, dictionary_key(f->strata, f->units[i].stratum), 1);
    if (spellings_any(spellings)) {
        char *list = spellings_list(spellings);
        spellings_tell(issues, file, header->names[STRATUM], list, fold);
        free(list);
        struct dictionary *folded = dictionary_new();
        for (size_t i = 0; fold && i < f->n; i++) {
            const char *usual = spellings_usual(spellings, dictionary_key(f->strata, f->units[i].stratum));
            f->units[i].stratum = dictionary_add(folded, usual, strlen(usual), NULL);
        }
        dictionary_free(fold ? f->strata : folded);
        f->strata = fold ? folded : f->strata;
    }
    spellings_free(spellings);
}

static bool read_frame(const struct arguments *args, struct frame *f, const struct select_request *w,
                       struct issues *issues, struct error *err)
{
    size_t n_wanted = N_COLUMNS + w->n_balance;
    struct column_name *wanted = xcalloc(n_wanted, sizeof *wanted);
    for (size_t c = 0; c < N_COLUMNS; c++) {
        const char *name = argument_value(args, column_options[c]);
        wanted[c] = (struct column_name){name ? name : "\001", NULL, name != NULL};
    }
    for (size_t k = 0; k < w->n_balance; k++)
        wanted[N_COLUMNS + k] = (struct column_name){w->balance_names[k], NULL, true};
    struct reader *reader = reader_open(argument_word(args, 0), issues, err);
    struct header header = {0};
    struct error local = {0};
    bool ok = reader && header_read(reader, wanted, n_wanted, HEADER_EXTRA | HEADER_EXACT, &header, &local);
    if (ok) {
        struct dictionary *ids = dictionary_new();
        struct row row;
        header_numbers(&header, header.at[SIZE]);
        header_numbers(&header, header.at[UNIFORM]);
        for (size_t k = 0; k < w->n_balance; k++)
            header_numbers(&header, header.at[N_COLUMNS + k]);
        while (header_next(&header, &row, &local))
            read_unit(f, &header, &row, ids, w, issues);
        dictionary_free(ids);
        tell_zeros(f, &header, argument_word(args, 0), issues);
        tell_ids(f, &header, argument_word(args, 0), argument_given(args, "fold"), issues);
        fold_strata(f, &header, argument_word(args, 0), argument_given(args, "fold"), issues);
        if (f->n == 0)
            issues_add(issues, FAULT, "F352", reader_place(reader),
                       _("the table has no unit; expected a row for each"));
    }
    header_release(&header);
    free(wanted);
    reader_close(reader);
    if (local.code != E_NONE)
        return error_pass(err, &local);
    return ok && issues_count(issues, FAULT) == 0;
}

/* The stratum of this NAME, with FOLD also in another way of writing; SIZE_MAX where there is none. */
static size_t find_stratum(const struct frame *f, const char *name, bool fold)
{
    size_t found = dictionary_find(f->strata, name);
    char *alike = fold && found == SIZE_MAX ? text_alike(name) : NULL;
    for (size_t s = 0; alike && found == SIZE_MAX && s < dictionary_size(f->strata); s++) {
        char *other = text_alike(dictionary_key(f->strata, s));
        if (!strcmp(other, alike))
            found = s;
        free(other);
    }
    free(alike);
    return found;
}

/* n of each stratum by the file: stratum, n. */
static bool read_allocation(const char *path, const struct frame *f, int64_t *take, bool fold, struct issues *issues,
                            struct error *err)
{
    static const struct column_name names[] = {{"stratum", "tầng", true}, {"n", NULL, true}};
    struct reader *reader = reader_open(path, issues, err);
    struct header header = {0};
    struct error local = {0};
    bool ok = reader && header_read(reader, names, 2, HEADER_EXTRA, &header, &local);
    bool *given = xcalloc(dictionary_size(f->strata), sizeof *given);
    struct row row;
    while (ok && header_next(&header, &row, &local)) {
        const char *name = cell_category(&row, header.at[0], issues);
        size_t s = find_stratum(f, name, fold);
        long long n;
        if (!cell_integer(&row, header.at[1], 0, 999999999, &n, issues))
            continue;
        if (s == SIZE_MAX) {
            if (n > 0)
                issues_add(issues, FAULT, "F353", row_place(&row, header.at[0]),
                           _("stratum \"%s\" is empty: no unit is in it"), name);
            continue;
        }
        if (given[s])
            issues_add(issues, FAULT, "F353", row_place(&row, header.at[0]), _("stratum \"%s\" is given twice"), name);
        take[s] = n;
        given[s] = true;
    }
    for (size_t s = 0; ok && s < dictionary_size(f->strata); s++)
        if (!given[s])
            issues_add(issues, FAULT, "F353", reader_place(reader), _("stratum \"%s\" has no row; expected its n"),
                       dictionary_key(f->strata, s));
    free(given);
    header_release(&header);
    reader_close(reader);
    if (local.code != E_NONE)
        return error_pass(err, &local);
    return ok && issues_count(issues, FAULT) == 0;
}

/* How many of each stratum, by --allocation or in proportion. */
static bool find_numbers(const struct arguments *args, const struct frame *f, const struct select_request *w,
                         const size_t *count, int64_t *take, struct issues *issues, struct error *err)
{
    size_t n = dictionary_size(f->strata);
    const char *allocation = argument_value(args, "allocation");
    bool ok;
    if (allocation) {
        ok = read_allocation(allocation, f, take, argument_given(args, "fold"), issues, err);
    } else {
        double *share = xcalloc(n, sizeof *share);
        int64_t *low = xcalloc(n, sizeof *low), *high = xcalloc(n, sizeof *high);
        for (size_t s = 0; s < n; s++) {
            share[s] = (double)count[s];
            high[s] = (int64_t)count[s];
        }
        struct place place = {argument_word(args, 0), NULL, 0, 0};
        ok = (size_t)w->n <= f->n;
        if (!ok)
            issues_add(issues, FAULT, "F353", place, _("%ld are wanted, but there are only %zu units"), w->n, f->n);
        ok = ok && allocate_integers(w->n, share, low, high, n, take, err);
        free(share);
        free(low);
        free(high);
    }
    for (size_t s = 0; ok && s < n; s++)
        if (take[s] > (int64_t)count[s]) {
            struct place place = {allocation, NULL, 0, 0};
            issues_add(issues, FAULT, "F353", place,
                       _("stratum \"%s\": %" PRId64 " are wanted, but there are only %zu units"),
                       dictionary_key(f->strata, s), take[s], count[s]);
        }
    return ok && issues_count(issues, FAULT) == 0;
}

/* One stratum: its units' numbers in the frame, in the frame's order; and what was selected of them. */
struct stratum_units {
    const char *name;
    const size_t *units;
    size_t n_units;
    int64_t take;
    size_t *order, n_taken, n_reserves; /* numbers in UNITS: the taken, then the reserves */
    double *pik;                        /* of each unit */
};

static void print_unit(const struct frame *f, const struct select_request *w, const struct stratum_units *s, size_t i,
                       bool reserve, size_t order, double probability, struct table *table)
{
    const struct select_unit *unit = &f->units[s->units[i]];
    char text[TICKET_TEXT];
    table_text(table, unit->id);
    table_text(table, s->name);
    table_text(table, reserve ? "reserve" : "selected");
    table_count(table, (int64_t)order);
    if (w->by_seed) {
        struct ticket ticket = ticket_of(&f->seed, unit->id, strlen(unit->id));
        table_text(table, ticket_text(&ticket, text));
    } else {
        table_real(table, unit->u, 6);
    }
    table_real(table, probability, 6);
    table_real(table, probability > 0 ? 1 / probability : NAN, 3);
}

/* Of the units just selected, for --joint. */
static bool add_joint(const struct frame *f, const struct select_request *w, const struct stratum_units *s,
                      const size_t *taken, size_t n_taken, const double *pik, struct error *err)
{
    struct joint_stratum *added = joint_file_add(w->joint, n_taken, err);
    for (size_t k = 0; added && k < n_taken; k++)
        added->ids[k] = f->units[s->units[taken[k]]].id;
    return added && joint_of_taken(w->method, pik, s->n_units, taken, n_taken, added->joint, err);
}

static bool select_one(const struct frame *f, const struct select_request *w, struct stratum_units *s,
                       struct error *err)
{
    size_t n = s->n_units;
    double *size = xcalloc(n, sizeof *size), *u = xcalloc(n, sizeof *u),
           *balance = xcalloc(n * w->n_balance, sizeof *balance);
    s->order = xcalloc(n, sizeof *s->order);
    s->pik = xcalloc(n, sizeof *s->pik);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < w->n_balance; k++)
            balance[i * w->n_balance + k] = f->units[s->units[i]].balance[k];
        size[i] = f->units[s->units[i]].size;
        u[i] = f->units[s->units[i]].u;
    }
    double start = u[0]; /* systematic: the stratum's own ticket, or the first number given */
    if (w->by_seed) {
        char *id = xasprintf("start:%s", s->name);
        struct ticket ticket = ticket_of(&f->seed, id, strlen(id));
        start = ticket_uniform(&ticket);
        free(id);
    }
    size_t take = (size_t)s->take;
    struct selection_wish wish = {.method = w->method,
                                  .n_units = n,
                                  .n = take,
                                  .reserves = w->reserve >= 1 ? (size_t)w->reserve
                                                              : (size_t)size_ceiling(w->reserve * (double)take),
                                  .size = w->sized ? size : NULL,
                                  .u = u,
                                  .start = start,
                                  .balance = balance,
                                  .n_balance = w->n_balance};
    bool ok = select_stratum(&wish, s->order, &s->n_taken, &s->n_reserves, s->pik, err);
    if (ok && w->joint)
        ok = add_joint(f, w, s, s->order, s->n_taken, s->pik, err);
    if (!ok && *s->name)
        error_context(err, _("stratum \"%s\""), s->name);
    free(size);
    free(u);
    free(balance);
    return ok;
}

struct name_order {
    const char *name;
    size_t stratum;
};

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct name_order *)a)->name, ((const struct name_order *)b)->name);
}

static void print_stratum(const struct frame *f, const struct select_request *w, const struct stratum_units *s,
                          struct table *table)
{
    for (size_t k = 0; k < s->n_taken + s->n_reserves; k++) {
        bool reserve = k >= s->n_taken;
        print_unit(f, w, s, s->order[k], reserve, reserve ? k - s->n_taken + 1 : k + 1, s->pik[s->order[k]], table);
    }
}

/* Every stratum, by the bytes of its name; nothing is printed before all are selected. */
static bool select_all(const struct arguments *args, const struct frame *f, const struct select_request *w,
                       struct issues *issues, struct error *err)
{
    size_t n = dictionary_size(f->strata), *count = xcalloc(n, sizeof *count), *units = xcalloc(f->n, sizeof *units),
           *first = xcalloc(n + 1, sizeof *first);
    int64_t *take = xcalloc(n, sizeof *take);
    struct name_order *names = xcalloc(n, sizeof *names);
    struct stratum_units *strata = xcalloc(n, sizeof *strata);
    for (size_t i = 0; i < f->n; i++)
        count[f->units[i].stratum]++;
    for (size_t s = 0; s < n; s++) {
        first[s + 1] = first[s] + count[s];
        names[s] = (struct name_order){dictionary_key(f->strata, s), s};
        count[s] = 0;
    }
    for (size_t i = 0; i < f->n; i++) {
        size_t s = f->units[i].stratum;
        units[first[s] + count[s]++] = i;
    }
    qsort(names, n, sizeof *names, by_name);
    bool ok = find_numbers(args, f, w, count, take, issues, err);
    for (size_t k = 0; ok && k < n; k++) {
        size_t s = names[k].stratum;
        strata[k] = (struct stratum_units){
            .name = names[k].name, .units = units + first[s], .n_units = count[s], .take = take[s]};
        ok = select_one(f, w, &strata[k], err);
    }
    struct table *table = ok ? table_new(args, columns, sizeof columns / sizeof *columns) : NULL;
    for (size_t k = 0; k < n; k++) {
        if (ok)
            print_stratum(f, w, &strata[k], table);
        free(strata[k].order);
        free(strata[k].pik);
    }
    table_close(table);
    free(strata);
    free(count);
    free(units);
    free(first);
    free(take);
    free(names);
    return ok;
}

static bool run(struct call *call, struct error *err)
{
    const struct arguments *args = call->args;
    struct select_request wish = {0};
    struct frame frame = {.strata = dictionary_new()};
    struct joint_file joint = {0};
    const char *joint_path = argument_value(args, "joint");
    bool ok = read_wish(args, &wish, err) && (!joint_path || command_may_write(args, joint_path, err));
    wish.joint = joint_path ? &joint : NULL;
    if (ok && wish.by_seed)
        ticket_seed_set(&frame.seed, argument_value(args, "seed"));
    ok = ok && read_frame(args, &frame, &wish, call->issues, err) && select_all(args, &frame, &wish, call->issues, err);
    if (ok && joint_path)
        ok = joint_file_write(&joint, joint_path, argument_given(args, "force"), err);
    joint_file_release(&joint);
    for (size_t i = 0; i < frame.n; i++) {
        free(frame.units[i].id);
        free(frame.units[i].balance);
    }
    free(wish.balance);
    free(wish.balance_names);
    free(frame.units);
    dictionary_free(frame.strata);
    return ok;
}

const struct verb verb_select = {
    .name = "select",
    .summary = N_("draw a sample from any table; anyone can repeat it with the seed"),
    .takes = "FILE",
    .flags = VERB_TABLE | VERB_WRITES,
    .options = options,
    .run = run,
};
