/* The digests of all tables, by run where they grow: temp tables stored (name, grows), held (name, run, rows, sha). */
#include <string.h>

#include "file.h"

/* Columns that stand in a digest as commitments, of which tables, with the letter of each and whose value and a slash
 * come before its own. */
static const struct {
    const char *column, *before, *tables;
    char letter;
} committed[] = {
    {"serial", NULL, " ballot event entry entry_text later_entry later_text withdrawal weight ", 's'},
    {"serial", NULL, " entry_other text_other event_other withdrawal_other movement audit_drawn audit_entry ", 's'},
    {"id", "group", " frame frozen linkage sample release ", 'm'},
    {"replaces", "group", " release ", 'm'},
    {"rater", NULL, " rates ", 'm'},
    {"member", "group", " ballot ", 'h'},
    {"ticket", NULL, " sample ", 't'},
    {"key", NULL, " linkage ", 'k'},
    {"reason", "serial", " event withdrawal event_other withdrawal_other ", 'w'},
    {"value", "serial", " entry_text later_text text_other ", 'w'},
    {"date", "serial", " movement ", 'w'},
    {"by", "serial", " movement ", 'w'},
    {"line", "serial", " movement ", 'w'},
    {"file", "source", " source ", 'f'},
    {"sha256", "source", " source evidence ", 'f'},
    {"note", "source", " source evidence ", 'f'},
    {"by", "source", " points ", 'f'},
    {"reason", "source", " points ", 'f'},
    {"number", "source", " evidence ", 'f'},
    {"symbol", "source", " evidence ", 'f'},
    {"title", "source", " evidence ", 'f'},
    {"sheet", "source", " source_sheet ", 'f'},
    {"team", "source", " finding ", 'f'},
    {"place", "source", " finding ", 'f'},
    {"finding", "source", " finding ", 'f'},
    {"answer", "source", " finding ", 'f'},
    {"reason", "origin", " merged_log ", 'r'},
    {"detail", "origin", " merged_log ", 'd'},
};

/* Tables that no line of the log says anything of. */
#define OUTSIDE "('log', 'head', 'secret')"

static const char *value_sql(struct file *f, const char *table, const char *column)
{
    for (size_t i = 0; i < sizeof committed / sizeof *committed; i++)
        if (strstr(committed[i].tables, words(f, " %s ", table)) && !strcmp(committed[i].column, column)) {
            const char *before = committed[i].before ? words(f, "\"%s\"", committed[i].before) : "NULL";
            return words(f, "commitment('%c', %s, \"%s\")", committed[i].letter, before, column);
        }
    return words(f, "say(\"%s\")", column);
}

static void run(struct file *f, const char *sql)
{
    sqlite3_stmt *q = ask(f, sql);
    next(f, q);
}

void tables_digest(struct file *f)
{
    run(f, "CREATE TEMP TABLE stored AS SELECT name, EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = "
           "'run') AS grows"
           " FROM sqlite_master m WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_' AND name NOT IN " OUTSIDE);
    run(f, "CREATE TEMP TABLE held (name, run, rows, sha)");
    sqlite3_stmt *q = ask(f, "SELECT name, grows FROM stored");
    while (next(f, q)) {
        const char *table = words(f, "%s", text(q, 0)), *row = NULL;
        sqlite3_stmt *c = ask(f, words(f, "SELECT name FROM pragma_table_info('%s') ORDER BY cid", table));
        while (next(f, c)) {
            const char *value = value_sql(f, table, words(f, "%s", text(c, 0)));
            row = row ? words(f, "%s || '|' || %s", row, value) : value;
        }
        /* What was there at an upgrade its line says as a whole. */
        const char *by = integer(q, 1) ? "CASE WHEN run BETWEEN 1 AND (SELECT number FROM first_line) THEN (SELECT "
                                         "number FROM first_line) ELSE run END"
                                       : "0";
        run(f, words(f, "INSERT INTO held SELECT '%s', %s, count(*), sha_sorted(sha(%s)) FROM \"%s\" GROUP BY 2", table,
                     by, row, table));
    }
}
