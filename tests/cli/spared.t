# what is read is never written over, a database never at all, and blanks are no reason
--- run
tiny_scored
printf 'serial\n1\n' >bad.csv
printf 'id\na\nb\n' >units.csv
ln -s bad.csv link.csv
sum *.dtxhh bad.csv units.csv >before
say() { dtxhh "$@"; echo "status $?"; }
say import r.dtxhh bad.csv --faults r.dtxhh --force
say import r.dtxhh bad.csv --faults ./bad.csv --force
say import r.dtxhh bad.csv --make-map link.csv --force
say import r.dtxhh bad.csv --faults x.xlsx --make-map x.xlsx
say draw r.dtxhh --record r.dtxhh --force
say report r.dtxhh -o r.dtxhh --force
say template points r.dtxhh --round r.dtxhh --force
say template frame r.dtxhh --force
say select units.csv --id id --n 1 --seed s --method srs --joint units.csv --force
say estimate units.csv --total 1 --weights-out units.csv --force
say estimate units.csv --total 1 --rake bad.csv,units.csv --weights-out bad.csv --force
sum *.dtxhh bad.csv units.csv | cmp - before && ls
say import r.dtxhh bad.csv --accept W401 --reason ' '
say import r.dtxhh bad.csv --accept '' --reason ok
# what cannot be written or read afterwards is found before anything is done
rm r.dtxhh r.identity; tiny_frozen
say draw r.dtxhh --seed '48 15 92' --record nowhere/record.txt --as a
say draw r.dtxhh --seed '48 15 92' --earlier nothing.dtxhh --as a
dtxhh draw r.dtxhh --seed '48 15 92' --as a --quiet
touch file
say issue r.dtxhh -o file/out --as a
say issue r.dtxhh -o file --as a
say import r.dtxhh bad.csv --faults nowhere/x.xlsx --as a
dtxhh log show r.dtxhh --csv | cut -d, -f4
--- stdout
status 2
status 2
status 2
status 2
status 2
status 2
status 3
status 3
status 2
status 2
status 2
bad.csv
ballots.csv
before
keyed.csv
link.csv
r.dtxhh
r.identity
units.csv
status 2
status 2
status 3
status 3
status 3
status 3
status 3
verb
new
frame import
frame freeze
draw
--- stderr
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
dtxhh: "r.dtxhh" is read and would be written over; name another file
dtxhh: "./bad.csv" is read and would be written over; name another file
dtxhh: "link.csv" is read and would be written over; name another file
dtxhh: "x.xlsx" is read and would be written over; name another file
dtxhh: "r.dtxhh" is read and would be written over; name another file
dtxhh: "r.dtxhh" is read and would be written over; name another file
dtxhh: "r.dtxhh" is a database, as rounds are; it is never written over
dtxhh: "r.dtxhh" is a database, as rounds are; it is never written over
dtxhh: "units.csv" is read and would be written over; name another file
dtxhh: "units.csv" is read and would be written over; name another file
dtxhh: "bad.csv" is read and would be written over; name another file
dtxhh: option --reason is empty; expected TEXT
dtxhh: option --accept is empty; expected CODES
dtxhh: cannot write "nowhere/record.txt": No such file or directory
dtxhh: cannot open "nothing.dtxhh": No such file or directory
dtxhh: cannot make folder "file/out": Not a directory
dtxhh: cannot make folder "file": File exists
dtxhh: cannot write "nowhere/x.xlsx": No such file or directory
--- status 0
