-- Short names of units, and a table of the post offices.
PRAGMA defer_foreign_keys = ON;
CREATE TEMP TABLE old_units AS SELECT * FROM main.units;
DROP TABLE units;

CREATE TABLE units (
    position   INTEGER PRIMARY KEY,
    code       TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    block      TEXT NOT NULL REFERENCES blocks (code) DEFERRABLE INITIALLY DEFERRED,
    parent     TEXT REFERENCES units (code) DEFERRABLE INITIALLY DEFERRED,
    ranked     INTEGER NOT NULL CHECK (ranked IN (0, 1)),
    "order"    INTEGER,
    short_name TEXT                -- files may say it for the code
) STRICT;

CREATE TABLE offices (
    position INTEGER PRIMARY KEY,
    code     TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    phone    TEXT
) STRICT;

INSERT INTO units SELECT *, NULL FROM temp.old_units;
DROP TABLE temp.old_units;
