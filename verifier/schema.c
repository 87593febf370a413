/* The tables, indexes, views and triggers of the file: those of a round, and no others. */
#include <stdio.h>
#include <string.h>

#include "file.h"

static const char *const of_round[] = {
#include "schema.list"
};
/* Tables alone, without their types: tests/cli/verifier.t says how it is made. */
static const char *const of_evidence[] = {
#include "evidence.list"
};

/* How much of an entry is type and name. */
static size_t named(const char *object)
{
    return strlen(object) - HEX;
}

/* What may be built upon: a trigger alone changes no answer. */
static void differs(struct file *f, struct check *c, const char *how, const char *name)
{
    tell(f, c, "fault", "%s: %s", how, name);
    f->strange = f->strange || strncmp(name, "trigger ", 8) != 0;
}

/* In no row is there nothing where the table's own SQL forbids it, whatever way it was written. */
static void find_nulls(struct file *f, struct check *c)
{
    sqlite3_stmt *q = ask(f, "SELECT m.name, t.name FROM sqlite_master m, pragma_table_info(m.name) t WHERE m.type = "
                             "'table' AND (t.\"notnull\" OR t.pk)");
    while (next(f, q)) {
        const char *table = words(f, "%s", text(q, 0)), *column = words(f, "%s", text(q, 1));
        if (number_of(f, words(f, "SELECT count(*) FROM \"%s\" WHERE typeof(\"%s\") = 'null'", table, column), 0))
            differs(f, c, "chỗ không được trống lại trống", words(f, "%s.%s", table, column));
    }
}

void schema_check(struct file *f)
{
    struct check *c = check_new(f, "A2", "lược đồ: bảng, chỉ mục, khung nhìn, trigger", "đối tượng");
    const char *const *objects = f->evidence ? of_evidence : of_round;
    size_t n_objects = f->evidence ? sizeof of_evidence / sizeof *of_evidence : sizeof of_round / sizeof *of_round;
    bool *seen = keep(f, n_objects * sizeof *seen);
    sqlite3_stmt *q =
        ask(f, "SELECT type || ' ' || name, tbl_name || char(10) || coalesce(sql, '') FROM sqlite_master");
    while (next(f, q)) {
        char hex[HEX];
        size_t i = 0, n = (size_t)sqlite3_column_bytes(q, 0);
        sha256_hex(text(q, 1), (size_t)sqlite3_column_bytes(q, 1), hex);
        const char *name = text(q, 0);
        while (i < n_objects && (named(objects[i]) != n || memcmp(objects[i], name, n) != 0))
            i++;
        c->n++;
        if (i == n_objects)
            differs(f, c, "lạ", name);
        else if (strcmp(objects[i] + n + 1, hex) != 0)
            differs(f, c, "bị sửa", name);
        if (i < n_objects)
            seen[i] = true;
    }
    for (size_t i = 0; i < n_objects; i++)
        if (!seen[i])
            differs(f, c, "thiếu", words(f, "%.*s", (int)named(objects[i]), objects[i]));
    if (!f->strange)
        find_nulls(f, c);
    if (f->strange)
        tell(f, c, "note", "các phép kiểm sau không chạy: câu hỏi đặt cho bảng lạ không nói lên điều gì");
}
