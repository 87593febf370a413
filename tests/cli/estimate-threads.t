# estimate: the same bytes at any number of threads, by linearisation, raked, and from replicates; the same from a plain
# file as from one whose cells are quoted, whose lines end in CRLF or that has blank lines; a billion added to everything
# changes no error.
--- run
cp "$ROOT/tests/golden/data/ballots.csv" b.csv
m=$ROOT/tests/golden/margins
e() { dtxhh estimate "$@" --strata stratum --psu psu --weight w --mean q1,q2,q3,q4,q5,q6,q7,q8,minutes,visits --by agency,group --csv --quiet; }
r="--rake $m/bal_sex.csv,$m/bal_age.csv,$m/bal_group.csv"
for more in '' "$r" '--replicates jkn' "--replicates bootstrap:30 $r"; do
    DTXHH_THREADS=1 e b.csv $more >one
    DTXHH_THREADS=3 e b.csv $more >three
    cmp one three && [ "$(wc -l <one)" -gt 300 ] && echo "same: $more" | sed 's,/.*,,'
done
e b.csv >plain
sed 's/[^,]*/"&"/g' b.csv >quoted.csv; e quoted.csv | cmp - plain && echo quoted
sed 's/$/\r/' b.csv >crlf.csv; e crlf.csv | cmp - plain && echo crlf
sed '5s/$/\n/' b.csv >blank.csv; e blank.csv | cmp - plain && echo blank
tr ',' ';' <b.csv >semicolon.csv; e semicolon.csv | cmp - plain && echo semicolon
head -1 b.csv >shuffled.csv; tail -n +2 b.csv | sort -t, -k14,14 >>shuffled.csv
e shuffled.csv | awk -F, 'NR == FNR { a[$1, $2, $3] = $5; next } { d = a[$1, $2, $3] - $5; if (d < -1e-12 || d > 1e-12) print "differs", $0 }' plain -
awk -F, -v OFS=, 'NR > 1 { $12 = sprintf("%.1f", $12 + 1000000000) } { print }' b.csv >billion.csv
for f in b billion; do dtxhh estimate $f.csv --strata stratum --psu psu --weight w --mean minutes --csv | tail -1 | awk -F, "{ printf \"%.8f\\n\", \$3 }"; done
--- stdout
same: 
same: --rake 
same: --replicates jkn
same: --replicates bootstrap:30 --rake 
quoted
crlf
blank
semicolon
0.20737709
0.20737709
--- stderr
--- status 0
