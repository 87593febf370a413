# `verify --sources`: every import is run again from the files it came from, with what its command line said, upon the round as it
# was then: corrections between, a file taken back and imported again, a fuller one, a second keying, a third, a map, an encoding.
# A value that somebody changed, with all hashes made to fit, is not what the file gives, whatever table it stands in.
--- run
tiny_pointed 2>/dev/null
serial() { sed -n "$1p" keyed.csv | cut -d, -f1; }
say() { grep -v 'did not fix\|line [0-9]*, hash\|without --head' | sed -E 's/[0-9]{11}|[0-9]{3}-[0-9]{3}-[0-9]{3}-[0-9]{2}/SERIAL/g; s/, 20[0-9T:Z-]*,/, TIME,/'; }
sed 's/,hoa,/,lan,/; 2s/,.$/,E/' keyed.csv >second.csv
dtxhh import r.dtxhh second.csv --pass 2 --as lan --quiet 2>/dev/null
dtxhh correct r.dtxhh --run 8 --as lan --reason 'nhầm tệp' --quiet 2>/dev/null && dtxhh import r.dtxhh second.csv --pass 2 --as lan --quiet 2>/dev/null && echo 'imported again'
dtxhh correct r.dtxhh "$(serial 2)" Q1.U1=A --keyer minh --as lan --reason 'đọc nhầm' --quiet 2>/dev/null
printf 'serial,keyer,Q3.U2\n%s,bich,A\n' "$(serial 2)" >third.csv
dtxhh import r.dtxhh third.csv --pass 3 --as bich --quiet 2>/dev/null && echo third
awk -F, 'BEGIN { OFS = "," } NR == 1 { for (i = 1; i <= NF; i++) if ($i == "points") at = i } NR == 2 { $at = $at - 0.5 } NR < 3' "$TINY/points.csv" >less.csv
dtxhh points import r.dtxhh less.csv --correct --as lan --reason 'theo biên bản' --quiet 2>/dev/null && echo points
mkdir f && cp keyed.csv f/một.csv && cp second.csv third.csv less.csv "$TINY/points.csv" f
dtxhh verify r.dtxhh --sources f 2>&1 | say
echo "== from other files"
dtxhh verify r.dtxhh --sources nowhere --quiet; echo "status $?"
mv f/third.csv . && dtxhh verify r.dtxhh --sources f 2>&1 | say; mv third.csv f
echo >>f/một.csv; dtxhh verify r.dtxhh --sources f 2>&1 | say; cp keyed.csv f/một.csv
echo "== a value changed, all hashes made to fit"
cp r.dtxhh kept.dtxhh
forge() { # TABLE, what is set, where
    cp kept.dtxhh r.dtxhh
    sqlite3 r.dtxhh "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master WHERE type = 'trigger'" >off
    sqlite3 r.dtxhh "SELECT sql || ';' FROM sqlite_master WHERE type = 'trigger'" >on
    { cat off; echo "UPDATE $1 SET $2 WHERE $3;"; } | sqlite3 -bail r.dtxhh
    python3 "$CASES/forge.py" "$ROOT/docs/verify.md" r.dtxhh "$1"; sqlite3 -bail r.dtxhh <on
    dtxhh log verify r.dtxhh >/dev/null 2>&1 || echo "the hashes of $1 do not fit"
    dtxhh verify r.dtxhh --sources f 2>&1 | grep F95 | say
}
forge entry "answers = X'010101010101'" "serial = $(serial 4) AND pass = 1"
forge entry "keyer = 'cúc'" "serial = $(serial 5) AND pass = 1"
forge later_entry "answers = X'010101010101'" "serial = $(serial 4)"
forge event "state = 'absent'" "state = 'refused'"
forge points "points = '1'" "run = 7 AND stage = 'first' AND unit = 'U1'"
forge points "reason = 'x'" "run = (SELECT max(run) FROM points)"
forge source "sha256 = '$(sha256sum <f/points.csv | cut -d' ' -f1)'" "run = 6"
echo "== options: a map, twice, a channel, a keyer, a type, an encoding; written answers"
import_issued 2>/dev/null
dtxhh show i.dtxhh ballots --csv | awk -F, 'NR > 1 && $2 == "P1" { print $1 }' >serials
{ echo 'ma,cau1 U1,cau1 U2,cau1 U3,Q2.U1,Q2.U2,Q2.U3,Q3,Q4'; sed -n 1,3p serials | sed 's/$/,A,B,C,A,B,C,nhanh,1998/'; sed -n 1p serials | sed 's/$/,B,B,C,A,B,C,chậm,1999/'; } >form.csv
dtxhh import i.dtxhh form.csv --make-map map.csv --as a --quiet 2>/dev/null; sed -i -E 's/^cau1 (U[1-3]),,.*/cau1 \1,Q1,\1,,,/' map.csv
dtxhh import i.dtxhh form.csv --map map.csv --twice online=last --channel 'trực tuyến' --as a --quiet
{ echo serial,Q1.U1,Q1.U2,Q1.U3,Q2.U1,Q2.U2,Q2.U3,Q3,Q4; sed -n 4p serials | sed 's/$/,A,A,A,D,D,D,ừ chậm,2001/'; } | iconv -t WINDOWS-1258//TRANSLIT >1258.csv
dtxhh import i.dtxhh 1258.csv --encoding windows-1258 --type P1 --keyer 'Lê Hoa' --as b --quiet
{ echo serial,Q1.U1,Q1.U2,Q1.U3,Q2.U1,Q2.U2,Q2.U3,Q3,Q4; sed -n 4p serials | sed 's/$/,A,B,A,D,D,D,ừ chậm,2002/'; } >fuller.csv
dtxhh import i.dtxhh fuller.csv --keyer 'Lê Hoa' --correct --as b --reason 'đọc lại' --quiet
printf 'unit,points\n%s\n' "$(dtxhh show i.dtxhh units --csv | sed -n 2p | cut -d, -f1),3" >wide.csv
leaf=$(sqlite3 i.dtxhh "SELECT code FROM criteria WHERE method = 'TD' LIMIT 1")
printf 'unit,%s\nU1,3\n' "$leaf" >wide.csv
dtxhh points import i.dtxhh wide.csv --stage self --as c --quiet 2>&1 | head -2
sqlite3 -separator ' ' i.dtxhh "SELECT run, option, CASE option WHEN 'map' THEN '…' ELSE value END FROM import_option ORDER BY 1, 2"
mkdir g && cp form.csv map.csv 1258.csv fuller.csv wide.csv g
dtxhh verify i.dtxhh --sources g 2>/dev/null | say
rm g/map.csv; dtxhh verify i.dtxhh --sources g 2>&1 | grep W932
echo "== the definition was changed after it: a name that the file says is no longer there"
rm r.dtxhh r.identity && tiny_issued && tiny_ballots && sed -i '1s/U1/Sở Một/g' keyed.csv && dtxhh import r.dtxhh keyed.csv --as hoa --quiet
cp -r "$TINY/definition" d && sed -i 's/Sở Một/Sở Mới/' d/units.csv
dtxhh define r.dtxhh --definition d --after-issue --as minh --reason 'đổi tên' --quiet; echo "status $?"
cp keyed.csv f && dtxhh verify r.dtxhh --sources f 2>&1 | say
--- stdout
imported again
third
points
imports: 6, of which 6 give the same again from their 6 files
== from other files
status 3
imports: 6, of which 5 give the same again from their 5 files
r.dtxhh: warning: line 12: "third.csv" is not in "f" (SHA-256 <sha256>); what came from it is not repeated [W932]
imports: 6, of which 5 give the same again from their 5 files
r.dtxhh: warning: line 6: "keyed.csv" is not in "f" (SHA-256 <sha256>); what came from it is not repeated [W932]
== a value changed, all hashes made to fit
r.dtxhh: fault: line 6: its files give another row: serial SERIAL, pass 1: answers[0] 3 → 1 (+3) (from the files → as it is stored) [F954]
r.dtxhh: fault: line 6 (import, TIME, by hoa), table entry: 1 rows are not what its files give [F954]
r.dtxhh: fault: line 6: its files give another row: serial SERIAL, pass 1: keyer "hoa" → "cúc" (from the files → as it is stored) [F954]
r.dtxhh: fault: line 6 (import, TIME, by hoa), table entry: 1 rows are not what its files give [F954]
r.dtxhh: fault: line 10: its files give another row: serial SERIAL, pass 2, run 10: answers[0] 3 → 1 (+3) (from the files → as it is stored) [F954]
r.dtxhh: fault: line 10 (import, TIME, by lan), table later_entry: 1 rows are not what its files give [F954]
r.dtxhh: fault: line 6: its files give another row: serial SERIAL, number 1: state "refused" → "absent" (from the files → as it is stored) [F954]
r.dtxhh: fault: line 6 (import, TIME, by hoa), table event: 1 rows are not what its files give [F954]
r.dtxhh: fault: line 8: its files give a row that is not in the round: serial SERIAL, number 2 [F954]
r.dtxhh: fault: line 8 (import, TIME, by lan), table event: 1 rows are not what its files give [F954]
r.dtxhh: fault: line 10: its files give a row that is not in the round: serial SERIAL, number 2 [F954]
r.dtxhh: fault: line 10 (import, TIME, by lan), table event: 1 rows are not what its files give [F954]
r.dtxhh: fault: line 7: its files give another row: unit "U1", criterion "1.1", group "", stage "first", run 7: points "35" → "1" (from the files → as it is stored) [F954]
r.dtxhh: fault: line 7 (points import, TIME, by lan), table points: 1 rows are not what its files give [F954]
r.dtxhh: fault: line 13: its files give another row: unit "U1", criterion "1.1", group "", stage "self", run 13: reason – → "x" (from the files → as it is stored) [F954]
r.dtxhh: fault: line 13 (points import, TIME, by lan), table points: 1 rows are not what its files give [F954]
r.dtxhh: fault: line 6 (import, TIME, by hoa) cannot be run again: no column "serial" (or "mã phiếu"); found "unit", "criterion", "group", "stage", "points", "percent", "by", "date", "reason" [F955]
r.dtxhh: fault: line 7 (points import, TIME, by lan) cannot be run again: this file was imported already, as "keyed.csv" in run 6; nothing to do [F955]
== options: a map, twice, a channel, a keyer, a type, an encoding; written answers
6 channel online
6 map …
6 twice online=last
7 encoding windows-1258
7 keyer Lê Hoa
7 type P1
8 correct yes
8 keyer Lê Hoa
9 stage self
imports: 4, of which 4 give the same again from their 4 files
i.dtxhh: warning: line 6: the map with SHA-256 <sha256> is not in "g"; what was read by it is not repeated [W932]
== the definition was changed after it: a name that the file says is no longer there
status 0
imports: 1, of which 0 give the same again from their 1 files
r.dtxhh: warning: draw: the rules were changed after the freeze (SHA-256 3087c7383de7… then, f656de875fdd… now); `dtxhh log show` tells by whom and what [W924]
r.dtxhh: warning: line 6 (import): its files do not give the same now; whether they did cannot be said, since line 7 (define) came after it [W933]
--- stderr
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
dtxhh: "nowhere" is no folder that can be read
form.csv: warning: 1 rows have other answers than one of their ballot before: the last counts [W443]
--- status 0
