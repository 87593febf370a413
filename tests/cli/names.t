# Names stand for codes, and the words this program prints for those it asks for: a definition written in names is the one in codes.
--- run
cp -r "$TINY/definition" d && cp -r d n
cat d/units.csv d/ballot_types.csv d/group_weights.csv 2>/dev/null | head -20
dtxhh new d.dtxhh --definition d --as a --quiet
block=$(awk -F, 'NR == 2 { print $2 }' d/blocks.csv)
for f in n/*.csv; do
    awk -F, -v OFS=, -v block="$block" 'FNR == NR { if (FNR > 1) { names[$1] = $2 } next }
        FNR == 1 { for (i = 1; i <= NF; i++) { of[i] = $i } print; next }
        { for (i = 1; i <= NF; i++) { if (of[i] == "block" && $i == "B") $i = toupper(block); if (of[i] == "group" && ($i in names)) $i = " " names[$i]
              if (of[i] == "groups") { n = split($i, g, ";"); $i = ""; for (k = 1; k <= n; k++) $i = $i (k > 1 ? "; " : "") names[g[k]] }
              if (of[i] == "design" && $i == "census") $i = "Lấy hết"; if (of[i] == "design" && $i == "stratified") $i = "phân tầng"
              if (of[i] == "method" && $i == "TD") $i = "Thẩm định"; if (of[i] == "method" && $i == "DTXHH") $i = "Điều tra xã hội học" } print }' d/groups.csv "$f" >out && mv out "$f"
done
cat n/groups.csv n/ballot_types.csv n/criteria.csv
dtxhh new n.dtxhh --definition n --as a --quiet; echo "= $?"
for t in blocks units groups criteria ballot_types questions group_weights; do
    dtxhh show d.dtxhh $t --csv >one; dtxhh show n.dtxhh $t --csv | cmp - one && echo "$t: the same"
done
sed -i 's/Lấy hết/lấy vài người/' n/groups.csv; dtxhh new no.dtxhh --definition n --as a
--- stdout
code,name,block,parent,ranked,order
U1,Sở Một,B,,yes,1
U2,Sở Hai,B,,yes,2
code,title,groups,block,units,own_unit
P1,Phiếu thử,LD;DAN,B,all,skip
block,criterion,group,weight,basis
*,*,LD,0.4,Made up
*,*,DAN,0.6,Made up
code,name,via,design,take,take_as,per,stratum_by,allocation,min,max,size_column,reserve,response,policy
LD,Lãnh đạo,ballot,Lấy hết,,,,,,,,,0%,,single
DAN,Người dân,ballot,phân tầng,4,persons,group,loai,equal,,,,50%,80%,single
code,title,groups,block,units,own_unit
P1,Phiếu thử,Lãnh đạo; Người dân,KHốI THử,all,skip
block,code,name,parent,max_points,min_points,cap,step,method,appraiser,support,basis
KHốI THử,1,Chỉ đạo,,,,,,,,,
KHốI THử,1.1,Kế hoạch,1,40,,,0.5,Thẩm định,Sở Nội vụ,,Made up
KHốI THử,1.2,Điều hành,1,30,,,,Điều tra xã hội học,,,
KHốI THử,2,Kết quả,,,,,,,,,
KHốI THử,2.1,Hài lòng,2,20,,,,Điều tra xã hội học,,,
KHốI THử,2.2,Thu ngân sách,2,10,,,,KTXH,,,
= 0
blocks: the same
units: the same
groups: the same
criteria: the same
ballot_types: the same
questions: the same
group_weights: the same
--- stderr
n/groups.csv:2:4: fault: column "design" has "lấy vài người"; expected one of: census,srs,systematic,stratified,pps,stages,quota [F204]
dtxhh: faults: 1, warnings: 0; nothing was changed
--- status 1
