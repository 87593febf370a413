# A list found wrong after the draw: corrected, frozen again for another event and drawn again, with reasons; until
# all of that is done nothing goes on, afterwards everything agrees and the record tells of both. Not
# once ballots are issued or reserves called in.
--- run
tiny_drawn
say() { dtxhh "$@" 2>&1 | sed '/ of the log, hash /d; s/[0-9a-f]\{12\}…/HASH…/g'; }
sed '/^LD,L3/d' "$TINY/frame.csv" >frame.csv
say frame freeze r.dtxhh --seed-from 'xổ số ngày 7/12' --as a
say frame import r.dtxhh frame.csv --as a --quiet
say status r.dtxhh | grep -E 'freeze|sample'
say verify r.dtxhh
say issue r.dtxhh --as a
say draw r.dtxhh --record record.txt
say draw r.dtxhh --replace DAN/X1 --disposition moved --reason 'not at home' --as a
say draw r.dtxhh --seed '48 15 92' --redraw --reason 'L3 đã nghỉ' --as a
say frame freeze r.dtxhh --seed-from 'xổ số ngày 7/12' --as a
say frame freeze r.dtxhh --seed-from 'xổ số ngày 6/12' --reason 'L3 đã nghỉ' --as a
say frame freeze r.dtxhh --seed-from 'xổ số ngày 7/12' --reason 'L3 đã nghỉ' --as a | cut -d, -f1
say status r.dtxhh | grep -E 'freeze|sample'
say verify r.dtxhh
say issue r.dtxhh --as a
say draw r.dtxhh --seed '11 22 33' --as a
say draw r.dtxhh --seed '11 22 33' --redraw --reason 'danh sách đã sửa' --as a --record record.txt
say status r.dtxhh | grep -E 'freeze|sample'
say verify r.dtxhh
sed -n '/^seed/p; /times/,/^$/p' record.txt
# by hand: of DAN/X the two smallest tickets
for i in 1 2 3 4 5 6; do dtxhh ticket --seed '11 22 33' DAN/X$i; done | LC_ALL=C sort | head -2 | cut -d/ -f2 >by-hand
dtxhh show r.dtxhh sample --csv | grep '^DAN,.*,X,selected' | cut -d, -f2 | cmp - by-hand && echo 'the same by hand'
# no more once ballots are issued, or reserves called in
cp r.dtxhh called.dtxhh
say issue r.dtxhh --as a | tail -1
say frame import r.dtxhh frame.csv --as a
say frame freeze r.dtxhh --seed-from third --reason late --as a
say draw r.dtxhh --seed third --redraw --reason late --as a
dtxhh draw called.dtxhh --replace "DAN/$(head -1 by-hand)" --disposition moved --reason 'not at home' --as a --quiet
say frame import called.dtxhh frame.csv --as a
say frame freeze called.dtxhh --seed-from third --reason late --as a
say draw called.dtxhh --seed third --redraw --reason late --as a
say verify called.dtxhh
--- stdout
dtxhh: a sample is drawn already; freezing the frame again needs --reason
r.dtxhh: warning: a sample is drawn already; once the frame is corrected, freeze it again with another event to come, and draw again [W304]
frame.csv:2: warning: group "LD" had 3 members; those of this run take their place [W303]
frame.csv:4: warning: group "DAN" had 8 members; those of this run take their place [W303]
freeze,11,stale,dtxhh frame freeze r.dtxhh --seed-from TEXT --reason TEXT,
sample,7,stale,,
r.dtxhh: fault: draw: the frame or the groups changed after the freeze: 11 members then, 10 now: 1 removed (LD/L3); SHA-256 HASH… then, HASH… now; freeze again with another event to come [F921]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
dtxhh: faults: 1, warnings: 1
dtxhh: the frame changed after the draw; freeze it again with another event to come, then draw again
dtxhh: the frame changed after the draw; freeze it again with another event to come, then draw again
dtxhh: the frame changed after the draw; freeze it again with another event to come, then draw again
dtxhh: the frame or the groups changed after the freeze: 11 members then, 10 now: 1 removed (LD/L3); SHA-256 HASH… then, HASH… now; freeze again with another event to come
dtxhh: a sample is drawn already; freezing the frame again needs --reason
dtxhh: "xổ số ngày 6/12" was named for an earlier freeze, log line 3; freezing the frame again needs another event, still to come
sha256
<sha256>
<sha256>
publish both SHA-256 and the event "xổ số ngày 7/12" before the event takes place; without --seed-digits any wording of its outcome is taken as the seed
freeze,10,done,,
sample,7,stale,dtxhh draw r.dtxhh --seed TEXT --redraw --reason TEXT,
r.dtxhh: fault: draw: it was made from another freeze than the newest [F921]
r.dtxhh: warning: draw: the list was frozen 2 times: line 3: xổ số ngày 6/12; line 6: xổ số ngày 7/12 [W925]
r.dtxhh: warning: draw: the freeze (line 6) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
dtxhh: faults: 1, warnings: 2
dtxhh: the frame was frozen again after the draw; draw again first
dtxhh: a sample is drawn already; drawing again needs --redraw and --reason
group,stratum,population,drawn,reserves
LD,,2,2,0
DAN,X,6,2,1
DAN,Y,2,2,0
freeze,10,done,,
sample,6,done,,
log, draw, weights and scores: no difference; line 7, hash <checked>
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the list was frozen 2 times: line 3: xổ số ngày 6/12; line 6: xổ số ngày 7/12 [W925]
r.dtxhh: warning: draw: the freeze (line 6) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: a sample was drawn from each of 2 freezes; `dtxhh draw --record FILE` tells when, by whom, after which event and why [W922]
seed from: xổ số ngày 7/12
seed: 11 22 33
The list was frozen 2 times:
log line 3, 2025-01-01T00:00:00Z, minh: SHA-256 <sha256>, seed from: xổ số ngày 6/12
log line 6, 2025-01-01T00:00:00Z, a: SHA-256 <sha256>, seed from: xổ số ngày 7/12; reason: L3 đã nghỉ

The sample was drawn 2 times, for the list was frozen again; an event has one outcome, so ask which seed it was. The last counts:
log line 4, 2025-01-01T00:00:00Z, minh: seed 48 15 92; frozen: log line 3, seed from: xổ số ngày 6/12
log line 7, 2025-01-01T00:00:00Z, a: seed 11 22 33; reason: danh sách đã sửa; frozen: log line 6, seed from: xổ số ngày 7/12; reason: L3 đã nghỉ

the same by hand
P1,6
dtxhh: ballots are issued; frame and sample may not change any more
dtxhh: ballots are issued; frame and sample may not change any more
dtxhh: ballots are issued; frame and sample may not change any more
dtxhh: reserves were called in; frame and sample may not change any more
dtxhh: reserves were called in; frame and sample may not change any more
dtxhh: reserves were called in; frame and sample may not change any more
log, draw, weights and scores: no difference; line 8, hash <checked>
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
called.dtxhh: warning: draw: the list was frozen 2 times: line 3: xổ số ngày 6/12; line 6: xổ số ngày 7/12 [W925]
called.dtxhh: warning: draw: the freeze (line 6) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
called.dtxhh: warning: draw: a sample was drawn from each of 2 freezes; `dtxhh draw --record FILE` tells when, by whom, after which event and why [W922]
--- stderr
--- status 0
