# A scale whose percentages are shares, or fall while the numbers of its options rise, is named; each with its twin.
--- run
cp -r "$TINY/definition" d
try() {
    printf '%s\n' scale,option,label,percent "$@" >d/scales.csv
    dtxhh new r.dtxhh --force --definition d --as a --quiet 2>&1 | grep W255
    echo "= $?"
}
scale=$(awk -F, 'NR == 2 { print $1 }' d/scales.csv)
echo '# shares'; try "$scale,A,Tốt,1" "$scale,B,Khá,0.75" "$scale,C,Kém,0" "$scale,D,Rất kém,0" "$scale,E,Không rõ,"
echo '# percentages'; try "$scale,A,Tốt,100" "$scale,B,Khá,75%" "$scale,C,Kém,0" "$scale,D,Rất kém,0" "$scale,E,Không rõ,"
echo '# they fall'; try "$scale,A,Tốt,100" "$scale,B,Khá,60" "$scale,C,TB,20" "$scale,D,Kém,0" "$scale,E,Không rõ," "N,1,Rất tốt,100" N,2,Tốt,50 N,3,Kém,0 "N,9,Không rõ,"
echo '# they rise'; try "$scale,A,Tốt,100" "$scale,B,Khá,60" "$scale,C,TB,20" "$scale,D,Kém,0" "$scale,E,Không rõ," "N,1,Rất kém,0" N,2,Tốt,50 "N,3,Rất tốt,100" "N,9,Không rõ,"
--- stdout
# shares
d/scales.csv:2:4: warning: the highest percentage of scale "M4" is 1; expected 100, as a rule: 0.75 is not 75% [W255]
= 0
# percentages
= 1
# they fall
d/scales.csv:7:4: warning: the percentages of scale "N" fall while the numbers of its options rise, from 1 to 3; expected more for the higher number, as a rule [W255]
= 0
# they rise
= 1
--- stderr
--- status 0
