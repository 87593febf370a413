# `check` shows three of a flood and counts the rest; with --all each ballot is named.  Of fields that two keyed differently and
# nobody settled it is not known whose is wrong: they are left out of the rate, and its upper limit takes all of them for wrong.
# By binomial sums: of 180 fields 30 are open, at most 0.229298 (Clopper-Pearson, 30 of 180); of question Q1 all 60 are: no rate, at most 1.
--- run
sh "$ROOT/tests/bench/round.sh" r 30 6 2>/dev/null
dtxhh import r.dtxhh r.csv --keyer hoa --as hoa --quiet
awk -F, 'BEGIN { OFS = "," } NR > 1 { $2 = $2 % 5 + 1 } { print }' r.csv >second.csv
dtxhh import r.dtxhh second.csv --pass 2 --keyer lan --as lan --quiet
dtxhh check r.dtxhh >rates 2>said; echo "status $?"; grep -c 'F431\]' said; grep -c 'more like these' said
dtxhh check r.dtxhh --all 2>&1 >/dev/null | grep -o 'ballot [0-9-]*' | sort -u | wc -l
awk -F, '$1 == "keyer" || $1 == "question" && $10 ~ /Q1/ { print $1, $2, $4, $5, $6, $7, $8, substr($9, 1, 8) }' rates
awk -F, '$1 == "question" && $10 ~ /Q1/ { print substr($9, 1, 8) }' rates
--- stdout
status 1
4
1
30
keyer hoa 180 0 30 0 0 0.229298
keyer lan 180 0 30 0 0 0.229298
question  60 0 60  0 1
1
--- stderr
--- status 0
