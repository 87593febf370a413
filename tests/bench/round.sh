#!/bin/sh
# round.sh - a round of N ballots about one of 30 units each, and a file that fills it, in random order.
#
#   DTXHH=build/dtxhh sh tests/bench/round.sh NAME N QUESTIONS
#
# Makes NAME.dtxhh and NAME.csv in the current folder, unless they are there and not older than the program.
set -eu
program=$DTXHH
[ -s "$1.csv" ] && [ -s "$1.dtxhh" ] && [ "$program" -ot "$1.dtxhh" ] && exit 0
rm -rf "$1" "$1.dtxhh" "$1.identity" "$1.csv"
mkdir "$1"
printf 'key,value\ncode,BENCH\ntitle,Bench\nyear,2024\nsurvey,here\n' >"$1/round.csv"
printf 'code,name\nB,Block\n' >"$1/blocks.csv"
awk 'BEGIN { print "code,name,block"; for (i = 1; i <= 30; i++) printf "U%d,Unit %d,B\n", i, i }' >"$1/units.csv"
printf 'code,name,via,design\nG,Group,ballot,census\n' >"$1/groups.csv"
printf 'scale,option,label,percent\nS,1,One,0\nS,2,Two,25\nS,3,Three,50\nS,4,Four,75\nS,5,Five,100\n' >"$1/scales.csv"
printf 'block,code,name,parent,max_points,method\nB,1,All,,100,DTXHH\n' >"$1/criteria.csv"
printf 'code,title,groups,block,units,own_unit\nP,Ballot,G,B,own,allow\n' >"$1/ballot_types.csv"
awk -v n="$3" 'BEGIN { print "ballot_type,code,text,per,kind,criterion,scale"
    for (i = 1; i <= n; i++) printf "P,Q%d,Question %d,unit,option,1,S\n", i, i }' >"$1/questions.csv"
awk -v n="$2" 'BEGIN { print "id,group,own_unit,rates,office"
    for (i = 1; i <= n; i++) printf "%07d,G,,U%d,BD%d\n", i, i % 30 + 1, i % 50 + 1 }' >"$1-frame.csv"
"$program" new "$1.dtxhh" --definition "$1" --as bench --quiet
"$program" frame import "$1.dtxhh" "$1-frame.csv" --as bench --quiet
"$program" frame freeze "$1.dtxhh" --seed-from x --as bench --quiet
"$program" draw "$1.dtxhh" --seed 1 --as bench --quiet
"$program" issue "$1.dtxhh" --serial-seed 1 --as bench --quiet
sqlite3 "$1.dtxhh" 'SELECT serial FROM ballot' | shuf --random-source="$program" >"$1.serials" 2>/dev/null ||
    sqlite3 "$1.dtxhh" 'SELECT serial FROM ballot ORDER BY serial * 7919 % 1000003, serial' >"$1.serials"
awk -v n="$3" 'BEGIN { srand(1); printf "serial"; for (i = 1; i <= n; i++) printf ",Q%d", i; print "" }
    { printf "%s", $1; for (i = 1; i <= n; i++) printf ",%d", 1 + int(5 * rand()); print "" }' "$1.serials" >"$1.csv"
