#!/bin/sh
# points.sh - do intervals of points and sets of ranks cover as they say?
#
#   B=build sh tests/slow/points.sh
cd "$(dirname "$0")/../.." || exit 2
B=${B:-build}
make --no-print-directory B="$B" "$B/tests/montecarlo_points" || exit 2
"$B/tests/montecarlo_points"
