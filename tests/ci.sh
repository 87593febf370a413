#!/bin/sh
# ci.sh - what stands between a change and the main line, from a clean checkout on Debian 12 or 13: `make check`, the
# tests under the sanitizers, each fuzz harness for SECONDS_EACH (20).
#
#   sh tests/ci.sh
#
# Prints the seconds of each part; the last line is `N passed, N failed` over all of them.  A part that tested nothing,
# for want of a package, say, has failed.  LOGS (build/ci) keeps what the parts said.
set -u
cd "$(dirname "$0")/.." || exit 2
: "${SECONDS_EACH:=20}" "${LOGS:=build/ci}"
export SECONDS_EACH
mkdir -p "$LOGS" || exit 2
passed=0 failed=0 times=

# The only thing that make cannot install.
if ! command -v make >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends make >/dev/null
fi

# Run a part; its own last line `N passed, N failed` is what it tested.
part() {
    name=$1
    shift
    echo "== $name"
    began=$(date +%s)
    { "$@" 2>&1; echo $? >"$LOGS/$name.status"; } | tee "$LOGS/$name.log"
    status=$(cat "$LOGS/$name.status")
    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$LOGS/$name.log" | tail -1)
    good=${line%% passed*} bad=${line#* passed, }
    good=${good:-0} bad=${bad%% failed}
    bad=${bad:-0}
    if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$good" -eq 0 ]; }; then
        echo "FAIL $name: status $status, ${line:-nothing was tested}"
        bad=1
    fi
    passed=$((passed + good)) failed=$((failed + bad))
    times="$times$(printf '%6d s  %-10s  %d passed, %d failed' $(($(date +%s) - began)) "$name" "$good" "$bad")
"
}

fuzz() { make deps-fuzz && make fuzz; }

part check make check
part sanitizers make MODE=asan test
part fuzz fuzz
printf '== seconds\n%s' "$times"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
