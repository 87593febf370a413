# 170 communes, as provinces rank them now, with 6 to 29 people each who rate the one they dealt with: the ranking says
# how many pairs are told apart, its charts say of whom they are, no class is cut off, and a question's head stands on
# each page of its units.
--- run
units() { awk 'BEGIN { for (i = 1; i <= 170; i++) printf "X%03d%s\n", i, i % 29 ? "" : ",long" }'; }
mkdir d
printf 'key,value\ncode,XA\ntitle,Cấp xã (mô phỏng)\nyear,2025\n' >d/round.csv
printf 'code,name\nXA,"Xã, phường"\n' >d/blocks.csv
units | awk -F, 'BEGIN { print "code,name,block" } { print $1 ",UBND xã " substr($1, 2) ($2 ? " và các vùng mới sáp nhập của ba xã cũ" : "") ",XA" }' >d/units.csv
printf 'code,name,via,design,reserve,response\nDAN,"Người dân, tổ chức",sipas_ballots,census,0%%,95%%\n' >d/groups.csv
printf 'block,code,name,parent,max_points,step,method\n*,1,Chỉ đạo,,,,\n*,1.1,Kế hoạch,1,80,0.25,TD\n*,2,Hài lòng,,,,\n*,2.1,SIPAS,2,20,,SIPAS\n' >d/criteria.csv
printf 'scale,option,label,percent\nH,1,Không,0\nH,2,Bình thường,50\nH,3,Hài lòng,100\n' >d/scales.csv
printf 'code,title,groups,block,units,own_unit\nP,Phiếu SIPAS,DAN,XA,own,allow\n' >d/ballot_types.csv
printf 'ballot_type,code,text,per,kind,criterion,scale\nP,Q1,Hài lòng?,unit,option,2.1,H\n' >d/questions.csv
printf 'block,class,from\n*,Xuất sắc,90\n*,Trung bình khá,70\n*,Trung bình,0\n' >d/classes.csv
units | awk -F, 'BEGIN { print "group,id,rates" } { for (k = 0; k < 6 + NR % 24; k++) print "DAN," $1 "-" k "," $1 }' >frame.csv
units | awk -F, 'BEGIN { print "unit,criterion,stage,points,by" } { printf "%s,1.1,first,%.2f,Sở\n", $1, 45 + int(NR * 7919 % 131) / 4 }' >points.csv
dtxhh new r.dtxhh --definition d --as a --quiet && dtxhh frame import r.dtxhh frame.csv --as a --quiet && dtxhh frame freeze r.dtxhh --seed-from x --as a --quiet && dtxhh draw r.dtxhh --seed 1 --as a --quiet && dtxhh issue r.dtxhh --serial-seed 1 --as a --quiet
dtxhh show r.dtxhh ballots --csv | awk -F, 'NR == 1 { print "serial,type,channel,unit,Q1"; next } { h = (NR * 7919 + substr($8, 2) * 31) % 10; if (h != 7 || $8 == "X001") print $1 ",P,paper," $8 "," (h < 1 ? 1 : h < 5 ? 2 : 3) }' >keyed.csv
{ dtxhh import r.dtxhh keyed.csv --keyer hoa --as a --quiet; dtxhh points import r.dtxhh points.csv --as a --quiet; dtxhh weigh r.dtxhh --as a --quiet; dtxhh score r.dtxhh --as a --quiet; } 2>&1 | grep -v 'warning'
dtxhh report r.dtxhh -o r.xlsx --quiet
sheet() { unzip -p r.xlsx xl/workbook.xml | grep -o '<sheet name="[^"]*"' | grep -n "\"$1" | cut -d: -f1; }
echo "== pairs"
cells r.xlsx $(sheet 'Xếp hạng') 170 | grep -o 'Phân biệt được [^|]*'
dtxhh show r.dtxhh scores --csv | awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } { better += $at["rank_low"] - 1; worse += 170 - $at["rank_high"]; n++ } END { print better, worse, n * (n - 1) / 2 }'
echo "== groups: a unit whose possible ranks are all behind the rank of the first of the group begins the next"
dtxhh show r.dtxhh scores --csv | awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } { print $at["rank"], $at["rank_low"] }' | sort -n |
    awk '!g || $2 > first { if (g) print first (last > first ? "–" last : ""); first = $1; g++ } { last = $1 } END { print first (last > first ? "–" last : "") }' | paste -sd';' | sed 's/;/; /g; s/.*/hạng &. /' >groups
cells r.xlsx $(sheet 'Xếp hạng') 170 | grep -oF "$(cat groups)" | grep -c . # one note says these
awk -F';' '{ print (NF > 3) }' groups
echo "== charts"
for c in $(unzip -l r.xlsx | grep -o 'xl/charts/chart[0-9]*' | sort -V); do unzip -p r.xlsx $c.xml | grep -o 'cuối thanh): [0-9–]* / [0-9]*' | head -1; done
unzip -p r.xlsx xl/charts/chart1.xml | grep -c 'Điều tra xã hội học'
echo "== classes and their column"
s=$(sheet 'Xếp hạng'); cells r.xlsx $s 3 | grep -o 'Trung bình khá (Trung bình–Trung bình khá)' | sort | uniq -c | awk '{ print ($1 > 0) }'
unzip -p r.xlsx xl/worksheets/sheet$s.xml | grep -o '<col [^>]*' | awk -F'"' '{ print $6 }' | sort -rn | awk 'NR == 2 { print ($1 > 35) }' # beside the names
echo "== a page that goes on with a question's units begins with its head"
s=$(sheet 'Phân bố'); unzip -p r.xlsx xl/worksheets/sheet$s.xml | tr -d '\n' | sed 's/<row /\n&/g; s/<rowBreaks/\n&/' |
    awk '/^<row / { split($0, part, "\""); n = part[2]; texts[n] = gsub(/ t="s"/, ""); numbers[n] = gsub(/<v>/, "") - texts[n] }
        /^<rowBreaks/ { while (match($0, /brk id="[0-9]+/)) { b = substr($0, RSTART + 8, RLENGTH - 8) + 0; $0 = substr($0, RSTART + RLENGTH)
            if (numbers[b] > 5) { pages++; heads += texts[b + 1] >= 4 && numbers[b + 1] == 0 && texts[b + 2] >= 6 && numbers[b + 3] > 5 } } }
        END { print pages, "pages,", heads, "heads" }'
--- stdout
== pairs
Phân biệt được 10639 trong 14365 cặp đơn vị.
10639 10639 14365
== groups: a unit whose possible ranks are all behind the rank of the first of the group begins the next
1
1
== charts
cuối thanh): 1–34 / 170
cuối thanh): 35–68 / 170
cuối thanh): 69–102 / 170
cuối thanh): 103–136 / 170
cuối thanh): 137–170 / 170
0
== classes and their column
1
1
== a page that goes on with a question's units begins with its head
7 pages, 7 heads
--- stderr
--- status 0
