-- Points with their errors of sampling.  What was scored before has none: score again.

DROP TABLE score_group;
DROP TABLE score_node;
DROP TABLE score;

CREATE TABLE score_group (
    unit      TEXT NOT NULL,
    criterion TEXT NOT NULL,
    "group"   TEXT NOT NULL,
    ballots   INTEGER NOT NULL,  -- with at least one counted answer here
    answers   INTEGER NOT NULL,  -- counted
    percent   INTEGER,           -- 1e-9 percent; NULL without a counted answer
    weight    TEXT NOT NULL,     -- as set
    share     INTEGER NOT NULL,  -- 1e-9: after renormalising; 0 where dropped
    dropped   TEXT,              -- why
    se        REAL,              -- standard error of percent, of sampling only
    unstated  TEXT,              -- why there is none: quota, lonely, not_counted, none
    PRIMARY KEY (unit, criterion, "group")
) STRICT, WITHOUT ROWID;

CREATE TABLE score_node (
    unit       TEXT NOT NULL,
    criterion  TEXT NOT NULL,
    level      INTEGER NOT NULL, -- 1 lĩnh vực, 2 tiêu chí, …
    method     TEXT,             -- of a leaf
    applicable INTEGER NOT NULL CHECK (applicable IN (0, 1)),
    max        INTEGER NOT NULL, -- applicable maximum, bonus and malus not counted
    points     INTEGER NOT NULL, -- as summed, under the rounding rule
    percent    INTEGER,          -- of max, 1e-9; NULL where max is 0
    pooled     INTEGER,          -- a survey leaf's points under the other way to combine groups
    stage      TEXT,             -- which decision a leaf's points come from
    se         REAL,             -- standard error of points, of sampling only
    unstated   TEXT,             -- why there is none, or not all of it
    PRIMARY KEY (unit, criterion)
) STRICT, WITHOUT ROWID;

CREATE TABLE score (
    unit      TEXT PRIMARY KEY,
    block     TEXT NOT NULL,
    max       INTEGER NOT NULL,
    appraised INTEGER NOT NULL,
    survey    INTEGER NOT NULL,
    sipas     INTEGER NOT NULL,
    socio     INTEGER NOT NULL,
    bonus     INTEGER NOT NULL,
    total     INTEGER NOT NULL,
    percent   INTEGER NOT NULL,
    other     INTEGER NOT NULL,  -- the total under the other rounding mode
    rank      INTEGER,
    class     TEXT,
    se        REAL,              -- standard error of the total in points, of sampling only
    df        REAL,              -- its degrees of freedom; NULL where they have no end
    low       REAL,              -- 95 % interval of the total
    high      REAL,
    rank_low  INTEGER,           -- 95 % set of ranks, for all units of the block at once
    rank_high INTEGER,
    unstated  TEXT               -- why there is no error, or not all of it: quota (a group in it is no probability
                                 -- sample), lonely (one respondent stands for others), not_counted (a figure from
                                 -- outside came without its error), none (nothing in it comes from a sample)
) STRICT, WITHOUT ROWID;
