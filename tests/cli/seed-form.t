# The form of the seed is fixed at the freeze: digits, so many, nothing else.  Without it any wording is taken, each gives another
# sample, and freeze, record and verify say so.  The rules are fixed with the list, and a later change of them shows.
--- run
tiny_framed
dtxhh frame freeze r.dtxhh --seed-from 'xổ số ngày 6/12' --seed-digits 5 --as minh
for seed in 1827 182730 '18.273' '18 273' '18273 ' 1827a '１８２７３' 'giải đặc biệt 18273' '' -1827 +1827 0x123; do
    dtxhh draw r.dtxhh --seed "$seed" --as minh --quiet; echo "status $?"
done 2>&1 | sort | uniq -c | sed 's/^ *//'
dtxhh draw r.dtxhh --seed 18273 --as minh --quiet && dtxhh verify r.dtxhh --quiet; echo "status $?"
dtxhh draw r.dtxhh --record record.txt && grep -E 'rules|form' record.txt
dtxhh show r.dtxhh freezes --csv
{ echo "DROP TRIGGER draw_no_update; UPDATE draw SET seed = '18.273';"
    sqlite3 r.dtxhh "SELECT sql || ';' FROM sqlite_master WHERE name = 'draw_no_update'"; } >sql && sqlite3 r.dtxhh <sql
dtxhh verify r.dtxhh 2>&1 | grep -o 'the seed is.*'
for n in 0 65 x 5,5; do dtxhh frame freeze r.dtxhh --seed-from y --seed-digits $n --as minh; echo "status $?"; done
echo '== rules'
rm r.dtxhh r.identity && tiny_framed && dtxhh frame freeze r.dtxhh --seed-from 'xổ số ngày 6/12' --seed-digits 5 --as minh --quiet
dtxhh draw r.dtxhh --seed 18273 --as minh --quiet
# by hand: the lines of the newest runs that wrote the tables of the definition, by name
sqlite3 r.dtxhh 'SELECT wrote FROM log' | grep -vE '^(offices|tasks|frame.*|sample|strata|draw|freeze|frozen|accepted|linkage) ' | LC_ALL=C sort | sha256sum | cut -c1-64 >byhand
[ "$(dtxhh show r.dtxhh freezes --csv | tail -1 | cut -d, -f5)" = "$(cat byhand)" ] || echo 'another hash of the rules'
cp -r "$TINY/definition" d
sed -i '2s/,[^,]*$/,x/' d/tasks.csv 2>/dev/null
for change in 's/80/81/' ; do
    sed -i "$change" d/classes.csv
    dtxhh define r.dtxhh --definition d --reason 'sửa mức' --as minh --quiet && dtxhh verify r.dtxhh --quiet
done
echo '== frozen twice before the draw'
rm r.dtxhh r.identity && tiny_framed && dtxhh frame freeze r.dtxhh --seed-from one --seed-digits 1 --as minh --quiet
dtxhh frame freeze r.dtxhh --seed-from two --seed-digits 2 --as minh --quiet && dtxhh draw r.dtxhh --seed 18 --as minh --quiet
dtxhh verify r.dtxhh --quiet; dtxhh draw r.dtxhh --record twice.txt && sed -n '/frozen 2 times/,/^$/p' twice.txt
--- stdout
sha256,group,members,rules
<sha256>,LD,3,<sha256>
<sha256>,DAN,8,<sha256>
1 dtxhh: the seed "18273 " has blanks at its ends; they would change the draw
1 dtxhh: the seed is "+1827"; 5 digits and nothing else were fixed for it
1 dtxhh: the seed is "-1827"; 5 digits and nothing else were fixed for it
1 dtxhh: the seed is "0x123"; 5 digits and nothing else were fixed for it
1 dtxhh: the seed is "18 273"; 5 digits and nothing else were fixed for it
1 dtxhh: the seed is "18.273"; 5 digits and nothing else were fixed for it
1 dtxhh: the seed is "1827"; 5 digits and nothing else were fixed for it
1 dtxhh: the seed is "182730"; 5 digits and nothing else were fixed for it
1 dtxhh: the seed is "1827a"; 5 digits and nothing else were fixed for it
1 dtxhh: the seed is "giải đặc biệt 18273"; 5 digits and nothing else were fixed for it
1 dtxhh: the seed is "１８２７３"; 5 digits and nothing else were fixed for it
1 dtxhh: the seed is empty
12 status 2
status 0
rules SHA-256: <sha256>
form of the seed: 5 digits
run,time,who,sha256,rules,members,seed_from,seed_digits,ticket_start
3,2025-01-01T00:00:00Z,minh,<sha256>,<sha256>,11,xổ số ngày 6/12,5,0.0
the seed is "18.273"; 5 digits and nothing else were fixed for it [F921]
status 2
status 2
status 2
status 2
== rules
== frozen twice before the draw
The list was frozen 2 times:
log line 3, 2025-01-01T00:00:00Z, minh: SHA-256 <sha256>, seed from: one
log line 4, 2025-01-01T00:00:00Z, minh: SHA-256 <sha256>, seed from: two

--- stderr
publish both SHA-256, the event "xổ số ngày 6/12" and that the seed is its 5 digits before the event takes place
line 3 of the log, hash <checked>
dtxhh: option --seed-digits has "0"; expected a whole number from 1 to 64
dtxhh: option --seed-digits has "65"; expected a whole number from 1 to 64
dtxhh: option --seed-digits has "x"; expected a whole number from 1 to 64
dtxhh: option --seed-digits has "5,5"; expected a whole number from 1 to 64
r.dtxhh: warning: draw: the rules were changed after the freeze (SHA-256 3087c7383de7… then, 8e6a22001ab8… now); `dtxhh log show` tells by whom and what [W924]
r.dtxhh: warning: draw: the list was frozen 2 times: line 3: one; line 4: two [W925]
--- status 0
