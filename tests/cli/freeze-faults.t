# A frame that could not be drawn is not frozen: each fault names its member or cluster, and no event is spent.
--- run
cp -r "$TINY/definition" definition
cat >definition/groups.csv <<'END'
code,name,via,design,take,take_as,per,stratum_by,allocation,min,max,size_column,reserve,response,policy
XA,Theo xã,ballot,stages,,,,,,,,,0%,,
NG,Người theo quy mô,ballot,stages,,,,,,,,,0%,,
PH,Phân bổ,ballot,stratified,2,persons,,loai,neyman,,,quymo,0%,,
END
printf 'group,stage,column,method,take,size_by\nXA,1,huyen,srs,1,\nXA,2,xa,pps,1,dan\nXA,3,,srs,1,\nNG,1,xa,srs,1,\nNG,2,,pps,1,quymo\n' >definition/stages.csv
sed -i 's/LD;DAN/XA;NG;PH/' definition/ballot_types.csv
rm -f definition/group_weights.csv
cat >frame.csv <<'END'
group,id,huyen,xa,dan,quymo,loai
XA,a1,H1,A,100,,
XA,a2,H1,A,100.0,,
XA,a3,H1,A,101,,
XA,b1,H1,B,200,,
XA,b2,H1,B,0,,
XA,b3,H1,B,-5,,
XA,b4,H1,B,,,
XA,b5,H1,B,many,,
XA,c1,H2,A,7,,
XA,c2,H2,B/C,8,,
XA,c3,H2/B,C,9,,
NG,n1,,A,,5,
NG,n2,,B,,0,
PH,p1,,,,1,M
PH,p2,,,,two,M
PH,p3,,,,,M
PH,p4,,,,3,M
END
dtxhh new r.dtxhh --definition definition --as a --quiet && dtxhh frame import r.dtxhh frame.csv --as a --quiet || exit
dtxhh frame freeze r.dtxhh --seed-from event --as a
echo "status $?"
# with each commune's size the same for all its people, by hand: 1/3 · 300/400 · 1/5, 1/3 · 7/15, 1/3
sed -i 's/^\(XA,a.*,A\),[^,]*,/\1,100,/; s/^\(XA,b.*,B\),[^,]*,/\1,300,/; s/B\/C/BC/; s/n2,,B,,0/n2,,B,,4/; s/two/2/; s/p3,,,,,/p3,,,,5,/' frame.csv
dtxhh frame import r.dtxhh frame.csv --as a --quiet 2>/dev/null
dtxhh frame freeze r.dtxhh --seed-from event --as a --quiet || exit
for seed in 1 2 3 4 5 6; do
    dtxhh draw r.dtxhh --seed $seed --redraw --reason test --as a --quiet
    dtxhh show r.dtxhh sample --csv | awk -F, '$1 == "XA" { print $3, $7 }'
done | sort -u
--- stdout
status 1
H1/B 0.05
H2/A 0.155555555555556
H2/B/C 0.333333333333333
--- stderr
r.dtxhh:frame: fault: "PH/p2" has "two" in column "quymo", by which the sample is allocated; expected a number [F316]
r.dtxhh:frame: fault: "PH/p3" has "" in column "quymo", by which the sample is allocated; expected a number [F316]
r.dtxhh:frame: fault: cluster "H1/A" has the size 100 in column "dan" with "XA/a1" but 101 with "XA/a3"; it is the cluster's and must be the same with all its members [F318]
r.dtxhh:frame: fault: "XA/b2" has the size 0 in column "dan" and so no chance to be drawn; expected a number above 0 [F316]
r.dtxhh:frame: fault: "XA/b3" has the negative size -5 in column "dan"; expected a number above 0 [F316]
r.dtxhh:frame: fault: "XA/b4" has no size in column "dan"; expected a number above 0 [F316]
r.dtxhh:frame: fault: "XA/b5" has the size "many" in column "dan"; expected a number above 0 [F316]
r.dtxhh:frame: fault: group "XA": two clusters are both called "H2/B/C" with those above them; a name with "/" in it must not look like another [F319]
r.dtxhh:frame: fault: "NG/n2" has the size 0 in column "quymo" and so no chance to be drawn; expected a number above 0 [F316]
dtxhh: faults: 9, warnings: 0; nothing was changed
--- status 0
