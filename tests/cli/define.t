# define: anything before the draw; then no groups; once ballots are out only titles,
# weights, classes and rules of points.  Old and new value stand in the log.
--- run
tiny_framed
cp -r "$TINY/definition" d
dtxhh define r.dtxhh --definition d --reason same; echo "status $?"
sed -i 's/Sở Một/Sở Nhất/' d/units.csv
dtxhh define r.dtxhh --definition d --reason 'sai tên' --dry-run; echo "status $?"
dtxhh show r.dtxhh units | sed -n 2p
dtxhh define r.dtxhh --definition d --reason 'sai tên' --as minh; echo "status $?"
dtxhh show r.dtxhh units | sed -n 2p
dtxhh frame freeze r.dtxhh --seed-from x --quiet && dtxhh draw r.dtxhh --seed 1 --quiet
sed -i 's/,50%,80%,single/,50%,80%,double/' d/groups.csv
dtxhh define r.dtxhh --definition d --reason late; echo "status $?"
dtxhh issue r.dtxhh --quiet
cp "$TINY/definition/groups.csv" d
sed -i 's/M4,C,Trung bình,20/M4,C,Trung bình,30/' d/scales.csv
dtxhh define r.dtxhh --definition d --reason 'QĐ 12' --as minh; echo "status $?"
printf 'U3,Sở Ba,B,,yes,3\n' >>d/units.csv
printf 'P1,Q4,Thêm?,unit,option,,2.1,1,M4,no\n' >>d/questions.csv
dtxhh define r.dtxhh --definition d --reason late; echo "status $?"
sed -i '$d' d/questions.csv; sed -i 's/U2,Sở Hai/U2,Sở Nhì/; $d' d/units.csv
dtxhh define r.dtxhh --definition d --reason 'sai tên' --as minh --lang vi; echo "status $?"
dtxhh log show r.dtxhh | grep define | cut -d, -f3-6
dtxhh verify r.dtxhh
--- stdout
status 0
units U1, name: "Sở Một" becomes "Sở Nhất"
status 0
U1,Sở Một,B,,yes,1,
units U1, name: "Sở Một" becomes "Sở Nhất"
status 0
U1,Sở Nhất,B,,yes,1,
status 1
scales M4 / C, percent: "20" becomes "30"
status 0
status 1
Cơ quan, đơn vị U2, cột "Tên cơ quan, đơn vị": "Sở Hai" thành "Sở Nhì"
status 0
minh,define,sai tên,"units U1
minh,define,QĐ 12,"scales M4 / C
minh,define,sai tên,"Cơ quan
log, draw, weights and scores: no difference; line 8, hash <checked>
--- stderr
the definition is the same; nothing was changed
a dry run: nothing was changed
line 3 of the log, hash <checked>
d/groups.csv:3:15: fault: groups DAN, policy: "single" becomes "double"; after the sample is drawn the groups may not change [F230]
dtxhh: faults: 1, warnings: 0; nothing was changed
line 7 of the log, hash <checked>
d/units.csv:4: fault: units U3: added; after ballots are issued units may only be renamed, and with --after-issue one that nobody was asked about be added [F230]
d/questions.csv:5: fault: questions P1 / Q4: added; after ballots are issued only titles, weights, classes and rules of points may change [F230]
dtxhh: faults: 2, warnings: 0; nothing was changed
dòng 8 của nhật ký, mã băm <checked>
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the freeze (line 4) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the rules were changed after the freeze (SHA-256 b40b5a714d14… then, d857af8414b3… now); `dtxhh log show` tells by whom and what [W924]
--- status 0
