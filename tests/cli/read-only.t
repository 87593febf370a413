# A folder that may not be written: 3, nothing is left behind, and reading still works.
--- run
tiny_scored
chmod 644 r.dtxhh
chmod 555 .
as_other() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi; }
as_other dtxhh status r.dtxhh >/dev/null; echo "status $?"
as_other dtxhh verify r.dtxhh --quiet; echo "status $?"
as_other dtxhh weigh r.dtxhh --as a >/dev/null; echo "status $?"
as_other dtxhh new s.dtxhh --definition "$TINY/definition" --as a 2>/dev/null; echo "status $?"
as_other dtxhh draw r.dtxhh --record record.txt --as a; echo "status $?"
as_other dtxhh report r.dtxhh -o report.xlsx; echo "status $?"
as_other dtxhh rehearse r.dtxhh -o files --seed a --as a; echo "status $?"
chmod 755 .
ls
--- stdout
status 0
status 0
status 3
status 3
status 3
status 3
status 3
ballots.csv
keyed.csv
r.dtxhh
r.identity
--- stderr
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
dtxhh: cannot write "r.dtxhh": the file or its folder is read-only
dtxhh: cannot write "record.txt": Permission denied
dtxhh: cannot write "report.xlsx": Permission denied
dtxhh: cannot make folder "files": Permission denied
--- status 0
