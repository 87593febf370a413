# A folder, an empty file, one without a header and one that is not there, wherever a verb takes a file.
--- run
tiny_issued
tiny_ballots
mkdir folder
: >empty.csv
printf '\357\273\277' >mark.csv
printf '\n ;;\n\n' >blank.csv
printf 'x,y\n1,a\n' >x.csv
for f in folder empty.csv mark.csv blank.csv missing.csv; do
    echo "# $f"
    dtxhh import r.dtxhh $f --as a
    dtxhh import r.dtxhh keyed.csv --map $f --as a
    dtxhh import r.dtxhh $f --make-map map.csv --as a
    dtxhh points import r.dtxhh $f --as a
    dtxhh frame import r.dtxhh $f --as a
    dtxhh select $f --id id --n 1 --seed 1 --method srs
    dtxhh select x.csv --id x --seed 1 --strata y --allocation $f --method srs
    dtxhh allocate $f --n 3 --by equal
    dtxhh estimate $f --mean x
    dtxhh estimate x.csv --total 1 --rake $f
    dtxhh estimate x.csv --total 1 --calibrate $f
    dtxhh estimate x.csv --total 1 --replicate-weights $f --scale 1
    dtxhh estimate x.csv --total 1 --pps horvitz-thompson --prob x --joint $f
done 2>&1
dtxhh import r.dtxhh keyed.csv --as a --faults folder
dtxhh import r.dtxhh folder --as a --faults faults.xlsx
dtxhh new s.dtxhh --definition empty.csv --as a
dtxhh new s.dtxhh --definition missing --as a
dtxhh status folder
echo '# the second time in another sheet'
dtxhh new i.dtxhh --definition "$DATA/import/round/definition" --as a --quiet
dtxhh frame import i.dtxhh "$DATA/import/round/frame.csv" --as a --quiet
dtxhh frame freeze i.dtxhh --seed-from x --as a --quiet
dtxhh draw i.dtxhh --seed 1 --as a --quiet
dtxhh issue i.dtxhh --serial-seed nap --as a --quiet
cp "$DATA/import/files/two-sheets.xlsx" "$DATA/import/files/people.csv" .
dtxhh import i.dtxhh two-sheets.xlsx people.csv --as a
echo '# codes of warnings'
dtxhh import r.dtxhh keyed.csv --as a --accept W999 --reason x
dtxhh import r.dtxhh keyed.csv --as a --accept W401,W406 --reason x
dtxhh import r.dtxhh keyed.csv --as a --accept F412 --reason x
dtxhh import r.dtxhh keyed.csv --as a --dry-run --quiet --accept "$(grep -o '^| W[0-9]*\(, W[0-9]*\)*' "$ROOT/docs/issues.md" | grep -o 'W[0-9]*' | head -30 | paste -sd,)" --reason x
dtxhh import r.dtxhh keyed.csv --as a --dry-run --quiet --accept "$(grep -o '^| W[0-9]*\(, W[0-9]*\)*' "$ROOT/docs/issues.md" | grep -o 'W[0-9]*' | tail -30 | paste -sd,)" --reason x
--- stdout
# folder
dtxhh: cannot read "folder": it is a folder
dtxhh: cannot read "folder": it is a folder
dtxhh: cannot read "folder": it is a folder
dtxhh: cannot read "folder": it is a folder
dtxhh: ballots are issued; frame and sample may not change any more
dtxhh: cannot read "folder": it is a folder
dtxhh: cannot read "folder": it is a folder
dtxhh: cannot read "folder": it is a folder
dtxhh: cannot read "folder": it is a folder
dtxhh: cannot read "folder": it is a folder
dtxhh: cannot read "folder": it is a folder
dtxhh: cannot read "folder": it is a folder
dtxhh: cannot read "folder": it is a folder
# empty.csv
dtxhh: "empty.csv" is empty; expected a table
dtxhh: "empty.csv" is empty; expected a table
dtxhh: "empty.csv" is empty; expected a table
dtxhh: "empty.csv" is empty; expected a table
dtxhh: ballots are issued; frame and sample may not change any more
dtxhh: "empty.csv" is empty; expected a table
dtxhh: "empty.csv" is empty; expected a table
dtxhh: "empty.csv" is empty; expected a table
dtxhh: "empty.csv" is empty; expected a table
dtxhh: "empty.csv" is empty; expected a table
dtxhh: "empty.csv" is empty; expected a table
dtxhh: "empty.csv" is empty; expected a table
dtxhh: "empty.csv" is empty; expected a table
# mark.csv
mark.csv: fault: the table is empty; expected a first row with the columns "serial", "type", "unit", "question", "answer", "channel", "keyer", "state", "reason", "simulated", "pass", "started", "ended", "audit" [F114]
dtxhh: faults: 1, warnings: 0; nothing was changed
mark.csv: fault: the table is empty; expected a first row with the columns "column", "question", "unit", "answer", "option", "note" [F114]
dtxhh: faults: 1, warnings: 0; nothing was changed
mark.csv: fault: the table is empty; expected a header, then rows [F114]
dtxhh: faults: 1, warnings: 0; nothing was changed
mark.csv: fault: the table is empty; expected a first row with the columns "unit", "criterion", "group", "stage", "points", "percent", "se", "n", "by", "date", "reason" [F114]
dtxhh: faults: 1, warnings: 0; nothing was changed
dtxhh: ballots are issued; frame and sample may not change any more
mark.csv: fault: the table is empty; expected a first row with the columns "id" [F114]
dtxhh: faults: 1, warnings: 0
mark.csv: fault: the table is empty; expected a first row with the columns "stratum", "n" [F114]
dtxhh: faults: 1, warnings: 0
mark.csv: fault: the table is empty; expected a first row with the columns "stratum", "N", "S", "cost", "mean", "X" [F114]
dtxhh: faults: 1, warnings: 0
mark.csv: fault: the table is empty; expected a first row with the columns "x" [F114]
dtxhh: faults: 1, warnings: 0
mark.csv: fault: the table is empty; expected a first row with the columns "total" [F114]
dtxhh: faults: 1, warnings: 0
mark.csv: fault: the table is empty; expected a first row with the columns "variable", "category", "total" [F114]
dtxhh: faults: 1, warnings: 0
mark.csv: fault: the table is empty; expected a header, then rows [F114]
dtxhh: faults: 1, warnings: 0
mark.csv: fault: the table is empty; expected a header, then rows [F114]
dtxhh: faults: 1, warnings: 0
# blank.csv
blank.csv: fault: the table is empty; expected a first row with the columns "serial", "type", "unit", "question", "answer", "channel", "keyer", "state", "reason", "simulated", "pass", "started", "ended", "audit" [F114]
dtxhh: faults: 1, warnings: 0; nothing was changed
blank.csv: fault: the table is empty; expected a first row with the columns "column", "question", "unit", "answer", "option", "note" [F114]
dtxhh: faults: 1, warnings: 0; nothing was changed
blank.csv: fault: the table is empty; expected a header, then rows [F114]
dtxhh: faults: 1, warnings: 0; nothing was changed
blank.csv: fault: the table is empty; expected a first row with the columns "unit", "criterion", "group", "stage", "points", "percent", "se", "n", "by", "date", "reason" [F114]
dtxhh: faults: 1, warnings: 0; nothing was changed
dtxhh: ballots are issued; frame and sample may not change any more
blank.csv: fault: the table is empty; expected a first row with the columns "id" [F114]
dtxhh: faults: 1, warnings: 0
blank.csv: fault: the table is empty; expected a first row with the columns "stratum", "n" [F114]
dtxhh: faults: 1, warnings: 0
blank.csv: fault: the table is empty; expected a first row with the columns "stratum", "N", "S", "cost", "mean", "X" [F114]
dtxhh: faults: 1, warnings: 0
blank.csv: fault: the table is empty; expected a first row with the columns "x" [F114]
dtxhh: faults: 1, warnings: 0
blank.csv: fault: the table is empty; expected a first row with the columns "total" [F114]
dtxhh: faults: 1, warnings: 0
blank.csv: fault: the table is empty; expected a first row with the columns "variable", "category", "total" [F114]
dtxhh: faults: 1, warnings: 0
blank.csv: fault: the table is empty; expected a header, then rows [F114]
dtxhh: faults: 1, warnings: 0
blank.csv: fault: the table is empty; expected a header, then rows [F114]
dtxhh: faults: 1, warnings: 0
# missing.csv
dtxhh: cannot read "missing.csv": No such file or directory
dtxhh: cannot read "missing.csv": No such file or directory
dtxhh: cannot open "missing.csv": No such file or directory
dtxhh: cannot read "missing.csv": No such file or directory
dtxhh: ballots are issued; frame and sample may not change any more
dtxhh: cannot open "missing.csv": No such file or directory
dtxhh: cannot open "missing.csv": No such file or directory
dtxhh: cannot open "missing.csv": No such file or directory
dtxhh: cannot open "missing.csv": No such file or directory
dtxhh: cannot open "missing.csv": No such file or directory
dtxhh: cannot open "missing.csv": No such file or directory
dtxhh: cannot open "missing.csv": No such file or directory
dtxhh: cannot open "missing.csv": No such file or directory
# the second time in another sheet
# codes of warnings
--- stderr
dtxhh: "folder" is not a file that can be written
dtxhh: cannot read "folder": it is a folder
dtxhh: "empty.csv" is empty; expected a table
dtxhh: cannot read "missing": No such file or directory
dtxhh: cannot read "folder": it is a folder
people.csv:2:1: fault: serial 640-565-189-49 stands in two-sheets.xlsx:Phiếu, line 2 already [F412]
people.csv:3:1: fault: serial 636-377-175-69 stands in two-sheets.xlsx:Tiếp, line 2 already [F412]
people.csv:4:1: fault: serial 938-487-734-17 stands in two-sheets.xlsx:Tiếp, line 3 already [F412]
dtxhh: faults: 3, warnings: 0; nothing was changed
dtxhh: --accept has "W999", which is no warning; docs/issues.md lists them
dtxhh: --accept has "W406", which is no warning; docs/issues.md lists them
dtxhh: --accept has "F412"; expected codes of warnings such as W401,W403
--- status 0
