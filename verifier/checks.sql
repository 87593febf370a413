-- checks.sql - what is checked, in the order of docs/verification.md: each check asks the round for what is wrong.
--
-- `--! check CODE | WHAT | UNIT` begins a line of the report; the statements behind it give rows of a kind and a text: n (how many were
-- compared), fault (a place), unsaid (why part of it cannot be said), stop (why none of it can: the rest is left out), note.
-- `--! do` begins statements that only prepare, `--! call NAME` is done in C.  Functions of our own: sha(x), 64 digits; csv(x), a cell;
-- dec(text), a decimal in 1e-9; ratio(a, b, c) = a b / c and rnd(x, k), halves away from zero; cut(x, k), toward zero; share(text, otherwise);
-- evidence().  A list in a text is taken to pieces as JSON, in one go whatever stands in it.

--! do
-- What counts of what was keyed, of what happened and of what was given.
CREATE TEMP VIEW gone_run AS SELECT withdraws AS run FROM withdrawal WHERE serial = 0;
CREATE TEMP VIEW gone_line AS SELECT withdraws AS origin FROM withdrawal_other WHERE serial = 0;
CREATE TEMP VIEW keyed_all AS SELECT serial, pass, channel, keyer, source, line, answers, run, '' AS origin FROM entry
    UNION ALL SELECT serial, pass, channel, keyer, source, line, answers, run, '' FROM later_entry
    UNION ALL SELECT serial, pass, channel, keyer, source, line, answers, run, origin FROM entry_other;
CREATE TEMP VIEW keyed_now AS SELECT * FROM keyed_all e
 WHERE run NOT IN (SELECT run FROM gone_run) AND origin NOT IN (SELECT origin FROM gone_line)
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = e.serial AND w.pass = e.pass AND w.event = 0 AND w.withdraws = e.run
                      AND w.run NOT IN (SELECT run FROM gone_run))
   AND (origin = '' OR NOT EXISTS (SELECT 1 FROM withdrawal_other w WHERE w.serial = e.serial AND w.pass = e.pass AND w.event = 0
                      AND w.withdraws = e.origin AND w.origin NOT IN (SELECT origin FROM gone_line))
                  AND NOT EXISTS (SELECT 1 FROM ballot b JOIN release r ON r."group" = b."group" AND r.replaces = b.member WHERE b.serial = e.serial));
CREATE TEMP VIEW happened_all AS SELECT serial, number, state, reason, run, '' AS origin, '' AS time FROM event
    UNION ALL SELECT serial, number, state, reason, run, origin, time FROM event_other;
CREATE TEMP VIEW happened_stands AS SELECT * FROM happened_all e
 WHERE run NOT IN (SELECT run FROM gone_run) AND origin NOT IN (SELECT origin FROM gone_line)
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.serial = e.serial AND w.pass = 0 AND w.event = e.number AND w.withdraws = e.run
                      AND w.run NOT IN (SELECT run FROM gone_run))
   AND (origin = '' OR NOT EXISTS (SELECT 1 FROM withdrawal_other w WHERE w.serial = e.serial AND w.pass = 0 AND w.event = e.number
                      AND w.withdraws = e.origin AND w.origin NOT IN (SELECT origin FROM gone_line)));
CREATE TEMP VIEW happened_now AS SELECT * FROM happened_stands e
 WHERE origin = '' OR NOT EXISTS (SELECT 1 FROM happened_stands o WHERE o.serial = e.serial AND o.number = e.number
                      AND (o.origin = '' OR o.time > e.time OR (o.time = e.time AND o.origin > e.origin)));
CREATE TEMP VIEW given_now AS SELECT * FROM points WHERE run NOT IN (SELECT run FROM gone_run);
CREATE TEMP VIEW moved_now AS SELECT * FROM movement m
 WHERE run NOT IN (SELECT run FROM gone_run)
   AND (event = 0 OR EXISTS (SELECT 1 FROM happened_now e WHERE e.serial = m.serial AND e.number = m.event))
   AND (serial, number) NOT IN (SELECT serial, replaces FROM movement WHERE run NOT IN (SELECT run FROM gone_run));

--! call file
--! call schema

--! do
-- The log: what each line says of each table, kind w of `wrote`, h of `holds`, r of `reads`; the first line whose digests are of today's form.
CREATE TEMP TABLE said AS SELECT number, kind, substr(value, 1, instr(value || ' ', ' ') - 1) AS name, substr(value, instr(value || ' ', ' ') + 1) AS what
  FROM (SELECT number, 'w' AS kind, wrote AS words FROM log UNION ALL SELECT number, 'h', holds FROM log UNION ALL SELECT number, 'r', reads FROM log)
  JOIN json_each('[' || replace(json_quote(replace(words, '\', '/')), '\n', '","') || ']') WHERE value <> '';
CREATE INDEX temp.said_name ON said(name, number);
CREATE TEMP VIEW first_line AS SELECT coalesce(max(number), 0) + 1 AS number FROM log WHERE form = 1;
CREATE TEMP TABLE line AS SELECT l.*, l.verb || ', ' || l.time || ', ' || l.who AS words, row_number() OVER w AS place,
    lag(hash, 1, '0000000000000000000000000000000000000000000000000000000000000000') OVER w AS previous, lag(form) OVER w AS form_before, lag(time) OVER w AS time_before
  FROM log l WINDOW w AS (ORDER BY number);

--! check B1 | chuỗi mã băm của nhật ký | dòng
SELECT 'n', count(*) FROM log;
SELECT 'fault', 'nhật ký trống' WHERE NOT EXISTS (SELECT 1 FROM log);
SELECT 'fault', printf('ở chỗ của dòng %d có dòng %d', place, number) FROM line WHERE number IS NOT place;
SELECT 'fault', printf('dòng %d (%s)', number, words) FROM line WHERE hash IS NOT sha(previous || char(10) || CASE form WHEN 1
    THEN number || '|' || say(time) || '|' || say(who) || '|' || say(verb) || '|' || say(reason) || '|' || say(detail) || '|' || say(wrote) || '|' || say(reads)
    ELSE number || '|' || form || '|' || say(time) || '|' || say(login) || '|' || say(who) || '|' || say(program) || '|' || say(mark) || '|' || say(verb) || '|'
        || commitment('r', number, reason) || '|' || commitment('d', number, detail) || '|' || say(wrote) || '|' || say(reads) || '|' || say(holds) END)
    OR instr(CAST(coalesce(time, '') || coalesce(login, '') || coalesce(who, '') || coalesce(program, '') || coalesce(mark, '') || coalesce(verb, '') || coalesce(reason, '')
        || coalesce(detail, '') || coalesce(wrote, '') || coalesce(reads, '') || coalesce(holds, '') || coalesce(hash, '') AS BLOB), x'00');
SELECT 'fault', printf('dòng %d: dạng cũ đứng sau dạng mới', number) FROM line WHERE form = 1 AND form_before <> 1;
SELECT 'fault', printf('dòng %d: thiếu mã băm của mọi bảng lúc nâng cấp', number) FROM line WHERE form <> 1 AND form_before = 1 AND holds IS NULL;
SELECT 'fault', 'bảng secret không có đúng một dòng' FROM known WHERE NOT evidence() AND secrets <> 1;

--! check B2 | đầu chuỗi là dòng cuối | dòng
SELECT 'n', count(*) FROM head;
SELECT 'fault', printf('bảng head có %d dòng', count(*)) FROM head HAVING count(*) <> 1;
SELECT 'fault', printf('bảng head ghi dòng %d, dòng cuối là %d', h.number, (SELECT max(number) FROM log)) FROM head h
 WHERE one <> 1 OR NOT EXISTS (SELECT 1 FROM log l WHERE l.number = h.number AND l.hash = h.hash AND l.number = (SELECT max(number) FROM log));
SELECT 'note', hash FROM log ORDER BY number DESC LIMIT 1;

--! check B3 | mã băm đã ghi lại có trong nhật ký | mã băm
SELECT 'n', count(hash) FROM known;
SELECT 'stop', 'không có --head: tệp khớp với chính nó, nhưng có bị viết lại toàn bộ hay không thì không biết' WHERE (SELECT hash FROM known) IS NULL;
SELECT 'fault', hash || ' không có: các dòng mới nhất đã bị cắt hoặc viết lại' FROM known k WHERE NOT EXISTS (SELECT 1 FROM log l WHERE l.hash = k.hash)
   AND NOT EXISTS (SELECT 1 FROM merged_log m WHERE m.hash = k.hash);
SELECT 'note', 'dòng ' || l.number FROM known k JOIN log l ON l.hash = k.hash;
SELECT 'note', 'dòng ' || m.number || ' của tệp bưu điện ' || f.office FROM known k JOIN merged_log m ON m.hash = k.hash JOIN office_file f ON f.run = m.split;

--! check B4 | thời gian chỉ đi tới, trừ dòng có ghi | dòng
SELECT 'n', count(*) FROM log;
SELECT 'fault', printf('dòng %d (%s) trước dòng trên nó (%s)', number, time, time_before) FROM line
 WHERE form <> 1 AND time < time_before AND NOT instr(' ' || coalesce(mark, '') || ' ', ' clock-back ');

--! check B5 | nhật ký các tệp của bưu điện nối vào đúng chỗ | dòng
SELECT 'n', count(*) FROM merged_log;
SELECT 'fault', printf('lần giao tệp %d (bưu điện %s): dòng %d của đợt không phải là %s', run, office, parent_line, parent) FROM office_file f
 WHERE head IS NOT NULL AND (parent_line >= run OR NOT EXISTS (SELECT 1 FROM log l WHERE l.number = f.parent_line AND l.hash = f.parent));
SELECT 'fault', printf('dòng %d của tệp %d (%s, %s, %s)', number, split, verb, time, who) FROM merged_log m WHERE origin IS NOT substr(hash, 1, 16)
    OR hash IS NOT sha(previous || char(10) || number || '|' || form || '|' || say(time) || '|' || say(login) || '|' || say(who) || '|' || say(program)
        || '|' || say(mark) || '|' || say(verb) || '|' || say(reason_hash) || '|' || say(detail_hash) || '|' || say(wrote) || '|' || say(reads) || '|' || say(holds));
SELECT 'fault', printf('dòng %d của tệp %d: không có dòng đứng trước', number, split) FROM merged_log m
 WHERE NOT EXISTS (SELECT 1 FROM merged_log p WHERE p.hash = m.previous AND p.split = m.split AND p.number = m.number - 1)
   AND NOT EXISTS (SELECT 1 FROM office_file f WHERE f.head = m.previous AND f.run = m.split AND m.number = 2);
SELECT DISTINCT 'fault', printf('bảng %s: dòng của %s, không có trong nhật ký các tệp', name, origin) FROM (
    SELECT 'entry_other' AS name, origin, run FROM entry_other UNION SELECT 'text_other', origin, run FROM text_other
    UNION SELECT 'event_other', origin, run FROM event_other UNION SELECT 'withdrawal_other', origin, run FROM withdrawal_other) e
 WHERE NOT EXISTS (SELECT 1 FROM merged_log m WHERE m.origin = e.origin AND m.run = e.run);

--! call tables

--! do
-- What a line of today's form says of a table: in `holds` where it has it, else in `wrote`.
CREATE TEMP TABLE must AS SELECT s.number, s.name, s.what FROM said s JOIN log l ON l.number = s.number
 WHERE s.kind = CASE WHEN l.holds IS NULL THEN 'w' ELSE 'h' END AND s.number >= (SELECT number FROM first_line);
CREATE TEMP VIEW newest AS SELECT name, max(number) AS number FROM said WHERE kind = 'w' GROUP BY name;

--! check C1 | số liệu đúng như lúc ghi | mã băm
CREATE TEMP TABLE compared AS -- a table that grows by run, one that is replaced by its newest line
SELECT t.name, m.number, m.what, coalesce(h.rows || ' ' || h.sha, '0 ' || sha('')) AS is_ FROM stored t JOIN must m ON m.name = t.name
  LEFT JOIN held h ON h.name = t.name AND h.run = CASE WHEN t.grows THEN m.number ELSE 0 END
 WHERE t.grows OR m.number = (SELECT max(number) FROM must o WHERE o.name = t.name);
SELECT 'n', count(*) FROM compared;
SELECT 'fault', CASE WHEN c.what + 0 <> c.is_ + 0 THEN printf('bảng %s, lần chạy %d (%s): ghi %d dòng, nay có %d', c.name, c.number, l.words, c.what, c.is_)
    ELSE printf('bảng %s, lần chạy %d (%s): có giá trị đã bị sửa', c.name, c.number, l.words) END FROM compared c JOIN line l ON l.number = c.number WHERE c.what <> c.is_;
SELECT 'fault', CASE WHEN NOT t.grows THEN printf('bảng %s: %d dòng không lần chạy nào ghi', t.name, h.rows)
    WHEN l.number IS NULL THEN printf('bảng %s: %d dòng của lần chạy %d, không có trong nhật ký', t.name, h.rows, h.run)
    ELSE printf('bảng %s: %d dòng ghi là của lần chạy %d (%s), lần ấy không ghi dòng nào', t.name, h.rows, h.run, l.words) END
  FROM held h JOIN stored t ON t.name = h.name LEFT JOIN line l ON l.number = h.run
 WHERE h.rows AND NOT EXISTS (SELECT 1 FROM must m WHERE m.name = h.name AND (NOT t.grows OR m.number = h.run));
SELECT DISTINCT 'fault', printf('bảng %s, lần chạy %d đã ghi, không còn', name, number) FROM must WHERE name NOT IN (SELECT name FROM stored);

--! do
-- What a table was before each line that read it, and is now: of a growing one the hash of all that was said of it, else what was said last.
CREATE TEMP TABLE state AS SELECT r.number, r.name, r.what, coalesce(CASE WHEN t.grows
    THEN (SELECT sha(group_concat(what || char(10), '')) FROM (SELECT what FROM said w WHERE w.name = r.name AND w.kind = 'w' AND w.number < r.number ORDER BY w.number) HAVING count(*))
    ELSE (SELECT substr(what, instr(what, ' ') + 1) FROM said w WHERE w.name = r.name AND w.kind = 'w' AND w.number < r.number ORDER BY w.number DESC LIMIT 1) END,
    '0000000000000000000000000000000000000000000000000000000000000000') AS is_
  FROM (SELECT s.number, s.name, s.what FROM said s JOIN log l ON l.number = s.number WHERE s.kind = 'r' AND l.form <> 1
    UNION ALL SELECT DISTINCT 9223372036854775807, name, NULL FROM said) r LEFT JOIN stored t ON t.name = r.name;

--! check C2 | mã băm của những gì mỗi lần chạy đã đọc | mã băm
SELECT 'n', count(*) FROM state WHERE what IS NOT NULL;
SELECT 'fault', printf('dòng %d (%s), bảng %s', s.number, l.words, s.name) FROM state s JOIN line l ON l.number = s.number WHERE s.what <> s.is_;

--! do
-- Derived tables that are older than what they were made from: ROOT, and what changed.
CREATE TEMP VIEW taken_back AS SELECT r.number AS line, w.run FROM withdrawal w JOIN said x ON x.number = w.withdraws AND x.kind = 'w' JOIN said r ON r.name = x.name AND r.kind = 'r';
CREATE TEMP TABLE stale AS WITH RECURSIVE reach(root, number) AS (
    SELECT name, number FROM newest WHERE name IN ('weight', 'score')
    UNION SELECT c.root, n.number FROM reach c JOIN said r ON r.number = c.number AND r.kind = 'r' JOIN state s ON s.name = r.name AND s.number = 9223372036854775807
        JOIN newest n ON n.name = r.name WHERE s.is_ = r.what AND r.what GLOB '*[^0]*')
SELECT c.root, r.name AS changed FROM reach c JOIN said r ON r.number = c.number AND r.kind = 'r' JOIN state s ON s.name = r.name AND s.number = 9223372036854775807
 WHERE s.is_ <> r.what AND (r.name <> 'withdrawal' OR EXISTS (SELECT 1 FROM taken_back b WHERE b.line = c.number AND b.run > c.number))
UNION SELECT c.root, 'withdrawal' FROM reach c WHERE EXISTS (SELECT 1 FROM taken_back b WHERE b.line = c.number)
   AND NOT EXISTS (SELECT 1 FROM said r WHERE r.number = c.number AND r.kind = 'r' AND r.name = 'withdrawal');

--! check D1 | danh sách đúng như lúc chốt | thành viên
SELECT 'n', count(*) FROM frame;
SELECT 'stop', 'danh sách chưa chốt' WHERE NOT EXISTS (SELECT 1 FROM freeze);
SELECT 'note', sha256 || ', dòng ' || run FROM (SELECT * FROM freeze ORDER BY run DESC LIMIT 1);
SELECT 'stop', 'mã người là cam kết' WHERE evidence();
CREATE TEMP TABLE list_hash AS SELECT sha(
    'group,id,own_unit,rates,office,size' || coalesce((SELECT group_concat(',' || csv(name), '') FROM (SELECT name FROM frame_columns ORDER BY name)), '') || char(10)
    || coalesce((SELECT group_concat(line, '') FROM (
        SELECT csv("group") || ',' || csv(id) || ',' || csv(own_unit) || ',' || csv(rates) || ',' || csv(office) || ',' || csv(size)
            || coalesce((SELECT group_concat(',' || csv(json_extract(extra, '$."' || name || '"')), '') FROM (SELECT name FROM frame_columns ORDER BY name)), '')
            || char(10) AS line FROM frame ORDER BY "group" || '/', id)), '')
    || 'code,name,via,design,take,take_as,per,stratum_by,allocation,min,max,size_column,reserve,response,policy' || char(10)
    || coalesce((SELECT group_concat(line, '') FROM (
        SELECT csv(code) || ',' || csv(name) || ',' || csv(via) || ',' || csv(design) || ',' || csv(take) || ',' || csv(take_as) || ',' || csv(per) || ','
            || csv(stratum_by) || ',' || csv(allocation) || ',' || csv(min) || ',' || csv(max) || ',' || csv(size_column) || ',' || csv(reserve) || ','
            || csv(response) || ',' || csv(policy) || char(10) AS line FROM groups ORDER BY position)), '')
    || coalesce((SELECT 'group,stage,column,method,take,size_by' || char(10) || group_concat(line, '') FROM (
        SELECT csv("group") || ',' || csv(stage) || ',' || csv("column") || ',' || csv(method) || ',' || csv(take) || ',' || csv(size_by) || char(10) AS line
          FROM stages ORDER BY position) HAVING count(*)), '')) AS sha256;
SELECT 'fault', printf('nay là %d thành viên, %s; lúc chốt %d', (SELECT count(*) FROM frame), h.sha256, z.members)
  FROM list_hash h, (SELECT * FROM freeze ORDER BY run DESC LIMIT 1) z
 WHERE h.sha256 <> z.sha256 OR z.members <> (SELECT count(*) FROM frame);
SELECT 'fault', 'nay khác: ' || "group" || '/' || id FROM (SELECT * FROM frame EXCEPT SELECT * FROM frozen)
 WHERE EXISTS (SELECT 1 FROM frozen) AND (SELECT sha256 FROM list_hash) <> (SELECT sha256 FROM freeze ORDER BY run DESC LIMIT 1)
UNION ALL SELECT 'fault', 'khi chốt: ' || "group" || '/' || id FROM (SELECT * FROM frozen EXCEPT SELECT * FROM frame)
 WHERE (SELECT sha256 FROM list_hash) <> (SELECT sha256 FROM freeze ORDER BY run DESC LIMIT 1);

--! check D2 | mã băm của quy tắc lúc chốt | lần chốt
SELECT 'n', count(*) FROM freeze;
SELECT 'stop', 'danh sách chưa chốt' WHERE NOT EXISTS (SELECT 1 FROM freeze);
CREATE TEMP TABLE rules_hash AS
WITH rule(name) AS (VALUES ('ballot_types'), ('blocks'), ('classes'), ('criteria'), ('group_weights'), ('groups'), ('margins'), ('not_applicable'),
    ('questions'), ('rates'), ('round'), ('scales'), ('stages'), ('units')),
moment(run) AS (SELECT run FROM freeze UNION SELECT 9223372036854775807)
SELECT run, sha(coalesce((SELECT group_concat(name || ' ' || what || char(10), '') FROM (SELECT name, (SELECT what FROM said s WHERE s.name = r.name
    AND s.number < m.run AND s.kind <> 'r' ORDER BY s.number DESC, s.kind DESC LIMIT 1) AS what FROM rule r ORDER BY name)), '')) AS sha256 FROM moment m;
SELECT 'unsaid', 'dòng ' || run || ' của phiên bản cũ, không có mã băm của quy tắc' FROM freeze WHERE rules IS NULL;
SELECT 'fault', printf('dòng %d ghi %s, theo nhật ký là %s', z.run, z.rules, h.sha256) FROM freeze z JOIN rules_hash h ON h.run = z.run WHERE h.sha256 <> z.rules;
SELECT 'note', 'quy tắc đã sửa sau lúc chốt, nay là ' || h.sha256 || '; nhật ký ghi ai sửa gì' FROM rules_hash h, (SELECT * FROM freeze ORDER BY run DESC LIMIT 1) z
 WHERE h.run = 9223372036854775807 AND h.sha256 <> z.rules;

--! do
CREATE TEMP VIEW drawing AS SELECT d.*, z.run AS frozen, z.seed_digits AS digits
  FROM draw d LEFT JOIN freeze z ON z.run = (SELECT max(run) FROM freeze y WHERE y.run < d.run);

--! check D3 | hạt giống viết đúng dạng đã định | lần rút
SELECT 'n', count(*) FROM draw;
SELECT 'stop', 'chưa rút mẫu' WHERE NOT EXISTS (SELECT 1 FROM draw);
SELECT 'fault', printf('dòng %d: "%s" không phải đúng %d chữ số', run, seed, digits) FROM drawing
 WHERE digits > 0 AND (length(seed) <> digits OR seed GLOB '*[^0-9]*');
SELECT 'unsaid', printf('dòng %d không định dạng hạt giống: cách viết khác sẽ cho mẫu khác', frozen) FROM drawing WHERE frozen AND coalesce(digits, 0) = 0;

--! check D4 | chốt trước, rút sau, phát phiếu sau nữa | lần rút
SELECT 'n', count(*) FROM draw;
SELECT 'stop', 'chưa rút mẫu' WHERE NOT EXISTS (SELECT 1 FROM draw);
SELECT 'fault', printf('lần rút ở dòng %d không theo lần chốt mới nhất trước nó', run) FROM drawing WHERE frozen IS NOT freeze;
SELECT 'fault', printf('rút ở dòng %d, sau khi phát phiếu hoặc gọi dự phòng', run) FROM draw
 WHERE run > (SELECT min(run) FROM (SELECT run FROM ballot UNION ALL SELECT run FROM release));
SELECT 'fault', printf('dòng %d dùng lại hạt giống "%s" của lần chốt trước', run, seed)
  FROM (SELECT run, seed, min(freeze) OVER w AS low, max(freeze) OVER w AS high FROM draw WINDOW w AS (PARTITION BY seed ORDER BY run)) WHERE low <> high;
SELECT 'fault', printf('dòng %d: cách rút lạ "%s"', run, algorithm) FROM draw WHERE algorithm <> 'consistent sampler (Rivest 2018), first ticket of GROUP/ID';
SELECT 'fault', printf('chốt lại ở dòng %d mà chưa rút lại', run) FROM freeze WHERE run > (SELECT max(run) FROM draw);
SELECT 'fault', printf('dòng %d và %d cùng một sự kiện', above, run) FROM (SELECT run, lag(run) OVER (PARTITION BY seed_from ORDER BY run) AS above FROM freeze) WHERE above;
SELECT 'note', printf('dòng %d, hạt giống "%s"', run, seed) FROM draw;
SELECT 'note', printf('chốt ở dòng %d: %s', run, seed_from) FROM freeze WHERE (SELECT count(*) FROM freeze) > 1;

--! do
CREATE TEMP TABLE drawn_stratum ("group", stratum, population, drawn, reserves, PRIMARY KEY ("group", stratum));
CREATE TEMP TABLE drawn ("group", id, stratum, role, "order", ticket, probability, weight, PRIMARY KEY ("group", id));
CREATE TEMP TABLE undrawn (why);

--! call draw

--! check D5 | tầng, cỡ mẫu và dự phòng rút lại | tầng
SELECT 'stop', 'chưa rút mẫu' WHERE NOT EXISTS (SELECT 1 FROM draw);
SELECT 'stop', 'mã người là cam kết' WHERE evidence();
SELECT 'n', count(*) FROM drawn_stratum;
SELECT 'fault', printf('nhóm %s, tầng "%s": ghi %d, %d, %d; tính lại %d, %d, %d', d."group", d.stratum, s.population, s.drawn, s.reserves, d.population, d.drawn, d.reserves)
  FROM drawn_stratum d LEFT JOIN strata s ON s."group" = d."group" AND s.stratum = d.stratum WHERE (s.population, s.drawn, s.reserves) IS NOT (d.population, d.drawn, d.reserves);
SELECT 'fault', printf('nhóm %s, tầng "%s": rút lại thì không có', "group", stratum) FROM strata s
 WHERE NOT EXISTS (SELECT 1 FROM drawn_stratum d WHERE s."group" = d."group" AND s.stratum = d.stratum);

--! check D6 | người được chọn và dự phòng rút lại | người
SELECT 'stop', 'chưa rút mẫu' WHERE NOT EXISTS (SELECT 1 FROM draw);
SELECT 'stop', 'mã người là cam kết' WHERE evidence();
SELECT 'n', count(*) FROM drawn;
SELECT 'fault', why FROM undrawn;
SELECT 'fault', printf('%s/%s %s; tính lại: tầng "%s", %s %d', d."group", d.id, CASE WHEN s.id IS NULL THEN 'không có trong mẫu'
    WHEN (s.stratum, s.role, s."order") IS NOT (d.stratum, d.role, d."order") THEN 'khác chỗ' WHEN s.ticket <> d.ticket THEN 'khác vé' ELSE 'khác xác suất hoặc trọng số' END,
    d.stratum, iif(d.role = 'selected', 'chọn', 'dự phòng'), d."order")
  FROM drawn d LEFT JOIN sample s ON s."group" = d."group" AND s.id = d.id
 WHERE s.id IS NULL OR (s.stratum, s.role, s."order", s.ticket) IS NOT (d.stratum, d.role, d."order", d.ticket)
    OR NOT near(s.probability, d.probability, 1e-12) OR NOT near(s.weight, d.weight, 1e-12);
SELECT 'fault', printf('%s/%s có trong mẫu, rút lại thì không', "group", id) FROM sample s WHERE NOT EXISTS (SELECT 1 FROM drawn d WHERE s."group" = d."group" AND s.id = d.id);

--! check D7 | dự phòng được gọi đúng thứ tự, đúng tầng | lần thay
SELECT 'n', count(*) FROM release;
WITH called AS (
    SELECT r.*, s.role, s.stratum, s."order", x.stratum AS other, x.role AS was,
           EXISTS (SELECT 1 FROM release e WHERE e."group" = r."group" AND e.id = r.replaces AND e.run < r.run) AS came
      FROM release r LEFT JOIN sample s ON s."group" = r."group" AND s.id = r.id LEFT JOIN sample x ON x."group" = r."group" AND x.id = r.replaces)
SELECT 'fault', printf('%s/%s thay %s: %s', "group", id, replaces, why) FROM (SELECT *, CASE
    WHEN role IS NOT 'reserve' THEN 'không phải dự phòng'
    WHEN stratum IS NOT other THEN 'ở tầng khác'
    WHEN EXISTS (SELECT 1 FROM sample o WHERE o."group" = c."group" AND o.stratum = c.stratum AND o.role = 'reserve' AND o."order" < c."order"
        AND NOT EXISTS (SELECT 1 FROM release e WHERE e."group" = o."group" AND e.id = o.id AND e.run < c.run)) THEN 'được gọi trước dự phòng đứng trên'
    WHEN was = 'reserve' AND NOT came THEN 'người này không được hỏi'
    WHEN EXISTS (SELECT 1 FROM ballot b JOIN keyed_now k ON k.serial = b.serial WHERE b."group" = c."group" AND b.member = c.replaces
        AND (SELECT state FROM happened_now v WHERE v.serial = b.serial ORDER BY number DESC LIMIT 1) IS NOT 'void') THEN 'người này đã trả lời'
    END AS why FROM called c) WHERE why IS NOT NULL;

--! do
-- The rules of the round; who is asked what; the tree of criteria of each block, and what does not apply to whom.
CREATE TEMP TABLE rule AS WITH r(key, standard) AS (VALUES ('survey', 'here'), ('combine', 'group_means'), ('min_base', '1'), ('min_answered', '0'),
    ('invalid_if', 'blank'), ('channels', 'fault'), ('sipas', 'mean'), ('rounding', 'once'), ('round_at', 'total'), ('decimals', '2'), ('rank_by', 'points'),
    ('compare', 'exact'), ('ties', 'shared'), ('tie_breakers', ''), ('class_by', 'points'))
SELECT key, coalesce((SELECT nullif(value, '') FROM round o WHERE o.key = r.key), standard) AS value FROM r;
CREATE TEMP VIEW ruled AS SELECT (SELECT value = 'pooled' FROM rule WHERE key = 'combine') AS pooled, (SELECT value = 'none' FROM rule WHERE key = 'survey') AS none,
    (SELECT value + 0 FROM rule WHERE key = 'min_base') AS min_base, (SELECT min(max(value + 0, 0), 9) FROM rule WHERE key = 'decimals') AS decimals,
    (SELECT value = 'truncate' FROM rule WHERE key = 'rounding') AS cut, (SELECT value FROM rule WHERE key = 'round_at') AS at,
    (SELECT value = 'rounded' FROM rule WHERE key = 'compare') AS rounded, (SELECT value = 'percent' FROM rule WHERE key = 'rank_by') AS by_percent,
    (SELECT value = 'order' FROM rule WHERE key = 'ties') AS in_order;
CREATE TEMP TABLE asks AS SELECT t.code AS type, g.code AS "group", g.design, g.via <> 'sipas' AND g.design IN ('pps', 'stages') AS own, t.block
  FROM ballot_types t JOIN groups g ON instr(';' || replace(t.groups, ' ', '') || ';', ';' || g.code || ';');
CREATE TEMP TABLE node AS WITH RECURSIVE
base AS (SELECT b.code AS block, c.code, c.parent, c.position, c.block AS own, coalesce(c.method, '') AS method, coalesce(dec(c.max_points), 0) AS max, dec(c.min_points) AS min, dec(c.cap) AS cap
    FROM criteria c JOIN blocks b ON c.block IN ('*', b.code)),
down(block, code, level) AS (SELECT block, code, 1 FROM base WHERE parent IS NULL
    UNION SELECT n.block, n.code, d.level + 1 FROM base n JOIN down d ON n.block = d.block AND n.parent = d.code WHERE d.level < 100)
SELECT n.block, n.code, n.parent, n.position, d.level, n.method, n.min, n.cap, NOT EXISTS (SELECT 1 FROM criteria k WHERE k.parent = n.code AND n.own IN ('*', k.block)) AS leaf,
    CASE method WHEN 'DTXHH' THEN 'survey' WHEN 'SIPAS' THEN 'sipas' WHEN 'KTXH' THEN 'socio' WHEN 'THUONG_TRU' THEN 'bonus' ELSE 'appraised' END AS component,
    CASE WHEN method = 'THUONG_TRU' AND cap IS NOT NULL AND cap < max THEN cap ELSE max END AS max
  FROM base n JOIN down d ON d.block = n.block AND d.code = n.code;
CREATE UNIQUE INDEX temp.node_code ON node(block, code);
CREATE TEMP TABLE off AS WITH RECURSIVE above(block, code, at) AS (SELECT block, code, code FROM node
    UNION SELECT a.block, a.code, n.parent FROM above a JOIN node n ON n.block = a.block AND n.code = a.at WHERE n.parent IS NOT NULL)
SELECT DISTINCT u.code AS unit, a.code, x."group" FROM not_applicable x JOIN units u ON x.unit IN ('*', u.code) AND x.block IN ('*', u.block)
  JOIN above a ON a.block = u.block AND x.criterion IN ('*', a.at);
CREATE INDEX temp.off_unit ON off(unit, code);
CREATE TEMP TABLE mark AS SELECT scale, row_number() OVER (PARTITION BY scale ORDER BY position) AS mark, dec(percent) AS percent FROM scales;
CREATE TEMP TABLE question AS SELECT q.*, row_number() OVER (ORDER BY q.position) - 1 AS no, t.no AS type, coalesce(dec(q.weight), 1000000000) / 1e9 AS share,
    CASE WHEN kind <> 'option' THEN 1 ELSE (SELECT count(*) FROM mark m WHERE m.scale = q.scale) END AS most
  FROM questions q JOIN (SELECT code, row_number() OVER (ORDER BY position) - 1 AS no FROM ballot_types) t ON t.code = q.ballot_type;
CREATE TEMP TABLE block_no AS SELECT code, row_number() OVER (ORDER BY position) - 1 AS no FROM blocks;
-- What a mark on a question about a unit of the block is worth for which leaf; marks without a row are not counted.
CREATE TEMP TABLE worth AS SELECT q.no AS question, b.no AS block, n.rowid - 1 AS leaf, m.mark,
    CASE WHEN n.component = 'sipas' AND (SELECT value FROM rule WHERE key = 'sipas') = 'satisfied' THEN iif(m.percent >= 75000000000, 100.0, 0.0) ELSE m.percent / 1e9 END AS percent
  FROM question q JOIN node n ON n.code = q.criterion AND coalesce(q.block, '*') IN ('*', n.block) JOIN block_no b ON b.code = n.block JOIN mark m ON m.scale = q.scale
 WHERE m.percent IS NOT NULL;
CREATE TEMP TABLE stood (serial, type, "group", member, class, pool, last, state, entered, returned, ineligible, valid);
CREATE TEMP TABLE bad_keying (place);
CREATE TEMP TABLE heard (question, "group", unit, weight, weighted, answers); -- counted answers, by weight
CREATE TEMP TABLE spoke (leaf, "group", unit, ballots, means);               -- ballots that say something of a leaf, the sum of their own means

--! call ballots

--! do
CREATE INDEX temp.stood_serial ON stood(serial);
CREATE INDEX temp.stood_member ON stood("group", member);

--! check E1 | mã phiếu có hai chữ số kiểm tra đúng (ISO 7064 MOD 97-10) | phiếu
SELECT 'n', count(*) FROM ballot;
SELECT 'stop', 'mã phiếu là cam kết' WHERE evidence();
SELECT 'fault', 'phiếu ' || serial FROM ballot WHERE serial NOT BETWEEN 10000000000 AND 99999999999 OR serial % 97 <> 1;

--! check E2 | phiếu phát cho người được hỏi, mỗi người một phiếu mỗi mẫu | phiếu
SELECT 'n', count(*) FROM ballot;
SELECT 'stop', 'ai giữ phiếu nào là cam kết riêng' WHERE evidence();
SELECT 'stop', 'tệp của một bưu điện không có danh sách' WHERE EXISTS (SELECT 1 FROM office_file WHERE head IS NULL);
SELECT 'fault', printf('phiếu %d: %s/%s %s', b.serial, b."group", b.member,
    CASE WHEN s.id IS NULL THEN 'không có trong mẫu' WHEN s.stratum IS NOT b.stratum THEN 'khác tầng' ELSE 'là dự phòng chưa được gọi lúc phát phiếu' END)
  FROM ballot b LEFT JOIN sample s ON s."group" = b."group" AND s.id = b.member
 WHERE b.pool IS NULL AND (s.id IS NULL OR s.stratum IS NOT b.stratum OR s.role <> 'selected'
    AND NOT EXISTS (SELECT 1 FROM release r WHERE r."group" = b."group" AND r.id = b.member AND r.run < b.run));
SELECT 'fault', printf('phiếu %d của điểm thu có tên người hoặc tầng', serial) FROM ballot WHERE pool IS NOT NULL AND (member IS NOT NULL OR stratum IS NOT NULL);
SELECT 'fault', printf('phiếu %d: %s/%s có %d phiếu mẫu %s', max(b.serial), b."group", b.member, count(*), b.ballot_type)
  FROM ballot b JOIN stood o ON o.serial = b.serial WHERE b.member IS NOT NULL AND o.last <> 'void' GROUP BY b."group", b.member, b.ballot_type HAVING count(*) > 1;

--! check E3 | đơn vị trên mỗi phiếu đúng quy tắc của mẫu phiếu | phiếu
SELECT 'n', count(*) FROM ballot;
SELECT 'fault', printf('phiếu %s: mẫu %s không hỏi nhóm %s', serial, ballot_type, "group") FROM ballot b
 WHERE NOT EXISTS (SELECT 1 FROM ballot_types t WHERE t.code = b.ballot_type AND instr(';' || replace(t.groups, ' ', '') || ';', ';' || b."group" || ';'));
SELECT DISTINCT 'fault', printf('phiếu %s: đơn vị %s không thuộc khối của mẫu', b.serial, l.unit) FROM ballot b JOIN ballot_types t ON t.code = b.ballot_type
  JOIN unit_list l ON l.list = b.list LEFT JOIN units u ON u.code = l.unit WHERE (b.pool IS NOT NULL OR evidence()) AND t.block <> '*' AND u.block IS NOT t.block;
-- Ballots alike in all that says which units they should be about; a ballot of each kind stands for all of them.
CREATE TEMP TABLE stands AS WITH RECURSIVE up(type, unit, at) AS ( -- the unit of the type's block that stands for a unit: itself or the nearest above
    SELECT t.code, u.code, u.code FROM ballot_types t CROSS JOIN units u
    UNION SELECT p.type, p.unit, u.parent FROM up p JOIN units u ON u.code = p.at JOIN ballot_types t ON t.code = p.type
     WHERE t.block <> '*' AND u.block <> t.block AND u.parent IS NOT NULL)
SELECT p.type, p.unit, p.at FROM up p JOIN units u ON u.code = p.at JOIN ballot_types t ON t.code = p.type WHERE t.block = '*' OR u.block = t.block;
CREATE INDEX temp.stands_unit ON stands(type, unit);
CREATE TEMP TABLE alike AS SELECT min(b.serial) AS serial, count(*) AS ballots, b.ballot_type AS type, b."group" || '/' || b.member AS member, b.list, max(b.run) AS run,
    t.units, t.own_unit AS own_rule, t.block, f.own_unit, (SELECT at FROM stands s WHERE s.type = b.ballot_type AND s.unit = f.own_unit) AS own,
    (SELECT at FROM stands s WHERE s.type = b.ballot_type AND s.unit = f.rates) AS dealt
  FROM ballot b JOIN ballot_types t ON t.code = b.ballot_type JOIN frame f ON f."group" = b."group" AND f.id = b.member WHERE b.pool IS NULL AND NOT evidence()
 GROUP BY b.ballot_type, b.list, f.own_unit, f.rates, CASE WHEN t.units = 'listed' THEN b.serial END;
CREATE TEMP TABLE rated AS SELECT ballot_type, lower(rater) AS rater, unit FROM rates;
CREATE INDEX temp.rated_rater ON rated(rater, ballot_type);
CREATE TEMP TABLE due AS
SELECT serial, coalesce(dealt, own) AS unit FROM alike WHERE units = 'own' AND coalesce(dealt, own) IS NOT NULL
UNION SELECT a.serial, u.code FROM alike a JOIN units u ON a.block = '*' OR u.block = a.block WHERE a.units = 'all' AND (a.own_rule = 'allow' OR u.code IS NOT a.own)
UNION SELECT a.serial, r.unit FROM alike a JOIN rated r ON r.ballot_type = a.type AND r.rater IN (lower(a.member), lower(a.own_unit))
    JOIN units u ON u.code = r.unit WHERE a.units = 'listed' AND (a.block = '*' OR u.block = a.block) AND (a.own_rule = 'allow' OR u.code IS NOT a.own);
CREATE INDEX temp.due_serial ON due(serial, unit);
CREATE TEMP TABLE unlike AS SELECT a.*, (SELECT count(*) FROM unit_list l WHERE l.list = a.list) AS n, (SELECT count(*) FROM due d WHERE d.serial = a.serial) AS n_due,
    (SELECT count(DISTINCT l.unit) FROM unit_list l WHERE l.list = a.list AND EXISTS (SELECT 1 FROM due d WHERE d.serial = a.serial AND d.unit = l.unit)) AS common FROM alike a;
DELETE FROM unlike WHERE n = n_due AND n = common;
SELECT DISTINCT 'stop', 'bảng units đã sửa sau khi phát phiếu' FROM unlike x JOIN said s ON s.name = 'units' AND s.kind <> 'r' AND s.number > x.run
 WHERE s.what <> (SELECT what FROM said o WHERE o.name = 'units' AND o.kind <> 'r' AND o.number < x.run ORDER BY o.number DESC LIMIT 1);
SELECT 'unsaid', 'bảng rates có chữ có dấu, không so được cách viết' WHERE EXISTS (SELECT 1 FROM unlike WHERE units = 'listed')
    AND EXISTS (SELECT 1 FROM rates WHERE length(rater) <> length(CAST(rater AS BLOB)));
SELECT 'fault', printf('phiếu %s (%s): %d đơn vị, theo quy tắc %d, chung %d%s', serial, member, n, n_due, common, CASE WHEN ballots > 1 THEN printf(' (và %d phiếu như nó)', ballots - 1) ELSE '' END) FROM unlike
 WHERE units <> 'listed' OR NOT EXISTS (SELECT 1 FROM rates WHERE length(rater) <> length(CAST(rater AS BLOB)));

--! check E4 | mỗi bản nhập đủ ô, mỗi ô là một phương án có thật | bản nhập
SELECT 'n', count(*) FROM keyed_all;
SELECT 'fault', place FROM bad_keying;
SELECT 'fault', printf('phiếu %s, lần nhập %d: không có phiếu', serial, pass) FROM keyed_all
 WHERE serial NOT IN (SELECT serial FROM stood);

--! check E5 | sự kiện của mỗi phiếu nối tiếp nhau | sự kiện
SELECT 'n', count(*) FROM happened_all;
SELECT DISTINCT 'fault', printf('phiếu %s, sự kiện %d: số thứ tự đứt quãng', serial, number)
  FROM (SELECT serial, number, dense_rank() OVER (PARTITION BY serial ORDER BY number) AS place FROM happened_all) WHERE number <> place;
SELECT 'fault', printf('phiếu %s, sự kiện %d (%s): lần chạy trước sự kiện đứng trên', serial, number, state)
  FROM (SELECT *, max(run) OVER (PARTITION BY serial ORDER BY number GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS above FROM event) WHERE run < above;
SELECT 'fault', printf('phiếu %s, sự kiện %d: %s', e.serial, e.number, CASE WHEN b.serial IS NULL THEN 'không có phiếu' ELSE 'trước lúc phát phiếu' END)
  FROM happened_all e LEFT JOIN ballot b ON b.serial = e.serial WHERE b.serial IS NULL OR e.run < b.run;

--! check E6 | mỗi bản nhập, mỗi điểm thuộc một tệp đã nhập của cùng lần chạy | tệp
SELECT 'n', count(*) FROM source;
SELECT 'fault', printf('phiếu %s, lần nhập %d: tệp %d không phải của lần chạy %d', e.serial, e.pass, e.source, e.run)
  FROM keyed_all e LEFT JOIN source s ON s.source = e.source
 WHERE s.source IS NULL OR s.kind <> 'ballots' OR s.run > e.run OR s.run <> e.run AND e.origin = ''
   AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.run = e.run AND w.serial = e.serial AND w.pass = e.pass);
SELECT 'fault', printf('điểm của %s, %s: tệp %d không phải của lần chạy %d', p.unit, p.criterion, p.source, p.run)
  FROM points p LEFT JOIN source s ON s.source = p.source WHERE s.source IS NULL OR s.run <> p.run OR s.kind <> 'points';
SELECT 'fault', printf('%s: tệp %d không phải của lần chạy %d', what, m.source, m.run) FROM (
    SELECT printf('phiếu %s, bước %d', serial, number) AS what, source, run, 'custody' AS kind FROM movement
    UNION ALL SELECT printf('phát hiện %s', code), source, run, 'findings' FROM finding) m
  LEFT JOIN source s ON s.source = m.source WHERE s.source IS NULL OR s.run <> m.run OR s.kind <> m.kind;
SELECT 'fault', printf('tệp %s (nguồn %d): %d dòng, bản nhập của nó có %d', file, source, rows, n)
  FROM (SELECT s.*, (SELECT count(*) FROM entry e WHERE e.source = s.source) AS n FROM source s) WHERE n > rows;

--! check E7 | điều đã rút có thật, và mỗi phiếu mỗi lần nhập chỉ một bản tính | lần rút lại
SELECT 'n', count(*) FROM withdrawal;
SELECT 'fault', printf('lần chạy %d rút lần chạy %d, không trước nó', run, withdraws) FROM withdrawal WHERE withdraws >= run;
SELECT 'fault', printf('phiếu %s, lần nhập %d, sự kiện %d của lần chạy %d: rút điều không có', serial, pass, event, withdraws) FROM withdrawal w WHERE serial <> 0
   AND NOT EXISTS (SELECT 1 FROM keyed_all e WHERE e.serial = w.serial AND e.pass = w.pass AND w.event = 0 AND e.run = w.withdraws)
   AND NOT EXISTS (SELECT 1 FROM happened_all e WHERE e.serial = w.serial AND w.pass = 0 AND e.number = w.event AND e.run = w.withdraws);
SELECT 'fault', printf('phiếu %s, lần nhập %d, sự kiện %d: tệp của bưu điện rút điều không có', serial, pass, event) FROM withdrawal_other w WHERE serial <> 0
   AND NOT EXISTS (SELECT 1 FROM keyed_all e WHERE e.serial = w.serial AND e.pass = w.pass AND w.event = 0 AND e.origin = w.withdraws)
   AND NOT EXISTS (SELECT 1 FROM happened_all e WHERE e.serial = w.serial AND w.pass = 0 AND e.number = w.event AND e.origin = w.withdraws);
SELECT 'fault', printf('lần chạy %d rút cả lần chạy %d, lần này cũng đã rút lần khác', run, withdraws) FROM withdrawal w
 WHERE serial = 0 AND EXISTS (SELECT 1 FROM withdrawal o WHERE o.serial = 0 AND o.run = w.withdraws);
SELECT 'fault', printf('phiếu %s, lần nhập %d: hai bản cùng tính', serial, pass) FROM keyed_now WHERE origin = '' GROUP BY serial, pass HAVING count(*) > 1;

--! check E8 | cộng sổ phiếu: phát = thu + không thu được + hủy + chờ, từng nhóm | phiếu
SELECT 'n', count(*) FROM ballot;
CREATE TEMP VIEW sheet AS SELECT "group", count(*) AS n, sum(last <> 'void' AND returned) AS back,
    sum(last <> 'void' AND NOT returned AND state IN ('issued', 'printed')) AS waiting,
    sum(last <> 'void' AND NOT returned AND state NOT IN ('issued', 'printed')) AS lost, sum(last = 'void') AS gone,
    sum(last <> 'void' AND entered) AS keyed, sum(valid) AS valid FROM stood GROUP BY "group";
SELECT 'note', printf('%s: phát %d = thu %d + không thu được %d + hủy %d + chờ %d; nhập %d, hợp lệ %d', "group", n, back, lost, gone, waiting, keyed, valid)
  FROM sheet s JOIN groups g ON g.code = s."group" ORDER BY g.position;
SELECT 'fault', 'nhóm ' || "group" FROM sheet WHERE n <> back + lost + gone + waiting OR valid > keyed OR keyed > back;
SELECT 'fault', printf('phiếu %s: mẫu phiếu, nhóm hoặc danh sách đơn vị không có', serial) FROM ballot WHERE serial NOT IN (SELECT serial FROM stood);

--! check E9 | sổ giao nhận: từng bước của phiếu, cộng theo bưu điện | bước
SELECT 'n', count(*) FROM movement;
SELECT 'fault', printf('phiếu %s, bước %d (%s): %s', m.serial, m.number, m.state, CASE
    WHEN b.serial IS NULL THEN 'không có phiếu' WHEN m.run < b.run THEN 'trước lúc phát phiếu'
    WHEN m.number <> m.place THEN 'số thứ tự đứt quãng'
    WHEN m.run < m.above THEN 'lần chạy trước bước đứng trên'
    WHEN m.event AND NOT EXISTS (SELECT 1 FROM event e WHERE e.serial = m.serial AND e.number = m.event AND e.state = m.state AND e.run <= m.run)
        THEN printf('sự kiện %d không phải của nó', m.event)
    ELSE printf('thay bước %d, bước ấy không có trước nó', m.replaces) END)
  FROM (SELECT *, count(*) OVER w AS place, max(run) OVER (w GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS above
          FROM movement WINDOW w AS (PARTITION BY serial ORDER BY number)) m LEFT JOIN ballot b ON b.serial = m.serial
 WHERE b.serial IS NULL OR m.run < b.run OR m.number <> m.place OR m.run < m.above
    OR m.event AND NOT EXISTS (SELECT 1 FROM event e WHERE e.serial = m.serial AND e.number = m.event AND e.state = m.state AND e.run <= m.run)
    OR m.replaces AND NOT EXISTS (SELECT 1 FROM movement o WHERE o.serial = m.serial AND o.number = m.replaces AND o.number < m.number AND o.state = m.state);
CREATE TEMP TABLE handed_over AS SELECT coalesce(b.office, '') AS office, s.last = 'void' AS gone, max(m.state = 'handed') AS handed,
    s.returned OR max(m.state = 'returned') AS back, s.state NOT IN ('issued', 'printed', 'returned', 'keyed', 'verified', 'archived', 'void') AS lost
  FROM stood s JOIN ballot b ON b.serial = s.serial LEFT JOIN moved_now m ON m.serial = s.serial
 WHERE coalesce(b.office, '') IN (SELECT coalesce(o.office, '') FROM moved_now n JOIN ballot o ON o.serial = n.serial) GROUP BY s.serial;
SELECT 'note', printf('%s: phát hành %d, đã phát %d = thu %d + không thu được %d + hủy %d + chưa về %d; thu về mà không ghi đã phát %d', office, count(*),
    total(handed), total(handed AND back AND NOT gone), total(handed AND lost AND NOT back AND NOT gone), total(handed AND gone),
    total(handed AND NOT back AND NOT lost AND NOT gone), total(coalesce(handed, 0) = 0 AND back AND NOT gone)) FROM handed_over GROUP BY office;

--! do
CREATE TEMP TABLE gate AS SELECT 'F' AS part, CASE WHEN NOT EXISTS (SELECT 1 FROM response) AND NOT EXISTS (SELECT 1 FROM weight) THEN 'chưa tính trọng số'
    WHEN EXISTS (SELECT 1 FROM stale WHERE root = 'weight') THEN (SELECT 'trọng số cũ hơn số liệu (bảng ' || min(changed) || ' đã đổi)' FROM stale WHERE root = 'weight')
    WHEN evidence() AND EXISTS (SELECT 1 FROM release) THEN 'ai được thay là cam kết'
    WHEN evidence() AND EXISTS (SELECT 1 FROM groups WHERE via <> 'sipas' AND design IN ('pps', 'stages')) THEN 'xác suất của từng người gắn với cam kết' END AS why
UNION ALL SELECT 'G', CASE WHEN NOT EXISTS (SELECT 1 FROM score) THEN 'chưa tính điểm'
    WHEN EXISTS (SELECT 1 FROM stale WHERE root = 'score') THEN (SELECT 'điểm cũ hơn số liệu (bảng ' || min(changed) || ' đã đổi)' FROM stale WHERE root = 'score') END;
-- Who was asked, and those of them who were replaced before a ballot of the type that stands was made out.
CREATE TEMP TABLE asked AS SELECT s."group", s.id, s.stratum, s.probability AS p, x.disposition FROM sample s
  LEFT JOIN release x ON x."group" = s."group" AND x.replaces = s.id
 WHERE s.role = 'selected' OR EXISTS (SELECT 1 FROM release r WHERE r."group" = s."group" AND r.id = s.id);
CREATE TEMP TABLE unasked AS SELECT k.type, a.* FROM asked a JOIN asks k ON k."group" = a."group" WHERE a.disposition IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM stood b WHERE b."group" = a."group" AND b.member = a.id AND b.type = k.type AND b.last <> 'void');
-- Who does not belong to the population, by ballot type.
CREATE TEMP TABLE gone AS SELECT type, "group", id, stratum, p FROM unasked WHERE disposition = 'ineligible'
UNION ALL SELECT b.type, b."group", b.member, b.class, s.probability FROM stood b LEFT JOIN sample s ON s."group" = b."group" AND s.id = b.member
 WHERE b.ineligible AND b.last <> 'void';
CREATE TEMP TABLE class AS
WITH key AS (SELECT k.type, k."group", t.stratum, 0 AS pool, k.own, t.population AS people, t.drawn FROM asks k JOIN strata t ON t."group" = k."group"
    UNION ALL SELECT DISTINCT type, "group", class, pool IS NOT NULL, 0, 0, 0 FROM stood b
     WHERE pool IS NOT NULL OR NOT EXISTS (SELECT 1 FROM strata t WHERE t."group" = b."group" AND t.stratum = b.class)),
tally AS (SELECT type, "group", class AS stratum, count(*) AS issued, sum(returned) AS returned, sum(valid) AS valid FROM stood WHERE last <> 'void' GROUP BY 1, 2, 3),
released AS (SELECT s."group", s.stratum, count(*) AS called FROM release r JOIN sample s ON s."group" = r."group" AND s.id = r.id GROUP BY 1, 2),
left_ AS (SELECT type, "group", stratum, count(*) AS gone, sum(p >= 1) AS sure_gone, total(1 / p) FILTER (WHERE p < 1) AS inverse, total(p) FILTER (WHERE p < 1) AS pi
    FROM gone GROUP BY 1, 2, 3),
asked_of AS (SELECT "group", stratum, sum(p >= 1) AS sure, total(1 / p) FILTER (WHERE p < 1) AS inverse FROM asked GROUP BY 1, 2),
all_ AS (SELECT key.*, g.design = 'pps' AS by_size, coalesce(issued, 0) AS issued, coalesce(returned, 0) AS returned, coalesce(valid, 0) AS valid,
    coalesce(called, 0) AS called, coalesce(gone, 0) AS gone, coalesce(left_.sure_gone, 0) AS sure_gone, coalesce(sure, 0) AS sure,
    coalesce(asked_of.inverse, 0.0) - coalesce(left_.inverse, 0.0) AS inverse, coalesce(left_.pi, 0.0) AS pi
  FROM key JOIN groups g ON g.code = key."group" LEFT JOIN tally USING (type, "group", stratum) LEFT JOIN released USING ("group", stratum)
  LEFT JOIN left_ USING (type, "group", stratum) LEFT JOIN asked_of USING ("group", stratum))
SELECT *, CASE WHEN NOT own THEN 1.0
    WHEN by_size THEN CASE WHEN drawn - sure + called - gone + sure_gone > 0 THEN (drawn - sure - pi) / (drawn - sure + called - gone + sure_gone) ELSE 1.0 END
    ELSE CASE WHEN drawn + called - gone > 0 THEN (drawn - 1.0 * drawn * gone / people) / (drawn + called - gone) ELSE 1.0 END END AS k FROM all_;
CREATE TEMP TABLE weighed AS SELECT b.serial, b.type, b."group", b.class, b.member, b.pool,
    CASE WHEN NOT c.own THEN NULL WHEN s.probability >= 1 THEN 1.0 ELSE c.k / s.probability END AS own_base
  FROM stood b JOIN class c ON c.type = b.type AND c."group" = b."group" AND c.stratum = b.class
  LEFT JOIN sample s ON s."group" = b."group" AND s.id = b.member WHERE b.valid;
CREATE TEMP TABLE factor AS SELECT c.*, a.answered, CASE WHEN pool THEN 1.0 WHEN drawn + called - gone <= 0 THEN NULL
        WHEN own THEN (sure - sure_gone + k * inverse) / (drawn + called - gone) ELSE 1.0 * (people - gone) / (drawn + called - gone) END AS base,
    CASE WHEN valid = 0 OR (NOT pool AND drawn + called - gone <= 0) THEN NULL WHEN pool THEN CASE stratum WHEN 'pool:walk_in' THEN 1.0 ELSE 1.0 * (issued - gone) / valid END
        WHEN own THEN (sure - sure_gone + k * inverse) / answered ELSE 1.0 * (drawn + called - gone) / valid END AS factor
  FROM class c LEFT JOIN (SELECT type, "group", class AS stratum, sum(own_base) AS answered FROM weighed GROUP BY 1, 2, 3) a USING (type, "group", stratum);
CREATE TEMP TABLE cooked AS SELECT g.code AS "group", g.size_column, r.* FROM groups g JOIN recipe r ON r."group" IN ('*', g.code) WHERE g.via <> 'sipas';

--! check F1 | thu phiếu và hệ số của từng tầng tính lại | tầng
SELECT 'stop', why FROM gate WHERE part = 'F' AND why IS NOT NULL;
SELECT 'n', count(*) FROM response;
SELECT 'fault', printf('mẫu %s, nhóm %s, tầng "%s": ghi %d, %d, %d, %d, %d, %d, %d, %.9g, %.9g; tính lại %d, %d, %d, %d, %d, %d, %d, %.9g, %.9g', r.ballot_type, r."group", r.stratum,
    r.population, r.drawn, r.released, r.ineligible, r.issued, r.returned, r.valid, r.base, r.factor,
    iif(c.pool, c.issued, c.people), iif(c.pool, c.issued, c.drawn), c.called, c.gone, c.issued, c.returned, c.valid, c.base, c.factor)
  FROM response r LEFT JOIN factor c ON c.type = r.ballot_type AND c."group" = r."group" AND c.stratum = r.stratum
 WHERE c.type IS NULL OR (r.population, r.drawn, r.released, r.ineligible, r.issued, r.returned, r.valid)
     <> (iif(c.pool, c.issued, c.people), iif(c.pool, c.issued, c.drawn), c.called, c.gone, c.issued, c.returned, c.valid)
    OR NOT near(r.base, c.base, 1e-9) OR NOT near(r.factor, c.factor, 1e-9);
SELECT 'fault', printf('mẫu %s, nhóm %s, tầng "%s": thiếu', type, "group", stratum) FROM factor c
 WHERE NOT EXISTS (SELECT 1 FROM response r WHERE c.type = r.ballot_type AND c."group" = r."group" AND c.stratum = r.stratum);

--! check F2 | trọng số của từng phiếu tính lại | phiếu
SELECT 'stop', why FROM gate WHERE part = 'F' AND why IS NOT NULL;
CREATE TEMP TABLE due_weight AS SELECT w.serial, coalesce(w.own_base, c.base) AS base, coalesce(w.own_base, c.base) * c.factor AS final,
    w.pool IS NULL AND w."group" IN (SELECT "group" FROM cooked) AS by_recipe
  FROM weighed w JOIN factor c ON c.type = w.type AND c."group" = w."group" AND c.stratum = w.class WHERE c.base IS NOT NULL;
SELECT 'n', count(*) FROM weight;
SELECT 'fault', printf('phiếu %s có trọng số, không tính', serial) FROM weight WHERE serial NOT IN (SELECT serial FROM due_weight);
SELECT 'fault', printf('phiếu %s: ghi %.9g, %.9g; tính lại %.9g, %.9g', d.serial, w.base, w.final, d.base, iif(d.by_recipe, w.final, d.final)) FROM due_weight d
  LEFT JOIN weight w ON w.serial = d.serial WHERE w.serial IS NULL OR NOT near(w.base, d.base, 1e-9) OR NOT (d.by_recipe OR near(w.final, d.final, 1e-9));

--! check F3 | tổng và độ phân tán của trọng số | nhóm
SELECT 'stop', why FROM gate WHERE part = 'F' AND why IS NOT NULL;
CREATE TEMP TABLE spread AS
WITH w AS (SELECT b."group", w.final FROM weight w JOIN ballot b ON b.serial = w.serial WHERE w.final <> 0),
g AS (SELECT "group", final FROM w UNION ALL SELECT '', final FROM w),
m AS (SELECT "group", count(*) AS n, sum(final) AS total, min(final) AS low, max(final) AS high FROM g GROUP BY 1)
SELECT m.*, (SELECT sum((g.final - total / n) * (g.final - total / n)) / n FROM g WHERE g."group" = m."group") AS variance FROM m;
CREATE TEMP TABLE final_step AS SELECT * FROM weight_step s WHERE step > 1 AND step = (SELECT max(step) FROM weight_step o WHERE o."group" = s."group");
SELECT 'n', count(*) FROM final_step;
SELECT 'fault', printf('nhóm "%s": ghi n %d, tổng %.9g; tính lại n %d, tổng %.9g', s."group", s.n, s.sum, coalesce(m.n, 0), m.total)
  FROM final_step s LEFT JOIN spread m ON m."group" = s."group"
 WHERE s.n <> coalesce(m.n, 0) OR NOT (near(s.sum, m.total, 1e-9) AND near(s.min, m.low, 1e-9) AND near(s.max, m.high, 1e-9)
    AND near(s.cv, root(m.variance) / (m.total / m.n), 1e-9) AND near(s.deff, 1 + m.variance / (m.total / m.n) / (m.total / m.n), 1e-9)
    AND near(s.n_eff, m.n / (1 + m.variance / (m.total / m.n) / (m.total / m.n)), 1e-9));

--! check F4 | trọng số theo công thức khớp tổng thể đã biết | tổng
SELECT 'stop', why FROM gate WHERE part = 'F' AND why IS NOT NULL;
SELECT 'stop', 'không có công thức' WHERE NOT EXISTS (SELECT 1 FROM recipe);
SELECT 'stop', 'người của mỗi phiếu là cam kết' WHERE evidence();
CREATE TEMP VIEW final_cooking AS SELECT * FROM cooked c WHERE position = (SELECT max(position) FROM cooked o WHERE o."group" = c."group" AND o.step <> 'trim');
CREATE TEMP VIEW trimming AS SELECT * FROM cooked c WHERE step = 'trim' AND position > (SELECT coalesce(max(position), 0) FROM cooked o WHERE o."group" = c."group" AND o.step <> 'trim');
SELECT 'fault', printf('phiếu %s: trọng số %.9g ngoài giới hạn của bước trim', b.serial, w.final) FROM trimming t JOIN stood b ON b."group" = t."group" JOIN weight w ON w.serial = b.serial
 WHERE b.pool IS NULL AND t.position = (SELECT max(position) FROM trimming o WHERE o."group" = t."group") AND (w.final < t.lower - 1e-9 OR w.final > t.upper + 1e-9);
SELECT 'unsaid', printf('nhóm %s: %s', "group", why) FROM (SELECT "group", position, CASE WHEN merge IS NOT NULL THEN 'có gộp nhóm (merge)'
    WHEN step NOT IN ('rake', 'poststratify', 'calibrate') THEN 'không có bước theo tổng đã biết'
    WHEN EXISTS (SELECT 1 FROM trimming t WHERE t."group" = c."group" AND t.method IS NOT 'keep_totals') THEN 'bước trim cuối không giữ tổng' END AS why
  FROM final_cooking c) WHERE why IS NOT NULL ORDER BY "group";
-- The variables of the last steps with totals, their columns, and the table margins in the same pieces.
CREATE TEMP TABLE variable AS SELECT "group", step, totals, rescale, size_column, key AS i, trim(value) AS one
  FROM final_cooking c JOIN json_each('[' || replace(json_quote(replace(variables, '+', ';')), ';', '","') || ']') WHERE merge IS NULL AND step IN ('rake', 'poststratify', 'calibrate') AND trim(value) <> ''
   AND NOT EXISTS (SELECT 1 FROM trimming t WHERE t."group" = c."group" AND t.method IS NOT 'keep_totals');
CREATE TEMP TABLE column_of AS SELECT "group", of, key AS k, trim(value) AS one
  FROM (SELECT "group", one AS of FROM variable UNION SELECT "group", variable FROM margins) JOIN json_each('[' || replace(json_quote(of || ''), '*', '","') || ']');
SELECT 'unsaid', printf('nhóm %s, "%s": không phải cột của danh sách', "group", one) FROM variable v WHERE EXISTS (SELECT 1 FROM column_of c WHERE c."group" = v."group" AND c.of = v.one
    AND c.one NOT IN ('own_unit', 'rates', 'office', 'size') AND c.one NOT IN (SELECT name FROM frame_columns));
DELETE FROM variable AS v WHERE EXISTS (SELECT 1 FROM column_of c WHERE c."group" = v."group" AND c.of = v.one
    AND c.one NOT IN ('own_unit', 'rates', 'office', 'size') AND c.one NOT IN (SELECT name FROM frame_columns));
CREATE TEMP TABLE category_of AS -- of each member
SELECT "group", one, id, group_concat(value, '*') AS category FROM (
    SELECT v."group", v.one, f.id, coalesce(CASE c.one WHEN 'own_unit' THEN f.own_unit WHEN 'rates' THEN f.rates WHEN 'office' THEN f.office WHEN 'size' THEN f.size
        ELSE json_extract(f.extra, '$."' || c.one || '"') END, '') AS value
      FROM variable v JOIN column_of c ON c."group" = v."group" AND c.of = v.one JOIN frame f ON f."group" = v."group" ORDER BY v."group", v.one, f.id, c.k) GROUP BY 1, 2, 3;
CREATE TEMP TABLE said_total AS WITH piece AS (SELECT position, key AS k, trim(value) AS one FROM margins JOIN json_each('[' || replace(json_quote(category || ''), '*', '","') || ']') WHERE category <> '*'),
fits AS (SELECT v.*, m.position, m.total, m.category FROM variable v JOIN margins m ON m."group" = v."group" WHERE v.totals IS NOT 'frame'
    AND (SELECT group_concat(one, '*') FROM (SELECT one FROM column_of c WHERE c."group" = v."group" AND c.of = v.one ORDER BY one))
      = (SELECT group_concat(one, '*') FROM (SELECT one FROM column_of c WHERE c."group" = v."group" AND c.of = m.variable ORDER BY one)))
SELECT "group", one, category, total FROM fits WHERE instr(one, '*') = 0
UNION ALL SELECT "group", one, group_concat(part, '*'), total FROM (SELECT f."group", f.one, f.position, f.total, p.one AS part FROM fits f
    JOIN margins m ON m.position = f.position JOIN column_of c ON c."group" = f."group" AND c.of = f.one
    JOIN column_of o ON o."group" = f."group" AND o.of = m.variable AND o.one = c.one JOIN piece p ON p.position = f.position AND p.k = o.k
    WHERE instr(f.one, '*') ORDER BY f.position, c.k) GROUP BY position, "group", one;
CREATE TEMP TABLE total_of AS
WITH v AS (SELECT v.*, EXISTS (SELECT 1 FROM said_total s WHERE s."group" = v."group" AND s.one = v.one) AS told FROM variable v),
n AS (SELECT v.*, CASE WHEN told THEN (SELECT count(*) = 1 AND min(category) = '*' FROM said_total s WHERE s."group" = v."group" AND s.one = v.one)
    ELSE step = 'calibrate' AND one IN ('size', size_column) END AS number FROM v)
SELECT n."group", n.i, n.one, n.number, n.rescale, k.type, s.category, s.total FROM n JOIN said_total s ON s."group" = n."group" AND s.one = n.one JOIN asks k ON k."group" = n."group" WHERE told
UNION ALL SELECT n."group", n.i, n.one, n.number, n.rescale, k.type, iif(n.number, '*', c.category), sum(iif(n.number, c.category + 0.0, 1))
  FROM n JOIN asks k ON k."group" = n."group" JOIN category_of c ON c."group" = n."group" AND c.one = n.one
 WHERE NOT told AND NOT EXISTS (SELECT 1 FROM gone g WHERE g.type = k.type AND g."group" = n."group" AND g.id = c.id) GROUP BY 1, 2, 3, 4, 5, 6, 7;
CREATE TEMP TABLE got AS SELECT t."group", t.i, t.one, t.type, iif(t.number, '*', c.category) AS category, sum(w.final * iif(t.number, c.category + 0.0, 1)) AS total
  FROM (SELECT DISTINCT "group", i, one, type, number FROM total_of) t JOIN stood b ON b."group" = t."group" AND b.type = t.type AND b.pool IS NULL
  JOIN weight w ON w.serial = b.serial JOIN category_of c ON c."group" = t."group" AND c.one = t.one AND c.id = b.member GROUP BY 1, 2, 3, 4, 5;
SELECT 'unsaid', printf('mẫu %s, nhóm %s, "%s": loại "%s" không có tổng viết đúng như vậy', type, "group", one, category) FROM got g
 WHERE NOT EXISTS (SELECT 1 FROM total_of t WHERE t."group" = g."group" AND t.i = g.i AND t.type = g.type AND t.category = g.category);
CREATE TEMP VIEW scaled AS WITH s AS (SELECT "group", i, type, total(total) AS whole FROM total_of WHERE NOT number GROUP BY 1, 2, 3)
SELECT t.*, t.total * iif(t.rescale AND NOT t.number, (SELECT whole FROM s WHERE s."group" = t."group" AND s.type = t.type ORDER BY i LIMIT 1)
    / (SELECT whole FROM s WHERE s."group" = t."group" AND s.type = t.type AND s.i = t.i), 1.0) AS must FROM total_of t
 WHERE NOT EXISTS (SELECT 1 FROM got g WHERE g."group" = t."group" AND g.i = t.i AND g.type = t.type
    AND NOT EXISTS (SELECT 1 FROM total_of o WHERE o."group" = g."group" AND o.i = g.i AND o.type = g.type AND o.category = g.category));
SELECT 'n', count(*) FROM scaled;
SELECT 'fault', printf('mẫu %s, nhóm %s, "%s" = "%s": trọng số cộng lại %.9g, tổng đã biết %.9g', s.type, s."group", s.one, s.category, coalesce(g.total, 0), s.must)
  FROM scaled s LEFT JOIN got g ON g."group" = s."group" AND g.i = s.i AND g.type = s.type AND g.category = s.category
 WHERE NOT abs(coalesce(g.total, 0) - s.must) <= 1e-6 * max(1, s.must);

--! do
CREATE TEMP TABLE scored AS SELECT u.code AS unit, u.block, u.ranked AND b.ranked AS ranked, u.ranked AS wanted, row_number() OVER (ORDER BY u."order" IS NULL, u."order", u.position) AS place
  FROM units u JOIN blocks b ON b.code = u.block WHERE EXISTS (SELECT 1 FROM node n WHERE n.block = u.block)
   AND NOT EXISTS (SELECT 1 FROM not_applicable x WHERE x.unit = u.code AND x."group" = '*' AND x.criterion = '*' AND x.basis <> '')
   AND NOT EXISTS (SELECT 1 FROM gate WHERE part = 'G' AND why IS NOT NULL);
CREATE TEMP TABLE asked_leaf AS SELECT DISTINCT n.block, n.code, k."group" FROM node n JOIN questions q ON q.criterion = n.code AND coalesce(q.block, '*') IN ('*', n.block)
  JOIN asks k ON k.type = q.ballot_type AND k.block IN ('*', n.block) WHERE n.leaf;
CREATE TEMP TABLE leaf AS SELECT s.unit, n.block, n.code, n.component, n.max, CASE
    WHEN n.component = 'survey' THEN (SELECT CASE value WHEN 'here' THEN 'survey' WHEN 'outside' THEN 'given' END FROM rule WHERE key = 'survey')
    WHEN n.component = 'sipas' AND EXISTS (SELECT 1 FROM asked_leaf a WHERE a.block = n.block AND a.code = n.code) THEN 'survey' ELSE 'given' END AS from_
  FROM scored s JOIN node n ON n.block = s.block WHERE n.leaf AND NOT EXISTS (SELECT 1 FROM off o WHERE o.unit = s.unit AND o.code = n.code AND o."group" = '*');
DELETE FROM leaf WHERE from_ IS NULL;
-- Decisions and figures from outside: the newest of the first stage there is.
CREATE TEMP TABLE given AS SELECT l.*, p.stage, CASE WHEN p.stage IS NOT NULL THEN coalesce(dec(p.points), ratio(dec(p.percent), l.max, 100000000000), 0)
    WHEN l.component = 'bonus' AND NOT EXISTS (SELECT 1 FROM given_now g WHERE g.unit = l.unit AND g.criterion = l.code AND g."group" = '' AND g.stage IN ('self', 'check')) THEN 0 END AS points
  FROM leaf l LEFT JOIN given_now p ON p.unit = l.unit AND p.criterion = l.code AND p."group" = '' AND (p.stage, p.run) = (SELECT g.stage, g.run FROM given_now g
    WHERE g.unit = l.unit AND g.criterion = l.code AND g."group" = '' AND g.stage IN ('second', 'first', 'outside')
    ORDER BY instr('second first outside', g.stage), g.run DESC LIMIT 1) WHERE l.from_ = 'given';
-- The groups' parts in survey leaves.
CREATE TEMP TABLE part AS
WITH member AS (SELECT l.*, g.code AS "group", g.via = 'sipas' AND l.component = 'survey' AS outside FROM leaf l JOIN groups g
     ON g.via = 'sipas' AND l.component = 'survey' OR EXISTS (SELECT 1 FROM asked_leaf a WHERE a.block = l.block AND a.code = l.code AND a."group" = g.code) WHERE l.from_ = 'survey'),
said_of AS (SELECT h.unit, n.code, h."group", sum(h.answers) AS answers, sum(q.share * (h.weighted / h.weight)) / sum(q.share) AS percent
    FROM heard h JOIN question q ON q.no = h.question JOIN units u ON u.code = h.unit JOIN node n ON n.block = u.block AND n.code = q.criterion GROUP BY 1, 2, 3),
figure AS (SELECT m.*, o.percent AS out_percent, o.n AS out_n, coalesce((SELECT CASE WHEN instr(w.weight, '%') THEN ratio(dec(w.weight), 1, 100) ELSE dec(w.weight) END FROM group_weights w
        WHERE w."group" = m."group" AND w.block IN ('*', m.block) AND w.criterion IN ('*', m.code) ORDER BY 2 * (w.criterion <> '*') + (w.block <> '*') DESC, w.position LIMIT 1), 1000000000) AS weight
    FROM member m LEFT JOIN given_now o ON m.outside AND o.unit = m.unit AND o."group" = m."group" AND o.stage = 'outside' AND (o.criterion, o.run) = (
        SELECT criterion, run FROM given_now g WHERE g.unit = m.unit AND g."group" = m."group" AND g.stage = 'outside' AND g.criterion IN (m.code, '*')
         ORDER BY g.criterion = '*', g.run DESC LIMIT 1)),
both_ AS (SELECT f.*, CASE WHEN outside THEN dec(out_percent) / 1e9 ELSE s.percent END AS percent, coalesce(CASE WHEN NOT outside THEN s.answers END, 0) AS answers,
        coalesce(CASE WHEN NOT outside THEN k.ballots WHEN dec(out_percent) IS NOT NULL THEN out_n END, 0) AS ballots, coalesce(k.means, 0.0) AS means,
        EXISTS (SELECT 1 FROM off o WHERE o.unit = f.unit AND o.code = f.code AND o."group" IN ('*', f."group")) AS no
    FROM figure f LEFT JOIN said_of s ON s.unit = f.unit AND s.code = f.code AND s."group" = f."group"
    LEFT JOIN node n ON n.block = f.block AND n.code = f.code LEFT JOIN spoke k ON k.leaf = n.rowid - 1 AND k.unit = f.unit AND k."group" = f."group"),
judged AS (SELECT *, CASE WHEN no THEN 'not_applicable' WHEN percent IS NULL THEN 'no_answers' WHEN NOT outside AND ballots < (SELECT min_base FROM ruled) THEN 'min_base'
        WHEN weight = 0 THEN 'weight_zero' END AS dropped FROM both_)
SELECT *, CASE WHEN dropped IS NULL THEN weight / 1e9 / total(CASE WHEN dropped IS NULL THEN weight / 1e9 END) OVER (PARTITION BY unit, code) ELSE 0.0 END AS share FROM judged;
CREATE TEMP TABLE surveyed AS
WITH sums AS (SELECT unit, block, code, max, count(*) FILTER (WHERE dropped IS NULL) AS n, total(share * percent) AS mean,
        total(weight / 1e9) FILTER (WHERE NOT no AND NOT outside AND ballots > 0) AS pool, sum(ballots) FILTER (WHERE NOT no AND NOT outside AND weight > 0) AS pool_n,
        total(means) FILTER (WHERE NOT no AND NOT outside AND weight > 0) AS pool_sum, total(weight / 1e9) FILTER (WHERE dropped IS NULL AND outside) AS outside,
        total(weight / 1e9 * percent) FILTER (WHERE dropped IS NULL AND outside) AS outside_sum FROM part GROUP BY unit, code),
both_ AS (SELECT unit, block, code, CASE WHEN n THEN exact(mean / 100 * (max / 1e9)) END AS by_means, CASE WHEN iif(pool_n, pool, 0) + outside > 0
    THEN exact((iif(pool_n, pool * pool_sum / pool_n, 0) + outside_sum) / (iif(pool_n, pool, 0) + outside) / 100 * (max / 1e9)) END AS pooled FROM sums)
SELECT b.unit, b.block, b.code, iif(r.pooled, b.pooled, b.by_means) AS points, CASE WHEN iif(r.pooled, b.pooled, b.by_means) IS NOT NULL THEN iif(r.pooled, b.by_means, b.pooled) END AS pooled
  FROM both_ b, ruled r;
INSERT INTO surveyed SELECT unit, block, code, NULL, NULL FROM leaf l WHERE from_ = 'survey' AND NOT EXISTS (SELECT 1 FROM surveyed s WHERE s.unit = l.unit AND s.code = l.code);
-- The rule of rounding (0), and the one that it is compared with (1).
CREATE TEMP TABLE mode AS SELECT 0 AS rule, (SELECT value FROM rule WHERE key = 'rounding') = 'parts' OR cut AND at <> 'total' AS parts, at, cut, decimals, none FROM ruled;
INSERT INTO mode SELECT 1, CASE WHEN cut THEN parts ELSE NOT parts END, CASE WHEN NOT cut AND at = 'total' THEN 'component' ELSE at END, 0, decimals, none FROM mode;
-- What counts of each leaf; what is stored is taken where it is as near as two ways of adding up may be, but where leaves are rounded.
CREATE TEMP TABLE counted AS SELECT unit, block, code, points, coalesce(stage, iif(points IS NULL, 'missing', NULL)) AS stage, NULL AS pooled FROM given
UNION ALL SELECT s.unit, s.block, s.code, CASE WHEN m.parts AND m.at = 'leaf' AND NOT m.none OR n.points IS NULL OR s.points IS NULL OR abs(n.points - s.points) > 2 THEN s.points ELSE n.points END,
    iif(s.points IS NULL, 'missing', 'survey'), s.pooled FROM surveyed s JOIN mode m ON m.rule = 0 LEFT JOIN score_node n ON n.unit = s.unit AND n.criterion = s.code;
CREATE TEMP TABLE tree AS SELECT m.rule, s.unit, n.block, n.code, n.parent, n.level, n.leaf, n.component, n.method, n.min, n.cap, c.points IS NOT NULL AS applicable,
    iif(c.points IS NULL OR n.component = 'bonus', 0, n.max) AS max, coalesce(CASE WHEN NOT (m.parts AND m.at = 'leaf' AND NOT m.none) THEN c.points
        WHEN m.cut THEN cut(c.points, m.decimals) ELSE rnd(c.points, m.decimals) END, 0) AS points, 0 AS extra, 0 AS whole, c.stage, c.pooled
  FROM mode m JOIN scored s JOIN node n ON n.block = s.block LEFT JOIN counted c ON c.unit = s.unit AND c.code = n.code;
UPDATE tree SET extra = points WHERE component = 'bonus' AND leaf;
CREATE INDEX temp.tree_parent ON tree(unit, parent, rule);
CREATE TEMP TABLE at AS SELECT max(level) + 1 AS level FROM node;

--! each level
UPDATE tree SET (applicable, max, points, extra) = (SELECT coalesce(max(applicable), 0), coalesce(sum(max), 0), max(min(coalesce(sum(points), 0), coalesce(tree.cap, 9e18)), coalesce(tree.min, -9e18)),
    coalesce(sum(extra), 0) + max(min(coalesce(sum(points), 0), coalesce(tree.cap, 9e18)), coalesce(tree.min, -9e18)) - coalesce(sum(points), 0)
    FROM tree k WHERE k.unit = tree.unit AND k.parent = tree.code AND k.rule = tree.rule) WHERE NOT leaf AND level = (SELECT level FROM at);

--! do
UPDATE tree SET points = CAST(points AS INTEGER), whole = CAST(points AS INTEGER), extra = CAST(extra AS INTEGER); -- whole: before fields are rounded
UPDATE tree SET points = (SELECT iif(m.cut, cut(tree.points, m.decimals), rnd(tree.points, m.decimals)) FROM mode m WHERE m.rule = tree.rule)
 WHERE level = 1 AND EXISTS (SELECT 1 FROM mode m WHERE m.rule = tree.rule AND m.parts AND m.at = 'field' AND NOT m.none);
CREATE TEMP TABLE summed AS
WITH top AS (SELECT rule, unit, sum(max) AS max, sum(points) AS total, sum(extra) AS bonus FROM tree WHERE level = 1 GROUP BY 1, 2),
raw AS (SELECT rule, unit, component, sum(whole) AS points FROM tree WHERE leaf AND component <> 'bonus' GROUP BY 1, 2, 3 UNION ALL SELECT rule, unit, 'bonus', bonus FROM top),
hundred AS ( -- on a maximum of 100, but for bonus and malus
    SELECT r.rule, r.unit, r.component, CASE WHEN NOT m.none OR t.max = 0 THEN r.points WHEN r.component = 'bonus' THEN CASE WHEN m.parts AND m.at = 'leaf'
        THEN iif(m.cut, cut(r.points, m.decimals), rnd(r.points, m.decimals)) ELSE r.points END
      WHEN m.parts AND m.at = 'leaf' THEN (SELECT sum(iif(m.cut, cut(ratio(k.points, 100000000000, t.max), m.decimals), rnd(ratio(k.points, 100000000000, t.max), m.decimals)))
        FROM tree k WHERE k.leaf AND k.unit = r.unit AND k.rule = r.rule AND k.component = r.component)
      ELSE ratio(r.points, 100000000000, t.max) END AS points FROM raw r JOIN mode m ON m.rule = r.rule JOIN top t ON t.rule = r.rule AND t.unit = r.unit),
parts AS (SELECT h.rule, h.unit, h.component, CASE WHEN m.parts AND m.at = 'component' THEN iif(m.cut, cut(h.points, m.decimals), rnd(h.points, m.decimals)) ELSE h.points END AS points
    FROM hundred h JOIN mode m ON m.rule = h.rule),
flat AS (SELECT rule, unit, total(points) FILTER (WHERE component = 'appraised') AS appraised, total(points) FILTER (WHERE component = 'survey') AS survey,
        total(points) FILTER (WHERE component = 'sipas') AS sipas, total(points) FILTER (WHERE component = 'socio') AS socio, total(points) FILTER (WHERE component = 'bonus') AS bonus,
        sum(points) AS whole FROM parts GROUP BY 1, 2),
totals AS (SELECT f.*, iif(m.none AND t.max > 0, 100000000000, t.max) AS max, CASE WHEN m.parts AND m.at = 'component' THEN f.whole WHEN NOT m.none OR t.max = 0 THEN t.total
    WHEN m.parts AND m.at = 'field' THEN (SELECT sum(iif(m.cut, cut(ratio(k.points - k.extra, 100000000000, t.max) + k.extra, m.decimals), rnd(ratio(k.points - k.extra, 100000000000, t.max) + k.extra, m.decimals)))
        FROM tree k WHERE k.level = 1 AND k.unit = f.unit AND k.rule = f.rule) ELSE f.whole END AS total
  FROM flat f JOIN mode m ON m.rule = f.rule JOIN top t ON t.rule = f.rule AND t.unit = f.unit)
SELECT *, coalesce(ratio(total, 100000000000, max), 0) AS percent FROM totals;
CREATE TEMP TABLE result AS SELECT s.*, a.max, a.appraised, a.survey, a.sipas, a.socio, a.bonus, a.total, a.percent,
    (SELECT iif(m.cut, cut(o.total, m.decimals), rnd(o.total, m.decimals)) FROM summed o JOIN mode m ON m.rule = 1 WHERE o.rule = 1 AND o.unit = s.unit) AS other,
    EXISTS (SELECT 1 FROM counted c WHERE c.unit = s.unit AND c.stage = 'missing') AS missing FROM scored s JOIN summed a ON a.unit = s.unit AND a.rule = 0;
-- Ranks: by total or percent, then by the tie-breakers.
CREATE TEMP TABLE key AS WITH word AS (SELECT row_number() OVER (ORDER BY e.key) AS i, e.value AS one
    FROM rule r JOIN json_each('[' || replace(json_quote(replace(replace(r.value, ',', ';'), ' ', ';')), ';', '","') || ']') e WHERE r.key = 'tie_breakers' AND e.value <> '')
SELECT r.unit, r.block, r.place, (SELECT CASE WHEN NOT rounded THEN x WHEN cut THEN cut(x, decimals) ELSE rnd(x, decimals) END FROM ruled, (SELECT iif(by_percent, r.percent, r.total) AS x FROM ruled)) AS k0,
    (SELECT iif(rounded, rnd(iif(one = 'appraised', r.appraised, iif(one = 'survey', r.survey, r.sipas)), decimals), iif(one = 'appraised', r.appraised, iif(one = 'survey', r.survey, r.sipas))) FROM word, ruled WHERE i = 1 AND one <> '') AS k1,
    (SELECT iif(rounded, rnd(iif(one = 'appraised', r.appraised, iif(one = 'survey', r.survey, r.sipas)), decimals), iif(one = 'appraised', r.appraised, iif(one = 'survey', r.survey, r.sipas))) FROM word, ruled WHERE i = 2 AND one <> '') AS k2,
    (SELECT iif(rounded, rnd(iif(one = 'appraised', r.appraised, iif(one = 'survey', r.survey, r.sipas)), decimals), iif(one = 'appraised', r.appraised, iif(one = 'survey', r.survey, r.sipas))) FROM word, ruled WHERE i = 3 AND one <> '') AS k3
  FROM result r WHERE r.ranked AND NOT EXISTS (SELECT 1 FROM result o WHERE o.block = r.block AND o.wanted AND o.missing);
CREATE TEMP TABLE ranked AS SELECT unit, CASE WHEN (SELECT in_order FROM ruled) THEN row_number() OVER (PARTITION BY block ORDER BY k0 DESC, k1 DESC, k2 DESC, k3 DESC, place)
    ELSE rank() OVER (PARTITION BY block ORDER BY k0 DESC, k1 DESC, k2 DESC, k3 DESC) END AS rank FROM key;
CREATE TEMP TABLE classed AS SELECT r.unit, (SELECT c.class FROM classes c, ruled u WHERE c.block = iif(EXISTS (SELECT 1 FROM classes o WHERE o.block = r.block), r.block, '*')
    AND (SELECT CASE WHEN NOT u.rounded THEN x WHEN u.cut THEN cut(x, u.decimals) ELSE rnd(x, u.decimals) END
        FROM (SELECT iif(coalesce(c."of", (SELECT value FROM rule WHERE key = 'class_by')) = 'percent', r.percent, r.total) AS x)) >= dec(c."from")
    AND NOT EXISTS (SELECT 1 FROM tree t WHERE c.floor IS NOT NULL AND t.rule = 0 AND t.unit = r.unit AND t.level = coalesce(c.floor_level, 1) AND t.max <> 0
        AND iif(u.rounded, rnd(ratio(t.points, 100000000000, t.max), u.decimals), ratio(t.points, 100000000000, t.max)) < dec(c.floor))
    ORDER BY dec(c."from") DESC, c.position LIMIT 1) AS class FROM result r WHERE NOT r.missing;

--! check G1 | điểm thẩm định và số liệu từ bên ngoài | tiêu chí
SELECT 'stop', why FROM gate WHERE part = 'G' AND why IS NOT NULL;
SELECT 'n', count(*) FROM given;
SELECT 'fault', printf('%s, %s: ghi %d phần tỷ điểm (%s); tính lại %d (%s)', t.unit, t.code, n.points, n.stage, t.points, t.stage) FROM given g JOIN tree t ON t.unit = g.unit AND t.code = g.code AND t.rule = 0
  JOIN score_node n ON n.unit = g.unit AND n.criterion = g.code WHERE n.stage IS NOT t.stage OR n.points <> t.points;

--! check G2 | phần của từng nhóm trong từng tiêu chí điều tra | phần
SELECT 'stop', why FROM gate WHERE part = 'G' AND why IS NOT NULL;
SELECT 'n', count(*) FROM part;
SELECT 'fault', printf('%s, %s, nhóm %s: ghi %d phiếu, %d câu, %d phần tỷ %%; tính lại %d, %d, %d', p.unit, p.code, p."group", s.ballots, s.answers, s.percent, p.ballots, p.answers, exact(p.percent))
  FROM part p LEFT JOIN score_group s ON s.unit = p.unit AND s.criterion = p.code AND s."group" = p."group"
 WHERE s.unit IS NULL OR s.ballots <> p.ballots OR s.answers <> p.answers OR (s.percent IS NULL) <> (p.percent IS NULL) OR abs(s.percent - exact(p.percent)) > 2
    OR dec(s.weight) IS NOT p.weight OR abs(s.share - exact(p.share)) > 2 OR s.dropped IS NOT p.dropped;
SELECT 'fault', printf('%s, %s, nhóm %s: không có phần', unit, criterion, "group") FROM score_group s WHERE NOT EXISTS (SELECT 1 FROM part p WHERE s.unit = p.unit AND s.criterion = p.code AND s."group" = p."group");

--! check G3 | điểm tiêu chí điều tra | tiêu chí
SELECT 'stop', why FROM gate WHERE part = 'G' AND why IS NOT NULL;
SELECT 'n', count(*) FROM surveyed;
SELECT 'fault', printf('%s, %s: ghi %d phần tỷ điểm (%s); tính lại %d', s.unit, s.code, n.points, n.stage, s.points) FROM surveyed s JOIN mode m ON m.rule = 0
  JOIN score_node n ON n.unit = s.unit AND n.criterion = s.code
 WHERE n.stage IS NOT iif(s.points IS NULL, 'missing', 'survey') OR (n.pooled IS NULL) <> (s.pooled IS NULL) OR abs(n.pooled - s.pooled) > 2
    OR NOT (m.parts AND NOT m.none AND (m.at = 'leaf' OR m.at = 'field' AND n.level = 1)) AND abs(n.points - s.points) > 2;

--! check G4 | cây tiêu chí cộng lên | nút
SELECT 'stop', why FROM gate WHERE part = 'G' AND why IS NOT NULL;
SELECT 'n', count(*) FROM tree WHERE rule = 0;
SELECT 'fault', printf('%s, %s: ghi %d / %d; tính lại %d / %d', t.unit, t.code, n.points, n.max, t.points, t.max) FROM tree t LEFT JOIN score_node n ON n.unit = t.unit AND n.criterion = t.code
 WHERE t.rule = 0 AND (n.unit IS NULL OR n.level <> t.level OR coalesce(n.method, '') <> t.method OR n.applicable <> t.applicable OR n.max <> t.max OR n.points <> t.points
    OR n.percent IS NOT iif(t.max > 0, ratio(t.points, 100000000000, t.max), NULL) OR n.stage IS NOT t.stage);
SELECT 'fault', printf('%s, %s: không có nút', unit, criterion) FROM score_node n WHERE NOT EXISTS (SELECT 1 FROM tree t WHERE n.unit = t.unit AND n.criterion = t.code);

--! check G5 | điểm thành phần, tổng điểm, chỉ số | đơn vị
SELECT 'stop', why FROM gate WHERE part = 'G' AND why IS NOT NULL;
SELECT 'n', count(*) FROM result;
SELECT 'fault', printf('%s: ghi %d, %d, %d, %d, %d, %d, %d, %d, %d; tính lại %d, %d, %d, %d, %d, %d, %d, %d, %d', r.unit, s.max, s.appraised, s.survey, s.sipas, s.socio, s.bonus, s.total, s.percent, s.other,
    r.max, r.appraised, r.survey, r.sipas, r.socio, r.bonus, r.total, r.percent, r.other) FROM result r LEFT JOIN score s ON s.unit = r.unit
 WHERE s.unit IS NULL OR s.block <> r.block OR (s.max, s.appraised, s.survey, s.sipas, s.socio, s.bonus, s.total, s.percent, s.other)
    <> (r.max, r.appraised, r.survey, r.sipas, r.socio, r.bonus, r.total, r.percent, r.other);
SELECT 'fault', unit || ': không được tính điểm' FROM score WHERE unit NOT IN (SELECT unit FROM result);

--! check G6 | thứ hạng | đơn vị
SELECT 'stop', why FROM gate WHERE part = 'G' AND why IS NOT NULL;
SELECT 'n', count(*) FROM result;
SELECT 'fault', printf('%s: ghi %s, tính lại %s', s.unit, coalesce(s.rank, '-'), coalesce(r.rank, '-')) FROM score s LEFT JOIN ranked r ON r.unit = s.unit WHERE s.rank IS NOT r.rank;

--! check G7 | xếp loại | đơn vị
SELECT 'stop', why FROM gate WHERE part = 'G' AND why IS NOT NULL;
SELECT 'n', count(*) FROM result;
SELECT 'fault', printf('%s: ghi "%s", tính lại "%s"', s.unit, s.class, c.class) FROM score s LEFT JOIN classed c ON c.unit = s.unit WHERE s.class IS NOT c.class;

--! check G8 | kết quả của lần tính điểm mới nhất | kết quả
SELECT 'stop', why FROM gate WHERE part = 'G' AND why IS NOT NULL;
SELECT 'n', count(*) FROM outcome;
SELECT 'stop', 'không có: đợt được nâng cấp từ phiên bản cũ' WHERE NOT EXISTS (SELECT 1 FROM outcome);
CREATE TEMP VIEW given_out AS SELECT unit, unstated IS 'missing' AS missing, total, percent, rank, class, low, high, rank_low, rank_high, class_low, class_high FROM score;
CREATE TEMP VIEW taken_down AS SELECT unit, missing > 0 AS missing, total, percent, rank, class, low, high, rank_low, rank_high, class_low, class_high FROM outcome WHERE run = (SELECT max(run) FROM outcome);
SELECT 'fault', unit || ': kết quả của lần tính điểm mới nhất không phải điểm đang ghi' FROM (SELECT unit FROM (SELECT * FROM given_out EXCEPT SELECT * FROM taken_down)
    UNION SELECT unit FROM (SELECT * FROM taken_down EXCEPT SELECT * FROM given_out));

--! check G9 | khoảng tin cậy, tập thứ hạng, sai số, các bước giữa chừng của trọng số |
SELECT 'unchecked', '';
