#!/bin/sh
# estimate.sh - do intervals cover what they should?  See montecarlo_estimate.c.
#
#   B=build sh tests/slow/estimate.sh
cd "$(dirname "$0")/../.." || exit 2
B=${B:-build}
mkdir -p "$B/tests"
# shellcheck disable=SC2046
gcc -std=c11 -O2 -D_GNU_SOURCE -I. -Wall -Wextra -o "$B/tests/slow/montecarlo_estimate" tests/slow/montecarlo_estimate.c "$B/libdtxhh.a" \
    $(pkg-config --libs gsl sqlite3 libsodium libcrypto libutf8proc) -lm -pthread || exit 2
"$B/tests/slow/montecarlo_estimate"
