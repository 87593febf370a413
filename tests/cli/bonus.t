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
--- stdout
unit,bonus,total
XA1,0,92.5
status 1
unit,bonus,total
XA1,1.5,94
--- stderr
x.dtxhh: fault: unit "XA1", criterion 4: no appraisal decision; the self score does not count [F602]
dtxhh: faults: 1, warnings: 0; nothing was changed
--- status 0
