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
