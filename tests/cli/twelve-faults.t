# Files with twelve things wrong: all that can be named are named in one run, with their
# places, and the round stays as it was, table by table.  Lines of the file:
#   1  the header                                     7  the serial of line 2 once more
#   2  good                                             8  a byte that is no UTF-8
#   3  an option off the scale                          9  a stray quote
#   4  an unknown unit                                 10  a blank line, passed over
#   5  a unit of another block                         11  ballot type of another serial
#   6  a serial that was never issued                  12  a total row
# The header has a column too many (line 1), line 13 ends too early: twelve kinds in one file.
--- run
cp -r "$TINY/definition" d
printf 'C,Khối khác,yes\n' >>d/blocks.csv
printf 'C1,Huyện Một,C,,yes,3\n' >>d/units.csv
printf 'C,1,Chung,,10,,,,DTXHH,,,\n' >>d/criteria.csv
printf 'P2,Phiếu khối khác,LD,C,all,skip\n' >>d/ballot_types.csv
printf 'P2,Q1,Thế nào?,unit,option,,1,,M4,no\n' >>d/questions.csv
dtxhh new r.dtxhh --definition d --as a --quiet
dtxhh frame import r.dtxhh "$TINY/frame.csv" --as a --quiet
dtxhh frame freeze r.dtxhh --seed-from x --as a --quiet
dtxhh draw r.dtxhh --seed 1 --as a --quiet
dtxhh issue r.dtxhh --serial-seed 1 --as a --quiet
dtxhh show r.dtxhh ballots | awk -F, '$2 == "P1" { print $1 }' >p1
dtxhh show r.dtxhh ballots | awk -F, '$2 == "P2" { print $1 }' >p2
serial() { sed -n "$1p" p1; }
{
    echo 'serial,type,unit,Q1,Q2,Q3,tuổi'
    echo "$(serial 1),P1,U1,A,B,A"
    echo "$(serial 2),P1,U1,A,X,A"
    echo "$(serial 3),P1,U9,A,B,A"
    echo "$(serial 7),P1,C1,A,B,A"
    echo "$((12345678900 + 98 - 12345678900 % 97)),P1,U1,A,B,A"
    echo "$(serial 1),P1,U1,A,B,A"
    printf '%s,P1,U1,\303,B,A\n' "$(serial 4)"
    echo "$(serial 5),P1,U1,A\"B,B,A"
    echo
    echo "$(sed -n 1p p2),P1,U1,A,B,A"
    echo 'Tổng,,,3,2,1'
    echo "$(serial 6),P1,U1,A"
} >bad.csv
tables() { sqlite3 "$1" .dump | sha256sum; }
tables r.dtxhh >before
dtxhh import r.dtxhh bad.csv --as a >out 2>err; echo "status $?"
tables r.dtxhh | cmp - before && echo 'the round is as it was'
sed "s/$(serial 1)/SERIAL1/; s/$(sed -n 3p p1)/SERIAL3/; s/$(sed -n 1p p2)/SERIALP2/" err >&2
dtxhh import r.dtxhh bad.csv --as a --lang vi 2>&1 | tail -1
--- stdout
status 1
the round is as it was
dtxhh: lỗi: 12, cảnh báo: 0; không có gì thay đổi
--- stderr
bad.csv:1:7: fault: column "tuổi" is no question of any ballot type; expected a question's code, or question.unit [F401]
bad.csv:3:5: fault: question "Q2" has "X", which is not on its scale; expected A, B, C, D, E, ? or * [F411]
bad.csv:4:3: fault: "U9" is no unit of this round [F407]
bad.csv:5:3: fault: unit "C1" is of block "C"; ballot type "P1" rates block "B" [F408]
bad.csv:6:1: fault: serial "12345678978" was not issued in this round [F404]
bad.csv:7:3: fault: unit "U1" of this serial stands in an earlier line already [F412]
bad.csv:8:4: fault: the byte 0xC3 in "�" is no character of UTF-8; expected text [F101]
bad.csv:9:4: fault: a quote stands inside a cell; expected a cell in quotes with each quote in it doubled [F103]
bad.csv:11:2: fault: the row says ballot type "P1", but this serial was issued as "P2" [F406]
bad.csv:11:3: fault: unit "U1" is of block "B"; ballot type "P2" rates block "C" [F408]
bad.csv:12:1: fault: "Tổng" looks like a total row; expected rows of data only, take it out [F115]
bad.csv:13:5: fault: the line has 4 cells and ends before column "Q2"; expected 7 [F422]
dtxhh: faults: 12, warnings: 0; nothing was changed
--- status 0
