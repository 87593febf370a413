# No workbooks of a round together tell what fewer than min_cell people said about a unit and leaf beyond what the points of
# the leaf say, which are always published: an attacker with all figures of all workbooks bounds each such figure by a linear
# program, over rounds made by seed (tests/cli/small-cells.py says how, and what he is told besides).  Where nothing is withheld
# he finds nearly all, mostly from two workbooks.  Where a leaf hangs on one such group, `score` says how many do (W612).
--- run
python3 "$CASES/small-cells.py" 10
# three ballots of DAN about each unit and leaf, four are the least; against 97 parts of it those of LD are three
cp -r "$TINY" other && TINY=other && sed -i 's/LD,0.4/LD,3/; s/DAN,0.6/DAN,97/' other/definition/group_weights.csv && echo min_cell,4, >>other/definition/round.csv && tiny_scored
--- stdout
withheld: 10 rounds, 271 small cells, 0 told by all workbooks; 2 leaves of units hang on one group
nothing withheld: of 18 small cells 18 are told, 18 by two workbooks
--- stderr
r.dtxhh: warning: points of 4 survey criteria of units tell what fewer than min_cell, 4, people said: hardly any other group counts there, and points are always published; first: unit "U1", criterion "1.2", group "DAN"; raise min_base, or join groups [W612]
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
--- status 0
