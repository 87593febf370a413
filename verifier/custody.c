/* Serials, who got which ballot, what was keyed of it and what became of it. */
#include <stdio.h>
#include <string.h>

#include "ballots.h"
#include "checks.h"

/* --- serials and who they are for ------------------------------------------------------------------------ */

static void check_serials(struct file *f)
{
    struct check *c = check_new(f, "E1", "mã phiếu có hai chữ số kiểm tra đúng (ISO 7064 MOD 97-10)", "phiếu");
    sqlite3_stmt *q = ask(f, "SELECT serial FROM ballot ORDER BY serial");
    if (f->evidence)
        unsaid(f, c, "mã phiếu là cam kết");
    for (; next(f, q); c->n++)
        if (!f->evidence &&
            (integer(q, 0) < INT64_C(10000000000) || integer(q, 0) > INT64_C(99999999999) || integer(q, 0) % 97 != 1))
            fault(f, c, "phiếu %s", text(q, 0));
}

static void check_holders(struct file *f)
{
    struct check *c = check_new(f, "E2", "phiếu phát cho người được hỏi, mỗi người một phiếu mỗi mẫu", "phiếu");
    c->n = (size_t)number_of(f, "SELECT count(*) FROM ballot", 0);
    if (f->evidence) {
        unsaid(f, c, "ai giữ phiếu nào là cam kết riêng");
        return;
    }
    sqlite3_stmt *q = ask(
        f,
        "SELECT b.serial, b.\"group\" || '/' || b.member, CASE WHEN s.id IS NULL THEN 'không có trong mẫu' WHEN"
        " s.stratum IS NOT b.stratum THEN 'khác tầng' ELSE 'là dự phòng chưa được gọi lúc phát phiếu' END FROM ballot b"
        " LEFT JOIN sample s ON s.\"group\" = b.\"group\" AND s.id = b.member WHERE b.pool IS NULL AND (s.id IS NULL OR"
        " s.stratum IS NOT b.stratum OR s.role <> 'selected' AND NOT EXISTS (SELECT 1 FROM release r WHERE r.\"group\" "
        "="
        " b.\"group\" AND r.id = b.member AND r.run < b.run)) UNION ALL SELECT serial, \"group\", 'phiếu của điểm thu "
        "có"
        " tên người hoặc tầng' FROM ballot WHERE pool IS NOT NULL AND (member IS NOT NULL OR stratum IS NOT NULL)"
        " UNION ALL SELECT max(serial), \"group\" || '/' || member, 'có ' || count(*) || ' phiếu mẫu ' || ballot_type"
        " FROM ballot b WHERE member IS NOT NULL AND coalesce((SELECT state FROM happened_now v WHERE v.serial ="
        " b.serial ORDER BY number DESC LIMIT 1), '') <> 'void' GROUP BY \"group\", member, ballot_type HAVING"
        " count(*) > 1");
    while (next(f, q))
        fault(f, c, "phiếu %s: %s %s", text(q, 0), text(q, 1), text(q, 2));
}

/* --- the units on each ballot ------------------------------------------------------------------------------ */

/* The unit of the type's block that stands for CODE: itself or the nearest above it. */
static size_t unit_for(const struct definition *d, const struct ballot_type *t, const char *code)
{
    for (size_t u = *code ? index_find(&d->unit_codes, code) : NO; u != NO; u = d->units[u].parent)
        if (t->block == ANY || t->block == d->units[u].block)
            return u;
    return NO;
}

/* The table rates: rows by "TYPE|RATER", capitals or not. */
struct rated {
    struct index keys;
    size_t **units, *n;
};

static char *key_of(struct file *f, const char *type, const char *rater)
{
    char *key = words(f, "%s|%s", type, rater);
    for (char *p = key; *p; p++)
        *p = *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p;
    return key;
}

static void read_rated(struct file *f, const struct definition *d, struct rated *r)
{
    sqlite3_stmt *q = ask(f, "SELECT ballot_type, rater, unit FROM rates");
    while (next(f, q)) {
        size_t before = r->keys.n, unit = index_find(&d->unit_codes, text(q, 2));
        r->units = more(f, r->units, before, sizeof *r->units);
        r->n = more(f, r->n, before, sizeof *r->n);
        size_t i = index_add(f, &r->keys, key_of(f, text(q, 0), words(f, "%s", text(q, 1))));
        if (i == before) {
            r->units[i] = NULL;
            r->n[i] = 0;
        }
        r->units[i] = more(f, r->units[i], r->n[i], sizeof *r->units[i]);
        if (unit != NO)
            r->units[i][r->n[i]++] = unit;
    }
}

static void mark_rated(struct file *f, const struct rated *r, const char *type, const char *rater, bool *on)
{
    size_t i = index_find(&r->keys, key_of(f, type, rater));
    for (size_t k = 0; i != NO && k < r->n[i]; k++)
        on[r->units[i][k]] = true;
}

static void check_units(struct file *f, const struct definition *d, const struct ballots *all, const struct log *log)
{
    struct check *c = check_new(f, "E3", "đơn vị trên mỗi phiếu đúng quy tắc của mẫu phiếu", "phiếu");
    bool *on = keep(f, d->n_units + 1);
    struct rated rates = {0};
    read_rated(f, d, &rates);
    sqlite3_stmt *q = ask(f, "SELECT own_unit, rates FROM frame WHERE \"group\" = ? AND id = ?");
    for (size_t i = 0; i < all->n; i++) {
        const struct ballot *b = &all->of[i];
        const struct ballot_type *t = &d->types[b->type];
        const struct unit_list *list = &all->lists[b->list];
        const char *group = d->groups[b->group].code;
        bool one_own = !strcmp(t->units, "own"), listed = !strcmp(t->units, "listed");
        c->n++;
        if (!asks_group(t, b->group))
            fault(f, c, "phiếu %s: mẫu %s không hỏi nhóm %s", b->serial, t->code, group);
        if (*b->pool || f->evidence) {
            for (size_t k = 0; k < list->n; k++)
                if (t->block != ANY && d->units[list->units[k]].block != t->block)
                    fault(f, c, "phiếu %s: đơn vị %s không thuộc khối của mẫu", b->serial,
                          d->units[list->units[k]].code);
            continue;
        }
        memset(on, 0, d->n_units);
        sqlite3_reset(q);
        sqlite3_bind_text(q, 1, group, -1, SQLITE_STATIC);
        sqlite3_bind_text(q, 2, b->member, -1, SQLITE_STATIC);
        if (sqlite3_step(q) != SQLITE_ROW) {
            fault(f, c, "phiếu %s: %s/%s không có trong danh sách", b->serial, group, b->member);
            continue;
        }
        const char *employer = words(f, "%s", text(q, 0));
        size_t own = unit_for(d, t, employer), rated = unit_for(d, t, text(q, 1));
        if (listed) {
            mark_rated(f, &rates, t->code, words(f, "%s/%s", group, b->member), on);
            if (*employer)
                mark_rated(f, &rates, t->code, employer, on);
        }
        size_t n = 0, n_on = 0;
        for (size_t u = 0; u < d->n_units; u++) {
            on[u] = one_own ? u == (rated != NO ? rated : own)
                            : (!listed || on[u]) && (t->block == ANY || t->block == d->units[u].block) &&
                                  (u != own || t->own_allowed);
            n_on += on[u];
        }
        for (size_t k = 0; k < list->n; on[list->units[k++]] = false) /* each once */
            n += on[list->units[k]];
        if (n == n_on && n == list->n)
            continue;
        const char *then = log_said_before(f, log, "units", b->run), *now = log_said_before(f, log, "units", INT64_MAX);
        if (then && now && strcmp(then, now) != 0) {
            unsaid(f, c, "bảng units đã sửa sau khi phát phiếu");
            break;
        }
        if (listed && number_of(f,
                                "SELECT EXISTS (SELECT 1 FROM rates WHERE"
                                " length(rater) <> length(CAST(rater AS BLOB)))",
                                0))
            unsaid(f, c, "phiếu %s: bảng rates có chữ có dấu, không so được cách viết", b->serial);
        else
            fault(f, c, "phiếu %s (%s/%s): %zu đơn vị, theo quy tắc %zu, chung %zu", b->serial, group, b->member,
                  list->n, n_on, n);
    }
    sqlite3_finalize(q);
}

/* --- what was keyed and what happened --------------------------------------------------------------------------- */

static void check_cells(struct file *f, const struct definition *d, const struct ballots *all)
{
    struct check *c = check_new(f, "E4", "mỗi bản nhập đủ ô, mỗi ô là một phương án có thật", "bản nhập");
    struct index serials = {0};
    for (size_t i = 0; i < all->n; i++)
        index_add(f, &serials, all->of[i].serial);
    sqlite3_stmt *q =
        ask(f, "SELECT serial, pass, answers, run, line FROM (SELECT serial, pass, answers, run, line FROM"
               " entry UNION ALL SELECT serial, pass, answers, run, line FROM later_entry)");
    for (; next(f, q); c->n++) {
        size_t at = index_find(&serials, text(q, 0)), n = (size_t)sqlite3_column_bytes(q, 2);
        if (at == NO || all->of[at].n_cells != n) {
            fault(f, c, "phiếu %s, lần nhập %s: %s", text(q, 0), text(q, 1), at == NO ? "không có phiếu" : "sai số ô");
            continue;
        }
        const struct ballot *b = &all->of[at];
        const struct ballot_type *t = &d->types[b->type];
        const uint8_t *cells = sqlite3_column_blob(q, 2);
        for (size_t k = 0; k < n; k++) {
            size_t u = t->n_asked ? k / t->n_asked : 0;
            bool once = k >= all->lists[b->list].n * t->n_asked;
            const struct question *a =
                &d->questions[once ? t->once[k - all->lists[b->list].n * t->n_asked] : t->asked[k % t->n_asked]];
            bool asked = once || a->block == ANY || a->block == d->units[all->lists[b->list].units[u]].block;
            size_t most = !a->option ? 1 : a->scale == NO ? 0 : d->scales[a->scale].n;
            if (cells[k] == NOT_ASKED || (asked && (cells[k] <= most || cells[k] >= UNREADABLE)))
                continue;
            fault(f, c, "phiếu %s, lần nhập %s, ô %zu: %d", text(q, 0), text(q, 1), k, cells[k]);
            break;
        }
    }
    if (all->wrong)
        fault(f, c, "%s", all->wrong);
}

/* Rows that cannot be: each statement gives a place for each. */
static void check_rows(struct file *f, struct check *c, const char *const *sql, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sqlite3_stmt *q = ask(f, sql[i]);
        while (next(f, q))
            fault(f, c, "%s", text(q, 0));
    }
}

static const char *const sql_events[] = {
    "SELECT 'phiếu ' || serial || ', sự kiện ' || number || ': số thứ tự đứt quãng' FROM event e WHERE number <> "
    "(SELECT"
    " count(*) FROM event o WHERE o.serial = e.serial AND o.number <= e.number)",
    "SELECT 'phiếu ' || serial || ', sự kiện ' || number || ' (' || state || '): lần chạy trước sự kiện đứng trên' FROM"
    " event e WHERE run < (SELECT max(run) FROM event o WHERE o.serial = e.serial AND o.number < e.number)",
    "SELECT 'sự kiện của phiếu ' || serial || ' không có' FROM event WHERE serial NOT IN (SELECT serial FROM ballot)",
    "SELECT 'phiếu ' || e.serial || ', sự kiện ' || e.number || ': trước lúc phát phiếu' FROM event e JOIN ballot b"
    " ON b.serial = e.serial WHERE e.run < b.run",
};
static const char *const sql_sources[] = {
    "SELECT 'phiếu ' || e.serial || ', lần nhập ' || e.pass || ': tệp ' || e.source || ' không phải của lần chạy ' || "
    "e.run"
    " FROM (SELECT serial, pass, source, run FROM entry UNION ALL SELECT serial, pass, source, run FROM later_entry) e "
    "LEFT"
    " JOIN source s ON s.source = e.source WHERE s.source IS NULL OR (s.run <> e.run AND NOT EXISTS (SELECT 1 FROM"
    " withdrawal w WHERE w.run = e.run AND w.serial = e.serial AND w.pass = e.pass)) OR s.run > e.run OR s.kind <>"
    " 'ballots'",
    "SELECT 'điểm của ' || p.unit || ', ' || p.criterion || ': tệp ' || p.source || ' không phải của lần chạy ' || "
    "p.run"
    " FROM points p LEFT JOIN source s ON s.source = p.source WHERE s.source IS NULL OR s.run <> p.run OR s.kind <> "
    "'points'",
    "SELECT 'tệp ' || file || ' (nguồn ' || source || '): ' || rows || ' dòng, bản nhập của nó có ' || n FROM (SELECT "
    "s.*,"
    " (SELECT count(*) FROM entry e WHERE e.source = s.source) AS n FROM source s) WHERE n > rows",
};
static const char *const sql_withdrawals[] = {
    "SELECT 'lần chạy ' || run || ' rút lần chạy ' || withdraws || ', sau nó' FROM withdrawal WHERE withdraws >= run",
    "SELECT 'phiếu ' || serial || ', lần nhập ' || pass || ' của lần chạy ' || withdraws || ': rút điều không có' FROM"
    " withdrawal w WHERE serial <> 0 AND pass <> 0 AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.serial = w.serial AND"
    " e.pass = w.pass AND e.run = w.withdraws) AND NOT EXISTS (SELECT 1 FROM later_entry e WHERE e.serial = w.serial "
    "AND"
    " e.pass = w.pass AND e.run = w.withdraws)",
    "SELECT 'phiếu ' || serial || ', sự kiện ' || event || ': rút điều không có' FROM withdrawal w WHERE serial <> 0 "
    "AND"
    " event <> 0 AND NOT EXISTS (SELECT 1 FROM event e WHERE e.serial = w.serial AND e.number = w.event AND e.run ="
    " w.withdraws)",
    "SELECT 'lần chạy ' || run || ' rút cả lần chạy ' || withdraws || ', lần này cũng đã rút lần khác' FROM withdrawal "
    "w"
    " WHERE serial = 0 AND EXISTS (SELECT 1 FROM withdrawal o WHERE o.serial = 0 AND o.run = w.withdraws)",
    "SELECT 'phiếu ' || serial || ', lần nhập ' || pass || ': hai bản cùng tính' FROM keyed_now GROUP BY serial, pass "
    "HAVING"
    " count(*) > 1",
};

/* --- the counts that were stored ---------------------------------------------------------------------------------- */

static void check_counts(struct file *f, const struct definition *d, const struct ballots *all)
{
    struct check *c = check_new(f, "E8", "cộng sổ phiếu: phát = thu + không thu được + hủy + chờ, từng nhóm", "phiếu");
    for (size_t g = 0; g < d->n_groups; g++) {
        size_t n = 0, back = 0, lost = 0, gone = 0, waiting = 0, keyed = 0, valid = 0;
        for (size_t i = 0; i < all->n; i++) {
            const struct ballot *b = &all->of[i];
            if (b->group != g)
                continue;
            bool void_ = !strcmp(b->last, "void"), open = !strcmp(b->state, "issued") || !strcmp(b->state, "printed");
            n++;
            gone += void_;
            back += !void_ && b->returned;
            waiting += !void_ && !b->returned && open;
            lost += !void_ && !b->returned && !open;
            keyed += !void_ && b->entered;
            valid += b->valid;
        }
        c->n += n;
        if (n)
            note(f, c, "%s: phát %zu = thu %zu + không thu được %zu + hủy %zu + chờ %zu; nhập %zu, hợp lệ %zu",
                 d->groups[g].code, n, back, lost, gone, waiting, keyed, valid);
        if (n != back + lost + gone + waiting || valid > keyed || keyed > back)
            fault(f, c, "nhóm %s", d->groups[g].code);
    }
    if ((int64_t)c->n != number_of(f, "SELECT count(*) FROM ballot", 0))
        fault(f, c, "có phiếu không thuộc nhóm nào");
}

#define ROWS(list) list, sizeof(list) / sizeof *(list)

void custody_check(struct file *f, const struct definition *d, const struct ballots *all, const struct log *log)
{
    check_serials(f);
    check_holders(f);
    check_units(f, d, all, log);
    check_cells(f, d, all);
    struct check *c = check_new(f, "E5", "sự kiện của mỗi phiếu nối tiếp nhau", "sự kiện");
    c->n = (size_t)number_of(f, "SELECT count(*) FROM event", 0);
    check_rows(f, c, ROWS(sql_events));
    c = check_new(f, "E6", "mỗi bản nhập, mỗi điểm thuộc một tệp đã nhập của cùng lần chạy", "tệp");
    c->n = (size_t)number_of(f, "SELECT count(*) FROM source", 0);
    check_rows(f, c, ROWS(sql_sources));
    c = check_new(f, "E7", "điều đã rút có thật, và mỗi phiếu mỗi lần nhập chỉ một bản tính", "lần rút lại");
    c->n = (size_t)number_of(f, "SELECT count(*) FROM withdrawal", 0);
    check_rows(f, c, ROWS(sql_withdrawals));
    check_counts(f, d, all);
}
