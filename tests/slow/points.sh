#!/bin/sh
# points.sh - do limits of points cover and sets of ranks hold as they say?  SURVEYS (600) of each condition, with both floors.
#
#   B=build sh tests/slow/points.sh
cd "$(dirname "$0")/../.." || exit 2
B=${B:-build} SURVEYS=${SURVEYS:-600}
make --no-print-directory B="$B" "$B/tests/montecarlo_points" || exit 2
failed=0
"$B/tests/montecarlo_points" "$SURVEYS" full || failed=1
"$B/tests/montecarlo_points" "$SURVEYS" learned || failed=1
exit $failed
