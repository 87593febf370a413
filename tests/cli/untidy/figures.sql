-- The figures of the workbooks once more, from this folder alone: from ballots.csv, the points and the definition.
.bail on
.import --csv people.csv people
.import --csv ballots.csv plan
.import --csv points.csv said
.import --csv second.csv second
.import --csv groups.csv groups
.import --csv units.csv units
.import --csv criteria.csv criteria
.import --csv questions.csv questions
.import --csv ballot_types.csv types
.import --csv scales.csv scales
.import --csv group_weights.csv group_weights
ATTACH 'u.dtxhh' AS round; -- for errors of sampling alone: errors.t computes them

INSERT INTO said SELECT * FROM second;

-- 60 % of 15 and of 10, half as many reserves; 8 by quota; x15 and x13 came in for x11 and x12, y7 for y5.  Of those replaced as not
-- belonging, x11 never had a ballot.
CREATE TABLE strata (type, grp, stratum, drawn, reserves, released, unasked);
INSERT INTO strata VALUES ('P1', 'HD', '', 9, 0, 0, 0), ('P2', 'DAN', '', 8, 0, 0, 0), ('P2', 'DN', 'X', 9, 5, 2, 1), ('P2', 'DN', 'Y', 6, 3, 1, 0);

-- === what became of the ballots =========================================================
CREATE TABLE fate AS
SELECT rowid AS b, "group" AS grp, type, stratum, office, pool, fate, not_for,
       fate = 'void' AS void, fate NOT IN ('void', 'out', 'refused', 'absent', 'moved', 'ineligible') AS back, fate = 'valid' AS valid,
       fate IN ('blank', 'required', 'straight', 'multiple', 'unreadable', 'too_few') AS invalid
  FROM plan;

.print == institute Phiếu
SELECT 'Phiếu phát ra, thu về, hợp lệ theo nhóm đối tượng';
SELECT 'Nội dung|Đại biểu|Doanh nghiệp|Người dân|Tổng số';
SELECT 'Cách chọn|Lấy toàn bộ|Ngẫu nhiên phân tầng|Chỉ tiêu (không phải mẫu xác suất)';
CREATE TABLE line (n, name, grp, x); -- a row of the sheet, what it counts in a group
INSERT INTO line SELECT 1, 'Danh sách đối tượng (tổng thể)', "group", 1 FROM people;
INSERT INTO line SELECT 2, 'Mẫu chính thức', grp, drawn FROM strata;
INSERT INTO line SELECT 3, 'Mẫu dự phòng', grp, reserves FROM strata;
INSERT INTO line SELECT 4, 'Dự phòng đã đưa vào thay', grp, released FROM strata;
INSERT INTO line SELECT 5, 'Phát ra', grp, 1 FROM fate;
INSERT INTO line SELECT 6, 'Trong đó ngoài mẫu (hội nghị, khách)', grp, pool <> '' FROM fate;
INSERT INTO line SELECT 7, 'Hủy', grp, void FROM fate;
INSERT INTO line SELECT 8, 'Thu về', grp, back FROM fate;
INSERT INTO line SELECT 9, 'Hợp lệ', grp, valid FROM fate;
INSERT INTO line SELECT 10, 'Không hợp lệ', grp, invalid FROM fate;
INSERT INTO line SELECT 11, 'Bỏ trống toàn bộ', grp, fate = 'blank' FROM fate;
INSERT INTO line SELECT 12, 'Thiếu câu bắt buộc', grp, fate = 'required' FROM fate;
INSERT INTO line SELECT 13, 'Một phương án cho mọi câu', grp, fate = 'straight' FROM fate;
INSERT INTO line SELECT 14, 'Quá nhiều ô đánh nhiều dấu', grp, fate = 'multiple' FROM fate;
INSERT INTO line SELECT 15, 'Quá nhiều ô không đọc được', grp, fate = 'unreadable' FROM fate;
INSERT INTO line SELECT 16, 'Trả lời quá ít câu', grp, fate = 'too_few' FROM fate;
INSERT INTO line SELECT 17, 'Thu về, chưa nhập', grp, fate = 'unkeyed' FROM fate;
INSERT INTO line SELECT 18, 'Không thu về', grp, NOT back AND NOT void FROM fate;
INSERT INTO line SELECT 19, 'Từ chối', grp, fate = 'refused' FROM fate;
INSERT INTO line SELECT 20, 'Vắng mặt', grp, fate = 'absent' FROM fate;
INSERT INTO line SELECT 21, 'Chuyển đi', grp, fate = 'moved' FROM fate;
INSERT INTO line SELECT 22, 'Không thuộc đối tượng', grp, fate = 'ineligible' FROM fate;
INSERT INTO line SELECT 23, 'Chưa rõ', grp, fate = 'out' FROM fate;
SELECT name, sum(x) FILTER (WHERE grp = 'HD'), sum(x) FILTER (WHERE grp = 'DN'), sum(x) FILTER (WHERE grp = 'DAN'), sum(x)
  FROM line GROUP BY n ORDER BY n;
-- The rates: of what was handed out and asked for, void ones and those of people who do not belong to the population are taken off.
CREATE VIEW rate AS
SELECT grp, 100.0 * sum(back) / (count(*) - sum(void) - sum(fate = 'ineligible')) AS back, 100.0 * sum(valid) / sum(back) AS valid
  FROM (SELECT grp, void, back, valid, fate FROM fate UNION ALL SELECT 'all', void, back, valid, fate FROM fate) GROUP BY grp;
SELECT 'Tỷ lệ thu về (%)', hd.back, dn.back, dan.back, a.back FROM rate hd, rate dn, rate dan, rate a
 WHERE hd.grp = 'HD' AND dn.grp = 'DN' AND dan.grp = 'DAN' AND a.grp = 'all';
SELECT 'Tỷ lệ hợp lệ (%)', hd.valid, dn.valid, dan.valid, a.valid FROM rate hd, rate dn, rate dan, rate a
 WHERE hd.grp = 'HD' AND dn.grp = 'DN' AND dan.grp = 'DAN' AND a.grp = 'all';

.print == institute Phiếu theo bưu điện
SELECT 'Phiếu theo mẫu phiếu và bưu điện';
SELECT 'Mẫu phiếu / bưu điện|Phát ra|Trong đó ngoài mẫu (hội nghị, khách)|Hủy|Thu về|Hợp lệ|Không hợp lệ|Thu về, chưa nhập|Từ chối|' ||
       'Vắng mặt|Chuyển đi|Không thuộc đối tượng|Chưa rõ|Tỷ lệ thu về (%)|Tỷ lệ hợp lệ (%)';
SELECT name, count(*), sum(pool <> ''), sum(void), sum(back), sum(valid), sum(invalid), sum(fate = 'unkeyed'), sum(fate = 'refused'),
       sum(fate = 'absent'), sum(fate = 'moved'), sum(fate = 'ineligible'), sum(fate = 'out'),
       100.0 * sum(back) / (count(*) - sum(void) - sum(fate = 'ineligible')), coalesce(100.0 * sum(valid) / nullif(sum(back), 0), '–')
  FROM (SELECT type AS first, 0 AS second, '' AS third, (SELECT title FROM types WHERE code = type) AS name, fate.* FROM fate
        UNION ALL SELECT type, 1, office, iif(office = '', '(không rõ)', office), fate.* FROM fate
        UNION ALL SELECT 'Z', 0, '', 'Tổng cộng', fate.* FROM fate)
 GROUP BY first, second, third ORDER BY first, second, third;

-- === answers ===============================================================================
-- Of P1 Q1 and Q2 of each unit in turn, then Q3 and Q4; of P2 S1 to S4 of one unit, then S5.
CREATE TABLE cell AS
WITH c (b, n, mark) AS (
    SELECT rowid, 1, c1 FROM plan UNION ALL SELECT rowid, 2, c2 FROM plan UNION ALL SELECT rowid, 3, c3 FROM plan UNION ALL
    SELECT rowid, 4, c4 FROM plan UNION ALL SELECT rowid, 5, c5 FROM plan UNION ALL SELECT rowid, 6, c6 FROM plan UNION ALL
    SELECT rowid, 7, c7 FROM plan UNION ALL SELECT rowid, 8, c8 FROM plan UNION ALL SELECT rowid, 9, c9 FROM plan UNION ALL
    SELECT rowid, 10, c10 FROM plan)
SELECT b, n, mark, p."group" AS grp, type,
       CASE WHEN type = 'P1' AND n <= 8 THEN 'U' || ((n + 1) / 2) WHEN type = 'P2' AND n <= 4 THEN about ELSE '' END AS unit,
       CASE WHEN type = 'P2' THEN 'S' || n WHEN n <= 8 THEN 'Q' || (2 - n % 2) ELSE 'Q' || (n - 6) END AS question
  FROM c JOIN plan p ON p.rowid = b WHERE fate = 'valid' AND (type = 'P1' OR n <= 5);
DELETE FROM cell WHERE unit = (SELECT not_for FROM fate f WHERE f.b = cell.b) AND unit <> '';

.print == institute Phiếu theo đơn vị
SELECT 'Số phiếu được tính cho từng đơn vị';
SELECT 'Cơ quan, đơn vị|Đại biểu|Doanh nghiệp|Người dân|Tổng số';
CREATE VIEW about AS SELECT DISTINCT unit, grp, b FROM cell WHERE unit <> '';
SELECT text FROM (
    SELECT 0 AS n, 'Khối sở' AS text UNION ALL SELECT -9, 'Khối huyện' UNION ALL
    SELECT iif(block = 'C', -8, 0) + u."order", name || '|' || count(*) FILTER (WHERE grp = 'HD') || '|'
           || count(*) FILTER (WHERE grp = 'DN') || '|' || count(*) FILTER (WHERE grp = 'DAN') || '|' || count(grp)
      FROM units u LEFT JOIN about a ON a.unit = u.code WHERE block <> 'D' GROUP BY u.code) ORDER BY n;

-- Distribution: rows of fewer than 4 ballots are not shown, nor those of a unit and leaf about which a group has fewer than 4, but some.
CREATE TABLE few AS
SELECT DISTINCT unit, leaf
  FROM (SELECT c.unit, q.criterion AS leaf FROM cell c JOIN units u ON u.code = c.unit AND u.block = 'B'
          JOIN questions q ON q.code = c.question AND q.criterion <> ''
          JOIN scales s ON s.scale = q.scale AND s.option = c.mark AND s.percent <> '' GROUP BY 1, 2, c.grp HAVING count(DISTINCT c.b) < 4);
CREATE TABLE spread AS
SELECT q.ballot_type AS type, q.code AS question, q.text AS words, q.kind, q.per, q.scale, unit, count(*) AS ballots,
       sum(mark = '') AS blank, sum(mark = '?') AS unreadable, sum(mark = '*') AS multiple, sum(mark NOT IN ('', '?', '*')) AS read,
       sum(mark IN ('A', '1')) AS o1, sum(mark IN ('B', '2')) AS o2, sum(mark IN ('C', '3')) AS o3,
       sum(mark = 'D') AS o4, sum(mark = 'E') AS o5
  FROM (SELECT * FROM cell UNION ALL SELECT b, n, mark, grp, type, '', question FROM cell WHERE unit <> '') c
  JOIN questions q ON q.code = c.question GROUP BY q.rowid, unit;
ALTER TABLE spread ADD COLUMN hidden;
UPDATE spread SET hidden = ballots < 4 OR EXISTS (SELECT 1 FROM few f JOIN questions q ON q.criterion = f.leaf
                                                   WHERE f.unit = spread.unit AND q.code = spread.question);
-- The whole is of the units that are shown.
ALTER TABLE spread ADD COLUMN whole DEFAULT 'Tất cả các đơn vị';
UPDATE spread AS t SET whole = 'Các đơn vị được công bố',
       (ballots, blank, unreadable, multiple, read, o1, o2, o3, o4, o5, hidden) =
       (SELECT sum(ballots), sum(blank), sum(unreadable), sum(multiple), sum(read), sum(o1), sum(o2), sum(o3), sum(o4), sum(o5), count(*) = 0
          FROM spread x WHERE x.question = t.question AND x.unit <> '' AND NOT x.hidden)
 WHERE unit = '' AND EXISTS (SELECT 1 FROM spread x WHERE x.question = t.question AND x.unit <> '' AND x.hidden);
CREATE VIEW spread_row AS
SELECT type, question, unit, ballots, hidden, whole,
       CASE WHEN kind <> 'option' THEN printf('%d|%d|%f|', ballots, read, 100.0 * read / ballots)
            WHEN scale = 'HL' THEN printf('%d|%d|%d|%d|', ballots, o1, o2, o3)
                 || printf('%f|%f|%f|', 100.0 * o1 / read, 100.0 * o2 / read, 100.0 * o3 / read)
            ELSE printf('%d|%d|%d|%d|%d|%d|', ballots, o1, o2, o3, o4, o5)
                 || printf('%f|%f|%f|', 100.0 * o1 / read, 100.0 * o2 / read, 100.0 * o3 / read)
                 || printf('%f|%f|', 100.0 * o4 / read, 100.0 * o5 / read) END || printf('%d|%d|%d', blank, unreadable, multiple) AS figures
  FROM spread;
CREATE TABLE heading (kind, first, second);
INSERT INTO heading VALUES ('M4', '|Số lượt|Số câu trả lời|||||Tỷ lệ trong các câu đọc được (%)|||||Không tính',
    '||Tốt|Khá|Trung bình|Kém|Không có ý kiến|Tốt|Khá|Trung bình|Kém|Không có ý kiến|Bỏ trống|Không đọc được|Nhiều dấu'),
    ('HL', '|Số lượt|Số câu trả lời|||Tỷ lệ trong các câu đọc được (%)|||Không tính',
    '||Không hài lòng|Bình thường|Hài lòng|Không hài lòng|Bình thường|Hài lòng|Bỏ trống|Không đọc được|Nhiều dấu'),
    ('', '|Số lượt|Số câu|Tỷ lệ (%)|Không tính', '||Có ghi|Có ghi|Bỏ trống|Không đọc được|Nhiều dấu');
CREATE VIEW distribution AS -- in the order of the sheet: question, then a number for the row
SELECT ballot_type AS type, q.rowid AS q, 1 AS n, code || '. ' || text AS text FROM questions q
UNION ALL SELECT ballot_type, q.rowid, 2, 'Cơ quan, đơn vị' || first FROM questions q JOIN heading h ON h.kind = q.scale
UNION ALL SELECT ballot_type, q.rowid, 3, second FROM questions q JOIN heading h ON h.kind = q.scale
UNION ALL SELECT s.type, q.rowid, 4 + coalesce(u."order", 0),
                 coalesce(name, iif(q.per = 'ballot', 'Mọi phiếu', whole)) || '|'
                     || iif(hidden, 'Ít phiếu: không công bố', figures)
            FROM spread_row s JOIN questions q ON q.code = s.question LEFT JOIN units u ON u.code = s.unit;
.print == institute Phân bố 1
SELECT 'Phân bố trả lời: Phiếu đại biểu';
SELECT 'Người trả lời: Đại biểu';
SELECT text FROM distribution WHERE type = 'P1' ORDER BY q, n;
.print == institute Phân bố 2
SELECT 'Phân bố trả lời: Phiếu doanh nghiệp, người dân';
SELECT 'Người trả lời: Doanh nghiệp; Người dân';
SELECT text FROM distribution WHERE type = 'P2' ORDER BY q, n;

-- === weights ===================================================================================
-- N less those who do not belong, over those asked less the same; each who answered stands for the others who were asked.  Of pools
-- nothing is known: those of a meeting stand for the others there, walk-ins for themselves.
CREATE TABLE class AS
SELECT type, grp, stratum, iif(grp = 'DN', stratum, '(cả nhóm)') AS name, '' AS pool,
       (SELECT count(*) FROM people p WHERE p."group" = s.grp AND p.loai = s.stratum) AS population, drawn, released,
       unasked + count(*) FILTER (WHERE fate = 'ineligible') AS ineligible, sum(NOT void) AS issued, sum(back) AS returned, sum(valid) AS valid
  FROM strata s JOIN fate f USING (type, grp, stratum) WHERE pool = '' GROUP BY type, grp, stratum
UNION ALL
SELECT type, grp, '', iif(pool = 'meeting', '(phiếu phát tại hội nghị)', '(người tự đến, không phải mẫu xác suất)'), pool,
       sum(NOT void), sum(NOT void), 0, 0, sum(NOT void), sum(back), sum(valid) FROM fate WHERE pool <> '' GROUP BY type, grp, pool;
ALTER TABLE class ADD COLUMN base;
ALTER TABLE class ADD COLUMN factor;
UPDATE class
   SET base = iif(pool = '', 1.0 * (population - ineligible) / (drawn + released - ineligible), 1.0),
       factor = CASE pool WHEN '' THEN 1.0 * (drawn + released - ineligible) / valid
                          WHEN 'meeting' THEN 1.0 * issued / valid ELSE 1.0 END;
.print == institute Trọng số
SELECT 'Trả lời và trọng số theo tầng';
SELECT 'Mẫu phiếu, nhóm đối tượng / tầng|Tổng thể (N)|Mẫu|Dự phòng đã dùng|Không thuộc đối tượng|Phát ra|Thu về|Hợp lệ|Trọng số gốc|' ||
       'Hệ số không trả lời';
SELECT text FROM (
    SELECT DISTINCT type || grp AS first, '' AS second, title || ' (' || g.name || ')'
           || iif(design = 'quota', ' – chỉ tiêu, không phải mẫu xác suất', '') AS text
      FROM class c JOIN types t ON t.code = c.type JOIN groups g ON g.code = c.grp
    UNION ALL
    SELECT type || grp, iif(pool = '', ' ' || stratum, pool),
           name || printf('|%d|%d|%d|%d|%d|%d|%d|%f|%f', population, drawn, released, ineligible, issued, returned, valid, base, factor)
      FROM class) ORDER BY first, second;

-- Base: all who were asked and belong; then those who count.
CREATE TABLE weight AS
SELECT 1 AS step, grp, base AS w FROM class c JOIN fate f USING (type, grp, stratum, pool) WHERE NOT f.void AND f.fate <> 'ineligible'
UNION ALL SELECT 2, grp, base * factor FROM class c JOIN fate f USING (type, grp, stratum, pool) WHERE f.valid;
.print == institute Các bước trọng số
SELECT 'Trọng số qua từng bước';
SELECT 'Bước|Nội dung|Nhóm đối tượng|Số phiếu (n)|Tổng trọng số|Nhỏ nhất|Lớn nhất|CV|Hệ số thiết kế Kish|Cỡ mẫu hiệu dụng|' ||
       'Sai lệch lớn nhất (%)|Sai lệch ở';
SELECT step, iif(step = 1, 'Trọng số gốc', 'Điều chỉnh không trả lời'), coalesce(name, 'Mọi nhóm'), n, s, low, high,
       sqrt(max(0, n * squares / s / s - 1)), n * squares / s / s, s * s / squares
  FROM (SELECT step, grp, count(*) AS n, sum(w) AS s, min(w) AS low, max(w) AS high, sum(w * w) AS squares
          FROM (SELECT step, grp, w FROM weight UNION ALL SELECT step, '', w FROM weight) GROUP BY step, grp)
  LEFT JOIN groups ON code = grp ORDER BY step, grp;

-- === what groups say ==========================================================================================
CREATE TABLE answer AS -- that counts in a survey criterion
SELECT c.b, c.unit, q.criterion AS leaf, c.grp, c.question, q.weight + 0.0 AS part, s.percent + 0.0 AS percent, base * factor AS w
  FROM cell c JOIN questions q ON q.code = c.question JOIN scales s ON s.scale = q.scale AND s.option = c.mark
  JOIN fate f ON f.b = c.b JOIN class k ON k.type = f.type AND k.grp = f.grp AND k.stratum = f.stratum AND k.pool = f.pool
 WHERE q.criterion <> '' AND s.percent <> '';
CREATE TABLE part AS
SELECT u.code AS unit, u."order" AS place, l.leaf, g.rowid AS g, g.code AS grp, g.name,
       (SELECT weight + 0.0 FROM group_weights w WHERE w."group" = g.code AND w.criterion IN (l.leaf, '*')
           ORDER BY w.criterion = '*' LIMIT 1) AS weight,
       iif(g.code = 'SP', (SELECT n FROM said WHERE unit = u.code AND "group" = 'SP' ORDER BY rowid DESC),
           (SELECT count(DISTINCT b) FROM answer a WHERE a.unit = u.code AND a.leaf = l.leaf AND a.grp = g.code)) AS ballots,
       (SELECT count(*) FROM answer a WHERE a.unit = u.code AND a.leaf = l.leaf AND a.grp = g.code) AS answers,
       iif(g.code = 'SP', (SELECT percent + 0.0 FROM said WHERE unit = u.code AND "group" = 'SP' ORDER BY rowid DESC),
           (SELECT sum(part * mean) / sum(part) FROM (SELECT part, sum(w * percent) / sum(w) AS mean FROM answer a
              WHERE a.unit = u.code AND a.leaf = l.leaf AND a.grp = g.code GROUP BY question))) AS percent
  FROM units u JOIN (SELECT '1.2' AS leaf UNION SELECT '2.1') l JOIN groups g WHERE u.block = 'B';
ALTER TABLE part ADD COLUMN why;
UPDATE part SET why = CASE
    WHEN (unit = 'U4' AND leaf = '1.2' AND grp = 'DN') OR (unit = 'U3' AND grp = 'DAN') THEN 'Không áp dụng với nhóm này'
    WHEN percent IS NULL THEN 'Không có câu trả lời được tính'
    WHEN grp <> 'SP' AND ballots < 3 THEN 'Ít phiếu hơn mức tối thiểu'
    WHEN weight = 0 THEN 'Trọng số bằng 0' ELSE '' END;
CREATE VIEW leaf AS
SELECT unit, leaf, sum(weight * percent) / sum(weight) AS percent, sum(weight) AS whole FROM part WHERE why = '' GROUP BY unit, leaf;
-- Each ballot by its own mean, all alike, but those of groups that weigh nothing; beside it SIPAS by its weight, against that of the
-- groups that are in the pool.
CREATE VIEW pooled AS
SELECT unit, leaf, (sp * sp_percent + others * percent) / (sp + others) AS percent
  FROM (SELECT unit, leaf, avg(mean) AS percent FROM (SELECT a.unit, leaf, b, sum(part * a.percent) / sum(part) AS mean
      FROM answer a JOIN part p USING (unit, leaf, grp) WHERE weight > 0 GROUP BY a.unit, leaf, b) GROUP BY unit, leaf)
  JOIN (SELECT unit, leaf, sum(weight) FILTER (WHERE grp <> 'SP' AND answers > 0) AS others, max(weight) FILTER (WHERE grp = 'SP') AS sp,
               max(percent) FILTER (WHERE grp = 'SP') AS sp_percent FROM part GROUP BY unit, leaf) USING (unit, leaf);
CREATE VIEW told AS SELECT *, grp <> 'SP' AND ballots > 0 AND (unit, leaf) IN few AS hidden FROM part;
CREATE TEMP VIEW part_error AS SELECT unit, criterion AS leaf, "group" AS grp, se FROM round.score_group;
.print == institute Điều tra theo nhóm
SELECT 'Điểm điều tra xã hội học theo nhóm đối tượng';
SELECT 'Cách gộp nhóm của đợt này: Tính trung bình của từng nhóm, rồi gộp các nhóm theo trọng số nhóm.';
SELECT 'Mã|Cơ quan, đơn vị / tiêu chí / nhóm đối tượng|Số phiếu|Số câu trả lời|Phần trăm điểm|Trọng số|Tỷ trọng sau chia lại (%)|' ||
       'Điểm được tính|Điểm nếu gộp mọi phiếu|Sai số chuẩn của phần trăm điểm';
SELECT text FROM (
    SELECT "order" AS first, '' AS second, 0 AS third, name AS text FROM units WHERE block = 'B'
    UNION ALL
    SELECT u."order", l.leaf, 0, l.leaf || '|' || c.name || '|||~' || l.percent || '|||~' || (l.percent / 5) || '|'
           || iif((unit, leaf) IN few, 'ít phiếu', '~' || (p.percent / 5))
      FROM leaf l JOIN pooled p USING (unit, leaf) JOIN units u ON u.code = l.unit JOIN criteria c ON c.block = 'B' AND c.code = l.leaf
    UNION ALL
    SELECT place, leaf, g, '|' || name || '|' || ballots || '|' || iif(hidden, 'ít phiếu', answers) || '|'
           || iif(hidden, 'ít phiếu', coalesce('~' || percent, '–')) || '|' || weight || '|'
           || iif(why = '', '~' || (100 * weight / (SELECT whole FROM leaf l WHERE l.unit = part.unit AND l.leaf = part.leaf)), why) || '|||'
           || iif(hidden, 'ít phiếu', coalesce((SELECT se FROM part_error e WHERE e.unit = part.unit AND e.leaf = part.leaf AND e.grp = part.grp), '–'))
      FROM told AS part) ORDER BY first, second, third;

-- === points =======================================================================================================
-- What counts of a unit's criterion that is not asked about: the second appraisal, else the first, else the figure from outside;
-- as points, or as a percentage of the most there are.
CREATE TABLE decided AS
SELECT unit, s.criterion AS code, iif(points = '', percent * max_points / 100.0, points + 0.0) AS points
  FROM (SELECT *, row_number() OVER (PARTITION BY unit, criterion ORDER BY instr('second first outside', stage)) AS nr FROM said
         WHERE stage IN ('second', 'first', 'outside') AND "group" = '') s
  JOIN units u ON u.code = unit JOIN criteria c ON c.block = u.block AND c.code = s.criterion WHERE nr = 1;
CREATE TABLE node (unit, code, points, max); -- max NULL: no maximum; no row: it does not apply
INSERT INTO node
SELECT u.code, c.code, coalesce(d.points, l.percent * max_points / 100.0, 0), nullif(max_points, '') + 0.0
  FROM units u JOIN criteria c USING (block) LEFT JOIN leaf l ON l.unit = u.code AND l.leaf = c.code
  LEFT JOIN decided d ON d.unit = u.code AND d.code = c.code
 WHERE method <> '' AND (u.code, c.code) NOT IN (VALUES ('U2', '2.2'), ('V2', '2.1'));
UPDATE node SET max = NULL WHERE (code LIKE '3.%' AND unit LIKE 'U%') OR (code = '4' AND unit LIKE 'V%');
-- Above the last criteria: their sums; bonus and malus of block B are 2 at most together.
INSERT INTO node SELECT unit, substr(code, 1, 1), iif(substr(code, 1, 1) = '3', min(2, sum(points)), sum(points)), sum(max)
    FROM node WHERE code LIKE '_._' GROUP BY unit, 2;
CREATE TABLE total AS
SELECT u.code AS unit, block, u.name, "order" AS place, ranked = 'yes' AS ranked, sum(points) AS total, sum(max) AS max,
       100 * sum(points) / sum(max) AS percent
  FROM node n JOIN units u ON u.code = n.unit WHERE n.code NOT LIKE '_._' GROUP BY u.code;
CREATE TABLE part_of AS -- of a total: by method; what a cap cuts off is bonus
SELECT unit, sum(n.points) FILTER (WHERE method = 'TD') AS appraised, coalesce(sum(n.points) FILTER (WHERE method = 'DTXHH'), 0) AS survey,
       sum(n.points) FILTER (WHERE method = 'SIPAS') AS sipas, coalesce(sum(n.points) FILTER (WHERE method = 'KTXH'), 0) AS socio,
       coalesce((SELECT points FROM node x WHERE x.unit = n.unit AND x.code = iif(u.block = 'B', '3', '4')), 0) AS bonus
  FROM node n JOIN units u ON u.code = n.unit JOIN criteria c USING (block, code) GROUP BY unit;
-- Two decimals, halves away from zero, and the total where each part is rounded by itself.
CREATE TABLE result AS
SELECT *, (SELECT min(100 * points / max) FROM node n WHERE n.unit = t.unit AND code NOT LIKE '_._') AS least,
       iif(ranked, rank() OVER (PARTITION BY block, ranked ORDER BY percent DESC), NULL) AS rank,
       round(total + 1e-9, 2) AS printed,
       round(appraised, 2) + round(survey + 1e-9, 2) + coalesce(round(sipas, 2), 0) + round(socio + 1e-9, 2) + round(bonus, 2) AS other
  FROM total t JOIN part_of USING (unit);
ALTER TABLE result ADD COLUMN class;
UPDATE result SET class = CASE WHEN block = 'C' THEN iif(total >= 50, 'Đạt', 'Không đạt')
                               WHEN percent >= 80 AND least >= 75 THEN 'Tốt' WHEN percent >= 78 THEN 'Khá' ELSE 'Yếu' END;
CREATE TEMP VIEW error AS -- on the scale of the index, by which units are ranked
SELECT unit, se, 100e9 * low / max AS low, 100e9 * high / max AS high,
       iif(low IS NULL, '–', iif(class_low = class AND class_high = class, 'chắc chắn', class || ' (' || class_low || '–' || class_high || ')')) || '|' ||
           coalesce(n || iif(floor, ' (sàn)', ''), '–') AS rest, iif(rank_low IS NULL, '–', iif(rank_low = rank_high, rank_low, rank_low || '–' || rank_high)) AS ranks,
       coalesce(g, '–') AS g
  FROM round.score LEFT JOIN (
    WITH RECURSIVE placed AS (SELECT unit, block, rank, rank_low, row_number() OVER (PARTITION BY block ORDER BY rank) AS place
                                FROM round.score WHERE rank AND rank_low),
         walk AS (SELECT unit, block, place, rank AS first, 1 AS g FROM placed WHERE place = 1
                  UNION ALL SELECT p.unit, p.block, p.place, iif(p.rank_low > first, p.rank, first), g + (p.rank_low > first)
                              FROM walk w JOIN placed p ON p.block = w.block AND p.place = w.place + 1)
    SELECT unit, g FROM walk) USING (unit);

.print == institute Xếp hạng – khối 2
SELECT 'Kết quả và xếp hạng: Khối sở';
SELECT '3 đơn vị được xếp hạng; 1 đơn vị được chấm điểm nhưng không xếp hạng, ghi ở cuối bảng';
SELECT 'Hạng|Cơ quan, đơn vị|Tổng điểm|Điểm thẩm định|Điểm điều tra XHH|Điểm kinh tế - xã hội|Điểm thưởng, trừ|Điểm tối đa áp dụng|' ||
       'Chỉ số (%)|Xếp loại|Tổng điểm nếu làm tròn cách kia|Chênh lệch do làm tròn|Chỉ số, cận dưới 95 % (chỉ sai số phần điều tra)|Chỉ số, cận trên 95 % (chỉ sai số phần điều tra)|' ||
       'Hạng có thể|Nhóm hạng|Xếp loại chắc chắn?|Số người trả lời ít nhất của một nhóm';
SELECT text FROM (
    SELECT coalesce(rank, 9) AS first, coalesce(rank, '–') || '|' || name || '|~' || total || '|~' || appraised || '|~' || survey || '|~'
           || socio || '|~' || bonus || '|~' || max || '|~' || percent || '|' || class || '|~' || other || '|~' || (other - printed) || '|'
           || coalesce('~' || low, '–') || '|' || coalesce('~' || high, '–') || '|' || ranks || '|' || g || '|' || rest AS text
      FROM result JOIN error USING (unit) WHERE block = 'B'
    UNION ALL SELECT 8, 'Được chấm điểm nhưng không xếp hạng') ORDER BY first;
CREATE TABLE summary (n, name);
INSERT INTO summary VALUES (1, 'Trung bình khối'), (2, 'Cao nhất'), (3, 'Thấp nhất');
CREATE VIEW figure AS -- one of a unit that is ranked, by its column
SELECT block, 1 AS k, total AS x FROM result WHERE ranked
UNION ALL SELECT block, 2, appraised FROM result WHERE ranked
UNION ALL SELECT block, 3, survey FROM result WHERE ranked AND block = 'B' -- no criterion of the other's is of the survey
UNION ALL SELECT block, 4, sipas FROM result WHERE ranked AND block = 'C'
UNION ALL SELECT block, 5, socio FROM result WHERE ranked
UNION ALL SELECT block, 6, bonus FROM result WHERE ranked
UNION ALL SELECT block, 7, max FROM result WHERE ranked
UNION ALL SELECT block, 8, percent FROM result WHERE ranked
UNION ALL SELECT block, 9, other FROM result WHERE ranked AND block = 'B'
UNION ALL SELECT block, 10, other - printed FROM result WHERE ranked AND block = 'B';
CREATE VIEW summary_row AS
SELECT DISTINCT block, n, name || '|' || group_concat(iif(k = 9, '|', '') || '|~' || x, '') OVER side AS text
  FROM (SELECT block, n, name, k, CASE n WHEN 1 THEN avg(x) WHEN 2 THEN max(x) ELSE min(x) END AS x FROM summary, figure GROUP BY block, n, k)
WINDOW side AS (PARTITION BY block, n ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);
SELECT text FROM summary_row WHERE block = 'B' ORDER BY n;
.print == institute Xếp hạng – khối 1
SELECT 'Kết quả và xếp hạng: Khối huyện';
SELECT '2 đơn vị được xếp hạng';
SELECT 'Hạng|Cơ quan, đơn vị|Tổng điểm|Điểm thẩm định|Điểm SIPAS|Điểm kinh tế - xã hội|Điểm thưởng, trừ|' ||
       'Điểm tối đa áp dụng|Chỉ số (%)|Xếp loại|Chỉ số, cận dưới 95 % (chỉ sai số phần điều tra)|Chỉ số, cận trên 95 % (chỉ sai số phần điều tra)|Hạng có thể|Nhóm hạng|Xếp loại chắc chắn?|' ||
       'Số người trả lời ít nhất của một nhóm';
SELECT rank || '|' || name || '|~' || total || '|~' || appraised || '|~' || sipas || '|~' || socio || '|~' || bonus
       || '|~' || max || '|~' || percent || '|' || class || '|' || coalesce('~' || low, '–') || '|' || coalesce('~' || high, '–') || '|' || ranks || '|' || g || '|' || rest
  FROM result JOIN error USING (unit) WHERE block = 'C' ORDER BY rank;
SELECT text FROM summary_row WHERE block = 'C' ORDER BY n;

-- === the tree ===================================================================================
CREATE TABLE title (block, code, name, how, most); -- by hand from criteria.csv
INSERT INTO title VALUES
    ('B', '1', 'Chỉ đạo', '', 60), ('B', '1.1', 'Kế hoạch', 'Thẩm định', 40), ('B', '1.2', 'Điều hành', 'ĐTXHH', 20),
    ('B', '2', 'Kết quả', '', 30), ('B', '2.1', 'Hài lòng', 'ĐTXHH', 20), ('B', '2.2', 'Thu ngân sách', 'KT-XH', 10),
    ('B', '3', 'Thưởng, trừ (không quá 2)', '', '–'), ('B', '3.1', 'Sáng kiến', 'Thưởng, trừ', 'từ 0 đến 3'),
    ('B', '3.2', 'Vi phạm', 'Thưởng, trừ', 'từ -4 đến 0'),
    ('C', '1', 'Kế hoạch', 'Thẩm định', 60), ('C', '2', 'Kinh tế', '', 30), ('C', '2.1', 'Thu ngân sách', 'KT-XH', 20),
    ('C', '2.2', 'Số liệu mở', 'Thẩm định', 10), ('C', '3', 'SIPAS', 'SIPAS', 10), ('C', '4', 'Điểm trừ', 'Thưởng, trừ', 'từ -3 đến 0');
CREATE VIEW tree AS
SELECT DISTINCT t.block, t.rowid AS n, t.code || '|' || t.name || '|' || how || '|' || most
       || group_concat('|' || coalesce('~' || points, '–'), '') OVER side AS text
  FROM title t JOIN units u USING (block) LEFT JOIN node n ON n.unit = u.code AND n.code = t.code
WINDOW side AS (PARTITION BY t.rowid ORDER BY u."order" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);
CREATE VIEW tree_sum AS -- of the units side by side
SELECT DISTINCT block, group_concat('|~' || total, '') OVER side AS total, group_concat('|~' || max, '') OVER side AS most,
       group_concat('|~' || percent, '') OVER side AS percent
  FROM result WINDOW side AS (PARTITION BY block ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);
CREATE VIEW field AS
SELECT DISTINCT r.block, place, r.name || group_concat('|' || coalesce('~' || (100 * points / n.max), '–'), '') OVER side || '|~' || percent AS text
  FROM result r JOIN node n USING (unit) WHERE code NOT LIKE '_._' WINDOW side AS (PARTITION BY unit ORDER BY code ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);
.print == institute Điểm theo tiêu chí – khối 2
SELECT 'Điểm theo tiêu chí: Khối sở';
SELECT 'Mã|Lĩnh vực, tiêu chí, tiêu chí thành phần|Cách chấm|Điểm tối đa|Ban Bốn|Sở Một|Sở Hai|Sở Ba';
SELECT text FROM tree WHERE block = 'B' ORDER BY n;
SELECT 'Tổng điểm|||' || total FROM tree_sum WHERE block = 'B';
SELECT 'Điểm tối đa áp dụng|||' || most FROM tree_sum WHERE block = 'B';
SELECT 'Chỉ số (%)|||' || percent FROM tree_sum WHERE block = 'B';
.print == institute Theo lĩnh vực – khối 2
SELECT 'Tỷ lệ điểm đạt được theo lĩnh vực (%): Khối sở';
SELECT 'Cơ quan, đơn vị|1. Chỉ đạo|2. Kết quả|3. Thưởng, trừ|Chỉ số (%)';
SELECT text FROM field WHERE block = 'B' ORDER BY place;
.print == institute Điểm theo tiêu chí – khối 1
SELECT 'Điểm theo tiêu chí: Khối huyện';
SELECT 'Mã|Lĩnh vực, tiêu chí, tiêu chí thành phần|Cách chấm|Điểm tối đa|Huyện Một|Huyện Hai';
SELECT text FROM tree WHERE block = 'C' ORDER BY n;
SELECT 'Tổng điểm|||' || total FROM tree_sum WHERE block = 'C';
SELECT 'Điểm tối đa áp dụng|||' || most FROM tree_sum WHERE block = 'C';
SELECT 'Chỉ số (%)|||' || percent FROM tree_sum WHERE block = 'C';
.print == institute Theo lĩnh vực – khối 1
SELECT 'Tỷ lệ điểm đạt được theo lĩnh vực (%): Khối huyện';
SELECT 'Cơ quan, đơn vị|1. Kế hoạch|2. Kinh tế|3. SIPAS|4. Điểm trừ|Chỉ số (%)';
SELECT text FROM field WHERE block = 'C' ORDER BY place;

-- === since the earlier round, before second.csv ====================================================
CREATE TABLE rise (unit, code, survey, x); -- what it changed in a field; SIPAS of U2 was 80 and is 70
INSERT INTO rise VALUES ('U1', '1', 0, 9), ('V2', '1', 0, 1);
INSERT INTO rise SELECT unit, substr(leaf, 1, 1), 1, (70 - 80) * weight / whole / 5
  FROM part JOIN leaf USING (unit, leaf) WHERE unit = 'U2' AND grp = 'SP';
CREATE TABLE before AS
SELECT r.*, total - coalesce((SELECT sum(x) FROM rise WHERE rise.unit = r.unit), 0) AS was FROM result r;
ALTER TABLE before ADD COLUMN was_percent;
UPDATE before SET was_percent = 100 * was / max;
CREATE VIEW before_ranked AS
SELECT *, iif(ranked, rank() OVER (PARTITION BY block, ranked ORDER BY was_percent DESC), NULL) AS was_rank FROM before;
CREATE VIEW field_change AS
SELECT DISTINCT unit, group_concat('|~' || (round(points + 1e-9, 2) - round(points - coalesce(x, 0) + 1e-9, 2)), '') OVER side AS text
  FROM node n LEFT JOIN rise r USING (unit, code) WHERE code NOT LIKE '_._' WINDOW side AS (PARTITION BY unit ORDER BY code ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);
CREATE VIEW survey_before AS
SELECT unit, survey + coalesce(sipas, 0) AS points,
       survey + coalesce(sipas, 0) - coalesce((SELECT sum(x) FROM rise r WHERE r.unit = p.unit AND r.survey), 0) AS was FROM part_of p;
ATTACH 'old.dtxhh' AS old; -- for limits of both years; nobody is known to be in both
CREATE TEMP VIEW reach AS
SELECT n.unit, n.total / 1e9 - n.low AS down, n.high - n.total / 1e9 AS up, o.total / 1e9 - o.low AS down_then,
       o.high - o.total / 1e9 AS up_then, (n.total - o.total) / 1e9 AS change
  FROM round.score n JOIN old.score o USING (unit) WHERE coalesce(n.unstated, '') = '' AND coalesce(o.unstated, '') = '';
CREATE TEMP VIEW change AS -- of figures as they are printed
SELECT b.block, place, name || '|~' || was || '|~' || total || '|~' || (round(total + 1e-9, 2) - round(was + 1e-9, 2)) || '|'
       || coalesce((SELECT '~' || (change - sqrt(down * down + up_then * up_then)) || '|~' ||
                           (change + sqrt(up * up + down_then * down_then)) FROM reach WHERE reach.unit = b.unit), '–|–') || '|~'
       || was_percent || '|~' || percent || '|' || coalesce(was_rank, '–') || '|' || coalesce(rank, '–') || '|'
       || iif(b.block = 'C', 'Đạt', iif(was_percent >= 78, 'Khá', 'Yếu')) || '|' || class || '|~'
       || (SELECT round(s.points + 1e-9, 2) - round(s.was + 1e-9, 2) FROM survey_before s WHERE s.unit = b.unit)
       || (SELECT f.text FROM field_change f WHERE f.unit = b.unit) AS text
  FROM before_ranked b;
CREATE VIEW change_mean AS
SELECT block, 'Trung bình của ' || count(*) || ' đơn vị có ở cả hai đợt|~' || avg(was) || '|~' || avg(total) || '|~'
       || (round(avg(total) + 1e-9, 2) - round(avg(was) + 1e-9, 2)) || '|–|–|~' || avg(was_percent) || '|~' || avg(percent) AS text
  FROM before WHERE ranked GROUP BY block;
.print == institute So với đợt trước – khối 2
SELECT 'So với đợt trước: Khối sở';
SELECT '1 đơn vị tăng hạng, 2 giảm hạng, 0 giữ nguyên';
SELECT 'Cơ quan, đơn vị|Tổng điểm|||||Chỉ số (%)||Hạng||Xếp loại||Tăng, giảm điểm của';
SELECT '|đợt trước|đợt này|tăng, giảm|ít nhất (95%)|nhiều nhất (95%)|đợt trước|đợt này|đợt trước|đợt này|đợt trước|đợt này|Điều tra xã hội học|1. Chỉ đạo|2. Kết quả|' ||
       '3. Thưởng, trừ';
SELECT text FROM change WHERE block = 'B' ORDER BY place;
SELECT text FROM change_mean WHERE block = 'B';
SELECT 'Dấu – : đợt trước không có; ở cột (95%): không xác định được sai số.';
SELECT 'Đơn vị, tiêu chí và khối của hai đợt khớp theo mã.';
SELECT 'Không có thay đổi nào được xác định là lớn hơn sai số chọn mẫu (mức tin cậy 95%).';
.print == institute So với đợt trước – khối 1
SELECT 'So với đợt trước: Khối huyện';
SELECT '0 đơn vị tăng hạng, 0 giảm hạng, 2 giữ nguyên';
SELECT 'Cơ quan, đơn vị|Tổng điểm|||||Chỉ số (%)||Hạng||Xếp loại||Tăng, giảm điểm của';
SELECT '|đợt trước|đợt này|tăng, giảm|ít nhất (95%)|nhiều nhất (95%)|đợt trước|đợt này|đợt trước|đợt này|đợt trước|đợt này|Điều tra xã hội học và SIPAS|1. Kế hoạch|' ||
       '2. Kinh tế|3. SIPAS|4. Điểm trừ';
SELECT text FROM change WHERE block = 'C' ORDER BY place;
SELECT text FROM change_mean WHERE block = 'C';
SELECT 'Dấu – : đợt trước không có; ở cột (95%): không xác định được sai số.';
SELECT 'Đơn vị, tiêu chí và khối của hai đợt khớp theo mã.';
SELECT 'Không có thay đổi nào được xác định là lớn hơn sai số chọn mẫu (mức tin cậy 95%).';

-- === a unit's own workbook ============================================================================
CREATE TEMP VIEW own AS
SELECT unit, 1 AS n, 'Tổng điểm||~' || total AS text FROM result
UNION ALL SELECT unit, 2, 'Điểm thẩm định||~' || appraised FROM result
UNION ALL SELECT unit, 3, 'Điểm điều tra xã hội học||~' || survey FROM result WHERE block = 'B'
UNION ALL SELECT unit, 4, 'Điểm SIPAS||~' || sipas FROM result WHERE block = 'C'
UNION ALL SELECT unit, 5, 'Điểm kinh tế - xã hội||~' || socio FROM result
UNION ALL SELECT unit, 6, 'Điểm thưởng, trừ||~' || bonus FROM result
UNION ALL SELECT unit, 7, 'Điểm tối đa áp dụng||~' || max FROM result
UNION ALL SELECT unit, 8, 'Chỉ số (%)||~' || percent FROM result
UNION ALL SELECT unit, 9, 'Sai số chuẩn của tổng điểm (chỉ sai số chọn mẫu)||~' || se FROM error WHERE se IS NOT NULL
UNION ALL SELECT unit, 9.5, iif(coalesce(s.unstated, '') = 'not_counted', 'Khoảng 95 % của chỉ số (chỉ sai số phần điều tra)||', 'Khoảng 95 % của chỉ số||') ||
                 replace(printf('%.2f – %.2f', e.low, e.high), '.', ',') FROM error e JOIN round.score s USING (unit) WHERE e.low IS NOT NULL
UNION ALL SELECT unit, 10, 'Xếp loại||' || class FROM result
UNION ALL SELECT unit, 10.5, 'Xếp loại ở hai đầu của khoảng||' || class_low || ' – ' || class_high FROM round.score WHERE class_low <> class_high
UNION ALL SELECT unit, 11, 'Hạng||' || coalesce(rank || '/' || (SELECT sum(ranked) FROM result x WHERE x.block = r.block), 'không xếp hạng')
    FROM result r
UNION ALL SELECT unit, 12, 'Hạng có thể (95 %, chỉ sai số chọn mẫu)||' || ranks FROM error WHERE se IS NOT NULL
UNION ALL SELECT code, 13, 'Mã|Lĩnh vực, tiêu chí, tiêu chí thành phần|Cách chấm|Điểm tối đa|Điểm đạt|Tỷ lệ (%)' FROM units
UNION ALL SELECT u.code, 14 + t.rowid, t.code || '|' || t.name || '|' || how || '|' ||
                 iif(points IS NULL, 'không áp dụng', iif(typeof(most) = 'integer', n.max, iif(most = '–', 0, most)) || '|~' || points
                     || '|' || coalesce('~' || (100 * points / n.max), '–'))
            FROM title t JOIN units u USING (block) LEFT JOIN node n ON n.unit = u.code AND n.code = t.code;
.print == unit-U1 Điểm
SELECT 'Sở Một' UNION ALL SELECT text FROM (SELECT text FROM own WHERE unit = 'U1' ORDER BY n);
.print == unit-U2 Điểm
SELECT 'Sở Hai' UNION ALL SELECT text FROM (SELECT text FROM own WHERE unit = 'U2' ORDER BY n);
.print == unit-U4 Điểm
SELECT 'Ban Bốn' UNION ALL SELECT text FROM (SELECT text FROM own WHERE unit = 'U4' ORDER BY n);
.print == unit-V1 Điểm
SELECT 'Huyện Một' UNION ALL SELECT text FROM (SELECT text FROM own WHERE unit = 'V1' ORDER BY n);

CREATE TEMP VIEW said_by AS
SELECT l.unit, l.leaf, 0 AS n, l.leaf || '|' || t.name || '||~' || l.percent || '|~' || (l.percent / 5) AS text
  FROM leaf l JOIN title t ON t.block = 'B' AND t.code = l.leaf
UNION ALL
SELECT unit, leaf, g, '|' || name || '|' || CASE WHEN hidden THEN 'Không công bố (ít phiếu)' WHEN why <> '' THEN why
       ELSE ballots || '|~' || percent || '||' || coalesce('~' || se, '–') END
  FROM told LEFT JOIN part_error USING (unit, leaf, grp);
CREATE VIEW answers_of AS
WITH head AS (SELECT u.code AS unit, q.rowid AS q, q.code, q.ballot_type, first, second
                FROM units u JOIN questions q JOIN heading h ON h.kind = q.scale WHERE u.block = 'B')
SELECT unit, q, 0 AS n, title AS text FROM head JOIN types t ON t.code = ballot_type WHERE head.code IN ('Q1', 'S1')
UNION ALL SELECT unit, q, 1, 'Câu hỏi' || first FROM head WHERE code IN ('Q1', 'S1', 'S2')
UNION ALL SELECT unit, q, 2, second FROM head WHERE code IN ('Q1', 'S1', 'S2')
UNION ALL SELECT s.unit, q.rowid, 3, q.code || '. ' || q.text || '|' || iif(hidden, 'Ít phiếu: không công bố', figures)
            FROM spread_row s JOIN questions q ON q.code = s.question WHERE s.unit <> '';
.print == unit-U1 Theo nhóm
SELECT 'Đánh giá của từng nhóm đối tượng';
SELECT 'Mã|Tiêu chí / nhóm đối tượng|Số phiếu|Phần trăm điểm|Điểm|Sai số chuẩn (%)';
SELECT text FROM said_by WHERE unit = 'U1' ORDER BY leaf, n;
.print == unit-U1 Phân bố trả lời
SELECT 'Phân bố trả lời về đơn vị';
SELECT text FROM answers_of WHERE unit = 'U1' ORDER BY q, n;
.print == unit-U2 Theo nhóm
SELECT 'Đánh giá của từng nhóm đối tượng';
SELECT 'Mã|Tiêu chí / nhóm đối tượng|Số phiếu|Phần trăm điểm|Điểm|Sai số chuẩn (%)';
SELECT text FROM said_by WHERE unit = 'U2' ORDER BY leaf, n;
.print == unit-U2 Phân bố trả lời
SELECT 'Phân bố trả lời về đơn vị';
SELECT text FROM answers_of WHERE unit = 'U2' ORDER BY q, n;
.print == unit-U3 Theo nhóm
SELECT 'Đánh giá của từng nhóm đối tượng';
SELECT 'Mã|Tiêu chí / nhóm đối tượng|Số phiếu|Phần trăm điểm|Điểm|Sai số chuẩn (%)';
SELECT text FROM said_by WHERE unit = 'U3' ORDER BY leaf, n;
.print == unit-U3 Phân bố trả lời
SELECT 'Phân bố trả lời về đơn vị';
SELECT text FROM answers_of WHERE unit = 'U3' ORDER BY q, n;
.print == unit-U4 Theo nhóm
SELECT 'Đánh giá của từng nhóm đối tượng';
SELECT 'Mã|Tiêu chí / nhóm đối tượng|Số phiếu|Phần trăm điểm|Điểm|Sai số chuẩn (%)';
SELECT text FROM said_by WHERE unit = 'U4' ORDER BY leaf, n;
.print == unit-U4 Phân bố trả lời
SELECT 'Phân bố trả lời về đơn vị';
SELECT text FROM answers_of WHERE unit = 'U4' ORDER BY q, n;
