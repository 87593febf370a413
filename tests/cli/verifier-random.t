# Random edits of a round whose head was written down: all are told, with their place, by `dtxhh verify` and by `dtxhh-verify`.  Here
# sixty, in tests/slow/verifier-random.sh ten thousand.
--- run
tiny_issued
dtxhh draw r.dtxhh --replace "$(dtxhh show r.dtxhh sample | awk -F, '$3 == "X" && $4 == "selected" { print $1 "/" $2; exit }')" --disposition refused --reason vắng --as a --quiet
dtxhh issue r.dtxhh --serial-seed 2 --as a --quiet && tiny_ballots && dtxhh import r.dtxhh keyed.csv --as a --quiet
dtxhh correct r.dtxhh "$(awk -F, 'NR == 2 { print $1 }' keyed.csv)" Q1.U1=E --keyer mai --as a --reason 'đọc nhầm' --quiet
dtxhh points import r.dtxhh "$TINY/points.csv" --as a --quiet && dtxhh weigh r.dtxhh --as a --quiet 2>/dev/null && dtxhh score r.dtxhh --as a --quiet 2>/dev/null
python3 "$CASES/verifier-random.py" r.dtxhh "${N:-60}" "${SEED:-1}"
--- stdout
change 19, cut 6, delete 12, exchange 1, insert 5, rehash 7, reorder 5, swap 1, truncate 4
--- stderr
--- status 0
