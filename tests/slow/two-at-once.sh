#!/bin/sh
# Two processes key 20,000 entries into one round at once (tests/cli/two-at-once.t).
set -u
here=$(cd "$(dirname "$0")/.." && pwd)
N=${N:-20000} SEED=${SEED:-2} DTXHH=${DTXHH:-$here/../build/dtxhh} sh "$here/cli/case.sh" "$here/cli/two-at-once.t"
