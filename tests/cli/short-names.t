# Units go by their short names, offices by their names, in every file: frame, points, documents, ballots, map, pool, weights tried.
--- run
cp -r "$TINY/definition" d
printf '%s\n' code,name,block,short_name 'U1,Sở Một,B,S. Một' 'U2,Sở Hai,B,S. Hai' >d/units.csv
printf '%s\n' code,name,phone 'BC1,Bưu điện Hoà Vang,0236 1' 'BC2,Bưu điện Hải Châu,' >d/offices.csv
dtxhh new r.dtxhh --definition d --as a --quiet; cp r.dtxhh n.dtxhh
dtxhh show r.dtxhh units --csv; dtxhh show r.dtxhh offices --csv
echo '# the frame'
awk -F, -v OFS=, '{ print $0, NR == 1 ? "own_unit" : NR % 3 ? "U1" : "U2" }' "$TINY/frame.csv" >codes.csv
sed '2~2s/,BC1,/,bưu điện hòa vang,/; 2~2s/,BC2,/,Bưu Điện Hải Châu,/; s/,U1$/,s. một/; s/,U2$/,S. Hai/' codes.csv >frame.csv
head -3 frame.csv
freeze() { dtxhh frame import "$1" "$2" --as a --quiet && dtxhh frame freeze "$1" --seed-from x --as a --csv | grep -oE '[0-9a-f]{64}' | head -1; }
[ "$(freeze r.dtxhh codes.csv)" = "$(freeze n.dtxhh frame.csv)" ] && echo 'the frame in codes, to the hash'
sed '2s/BC1/BC9/' "$TINY/frame.csv" >other.csv && dtxhh frame import r.dtxhh other.csv --as a --dry-run --quiet
dtxhh draw n.dtxhh --seed 1 --as a --quiet && dtxhh issue n.dtxhh --serial-seed 1 --as a --quiet -o h; ls h
unzip -p h/BC1-phat-phieu.xlsx xl/sharedStrings.xml | grep -oE 'Danh sách phát và thu phiếu: [^<]*'
dtxhh issue n.dtxhh --pool 1 --group 'người dân' --unit 's. hai' --office 'bưu điện hải châu' --as a --quiet
dtxhh show n.dtxhh ballots --csv | grep ',BC2,meeting,' | cut -d, -f2-
dtxhh show n.dtxhh ballots --csv | grep -c 'DAN,,BC2'
dtxhh issue n.dtxhh --pool 1 --group DAN --office 'bưu điện' --as a
echo '# ballots'
s=$(dtxhh show n.dtxhh ballots --csv | awk -F, '$4 == "L1" { print $1 }')
printf '%s\n' "serial,Q1.S. Hai,Q2.sở  hai,Q3.U2" "$s,A,B,A" >b.csv && dtxhh import n.dtxhh b.csv --as a --accept W404,W402 --reason trial --quiet; dtxhh show n.dtxhh answers --csv | awk -F, '$5' | cut -d, -f2-
printf '%s\n' 'column,question,unit,answer,option' 'a,serial,,,' 'x,Q2,s. một,,' 'y,Q3,Sở Một,,' 'z,Q1,U1,,' >m.csv
s=$(dtxhh show n.dtxhh ballots --csv | awk -F, '$4 == "L2" { print $1 }')
printf '%s\n' a,x,y,z "$s,A,B,C" >b.csv && dtxhh import n.dtxhh b.csv --map m.csv --as a --accept W404,W402 --reason trial --quiet; dtxhh show n.dtxhh answers --csv | awk -F, '$5 && $3 == "U1"' | cut -d, -f2-
echo '# points and documents'
printf 'unit,criterion,stage,points,by\nS. Một,1.1,self,30,x\n' >p.csv; printf 'unit,criterion,number,symbol,date,title,sha256,note\nS. Một,1.1,1,A,2024-01-01,Kế hoạch,,\n' >e.csv
dtxhh points import n.dtxhh p.csv e.csv --as a --quiet; dtxhh show n.dtxhh points --csv | cut -d, -f1-2 | tail -1;  dtxhh show n.dtxhh evidence --csv | cut -d, -f1-3 | tail -1
echo '# short names that two have, of one another, and one that is a code'
for s in 'S. Một,s. một' 'Sở Hai,S. Hai' 'U2,S. Hai' ',S. Hai' 'Sở Một,S. Hai'; do
    printf '%s\n' code,name,block,short_name "U1,Sở Một,B,${s%,*}" "U2,Sở Hai,B,${s#*,}" >d/units.csv; echo "$s"; rm -f x.dtxhh; dtxhh new x.dtxhh --definition d --as a --quiet 2>&1 | grep F227
done
printf '%s\n' code,name,phone 'BC1,Bưu điện Hoà Vang,' 'BC2,bưu điện hòa vang,' >d/offices.csv; rm -f x.dtxhh; dtxhh new x.dtxhh --definition d --as a --quiet
--- stdout
code,name,block,parent,ranked,order,short_name
U1,Sở Một,B,,yes,,S. Một
U2,Sở Hai,B,,yes,,S. Hai
code,name,phone
BC1,Bưu điện Hoà Vang,0236 1
BC2,Bưu điện Hải Châu,
# the frame
group,id,loai,office,name,own_unit
LD,L1,,bưu điện hòa vang,Nguyễn Văn An,s. một
LD,L2,,BC1,Trần Thị Bình,S. Hai
the frame in codes, to the hash
BC1-nhap-phieu.xlsx
BC1-phat-phieu.xlsx
BC2-nhap-phieu.xlsx
BC2-phat-phieu.xlsx
Danh sách phát và thu phiếu: Bưu điện Hoà Vang, điện thoại 0236 1
P1,DAN,,BC2,meeting,issued,U1 U2,0
1
# ballots
pass,unit,question,answer
1,U2,Q1,A
1,U2,Q2,B
1,U2,Q3,A
1,U1,Q1,C
1,U1,Q2,A
1,U1,Q3,B
# points and documents
U1,1.1
U1,1.1,1
# short names that two have, of one another, and one that is a code
S. Một,s. một
d/units.csv:3:4: fault: "U1" and "U2" are both called "s. một"; expected a name of its own for each [F227]
Sở Hai,S. Hai
d/units.csv:2:4: fault: "U2" and "U1" are both called "Sở Hai"; expected a name of its own for each [F227]
U2,S. Hai
d/units.csv:2:4: fault: "U2" and "U1" are both called "U2"; expected a name of its own for each [F227]
,S. Hai
Sở Một,S. Hai
--- stderr
publish both SHA-256 and the event "x" before the event takes place; without --seed-digits any wording of its outcome is taken as the seed, and each gives another sample: fix it
line 3 of the log, hash <checked>
publish both SHA-256 and the event "x" before the event takes place; without --seed-digits any wording of its outcome is taken as the seed, and each gives another sample: fix it
line 3 of the log, hash <checked>
other.csv:2: warning: group "LD" had 3 members; those of this run take their place [W303]
other.csv:2:4: warning: column "office" has "BC9", which is no office of the definition; kept as it is [W307]
other.csv:5: warning: group "DAN" had 8 members; those of this run take their place [W303]
n.dtxhh: warning: group "DAN": a sample of its list of 8 members is asked; 1 ballots of a pool beside them count as people who are not on it [W436]
dtxhh: office "bưu điện" is not in the definition
d/offices.csv:3:2: fault: "BC1" and "BC2" are both called "bưu điện hòa vang"; expected a name of its own for each [F227]
dtxhh: faults: 1, warnings: 0; nothing was changed
--- status 1
