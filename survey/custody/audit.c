#include "survey/custody/audit.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/store/rows.h"

const char *const audit_kind_names[N_AUDIT_KINDS] = {
    [AUDIT_REKEY] = "rekey",
    [AUDIT_BATCH] = "batch",
    [AUDIT_REINTERVIEW] = "reinterview",
};

static const struct field audit_fields[] = {
    FIELD(audit, INT, run),         FIELD_OF(audit, TEXT, kind_name, "kind"),
    FIELD(audit, TEXT, sha256),     FIELD(audit, TEXT, seed_from),
    FIELD(audit, INT, ballots),     FIELD(audit, INT, fields),
    FIELD(audit, INT, seed_digits), FIELD(audit, FLAG, fixed),
    FIELD(audit, TEXT, part),       FIELD(audit, INT, take),
    FIELD(audit, INT, accept),      FIELD(audit, INT, drawn_in),
    FIELD(audit, TEXT, seed),
};
static const struct row_kind audit_row = ROW_KIND(audit, audit_fields);

struct audit *audits_read(struct store *store, size_t *n, struct error *err)
{
    struct audit *audits = rows_read(query_table(store, "audit_now", "run"), &audit_row, n, err);
    for (size_t i = 0; audits && i < *n; i++)
        while (audits[i].kind + 1 < N_AUDIT_KINDS && strcmp(audit_kind_names[audits[i].kind], audits[i].kind_name) != 0)
            audits[i].kind++;
    return audits;
}

void audits_free(struct audit *audits, size_t n)
{
    rows_free(audits, n, &audit_row);
}

struct audit *audit_find(struct audit *audits, size_t n, int64_t run, enum audit_kind kind, bool drawn)
{
    for (size_t i = n; i-- > 0;)
        if (run ? audits[i].run == run
                : (kind == N_AUDIT_KINDS || audits[i].kind == kind) && (audits[i].drawn_in != 0) == drawn)
            return &audits[i];
    return NULL;
}

struct audit_drawn *audit_drawn_read(struct store *store, int64_t audit, size_t *n, struct error *err)
{
    struct query *q = query_table(store, "audit_drawn", "audit, serial, cell");
    struct audit_drawn *drawn = xcalloc(1, sizeof *drawn);
    size_t room = 1;
    *n = 0;
    while (query_next(q)) {
        if (query_get_int(q, 0) != audit)
            continue;
        drawn = grow(drawn, &room, *n + 1, sizeof *drawn);
        drawn[(*n)++] = (struct audit_drawn){audit, query_get_int(q, 1), query_get_int(q, 2)};
    }
    if (query_end(q, err))
        return drawn;
    free(drawn);
    return NULL;
}

const struct audit_drawn *audit_drawn_of(const struct audit_drawn *drawn, size_t n, int64_t serial, size_t *n_cells)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (drawn[middle].serial < serial)
            low = middle + 1;
        else
            high = middle;
    }
    for (*n_cells = 0; low + *n_cells < n && drawn[low + *n_cells].serial == serial;)
        (*n_cells)++;
    return *n_cells ? &drawn[low] : NULL;
}

struct audit_entry *audit_entries_read(struct store *store, int64_t audit, size_t *n, struct error *err)
{
    enum { AUDIT, SERIAL, KEYER, SOURCE, LINE, ANSWERS };
    struct query *q = query_table(store, "audit_entry_now", "audit, serial, run");
    struct audit_entry *entries = xcalloc(1, sizeof *entries);
    size_t room = 1;
    *n = 0;
    while (query_next(q)) {
        if (query_get_int(q, AUDIT) != audit)
            continue;
        entries = grow(entries, &room, *n + 1, sizeof *entries);
        struct audit_entry *e = &entries[(*n)++];
        *e = (struct audit_entry){.audit = audit, .serial = query_get_int(q, SERIAL)};
        e->keyer = xstrdup(query_get_str(q, KEYER));
        const uint8_t *cells = query_get_blob(q, ANSWERS, &e->n_cells);
        e->cells = xmalloc(e->n_cells + 1);
        memcpy(e->cells, cells, e->n_cells);
    }
    if (query_end(q, err))
        return entries;
    audit_entries_free(entries, *n);
    return NULL;
}

void audit_entries_free(struct audit_entry *entries, size_t n)
{
    for (size_t i = 0; entries && i < n; i++) {
        free(entries[i].keyer);
        free(entries[i].cells);
    }
    free(entries);
}

static int by_serial(const void *a, const void *b)
{
    const struct audit_entry *x = a, *y = b;
    return (x->serial > y->serial) - (x->serial < y->serial);
}

const struct audit_entry *audit_entry_of(const struct audit_entry *entries, size_t n, int64_t serial)
{
    struct audit_entry key = {.serial = serial};
    return n ? bsearch(&key, entries, n, sizeof *entries, by_serial) : NULL;
}

/* VALUE, NULL where it is not above LEAST. */
static void bind_above(struct query *q, const char *name, int64_t value, int64_t least)
{
    if (value > least)
        query_int(q, name, value);
    else
        query_null(q, name);
}

bool audit_write(struct run *run, const struct audit *a, struct error *err)
{
    struct query *q = run_insert(run, "audit");
    query_text(q, ":kind", audit_kind_names[a->kind]);
    query_text(q, ":sha256", a->sha256);
    query_int(q, ":ballots", a->ballots);
    query_int(q, ":fields", a->fields);
    query_text(q, ":seed_from", a->seed_from);
    bind_above(q, ":seed_digits", a->seed_digits, 0);
    query_str(q, ":part", a->part);
    bind_above(q, ":take", a->take, 0);
    bind_above(q, ":accept", a->kind == AUDIT_BATCH ? a->accept : -1, -1);
    query_run(q);
    return query_end(q, err);
}

bool audit_draw_write(struct run *run, const struct audit *a, const struct audit_drawn *drawn, size_t n,
                      struct error *err)
{
    struct query *q = run_insert(run, "audit_draw");
    query_int(q, ":audit", a->run);
    query_text(q, ":seed", a->seed);
    query_text(q, ":part", a->part);
    query_int(q, ":take", a->take);
    query_run(q);
    if (!query_end(q, err))
        return false;
    q = run_insert(run, "audit_drawn");
    for (size_t i = 0; i < n; i++) {
        query_int(q, ":audit", a->run);
        query_int(q, ":serial", drawn[i].serial);
        query_int(q, ":cell", drawn[i].cell);
        query_run(q);
    }
    return query_end(q, err);
}
