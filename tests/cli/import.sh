#!/bin/sh
# import.sh - every file of tests/data/import/ has the outcome that cases.txt says: `ok FILES` or `FAIL FILES`.
#
#   DTXHH=build/dtxhh T=units sh tests/cli/import.sh
set -u
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "${DTXHH:-$here/../../build/dtxhh}") || exit 2
data=$here/../data/import
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT INT TERM
SOURCE_DATE_EPOCH=1735689600 DTXHH_LANG=en LC_ALL=C.UTF-8
export SOURCE_DATE_EPOCH DTXHH_LANG LC_ALL
: "${T:=}"

base() {
    "$program" new "$work/base.dtxhh" --definition "$data/round/definition" --as t --quiet &&
        "$program" frame import "$work/base.dtxhh" "$data/round/frame.csv" --as t --quiet &&
        "$program" frame freeze "$work/base.dtxhh" --seed-from x --as t --quiet &&
        "$program" draw "$work/base.dtxhh" --seed 1 --as t --quiet &&
        "$program" issue "$work/base.dtxhh" --serial-seed nap --as t --quiet &&
        "$program" show "$work/base.dtxhh" ballots --csv | grep -q '^17394484940,P1,LD,L1,'
}
base || { echo "FAIL import: the round of the cases cannot be made, or has other serials"; exit 1; }

trimmed() {
    set -f
    set -- $1
    set +f
    echo "$*"
}

# Steps that come before: imports, or channels=RULE.
prepare() {
    echo "$1" | tr ';' '\n' >"$work/steps"
    while read -r step; do
        case $step in
        '') ;;
        channels=*)
            rm -rf "$work/definition"
            cp -r "$data/round/definition" "$work/definition"
            echo "channels,${step#*=},test" >>"$work/definition/round.csv"
            "$program" define "$work/r.dtxhh" --definition "$work/definition" --reason test --as t --quiet </dev/null || return 1
            ;;
        *) (cd "$data/files" && "$program" import "$work/r.dtxhh" $step --as t --quiet </dev/null 2>"$work/log") || return 1 ;;
        esac
    done <"$work/steps"
}

# Say what differs from the case; nothing where it is as it should be.
check() {
    [ "$status" = "$want_status" ] || echo "status $status, expected $want_status"
    [ "$codes" = "$want_codes" ] || echo "codes \"$codes\", expected \"$want_codes\""
    if [ "$want_status" != 0 ]; then
        cmp -s "$work/before.dtxhh" "$work/r.dtxhh" || echo "the round has changed"
        return
    fi
    is=$(awk -F, 'NR == 2 { print $3, $4 }' "$work/out")
    [ "$is" = "$want_counts" ] || echo "entries and events \"$is\", expected \"$want_counts\""
    "$program" verify "$work/r.dtxhh" >/dev/null 2>"$work/log" || echo "verify: $(head -1 "$work/log")"
    [ -z "$want_answers" ] && return
    "$program" show "$work/r.dtxhh" answers --csv | sed 1d | awk 'gsub(/"/, "&") % 2 { open = !open } { printf "%s%s", $0, open ? "\\n" : "\n" }' |
        sort >"$work/is"
    sort "$data/expected/$want_answers.csv" | diff - "$work/is" | sed 's/^/answers: /' | head -5
}

failed=0
while IFS='|' read -r files options before want_status want_counts want_codes want_answers <&3; do
    files=$(trimmed "$files") options=$(trimmed "$options") want_status=$(trimmed "$want_status")
    case $files in '' | '#'*) continue ;; esac
    case "$files $options" in *"$T"*) ;; *) continue ;; esac
    want_counts=$(trimmed "$want_counts") want_codes=$(trimmed "$want_codes") want_answers=$(trimmed "$want_answers")
    cp "$work/base.dtxhh" "$work/r.dtxhh"
    wrong=
    prepare "$before" || wrong="the steps before failed: $(head -1 "$work/log")"
    cp "$work/r.dtxhh" "$work/before.dtxhh"
    (cd "$data/files" && eval "\"$program\" import \"$work/r.dtxhh\" $files $options --as t") >"$work/out" 2>"$work/err" </dev/null
    status=$?
    codes=$(grep -o '\[[FW][0-9][0-9][0-9]\]$' "$work/err" | tr -d '[]' | sort -u)
    codes=$(trimmed "$codes")
    wrong=$wrong$(check)
    name="$files $options${before:+ after $(trimmed "$before")}"
    if [ -z "$wrong" ]; then
        echo "ok $name"
    else
        failed=1
        echo "FAIL $name"
        echo "$wrong" | sed 's/^/    /'
        head -5 "$work/err" | sed 's/^/    | /'
    fi
done 3<"$data/cases.txt"
exit $failed
