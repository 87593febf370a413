# backup: the whole round as one moment had it, looked at once more before it has its name, for its owner alone; never over
# anything but with --force, and then what stood there is renamed. restore: the same the other way; what is damaged is
# refused, and nothing is written.
--- run
tiny_scored
umask 022
sum() { sha256sum <"$1"; }
whole=$(dtxhh log head r.dtxhh)
dtxhh backup r.dtxhh -o b.dtxhh; echo "status $?"
stat -c %a b.dtxhh
[ "$(dtxhh log head b.dtxhh)" = "$whole" ] && sqlite3 r.dtxhh .dump >r.sql && sqlite3 b.dtxhh .dump | cmp - r.sql && echo 'the same round'
dtxhh-verify b.dtxhh | grep -c '^SAI'
# not over what is there
dtxhh backup r.dtxhh -o b.dtxhh; echo "status $?"
echo words >w; dtxhh backup r.dtxhh -o w; echo "status $?"
dtxhh backup r.dtxhh -o r.dtxhh --force; echo "status $?"
dtxhh backup r.dtxhh -o no/b.dtxhh 2>&1 | sed 's/[0-9]*\.new/PID/' >&2
dtxhh backup r.dtxhh; echo "status $?"
dtxhh score r.dtxhh --as a --quiet
dtxhh backup r.dtxhh -o b.dtxhh --force --quiet; echo "status $?"
dtxhh backup r.dtxhh -o w --force --quiet; cmp w b.dtxhh; ls
# back
dtxhh restore b.dtxhh.1 -o r.dtxhh; echo "status $?"
dtxhh restore b.dtxhh.1 -o r.dtxhh --force | cut -d, -f1,2; echo "status $?"
[ "$(dtxhh log head r.dtxhh)" = "$whole" ] && cmp r.dtxhh b.dtxhh.1 && dtxhh verify r.dtxhh --quiet 2>/dev/null && echo back
dtxhh log head r.dtxhh.1 | tail -1 | cut -d, -f1
dtxhh restore b.dtxhh -o new.dtxhh --quiet && stat -c %a new.dtxhh
# a damaged one: each is told, and nothing is there
cp b.dtxhh cut.dtxhh; truncate -s -8192 cut.dtxhh
cp b.dtxhh edited.dtxhh; sqlite3 edited.dtxhh 'UPDATE score SET total = total + 1'
cp b.dtxhh zeros.dtxhh; page=$(sqlite3 zeros.dtxhh "SELECT pageno FROM dbstat WHERE name = 'sample' AND pagetype = 'leaf' LIMIT 1")
dd if=/dev/zero of=zeros.dtxhh bs=8192 seek=$((page - 1)) count=1 conv=notrunc status=none
for bad in cut edited zeros w.sql none; do
    echo "$bad" >&2
    dtxhh restore "$bad.dtxhh" -o x.dtxhh 2>&1 >/dev/null | sed 's/ (.*, by .*)//; s/[*].* \[/… [/' | head -3 >&2
    dtxhh backup "$bad.dtxhh" -o x.dtxhh >/dev/null 2>&1 && echo "$bad was copied"
    ls x.dtxhh* 2>/dev/null
done
# a journal of a round that was cut off would be played back into the new one
touch x.dtxhh-journal; dtxhh restore b.dtxhh -o x.dtxhh; echo "status $?"
rm x.dtxhh-journal
# while another program writes: the round before that change or behind it
{ echo 'BEGIN IMMEDIATE;'; echo '.system touch held'; sleep 1; echo 'ROLLBACK;'; } | sqlite3 r.dtxhh &
until [ -e held ]; do sleep 0.05; done
dtxhh backup r.dtxhh -o during.dtxhh --quiet; wait; dtxhh log verify during.dtxhh | cut -d, -f1,2
# a full disk
mkfifo p
(ulimit -f 20; dtxhh backup r.dtxhh -o full.dtxhh 2>&1) | sed 's/[0-9]*\.new/PID/' >&2; ls full* 2>/dev/null
dtxhh backup r.dtxhh -o p; echo "status $?"
--- stdout
written: "b.dtxhh", up to line 9, hash <checked>
status 0
600
the same round
0
status 3
status 3
status 2
status 2
status 0
b.dtxhh
b.dtxhh.1
ballots.csv
keyed.csv
r.dtxhh
r.identity
r.sql
w
status 3
written: "r.dtxhh", up to line 9
status 0
back
10
600
status 3
log: no difference; line 9, hash <checked>
status 3
--- stderr
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
dtxhh: "b.dtxhh" exists already; --force renames it, to "b.dtxhh.1" or the next number that is free
dtxhh: "w" exists already; --force writes over it
dtxhh: "r.dtxhh" is read and would be written over; name another file
dtxhh: cannot open "no/b.dtxhh.PID": No such file or directory
dtxhh: option --output is missing; `dtxhh backup --help` tells what it means
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
dtxhh: "r.dtxhh" exists already; --force renames it, to "r.dtxhh.1" or the next number that is free
the round that was there is "r.dtxhh.1" now
cut
dtxhh: "cut.dtxhh" is damaged
edited
edited.dtxhh: fault: table score: a value written by run 10 was changed since [F903]
dtxhh: faults: 1, warnings: 0
zeros
zeros.dtxhh: fault: the file is damaged: … [F470]
dtxhh: "zeros.dtxhh" is damaged
w.sql
dtxhh: cannot open "w.sql.dtxhh": No such file or directory
none
dtxhh: cannot open "none.dtxhh": No such file or directory
dtxhh: "x.dtxhh-journal" is there, of a round that was cut off; take it away
dtxhh: "full.dtxhh.PID": disk I/O error
dtxhh: "p" is not a file that can be written
--- status 0
