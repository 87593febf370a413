-- Custody of ballots step by step, what merging offices adds, audits.

-- The sheet of a workbook that a source is.
CREATE TABLE source_sheet (
    source INTEGER PRIMARY KEY,
    sheet  TEXT NOT NULL,
    run    INTEGER NOT NULL
) STRICT;

CREATE TRIGGER source_sheet_no_update BEFORE UPDATE ON source_sheet BEGIN SELECT raise(ABORT, 'source_sheet only grows'); END;
CREATE TRIGGER source_sheet_no_delete BEFORE DELETE ON source_sheet BEGIN SELECT raise(ABORT, 'source_sheet only grows'); END;
