# Units that change during the round: one that was merged ends, with a basis, and is neither scored nor ranked while its
# ballots stay; a new one that nobody was asked about is added with --after-issue. Without the basis, or the option, no.
--- run
cp -r "$TINY/definition" d
tiny_keyed; dtxhh points import r.dtxhh "$TINY/points.csv" --as lan --quiet
dtxhh weigh r.dtxhh --as lan --quiet 2>/dev/null; dtxhh score r.dtxhh --as lan --quiet 2>/dev/null
dtxhh show r.dtxhh scores --csv | cut -d, -f1-9,11 | grep U1
entries=$(sqlite3 r.dtxhh 'SELECT group_concat(hex(answers)) FROM entry')
again() { dtxhh weigh r.dtxhh --as lan --quiet 2>/dev/null; dtxhh score r.dtxhh --as lan --quiet 2>&1 | grep -v W6[01]1; }
# a unit ends
printf 'block,unit,criterion,group,basis\n*,U2,*,*,\n' >d/not_applicable.csv
dtxhh define r.dtxhh --definition d --reason 'sáp nhập' --as minh; again
sed -i 's/,$/,NQ 12: nhập vào Sở Một/' d/not_applicable.csv
dtxhh define r.dtxhh --definition d --reason 'sáp nhập' --as minh; again
dtxhh show r.dtxhh scores --csv | cut -d, -f1-9,11
[ "$entries" = "$(sqlite3 r.dtxhh 'SELECT group_concat(hex(answers)) FROM entry')" ] && echo 'the ballots are kept'
# it says so wherever it is refused, since when and on what basis
dtxhh explain r.dtxhh U2; dtxhh explain r.dtxhh U2 1.1; dtxhh explain r.dtxhh U1 >/dev/null && echo explained
dtxhh report r.dtxhh -o u2.xlsx --for unit:U2; dtxhh template points u2.xlsx --round r.dtxhh --unit 'Sở Hai'
printf 'unit,criterion,stage,points,by,date\nU2,1.1,first,30,Sở Nội vụ,2025-01-20\n' >u2.csv; dtxhh points import r.dtxhh u2.csv --as lan
printf 'unit,criterion,title\nU2,1.1,Kế hoạch\n' >u2.csv; dtxhh points import r.dtxhh u2.csv --as lan
dtxhh explain r.dtxhh U2 --lang vi
dtxhh score r.dtxhh --set ties=order
dtxhh report r.dtxhh -o r.xlsx --quiet; unzip -p r.xlsx xl/sharedStrings.xml | grep -o '[^<>]*đã kết thúc[^<]*'
cells() { unzip -p r.xlsx xl/sharedStrings.xml | grep -o '>Sở [^<]*' | sort | uniq -c | sed 's/^ *//'; }; cells
dtxhh plan r.dtxhh --units --csv | cut -d, -f1 | sort -u
faketty() { script -qec "$*" /dev/null </dev/null | tr -d '\r'; }
faketty dtxhh plan r.dtxhh --units | grep -o '^U[0-9][^0-9±]*(ended)\|^U1 '
dtxhh verify r.dtxhh
# a unit begins
printf 'U3,Sở Ba,B,,yes,3\n' >>d/units.csv
printf '*,U3,1.2,*,chưa ai được hỏi\n*,U3,2.1,*,chưa ai được hỏi\n' >>d/not_applicable.csv
dtxhh define r.dtxhh --definition d --reason 'NQ 12' --as minh
dtxhh define r.dtxhh --definition d --after-issue --reason 'NQ 12' --as minh
# before anything is known of it: provisional scores repeat
cp r.dtxhh p.dtxhh; dtxhh weigh p.dtxhh --as lan --quiet 2>/dev/null; dtxhh score p.dtxhh --provisional --as lan --quiet 2>/dev/null; dtxhh verify p.dtxhh --quiet; echo "verified $?"; rm -f p.*
printf 'unit,criterion,stage,points,by,date\nU3,1.1,first,30,Sở Nội vụ,2025-01-20\nU3,2.2,outside,6,,\n' >u3.csv
dtxhh points import r.dtxhh u3.csv --as lan --quiet; again
dtxhh show r.dtxhh scores --csv | cut -d, -f1-9,11
dtxhh check r.dtxhh | head -3; dtxhh verify r.dtxhh
# not taken away again, and no question with it
sed -i '$d' d/units.csv; sed -i '/U3/d' d/not_applicable.csv
dtxhh define r.dtxhh --definition d --after-issue --reason 'NQ 13' --as minh
--- stdout
B,U1,100,36,38.088888889,0,8,0,82.088888889,82.09
not_applicable * / U2 / * / *: added
r.dtxhh: warning: unit "U2" has ended (NQ 12: nhập vào Sở Một): it has neither points nor rank; its ballots are kept [W605]
block,unit,max,appraised,survey,sipas,socio,bonus,total,other
B,U1,100,36,38.088888889,0,8,0,82.088888889,82.09
the ballots are kept
explained
block,unit,total,new_total,change,percent,new_percent,rank,new_rank,class,new_class
Sở Hai đã kết thúc trong kỳ (căn cứ: NQ 12: nhập vào Sở Một; ghi nhận ngày 01/01/2025): không tính điểm, không xếp hạng; 6 phiếu đã nhập về đơn vị này được giữ.
Sở Hai (đã kết thúc trong kỳ)
1 >Sở Hai
1 >Sở Hai (đã kết thúc trong kỳ)
1 >Sở Hai đã kết thúc trong kỳ (căn cứ: NQ 12: nhập vào Sở Một; ghi nhận ngày 01/01/2025): không tính điểm, không xếp hạng; 6 phiếu đã nhập về đơn vị này được giữ.
1 >Sở Một
1 >Sở Nội vụ
U1
U2
unit
U1 
U2 (ended)
log, draw, weights and scores: no difference; line 14, hash <checked>
units U3: added
not_applicable * / U3 / 1.2 / *: added
not_applicable * / U3 / 2.1 / *: added
verified 0
r.dtxhh: warning: unit "U2" has ended (NQ 12: nhập vào Sở Một): it has neither points nor rank; its ballots are kept [W605]
block,unit,max,appraised,survey,sipas,socio,bonus,total,other
B,U1,100,36,38.088888889,0,8,0,82.088888889,82.09
B,U3,50,30,0,0,6,0,36,36
what,keyer,ballots,fields,wrong,unresolved,rate,low,high,name
issued,,7,,,,,,,
returned,,6,,,,,,,
log, draw, weights and scores: no difference; line 18, hash <checked>
--- stderr
d/not_applicable.csv:2:3: fault: criterion and group are both `*`: nothing would be left to score; a unit that has ended is named, with the basis [F219]
dtxhh: faults: 1, warnings: 0; nothing was changed
line 12 of the log, hash <checked>
dtxhh: unit "U2" has ended: NQ 12: nhập vào Sở Một, noted on 2025-01-01 (line 12 of the log); it has neither points nor rank
dtxhh: unit "U2" has ended: NQ 12: nhập vào Sở Một, noted on 2025-01-01 (line 12 of the log); it has neither points nor rank
one level a screen; with a CRITERION that one, with --csv all that is below
dtxhh: unit "U2" has ended: NQ 12: nhập vào Sở Một, noted on 2025-01-01 (line 12 of the log); it has neither points nor rank
dtxhh: unit "U2" has ended: NQ 12: nhập vào Sở Một, noted on 2025-01-01 (line 12 of the log); it has neither points nor rank
u2.csv:2:1: fault: unit "U2" has ended: NQ 12: nhập vào Sở Một, noted on 2025-01-01 (line 12 of the log); it has neither points nor rank [F505]
dtxhh: faults: 1, warnings: 0; nothing was changed
u2.csv:2:1: fault: unit "U2" has ended: NQ 12: nhập vào Sở Một, noted on 2025-01-01 (line 12 of the log); it has neither points nor rank [F505]
dtxhh: faults: 1, warnings: 0; nothing was changed
dtxhh: đơn vị "U2" đã kết thúc trong kỳ: NQ 12: nhập vào Sở Một, ghi nhận ngày 01/01/2025 (dòng 12 của nhật ký); không có điểm và không xếp hạng
0 of 1 units move; the round is as it was
r.dtxhh: warning: unit "U2" has ended (NQ 12: nhập vào Sở Một): it has neither points nor rank; its ballots are kept [W605]
unit "U2" has ended: NQ 12: nhập vào Sở Một
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: after results were known (line 9): line 12 (define, 2025-01-01T00:00:00Z, by minh): not_applicable * / U2 / * / *: added ; sáp nhập [W926]
r.dtxhh: warning: after results were known (line 9): line 13 (weigh, 2025-01-01T00:00:00Z, by lan): 6 valid ballots weighted [W926]
r.dtxhh: warning: the scores of line 14, which takes in lines 12, 13, are others than those before, of 2 units: U1 82.09 → 82.09, limits or possible ranks; U2 77.97 → –, rank 2 → 0, Khá → – [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the rules were changed after the freeze (SHA-256 3087c7383de7… then, 30a7c175fb79… now); `dtxhh log show` tells by whom and what [W924]
d/units.csv:4: fault: units U3: added; after ballots are issued units may only be renamed, and with --after-issue one that nobody was asked about be added [F230]
dtxhh: faults: 1, warnings: 0; nothing was changed
line 15 of the log, hash <checked>
p.dtxhh: warning: after results were known (line 9): line 12 (define, 2025-01-01T00:00:00Z, by minh): not_applicable * / U2 / * / *: added ; sáp nhập [W926]
p.dtxhh: warning: after results were known (line 9): line 13 (weigh, 2025-01-01T00:00:00Z, by lan): 6 valid ballots weighted [W926]
p.dtxhh: warning: after results were known (line 9): line 15 (define, 2025-01-01T00:00:00Z, by minh): units U3: added not_applicable * / U3 / 1.2 / *: added not_applicable * / U3 / 2.1 / *: added ; NQ 12 [W926]
p.dtxhh: warning: after results were known (line 9): line 16 (weigh, 2025-01-01T00:00:00Z, by lan): 6 valid ballots weighted [W926]
p.dtxhh: warning: the scores of line 14, which takes in lines 12, 13, are others than those before, of 2 units: U1 82.09 → 82.09, limits or possible ranks; U2 77.97 → –, rank 2 → 0, Khá → – [W927]
p.dtxhh: warning: the scores of line 17, which takes in lines 15, 16, are others than those before, of 2 units: U1 82.09 → 82.09, rank 1 → 0; U3 – → 0.00 (provisional), limits or possible ranks [W927]
p.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
p.dtxhh: warning: draw: the rules were changed after the freeze (SHA-256 3087c7383de7… then, 5f9093bb4b69… now); `dtxhh log show` tells by whom and what [W924]
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: after results were known (line 9): line 12 (define, 2025-01-01T00:00:00Z, by minh): not_applicable * / U2 / * / *: added ; sáp nhập [W926]
r.dtxhh: warning: after results were known (line 9): line 13 (weigh, 2025-01-01T00:00:00Z, by lan): 6 valid ballots weighted [W926]
r.dtxhh: warning: after results were known (line 9): line 15 (define, 2025-01-01T00:00:00Z, by minh): units U3: added not_applicable * / U3 / 1.2 / *: added not_applicable * / U3 / 2.1 / *: added ; NQ 12 [W926]
r.dtxhh: warning: after results were known (line 9): line 16 (points import, 2025-01-01T00:00:00Z, by lan): 1 files, 2 rows [W926]
r.dtxhh: warning: after results were known (line 9): line 17 (weigh, 2025-01-01T00:00:00Z, by lan): 6 valid ballots weighted [W926]
r.dtxhh: warning: the scores of line 14, which takes in lines 12, 13, are others than those before, of 2 units: U1 82.09 → 82.09, limits or possible ranks; U2 77.97 → –, rank 2 → 0, Khá → – [W927]
r.dtxhh: warning: the scores of line 18, which takes in lines 15, 16, 17, are others than those before, of 1 units: U3 – → 36.00, rank 0 → 2, – → Khá [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the rules were changed after the freeze (SHA-256 3087c7383de7… then, 5f9093bb4b69… now); `dtxhh log show` tells by whom and what [W924]
d/units.csv: fault: units U3: removed; after ballots are issued only titles, weights, classes and rules of points may change [F230]
dtxhh: faults: 1, warnings: 0; nothing was changed
--- status 1
