#!/bin/sh
# trace.sh ROUND... - every unit and criterion of each round, as people read it and as CSV, followed by hand
# (trace.awk, explain.awk): what does not follow is printed, then, on stderr, texts, equations and groups.
# DTXHH names the program, LANGUAGE_OF_TEXT the language (vi).
set -u
: "${DTXHH:=dtxhh}" "${LANGUAGE_OF_TEXT:=vi}"
here=$(cd "$(dirname "$0")" && pwd)
for round; do
    sqlite3 -separator ' ' "$round" "SELECT unit, '-', printf('%d.%09d', total / 1000000000, total % 1000000000) FROM score
        UNION ALL SELECT unit, criterion, CASE WHEN NOT applicable THEN '' WHEN points < 0 THEN printf('-%d.%09d', -points / 1000000000, -points % 1000000000)
        ELSE printf('%d.%09d', points / 1000000000, points % 1000000000) END FROM score_node" |
        while read -r unit criterion points; do
            echo "@@ $unit $criterion $points"
            [ "$criterion" = - ] && criterion=
            "$DTXHH" explain "$round" "$unit" $criterion --quiet --lang "$LANGUAGE_OF_TEXT" || echo "status $?"
        done | awk -f "$here/trace.awk"
    for unit in $(sqlite3 "$round" 'SELECT unit FROM score'); do
        for field in '' $(sqlite3 "$round" "SELECT criterion FROM score_node WHERE unit = '$unit' AND level = 1"); do
            "$DTXHH" explain "$round" "$unit" $field --csv --quiet --lang en | awk -v unit="$unit" -f "$here/explain.awk" 2>/dev/null
        done
    done
done
