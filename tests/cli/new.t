# new: nothing is written over without --force, a dry run leaves nothing, a faulty
# definition is refused with all its faults.
--- run
dtxhh new r.dtxhh --definition "$TINY/definition" --dry-run --as a | head -3; ls
tiny_new; echo "status $?"
tiny_new; echo "status $?"
dtxhh new r.dtxhh --definition "$TINY/definition" --force --quiet; echo "status $?"
mkdir bad
cp "$TINY"/definition/*.csv bad
printf 'U1,Trùng,B,,yes,\nU3,Lạc khối,ZZ,,yes,\nTổng cộng,,,,,\n' >>bad/units.csv
sed -i 's/M4,A,Tốt,100/M4,A,Tốt,nhiều/' bad/scales.csv
printf 'roundin,once,\n' >>bad/round.csv
dtxhh new s.dtxhh --definition bad; echo "status $?"
ls
--- stdout
table,rows
round,3
blocks,1
status 0
status 3
status 0
status 1
bad
r.dtxhh
r.dtxhh.1
--- stderr
a dry run: nothing was changed
dtxhh: "r.dtxhh" exists already; --force renames it, to "r.dtxhh.1" or the next number that is free
bad/units.csv:4:1: fault: "U1" stands in line 2 already [F206]
bad/units.csv:5:3: fault: column "block" has "ZZ", which is not in table blocks [F207]
bad/units.csv:6:1: fault: "Tổng cộng" looks like a total row; expected rows of data only, take it out [F115]
bad/scales.csv:2:4: fault: column "percent" has "nhiều"; expected a percentage such as 75 or 75%, with at most nine decimals [F204]
bad/round.csv:5:1: fault: there is no setting "roundin"; docs/settings.md lists them; did you mean "rounding"? [F208]
dtxhh: faults: 5, warnings: 0; nothing was changed
--- status 0
