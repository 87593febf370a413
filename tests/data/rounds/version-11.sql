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
    ticket_start REAL NOT NULL,
    seed_digits INTEGER,         -- the seed is so many digits and nothing else; NULL: any text
    rules     TEXT               -- SHA-256 of the rules; NULL: of before version 11
) STRICT;
INSERT INTO freeze VALUES(3,'52d3576975eb3cc701fefc037b2d3c92e284f89109fe8df0915c93223307ab28','xổ số ngày 6/12',11,0.0,NULL,'3087c7383de76d73345a8d9742c362f2aee9621bde3443c92cca18c59b60c892');
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
INSERT INTO later_entry VALUES(57629837202,1,10,'paper','hoa',1,6,X'010103030201');
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
INSERT INTO withdrawal VALUES(50677274417,1,0,6,11,'phiếu của người khác');
INSERT INTO withdrawal VALUES(57629837202,1,0,6,10,'đọc nhầm ''4''');
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
INSERT INTO response VALUES('P1','DAN','Y',2,2,0,0,2,0,0,1.0,NULL);
INSERT INTO response VALUES('P1','LD','',3,3,0,0,3,3,3,1.0,1.0);
CREATE TABLE weight (
    serial INTEGER PRIMARY KEY,
    base   REAL NOT NULL,
    final  REAL NOT NULL
) STRICT;
INSERT INTO weight VALUES(16941444694,1.0,1.0);
INSERT INTO weight VALUES(53330395428,3.0,3.0);
INSERT INTO weight VALUES(57629837202,1.0,1.0);
INSERT INTO weight VALUES(67058837535,1.0,1.0);
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
INSERT INTO weight_step VALUES(2,'nonresponse','',5,9.0,1.0,3.0,0.5443310539518173563,1.2962962962962962798,3.8571428571428572062,NULL,NULL,NULL);
INSERT INTO weight_step VALUES(2,'nonresponse','DAN',2,6.0,3.0,3.0,0.0,1.0,2.0,NULL,NULL,NULL);
INSERT INTO weight_step VALUES(2,'nonresponse','LD',3,3.0,1.0,1.0,0.0,1.0,3.0,NULL,NULL,NULL);
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
INSERT INTO score_group VALUES('U1','1.2','DAN',2,2,100000000000,'0.6',600000000,NULL,0.0,NULL);
INSERT INTO score_group VALUES('U1','1.2','LD',3,3,86666666667,'0.4',400000000,NULL,0.0,NULL);
INSERT INTO score_group VALUES('U1','2.1','DAN',2,4,73333333333,'0.6',600000000,NULL,0.0,NULL);
INSERT INTO score_group VALUES('U1','2.1','LD',3,5,71111111111,'0.4',400000000,NULL,3.6185497071051657691,NULL);
INSERT INTO score_group VALUES('U2','1.2','DAN',2,2,60000000000,'0.6',600000000,NULL,0.0,NULL);
INSERT INTO score_group VALUES('U2','1.2','LD',3,3,26666666667,'0.4',400000000,NULL,0.0,NULL);
INSERT INTO score_group VALUES('U2','2.1','DAN',2,2,100000000000,'0.6',600000000,NULL,0.0,NULL);
INSERT INTO score_group VALUES('U2','2.1','LD',3,6,73333333333,'0.4',400000000,NULL,0.0,NULL);
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
INSERT INTO score_node VALUES('U1','1',1,'',1,70000000000,64400000000,92000000000,NULL,NULL,0.0,53.946316931319991281,65.998486247753902489,NULL);
INSERT INTO score_node VALUES('U1','1.1',2,'TD',1,40000000000,36000000000,90000000000,NULL,'second',NULL,NULL,NULL,'none');
INSERT INTO score_node VALUES('U1','1.2',2,'DTXHH',1,30000000000,28400000000,94666666667,27600000000,'survey',0.0,17.946316931319984178,29.99848624775390249,NULL);
INSERT INTO score_node VALUES('U1','2',1,'',1,30000000000,22488888889,74962962963,NULL,NULL,0.28948397656841384772,16.476372729416034701,26.480705995953492503,NULL);
INSERT INTO score_node VALUES('U1','2.1',2,'DTXHH',1,20000000000,14488888889,72444444445,14666666667,'survey',0.28948397656841334812,8.4763727294160382541,18.480705995953492504,NULL);
INSERT INTO score_node VALUES('U1','2.2',2,'KTXH',1,10000000000,8000000000,80000000000,NULL,'outside',NULL,NULL,NULL,'none');
INSERT INTO score_node VALUES('U2','1',1,'',1,70000000000,52000000000,74285714286,NULL,NULL,0.0,44.414112374505911873,59.986212386543797947,NULL);
INSERT INTO score_node VALUES('U2','1.1',2,'TD',1,40000000000,38000000000,95000000000,NULL,'first',NULL,NULL,NULL,'none');
INSERT INTO score_node VALUES('U2','1.2',2,'DTXHH',1,30000000000,14000000000,46666666667,12000000000,'survey',0.0,6.4141123745059118732,21.986212386543794393,NULL);
INSERT INTO score_node VALUES('U2','2',1,'',1,30000000000,27366666667,91222222223,NULL,NULL,0.0,20.76642599610088169,29.418383303990506051,NULL);
INSERT INTO score_node VALUES('U2','2.1',2,'DTXHH',1,20000000000,17866666667,89333333335,16800000000,'survey',0.0,11.26642599610088169,19.91838330399050605,NULL);
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
INSERT INTO score VALUES('U1','B',100000000000,36000000000,42888888889,0,8000000000,0,86888888889,86888888889,86890000000,1,'Tốt',0.0,NULL,70.745824390560443362,93.379680724216285623,2,1,1,2,'Khá','Tốt',NULL);
INSERT INTO score VALUES('U2','B',100000000000,38000000000,31866666667,0,9500000000,0,79366666667,79366666667,79370000000,2,'Khá',0.0,NULL,65.183901545800111421,90.711105845525935361,2,1,1,2,'Yếu','Tốt',NULL);
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
INSERT INTO outcome VALUES(9,'U1',0,82088888889,82088888889,1,'Tốt',70.410868283050461967,89.88699983328154985,1,2,'Khá','Tốt');
INSERT INTO outcome VALUES(9,'U2',0,77966666667,77966666667,2,'Khá',64.710670779163493191,89.200886521381448799,1,2,'Yếu','Tốt');
INSERT INTO outcome VALUES(13,'U1',0,86888888889,86888888889,1,'Tốt',70.745824390560443362,93.379680724216285623,1,2,'Khá','Tốt');
INSERT INTO outcome VALUES(13,'U2',0,79366666667,79366666667,2,'Khá',65.183901545800111421,90.711105845525935361,1,2,'Yếu','Tốt');
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
INSERT INTO log VALUES(1,2,'2026-11-30T21:11:03Z','root','minh','dtxhh 0.1, SQLite 3.40.1',NULL,'new',NULL,'TINY: Đợt thử hai đơn vị',replace('ballot_types 1 8af8600b40e612c533a6ffce4b09501c55ad2939cfa571caa7aa86424f51c214\nblocks 1 36061897fc626c1576f5fb44e1c6498d03eac35cb164de368760a50c387e2512\nclasses 3 4eaffacb7c876b744bf5f971b43526ce8580b68ec3836b20896f998b2135e734\ncriteria 6 f1dcf3303a0208af9c180ae67e3bcf48085e4fb6ebdf5ed68f3f22239dd9161d\ngroup_weights 2 5c6e21d75ad53d5b7ca9495cae3d6132eccedcef3dd5cde43b0983e5cc67fd6a\ngroups 2 5c3d3591cfaa62808c06f77c118164d92301bafc52387f26696c792ce986fc72\nmargins 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nnot_applicable 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\noffices 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nquestions 3 52592a0ad041eb56aab904b93987f44691f668ed9d854545e8ba5cb7b581f5ef\nrates 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nround 3 b6b354cea0c55c01511600d81b92f35b43ee88a5f2cab92ca8497dcd4f795d74\nscales 5 87055a0a6b6065331f4c29fc106aeca404cfe33bdf43c03a97f7ed9750ac8b06\nstages 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\ntasks 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nunits 2 a940f67812ca75fe11b2eab0396d379663ff61b9cd6fe446cfa6e3dfbf2cd02c','\n',char(10)),'',NULL,'5bdc53787db2ccca04ee5b6c06ab5b3fed7218aa5238261305f6a30ae3d01018');
INSERT INTO log VALUES(2,2,'2026-11-30T21:11:03Z','root','minh','dtxhh 0.1, SQLite 3.40.1',NULL,'frame import',NULL,'11 members',replace('frame 11 5bcf17bfb8786807dda0e2a396a47f06a6f28a9e9a717adfe0f82bb08858d4e1\nframe_columns 1 7cd8b00180d4a50316792e7a7fbc7458ec868ada0c247791c23071c9d2523123\nlinkage 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855','\n',char(10)),'',NULL,'4459f3f753175500bc799b30227d0ba2c1ee4dcc6c14da61b3be6a1899ebad13');
INSERT INTO log VALUES(3,2,'2026-11-30T21:11:03Z','root','minh','dtxhh 0.1, SQLite 3.40.1',NULL,'frame freeze',NULL,'sha256 52d3576975eb3cc701fefc037b2d3c92e284f89109fe8df0915c93223307ab28; 11 members; seed from: xổ số ngày 6/12',replace('freeze 1 886dc48ec2e98a1e14185853748ab82fa3de15382ac2b1932846c20b61b430d5\nfrozen 11 5bcf17bfb8786807dda0e2a396a47f06a6f28a9e9a717adfe0f82bb08858d4e1','\n',char(10)),replace('frame 5bcf17bfb8786807dda0e2a396a47f06a6f28a9e9a717adfe0f82bb08858d4e1\nframe_columns 7cd8b00180d4a50316792e7a7fbc7458ec868ada0c247791c23071c9d2523123\ngroups 5c3d3591cfaa62808c06f77c118164d92301bafc52387f26696c792ce986fc72\nstages e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855','\n',char(10)),NULL,'b248432a04f85bbf7f2adaa41c9a808c390ac9546a213a7c97a24d4147cd3aba');
INSERT INTO log VALUES(4,2,'2026-11-30T21:11:03Z','root','minh','dtxhh 0.1, SQLite 3.40.1',NULL,'draw',NULL,'seed: 48 15 92; from: xổ số ngày 6/12',replace('draw 1 2af24299459f366b527307d0063bcf4243cff8e0829a037297f9acb092ca6b7d\nsample 8 32867d2193c592a34c493b6cee7a6b49bdae72e012c8b244b892f219eff9f4a3\nstrata 3 3d49322231dfafe52634d6866d34bb823b5cf868e5ba310d9ef4abbc10af9fb6','\n',char(10)),replace('frame 5bcf17bfb8786807dda0e2a396a47f06a6f28a9e9a717adfe0f82bb08858d4e1\nframe_columns 7cd8b00180d4a50316792e7a7fbc7458ec868ada0c247791c23071c9d2523123\nfreeze befcadaf1977f712c68b85e704d3a24074d3d3bdf98eb61619228b7524bce1f3\ngroups 5c3d3591cfaa62808c06f77c118164d92301bafc52387f26696c792ce986fc72\nstages e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855','\n',char(10)),NULL,'1162470c91fd657040cb4ae2f3faa6596b88694a6749c1e350a606e3fc8117fb');
INSERT INTO log VALUES(5,2,'2026-11-30T21:11:03Z','root','minh','dtxhh 0.1, SQLite 3.40.1',NULL,'issue',NULL,'7 ballots; serials from a given seed: a rehearsal',replace('ballot 7 ecfc20681a683ce2f894a9cc5fee15b9de9d376299cba623f0083b67dde1d88d\nunit_list 2 20be6910d66fb69272dfa27b00cf321e51f0ebf746e0cd3e45daf7cf8831a15a','\n',char(10)),'',NULL,'d9bb57a27479e0fe7788e5a3aafc2b9e7e9248ad4dc6f859e1de0e5adba094a3');
INSERT INTO log VALUES(6,2,'2026-11-30T21:11:03Z','root','hoa','dtxhh 0.1, SQLite 3.40.1',NULL,'import',NULL,'1 files, 7 rows, 6 entries, 1 events',replace('entry 6 8935cb2e8df9abf9432ed1aab2f20800260c76fb08f4ff8bddf5295b3b9398f3\nevent 1 7e07eee61a62ac9a532525bf44d4f00011141e793fc004fb71eee71af7950eb0\nsource 1 e5ee28aacb1cecfa64e0465c7031578ec056be8d22df3acaa0e5b6dc8c1b440d','\n',char(10)),'',NULL,'8961731d5f40b23c875be630d3db74f03f06e7c6f92b8805f786c3a9801eb2b3');
INSERT INTO log VALUES(7,2,'2026-11-30T21:11:03Z','root','lan','dtxhh 0.1, SQLite 3.40.1',NULL,'points import',NULL,'1 files, 7 rows',replace('points 7 99f91fedb2af5abefba5336050b55991f6c65a54085ce047c32d64aef33a1bd1\nsource 1 3edea1ae07ab00130e7a530b66ab27b30bf8753e269b9535752d4761e37ccb75','\n',char(10)),'',NULL,'4cc077fb50cefccd797412f969068043bf0ee5cd212574ce68fb90db65079363');
INSERT INTO log VALUES(8,2,'2026-11-30T21:11:03Z','root','lan','dtxhh 0.1, SQLite 3.40.1',NULL,'weigh',NULL,'6 valid ballots weighted',replace('recipe 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nresponse 3 d2d404cbc17152dca34638e9407958a4006e43990901b5cebf2f28370f178330\nweight 6 cfd6be8f1a1c71ac19f4d399d881c9b98b6ed0cd8bca787ebb0442ee636a7e6e\nweight_step 6 c752693c9b52b62a452924b5d5cd1ade90a361c2c4022dbedaad8d4067b40dd7','\n',char(10)),replace('ballot 36bb66c2903460455622e27e2cba909e02daa0dcfd584f4f582d0819216f8b33\nballot_types 8af8600b40e612c533a6ffce4b09501c55ad2939cfa571caa7aa86424f51c214\nentry c212f9e4459af54c44dc83c48baa867b811a8b0baf731bcf641d07f8403d3826\nevent 9d482b64a21f2207bd20621b3588ba48efa5f2f266699c8c16e798067465437a\ngroups 5c3d3591cfaa62808c06f77c118164d92301bafc52387f26696c792ce986fc72\nlater_entry 0000000000000000000000000000000000000000000000000000000000000000\nquestions 52592a0ad041eb56aab904b93987f44691f668ed9d854545e8ba5cb7b581f5ef\nrelease 0000000000000000000000000000000000000000000000000000000000000000\nround b6b354cea0c55c01511600d81b92f35b43ee88a5f2cab92ca8497dcd4f795d74\nsample 32867d2193c592a34c493b6cee7a6b49bdae72e012c8b244b892f219eff9f4a3\nscales 87055a0a6b6065331f4c29fc106aeca404cfe33bdf43c03a97f7ed9750ac8b06\nstrata 3d49322231dfafe52634d6866d34bb823b5cf868e5ba310d9ef4abbc10af9fb6\nunit_list f9b4630d5f31153699ec5b24029a860ba26e4a4af1a04a6b256a2883d5b92b53\nunits a940f67812ca75fe11b2eab0396d379663ff61b9cd6fe446cfa6e3dfbf2cd02c\nwithdrawal 0000000000000000000000000000000000000000000000000000000000000000','\n',char(10)),NULL,'91ca09f6eaf3b0a33b62ce1e2889014e25a539191eeff0a4717658491d72ce0a');
INSERT INTO log VALUES(9,2,'2026-11-30T21:11:03Z','root','lan','dtxhh 0.1, SQLite 3.40.1',NULL,'score',NULL,'2 units scored',replace('outcome 2 7bc5f901aafe87983e20c50e88aa27fb80d7ace39cdcf80b65eabbb9361cd104\nscore 2 067e049a2b6229df4ece9ae72000f63a06307be0f5999b7f6bf685364fe50b30\nscore_group 8 3df85b314ce7e6092bee88fa5487d5148e56352b080350d7738b14b3cac3dd71\nscore_node 12 c3b8c78de071b3e4045ee141b587a9d184bc0f8355c8218006f98b2be2cfa314','\n',char(10)),replace('ballot 36bb66c2903460455622e27e2cba909e02daa0dcfd584f4f582d0819216f8b33\nballot_types 8af8600b40e612c533a6ffce4b09501c55ad2939cfa571caa7aa86424f51c214\nblocks 36061897fc626c1576f5fb44e1c6498d03eac35cb164de368760a50c387e2512\nclasses 4eaffacb7c876b744bf5f971b43526ce8580b68ec3836b20896f998b2135e734\ncriteria f1dcf3303a0208af9c180ae67e3bcf48085e4fb6ebdf5ed68f3f22239dd9161d\nentry c212f9e4459af54c44dc83c48baa867b811a8b0baf731bcf641d07f8403d3826\nevent 9d482b64a21f2207bd20621b3588ba48efa5f2f266699c8c16e798067465437a\nframe 5bcf17bfb8786807dda0e2a396a47f06a6f28a9e9a717adfe0f82bb08858d4e1\ngroup_weights 5c6e21d75ad53d5b7ca9495cae3d6132eccedcef3dd5cde43b0983e5cc67fd6a\ngroups 5c3d3591cfaa62808c06f77c118164d92301bafc52387f26696c792ce986fc72\nlater_entry 0000000000000000000000000000000000000000000000000000000000000000\nnot_applicable e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\npoints 507840e6432c71e2a7084e634432bad177383262f66d982c560e9170ec382333\nquestions 52592a0ad041eb56aab904b93987f44691f668ed9d854545e8ba5cb7b581f5ef\nrecipe e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nrelease 0000000000000000000000000000000000000000000000000000000000000000\nresponse d2d404cbc17152dca34638e9407958a4006e43990901b5cebf2f28370f178330\nround b6b354cea0c55c01511600d81b92f35b43ee88a5f2cab92ca8497dcd4f795d74\nsample 32867d2193c592a34c493b6cee7a6b49bdae72e012c8b244b892f219eff9f4a3\nscales 87055a0a6b6065331f4c29fc106aeca404cfe33bdf43c03a97f7ed9750ac8b06\nstages e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nunit_list f9b4630d5f31153699ec5b24029a860ba26e4a4af1a04a6b256a2883d5b92b53\nunits a940f67812ca75fe11b2eab0396d379663ff61b9cd6fe446cfa6e3dfbf2cd02c\nweight cfd6be8f1a1c71ac19f4d399d881c9b98b6ed0cd8bca787ebb0442ee636a7e6e\nwithdrawal 0000000000000000000000000000000000000000000000000000000000000000','\n',char(10)),NULL,'500290b705f101b4362153619128c4c7db5fc5294250ae2bc657c2265c908b5f');
INSERT INTO log VALUES(10,2,'2026-11-30T21:11:14Z','root','lan','dtxhh 0.1, SQLite 3.40.1',NULL,'correct','đọc nhầm ''4''','1 cells corrected; ballot 576-298-372-02: Q1.U1 "B" → "A" (hoa, keyed.csv, line 6)',replace('later_entry 1 60a8cd6c58ba0a585bad541a73e7fab05bddfa03ac0c6adebf336518a4e8a985\nwithdrawal 1 4e2be81914d6a11eb4c6e59380619ce3a465ad67cf7ed895dd91bd2b06184cfa','\n',char(10)),'',NULL,'6a3c067637935cd5e9c9cf048b3ab489807ce51b5ebded837c80234eab90bb0a');
INSERT INTO log VALUES(11,2,'2026-11-30T21:11:14Z','root','lan','dtxhh 0.1, SQLite 3.40.1',NULL,'correct','phiếu của người khác','ballot 506-772-744-17: keying 1 (hoa, keyed.csv, line 4) withdrawn','withdrawal 1 f18b0ac899c4e6967778d1f65d9663000108640deafa7d57419804d17ba1688c','',NULL,'6c64fcb069f23d5937e19be359249324e10353ea2f5fe12ee420ca1d52c2804f');
INSERT INTO log VALUES(12,2,'2026-11-30T21:11:14Z','root','lan','dtxhh 0.1, SQLite 3.40.1',NULL,'weigh',NULL,'5 valid ballots weighted',replace('recipe 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nresponse 3 4c354fea2b09954af5c92279d0697f641f17ca47ec6eb15ef132c5768e488601\nweight 5 541f249581da1c4bdd166613df879dcfbb3e31fe4a7373adfdef8db888bf888b\nweight_step 6 7ddc93fae6ad0b076d0a636965c8ded6d47b3170df2dce65450d3ee02cf31536','\n',char(10)),replace('ballot 36bb66c2903460455622e27e2cba909e02daa0dcfd584f4f582d0819216f8b33\nballot_types 8af8600b40e612c533a6ffce4b09501c55ad2939cfa571caa7aa86424f51c214\nentry c212f9e4459af54c44dc83c48baa867b811a8b0baf731bcf641d07f8403d3826\nevent 9d482b64a21f2207bd20621b3588ba48efa5f2f266699c8c16e798067465437a\ngroups 5c3d3591cfaa62808c06f77c118164d92301bafc52387f26696c792ce986fc72\nlater_entry 6c835a0704fa07cb7f1d3ec7fc510126d5ca8e782ebe6b3c97dda034d1ccce85\nquestions 52592a0ad041eb56aab904b93987f44691f668ed9d854545e8ba5cb7b581f5ef\nrelease 0000000000000000000000000000000000000000000000000000000000000000\nround b6b354cea0c55c01511600d81b92f35b43ee88a5f2cab92ca8497dcd4f795d74\nsample 32867d2193c592a34c493b6cee7a6b49bdae72e012c8b244b892f219eff9f4a3\nscales 87055a0a6b6065331f4c29fc106aeca404cfe33bdf43c03a97f7ed9750ac8b06\nstrata 3d49322231dfafe52634d6866d34bb823b5cf868e5ba310d9ef4abbc10af9fb6\nunit_list f9b4630d5f31153699ec5b24029a860ba26e4a4af1a04a6b256a2883d5b92b53\nunits a940f67812ca75fe11b2eab0396d379663ff61b9cd6fe446cfa6e3dfbf2cd02c\nwithdrawal c6a0ebae27ce8be96298f6f7f6c33f5a0ca2bc0c2be17b4a34d845b507c1001f','\n',char(10)),NULL,'26c558a8420d1d231a0d58939d44a1deaae6571e36f581b1fc8a36f47d9a49a0');
INSERT INTO log VALUES(13,2,'2026-11-30T21:11:14Z','root','lan','dtxhh 0.1, SQLite 3.40.1',NULL,'score',NULL,'2 units scored',replace('outcome 2 e4b3108898852af4be35af31b2745c20a367f7c97b7adb9728fc8e7ff41a142c\nscore 2 5c6b199b6b22203903722904ead770c436a009926cb653bd5df93bb5411b100e\nscore_group 8 e06dc76d78c974146014076bebfd9f91dbe6568440eeacecffc7c11a5edd712c\nscore_node 12 dccaa37f849e93f076fdeb53893fd0fc0abf6a44f068bbb9f59aef44f742ba6e','\n',char(10)),replace('ballot 36bb66c2903460455622e27e2cba909e02daa0dcfd584f4f582d0819216f8b33\nballot_types 8af8600b40e612c533a6ffce4b09501c55ad2939cfa571caa7aa86424f51c214\nblocks 36061897fc626c1576f5fb44e1c6498d03eac35cb164de368760a50c387e2512\nclasses 4eaffacb7c876b744bf5f971b43526ce8580b68ec3836b20896f998b2135e734\ncriteria f1dcf3303a0208af9c180ae67e3bcf48085e4fb6ebdf5ed68f3f22239dd9161d\nentry c212f9e4459af54c44dc83c48baa867b811a8b0baf731bcf641d07f8403d3826\nevent 9d482b64a21f2207bd20621b3588ba48efa5f2f266699c8c16e798067465437a\nframe 5bcf17bfb8786807dda0e2a396a47f06a6f28a9e9a717adfe0f82bb08858d4e1\ngroup_weights 5c6e21d75ad53d5b7ca9495cae3d6132eccedcef3dd5cde43b0983e5cc67fd6a\ngroups 5c3d3591cfaa62808c06f77c118164d92301bafc52387f26696c792ce986fc72\nlater_entry 6c835a0704fa07cb7f1d3ec7fc510126d5ca8e782ebe6b3c97dda034d1ccce85\nnot_applicable e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\npoints 507840e6432c71e2a7084e634432bad177383262f66d982c560e9170ec382333\nquestions 52592a0ad041eb56aab904b93987f44691f668ed9d854545e8ba5cb7b581f5ef\nrecipe e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nrelease 0000000000000000000000000000000000000000000000000000000000000000\nresponse 4c354fea2b09954af5c92279d0697f641f17ca47ec6eb15ef132c5768e488601\nround b6b354cea0c55c01511600d81b92f35b43ee88a5f2cab92ca8497dcd4f795d74\nsample 32867d2193c592a34c493b6cee7a6b49bdae72e012c8b244b892f219eff9f4a3\nscales 87055a0a6b6065331f4c29fc106aeca404cfe33bdf43c03a97f7ed9750ac8b06\nstages e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nunit_list f9b4630d5f31153699ec5b24029a860ba26e4a4af1a04a6b256a2883d5b92b53\nunits a940f67812ca75fe11b2eab0396d379663ff61b9cd6fe446cfa6e3dfbf2cd02c\nweight 541f249581da1c4bdd166613df879dcfbb3e31fe4a7373adfdef8db888bf888b\nwithdrawal c6a0ebae27ce8be96298f6f7f6c33f5a0ca2bc0c2be17b4a34d845b507c1001f','\n',char(10)),NULL,'50f51d26c92e3b7bdd4899ddb378b9f9dbdd4b8bc8df4388712e59b4edf3ab48');
INSERT INTO log VALUES(14,2,'2026-11-30T21:11:14Z','root','binh','dtxhh 0.1, SQLite 3.40.1',NULL,'sign',NULL,'MTTQ signs line 13, key f607-42c8-0dc3-6533-7308-fb32-0eb5-064d-cf2e-1305-4673-bc12-3088-6f8f-4b59-ada9-89','signature 1 a4ff113cd209c12ff775ca6922fcec7a0fecb8648b9d99df02074eac4c180265','',NULL,'dfa2861a7a919c8d64524ca7a746b13e279a04b9137fb085ee8fb0a8c17e28ea');
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
INSERT INTO signature VALUES(14,13,'mttq','binh','2026-11-30T21:11:14Z','50f51d26c92e3b7bdd4899ddb378b9f9dbdd4b8bc8df4388712e59b4edf3ab48','f60742c80dc365337308fb320eb5064dcf2e13054673bc1230886f8f4b59ada9','64ed373ee00724e240ee38fde2e936a1fca7ff1589f67fde6d13f5ce69ce095a36d2cdc78899a1a2e47ac66d93a51f4adaa31e0b0a57901d37f915c737f3ed03');
CREATE TABLE secret (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    salt BLOB NOT NULL CHECK (length(salt) = 32)
) STRICT;
INSERT INTO secret VALUES(1,X'2a9287d8e2655af11ee9090edddfa6f9f6d225c83bf7c00d8ea96ce2b96abd2e');
CREATE TABLE head (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL,
    hash   TEXT NOT NULL
) STRICT;
INSERT INTO head VALUES(1,14,'dfa2861a7a919c8d64524ca7a746b13e279a04b9137fb085ee8fb0a8c17e28ea');
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
CREATE TRIGGER outcome_no_update BEFORE UPDATE ON outcome BEGIN SELECT raise(ABORT, 'outcome only grows'); END;
CREATE TRIGGER outcome_no_delete BEFORE DELETE ON outcome BEGIN SELECT raise(ABORT, 'outcome only grows'); END;
CREATE TRIGGER signature_no_update BEFORE UPDATE ON signature BEGIN SELECT raise(ABORT, 'signature only grows'); END;
CREATE TRIGGER signature_no_delete BEFORE DELETE ON signature BEGIN SELECT raise(ABORT, 'signature only grows'); END;
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
PRAGMA application_id = 1146378312; PRAGMA user_version = 11;