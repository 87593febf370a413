#!/bin/sh
# differ.sh - random tables, designs and wishes: `dtxhh estimate` beside R's survey, where R is.
#
#   B=build [SEED=1] [CASES=200] sh tests/slow/differ.sh
cd "$(dirname "$0")/../.." || exit 2
if ! Rscript -e 'library(survey)' >/dev/null 2>&1; then
    echo 'R or its package survey is not here: nothing compared'
    exit 0
fi
Rscript tests/golden/differ.R "$(realpath "${B:-build}")/dtxhh" "${SEED:-1}" "${CASES:-200}"
