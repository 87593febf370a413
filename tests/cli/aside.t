# new --force: a round that is there is never erased but renamed, with who its members are, to the next free number; it
# stays a round that verifies.  So is one with a change that was cut off, or one that is damaged.  What is no database
# is written over.  No other verb writes over a round.
--- run
tiny_framed
sed '1s/$/,Họ và tên/; 2,$s/$/,Nguyễn Văn A/' "$TINY/frame.csv" >named.csv
dtxhh frame import r.dtxhh named.csv --as a --quiet
head=$(dtxhh log head r.dtxhh)
again() { dtxhh new r.dtxhh --definition "$TINY/definition" --force --as a "$@" >out; echo "status $?"; }
dtxhh new r.dtxhh --definition "$TINY/definition" --as a; echo "status $?"
again --dry-run
ls
again
[ "$(dtxhh log head r.dtxhh.1)" = "$head" ] && echo 'the same round'
dtxhh log verify r.dtxhh.1 | cut -d, -f1,2
sqlite3 r.dtxhh.1.identity 'SELECT count(*) > 0 FROM person'
touch r.dtxhh.3
dtxhh frame import r.dtxhh "$TINY/frame.csv" --as a --quiet
again --lang vi
again
again --quiet
ls
dtxhh verify r.dtxhh.4 | cut -d, -f1-6
# a faulty definition leaves the round where it is
mkdir bad
cp "$TINY"/definition/*.csv bad
echo 'nothing,1,' >>bad/round.csv
dtxhh new r.dtxhh --definition bad --force --as a; echo "status $?"
# cut off
rm -f r.dtxhh*
tiny_framed
sqlite3 r.dtxhh 'PRAGMA cache_size = 1' 'BEGIN IMMEDIATE' "UPDATE frame SET office = hex(zeroblob(60000))" \
    '.system mkdir cut; cp r.dtxhh r.dtxhh-journal cut/' 'ROLLBACK' >out 2>&1 || cat out
[ -s cut/r.dtxhh-journal ] && cp cut/* . && again
cmp r.dtxhh.1 r.dtxhh || dtxhh log verify r.dtxhh.1 | cut -d, -f1,2
dtxhh log verify r.dtxhh | cut -d, -f1,2
# damaged
printf 'SQLite format 3\0damaged' >r.dtxhh
again
cut -c 1-15 r.dtxhh.2 | tr -d '\0'
# a journal that would be played back into the new round
rm r.dtxhh; touch r.dtxhh-journal
again
rm r.dtxhh-journal
# while another program writes it: afterwards
again --quiet
rm -f held
{ echo 'BEGIN IMMEDIATE;'; echo '.system touch held'; sleep 1; echo "UPDATE meta SET x = 1; ROLLBACK;"; } | sqlite3 r.dtxhh 2>/dev/null &
until [ -e held ]; do sleep 0.05; done
again
[ -e r.dtxhh.3 ] && dtxhh log verify r.dtxhh.3 | cut -d, -f1,2
# no database
echo words >r.dtxhh
again
ls
# other verbs
cp r.dtxhh before
for words in 'template frame r.dtxhh --force' \
    'report r.dtxhh -o r.dtxhh --force' 'report r.dtxhh.1 -o r.dtxhh --force' 'draw r.dtxhh.1 --record r.dtxhh --force' \
    'import r.dtxhh.1 named.csv --faults r.dtxhh --force --as a' \
    'new r.dtxhh.1 --definition r.dtxhh --force --as a'; do
    # shellcheck disable=SC2086
    dtxhh $words >out 2>&1; echo "status $?: $(tail -1 out)"
    cmp r.dtxhh before || echo "$words erased it"
done
ls
--- stdout
status 3
status 0
named.csv
out
r.dtxhh
r.identity
status 0
the same round
log: no difference; line 3, hash <checked>
1
status 0
status 0
status 0
named.csv
out
r.dtxhh
r.dtxhh.1
r.dtxhh.1.identity
r.dtxhh.2
r.dtxhh.2.identity
r.dtxhh.3
r.dtxhh.4
r.dtxhh.5
log, draw, weights and scores: no difference; line 1, hash <checked>
status 1
status 0
r.dtxhh.1 r.dtxhh differ: byte 28, line 1
log: no difference; line 2, hash <checked>
log: no difference; line 1, hash <checked>
status 0
SQLite format 3
status 3
status 0
status 0
log: no difference; line 1, hash <checked>
status 0
bad
cut
held
named.csv
out
r.dtxhh
r.dtxhh.1
r.dtxhh.1.identity
r.dtxhh.2
r.dtxhh.3
status 3: dtxhh: "r.dtxhh" is a database, as rounds are; it is never written over
status 2: dtxhh: "r.dtxhh" is read and would be written over; name another file
status 3: dtxhh: "r.dtxhh.1" is not scored; `dtxhh score` first
status 3: dtxhh: "r.dtxhh" is a database, as rounds are; it is never written over
status 3: dtxhh: "r.dtxhh" is a database, as rounds are; it is never written over
status 1: dtxhh: faults: 8, warnings: 0; nothing was changed
bad
before
cut
held
named.csv
out
r.dtxhh
r.dtxhh.1
r.dtxhh.1.identity
r.dtxhh.2
r.dtxhh.3
--- stderr
named.csv:2: warning: group "LD" had 3 members; those of this run take their place [W303]
named.csv:5: warning: group "DAN" had 8 members; those of this run take their place [W303]
dtxhh: "r.dtxhh" exists already; --force renames it, to "r.dtxhh.1" or the next number that is free
a dry run: nothing was changed
the round that was there is "r.dtxhh.1" now
line 1 of the log, hash <checked>
đợt điều tra có sẵn nay là "r.dtxhh.2"
dòng 1 của nhật ký, mã băm <checked>
the round that was there is "r.dtxhh.4" now
line 1 of the log, hash <checked>
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
bad/round.csv:5:1: fault: there is no setting "nothing"; docs/settings.md lists them [F208]
dtxhh: faults: 1, warnings: 0; nothing was changed
the round that was there is "r.dtxhh.1" now
line 1 of the log, hash <checked>
the round that was there is "r.dtxhh.2" now
line 1 of the log, hash <checked>
dtxhh: "r.dtxhh-journal" is there, of a round that was cut off; take it away
the round that was there is "r.dtxhh.3" now
line 1 of the log, hash <checked>
line 1 of the log, hash <checked>
--- status 0
