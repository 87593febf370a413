# 0012 and 12 are two things wherever they stand, with a warning, for a spreadsheet leaves out zeros; 12 and 13 say nothing.
--- run
t() { printf '%s\n' "$@" >t.csv; }
said() { grep -o 'W306\|F[0-9][0-9][0-9]' | sort -u | paste -sd' ' | sed 's/^$/nothing/'; }
echo '# select: ids, strata'
t id,s 0012,A 12,A 13,A; dtxhh select t.csv --id id --method srs --n 2 --seed 1 --csv
t id,s 11,A 12,A 13,A; dtxhh select t.csv --id id --method srs --n 2 --seed 1 --csv 2>&1 | said
t id,s a,01 b,1 c,01 d,1; dtxhh select t.csv --id id --strata s --method srs --n 2 --seed 1 --csv --fold
t id,s a,01 b,2 c,01 d,2; dtxhh select t.csv --id id --strata s --method srs --n 2 --seed 1 --csv 2>&1 | said
echo '# allocate'
t stratum,N 01,10 1,10; dtxhh allocate t.csv --n 4 --by equal --csv
t stratum,N 01,10 2,10; dtxhh allocate t.csv --n 4 --by equal --csv 2>&1 | said
echo '# estimate: by, strata; a column of numbers is none of codes'
t y,h 1,0012 3,12 5,0012 7,12; dtxhh estimate t.csv --mean y --by h --csv | cut -d, -f1-3
dtxhh estimate t.csv --mean y --strata h --csv 2>&1 | said
t y,h 1,12 3,13 5,12 7,13; dtxhh estimate t.csv --mean y --by h --csv 2>&1 | said
echo '# a definition, and the files that name its units: each is who it is, none is taken for another'
cp -r "$TINY/definition" d; sed -i 's/^U1,/01,/; s/^U2,/1,/' d/units.csv
dtxhh new r.dtxhh --definition d --as a --quiet
printf 'unit,criterion,group,stage,points,percent,by,date,reason\n01,1.1,,self,20,,x,,\n1,1.1,,self,10,,x,,\n' >p.csv
dtxhh points import r.dtxhh p.csv --as a --quiet; dtxhh show r.dtxhh points --csv | cut -d, -f1,2,5 | tail -2
sed -i 's/^1,1.1/001,1.1/' p.csv; rm r.dtxhh; dtxhh new r.dtxhh --definition d --as a --quiet 2>&1 | said; dtxhh points import r.dtxhh p.csv --as a --quiet
sed -i 's/^01,Sở/02,Sở/' d/units.csv; rm r.dtxhh; dtxhh new r.dtxhh --definition d --as a --quiet 2>&1 | said
--- stdout
# select: ids, strata
id,stratum,role,order,ticket,probability,weight
0012,,selected,1,0.03470638775006993107501459450481445833466609894515533531869885593737758717853,0.6666666666666666,1.5
12,,selected,2,0.11069129417026444083148181139279960715925438218436895240824709506457211264954,0.6666666666666666,1.5
nothing
id,stratum,role,order,ticket,probability,weight
c,01,selected,1,0.50551869874994088715942340036430603806784069685463713787489765628122511575378,0.5,2
b,1,selected,1,0.31067634325811238590770501616110953096753856410004712855939848486029072353857,0.5,2
nothing
# allocate
stratum,N,real,n,share,weight
01,10,2,2,0.2,5
1,10,2,2,0.2,5
nothing
# estimate: by, strata; a column of numbers is none of codes
h,term,estimate
0012,y,3
12,y,5
W306
nothing
# a definition, and the files that name its units: each is who it is, none is taken for another
01,1.1,20
1,1.1,10
W306
nothing
--- stderr
t.csv: warning: column "id" has numbers that differ from others in the zeros before them only, as 0012 and 12 do: 1, "12" first; they stay apart; a spreadsheet leaves such zeros out, so two of them may be one [W306]
t.csv: warning: column "s" has numbers that differ from others in the zeros before them only, as 0012 and 12 do: 1, "1" first; they stay apart; a spreadsheet leaves such zeros out, so two of them may be one [W306]
4 in all
t.csv: warning: column "stratum" has numbers that differ from others in the zeros before them only, as 0012 and 12 do: 1, "1" first; they stay apart; a spreadsheet leaves such zeros out, so two of them may be one [W306]
t.csv: warning: column "h" has numbers that differ from others in the zeros before them only, as 0012 and 12 do: 1, "12" first; they stay apart; a spreadsheet leaves such zeros out, so two of them may be one [W306]
d/units.csv:3:1: warning: code "1" differs from another one in the zeros before it only, as 0012 and 12 do; they stay apart; a spreadsheet leaves such zeros out [W306]
p.csv:3:1: fault: unit "001" is not in the definition [F501]
dtxhh: faults: 1, warnings: 0; nothing was changed
--- status 0
