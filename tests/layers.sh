#!/bin/sh
# layers.sh - the walls: a room includes from the rooms named beside it and no others, each library stands in one
# place, files of a room do not include one another in a circle, some functions are never called, and every code is
# explained.  Says every breach; status 1.
set -eu
cd "$(dirname "$0")/.."
status=0
say() { echo "layers: $*" >&2; status=1; }

# room: the rooms it may include from besides itself | the libraries it may use
rooms='
survey/base         |                                                  | sodium.h openssl/ utf8proc.h pthread.h zip.h expat.h
survey/store        | survey/base                                      | sqlite3.h pthread.h
survey/round        | survey/base survey/store                         |
survey/custody      | survey/base survey/store survey/round            |
survey/offices      | survey/base survey/store survey/round            |
sampling            | survey/base survey/store survey/round survey/custody | gsl/
scoring/weights     | survey/base                                      | gsl/
scoring/estimates   | survey/base scoring/weights                      | gsl/
scoring/weighing    | survey/base survey/store survey/round scoring/weights | gsl/
scoring/points      | survey/base survey/store survey/round survey/custody scoring/weights scoring/estimates scoring/weighing | gsl/
importers/readers   | survey/base                                      | csv.h
importers/words     | survey/base survey/round importers/readers |
importers/ballots   | survey/base survey/store survey/round survey/custody importers/readers importers/words |
importers/tables    | survey/base survey/store survey/round survey/custody importers/readers |
importers/replay    | survey/base survey/store survey/round importers/words importers/ballots importers/tables |
reports/workbook    | survey/base                                      | xlsxwriter.h
reports/results     | survey/base survey/store survey/round survey/custody sampling scoring/points |
reports/sheets      | survey/base survey/store survey/round survey/custody sampling scoring/points reports/workbook reports/results |
reports/forms       | survey/base survey/store survey/round survey/custody scoring/points reports/workbook reports/results reports/sheets |
cli                 | survey/base cli/terminal                         |
cli/terminal        | survey/base survey/store survey/round reports/results |
cli/round           | * | pthread.h
cli/collect         | * |
cli/result          | * |
cli/proof           | * | pthread.h
cli/offices         | * |
cli/tables          | * |
'
every_room=$(echo "$rooms" | sed -n 's/^\([a-z/]*\) .*/\1/p')
sources() { for room in $every_room; do ls "$room"/*.[ch]; done; }

echo "$rooms" | grep '|' | while IFS='|' read -r room others libraries; do
    room=$(echo $room)
    case $others in *'*'*) others=$(echo "$every_room" | grep -v '^cli/') others="$others cli cli/terminal" ;; esac
    for file in "$room"/*.[ch]; do
        for target in $(sed -n 's/^#include "\(.*\)\/[^/]*"/\1/p' "$file" | sort -u); do
            [ "$target" = "$room" ] && continue
            case " $(echo $others) " in *" $target "*) ;; *) echo "$file includes from $target/" ;; esac
        done
        for header in $(sed -nE 's/^#include <((sqlite3|sodium|openssl\/|utf8proc|libintl|pthread|gsl\/|csv|zip|expat|xlsxwriter|readstat|cairo|pango|jansson|microhttpd|gnutls|libpq).*)>/\1/p' "$file"); do
            found=
            for library in $libraries; do case $header in "$library"*) found=1 ;; esac; done
            [ -n "$found" ] || echo "$file includes <$header>"
        done
    done
done >"${TMPDIR:-/tmp}/layers.$$"
while read -r breach; do say "$breach"; done <"${TMPDIR:-/tmp}/layers.$$"
rm -f "${TMPDIR:-/tmp}/layers.$$"

# The verifier is a second opinion only while it shares nothing: its own header, two libraries, and few lines.
found=$(grep -HE '^#include ["<]' verifier/*.[ch] | grep -vE '"(file\.h|(schema|evidence)\.list)"|<(sqlite3|sodium|math|std[a-z]+|string|sys/stat)\.h>' || true)
[ -z "$found" ] || say "the verifier includes $found"
found=$(grep -nE '\b(sprintf|vsprintf|strcpy|strcat|strtok|atoi|atol|atof|gets|rand|srand)\(' verifier/*.c || true)
[ -z "$found" ] || say "$found"
[ "$(cat verifier/*.[ch] | wc -l)" -le 2000 ] || say "the verifier has more than 2000 lines of C"

# Circles: file -> neighbour it includes (X_inside.h is part of X), taken transitively.  The README of the room names
# each circle that stays, in a line `circle: a b c - why`.
for room in $every_room; do
    grep -H "^#include \"$room/[^/]*\"" "$room"/*.[ch] | sed -E 's|.*/([^/]*)\.[ch]:#include ".*/([^/]*)\.h"|\1 \2|; s/_inside\b//g' |
        awk '$1 != $2 { to[$1, $2] = 1; name[$1]; name[$2] }
             END { for (k in name) for (i in name) for (j in name) if ((i, k) in to && (k, j) in to) to[i, j] = 1
                   for (i in name) if ((i, i) in to && !(i in done)) { line = ""; for (j in name) if ((i, j) in to && (j, i) in to) { done[j]; print i "\t" j } } }' |
        sort | awk -F'\t' '{ c[$1] = c[$1] " " $2 } END { for (i in c) print "circle:" c[i] }' | while read -r circle; do
        sed 's/ - .*//' "$room/README.md" 2>/dev/null | grep -qxF "$circle" || echo "$room: $circle"
    done
    grep '^circle:' "$room/README.md" 2>/dev/null | grep -v ' - .' | sed "s|^|$room: no reason given: |" || true
done >"${TMPDIR:-/tmp}/layers.$$"
while read -r breach; do say "$breach"; done <"${TMPDIR:-/tmp}/layers.$$"
rm -f "${TMPDIR:-/tmp}/layers.$$"
[ "$(cat $(for room in $every_room; do ls "$room/README.md" 2>/dev/null; done) | grep -c '^circle:')" -le 3 ] || say "more than three circles"

# never: unbounded writes, hidden state, silent conversions
found=$(grep -nE '\b(sprintf|vsprintf|strcpy|strcat|strtok|atoi|atol|atof|gets|rand|srand)\(' $(sources) || true)
[ -z "$found" ] || say "$found"

# only the command line prints, exits or reads argv
found=$(grep -nE '\b(printf|puts|putchar|exit)\(' $(sources | grep -v '^cli/' | grep '\.c$') || true)
[ -z "$found" ] || say "$found"

# a terminal is steered, and written to past the streams that keep others from steering it, in one place
found=$(grep -nE '\b(writev?|dprintf|setvbuf|fdopen)\(|/dev/(tty|std)|\\033|\\x1b|\\r"' cli/*.c cli/*/*.c | grep -v '^cli/terminal/screen\.c:' || true)
[ -z "$found" ] || say "a terminal is written to in cli/terminal/screen.c: $found"

# a file that people will find is written under a temporary name, which a signal does not leave behind
found=$(grep -nE '\bfopen\([^"]*, "[wa]|\bO_CREAT\b' $(sources) | grep -vE '^(survey/base/output|survey/store/store|importers/tables/(linkage|tables))\.c:' || true)
[ -z "$found" ] || say "files are written by survey/base/output: $found"

# who is asked (selected, or a reserve called in) and what became of whom was replaced is said once, by member_now in
# views.sql: no .c above survey/ names the table or repeats the rule
found=$(grep -nE '"release"|\b(FROM|JOIN|INTO|UPDATE|TABLE) release\b|'"'(selected|reserve)'" $(sources | grep -v '^survey/') || true)
[ -z "$found" ] || say "$found"

# statements stand in few files: above survey/ in those that write what is imported, and in the weighing
statements=$(grep -lE '"[^"]*\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b' $(sources | grep '\.c$'))
found=$(echo "$statements" | grep -v '^survey/' | grep -vE '^(scoring/weighing/weigh|scoring/weighing/weigh_read|scoring/weighing/weigh_recipe_read|scoring/weighing/weigh_write|importers/tables/(frame|frame_spellings|people)|importers/ballots/write|importers/ballots/register|importers/ballots/accept)\.c$' || true)
[ -z "$found" ] || say "SQL belongs in survey/:" $found
[ "$(echo "$statements" | wc -l)" -le 26 ] || say "SQL in more than 26 files"

# every code a user may meet is explained, and no other
codes=$(grep -hoE '"[FW][0-9]{3}"' $(sources) | tr -d '"' | sort -u)
explained=$(awk -F'|' '/^\| [FW]/ { print $2 }' docs/issues.md | grep -oE '[FW][0-9]{3}' | sort)
for code in $codes; do
    echo "$explained" | grep -qx "$code" || say "$code is not in docs/issues.md"
done
for code in $explained; do
    echo "$codes" | grep -qx "$code" || say "docs/issues.md explains $code, which is never given"
done
[ -z "$(echo "$explained" | uniq -d)" ] || say "docs/issues.md explains twice:" $(echo "$explained" | uniq -d)

# ... and some test expects it: in what a command line prints, among the codes of a file to import, or in a string of a unit test
# (no comment, and not where it is compared to be absent)
tested=$({
    awk '/^--- (run|stdout|stderr|exact|status [0-9]+)$/ { inside = $2 ~ /^std/; next } inside' tests/cli/*.t | grep -oE '\[[FW][0-9]{3}\]'
    awk -F'|' '!/^#/ { print $6 }' tests/data/import/cases.txt
    find tests -name 'test_*.c' -exec sed 's|/\*.*\*/||; /\/\*/,/\*\//d; /!= 0/d' {} + | grep -oE '"([^"\]|\\.)*"'
} | grep -oE '\b[FW][0-9]{3}\b' | sort -u)
for code in $codes; do
    echo "$tested" | grep -qx "$code" || say "no test expects $code"
done

# the words of the glossary are those of the code
for word in $(grep -oE '`(struct |enum )?[a-z_]+`' docs/glossary.md | tr -d '`' | sed -E 's/^(struct|enum) //' | sort -u); do
    grep -qwE "$word" $(sources | grep '\.h$') survey/store/*.sql || say "docs/glossary.md says $word, which is nothing"
done
# ... and a tag of a struct means one thing
found=$(grep -hoE '^struct [a-z_]+ \{' $(sources) | sort | uniq -d)
[ -z "$found" ] || say "two structs of one tag: $found"

# no room is crowded, and a long file says why
for file in $(sources | grep '\.c$'); do
    [ "$(wc -l <"$file")" -le 600 ] || head -3 "$file" | grep -q 'Over 600 lines: ' || say "$file has more than 600 lines and does not say why"
done
for room in $every_room; do
    [ "$(ls "$room"/*.c | wc -l)" -le 25 ] || say "$room holds more than 25 .c files"
done
exit $status
