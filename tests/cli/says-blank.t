# That a cell of the paper is blank can be said in words: by a third keying, where an empty cell says nothing, and by a correction.
--- run
tiny_keyed
a=16941444694 b=50677274417 head=serial,channel,keyer,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2
show() { dtxhh show t.dtxhh answers --csv | awk -F, -v s=$1 -v p=$2 '$1 == s && $2 == p { printf "%s.%s=%s ", $4, $3, $5 } END { print "" }'; }
printf '%s\n' $head "$a,paper,lan,B,B,E,D,B," >k.csv && dtxhh import r.dtxhh k.csv --pass 2 --as lan --quiet
dtxhh check r.dtxhh 2>&1 | grep -o 'differ in .*settle'
for word in blank - 'để trống' '' ? A Z; do
    cp r.dtxhh t.dtxhh; printf '%s\n' $head "$a,paper,minh,,,,,,$word" >k.csv; echo "# $word"
    dtxhh import t.dtxhh k.csv --pass 3 --as minh --csv --quiet; show $a 3; dtxhh check t.dtxhh 2>&1 | grep -c 'differ in'
done
for word in blank - Trống '' B; do cp r.dtxhh t.dtxhh; dtxhh correct t.dtxhh $b "Q1.U1=$word" --keyer minh --reason 'xem phiếu' --as minh --quiet; show $b 1; done
--- stdout
differ in 1 fields and no third settle
# blank
Q3.U2= 
0
# -
Q3.U2= 
0
# để trống
Q3.U2= 
0
# 

1
# ?
Q3.U2=? 
0
# A
Q3.U2=A 
0
# Z

1
Q1.U1= Q2.U1=A Q3.U1=B Q1.U2=A Q2.U2= Q3.U2=C 
Q1.U1= Q2.U1=A Q3.U1=B Q1.U2=A Q2.U2= Q3.U2=C 
Q1.U1= Q2.U1=A Q3.U1=B Q1.U2=A Q2.U2= Q3.U2=C 
Q1.U1= Q2.U1=A Q3.U1=B Q1.U2=A Q2.U2= Q3.U2=C 
Q1.U1=B Q2.U1=A Q3.U1=B Q1.U2=A Q2.U2= Q3.U2=C 
--- stderr
k.csv:2:9: fault: question "Q3" has "Z", which is not on its scale; expected A, B, C, D, E, ? or * [F411]
dtxhh: faults: 1, warnings: 0; nothing was changed
--- status 0
