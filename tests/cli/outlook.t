# What would stop `issue` is told by `plan` and before the freeze; beside each the same with one cell changed, of which
# nothing is said.  Of DAN's 6 people in X none says whom they rate; a ballot about all units of a block of
# 4,097 is one too long.
--- run
cp -r "$TINY/definition" own
sed -i 's/all,skip/own,allow/' own/ballot_types.csv
# A frame in which each of DAN/X rates $1.
try() {
    sed "1s/\$/,rates/; /,X,/s/\$/,$1/; /,Y,/s/\$/,U2/; /^LD/s/\$/,U1/" "$TINY/frame.csv" >frame.csv
    rm -f r.*
    dtxhh new r.dtxhh --definition own --as a --quiet && dtxhh frame import r.dtxhh frame.csv --as a --quiet
    dtxhh plan r.dtxhh --csv | cut -d, -f1-3; echo "plan $?"
    dtxhh frame freeze r.dtxhh --seed-from event --as a --quiet; echo "freeze $?"
}
try ''
try U1
cp -r "$TINY/definition" long
# $1 more units in the block of two.
many() {
    cp "$TINY/definition/units.csv" long/units.csv
    awk -F, -v n="$1" 'NR == 2 { line = $0; code = $1 } END { for (i = 1; i <= n; i++) { l = line; sub(code, "M" i, l); sub(/,[^,]*/, ",Unit " i, l); print l } }' long/units.csv >more
    cat more >>long/units.csv
    rm -f r.*
    dtxhh new r.dtxhh --definition long --as a --quiet && dtxhh frame import r.dtxhh "$TINY/frame.csv" --as a --quiet
    dtxhh plan r.dtxhh >/dev/null; echo "plan $?"
    dtxhh frame freeze r.dtxhh --seed-from event --as a --quiet; echo "freeze $?"
}
many 4095
many 4094
# A column to keep that no list has, and one that it has.
for keep in nghe loai; do
    rm -rf kept r.* && cp -r "$TINY/definition" kept && echo "keep,$keep," >>kept/round.csv
    dtxhh new r.dtxhh --definition kept --as a --quiet && dtxhh frame import r.dtxhh "$TINY/frame.csv" --as a --quiet
    dtxhh plan r.dtxhh >/dev/null; echo "plan $?"
    dtxhh frame freeze r.dtxhh --seed-from event --as a --quiet; echo "freeze $?"
done
# Totals of a margin that no list has, that one has, and that a question asked once has; of a joint variable each part.
for margin in gioi loai N1 'loai*gioi'; do
    rm -rf kept r.* && cp -r "$TINY/definition" kept && printf 'group,variable,category,total\nDAN,%s,A*B,4\nDAN,%s,A,4\n' "$margin" "$margin" >kept/margins.csv
    case $margin in *\**) sed -i 3d kept/margins.csv ;; *) sed -i 2d kept/margins.csv ;; esac
    echo 'P1,N1,Giới tính,ballot,option,,,,M4,no' >>kept/questions.csv
    dtxhh new r.dtxhh --definition kept --as a --quiet && dtxhh frame import r.dtxhh "$TINY/frame.csv" --as a --quiet
    dtxhh plan r.dtxhh >/dev/null; echo "plan $margin $?"
done
--- stdout
group,stratum,N
LD,,3
DAN,X,6
DAN,Y,2
plan 0
freeze 0
group,stratum,N
LD,,3
DAN,X,6
DAN,Y,2
plan 0
freeze 0
plan 1
freeze 1
plan 0
freeze 0
plan 0
freeze 0
plan 0
freeze 0
plan gioi 0
plan loai 0
plan N1 0
plan loai*gioi 0
--- stderr
r.dtxhh:frame: warning: group "DAN": 6 members have no unit to rate on ballot type "P1", so those of them who are drawn would stop `issue`: DAN/X1, DAN/X2, DAN/X3, DAN/X4, DAN/X5, …; fill in rates or own_unit before the freeze [W332]
r.dtxhh:frame: warning: group "DAN": 6 members have no unit to rate on ballot type "P1", so those of them who are drawn would stop `issue`: DAN/X1, DAN/X2, DAN/X3, DAN/X4, DAN/X5, …; fill in rates or own_unit before the freeze [W332]
r.dtxhh:ballot_types: fault: a ballot of type "P1" would have 4097 units; at most 4096 can be asked about, so let it go by a list (units = listed) [F332]
dtxhh: faults: 1, warnings: 0
r.dtxhh:ballot_types: fault: a ballot of type "P1" would have 4097 units; at most 4096 can be asked about, so let it go by a list (units = listed) [F332]
dtxhh: faults: 1, warnings: 0; nothing was changed
r.dtxhh:round: warning: setting keep names the column "nghe", which no list has; a recipe that uses it would stop `weigh`, so import a list that has it before the freeze [W333]
r.dtxhh:round: warning: setting keep names the column "nghe", which no list has; a recipe that uses it would stop `weigh`, so import a list that has it before the freeze [W333]
r.dtxhh:margins: warning: table margins has totals of "gioi" for group "DAN", which no list has and no ballot asks; a recipe that meets them would stop `weigh`, so import a list that has it before the freeze [W333]
r.dtxhh:margins: warning: table margins has totals of "gioi" for group "DAN", which no list has and no ballot asks; a recipe that meets them would stop `weigh`, so import a list that has it before the freeze [W333]
--- status 0
