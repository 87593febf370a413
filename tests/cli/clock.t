# The clock of the log: a fixed time is marked and says nothing of who is logged in; time that runs backwards is marked, and where the
# mark is taken away the line is a fault; an epoch that is none is refused.
--- run
lines() { sqlite3 -separator ' ' r.dtxhh "SELECT number, time, coalesce(login, '?') = '-', program = '-', coalesce(mark, '') FROM log"; }
export SOURCE_DATE_EPOCH=1735689600; tiny_framed
SOURCE_DATE_EPOCH=1735689000 dtxhh frame freeze r.dtxhh --seed-from x --seed-digits 1 --as minh --quiet
lines
unset SOURCE_DATE_EPOCH
dtxhh draw r.dtxhh --seed 1 --as minh --quiet
sqlite3 r.dtxhh "SELECT login = '$(id -un)', program GLOB 'dtxhh [0-9]*, SQLite [0-9]*', mark IS NULL FROM log WHERE number = 4"
dtxhh log verify r.dtxhh --quiet; echo "status $?"
for epoch in -1 x 1e9 99999999999999 ' 5' 253402300800; do
    SOURCE_DATE_EPOCH="$epoch" dtxhh issue r.dtxhh --serial-seed 1 --as minh --quiet; echo "status $?"
done
SOURCE_DATE_EPOCH=253402300799 dtxhh issue r.dtxhh --serial-seed 1 --as minh --quiet && lines | tail -1
sqlite3 r.dtxhh "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'log'" >off
sqlite3 r.dtxhh "SELECT sql || ';' FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'log'" >on
{ cat off; echo 'UPDATE log SET mark = NULL WHERE number = 3;'; } | sqlite3 r.dtxhh
python3 "$CASES/forge.py" "$ROOT/docs/verify.md" r.dtxhh units && sqlite3 r.dtxhh <on
dtxhh log verify r.dtxhh; echo "status $?"
--- stdout
1 2025-01-01T00:00:00Z 1 1 fixed-time
2 2025-01-01T00:00:00Z 1 1 fixed-time
3 2024-12-31T23:50:00Z 1 1 fixed-time clock-back
1|1|1
status 0
status 2
status 2
status 2
status 2
status 2
status 2
5 9999-12-31T23:59:59Z 1 1 fixed-time
status 1
--- stderr
r.dtxhh: warning: log: the clock stood before that of an earlier line: lines 3 [W928]
r.dtxhh: warning: log: the time was given (SOURCE_DATE_EPOCH), not taken from the clock: lines 1, 2, 3 [W928]
dtxhh: SOURCE_DATE_EPOCH has "-1"; expected seconds since 1970, up to 253402300799
dtxhh: SOURCE_DATE_EPOCH has "x"; expected seconds since 1970, up to 253402300799
dtxhh: SOURCE_DATE_EPOCH has "1e9"; expected seconds since 1970, up to 253402300799
dtxhh: SOURCE_DATE_EPOCH has "99999999999999"; expected seconds since 1970, up to 253402300799
dtxhh: SOURCE_DATE_EPOCH has " 5"; expected seconds since 1970, up to 253402300799
dtxhh: SOURCE_DATE_EPOCH has "253402300800"; expected seconds since 1970, up to 253402300799
r.dtxhh: fault: log: line 3 is of 2024-12-31T23:50:00Z, a line before it of 2025-01-01T00:00:00Z; the line does not say so [F910]
r.dtxhh: warning: log: the time was given (SOURCE_DATE_EPOCH), not taken from the clock: lines 1, 2, 5 [W928]
dtxhh: faults: 1, warnings: 1
--- status 0
