-- Points from a percentage without decimals keep theirs: 65 % of 10 is 6.5, where whole numbers made 6 of it.
DROP VIEW appraisal;

CREATE VIEW appraisal AS
WITH RECURSIVE above AS (      -- a leaf with itself and all that stands above it
    SELECT block, code AS leaf, code, parent FROM criteria WHERE method IN ('TD', 'KTXH', 'THUONG_TRU')
    UNION ALL
    SELECT a.block, a.leaf, c.code, c.parent
      FROM above a JOIN criteria c ON c.block = a.block AND c.code = a.parent),
newest AS (
    SELECT unit, criterion, stage, points, percent, reason FROM points p
     WHERE "group" = '' AND run = (SELECT max(q.run) FROM points q WHERE q.unit = p.unit
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
    SELECT unit, criterion, sum(title IS NOT NULL) AS documents, count(*) AS n FROM evidence GROUP BY unit, criterion)
SELECT s.unit, s.criterion, s.method, s.max, s.appraiser, s.self, s."check", s.first, s.explanation, s.second,
       coalesce(s.second, s.first, s.outside) AS counts,
       CASE WHEN s.second IS NOT NULL THEN 'second' WHEN s.first IS NOT NULL THEN 'first'
            WHEN s.outside IS NOT NULL THEN 'outside' END AS stage,
       round(coalesce(s.second, s.first, s.outside) - s.self, 9) AS difference,
       CASE WHEN s.second IS NOT NULL THEN coalesce(s.second_reason, s.first_reason) ELSE s.first_reason END AS reason,
       coalesce(p.documents, 0) AS documents, s.self > 0 AND p.n IS NULL AS missing, s.position
  FROM step s LEFT JOIN proof p ON p.unit = s.unit AND p.criterion = s.criterion;
