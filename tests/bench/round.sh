#!/bin/sh
# round.sh - a round of N ballots, and a file that fills it, in random order.
#
#   DTXHH=build/dtxhh sh tests/bench/round.sh NAME N QUESTIONS [UNITS]
#
# A ballot is about one of 30 units, all its QUESTIONS about one leaf; with UNITS it is about all of these, a leaf a question.
# Makes NAME.dtxhh and NAME.csv in the current folder, unless they are there and not older than the program.
set -eu
program=$DTXHH
[ -s "$1.csv" ] && [ -s "$1.dtxhh" ] && [ "$program" -ot "$1.dtxhh" ] && exit 0
rm -rf "$1" "$1.dtxhh" "$1.identity" "$1.csv"
mkdir "$1"
printf 'key,value\ncode,BENCH\ntitle,Bench\nyear,2024\nsurvey,here\n' >"$1/round.csv"
printf 'code,name\nB,Block\n' >"$1/blocks.csv"
awk -v n="${4:-30}" 'BEGIN { print "code,name,block"; for (i = 1; i <= n; i++) printf "U%d,Unit %d,B\n", i, i }' >"$1/units.csv"
printf 'code,name,via,design\nG,Group,ballot,census\n' >"$1/groups.csv"
printf 'scale,option,label,percent\nS,1,One,0\nS,2,Two,25\nS,3,Three,50\nS,4,Four,75\nS,5,Five,100\n' >"$1/scales.csv"
printf 'code,title,groups,block,units,own_unit\nP,Ballot,G,B,%s,allow\n' "$([ $# -gt 3 ] && echo all || echo own)" >"$1/ballot_types.csv"
awk -v n="$([ $# -gt 3 ] && echo "$3" || echo 1)" 'BEGIN { print "block,code,name,parent,max_points,method"
    for (i = 1; i <= n; i++) printf "B,%d,Leaf %d,,%g,DTXHH\n", i, i, 100 / n }' >"$1/criteria.csv"
awk -v n="$3" -v all="${4:-}" 'BEGIN { print "ballot_type,code,text,per,kind,criterion,scale"
    for (i = 1; i <= n; i++) printf "P,Q%d,Question %d,unit,option,%d,S\n", i, i, all ? i : 1 }' >"$1/questions.csv"
awk -v n="$2" 'BEGIN { print "id,group,own_unit,rates,office"
    for (i = 1; i <= n; i++) printf "%07d,G,,U%d,BD%d\n", i, i % 30 + 1, i % 50 + 1 }' >"$1-frame.csv"
"$program" new "$1.dtxhh" --definition "$1" --as bench --quiet
"$program" frame import "$1.dtxhh" "$1-frame.csv" --as bench --quiet
"$program" frame freeze "$1.dtxhh" --seed-from x --as bench --quiet
"$program" draw "$1.dtxhh" --seed 1 --as bench --quiet
"$program" issue "$1.dtxhh" --serial-seed 1 --as bench --quiet
sqlite3 "$1.dtxhh" 'SELECT serial FROM ballot' | shuf --random-source="$program" >"$1.serials" 2>/dev/null ||
    sqlite3 "$1.dtxhh" 'SELECT serial FROM ballot ORDER BY serial * 7919 % 1000003, serial' >"$1.serials"
awk -v n="$3" -v units="${4:-0}" 'BEGIN { srand(1); printf "serial"
        for (u = 1; u <= units; u++) for (i = 1; i <= n; i++) printf ",Q%d.U%d", i, u
        for (i = 1; !units && i <= n; i++) printf ",Q%d", i
        print ""; cells = units ? n * units : n }
    { line = $1; for (i = 1; i <= cells; i++) line = line "," 1 + int(5 * rand()); print line }' "$1.serials" >"$1.csv"
