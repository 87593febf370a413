#!/bin/sh
# sqlite-versions.sh - a round made under one version of SQLite verifies under every other, gives the same digests, and rounds of
# earlier programs are upgraded under each.  Their own amalgamations come with npm's better-sqlite3 (network).
#
#   B=build [PACKAGES='8.1.0 11.1.2 latest'] sh tests/slow/sqlite-versions.sh
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${B:=build}" "${PACKAGES:=8.1.0 11.1.2 latest}"
export DTXHH="$PWD/$B/dtxhh" ROOT="$PWD" TINY="$PWD/tests/cli/tiny" SOURCE_DATE_EPOCH=1735689600
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT INT TERM
cd "$folder" || exit 2
failed=0
fail() { echo "FAIL $*"; failed=1; }

command -v npm >/dev/null || { echo 'npm is missing'; exit 1; }
for package in $PACKAGES; do
    file=$(npm pack "better-sqlite3@$package" 2>/dev/null | tail -1)
    mkdir "p$package" && tar xzf "$file" -C "p$package" package/deps/sqlite3 || { fail "better-sqlite3@$package does not come"; continue; }
    source=p$package/package/deps/sqlite3/sqlite3.c
    version=$(sed -n 's/^#define SQLITE_VERSION  *"\(.*\)"/\1/p' "$source")
    mkdir -p "lib/$version"
    gcc -O1 -w -shared -fPIC -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_ENABLE_COLUMN_METADATA -Wl,-soname,libsqlite3.so.0 \
        "$source" -o "lib/$version/libsqlite3.so.0" -lpthread -lm -ldl || fail "SQLite $version does not compile"
done
mkdir -p lib/system
versions=$(ls lib)

# dtxhh under the version $with.
dtxhh() {
    if [ "$with" = system ]; then "$DTXHH" "$@"; else LD_LIBRARY_PATH="$folder/lib/$with" "$DTXHH" "$@"; fi
}
. "$ROOT/tests/cli/lib.sh"
tiny_new() { dtxhh new r.dtxhh --definition "$TINY/definition" --salt-seed x --as minh --quiet; }

for with in $versions; do
    mkdir "made-$with" && (cd "made-$with" && tiny_scored 2>/dev/null && dtxhh log head r.dtxhh --csv >head) || fail "no round under $with"
    cmp -s "made-$with/head" "made-$(echo "$versions" | head -1)/head" || fail "another head under $with"
    for old in 5 10; do
        sqlite3 "old-$old-$with.dtxhh" <"$ROOT/tests/data/rounds/version-$old.sql"
        dtxhh upgrade "old-$old-$with.dtxhh" --as t --quiet || fail "version $old is not upgraded under $with"
    done
done
n=0
for made in $versions; do
    for with in $versions; do
        for round in "made-$made/r.dtxhh" "old-5-$made.dtxhh" "old-10-$made.dtxhh"; do
            dtxhh verify "$round" --quiet 2>said || { fail "$round under $with"; cat said; }
            n=$((n + 1))
        done
    done
done
echo "$n rounds verified under $(echo $versions)"
[ $failed -eq 0 ] && [ "$n" -ge 27 ]
