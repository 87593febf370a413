# The log: a written-down hash finds a cut tail, a changed line, an exchange.
--- run
tiny_drawn
head=$(dtxhh log head r.dtxhh | tail -1 | cut -d, -f2)
early=$(dtxhh log show r.dtxhh | sed -n 2p | awk -F, '{ print $NF }')
dtxhh issue r.dtxhh --as a --quiet
dtxhh log verify r.dtxhh; echo "status $?"
dtxhh log verify r.dtxhh --head "$head" --quiet; echo "status $?"
dtxhh log verify r.dtxhh --head "$(echo "$early" | tr a-f A-F)" --quiet; echo "status $?"
dtxhh verify r.dtxhh --head 0123456789012345678901234567890123456789012345678901234567890123; echo "status $?"
late=$(dtxhh log head r.dtxhh | tail -1 | cut -d, -f2)
trigger() { sqlite3 r.dtxhh "SELECT sql || ';' FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ($1)"; }
# cut the newest line with what it wrote, and set the head back, triggers made good again
cp r.dtxhh whole
trigger "'log', 'ballot', 'unit_list'" >triggers
sqlite3 r.dtxhh "DROP TRIGGER log_no_delete; DROP TRIGGER log_no_update; DROP TRIGGER ballot_no_delete; DROP TRIGGER ballot_no_update;
    DROP TRIGGER unit_list_no_delete; DROP TRIGGER unit_list_no_update;
    DELETE FROM ballot; DELETE FROM unit_list; DELETE FROM log WHERE number = 5; UPDATE head SET number = 4, hash = '$head'"
sqlite3 r.dtxhh <triggers
dtxhh log verify r.dtxhh; echo "status $?"
dtxhh log verify r.dtxhh --head "$late"; echo "status $?"
# a line changed: who drew
cp whole r.dtxhh
sqlite3 r.dtxhh "DROP TRIGGER log_no_update; UPDATE log SET who = 'khác' WHERE number = 4"
grep log_no_update triggers | sqlite3 r.dtxhh
dtxhh log verify r.dtxhh; echo "status $?"
# two lines exchanged
cp whole r.dtxhh
sqlite3 r.dtxhh "DROP TRIGGER log_no_update; UPDATE log SET number = -2 WHERE number = 2; UPDATE log SET number = 2 WHERE number = 3;
    UPDATE log SET number = 3 WHERE number = -2"
grep log_no_update triggers | sqlite3 r.dtxhh
dtxhh log verify r.dtxhh; echo "status $?"
# a line in the middle removed
cp whole r.dtxhh
sqlite3 r.dtxhh "DROP TRIGGER log_no_delete; DELETE FROM log WHERE number = 3"
grep log_no_delete triggers | sqlite3 r.dtxhh
dtxhh log verify r.dtxhh; echo "status $?"
# no trigger: said by name
cp whole r.dtxhh
sqlite3 r.dtxhh 'DROP TRIGGER ballot_no_update'
dtxhh verify r.dtxhh; echo "status $?"
dtxhh status r.dtxhh; echo "status $?"
--- stdout
log: no difference; line 5, hash <checked>
status 0
status 0
status 0
status 1
log: no difference; line 4, hash <checked>
status 0
status 1
status 1
status 1
status 1
status 1
status 3
--- stderr
r.dtxhh: fault: log: no line has the hash "<sha256>" that was written down; the newest lines were cut or rewritten [F908]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
dtxhh: faults: 1, warnings: 1
r.dtxhh: fault: log: no line has the hash "<sha256>" that was written down; the newest lines were cut or rewritten [F908]
dtxhh: faults: 1, warnings: 0
r.dtxhh: fault: log: line 4 (draw, 2025-01-01T00:00:00Z, by khác) or the one before it was changed [F906]
dtxhh: faults: 1, warnings: 0
r.dtxhh: fault: log: line 2 (frame freeze, 2025-01-01T00:00:00Z, by minh) or the one before it was changed [F906]
r.dtxhh: fault: log: line 3 (frame import, 2025-01-01T00:00:00Z, by minh) or the one before it was changed [F906]
r.dtxhh: fault: log: line 4 (draw, 2025-01-01T00:00:00Z, by minh) or the one before it was changed [F906]
r.dtxhh: fault: table freeze: 1 rows were written by run 2 (frame freeze, 2025-01-01T00:00:00Z, by minh), now there are 0 [F902]
r.dtxhh: fault: table freeze: 1 rows say they are of run 3 (frame import), which wrote none [F904]
dtxhh: faults: 5, warnings: 0
r.dtxhh: fault: log: line 3 is missing, line 4 stands in its place [F905]
r.dtxhh: fault: log: line 4 (draw, 2025-01-01T00:00:00Z, by minh) or the one before it was changed [F906]
r.dtxhh: fault: log: line 4 is missing, line 5 stands in its place [F905]
r.dtxhh: fault: log: the head says line 5, the last line is 4; lines were cut, added or rewritten [F907]
r.dtxhh: fault: table frozen: 11 rows that no run wrote [F904]
dtxhh: faults: 5, warnings: 0
r.dtxhh: fault: schema: missing: trigger ballot_no_update [F901]
dtxhh: faults: 1, warnings: 0
dtxhh: the tables of "r.dtxhh" are not what they should be (missing: trigger ballot_no_update); `dtxhh verify` lists all
--- status 0
