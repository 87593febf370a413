# What a form sends twice: the same answers are one ballot, of others a rule says which counts, channel by channel.
--- run
import_issued
cp i.dtxhh base.dtxhh
a=17394484940 b=13721788296 c=57451136721
head=serial,Q1.U1,Q1.U2,Q1.U3,Q2.U1,Q2.U2,Q2.U3,Q3,Q4
rows() { # serial, Q1.U1, the words, the number
    printf '%s\n' "$head"
    for row; do echo "$row" | sed 's/\([^,]*\),\([^,]*\),\(.*\)/\1,\2,B,C,B,C,A,\3/'; done
}
try() { # options; the file is x.csv
    exec 2>&1
    cp base.dtxhh i.dtxhh
    dtxhh import i.dtxhh x.csv "$@" --as a | sed 1d
    dtxhh show i.dtxhh answers --csv | grep 'U1,Q1\|Q3\|Q4' | cut -d, -f1,4,5 | paste -s -d' '
}
rows $a,A,nhanh,1998 $b,A,,2001 $a,A,nhanh,1998 $a,A,nhanh,1998.0 >x.csv
echo "# the same answers"; try --channel online; try --channel direct
dtxhh log show i.dtxhh --csv | tail -1 | grep -o '"1 files.*"'
echo "# on paper each is keyed once, whoever says so"; try; try --twice first; try --twice paper=first
for cell in 'B,nhanh,1998' 'A,chậm,1998' 'A,nhanh,1999' 'A,,1998' 'A,nhanh,1998'; do
    rows $a,A,nhanh,1998 $b,A,,2001 $a,$cell >x.csv
    echo "# then $cell"; try --channel online
done
rows $a,A,nhanh,1998 $b,A,,2001 $a,B,chậm, >x.csv
for rule in last first fault direct=last online=last direct=first,online=last last,online=first all online=all =last ''; do
    echo "# --twice $rule"; try --channel online --twice "$rule"
done
dtxhh import i.dtxhh x.csv --channel online --twice last --as a --quiet 2>/dev/null
dtxhh log show i.dtxhh --csv | tail -1 | grep -o '"1 files.*"'; dtxhh verify i.dtxhh
echo "# three times; and back to the first"
rows $a,A,nhanh,1 $a,B,chậm,2 $a,C,,3 >x.csv; try --channel online --twice last; try --channel online --twice first
rows $a,A,nhanh,1 $a,B,chậm,2 $a,A,nhanh,1 >x.csv; try --channel online --twice last
echo "# by the time it ended, where both say it"
rows $a,A,nhanh,1 $a,B,chậm,2 | sed '1s/$/,ended/; 2s/$/,2024-12-31 09:00:00/; 3s/$/,2024-12-31 08:00:00/' >x.csv
try --channel online --twice last; try --channel online --twice first
echo "# a row in whose place another came is in no warning: those of both sendings are those of the one that counts, sent alone"
# At nine o'clock everybody answers at once (W402), leaders A everywhere (W401, eight of them); at ten in 20 seconds, not all A.
dtxhh show i.dtxhh ballots --csv | cut -d, -f1,2 >serials
sent_at() { awk -F, -v at="$1" 'NR > 1 { print $1 ($2 == "P1" ? "," (at == "09" ? "A" : "B") ",A,A,A,A,A,nhanh,1998,," : ",,,,,,,,,5," (at == "09" ? 5 : 4)) \
    ",2024-12-31 " at ":00:00,2024-12-31 " at (at == "09" ? ":00:00" : ":00:20") }' serials; }
for order in '09 10' '10 09' 09 10; do
    { echo "$head,S1,S2,started,ended"; for at in $order; do sent_at $at; done; } >x.csv
    for rule in last first; do
        echo "$order, $rule: $(try --channel online --twice $rule | grep -o '\[[FW][0-9]*' | sort | uniq -c | tr -s ' \n[' ' ')"
    done
done
echo "# a row of the map; the command line says more"
rows $a,A,nhanh,1 $a,B,chậm,2 >x.csv
{ echo column,question,unit,answer,option; echo $head | tr ',' '\n' | sed 's/\(Q[12]\).\(U.\)/&,\1,\2,,/; t; s/.*/&,&,,,/'; echo ,twice,,online,last; } >map.csv
try --channel online --map map.csv; try --channel direct --map map.csv; try --channel online --map map.csv --twice first
sed -i 's/,twice,,online/,twice,,/' map.csv; try --channel direct --map map.csv
echo "# an earlier import has it: the same answers, then others"
rows $a,A,nhanh,1 >x.csv; try --channel online; rows $a,A,nhanh,1.0 $b,A,,2 >y.csv
dtxhh import i.dtxhh y.csv --channel online --as a
rows $a,A,nhanh,2 $c,A,,2 >z.csv; dtxhh import i.dtxhh z.csv --channel online --as a
rows $a,A,nhanh,1 $c,A,,2 >z.csv; dtxhh import i.dtxhh z.csv --channel online --as a
echo "# two files are no form that sent twice"
rows $a,A,nhanh,1 >x.csv; rows $a,A,nhanh,1.0 >y.csv
cp base.dtxhh i.dtxhh; dtxhh import i.dtxhh x.csv y.csv --channel online --as a
echo "# REDCap: a record that two people keyed has the pass behind it"
redcap() { rows "$a--1,A,nhanh,1" "$a--2,$1" | sed "1s/\$/,keyer/; 2s/\$/,hoa/; 3s/\$/,$2/"; }
for case in 'B,nhanh,1 lan' 'B,nhanh,1 hoa' 'B,nhanh,1 '; do
    redcap "${case% *}" "${case##* }" >x.csv; try; done
redcap B,nhanh,1 lan >x.csv
cp base.dtxhh i.dtxhh; dtxhh import i.dtxhh x.csv --as a --quiet; dtxhh check i.dtxhh --csv 2>&1 | grep 'keyed_twice\|F431'
sed -i 's/--2/--3/' x.csv; try
redcap B,nhanh,1 lan | sed '2d' >x.csv; try
--- stdout
# the same answers
x.csv: warning: 2 rows are of ballots that came before, with the same answers: they are one ballot [W443]
line 6 of the log, hash <checked>
1,4,2,0,UTF-8,ballots
13721788296,Q1,A 13721788296,Q3, 13721788296,Q4,2001 17394484940,Q1,A 17394484940,Q3,nhanh 17394484940,Q4,1998
x.csv: warning: 2 rows are of ballots that came before, with the same answers: they are one ballot [W443]
line 6 of the log, hash <checked>
1,4,2,0,UTF-8,ballots
13721788296,Q1,A 13721788296,Q3, 13721788296,Q4,2001 17394484940,Q1,A 17394484940,Q3,nhanh 17394484940,Q4,1998
"1 files, 4 rows, 2 entries, 0 events; 2 rows with the same answers as before; W443 1"
# on paper each is keyed once, whoever says so
x.csv:4:1: fault: serial 173-944-849-40 stands in x.csv, line 2 already; and 1 more like it: line 5 [F412]
dtxhh: faults: 2, warnings: 0; nothing was changed

x.csv:4:1: fault: serial 173-944-849-40 stands in x.csv, line 2 already; and 1 more like it: line 5 [F412]
dtxhh: faults: 2, warnings: 0; nothing was changed

x.csv: warning: 2 rows are of ballots that came before, with the same answers: they are one ballot [W443]
line 6 of the log, hash <checked>
1,4,2,0,UTF-8,ballots
13721788296,Q1,A 13721788296,Q3, 13721788296,Q4,2001 17394484940,Q1,A 17394484940,Q3,nhanh 17394484940,Q4,1998
# then B,nhanh,1998
x.csv:4:1: fault: serial 173-944-849-40 stands in x.csv, line 2 already, with other answers; --twice may say which counts [F412]
dtxhh: faults: 1, warnings: 0; nothing was changed

# then A,chậm,1998
x.csv:4:1: fault: serial 173-944-849-40 stands in x.csv, line 2 already, with other answers; --twice may say which counts [F412]
dtxhh: faults: 1, warnings: 0; nothing was changed

# then A,nhanh,1999
x.csv:4:1: fault: serial 173-944-849-40 stands in x.csv, line 2 already, with other answers; --twice may say which counts [F412]
dtxhh: faults: 1, warnings: 0; nothing was changed

# then A,,1998
x.csv:4:1: fault: serial 173-944-849-40 stands in x.csv, line 2 already, with other answers; --twice may say which counts [F412]
dtxhh: faults: 1, warnings: 0; nothing was changed

# then A,nhanh,1998
x.csv: warning: 1 rows are of ballots that came before, with the same answers: they are one ballot [W443]
line 6 of the log, hash <checked>
1,3,2,0,UTF-8,ballots
13721788296,Q1,A 13721788296,Q3, 13721788296,Q4,2001 17394484940,Q1,A 17394484940,Q3,nhanh 17394484940,Q4,1998
# --twice last
x.csv: warning: 1 rows have other answers than one of their ballot before: the last counts [W443]
line 6 of the log, hash <checked>
1,3,2,0,UTF-8,ballots
13721788296,Q1,A 13721788296,Q3, 13721788296,Q4,2001 17394484940,Q1,B 17394484940,Q3,chậm 17394484940,Q4,
# --twice first
x.csv: warning: 1 rows have other answers than one of their ballot before: the first counts [W443]
line 6 of the log, hash <checked>
1,3,2,0,UTF-8,ballots
13721788296,Q1,A 13721788296,Q3, 13721788296,Q4,2001 17394484940,Q1,A 17394484940,Q3,nhanh 17394484940,Q4,1998
# --twice fault
x.csv:4:1: fault: serial 173-944-849-40 stands in x.csv, line 2 already, with other answers; --twice may say which counts [F412]
dtxhh: faults: 1, warnings: 0; nothing was changed

# --twice direct=last
x.csv:4:1: fault: serial 173-944-849-40 stands in x.csv, line 2 already, with other answers; --twice may say which counts [F412]
dtxhh: faults: 1, warnings: 0; nothing was changed

# --twice online=last
x.csv: warning: 1 rows have other answers than one of their ballot before: the last counts [W443]
line 6 of the log, hash <checked>
1,3,2,0,UTF-8,ballots
13721788296,Q1,A 13721788296,Q3, 13721788296,Q4,2001 17394484940,Q1,B 17394484940,Q3,chậm 17394484940,Q4,
# --twice direct=first,online=last
x.csv: warning: 1 rows have other answers than one of their ballot before: the last counts [W443]
line 6 of the log, hash <checked>
1,3,2,0,UTF-8,ballots
13721788296,Q1,A 13721788296,Q3, 13721788296,Q4,2001 17394484940,Q1,B 17394484940,Q3,chậm 17394484940,Q4,
# --twice last,online=first
x.csv: warning: 1 rows have other answers than one of their ballot before: the first counts [W443]
line 6 of the log, hash <checked>
1,3,2,0,UTF-8,ballots
13721788296,Q1,A 13721788296,Q3, 13721788296,Q4,2001 17394484940,Q1,A 17394484940,Q3,nhanh 17394484940,Q4,1998
# --twice all
dtxhh: --twice has "all"; expected last, first or fault, or online=last,direct=first

# --twice online=all
dtxhh: --twice has "online=all"; expected last, first or fault, or online=last,direct=first

# --twice =last
dtxhh: --twice has "=last"; expected last, first or fault, or online=last,direct=first

# --twice 
dtxhh: --twice has ""; expected last, first or fault, or online=last,direct=first

"1 files, 3 rows, 2 entries, 0 events; 1 rows sent again with other answers, the last counts; W443 1"
log, draw, weights and scores: no difference; line 6, hash <checked>
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
i.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
# three times; and back to the first
x.csv: warning: 2 rows have other answers than one of their ballot before: the last counts [W443]
line 6 of the log, hash <checked>
1,3,1,0,UTF-8,ballots
17394484940,Q1,C 17394484940,Q3, 17394484940,Q4,3
x.csv: warning: 2 rows have other answers than one of their ballot before: the first counts [W443]
line 6 of the log, hash <checked>
1,3,1,0,UTF-8,ballots
17394484940,Q1,A 17394484940,Q3,nhanh 17394484940,Q4,1
x.csv: warning: 2 rows have other answers than one of their ballot before: the last counts [W443]
line 6 of the log, hash <checked>
1,3,1,0,UTF-8,ballots
17394484940,Q1,A 17394484940,Q3,nhanh 17394484940,Q4,1
# by the time it ended, where both say it
x.csv: warning: 1 rows have other answers than one of their ballot before: the last counts [W443]
line 6 of the log, hash <checked>
1,2,1,0,UTF-8,ballots
17394484940,Q1,A 17394484940,Q3,nhanh 17394484940,Q4,1
x.csv: warning: 1 rows have other answers than one of their ballot before: the first counts [W443]
line 6 of the log, hash <checked>
1,2,1,0,UTF-8,ballots
17394484940,Q1,B 17394484940,Q3,chậm 17394484940,Q4,2
# a row in whose place another came is in no warning: those of both sendings are those of the one that counts, sent alone
09 10, last:  1 W443 
09 10, first:  1 W401 1 W402 1 W443 
10 09, last:  1 W443 
10 09, first:  1 W401 1 W402 1 W443 
09, last:  1 W401 1 W402 
09, first:  1 W401 1 W402 
10, last: 
10, first: 
# a row of the map; the command line says more
x.csv: warning: 1 rows have other answers than one of their ballot before: the last counts [W443]
line 6 of the log, hash <checked>
1,2,1,0,UTF-8,ballots
17394484940,Q1,B 17394484940,Q3,chậm 17394484940,Q4,2
x.csv:3:1: fault: serial 173-944-849-40 stands in x.csv, line 2 already, with other answers; --twice may say which counts [F412]
dtxhh: faults: 1, warnings: 0; nothing was changed

x.csv: warning: 1 rows have other answers than one of their ballot before: the first counts [W443]
line 6 of the log, hash <checked>
1,2,1,0,UTF-8,ballots
17394484940,Q1,A 17394484940,Q3,nhanh 17394484940,Q4,1
x.csv: warning: 1 rows have other answers than one of their ballot before: the last counts [W443]
line 6 of the log, hash <checked>
1,2,1,0,UTF-8,ballots
17394484940,Q1,B 17394484940,Q3,chậm 17394484940,Q4,2
# an earlier import has it: the same answers, then others
line 6 of the log, hash <checked>
1,1,1,0,UTF-8,ballots
17394484940,Q1,A 17394484940,Q3,nhanh 17394484940,Q4,1
files,rows,entries,events,encoding,layout
1,2,1,0,UTF-8,ballots
y.csv: warning: 1 ballots are in the round already and unchanged; they are passed over [W445]
line 7 of the log, hash <checked>
z.csv:2:1: fault: serial 173-944-849-40 was keyed in x.csv, line 2, with other answers: Q4 "1" → "2"; `--correct --reason TEXT` takes those here in their place [F432]
dtxhh: faults: 1, warnings: 0; nothing was changed
files,rows,entries,events,encoding,layout
1,2,1,0,UTF-8,ballots
z.csv: warning: 1 ballots are in the round already and unchanged; they are passed over [W445]
line 8 of the log, hash <checked>
# two files are no form that sent twice
y.csv:2:1: fault: serial 173-944-849-40 stands in x.csv, line 2 already [F412]
dtxhh: faults: 1, warnings: 0; nothing was changed
# REDCap: a record that two people keyed has the pass behind it
line 6 of the log, hash <checked>
1,2,2,0,UTF-8,ballots
17394484940,Q1,A 17394484940,Q3,nhanh 17394484940,Q4,1 17394484940,Q1,B 17394484940,Q3,nhanh 17394484940,Q4,1
x.csv:3:10: fault: the second keying is by "hoa", who did the first; expected another person [F415]
dtxhh: faults: 1, warnings: 0; nothing was changed

x.csv:3:10: fault: the second keying needs a keyer: column "keyer" or --keyer [F415]
dtxhh: faults: 1, warnings: 0; nothing was changed

keyed_twice,,1,,,,,,,
x.csv:2: fault: ballot 173-944-849-40: two keyings differ in 1 fields and no third settles them: Q1.U1; key those fields with --pass 3, --keyer a third person [F431]
x.csv:3:1: fault: "17394484940--3" is no serial: its digits do not check; expected 11 digits as printed on the ballot [F403]
dtxhh: faults: 1, warnings: 0; nothing was changed

x.csv:2:1: fault: serial 173-944-849-40 has no first keying yet, so pass 2 cannot be taken [F414]
dtxhh: faults: 1, warnings: 0; nothing was changed

--- stderr
--- status 0
