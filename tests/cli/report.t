# report: one workbook per reader; nothing is written over without --force; the same
# round gives the same bytes.
--- run
tiny_scored
for whom in institute council monitor unit:U1; do
    dtxhh report r.dtxhh -o "$(echo $whom | tr : -).xlsx" --for $whom; echo "status $?"
done
dtxhh report r.dtxhh -o unit-U1.xlsx --for unit:U1; echo "status $?"
dtxhh report r.dtxhh -o again.xlsx --for unit:U1 --quiet && cmp again.xlsx unit-U1.xlsx && echo 'the same bytes'
dtxhh report r.dtxhh -o unit-U1.xlsx --for unit:U2 --force; echo "status $?"
dtxhh report r.dtxhh -o x.xlsx --for unit:ZZ; echo "status $?"
ls
--- stdout
status 0
status 0
status 0
status 0
status 3
the same bytes
status 0
status 2
again.xlsx
ballots.csv
council.xlsx
institute.xlsx
keyed.csv
monitor.xlsx
r.dtxhh
r.identity
unit-U1.xlsx
--- stderr
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
written: "institute.xlsx"
written: "council.xlsx"
written: "monitor.xlsx"
written: "unit-U1.xlsx"
dtxhh: "unit-U1.xlsx" exists already; --force writes over it
written: "unit-U1.xlsx"
dtxhh: there is no scored unit "ZZ"; `dtxhh show ROUND units` lists the codes
--- status 0
