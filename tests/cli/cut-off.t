# A process was killed while it wrote: the next one undoes the change, also one that only reads; where it cannot,
# it says so.  The state on the disk is copied while the change is under way.
--- run
tiny_keyed
mkdir cut
sqlite3 r.dtxhh 'PRAGMA cache_size = 1' 'BEGIN IMMEDIATE' \
    "INSERT INTO event SELECT serial, 9, 'refused', hex(zeroblob(60000)), 9 FROM ballot" \
    '.system cp r.dtxhh r.dtxhh-journal cut/' 'ROLLBACK' >out 2>&1 || cat out
cp -r cut again
[ -s cut/r.dtxhh-journal ] && echo 'the change is half done'
as_other() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi; }
chmod 644 cut/*; chmod 555 cut
as_other dtxhh verify cut/r.dtxhh; echo "status $?"
chmod 755 cut
dtxhh verify cut/r.dtxhh; echo "status $?"
dtxhh status again/r.dtxhh --quiet >/dev/null; echo "status $?"
ls cut again
sqlite3 cut/r.dtxhh 'PRAGMA integrity_check'
cmp r.dtxhh cut/r.dtxhh && cmp r.dtxhh again/r.dtxhh && echo 'as before'
--- stdout
the change is half done
status 3
log, draw, weights and scores: no difference; line 6, hash <checked>
status 0
status 0
again:
r.dtxhh

cut:
r.dtxhh
ok
as before
--- stderr
dtxhh: a change of "cut/r.dtxhh" was cut off and must be undone first, but the file or its folder is read-only
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
cut/r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
--- status 0
