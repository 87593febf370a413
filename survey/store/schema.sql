-- A round of a sociological survey (ĐTXHH): one file from its definition to its points.
--
-- Open it with any SQLite browser.  Two kinds of tables:
--
--   * tables with a column `run` only grow: a row says in which run (line of the log) it
--     was added and is never changed or removed;
--   * the others are replaced as a whole by the verb that makes them.
--
-- Each line of `log` carries, for every table its run wrote, the number of rows and the
-- a digest of them: for a growing table of the rows of that run, for a replaced table of all.
-- docs/verify.md says what the digest is, and repeats it with Python's own modules.

-- ---------------------------------------------------------------- definition

-- The settings of the round.  `basis` is the legal basis (căn cứ) that the report prints.
CREATE TABLE round (
    position INTEGER PRIMARY KEY,
    key      TEXT NOT NULL UNIQUE,
    value    TEXT,
    basis    TEXT
) STRICT;

-- Khối: units that are ranked together.
CREATE TABLE blocks (
    position INTEGER PRIMARY KEY,
    code     TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    ranked   INTEGER NOT NULL CHECK (ranked IN (0, 1))
) STRICT;

-- Cơ quan, đơn vị: the agencies that are rated.
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

-- Bưu điện: who hands ballots out and takes them back.  A frame may have other offices.
CREATE TABLE offices (
    position INTEGER PRIMARY KEY,
    code     TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    phone    TEXT
) STRICT;

-- Nhóm đối tượng: who is asked, and how they are chosen.
CREATE TABLE groups (
    position    INTEGER PRIMARY KEY,
    code        TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    via         TEXT NOT NULL CHECK (via IN ('ballot', 'sipas', 'sipas_ballots')),
    design      TEXT NOT NULL CHECK (design IN ('census', 'srs', 'systematic', 'stratified', 'pps', 'stages', 'quota')),
    take        TEXT,
    take_as     TEXT NOT NULL CHECK (take_as IN ('persons', 'percent', 'yamane', 'margin')),
    per         TEXT NOT NULL CHECK (per IN ('group', 'stratum')),
    stratum_by  TEXT,
    allocation  TEXT NOT NULL CHECK (allocation IN ('proportional', 'equal', 'neyman', 'power')),
    min         INTEGER,
    max         INTEGER,
    size_column TEXT,
    reserve     TEXT,
    response    TEXT,
    policy      TEXT
) STRICT;

-- The stages of a group that is drawn in several (communes, then people).
CREATE TABLE stages (
    position INTEGER PRIMARY KEY,
    "group"  TEXT NOT NULL REFERENCES groups (code) DEFERRABLE INITIALLY DEFERRED,
    stage    INTEGER NOT NULL,
    "column" TEXT,
    method   TEXT NOT NULL CHECK (method IN ('srs', 'systematic', 'pps', 'census')),
    take     TEXT,
    size_by  TEXT,
    UNIQUE ("group", stage)
) STRICT;

-- Thang đo: the options of a scale in their order on the ballot; the first is ordinal 1.
-- An option without percent ("no opinion") is stored but not counted.
CREATE TABLE scales (
    position INTEGER PRIMARY KEY,
    scale    TEXT NOT NULL,
    option   TEXT NOT NULL,
    label    TEXT NOT NULL,
    percent  TEXT,
    UNIQUE (scale, option)
) STRICT;

-- Tiêu chí: the tree of criteria of a block (or `*`); a leaf has maximum points and one method.
CREATE TABLE criteria (
    position   INTEGER PRIMARY KEY,
    block      TEXT NOT NULL,
    code       TEXT NOT NULL,
    name       TEXT NOT NULL,
    parent     TEXT,
    max_points TEXT,
    min_points TEXT,
    cap        TEXT,
    step       TEXT,
    method     TEXT CHECK (method IN ('TD', 'DTXHH', 'SIPAS', 'KTXH', 'THUONG_TRU')),
    appraiser  TEXT,
    support    TEXT,
    basis      TEXT,
    UNIQUE (block, code)
) STRICT;

-- What does not apply to whom; it leaves the denominator.
CREATE TABLE not_applicable (
    position  INTEGER PRIMARY KEY,
    block     TEXT NOT NULL,
    unit      TEXT NOT NULL,
    criterion TEXT NOT NULL,
    "group"   TEXT NOT NULL,
    basis     TEXT,
    UNIQUE (block, unit, criterion, "group")
) STRICT;

-- Mẫu phiếu: which groups rate which units with which questions.
CREATE TABLE ballot_types (
    position INTEGER PRIMARY KEY,
    code     TEXT NOT NULL UNIQUE,
    title    TEXT NOT NULL,
    groups   TEXT NOT NULL,
    block    TEXT NOT NULL,
    units    TEXT NOT NULL CHECK (units IN ('all', 'own', 'listed')),
    own_unit TEXT NOT NULL CHECK (own_unit IN ('skip', 'allow'))
) STRICT;

-- Who rates whom, for ballot types with units = listed.
CREATE TABLE rates (
    position    INTEGER PRIMARY KEY,
    ballot_type TEXT NOT NULL REFERENCES ballot_types (code) DEFERRABLE INITIALLY DEFERRED,
    rater       TEXT NOT NULL,
    unit        TEXT NOT NULL REFERENCES units (code) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (ballot_type, rater, unit)
) STRICT;

-- Câu hỏi: the questions of a ballot type, in their order on the ballot.
CREATE TABLE questions (
    position    INTEGER PRIMARY KEY,
    ballot_type TEXT NOT NULL REFERENCES ballot_types (code) DEFERRABLE INITIALLY DEFERRED,
    code        TEXT NOT NULL,
    text        TEXT NOT NULL,
    per         TEXT NOT NULL CHECK (per IN ('unit', 'ballot')),
    kind        TEXT NOT NULL CHECK (kind IN ('option', 'number', 'text')),
    block       TEXT,
    criterion   TEXT,
    weight      TEXT,
    scale       TEXT,
    required    INTEGER NOT NULL CHECK (required IN (0, 1)),
    UNIQUE (ballot_type, code)
) STRICT;

-- How groups combine within a leaf; equal where nothing is said.
CREATE TABLE group_weights (
    position  INTEGER PRIMARY KEY,
    block     TEXT NOT NULL,
    criterion TEXT NOT NULL,
    "group"   TEXT NOT NULL REFERENCES groups (code) DEFERRABLE INITIALLY DEFERRED,
    weight    TEXT NOT NULL,
    basis     TEXT,
    UNIQUE (block, criterion, "group")
) STRICT;

-- Xếp loại: bands, closed below and open above.
CREATE TABLE classes (
    position    INTEGER PRIMARY KEY,
    block       TEXT NOT NULL,
    class       TEXT NOT NULL,
    "from"      TEXT NOT NULL,
    "of"        TEXT CHECK ("of" IN ('percent', 'points')),
    floor       TEXT,
    floor_level INTEGER,
    UNIQUE (block, class)
) STRICT;

-- Known population counts, for weighting.
CREATE TABLE margins (
    position INTEGER PRIMARY KEY,
    "group"  TEXT NOT NULL REFERENCES groups (code) DEFERRABLE INITIALLY DEFERRED,
    variable TEXT NOT NULL,
    category TEXT NOT NULL,
    total    TEXT NOT NULL,
    UNIQUE ("group", variable, category)
) STRICT;

-- Tiến độ: the plan's schedule.
CREATE TABLE tasks (
    position INTEGER PRIMARY KEY,
    seq      INTEGER NOT NULL UNIQUE,
    task     TEXT NOT NULL,
    product  TEXT,
    lead     TEXT,
    support  TEXT,
    start    TEXT,
    due      TEXT,
    after    INTEGER,
    days     INTEGER
) STRICT;

-- --------------------------------------------------------- frame and sample

-- The columns of the frame beyond the fixed ones (strata, clusters).
CREATE TABLE frame_columns (
    name TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Danh sách đối tượng: everyone who could be asked.  No names, no contacts.
CREATE TABLE frame (
    "group"  TEXT NOT NULL,
    id       TEXT NOT NULL,
    own_unit TEXT,           -- employer
    rates    TEXT,           -- the agency dealt with
    office   TEXT,           -- the post office that serves the person
    size     TEXT,
    extra    TEXT,           -- JSON object: the columns of frame_columns that are not empty, by name
    PRIMARY KEY ("group", id)
) STRICT, WITHOUT ROWID;

-- Keys by which members are found again in other rounds: the first 16 bytes of HMAC-SHA-256 of group and id, in hexadecimal
-- digits; the secret stands in a file beside the identity file.  Of lists that came with `frame import --linkage-key`.
CREATE TABLE linkage (
    "group" TEXT NOT NULL,
    id      TEXT NOT NULL,
    key     TEXT NOT NULL CHECK (length(key) = 32),
    PRIMARY KEY ("group", id)
) STRICT, WITHOUT ROWID;

-- The frame as fixed: SHA-256 of `show frame --csv` followed by `show groups --csv` (and, where a
-- group is drawn in stages, `show stages --csv`), and the public event, still to come, that
-- gives the seed.  Smallest tickets are drawn, counted from `ticket_start` on and then from 0: with the
-- seed of an earlier round 0 asks the same people again, a start above the share drawn then avoids them.
-- The rules are the definition but offices and tasks: a line for each table, in the order of their names, as in `wrote`.
CREATE TABLE freeze (
    run       INTEGER PRIMARY KEY,
    sha256    TEXT NOT NULL,
    seed_from TEXT NOT NULL,
    members   INTEGER NOT NULL,
    ticket_start REAL NOT NULL,
    seed_digits INTEGER,         -- the seed is so many digits and nothing else; NULL: any text
    rules     TEXT               -- SHA-256 of the rules; NULL: of before version 11
) STRICT;

-- The frame as it was when it was frozen, where it has no more than a million members: so that
-- what changed since can be named.
CREATE TABLE frozen (
    "group"  TEXT NOT NULL,
    id       TEXT NOT NULL,
    own_unit TEXT,
    rates    TEXT,
    office   TEXT,
    size     TEXT,
    extra    TEXT,
    PRIMARY KEY ("group", id)
) STRICT, WITHOUT ROWID;

-- A draw: the seed is text, the outcome of the event.
CREATE TABLE draw (
    run       INTEGER PRIMARY KEY,
    freeze    INTEGER NOT NULL REFERENCES freeze (run),
    seed      TEXT NOT NULL,
    algorithm TEXT NOT NULL
) STRICT;

-- Strata as drawn.
CREATE TABLE strata (
    "group"    TEXT NOT NULL,
    stratum    TEXT NOT NULL,
    population INTEGER NOT NULL,
    drawn      INTEGER NOT NULL,
    reserves   INTEGER NOT NULL,
    PRIMARY KEY ("group", stratum)
) STRICT, WITHOUT ROWID;

-- The sample and its reserves, in their order within the stratum.  A quota is no probability
-- sample: its members have no probability and no weight.
CREATE TABLE sample (
    "group"     TEXT NOT NULL,
    id          TEXT NOT NULL,
    stratum     TEXT NOT NULL,
    role        TEXT NOT NULL CHECK (role IN ('selected', 'reserve')),
    "order"     INTEGER NOT NULL,
    ticket      TEXT NOT NULL,
    probability REAL,            -- of inclusion, by the design
    weight      REAL,            -- 1 / probability
    PRIMARY KEY ("group", id)
) STRICT, WITHOUT ROWID;

-- A reserve that took the place of a sample member, and why.
CREATE TABLE release (
    "group"     TEXT NOT NULL,
    id          TEXT NOT NULL,
    replaces    TEXT NOT NULL,   -- the id of the member replaced, same group
    disposition TEXT NOT NULL CHECK (disposition IN ('refused', 'absent', 'moved', 'ineligible')),
    run         INTEGER NOT NULL,
    PRIMARY KEY ("group", id),
    UNIQUE ("group", replaces)
) STRICT, WITHOUT ROWID;

-- ------------------------------------------------------------------ ballots

-- Lists of units, shared by the ballots that ask about the same ones in the same order.
CREATE TABLE unit_list (
    list     INTEGER NOT NULL,
    position INTEGER NOT NULL,   -- from 0
    unit     TEXT NOT NULL,
    run      INTEGER NOT NULL,
    PRIMARY KEY (list, position)
) STRICT, WITHOUT ROWID;

-- Phiếu: one per member and ballot type.  The serial (mã phiếu) is nine random digits and two
-- check digits (ISO 7064 MOD 97-10), from the system's random source.
CREATE TABLE ballot (
    serial      INTEGER PRIMARY KEY,
    ballot_type TEXT NOT NULL,
    "group"     TEXT NOT NULL,
    member      TEXT,            -- id in the frame; NULL for a ballot of a pool
    stratum     TEXT,            -- the member's, as drawn
    list        INTEGER NOT NULL,
    office      TEXT,
    pool        TEXT CHECK (pool IN ('meeting', 'walk_in')),
    run         INTEGER NOT NULL
) STRICT;

-- What happened to a ballot; the last event is its custody state.  That it was issued and
-- that it was keyed need no event: `ballot` and `entry` say so.
CREATE TABLE event (
    serial INTEGER NOT NULL,
    number INTEGER NOT NULL,     -- 1, 2, … for each ballot
    state  TEXT NOT NULL CHECK (state IN ('printed', 'returned', 'verified', 'archived', 'void',
                                          'refused', 'absent', 'moved', 'ineligible')),
    reason TEXT,
    run    INTEGER NOT NULL,
    PRIMARY KEY (serial, number)
) STRICT, WITHOUT ROWID;

-- A file that was imported, or a sheet of one; the same bytes once more only after their run was withdrawn.
CREATE TABLE source (
    source INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL CHECK (kind IN ('ballots', 'points', 'custody', 'findings')),
    file   TEXT NOT NULL,        -- its name without the folder
    sha256 TEXT NOT NULL,
    rows   INTEGER NOT NULL,
    note   TEXT,                 -- e.g. that the data are simulated
    run    INTEGER NOT NULL
) STRICT;

-- The sheet of a workbook that a source is.
CREATE TABLE source_sheet (
    source INTEGER PRIMARY KEY,
    sheet  TEXT NOT NULL,
    run    INTEGER NOT NULL
) STRICT;

-- What the command line of an import said besides its files; `map` is the SHA-256 of the file.
CREATE TABLE import_option (
    run    INTEGER NOT NULL,
    option TEXT NOT NULL,
    value  TEXT NOT NULL,
    PRIMARY KEY (run, option)
) STRICT, WITHOUT ROWID;

-- One keying of a ballot.  `answers` has one byte per cell, unit by unit in the ballot's list,
-- the per-ballot questions last: option ordinals from 1, 0 blank, 253 not asked,
-- 254 unreadable, 255 more than one mark.  Passes 1 and 2 are whole, 3 holds only the cells in
-- which they differ (253 elsewhere).  A cell of a number or text question is 1 where entry_text has its value.
-- Where a ballot came from two channels, 4 to 6 are the passes 1 to 3 of the channel that came later; both
-- are kept, and the setting `channels` says which counts.  What was keyed later for a
-- ballot and pass that stands here already is in `later_entry`; `entry_now` has the entries that count.  `line` is hidden,
-- here and in `later_entry`, `entry_other` and `audit_entry` (lines.h).
CREATE TABLE entry (
    serial  INTEGER NOT NULL,
    pass    INTEGER NOT NULL CHECK (pass BETWEEN 1 AND 6),
    channel TEXT NOT NULL CHECK (channel = 'paper' OR channel = 'online' OR channel = 'direct'),
    keyer   TEXT,
    source  INTEGER NOT NULL,
    line    INTEGER NOT NULL,
    answers BLOB NOT NULL,
    run     INTEGER NOT NULL,
    PRIMARY KEY (serial, pass)
) STRICT, WITHOUT ROWID;

-- Warnings of an import that a person accepted; the reason stands in the log's line.
CREATE TABLE accepted (
    run      INTEGER NOT NULL,
    code     TEXT NOT NULL,      -- W401, … (docs/issues.md)
    warnings INTEGER NOT NULL,
    PRIMARY KEY (run, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_text (
    serial INTEGER NOT NULL,
    pass   INTEGER NOT NULL,
    cell   INTEGER NOT NULL,     -- from 0
    value  TEXT NOT NULL,
    run    INTEGER NOT NULL,
    PRIMARY KEY (serial, pass, cell)
) STRICT, WITHOUT ROWID;

-- Entries of a ballot and pass that `entry` has already: corrections, each of whose run withdraws the one before, and
-- keyings after a withdrawal.
CREATE TABLE later_entry (
    serial  INTEGER NOT NULL,
    pass    INTEGER NOT NULL CHECK (pass BETWEEN 1 AND 6),
    run     INTEGER NOT NULL,
    channel TEXT NOT NULL CHECK (channel = 'paper' OR channel = 'online' OR channel = 'direct'),
    keyer   TEXT,
    source  INTEGER NOT NULL,
    line    INTEGER NOT NULL,
    answers BLOB NOT NULL,
    PRIMARY KEY (serial, pass, run)
) STRICT, WITHOUT ROWID;

CREATE TABLE later_text (
    serial INTEGER NOT NULL,
    pass   INTEGER NOT NULL,
    run    INTEGER NOT NULL,
    cell   INTEGER NOT NULL,     -- from 0
    value  TEXT NOT NULL,
    PRIMARY KEY (serial, pass, run, cell)
) STRICT, WITHOUT ROWID;

-- What no longer counts, and why: an entry of a ballot, an event of one, or with serial 0 all that the run `withdraws`
-- added.  The rows stay as they were; the views `entry_now`, `event_now`, `points_now` and `evidence_now` leave
-- them out.  What a run withdrew counts again when that run is withdrawn; a run that withdrew another cannot be.
CREATE TABLE withdrawal (
    serial    INTEGER NOT NULL,
    pass      INTEGER NOT NULL,  -- of the entry, else 0
    event     INTEGER NOT NULL,  -- number of the event, else 0
    withdraws INTEGER NOT NULL,  -- the run that had added it
    run       INTEGER NOT NULL,
    reason    TEXT NOT NULL,
    PRIMARY KEY (serial, pass, event, withdraws, run)
) STRICT, WITHOUT ROWID;

-- Points from outside: appraisals, socio-economic figures, SIPAS, a survey held elsewhere.
-- A later run's row for the same key takes the place of an earlier one.
CREATE TABLE points (
    unit      TEXT NOT NULL,
    criterion TEXT NOT NULL,
    "group"   TEXT NOT NULL,     -- '' unless the figure is a group's (SIPAS from outside)
    stage     TEXT NOT NULL CHECK (stage IN ('self', 'check', 'first', 'explanation', 'second', 'outside')),
    points    TEXT,
    percent   TEXT,
    se        TEXT,
    n         INTEGER,
    "by"      TEXT,
    date      TEXT,
    reason    TEXT,
    source    INTEGER NOT NULL,
    line      INTEGER NOT NULL,
    run       INTEGER NOT NULL,
    PRIMARY KEY (unit, criterion, "group", stage, run)
) STRICT, WITHOUT ROWID;

-- Tài liệu kiểm chứng: what supports a self score or an explanation; a row is a document, or
-- the note that says why there is none.
CREATE TABLE evidence (
    unit      TEXT NOT NULL,
    criterion TEXT NOT NULL,
    place     INTEGER NOT NULL,  -- 1, 2, … for each unit and criterion of a run
    number    TEXT,              -- số
    symbol    TEXT,              -- ký hiệu
    date      TEXT,
    title     TEXT,
    sha256    TEXT,              -- of the document's file
    note      TEXT,
    source    INTEGER NOT NULL,
    line      INTEGER NOT NULL,
    run       INTEGER NOT NULL,
    PRIMARY KEY (unit, criterion, run, place),
    CHECK (title IS NOT NULL OR note IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- ------------------------------------------------- custody step by step

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

-- ------------------------------------------- offices without a network

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

-- ------------------------------------------------------ weights and scores

-- Response and weight by ballot type, group and stratum.  Counts of people (ballots).
CREATE TABLE response (
    ballot_type TEXT NOT NULL,
    "group"     TEXT NOT NULL,
    stratum     TEXT NOT NULL,
    population  INTEGER NOT NULL,  -- N in the frame
    drawn       INTEGER NOT NULL,  -- selected, without reserves
    released    INTEGER NOT NULL,  -- reserves that joined
    ineligible  INTEGER NOT NULL,  -- found not to belong to the population
    issued      INTEGER NOT NULL,  -- ballots
    returned    INTEGER NOT NULL,  -- came back, with or without answers
    valid       INTEGER NOT NULL,
    base        REAL,              -- (population - ineligible) / (drawn + released - ineligible)
    factor      REAL,              -- non-response
    PRIMARY KEY (ballot_type, "group", stratum)
) STRICT, WITHOUT ROWID;

-- The weight of each valid ballot.
CREATE TABLE weight (
    serial INTEGER PRIMARY KEY,
    base   REAL NOT NULL,
    final  REAL NOT NULL
) STRICT;

-- Công thức trọng số: the recipe of `weigh --recipe`, its steps in their order; empty where the weights
-- have none.  `variables` are columns of the frame or questions, `;` between, `*` within a joint one.
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

-- The health of the weights after each step of the recipe.
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

-- A group's part in a unit's leaf.
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

-- ---------------------------------------------------------------------- log

-- Nhật ký: one line per run that changed the round.  `wrote` and `reads` hold a line per
-- table: its name, number of rows and SHA-256; `reads` says what a derived table was made from;
-- `holds`, of the line of an upgrade to schema version 11, says it of every table.
-- Who ran the program is `who` by his own word, `login` by the system's; `mark`: fixed-time
-- (SOURCE_DATE_EPOCH was set), clock-back (the line before is later).
-- hash = SHA-256 of the previous line's hash (64 zeros before the first), a line feed, and
-- number|form|time|login|who|program|mark|verb|reason|detail|wrote|reads|holds, numbers as they are,
-- texts as quote() prints them; reason and detail as commitments of number/text.  Lines of before
-- version 11 have form 1: number|time|who|verb|reason|detail|wrote|reads, all as they are.
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

-- The secret behind the commitments of digests (survey/store/store.h); it never leaves the round.
CREATE TABLE secret (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    salt BLOB NOT NULL CHECK (length(salt) = 32)
) STRICT;

-- The newest line's number and hash.
CREATE TABLE head (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL,
    hash   TEXT NOT NULL
) STRICT;

-- ----------------------------------------------------------------- triggers

CREATE TRIGGER freeze_no_update BEFORE UPDATE ON freeze BEGIN SELECT raise(ABORT, 'freeze only grows'); END;
CREATE TRIGGER freeze_no_delete BEFORE DELETE ON freeze BEGIN SELECT raise(ABORT, 'freeze only grows'); END;
CREATE TRIGGER draw_no_update BEFORE UPDATE ON draw BEGIN SELECT raise(ABORT, 'draw only grows'); END;
CREATE TRIGGER draw_no_delete BEFORE DELETE ON draw BEGIN SELECT raise(ABORT, 'draw only grows'); END;
CREATE TRIGGER release_no_update BEFORE UPDATE ON release BEGIN SELECT raise(ABORT, 'release only grows'); END;
CREATE TRIGGER release_no_delete BEFORE DELETE ON release BEGIN SELECT raise(ABORT, 'release only grows'); END;
CREATE TRIGGER unit_list_no_update BEFORE UPDATE ON unit_list BEGIN SELECT raise(ABORT, 'unit_list only grows'); END;
CREATE TRIGGER unit_list_no_delete BEFORE DELETE ON unit_list BEGIN SELECT raise(ABORT, 'unit_list only grows'); END;
CREATE TRIGGER ballot_no_update BEFORE UPDATE ON ballot BEGIN SELECT raise(ABORT, 'ballot only grows'); END;
CREATE TRIGGER ballot_no_delete BEFORE DELETE ON ballot BEGIN SELECT raise(ABORT, 'ballot only grows'); END;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT raise(ABORT, 'event only grows'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT raise(ABORT, 'event only grows'); END;
CREATE TRIGGER source_no_update BEFORE UPDATE ON source BEGIN SELECT raise(ABORT, 'source only grows'); END;
CREATE TRIGGER source_no_delete BEFORE DELETE ON source BEGIN SELECT raise(ABORT, 'source only grows'); END;
CREATE TRIGGER source_sheet_no_update BEFORE UPDATE ON source_sheet BEGIN SELECT raise(ABORT, 'source_sheet only grows'); END;
CREATE TRIGGER source_sheet_no_delete BEFORE DELETE ON source_sheet BEGIN SELECT raise(ABORT, 'source_sheet only grows'); END;
CREATE TRIGGER import_option_no_update BEFORE UPDATE ON import_option BEGIN SELECT raise(ABORT, 'import_option only grows'); END;
CREATE TRIGGER import_option_no_delete BEFORE DELETE ON import_option BEGIN SELECT raise(ABORT, 'import_option only grows'); END;
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT raise(ABORT, 'entry only grows'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'entry only grows'); END;
CREATE TRIGGER accepted_no_update BEFORE UPDATE ON accepted BEGIN SELECT raise(ABORT, 'accepted only grows'); END;
CREATE TRIGGER accepted_no_delete BEFORE DELETE ON accepted BEGIN SELECT raise(ABORT, 'accepted only grows'); END;
CREATE TRIGGER entry_text_no_update BEFORE UPDATE ON entry_text BEGIN SELECT raise(ABORT, 'entry_text only grows'); END;
CREATE TRIGGER entry_text_no_delete BEFORE DELETE ON entry_text BEGIN SELECT raise(ABORT, 'entry_text only grows'); END;
CREATE TRIGGER later_entry_no_update BEFORE UPDATE ON later_entry BEGIN SELECT raise(ABORT, 'later_entry only grows'); END;
CREATE TRIGGER later_entry_no_delete BEFORE DELETE ON later_entry BEGIN SELECT raise(ABORT, 'later_entry only grows'); END;
CREATE TRIGGER later_text_no_update BEFORE UPDATE ON later_text BEGIN SELECT raise(ABORT, 'later_text only grows'); END;
CREATE TRIGGER later_text_no_delete BEFORE DELETE ON later_text BEGIN SELECT raise(ABORT, 'later_text only grows'); END;
CREATE TRIGGER withdrawal_no_update BEFORE UPDATE ON withdrawal BEGIN SELECT raise(ABORT, 'withdrawal only grows'); END;
CREATE TRIGGER withdrawal_no_delete BEFORE DELETE ON withdrawal BEGIN SELECT raise(ABORT, 'withdrawal only grows'); END;
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
CREATE TRIGGER points_no_update BEFORE UPDATE ON points BEGIN SELECT raise(ABORT, 'points only grows'); END;
CREATE TRIGGER points_no_delete BEFORE DELETE ON points BEGIN SELECT raise(ABORT, 'points only grows'); END;
CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence BEGIN SELECT raise(ABORT, 'evidence only grows'); END;
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence BEGIN SELECT raise(ABORT, 'evidence only grows'); END;
CREATE TRIGGER movement_no_update BEFORE UPDATE ON movement BEGIN SELECT raise(ABORT, 'movement only grows'); END;
CREATE TRIGGER movement_no_delete BEFORE DELETE ON movement BEGIN SELECT raise(ABORT, 'movement only grows'); END;
CREATE TRIGGER finding_no_update BEFORE UPDATE ON finding BEGIN SELECT raise(ABORT, 'finding only grows'); END;
CREATE TRIGGER finding_no_delete BEFORE DELETE ON finding BEGIN SELECT raise(ABORT, 'finding only grows'); END;
CREATE TRIGGER outcome_no_update BEFORE UPDATE ON outcome BEGIN SELECT raise(ABORT, 'outcome only grows'); END;
CREATE TRIGGER outcome_no_delete BEFORE DELETE ON outcome BEGIN SELECT raise(ABORT, 'outcome only grows'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'audit only grows'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'audit only grows'); END;
CREATE TRIGGER audit_draw_no_update BEFORE UPDATE ON audit_draw BEGIN SELECT raise(ABORT, 'audit_draw only grows'); END;
CREATE TRIGGER audit_draw_no_delete BEFORE DELETE ON audit_draw BEGIN SELECT raise(ABORT, 'audit_draw only grows'); END;
CREATE TRIGGER audit_drawn_no_update BEFORE UPDATE ON audit_drawn BEGIN SELECT raise(ABORT, 'audit_drawn only grows'); END;
CREATE TRIGGER audit_drawn_no_delete BEFORE DELETE ON audit_drawn BEGIN SELECT raise(ABORT, 'audit_drawn only grows'); END;
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT raise(ABORT, 'audit_entry only grows'); END;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry BEGIN SELECT raise(ABORT, 'audit_entry only grows'); END;
CREATE TRIGGER signature_no_update BEFORE UPDATE ON signature BEGIN SELECT raise(ABORT, 'signature only grows'); END;
CREATE TRIGGER signature_no_delete BEFORE DELETE ON signature BEGIN SELECT raise(ABORT, 'signature only grows'); END;
CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'the log only grows'); END;
CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'the log only grows'); END;
CREATE TRIGGER head_no_delete BEFORE DELETE ON head BEGIN SELECT raise(ABORT, 'the head stays'); END;

-- -------------------------------------------------------------------- views

-- What was not withdrawn; the first condition, that nothing of its run was, is the usual one and the fast one.
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

CREATE VIEW points_now AS
SELECT * FROM points WHERE run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0);

-- A document that is brought again with another day or file, or under its number and day with another title or note, takes
-- the place of the one before.
CREATE VIEW evidence_now AS
SELECT * FROM evidence e WHERE run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM evidence l WHERE l.unit = e.unit AND l.criterion = e.criterion AND l.run > e.run
                      AND l.number IS e.number AND l.symbol IS e.symbol
                      AND (l.title IS e.title AND l.note IS e.note OR l.number IS NOT NULL AND l.date IS e.date)
                      AND l.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0));

-- Each ballot's custody state: its last event, else keyed, else issued.
CREATE VIEW custody AS
SELECT b.serial, b.ballot_type, b."group", b.office,
       coalesce((SELECT e.state FROM event_now e WHERE e.serial = b.serial ORDER BY e.number DESC LIMIT 1),
                CASE WHEN EXISTS (SELECT 1 FROM entry_now n WHERE n.serial = b.serial) THEN 'keyed' ELSE 'issued' END) AS state
  FROM ballot b;

-- A unit's state per criterion that is appraised: its points at each step, what counts (the second
-- appraisal, else the first, else a figure from outside), by how much that differs from the self
-- score and why, its documents, and whether a self score has neither document nor note.
CREATE VIEW appraisal AS
WITH RECURSIVE above AS (      -- a leaf with itself and all that stands above it
    SELECT block, code AS leaf, code, parent FROM criteria WHERE method IN ('TD', 'KTXH', 'THUONG_TRU')
    UNION ALL
    SELECT a.block, a.leaf, c.code, c.parent
      FROM above a JOIN criteria c ON c.block = a.block AND c.code = a.parent),
newest AS (
    SELECT unit, criterion, stage, points, percent, reason FROM points_now p
     WHERE "group" = '' AND run = (SELECT max(q.run) FROM points_now q WHERE q.unit = p.unit
       AND q.criterion = p.criterion AND q."group" = '' AND q.stage = p.stage)),
step AS (
    SELECT u.code AS unit, c.code AS criterion, c.position, c.method, c.max_points AS max, c.appraiser,
           max(CASE n.stage WHEN 'self' THEN coalesce(n.points + 0.0, n.percent * c.max_points / 100.0) END) AS self,
           max(CASE n.stage WHEN 'check' THEN coalesce(n.points + 0.0, n.percent * c.max_points / 100.0) END) AS "check",
           max(CASE n.stage WHEN 'first' THEN coalesce(n.points + 0.0, n.percent * c.max_points / 100.0) END) AS first,
           max(CASE n.stage WHEN 'explanation' THEN n.reason END) AS explanation,
           max(CASE n.stage WHEN 'second' THEN coalesce(n.points + 0.0, n.percent * c.max_points / 100.0) END) AS second,
           max(CASE n.stage WHEN 'outside' THEN coalesce(n.points + 0.0, n.percent * c.max_points / 100.0) END) AS outside,
           max(CASE n.stage WHEN 'first' THEN n.reason END) AS first_reason,
           max(CASE n.stage WHEN 'second' THEN n.reason END) AS second_reason
      FROM units u JOIN criteria c ON c.block IN ('*', u.block) AND c.method IN ('TD', 'KTXH', 'THUONG_TRU')
      LEFT JOIN newest n ON n.unit = u.code AND n.criterion = c.code
     WHERE NOT EXISTS (SELECT 1 FROM above a JOIN not_applicable x ON x.criterion = a.code
                        WHERE a.block = c.block AND a.leaf = c.code AND x.block IN ('*', u.block)
                          AND x.unit IN ('*', u.code) AND x."group" = '*')
     GROUP BY u.code, c.block, c.code),
proof AS (
    SELECT unit, criterion, sum(title IS NOT NULL) AS documents, count(*) AS n FROM evidence_now GROUP BY unit, criterion)
SELECT s.unit, s.criterion, s.method, s.max, s.appraiser, s.self, s."check", s.first, s.explanation, s.second,
       coalesce(s.second, s.first, s.outside) AS counts,
       CASE WHEN s.second IS NOT NULL THEN 'second' WHEN s.first IS NOT NULL THEN 'first'
            WHEN s.outside IS NOT NULL THEN 'outside' END AS stage,
       round(coalesce(s.second, s.first, s.outside) - s.self, 9) AS difference,
       CASE WHEN s.second IS NOT NULL THEN coalesce(s.second_reason, s.first_reason) ELSE s.first_reason END AS reason,
       coalesce(p.documents, 0) AS documents, s.self > 0 AND p.n IS NULL AS missing, s.position
  FROM step s LEFT JOIN proof p ON p.unit = s.unit AND p.criterion = s.criterion;

-- Every stored answer, one row per cell that was asked.
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
