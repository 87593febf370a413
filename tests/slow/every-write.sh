#!/bin/sh
# every-write.sh - tests/cli/every-write.t at 200 writes of each verb, or as many as it has.
#
#   B=build [MOMENTS=200] sh tests/slow/every-write.sh
cd "$(dirname "$0")/../.." || exit 2
: "${B:=build}" "${MOMENTS:=200}"
DTXHH=$PWD/$B/dtxhh MOMENTS=$MOMENTS sh tests/cli/case.sh tests/cli/every-write.t
