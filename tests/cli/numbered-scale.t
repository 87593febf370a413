# An answer is a place on the scale only where no code is a number: of codes 1 2 3 4 5 9 a 6 is on no scale, nor is a 5 on one of
# 0 to 4; of A to E a 2 is B, as some programs write it.  "4.0" is the code 4.
--- run
scale() {
    rm -rf d r.* && cp -r "$TINY/definition" d && echo scale,option,label,percent >d/scales.csv
    for code; do echo "M4,$code,Mức $code,$((n += 9))" >>d/scales.csv; done
    dtxhh new r.dtxhh --definition d --as a --quiet 2>/dev/null && dtxhh frame import r.dtxhh "$TINY/frame.csv" --as a --quiet &&
        dtxhh frame freeze r.dtxhh --seed-from x --as a --quiet && dtxhh draw r.dtxhh --seed 1 --as a --quiet && dtxhh issue r.dtxhh --serial-seed 1 --as a --quiet
    serial=$(dtxhh show r.dtxhh ballots --csv | sed -n '2s/,.*//p')
}
answer() {
    for cell; do
        cp r.dtxhh x.dtxhh
        printf "serial,type,channel,keyer,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2\n%s,P1,paper,An,,,,%s,,\n" "$serial" "$cell" >b.csv
        dtxhh import x.dtxhh b.csv --as a --quiet 2>said; echo "$cell: $(dtxhh show x.dtxhh answers --csv | awk -F, '$3 == "U2" && $4 == "Q1" { print $5 }')$(grep -o 'F[0-9]*\]' said | head -1)"
    done
}
n=0; scale 1 2 3 4 5 9; answer 4 4.0 6 7 9
n=0; scale 0 1 2 3 4; answer 4 5
n=0; scale A B C D E; answer 2 B 6
# a form's template is asked for by name and tool; what it is asked for otherwise is told
dtxhh template form f.xlsx --round r.dtxhh; echo "status $?"
dtxhh template form r.dtxhh; echo "status $?"
# texts with numbers of any size are in the reader's language: the catalogue has them as the program says them, and no
# placeholder that only the C library's own lookup would fill in
grep -ac '<PRI' "$(dirname "$(readlink -f "$(command -v dtxhh)")")/locale/vi/LC_MESSAGES/dtxhh.mo"
dtxhh verify r.dtxhh --lang vi | sed 's/[0-9a-f]\{64\}/HASH/'
# a percentage that was a share
sed 's/,B,Mức B,18/,B,Mức B,0.75/' d/scales.csv >s && mv s d/scales.csv
printf 'block,class,from,of,floor\nB,Tốt,0.8,percent,0.6\nB,Khá,0,percent,\n' >d/classes.csv
rm -f n.*; dtxhh new n.dtxhh --definition d --as a --quiet 2>&1 | grep W255
sed -i 's/DAN,Người dân,ballot,stratified,4,persons/DAN,Người dân,ballot,stratified,0.3,percent/' d/groups.csv
rm -f n.*; dtxhh new n.dtxhh --definition d --as a --quiet 2>&1 | grep 'groups.*W255'
--- stdout
4: 4
4.0: 4
6: F411]
7: F411]
9: 9
4: 4
5: F411]
2: B
B: B
6: F411]
status 2
status 2
0
nhật ký, chọn mẫu, trọng số và điểm: không có sai khác; dòng 5, mã băm <checked>
d/scales.csv:3:4: warning: 0.75 here is 0.75%, not 0.75 of the whole; expected a percentage of 1 or more, as a rule [W255]
d/classes.csv:2:3: warning: 0.8 here is 0.8%, not 0.8 of the whole; expected a percentage of 1 or more, as a rule [W255]
d/classes.csv:2:5: warning: 0.6 here is 0.6%, not 0.6 of the whole; expected a percentage of 1 or more, as a rule [W255]
d/groups.csv:3:5: warning: 0.3 here is 0.3%, not 0.3 of the whole; expected a percentage of 1 or more, as a rule [W255]
--- stderr
dtxhh: expected: template form FILE --round ROUND --tool xlsform|google
dtxhh: expected: template form FILE --round ROUND --tool xlsform|google
không có --head thì điều này chỉ nói tệp khớp với chính nó; tệp có bị viết lại toàn bộ hay không chỉ thấy được khi so với một mã băm đã ghi lại từ trước
r.dtxhh: cảnh báo: chọn mẫu: lần khóa danh sách (dòng 3) không định cách viết hạt giống; viết cùng kết quả theo cách khác thì đã ra mẫu khác [W923]
--- status 0
