# Points and documents go by the names of groups, criteria and appraisers; keyers, categories of margins and totals by how they look.
--- run
cp -r "$TINY/definition" d
sed -i 's/Sở Nội vụ/U2/' d/criteria.csv
dtxhh new r.dtxhh --definition d --as a --quiet
try() { printf '%s\n' unit,criterion,stage,points,by "$1" >p.csv; cp r.dtxhh t.dtxhh; dtxhh points import t.dtxhh p.csv --as a --quiet && dtxhh show t.dtxhh points --csv | sed 1d | cut -d, -f1-5,9; }
echo '# a criterion and its appraiser by name, by code; one that is not there; that of a field; the appraiser is the unit itself'
for row in 'U1,kế  hoạch,first,30,Sở Hai' 'U1,1.1,first,30,u2' 'U1,Kế hoặch,first,30,U2' 'U1,Chỉ đạo,first,30,U2' 'U2,Kế Hoạch,first,30,Sở Hai' 'U1,Kế hoạch,first,30,U3'; do echo "$row"; try "$row"; done
echo '# a unit by what is written for short; two units that differ by no more than that'
cp -r d u && sed -i 's/Sở Một/Ủy ban nhân dân xã Đông Đô/; s/Sở Hai/UBND phường Hoà Bình và Lân/' u/units.csv
dtxhh new u.dtxhh --definition u --as a --quiet
for u in 'UBND xã Ðông  Ðô' 'Uỷ ban nhân dân phường Hòa Bình & Lân' 'UBND xã Đông Độ'; do printf '%s\n' unit,criterion,stage,points "$u,1.1,first,30" >p.csv; cp u.dtxhh t.dtxhh; dtxhh points import t.dtxhh p.csv --as a --quiet 2>&1 | grep F501; dtxhh show t.dtxhh points --csv | sed 1d | cut -d, -f1,2; done
sed -i 's/UBND phường Hoà Bình và Lân/UBND xã Đông Đô/' u/units.csv; dtxhh new u2.dtxhh --definition u --as a --quiet 2>&1 | grep F227
echo '# a document'
printf 'unit,criterion,number,symbol,date,title,sha256,note\nSở Một,KẾ HOẠCH,1,A,2024-01-01,Kế hoạch,,\n' >e.csv && dtxhh points import r.dtxhh e.csv --as a --quiet; dtxhh show r.dtxhh evidence --csv | cut -d, -f1-3
echo '# a group whose figures come from outside'
sed -i 's/^DAN,.*/DAN,Người dân,sipas,,,,,,,,,,,,/' d/groups.csv && sed -i 's/LD;DAN/LD/' d/ballot_types.csv
dtxhh new s.dtxhh --definition d --as a --quiet 2>&1 | grep fault
for g in DAN 'người  dân' 'Người đân'; do printf '%s\n' unit,criterion,group,stage,percent "U1,*,$g,outside,80" >g.csv; cp s.dtxhh t.dtxhh; dtxhh points import t.dtxhh g.csv --as a --quiet && dtxhh show t.dtxhh points --csv | sed 1d | cut -d, -f1-4; done
echo '# one keyer in two ways'
import_issued
head='serial,channel,keyer,Q1.U1,Q2.U1,Q1.U2,Q2.U2,Q1.U3,Q2.U3,Q3,Q4'
key() { printf '%s\n%s,paper,%s,A,B,A,,E,%s,nhanh,1998\n' "$head" "$1" "$2" "$3" >k.csv; dtxhh import i.dtxhh k.csv --as a --quiet --pass "$4" 2>&1 | cut -d' ' -f2-; }
key 17394484940 'Nguyễn Thị Hoà' C 1
key 17394484940 'nguyễn  thị hòa' D 2
key 17394484940 'nguyễn thị hoa' D 2
key 13721788296 'nguyễn  thị hòa' C 1; key 13721788296 'nguyễn thị hoa' C 2
dtxhh check i.dtxhh --csv 2>said | grep keyer; grep W111 said
echo '# totals of categories: of estimate with --fold, and not; of the round'
printf '%s\n' y,h,w 1,Hoà,1 3,Hoà,1 5,Ðông,2 7,Đông,1 >t.csv
printf '%s\n' h,total 'HÒA ,6' đông,6 >h.csv
for fold in --fold ''; do dtxhh estimate t.csv --weight w --mean y --rake h.csv $fold --csv | cut -d, -f1-2; done
rm r.dtxhh; tiny_keyed; mkdir m && cp "$TINY/definition"/*.csv m
for c in 'x,Y' ' X,ý'; do
    printf '%s\n' group,variable,category,total "DAN,loai,${c%,*},4" "DAN,loai,${c#*,},4" >m/margins.csv; echo step,group,variables,method,lower,upper,totals,merge >c.csv; echo rake,DAN,loai,,,,, >>c.csv
    cp r.dtxhh m.dtxhh; dtxhh define m.dtxhh --definition m --reason test --as a --quiet && dtxhh weigh m.dtxhh --recipe c.csv --as a --dry-run --quiet 2>&1 | grep -oE 'F7[0-9]*|F8[0-9]*'; echo "$c"
done
--- stdout
# a criterion and its appraiser by name, by code; one that is not there; that of a field; the appraiser is the unit itself
U1,kế  hoạch,first,30,Sở Hai
U1,1.1,,first,30,Sở Hai
U1,1.1,first,30,u2
U1,1.1,,first,30,u2
U1,Kế hoặch,first,30,U2
U1,Chỉ đạo,first,30,U2
U2,Kế Hoạch,first,30,Sở Hai
U2,1.1,,first,30,Sở Hai
U1,Kế hoạch,first,30,U3
U1,1.1,,first,30,U3
# a unit by what is written for short; two units that differ by no more than that
U1,1.1
U2,1.1
p.csv:2:1: fault: unit "UBND xã Đông Độ" is not in the definition [F501]
u/units.csv:3:2: fault: "U1" and "U2" are both called "UBND xã Đông Đô"; expected a name of its own for each [F227]
# a document
unit,criterion,number
U1,1.1,1
# a group whose figures come from outside
U1,*,DAN,outside
U1,*,DAN,outside
# one keyer in two ways
fault: the second keying is by "nguyễn  thị hòa", who did the first; expected another person [F415]
faults: 1, warnings: 0; nothing was changed
what,keyer,ballots,fields,wrong,unresolved,rate,low,high,name
keyer,nguyễn  thị hòa,2,16,0,1,0,0,0.3023207384345318,nguyễn  thị hòa
keyer,nguyễn thị hoa,2,16,0,1,0,0,0.3023207384345318,nguyễn thị hoa
i.dtxhh: warning: column "keyer" writes the same in several ways, which are taken as one: "nguyễn  thị hòa" (1), "Nguyễn Thị Hoà" (1) [W111]
# totals of categories: of estimate with --fold, and not; of the round
term,estimate
y,3.8333333333333335
x,Y
F712
 X,ý
--- stderr
p.csv:2:2: fault: criterion "Kế hoặch" is not in the tree of the unit's block; did you mean "Kế hoạch"? [F502]
dtxhh: faults: 1, warnings: 0; nothing was changed
p.csv:2:2: fault: criterion "1" has others below it; points are given to those [F502]
dtxhh: faults: 1, warnings: 0; nothing was changed
p.csv:2:5: warning: unit "U2", criterion 1.1: the unit appraises itself, as the definition has it [W505]
p.csv:2:5: warning: unit "U1", criterion 1.1: appraised by "U3", not by "U2" [W504]
g.csv:2:3: fault: group "Người đân" is not a group whose figures come from outside (via = sipas) [F502]
dtxhh: faults: 1, warnings: 0; nothing was changed
weights, base: n 4, sum 5, min 1, max 2, CV 0.3464, Kish deff 1.1200, effective n 3.6
weights, rake: n 4, sum 12, min 2, max 4, CV 0.2357, Kish deff 1.0556, effective n 3.8
  largest misfit of a total: 0
t.csv: warning: column "h" writes the same in several ways, which are taken as one: "Ðông" (1), "Đông" (1) [W111]
t.csv: warning: column "h" seems to write the same in several ways, which stay apart without --fold: "Ðông" (1), "Đông" (1) [W111]
t.csv:2: fault: "h" is "Hoà", a category for which no total is given; and 1 more like it: line 3 [F712]
t.csv:4: fault: "h" is "Ðông", a category for which no total is given [F712]
t.csv:5: fault: "h" is "Đông", a category for which no total is given [F712]
dtxhh: faults: 4, warnings: 1
--- status 0
