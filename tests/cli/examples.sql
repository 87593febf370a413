-- examples.sql - points, totals and ranks of any example by plain SQL: stored weights, the view
-- `answer`, the points from outside and the definition, none of the program's own code.  A line
-- for every figure that differs, then how many were compared.  Group means; keyed once; one level of caps.
.bail on
CREATE TABLE temp.r AS SELECT
  coalesce((SELECT value FROM round WHERE key = 'min_base'), 1) + 0 AS min_base,
  coalesce((SELECT value FROM round WHERE key = 'survey'), 'here') AS survey,
  coalesce((SELECT value FROM round WHERE key = 'rank_by'), 'points') AS rank_by;
-- Counted answers, question means, group means.
CREATE TABLE temp.counted AS
SELECT a.serial, a.unit, a.question, b."group", w.final AS w, q.criterion, coalesce(q.weight, 1) + 0.0 AS qw,
       s.percent + 0.0 AS percent
  FROM answer a JOIN ballot b USING (serial) JOIN weight w USING (serial)
  JOIN questions q ON q.ballot_type = b.ballot_type AND q.code = a.question AND q.criterion IS NOT NULL
  JOIN scales s ON s.scale = q.scale AND s.option = a.answer AND s.percent IS NOT NULL
 WHERE a.pass = 1;
CREATE TABLE temp.question_mean AS
SELECT unit, criterion, "group", question, b.ballot_type, max(qw) AS qw, sum(w * percent) / sum(w) AS mean
  FROM counted c JOIN ballot b USING (serial, "group") GROUP BY 1, 2, 3, 4, 5;
CREATE TABLE temp.group_mean AS
SELECT unit, criterion, "group", sum(qw * mean) / sum(qw) AS percent,
       (SELECT count(DISTINCT serial) FROM counted c
         WHERE c.unit = m.unit AND c.criterion = m.criterion AND c."group" = m."group") AS ballots
  FROM question_mean m GROUP BY 1, 2, 3;
CREATE TABLE temp.leaf AS
SELECT g.unit, g.criterion, sum(coalesce(w.weight, 1) * percent) / sum(coalesce(w.weight, 1)) AS percent
  FROM group_mean g LEFT JOIN group_weights w ON w.criterion = '*' AND w."group" = g."group", r
 WHERE ballots >= r.min_base GROUP BY 1, 2;
CREATE TABLE temp.p AS
SELECT u.code AS unit, u.block, c.code AS criterion, c.parent, c.method, c.max_points + 0.0 AS max,
       CASE WHEN c.method = 'DTXHH' AND r.survey = 'here'
            THEN (SELECT l.percent / 100 * c.max_points FROM leaf l WHERE l.unit = u.code AND l.criterion = c.code)
            ELSE (SELECT x.points FROM points x WHERE x.unit = u.code AND x.criterion = c.code
                     AND x.stage IN ('second', 'first', 'outside') ORDER BY x.stage <> 'second', x.stage <> 'first') END + 0.0 AS points
  FROM units u JOIN criteria c ON c.block IN ('*', u.block) AND c.method IS NOT NULL, r
 WHERE NOT EXISTS (SELECT 1 FROM not_applicable n WHERE n.unit IN ('*', u.code) AND n.criterion = c.code AND n."group" = '*')
   AND NOT (c.method = 'DTXHH' AND r.survey = 'none');
SELECT 'leaf ' || unit || ' ' || criterion || ': ' || coalesce(n.points / 1e9, '-') || ', by SQL ' || p.points
  FROM p LEFT JOIN score_node n USING (unit, criterion) WHERE n.points IS NULL OR abs(n.points / 1e9 - coalesce(p.points, 0)) > 2e-9;
-- A node of bonus has a cap on its sum.
CREATE TABLE temp.total AS
SELECT unit, block, sum(max) AS max, sum(points) AS points FROM (
  SELECT p.unit, p.block, sum(CASE WHEN p.method <> 'THUONG_TRU' THEN p.max ELSE 0 END) AS max,
         min(sum(coalesce(p.points, 0)), coalesce(f.cap + 0.0, 1e9)) AS points
    FROM p LEFT JOIN criteria f ON f.block IN ('*', p.block) AND f.code = p.parent GROUP BY p.unit, p.block, p.parent) GROUP BY unit, block;
UPDATE total SET points = 100 * points / max, max = 100 WHERE (SELECT survey FROM r) = 'none';
SELECT 'total ' || unit || ': ' || s.total / 1e9 || ', by SQL ' || t.points FROM total t LEFT JOIN score s USING (unit)
 WHERE s.total IS NULL OR abs(s.total / 1e9 - t.points) > 1e-7 OR abs(s.percent / 1e9 - 100 * t.points / t.max) > 1e-7;
SELECT 'rank ' || s.unit || ': ' || s.rank || ', by SQL ' || x.place FROM score s JOIN (
  SELECT unit, rank() OVER (PARTITION BY t.block ORDER BY CASE r.rank_by WHEN 'percent' THEN 100 * points / max ELSE points END DESC) AS place
    FROM total t JOIN units u ON u.code = t.unit, r WHERE u.ranked) x USING (unit) WHERE s.rank IS NOT x.place;
SELECT 'scored: ' || (SELECT count(*) FROM score) || ', by SQL ' || count(*) FROM total
HAVING count(*) <> (SELECT count(*) FROM score);
SELECT 'ranked though not to be: ' || unit FROM score JOIN units u ON u.code = unit WHERE rank IS NOT NULL AND NOT u.ranked;
SELECT (SELECT count(*) FROM group_mean) || ' group means, ' || (SELECT count(*) FROM p) || ' leaves, ' || count(*) || ' totals' FROM total;
