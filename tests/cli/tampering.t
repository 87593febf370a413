# Every table and every column: one value changed, one row removed, one row added; the
# triggers are taken away for it and put back, so that nothing but the data differs.
# `verify` must end with 1 and name the table each time.
--- run
tiny_issued
member=$(dtxhh show r.dtxhh sample | awk -F, '$3 == "X" && $4 == "selected" { print $1 "/" $2; exit }')
dtxhh draw r.dtxhh --replace "$member" --disposition refused --reason 'not at home' --as a --quiet
dtxhh issue r.dtxhh --serial-seed 2 --as a --quiet
tiny_ballots
dtxhh import r.dtxhh keyed.csv --as a --quiet
dtxhh points import r.dtxhh "$TINY/points.csv" --as a --quiet
dtxhh weigh r.dtxhh --as a --quiet
dtxhh score r.dtxhh --as a --quiet
dtxhh audit draw r.dtxhh --seed-from 'xổ số ngày 20/12' --seed-digits 5 --ballots 2 --as mai --quiet
dtxhh audit draw r.dtxhh --seed 40561 --as mai --quiet
{ head -1 keyed.csv; for s in $(sqlite3 r.dtxhh 'SELECT serial FROM audit_drawn'); do grep "^$s" keyed.csv; done; } | sed 's/hoa/mai/' >again.csv
dtxhh audit import r.dtxhh again.csv --as mai --quiet
dtxhh verify r.dtxhh || exit
sqlite3 r.dtxhh "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master WHERE type = 'trigger'" >off
sqlite3 r.dtxhh "SELECT sql || ';' FROM sqlite_master WHERE type = 'trigger'" >on

# Whether `verify` notices what SQL $2 does to a copy of the round; the first word of $1 must be named.
try() {
    cp r.dtxhh "$half.dtxhh"
    { printf '.dbconfig defensive off\nPRAGMA ignore_check_constraints = 1; BEGIN;\n'; cat off; echo "$2;"; cat on; echo 'COMMIT;'; } |
        sqlite3 -bail "$half.dtxhh" 2>"$half.sql" >/dev/null || {
        echo "$1: this could not be tried: $(cat "$half.sql")"
        return
    }
    dtxhh verify "$half.dtxhh" >"$half.out" 2>"$half.err"
    status=$?
    name=${1%% *}
    case $name in head) name=log ;; secret) name='\(log\|secret\)' ;; esac
    if [ $status -ne 1 ] || [ -s "$half.out" ]; then
        echo "$1: status $status: $(cat "$half.out" "$half.err")"
    elif ! grep -q "fault: .*$name" "$half.err"; then
        echo "$1: the table is not named: $(cat "$half.err")"
    fi
    echo . >>"$half.tried"
}

try_table() {
    table=$1
    rows=$(sqlite3 r.dtxhh "SELECT count(*) FROM \"$table\"")
    key=$(sqlite3 r.dtxhh "SELECT group_concat('\"' || name || '\"', ', ') FROM (SELECT name FROM pragma_table_info('$table') WHERE pk > 0 ORDER BY pk)")
    first="($key) = (SELECT $key FROM \"$table\" ORDER BY $key LIMIT 1)"
    sqlite3 -separator ' ' r.dtxhh "SELECT name, type FROM pragma_table_info('$table')" >"$half.columns"
    if [ "$rows" -gt 0 ]; then
        while read -r column type; do
            case $type in
            INTEGER) new="coalesce(\"$column\", 0) + 1000" ;;
            REAL) new="coalesce(\"$column\", 0) + 0.5" ;;
            BLOB) new="zeroblob(length(\"$column\"))" ;;
            *) new="coalesce(\"$column\", '') || 'x'" ;;
            esac
            try "$table $column" "UPDATE \"$table\" SET \"$column\" = $new WHERE $first"
        done <"$half.columns"
        try "$table (a row removed)" "DELETE FROM \"$table\" WHERE $first"
    fi
    [ "$table" != head ] || return # it holds one row by its key
    values=$(sqlite3 r.dtxhh "SELECT group_concat(CASE type WHEN 'INTEGER' THEN '77' WHEN 'REAL' THEN '7.5' WHEN 'BLOB' THEN 'x''00''' ELSE '''x''' END, ', ')
        FROM pragma_table_info('$table')")
    try "$table (a row added)" "INSERT INTO \"$table\" VALUES ($values)"
}

# two halves side by side
sqlite3 r.dtxhh "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name" >tables
for half in 0 1; do
    awk -v half=$half 'NR % 2 == half' tables | while read -r table; do try_table "$table"; done >$half.said &
done
wait
cat 0.said 1.said
[ "$(cat 0.tried 1.tried | wc -l)" -gt 200 ] || echo 'too little was tried'

# the file itself
half=0
try 'strange (an index)' 'CREATE INDEX strange ON frame (office)'
try 'strange (a table)' 'CREATE TABLE strange (a)'
try 'custody (a view)' 'DROP VIEW custody'
# names that only look like SQLite's own, or that are; a trigger that changes what a genuine run adds
try 'sqliteX (a trigger)' "CREATE TRIGGER sqliteX AFTER INSERT ON points BEGIN UPDATE weight SET final = final * 2; END"
try 'sqliteY (a table)' 'CREATE TABLE sqliteY (a)'
try 'sqlite-Z (an index)' 'CREATE INDEX "sqlite-Z" ON frame (office)'
try 'sqlite_stat1 (statistics that change plans)' 'ANALYZE'
try 'frame (a text behind a NUL)' "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = sql || char(0) || 'x' WHERE name = 'frame'"
sqlite3 r.dtxhh 'DROP TABLE log'
dtxhh verify r.dtxhh; echo "status $?"
--- stdout
log, draw, weights and scores: no difference; line 14, hash <checked>
status 1
--- stderr
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: fault: schema: missing: table log [F901]
r.dtxhh: fault: schema: missing: trigger log_no_delete [F901]
r.dtxhh: fault: schema: missing: trigger log_no_update [F901]
r.dtxhh: fault: the log cannot be read: "r.dtxhh": no such table: log [F900]
dtxhh: faults: 4, warnings: 0
--- status 0
