# template: a workbook that can be read back; a definition filled from a round is the same
# definition; ballots need a round.
--- run
tiny_issued
for what in definition frame points; do
    dtxhh template $what $what.xlsx --quiet; echo "$what: status $?"
done
dtxhh template ballots ballots.xlsx; echo "status $?"
dtxhh template nothing x.xlsx; echo "status $?"
dtxhh template frame frame.xlsx; echo "status $?"
dtxhh template frame frame.xlsx --force; echo "status $?"
dtxhh template ballots ballots.xlsx --round r.dtxhh; echo "status $?"
dtxhh template definition same.xlsx --round r.dtxhh; echo "status $?"
dtxhh define r.dtxhh --definition same.xlsx --reason same --as a | grep -v '^round .*: added$' # the defaults, spelled out
dtxhh template definition x.xlsx --round nothing.dtxhh; echo "status $?"
dtxhh template recipe recipe.xlsx --round r.dtxhh; echo "status $?"
# empty ones hold nothing, and say so
dtxhh weigh r.dtxhh --recipe recipe.xlsx --as a 2>&1
dtxhh frame import r.dtxhh frame.xlsx --as a 2>&1 | tail -1
dtxhh points import r.dtxhh points.xlsx --as a 2>&1 | tail -1
ls ./*.xlsx
--- stdout
definition: status 0
frame: status 0
points: status 0
status 2
status 2
status 3
status 0
status 0
status 0
status 3
status 0
recipe.xlsx:Công thức trọng số: fault: there is no step in it; expected a row for each [F807]
dtxhh: faults: 1, warnings: 0; nothing was changed
dtxhh: ballots are issued; frame and sample may not change any more
dtxhh: faults: 1, warnings: 0; nothing was changed
./ballots.xlsx
./definition.xlsx
./frame.xlsx
./points.xlsx
./recipe.xlsx
./same.xlsx
--- stderr
dtxhh: the template "ballots" needs a round: --round
dtxhh: there is no template "nothing"; expected definition, frame, ballots, points, recipe, findings or form
dtxhh: "frame.xlsx" exists already; --force writes over it
written: "frame.xlsx"
written: "ballots.xlsx"
written: "same.xlsx"
the definition is the same; nothing was changed
dtxhh: cannot open "nothing.dtxhh": No such file or directory
written: "recipe.xlsx"
--- status 0
