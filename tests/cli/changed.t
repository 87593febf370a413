# A frame or group that changed after the freeze: the draw says what changed.
--- run
cp "$TINY/frame.csv" frame.csv
tiny_frozen
say() { dtxhh draw r.dtxhh --seed s --as a 2>&1 | sed 's/SHA-256 [0-9a-f]*… then, [0-9a-f]*… now/SHA-256/'; }
sed -e '/^DAN,X1,/d' -e 's/^DAN,X2,X,BC1/DAN,X2,X,BC2/' frame.csv >new.csv
printf 'DAN,X7,X,BC1,\nDAN,X8,X,BC1,\n' >>new.csv
dtxhh frame import r.dtxhh new.csv --as a --quiet
say
dtxhh frame import r.dtxhh frame.csv --as a --quiet
dtxhh draw r.dtxhh --seed s --as a --dry-run --quiet; echo "status $?"
sed 's/^DAN,\(.*\),4,persons/DAN,\1,5,persons/' "$TINY/definition/groups.csv" >groups.csv
cp -r "$TINY/definition" d && cp groups.csv d/groups.csv
dtxhh define r.dtxhh --definition d --reason 'năm người' --as a --quiet >/dev/null
say
dtxhh frame freeze r.dtxhh --seed-from 'another' --as a --quiet
say >/dev/null; dtxhh verify r.dtxhh | cut -d: -f1
--- stdout
dtxhh: the frame or the groups changed after the freeze: 11 members then, 12 now: 2 added (DAN/X7, DAN/X8), 1 removed (DAN/X1), 1 changed (DAN/X2); SHA-256; freeze again with another event to come
status 0
dtxhh: the frame or the groups changed after the freeze: 11 members then, 11 now: the members are the same, so the groups or stages are not; SHA-256; freeze again with another event to come
log, draw, weights and scores
--- stderr
new.csv:2: warning: group "LD" had 3 members; those of this run take their place [W303]
new.csv:5: warning: group "DAN" had 8 members; those of this run take their place [W303]
frame.csv:2: warning: group "LD" had 3 members; those of this run take their place [W303]
frame.csv:5: warning: group "DAN" had 9 members; those of this run take their place [W303]
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the list was frozen 2 times: line 3: xổ số ngày 6/12; line 7: another [W925]
r.dtxhh: warning: draw: the freeze (line 7) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
--- status 0
