#!/bin/sh
# points-r.sh - errors of group means of the example round beside R's survey: every part with one question
# is a domain mean of a stratified sample.
#
#   B=build sh tests/slow/points-r.sh
cd "$(dirname "$0")/../.." || exit 2
B=${B:-build}
Rscript -e 'library(survey)' >/dev/null 2>&1 || { echo 'R or its package survey is not installed'; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
DTXHH=$PWD/$B/dtxhh sh examples/hanoi-2024/run.sh "$folder" >/dev/null 2>&1 || exit 1
{
    sed '/^SELECT .compared/,$d' tests/cli/demo.sql
    echo '.headers on'
    echo '.mode csv'
    echo ".once $folder/cases.csv"
    echo 'SELECT c."group" AS g, c.member, c.stratum, s.people FROM temp.x_case c JOIN temp.x_stratum s USING ("group", stratum);'
    echo ".once $folder/values.csv"
    echo 'SELECT c."group" AS g, b.member, c.unit, c.criterion, c.question, c.w, c.percent FROM temp.x_counted c JOIN ballot b USING (serial);'
    echo ".once $folder/errors.csv"
    echo 'SELECT unit, criterion, "group" AS g, se FROM score_group WHERE se IS NOT NULL;'
} | sqlite3 "$folder/hanoi-2024.dtxhh" || exit 1
cd "$folder" || exit 2
Rscript --vanilla - <<'EOF_R'
suppressMessages(library(survey))
cases <- read.csv("cases.csv", colClasses = c(member = "character", stratum = "character"))
values <- read.csv("values.csv", colClasses = c(member = "character", criterion = "character"))
errors <- read.csv("errors.csv", colClasses = c(criterion = "character"))
worst <- n <- 0
for (i in seq_len(nrow(errors))) {
    e <- errors[i, ]
    x <- values[values$g == e$g & values$unit == e$unit & values$criterion == e$criterion, ]
    if (length(unique(x$question)) != 1) next
    d <- cases[cases$g == e$g, ]
    at <- match(d$member, x$member)
    d$rates <- !is.na(at)
    d$w <- ifelse(d$rates, x$w[at], 1)
    d$y <- ifelse(d$rates, x$percent[at], 0)
    design <- svydesign(ids = ~1, strata = ~stratum, fpc = ~people, weights = ~w, data = d)
    worst <- max(worst, abs(SE(svymean(~y, subset(design, rates))) / e$se - 1))
    n <- n + 1
}
cat(n, "errors, largest relative difference", worst, "\n")
quit(status = as.integer(n < 200 || worst > 1e-9))
EOF_R
