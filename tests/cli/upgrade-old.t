# Rounds as earlier versions of the program made them (tests/data/rounds, text of `.dump`): each is verified in the form of its lines,
# upgraded, and verifies; where one value of any table was changed, or a trigger was put in, nothing is.
--- run
for version in 5 10 11; do
    sqlite3 old.dtxhh <"$DATA/rounds/version-$version.sql"
    echo "== version $version"
    cp old.dtxhh r.dtxhh
    dtxhh upgrade r.dtxhh --as lan --reason 'bản mới'
    dtxhh verify r.dtxhh | cut -d';' -f1
    dtxhh log show r.dtxhh --csv | tail -1 | cut -d, -f3-6
    # another run after it, and what the upgrade held changed behind its back
    dtxhh weigh r.dtxhh --as lan --quiet 2>/dev/null && dtxhh verify r.dtxhh 2>&1 | cut -d';' -f1
    sqlite3 r.dtxhh "DROP TRIGGER entry_no_update; UPDATE entry SET line = line + 1; UPDATE frame SET size = '7' WHERE id = 'X1'"
    dtxhh log verify r.dtxhh 2>&1 | grep -v F901
    sqlite3 old.dtxhh "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master WHERE type = 'trigger'" >off
    sqlite3 old.dtxhh "SELECT sql || ';' FROM sqlite_master WHERE type = 'trigger'" >on
    tried=0
    [ $version -lt 11 ] || { # its lines are in the form of now, and none of them is held anew
        sqlite3 old.dtxhh "DROP TRIGGER entry_no_update; UPDATE entry SET line = line + 1; UPDATE frame SET size = '7' WHERE id = 'X1'" "$(sqlite3 old.dtxhh "SELECT sql FROM sqlite_master WHERE name = 'entry_no_update'")"
        dtxhh upgrade old.dtxhh --as lan --quiet && dtxhh log verify old.dtxhh; echo "status $?"
        rm old.dtxhh && break
    }
    for table in $(sqlite3 old.dtxhh "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'head'"); do
        for column in $(sqlite3 -separator : old.dtxhh "SELECT name, type FROM pragma_table_info('$table') WHERE pk = 0 OR '$table' = 'ballot'"); do
            case ${column#*:} in
            INTEGER) new="coalesce(\"${column%:*}\", 0) + 1" ;;
            REAL) new="coalesce(\"${column%:*}\", 0) * 1.0000000000000002 + 1e-300" ;;
            BLOB) new="X'00' || \"${column%:*}\"" ;;
            *) new="coalesce(\"${column%:*}\", '') || '1'" ;;
            esac
            [ "$(sqlite3 old.dtxhh "SELECT count(*) FROM \"$table\"")" != 0 ] || continue
            cp old.dtxhh r.dtxhh
            { echo 'PRAGMA synchronous = 0; PRAGMA ignore_check_constraints = 1;'; cat off
                echo "UPDATE \"$table\" SET \"${column%:*}\" = CAST($new AS ${column#*:}) WHERE rowid = (SELECT min(rowid) FROM \"$table\");"; cat on; } >sql
            sqlite3 -bail r.dtxhh <sql 2>/dev/null || { # a table without rowid
                cp old.dtxhh r.dtxhh
                sed "s/ WHERE rowid = .*/;/" sql | sqlite3 -bail r.dtxhh 2>/dev/null || continue
            }
            before=$(sha256sum <r.dtxhh)
            dtxhh upgrade r.dtxhh --as lan >said 2>&1
            status=$?
            [ $status -ne 0 ] && grep -q "$table\|line\|head" said && [ "$before" = "$(sha256sum <r.dtxhh)" ] ||
                { echo "$table.${column%:*}: status $status"; cat said; }
            tried=$((tried + 1))
            [ $version = 10 ] || break # one column of each table
        done
    done
    [ $tried -gt $((version * 4)) ] || echo "only $tried were tried"
    cp old.dtxhh r.dtxhh
    sqlite3 r.dtxhh "CREATE TRIGGER sly AFTER INSERT ON event BEGIN DELETE FROM points; END"
    dtxhh upgrade r.dtxhh --as lan; echo "status $?"
    rm old.dtxhh
done
--- stdout
== version 5
log, draw, weights and scores: no difference
lan,upgrade,bản mới,schema version 5 -> 12
log, draw, weights and scores: no difference
without --head this says that the file agrees with itself
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written
r.dtxhh: warning: draw: the freeze (line 3) says nothing of the rules, as before schema version 11
r.dtxhh: fault: table entry: a value written by run 10 (upgrade, 2025-01-01T00:00:00Z, by lan) was changed since [F903]
r.dtxhh: fault: table frame: a value written by run 10 (upgrade, 2025-01-01T00:00:00Z, by lan) was changed since [F903]
dtxhh: faults: 3, warnings: 0
status 3
== version 10
log, draw, weights and scores: no difference
lan,upgrade,bản mới,schema version 10 -> 12
log, draw, weights and scores: no difference
without --head this says that the file agrees with itself
r.dtxhh: warning: log: the clock stood before that of an earlier line: lines 14, 15 [W928]
r.dtxhh: warning: after results were known (line 9): line 10 (correct, 2026-11-30T14:09:55Z, by lan): 1 cells corrected
r.dtxhh: warning: after results were known (line 9): line 11 (correct, 2026-11-30T14:09:55Z, by lan): ballot 576-298-372-02: keying 1 (hoa, keyed.csv, line 6) withdrawn
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written
r.dtxhh: warning: draw: the freeze (line 3) says nothing of the rules, as before schema version 11
r.dtxhh: warning: log: the clock stood before that of an earlier line: lines 14, 15 [W928]
r.dtxhh: fault: table entry: a value written by run 14 (upgrade, 2025-01-01T00:00:00Z, by lan) was changed since [F903]
r.dtxhh: fault: table frame: a value written by run 14 (upgrade, 2025-01-01T00:00:00Z, by lan) was changed since [F903]
dtxhh: faults: 3, warnings: 1
status 3
== version 11
log, draw, weights and scores: no difference
signatures: 1 by keys that are not known here, which prove nothing
lan,upgrade,bản mới,schema version 11 -> 12
log, draw, weights and scores: no difference
signatures: 1 by keys that are not known here, which prove nothing
without --head this says that the file agrees with itself
r.dtxhh: warning: log: the clock stood before that of an earlier line: lines 15, 16 [W928]
r.dtxhh: warning: log: the time was given (SOURCE_DATE_EPOCH), not taken from the clock: lines 15, 16 [W928]
r.dtxhh: warning: signature of line 14 (MTTQ, binh, 2026-11-30T21:11:14Z) is by a key that is not known here, and so proves nothing: <checked>
r.dtxhh: warning: after results were known (line 9): line 10 (correct, 2026-11-30T21:11:14Z, by lan): 1 cells corrected
r.dtxhh: warning: after results were known (line 9): line 11 (correct, 2026-11-30T21:11:14Z, by lan): ballot 506-772-744-17: keying 1 (hoa, keyed.csv, line 4) withdrawn
r.dtxhh: warning: after results were known (line 9): line 12 (weigh, 2026-11-30T21:11:14Z, by lan): 5 valid ballots weighted [W926]
r.dtxhh: warning: the scores of line 13, which takes in lines 10, 11, 12, are others than those before, of 2 units: U1 82.09 → 86.89
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written
r.dtxhh: warning: log: the clock stood before that of an earlier line: lines 15, 16 [W928]
r.dtxhh: warning: log: the time was given (SOURCE_DATE_EPOCH), not taken from the clock: lines 15, 16 [W928]
r.dtxhh: fault: table entry: a value written by run 6 (import, 2026-11-30T21:11:03Z, by hoa) was changed since [F903]
r.dtxhh: fault: table frame: a value written by run 2 (frame import, 2026-11-30T21:11:03Z, by minh) was changed since [F903]
dtxhh: faults: 3, warnings: 2
status 1
--- stderr
schema version 5 is now 12
line 10 of the log, hash <checked>
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the freeze (line 3) says nothing of the rules, as before schema version 11; whether they were changed since is seen from the log alone [W924]
r.dtxhh: fault: schema: not ours: trigger sly [F901]
dtxhh: "r.dtxhh" is not upgraded, since its log does not agree with its tables
schema version 10 is now 12
line 14 of the log, hash <checked>
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: log: the clock stood before that of an earlier line: lines 14 [W928]
r.dtxhh: warning: after results were known (line 9): line 10 (correct, 2026-11-30T14:09:55Z, by lan): 1 cells corrected; ballot 506-772-744-17: Q1.U1 "C" → "A" (hoa, keyed.csv, line 4); đọc nhầm '4' [W926]
r.dtxhh: warning: after results were known (line 9): line 11 (correct, 2026-11-30T14:09:55Z, by lan): ballot 576-298-372-02: keying 1 (hoa, keyed.csv, line 6) withdrawn; phiếu của người khác [W926]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the freeze (line 3) says nothing of the rules, as before schema version 11; whether they were changed since is seen from the log alone [W924]
r.dtxhh: fault: schema: not ours: trigger sly [F901]
dtxhh: "r.dtxhh" is not upgraded, since its log does not agree with its tables
schema version 11 is now 12
line 15 of the log, hash <checked>
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: log: the clock stood before that of an earlier line: lines 15 [W928]
r.dtxhh: warning: log: the time was given (SOURCE_DATE_EPOCH), not taken from the clock: lines 15 [W928]
r.dtxhh: warning: signature of line 14 (MTTQ, binh, 2026-11-30T21:11:14Z) is by a key that is not known here, and so proves nothing: <checked>; where its owner says that it is his, --trust KEY [W929]
r.dtxhh: warning: after results were known (line 9): line 10 (correct, 2026-11-30T21:11:14Z, by lan): 1 cells corrected; ballot 576-298-372-02: Q1.U1 "B" → "A" (hoa, keyed.csv, line 6); đọc nhầm '4' [W926]
r.dtxhh: warning: after results were known (line 9): line 11 (correct, 2026-11-30T21:11:14Z, by lan): ballot 506-772-744-17: keying 1 (hoa, keyed.csv, line 4) withdrawn; phiếu của người khác [W926]
r.dtxhh: warning: after results were known (line 9): line 12 (weigh, 2026-11-30T21:11:14Z, by lan): 5 valid ballots weighted [W926]
r.dtxhh: warning: the scores of line 13, which takes in lines 10, 11, 12, are others than those before, of 2 units: U1 82.09 → 86.89; U2 77.97 → 79.37 [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
old.dtxhh: warning: log: the clock stood before that of an earlier line: lines 15 [W928]
old.dtxhh: warning: log: the time was given (SOURCE_DATE_EPOCH), not taken from the clock: lines 15 [W928]
old.dtxhh: fault: table entry: a value written by run 6 (import, 2026-11-30T21:11:03Z, by hoa) was changed since [F903]
old.dtxhh: fault: table frame: a value written by run 2 (frame import, 2026-11-30T21:11:03Z, by minh) was changed since [F903]
old.dtxhh: warning: signature of line 14 (MTTQ, binh, 2026-11-30T21:11:14Z) is by a key that is not known here, and so proves nothing: <checked>; where its owner says that it is his, --trust KEY [W929]
dtxhh: faults: 2, warnings: 3
--- status 0
