# A key file lets people be known again in the next round, by keyed hashes and never by ids, and the error of a change
# allows for who answered in both.
#
# By hand (the example of docs/errors.md, its two units taken as two years of one): six people, four answer, then 100 100 60 20,
# now 60 60 60 20, of 10 points.  v = 1.222222 then and 0.333333 now; sum z1 z0 = 100/16 (.03 + .03 - .01 + .15) = 1.25, times 4/3,
# less 100 (.2 / 3) / 6 = 1.111111: k = 0.555556, so se = sqrt(1.555556 - 2 k) = 0.666667, and 1.247219 where nobody is known.
# Limits: now 5, 2.684030 to 7.315970; then 7, 2.642578 to 9.627644; rho = k / sqrt(.407407) = .870388:
# -2 - sqrt(2.315970^2 + 2.627644^2 - 2 rho 2.315970 2.627644) = -3.294086,
# -2 + sqrt(2.315970^2 + 4.357422^2 - 2 rho 2.315970 4.357422) = 0.604521.  The other way: d = -.5 -.5 .5 .5, F = 1.213652 in
# both and so V* too, df = 22.3705 (the pair of the example), t sqrt(V*) = 2.282509: -4.282509 to 0.282509.  The wider: -4.282509,
# 0.604521.
# One who answered then only and one now only: of the three in both z1 = .25 .25 .25, z0 = .75 .75 -.25, and x1 does not vary:
# k = .3125 * 4/3 = .416667, se = sqrt(1.555556 - .833333) = 0.849837.
# d of the five: -.5 -.5 .5 1.25 -.75; D = 2.875, sum of fourth powers 2.945313: nu = min(4, 2 8.265625 / 1.292188) = 4, V = .722222,
# df = 1.213652^2 4 / .722222^2 = 11.2955, t sqrt(V*) = 2.417017: from -4.417017; upwards the limits reach further.
--- run
mkdir -p d && cd d
printf 'key,value,basis\ncode,T,\ntitle,Thử,\nyear,2024,\ninvalid_if,never,\n' >round.csv
printf 'code,name,block\nU,Sở Một,B\nV,Sở Hai,B\n' >units.csv
printf 'code,name,ranked\nB,Khối,yes\n' >blocks.csv
printf 'code,name,design,reserve,policy\nG,Lãnh đạo,census,0%%,single\n' >groups.csv
printf 'scale,option,label,percent\nM,A,Tốt,100\nM,B,Khá,60\nM,C,Trung bình,20\n' >scales.csv
printf 'block,code,name,parent,max_points,method\nB,1,Một,,,\nB,1.1,Điều hành,1,10,DTXHH\n' >criteria.csv
printf 'code,title,groups,block,units,own_unit\nP,Phiếu,G,B,all,allow\n' >ballot_types.csv
printf 'ballot_type,code,text,per,kind,criterion,scale\nP,Q,Thế nào?,unit,option,1.1,M\n' >questions.csv
printf 'block,criterion,group,weight\n*,*,G,1\n' >group_weights.csv
cd ..
# round NAME KEYFILE ANSWER-OF-EACH-OF-SIX
round() {
    r=$1.dtxhh; key=$2; shift 2
    dtxhh new $r --definition d --as a --quiet
    printf 'group,id\nG,CB01\nG,CB02\nG,CB03\nG,CB04\nG,CB05\nG,CB06\n' >frame.csv
    dtxhh frame import $r frame.csv --as a ${key:+--linkage-key "$key"} 2>&1 | grep -v '^members'
    dtxhh frame freeze $r --seed-from e --as a --quiet && dtxhh draw $r --seed 1 --as a --quiet && dtxhh issue $r --as a --quiet
    dtxhh show $r ballots --csv | awk -F, -v all="$*" 'BEGIN { OFS = ","; split(all, x, " "); print "serial,type,channel,keyer,Q.U,Q.V" }
        NR > 1 { a = x[substr($4, 4) + 0]; if (a != "-") print $1, $2, "paper", "hoa", a, a }' >k.csv
    dtxhh import $r k.csv --as a --quiet; dtxhh weigh $r --as a --quiet; dtxhh score $r --as a --quiet 2>/dev/null
}
against() { dtxhh score $1.dtxhh --against $2.dtxhh --quiet | awk -F, '$2 == "U" && $3 != "field" { printf "%s change %s se %.6f low %.6f high %.6f both %d\n", $3, $7, $18, $19, $20, $21 }'; }
round then '' A A B C - -
round now '' B B B C - -
against now then
rm *.dtxhh
round then key A A B C - -
ls -l key | cut -c1-10; wc -c <key
round now key B B B C - -
against now then
# the same people with the same answers: nothing is seen to change, and sqrt(F) x 1.959964 = 2.159212 is what one unseen may have done
against now now
# no id of a person, and no secret, can be read from the keys; one secret gives one key
sqlite3 now.dtxhh "SELECT count(*), count(DISTINCT key), min(length(key)) FROM linkage"
sqlite3 then.dtxhh "ATTACH 'now.dtxhh' AS n; SELECT count(*) FROM linkage JOIN n.linkage AS o USING (\"group\", id, key)"
printf 'g\037cb01' | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$(cat key)" -r | cut -c1-32 >by-openssl
sqlite3 now.dtxhh "SELECT key FROM linkage WHERE id = 'CB01'" | cmp - by-openssl && echo 'as openssl has it'
# another secret knows nobody
round other key2 B B B C - -
against other then
# who is in one round only: nothing is taken off for them
round some key B B B - C -
against some then
# the same list once more without the key: the keys go
dtxhh new f.dtxhh --definition d --as a --quiet
dtxhh frame import f.dtxhh frame.csv --as a --quiet --linkage-key key; sqlite3 f.dtxhh 'SELECT count(*) FROM linkage'
dtxhh frame import f.dtxhh frame.csv --as a --quiet 2>/dev/null; sqlite3 f.dtxhh 'SELECT count(*) FROM linkage'
# numbers in place of ids: the ids of the list are what lasts
printf 'group,mã\nG,CB06\nG,CB01\n' >two.csv
dtxhh frame import f.dtxhh two.csv --number --as a --quiet --linkage-key key 2>/dev/null
sqlite3 f.dtxhh "SELECT key FROM linkage WHERE id = '2'" | cmp - by-openssl && echo 'the same key'
# nothing is half written, and a file that is no key is refused
dtxhh frame import f.dtxhh frame.csv --as a --quiet --linkage-key key3 --dry-run 2>/dev/null; ls key3
printf 'group,id\nG,X\nG,X\n' >twice.csv
dtxhh frame import f.dtxhh twice.csv --as a --quiet --linkage-key key3 2>/dev/null; echo "status $?"; ls key3
for bad in '' 12 "$(cat key)0" "$(tr a-f g-l <key)"; do
    printf '%s\n' "$bad" >bad; dtxhh frame import f.dtxhh frame.csv --as a --linkage-key bad; echo "status $?"
done
dtxhh frame import f.dtxhh frame.csv --as a --linkage-key . 2>&1; echo "status $?"
dtxhh frame import f.dtxhh frame.csv --as a --linkage-key no/such 2>&1 | grep -v W303; ls no
# everybody answered, so limits are the change: 73.333 % then, 86.667 % now; 8.67 less 7.33 are printed as 1.34, and 1.3333 is 1.33
round all1 '' A A B B B B; round all2 '' A A A A B B
against all2 all1
dtxhh report all2.dtxhh --against all1.dtxhh --for council -o r.xlsx --quiet && cells r.xlsx 3 5 | head -1
# ... and where digits are cut off: 80 % less 66.667 % are 8.00 less 6.66, printed as 1.34
sed -i 's/^invalid_if/rounding,truncate,\ninvalid_if/' d/round.csv
round cut1 '' A A B B B C; round cut2 '' A A A B B B
DTXHH_LANG=en script -qec 'dtxhh score cut2.dtxhh --against cut1.dtxhh' /dev/null | awk '/Một  *total/ { print $5, $6, $7, $(NF - 2), $(NF - 1) }'
dtxhh report cut2.dtxhh --against cut1.dtxhh --for council -o r.xlsx --quiet --force && cells r.xlsx 3 5 | head -1
--- stdout
group,members
G,6
line 2 of the log, hash <checked>
group,members
G,6
line 2 of the log, hash <checked>
total change -2 se 1.247219 low -5.502604 high 2.934657 both 0
survey change -2 se 1.247219 low -5.502604 high 2.934657 both 0
keys of 6 members stand in the round; nobody can tell whose they are without "key"
"key" is new: keep it with the identity file, apart from the round, and give it to the next round; with another one nobody is known again
group,members
G,6
line 2 of the log, hash <checked>
-rw-------
65
keys of 6 members stand in the round; nobody can tell whose they are without "key"
group,members
G,6
line 2 of the log, hash <checked>
total change -2 se 0.666667 low -4.282509 high 0.604519 both 4
survey change -2 se 0.666667 low -4.282509 high 0.604519 both 4
total change 0 se 0.000000 low -2.159212 high 2.159212 both 4
survey change 0 se 0.000000 low -2.159212 high 2.159212 both 4
6|6|32
6
as openssl has it
keys of 6 members stand in the round; nobody can tell whose they are without "key2"
"key2" is new: keep it with the identity file, apart from the round, and give it to the next round; with another one nobody is known again
group,members
G,6
line 2 of the log, hash <checked>
total change -2 se 1.247219 low -5.502604 high 2.934657 both 0
survey change -2 se 1.247219 low -5.502604 high 2.934657 both 0
keys of 6 members stand in the round; nobody can tell whose they are without "key"
group,members
G,6
line 2 of the log, hash <checked>
total change -2 se 0.849837 low -4.417017 high 1.342955 both 3
survey change -2 se 0.849837 low -4.417017 high 1.342955 both 3
6
0
the same key
status 1
status 3
status 3
status 3
status 3
dtxhh: cannot read ".": Is a directory
status 3
dtxhh: cannot write "no/such": No such file or directory
group,members
G,6
line 2 of the log, hash <checked>
group,members
G,6
line 2 of the log, hash <checked>
total change 1.333333334 se 0.000000 low 1.333333 high 1.333333 both 0
survey change 1.333333334 se 0.000000 low 1.333333 high 1.333333 both 0
Sở Một|7.33|8.67|1.34|1.33|1.34|73.33|86.67|1|1|–|–|1.34|1.34
group,members
G,6
line 2 of the log, hash <checked>
group,members
G,6
line 2 of the log, hash <checked>
6.66 8.00 1.34 1.33 1.34
Sở Một|6.66|8|1.34|1.33|1.34|66.66|80|1|1|–|–|1.33|1.33
--- stderr
ls: cannot access 'key3': No such file or directory
ls: cannot access 'key3': No such file or directory
dtxhh: "bad" is no file of a linkage key: expected one line of 64 digits 0-9 a-f
dtxhh: "bad" is no file of a linkage key: expected one line of 64 digits 0-9 a-f
dtxhh: "bad" is no file of a linkage key: expected one line of 64 digits 0-9 a-f
dtxhh: "bad" is no file of a linkage key: expected one line of 64 digits 0-9 a-f
ls: cannot access 'no': No such file or directory
--- status 0
