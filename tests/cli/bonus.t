# A bonus or malus that is claimed needs a decision like any other score; where nobody says there is any it is 0.
#
# By hand: XA1 has 8 + 9 + 14 + 28 + 15 = 74 of 80 points, 74 / 80 x 100 = 92.5; with a bonus of 1.5 it is 94.
--- run
cp -r "$ROOT/examples/xa-2024/definition" d && printf 'XA,4,Thưởng,,0,-2,2,0.5,THUONG_TRU,,,\n' >>d/criteria.csv
sed -i '3,$d' d/units.csv
dtxhh new x.dtxhh --definition d --as a --quiet
printf 'unit,criterion,stage,points\nXA1,1.1,first,8\nXA1,1.2,first,9\nXA1,2.1,first,14\nXA1,2.2,first,28\nXA1,3.1,first,15\n' >points.csv
dtxhh points import x.dtxhh points.csv --as a --quiet
dtxhh score x.dtxhh --as a --quiet && dtxhh show x.dtxhh scores | cut -d, -f2,8,9
printf 'unit,criterion,stage,points\nXA1,4,self,2\n' >claim.csv
dtxhh points import x.dtxhh claim.csv --as a --quiet 2>/dev/null
dtxhh score x.dtxhh --as a; echo "status $?"
printf 'unit,criterion,stage,points\nXA1,4,second,1.5\n' >decided.csv
dtxhh points import x.dtxhh decided.csv --as a --quiet
dtxhh score x.dtxhh --as a --quiet && dtxhh show x.dtxhh scores | cut -d, -f2,8,9
# A malus of at most 0 takes no bonus, and no percent: a percent of 0 would be 0 whatever it says.
printf 'XA,5,Trừ,,0,-4,,,THUONG_TRU,,,\n' >>d/criteria.csv
dtxhh new y.dtxhh --definition d --as a --quiet
printf 'unit,criterion,stage,points\nXA1,5,first,3\n' >plus.csv
dtxhh points import y.dtxhh plus.csv --as a; echo "status $?"
printf 'unit,criterion,stage,percent\nXA1,5,first,100\n' >percent.csv
dtxhh points import y.dtxhh percent.csv --as a; echo "status $?"
--- stdout
unit,bonus,total
XA1,0,92.5
status 1
unit,bonus,total
XA1,1.5,94
status 1
status 1
--- stderr
points.csv:2:3: warning: appraisals that do not say who appraised, though the definition names who does: 5; the first is here [W508]
x.dtxhh: fault: unit "XA1", criterion 4: no appraisal decision; the self score does not count [F602]
dtxhh: faults: 1, warnings: 0; nothing was changed
decided.csv:2: warning: unit "XA1", criterion 4: second appraisal gives 1.5 after self score of 2, and no reason [W507]
plus.csv:2:4: fault: criterion "5" has 3 points; expected from -4 to 0 [F504]
dtxhh: faults: 1, warnings: 0; nothing was changed
percent.csv:2:4: fault: criterion "5" is bonus or malus; give its points, not a percentage [F503]
dtxhh: faults: 1, warnings: 0; nothing was changed
--- status 0
