# What somebody changed behind the program's back no later run vouches for: after each verb that writes tables anew, `verify` still
# tells of it, or the table is what it would have been.  A run that keeps a part of a changed table, or reads it first, is refused.
--- run
tiny_framed && cp r.dtxhh framed.dtxhh
awk -F, 'NR == 1 || $1 == "LD"' "$TINY/frame.csv" >ld.csv
cp -r "$TINY/definition" d && sed -i 's/,80,/,81,/' d/classes.csv
sed '2s/,[^,]*$/,khac/' "$TINY/frame.csv" >other.csv
rm r.dtxhh r.identity; tiny_scored 2>/dev/null && cp r.dtxhh scored.dtxhh
# of a copy of round $1 with each replaced table changed: VERB, and what becomes of it
try() {
    from=$1 what=$2
    shift 2
    cp "$from" same.dtxhh
    sh -c "$* --as lan --quiet" sh same.dtxhh >/dev/null 2>&1 || echo "$what: refused where nothing was changed"
    sqlite3 "$from" "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master WHERE type = 'trigger'" >off
    sqlite3 "$from" "SELECT sql || ';' FROM sqlite_master WHERE type = 'trigger'" >on
    refused=0 told=0 anew=0
    for table in $(sqlite3 "$from" "SELECT name FROM sqlite_master m WHERE type = 'table' AND name NOT IN ('log', 'head', 'secret')
            AND NOT EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'run')"); do
        column=$(sqlite3 "$from" "SELECT name FROM pragma_table_info('$table') WHERE pk = 0 AND type = 'TEXT' ORDER BY cid DESC LIMIT 1")
        column=${column:-$(sqlite3 "$from" "SELECT name FROM pragma_table_info('$table') WHERE type IN ('TEXT', 'INTEGER') ORDER BY pk DESC, cid DESC LIMIT 1")}
        [ "$(sqlite3 "$from" "SELECT count(*) FROM \"$table\"")" != 0 ] || continue
        cp "$from" r.dtxhh
        { printf '.dbconfig defensive off\nPRAGMA ignore_check_constraints = 1; BEGIN;\n'; cat off
            echo "UPDATE \"$table\" SET \"$column\" = coalesce(\"$column\", '') || CASE typeof(\"$column\") WHEN 'integer' THEN 7 ELSE 'x' END
                WHERE ($(sqlite3 "$from" "SELECT group_concat('\"' || name || '\"') FROM pragma_table_info('$table') WHERE pk > 0")) =
                (SELECT $(sqlite3 "$from" "SELECT group_concat('\"' || name || '\"') FROM pragma_table_info('$table') WHERE pk > 0") FROM \"$table\" LIMIT 1);"
            cat on; echo 'COMMIT;'; } | sqlite3 -bail r.dtxhh 2>sql >/dev/null || { echo "$table.$column: $(cat sql)"; continue; }
        before=$(sqlite3 r.dtxhh 'SELECT hash FROM head')
        sh -c "$* --as lan --quiet" sh r.dtxhh >/dev/null 2>&1
        if [ "$before" = "$(sqlite3 r.dtxhh 'SELECT hash FROM head')" ]; then
            refused=$((refused + 1))
        elif dtxhh log verify r.dtxhh 2>&1 | grep -q "fault: .*table $table:"; then
            told=$((told + 1))
        elif [ "$(sqlite3 r.dtxhh "SELECT * FROM \"$table\"")" = "$(sqlite3 same.dtxhh "SELECT * FROM \"$table\"")" ]; then
            anew=$((anew + 1))
        else
            echo "$what vouches for a changed table $table"
        fi
    done
    # shellcheck disable=SC2015
    [ $((refused + told + anew)) -gt 9 ] && echo "$what: tried" || echo "$what: $refused $told $anew"
}
try framed.dtxhh 'one group of the list' 'dtxhh frame import "$1" ld.csv'
try framed.dtxhh 'the list' 'dtxhh frame import "$1" other.csv'
try framed.dtxhh 'the freeze' 'dtxhh frame freeze "$1" --seed-from x'
try framed.dtxhh 'the definition' 'dtxhh define "$1" --definition d --reason x'
try scored.dtxhh 'the definition, later' 'dtxhh define "$1" --definition d --reason x'
try scored.dtxhh 'weighing' 'dtxhh weigh "$1"'
try scored.dtxhh 'scoring' 'dtxhh score "$1"'
# the case that this is about: another group's member
cp framed.dtxhh r.dtxhh && sqlite3 r.dtxhh "UPDATE frame SET office = 'BC9' WHERE id = 'X1'" && dtxhh frame import r.dtxhh ld.csv --as lan --quiet
cp framed.dtxhh r.dtxhh && dtxhh frame import r.dtxhh ld.csv --as lan --quiet && dtxhh verify r.dtxhh --quiet
--- stdout
one group of the list: tried
the list: tried
the freeze: tried
the definition: tried
the definition, later: tried
weighing: tried
scoring: tried
--- stderr
ld.csv:2: warning: group "LD" had 3 members; those of this run take their place [W303]
dtxhh: table frame of "r.dtxhh" is not what its newest line in the log says; `dtxhh verify` tells more
ld.csv:2: warning: group "LD" had 3 members; those of this run take their place [W303]
--- status 0
