#!/bin/sh
# run.sh - is the program broken without a test noticing?  `make mutants` runs it, on x86-64.
#
#   1. every conditional jump of the files named in `files` (asmmut.sh): what is not noticed must be explained;
#   2. LINES lines of the library's other files, each broken one way (breaks.awk, breaks.sh): fewer than one in twenty may
#      pass unexplained.  SEED says which; the same come again as long as they stand.
#
# Reasons stand in survivors.txt.  PART=1 or 2 runs one of them.
set -u
: "${B:=build}" "${SEED:=1}" "${LINES:=40}" "${PART:=1 2}"
here=tests/mutants
export MUTANTS="$PWD/$B/mutants" SOURCE_DATE_EPOCH=1735689600
unset DTXHH_LANG
rm -rf "$MUTANTS" && mkdir -p "$MUTANTS" || exit 2
# Rounds are written in memory where they can be, and nothing stays.
shm=/dev/shm
[ -w $shm ] || shm=/tmp
TMPDIR=$(mktemp -d $shm/mutants.XXXXXX) || exit 2
chmod 755 "$TMPDIR"
trap 'rm -rf "$TMPDIR"' EXIT
trap 'exit 1' INT TERM
export TMPDIR
began=$(date +%s)
seconds() { echo "$(($(date +%s) - began)) s"; }
failed=0

case $PART in *1*)
    grep -v '^#' $here/files | xargs -P2 -L1 sh $here/asmmut.sh >"$MUTANTS/jumps.alive" || exit 2
    sort "$MUTANTS/jumps.alive" | awk -f $here/explain.awk $here/survivors.txt - || failed=1
    n=$(cat "$MUTANTS"/*.count | awk '{ n += $1 } END { print n }')
    echo "jumps: $n changes, $(wc -l <"$MUTANTS/jumps.alive") not noticed; $(seconds)"
    ;;
esac

case $PART in *2*)
    others=$(for source in $LIB_SRC; do grep -q "^$(basename "$source") " $here/files || echo "$source"; done)
    LC_ALL=C awk -v seed="$SEED" -f $here/breaks.awk $others | LC_ALL=C sort >"$MUTANTS/candidates"
    n=0
    while [ $n -lt "$LINES" ] && IFS= read -r row; do # those that compile
        file=$(printf '%s' "$row" | cut -f2)
        BROKEN=$(printf '%s' "$row" | cut -f5) awk -v n="$(printf '%s' "$row" | cut -f3)" \
            'NR == n { print ENVIRON["BROKEN"]; next } 1' "$file" >"$TMPDIR/broken.c"
        $CC $CFLAGS $CPPFLAGS -fsyntax-only -I"$(dirname "$file")" "$TMPDIR/broken.c" 2>/dev/null || continue
        printf '%s\n' "$row" >>"$MUTANTS/list.$((n % 2))"
        n=$((n + 1))
    done <"$MUTANTS/candidates"
    for half in 0 1; do
        mkdir -p "$MUTANTS/$half/$B" "$TMPDIR/$half"
        tar cf - --exclude=./build --exclude=./.git . | tar xf - -C "$MUTANTS/$half"
        (cd "$B" && tar cf - --exclude=./mutants --exclude=./demo --exclude=./asan --exclude=./bench .) | tar xf - -C "$MUTANTS/$half/$B"
        TMPDIR=$TMPDIR/$half sh $here/breaks.sh "$MUTANTS/$half" <"$MUTANTS/list.$half" >"$MUTANTS/$half.alive" &
    done
    wait
    cut -d: -f1 "$MUTANTS"/[01].log | sort | uniq -c | sed 's/^ */    noticed by /; s/by \([0-9]*\) \(.*\)/by \2: \1/'
    cat "$MUTANTS"/[01].alive | sort | awk -f $here/explain.awk $here/survivors.txt - >"$MUTANTS/lines.alive" || :
    cat "$MUTANTS/lines.alive"
    alive=$(cat "$MUTANTS"/[01].alive | wc -l) unexplained=$(grep -c '^    NO REASON IS GIVEN$' "$MUTANTS/lines.alive")
    echo "lines: $n broken, $alive not noticed, $unexplained of them unexplained; $(seconds) in all"
    [ "$(cat "$MUTANTS"/[01].log | wc -l)" -eq "$LINES" ] && [ $((unexplained * 20)) -lt "$n" ] || failed=1
    ;;
esac
exit $failed
