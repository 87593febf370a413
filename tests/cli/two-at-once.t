# Two who key at once, each file a process of its own: every entry is there once, with the answers of its file; a file that both
# send is taken from one of them, whole.  N entries in files of 1 to 40 (tests/slow/two-at-once.sh: 20,000).
--- run
N=${N:-600}
sh "$ROOT/tests/bench/round.sh" two "$N" 6 2>/dev/null
# files of each, and those of both
awk -v seed="${SEED:-1}" 'BEGIN { srand(seed) } NR == 1 { header = $0; next }
    !left { left = 1 + int(40 * rand()); kind = rand() < .2 ? "both" : rand() < .5 ? "one" : "other"; file = sprintf("%s-%05d.csv", kind, ++n); print header >file }
    { print >file; if (!--left) close(file) }' two.csv
key() { for f in $(ls $1-*.csv both-*.csv | sort -t- -k2); do dtxhh import two.dtxhh $f --as $1 --keyer $1 --quiet 2>/dev/null; echo "$f $?"; done >$1.said; }
key one & key other & wait
# of what was acknowledged all is there, once, as the file has it; what both sent was taken from one
cat one.said other.said | sort | awk '{ n[$1]++; ok[$1] += $2 == 0; other += $2 != 0 && $2 != 1 } END { for (f in n) { if (f ~ /^both/ ? n[f] != 2 : n[f] != 1 || ok[f] != 1) print "astray:", f, n[f], ok[f] } print other " other statuses" }'
sqlite3 two.dtxhh "SELECT serial || ',' || hex(answers) FROM entry" | sort >there
awk -F, 'NR > 1 { s = ""; for (i = 2; i <= NF; i++) s = s sprintf("%02X", $i); print $1 "," s }' two.csv | sort >sent
cmp there sent && test "$(wc -l <there)" -eq "$N" && echo 'all, once'
taken=$(cat one.said other.said | awk '$2 == 0' | sort -u | wc -l); files=$(ls one-*.csv other-*.csv both-*.csv | wc -l)
test "$taken" -eq "$files" && test "$(sqlite3 two.dtxhh 'SELECT count(DISTINCT run) FROM entry')" -eq "$files" && echo 'a run a file'
dtxhh verify two.dtxhh --quiet 2>/dev/null; echo "status $?"; sqlite3 two.dtxhh 'PRAGMA integrity_check'
--- stdout
0 other statuses
all, once
a run a file
status 0
ok
--- stderr
--- status 0
