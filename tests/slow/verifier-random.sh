#!/bin/sh
# Ten thousand random edits of a round, each to be told by both programs (tests/cli/verifier-random.py).
set -u
here=$(cd "$(dirname "$0")/.." && pwd)
out=$(N=${N:-10000} SEED=${SEED:-2} DTXHH=${DTXHH:-$here/../build/dtxhh} sh "$here/cli/case.sh" "$here/cli/verifier-random.t" | grep '^ *[-+]' | grep -v '^ *\(---\|+++\)')
echo "$out" | tail -1
[ "$(echo "$out" | grep -c '^ *+')" -eq 1 ]
