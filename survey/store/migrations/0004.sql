-- The recipe of the weights, and how far they are from known totals after each step.

CREATE TABLE recipe (
    position  INTEGER PRIMARY KEY,
    line      INTEGER NOT NULL,  -- of the file
    "group"   TEXT NOT NULL,     -- or *
    step      TEXT NOT NULL CHECK (step IN ('nonresponse', 'propensity', 'poststratify', 'rake', 'calibrate', 'trim')),
    variables TEXT,
    method    TEXT,              -- of calibrate and trim
    lower     REAL,              -- of calibrate bounds of the ratio, of trim limits of the weight
    upper     REAL,
    classes   INTEGER,           -- of propensity
    totals    TEXT CHECK (totals IN ('margins', 'frame')),
    rescale   INTEGER NOT NULL CHECK (rescale IN (0, 1))
) STRICT;

CREATE TEMP TABLE steps AS SELECT * FROM main.weight_step;
DROP TABLE weight_step;

CREATE TABLE weight_step (
    step      INTEGER NOT NULL,
    name      TEXT NOT NULL,
    "group"   TEXT NOT NULL,
    n         INTEGER NOT NULL,
    sum       REAL,
    min       REAL,
    max       REAL,
    cv        REAL,
    deff      REAL,              -- Kish
    n_eff     REAL,
    misfit    REAL,              -- the largest of the totals met so far, as a share of the total
    misfit_at TEXT,              -- whose it is
    recipe    INTEGER,           -- position of the step in the recipe
    PRIMARY KEY (step, "group")
) STRICT, WITHOUT ROWID;

INSERT INTO weight_step (step, name, "group", n, sum, min, max, cv, deff, n_eff)
SELECT step, name, "group", n, sum, min, max, cv, deff, n_eff FROM temp.steps;
DROP TABLE temp.steps;
