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
