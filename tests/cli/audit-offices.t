# What offices keyed in files of their own is in the list of an audit as what was keyed here is: the same ballots with the same
# answers, also where two copies of a file say different things (such a field cannot be read), without what an office withdrew
# and without what came once the list was fixed.
--- run
tiny_new() { dtxhh new r.dtxhh --definition "$TINY/definition" --salt-seed a --as minh --quiet; }
tiny_issued && tiny_ballots
cp r.dtxhh one.dtxhh
for o in BC1 BC2; do
    dtxhh split r.dtxhh --office $o -o $o.dtxhh --as a --quiet 2>/dev/null
    dtxhh show $o.dtxhh ballots | cut -d, -f1 >s; { head -1 keyed.csv; tail -n +2 keyed.csv | grep -Ff s; } >$o.csv
done
cp BC1.dtxhh copy.dtxhh; cp r.dtxhh none.dtxhh
dtxhh import BC1.dtxhh BC1.csv --as hoa --quiet 2>/dev/null; dtxhh import BC2.dtxhh BC2.csv --as hoa --quiet 2>/dev/null
dtxhh merge r.dtxhh BC1.dtxhh BC2.dtxhh --as a --quiet
head -1 keyed.csv >rest.csv; cat BC1.csv BC2.csv | cut -d, -f1 >s; grep -vFf s keyed.csv >>rest.csv
test "$(wc -l <rest.csv)" -eq 1 || dtxhh import r.dtxhh rest.csv --as hoa --quiet
dtxhh import one.dtxhh keyed.csv --as hoa --quiet
listed() { dtxhh audit draw $1.dtxhh --seed-from "$2" --ballots 3 --as mai --quiet >/dev/null 2>&1; sqlite3 $1.dtxhh 'SELECT ballots, fields, sha256 FROM audit ORDER BY run DESC LIMIT 1'; }
listed r 'xổ số 20/12' >left; listed one 'xổ số 20/12' | diff left - && cut -d'|' -f1,2 left
echo '== drawn, keyed again as it was: nothing differs'
dtxhh audit draw r.dtxhh --seed 40561 --as mai --quiet; dtxhh audit draw one.dtxhh --seed 40561 --as mai --quiet
for f in r one; do sqlite3 $f.dtxhh 'SELECT DISTINCT serial FROM audit_drawn' >$f.drawn; done; cmp r.drawn one.drawn
{ head -1 keyed.csv; grep -Ff r.drawn keyed.csv | grep -v refused | sed 's/hoa/mai/'; } >again.csv
dtxhh audit import r.dtxhh again.csv --as mai --quiet; dtxhh audit report r.dtxhh | head -2 | cut -d, -f1-7
echo '== a copy that went on elsewhere: in the list as what can be read of both'
second=$(awk -F, 'NR == 2 { print $1 }' BC1.csv)
sed "s/,hoa,/,tú,/; /^$second/s/,[ABCDE],/,E,/" BC1.csv >copy.csv
dtxhh import copy.dtxhh copy.csv --as tu --quiet 2>/dev/null; cp none.dtxhh both.dtxhh; dtxhh merge both.dtxhh BC1.dtxhh copy.dtxhh --as a --quiet 2>/dev/null
listed both x | cut -d'|' -f1,2; dtxhh audit draw both.dtxhh --seed 1 --as mai --quiet
sqlite3 both.dtxhh 'SELECT DISTINCT serial FROM audit_drawn' >both.drawn; { head -1 keyed.csv; grep -Ff both.drawn keyed.csv | grep -v refused | sed 's/hoa/mai/'; } >again.csv
dtxhh audit import both.dtxhh again.csv --as mai --quiet; dtxhh audit report both.dtxhh | head -2 | cut -d, -f1-7
echo '== withdrawn there; and what came later'
cp BC1.dtxhh less.dtxhh; dtxhh correct less.dtxhh $second --withdraw --as hoa --reason 'nhầm phiếu' --quiet; cp none.dtxhh w.dtxhh
dtxhh merge w.dtxhh less.dtxhh --as a --quiet; listed w x >before; cut -d'|' -f1 before; dtxhh merge w.dtxhh BC2.dtxhh --as a --quiet
dtxhh audit draw w.dtxhh --seed 1 --as mai --quiet; dtxhh verify w.dtxhh 2>&1 | grep -E 'F479|F480'; listed w y | cut -d'|' -f1
--- stdout
6|36
== drawn, keyed again as it was: nothing differs
what,name,ballots,wrong_ballots,ballots_upper,fields,wrong
all,,3,0,0.6315968501359612,18,0
== a copy that went on elsewhere: in the list as what can be read of both
4|24
what,name,ballots,wrong_ballots,ballots_upper,fields,wrong
all,,3,1,0.8646496378284163,18,1
== withdrawn there; and what came later
3
5
--- stderr
--- status 0
