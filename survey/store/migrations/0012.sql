-- Custody of ballots step by step, what merging offices adds, audits.

-- The sheet of a workbook that a source is.
CREATE TABLE source_sheet (
    source INTEGER PRIMARY KEY,
    sheet  TEXT NOT NULL,
    run    INTEGER NOT NULL
) STRICT;

CREATE TRIGGER source_sheet_no_update BEFORE UPDATE ON source_sheet BEGIN SELECT raise(ABORT, 'source_sheet only grows'); END;
CREATE TRIGGER source_sheet_no_delete BEFORE DELETE ON source_sheet BEGIN SELECT raise(ABORT, 'source_sheet only grows'); END;

-- What the command line of an import said besides its files; `map` is the SHA-256 of the file.
CREATE TABLE import_option (
    run    INTEGER NOT NULL,
    option TEXT NOT NULL,
    value  TEXT NOT NULL,
    PRIMARY KEY (run, option)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER import_option_no_update BEFORE UPDATE ON import_option BEGIN SELECT raise(ABORT, 'import_option only grows'); END;
CREATE TRIGGER import_option_no_delete BEFORE DELETE ON import_option BEGIN SELECT raise(ABORT, 'import_option only grows'); END;

-- ------------------------------------------------- custody step by step

-- Files of custody and of findings: only what `kind` may be is wider.  The rows stay, and the digests of older runs hold.
CREATE TEMP TABLE sources AS SELECT * FROM main.source;
DROP TABLE source;

CREATE TABLE source (
    source INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL CHECK (kind IN ('ballots', 'points', 'custody', 'findings')),
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

-- Giao nhận phiếu: a step on a ballot's way, as people wrote it down: which, when, by whom, at which office, in which bag.  A
-- step that made an event (returned, refused, …) names it; delivery to an office and handing to the respondent make none,
-- nor does a step written down after later ones.  docs/custody.md draws the way.
CREATE TABLE movement (
    serial   INTEGER NOT NULL,
    number   INTEGER NOT NULL,   -- 1, 2, … for each ballot
    state    TEXT NOT NULL CHECK (state IN ('printed', 'delivered', 'handed', 'returned', 'verified', 'archived', 'void',
                                            'refused', 'absent', 'moved', 'ineligible')),
    event    INTEGER NOT NULL,   -- number of the event it tells of, or 0
    replaces INTEGER NOT NULL,   -- number of the row whose particulars were wrong, else 0
    date     TEXT,               -- the day that was written down
    "by"     TEXT,
    office   TEXT,
    batch    TEXT,               -- túi, lô
    source   INTEGER NOT NULL,
    line     INTEGER NOT NULL,
    run      INTEGER NOT NULL,
    PRIMARY KEY (serial, number),
    CHECK (event = 0 OR state NOT IN ('delivered', 'handed'))
) STRICT, WITHOUT ROWID;

-- Kết quả giám sát: what a monitoring team found.  A later run's row for the same code takes the place of an earlier one.
CREATE TABLE finding (
    code    TEXT NOT NULL,       -- as the team numbers it
    team    TEXT,
    date    TEXT NOT NULL,
    place   TEXT,
    office  TEXT,
    finding TEXT NOT NULL,
    answer  TEXT,
    settled TEXT,                -- the day it was settled
    source  INTEGER NOT NULL,
    line    INTEGER NOT NULL,
    run     INTEGER NOT NULL,
    PRIMARY KEY (code, run)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER movement_no_update BEFORE UPDATE ON movement BEGIN SELECT raise(ABORT, 'movement only grows'); END;
CREATE TRIGGER movement_no_delete BEFORE DELETE ON movement BEGIN SELECT raise(ABORT, 'movement only grows'); END;
CREATE TRIGGER finding_no_update BEFORE UPDATE ON finding BEGIN SELECT raise(ABORT, 'finding only grows'); END;
CREATE TRIGGER finding_no_delete BEFORE DELETE ON finding BEGIN SELECT raise(ABORT, 'finding only grows'); END;

-- ----------------------------------------------------------------- audits

-- Kiểm tra chọn mẫu: whose keying is compared with the paper once more, or who is asked again, by a draw of its own.  Before
-- the public event its list is fixed: what was keyed on paper (of a re-interview: whatever a member answered) in the
-- lines before this one.  Answers are compared as they stood then, whatever was corrected since.
CREATE TABLE audit (
    run         INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('rekey', 'batch', 'reinterview')),
    sha256      TEXT NOT NULL,   -- of the list: a line a ballot, `commitment of its serial|fields`, of a batch also
                                 -- `|source|keyer`; sorted
    ballots     INTEGER NOT NULL,
    fields      INTEGER NOT NULL, -- answers to questions with options
    seed_from   TEXT NOT NULL,
    seed_digits INTEGER,         -- as of a freeze
    part        TEXT CHECK (part IN ('ballots', 'fields')),
    take        INTEGER,         -- how many of them are drawn, of a batch from each; NULL: said with the seed
    accept      INTEGER          -- of a batch: how many may differ
) STRICT;

-- The seed of an audit.  Drawn are the smallest tickets of `commitment`, of fields of `commitment/cell`.
CREATE TABLE audit_draw (
    run   INTEGER PRIMARY KEY,
    audit INTEGER NOT NULL UNIQUE,
    seed  TEXT NOT NULL,
    part  TEXT NOT NULL CHECK (part IN ('ballots', 'fields')),
    take  INTEGER NOT NULL
) STRICT;

CREATE TABLE audit_drawn (
    audit  INTEGER NOT NULL,
    serial INTEGER NOT NULL,
    cell   INTEGER NOT NULL,     -- from 0; -1: the whole ballot
    run    INTEGER NOT NULL,
    PRIMARY KEY (audit, serial, cell)
) STRICT, WITHOUT ROWID;

-- What was keyed or said for an audit; 253 in cells that were not drawn.  Nothing of it counts for any figure of the round.
CREATE TABLE audit_entry (
    audit   INTEGER NOT NULL,
    serial  INTEGER NOT NULL,
    keyer   TEXT,
    source  INTEGER NOT NULL,
    line    INTEGER NOT NULL,
    answers BLOB NOT NULL,
    run     INTEGER NOT NULL,
    PRIMARY KEY (audit, serial, run)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'audit only grows'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'audit only grows'); END;
CREATE TRIGGER audit_draw_no_update BEFORE UPDATE ON audit_draw BEGIN SELECT raise(ABORT, 'audit_draw only grows'); END;
CREATE TRIGGER audit_draw_no_delete BEFORE DELETE ON audit_draw BEGIN SELECT raise(ABORT, 'audit_draw only grows'); END;
CREATE TRIGGER audit_drawn_no_update BEFORE UPDATE ON audit_drawn BEGIN SELECT raise(ABORT, 'audit_drawn only grows'); END;
CREATE TRIGGER audit_drawn_no_delete BEFORE DELETE ON audit_drawn BEGIN SELECT raise(ABORT, 'audit_drawn only grows'); END;
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT raise(ABORT, 'audit_entry only grows'); END;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry BEGIN SELECT raise(ABORT, 'audit_entry only grows'); END;

-- --- offices without a network ---

-- Files that offices key in without a network (dtxhh split): what each is known by when it comes back.  In such a file the
-- one row says whose it is; there `head` is NULL.
CREATE TABLE office_file (
    run         INTEGER PRIMARY KEY,
    office      TEXT NOT NULL,
    parent_line INTEGER NOT NULL,  -- the newest line of the whole round before the split, and its hash
    parent      TEXT NOT NULL,
    head        TEXT               -- the hash of the first line of the file
) STRICT;

-- The lines of the logs of files that came back (dtxhh merge), from behind the split on, each once whoever brought it how
-- often: columns as in `log`.  A line is named by `origin`, the first 16 digits of its hash; numbers are those of its file,
-- and where a copy of a file went on elsewhere two lines have the same.  A line's hash covers its file's own commitments of
-- reason and detail.
CREATE TABLE merged_log (
    origin      TEXT PRIMARY KEY,
    split       INTEGER NOT NULL,  -- the run that gave the file away
    number      INTEGER NOT NULL,
    form        INTEGER NOT NULL,
    time        TEXT NOT NULL,
    login       TEXT,
    who         TEXT NOT NULL,
    program     TEXT,
    mark        TEXT,
    verb        TEXT NOT NULL,
    reason      TEXT,
    detail      TEXT,
    reason_hash TEXT,
    detail_hash TEXT,
    wrote       TEXT NOT NULL,
    reads       TEXT NOT NULL,
    holds       TEXT,
    previous    TEXT NOT NULL,     -- the hash of the line before
    hash        TEXT NOT NULL,
    run         INTEGER NOT NULL,
    CHECK (origin = substr(hash, 1, 16))
) STRICT, WITHOUT ROWID;

-- What those lines wrote: a set, in whatever order files came.  `origin` is the line; all else is as in `entry` and
-- `later_entry`, `entry_text` and `later_text`, `event`, `withdrawal`.  Keyings are all kept, also of a ballot and pass that
-- others keyed too: what counts is derived.  Numbers of events go on behind those the ballot had at the split.
CREATE TABLE entry_other (
    serial  INTEGER NOT NULL,
    pass    INTEGER NOT NULL CHECK (pass BETWEEN 1 AND 6),
    origin  TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel = 'paper' OR channel = 'online' OR channel = 'direct'),
    keyer   TEXT,
    source  INTEGER NOT NULL,
    line    INTEGER NOT NULL,
    answers BLOB NOT NULL,
    run     INTEGER NOT NULL,
    PRIMARY KEY (serial, pass, origin)
) STRICT, WITHOUT ROWID;

CREATE TABLE text_other (
    serial INTEGER NOT NULL,
    pass   INTEGER NOT NULL,
    origin TEXT NOT NULL,
    cell   INTEGER NOT NULL,
    value  TEXT NOT NULL,
    run    INTEGER NOT NULL,
    PRIMARY KEY (serial, pass, origin, cell)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_other (
    serial INTEGER NOT NULL,
    number INTEGER NOT NULL,
    origin TEXT NOT NULL,
    time   TEXT NOT NULL,          -- of the line
    state  TEXT NOT NULL,
    reason TEXT,
    run    INTEGER NOT NULL,
    PRIMARY KEY (serial, number, origin)
) STRICT, WITHOUT ROWID;

CREATE TABLE withdrawal_other (
    serial    INTEGER NOT NULL,
    pass      INTEGER NOT NULL,
    event     INTEGER NOT NULL,
    withdraws TEXT NOT NULL,       -- the line that had added it
    origin    TEXT NOT NULL,
    reason    TEXT NOT NULL,
    run       INTEGER NOT NULL,
    PRIMARY KEY (serial, pass, event, withdraws, origin)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER office_file_no_update BEFORE UPDATE ON office_file BEGIN SELECT raise(ABORT, 'office_file only grows'); END;
CREATE TRIGGER office_file_no_delete BEFORE DELETE ON office_file BEGIN SELECT raise(ABORT, 'office_file only grows'); END;
CREATE TRIGGER merged_log_no_update BEFORE UPDATE ON merged_log BEGIN SELECT raise(ABORT, 'merged_log only grows'); END;
CREATE TRIGGER merged_log_no_delete BEFORE DELETE ON merged_log BEGIN SELECT raise(ABORT, 'merged_log only grows'); END;
CREATE TRIGGER entry_other_no_update BEFORE UPDATE ON entry_other BEGIN SELECT raise(ABORT, 'entry_other only grows'); END;
CREATE TRIGGER entry_other_no_delete BEFORE DELETE ON entry_other BEGIN SELECT raise(ABORT, 'entry_other only grows'); END;
CREATE TRIGGER text_other_no_update BEFORE UPDATE ON text_other BEGIN SELECT raise(ABORT, 'text_other only grows'); END;
CREATE TRIGGER text_other_no_delete BEFORE DELETE ON text_other BEGIN SELECT raise(ABORT, 'text_other only grows'); END;
CREATE TRIGGER event_other_no_update BEFORE UPDATE ON event_other BEGIN SELECT raise(ABORT, 'event_other only grows'); END;
CREATE TRIGGER event_other_no_delete BEFORE DELETE ON event_other BEGIN SELECT raise(ABORT, 'event_other only grows'); END;
CREATE TRIGGER withdrawal_other_no_update BEFORE UPDATE ON withdrawal_other BEGIN SELECT raise(ABORT, 'withdrawal_other only grows'); END;
CREATE TRIGGER withdrawal_other_no_delete BEFORE DELETE ON withdrawal_other BEGIN SELECT raise(ABORT, 'withdrawal_other only grows'); END;

DROP VIEW entry_now;
DROP VIEW entry_text_now;
DROP VIEW event_now;
DROP VIEW answer;
CREATE VIEW entry_now AS
SELECT e.serial, e.pass, e.channel, e.keyer, e.source, e.line, e.answers, e.run, '' AS origin FROM entry e
 WHERE e.run NOT IN (SELECT withdraws FROM withdrawal)
    OR e.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = e.serial AND w.pass = e.pass AND w.event = 0
                      AND w.withdraws = e.run AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0))
UNION ALL
SELECT e.serial, e.pass, e.channel, e.keyer, e.source, e.line, e.answers, e.run, '' FROM later_entry e
 WHERE e.run NOT IN (SELECT withdraws FROM withdrawal)
    OR e.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = e.serial AND w.pass = e.pass AND w.event = 0
                      AND w.withdraws = e.run AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0))
UNION ALL
SELECT e.serial, e.pass, e.channel, e.keyer, e.source, e.line, e.answers, e.run, e.origin FROM entry_other e
 WHERE e.origin NOT IN (SELECT withdraws FROM withdrawal_other WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM withdrawal_other w WHERE w.serial = e.serial AND w.pass = e.pass AND w.event = 0 AND w.withdraws = e.origin
                      AND w.origin NOT IN (SELECT withdraws FROM withdrawal_other WHERE serial = 0))
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = e.serial AND w.pass = e.pass AND w.event = 0 AND w.withdraws = e.run
                      AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0))
   AND NOT EXISTS (SELECT 1 FROM ballot b JOIN release r ON r."group" = b."group" AND r.replaces = b.member
                    WHERE b.serial = e.serial);

CREATE VIEW entry_text_now AS
SELECT t.serial, t.pass, t.cell, t.value, t.run, '' AS origin FROM entry_text t
 WHERE t.run NOT IN (SELECT withdraws FROM withdrawal)
    OR t.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = t.serial AND w.pass = t.pass AND w.event = 0
                      AND w.withdraws = t.run AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0))
UNION ALL
SELECT t.serial, t.pass, t.cell, t.value, t.run, '' FROM later_text t
 WHERE t.run NOT IN (SELECT withdraws FROM withdrawal)
    OR t.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = t.serial AND w.pass = t.pass AND w.event = 0
                      AND w.withdraws = t.run AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0))
UNION ALL
SELECT t.serial, t.pass, t.cell, t.value, t.run, t.origin FROM text_other t
 WHERE t.origin NOT IN (SELECT withdraws FROM withdrawal_other WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM withdrawal_other w WHERE w.serial = t.serial AND w.pass = t.pass AND w.event = 0 AND w.withdraws = t.origin
                      AND w.origin NOT IN (SELECT withdraws FROM withdrawal_other WHERE serial = 0))
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = t.serial AND w.pass = t.pass AND w.event = 0 AND w.withdraws = t.run
                      AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0))
   AND NOT EXISTS (SELECT 1 FROM ballot b JOIN release r ON r."group" = b."group" AND r.replaces = b.member
                    WHERE b.serial = t.serial);

CREATE VIEW event_here AS
SELECT e.serial, e.number, e.state, e.reason, e.run FROM event e
 WHERE e.run NOT IN (SELECT withdraws FROM withdrawal)
    OR e.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = e.serial AND w.pass = 0 AND w.event = e.number
                      AND w.withdraws = e.run AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0));

CREATE VIEW event_there AS
SELECT e.serial, e.number, e.state, e.reason, e.run, e.time, e.origin FROM event_other e
 WHERE e.origin NOT IN (SELECT withdraws FROM withdrawal_other WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM withdrawal_other w WHERE w.serial = e.serial AND w.pass = 0 AND w.event = e.number AND w.withdraws = e.origin
                      AND w.origin NOT IN (SELECT withdraws FROM withdrawal_other WHERE serial = 0))
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = e.serial AND w.pass = 0 AND w.event = e.number AND w.withdraws = e.run
                      AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0));

-- One event a number: where two files of an office have another each, the round's own, else the later one by the clock.
CREATE VIEW event_now AS
SELECT serial, number, state, reason, run FROM event_here
UNION ALL
SELECT e.serial, e.number, e.state, e.reason, e.run FROM event_there e
 WHERE NOT EXISTS (SELECT 1 FROM event_here h WHERE h.serial = e.serial AND h.number = e.number)
   AND NOT EXISTS (SELECT 1 FROM event_there o WHERE o.serial = e.serial AND o.number = e.number
                      AND (o.time, o.origin) > (e.time, e.origin));

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
    SELECT e.serial, e.pass, e.origin, c.unit, c.code AS question, c.scale, c.kind, c.cell,
           (instr('0123456789ABCDEF', substr(hex(substr(e.answers, c.cell + 1, 1)), 1, 1)) - 1) * 16
           + instr('0123456789ABCDEF', substr(hex(substr(e.answers, c.cell + 1, 1)), 2, 1)) - 1 AS mark
      FROM entry_now e JOIN ballot b USING (serial)
      JOIN cells c ON c.ballot_type = b.ballot_type AND c.list = b.list),
options AS (
    SELECT scale, option, row_number() OVER (PARTITION BY scale ORDER BY position) AS mark FROM scales)
SELECT m.serial, m.pass, m.unit, m.question,
       CASE m.mark WHEN 0 THEN NULL WHEN 254 THEN '?' WHEN 255 THEN '*'
       ELSE coalesce((SELECT t.value FROM entry_text_now t
                       WHERE t.serial = m.serial AND t.pass = m.pass AND t.cell = m.cell AND t.origin = m.origin),
                     (SELECT o.option FROM options o WHERE o.scale = m.scale AND o.mark = m.mark)) END AS answer
  FROM marks m
 WHERE m.mark <> 253;
