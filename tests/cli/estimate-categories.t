# Rows that no margin or total can place, and a margin with more combinations than can be; beside each fault the same with one cell
# changed, which is weighed.
#
# By hand: 2 of m and 2 of f to 6 and 4 weigh 3 and 2; y is (3 x 1 + 3 x 2 + 2 x 3 + 2 x 4) / 10 = 2.3.  One total of y: 20 where
# it is 10, so rows of 1 to 4 weigh 1 + y/3, as the sum of their squares is 30, and the mean of y is 20 / (4 + 10/3) = 2.7273.
# Numbered 1 to n, n columns by n rows, and none for a missing one: 4,095 by 4,095 are 4,096 x 4,096 = 2^24, the most.
--- run
e() { dtxhh estimate d.csv --weight w --mean y --csv "$@" 2>said | awk -F, 'NR == 1 || $2 = sprintf("%.4f", $2)' OFS=, | cut -d, -f1-2; grep ': fault:' said; }
data() { printf '%s\n' g,y,w m,1,1 m,2,1 "$@" >d.csv; }
printf '%s\n' g,total m,6 f,4 >m.csv
echo '# a category that is empty: where the row has a weight, where it has none'
data ,3,1 f,4,1; e --poststratify m.csv; e --rake m.csv
data f,3,1 f,4,1; e --poststratify m.csv; e --rake m.csv
data ,3,0 f,3,1 f,4,1; e --poststratify m.csv
echo '# a number that is missing or none, where its total is given'
printf '%s\n' variable,category,total y,,20 >t.csv
data f,,1 f,4,1; e --calibrate t.csv
data f,x,1 f,4,1; e --calibrate t.csv
data f,3,1 f,4,1; e --calibrate t.csv
data f,,0 f,3,1 f,4,1; e --calibrate t.csv
echo '# combinations'
seq 4095 | awk 'BEGIN { print "g,h,y,w" } { print $1 "," $1 ",2,1" }' >d.csv
seq 4095 | awk 'BEGIN { print "g,h,total" } { print $1 "," $1 ",1" }' >m.csv
e --poststratify m.csv
sed -i '2s/1,1,/x,1,/; $a 1,1,2,0' d.csv && sed -i '2s/1,1,/x,1,/' m.csv
e --poststratify m.csv
--- stdout
# a category that is empty: where the row has a weight, where it has none
d.csv:4: fault: "g" is blank or unreadable; whoever has a weight needs a category [F711]
d.csv:4: fault: "g" is blank or unreadable; whoever has a weight needs a category [F711]
term,estimate
y,2.3000
term,estimate
y,2.3000
term,estimate
y,2.3000
# a number that is missing or none, where its total is given
d.csv:4: fault: "y" is blank or no number; whoever has a weight needs one [F713]
d.csv:4: fault: "y" is blank or no number; whoever has a weight needs one [F713]
term,estimate
y,2.7273
term,estimate
y,2.7273
# combinations
term,estimate
y,2.0000
m.csv: fault: "g x h" makes more than 16777216 combinations [F717]
--- stderr
--- status 0
