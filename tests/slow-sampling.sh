#!/bin/sh
# slow-sampling.sh - Monte Carlo of the methods of selection.
#
#   B=build sh tests/slow-sampling.sh
cd "$(dirname "$0")/.." || exit 2
B=${B:-build}
# shellcheck disable=SC2046
gcc -std=c11 -O2 -D_GNU_SOURCE -I. -Wall -Wextra -o "$B/tests/montecarlo_sampling" tests/montecarlo_sampling.c "$B/libdtxhh.a" \
    $(pkg-config --libs gsl sqlite3 libsodium libcrypto libutf8proc) -lm || exit 2
exec "$B/tests/montecarlo_sampling"
