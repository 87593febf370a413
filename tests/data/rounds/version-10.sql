PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE round (
    position INTEGER PRIMARY KEY,
    key      TEXT NOT NULL UNIQUE,
    value    TEXT,
    basis    TEXT
) STRICT;
INSERT INTO round VALUES(1,'code','TINY','Made up for the tests');
INSERT INTO round VALUES(2,'title','Đợt thử hai đơn vị','Made up for the tests');
INSERT INTO round VALUES(3,'year','2024',NULL);
CREATE TABLE blocks (
    position INTEGER PRIMARY KEY,
    code     TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    ranked   INTEGER NOT NULL CHECK (ranked IN (0, 1))
) STRICT;
INSERT INTO blocks VALUES(1,'B','Khối thử',1);
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
INSERT INTO units VALUES(1,'U1','Sở Một','B',NULL,1,1,NULL);
INSERT INTO units VALUES(2,'U2','Sở Hai','B',NULL,1,2,NULL);
CREATE TABLE offices (
    position INTEGER PRIMARY KEY,
    code     TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    phone    TEXT
) STRICT;
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
INSERT INTO "groups" VALUES(1,'LD','Lãnh đạo','ballot','census',NULL,'persons','group',NULL,'proportional',NULL,NULL,NULL,'0%',NULL,'single');
INSERT INTO "groups" VALUES(2,'DAN','Người dân','ballot','stratified','4','persons','group','loai','equal',NULL,NULL,NULL,'50%','80%','single');
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
CREATE TABLE scales (
    position INTEGER PRIMARY KEY,
    scale    TEXT NOT NULL,
    option   TEXT NOT NULL,
    label    TEXT NOT NULL,
    percent  TEXT,
    UNIQUE (scale, option)
) STRICT;
INSERT INTO scales VALUES(1,'M4','A','Tốt','100');
INSERT INTO scales VALUES(2,'M4','B','Khá','60');
INSERT INTO scales VALUES(3,'M4','C','Trung bình','20');
INSERT INTO scales VALUES(4,'M4','D','Kém','0');
INSERT INTO scales VALUES(5,'M4','E','Không có ý kiến',NULL);
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
INSERT INTO criteria VALUES(1,'B','1','Chỉ đạo',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO criteria VALUES(2,'B','1.1','Kế hoạch','1','40',NULL,NULL,'0.5','TD','Sở Nội vụ',NULL,'Made up');
INSERT INTO criteria VALUES(3,'B','1.2','Điều hành','1','30',NULL,NULL,NULL,'DTXHH',NULL,NULL,NULL);
INSERT INTO criteria VALUES(4,'B','2','Kết quả',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO criteria VALUES(5,'B','2.1','Hài lòng','2','20',NULL,NULL,NULL,'DTXHH',NULL,NULL,NULL);
INSERT INTO criteria VALUES(6,'B','2.2','Thu ngân sách','2','10',NULL,NULL,NULL,'KTXH',NULL,NULL,NULL);
CREATE TABLE not_applicable (
    position  INTEGER PRIMARY KEY,
    block     TEXT NOT NULL,
    unit      TEXT NOT NULL,
    criterion TEXT NOT NULL,
    "group"   TEXT NOT NULL,
    basis     TEXT,
    UNIQUE (block, unit, criterion, "group")
) STRICT;
CREATE TABLE ballot_types (
    position INTEGER PRIMARY KEY,
    code     TEXT NOT NULL UNIQUE,
    title    TEXT NOT NULL,
    groups   TEXT NOT NULL,
    block    TEXT NOT NULL,
    units    TEXT NOT NULL CHECK (units IN ('all', 'own', 'listed')),
    own_unit TEXT NOT NULL CHECK (own_unit IN ('skip', 'allow'))
) STRICT;
INSERT INTO ballot_types VALUES(1,'P1','Phiếu thử','LD;DAN','B','all','skip');
CREATE TABLE rates (
    position    INTEGER PRIMARY KEY,
    ballot_type TEXT NOT NULL REFERENCES ballot_types (code) DEFERRABLE INITIALLY DEFERRED,
    rater       TEXT NOT NULL,
    unit        TEXT NOT NULL REFERENCES units (code) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (ballot_type, rater, unit)
) STRICT;
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
INSERT INTO questions VALUES(1,'P1','Q1','Điều hành thế nào?','unit','option',NULL,'1.2',NULL,'M4',0);
INSERT INTO questions VALUES(2,'P1','Q2','Hài lòng thế nào?','unit','option',NULL,'2.1','2','M4',0);
INSERT INTO questions VALUES(3,'P1','Q3','Thái độ thế nào?','unit','option',NULL,'2.1','1','M4',0);
CREATE TABLE group_weights (
    position  INTEGER PRIMARY KEY,
    block     TEXT NOT NULL,
    criterion TEXT NOT NULL,
    "group"   TEXT NOT NULL REFERENCES groups (code) DEFERRABLE INITIALLY DEFERRED,
    weight    TEXT NOT NULL,
    basis     TEXT,
    UNIQUE (block, criterion, "group")
) STRICT;
INSERT INTO group_weights VALUES(1,'*','*','LD','0.4','Made up');
INSERT INTO group_weights VALUES(2,'*','*','DAN','0.6','Made up');
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
INSERT INTO classes VALUES(1,'B','Tốt','80','percent',NULL,NULL);
INSERT INTO classes VALUES(2,'B','Khá','70','percent',NULL,NULL);
INSERT INTO classes VALUES(3,'B','Yếu','0','percent',NULL,NULL);
CREATE TABLE margins (
    position INTEGER PRIMARY KEY,
    "group"  TEXT NOT NULL REFERENCES groups (code) DEFERRABLE INITIALLY DEFERRED,
    variable TEXT NOT NULL,
    category TEXT NOT NULL,
    total    TEXT NOT NULL,
    UNIQUE ("group", variable, category)
) STRICT;
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
CREATE TABLE frame_columns (
    name TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO frame_columns VALUES('loai');
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
INSERT INTO frame VALUES('DAN','X1',NULL,NULL,'BC1',NULL,'{"loai":"X"}');
INSERT INTO frame VALUES('DAN','X2',NULL,NULL,'BC1',NULL,'{"loai":"X"}');
INSERT INTO frame VALUES('DAN','X3',NULL,NULL,'BC2',NULL,'{"loai":"X"}');
INSERT INTO frame VALUES('DAN','X4',NULL,NULL,'BC2',NULL,'{"loai":"X"}');
INSERT INTO frame VALUES('DAN','X5',NULL,NULL,'BC2',NULL,'{"loai":"X"}');
INSERT INTO frame VALUES('DAN','X6',NULL,NULL,'BC2',NULL,'{"loai":"X"}');
INSERT INTO frame VALUES('DAN','Y1',NULL,NULL,'BC1',NULL,'{"loai":"Y"}');
INSERT INTO frame VALUES('DAN','Y2',NULL,NULL,'BC2',NULL,'{"loai":"Y"}');
INSERT INTO frame VALUES('LD','L1',NULL,NULL,'BC1',NULL,NULL);
INSERT INTO frame VALUES('LD','L2',NULL,NULL,'BC1',NULL,NULL);
INSERT INTO frame VALUES('LD','L3',NULL,NULL,'BC2',NULL,NULL);
CREATE TABLE linkage (
    "group" TEXT NOT NULL,
    id      TEXT NOT NULL,
    key     TEXT NOT NULL CHECK (length(key) = 32),
    PRIMARY KEY ("group", id)
) STRICT, WITHOUT ROWID;
CREATE TABLE freeze (
    run       INTEGER PRIMARY KEY,
    sha256    TEXT NOT NULL,
    seed_from TEXT NOT NULL,
    members   INTEGER NOT NULL,
    ticket_start REAL NOT NULL
) STRICT;
INSERT INTO freeze VALUES(3,'52d3576975eb3cc701fefc037b2d3c92e284f89109fe8df0915c93223307ab28','xổ số ngày 6/12',11,0.0);
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
INSERT INTO frozen VALUES('DAN','X1',NULL,NULL,'BC1',NULL,'{"loai":"X"}');
INSERT INTO frozen VALUES('DAN','X2',NULL,NULL,'BC1',NULL,'{"loai":"X"}');
INSERT INTO frozen VALUES('DAN','X3',NULL,NULL,'BC2',NULL,'{"loai":"X"}');
INSERT INTO frozen VALUES('DAN','X4',NULL,NULL,'BC2',NULL,'{"loai":"X"}');
INSERT INTO frozen VALUES('DAN','X5',NULL,NULL,'BC2',NULL,'{"loai":"X"}');
INSERT INTO frozen VALUES('DAN','X6',NULL,NULL,'BC2',NULL,'{"loai":"X"}');
INSERT INTO frozen VALUES('DAN','Y1',NULL,NULL,'BC1',NULL,'{"loai":"Y"}');
INSERT INTO frozen VALUES('DAN','Y2',NULL,NULL,'BC2',NULL,'{"loai":"Y"}');
INSERT INTO frozen VALUES('LD','L1',NULL,NULL,'BC1',NULL,NULL);
INSERT INTO frozen VALUES('LD','L2',NULL,NULL,'BC1',NULL,NULL);
INSERT INTO frozen VALUES('LD','L3',NULL,NULL,'BC2',NULL,NULL);
CREATE TABLE draw (
    run       INTEGER PRIMARY KEY,
    freeze    INTEGER NOT NULL REFERENCES freeze (run),
    seed      TEXT NOT NULL,
    algorithm TEXT NOT NULL
) STRICT;
INSERT INTO draw VALUES(4,3,'48 15 92','consistent sampler (Rivest 2018), first ticket of GROUP/ID');
CREATE TABLE strata (
    "group"    TEXT NOT NULL,
    stratum    TEXT NOT NULL,
    population INTEGER NOT NULL,
    drawn      INTEGER NOT NULL,
    reserves   INTEGER NOT NULL,
    PRIMARY KEY ("group", stratum)
) STRICT, WITHOUT ROWID;
INSERT INTO strata VALUES('DAN','X',6,2,1);
INSERT INTO strata VALUES('DAN','Y',2,2,0);
INSERT INTO strata VALUES('LD','',3,3,0);
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
INSERT INTO sample VALUES('DAN','X2','X','selected',1,'0.11954836582705000655444130928268661420407685027578358230898127941873907701777',0.33333333333333331482,3.0);
INSERT INTO sample VALUES('DAN','X3','X','reserve',1,'0.5246964593639215453583765709608169315795146281628869323873829322258982506496',0.33333333333333331482,3.0);
INSERT INTO sample VALUES('DAN','X6','X','selected',2,'0.28644100063534277627128935637899092750585263517464889240319090401112378888596',0.33333333333333331482,3.0);
INSERT INTO sample VALUES('DAN','Y1','Y','selected',2,'0.69991469684053844786911779127211042534033358390940342639909914520979773539854',1.0,1.0);
INSERT INTO sample VALUES('DAN','Y2','Y','selected',1,'0.10982156204761328415351891729439829698703480858794602664565913561338169633033',1.0,1.0);
INSERT INTO sample VALUES('LD','L1','','selected',1,'0.32636467390998680332179916396876309261996634561159924831310404452022526992771',1.0,1.0);
INSERT INTO sample VALUES('LD','L2','','selected',3,'0.61914293363070879161151738508576867194394202751013322244889484095059000873262',1.0,1.0);
INSERT INTO sample VALUES('LD','L3','','selected',2,'0.4098430251993548646309926175941460200122403204976121989872285631878201757159',1.0,1.0);
CREATE TABLE release (
    "group"     TEXT NOT NULL,
    id          TEXT NOT NULL,
    replaces    TEXT NOT NULL,   -- the id of the member replaced, same group
    disposition TEXT NOT NULL CHECK (disposition IN ('refused', 'absent', 'moved', 'ineligible')),
    run         INTEGER NOT NULL,
    PRIMARY KEY ("group", id),
    UNIQUE ("group", replaces)
) STRICT, WITHOUT ROWID;
CREATE TABLE unit_list (
    list     INTEGER NOT NULL,
    position INTEGER NOT NULL,   -- from 0
    unit     TEXT NOT NULL,
    run      INTEGER NOT NULL,
    PRIMARY KEY (list, position)
) STRICT, WITHOUT ROWID;
INSERT INTO unit_list VALUES(1,0,'U1',5);
INSERT INTO unit_list VALUES(1,1,'U2',5);
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
INSERT INTO ballot VALUES(16941444694,'P1','LD','L3','',1,'BC2',NULL,5);
INSERT INTO ballot VALUES(50527365379,'P1','DAN','Y2','Y',1,'BC2',NULL,5);
INSERT INTO ballot VALUES(50677274417,'P1','DAN','Y1','Y',1,'BC1',NULL,5);
INSERT INTO ballot VALUES(53330395428,'P1','DAN','X6','X',1,'BC2',NULL,5);
INSERT INTO ballot VALUES(57629837202,'P1','LD','L2','',1,'BC1',NULL,5);
INSERT INTO ballot VALUES(67058837535,'P1','LD','L1','',1,'BC1',NULL,5);
INSERT INTO ballot VALUES(86701056041,'P1','DAN','X2','X',1,'BC1',NULL,5);
CREATE TABLE event (
    serial INTEGER NOT NULL,
    number INTEGER NOT NULL,     -- 1, 2, … for each ballot
    state  TEXT NOT NULL CHECK (state IN ('printed', 'returned', 'verified', 'archived', 'void',
                                          'refused', 'absent', 'moved', 'ineligible')),
    reason TEXT,
    run    INTEGER NOT NULL,
    PRIMARY KEY (serial, number)
) STRICT, WITHOUT ROWID;
INSERT INTO event VALUES(50527365379,1,'refused',NULL,6);
CREATE TABLE source (
    source INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL CHECK (kind IN ('ballots', 'points')),
    file   TEXT NOT NULL,        -- its name without the folder
    sha256 TEXT NOT NULL,
    rows   INTEGER NOT NULL,
    note   TEXT,                 -- e.g. that the data are simulated
    run    INTEGER NOT NULL
) STRICT;
INSERT INTO source VALUES(1,'ballots','keyed.csv','f8eea3d6144b4207f89265c4aa333434d9363bba015b70e917281b1bfae6e1b1',7,NULL,6);
INSERT INTO source VALUES(2,'points','points.csv','81050f566ede9ef633037c9fdfa9036117f327a4916503f20f8e43dac7e66989',7,NULL,7);
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
INSERT INTO entry VALUES(16941444694,1,'paper','hoa',1,2,X'020205040201',6);
INSERT INTO entry VALUES(50677274417,1,'paper','hoa',1,4,X'030102010003',6);
INSERT INTO entry VALUES(53330395428,1,'paper','hoa',1,5,X'010201020105',6);
INSERT INTO entry VALUES(57629837202,1,'paper','hoa',1,6,X'020103030201',6);
INSERT INTO entry VALUES(67058837535,1,'paper','hoa',1,7,X'010102020201',6);
INSERT INTO entry VALUES(86701056041,1,'paper','hoa',1,8,X'010201020105',6);
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
INSERT INTO later_entry VALUES(50677274417,1,10,'paper','mai',1,4,X'010102010003');
CREATE TABLE later_text (
    serial INTEGER NOT NULL,
    pass   INTEGER NOT NULL,
    run    INTEGER NOT NULL,
    cell   INTEGER NOT NULL,     -- from 0
    value  TEXT NOT NULL,
    PRIMARY KEY (serial, pass, run, cell)
) STRICT, WITHOUT ROWID;
CREATE TABLE withdrawal (
    serial    INTEGER NOT NULL,
    pass      INTEGER NOT NULL,  -- of the entry, else 0
    event     INTEGER NOT NULL,  -- number of the event, else 0
    withdraws INTEGER NOT NULL,  -- the run that had added it
    run       INTEGER NOT NULL,
    reason    TEXT NOT NULL,
    PRIMARY KEY (serial, pass, event, withdraws, run)
) STRICT, WITHOUT ROWID;
INSERT INTO withdrawal VALUES(50677274417,1,0,6,10,'đọc nhầm ''4''');
INSERT INTO withdrawal VALUES(57629837202,1,0,6,11,'phiếu của người khác');
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
INSERT INTO points VALUES('U1','1.1','','first','35',NULL,NULL,NULL,'Sở Nội vụ','2025-01-20','Nộp chậm',2,3,7);
INSERT INTO points VALUES('U1','1.1','','second','36',NULL,NULL,NULL,'Sở Nội vụ','2025-02-01','Có thêm tài liệu kiểm chứng',2,4,7);
INSERT INTO points VALUES('U1','1.1','','self','40',NULL,NULL,NULL,'Sở Một','2025-01-10',NULL,2,2,7);
INSERT INTO points VALUES('U1','2.2','','outside','8',NULL,NULL,NULL,'Cục Thống kê','2025-01-30',NULL,2,7,7);
INSERT INTO points VALUES('U2','1.1','','first','38',NULL,NULL,NULL,'Sở Nội vụ','2025-01-20','Thiếu một văn bản',2,6,7);
INSERT INTO points VALUES('U2','1.1','','self','40',NULL,NULL,NULL,'Sở Hai','2025-01-10',NULL,2,5,7);
INSERT INTO points VALUES('U2','2.2','','outside','9.5',NULL,NULL,NULL,'Cục Thống kê','2025-01-30',NULL,2,8,7);
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
INSERT INTO response VALUES('P1','DAN','X',6,2,0,0,2,2,2,3.0,1.0);
INSERT INTO response VALUES('P1','DAN','Y',2,2,0,0,2,1,1,1.0,2.0);
INSERT INTO response VALUES('P1','LD','',3,3,0,0,3,2,2,1.0,1.5);
CREATE TABLE weight (
    serial INTEGER PRIMARY KEY,
    base   REAL NOT NULL,
    final  REAL NOT NULL
) STRICT;
INSERT INTO weight VALUES(16941444694,1.0,1.5);
INSERT INTO weight VALUES(50677274417,1.0,2.0);
INSERT INTO weight VALUES(53330395428,3.0,3.0);
INSERT INTO weight VALUES(67058837535,1.0,1.5);
INSERT INTO weight VALUES(86701056041,3.0,3.0);
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
INSERT INTO weight_step VALUES(1,'base','',7,11.0,1.0,3.0,0.5749595745760690546,1.330578512396694224,5.2608695652173915746,NULL,NULL,NULL);
INSERT INTO weight_step VALUES(1,'base','DAN',4,8.0,1.0,3.0,0.5,1.25,3.2000000000000001776,NULL,NULL,NULL);
INSERT INTO weight_step VALUES(1,'base','LD',3,3.0,1.0,1.0,0.0,1.0,3.0,NULL,NULL,NULL);
INSERT INTO weight_step VALUES(2,'nonresponse','',5,11.0,1.5,3.0,0.30828772650569397084,1.0950413223140496032,4.5660377358490569221,NULL,NULL,NULL);
INSERT INTO weight_step VALUES(2,'nonresponse','DAN',3,8.0,2.0,3.0,0.17677669529663689318,1.03125,2.9090909090909091716,NULL,NULL,NULL);
INSERT INTO weight_step VALUES(2,'nonresponse','LD',2,3.0,1.5,1.5,0.0,1.0,2.0,NULL,NULL,NULL);
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
INSERT INTO score_group VALUES('U1','1.2','DAN',3,3,100000000000,'0.6',600000000,NULL,0.0,NULL);
INSERT INTO score_group VALUES('U1','1.2','LD',2,2,80000000000,'0.4',400000000,NULL,11.547005383792516397,NULL);
INSERT INTO score_group VALUES('U1','2.1','DAN',3,6,76666666667,'0.6',600000000,NULL,1.7677669529663688763,NULL);
INSERT INTO score_group VALUES('U1','2.1','LD',2,3,73333333333,'0.4',400000000,NULL,10.423146132940955155,NULL);
INSERT INTO score_group VALUES('U2','1.2','DAN',3,3,70000000000,'0.6',600000000,NULL,5.3033008588991066289,NULL);
INSERT INTO score_group VALUES('U2','1.2','LD',2,2,30000000000,'0.4',400000000,NULL,17.320508075688774596,NULL);
INSERT INTO score_group VALUES('U2','2.1','DAN',3,3,73333333333,'0.6',600000000,NULL,0.0,NULL);
INSERT INTO score_group VALUES('U2','2.1','LD',2,4,73333333333,'0.4',400000000,NULL,0.0,NULL);
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
INSERT INTO score_node VALUES('U1','1',1,'',1,70000000000,63600000000,90857142857,NULL,NULL,1.3856406460551018433,52.930911391637650354,65.979349910370899577,NULL);
INSERT INTO score_node VALUES('U1','1.1',2,'TD',1,40000000000,36000000000,90000000000,NULL,'second',NULL,NULL,NULL,'none');
INSERT INTO score_node VALUES('U1','1.2',2,'DTXHH',1,30000000000,27600000000,92000000000,27600000000,'survey',1.3856406460551018433,16.930911391637653906,29.979349910370892474,NULL);
INSERT INTO score_node VALUES('U1','2',1,'',1,30000000000,23066666667,76888888890,NULL,NULL,0.86041190250676391482,16.705071531665698358,26.909131456896627555,NULL);
INSERT INTO score_node VALUES('U1','2.1',2,'DTXHH',1,20000000000,15066666667,75333333335,15200000000,'survey',0.86041190250676391482,8.7050715316656983588,18.909131456896627554,NULL);
INSERT INTO score_node VALUES('U1','2.2',2,'KTXH',1,10000000000,8000000000,80000000000,NULL,'outside',NULL,NULL,NULL,'none');
INSERT INTO score_node VALUES('U2','1',1,'',1,70000000000,54200000000,77428571429,NULL,NULL,2.2871926022965358704,45.468336623091985871,62.361692000618454299,NULL);
INSERT INTO score_node VALUES('U2','1.1',2,'TD',1,40000000000,38000000000,95000000000,NULL,'first',NULL,NULL,NULL,'none');
INSERT INTO score_node VALUES('U2','1.2',2,'DTXHH',1,30000000000,16200000000,54000000000,16800000000,'survey',2.2871926022965358704,7.4683366230919894235,24.361692000618454302,NULL);
INSERT INTO score_node VALUES('U2','2',1,'',1,30000000000,24166666667,80555555557,NULL,NULL,0.0,16.213601486313017119,28.737061165899888237,NULL);
INSERT INTO score_node VALUES('U2','2.1',2,'DTXHH',1,20000000000,14666666667,73333333335,14666666667,'survey',0.0,6.7136014863130171193,19.237061165899888237,NULL);
INSERT INTO score_node VALUES('U2','2.2',2,'KTXH',1,10000000000,9500000000,95000000000,NULL,'outside',NULL,NULL,NULL,'none');
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
INSERT INTO score VALUES('U1','B',100000000000,36000000000,42666666667,0,8000000000,0,86666666667,86666666667,86670000000,1,'Tốt',2.1980827785219028136,67.659575845538356018,70.02892505831087533,93.378088596420511183,2,1,1,2,'Khá','Tốt',NULL);
INSERT INTO score VALUES('U2','B',100000000000,38000000000,30866666667,0,9500000000,0,78366666667,78366666667,78370000000,2,'Khá',2.2871926022965358704,130.82080157819382293,62.638026057175196113,91.112768127429660577,2,1,1,2,'Yếu','Tốt',NULL);
CREATE TABLE log (
    number INTEGER PRIMARY KEY,
    time   TEXT NOT NULL,
    who    TEXT NOT NULL,
    verb   TEXT NOT NULL,
    reason TEXT,
    detail TEXT,
    wrote  TEXT NOT NULL,
    reads  TEXT NOT NULL,
    hash   TEXT NOT NULL
) STRICT;
INSERT INTO log VALUES(1,'2026-11-30T14:09:55Z','minh','new',NULL,'TINY: Đợt thử hai đơn vị',replace('ballot_types 1 8e55f68059e1f3aa3fc40752ad5e9f018b6f835ffced0ac5c837de647de71f2f\nblocks 1 d764a2107ef3cb8c92de879f96834d8f24c1854c3fa8caea1fc4a8d1b57db139\nclasses 3 435bcfea5b6d85cd43308303478b844ab7f1edd73092b8501a82b4f10e17256c\ncriteria 6 31d1025c6f178334a251a43ec802e8d063940fbd699873a353c8aeb8d3b77cc6\ngroup_weights 2 41f60dac55c2fcb7d8118f04fca52fc75b957a9917f957e0dc5ec64dd15201e6\ngroups 2 9bb3f22860ecd3dfcbd1cd4ac35c95c235e2cfeddc96870b873835c150b2bf46\nmargins 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nnot_applicable 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\noffices 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nquestions 3 fc64c7eaa80f70a9cec16d1829263479282fd94a90b339ff3c51f7354baad6f0\nrates 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nround 3 b3bcd18a99bcbc781ae887d2d6b0933ec029fd8c6c252a85accb409cde421902\nscales 5 8bae8e0c64a36695f8cc1c3ad42ee867ed1eab2ccd290618e5e68514f92ae9f5\nstages 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\ntasks 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nunits 2 d7623ca2db9fc39dbbdb5c6ffc9b674edee9017df041ce607462fe5a4b070fba','\n',char(10)),'','59c563b86d72463ffd4a0f2503adb8dbd1c17a962b0329fb578e5939c1539974');
INSERT INTO log VALUES(2,'2026-11-30T14:09:55Z','minh','frame import',NULL,'11 members',replace('frame 11 211a80621b77e7169e16fc262221756c2a58e02392d446904898cbcdd2536a22\nframe_columns 1 4826a7919846215c2a2120034f6010ee4290ef5df009a9dc024ae709e5a09d15\nlinkage 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855','\n',char(10)),'','3c8db58c3e78f1ce8cb519c8b4415b0f5574e49cc506012744680fb0714e11a2');
INSERT INTO log VALUES(3,'2026-11-30T14:09:55Z','minh','frame freeze',NULL,'sha256 52d3576975eb3cc701fefc037b2d3c92e284f89109fe8df0915c93223307ab28; 11 members; seed from: xổ số ngày 6/12',replace('freeze 1 5c47bf29098052182a4cccee64fce7c9d28b3e9fc487e8894286304d851e89c4\nfrozen 11 211a80621b77e7169e16fc262221756c2a58e02392d446904898cbcdd2536a22','\n',char(10)),replace('frame 211a80621b77e7169e16fc262221756c2a58e02392d446904898cbcdd2536a22\nframe_columns 4826a7919846215c2a2120034f6010ee4290ef5df009a9dc024ae709e5a09d15\ngroups 9bb3f22860ecd3dfcbd1cd4ac35c95c235e2cfeddc96870b873835c150b2bf46\nstages e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855','\n',char(10)),'ed381cd1dc64c0c527d7e16db79b7cc69cd851813dd1abf0068f2019c0aa12d7');
INSERT INTO log VALUES(4,'2026-11-30T14:09:55Z','minh','draw',NULL,'seed: 48 15 92; from: xổ số ngày 6/12',replace('draw 1 95b4b98eb49819212962b48c3391ae9720068313001b748cab4a13204df8aeb3\nsample 8 4a6110cf4a95d5c666c05dfc3d7ac59635585831cdb0a5c5877f8bcf6773bb83\nstrata 3 bcf6d369c1c6636d555f8d932b6efba456bd8d5566e07cc001c0f2e91ac36b36','\n',char(10)),replace('frame 211a80621b77e7169e16fc262221756c2a58e02392d446904898cbcdd2536a22\nframe_columns 4826a7919846215c2a2120034f6010ee4290ef5df009a9dc024ae709e5a09d15\nfreeze dbd164d6a62007ba065253a07c5203365b0789a48f2440ad9d401c180017864a\ngroups 9bb3f22860ecd3dfcbd1cd4ac35c95c235e2cfeddc96870b873835c150b2bf46\nstages e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855','\n',char(10)),'091f1e55b3a0e9fb6ef51ded034e9691214edf1e9fa46d485d2b0be97fd49bb6');
INSERT INTO log VALUES(5,'2026-11-30T14:09:55Z','minh','issue',NULL,'7 ballots; serials from a given seed: a rehearsal',replace('ballot 7 8929b8eb2718a590378878f1949de96bff86aebec5ec696815e7c9114fe1d9e1\nunit_list 2 fb4c8adb39aed00ff9b165a2112b29067ab743885f6e5249d9080696fa4bfbbb','\n',char(10)),'','73fda30cd1ae0538a8a47853a689b67eb78f8d752e2d227343d82b4bd84bd721');
INSERT INTO log VALUES(6,'2026-11-30T14:09:55Z','hoa','import',NULL,'1 files, 7 rows, 6 entries, 1 events',replace('entry 6 7dedd399c6cc7d4db6ab630c010e6534edd9651104d9bd3be9658ef8c17a5647\nevent 1 21609eef52acf353381a786c953c80e3e0f17136ec6e7aa5850e0e52f2b213e8\nsource 1 dd34a3d7667a9b3e4bc9ecbf50ae9abb2df4a70bcac67623d2797f7e1297a57a','\n',char(10)),'','345fb23296a22db91db8cef067ef88d2df3c9c282b1a7a1d2d85ae7645950697');
INSERT INTO log VALUES(7,'2026-11-30T14:09:55Z','lan','points import',NULL,'1 files, 7 rows',replace('points 7 6d8ac0192ac4ddad90da2b84e56374aec447efeb1f02d8d031b6250695dcc319\nsource 1 9ede4685d2306c48ec6fc6c21fe8a48acfdfd24a8200ffe1339d3fe264226cbc','\n',char(10)),'','9c42a57d552c727e57ffbeabbda9daada8e2e52e34255dd5887c58ac3533876b');
INSERT INTO log VALUES(8,'2026-11-30T14:09:55Z','lan','weigh',NULL,'6 valid ballots weighted',replace('recipe 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nresponse 3 3acae39077085151980045e5b686c27f5b335b501ad2a40fc08c435e129f3f56\nweight 6 cd84a459e33a829b0672cbd75598e5a2269f5423a1cce67a29a147297686df14\nweight_step 6 522d2eb617cd8b7c082f8eccb6bfa018234fec4912cd1e4dea650da05f83abd6','\n',char(10)),replace('ballot 9463bc6a8e0ea3517905df449ce39dfbbf6bd3fcbf4cb13c381f89048fa2e745\nballot_types 8e55f68059e1f3aa3fc40752ad5e9f018b6f835ffced0ac5c837de647de71f2f\nentry 0b81cc3edfd043d8e063cd8bdd4d116b3f44a4af8f31650b7374b471fc6e0dcf\nevent 34b7b3db7ce4e5cb3aa15f2edf90481019e4ba60b4f89db1811df6762a334d9d\ngroups 9bb3f22860ecd3dfcbd1cd4ac35c95c235e2cfeddc96870b873835c150b2bf46\nlater_entry 0000000000000000000000000000000000000000000000000000000000000000\nquestions fc64c7eaa80f70a9cec16d1829263479282fd94a90b339ff3c51f7354baad6f0\nrelease 0000000000000000000000000000000000000000000000000000000000000000\nround b3bcd18a99bcbc781ae887d2d6b0933ec029fd8c6c252a85accb409cde421902\nsample 4a6110cf4a95d5c666c05dfc3d7ac59635585831cdb0a5c5877f8bcf6773bb83\nscales 8bae8e0c64a36695f8cc1c3ad42ee867ed1eab2ccd290618e5e68514f92ae9f5\nstrata bcf6d369c1c6636d555f8d932b6efba456bd8d5566e07cc001c0f2e91ac36b36\nunit_list 554b2c0be53ca4cac42cb0ede8d4f093095427fe74a6c9450fc95df2bfea8756\nunits d7623ca2db9fc39dbbdb5c6ffc9b674edee9017df041ce607462fe5a4b070fba\nwithdrawal 0000000000000000000000000000000000000000000000000000000000000000','\n',char(10)),'1409209325d3e412f5f1eff9c6b8ee75f0cde101fc5bed17c2e029cece85ff99');
INSERT INTO log VALUES(9,'2026-11-30T14:09:55Z','lan','score',NULL,'2 units scored',replace('score 2 00eae17ba003697e78eb188fc0826cb3ca52b00a5a5e38b2c46441d242dd7f3e\nscore_group 8 d7ddccc1d9b0edcc721eead12b1e44868af52a02350b75c95ac64e1e78f678b0\nscore_node 12 12b793d86a49249def3624ebcb9914181619b2f7bf44ebc4fb8e6dd0d924daaa','\n',char(10)),replace('ballot 9463bc6a8e0ea3517905df449ce39dfbbf6bd3fcbf4cb13c381f89048fa2e745\nballot_types 8e55f68059e1f3aa3fc40752ad5e9f018b6f835ffced0ac5c837de647de71f2f\nblocks d764a2107ef3cb8c92de879f96834d8f24c1854c3fa8caea1fc4a8d1b57db139\nclasses 435bcfea5b6d85cd43308303478b844ab7f1edd73092b8501a82b4f10e17256c\ncriteria 31d1025c6f178334a251a43ec802e8d063940fbd699873a353c8aeb8d3b77cc6\nentry 0b81cc3edfd043d8e063cd8bdd4d116b3f44a4af8f31650b7374b471fc6e0dcf\nevent 34b7b3db7ce4e5cb3aa15f2edf90481019e4ba60b4f89db1811df6762a334d9d\nframe 211a80621b77e7169e16fc262221756c2a58e02392d446904898cbcdd2536a22\ngroup_weights 41f60dac55c2fcb7d8118f04fca52fc75b957a9917f957e0dc5ec64dd15201e6\ngroups 9bb3f22860ecd3dfcbd1cd4ac35c95c235e2cfeddc96870b873835c150b2bf46\nlater_entry 0000000000000000000000000000000000000000000000000000000000000000\nnot_applicable e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\npoints f34792858c308f93757747d9118403fcda494352bacba946585473dfddc5bf13\nquestions fc64c7eaa80f70a9cec16d1829263479282fd94a90b339ff3c51f7354baad6f0\nrecipe e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nrelease 0000000000000000000000000000000000000000000000000000000000000000\nresponse 3acae39077085151980045e5b686c27f5b335b501ad2a40fc08c435e129f3f56\nround b3bcd18a99bcbc781ae887d2d6b0933ec029fd8c6c252a85accb409cde421902\nsample 4a6110cf4a95d5c666c05dfc3d7ac59635585831cdb0a5c5877f8bcf6773bb83\nscales 8bae8e0c64a36695f8cc1c3ad42ee867ed1eab2ccd290618e5e68514f92ae9f5\nstages e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nunit_list 554b2c0be53ca4cac42cb0ede8d4f093095427fe74a6c9450fc95df2bfea8756\nunits d7623ca2db9fc39dbbdb5c6ffc9b674edee9017df041ce607462fe5a4b070fba\nweight cd84a459e33a829b0672cbd75598e5a2269f5423a1cce67a29a147297686df14\nwithdrawal 0000000000000000000000000000000000000000000000000000000000000000','\n',char(10)),'9226be8da2822cd37ad6b7c78f879b4b2127b23a28a23c7a07fe3570a2c60a4c');
INSERT INTO log VALUES(10,'2026-11-30T14:09:55Z','lan','correct','đọc nhầm ''4''','1 cells corrected; ballot 506-772-744-17: Q1.U1 "C" → "A" (hoa, keyed.csv, line 4)',replace('later_entry 1 cc9d475eeb153a7bde768e884f921d1c9a5901ead2b045b12782af5a9b047a2c\nwithdrawal 1 ea2066fe59e5c12a82f3c131ad7375f10fb0fafe361b43605f9ac370fa189e74','\n',char(10)),'','d74ff1b8924fd9d2bb0bacf97d41c8a0712181e19f38a95a80ad91fa5808bbb8');
INSERT INTO log VALUES(11,'2026-11-30T14:09:55Z','lan','correct','phiếu của người khác','ballot 576-298-372-02: keying 1 (hoa, keyed.csv, line 6) withdrawn','withdrawal 1 551dc886fd85f0a60c300c7e8305ba325a7005838768790078ae82d0039c42a3','','5d58b0312ae3bec012ca21c7e861f07f49e506f9d9716d9b46e403bc6afbd651');
INSERT INTO log VALUES(12,'2026-11-30T14:09:55Z','lan','weigh',NULL,'5 valid ballots weighted',replace('recipe 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nresponse 3 3a79fc493a519741dcc4a8ae50e6ccd427802971e8e35216c98838e7274526a9\nweight 5 44f542a906d21e3ad60cb2de71661c0298708232700d5a16c3f06a20349875ab\nweight_step 6 dc17b6fafaf28d2a9e8f3988b06ee31d5f29c002d6835f019e730b2979866d57','\n',char(10)),replace('ballot 9463bc6a8e0ea3517905df449ce39dfbbf6bd3fcbf4cb13c381f89048fa2e745\nballot_types 8e55f68059e1f3aa3fc40752ad5e9f018b6f835ffced0ac5c837de647de71f2f\nentry 0b81cc3edfd043d8e063cd8bdd4d116b3f44a4af8f31650b7374b471fc6e0dcf\nevent 34b7b3db7ce4e5cb3aa15f2edf90481019e4ba60b4f89db1811df6762a334d9d\ngroups 9bb3f22860ecd3dfcbd1cd4ac35c95c235e2cfeddc96870b873835c150b2bf46\nlater_entry bb28617ec39dc7ac87cbff82e537d6a6f780dd0088b7236ea95068bcca5551a9\nquestions fc64c7eaa80f70a9cec16d1829263479282fd94a90b339ff3c51f7354baad6f0\nrelease 0000000000000000000000000000000000000000000000000000000000000000\nround b3bcd18a99bcbc781ae887d2d6b0933ec029fd8c6c252a85accb409cde421902\nsample 4a6110cf4a95d5c666c05dfc3d7ac59635585831cdb0a5c5877f8bcf6773bb83\nscales 8bae8e0c64a36695f8cc1c3ad42ee867ed1eab2ccd290618e5e68514f92ae9f5\nstrata bcf6d369c1c6636d555f8d932b6efba456bd8d5566e07cc001c0f2e91ac36b36\nunit_list 554b2c0be53ca4cac42cb0ede8d4f093095427fe74a6c9450fc95df2bfea8756\nunits d7623ca2db9fc39dbbdb5c6ffc9b674edee9017df041ce607462fe5a4b070fba\nwithdrawal b60b5d613a66afadadd8058785ffcdb8d0a6e2d9efd4b2f69595473c6ad939af','\n',char(10)),'ea8262b079658808033044919a7a0a46a8f288a8ae493ef6b9c8999c82dd8597');
INSERT INTO log VALUES(13,'2026-11-30T14:09:55Z','lan','score',NULL,'2 units scored',replace('score 2 f9f759f429b7921ed4dd973d66143dfb247dbf3516f25348d2cac61241d37589\nscore_group 8 f54039b6cdf6cc778b432c2464befbab9cd9488a7fb47e069808d9854814f56c\nscore_node 12 41a2ca7cc8a6855b4b6bdc7bb42640514c1704c1856e69b5b1305df734dd0058','\n',char(10)),replace('ballot 9463bc6a8e0ea3517905df449ce39dfbbf6bd3fcbf4cb13c381f89048fa2e745\nballot_types 8e55f68059e1f3aa3fc40752ad5e9f018b6f835ffced0ac5c837de647de71f2f\nblocks d764a2107ef3cb8c92de879f96834d8f24c1854c3fa8caea1fc4a8d1b57db139\nclasses 435bcfea5b6d85cd43308303478b844ab7f1edd73092b8501a82b4f10e17256c\ncriteria 31d1025c6f178334a251a43ec802e8d063940fbd699873a353c8aeb8d3b77cc6\nentry 0b81cc3edfd043d8e063cd8bdd4d116b3f44a4af8f31650b7374b471fc6e0dcf\nevent 34b7b3db7ce4e5cb3aa15f2edf90481019e4ba60b4f89db1811df6762a334d9d\nframe 211a80621b77e7169e16fc262221756c2a58e02392d446904898cbcdd2536a22\ngroup_weights 41f60dac55c2fcb7d8118f04fca52fc75b957a9917f957e0dc5ec64dd15201e6\ngroups 9bb3f22860ecd3dfcbd1cd4ac35c95c235e2cfeddc96870b873835c150b2bf46\nlater_entry bb28617ec39dc7ac87cbff82e537d6a6f780dd0088b7236ea95068bcca5551a9\nnot_applicable e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\npoints f34792858c308f93757747d9118403fcda494352bacba946585473dfddc5bf13\nquestions fc64c7eaa80f70a9cec16d1829263479282fd94a90b339ff3c51f7354baad6f0\nrecipe e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nrelease 0000000000000000000000000000000000000000000000000000000000000000\nresponse 3a79fc493a519741dcc4a8ae50e6ccd427802971e8e35216c98838e7274526a9\nround b3bcd18a99bcbc781ae887d2d6b0933ec029fd8c6c252a85accb409cde421902\nsample 4a6110cf4a95d5c666c05dfc3d7ac59635585831cdb0a5c5877f8bcf6773bb83\nscales 8bae8e0c64a36695f8cc1c3ad42ee867ed1eab2ccd290618e5e68514f92ae9f5\nstages e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nunit_list 554b2c0be53ca4cac42cb0ede8d4f093095427fe74a6c9450fc95df2bfea8756\nunits d7623ca2db9fc39dbbdb5c6ffc9b674edee9017df041ce607462fe5a4b070fba\nweight 44f542a906d21e3ad60cb2de71661c0298708232700d5a16c3f06a20349875ab\nwithdrawal b60b5d613a66afadadd8058785ffcdb8d0a6e2d9efd4b2f69595473c6ad939af','\n',char(10)),'1a752c66f94210fc0c70edb69754404a858b5df182b547bc08fff2a3eea86ade');
CREATE TABLE head (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL,
    hash   TEXT NOT NULL
) STRICT;
INSERT INTO head VALUES(1,13,'1a752c66f94210fc0c70edb69754404a858b5df182b547bc08fff2a3eea86ade');
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
CREATE TRIGGER points_no_update BEFORE UPDATE ON points BEGIN SELECT raise(ABORT, 'points only grows'); END;
CREATE TRIGGER points_no_delete BEFORE DELETE ON points BEGIN SELECT raise(ABORT, 'points only grows'); END;
CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence BEGIN SELECT raise(ABORT, 'evidence only grows'); END;
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence BEGIN SELECT raise(ABORT, 'evidence only grows'); END;
CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'the log only grows'); END;
CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'the log only grows'); END;
CREATE TRIGGER head_no_delete BEFORE DELETE ON head BEGIN SELECT raise(ABORT, 'the head stays'); END;
CREATE VIEW entry_now AS
SELECT e.serial, e.pass, e.channel, e.keyer, e.source, e.line, e.answers, e.run FROM entry e
 WHERE e.run NOT IN (SELECT withdraws FROM withdrawal)
    OR e.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = e.serial AND w.pass = e.pass AND w.event = 0
                      AND w.withdraws = e.run AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0))
UNION ALL
SELECT e.serial, e.pass, e.channel, e.keyer, e.source, e.line, e.answers, e.run FROM later_entry e
 WHERE e.run NOT IN (SELECT withdraws FROM withdrawal)
    OR e.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = e.serial AND w.pass = e.pass AND w.event = 0
                      AND w.withdraws = e.run AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0));
CREATE VIEW entry_text_now AS
SELECT t.serial, t.pass, t.cell, t.value, t.run FROM entry_text t
 WHERE t.run NOT IN (SELECT withdraws FROM withdrawal)
    OR t.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = t.serial AND w.pass = t.pass AND w.event = 0
                      AND w.withdraws = t.run AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0))
UNION ALL
SELECT t.serial, t.pass, t.cell, t.value, t.run FROM later_text t
 WHERE t.run NOT IN (SELECT withdraws FROM withdrawal)
    OR t.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = t.serial AND w.pass = t.pass AND w.event = 0
                      AND w.withdraws = t.run AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0));
CREATE VIEW event_now AS
SELECT e.serial, e.number, e.state, e.reason, e.run FROM event e
 WHERE e.run NOT IN (SELECT withdraws FROM withdrawal)
    OR e.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = e.serial AND w.pass = 0 AND w.event = e.number
                      AND w.withdraws = e.run AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0));
CREATE VIEW points_now AS
SELECT * FROM points WHERE run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0);
CREATE VIEW evidence_now AS
SELECT * FROM evidence e WHERE run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM evidence l WHERE l.unit = e.unit AND l.criterion = e.criterion AND l.run > e.run
                      AND l.number IS e.number AND l.symbol IS e.symbol
                      AND (l.title IS e.title AND l.note IS e.note OR l.number IS NOT NULL AND l.date IS e.date)
                      AND l.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0));
CREATE VIEW custody AS
SELECT b.serial, b.ballot_type, b."group", b.office,
       coalesce((SELECT e.state FROM event_now e WHERE e.serial = b.serial ORDER BY e.number DESC LIMIT 1),
                CASE WHEN EXISTS (SELECT 1 FROM entry_now n WHERE n.serial = b.serial) THEN 'keyed' ELSE 'issued' END) AS state
  FROM ballot b;
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
  FROM step s LEFT JOIN proof p ON p.unit = s.unit AND p.criterion = s.criterion
;
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
    SELECT e.serial, e.pass, c.unit, c.code AS question, c.scale, c.kind, c.cell,
           (instr('0123456789ABCDEF', substr(hex(substr(e.answers, c.cell + 1, 1)), 1, 1)) - 1) * 16
           + instr('0123456789ABCDEF', substr(hex(substr(e.answers, c.cell + 1, 1)), 2, 1)) - 1 AS mark
      FROM entry_now e JOIN ballot b USING (serial)
      JOIN cells c ON c.ballot_type = b.ballot_type AND c.list = b.list),
options AS (
    SELECT scale, option, row_number() OVER (PARTITION BY scale ORDER BY position) AS mark FROM scales)
SELECT m.serial, m.pass, m.unit, m.question,
       CASE m.mark WHEN 0 THEN NULL WHEN 254 THEN '?' WHEN 255 THEN '*'
       ELSE coalesce((SELECT t.value FROM entry_text_now t
                       WHERE t.serial = m.serial AND t.pass = m.pass AND t.cell = m.cell),
                     (SELECT o.option FROM options o WHERE o.scale = m.scale AND o.mark = m.mark)) END AS answer
  FROM marks m
 WHERE m.mark <> 253;
COMMIT;
PRAGMA application_id = 1146378312; PRAGMA user_version = 10;
