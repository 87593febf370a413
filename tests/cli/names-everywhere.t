# Ballot types, criteria, units and blocks go by their names wherever a person writes them: a column of ballots, --type, explain, the map of
# score --against, --difference, which answers by codes; with --fold also the values of --where, --merge, --against and the strata of --allocation.
--- run
tiny_scored
type() { awk -F, -v OFS=, -v t="$1" 'NR > 1 { $2 = t } 1' keyed.csv >typed.csv; dtxhh import r.dtxhh typed.csv --as hoa --dry-run --csv 2>&1 | grep -E '^1,|F406' | head -1 | sed 's/.*\[/[/'; }
cp r.dtxhh scored.dtxhh; rm r.dtxhh r.identity; tiny_issued; tiny_ballots
echo '# a column type'; for t in P1 p1 'Phiếu thử' 'PHIẾU  thử' 'Phiếu thừ'; do type "$t"; done
echo '# --type'; for t in 'phiếu thử' 'Phiếu thừ'; do dtxhh import r.dtxhh keyed.csv --type "$t" --as hoa --dry-run --csv | sed 1d; done
echo '# a criterion'; for c in 1.1 'kế  hoạch' 'Kế hoặch'; do dtxhh explain scored.dtxhh 'sở một' "$c" --csv | sed -n 2p; done
echo '# the map of --against'
against() { printf '%s\n' loại,nay,trước "$@" >m.csv; dtxhh score scored.dtxhh --against scored.dtxhh --map m.csv --csv --quiet | awk -F, '$3 == "total" { print $2, $7 }'; }
against unit,U1,U2 unit,U2,U1; against 'unit,Sở Một,sở hai' 'Đơn vị,SỞ HAI,u1'; against 'criterion,Kế Hoạch,1.1' 'block,khối  thử,B'
against 'unit,Sở Một,Sở Ba'; against 'unit,Sở Một,U1' 'unit,U1,U2'; against 'criterion,Kế hoặch,1.1'
echo '# two units'; dtxhh score scored.dtxhh --difference 'sở  một,SỞ HAI' --csv | cut -d, -f1-3
echo '# where, merges, another file'
printf '%s\n' g,y Hoà,1 hòa,2 Hòa,3 x,3 >t.csv; printf '%s\n' g,y x,1 x,3 HOÀ,2 hoà,2 >u.csv; printf '%s\n' g,total HOÀ,6 X,2 z,3 >m.csv
for w in 'g = HÒA' 'g != hoà' 'g = hoa'; do dtxhh estimate t.csv --mean y --where "$w" --fold --csv | sed 1d | cut -d, -f1,2,8; done
dtxhh estimate t.csv --mean y --where 'g = hòa' --csv | sed 1d | cut -d, -f1,2,8
dtxhh estimate t.csv --total y --rake m.csv --merge 'g:Z=x' --fold --csv --quiet | sed 1d | cut -d, -f1,2,8
dtxhh estimate t.csv --mean y --by g --against u.csv --fold --csv | sed 1d | cut -d, -f1-3; dtxhh estimate t.csv --mean y --by g --against u.csv --csv --quiet | sed 1d | cut -d, -f1-3
echo '# an allocation, ids'
printf '%s\n' ma,h A1,Nam A2,Nam A3,nam B1,Nữ B2,Nữ >s.csv; printf '%s\n' Tầng,n NAM,2 nữ,1 >a.csv
for f in --fold ''; do dtxhh select s.csv --id ma --strata h --allocation a.csv --method srs --seed 1 $f --csv | sed 1d | cut -d, -f2,6; done
sed 's/NAM,2/NAM,2\nNam,1/' a.csv >b.csv; dtxhh select s.csv --id ma --strata h --allocation b.csv --method srs --seed 1 --fold --quiet
sed 's/A2/а1/' s.csv >i.csv; for f in '' --fold; do dtxhh select i.csv --id ma --n 2 --method srs --seed 1 $f --csv | grep -c .; done
printf '%s\n' Tầng,N nam,20 Nam,30 Nữ,10 >n.csv; dtxhh allocate n.csv --by equal --n 6 --csv --quiet | cut -d, -f1-4
--- stdout
# a column type
1,7,6,1,UTF-8,ballots
1,7,6,1,UTF-8,ballots
1,7,6,1,UTF-8,ballots
1,7,6,1,UTF-8,ballots
[F406]
# --type
1,7,6,1,UTF-8,ballots
# a criterion
leaf,1.1,,1,,,90,,36,40,second
leaf,1.1,,1,,,90,,36,40,second
# the map of --against
U1 4.122222222
U2 -4.122222222
U1 4.122222222
U2 -4.122222222
U1 0
U2 0
# two units
first,second,estimate
U1,U2,4.122222222
# where, merges, another file
y,2,3
y,3,1
y,,0
y,2,1
y,27,4
Hoà,y,0
x,y,1
x,y,1
# an allocation, ids
Nam,0.6666666666666666
Nam,0.6666666666666666
Nữ,0.5
3
0
stratum,N,real,n
nam,20,2,2
Nam,30,2,2
Nữ,10,2,2
--- stderr
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
a dry run: nothing was changed
dtxhh: ballot type "Phiếu thừ" is not in the definition; did you mean "Phiếu thử"?
dtxhh: criterion "Kế hoặch" is not in the tree of the unit's block; did you mean "Kế hoạch"?
m.csv:2:3: fault: "Sở Ba" is no unit of the earlier round [F611]
dtxhh: faults: 1, warnings: 0; nothing was changed
m.csv:3:3: fault: "U1" and "U2" stand in an earlier row; a code has one counterpart [F611]
dtxhh: faults: 1, warnings: 0; nothing was changed
m.csv:2:2: fault: "Kế hoặch" is no criterion of this round [F611]
dtxhh: faults: 1, warnings: 0; nothing was changed
scored.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
t.csv: warning: column "g" writes the same in several ways, which are taken as one: "Hoà" (1), "Hòa" (1), "hòa" (1) [W111]
t.csv: warning: column "g" writes the same in several ways, which are taken as one: "Hoà" (1), "Hòa" (1), "hòa" (1) [W111]
no row of column "g" has the value "hoa"
t.csv: warning: column "g" writes the same in several ways, which are taken as one: "Hoà" (1), "Hòa" (1), "hòa" (1) [W111]
t.csv: warning: column "g" seems to write the same in several ways, which stay apart without --fold: "Hoà" (1), "Hòa" (1), "hòa" (1) [W111]
t.csv: warning: column "g" writes the same in several ways, which are taken as one: "Hoà" (1), "Hòa" (1), "hòa" (1) [W111]
t.csv: warning: column "g" writes the same in several ways, which are taken as one: "Hoà" (1), "Hòa" (1), "hòa" (1) [W111]
u.csv: warning: column "g" writes the same in several ways, which are taken as one: "HOÀ" (1), "hoà" (1) [W111]
t.csv: warning: column "g" seems to write the same in several ways, which stay apart without --fold: "Hoà" (1), "Hòa" (1), "hòa" (1) [W111]
u.csv: warning: column "g" seems to write the same in several ways, which stay apart without --fold: "HOÀ" (1), "hoà" (1) [W111]
s.csv: warning: column "h" writes the same in several ways, which are taken as one: "Nam" (2), "nam" (1) [W111]
s.csv: warning: column "h" seems to write the same in several ways, which stay apart without --fold: "Nam" (2), "nam" (1) [W111]
a.csv: fault: stratum "Nam" has no row; expected its n [F353]
a.csv: fault: stratum "nam" has no row; expected its n [F353]
a.csv: fault: stratum "Nữ" has no row; expected its n [F353]
a.csv:2:1: fault: stratum "NAM" is empty: no unit is in it [F353]
a.csv:3:1: fault: stratum "nữ" is empty: no unit is in it [F353]
dtxhh: faults: 5, warnings: 1
s.csv: warning: column "h" writes the same in several ways, which are taken as one: "Nam" (2), "nam" (1) [W111]
b.csv:3:1: fault: stratum "Nam" is given twice [F353]
dtxhh: faults: 1, warnings: 1
i.csv: warning: column "ma" seems to write the same in several ways, which stay apart without --fold: "A1" (1), "а1" (1) [W111]
i.csv: fault: column "ma" has ids that are one in several ways of writing: "A1" (1), "а1" (1) [F352]
dtxhh: faults: 1, warnings: 0
n.csv: warning: column "Tầng" seems to write the same in several ways, which stay apart without --fold: "nam" (1), "Nam" (1) [W111]
--- status 0
