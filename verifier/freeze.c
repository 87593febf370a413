/* The frozen list and rules, the form of the seed, and the order in which things were done. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "checks.h"

struct freeze {
    int64_t run, members, digits;
    const char *sha256, *rules, *from;
};

/* --- the published hash of the list --------------------------------------------------------------- */

static void hash_cell(crypto_hash_sha256_state *state, const char *t, bool first)
{
    size_t n = strlen(t);
    bool quoted = n && (strpbrk(t, ",\"\r\n") || t[0] == ' ' || t[n - 1] == ' ');
    if (!first)
        crypto_hash_sha256_update(state, (const uint8_t *)",", 1);
    if (quoted)
        crypto_hash_sha256_update(state, (const uint8_t *)"\"", 1);
    for (const char *p = t; *p; p++)
        crypto_hash_sha256_update(state, (const uint8_t *)(*p == '"' ? "\"\"" : p), *p == '"' ? 2 : 1);
    if (quoted)
        crypto_hash_sha256_update(state, (const uint8_t *)"\"", 1);
}

/* The rows of Q as lines of CSV. */
static void hash_rows(struct file *f, sqlite3_stmt *q, crypto_hash_sha256_state *state)
{
    while (next(f, q)) {
        for (int i = 0; i < sqlite3_column_count(q); i++)
            hash_cell(state, text(q, i), i == 0);
        crypto_hash_sha256_update(state, (const uint8_t *)"\n", 1);
    }
}

/* The same of a table of the definition with its header, in the order of its positions. */
static void hash_table(struct file *f, const char *table, crypto_hash_sha256_state *state)
{
    const char *columns = "";
    sqlite3_stmt *q = ask(f, words(f, "SELECT name FROM pragma_table_info('%s') WHERE name <> 'position'", table));
    for (; next(f, q); columns = words(f, "%s%s\"%s\"", columns, *columns ? ", " : "", text(q, 0)))
        hash_cell(state, text(q, 0), !*columns);
    crypto_hash_sha256_update(state, (const uint8_t *)"\n", 1);
    hash_rows(f, ask(f, words(f, "SELECT %s FROM \"%s\" ORDER BY position", columns, table)), state);
}

static void hash_frame(struct file *f, char hex[HEX])
{
    crypto_hash_sha256_state state;
    uint8_t digest[crypto_hash_sha256_BYTES];
    static const char *const fixed[] = {"group", "id", "own_unit", "rates", "office", "size"};
    const char *columns = "";
    crypto_hash_sha256_init(&state);
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        hash_cell(&state, fixed[i], i == 0);
    sqlite3_stmt *q = ask(f, "SELECT name, quote('$.\"' || name || '\"') FROM frame_columns ORDER BY name");
    for (; next(f, q); columns = words(f, "%s, json_extract(extra, %s)", columns, text(q, 1)))
        hash_cell(&state, text(q, 0), false);
    crypto_hash_sha256_update(&state, (const uint8_t *)"\n", 1);
    hash_rows(f,
              ask(f, words(f,
                           "SELECT \"group\", id, own_unit, rates, office, size%s FROM frame ORDER BY"
                           " \"group\" || '/', id",
                           columns)),
              &state);
    hash_table(f, "groups", &state);
    if (number_of(f, "SELECT count(*) FROM stages", 0))
        hash_table(f, "stages", &state);
    crypto_hash_sha256_final(&state, digest);
    sodium_bin2hex(hex, HEX, digest, sizeof digest);
}

static void check_list(struct file *f, const struct freeze *z)
{
    struct check *c = check_new(f, "D1", "danh sách đúng như lúc chốt", "thành viên");
    char hex[HEX];
    c->n = (size_t)number_of(f, "SELECT count(*) FROM frame", 0);
    if (!z->run) {
        unsaid(f, c, "danh sách chưa chốt");
        return;
    }
    note(f, c, "%s, dòng %lld", z->sha256, (long long)z->run);
    if (f->evidence) {
        unsaid(f, c, "mã người là cam kết");
        return;
    }
    hash_frame(f, hex);
    if (!strcmp(hex, z->sha256) && (int64_t)c->n == z->members)
        return;
    fault(f, c, "nay là %zu thành viên, %s; lúc chốt %lld", c->n, hex, (long long)z->members);
    sqlite3_stmt *q = ask(f, "SELECT 'nay khác', \"group\" || '/' || id FROM (SELECT * FROM frame EXCEPT SELECT * FROM"
                             " frozen) UNION ALL SELECT 'khi chốt', \"group\" || '/' || id FROM (SELECT * FROM frozen"
                             " EXCEPT SELECT * FROM frame)");
    while (next(f, q))
        if (number_of(f, "SELECT EXISTS (SELECT 1 FROM frozen)", 0))
            fault(f, c, "%s: %s", text(q, 0), text(q, 1));
}

/* --- the rules ------------------------------------------------------------------------------------ */

static const char *const rule_tables[] = {"ballot_types", "blocks",  "classes",        "criteria",  "group_weights",
                                          "groups",       "margins", "not_applicable", "questions", "rates",
                                          "round",        "scales",  "stages",         "units"};

/* Of the rules as the lines before NUMBER have them. */
static void hash_rules(struct file *f, const struct log *log, int64_t number, char hex[HEX])
{
    const char *all = "";
    for (size_t i = 0; i < sizeof rule_tables / sizeof *rule_tables; i++) {
        const char *said = log_said_before(f, log, rule_tables[i], number);
        if (said)
            all = words(f, "%s%s %s\n", all, rule_tables[i], said);
    }
    sha256_hex(all, strlen(all), hex);
}

static void check_rules(struct file *f, const struct log *log, const struct freeze *freezes, size_t n)
{
    struct check *c = check_new(f, "D2", "mã băm của quy tắc lúc chốt", "lần chốt");
    char hex[HEX] = "";
    for (size_t i = 0; i < n; i++, c->n++) {
        hash_rules(f, log, freezes[i].run, hex);
        if (!*freezes[i].rules)
            unsaid(f, c, "dòng %lld của phiên bản cũ, không có mã băm của quy tắc", (long long)freezes[i].run);
        else if (strcmp(hex, freezes[i].rules) != 0)
            fault(f, c, "dòng %lld ghi %s, theo nhật ký là %s", (long long)freezes[i].run, freezes[i].rules, hex);
    }
    if (!n) {
        unsaid(f, c, "danh sách chưa chốt");
        return;
    }
    hash_rules(f, log, INT64_MAX, hex);
    if (*freezes[n - 1].rules && strcmp(hex, freezes[n - 1].rules) != 0)
        note(f, c, "quy tắc đã sửa sau lúc chốt, nay là %s; nhật ký ghi ai sửa gì", hex);
}

/* --- seeds ---------------------------------------------------------------------------------------- */

static void check_seeds(struct file *f, const struct freeze *freezes, size_t n)
{
    struct check *form = check_new(f, "D3", "hạt giống viết đúng dạng đã định", "lần rút"),
                 *order = check_new(f, "D4", "chốt trước, rút sau, phát phiếu sau nữa", "lần rút");
    int64_t issued = number_of(f,
                               "SELECT coalesce(min(run), 9223372036854775807) FROM (SELECT run FROM ballot UNION ALL"
                               " SELECT run FROM release)",
                               INT64_MAX),
            newest = 0;
    sqlite3_stmt *q = ask(f, "SELECT d.run, d.freeze, d.seed, d.algorithm, (SELECT count(*) FROM draw e WHERE e.run <"
                             " d.run AND e.seed = d.seed AND e.freeze <> d.freeze) FROM draw d ORDER BY d.run");
    for (; next(f, q); form->n++, order->n++) {
        const struct freeze *z = NULL;
        int64_t run = integer(q, 0);
        const char *seed = text(q, 2);
        for (size_t i = 0; i < n; i++)
            if (freezes[i].run < run)
                z = &freezes[i];
        if (z && z->digits && (strlen(seed) != (size_t)z->digits || strspn(seed, "0123456789") != strlen(seed)))
            fault(f, form, "dòng %lld: \"%s\" không phải đúng %lld chữ số", (long long)run, seed, (long long)z->digits);
        else if (z && !z->digits)
            unsaid(f, form, "dòng %lld không định dạng hạt giống: cách viết khác sẽ cho mẫu khác", (long long)z->run);
        if (!z || integer(q, 1) != z->run)
            fault(f, order, "lần rút ở dòng %lld không theo lần chốt mới nhất trước nó", (long long)run);
        if (run > issued)
            fault(f, order, "rút ở dòng %lld, sau khi phát phiếu hoặc gọi dự phòng ở dòng %lld", (long long)run,
                  (long long)issued);
        if (integer(q, 4))
            fault(f, order, "dòng %lld dùng lại hạt giống \"%s\" của lần chốt trước", (long long)run, seed);
        if (strcmp(text(q, 3), "consistent sampler (Rivest 2018), first ticket of GROUP/ID") != 0)
            fault(f, order, "dòng %lld: cách rút lạ \"%s\"", (long long)run, text(q, 3));
        note(f, order, "dòng %lld, hạt giống \"%s\"", (long long)run, seed);
        newest = z ? z->run : 0;
    }
    for (size_t i = 0; i < n; i++) {
        if (form->n && freezes[i].run > newest)
            fault(f, order, "chốt lại ở dòng %lld mà chưa rút lại", (long long)freezes[i].run);
        for (size_t k = 0; k < i; k++)
            if (!strcmp(freezes[i].from, freezes[k].from))
                fault(f, order, "dòng %lld và %lld cùng một sự kiện", (long long)freezes[k].run,
                      (long long)freezes[i].run);
        if (n > 1)
            note(f, order, "chốt ở dòng %lld: %s", (long long)freezes[i].run, freezes[i].from);
    }
    if (!form->n) {
        unsaid(f, form, "chưa rút mẫu");
        unsaid(f, order, "chưa rút mẫu");
    }
}

void freeze_check(struct file *f, const struct log *log)
{
    struct freeze *freezes = NULL, none = {0};
    size_t n = 0;
    sqlite3_stmt *q = ask(f, "SELECT run, members, seed_digits, sha256, rules, seed_from FROM freeze ORDER BY run");
    for (; next(f, q); n++) {
        freezes = more(f, freezes, n, sizeof *freezes);
        freezes[n] = (struct freeze){integer(q, 0),
                                     integer(q, 1),
                                     integer(q, 2),
                                     words(f, "%s", text(q, 3)),
                                     words(f, "%s", text(q, 4)),
                                     words(f, "%s", text(q, 5))};
    }
    check_list(f, n ? &freezes[n - 1] : &none);
    check_rules(f, log, freezes, n);
    check_seeds(f, freezes, n);
}
