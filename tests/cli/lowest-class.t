# Classes that leave the lowest values without one: said of the definition, by block, and of each unit that ends so.
#
# By tour.t U1 has 82.09 points of 100 and U2 77.97, and U2 has (38 + 15.8) / 70 = 76.86 % of field 1, (14.67 + 9.5) / 30 =
# 80.56 % of field 2.
--- run
try() { dtxhh new "$1.dtxhh" --definition "$1" --as a --quiet; echo "status $?"; }
make() { cp -r "$TINY/definition" "$1" && printf "block,class,from,of,floor,floor_level\n$2" >"$1/classes.csv"; }
make above 'B,Tốt,80,percent,,\nB,Khá,70.5,percent,,\n'; try above
make points '*,Khá,70,points,,\n*,Tốt,80,points,,\n'; try points
make floor 'B,Tốt,80,,,\nB,Khá,0,,77.5,1\n'; try floor
# One from 0 or below is enough, and a floor of 0 is none; a block's own classes come before those for all.
make zero 'B,Tốt,80,,,\nB,Khá,0,,,\n'; try zero
make malus 'B,Tốt,80,,,\nB,Khá,-5,,0,1\n'; try malus
make own '*,Tốt,80,,,\n*,Khá,0,,,\nB,Tốt,90,,,\n'; try own
make none ''; rm none/classes.csv; try none
# `define` says it as well.
cp zero.dtxhh r.dtxhh && dtxhh define r.dtxhh --definition above --as a --reason x --quiet; echo "status $?"
echo "== scored"
for classes in 'B,Tốt,80,percent,,\n' 'B,Tốt,80,,,\nB,Khá,0,,77.5,1\n'; do
    (cp -r "$TINY" t && make . '' 2>/dev/null; printf "block,class,from,of,floor,floor_level\n$classes" >t/definition/classes.csv
    cd t && TINY=. && tiny_weighed 2>/dev/null; dtxhh score r.dtxhh --as a | cut -d, -f2,10,11,12; dtxhh score r.dtxhh --as a --quiet --lang vi 2>&1 | grep W603
    dtxhh explain r.dtxhh U2 --csv | grep '^total\|^class')
    rm -r t
done
--- stdout
status 0
status 0
status 0
status 0
status 0
status 0
status 0
status 0
== scored
unit,percent,rank,class
U1,82.088888889,1,Tốt
U2,77.966666667,2,
r.dtxhh: cảnh báo: đơn vị "U2" không có loại nào: đạt 77.97, loại thấp nhất, "Tốt", bắt đầu từ 80 [W603]
total,,,U2,,,77.966666667,,77.966666667,100,"rank 2, class –"
class,,,Tốt,,,,,77.966666667,80,not reached
unit,percent,rank,class
U1,82.088888889,1,Tốt
U2,77.966666667,2,
r.dtxhh: cảnh báo: đơn vị "U2" không có loại nào: tiêu chí 1 đạt 76.86 %, dưới mức sàn 77.5 % của loại thấp nhất, "Khá" [W603]
total,,,U2,,,77.966666667,,77.966666667,100,"rank 2, class –"
class,,,Tốt,,,,,77.966666667,80,not reached
class,1,,Khá,,,76.857142857,77.5,77.966666667,0,below its floor
--- stderr
above/classes.csv:3:3: warning: block "B": an index below 70.5 % has no class; expected a class from 0 [W252]
points/classes.csv:2:3: warning: block "B": points below 70 have no class; expected a class from 0 [W252]
floor/classes.csv:3:5: warning: block "B": who is below the floor of "Khá", 77.5 %, has no class; expected a class from 0 without one [W252]
own/classes.csv:2:1: warning: class "Tốt" of all blocks has no effect: every block has classes of its own [W253]
own/classes.csv:3:1: warning: class "Khá" of all blocks has no effect: every block has classes of its own [W253]
own/classes.csv:4:3: warning: block "B": points below 90 have no class; expected a class from 0 [W252]
above/classes.csv:3:3: warning: block "B": an index below 70.5 % has no class; expected a class from 0 [W252]
r.dtxhh: warning: unit "U2" has no class: it has 77.97, the lowest class, "Tốt", begins at 80 [W603]
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
line 9 of the log, hash <checked>
r.dtxhh: warning: unit "U2" has no class: criterion 1 with 76.86 % is below 77.5 %, the floor of the lowest class, "Khá" [W603]
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
line 9 of the log, hash <checked>
--- status 0
