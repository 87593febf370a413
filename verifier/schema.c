/* The tables, indexes, views and triggers of the file: those of a round, and no others. */
#include <stdio.h>
#include <string.h>

#include "file.h"

static const char *const objects[] = {
#include "schema.list"
};

#define N_OBJECTS (sizeof objects / sizeof *objects)

/* How much of an entry is type and name. */
static size_t named(const char *object)
{
    return strlen(object) - HEX;
}

void schema_check(struct file *f)
{
    struct check *c = check_new(f, "A2", "lược đồ: bảng, chỉ mục, khung nhìn, trigger", "đối tượng");
    bool seen[N_OBJECTS] = {false};
    sqlite3_stmt *q =
        ask(f, "SELECT type || ' ' || name, tbl_name || char(10) || coalesce(sql, '') FROM sqlite_master");
    if (f->evidence)
        tell(f, c, "unsaid", "tệp chứng cứ có lược đồ riêng");
    while (next(f, q)) {
        char hex[HEX];
        size_t i = 0, n = (size_t)sqlite3_column_bytes(q, 0);
        sha256_hex(text(q, 1), (size_t)sqlite3_column_bytes(q, 1), hex);
        const char *name = text(q, 0);
        while (i < N_OBJECTS && (named(objects[i]) != n || memcmp(objects[i], name, n) != 0))
            i++;
        c->n++;
        if (f->evidence)
            continue;
        if (i == N_OBJECTS)
            tell(f, c, "fault", "lạ: %s", name);
        else if (strcmp(objects[i] + n + 1, hex) != 0)
            tell(f, c, "fault", "bị sửa: %s", name);
        if (i < N_OBJECTS)
            seen[i] = true;
    }
    for (size_t i = 0; !f->evidence && i < N_OBJECTS; i++)
        if (!seen[i])
            tell(f, c, "fault", "thiếu: %.*s", (int)named(objects[i]), objects[i]);
}
