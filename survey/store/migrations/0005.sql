-- Categories that a step of the recipe merges.

CREATE TEMP TABLE steps AS SELECT * FROM main.recipe;
DROP TABLE recipe;

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
    rescale   INTEGER NOT NULL CHECK (rescale IN (0, 1)),
    merge     TEXT               -- COLUMN:CATEGORY=CATEGORY, ; between
) STRICT;

INSERT INTO recipe (position, line, "group", step, variables, method, lower, upper, classes, totals, rescale)
SELECT position, line, "group", step, variables, method, lower, upper, classes, totals, rescale FROM temp.steps;
DROP TABLE temp.steps;
