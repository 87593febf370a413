# What programs write where there is no answer never is one: a map that is proposed says blank, and without it it is refused.
--- run
import_issued
cp i.dtxhh base.dtxhh
head=serial,Q1.U1,Q1.U2,Q1.U3,Q2.U1,Q2.U2,Q2.U3,Q3,Q4
table() { echo $head; echo "17394484940,$1,B,C,B,C,A,$2,$3"; }
for cells in '-oth-,##N/A##,-999999999' 'N/A,N/A,99' 'A,-99,-99'; do
    echo "# $cells"
    cp base.dtxhh i.dtxhh
    table $(echo $cells | tr ',' ' ') >x.csv
    dtxhh import i.dtxhh x.csv --as a 2>&1 | sed 1d
    cp base.dtxhh i.dtxhh
    dtxhh import i.dtxhh x.csv --make-map map.csv --force --as a --quiet
    grep '^,' map.csv
    dtxhh import i.dtxhh x.csv --map map.csv --as a | sed 1d
    dtxhh show i.dtxhh answers --csv | grep 'U1,Q1\|Q3\|Q4' | cut -d, -f4-
done
echo "# 99 where the map says so"
cp base.dtxhh i.dtxhh
table A x 99 >x.csv; echo ,Q4,,99,- >>map.csv
dtxhh import i.dtxhh x.csv --map map.csv --as a | sed 1d
dtxhh show i.dtxhh answers --csv | grep 'U1,Q1\|Q3\|Q4' | cut -d, -f4-
echo "# a row per answer"
cp base.dtxhh i.dtxhh
printf 'serial,unit,question,answer\n17394484940,,Q4,%s\n' -999999999 >x.csv
dtxhh import i.dtxhh x.csv --as a
cp base.dtxhh i.dtxhh; sed -i 's/-999999999/-99999999/' x.csv; dtxhh import i.dtxhh x.csv --as a
--- stdout
# -oth-,##N/A##,-999999999
x.csv:2:8: fault: question "Q3" has "##N/A##", which stands for no answer; expected a map that says so, or an empty cell [F411]
x.csv:2:9: fault: question "Q4" has "-999999999", which stands for no answer; expected a map that says so, or an empty cell [F411]
dtxhh: faults: 3, warnings: 0; nothing was changed
,Q1,,-oth-,-,stands for no answer
,Q3,,##N/A##,-,stands for no answer
,Q4,,-999999999,-,stands for no answer
1,1,1,0,UTF-8,ballots
Q1,
Q3,
Q4,
# N/A,N/A,99
dtxhh: faults: 1, warnings: 0; nothing was changed
,Q1,,N/A,-,stands for no answer
1,1,1,0,UTF-8,ballots
Q1,
Q3,N/A
Q4,99
# A,-99,-99
1,1,1,0,UTF-8,ballots
line 6 of the log, hash <checked>
1,1,1,0,UTF-8,ballots
Q1,A
Q3,-99
Q4,-99
# 99 where the map says so
1,1,1,0,UTF-8,ballots
Q1,A
Q3,x
Q4,
# a row per answer
files,rows,entries,events,encoding,layout
1,1,1,0,UTF-8,answers
--- stderr
line 6 of the log, hash <checked>
line 6 of the log, hash <checked>
line 6 of the log, hash <checked>
line 6 of the log, hash <checked>
x.csv: warning: no row answers question "Q1" of ballot type "P1"; it counts as blank on all its ballots [W407]
x.csv: warning: no row answers question "Q2" of ballot type "P1"; it counts as blank on all its ballots [W407]
x.csv: warning: no row answers question "Q3" of ballot type "P1"; it counts as blank on all its ballots [W407]
x.csv:2:4: fault: question "Q4" has "-999999999", which stands for no answer; expected a map that says so, or an empty cell [F411]
dtxhh: faults: 1, warnings: 3; nothing was changed
x.csv: warning: no row answers question "Q1" of ballot type "P1"; it counts as blank on all its ballots [W407]
x.csv: warning: no row answers question "Q2" of ballot type "P1"; it counts as blank on all its ballots [W407]
x.csv: warning: no row answers question "Q3" of ballot type "P1"; it counts as blank on all its ballots [W407]
line 6 of the log, hash <checked>
--- status 0
