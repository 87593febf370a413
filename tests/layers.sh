#!/bin/sh
# layers.sh - an include points down, never up or sideways; each library lives
# in one place; some functions are never called.  Says every breach; status 1.
set -eu
cd "$(dirname "$0")/.."
status=0
say() { echo "layers: $*" >&2; status=1; }

# folder: what of ours it may include
allowed() {
    case $1 in
    survey) echo survey ;;
    sampling) echo 'survey sampling' ;;
    scoring) echo 'survey scoring' ;;
    importers) echo 'survey importers' ;;
    reports) echo 'survey sampling scoring reports' ;;
    cli) echo 'survey sampling scoring importers reports cli' ;;
    esac
}
for folder in survey sampling scoring importers reports cli; do
    for file in "$folder"/*.[ch]; do
        for target in $(sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' "$file" | sort -u); do
            case " $(allowed $folder) " in
            *" $target "*) ;;
            *) say "$file includes from $target/" ;;
            esac
        done
    done
done

# library header: where it may stand
library() {
    found=$(grep -lE "^#include <($1)" survey/*.[ch] sampling/*.[ch] scoring/*.[ch] importers/*.[ch] reports/*.[ch] cli/*.[ch] |
        grep -vE "^($2)/" || true)
    [ -z "$found" ] || say "<$1> in $found"
}
library 'sqlite3\.h|sodium\.h|openssl/|utf8proc\.h|libintl\.h' survey
library 'gsl/' 'scoring|sampling'
library 'csv\.h|zip\.h|expat\.h' importers
library 'xlsxwriter\.h|readstat\.h|cairo' reports

# never: unbounded writes, hidden state, silent conversions
found=$(grep -nE '\b(sprintf|vsprintf|strcpy|strcat|strtok|atoi|atol|atof|gets|rand|srand)\(' \
    survey/*.[ch] sampling/*.[ch] scoring/*.[ch] importers/*.[ch] reports/*.[ch] cli/*.[ch] || true)
[ -z "$found" ] || say "$found"

# only the command line prints, exits or reads argv
found=$(grep -nE '\b(printf|puts|putchar|exit)\(' survey/*.c sampling/*.c scoring/*.c importers/*.c reports/*.c || true)
[ -z "$found" ] || say "$found"
# every code a user may meet is explained, and no other
codes=$(grep -rhoE '"[FW][0-9]{3}"' survey sampling scoring importers reports cli --include=*.c | tr -d '"' | sort -u)
explained=$(awk -F'|' '/^\| [FW]/ { print $2 }' docs/issues.md | grep -oE '[FW][0-9]{3}' | sort)
for code in $codes; do
    echo "$explained" | grep -qx "$code" || say "$code is not in docs/issues.md"
done
for code in $explained; do
    echo "$codes" | grep -qx "$code" || say "docs/issues.md explains $code, which is never given"
done
[ -z "$(echo "$explained" | uniq -d)" ] || say "docs/issues.md explains twice:" $(echo "$explained" | uniq -d)
exit $status
