# A definition without a table that all need, with one that none knows, and a rule under which nothing is left to score of a unit;
# beside each fault the same with one thing changed, which goes through.
#
# By hand: without the survey U1 has 36 and 8 of 40 and 10, 88 of 100; U2, to which 1.1 does not apply, 9.5 of 10, 95.
--- run
copy() { cp -r "$TINY/definition" "$1"; }
try() { dtxhh new "$1.dtxhh" --definition "$1" --as a --quiet; echo "$1: status $?"; }
echo '# a table that is not there, is called something else, or has no row'
copy gone && rm gone/units.csv && try gone
cp "$TINY/definition/units.csv" gone/unit.csv && try gone
mv gone/unit.csv gone/units.csv && try gone
copy empty && for table in blocks units ballot_types questions group_weights classes; do sed -i 1q empty/$table.csv; done
sed -i 1q empty/criteria.csv && try empty
echo '# ... not where the round can do without it'
copy groups && rm groups/groups.csv groups/ballot_types.csv groups/questions.csv groups/group_weights.csv
sed -i 's/DTXHH/KTXH/' groups/criteria.csv && try groups
echo '# U2 is scored by ballots alone, and none are asked'
without_survey() {
    cp -r "$TINY" copy && printf 'block,unit,criterion,group,basis\n*,U2,1.1,*,\n*,U2,%s,*,\n' "$1" >copy/definition/not_applicable.csv
    sed -i "/^U2,1.1/d; /^U2,$1/d" copy/points.csv
    (TINY=copy && tiny_weighed) && dtxhh score r.dtxhh --set survey=none --csv
    echo "status $?" && rm -r copy r.*
}
without_survey 2.2
without_survey 2.1
--- stdout
# a table that is not there, is called something else, or has no row
gone: status 1
gone: status 1
gone: status 0
empty: status 1
# ... not where the round can do without it
groups: status 0
# U2 is scored by ballots alone, and none are asked
status 1
block,unit,total,new_total,change,percent,new_percent,rank,new_rank,class,new_class
B,U1,82.088888889,88,5.911111111,82.088888889,88,1,2,Tốt,Tốt
B,U2,25.3,95,69.7,63.25,95,2,1,Yếu,Tốt
status 0
--- stderr
units: fault: table "units" is missing or empty; a definition needs it [F201]
dtxhh: faults: 1, warnings: 0; nothing was changed
gone/unit.csv: fault: "unit.csv" is not a table of a definition; expected round.csv, units.csv, … [F202]
units: fault: table "units" is missing or empty; a definition needs it [F201]
dtxhh: faults: 2, warnings: 0; nothing was changed
empty/blocks.csv: fault: table "blocks" is missing or empty; a definition needs it [F201]
empty/units.csv: fault: table "units" is missing or empty; a definition needs it [F201]
empty/criteria.csv: fault: table "criteria" is missing or empty; a definition needs it [F201]
dtxhh: faults: 3, warnings: 0; nothing was changed
groups/scales.csv:2:1: warning: scale "M4" has no effect: no question uses it [W253]
r.dtxhh: fault: unit "U2": no criterion applies, so there is no index [F603]
dtxhh: faults: 1, warnings: 0; nothing was changed
2 of 2 units move; the round is as it was
--- status 0
