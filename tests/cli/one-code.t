# One code in two blocks: criterion 1 is asked of people about U1 (DTXHH) and is SIPAS of U2, with sipas = satisfied.
#
# By hand, A 100, B 60, C 20: of U1 the mean counts, (100 + 60 + 20) / 3 = 60 %, 6 of 10; of U2 who is satisfied (75 % or more), A alone, so
# 1 of 3, 3.333333333 of 10.  Asked by two forms or by one question about both, the answers are the same.
--- run
mkdir d
printf 'key,value\ncode,V\ntitle,Thử\nyear,2024\nsipas,satisfied\n' >d/round.csv
printf 'code,name\nA,Các sở\nB,Các xã\n' >d/blocks.csv
printf 'code,name,block\nU1,Sở Một,A\nU2,Xã Hai,B\n' >d/units.csv
printf 'block,code,name,max_points,method\nA,1,Phục vụ,10,DTXHH\nB,1,Hài lòng,10,SIPAS\n' >d/criteria.csv
printf 'scale,option,label,percent\nM,A,Tốt,100\nM,B,Khá,60\nM,C,Kém,20\n' >d/scales.csv
printf 'group,id\nLD,1\nLD,2\nLD,3\nDAN,1\nDAN,2\nDAN,3\n' >frame.csv
# score_of CELL...: the round whose first, second and third ballot of each group has these cells
score_of() {
    rm -f r.dtxhh r.identity
    dtxhh new r.dtxhh --definition d --as a --quiet && dtxhh frame import r.dtxhh frame.csv --as a --quiet &&
        dtxhh frame freeze r.dtxhh --seed-from x --as a --quiet && dtxhh draw r.dtxhh --seed 1 --as a --quiet &&
        dtxhh issue r.dtxhh --serial-seed 1 --as a --quiet || return
    dtxhh show r.dtxhh ballots --csv | awk -F, -v cells="$*" 'BEGIN { OFS = ","; split(cells, cell, " ") }
        NR == 1 { print "serial,keyer,Q1.U1,Q1.U2"; next }
        { k = $4; at = $8; v = cell[k]; print $1, "hoa", at ~ /U1/ ? v : "", at ~ /U2/ ? v : "" }' >b.csv
    dtxhh import r.dtxhh b.csv --as a --quiet && dtxhh weigh r.dtxhh --as a --quiet && dtxhh score r.dtxhh --as a --quiet &&
        dtxhh show r.dtxhh scores --csv | cut -d, -f1,2,5,6,9
    dtxhh explain r.dtxhh U1 1 --csv | grep '^option,'
    dtxhh explain r.dtxhh U2 1 --csv | grep '^option,'
    dtxhh verify r.dtxhh >/dev/null; echo "status $?"
}
printf 'code,name,via,design\nLD,Lãnh đạo,ballot,census\nDAN,Người dân,sipas_ballots,census\n' >d/groups.csv
printf 'code,title,groups,block,units\nP,Phiếu,LD,A,all\nS,SIPAS,DAN,B,all\n' >d/ballot_types.csv
printf 'ballot_type,code,text,per,kind,criterion,scale\nP,Q1,Một?,unit,option,1,M\nS,Q1,Hai?,unit,option,1,M\n' >d/questions.csv
score_of A B C
sed -i '/^LD/d' d/groups.csv frame.csv
printf 'code,title,groups,block,units\nT,Phiếu chung,DAN,*,all\n' >d/ballot_types.csv
printf 'ballot_type,code,text,per,kind,criterion,scale\nT,Q1,Một?,unit,option,1,M\n' >d/questions.csv
score_of A B C
--- stdout
block,unit,survey,sipas,total
A,U1,6,0,6
B,U2,0,3.333333333,3.333333333
option,1,LD,P/Q1/A,1,1,100,,,,Tốt
option,1,LD,P/Q1/B,1,1,60,,,,Khá
option,1,LD,P/Q1/C,1,1,20,,,,Kém
option,1,DAN,S/Q1/A,1,1,100,,,,Tốt
option,1,DAN,S/Q1/B,1,1,0,,,,Khá
option,1,DAN,S/Q1/C,1,1,0,,,,Kém
status 0
block,unit,survey,sipas,total
A,U1,6,0,6
B,U2,0,3.333333333,3.333333333
option,1,DAN,T/Q1/A,1,1,100,,,,Tốt
option,1,DAN,T/Q1/B,1,1,60,,,,Khá
option,1,DAN,T/Q1/C,1,1,20,,,,Kém
option,1,DAN,T/Q1/A,1,1,100,,,,Tốt
option,1,DAN,T/Q1/B,1,1,0,,,,Khá
option,1,DAN,T/Q1/C,1,1,0,,,,Kém
status 0
--- stderr
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
--- status 0
