# split: the file in which an office keys its ballots without a network. It has the definition and the office's ballots, and
# nothing of who holds them or of other offices; its first line names the round's newest one, which notes the first line of
# the file. The ordinary verbs key and correct in it; what is for the whole round is refused.
--- run
tiny_issued && tiny_ballots
head=$(dtxhh log head r.dtxhh | tail -1)
dtxhh split r.dtxhh --office BC1 -o BC1.dtxhh --as a --reason 'không có mạng'; echo "status $?"
dtxhh log show BC1.dtxhh | tail -1 | grep -cF "line ${head%,*} has the hash ${head#*,}"
[ "$(dtxhh show r.dtxhh office_files | awk -F, 'NR == 2 { print $3 }')" = "$(dtxhh log head BC1.dtxhh | tail -1 | cut -d, -f2)" ] && echo 'known by its first line'
dtxhh verify r.dtxhh --quiet 2>/dev/null && dtxhh verify BC1.dtxhh --quiet 2>/dev/null && dtxhh-verify BC1.dtxhh | grep -c '^SAI'
echo '== what is in it'
dtxhh show BC1.dtxhh ballots | cut -d, -f2-
for t in frame sample strata release freeze draw linkage frame_columns event entry source points; do sqlite3 BC1.dtxhh "SELECT '$t', count(*) FROM $t" | grep -v '|0$'; done
sqlite3 BC1.dtxhh .dump >text; strings -n 2 BC1.dtxhh >>text
# serials of other offices, members of any, the round's secret: nowhere in the bytes
dtxhh show r.dtxhh ballots | awk -F, 'NR > 1 && $5 != "BC1" { print $1 }' >others
sqlite3 r.dtxhh "SELECT '''' || id || '''' FROM frame UNION ALL SELECT hex(salt) FROM secret" >>others
wc -l <others; grep -icFf others text
cmp -s r.identity BC1.identity && echo 'names'
echo '== what is not done in it'
for words in 'draw BC1.dtxhh --seed 1' 'weigh BC1.dtxhh' 'score BC1.dtxhh' 'frame freeze BC1.dtxhh --seed-from x' \
    "frame import BC1.dtxhh $TINY/frame.csv" "define BC1.dtxhh --definition $TINY/definition" 'issue BC1.dtxhh' \
    "points import BC1.dtxhh $TINY/points.csv" 'split BC1.dtxhh --office BC1 -o x.dtxhh' 'merge BC1.dtxhh r.dtxhh'; do
    dtxhh $words --as a --reason r >/dev/null; echo "status $?"
done
dtxhh log head BC1.dtxhh | tail -1 | cut -d, -f1
echo '== keyed and corrected in it'
cut -d, -f1 others >theirs; grep -vFf theirs keyed.csv >own.csv
dtxhh import BC1.dtxhh keyed.csv --as hoa 2>&1 | grep -c F404
dtxhh import BC1.dtxhh own.csv --as hoa; echo "status $?"
dtxhh correct BC1.dtxhh "$(awk -F, 'NR == 2 { print $1 }' own.csv)" Q1.U1=E --keyer hoa --as hoa --reason 'đọc nhầm' --quiet; echo "status $?"
dtxhh correct BC1.dtxhh --run 1 --as hoa --reason x; echo "status $?"
dtxhh check BC1.dtxhh 2>/dev/null | sed -n '2,6p'
dtxhh verify BC1.dtxhh --quiet 2>/dev/null && dtxhh-verify BC1.dtxhh | grep -c '^SAI'
echo '== asked wrongly'
dtxhh split r.dtxhh --office BC9 -o x.dtxhh --as a; echo "status $?"
dtxhh split r.dtxhh --office BC1 -o BC1.dtxhh --as a; echo "status $?"
dtxhh split r.dtxhh --office BC1 -o r.dtxhh --force --as a; echo "status $?"
dtxhh split r.dtxhh --office BC2 -o x.dtxhh --as a --dry-run; echo "status $?"; ls x* 2>/dev/null
dtxhh log head r.dtxhh | tail -1 | cut -d, -f1
tiny_new 2>/dev/null; rm r.dtxhh; tiny_new; dtxhh split r.dtxhh --office BC1 -o x.dtxhh --as a; echo "status $?"
echo "== what is for the round is not asked of an office"
dtxhh status BC1.dtxhh --csv | cut -d, -f1,3
--- stdout
office BC1: 4 ballots, first line of its log <checked>
status 0
1
known by its first line
0
== what is in it
type,group,member,office,pool,state,units,entries
P1,DAN,,BC1,,issued,U1 U2,0
P1,LD,,BC1,,issued,U1 U2,0
P1,LD,,BC1,,issued,U1 U2,0
P1,DAN,,BC1,,issued,U1 U2,0
15
0
== what is not done in it
status 3
status 3
status 3
status 3
status 3
status 3
status 3
status 3
status 3
status 3
1
== keyed and corrected in it
3
files,rows,entries,events,encoding,layout
1,4,4,0,UTF-8,ballots
status 0
status 0
status 3
issued,,4,,,,,,,
returned,,4,,,,,,,
keyed,,4,,,,,,,
keyed_twice,,0,,,,,,,
valid,,4,,,,,,,
0
== asked wrongly
status 2
status 3
status 2
office BC2: 3 ballots, first line of its log <checked>
status 0
6
status 3
== what is for the round is not asked of an office
part,state
definition,done
frame,unneeded
freeze,unneeded
sample,unneeded
ballots,done
entries,done
points,unneeded
weights,unneeded
scores,unneeded
--- stderr
line 6 of the log, hash <checked>
dtxhh: "BC1.dtxhh" is the file of office "BC1", in which ballots are keyed and corrected; `draw` is for the whole round
dtxhh: "BC1.dtxhh" is the file of office "BC1", in which ballots are keyed and corrected; `weigh` is for the whole round
dtxhh: "BC1.dtxhh" is the file of office "BC1", in which ballots are keyed and corrected; `score` is for the whole round
dtxhh: "BC1.dtxhh" is the file of office "BC1", in which ballots are keyed and corrected; `frame freeze` is for the whole round
dtxhh: "BC1.dtxhh" is the file of office "BC1", in which ballots are keyed and corrected; `frame import` is for the whole round
dtxhh: "BC1.dtxhh" is the file of office "BC1", in which ballots are keyed and corrected; `define` is for the whole round
dtxhh: "BC1.dtxhh" is the file of office "BC1", in which ballots are keyed and corrected; `issue` is for the whole round
dtxhh: "BC1.dtxhh" is the file of office "BC1", in which ballots are keyed and corrected; `points import` is for the whole round
dtxhh: "BC1.dtxhh" is the file of office "BC1", in which ballots are keyed and corrected; `split` is for the whole round
dtxhh: "BC1.dtxhh" is the file of office "BC1", in which ballots are keyed and corrected; `merge` is for the whole round
line 2 of the log, hash <checked>
dtxhh: line 1 of the log is no import and no correction (split)
dtxhh: office "BC9" has no ballots; expected one of: BC2 BC1
dtxhh: "BC1.dtxhh" exists already; --force renames it, to "BC1.dtxhh.1" or the next number that is free
dtxhh: "r.dtxhh" is read and would be written over; name another file
a dry run: nothing was changed
dtxhh: no ballots are issued to an office yet; `dtxhh issue` first
--- status 0
