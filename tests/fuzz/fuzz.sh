#!/bin/sh
# fuzz.sh - every harness of tests/fuzz/ under libFuzzer, AddressSanitizer and UBSan.
#
#   B=build SECONDS_EACH=60 sh tests/fuzz/fuzz.sh [HARNESS...]
#
# Seeds are the files of tests/data/; what is new is kept in B/fuzz/HARNESS.corpus, what fails beside it.  Says how
# many inputs each harness was given: `ok` or `FAIL`, and `N passed, N failed` at the end.
set -u
cd "$(dirname "$0")/../.."
: "${B:=build}" "${SECONDS_EACH:=60}"
if ! command -v clang >/dev/null; then echo "FAIL there is no clang, nothing was fuzzed: make deps-fuzz"; echo "0 passed, 1 failed"; exit 1; fi
out=$B/fuzz
mkdir -p "$out"
flags='-Wall -Wextra -Wconversion -Wcast-qual -Werror -g -O2 -std=c11 -D_GNU_SOURCE -DBLOCK_BYTES=((size_t)512) -I. -fno-sanitize-recover=all'
export DTXHH="${DTXHH:-$PWD/$B/dtxhh}"
# Much is allocated for each input: little of it is kept for looking at later.
export ASAN_OPTIONS=malloc_context_size=6:quarantine_size_mb=4:allocator_release_to_os_interval_ms=-1:max_malloc_fill_size=0
passed=0 failed=0
say() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); echo "ok $2"; else failed=$((failed + 1)); echo "FAIL $2"; fi; }

# The folders below, compiled once for all harnesses; only what has changed.
build() {
    newest=$(ls -t importers/*/*.h survey/*/*.h tests/fuzz/*.h | head -1)
    rm -f "$out"/*.list
    for source in importers/*/*.c survey/*/*.c "$B"/survey/store/*.c tests/fuzz/input.c; do
        object=$out/$(echo "${source#"$B"/}" | tr / _ | sed 's/c$/o/')
        echo "$object" >>"$out/objects.list"
        if [ "$object" -nt "$source" ] && [ "$object" -nt "$newest" ]; then continue; fi
        echo "-o $object $source"
    done | xargs -P"$(nproc)" -L1 clang $flags -fsanitize=fuzzer-no-link,address,undefined -c
}

# A round in which ballots of both kinds are issued, some keyed.
make_round() {
    data=tests/data/import
    rm -f "$out"/round.*
    "$DTXHH" new "$out/round.dtxhh" --definition $data/round/definition --as t --quiet &&
        "$DTXHH" frame import "$out/round.dtxhh" $data/round/frame.csv --as t --quiet &&
        "$DTXHH" frame freeze "$out/round.dtxhh" --seed-from x --as t --quiet &&
        "$DTXHH" draw "$out/round.dtxhh" --seed 1 --as t --quiet &&
        "$DTXHH" issue "$out/round.dtxhh" --serial-seed nap --as t --quiet &&
        "$DTXHH" import "$out/round.dtxhh" $data/files/one.csv --as t --quiet
}

# Seeds: text as it is, with its map behind it; workbooks as they are and as their parts.
make_seeds() {
    rm -rf "$out/text" "$out/books"
    mkdir -p "$out/text" "$out/books"
    for file in tests/data/reader/seeds/*.csv; do cp "$file" "$out/text/reader-$(basename "$file")"; done
    cp tests/data/import/files/*.csv tests/data/import/files/*.txt "$out/text"
    for map in tests/data/import/files/*-map.csv; do
        file=${map%-map.csv}.csv
        { cat "$file"; echo '%%map'; cat "$map"; } >"$out/text/with-$(basename "$map")"
    done
    cp tests/data/reader/seeds/*.xml tests/data/reader/types.xlsx tests/data/import/files/*.xlsx "$out/books"
    echo "#pieces of a sheet" >"$out/books/pieces"
    for book in tests/data/reader/types.xlsx tests/data/import/files/*.xlsx; do
        for part in worksheets/sheet1 sharedStrings styles workbook _rels/workbook; do
            case $part in _rels/*) name=xl/$part.xml.rels ;; *) name=xl/$part.xml ;; esac
            unzip -p "$book" "$name" 2>/dev/null | sed 's|[a-zA-Z0-9/]*worksheets/sheet1.xml|sheet.xml|; s|sharedStrings.xml|strings.xml|'
            printf '\0'
        done >"$out/books/$(basename "$book").parts"
    done
}

build && make_round && make_seeds || { echo 'FAIL the harnesses cannot be built, or their round'; echo '0 passed, 1 failed'; exit 1; }
[ $# -gt 0 ] || set -- tests/fuzz/fuzz_*.c
for harness; do
    name=$(basename "$harness" .c)
    corpus=$out/$name.corpus log=$out/$name.log
    mkdir -p "$corpus"
    case $name in
    fuzz_xlsx | fuzz_scan) seeds=$out/books ;;
    fuzz_import) seeds="$out/text $out/books" ;;
    *) seeds=$out/text ;;
    esac
    # shellcheck disable=SC2046,SC2086
    clang $flags -fsanitize=fuzzer,address,undefined "tests/fuzz/$name.c" $(cat "$out/objects.list") -o "$out/$name" \
        $(pkg-config --libs sqlite3 libsodium libcrypto libutf8proc libzip expat) -lcsv -lm -pthread >"$log" 2>&1 &&
        FUZZ_ROUND=$out/round.dtxhh "$out/$name" -max_total_time="$SECONDS_EACH" -rss_limit_mb=4096 -timeout=20 -max_len="${MAX_LEN:-2048}" -entropic=0 \
            -dict=tests/fuzz/words.dict -artifact_prefix="$out/$name-" -print_final_stats=1 "$corpus" $seeds >>"$log" 2>&1
    status=$?
    [ $status -eq 0 ] || tail -20 "$log" | cut -c1-300
    say $status "$name, $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs in $SECONDS_EACH s"
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
