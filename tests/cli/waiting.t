# A round that another program writes: said after two seconds, in one line where stderr is no terminal; at one the seconds
# are counted on the same line, which is gone once its turn has come.  With --quiet nothing is said.
--- run
tiny_framed
held() { # a write transaction for $1 seconds from now on
    rm -f held
    { echo 'BEGIN IMMEDIATE;'; echo '.system touch held'; sleep "$1"; echo 'ROLLBACK;'; } | sqlite3 r.dtxhh &
    until [ -e held ]; do sleep 0.05; done
}
seconds() { sed 's/([0-9]* s)/(N s)/'; }
held 4
dtxhh frame freeze r.dtxhh --seed-from x --as a 2>err >/dev/null; echo "status $?"
wait
seconds <err
held 6
script -qefc 'dtxhh draw r.dtxhh --seed 1 --as a --lang vi >/dev/null' /dev/null </dev/null >got
wait
tr '\r' '\n' <got | grep -c 'đang chờ ([0-9]* giây)' | sed 's/^[2-9]$/counted/'
tr '\r' '\n' <got | grep 'đang chờ' | sort -u | wc -l | sed 's/^[2-9]$/each second another/'
tr '\n' '@' <got | sed 's/dòng [0-9]* của nhật ký.*//' >waited # what was done comes behind it
grep -c '@' waited # no line feed: one line
tr '\r' '\n' <waited | tail -1 | cat -v; echo
held 3
dtxhh issue r.dtxhh --as a --quiet 2>&1
wait
--- stdout
status 0
"r.dtxhh" is being written by another program; waiting (N s)
publish both SHA-256 and the event "x" before the event takes place; without --seed-digits any wording of its outcome is taken as the seed, and each gives another sample: fix it
line 3 of the log, hash <checked>
counted
each second another
0
^[[K
--- stderr
--- status 0
