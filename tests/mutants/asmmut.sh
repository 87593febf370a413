#!/bin/sh
# asmmut.sh - SQLite's mutation test (testing.html 7.6): each conditional jump of one C file is always taken, then never;
# what no test notices names its source line.
#
#   asmmut.sh FILE.c TESTS...
#
# FILE is the name of one of the library's sources, wherever it stands; TESTS are tried in turn: unit tests, as SUITE/NAME with
# the wild cards of Criterion, or command-line cases by their name.  The tests and the program are linked once with FILE compiled anew: without optimisation, so
# that a jump is one of the source's, and without asserts and stack guards, which never fail.  Then the bytes of one jump at
# a time are changed in both.  Writes `FILE.c jmp|nop N: LINE` for each change that was not noticed, of the Nth jump of the line, and the number of changes
# to MUTANTS/FILE.count.  x86-64 only.  What it needs comes from `make mutants`;
# rounds are written to its TMPDIR.
set -u
: "${CC:?}" "${CFLAGS:?}" "${CPPFLAGS:?}" "${LDLIBS:?}" "${LIB_SRC:?}" "${TEST_OBJ:?}" "${CLI_OBJ:?}" "${LIBRARY:?}" "${MUTANTS:?}"
file=$1
shift
src=$(printf '%s\n' $LIB_SRC | grep -E "(^|/)$file\$")
[ -n "$src" ] && [ -e "$src" ] || { echo "$file is not one source of the library: $src" >&2; exit 2; }
W=$MUTANTS/${file%.c}
rm -rf "$W" && mkdir -p "$W" && W=$(cd "$W" && pwd) || exit 2

$CC $CFLAGS $CPPFLAGS -O0 -g -DNDEBUG -fno-stack-protector -fcf-protection=none -w -c -o "$W/changed.o" "$src" &&
    $CC -no-pie -Wl,-Map="$W/units.map" -o "$W/units" "$W/changed.o" $TEST_OBJ $LIBRARY $LDLIBS -lcriterion &&
    $CC -no-pie -Wl,-Map="$W/dtxhh.map" -o "$W/dtxhh" "$W/changed.o" $CLI_OBJ $LIBRARY $LDLIBS || exit 2

# Where in the file $1 the code of changed.o begins.
place() {
    at=$(awk '$1 == ".text" && $4 ~ /changed\.o$/ { print $2; exit }' "$1.map")
    set -- $(objdump -h "$1" | awk '$2 == ".text" { print "0x" $4, "0x" $6 }')
    echo $((at - $1 + $2))
}
in_units=$(place "$W/units") in_dtxhh=$(place "$W/dtxhh")

# The jumps: place in the code, bytes, source line.
objdump -d -j .text "$W/changed.o" |
    awk -F'\t' '$3 ~ /^j/ && $3 !~ /^jmp/ { sub(/^ */, "", $1); sub(/:/, "", $1); sub(/ *$/, "", $2); print "0x" $1, $2 }' >"$W/jumps"
cut -d' ' -f1 "$W/jumps" | addr2line -e "$W/changed.o" -j .text | sed 's/ (disc.*//; s/.*://' >"$W/lines"

# Bytes $1, hexadecimal, to place $2 of the program and of the tests.
patch() {
    octal=$(for byte in $1; do printf '\\%03o' "0x$byte"; done)
    printf "$octal" | dd of="$W/units" bs=1 seek=$((in_units + $2)) conv=notrunc status=none
    printf "$octal" | dd of="$W/dtxhh" bs=1 seek=$((in_dtxhh + $2)) conv=notrunc status=none
}

# True where some test fails.  The limit of time on the processor ends what never would; quick tests come first and need less.
noticed() {
    seconds=15
    for tests in "$@"; do
        case $tests in
        */*) (ulimit -t $seconds; timeout -k 1 600 "$W/units" -j1 --fail-fast --filter "$tests") ;;
        *) (ulimit -t 20; for case in tests/cli/*"$tests"*.t; do DTXHH=$W/dtxhh B=$B timeout -k 1 600 sh tests/cli/case.sh "$case" || exit 1; done) ;;
        esac >/dev/null 2>&1 || return 0
        seconds=60
    done
    return 1
}

if noticed "$@"; then
    echo "$file: the tests fail as it is" >&2
    exit 2
fi
n=0 last=
while read -r at first second rest; do
    line=$(sed -n "$((n / 2 + 1))p" "$W/lines")
    if [ "$line" = "$last" ]; then place=$((place + 1)); else place=1 last=$line; fi
    case $first in
    0f) jmp="90 e9" nop="90 90 90 90 90 90" ;;
    *) jmp=eb nop="90 90" ;;
    esac
    for how in jmp nop; do
        n=$((n + 1))
        if [ $how = jmp ]; then patch "$jmp" "$at"; else patch "$nop" "$at"; fi
        noticed "$@" || printf '%s\n' "$file $how $place: $(sed -n "${line}s/^ *//p" "$src")"
        patch "$first $second $rest" "$at"
    done
done <"$W/jumps"
echo $n >"$MUTANTS/${file%.c}.count"
rm -rf "$W"
