# The commands of docs/verify.md, word for word, on the tiny round: each pair of lines agrees,
# and nothing is SAI (wrong) until something is changed.  The percents at the end are those
# worked out by hand in tour.t.
--- run
tiny_scored
R=r.dtxhh
awk '/^```sh$/ { inside = 1; next } /^```/ { inside = 0 } inside' "$ROOT/docs/verify.md" >commands
[ -s commands ] && . ./commands >said 2>&1
cat said
# the hash of the frame twice, and that of entry
sed -n '1p;2p' said | cut -c1-64 | uniq | wc -l
sed -n '11,12p' said | grep -o '[0-9a-f]\{64\}' | uniq | wc -l
# the hash with its check digits twice
grep -oE '([0-9a-f]{4}-){16}[0-9]{2}' said | uniq | wc -l
# what is withdrawn as a whole, points and ballots, is a row of no ballot
cp r.dtxhh kept; for run in 7 6; do dtxhh correct r.dtxhh --run $run --reason 'nhầm tệp' --as lan --quiet; done
sqlite3 r.dtxhh 'SELECT count(*), sum(serial = 0) FROM withdrawal'; . ./commands 2>&1 | grep SAI; mv kept r.dtxhh
sqlite3 r.dtxhh "UPDATE units SET name = 'Khác' WHERE code = 'U1'"
. ./commands 2>&1 | grep SAI
if command -v bc >/dev/null && command -v rev >/dev/null; then
    awk '/^```sh bc$/ { inside = 1; next } /^```/ { inside = 0 } inside' "$ROOT/docs/verify.md" >decimal
    [ "$(. ./decimal)" = "$(sqlite3 r.dtxhh 'SELECT ticket FROM sample LIMIT 1')" ] || echo 'another ticket'
fi
--- stdout
<sha256>  -
<sha256>|xổ số ngày 6/12|11
<sha256>  -
0.11954836582705000655444130928268661420407685027578358230898127941873907701777,DAN/X2
0.11954836582705000655444130928268661420407685027578358230898127941873907701777|DAN/X2
0.10982156204761328415351891729439829698703480858794602664565913561338169633033,DAN/Y2
0.11954836582705000655444130928268661420407685027578358230898127941873907701777,DAN/X2
0.28644100063534277627128935637899092750585263517464889240319090401112378888596,DAN/X6
chuỗi liền đến dòng 9
chuỗi liền đến dòng 9
6 <sha256>
entry 6 <sha256>
<checked>
log: no difference; line 9, hash <checked>
DAN Q1 80.0
DAN Q2 70.0
DAN Q3 90.0
LD Q1 73.333333
LD Q2 86.666667
LD Q3 40.0
1
1
1
2|2
SAI: bảng units, lần chạy 1
SAI: bảng units, lần chạy 1
--- stderr
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
--- status 0
