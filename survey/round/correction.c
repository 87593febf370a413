#include "survey/round/correction.h"

#include <inttypes.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/ballots.h"

/* The answer of entry ROW in cell c.cell, whose byte is BYTE: an option, a number or words. */
#define ANSWER(row, byte)                                                                                              \
    "CASE " byte " WHEN '00' THEN '' WHEN 'FD' THEN '' WHEN 'FE' THEN '?' WHEN 'FF' THEN '*' ELSE coalesce("           \
    "(SELECT t.value FROM texts t WHERE t.serial = " row ".serial AND t.pass = " row ".pass AND t.run = " row ".run"   \
    " AND t.cell = c.cell), (SELECT o.option FROM options o WHERE o.scale = c.scale AND o.byte = " byte ")) END"
#define OLD_BYTE "hex(substr(e.answers, c.cell + 1, 1))"
#define NEW_BYTE "hex(substr(n.answers, c.cell + 1, 1))"
#define WAS      ANSWER("e", OLD_BYTE)
#define IS_NOW   ANSWER("n", NEW_BYTE)
#define LINE     "line_shown(e.serial, e.source, e.line) AS line"
#define ASKED    " (:unit IS NULL OR b.list IN (SELECT list FROM unit_list WHERE unit = :unit))"

/* Entries that came in the place of others; a third keying that `correct` added stands on the first. */
static const char sql_corrections[] =
    "WITH entries AS (SELECT serial, pass, run, keyer, source, line, answers FROM entry UNION ALL"
    " SELECT serial, pass, run, keyer, source, line, answers FROM later_entry UNION ALL"
    " SELECT serial, pass, run, keyer, source, line, answers FROM entry_other e WHERE NOT EXISTS (SELECT 1 FROM"
    " withdrawal_other w WHERE w.serial = e.serial AND w.pass = e.pass AND w.withdraws = e.origin)),"
    " texts AS (SELECT serial, pass, run, cell, value FROM entry_text UNION ALL"
    " SELECT serial, pass, run, cell, value FROM later_text UNION ALL SELECT serial, pass, run, cell, value FROM "
    "text_other),"
    " places AS (SELECT scale, option, row_number() OVER (PARTITION BY scale ORDER BY position) AS n FROM scales),"
    " options AS (SELECT scale, option, substr('0123456789ABCDEF', n / 16 + 1, 1) ||"
    " substr('0123456789ABCDEF', n % 16 + 1, 1) AS byte FROM places),"
    " q AS (SELECT ballot_type, code, per, scale, criterion,"
    " row_number() OVER (PARTITION BY ballot_type, per ORDER BY position) - 1 AS place FROM questions),"
    " size AS (SELECT ballot_type, sum(per = 'unit') AS n_unit FROM q GROUP BY ballot_type),"
    " changes AS (SELECT w.run, w.withdraws, w.reason, w.serial, w.pass FROM withdrawal w"
    " WHERE w.serial <> 0 AND w.pass <> 0"
    " UNION ALL SELECT e.run, 0, l.reason, e.serial, e.pass FROM log l CROSS JOIN entries e ON e.run = l.number"
    " WHERE l.verb = 'correct' AND e.pass IN (3, 6) AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.run = e.run)),"
    " lists AS (SELECT list, count(*) AS n_units FROM unit_list GROUP BY list),"
    " cells AS (SELECT x.run, x.serial, u.unit, q.code, q.scale, u.position * s.n_unit + q.place AS cell"
    " FROM changes x JOIN ballot b ON b.serial = x.serial JOIN q ON q.ballot_type = b.ballot_type AND q.per = 'unit'"
    " JOIN size s ON s.ballot_type = b.ballot_type JOIN unit_list u ON u.list = b.list"
    " WHERE (:unit IS NULL OR (u.unit = :unit AND q.criterion = :criterion))"
    " UNION ALL SELECT x.run, x.serial, '', q.code, q.scale, l.n_units * s.n_unit + q.place"
    " FROM changes x JOIN ballot b ON b.serial = x.serial JOIN q ON q.ballot_type = b.ballot_type AND q.per = 'ballot'"
    " JOIN size s ON s.ballot_type = b.ballot_type JOIN lists l ON l.list = b.list"
    " WHERE" ASKED " AND (:unit IS NULL OR q.criterion = :criterion)),"
    " old AS (SELECT x.*, c.unit, c.code, c.scale, c.cell,"
    " coalesce((SELECT g.pass FROM entries g WHERE g.serial = x.serial AND g.pass = x.pass AND g.run = x.withdraws"
    " AND hex(substr(g.answers, c.cell + 1, 1)) <> 'FD'), max(x.pass - 2, 1)) AS old_pass"
    " FROM changes x JOIN cells c ON c.run = x.run AND c.serial = x.serial),"
    " told AS (SELECT c.run, c.withdraws, c.reason, c.serial, c.pass, c.unit, c.code AS question, c.cell, e.keyer, "
    "s.file,"
    " " LINE ", " WAS " AS was, " NEW_BYTE " AS byte, " IS_NOW " AS is_now"
    " FROM old c JOIN entries n ON n.serial = c.serial AND n.pass = c.pass AND n.run = c.run"
    " JOIN entries e ON e.serial = c.serial AND e.pass = c.old_pass AND e.run = CASE WHEN c.old_pass = c.pass"
    " THEN c.withdraws ELSE coalesce("
    "(SELECT g.run FROM entry_now g WHERE g.serial = c.serial AND g.pass = c.old_pass),"
    " (SELECT max(g.run) FROM entries g WHERE g.serial = c.serial AND g.pass = c.old_pass AND g.run < c.run)) END"
    " LEFT JOIN source_now s ON s.source = e.source)"
    " SELECT run, withdraws, time, who, reason, serial, pass, unit, question, was, is_now AS \"is\", keyer, file, line,"
    " n FROM (SELECT t.run, t.withdraws, t.reason, t.serial, t.pass, t.unit, t.question, t.was, t.is_now, t.keyer,"
    " t.file, t.line, 0 AS n, t.cell AS place FROM told t WHERE t.was IS NOT t.is_now AND t.byte <> 'FD'"
    " UNION ALL SELECT w.run, w.withdraws, w.reason, w.serial, w.pass, NULL, NULL, NULL, NULL, e.keyer, s.file,"
    " " LINE ", 0, 0 FROM withdrawal w JOIN ballot b ON b.serial = w.serial JOIN entries e ON e.serial = w.serial"
    " AND e.pass = w.pass AND e.run = w.withdraws LEFT JOIN source_now s ON s.source = e.source WHERE" ASKED
    " AND NOT EXISTS (SELECT 1 FROM entries n WHERE n.serial = w.serial AND n.pass = w.pass AND n.run = w.run)"
    " UNION ALL SELECT w.run, w.withdraws, w.reason, w.serial, 0, NULL, NULL, v.state, NULL,"
    " (SELECT who FROM log WHERE number = v.run), v.reason, 0, 0, 0 FROM withdrawal w JOIN ballot b ON b.serial = "
    "w.serial JOIN event v ON v.serial = w.serial"
    " AND v.number = w.event WHERE" ASKED
    " UNION ALL SELECT * FROM (SELECT w.run, w.withdraws, w.reason, 0, 0, NULL, NULL, NULL, NULL, NULL,"
    " coalesce((SELECT group_concat(file, ', ') FROM (SELECT DISTINCT file FROM source s WHERE s.run = w.withdraws)),"
    " (SELECT verb || ': ' || coalesce(reason, '') FROM log WHERE number = w.withdraws)), 0,"
    " (SELECT count(DISTINCT e.serial) FROM entries e JOIN ballot b ON b.serial = e.serial"
    " WHERE e.run = w.withdraws AND" ASKED ") AS n, 0 FROM withdrawal w WHERE w.serial = 0)"
    " WHERE :unit IS NULL OR n > 0)"
    " LEFT JOIN (SELECT number, time, who FROM log) ON number = run ORDER BY run, serial, pass, place";

#define F(kind, member) FIELD(correction, kind, member)
static const struct field fields[] = {F(INT, run),       F(INT, withdraws), F(TEXT, time), F(TEXT, who),
                                      F(TEXT, reason),   F(INT, serial),    F(INT, pass),  F(TEXT, unit),
                                      F(TEXT, question), F(TEXT, was),      F(TEXT, is),   F(TEXT, keyer),
                                      F(TEXT, file),     F(INT, line),      F(INT, n)};
#undef F
const struct row_kind correction_row = ROW_KIND(correction, fields);

struct correction *corrections_read(struct store *store, const struct definition *d, size_t unit, size_t criterion,
                                    size_t *n, struct error *err)
{
    struct query *q = query_new(store, sql_corrections);
    if (unit == NONE) {
        query_null(q, ":unit");
        query_null(q, ":criterion");
    } else {
        query_text(q, ":unit", d->units[unit].code);
        query_text(q, ":criterion", d->criteria[criterion].code);
    }
    return rows_read(q, &correction_row, n, err);
}

char *correction_words(const struct correction *c)
{
    char serial[SERIAL_TEXT];
    if (!c->serial)
        return xasprintf(_("line %" PRId64 " of the log (%s) withdrawn"), c->withdraws, *c->file ? c->file : "–");
    serial_format(c->serial, serial);
    if (*c->question)
        return xasprintf(_("ballot %s: %s%s%s \"%s\" (%s, %s, line %" PRId64 ") → \"%s\""), serial, c->question,
                         *c->unit ? "." : "", c->unit, c->was, *c->keyer ? c->keyer : "–", c->file, c->line, c->is);
    if (!c->pass)
        return xasprintf(_("ballot %s: \"%s\"%s%s (%s, line %" PRId64 " of the log) taken back"), serial, c->was,
                         *c->file ? ": " : "", c->file, c->keyer, c->withdraws);
    return xasprintf(_("ballot %s: keying %" PRId64 " (%s, %s, line %" PRId64 ") withdrawn"), serial, c->pass,
                     *c->keyer ? c->keyer : "–", c->file, c->line);
}
