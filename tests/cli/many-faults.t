# The terminal says once what is wrong with many cells, the faults workbook marks and lists all of them; beyond 60,000 in
# all it says on its first sheet how many are left out.
--- run
import_issued
rows() { # so many ballots with a bad serial and a bad answer
    echo 'serial,keyer,Q1.U1,Q2.U1,Q1.U2,Q2.U2,Q1.U3,Q2.U3,Q3,Q4'
    yes '12345678901,Hoà,A,B,A,Z,E,C,x,1998' | head -"$1"
}
part() { unzip -p "$1" "xl/worksheets/sheet$2.xml"; }
rows 3000 >many.csv
dtxhh import i.dtxhh many.csv --as a --faults many.xlsx 2>&1 | tail -4
part many.xlsx 1 | grep -o '<c r="C[0-9]*"' | wc -l
unzip -p many.xlsx xl/comments1.xml | grep -o '<comment ref' | wc -l
unzip -p many.xlsx xl/sharedStrings.xml | grep -c 'không liệt kê'
rows 40000 >more.csv
dtxhh import i.dtxhh more.csv --as a --faults more.xlsx 2>&1 | tail -4
unzip -p more.xlsx xl/sharedStrings.xml | grep -o 'Còn [^<]*'
--- stdout
written: "many.xlsx"
many.csv:2:1: fault: "12345678901" is no serial: its digits do not check; expected 11 digits as printed on the ballot; and 2999 more like it: line 3, 4, 5, … [F403]
many.csv:2:6: fault: question "Q2" has "Z", which is not on its scale; expected A, B, C, D, E, ? or *; and 2999 more like it: line 3, 4, 5, … [F411]
dtxhh: faults: 6000, warnings: 0; nothing was changed
6001
6000
0
written: "more.xlsx"
more.csv:2:1: fault: "12345678901" is no serial: its digits do not check; expected 11 digits as printed on the ballot; and 39999 more like it: line 3, 4, 5, … [F403]
more.csv:2:6: fault: question "Q2" has "Z", which is not on its scale; expected A, B, C, D, E, ? or *; and 39999 more like it: line 3, 4, 5, … [F411]
dtxhh: faults: 80000, warnings: 0; nothing was changed
Còn 10000 lỗi nữa có mã F403, không liệt kê và không đánh dấu.
Còn 10000 lỗi nữa có mã F411, không liệt kê và không đánh dấu.
--- stderr
--- status 0
