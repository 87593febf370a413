#!/bin/sh
# mutants.sh - lines broken on purpose, each of which a test should notice: `make mutants`.
cd "$(dirname "$0")/.." || exit 2
MAKEFLAGS='' exec make --no-print-directory MODE=release mutants
