# The change against an earlier round with two groups, two leaves and blanks: G (weight 3) and H (weight 2), six people each, leaves of
# 10 and 5 points.  By the rule in docs/errors.md, written anew outside the program on the answers below (t in R):
#     G: k .260146, V .624658, mean floor .842344, nu 4; H: k held at .264401, V .026536, mean floor .266095;
#     V* 1.108438, df 12.5723: way (a) -3.162378 to 1.402378.
# The totals' own limits are 6.518779 to 12.717739 then and 7.180186 to 10.836106 now: way (b) -2.654512 to 1.491229.
# Each limit is the wider one.
--- run
mkdir d
printf 'key,value,basis\ncode,T,\ntitle,Thử,\nyear,2024,\ninvalid_if,never,\n' >d/round.csv
printf 'code,name,block\nU,Sở Một,B\n' >d/units.csv
printf 'code,name,ranked\nB,Khối,yes\n' >d/blocks.csv
printf 'code,name,design,reserve,policy\nG,Lãnh đạo,census,0%%,single\nH,Đại biểu,census,0%%,single\n' >d/groups.csv
printf 'scale,option,label,percent\nM,A,Tốt,100\nM,B,Khá,60\nM,C,Trung bình,20\nM,D,Yếu,0\n' >d/scales.csv
printf 'block,code,name,parent,max_points,method\nB,1,Một,,,\nB,1.1,Điều hành,1,10,DTXHH\nB,1.2,Văn bản,1,5,DTXHH\n' >d/criteria.csv
printf 'code,title,groups,block,units,own_unit\nP,Phiếu,G;H,B,all,allow\n' >d/ballot_types.csv
printf 'ballot_type,code,text,per,kind,criterion,scale\nP,Q1,Thế nào?,unit,option,1.1,M\nP,Q2,Ra sao?,unit,option,1.2,M\n' >d/questions.csv
printf 'block,criterion,group,weight\n*,*,G,3\n*,*,H,2\n' >d/group_weights.csv
for g in G H; do for i in 1 2 3 4 5 6; do echo "$g,$g$i"; done; done | sed '1i group,id' >frame.csv
# round NAME TWO-ANSWERS-OF-EACH, a dot for a blank
round() {
    r=$1.dtxhh; shift
    dtxhh new $r --definition d --as a --quiet && dtxhh frame import $r frame.csv --as a --linkage-key key --quiet >/dev/null 2>&1
    dtxhh frame freeze $r --seed-from e --as a --quiet && dtxhh draw $r --seed 1 --as a --quiet && dtxhh issue $r --as a --quiet
    dtxhh show $r ballots --csv | awk -F, -v all="$*" 'BEGIN { OFS = ","; split(all, x, " "); print "serial,type,channel,keyer,Q1.U,Q2.U" }
        NR > 1 { a = x[substr($4, 2) + ($3 == "H" ? 6 : 0)]; p = substr(a, 1, 1); q = substr(a, 2, 1)
            if (a != "-") print $1, $2, "paper", "hoa", p == "." ? "" : p, q == "." ? "" : q }' >k.csv
    dtxhh import $r k.csv --as a --quiet; dtxhh weigh $r --as a --quiet; dtxhh score $r --as a --quiet 2>/dev/null
}
round then AB AA BC C. - -   AA BA DB .C AB -
round now  AA BA BC CB - BB  AA BB DB CC AB -
dtxhh score now.dtxhh --against then.dtxhh --quiet | awk -F, '$3 == "total" { printf "change %.6f se %.6f low %.6f high %.6f both %d\n", $7, $18, $19, $20, $21 }'
--- stdout
change -0.880000 se 0.806966 low -3.162378 high 1.491229 both 9
--- stderr
--- status 0
