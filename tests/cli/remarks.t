# What is odd about ballots and no fault: keyed or answered faster than anybody does, answered otherwise by paper and online, come
# from one unit more than from the other; beside each warning the same with one cell or row changed, of which nothing is said.
#
# By hand: 10 ballots of 3 answers in 7 seconds are 0.233 an answer, in 8 seconds 0.267, and 0.25 is the least; where only ends
# are known, 27 answers after the first ballot, 6 seconds are 0.222 and 7 are 0.259.
# Paper all A, 100 %; online 12 of 30 are B, 60 %: mean 84 %, its error sqrt(30 x 0.4 x 0.6 x 40^2 / 29 / 30) = 3.64, so 16 is
# more than 15 and than 10.9; 11 of them: 14.7.  An E is no answer that counts: 29 are too few.
# 40 of 40 of U1 and 30 of 40 of U2: 25 % apart, and 3 sqrt(0.875 x 0.125 x 2/40) = 22.2 %; with 31 of U2 22.5 %.
--- run
cp -r "$TINY/definition" definition
sed -i '/^LD/d; s/^DAN,.*/DAN,Người dân,ballot,census,,,,,,,,,,,/' definition/groups.csv
sed -i 's/LD;DAN/DAN/; s/all,skip/own,allow/' definition/ballot_types.csv && sed -i '/LD/d' definition/group_weights.csv
{ echo group,id,rates; for i in $(seq 10 89); do echo "DAN,$i,U$((i % 2 + 1))"; done; } >frame.csv
dtxhh new r.dtxhh --definition definition --as a --quiet && dtxhh frame import r.dtxhh frame.csv --as a --quiet &&
    dtxhh frame freeze r.dtxhh --seed-from event --as a --quiet && dtxhh draw r.dtxhh --seed s --as a --quiet && dtxhh issue r.dtxhh --serial-seed 1 --as a --quiet
dtxhh show r.dtxhh ballots --csv | awk -F, 'NR > 1 { print $4 "," $1 "," $8 }' | LC_ALL=C sort >serials
# The first $1 ballots, each with what awk makes of expression $2; n is its number from 1.
rows() { head -"$1" serials | awk -F, -v OFS=, "{ n = NR; print \$2, \$3, $2 }"; }
try() { dtxhh import r.dtxhh "$@" --dry-run --as a --csv 2>&1 | sed '/^files/d; /a dry run/d; s/^[0-9].*/imported/'; }
keyed() { { echo serial,unit,Q1,Q2,Q3,keyer,started,ended; rows "$@"; } >keyed.csv && try keyed.csv; }
echo '# keyed by one person: beginnings and ends; a second more; nine ballots'
keyed 10 '"A,B,C,hoa,2024-12-20 08:15:10,2024-12-20 08:15:1" (n > 3)'
keyed 10 '"A,B,C,hoa,2024-12-20 08:15:10,2024-12-20 08:15:1" (n > 2)'
keyed 9 '"A,B,C,hoa,2024-12-20 08:15:10,2024-12-20 08:15:1" (n > 3)'
echo '# ends alone; a second more; another person keyed one of them'
keyed 10 '"A,B,C,hoa,,2024-12-20 08:15:1" (n > 4 ? n - 4 : 0)'
keyed 10 '"A,B,C,hoa,,2024-12-20 08:15:1" (n > 3 ? n - 3 : 0)'
keyed 10 '"A,B,C," (n == 5 ? "lan" : "hoa") ",,2024-12-20 08:15:1" (n > 4 ? n - 4 : 0)'
echo '# answered'
keyed 10 '"A,B,C,,2024-12-20 08:15:10,2024-12-20 08:15:1" (n > 3)'
keyed 10 '"A,B,C,,2024-12-20 08:15:10,2024-12-20 08:15:1" (n > 2)'
echo '# by paper and online'
channels() { { echo serial,unit,channel,Q1,Q2,Q3; rows 60 "(n <= 30 ? \"paper,A\" : \"online,\" ($1)) \",B,C\""; } >channels.csv && try channels.csv; }
channels 'n <= 42 ? "B" : "A"'
channels 'n <= 41 ? "B" : "A"'
channels 'n <= 42 ? "B" : n == 43 ? "E" : "A"'
echo '# from one unit and from the other'
units() { { echo serial,unit,Q1,Q2,Q3; rows 80 '"A,B,C"' | awk -F, -v n="$1" '$2 == "U1" || ++u <= n'; } >units.csv && try units.csv; }
units 30
units 31
--- stdout
# keyed by one person: beginnings and ends; a second more; nine ballots
imported
keyed.csv: warning: "hoa" keyed 10 ballots in 7 seconds, 0.23 an answer; nobody keys that fast [W402]
imported
imported
# ends alone; a second more; another person keyed one of them
imported
keyed.csv: warning: "hoa" keyed 10 ballots in 6 seconds, 0.22 an answer; nobody keys that fast [W402]
imported
imported
# answered
imported
keyed.csv: warning: 10 ballots were answered in 7 seconds, 0.23 an answer; nobody answers that fast [W402]
imported
# by paper and online
imported
r.dtxhh: warning: question "Q1" of ballot type "P1": the mean is 100.0% of 30 answers from channel "paper" and 84.0% of 30 from "online" [W405]
imported
imported
# from one unit and from the other
imported
r.dtxhh: warning: unit "U1", ballot type "P1": 40 of 40 ballots issued were keyed (100%), of the other units 75% [W403]
r.dtxhh: warning: unit "U2", ballot type "P1": 30 of 40 ballots issued were keyed (75%), of the other units 100% [W403]
imported
--- stderr
--- status 0
