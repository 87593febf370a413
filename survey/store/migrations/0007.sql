-- What was keyed or imported may be corrected or withdrawn: later entries, and what no longer counts.  A file whose run was
-- withdrawn may come once more, so `source` is made anew: its rows and columns stay, and the digests of older runs hold.
DROP VIEW answer;
DROP VIEW appraisal;
DROP VIEW custody;
CREATE TEMP TABLE sources AS SELECT * FROM main.source;
DROP TABLE source;

CREATE TABLE source (
    source INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL CHECK (kind IN ('ballots', 'points')),
    file   TEXT NOT NULL,        -- its name without the folder
    sha256 TEXT NOT NULL,
    rows   INTEGER NOT NULL,
    note   TEXT,                 -- e.g. that the data are simulated
    run    INTEGER NOT NULL
) STRICT;

INSERT INTO source SELECT * FROM temp.sources;
DROP TABLE temp.sources;
CREATE TRIGGER source_no_update BEFORE UPDATE ON source BEGIN SELECT raise(ABORT, 'source only grows'); END;
CREATE TRIGGER source_no_delete BEFORE DELETE ON source BEGIN SELECT raise(ABORT, 'source only grows'); END;

-- Entries of a ballot and pass that `entry` has already: corrections, each of whose run withdraws the one before, and
-- keyings after a withdrawal.
CREATE TABLE later_entry (
    serial  INTEGER NOT NULL,
    pass    INTEGER NOT NULL CHECK (pass BETWEEN 1 AND 6),
    run     INTEGER NOT NULL,
    channel TEXT NOT NULL CHECK (channel = 'paper' OR channel = 'online' OR channel = 'direct'),
    keyer   TEXT,
    source  INTEGER NOT NULL,
    line    INTEGER NOT NULL,
    answers BLOB NOT NULL,
    PRIMARY KEY (serial, pass, run)
) STRICT, WITHOUT ROWID;

CREATE TABLE later_text (
    serial INTEGER NOT NULL,
    pass   INTEGER NOT NULL,
    run    INTEGER NOT NULL,
    cell   INTEGER NOT NULL,     -- from 0
    value  TEXT NOT NULL,
    PRIMARY KEY (serial, pass, run, cell)
) STRICT, WITHOUT ROWID;

-- What no longer counts, and why: an entry of a ballot, an event of one, or with serial 0 all that the run `withdraws`
-- added.  The rows stay as they were; the views `entry_now`, `event_now`, `points_now` and `evidence_now` leave
-- them out.  What a run withdrew counts again when that run is withdrawn; a run that withdrew another cannot be.
CREATE TABLE withdrawal (
    serial    INTEGER NOT NULL,
    pass      INTEGER NOT NULL,  -- of the entry, else 0
    event     INTEGER NOT NULL,  -- number of the event, else 0
    withdraws INTEGER NOT NULL,  -- the run that had added it
    run       INTEGER NOT NULL,
    reason    TEXT NOT NULL,
    PRIMARY KEY (serial, pass, event, withdraws, run)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER later_entry_no_update BEFORE UPDATE ON later_entry BEGIN SELECT raise(ABORT, 'later_entry only grows'); END;
CREATE TRIGGER later_entry_no_delete BEFORE DELETE ON later_entry BEGIN SELECT raise(ABORT, 'later_entry only grows'); END;
CREATE TRIGGER later_text_no_update BEFORE UPDATE ON later_text BEGIN SELECT raise(ABORT, 'later_text only grows'); END;
CREATE TRIGGER later_text_no_delete BEFORE DELETE ON later_text BEGIN SELECT raise(ABORT, 'later_text only grows'); END;
CREATE TRIGGER withdrawal_no_update BEFORE UPDATE ON withdrawal BEGIN SELECT raise(ABORT, 'withdrawal only grows'); END;
CREATE TRIGGER withdrawal_no_delete BEFORE DELETE ON withdrawal BEGIN SELECT raise(ABORT, 'withdrawal only grows'); END;

-- What was not withdrawn; the first condition, that nothing of its run was, is the usual one and the fast one.
CREATE VIEW entry_now AS
SELECT e.serial, e.pass, e.channel, e.keyer, e.source, e.line, e.answers, e.run FROM entry e
 WHERE e.run NOT IN (SELECT withdraws FROM withdrawal)
    OR e.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = e.serial AND w.pass = e.pass AND w.event = 0
                      AND w.withdraws = e.run AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0))
UNION ALL
SELECT e.serial, e.pass, e.channel, e.keyer, e.source, e.line, e.answers, e.run FROM later_entry e
 WHERE e.run NOT IN (SELECT withdraws FROM withdrawal)
    OR e.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = e.serial AND w.pass = e.pass AND w.event = 0
                      AND w.withdraws = e.run AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0));

CREATE VIEW entry_text_now AS
SELECT t.serial, t.pass, t.cell, t.value, t.run FROM entry_text t
 WHERE t.run NOT IN (SELECT withdraws FROM withdrawal)
    OR t.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = t.serial AND w.pass = t.pass AND w.event = 0
                      AND w.withdraws = t.run AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0))
UNION ALL
SELECT t.serial, t.pass, t.cell, t.value, t.run FROM later_text t
 WHERE t.run NOT IN (SELECT withdraws FROM withdrawal)
    OR t.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = t.serial AND w.pass = t.pass AND w.event = 0
                      AND w.withdraws = t.run AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0));

CREATE VIEW event_now AS
SELECT e.serial, e.number, e.state, e.reason, e.run FROM event e
 WHERE e.run NOT IN (SELECT withdraws FROM withdrawal)
    OR e.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = e.serial AND w.pass = 0 AND w.event = e.number
                      AND w.withdraws = e.run AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0));

CREATE VIEW points_now AS
SELECT * FROM points WHERE run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0);

CREATE VIEW evidence_now AS
SELECT * FROM evidence WHERE run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0);

-- Each ballot's custody state: its last event, else keyed, else issued.
CREATE VIEW custody AS
SELECT b.serial, b.ballot_type, b."group", b.office,
       coalesce((SELECT e.state FROM event_now e WHERE e.serial = b.serial ORDER BY e.number DESC LIMIT 1),
                CASE WHEN EXISTS (SELECT 1 FROM entry_now n WHERE n.serial = b.serial) THEN 'keyed' ELSE 'issued' END) AS state
  FROM ballot b;

-- A unit's state per criterion that is appraised: its points at each step, what counts (the second
-- appraisal, else the first, else a figure from outside), by how much that differs from the self
-- score and why, its documents, and whether a self score has neither document nor note.
CREATE VIEW appraisal AS
WITH RECURSIVE above AS (      -- a leaf with itself and all that stands above it
    SELECT block, code AS leaf, code, parent FROM criteria WHERE method IN ('TD', 'KTXH', 'THUONG_TRU')
    UNION ALL
    SELECT a.block, a.leaf, c.code, c.parent
      FROM above a JOIN criteria c ON c.block = a.block AND c.code = a.parent),
newest AS (
    SELECT unit, criterion, stage, points, percent, reason FROM points_now p
     WHERE "group" = '' AND run = (SELECT max(q.run) FROM points_now q WHERE q.unit = p.unit
       AND q.criterion = p.criterion AND q."group" = '' AND q.stage = p.stage)),
step AS (
    SELECT u.code AS unit, c.code AS criterion, c.position, c.method, c.max_points AS max, c.appraiser,
           max(CASE n.stage WHEN 'self' THEN coalesce(n.points + 0.0, n.percent * c.max_points / 100.0) END) AS self,
           max(CASE n.stage WHEN 'check' THEN coalesce(n.points + 0.0, n.percent * c.max_points / 100.0) END) AS "check",
           max(CASE n.stage WHEN 'first' THEN coalesce(n.points + 0.0, n.percent * c.max_points / 100.0) END) AS first,
           max(CASE n.stage WHEN 'explanation' THEN n.reason END) AS explanation,
           max(CASE n.stage WHEN 'second' THEN coalesce(n.points + 0.0, n.percent * c.max_points / 100.0) END) AS second,
           max(CASE n.stage WHEN 'outside' THEN coalesce(n.points + 0.0, n.percent * c.max_points / 100.0) END) AS outside,
           max(CASE n.stage WHEN 'first' THEN n.reason END) AS first_reason,
           max(CASE n.stage WHEN 'second' THEN n.reason END) AS second_reason
      FROM units u JOIN criteria c ON c.block IN ('*', u.block) AND c.method IN ('TD', 'KTXH', 'THUONG_TRU')
      LEFT JOIN newest n ON n.unit = u.code AND n.criterion = c.code
     WHERE NOT EXISTS (SELECT 1 FROM above a JOIN not_applicable x ON x.criterion = a.code
                        WHERE a.block = c.block AND a.leaf = c.code AND x.block IN ('*', u.block)
                          AND x.unit IN ('*', u.code) AND x."group" = '*')
     GROUP BY u.code, c.block, c.code),
proof AS (
    SELECT unit, criterion, sum(title IS NOT NULL) AS documents, count(*) AS n FROM evidence_now GROUP BY unit, criterion)
SELECT s.unit, s.criterion, s.method, s.max, s.appraiser, s.self, s."check", s.first, s.explanation, s.second,
       coalesce(s.second, s.first, s.outside) AS counts,
       CASE WHEN s.second IS NOT NULL THEN 'second' WHEN s.first IS NOT NULL THEN 'first'
            WHEN s.outside IS NOT NULL THEN 'outside' END AS stage,
       round(coalesce(s.second, s.first, s.outside) - s.self, 9) AS difference,
       CASE WHEN s.second IS NOT NULL THEN coalesce(s.second_reason, s.first_reason) ELSE s.first_reason END AS reason,
       coalesce(p.documents, 0) AS documents, s.self > 0 AND p.n IS NULL AS missing, s.position
  FROM step s LEFT JOIN proof p ON p.unit = s.unit AND p.criterion = s.criterion;

-- Every stored answer, one row per cell that was asked.
CREATE VIEW answer AS
WITH q AS (
    SELECT ballot_type, code, per, scale, kind,
           row_number() OVER (PARTITION BY ballot_type, per ORDER BY position) - 1 AS place
      FROM questions),
size AS (
    SELECT ballot_type, sum(per = 'unit') AS n_unit FROM q GROUP BY ballot_type),
lists AS (
    SELECT list, count(*) AS n_units FROM unit_list GROUP BY list),
cells AS (
    SELECT q.ballot_type, u.list, u.unit, q.code, q.scale, q.kind, u.position * s.n_unit + q.place AS cell
      FROM q JOIN size s USING (ballot_type) CROSS JOIN unit_list u
     WHERE q.per = 'unit'
    UNION ALL
    SELECT q.ballot_type, l.list, NULL, q.code, q.scale, q.kind, l.n_units * s.n_unit + q.place
      FROM q JOIN size s USING (ballot_type) CROSS JOIN lists l
     WHERE q.per = 'ballot'),
marks AS (
    SELECT e.serial, e.pass, c.unit, c.code AS question, c.scale, c.kind, c.cell,
           (instr('0123456789ABCDEF', substr(hex(substr(e.answers, c.cell + 1, 1)), 1, 1)) - 1) * 16
           + instr('0123456789ABCDEF', substr(hex(substr(e.answers, c.cell + 1, 1)), 2, 1)) - 1 AS mark
      FROM entry_now e JOIN ballot b USING (serial)
      JOIN cells c ON c.ballot_type = b.ballot_type AND c.list = b.list),
options AS (
    SELECT scale, option, row_number() OVER (PARTITION BY scale ORDER BY position) AS mark FROM scales)
SELECT m.serial, m.pass, m.unit, m.question,
       CASE m.mark WHEN 0 THEN NULL WHEN 254 THEN '?' WHEN 255 THEN '*'
       ELSE coalesce((SELECT t.value FROM entry_text_now t
                       WHERE t.serial = m.serial AND t.pass = m.pass AND t.cell = m.cell),
                     (SELECT o.option FROM options o WHERE o.scale = m.scale AND o.mark = m.mark)) END AS answer
  FROM marks m
 WHERE m.mark <> 253;
