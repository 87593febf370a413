# Ranks that a unit may have are of sampling: a round by appraisal alone has none, stored or printed, and can be
# verified; nor has a survey held elsewhere whose errors nobody told; one held here, with figures from outside too, has them.
--- run
export DTXHH=dtxhh
for example in xa-2024 dieu-tra-ngoai-2024 so-huyen-2024; do
    sh "$ROOT/examples/run.sh" $example 1 >out 2>&1 || cat out
    echo "== $example"
    dtxhh show 1/$example.dtxhh scores | awk -F, 'NR > 1 { print $20, ($12 != "" ? "ranked" : "unranked"), ($18 "" == "" ? "no set" : "a set") }' | sort | uniq -c | awk '{ $1 = $1; print }'
    dtxhh verify 1/$example.dtxhh | sed 's/; line.*//'
done
dtxhh score 1/xa-2024.dtxhh --as a | head -2 | cut -d, -f2,11-
--- stdout
== xa-2024
5 none ranked no set
log, draw, weights and scores: no difference
== dieu-tra-ngoai-2024
4 not_counted ranked no set
1 not_counted unranked no set
log, draw, weights and scores: no difference
== so-huyen-2024
8 not_counted ranked a set
1 not_counted unranked no set
log, draw, weights and scores: no difference
unit,rank,class,se,low,high,rank_low,rank_high,missing
XA3,1,Xuất sắc,,,,,,0
--- stderr
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
line 4 of the log, hash <checked>
--- status 0
