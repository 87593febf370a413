#!/bin/sh
# cases.sh - files as people have them (tests/cases): each case builds its file and says whether the program does what is right.
#
#   DTXHH=build/dtxhh sh tests/cases.sh
set -u
cd "$(dirname "$0")/.." || exit 2
DTXHH=$(realpath -e "${DTXHH:-build/dtxhh}") || exit 2
export DTXHH
status=0
for case in tests/cases/[0-9]*; do
    name=$(basename "$case")
    case $name in *"${T:-}"*) ;; *) continue ;; esac
    if said=$(sh "$case/cmd.sh" 2>&1) && echo "$said" | grep -q '^VERDICT: as expected'; then
        echo "ok $name"
    else
        echo "FAIL $name"
        echo "$said" | tail -20 | sed 's/^/    /'
        status=1
    fi
done
exit $status
