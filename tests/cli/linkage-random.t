# The error of a change by the rule of docs/errors.md, written anew in linkage-random.py, beside the program's: strata, blanks, people who
# come, go and move to another stratum, units with each other's codes then, pooled or not, a stratum with another name then, lists
# without keys then or now, members without ids, hardly anybody in both, everybody, all who say the same.
--- run
for seed in 1 2; do python3 "$CASES/linkage-random.py" dtxhh $seed || exit; done
--- stdout
66 changes compared
66 changes compared
--- stderr
--- status 0
