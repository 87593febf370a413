#!/bin/sh
# points.sh - do limits of points cover and sets of ranks hold as they say?  SURVEYS (600) of each condition, with both floors.
#
#   B=build SURVEYS=600 WHOLE=600 sh tests/slow/points.sh
#
# WHOLE: those that go through whole rounds.
cd "$(dirname "$0")/../.." || exit 2
B=${B:-build} SURVEYS=${SURVEYS:-600}
WHOLE=${WHOLE:-$SURVEYS}
make --no-print-directory B="$B" "$B/tests/montecarlo_points" || exit 2
failed=0
"$B/tests/montecarlo_points" "$SURVEYS" full "$WHOLE" || failed=1
"$B/tests/montecarlo_points" "$SURVEYS" learned "$WHOLE" || failed=1
exit $failed
