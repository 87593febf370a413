# Two keyings by two people; where they differ only those cells are keyed a third time, by a third person.
--- run
tiny_issued
tiny_ballots
dtxhh import r.dtxhh keyed.csv --as a --quiet
serial=$(sed -n 2p keyed.csv | cut -d, -f1)
second="serial,keyer,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2"
row=$(sed -n 2p keyed.csv | cut -d, -f6-)
mask() { sed "s/$serial/SERIAL/g; s/$(echo "$serial" | sed 's/\(...\)\(...\)\(...\)/\1-\2-\3-/')/SERIAL/g"; }
printf '%s\n%s,hoa,%s\n' "$second" "$serial" "$row" >same.csv
dtxhh import r.dtxhh same.csv --pass 2 --as a 2>&1 | mask
printf '%s\n%s,lan,%s\n' "$second" "$serial" "$(echo "$row" | sed 's/^./D/')" >second.csv
dtxhh import r.dtxhh second.csv --pass 2 --as lan
dtxhh check r.dtxhh >checked 2>errors; echo "status $?"
mask <errors
grep -E 'twice|keyer' checked
# one who goes on all the same is told at the score how many answers that costs
score() { cp r.dtxhh s.dtxhh; dtxhh points import s.dtxhh "$TINY/points.csv" --as a --quiet; dtxhh weigh s.dtxhh --as a --quiet; dtxhh score s.dtxhh --as a --quiet 2>&1 | grep W606; }
score
for keyer in hoa Lan ''; do
    printf '%s\n%s,%s,%s\n' "$second" "$serial" "$keyer" 'C,,,,,' >no-third.csv
    dtxhh import r.dtxhh no-third.csv --pass 3 --as bich 2>&1 | mask
done
printf '%s\n%s,bich,%s\n' "$second" "$serial" 'C,,,,,' >third.csv
dtxhh import r.dtxhh third.csv --pass 3 --as bich
score
dtxhh check r.dtxhh >checked 2>errors; echo "status $?"
grep -E 'keyer' checked
# at a terminal a table of each; limits: R, binom.test(wrong, fields)
script -qefc 'dtxhh check r.dtxhh --lang en 2>/dev/null' /dev/null | tr -d '\r' | sed '1,/^$/d'
dtxhh verify r.dtxhh
# numbers and words: which field, what was keyed, where, and whose it is
cp -r "$TINY/definition" .
printf 'P1,N,Bao nhiêu lần?,ballot,number,,,,,no\nP1,T,Góp ý,ballot,text,,,,,no\n' >>definition/questions.csv
rm -f r.dtxhh r.identity; TINY=$PWD; cp "$ROOT/tests/cli/tiny/frame.csv" "$ROOT/tests/cli/tiny/answers.csv" .
tiny_issued
serial=$(dtxhh show r.dtxhh ballots --csv | sed -n 2p | cut -d, -f1)
all=serial,keyer,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2,N,T
printf '%s\n%s,hoa,A,,,,,,3,tốt\n' $all "$serial" >one.csv
printf '%s\n%s,lan,A,,,,,,5,tạm\n' $all "$serial" >two.csv
dtxhh import r.dtxhh one.csv --as hoa --quiet; dtxhh import r.dtxhh two.csv --pass 2 --as lan --quiet
dtxhh check r.dtxhh >checked 2>errors; echo "status $?"; mask <errors; grep -E keyer checked
--- stdout
same.csv:2:2: fault: the second keying is by "hoa", who did the first; expected another person [F415]
dtxhh: faults: 1, warnings: 0; nothing was changed
files,rows,entries,events,encoding,layout
1,1,1,0,UTF-8,ballots
status 1
keyed.csv:2: fault: ballot SERIAL: two keyings differ in 1 fields and no third settles them: Q1.U1; key those fields with --pass 3, --keyer a third person [F431]
dtxhh: faults: 1, warnings: 0
what,keyer,ballots,fields,wrong,unresolved,rate,low,high,name
keyed_twice,,1,,,,,,,
keyer,hoa,1,6,0,1,0,0,0.6412345789976748,hoa
keyer,lan,1,6,0,1,0,0,0.6412345789976748,lan
s.dtxhh: warning: answers that do not count, as two keyings differ there and no third settles it: 1 on 1 ballots; `dtxhh check` lists them [W606]
no-third.csv:2:2: fault: the third keying is by "hoa", who did the first; expected a third person [F415]
dtxhh: faults: 1, warnings: 0; nothing was changed
no-third.csv:2:2: fault: the third keying is by "Lan", who did the second; expected a third person [F415]
dtxhh: faults: 1, warnings: 0; nothing was changed
no-third.csv:2:2: fault: the third keying needs a keyer: column "keyer" or --keyer [F415]
dtxhh: faults: 1, warnings: 0; nothing was changed
files,rows,entries,events,encoding,layout
1,1,1,0,UTF-8,ballots
status 0
what,keyer,ballots,fields,wrong,unresolved,rate,low,high,name
keyer,bich,0,0,0,0,,,,bich
keyer,hoa,1,6,1,0,0.16666666666666666,0.0042107445144894725,0.6412345789976748,hoa
keyer,lan,1,6,1,0,0.16666666666666666,0.0042107445144894725,0.6412345789976748,lan
Keyer  Ballots  Fields keyed twice  Wrong  Unresolved  Wrong, %  at least, %  at most, %
-----  -------  ------------------  -----  ----------  --------  -----------  ----------
hoa          1                   6      1           0     16.67         0.42       64.12
lan          1                   6      1           0     16.67         0.42       64.12

Question  Ballots  Fields keyed twice  Wrong  Unresolved  Wrong, %  at least, %  at most, %
--------  -------  ------------------  -----  ----------  --------  -----------  ----------
P1/Q1           1                   4      2           0     50.00         6.76       93.24
P1/Q2           1                   4      0           0      0.00         0.00       60.24
P1/Q3           1                   4      0           0      0.00         0.00       60.24

Office  Ballots  Fields keyed twice  Wrong  Unresolved  Wrong, %  at least, %  at most, %
------  -------  ------------------  -----  ----------  --------  -----------  ----------
BC2           1                  12      2           0     16.67         2.09       48.41
log, draw, weights and scores: no difference; line 8, hash <checked>
status 1
one.csv:2: fault: ballot SERIAL: two keyings differ in N, "3" and "5", and no third settles it; key it with --pass 3, --keyer a third person [F431]
one.csv:2: fault: ballot SERIAL: two keyings differ in T, "tốt" and "tạm", and no third settles it; key it with --pass 3, --keyer a third person [F431]
dtxhh: faults: 2, warnings: 0
what,keyer,ballots,fields,wrong,unresolved,rate,low,high,name
keyer,hoa,1,8,0,2,0,0,0.6508557944128242,hoa
keyer,lan,1,8,0,2,0,0,0.6508557944128242,lan
--- stderr
line 7 of the log, hash <checked>
line 8 of the log, hash <checked>
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
--- status 0
