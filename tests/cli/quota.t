# A quota and walk-ins are allowed, and marked wherever their figures are shown, down to the report.
--- run
cp -r "$TINY/definition" definition
sed -i 's/^DAN,.*/DAN,Người dân,ballot,quota,4,persons,,,,,,,0%,,single/' definition/groups.csv
dtxhh new r.dtxhh --definition definition --as a --quiet && dtxhh frame import r.dtxhh "$TINY/frame.csv" --as a --quiet 2>/dev/null
dtxhh plan r.dtxhh
dtxhh frame freeze r.dtxhh --seed-from 'event' --as a --quiet && dtxhh draw r.dtxhh --seed 's' --as a --quiet --record record.txt
grep -n 'DAN' record.txt | cut -d. -f1
dtxhh issue r.dtxhh --as a --quiet
dtxhh issue r.dtxhh --pool 2 --group DAN --walk-in --as a --quiet
dtxhh show r.dtxhh ballots | awk -F, 'BEGIN { OFS = ","; print "serial,type,channel,keyer,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2" } NR > 1 { print $1, $2, "paper", "hoa", "A,B,A,B,A,C" }' >keyed.csv
dtxhh import r.dtxhh keyed.csv --as a --quiet && dtxhh points import r.dtxhh "$TINY/points.csv" --as a --quiet
for verb in status 'show sample' 'show response' 'weigh --as a' 'score --as a' 'show scores' 'show units'; do
    set -- $verb
    verb=$1 && shift
    echo "$verb $*:"
    dtxhh "$verb" r.dtxhh "$@" 2>&1 >/dev/null
done
dtxhh status r.dtxhh --quiet 2>&1 >/dev/null
dtxhh report r.dtxhh -o r.xlsx
unzip -p r.xlsx xl/sharedStrings.xml | sed 's/<[^>]*>/\n/g' | grep -i 'xác suất'
--- stdout
group,stratum,N,formula,n,reserves,margin,design,n_yamane,n_margin,cv,cost
LD,,3,census,3,0,0,census,3,3,0,
DAN,,8,4 persons,4,0,,quota,8,8,,
17:DAN: the smallest tickets; a quota is no probability sample, so no probability is stated
21:DAN,Người dân,ballot,quota,4,persons,group,,proportional,,,,0%,,single
24:DAN,,8,4,0
28:DAN,X3,,selected,1,0
29:DAN,Y1,,selected,2,0
30:DAN,X4,,selected,3,0
31:DAN,X5,,selected,4,0
status :
group "DAN" is a quota, not a probability sample: no error of sampling can be stated
group "DAN": 2 ballots went to walk-ins, who are no probability sample
show sample:
group "DAN" is a quota, not a probability sample: no error of sampling can be stated
group "DAN": 2 ballots went to walk-ins, who are no probability sample
show response:
group "DAN" is a quota, not a probability sample: no error of sampling can be stated
group "DAN": 2 ballots went to walk-ins, who are no probability sample
weigh --as a:
group "DAN" is a quota, not a probability sample: no error of sampling can be stated
group "DAN": 2 ballots went to walk-ins, who are no probability sample
r.dtxhh: warning: ballot type "P1", group "DAN": 2 of 6 valid ballots are of pools, beside a sample of the list's 8 members; they count as people who are not on it [W436]
line 9 of the log, hash <checked>
score --as a:
group "DAN" is a quota, not a probability sample: no error of sampling can be stated
group "DAN": 2 ballots went to walk-ins, who are no probability sample
line 10 of the log, hash <checked>
show scores:
group "DAN" is a quota, not a probability sample: no error of sampling can be stated
group "DAN": 2 ballots went to walk-ins, who are no probability sample
show units:
Chỉ tiêu (không phải mẫu xác suất)
Không nêu sai số chọn mẫu cho đơn vị có nhóm lấy theo chỉ tiêu hoặc có phiếu khách vãng lai: đó không phải mẫu xác suất.
Phiếu thử (Người dân) – chỉ tiêu, không phải mẫu xác suất
(người tự đến, không phải mẫu xác suất)
Trọng số gốc là số người của tầng chia cho số người được chọn (kể cả dự phòng được gọi), không tính người được xác định là không thuộc đối tượng; nhóm chọn theo quy mô hay nhiều bước ghi trọng số gốc bình quân, vì mỗi người có xác suất riêng; hệ số không trả lời là số người lẽ ra phải trả lời chia cho số người có phiếu hợp lệ trong cùng tầng.
Không phải mẫu xác suất: Người dân lấy theo chỉ tiêu; 2 phiếu cho người tự đến (Người dân). Không tính được sai số chọn mẫu cho phần này và cho điểm, chỉ số có phần này.
--- stderr
group "DAN" is a quota, not a probability sample: no error of sampling can be stated
r.dtxhh: warning: group "DAN": a sample of its list of 8 members is asked; 2 ballots of a pool beside them count as people who are not on it [W436]
group "DAN" is a quota, not a probability sample: no error of sampling can be stated
group "DAN": 2 ballots went to walk-ins, who are no probability sample
written: "r.xlsx"
--- status 0
