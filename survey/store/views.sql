-- The rules of a round, once: views that every connection of the program makes for itself.
--
-- They are no part of the file: a file cannot bring rules of its own, a round of an older schema has them
-- too, and a rule that is corrected needs no new schema.  In a SQLite browser: paste them, or, in the shell,
-- `.read views.sql`.

-- The sample as it stands: its members with what became of them.  `asked` are those whose answers the
-- round is after: selected, or a reserve that was called in.
CREATE TEMP VIEW member_now AS
SELECT s."group", s.id, s.stratum, s.role, s."order", s.ticket, s.probability, s.weight,
       r.id IS NOT NULL AS released,
       s.role = 'selected' OR r.id IS NOT NULL AS asked,
       x.disposition AS replaced, x.id AS replaced_by, x.run AS replaced_in
  FROM sample s
  LEFT JOIN release r ON r."group" = s."group" AND r.id = s.id
  LEFT JOIN release x ON x."group" = s."group" AND x.replaces = s.id;

-- Reserves called in, with the member each replaced: read from the few that there are, not from the sample.
CREATE TEMP VIEW release_now AS
SELECT r."group", r.id, s.stratum, r.replaces, x.stratum AS replaced_stratum, x.probability AS replaced_probability,
       r.disposition
  FROM release r
 CROSS JOIN sample s ON s."group" = r."group" AND s.id = r.id
 CROSS JOIN sample x ON x."group" = r."group" AND x.id = r.replaces;

-- Strata with the reserves called in.  `ineligible` are those of the members replaced who were found not to belong
-- to the population; of these `ineligible_take_all` were certain to be drawn (probability 1), `ineligible_pi` is the
-- sum of the others' probabilities; `take_all` counts the certain among those asked.
CREATE TEMP VIEW stratum_now AS
SELECT t."group", t.stratum, t.population, t.drawn, t.reserves, coalesce(c.released, 0) AS released,
       coalesce(c.ineligible, 0) AS ineligible, c.ineligible_take_all, c.ineligible_pi, c.take_all
  FROM strata t
  LEFT JOIN (SELECT s."group", s.stratum, count(*) AS released, sum(r.disposition = 'ineligible') AS ineligible,
                    sum(r.disposition = 'ineligible' AND x.probability >= 1) AS ineligible_take_all,
                    sum(CASE WHEN r.disposition = 'ineligible' AND x.probability < 1 THEN x.probability ELSE 0 END)
                        AS ineligible_pi,
                    (SELECT count(*) FROM member_now m
                      WHERE m."group" = s."group" AND m.stratum = s.stratum AND m.probability >= 1 AND m.asked)
                        AS take_all
               FROM release r
               JOIN sample s ON s."group" = r."group" AND s.id = r.id
               JOIN sample x ON x."group" = r."group" AND x.id = r.replaces
              GROUP BY s."group", s.stratum) c ON c."group" = t."group" AND c.stratum = t.stratum;

-- Probability and weight in force: (drawn + released - ineligible) / (N - ineligible) once reserves are called in;
-- where members have probabilities of their own these are multiplied alike (docs/columns.md).  None of a quota, nor of
-- who does not belong to the population.
CREATE TEMP VIEW inclusion_now AS
WITH called AS (
    SELECT t."group", t.stratum,
           1.0 * (t.drawn + t.released - t.ineligible) / (t.population - t.ineligible) AS equal,
           CASE g.design
           WHEN 'pps' THEN 1.0 * (t.drawn - t.take_all + t.released - t.ineligible + t.ineligible_take_all) /
                           (t.drawn - t.take_all - t.ineligible_pi)
           WHEN 'stages' THEN (t.drawn + t.released - t.ineligible) /
                              (t.drawn - 1.0 * t.drawn * t.ineligible / t.population) END AS by
      FROM stratum_now t JOIN groups g ON g.code = t."group"
     WHERE t.released > 0)
SELECT m."group", m.id,
       CASE WHEN m.replaced = 'ineligible' OR m.probability IS NULL THEN NULL
            WHEN c."group" IS NULL OR m.probability >= 1 THEN m.probability
            ELSE coalesce(m.probability * c.by, c.equal) END AS probability,
       CASE WHEN m.replaced = 'ineligible' OR m.probability IS NULL THEN NULL
            WHEN c."group" IS NULL OR m.probability >= 1 THEN m.weight
            ELSE 1 / coalesce(m.probability * c.by, c.equal) END AS weight
  FROM member_now m
  LEFT JOIN called c ON c."group" = m."group" AND c.stratum = m.stratum;

-- Ballots as they stand: custody state (the last event, else keyed, else issued), whether one was keyed, and, where the
-- member was replaced by a reserve, why: such a ballot does not count.  `awaited` are those of which nothing is known
-- yet but that they were printed.
CREATE TEMP VIEW ballot_now AS
SELECT b.serial, b.ballot_type, b."group", b.member, b.stratum, b.list, b.office, b.pool, b.run,
       (SELECT c.state FROM custody c WHERE c.serial = b.serial) AS state,
       EXISTS (SELECT 1 FROM entry_now e WHERE e.serial = b.serial) AS keyed, x.disposition AS replaced,
       x.id IS NULL AND NOT EXISTS (SELECT 1 FROM entry_now e WHERE e.serial = b.serial)
       AND NOT EXISTS (SELECT 1 FROM event_now v WHERE v.serial = b.serial AND v.state <> 'printed') AS awaited
  FROM ballot b
  LEFT JOIN release x ON x."group" = b."group" AND x.replaces = b.member;

-- Keyings that count with the pass they are of the ballot: 1 to 3 through its first channel, 4 to 6 through its second.  What came
-- in the file of an office is of the first where its channel is that of the ballot's first keying, else of the second.
CREATE TEMP VIEW keying_now AS
SELECT e.*, CASE WHEN e.origin = '' THEN e.pass
            ELSE coalesce((SELECT (e.pass - 1) % 3 + 1 + 3 * (f.channel <> e.channel) FROM entry_now f
                            WHERE f.serial = e.serial AND f.pass <= 3 ORDER BY f.pass, f.origin LIMIT 1), e.pass) END AS of_pass
  FROM entry_now e;

-- What people wrote down of a ballot's way and was neither withdrawn nor put right.
CREATE TEMP VIEW movement_now AS
SELECT m.serial, m.number, m.state, m.event, m.date, m."by", m.office, m.batch, m.source, m.line, m.run FROM movement m
 WHERE m.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)
   AND (m.event = 0 OR EXISTS (SELECT 1 FROM event_now e WHERE e.serial = m.serial AND e.number = m.event))
   AND NOT EXISTS (SELECT 1 FROM movement r WHERE r.serial = m.serial AND r.replaces = m.number
                      AND r.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0));

-- A ballot's steps in the order in which they came to the round, within a run in that of `rank`: those written down, its
-- events, its first keying from paper.
CREATE TEMP VIEW custody_step AS
SELECT serial, run, 0 AS rank, number, state FROM movement_now m
 WHERE event = 0 AND NOT EXISTS (SELECT 1 FROM event_now e WHERE e.serial = m.serial AND e.state = m.state)
UNION ALL SELECT serial, run, 1, number, state FROM event_now
UNION ALL SELECT serial, min(run), 2, 0, 'keyed' FROM entry_now WHERE channel = 'paper' GROUP BY serial;

-- The numbers that a ballot's events and movements have come to, withdrawn ones too.
CREATE TEMP VIEW custody_number AS
SELECT serial, sum(event) AS event, sum(movement) AS movement FROM (
    SELECT serial, max(number) AS event, 0 AS movement FROM event GROUP BY serial
    UNION ALL SELECT serial, 0, max(number) FROM movement GROUP BY serial)
 GROUP BY serial;

-- Where each ballot is: `back` is paper that came back, `elsewhere` an answer that came without it.  Each has one `place`:
-- void, back, elsewhere, away (refused, absent, moved, ineligible), out (handed, nothing known), held (not handed).
CREATE TEMP VIEW custody_now AS
WITH told AS MATERIALIZED ( -- each question once
    SELECT b.serial, coalesce(b.office, '') AS office, x.disposition AS replaced,
           EXISTS (SELECT 1 FROM entry_now n WHERE n.serial = b.serial) AS keyed,
           EXISTS (SELECT 1 FROM entry_now n WHERE n.serial = b.serial AND n.channel = 'paper') AS paper,
           (SELECT e.state FROM event_now e WHERE e.serial = b.serial AND e.state <> 'printed' ORDER BY e.number DESC LIMIT 1) AS last,
           EXISTS (SELECT 1 FROM movement_now m WHERE m.serial = b.serial AND m.state = 'delivered') AS delivered,
           EXISTS (SELECT 1 FROM movement_now m WHERE m.serial = b.serial AND m.state = 'handed') AS handed,
           EXISTS (SELECT 1 FROM event_now e WHERE e.serial = b.serial AND e.state IN ('returned', 'verified', 'archived'))
           OR EXISTS (SELECT 1 FROM movement_now m WHERE m.serial = b.serial AND m.state = 'returned') AS written_back
      FROM ballot b LEFT JOIN release x ON x."group" = b."group" AND x.replaces = b.member)
SELECT serial, office, delivered, handed, written_back OR paper AS back, written_back, paper, keyed, last,
       CASE WHEN last = 'void' THEN 'void' WHEN written_back OR paper THEN 'back' WHEN keyed THEN 'elsewhere'
            WHEN coalesce(last, replaced) IN ('refused', 'absent', 'moved', 'ineligible') THEN coalesce(last, replaced)
            WHEN handed THEN 'out' ELSE 'held' END AS place
  FROM told;

-- The balance of each office that keeps lists: issued = handed + held + other_ways + unhanded, and
-- handed = returned + elsewhere + refused + absent + moved + ineligible + void + out.  `unhanded` came back though nobody
-- wrote down that it was handed; `other_ways` left without being handed (void, refused at the door, answered elsewhere).
CREATE TEMP VIEW custody_office AS
SELECT c.office, count(*) AS issued, sum(delivered) AS delivered, sum(handed) AS handed, sum(place = 'held') AS held,
       sum(NOT handed AND place NOT IN ('held', 'back')) AS other_ways, sum(NOT handed AND place = 'back') AS unhanded,
       sum(handed AND place = 'back') AS returned, sum(handed AND place = 'elsewhere') AS elsewhere,
       sum(handed AND place = 'refused') AS refused, sum(handed AND place = 'absent') AS absent,
       sum(handed AND place = 'moved') AS moved, sum(handed AND place = 'ineligible') AS ineligible,
       sum(handed AND place = 'void') AS void, sum(place = 'out') AS "out",
       sum(place = 'back' AND paper) AS keyed, sum(place = 'back' AND NOT paper) AS to_key,
       sum(place = 'back' AND paper AND NOT written_back) AS unreturned,
       sum(last IS 'verified') AS verified, sum(last IS 'archived') AS archived
  FROM custody_now c
 WHERE c.office IN (SELECT coalesce(b.office, '') FROM movement_now m JOIN ballot b ON b.serial = m.serial)
 GROUP BY c.office;

-- What each bag was written down with, and how many of it were keyed.
CREATE TEMP VIEW custody_batch AS
SELECT coalesce(m.office, b.office, '') AS office, m.batch, sum(m.state = 'delivered') AS delivered, sum(m.state = 'handed') AS handed,
       sum(m.state = 'returned') AS returned,
       sum(m.state = 'returned' AND EXISTS (SELECT 1 FROM entry_now n WHERE n.serial = m.serial AND n.channel = 'paper')) AS keyed,
       sum(m.state = 'archived') AS archived, sum(m.state NOT IN ('delivered', 'handed', 'returned', 'archived')) AS others
  FROM movement_now m JOIN ballot b ON b.serial = m.serial
 WHERE m.batch IS NOT NULL GROUP BY 1, 2;

-- Findings as they stand.
CREATE TEMP VIEW finding_now AS
SELECT * FROM finding f WHERE run = (SELECT max(g.run) FROM finding g WHERE g.code = f.code
                                       AND g.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0));

-- What a scoring changed of the one before it: units of which any figure is another, that came or went.
CREATE TEMP VIEW outcome_change AS
WITH pair(run, before) AS MATERIALIZED (SELECT DISTINCT run, (SELECT max(p.run) FROM outcome p WHERE p.run < o.run) FROM outcome o)
SELECT p.run, n.unit, o.missing AS missing_before, n.missing, o.total AS total_before, n.total, o.percent AS percent_before,
       n.percent, o.rank AS rank_before, n.rank, o.class AS class_before, n.class, o.low AS low_before, n.low,
       o.high AS high_before, n.high, o.rank_low AS rank_low_before, n.rank_low, o.rank_high AS rank_high_before, n.rank_high,
       o.class_low AS class_low_before, n.class_low, o.class_high AS class_high_before, n.class_high
  FROM pair p JOIN outcome n ON n.run = p.run LEFT JOIN outcome o ON o.run = p.before AND o.unit = n.unit
 WHERE p.before IS NOT NULL
   AND (o.unit IS NULL OR o.missing <> n.missing OR o.total <> n.total OR o.percent <> n.percent OR o.rank IS NOT n.rank
        OR o.class IS NOT n.class OR o.low IS NOT n.low OR o.high IS NOT n.high OR o.rank_low IS NOT n.rank_low
        OR o.rank_high IS NOT n.rank_high OR o.class_low IS NOT n.class_low OR o.class_high IS NOT n.class_high)
UNION ALL
SELECT p.run, o.unit, o.missing, NULL, o.total, NULL, o.percent, NULL, o.rank, NULL, o.class, NULL, o.low, NULL, o.high, NULL,
       o.rank_low, NULL, o.rank_high, NULL, o.class_low, NULL, o.class_high, NULL
  FROM pair p JOIN outcome o ON o.run = p.before LEFT JOIN outcome n ON n.run = p.run AND n.unit = o.unit
 WHERE n.unit IS NULL;

-- What was done once results were known (by the scoring of line `known`): by which scoring its effect is seen, and of how many
-- units.  Weighing is an act where something came of it, scoring where nothing else can have been the cause.
CREATE TEMP VIEW act AS
SELECT * FROM (
    SELECT l.number AS run, l.time, l.who, l.verb, l.detail, l.reason, k.known, n.run AS scored,
           (SELECT count(*) FROM outcome_change c WHERE c.run = n.run) AS units
      FROM (SELECT min(number) AS known FROM log WHERE verb = 'score') k
      JOIN log l ON l.number > k.known
      LEFT JOIN (SELECT DISTINCT run FROM outcome) n ON n.run = (SELECT min(o.run) FROM outcome o WHERE o.run >= l.number)) a
 WHERE verb NOT IN ('weigh', 'score', 'upgrade', 'sign', 'audit draw', 'audit import')
    OR units > 0 AND (verb = 'weigh' OR verb = 'score' AND EXISTS (SELECT 1 FROM outcome p WHERE p.run = a.run - 1));

-- Units of which the newest scoring kept something else than what `score` has.
CREATE TEMP VIEW outcome_astray AS
WITH newest AS (SELECT * FROM outcome WHERE run = (SELECT max(run) FROM outcome)),
     kept AS (SELECT unit, total, percent, rank, class, low, high, rank_low, rank_high, class_low, class_high FROM newest),
     there AS (SELECT unit, total, percent, rank, class, low, high, rank_low, rank_high, class_low, class_high FROM score)
SELECT unit FROM (SELECT * FROM kept EXCEPT SELECT * FROM there)
UNION SELECT unit FROM (SELECT * FROM there EXCEPT SELECT * FROM kept) WHERE EXISTS (SELECT 1 FROM newest);

-- What was imported, each sheet of a workbook named as FILE:SHEET.
CREATE TEMP VIEW source_now AS
SELECT s.source, s.kind, CASE WHEN t.sheet IS NULL THEN s.file ELSE s.file || ':' || t.sheet END AS file, s.run
  FROM source s
  LEFT JOIN source_sheet t ON t.source = s.source;

-- Audits with their draw, if any; `fixed`: how many was said before the seed.  And what was keyed for them.
CREATE TEMP VIEW audit_now AS
SELECT a.run, a.kind, a.sha256, a.ballots, a.fields, a.seed_from, a.seed_digits, a.take IS NOT NULL AS fixed,
       coalesce(d.part, a.part) AS part, coalesce(d.take, a.take) AS take, a.accept, d.run AS drawn_in, d.seed
  FROM audit a LEFT JOIN audit_draw d ON d.audit = a.run;
CREATE TEMP VIEW audit_entry_now AS
SELECT * FROM audit_entry WHERE run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0);

-- What each merge brought: of which office, the numbers of the lines of its file's log that wrote keyings or states, and how
-- many of these.
CREATE TEMP VIEW office_came AS
WITH brought AS MATERIALIZED (
    SELECT m.run, f.office, m.number, (SELECT count(*) FROM entry_other e WHERE e.origin = m.origin AND e.run = m.run) AS keyings,
           (SELECT count(*) FROM event_other v WHERE v.origin = m.origin AND v.run = m.run) AS states
      FROM merged_log m JOIN office_file f ON f.run = m.split ORDER BY m.run, f.office, m.number)
SELECT run, office, group_concat(number, ', ') AS lines, sum(keyings) AS keyings, sum(states) AS states FROM brought
 WHERE keyings + states > 0 GROUP BY run, office;

-- What several files of offices, or one of them and the round, say of a ballot (docs/offices.md): keyings of one pass, events
-- of one number with different states, keyings of who was replaced, lines that follow the same line.
CREATE TEMP VIEW origin_now AS
SELECT '' AS origin, '' AS office UNION ALL
SELECT m.origin, f.office FROM merged_log m JOIN office_file f ON f.run = m.split;
CREATE TEMP VIEW keyed_apart AS
SELECT e.serial, e.of_pass AS pass, o.office, e.keyer, s.file, line_shown(e.serial, e.source, e.line) AS line, e.answers,
       (SELECT count(*) FROM (SELECT 1 FROM entry_text_now t
                                JOIN keying_now k ON k.serial = t.serial AND k.pass = t.pass AND k.origin = t.origin
                               WHERE t.serial = e.serial AND k.of_pass = e.of_pass
                               GROUP BY t.cell HAVING count(DISTINCT t.value) > 1)) AS texts, e.origin
  FROM keying_now e JOIN origin_now o ON o.origin = e.origin LEFT JOIN source_now s ON s.source = e.source
 WHERE e.serial IN (SELECT serial FROM entry_other)
   AND EXISTS (SELECT 1 FROM keying_now x WHERE x.serial = e.serial AND x.of_pass = e.of_pass AND x.origin <> e.origin);
CREATE TEMP VIEW event_apart AS
WITH happened AS (SELECT serial, number, state, '' AS origin FROM event_here
                  UNION ALL SELECT serial, number, state, origin FROM event_there)
SELECT h.serial, h.number, o.office, h.state,
       (SELECT n.state FROM event_now n WHERE n.serial = h.serial AND n.number = h.number) AS counts, h.origin
  FROM happened h JOIN origin_now o ON o.origin = h.origin
 WHERE h.serial IN (SELECT serial FROM event_other)
   AND EXISTS (SELECT 1 FROM happened x WHERE x.serial = h.serial AND x.number = h.number AND x.state <> h.state);
CREATE TEMP VIEW keyed_replaced AS
SELECT DISTINCT e.serial, o.office, r.disposition
  FROM entry_other e JOIN ballot b ON b.serial = e.serial JOIN release r ON r."group" = b."group" AND r.replaces = b.member
  JOIN origin_now o ON o.origin = e.origin;
CREATE TEMP VIEW line_apart AS
SELECT m.previous, m.number, f.office, m.time, m.who, m.hash
  FROM merged_log m JOIN office_file f ON f.run = m.split
 WHERE EXISTS (SELECT 1 FROM merged_log x WHERE x.previous = m.previous AND x.origin <> m.origin);
