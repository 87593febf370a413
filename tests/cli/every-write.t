# A disk that is full from the Nth write of a verb on, a write that is refused once, a process killed at it: of every changing
# verb and of those that write files, at every write. The round has the whole run or none of it, and says which.
--- run
${CC:-cc} -O1 -shared -fPIC -o faulty.so "$CASES/faulty.c" -ldl || exit
mkdir f && cd f && cp -r "$TINY/definition" . && cp -r definition other && sed -i 's/Sở Một/Sở Mới/' other/units.csv && cp "$TINY/frame.csv" "$TINY/points.csv" .
dtxhh sign --make-key mttq.key >/dev/null 2>&1
for stage in new framed frozen drawn issued keyed pointed weighed scored; do
    rm -f r.*; tiny_$stage 2>/dev/null; cp r.dtxhh $stage.dtxhh; [ ! -e r.identity ] || cp r.identity $stage.identity
done
rm -f r.* replaced.csv ballots.csv; sqlite3 old.dtxhh <"$DATA/rounds/version-11.sql"
cd .. && MOMENTS=${MOMENTS:-4} /usr/bin/python3 "$CASES/every-write.py" faulty.so f
--- stdout
new r.dtxhh --definition definition: full
new r.dtxhh --definition definition: once
new r.dtxhh --definition definition: kill
frame import r.dtxhh frame.csv: full
frame import r.dtxhh frame.csv: once
frame import r.dtxhh frame.csv: kill
define r.dtxhh --definition other --reason x: full
define r.dtxhh --definition other --reason x: once
define r.dtxhh --definition other --reason x: kill
identity seal r.dtxhh --make-key key: full
identity seal r.dtxhh --make-key key: once
identity seal r.dtxhh --make-key key: kill
identity wipe r.dtxhh --reason x: full
identity wipe r.dtxhh --reason x: once
identity wipe r.dtxhh --reason x: kill
frame freeze r.dtxhh --seed-from x: full
frame freeze r.dtxhh --seed-from x: once
frame freeze r.dtxhh --seed-from x: kill
draw r.dtxhh --seed 1: full
draw r.dtxhh --seed 1: once
draw r.dtxhh --seed 1: kill
issue r.dtxhh: full
issue r.dtxhh: once
issue r.dtxhh: kill
issue r.dtxhh -o out: full
issue r.dtxhh -o out: once
issue r.dtxhh -o out: kill
import r.dtxhh keyed.csv: full
import r.dtxhh keyed.csv: once
import r.dtxhh keyed.csv: kill
correct r.dtxhh 16941444694 --withdraw --reason x: full
correct r.dtxhh 16941444694 --withdraw --reason x: once
correct r.dtxhh 16941444694 --withdraw --reason x: kill
points import r.dtxhh points.csv: full
points import r.dtxhh points.csv: once
points import r.dtxhh points.csv: kill
weigh r.dtxhh: full
weigh r.dtxhh: once
weigh r.dtxhh: kill
score r.dtxhh: full
score r.dtxhh: once
score r.dtxhh: kill
sign r.dtxhh --role mttq --key mttq.key: full
sign r.dtxhh --role mttq --key mttq.key: once
sign r.dtxhh --role mttq --key mttq.key: kill
evidence r.dtxhh -o e: full
evidence r.dtxhh -o e: once
evidence r.dtxhh -o e: kill
report r.dtxhh -o r.xlsx: full
report r.dtxhh -o r.xlsx: once
report r.dtxhh -o r.xlsx: kill
split r.dtxhh --office BC1 -o c.dtxhh: full
split r.dtxhh --office BC1 -o c.dtxhh: once
split r.dtxhh --office BC1 -o c.dtxhh: kill
audit draw r.dtxhh --ballots 3 --seed-from x: full
audit draw r.dtxhh --ballots 3 --seed-from x: once
audit draw r.dtxhh --ballots 3 --seed-from x: kill
backup r.dtxhh -o b.dtxhh: full
backup r.dtxhh -o b.dtxhh: once
backup r.dtxhh -o b.dtxhh: kill
upgrade r.dtxhh: full
upgrade r.dtxhh: once
upgrade r.dtxhh: kill
0 wrong
--- stderr
--- status 0
