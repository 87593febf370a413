#!/bin/sh
# estimate.sh - do intervals cover what they should?  See montecarlo_estimate.c.
#
#   B=build sh tests/slow/estimate.sh
cd "$(dirname "$0")/../.." || exit 2
B=${B:-build}
make --no-print-directory B="$B" "$B/tests/montecarlo_estimate" || exit 2
"$B/tests/montecarlo_estimate"
