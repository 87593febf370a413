-- Digests that do not depend on the version of SQLite, and in which serials and members stand as commitments; what a line says of
-- who ran the program, with what, and of its clock.  What stood in the log stays as it is; the line of the upgrade holds the
-- new digest of every table.  And: the form of the seed and the rules are fixed with the frame.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE secret (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    salt BLOB NOT NULL CHECK (length(salt) = 32)
) STRICT;
CREATE TEMP TABLE old_log AS SELECT * FROM main.log;
DROP TABLE log;

CREATE TABLE log (
    number  INTEGER PRIMARY KEY,
    form    INTEGER NOT NULL,
    time    TEXT NOT NULL,
    login   TEXT,
    who     TEXT NOT NULL,
    program TEXT,
    mark    TEXT,
    verb    TEXT NOT NULL,
    reason  TEXT,
    detail  TEXT,
    wrote   TEXT NOT NULL,
    reads   TEXT NOT NULL,
    holds   TEXT,
    hash    TEXT NOT NULL
) STRICT;

INSERT INTO log SELECT number, 1, time, NULL, who, NULL, NULL, verb, reason, detail, wrote, reads, NULL, hash FROM temp.old_log;
DROP TABLE temp.old_log;
CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'the log only grows'); END;
CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'the log only grows'); END;

CREATE TEMP TABLE old_freeze AS SELECT * FROM main.freeze;
DROP TABLE freeze;

CREATE TABLE freeze (
    run       INTEGER PRIMARY KEY,
    sha256    TEXT NOT NULL,
    seed_from TEXT NOT NULL,
    members   INTEGER NOT NULL,
    ticket_start REAL NOT NULL,
    seed_digits INTEGER,         -- the seed is so many digits and nothing else; NULL: any text
    rules     TEXT               -- SHA-256 of the rules; NULL: of before version 11
) STRICT;

INSERT INTO freeze SELECT *, NULL, NULL FROM temp.old_freeze;
DROP TABLE temp.old_freeze;
CREATE TRIGGER freeze_no_update BEFORE UPDATE ON freeze BEGIN SELECT raise(ABORT, 'freeze only grows'); END;
CREATE TRIGGER freeze_no_delete BEFORE DELETE ON freeze BEGIN SELECT raise(ABORT, 'freeze only grows'); END;

-- What every `score` gave, one row per unit: what was done after results were known is told by what it did to them.
CREATE TABLE outcome (
    run        INTEGER NOT NULL,
    unit       TEXT NOT NULL,
    missing    INTEGER NOT NULL, -- above 0: the figures that a provisional total leaves out
    total      INTEGER NOT NULL, -- 1e-9 points
    percent    INTEGER NOT NULL,
    rank       INTEGER,
    class      TEXT,
    low        REAL,
    high       REAL,
    rank_low   INTEGER,
    rank_high  INTEGER,
    class_low  TEXT,
    class_high TEXT,
    PRIMARY KEY (run, unit)
) STRICT, WITHOUT ROWID;
INSERT INTO outcome SELECT (SELECT max(number) FROM log WHERE verb = 'score'), unit, unstated IS 'missing', total, percent, rank, class,
       low, high, rank_low, rank_high, class_low, class_high FROM score WHERE EXISTS (SELECT 1 FROM log WHERE verb = 'score');
CREATE TRIGGER outcome_no_update BEFORE UPDATE ON outcome BEGIN SELECT raise(ABORT, 'outcome only grows'); END;
CREATE TRIGGER outcome_no_delete BEFORE DELETE ON outcome BEGIN SELECT raise(ABORT, 'outcome only grows'); END;

-- Chữ ký: who vouches for a line of the log, and so for all before it.  An Ed25519 signature of the text that docs/verify.md
-- says; it stands in the log by the run that added it.  It proves something to who knows whose the key is.
CREATE TABLE signature (
    run       INTEGER PRIMARY KEY,
    line      INTEGER NOT NULL,
    role      TEXT NOT NULL CHECK (role IN ('institute', 'post', 'mttq')),
    name      TEXT NOT NULL,
    time      TEXT NOT NULL,
    hash      TEXT NOT NULL,     -- of the line, when it was signed
    key       TEXT NOT NULL CHECK (length(key) = 64),       -- the public key, in hexadecimal digits
    signature TEXT NOT NULL CHECK (length(signature) = 128)
) STRICT;
CREATE TRIGGER signature_no_update BEFORE UPDATE ON signature BEGIN SELECT raise(ABORT, 'signature only grows'); END;
CREATE TRIGGER signature_no_delete BEFORE DELETE ON signature BEGIN SELECT raise(ABORT, 'signature only grows'); END;
