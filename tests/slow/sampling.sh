#!/bin/sh
# sampling.sh - Monte Carlo of the methods of selection, and of the designs of a round.
#
#   B=build DRAWS=200000 sh tests/slow/sampling.sh
cd "$(dirname "$0")/../.." || exit 2
B=${B:-build} DRAWS=${DRAWS:-200000}
make --no-print-directory B="$B" "$B/tests/montecarlo_sampling" "$B/tests/montecarlo_round" || exit 2

# A group of each design; montecarlo_round.c has the probabilities by hand.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
cp tests/cli/tiny/definition/*.csv "$folder"
rm -f "$folder/group_weights.csv"
sed -i 's/LD;DAN/A;B;C;D;E;F/' "$folder/ballot_types.csv"
cat >"$folder/groups.csv" <<'END'
code,name,via,design,take,take_as,per,stratum_by,allocation,min,max,size_column,reserve,response,policy
A,A,ballot,srs,4,persons,,,,,,,20%,,
B,B,ballot,stratified,5,persons,,loai,proportional,,,,20%,,
C,C,ballot,systematic,4,persons,,,,,,,20%,,
D,D,ballot,pps,4,persons,,,,,,quymo,20%,,
E,E,ballot,stages,,,,,,,,,20%,,
F,F,ballot,stages,,,,,,,,,20%,,
END
printf 'group,stage,column,method,take,size_by\nE,1,xa,pps,2,\nE,2,,srs,2,\nF,1,huyen,srs,2,\nF,2,xa,srs,1,\nF,3,,srs,1,\n' >"$folder/stages.csv"
awk 'BEGIN {
    print "group,id,loai,quymo,xa,huyen"
    split("12 30 7 18 55 9 14 21 6 80", size, " ")
    for (i = 0; i < 10; i++) { print "A," i; print "B," i "," (i < 6 ? "X" : "Y"); print "C," i; print "D," i ",," size[i + 1] }
    split("a a a a b b b c c d d d d d", commune, " ")
    for (i = 0; i < 14; i++) print "E," i ",,," commune[i + 1]
    for (i = 0; i < 12; i++) print "F," i ",,,x" int(i / 2) % 2 ",h" int(i / 4) }' >"$folder/frame"
mv "$folder/frame" "$folder/frame.list"
dtxhh=$B/dtxhh
"$dtxhh" new "$folder/r.dtxhh" --definition "$folder" --as test --quiet &&
    "$dtxhh" frame import "$folder/r.dtxhh" "$folder/frame.list" --as test --quiet || exit 2

"$B/tests/montecarlo_sampling" && "$B/tests/montecarlo_round" "$folder/r.dtxhh" "$DRAWS"
