# Does a round continue an earlier copy of it?  Every line of the copy's log must stand in it, and every row; else the first line
# that differs is named, and the rows, with what was there and what is.
--- run
tiny_scored 2>/dev/null
sqlite3 r.dtxhh "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master WHERE type = 'trigger'" >off
sqlite3 r.dtxhh "SELECT sql || ';' FROM sqlite_master WHERE type = 'trigger'" >on
serial=$(sed -n 2p keyed.csv | cut -d, -f1); dashed=$(echo $serial | sed 's/\(...\)\(...\)\(...\)/\1-\2-\3-/')
# what is said of --against, without the rest
against() {
    dtxhh verify "$1" --against "$2" 2>&1 | sed "s/$serial/SERIAL/g; s/$dashed/SERIAL/g; s/serial [0-9]\{11\}/serial OTHER/" |
        grep -E 'F94[4-9]|W930|continued|^dtxhh:' | grep -v '^dtxhh: faults'
}
# t.dtxhh: the round, changed by SQL $1 as one who can write the whole file would; then the log made to fit table $2
forge() {
    cp r.dtxhh t.dtxhh
    { echo 'PRAGMA synchronous = 0;'; cat off; echo "$1;"; } | sqlite3 -bail t.dtxhh
    [ -z "$2" ] || python3 "$CASES/forge.py" "$ROOT/docs/verify.md" t.dtxhh $2
    sqlite3 t.dtxhh <on
}
echo '== continued: a copy, with nothing and with lines behind it'
cp r.dtxhh older.dtxhh
against r.dtxhh older.dtxhh
dtxhh verify r.dtxhh --against older.dtxhh --quiet 2>/dev/null; echo "status $?"
dtxhh correct r.dtxhh $serial Q1.U1=D --keyer bich --reason 'đọc lại phiếu' --as minh --quiet
dtxhh weigh r.dtxhh --as lan --quiet 2>/dev/null; dtxhh score r.dtxhh --as lan --quiet 2>/dev/null
against r.dtxhh older.dtxhh
echo '== the same file; no round; no file'
dtxhh verify r.dtxhh --against ./r.dtxhh; echo "status $?"
echo x >x.dtxhh; dtxhh verify r.dtxhh --against x.dtxhh 2>&1 >/dev/null; echo "status $?"
dtxhh verify r.dtxhh --against none.dtxhh 2>&1 >/dev/null; echo "status $?"
echo '== the wrong order: the older is the newer'
against older.dtxhh r.dtxhh
dtxhh verify older.dtxhh --against r.dtxhh >/dev/null 2>&1; echo "status $?"
echo '== another round'
(mkdir o && cd o && tiny_drawn) && against r.dtxhh o/r.dtxhh
echo '== a row changed and the whole chain made to fit: verify finds nothing, the copy does'
forge "UPDATE units SET name = 'Sở Khác' WHERE code = 'U1'" units
dtxhh log verify t.dtxhh --quiet && against t.dtxhh older.dtxhh
echo '== the same in Vietnamese'
dtxhh verify t.dtxhh --against older.dtxhh --lang vi 2>&1 | grep F94
echo '== of a table that grows: changed, taken out, put in; of what was written later nothing is said'
forge "UPDATE entry SET answers = CAST(X'04' || substr(answers, 2) AS BLOB), keyer = 'khác' WHERE serial = $serial" entry
against t.dtxhh older.dtxhh
forge "DELETE FROM entry WHERE serial = $serial" entry; against t.dtxhh older.dtxhh
forge "INSERT INTO event SELECT serial, number + 1, 'void', 'mất', run FROM event; INSERT INTO event VALUES ($serial, 1, 'void', 'mất', 6)" event
against t.dtxhh older.dtxhh
forge "UPDATE score SET total = total + 1" score; against t.dtxhh older.dtxhh
echo '== in a definition the key is the code, whatever the position; a row more'
forge "UPDATE units SET position = -position; UPDATE units SET position = 3 + position" units; against t.dtxhh older.dtxhh
forge "INSERT INTO offices VALUES (7, 'BC9', 'Bưu cục 9', NULL)" offices; against t.dtxhh older.dtxhh
echo '== of many rows the first, and how many more'
forge "UPDATE frame SET size = '7'; INSERT INTO frame (\"group\", id) WITH n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 3000) SELECT 'LD', printf('Z%04d', i) FROM n" frame
against t.dtxhh older.dtxhh
echo '== not made to fit: verify says that, and here where'
forge "UPDATE classes SET \"from\" = '79' WHERE class = 'Tốt'"; against t.dtxhh older.dtxhh
echo '== a line of the log: who, why; with a new chain'
forge "UPDATE log SET who = 'khác', reason = 'vì thế' WHERE number = 4" units; against t.dtxhh older.dtxhh
echo '== its last lines cut, with what they wrote and the head'
hash=$(sqlite3 older.dtxhh 'SELECT hash FROM log WHERE number = 6')
forge "DELETE FROM log WHERE number > 6; UPDATE head SET number = 6, hash = '$hash'; DELETE FROM points WHERE run > 6; DELETE FROM source WHERE run > 6;
    DELETE FROM outcome; DELETE FROM withdrawal; DELETE FROM later_entry; DELETE FROM accepted WHERE run > 6; DELETE FROM response; DELETE FROM weight;
    DELETE FROM weight_step; DELETE FROM score; DELETE FROM score_node; DELETE FROM score_group; DELETE FROM recipe"
dtxhh log verify t.dtxhh --quiet; echo "status $?"; against t.dtxhh older.dtxhh
echo '== cut and gone on: another line in its place'
dtxhh points import t.dtxhh "$TINY/points.csv" --as khác --quiet; against t.dtxhh older.dtxhh
echo '== a copy that was tampered with itself, or has no log'
cp older.dtxhh bad.dtxhh; { cat off; echo "UPDATE units SET name = 'x' WHERE code = 'U2';"; cat on; } | sqlite3 bad.dtxhh
against r.dtxhh bad.dtxhh
sqlite3 bad.dtxhh 'DROP TABLE log'; dtxhh verify r.dtxhh --against bad.dtxhh 2>&1 | grep F900
echo '== copies of before an upgrade, as older programs made them; a value behind the upgrade changed'
for version in 5 10; do
    sqlite3 old.dtxhh <"$DATA/rounds/version-$version.sql"; cp old.dtxhh r.dtxhh
    dtxhh upgrade r.dtxhh --as lan --quiet; against r.dtxhh old.dtxhh
    dtxhh weigh r.dtxhh --as lan --quiet 2>/dev/null; dtxhh verify r.dtxhh --against old.dtxhh --quiet 2>/dev/null; echo "status $?"
    sqlite3 r.dtxhh "DROP TRIGGER entry_no_update; UPDATE entry SET line = line + 100 WHERE line < 4; UPDATE frame SET size = '7' WHERE id = 'X1'"
    against r.dtxhh old.dtxhh
    # the line of the upgrade says that it wrote a table: that covers no change of what it only had to keep
    for change in units:name blocks:name classes:from frame:office criteria:name; do
        table=${change%:*}
        [ "$(sqlite3 old.dtxhh "SELECT count(*) FROM sqlite_master WHERE name = '$table'")" = 1 ] || continue
        cp old.dtxhh r.dtxhh; dtxhh upgrade r.dtxhh --as lan --quiet
        sqlite3 r.dtxhh "DROP TRIGGER log_no_update; UPDATE $table SET \"${change#*:}\" = '99'; UPDATE log SET wrote = wrote || char(10) || '$table 1 ' || hash WHERE verb = 'upgrade'"
        echo "$table: $(dtxhh verify r.dtxhh --against old.dtxhh 2>&1 | grep -c F948) rows"
    done
    rm old.dtxhh
done
--- stdout
== continued: a copy, with nothing and with lines behind it
"older.dtxhh" is continued: its 9 lines stand, 0 were added
status 0
"older.dtxhh" is continued: its 9 lines stand, 3 were added
== the same file; no round; no file
status 2
dtxhh: "x.dtxhh" is not a round file
status 3
dtxhh: cannot open "none.dtxhh": No such file or directory
status 3
== the wrong order: the older is the newer
older.dtxhh: fault: line 10 (correct, 2025-01-01T00:00:00Z, by minh) of "r.dtxhh" and 2 behind it are not in the log: they were cut, or the two files were given in the wrong order [F946]
status 1
== another round
r.dtxhh: fault: this is another round than "o/r.dtxhh": their first lines differ, and the secrets of their hashes [F945]
== a row changed and the whole chain made to fit: verify finds nothing, the copy does
t.dtxhh: fault: line 1 of the log (new, 2025-01-01T00:00:00Z, by minh) is another in "older.dtxhh": what it wrote: units [F944]
t.dtxhh:units: fault: row code "U1" was changed: name "Sở Một" → "Sở Khác" [F948]
== the same in Vietnamese
t.dtxhh: lỗi: dòng 1 của nhật ký (new, 2025-01-01T00:00:00Z, minh) không như trong "older.dtxhh": bảng đã ghi: Cơ quan, đơn vị [F944]
t.dtxhh:Cơ quan, đơn vị: lỗi: dòng Mã đơn vị "U1" đã bị đổi: Tên cơ quan, đơn vị "Sở Một" → "Sở Khác" [F948]
== of a table that grows: changed, taken out, put in; of what was written later nothing is said
t.dtxhh: fault: line 6 of the log (import, 2025-01-01T00:00:00Z, by hoa) is another in "older.dtxhh": what it wrote: ballots keyed [F944]
t.dtxhh:ballots keyed: fault: row serial SERIAL, pass 1 was changed: keyer "hoa" → "khác", answers[0] 2 → 4 [F947]
t.dtxhh: fault: line 6 of the log (import, 2025-01-01T00:00:00Z, by hoa) is another in "older.dtxhh": what it wrote: ballots keyed [F944]
t.dtxhh:ballots keyed: fault: row serial SERIAL, pass 1 is gone [F947]
t.dtxhh: fault: line 6 of the log (import, 2025-01-01T00:00:00Z, by hoa) is another in "older.dtxhh": what it wrote: states of ballots [F944]
t.dtxhh:states of ballots: fault: row serial SERIAL, number 1 was not there [F947]
t.dtxhh:states of ballots: fault: row serial OTHER, number 2 was not there [F947]
t.dtxhh: fault: line 9 of the log (score, 2025-01-01T00:00:00Z, by lan) is another in "older.dtxhh": what it wrote: score [F944]
== in a definition the key is the code, whatever the position; a row more
t.dtxhh: fault: line 1 of the log (new, 2025-01-01T00:00:00Z, by minh) is another in "older.dtxhh": what it wrote: units [F944]
t.dtxhh:units: fault: row code "U1" was changed: position 1 → 2 [F948]
t.dtxhh:units: fault: row code "U2" was changed: position 2 → 1 [F948]
t.dtxhh: fault: line 1 of the log (new, 2025-01-01T00:00:00Z, by minh) is another in "older.dtxhh": what it wrote: offices [F944]
t.dtxhh:offices: fault: row code "BC9" was not there [F948]
== of many rows the first, and how many more
t.dtxhh: fault: line 2 of the log (frame import, 2025-01-01T00:00:00Z, by minh) is another in "older.dtxhh": what it wrote: list of people [F944]
t.dtxhh:list of people: fault: row group "DAN", id "X1" was changed: size – → "7" [F948]
t.dtxhh:list of people: fault: row group "DAN", id "X2" was changed: size – → "7" [F948]
t.dtxhh:list of people: fault: row group "DAN", id "X3" was changed: size – → "7" [F948]
t.dtxhh:list of people: fault: row group "DAN", id "X4" was changed: size – → "7" [F948]
t.dtxhh:list of people: fault: row group "DAN", id "X5" was changed: size – → "7" [F948]
t.dtxhh:list of people: fault: row group "DAN", id "X6" was changed: size – → "7" [F948]
t.dtxhh:list of people: fault: row group "DAN", id "Y1" was changed: size – → "7" [F948]
t.dtxhh:list of people: fault: row group "DAN", id "Y2" was changed: size – → "7" [F948]
t.dtxhh:list of people: fault: row group "LD", id "L1" was changed: size – → "7" [F948]
t.dtxhh:list of people: fault: row group "LD", id "L2" was changed: size – → "7" [F948]
t.dtxhh:list of people: fault: row group "LD", id "L3" was changed: size – → "7" [F948]
t.dtxhh:list of people: fault: row group "LD", id "Z0001" was not there [F948]
t.dtxhh:list of people: fault: row group "LD", id "Z0002" was not there [F948]
t.dtxhh:list of people: fault: row group "LD", id "Z0003" was not there [F948]
t.dtxhh:list of people: fault: and 2997 more like these [F948]
== not made to fit: verify says that, and here where
t.dtxhh:classes: fault: row block "B", class "Tốt" was changed: from "80" → "79" [F948]
== a line of the log: who, why; with a new chain
t.dtxhh: fault: line 4 of the log (draw, 2025-01-01T00:00:00Z, by minh) is another in "older.dtxhh": who "minh" → "khác"; reason "" → "vì thế" [F944]
== its last lines cut, with what they wrote and the head
status 0
t.dtxhh: fault: line 7 (points import, 2025-01-01T00:00:00Z, by lan) of "older.dtxhh" and 2 behind it are not in the log: they were cut, or the two files were given in the wrong order [F946]
== cut and gone on: another line in its place
t.dtxhh: fault: line 7 of the log (points import, 2025-01-01T00:00:00Z, by lan) is another in "older.dtxhh": who "lan" → "khác" [F944]
== a copy that was tampered with itself, or has no log
bad.dtxhh: fault: this copy does not agree with its own log; `dtxhh log verify` tells where [F949]
r.dtxhh:units: fault: row code "U2" was changed: name "x" → "Sở Hai" [F948]
r.dtxhh: fault: cannot be compared with "bad.dtxhh": "bad.dtxhh": no such table: log [F900]
== copies of before an upgrade, as older programs made them; a value behind the upgrade changed
"old.dtxhh" is continued: its 9 lines stand, 1 were added
r.dtxhh: warning: "old.dtxhh" has schema version 5: its lines are compared, and of its tables what both have; that it agrees with its own log is not looked at [W930]
status 0
r.dtxhh: warning: "old.dtxhh" has schema version 5: its lines are compared, and of its tables what both have; that it agrees with its own log is not looked at [W930]
r.dtxhh:ballots keyed: fault: row serial SERIAL, pass 1 was changed: line 2 → 102 [F947]
r.dtxhh:list of people: fault: row group "DAN", id "X1" was changed: size – → "7" [F948]
units: 2 rows
blocks: 1 rows
classes: 3 rows
frame: 11 rows
criteria: 6 rows
"old.dtxhh" is continued: its 13 lines stand, 1 were added
r.dtxhh: warning: "old.dtxhh" has schema version 10: its lines are compared, and of its tables what both have; that it agrees with its own log is not looked at [W930]
status 0
r.dtxhh: warning: "old.dtxhh" has schema version 10: its lines are compared, and of its tables what both have; that it agrees with its own log is not looked at [W930]
r.dtxhh:ballots keyed: fault: row serial SERIAL, pass 1 was changed: line 2 → 102 [F947]
r.dtxhh:list of people: fault: row group "DAN", id "X1" was changed: size – → "7" [F948]
units: 2 rows
blocks: 1 rows
classes: 3 rows
frame: 11 rows
criteria: 6 rows
--- stderr
dtxhh: --against names the round itself; expected an earlier copy of it
--- status 0
