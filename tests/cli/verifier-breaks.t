# Each check of `dtxhh-verify` says what is wrong, and the others do not: a round that holds is changed by one who can write the whole
# file, with every digest and hash made to fit (forge_all.py), or left as it was where the check is of these.
--- run
fails() { dtxhh-verify --csv "$@" | awk -F, '$1 == "fails" { printf " %s", $2 }'; }
# what the checks say of round $1 after SQL $3, of which check $2 is expected to tell
try() {
    cp "$1" x.dtxhh
    python3 "$CASES/forge_all.py" "$ROOT/docs/verify.md" x.dtxhh "$3" ${4:+--keep $4} || { echo "$2: not forged"; return; }
    echo "$2:$(fails x.dtxhh)"
}
tiny_drawn; cp r.dtxhh drawn.dtxhh
member=$(dtxhh show r.dtxhh sample | awk -F, '$3 == "X" && $4 == "selected" { print $1 "/" $2; exit }')
dtxhh draw r.dtxhh --replace "$member" --disposition refused --reason vắng --as a --quiet
dtxhh issue r.dtxhh --serial-seed 2 --as a --quiet && tiny_ballots
cp r.dtxhh issued.dtxhh
dtxhh import r.dtxhh keyed.csv --as a --quiet && dtxhh points import r.dtxhh "$TINY/points.csv" --as a --quiet
cp r.dtxhh keyed.dtxhh
dtxhh weigh r.dtxhh --as a --quiet 2>/dev/null && cp r.dtxhh weighed.dtxhh && dtxhh score r.dtxhh --as a --quiet 2>/dev/null
echo "a round that holds:$(fails r.dtxhh)"
try r.dtxhh 'forged without a change' ''
cp r.dtxhh x.dtxhh && printf '0%.0s' $(seq 8192) >>x.dtxhh && echo "A1:$(fails x.dtxhh)"
cp r.dtxhh x.dtxhh && sqlite3 x.dtxhh 'CREATE TRIGGER sqliteX AFTER INSERT ON points BEGIN UPDATE weight SET final = 1; END' && echo "A2:$(fails x.dtxhh)"
try r.dtxhh B1 "UPDATE log SET who = 'x' WHERE number = 5" chain
try r.dtxhh 'B1 (a line taken out)' "DELETE FROM log WHERE number = 5" chain
try r.dtxhh 'B1 (a line at the end)' "DELETE FROM log WHERE number = (SELECT max(number) FROM log)" chain
try r.dtxhh B2 'UPDATE head SET number = 3' chain
echo "B3:$(fails --head "$(printf '%064d' 7)" r.dtxhh); $(dtxhh-verify --head "$(dtxhh log head r.dtxhh | grep -oE '[0-9a-f]{64}' | tr a-f A-F | sed 's/.\{8\}/& /g')" r.dtxhh | grep -c 'ĐÚNG: B3')"
try r.dtxhh 'B3 (written down before)' ''
echo "   $(fails --head "$(dtxhh log head r.dtxhh | grep -oE '[0-9a-f]{64}')" x.dtxhh) of the same; of another:"
try r.dtxhh ' ' "UPDATE score SET se = 1" && echo "   $(fails --head "$(dtxhh log head r.dtxhh | grep -oE '[0-9a-f]{64}')" x.dtxhh)"
try r.dtxhh B4 "UPDATE log SET time = '2020-01-01T00:00:00Z' WHERE number = 5"
try r.dtxhh 'B4 (a mark that is none)' "UPDATE log SET time = '2020-01-01T00:00:00Z', mark = 'clock-backs' WHERE number = 5"
try r.dtxhh 'B4 (marked)' "UPDATE log SET time = '2020-01-01T00:00:00Z', mark = 'x clock-back' WHERE number = 5"
try r.dtxhh C1 "UPDATE entry SET keyer = 'x'" chain
try r.dtxhh 'C1 (a row taken out)' "DELETE FROM points WHERE unit = 'U1'" chain
try r.dtxhh 'C1 (of no run)' "INSERT INTO accepted VALUES (99, 'W101', 1)" chain
try r.dtxhh 'C1 (replaced as a whole)' "UPDATE score SET se = 7" chain
try r.dtxhh C2 "UPDATE log SET reads = replace(reads, 'units ', 'units 0') WHERE verb = 'score'" reads
try r.dtxhh D1 "UPDATE frame SET office = 'BC9' WHERE id = (SELECT id FROM frame EXCEPT SELECT id FROM sample)"
try r.dtxhh D2 "UPDATE freeze SET rules = sha256 WHERE rules IS NOT NULL"
try r.dtxhh D3 'UPDATE freeze SET seed_digits = 5'
try r.dtxhh D4 'UPDATE draw SET freeze = 2'
try drawn.dtxhh D5 "UPDATE strata SET reserves = reserves + 1 WHERE stratum = 'X'"
try drawn.dtxhh 'D6 (probability)' "UPDATE sample SET probability = probability * 1.5 WHERE stratum = 'X'"
try drawn.dtxhh 'D6 (another is taken)' "UPDATE sample SET role = CASE role WHEN 'reserve' THEN 'selected' ELSE 'reserve' END WHERE stratum = 'X'"
try drawn.dtxhh 'D6 (one more)' "INSERT INTO sample SELECT \"group\", id, 'X', 'selected', 9, 0.5, 0.5, 2 FROM frame WHERE id NOT IN (SELECT id FROM sample) LIMIT 1"
try drawn.dtxhh 'D6 (seed)' "UPDATE draw SET seed = seed || '0'"
try drawn.dtxhh 'D1 (as many, with a percent sign)' "UPDATE groups SET take = take || '%' WHERE code = 'DAN'"
try drawn.dtxhh 'D6 (sizes that are none)' "UPDATE groups SET allocation = 'neyman', size_column = 'size' WHERE code = 'DAN'"
try issued.dtxhh D7 "UPDATE release SET id = (SELECT id FROM sample WHERE role = 'selected' AND stratum = 'Y')"
try issued.dtxhh E1 'UPDATE ballot SET serial = serial + 1'
try issued.dtxhh E2 "UPDATE ballot SET stratum = 'Y' WHERE stratum = 'X'"
try issued.dtxhh 'E2 (two for one)' "UPDATE ballot SET member = (SELECT min(member) FROM ballot WHERE \"group\" = 'LD'), stratum = '' WHERE \"group\" = 'LD'"
try issued.dtxhh E3 "UPDATE unit_list SET unit = 'U1'"
try keyed.dtxhh E4 "UPDATE entry SET answers = substr(answers, 2)"
try keyed.dtxhh 'E4 (no such option)' "UPDATE entry SET answers = CAST(X'99' || substr(answers, 2) AS BLOB) WHERE serial = (SELECT min(serial) FROM entry)"
try keyed.dtxhh E5 'UPDATE event SET number = number + 1'
try keyed.dtxhh E6 'UPDATE source SET rows = 1'
try keyed.dtxhh 'E6 (another file)' 'UPDATE points SET source = 1'
try keyed.dtxhh E7 "INSERT INTO withdrawal SELECT serial, 2, 0, 3, 8, 'x' FROM ballot LIMIT 1"
try issued.dtxhh E8 "UPDATE ballot SET \"group\" = 'KHAC' WHERE serial = (SELECT min(serial) FROM ballot)"
printf 'serial,handed,returned\n%s,x,x\n' "$(sqlite3 issued.dtxhh "SELECT min(serial) FROM ballot WHERE office = 'BC1'")" >list.csv
printf 'code,date,finding\n1,2024-12-20,x\n' >found.csv
cp keyed.dtxhh handed.dtxhh && dtxhh custody import handed.dtxhh list.csv --as a --quiet && dtxhh findings import handed.dtxhh found.csv --as a --quiet
try handed.dtxhh 'E9 holds' ''
try handed.dtxhh E9 'UPDATE movement SET number = number + 5'
try handed.dtxhh 'E9 (an event that is another)' "UPDATE movement SET event = 7 WHERE state = 'returned'"
try handed.dtxhh 'E9 (takes the place of none)' "UPDATE movement SET replaces = 1 WHERE state = 'returned'"
try handed.dtxhh 'E9 (of no ballot)' "UPDATE movement SET serial = 10000000004"
try handed.dtxhh 'E6 (a list that was none)' "UPDATE source SET kind = 'points' WHERE kind = 'custody'"
try handed.dtxhh 'E6 (a finding of another file)' "UPDATE finding SET source = 1"
try weighed.dtxhh F1 'UPDATE response SET returned = returned + 1'
try weighed.dtxhh F2 'UPDATE weight SET final = final * 1.000001'
try weighed.dtxhh 'F2 (base)' 'UPDATE weight SET base = base + 0.001'
try weighed.dtxhh F3 'UPDATE weight_step SET sum = sum + 1 WHERE step = 2'
printf 'step,group,variables,method,lower,upper,classes,totals,rescale\nnonresponse,DAN,,,,,,,\nrake,DAN,loai,,,,,frame,\n' >rec.csv
cp keyed.dtxhh cooked.dtxhh && dtxhh weigh cooked.dtxhh --recipe rec.csv --as a --quiet 2>/dev/null && echo "with a recipe:$(fails cooked.dtxhh) $(dtxhh-verify --csv cooked.dtxhh | grep -c ',F4,2,0,')"
try cooked.dtxhh F4 "UPDATE weight SET final = final * 1.001 WHERE serial = (SELECT min(b.serial) FROM ballot b JOIN weight w ON w.serial = b.serial WHERE \"group\" = 'DAN')"
try cooked.dtxhh 'F4 (a total)' "UPDATE frame SET extra = replace(extra, 'X', 'Y') WHERE id = (SELECT min(id) FROM frame WHERE extra LIKE '%X%' AND id NOT IN (SELECT id FROM sample))"
try r.dtxhh G1 "UPDATE points SET points = points + 1 WHERE stage = 'second'"
try r.dtxhh G2 'UPDATE score_group SET percent = percent + 10'
try r.dtxhh 'G2 (share)' 'UPDATE score_group SET share = share - 10'
try r.dtxhh G3 "UPDATE score_node SET pooled = pooled + 10"
try r.dtxhh 'G3 (an answer)' "UPDATE entry SET answers = CAST(X'01' || substr(answers, 2) AS BLOB) WHERE hex(substr(answers, 1, 1)) = '02'"
try r.dtxhh G4 "UPDATE score_node SET points = points + 1 WHERE level = 1"
try r.dtxhh G5 'UPDATE score SET total = total + 1; UPDATE outcome SET total = total + 1'
try r.dtxhh 'G5 (a part)' 'UPDATE score SET survey = survey + 1'
try r.dtxhh G6 'UPDATE score SET rank = 3 - rank; UPDATE outcome SET rank = 3 - rank'
try r.dtxhh G7 "UPDATE score SET class = 'Tốt'; UPDATE outcome SET class = 'Tốt'"
try r.dtxhh G8 'UPDATE outcome SET rank = 3 - rank'
--- stdout
a round that holds:
forged without a change:
A1: A1
A2: A2
B1: B1
B1 (a line taken out): B1 C1 C2
B1 (a line at the end): B2 C1
B2: B2
B3: B3; 1
B3 (written down before):
    of the same; of another:
 :
    B3
B4: B4
B4 (a mark that is none): B4
B4 (marked):
C1: C1
C1 (a row taken out): C1 G1 G4 G5 G6 G7
C1 (of no run): C1
C1 (replaced as a whole): C1
C2: C2
D1: D1
D2: D2
D3: D3
D4: D4
D5: D5
D6 (probability): D6
D6 (another is taken): D6
D6 (one more): D6
D6 (seed): D6
D1 (as many, with a percent sign): D1 D2
D6 (sizes that are none): D1 D2 D6
D7: D7 E2
E1: E1
E2: E2
E2 (two for one): E2
E3: E3
E4: E4
E4 (no such option): E4
E5: E5
E6: E6
E6 (another file): E6
E7: E7
E8: E2 E3 E8
E9 holds:
E9: E9
E9 (an event that is another): E9
E9 (takes the place of none): E9
E9 (of no ballot): E9
E6 (a list that was none): E6
E6 (a finding of another file): E6
F1: F1
F2: F2 F3
F2 (base): F2
F3: F3
with a recipe: 1
F4: F3 F4
F4 (a total): D1 D5 D6 F4
G1: G1 G4 G5
G2: G2
G2 (share): G2
G3: G3
G3 (an answer): G2 G3 G4 G5
G4: G4
G5: G5
G5 (a part): G5
G6: G6
G7: G7
G8: G8
--- stderr
--- status 0
