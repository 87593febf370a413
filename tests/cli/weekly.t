# Entry workbooks come back every week, a little fuller: what is in already is passed over and counted, what is new comes in,
# a changed cell is named, or comes in with a reason; the same with the online channel, with a second keying, with a book
# that another program has written anew, and with the workbooks of points.
--- run
cp -r "$TINY/definition" d; printf 'channels,online,Kế hoạch\n' >>d/round.csv
dtxhh new r.dtxhh --definition d --as a --quiet; dtxhh frame import r.dtxhh "$TINY/frame.csv" --as a --quiet
dtxhh frame freeze r.dtxhh --seed-from x --as a --quiet; dtxhh draw r.dtxhh --seed '48 15 92' --as a --quiet; dtxhh issue r.dtxhh -o h --serial-seed 1 --as a --quiet
cat >book.py <<'P'
# book.py IN OUT KEYER N [CELL=VALUE…]: the first N ballots keyed
import openpyxl, sys
path, out, keyer, n, *changes = sys.argv[1:]
book = openpyxl.load_workbook(path); sheet = next(s for s in book if not s.title.startswith('_'))
for line in range(6, 6 + int(n)):
    sheet.cell(line, 2).value = keyer
    for column in range(5, 11):
        sheet.cell(line, column).value = 'ABCD'[(line + column) % 4]
for change in changes:
    cell, value = change.split('=')
    sheet[cell].value = value or None
book.save(out)
P
cat >points.py <<'P'
# points.py IN OUT N [CELL=VALUE…]: the first N rows of points filled in
import openpyxl, sys
path, out, n, *changes = sys.argv[1:]
book = openpyxl.load_workbook(path); sheet = book['Điểm']
for line in range(2, 2 + int(n)):
    sheet.cell(line, 5).value = 8; sheet.cell(line, 10).value = '20/12/2024'; sheet.cell(line, 11).value = 'chưa đủ'
for change in changes:
    cell, value = change.split('=')
    sheet[cell].value = float(value) if value[0].isdigit() else value
book.save(out)
P
book() { /usr/bin/python3 book.py h/BC1-nhap-phieu.xlsx "$@"; }
say() { dtxhh "$@" 2>&1 | grep -v '^files' | sed 's/[0-9]\{3\}-[0-9]\{3\}-[0-9]\{3\}-[0-9]\{2\}/SERIAL/g'; }
weeks() { # keyer, options of import: four weeks, one of them with a mistake
    keyer=$1; shift
    for n in 1 3; do book $n.xlsx "$keyer" $n; say import r.dtxhh $n.xlsx --as a "$@"; done
    echo "# a changed cell"; book changed.xlsx "$keyer" 4 E6=B F7=
    say import r.dtxhh changed.xlsx --as a "$@"
    say import r.dtxhh changed.xlsx --as a "$@" --correct --reason 'đọc lại phiếu'
    echo "# once more"; book again.xlsx "$keyer" 4 E6=B F7= C1=x
    say import r.dtxhh again.xlsx --as a "$@"
}
echo "# first keying"; weeks hoa
echo "# second keying"; weeks lan --pass 2
echo "# online"; weeks web --channel online
echo "# online, second keying"; weeks mai --channel online --pass 2
echo "# a state, then the same again, another one, and answers after all"
book refused.xlsx hoa 4 E6=B F7= C8= B8=hoa; dtxhh show r.dtxhh ballots --csv >before.csv
week=0
for state in 'từ chối' 'từ chối' 'vắng mặt' ''; do
    week=$((week + 1)) # so that the file is another
    /usr/bin/python3 book.py h/BC2-nhap-phieu.xlsx state.xlsx hoa 1 C1=$week B6=mai E6= F6= G6= H6= I6= J6= "C6=$state" ${state:+D6=vì} $([ "$state" ] || echo E6=A)
    say import r.dtxhh state.xlsx --as a
done
echo "# points: a unit's form, an appraiser's, the workbook of all"
dtxhh template points all.xlsx --round r.dtxhh --quiet
dtxhh template points unit.xlsx --round r.dtxhh --unit U1 --quiet
dtxhh template points by.xlsx --round r.dtxhh --by 'Sở Nội vụ' --quiet
weeks_of_points() { # workbook, cell of points, more changes
    file=$1 cell=$2; shift 2
    for n in 1 2; do /usr/bin/python3 points.py $file $n.xlsx $n "$@"; say points import r.dtxhh $n.xlsx --as a; done
    /usr/bin/python3 points.py $file changed.xlsx 2 "$@" $cell=7.5
    say points import r.dtxhh changed.xlsx --as a
    say points import r.dtxhh changed.xlsx --as a --correct --reason 'gõ nhầm'
    /usr/bin/python3 points.py $file again.xlsx 2 "$@" $cell=7.5 A1=unit
    say points import r.dtxhh again.xlsx --as a
}
weeks_of_points unit.xlsx E3
weeks_of_points by.xlsx E2
weeks_of_points all.xlsx E3 'D2=kiểm tra' 'D3=số liệu từ bên ngoài'
dtxhh verify r.dtxhh | sed 's/[0-9a-f]\{64\}/HASH/'
--- stdout
# first keying
1,4,1,0,xlsx,ballots
rows of entry workbooks that are not keyed yet: 3
line 6 of the log, hash <checked>
1,4,2,0,xlsx,ballots
rows of entry workbooks that are not keyed yet: 1
3.xlsx:Phiếu thử: warning: 1 ballots are in the round already and unchanged; they are passed over [W445]
line 7 of the log, hash <checked>
# a changed cell
changed.xlsx:Phiếu thử: warning: 1 ballots are in the round already and unchanged; they are passed over [W445]
changed.xlsx:Phiếu thử:6:1: fault: serial SERIAL was keyed in 1.xlsx:Phiếu thử, line 6, with other answers: Q1.U1 "D" → "B"; `--correct --reason TEXT` takes those here in their place [F432]
changed.xlsx:Phiếu thử:7:1: fault: serial SERIAL was keyed in 3.xlsx:Phiếu thử, line 7, with other answers: Q2.U1 "B" → ""; `--correct --reason TEXT` takes those here in their place [F432]
dtxhh: faults: 2, warnings: 1; nothing was changed
1,4,3,0,xlsx,ballots
changed.xlsx:Phiếu thử: warning: 1 ballots are in the round already and unchanged; they are passed over [W445]
line 8 of the log, hash <checked>
# once more
1,4,0,0,xlsx,ballots
again.xlsx:Phiếu thử: warning: 4 ballots are in the round already and unchanged; they are passed over [W445]
line 9 of the log, hash <checked>
# second keying
1,4,1,0,xlsx,ballots
rows of entry workbooks that are not keyed yet: 3
line 10 of the log, hash <checked>
1,4,2,0,xlsx,ballots
rows of entry workbooks that are not keyed yet: 1
3.xlsx:Phiếu thử: warning: 1 ballots are in the round already and unchanged; they are passed over [W445]
line 11 of the log, hash <checked>
# a changed cell
changed.xlsx:Phiếu thử: warning: 1 ballots are in the round already and unchanged; they are passed over [W445]
changed.xlsx:Phiếu thử:6:1: fault: serial SERIAL was keyed in 1.xlsx:Phiếu thử, line 6, with other answers: Q1.U1 "D" → "B"; `--correct --reason TEXT` takes those here in their place [F432]
changed.xlsx:Phiếu thử:7:1: fault: serial SERIAL was keyed in 3.xlsx:Phiếu thử, line 7, with other answers: Q2.U1 "B" → ""; `--correct --reason TEXT` takes those here in their place [F432]
dtxhh: faults: 2, warnings: 1; nothing was changed
1,4,3,0,xlsx,ballots
changed.xlsx:Phiếu thử: warning: 1 ballots are in the round already and unchanged; they are passed over [W445]
line 12 of the log, hash <checked>
# once more
1,4,0,0,xlsx,ballots
again.xlsx:Phiếu thử: warning: 4 ballots are in the round already and unchanged; they are passed over [W445]
line 13 of the log, hash <checked>
# online
1,4,1,0,xlsx,ballots
rows of entry workbooks that are not keyed yet: 3
1.xlsx:Phiếu thử:6: warning: serial SERIAL came from channel "paper" too, with 1 other answers, the first to Q1.U1; by the setting "channels" the one from "online" counts, both are kept [W404]
line 14 of the log, hash <checked>
1,4,2,0,xlsx,ballots
rows of entry workbooks that are not keyed yet: 1
3.xlsx:Phiếu thử: warning: 1 ballots are in the round already and unchanged; they are passed over [W445]
3.xlsx:Phiếu thử:7: warning: serial SERIAL came from channel "paper" too, with 1 other answers, the first to Q2.U1; by the setting "channels" the one from "online" counts, both are kept [W404]
3.xlsx:Phiếu thử:8: warning: serial SERIAL came from channel "paper" too, with the same answers; by the setting "channels" the one from "online" counts, both are kept [W404]
line 15 of the log, hash <checked>
# a changed cell
changed.xlsx:Phiếu thử: warning: 1 ballots are in the round already and unchanged; they are passed over [W445]
changed.xlsx:Phiếu thử:6:1: fault: serial SERIAL was keyed in 1.xlsx:Phiếu thử, line 6, with other answers: Q1.U1 "D" → "B"; `--correct --reason TEXT` takes those here in their place [F432]
changed.xlsx:Phiếu thử:7:1: fault: serial SERIAL was keyed in 3.xlsx:Phiếu thử, line 7, with other answers: Q2.U1 "B" → ""; `--correct --reason TEXT` takes those here in their place [F432]
dtxhh: faults: 2, warnings: 1; nothing was changed
1,4,3,0,xlsx,ballots
changed.xlsx:Phiếu thử: warning: 1 ballots are in the round already and unchanged; they are passed over [W445]
changed.xlsx:Phiếu thử:6: warning: serial SERIAL came from channel "paper" too, with the same answers; by the setting "channels" the one from "online" counts, both are kept [W404]
changed.xlsx:Phiếu thử:7: warning: serial SERIAL came from channel "paper" too, with the same answers; by the setting "channels" the one from "online" counts, both are kept [W404]
changed.xlsx:Phiếu thử:9: warning: serial SERIAL came from channel "paper" too, with the same answers; by the setting "channels" the one from "online" counts, both are kept [W404]
line 16 of the log, hash <checked>
# once more
1,4,0,0,xlsx,ballots
again.xlsx:Phiếu thử: warning: 4 ballots are in the round already and unchanged; they are passed over [W445]
line 17 of the log, hash <checked>
# online, second keying
1,4,1,0,xlsx,ballots
rows of entry workbooks that are not keyed yet: 3
line 18 of the log, hash <checked>
1,4,2,0,xlsx,ballots
rows of entry workbooks that are not keyed yet: 1
3.xlsx:Phiếu thử: warning: 1 ballots are in the round already and unchanged; they are passed over [W445]
line 19 of the log, hash <checked>
# a changed cell
changed.xlsx:Phiếu thử: warning: 1 ballots are in the round already and unchanged; they are passed over [W445]
changed.xlsx:Phiếu thử:6:1: fault: serial SERIAL was keyed in 1.xlsx:Phiếu thử, line 6, with other answers: Q1.U1 "D" → "B"; `--correct --reason TEXT` takes those here in their place [F432]
changed.xlsx:Phiếu thử:7:1: fault: serial SERIAL was keyed in 3.xlsx:Phiếu thử, line 7, with other answers: Q2.U1 "B" → ""; `--correct --reason TEXT` takes those here in their place [F432]
dtxhh: faults: 2, warnings: 1; nothing was changed
1,4,3,0,xlsx,ballots
changed.xlsx:Phiếu thử: warning: 1 ballots are in the round already and unchanged; they are passed over [W445]
line 20 of the log, hash <checked>
# once more
1,4,0,0,xlsx,ballots
again.xlsx:Phiếu thử: warning: 4 ballots are in the round already and unchanged; they are passed over [W445]
line 21 of the log, hash <checked>
# a state, then the same again, another one, and answers after all
1,3,0,1,xlsx,ballots
rows of entry workbooks that are not keyed yet: 2
line 22 of the log, hash <checked>
1,3,0,0,xlsx,ballots
rows of entry workbooks that are not keyed yet: 2
state.xlsx:Phiếu thử: warning: 1 ballots are in the round already and unchanged; they are passed over [W445]
line 23 of the log, hash <checked>
1,3,0,1,xlsx,ballots
rows of entry workbooks that are not keyed yet: 2
line 24 of the log, hash <checked>
1,3,1,0,xlsx,ballots
rows of entry workbooks that are not keyed yet: 2
line 25 of the log, hash <checked>
# points: a unit's form, an appraiser's, the workbook of all
1,1
rows of the workbooks that are not filled in yet: 1
1.xlsx: warning: self scores without a document or a note: 1, the first is U1 1.1; `dtxhh show ROUND appraisal` lists them [W503]
line 26 of the log, hash <checked>
1,1
2.xlsx: warning: 1 rows are in the round already and unchanged; they are passed over [W511]
2.xlsx: warning: self scores without a document or a note: 2, the first is U1 1.1; `dtxhh show ROUND appraisal` lists them [W503]
line 27 of the log, hash <checked>
changed.xlsx: warning: 1 rows are in the round already and unchanged; they are passed over [W511]
changed.xlsx:Điểm:3:5: fault: unit "U1", criterion 2.2, self score stands in 2.xlsx:Điểm, line 3, with other values: Điểm "8" → "7.5"; `--correct --reason TEXT` takes those here in their place [F512]
dtxhh: faults: 1, warnings: 1; nothing was changed
1,1
changed.xlsx: warning: 1 rows are in the round already and unchanged; they are passed over [W511]
changed.xlsx: warning: self scores without a document or a note: 2, the first is U1 1.1; `dtxhh show ROUND appraisal` lists them [W503]
changed.xlsx:Điểm:3:5: warning: unit "U1", criterion 2.2, self score: 7.5 takes the place of 8 of 2024-12-20 [W506]
line 28 of the log, hash <checked>
1,0
again.xlsx: warning: 2 rows are in the round already and unchanged; they are passed over [W511]
again.xlsx: warning: self scores without a document or a note: 2, the first is U1 1.1; `dtxhh show ROUND appraisal` lists them [W503]
line 29 of the log, hash <checked>
1,1
rows of the workbooks that are not filled in yet: 1
line 30 of the log, hash <checked>
1,1
2.xlsx: warning: 1 rows are in the round already and unchanged; they are passed over [W511]
line 31 of the log, hash <checked>
changed.xlsx: warning: 1 rows are in the round already and unchanged; they are passed over [W511]
changed.xlsx:Điểm:2:5: fault: unit "U1", criterion 1.1, first appraisal stands in 1.xlsx:Điểm, line 2, with other values: Điểm "8" → "7.5"; `--correct --reason TEXT` takes those here in their place [F512]
dtxhh: faults: 1, warnings: 1; nothing was changed
1,1
changed.xlsx: warning: 1 rows are in the round already and unchanged; they are passed over [W511]
changed.xlsx:Điểm:2:5: warning: unit "U1", criterion 1.1, first appraisal: 7.5 takes the place of 8 of 2024-12-20 [W506]
line 32 of the log, hash <checked>
1,0
again.xlsx: warning: 2 rows are in the round already and unchanged; they are passed over [W511]
line 33 of the log, hash <checked>
1,1
rows of the workbooks that are not filled in yet: 3
1.xlsx:Điểm:2:9: warning: appraisals that do not say who appraised, though the definition names who does: 1; the first is here [W508]
line 34 of the log, hash <checked>
1,1
rows of the workbooks that are not filled in yet: 2
2.xlsx: warning: 1 rows are in the round already and unchanged; they are passed over [W511]
line 35 of the log, hash <checked>
changed.xlsx: warning: 1 rows are in the round already and unchanged; they are passed over [W511]
changed.xlsx:Điểm:3:5: fault: unit "U1", criterion 2.2, figure from outside stands in 2.xlsx:Điểm, line 3, with other values: Điểm "8" → "7.5"; `--correct --reason TEXT` takes those here in their place [F512]
dtxhh: faults: 1, warnings: 1; nothing was changed
1,1
rows of the workbooks that are not filled in yet: 2
changed.xlsx: warning: 1 rows are in the round already and unchanged; they are passed over [W511]
changed.xlsx:Điểm:3:5: warning: unit "U1", criterion 2.2, figure from outside: 7.5 takes the place of 8 of 2024-12-20 [W506]
line 36 of the log, hash <checked>
1,0
rows of the workbooks that are not filled in yet: 2
again.xlsx: warning: 2 rows are in the round already and unchanged; they are passed over [W511]
line 37 of the log, hash <checked>
log, draw, weights and scores: no difference; line 37, hash <checked>
--- stderr
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
--- status 0
