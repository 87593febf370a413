#!/bin/sh
# run.sh - is the program broken without a test noticing?  `make mutants` runs it; it needs x86-64 and what the tests need.
#
#   1. every conditional jump of the files named in `files` (asmmut.sh): whatever is not noticed must be explained;
#   2. LINES lines of the other files of the library, broken one way each (breaks.awk, breaks.sh): fewer than a tenth may
#      pass.  SEED says which lines; the same come again as long as they stand.
#
# What passes for a good reason stands in survivors.txt: a line as it is printed, and below it, indented, why.
set -u
: "${B:=build}" "${SEED:=1}" "${LINES:=40}"
here=tests/mutants
export MUTANTS="$PWD/$B/mutants" SOURCE_DATE_EPOCH=1735689600
unset DTXHH_LANG
rm -rf "$MUTANTS" && mkdir -p "$MUTANTS" || exit 2
# Rounds are written in memory where that can be, and nothing stays.
shm=/dev/shm
[ -w $shm ] || shm=/tmp
TMPDIR=$(mktemp -d $shm/mutants.XXXXXX) || exit 2
trap 'rm -rf "$TMPDIR"' EXIT
trap 'exit 1' INT TERM
export TMPDIR
began=$(date +%s)

# The lines of stdin, each with its reason, or that it has none: those are counted in `unexplained`.
explain() {
    awk '
    NR == FNR { if (/^#|^$/) next; if (/^ /) { sub(/^ +/, ""); why[key] = why[key] (why[key] ? " " : "") $0 } else key = $0; next }
    { print; if (why[$0]) print "    " why[$0]; else { n++; print "    NO REASON IS GIVEN" } }
    END { exit n > 0 }' $here/survivors.txt -
}

grep -v '^#' $here/files | xargs -P2 -L1 sh $here/asmmut.sh >"$MUTANTS/jumps.alive" || exit 2
sort "$MUTANTS/jumps.alive" | explain
explained=$?
tried=$(cat "$MUTANTS"/*.count | awk '{ n += $1 } END { print n }')
alive=$(wc -l <"$MUTANTS/jumps.alive")
echo "jumps: $tried changes, $alive not noticed; $(($(date +%s) - began)) s"

# The first of the breaks that compile, two copies of the tree to try them in.
others=$(for source in $LIB_SRC; do grep -q "^$(basename "$source") " $here/files || echo "$source"; done)
LC_ALL=C awk -v seed="$SEED" -f $here/breaks.awk $others | LC_ALL=C sort >"$MUTANTS/candidates"
n=0
while [ $n -lt "$LINES" ] && IFS= read -r row; do
    file=$(printf '%s' "$row" | cut -f2)
    BROKEN=$(printf '%s' "$row" | cut -f5) awk -v n="$(printf '%s' "$row" | cut -f3)" \
        'NR == n { print ENVIRON["BROKEN"]; next } 1' "$file" >"$TMPDIR/broken.c"
    $CC $CFLAGS $CPPFLAGS -fsyntax-only -I"$(dirname "$file")" "$TMPDIR/broken.c" 2>/dev/null || continue
    printf '%s\n' "$row" >>"$MUTANTS/list.$((n % 2))"
    n=$((n + 1))
done <"$MUTANTS/candidates"
for half in 0 1; do
    mkdir "$MUTANTS/$half" "$TMPDIR/$half" "$MUTANTS/$half/$B"
    tar cf - --exclude=./build --exclude=./.git . | tar xf - -C "$MUTANTS/$half"
    (cd "$B" && tar cf - --exclude=./mutants --exclude=./demo --exclude=./asan .) | tar xf - -C "$MUTANTS/$half/$B"
    TMPDIR=$TMPDIR/$half DTXHH=$B/dtxhh sh $here/breaks.sh "$MUTANTS/$half" <"$MUTANTS/list.$half" >"$MUTANTS/$half.alive" &
done
wait
cat "$MUTANTS"/[01].alive | sort | explain
passed=$(cat "$MUTANTS"/[01].alive | wc -l)
cut -d: -f1 "$MUTANTS"/[01].log | sort | uniq -c | sed 's/^ */    noticed by /; s/by \([0-9]*\) \(.*\)/by \2: \1/'
echo "lines: $n broken, $passed not noticed; $(($(date +%s) - began)) s in all"
[ $explained -eq 0 ] && [ $n -eq "$LINES" ] && [ $((passed * 10)) -lt "$n" ]
