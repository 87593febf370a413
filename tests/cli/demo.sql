-- demo.sql - the demo's figures once more, by another way: plain SQL over the
-- view `answer`, straight from design.md, none of the program's own code.
-- Prints a line for every figure that differs; nothing when all agree.
.bail on
.headers off

-- One answer per cell: the first keying, or where a second differs the third.
CREATE TABLE temp.x_cell AS
SELECT a.serial, coalesce(a.unit, '') AS unit, a.question,
       CASE WHEN b.serial IS NULL OR a.answer IS b.answer THEN a.answer
            WHEN c.serial IS NOT NULL THEN c.answer ELSE '?' END AS answer
  FROM answer a
  LEFT JOIN (SELECT * FROM answer WHERE pass = 2) b
         ON b.serial = a.serial AND b.unit IS a.unit AND b.question = a.question
  LEFT JOIN (SELECT * FROM answer WHERE pass = 3) c
         ON c.serial = a.serial AND c.unit IS a.unit AND c.question = a.question
 WHERE a.pass = 1;
CREATE INDEX temp.x_by_serial ON x_cell (serial);

-- The rules of this round, as its definition sets them.
CREATE TABLE temp.x_rule AS SELECT
  (SELECT value FROM round WHERE key = 'min_base') + 0 AS min_base,
  replace((SELECT value FROM round WHERE key = 'min_answered'), '%', '') / 100.0 AS min_answered;
SELECT 'this check knows only invalid_if = blank; multiple:20%; unreadable:20%'
 WHERE (SELECT replace(value, ' ', '') FROM round WHERE key = 'invalid_if') <> 'blank;multiple:20%;unreadable:20%';

-- Marks per ballot, and per ballot and unit.
CREATE TABLE temp.x_whole AS
SELECT serial, count(*) AS asked, sum(answer IS NOT NULL) AS marked, sum(answer IS '*') AS doubled,
       sum(answer IS '?') AS unreadable
  FROM temp.x_cell GROUP BY serial;
CREATE TABLE temp.x_part AS
SELECT serial, unit, count(*) AS asked, sum(answer IS NOT NULL AND answer NOT IN ('?', '*')) AS answered
  FROM temp.x_cell WHERE unit <> '' GROUP BY serial, unit;
CREATE TABLE temp.x_counts AS  -- a ballot counts for a unit
SELECT p.serial, p.unit FROM temp.x_part p JOIN temp.x_whole w USING (serial), temp.x_rule r
 WHERE w.marked > 0 AND w.doubled <= 0.2 * w.asked AND w.unreadable <= 0.2 * w.asked AND p.answered > 0 AND p.answered >= r.min_answered * p.asked
   AND NOT EXISTS (SELECT 1 FROM custody c WHERE c.serial = p.serial AND c.state = 'void');
CREATE INDEX temp.x_by_ballot ON x_counts (serial);
CREATE TABLE temp.x_valid AS SELECT DISTINCT serial FROM temp.x_counts;
CREATE UNIQUE INDEX temp.x_valid_serial ON x_valid (serial);

-- Weights: (N - ineligible) / valid ballots of the ballot type, group and stratum.
CREATE TABLE temp.x_class AS
SELECT b.ballot_type, b."group", s.stratum, st.population,
       sum(c.state = 'ineligible') AS ineligible, sum(b.serial IN (SELECT serial FROM temp.x_valid)) AS n_valid
  FROM ballot b JOIN sample s ON s."group" = b."group" AND s.id = b.member
  JOIN strata st ON st."group" = s."group" AND st.stratum = s.stratum JOIN custody c USING (serial)
 GROUP BY 1, 2, 3;
CREATE TABLE temp.x_weighted AS
SELECT b.serial, b."group", b.ballot_type, (k.population - k.ineligible) * 1.0 / k.n_valid AS w
  FROM ballot b JOIN sample s ON s."group" = b."group" AND s.id = b.member
  JOIN temp.x_class k ON k.ballot_type = b.ballot_type AND k."group" = b."group" AND k.stratum = s.stratum
 WHERE b.serial IN (SELECT serial FROM temp.x_valid);
CREATE UNIQUE INDEX temp.x_weighted_serial ON x_weighted (serial);
SELECT 'weight of ' || serial || ': ' || w.final || ', by hand ' || x.w
  FROM weight w LEFT JOIN temp.x_weighted x USING (serial) WHERE x.w IS NULL OR abs(w.final - x.w) > 1e-9 * x.w;
SELECT 'weights: ' || (SELECT count(*) FROM weight) || ' rows, by hand ' || (SELECT count(*) FROM temp.x_weighted)
 WHERE (SELECT count(*) FROM weight) <> (SELECT count(*) FROM temp.x_weighted);

-- Question means, then group means, then the groups.
CREATE TABLE temp.x_counted AS
SELECT c.serial, c.unit, c.question, x."group", x.w, q.criterion, coalesce(q.weight, 1) + 0.0 AS qw, s.percent + 0.0 AS percent
  FROM temp.x_cell c JOIN temp.x_weighted x USING (serial) JOIN temp.x_counts k ON k.serial = c.serial AND k.unit = c.unit
  JOIN questions q ON q.ballot_type = x.ballot_type AND q.code = c.question AND q.criterion IS NOT NULL
  JOIN scales s ON s.scale = q.scale AND s.option = c.answer AND s.percent IS NOT NULL;
CREATE TABLE temp.x_question_mean AS
SELECT unit, criterion, "group", question, max(qw) AS qw, sum(w * percent) / sum(w) AS mean, count(*) AS answers
  FROM temp.x_counted GROUP BY 1, 2, 3, 4;
CREATE TABLE temp.x_group_mean AS
SELECT m.unit, m.criterion, m."group", sum(m.qw * m.mean) / sum(m.qw) AS percent, sum(m.answers) AS answers,
       (SELECT count(DISTINCT c.serial) FROM temp.x_counted c
         WHERE c.unit = m.unit AND c.criterion = m.criterion AND c."group" = m."group") AS ballots
  FROM temp.x_question_mean m GROUP BY 1, 2, 3;
DELETE FROM temp.x_group_mean AS g WHERE EXISTS (
  SELECT 1 FROM not_applicable n WHERE n.unit IN ('*', g.unit) AND n.criterion = g.criterion AND n."group" = g."group");
SELECT 'group mean ' || g.unit || ' ' || g.criterion || ' ' || g."group" || ': ' || s.percent / 1e9 || ', by hand ' || g.percent
  FROM temp.x_group_mean g LEFT JOIN score_group s USING (unit, criterion, "group")
 WHERE s.percent IS NULL OR abs(s.percent / 1e9 - g.percent) > 1e-8 OR s.ballots <> g.ballots OR s.answers <> g.answers;
CREATE TABLE temp.x_leaf AS
SELECT g.unit, g.criterion, sum(coalesce(w.weight, a.weight, 1) * g.percent) / sum(coalesce(w.weight, a.weight, 1)) AS percent
  FROM temp.x_group_mean g
  LEFT JOIN group_weights w ON w.criterion = g.criterion AND w."group" = g."group"
  LEFT JOIN group_weights a ON a.criterion = '*' AND a."group" = g."group", temp.x_rule r
 WHERE g.ballots >= r.min_base
 GROUP BY 1, 2;

-- Points of every leaf: survey, or the decision that counts.
CREATE TABLE temp.x_points AS
SELECT u.code AS unit, c.code AS criterion, c.method, c.max_points + 0.0 AS max,
       CASE WHEN c.method IN ('DTXHH', 'SIPAS') THEN (SELECT l.percent / 100 * c.max_points FROM temp.x_leaf l
                                                       WHERE l.unit = u.code AND l.criterion = c.code)
            ELSE (SELECT p.points FROM points p WHERE p.unit = u.code AND p.criterion = c.code
                   AND p.stage IN ('second', 'first', 'outside')
                  ORDER BY p.stage = 'first', p.run DESC LIMIT 1) END + 0.0 AS points
  FROM units u JOIN criteria c ON c.block IN ('*', u.block) AND c.method IS NOT NULL
 WHERE NOT EXISTS (SELECT 1 FROM not_applicable n WHERE n.unit IN ('*', u.code) AND n.criterion = c.code AND n."group" = '*');
SELECT 'leaf ' || p.unit || ' ' || p.criterion || ': ' || n.points / 1e9 || ', by hand ' || p.points
  FROM temp.x_points p LEFT JOIN score_node n USING (unit, criterion)
 WHERE n.points IS NULL OR abs(n.points / 1e9 - coalesce(p.points, 0)) > 2e-9;
CREATE TABLE temp.x_total AS
SELECT unit, sum(coalesce(points, 0)) AS total, sum(CASE WHEN method <> 'THUONG_TRU' THEN max END) AS max FROM temp.x_points GROUP BY unit;
SELECT 'total ' || t.unit || ': ' || s.total / 1e9 || ' of ' || s.max / 1e9 || ', by hand ' || t.total || ' of ' || t.max
  FROM temp.x_total t LEFT JOIN score s USING (unit)
 WHERE s.total IS NULL OR abs(s.total / 1e9 - t.total) > 1e-7 OR abs(s.max / 1e9 - t.max) > 1e-9
    OR abs(s.percent / 1e9 - 100 * t.total / t.max) > 1e-7;
-- Errors of sampling.  A respondent is one case over all his ballots and units.
CREATE TABLE temp.x_case AS
SELECT DISTINCT b."group", b.member, b.stratum FROM ballot b JOIN temp.x_weighted USING (serial);
CREATE TABLE temp.x_stratum AS
SELECT "group", stratum, count(*) AS n, (SELECT max(population - ineligible) FROM temp.x_class k
        WHERE k."group" = c."group" AND k.stratum = c.stratum) AS people
  FROM temp.x_case c GROUP BY 1, 2;
CREATE TABLE temp.x_sum AS
SELECT m.unit, m.criterion, m."group", m.question, m.mean, m.qw / sum(m.qw) OVER (PARTITION BY m.unit, m.criterion, m."group") AS part,
       (SELECT sum(c.w) FROM temp.x_counted c WHERE c.unit = m.unit AND c."group" = m."group" AND c.question = m.question
               AND c.criterion = m.criterion) AS w
  FROM temp.x_question_mean m;
CREATE INDEX temp.x_by_sum ON x_sum (unit, criterion, "group", question);
-- Who may rate a unit: all of the stratum; where one's own unit is skipped, all but its own people.
CREATE TABLE temp.x_people AS
SELECT t."group", t.stratum, u.code AS unit, t.people - CASE WHEN y.units = 'all' AND y.own_unit = 'skip' THEN
         (SELECT count(*) FROM frame f WHERE f."group" = t."group" AND f.own_unit = u.code AND NOT EXISTS (
            SELECT 1 FROM ballot b JOIN custody c USING (serial) WHERE b."group" = f."group" AND b.member = f.id AND c.state = 'ineligible'))
         ELSE 0 END AS people
  FROM temp.x_stratum t JOIN units u JOIN ballot_types y ON y.groups = t."group";
CREATE UNIQUE INDEX temp.x_people_of ON x_people ("group", stratum, unit);
-- What an answer adds to its group's percentage, and the cases of the stratum that gave it.
CREATE TABLE temp.x_residual AS
SELECT c."group", b.member, b.stratum, c.unit, c.criterion, c.question, s.part, c.w, sum(s.part * c.w * (c.percent - s.mean) / s.w) AS z
  FROM temp.x_counted c JOIN temp.x_sum s USING (unit, criterion, "group", question) JOIN ballot b USING (serial)
 GROUP BY 1, 2, 3, 4, 5, 6;
CREATE TABLE temp.x_gave AS
SELECT "group", stratum, unit, criterion, question, part, count(*) AS n FROM temp.x_residual GROUP BY 1, 2, 3, 4, 5;
CREATE UNIQUE INDEX temp.x_gave_of ON x_gave ("group", stratum, unit, criterion, question);
-- Within a stratum: q = m / (m - 1) squares of z; the variance is q less those of x over N, or (1 - n / N) q where that is more.
CREATE TABLE temp.x_se AS
SELECT unit, criterion, "group", sqrt(sum(max(q - rest, (1 - n * 1.0 / people) * q))) AS se
  FROM (SELECT v.*, p.people, m / (m - 1) * (z2 - z1 * z1 / n) AS q, n / m * (x2 - x1 * x1 / n) / (n - 1.0) / p.people AS rest
          FROM (SELECT "group", stratum, unit, criterion, count(*) AS n, sum(z) AS z1, sum(z * z) AS z2, sum(x) AS x1, sum(x * x) AS x2
                  FROM (SELECT r."group", r.stratum, r.unit, r.criterion, r.member, sum(r.z) AS z, sum(r.z * g.n) AS x
                          FROM temp.x_residual r JOIN temp.x_gave g USING ("group", stratum, unit, criterion, question) GROUP BY 1, 2, 3, 4, 5)
                 GROUP BY 1, 2, 3, 4) v
          JOIN (SELECT "group", stratum, unit, criterion, sum(part) / sum(part / n) AS m FROM temp.x_gave GROUP BY 1, 2, 3, 4)
         USING ("group", stratum, unit, criterion) JOIN temp.x_people p USING ("group", stratum, unit))
 GROUP BY 1, 2, 3;
SELECT 'error of ' || unit || ' ' || criterion || ' ' || "group" || ': ' || s.se || ', by hand ' || x.se
  FROM temp.x_se x LEFT JOIN score_group s USING (unit, criterion, "group")
 WHERE (unit, criterion, "group") IN (SELECT unit, criterion, "group" FROM temp.x_group_mean)
   AND (s.se IS NULL OR abs(s.se - x.se) > 1e-9 * x.se);
-- Points: a group's share of the leaf; of every node above a leaf, and the total ('').
CREATE TABLE temp.x_share AS
SELECT g.unit, g.criterion, g."group", coalesce(w.weight, a.weight, 1) * c.max_points / 100.0
       / sum(coalesce(w.weight, a.weight, 1)) OVER (PARTITION BY g.unit, g.criterion) AS points
  FROM temp.x_group_mean g JOIN criteria c ON c.code = g.criterion
  LEFT JOIN group_weights w ON w.criterion = g.criterion AND w."group" = g."group"
  LEFT JOIN group_weights a ON a.criterion = '*' AND a."group" = g."group", temp.x_rule r
 WHERE g.ballots >= r.min_base;
CREATE INDEX temp.x_by_share ON x_share (unit, criterion, "group");
CREATE TABLE temp.x_above AS
SELECT c.code AS criterion, n.node FROM criteria c
  JOIN (SELECT code AS node FROM criteria UNION ALL SELECT '') n ON n.node = '' OR n.node = c.code OR c.code LIKE n.node || '.%';
CREATE TABLE temp.x_part_se AS
SELECT v.*, p.people, max(m / (m - 1) * (z2 - z1 * z1 / v.n) - v.n / m * (x2 - x1 * x1 / v.n) / (v.n - 1.0) / p.people,
                          (1 - v.n * 1.0 / p.people) * m / (m - 1) * (z2 - z1 * z1 / v.n)) AS v
  FROM (SELECT "group", stratum, unit, node, count(*) AS n, sum(z) AS z1, sum(z * z) AS z2, sum(x) AS x1, sum(x * x) AS x2
          FROM (SELECT r."group", r.stratum, r.member, r.unit, n.node, sum(r.z * p.points) AS z, sum(r.z * p.points * g.n) AS x
                  FROM temp.x_residual r JOIN temp.x_share p USING (unit, criterion, "group")
                  JOIN temp.x_gave g USING ("group", stratum, unit, criterion, question) JOIN temp.x_above n USING (criterion)
                 GROUP BY 1, 2, 3, 4, 5)
         GROUP BY 1, 2, 3, 4) v
  JOIN (SELECT g."group", stratum, unit, node, sum(p.points * part) / sum(p.points * part / n) AS m
          FROM temp.x_gave g JOIN temp.x_share p USING (unit, criterion, "group") JOIN temp.x_above a USING (criterion) GROUP BY 1, 2, 3, 4)
 USING ("group", stratum, unit, node) JOIN temp.x_people p USING ("group", stratum, unit);
-- The floor of a group: one more respondent half a scale away.  n of a question is (sum w)^2 / sum w^2.
CREATE TABLE temp.x_floor AS
SELECT "group", unit, node, 0.5 * CASE WHEN f >= 1 THEN 0 ELSE f / -ln(1 - f) END * a / (m + 1) * a / (m + 1) AS floor
  FROM (SELECT "group", unit, node, sum(100 * p.points * part) AS a, sum(p.points * part) / sum(p.points * part / n) AS m
          FROM (SELECT "group", unit, criterion, question, part, sum(w) * sum(w) / sum(w * w) AS n FROM temp.x_residual GROUP BY 1, 2, 3, 4)
          JOIN temp.x_share p USING (unit, criterion, "group") JOIN temp.x_above USING (criterion) GROUP BY 1, 2, 3)
  JOIN (SELECT "group", unit, node, sum(n) * 1.0 / sum(people) AS f FROM temp.x_part_se GROUP BY 1, 2, 3) USING ("group", unit, node);
CREATE TABLE temp.x_points_se AS
SELECT unit, node, sqrt(sum(v)) AS se, sum(max(v, floor)) * sum(max(v, floor)) / sum(squares) AS df
  FROM (SELECT "group", unit, node, sum(v) AS v, sum(v * v / (n - 1)) AS squares FROM temp.x_part_se GROUP BY 1, 2, 3)
  JOIN temp.x_floor USING ("group", unit, node)
 GROUP BY 1, 2;
SELECT 'error of ' || x.unit || ' ' || node || ': ' || s.se || ', by hand ' || x.se
  FROM temp.x_points_se x LEFT JOIN score_node s ON s.unit = x.unit AND s.criterion = x.node
 WHERE node <> '' AND (s.se IS NULL OR abs(s.se - x.se) > 1e-9 * x.se);
SELECT 'error of the total of ' || unit || ': ' || s.se || ' (' || s.df || '), by hand ' || x.se || ' (' || x.df || ')'
  FROM temp.x_points_se x LEFT JOIN score s USING (unit)
 WHERE node = '' AND (s.se IS NULL OR abs(s.se - x.se) > 1e-9 * x.se OR abs(s.df - x.df) > 1e-7 * x.df);
SELECT 'rank of ' || s.unit || ': ' || s.rank || ', by hand ' || x.rank
  FROM score s JOIN (SELECT t.unit, rank() OVER (ORDER BY round(100 * t.total / t.max, 2) DESC) AS rank
                       FROM temp.x_total t JOIN units u ON u.code = t.unit WHERE u.ranked) x USING (unit)
 WHERE s.rank IS NOT x.rank;
SELECT 'units: ' || count(*) FROM score HAVING count(*) <> (SELECT count(*) FROM units);
SELECT 'compared ' || (SELECT count(*) FROM temp.x_weighted) || ' weights, ' || (SELECT count(*) FROM temp.x_group_mean) ||
       ' group means, ' || (SELECT count(*) FROM temp.x_points) || ' leaves, ' || (SELECT count(*) FROM temp.x_total) || ' totals, ' ||
       (SELECT count(*) FROM temp.x_se) || ' errors of means and ' || (SELECT count(*) FROM temp.x_points_se) || ' of points';
