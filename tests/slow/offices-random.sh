#!/bin/sh
# Thirty files of offices, two of which were copied and went on, merged in twenty random orders (tests/cli/offices-random.py).
set -u
here=$(cd "$(dirname "$0")/.." && pwd)
out=$(FILES=${FILES:-30} ORDERS=${ORDERS:-20} SEED=${SEED:-2} DTXHH=${DTXHH:-$here/../build/dtxhh} sh "$here/cli/case.sh" "$here/cli/offices-random.t" | grep '^ *[-+]' | grep -v '^ *\(---\|+++\)')
echo "$out" | tail -1
[ "$(echo "$out" | grep -c '^ *+')" -eq 1 ]
