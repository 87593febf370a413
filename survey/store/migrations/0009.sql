-- Limits of nodes, how many respondents the errors come from, floors, and the classes at the limits; scores are computed
-- again.
DROP TABLE score_node;
DROP TABLE score;

-- Every node of the tree for every unit, in 1e-9 points.
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
    low        REAL,             -- 95 % limits of points
    high       REAL,
    unstated   TEXT,             -- why there is none, or not all of it
    PRIMARY KEY (unit, criterion)
) STRICT, WITHOUT ROWID;

-- The result: one row per unit, in 1e-9 points.
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
    low       REAL,              -- 95 % limits of the total
    high      REAL,
    n         INTEGER,           -- the fewest respondents of any group with a part in it; NULL where there is none
    "floor"   INTEGER NOT NULL CHECK ("floor" IN (0, 1)), -- the limits come from a floor of the error, in part at least
    rank_low  INTEGER,           -- 95 % set of ranks, for all units of the block at once
    rank_high INTEGER,
    class_low TEXT,              -- the classes at both limits, of the total and of the nodes that floors of classes go by
    class_high TEXT,
    unstated  TEXT               -- why there is no error, or not all of it: quota (a group in it is no probability
                                 -- sample), lonely (one respondent stands for others), not_counted (a figure from
                                 -- outside came without its error), none (nothing in it comes from a sample)
) STRICT, WITHOUT ROWID;
