# Every design of a group, repeated by hand from the frame, `ticket`, sort and awk; verify repeats them too.
--- run
cp -r "$TINY/definition" definition
cat >definition/groups.csv <<'END'
code,name,via,design,take,take_as,per,stratum_by,allocation,min,max,size_column,reserve,response,policy
HT,Hệ thống,ballot,systematic,4,persons,,,,,,,25%,,
PX,Theo quy mô,ballot,pps,3,persons,,,,,,quymo,34%,,
NB,Nhiều bước,ballot,stages,,,,,,,,,50%,,
CT,Chỉ tiêu,ballot,quota,2,persons,,,,,,,0%,,
NE,Neyman,ballot,stratified,6,persons,,loai,neyman,1,,quymo,0%,,
LT,Lũy thừa,ballot,stratified,6,persons,,loai,power,,,,0%,,
END
printf 'group,stage,column,method,take,size_by\nNB,1,xa,pps,2,\nNB,2,,srs,2,\n' >definition/stages.csv
sed -i 's/LD;DAN/HT;PX;NB;CT;NE;LT/' definition/ballot_types.csv
rm -f definition/group_weights.csv
{
    echo group,id,loai,xa,quymo
    for i in 01 02 03 04 05 06 07 08 09 10; do echo "HT,$i,,,"; done
    echo 'PX,a,,,10
PX,b,,,20
PX,c,,,30
PX,d,,,500
PX,e,,,15
PX,f,,,25'
    for i in 1 2 3 4; do echo "NB,p$i,,Xã A,"; echo "NB,q$i,,Xã B,"; done
    for i in 1 2 3; do echo "NB,r$i,,Xã C,"; done
    for i in 1 2 3; do echo "CT,k$i,,,"; done
    for i in 1 2 3 4 5 6 7 8; do echo "NE,m$i,M,,$((i % 2 * 10 + 1))"; echo "NE,n$i,N,,$((i % 2 * 2 + 1))"; done
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do echo "LT,s$i,S,,"; done
    for i in 1 2 3 4; do echo "LT,t$i,T,,"; done
} >frame.csv
dtxhh new r.dtxhh --definition definition --as a --quiet && dtxhh frame import r.dtxhh frame.csv --as a --quiet || exit
dtxhh plan r.dtxhh
dtxhh frame freeze r.dtxhh --seed-from 'event' --as a --quiet
{ dtxhh show r.dtxhh frame --csv; dtxhh show r.dtxhh groups --csv; dtxhh show r.dtxhh stages --csv; } | sha256sum | cut -c1-64 >by-hand
sqlite3 r.dtxhh 'SELECT sha256 FROM freeze' | cmp - by-hand && echo 'the same frame hash by hand'
dtxhh draw r.dtxhh --seed 'S 1' --as a --record record.txt
sed -n '5,/^code/p; /^group,stage/,/^group,stratum/p' record.txt | cut -c1-150
# every ticket of the record, clusters too, is that of sha256sum
awk -F, '/^cluster,ticket/ { inside = 1; next } /^$/ { inside = 0 } inside { print $2 "," $1 }' record.txt >tickets
dtxhh ticket --seed 'S 1' 'stage1:NB/Xã B' 'stage1:NB/Xã C' | cmp - tickets && echo 'the clusters'
sample() { dtxhh show r.dtxhh sample --csv | grep "^$1," | cut -d, -f2-5,7; }
start=$(dtxhh ticket --seed 'S 1' start:HT/ | cut -d, -f1)
echo "systematic by hand:"
awk -v u="$start" 'BEGIN { for (i = 1; i <= 10; i++) if (int(i * 0.4 - u + 9) > int((i - 1) * 0.4 - u + 9)) printf "%02d ", i; print "" }'
sample HT
echo 'proportional to size by hand: d is certain; 2 of the rest by U (1 - p) / ((1 - U) p), p = 2 size / 100:'
for x in a,10 b,20 c,30 e,15 f,25; do
    dtxhh ticket --seed 'S 1' "PX/${x%,*}" | awk -F, -v x="$x" '{ split(x, s, ","); p = 2 * s[2] / 100; printf "%.9f %s\n", $1 * (1 - p) / ((1 - $1) * p), s[1] }'
done | sort -n | awk '{ printf "%s ", $2 } END { print "" }'
sample PX
echo 'stages by hand: communes A B C have 4, 4, 3 people, p = 8/11, 8/11, 6/11:'
for x in A,4 B,4 C,3; do
    dtxhh ticket --seed 'S 1' "stage1:NB/Xã ${x%,*}" | awk -F, -v x="$x" '{ split(x, s, ","); p = 2 * s[2] / 11; printf "%.9f %s\n", $1 * (1 - p) / ((1 - $1) * p), s[1] }'
done | sort -n | awk '{ printf "%s ", $2 } END { print "" }'
for x in p q r; do dtxhh ticket --seed 'S 1' NB/${x}1 NB/${x}2 NB/${x}3 NB/${x}4 | LC_ALL=C sort | awk -F/ '{ printf "%s ", $2 } END { print "" }'; done
sample NB
sample CT
dtxhh show r.dtxhh strata --csv | grep '^\(NE\|LT\)'
dtxhh verify r.dtxhh | cut -d: -f1
dtxhh draw r.dtxhh --replace "PX/$(sample PX | awk -F, 'NR == 2 { print $1 }')" --disposition absent --reason 'not at home' --as a
--- stdout
group,stratum,N,formula,n,reserves,margin,design,n_yamane,n_margin,cv,cost
HT,,10,4 persons,4,1,0.40007597302960907,systematic,10,10,0.4082482904638629,
PX,,6,3 persons,3,2,0.43826127028829065,pps,6,6,0.4472135954999578,
NB,,11,2 xa × 2,4,2,,stages,11,11,,
CT,,3,2 persons,2,0,,quota,3,3,,
NE,M,8,6 persons,5,0,0.2869093493233704,stratified,16,16,0.2927700218845599,
NE,N,8,6 persons,1,0,0.9799819922700268,stratified,,,0.9999999999999998,
LT,S,16,6 persons,4,0,0.43826127028829065,stratified,20,20,0.4472135954999578,
LT,T,4,6 persons,2,0,0.5657928670380857,stratified,,,0.5773502691896256,
the same frame hash by hand
group,stratum,population,drawn,reserves
HT,,10,4,1
PX,,6,3,2
NB,Xã B,4,2,1
NB,Xã C,3,2,1
CT,,3,2,0
NE,M,8,5,0
NE,N,8,1,0
LT,S,16,4,0
LT,T,4,2,0
frozen: log line 3, 2025-01-01T00:00:00Z, a
rules SHA-256: <sha256>
seed from: event
seed: S 1
form of the seed: not fixed; another wording of the same outcome would have given another sample
drawn: log line 4, 2025-01-01T00:00:00Z, a
algorithm: consistent sampler (Rivest 2018), first ticket of GROUP/ID

To repeat it (docs/draw.md)
hash: { dtxhh show ROUND frame --csv; dtxhh show ROUND groups --csv; dtxhh show ROUND stages --csv; } | sha256sum
ticket: `dtxhh ticket --seed SEED GROUP/ID`, or: the SHA-256 of the seed's SHA-256 (64 digits) followed by GROUP/ID, as a decimal number of at least 6
HT: u is the ticket of start:GROUP/STRATUM; in the order of stratum_by, then of the ids, the i-th is drawn where floor(i n/N - u) > floor((i - 1) n/N 
PX: p = n size / sum of sizes; who would get 1 or more is certain, and the others share the rest in the same way; the smallest U (1 - p) / ((1 - U) p)
NB: stage k draws clusters by the tickets of stagek:GROUP/CLUSTER, listed below, the last stage people by their own; probabilities are multiplied
CT: the smallest tickets; a quota is no probability sample, so no probability is stated
NE: in each stratum the smallest tickets, then the reserves
LT: in each stratum the smallest tickets, then the reserves

code,name,via,design,take,take_as,per,stratum_by,allocation,min,max,size_column,reserve,response,policy
group,stage,column,method,take,size_by
NB,1,xa,pps,2,
NB,2,,srs,2,

cluster,ticket
stage1:NB/Xã B,0.61397473102726612518158694434700879265413963618044415792403855108215965259963
stage1:NB/Xã C,0.01307991271832000076537519255471860961102209532837392021238508140394949978121

group,stratum,population,drawn,reserves
the clusters
systematic by hand:
02 04 07 09 
02,,selected,1,0.4
04,,selected,2,0.4
07,,selected,3,0.4
09,,selected,4,0.4
03,,reserve,1,0.4
proportional to size by hand: d is certain; 2 of the rest by U (1 - p) / ((1 - U) p), p = 2 size / 100:
c b a e f 
d,,selected,1,1.0
c,,selected,2,0.6
b,,selected,3,0.4
a,,reserve,1,0.2
e,,reserve,2,0.3
stages by hand: communes A B C have 4, 4, 3 people, p = 8/11, 8/11, 6/11:
C B A 
p4 p3 p1 p2 
q1 q3 q2 q4 
r3 r2 r4 r1 
q1,Xã B,selected,1,0.363636363636364
q3,Xã B,selected,2,0.363636363636364
q2,Xã B,reserve,1,0.363636363636364
r3,Xã C,selected,1,0.363636363636364
r2,Xã C,selected,2,0.363636363636364
r1,Xã C,reserve,1,0.363636363636364
k1,,selected,1,
k3,,selected,2,
LT,S,16,4,0
LT,T,4,2,0
NE,M,8,5,0
NE,N,8,1,0
log, draw, weights and scores
replaced,disposition,reserve
PX/c,absent,PX/a
--- stderr
group "CT" is a quota, not a probability sample: no error of sampling can be stated
r.dtxhh:groups: warning: group "NE": 1 strata of which one person is drawn (of so many): "N" (8); nothing tells the error there, and nobody speaks for them if that person does not answer, so take two or join strata [W336]
r.dtxhh:groups: warning: group "NE": 1 strata of which one person is drawn (of so many): "N" (8); nothing tells the error there, and nobody speaks for them if that person does not answer, so take two or join strata [W336]
group "CT" is a quota, not a probability sample: no error of sampling can be stated
line 4 of the log, hash <checked>
group "CT" is a quota, not a probability sample: no error of sampling can be stated
group "CT" is a quota, not a probability sample: no error of sampling can be stated
group "CT" is a quota, not a probability sample: no error of sampling can be stated
group "CT" is a quota, not a probability sample: no error of sampling can be stated
group "CT" is a quota, not a probability sample: no error of sampling can be stated
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
group "CT" is a quota, not a probability sample: no error of sampling can be stated
line 5 of the log, hash <checked>
--- status 0
