# The error of a change by the rule of docs/errors.md, written anew in linkage-random.py, beside the program's: strata, blanks, units
# with other codes then, pooled or not, a stratum with another name then, a group without keys, one person known in both.
--- run
for seed in 1 2 3; do python3 "$CASES/linkage-random.py" dtxhh $seed; done
--- stdout
14 changes compared
14 changes compared
14 changes compared
--- stderr
--- status 0
