# How the papers of each office add up, in `status`, `show custody` and the report, and `check`, which names each serial that does
# not: of BC1 all four were keyed; L2 was never returned, Y1 neither handed out nor returned, X2 came back to BC2 and on the day
# before. BC2, of which no list came, is not named; then its list comes, and all is well.
--- run
tiny_keyed
say() { echo "== $*" | sed 's/ --as .*//'; dtxhh "$@" 2>&1 | grep -v ' of the log, hash '; }
dtxhh show r.dtxhh ballots --csv | awk -F, 'NR > 1 { print $4 "=" $1 }' >serials
. ./serials
printf 'serial,handed,returned\n%s,6/12/2024,7/12/2024\n%s,6/12/2024,\n%s,9/12/2024,\n' $L1 $L2 $X2 >bc1.csv
printf 'serial,returned,date\n%s,x,8/12/2024\n' $X2 >back.csv
say check r.dtxhh | grep -E 'W4[45]' | cut -d' ' -f1-5
say custody import r.dtxhh bc1.csv --as a
say custody import r.dtxhh back.csv --office BC2 --batch 'lô 2' --as a
say check r.dtxhh | grep -E 'W4[45]'
DTXHH_LANG=en script -qefc "dtxhh status r.dtxhh" /dev/null | tr -d '\r' | grep -A2 custody
say show r.dtxhh custody --csv
say show r.dtxhh batches --csv
echo '# the end of a paper'
printf 'serial,state\n%s,lưu trữ\n' $L1 >archive.csv
say custody import r.dtxhh archive.csv --as a
printf 'serial,state,reason\n%s,void,rách\n' $L1 >void.csv
printf 'serial,state\n%s,returned\n' $L1 >again.csv
say custody import r.dtxhh void.csv --as a
say import r.dtxhh void.csv --as a
say check r.dtxhh | grep -E 'W4(5[01]|47)'
echo '# the list of BC2, two of whose papers were keyed; Y2 refused at the door'
printf 'serial,handed,returned,reason\n%s,x,x,\n%s,x,6/12/2024,\n%s,,,từ chối\n' $L3 $X6 $Y2 >bc2.csv
say custody import r.dtxhh bc2.csv --date 5/12/2024 --as a
say check r.dtxhh | grep -cE "W4[45].*($(dtxhh show r.dtxhh ballots --csv | awk -F, '$5 == "BC2" { print substr($1, 1, 3) "-" substr($1, 4, 3) }' | paste -sd'|'))"
dtxhh show r.dtxhh custody --csv | tail -1
echo '# the report'
dtxhh points import r.dtxhh "$TINY/points.csv" --as a --quiet && dtxhh weigh r.dtxhh --as a --quiet && dtxhh score r.dtxhh --as a --quiet
printf 'code,team,date,place,office,finding,answer,settled\nG1,Đoàn số 2,20/12/2024,xã An Khánh,BC1,phiếu để ngoài tủ,,\n' >found.csv
dtxhh findings import r.dtxhh found.csv --as a --quiet
for whom in institute council monitor; do
    dtxhh report r.dtxhh -o $whom.xlsx --for $whom --quiet
    /usr/bin/python3 - $whom.xlsx <<'X'
import openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1])
for name in ('Giao nhận', 'Giám sát'):
    if name in book.sheetnames and (name == 'Giám sát' or sys.argv[1][0] == 'm'):
        for row in book[name].iter_rows(min_row=2, values_only=True):
            if any(cell is not None for cell in row): print(name, *('' if cell is None else cell for cell in row), sep='|')
    print(sys.argv[1], name, name in book.sheetnames)
X
done 2>/dev/null
dtxhh-verify r.dtxhh | grep SAI || :
--- stdout
== custody import r.dtxhh bc1.csv
files,rows,steps
1,3,4
== custody import r.dtxhh back.csv --office BC2 --batch lô 2
files,rows,steps
1,1,1
r.dtxhh: warning: ballot 506-772-744-17 came back, and nobody wrote down that it was handed out [W447]
r.dtxhh: warning: ballot 506-772-744-17 was keyed, and nobody wrote down that it came back [W448]
r.dtxhh: warning: ballot 576-298-372-02 was keyed, and nobody wrote down that it came back [W448]
r.dtxhh: warning: ballot 867-010-560-41 was handed out by office "BC1" and came back to "BC2" [W449]
r.dtxhh: warning: ballot 867-010-560-41: "returned" is dated 2024-12-08, before "handed out" of 2024-12-09 [W452]
r.dtxhh: warning: office "BC1" does not balance: issued 4 ≠ handed out 3 + held 0 + gone otherwise 0: 1 came back without being handed out; written down as returned 2 ≠ keyed 4 + still to key 0: 2 were keyed without having come back [W453]
custody, of offices that sent lists (1): issued 4 = handed out 3 + held 0 + gone otherwise 0 + came back without being handed out 1
handed out 3 = returned 3 + answered elsewhere 0 + refused, absent, moved, ineligible, void 0 + out 0; keyed 4
offices that do not balance: 1 (`dtxhh check --all` names the ballots, `dtxhh show ROUND custody` has all offices)
== show r.dtxhh custody --csv
office,issued,delivered,handed,held,other_ways,unhanded,returned,elsewhere,refused,absent,moved,ineligible,void,out,keyed,to_key,unreturned,verified,archived
BC1,4,0,3,0,0,1,3,0,0,0,0,0,0,0,4,0,2,0,0
== show r.dtxhh batches --csv
office,batch,delivered,handed,returned,keyed,archived,others
BC2,lô 2,0,0,1,1,0,0
# the end of a paper
== custody import r.dtxhh archive.csv
files,rows,steps
1,1,1
== custody import r.dtxhh void.csv
void.csv:2:2: fault: serial 670-588-375-35: "void" cannot follow "archived" [F443]
void.csv:2:3: warning: serial 670-588-375-35: "rách" is no reason that is known, and passed over; expected refused, absent, moved, ineligible or void [W454]
dtxhh: faults: 1, warnings: 1; nothing was changed
== import r.dtxhh void.csv
files,rows,entries,events,encoding,layout
1,1,0,1,UTF-8,ballots
r.dtxhh: warning: ballot 506-772-744-17 came back, and nobody wrote down that it was handed out [W447]
r.dtxhh: warning: ballot 670-588-375-35: "void" cannot follow "archived" [W451]
# the list of BC2, two of whose papers were keyed; Y2 refused at the door
== custody import r.dtxhh bc2.csv --date 5/12/2024
files,rows,steps
1,3,5
0
BC2,3,0,2,0,1,0,2,0,0,0,0,0,0,0,2,0,0,0,0
# the report
institute.xlsx Giao nhận True
Giám sát|Mã|Đoàn giám sát|Ngày|Nơi giám sát|Bưu điện|Phát hiện|Trả lời|Giải quyết ngày
Giám sát|G1|Đoàn số 2|20/12/2024|xã An Khánh|BC1|phiếu để ngoài tủ|chưa trả lời|chưa xong
institute.xlsx Giám sát True
council.xlsx Giao nhận False
Giám sát|Mã|Đoàn giám sát|Ngày|Nơi giám sát|Bưu điện|Phát hiện|Trả lời|Giải quyết ngày
Giám sát|G1|Đoàn số 2|20/12/2024|xã An Khánh|BC1|phiếu để ngoài tủ|chưa trả lời|chưa xong
council.xlsx Giám sát True
Giao nhận|Bưu điện|Phát hành|Đã phát cho người|Không phát: hủy, từ chối tại chỗ, trả lời cách khác|Thu về mà không ghi đã phát|Thu về|Hủy|Đã nhập|Đã nhập mà không ghi thu về|Cân đối
Giao nhận|BC1|4|3|0|1|2|1|3|2|không khớp
Giao nhận|BC2|3|2|1|0|2|0|2|0|khớp
Giao nhận|Tổng cộng|7|5|1|1|4|1|5|2|không khớp
Giao nhận|Phát hành = đã phát + còn giữ + không phát + thu về mà không ghi đã phát. Đã phát = thu về + trả lời cách khác + từ chối + vắng mặt + chuyển đi + không thuộc đối tượng + hủy + chưa về. Thu về (kể cả không ghi đã phát) = đã nhập + chưa nhập. Chỉ kể bưu điện đã gửi danh sách phát phiếu.|||||||||
Giao nhận|Túi, lô|Giao bưu điện|Đã phát|Thu về|Đã nhập|Lưu trữ|Khác|||
Giao nhận|BC2: lô 2|0|0|1|1|0|0|||
monitor.xlsx Giao nhận True
Giám sát|Mã|Đoàn giám sát|Ngày|Nơi giám sát|Bưu điện|Phát hiện|Trả lời|Giải quyết ngày
Giám sát|G1|Đoàn số 2|20/12/2024|xã An Khánh|BC1|phiếu để ngoài tủ|chưa trả lời|chưa xong
monitor.xlsx Giám sát True
--- stderr
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
--- status 0
