# What was made from what has changed since is stale, and so is what was made from that: `status` says so, `report` and
# `explain` refuse until it is made again.  Here known totals, which only the weights go by, and a member replaced.
--- run
tiny_pointed
printf 'step,group,variables\npoststratify,DAN,loai\n' >recipe.csv
cp -r "$TINY/definition" d
margins() { printf 'group,variable,category,total\nDAN,loai,X,%s\nDAN,loai,Y,2\n' "$1" >d/margins.csv; }
states() { dtxhh status r.dtxhh | grep -E '^(weights|scores)'; dtxhh report r.dtxhh -o r.xlsx --force --quiet; echo "status $?"; }
margins 6 && dtxhh define r.dtxhh --definition d --reason 'known now' --as a --quiet >/dev/null
dtxhh weigh r.dtxhh --recipe recipe.csv --as a --quiet && dtxhh score r.dtxhh --as a --quiet && states
margins 7 && dtxhh define r.dtxhh --definition d --reason 'mended' --as a --quiet && states
dtxhh score r.dtxhh --as a
dtxhh weigh r.dtxhh --recipe recipe.csv --as a --quiet && dtxhh score r.dtxhh --as a --quiet && states
# without a recipe the totals do not matter, but who was called in does
out=$(dtxhh show r.dtxhh ballots | awk -F, '$3 == "DAN" && $4 ~ /^X/ { print $1; exit }')
rm r.dtxhh && tiny_issued && tiny_ballots && grep -v "^$out," keyed.csv >rest.csv
dtxhh import r.dtxhh rest.csv --as a --quiet && dtxhh points import r.dtxhh "$TINY/points.csv" --as a --quiet
dtxhh weigh r.dtxhh --as a --quiet && dtxhh score r.dtxhh --as a --quiet && states
member=$(dtxhh show r.dtxhh ballots | awk -F, -v out="$out" '$1 == out { print $3 "/" $4 }')
dtxhh draw r.dtxhh --replace "$member" --disposition refused --reason 'not at home' --as a --quiet && states
dtxhh explain r.dtxhh U1 1.2
dtxhh weigh r.dtxhh --as a --quiet && dtxhh score r.dtxhh --as a --quiet && states
--- stdout
weights,6,done,,
scores,2,done,dtxhh report r.dtxhh -o FILE.xlsx,
status 0
weights,6,stale,dtxhh weigh r.dtxhh,
scores,2,stale,,
status 3
weights,6,done,,
scores,2,done,dtxhh report r.dtxhh -o FILE.xlsx,
status 0
weights,5,done,,
scores,2,done,dtxhh report r.dtxhh -o FILE.xlsx,
status 0
weights,5,stale,,
scores,2,stale,,
status 3
weights,5,done,,
scores,2,done,,
status 0
--- stderr
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
dtxhh: the scores of "r.dtxhh" are older than the table "margins"; `dtxhh score` first
dtxhh: the weights are stale: the table "margins" changed since; `dtxhh weigh` first
recipe.csv:2: warning: group "DAN", ballot type "P1": the totals of "loai" add up to 9, but by the frame 8 belong to the population; the weights will add up to the former [W811]
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
r.dtxhh: warning: group "DAN", stratum "X": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
dtxhh: the scores of "r.dtxhh" are older than the table "release"; `dtxhh score` first
dtxhh: the scores of "r.dtxhh" are older than the table "release"; `dtxhh score` first
r.dtxhh: warning: group "DAN", stratum "X": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
--- status 0
