# Whatever names something that is not there, and is near to what is, is asked whether that was meant, in every table and verb;
# what is near to nothing is not.  A member is called by his id in any way of writing, in table rates and on the command line.
--- run
cp -r "$TINY/definition" d; printf 'code,name,phone\nBC1,Bưu điện Một,\nBC2,Bưu điện Hai,\n' >d/offices.csv
sed -i 's/^\(.*\),all,\(.*\)/\1,listed,\2/' d/ballot_types.csv
P=$(sed -n '2s/,.*//p' d/ballot_types.csv)
printf 'ballot_type,rater,unit\n%s,người dân/ｘ1,U1\n%s,dan/X2,Sở Hai\n%s,LD/L1,U1\n' $P $P $P >d/rates.csv
dtxhh new n.dtxhh --definition d --as a --quiet 2>/dev/null
ask() { as='--as a'; case $1 in plan | explain | template | show | report | allocate) as= ;; esac; dtxhh "$@" $as --quiet 2>&1 | grep -E '\[[FW]|dtxhh: ' | grep -v 'W[25]|W334' | grep -v 'faults:' | head -1 | sed 's/.*did you mean/did you mean/; s/ \[.*//' | cut -c1-90; }
echo '# files'
for row in 'DAN,X1,Sở Mọt,,' 'DAN,X1,Nhà thờ,,' 'DAN,X1,,Sở Haj,' 'Ngưòi dâm,X1,,,' 'DAN,X1,,,Bưu điện Một1' 'DAN,X1,,,Bưu điên Mot' 'DAN,X1,,,Bưu điện Mốc'; do printf '%s\n' group,id,rates,own_unit,office "$row" >f.csv; echo "$row: $(ask frame import n.dtxhh f.csv --dry-run)"; done
for row in 'Sở Một,kế hoách' 'Sở Mốt,1.1' 'U1,1.2.3' 'U3,1.1'; do printf '%s\n' unit,criterion,stage,points "$row,first,30" >p.csv; echo "$row: $(ask points import n.dtxhh p.csv --dry-run)"; done
printf '%s\n' unit,criterion,number,title 'Sở Mộtt,1.1,1,x' >e.csv; ask points import n.dtxhh e.csv --dry-run
printf '%s\n' step,group 'nonresponse,Ngừơi dân' >c.csv; ask weigh n.dtxhh --recipe c.csv --dry-run
for setting in 'roundng,once' 'Lam trong,once' 'colour,red'; do cp -r d e; echo "$setting," >>e/round.csv; ask new e.dtxhh --definition e; rm -rf e; done
for block in 'Khối thửa' BB; do cp -r d e; sed -i "s/Sở Hai,B/Sở Hai,$block/" e/units.csv; ask new e.dtxhh --definition e; rm -rf e; done
printf 'Unit,Stag\nU1,first\n' >w.csv; dtxhh points import n.dtxhh w.csv --as a 2>&1 | grep -o 'did you mean.*?'
echo '# command lines'
dtxhh frame import n.dtxhh "$TINY/frame.csv" --as a --quiet 2>/dev/null
while read -r line; do eval "ask $line"; done <<'END'
plan n.dtxhh --cost 'Lãnh đao1=2'
plan n.dtxhh --cost 'Lành đạm=2'
frame import n.dtxhh f.csv --group 'Người dâm'
import n.dtxhh f.csv --type Pa
score n.dtxhh --set 'runding=once'
score n.dtxhh --difference 'Sở Một,Sở Hay'
explain n.dtxhh 'Sở Mọi'
template points p.xlsx --round n.dtxhh --unit 'Sờ Mộ'
template definitoin p.xlsx
show n.dtxhh group_weihgts
report n.dtxhh -o x.xlsx --for counci
allocate s.csv --by neymann --n 3
allocate s.csv --by cost --costs 3
estimat t.csv
xyz t.csv
END
dtxhh show n.dtxhh cases --block Bb 2>&1 | grep -o 'there is no block.*' 
echo '# members'
dtxhh frame freeze n.dtxhh --seed-from x --as a --quiet 2>&1 | grep W337; dtxhh draw n.dtxhh --seed '48 15 92' --as a --quiet
dtxhh plan n.dtxhh --units --csv 2>/dev/null | head -5
member=$(dtxhh show n.dtxhh sample --csv | awk -F, '$1 == "DAN" && /selected/ { print $2; exit }')
dtxhh draw n.dtxhh --replace "DAN/Z$member" --disposition vắng --reason x --as a --dry-run 2>&1 | sed "s/$member/MEMBER/g"
dtxhh draw n.dtxhh --replace "người dân/$(echo "$member" | sed 's/X/х/') " --disposition vắng --reason x --as a --csv | sed "s/$member/MEMBER/" | cut -d, -f1,2
dtxhh log show n.dtxhh --csv | tail -1 | grep -o "DAN/$member (absent)" | sed "s/$member/MEMBER/"
--- stdout
# files
DAN,X1,Sở Mọt,,: did you mean "Sở Một"?
DAN,X1,Nhà thờ,,: f.csv:2:3: fault: column "rates" has "Nhà thờ", which is no unit
DAN,X1,,Sở Haj,: did you mean "Sở Hai"?
Ngưòi dâm,X1,,,: did you mean "Người dân"?
DAN,X1,,,Bưu điện Một1: f.csv:2:5: warning: column "office" has "Bưu điện Một1", which is no office of the d
DAN,X1,,,Bưu điên Mot: did you mean "Bưu điện Một"?
DAN,X1,,,Bưu điện Mốc: did you mean "Bưu điện Một"?
Sở Một,kế hoách: did you mean "Kế hoạch"?
Sở Mốt,1.1: did you mean "Sở Một"?
U1,1.2.3: p.csv:2:2: fault: criterion "1.2.3" is not in the tree of the unit's block
U3,1.1: p.csv:2:1: fault: unit "U3" is not in the definition
did you mean "Sở Một"?
dtxhh: no ballots are issued yet; `dtxhh issue` first
did you mean "rounding"?
did you mean "Làm tròn"?
e/round.csv:5:1: fault: there is no setting "colour"; docs/settings.md lists them
did you mean "Khối thử"?
e/units.csv:3:3: fault: column "block" has "BB", which is not in table blocks
did you mean "stage"?
# command lines
dtxhh: group "Lãnh đao1" is not in the definition
did you mean "Lãnh đạo"?
did you mean "Người dân"?
dtxhh: ballot type "Pa" is not in the definition
did you mean "rounding"?
did you mean "Sở Hai"?
dtxhh: "n.dtxhh" is not scored; `dtxhh score` first
did you mean "Sở Một"?
did you mean "definition"?
did you mean "group_weights"?
did you mean "council"?
did you mean "neyman"?
did you mean "--cost"?
did you mean "estimate"?
dtxhh: there is no verb "xyz"; `dtxhh --help` lists them
there is no block "Bb"
# members
unit,type,group,raters,ballots,margin
U1,P1,LD,1,1,0
U1,P1,DAN,1,0.26666666666666666,
U2,P1,LD,0,0,
U2,P1,DAN,1,0.26666666666666666,
dtxhh: "DAN/ZMEMBER" is not in the sample; did you mean "MEMBER"?
replaced,disposition
DAN/MEMBER,absent
DAN/MEMBER (absent)
--- stderr
line 5 of the log, hash <checked>
--- status 0
