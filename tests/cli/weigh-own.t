# Members with a probability of their own: by size and in stages.  By hand from the probabilities of designs.t:
# PX draws d (certain), c 0.6, b 0.4; a 0.2 comes in for c, who then gets no ballot and is a non-respondent.  1/p times 2/(2 + 1): b 5/3, a 10/3, c 10/9, sum with d
# 64/9; d, b and a answered, 6 in all, so the factor is 32/27.  With b ineligible (its size leaves the
# total): 1/p times (2 - 0.4)/(2 + 1 - 1) = 0.8: c 4/3, a 4, sum 19/3 over the 5 that answered.
# NB: 1/p = 2.75; one of the four of Xã B's pair is not of the population: 11/8 * (4 - 1)/(2 - 1) = 4.125.
--- run
cp -r "$TINY/definition" definition
cat >definition/groups.csv <<'END'
code,name,via,design,take,take_as,per,stratum_by,allocation,min,max,size_column,reserve,response,policy
PX,Theo quy mô,ballot,pps,3,persons,,,,,,quymo,34%,,
NB,Nhiều bước,ballot,stages,,,,,,,,,50%,,
END
printf 'group,stage,column,method,take,size_by\nNB,1,xa,pps,2,\nNB,2,,srs,2,\n' >definition/stages.csv
sed -i 's/LD;DAN/PX;NB/' definition/ballot_types.csv
rm -f definition/group_weights.csv
{
    echo group,id,xa,quymo
    printf 'PX,%s\n' a,,10 b,,20 c,,30 d,,500 e,,15 f,,25
    for i in 1 2 3 4; do echo "NB,p$i,Xã A,"; echo "NB,q$i,Xã B,"; done
    for i in 1 2 3; do echo "NB,r$i,Xã C,"; done
} >frame.csv
dtxhh new r.dtxhh --definition definition --as a --quiet && dtxhh frame import r.dtxhh frame.csv --as a --quiet &&
    dtxhh frame freeze r.dtxhh --seed-from 'event' --as a --quiet && dtxhh draw r.dtxhh --seed 'S 1' --as a --quiet || exit
dtxhh draw r.dtxhh --replace PX/c --disposition absent --reason 'not at home' --as a
dtxhh issue r.dtxhh --serial-seed 1 --as a --quiet 2>&1
# STATES: "member state" for those who did not answer; the others chose A and B
round() {
    cp r.dtxhh "$1.dtxhh"
    dtxhh show r.dtxhh ballots | awk -F, -v states="$2" 'BEGIN { OFS = ","; n = split(states, s, " "); for (i = 1; i < n; i += 2) state[s[i]] = s[i + 1]
            print "serial,type,channel,keyer,state,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2" }
        NR > 1 { a = $4 in state ? ",,,,," : "A,B,A,B,A,B"; print $1, $2, "paper", "hoa", state[$4], a }' >keyed.csv
    dtxhh import "$1.dtxhh" keyed.csv --as a --quiet && dtxhh weigh "$1.dtxhh" --as a | cut -d, -f1-6
    dtxhh show "$1.dtxhh" response | cut -d, -f2-
    dtxhh show "$1.dtxhh" ballots | cut -d, -f1,4 | sed 1d | sort >who
    dtxhh show "$1.dtxhh" weights | sed 1d | sort | join -t, who - | cut -d, -f2,4- | sort
    dtxhh verify "$1.dtxhh" | cut -d: -f1
}
round absent 'c absent'
round ineligible 'c absent b ineligible q3 ineligible'
# the one who was certain is not of the population, and the next reserve came in for nobody of the rest
round certain 'c absent d ineligible'
--- stdout
replaced,disposition,reserve
PX/c,absent,PX/a
step,name,group,n,sum,min
1,base,,8,18.1111111111111,1.0
1,base,NB,4,11.0,2.75
1,base,PX,4,7.11111111111111,1.0
2,nonresponse,,7,18.1111111111111,1.18518518518519
2,nonresponse,NB,4,11.0,2.75
2,nonresponse,PX,3,7.11111111111111,1.18518518518519
group,stratum,population,drawn,released,ineligible,issued,returned,valid,base,factor
NB,Xã B,4,2,0,0,2,2,2,2.75,1.0
NB,Xã C,3,2,0,0,2,2,2,2.75,1.0
PX,,6,3,1,0,3,3,3,1.77777777777778,1.18518518518519
a,PX,3.33333333333333,3.95061728395062
b,PX,1.66666666666667,1.97530864197531
d,PX,1.0,1.18518518518519
q1,NB,2.75,2.75
q3,NB,2.75,2.75
r2,NB,2.75,2.75
r3,NB,2.75,2.75
log, draw, weights and scores
step,name,group,n,sum,min
1,base,,6,15.9583333333333,1.0
1,base,NB,3,9.625,2.75
1,base,PX,3,6.33333333333333,1.0
2,nonresponse,,5,15.9583333333333,1.26666666666667
2,nonresponse,NB,3,9.625,2.75
2,nonresponse,PX,2,6.33333333333333,1.26666666666667
group,stratum,population,drawn,released,ineligible,issued,returned,valid,base,factor
NB,Xã B,4,2,0,1,2,1,1,4.125,1.0
NB,Xã C,3,2,0,0,2,2,2,2.75,1.0
PX,,6,3,1,1,3,2,2,2.11111111111111,1.26666666666667
a,PX,4.0,5.06666666666667
d,PX,1.0,1.26666666666667
q1,NB,4.125,4.125
r2,NB,2.75,2.75
r3,NB,2.75,2.75
log, draw, weights and scores
step,name,group,n,sum,min
1,base,,7,17.1111111111111,1.11111111111111
1,base,NB,4,11.0,2.75
1,base,PX,3,6.11111111111111,1.11111111111111
2,nonresponse,,6,17.1111111111111,2.03703703703704
2,nonresponse,NB,4,11.0,2.75
2,nonresponse,PX,2,6.11111111111111,2.03703703703704
group,stratum,population,drawn,released,ineligible,issued,returned,valid,base,factor
NB,Xã B,4,2,0,0,2,2,2,2.75,1.0
NB,Xã C,3,2,0,0,2,2,2,2.75,1.0
PX,,6,3,1,1,3,2,2,2.03703703703704,1.22222222222222
a,PX,3.33333333333333,4.07407407407407
b,PX,1.66666666666667,2.03703703703704
q1,NB,2.75,2.75
q3,NB,2.75,2.75
r2,NB,2.75,2.75
r3,NB,2.75,2.75
log, draw, weights and scores
--- stderr
line 5 of the log, hash <checked>
line 8 of the log, hash <checked>
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
absent.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
line 8 of the log, hash <checked>
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
ineligible.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
line 8 of the log, hash <checked>
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
certain.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
--- status 0
