#!/bin/sh
# points.sh - do intervals of points and sets of ranks cover as they say?
#
#   B=build sh tests/slow/points.sh
cd "$(dirname "$0")/../.." || exit 2
B=${B:-build}
# shellcheck disable=SC2046
gcc -std=c11 -O2 -D_GNU_SOURCE -I. -Wall -Wextra -o "$B/tests/slow/montecarlo_points" tests/slow/montecarlo_points.c "$B/libdtxhh.a" \
    $(pkg-config --libs gsl sqlite3 libsodium libcrypto libutf8proc) -lm -pthread || exit 2
"$B/tests/slow/montecarlo_points"
