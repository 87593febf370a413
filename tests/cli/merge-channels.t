# A keying that comes in the file of an office through the other channel is of the ballot's second channel, whichever came first:
# weights and points are those of a round keyed in one place, under each value of the setting `channels`; neither is a keying to
# compare with the other, nor a conflict.
--- run
for channels in first paper online; do
    cp -r "$TINY/definition" d; printf 'channels,%s,test\n' $channels >>d/round.csv
    tiny_new() { dtxhh new r.dtxhh --definition d --as minh --quiet; }
    tiny_issued && tiny_ballots && dtxhh points import r.dtxhh "$TINY/points.csv" --as a --quiet
    head -1 keyed.csv >online.csv; awk -F, 'BEGIN { OFS = "," } NR > 1 && $6 != "" { $3 = "online"; $4 = ""; $6 = $6 == "E" ? "A" : "E"; print }' keyed.csv >>online.csv
    dtxhh split r.dtxhh --office BC1 -o BC1.dtxhh --as a --quiet 2>/dev/null; dtxhh show BC1.dtxhh ballots | tail -n +2 | cut -d, -f1 >s
    for came in online paper; do # what the office has
        for f in online keyed; do { head -1 $f.csv; grep -Ff s $f.csv; } >ours-$f.csv; { head -1 $f.csv; tail -n +2 $f.csv | grep -vFf s; } >rest-$f.csv; done
        here=keyed there=online; [ $came = online ] || { here=online there=keyed; }
        cp BC1.dtxhh o.dtxhh; cp r.dtxhh merged.dtxhh; cp r.dtxhh one.dtxhh
        dtxhh import o.dtxhh ours-$there.csv --as hoa --quiet 2>/dev/null
        for r in merged one; do dtxhh import $r.dtxhh $here.csv --as a --quiet 2>/dev/null; done
        dtxhh merge merged.dtxhh o.dtxhh --as a --quiet 2>/dev/null; dtxhh import one.dtxhh ours-$there.csv --as a --quiet 2>/dev/null
        for r in merged one; do
            dtxhh weigh $r.dtxhh --as a --quiet 2>/dev/null; dtxhh score $r.dtxhh --as a --quiet 2>/dev/null
            for t in ballots weights scores score_groups; do dtxhh show $r.dtxhh $t; done >$r.result
        done
        cmp merged.result one.result && echo "$channels, $came from the office: $(wc -l <merged.result), $(sqlite3 merged.dtxhh 'SELECT count(*) FROM entry_other'), $(dtxhh-verify merged.dtxhh | grep -c '^SAI')"
        for r in merged one; do dtxhh check $r.dtxhh --csv >$r.check 2>$r.said; grep -oE 'F431|W461' $r.said | sort | uniq -c >>$r.check; done; cmp merged.check one.check
        # what the office keyed of the second channel is put right in its file, or withdrawn here; what counts elsewhere, here
        cp merged.dtxhh c.dtxhh; first=$(tail -n +2 ours-$there.csv | head -1 | cut -d, -f1)
        dtxhh correct c.dtxhh $first Q1.U1=C --keyer b --reason sai --as a --quiet 2>said; echo "  correct $? $(grep -o '\[F482\]' said); $(dtxhh-verify c.dtxhh | grep -c '^SAI')"
        sed "2s|,[A-E],|,D,|" ours-$there.csv >again.csv; dtxhh import c.dtxhh again.csv --as a --quiet 2>said; echo "  again $? $(grep -o '\[F482\]' said | sort -u); $(dtxhh-verify c.dtxhh | grep -c '^SAI')"
        dtxhh correct c.dtxhh $first --withdraw --pass 4 --reason sai --as a --quiet 2>said; echo "  withdrawn $?; $(dtxhh show c.dtxhh withdrawals --csv | tail -n +2 | grep -c "$first") $(dtxhh-verify c.dtxhh | grep -c '^SAI')"
        dtxhh correct o.dtxhh $first Q1.U1=C --keyer b --reason sai --as a --quiet 2>said; dtxhh merge merged.dtxhh o.dtxhh --as a --quiet 2>said; echo "  merged $?; $(dtxhh-verify merged.dtxhh | grep -c '^SAI')"
        dtxhh verify merged.dtxhh --quiet 2>/dev/null || echo 'not verified'
    done
    rm -rf d r.dtxhh* BC1.dtxhh *.csv
done
--- stdout
first, online from the office: 27, 4, 0
  correct 0 ; 0
  again 1 [F482]; 0
  withdrawn 0; 2 0
  merged 0; 0
first, paper from the office: 17, 4, 0
  correct 0 ; 0
  again 1 [F482]; 0
  withdrawn 0; 2 0
  merged 0; 0
paper, online from the office: 27, 4, 0
  correct 0 ; 0
  again 1 [F482]; 0
  withdrawn 0; 2 0
  merged 0; 0
paper, paper from the office: 27, 4, 0
  correct 1 [F482]; 0
  again 1 [F482]; 0
  withdrawn 0; 1 0
  merged 0; 0
online, online from the office: 27, 4, 0
  correct 1 [F482]; 0
  again 1 [F482]; 0
  withdrawn 0; 1 0
  merged 0; 0
online, paper from the office: 17, 4, 0
  correct 0 ; 0
  again 1 [F482]; 0
  withdrawn 0; 2 0
  merged 0; 0
--- stderr
--- status 0
