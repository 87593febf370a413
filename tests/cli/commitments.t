# What the digests of the log say of serials and members they say by commitments: no two rounds have one alike, but for a rehearsal
# whose salts come from a seed; and every column that stands in a row about a person or a ballot is either one of these or listed
# here as open, with what it tells.
--- run
export SOURCE_DATE_EPOCH=1735689600
for seed in a a b ''; do
    rm -f r.dtxhh r.identity
    dtxhh new r.dtxhh --definition "$TINY/definition" ${seed:+--salt-seed $seed} --as minh --quiet
    dtxhh frame import r.dtxhh "$TINY/frame.csv" --as minh --quiet
    dtxhh frame freeze r.dtxhh --seed-from 'xổ số ngày 6/12' --seed-digits 6 --as minh --quiet
    dtxhh draw r.dtxhh --seed 481592 --as minh --quiet && dtxhh issue r.dtxhh --serial-seed 1 --as minh --quiet
    for table in frame sample ballot strata unit_list; do
        echo "$table $(sqlite3 r.dtxhh 'SELECT wrote FROM log' | grep "^$table " | cut -d' ' -f3)"
    done >"said.$((n = n + 1))"
    sqlite3 r.dtxhh 'SELECT detail FROM log WHERE number = 1' | sed 's/^TINY: [^;]*//'
done
cmp said.1 said.2 && for table in frame sample ballot strata unit_list; do
    grep -h "^$table " said.1 said.3 said.4 | sort -u | wc -l | xargs echo "$table, different in three rounds:"
done
# nowhere in the log does a serial, a member or a ticket stand in the clear
for text in $(sqlite3 r.dtxhh "SELECT serial FROM ballot UNION ALL SELECT '/' || id FROM frame UNION ALL SELECT ticket FROM sample"); do
    sqlite3 r.dtxhh 'SELECT wrote, reads, coalesce(holds, 0) FROM log' | grep -qF -e "$text" && echo "$text stands in the log"
done
echo '== what is open in rows of people and ballots'
python3 - "$ROOT/docs/verify.md" r.dtxhh <<'END'
import re, sqlite3, sys
code = re.search(r"cat >verify.py <<'END'\n(.*?)\nEND\n", open(sys.argv[1], encoding='utf-8').read(), re.S).group(1)
sys.argv = sys.argv[1:]
exec(code[:code.index('def sha256')])
for table, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('log', 'head', 'secret') ORDER BY name"):
    names = [c[1] for c in db.execute('PRAGMA table_info("%s")' % table)]
    if any((table, name) in COMMITTED for name in names):
        print(table + ':', ' '.join(name for name in names if (table, name) not in COMMITTED))
END
--- stdout
; salts from a given seed: a rehearsal
; salts from a given seed: a rehearsal
; salts from a given seed: a rehearsal

frame, different in three rounds: 3
sample, different in three rounds: 3
ballot, different in three rounds: 3
strata, different in three rounds: 1
unit_list, different in three rounds: 1
== what is open in rows of people and ballots
audit_drawn: audit cell run
audit_entry: audit keyer source line answers run
ballot: ballot_type group stratum list office pool run
entry: pass channel keyer source line answers run
entry_other: pass origin channel keyer source line answers run
entry_text: pass cell run
event: number state run
event_other: number origin time state run
evidence: unit criterion place date source line run
finding: code date office settled source line run
frame: group own_unit rates office size extra
frozen: group own_unit rates office size extra
later_entry: pass run channel keyer source line answers
later_text: pass run cell
linkage: group
merged_log: origin split number form time login who program mark verb reason_hash detail_hash wrote reads holds previous hash run
movement: number state event replaces office batch source run
points: unit criterion group stage points percent se n date source line run
rates: position ballot_type unit
release: group disposition run
sample: group stratum role order probability weight
source: source kind rows run
source_sheet: source run
text_other: pass origin cell run
weight: base final
withdrawal: pass event withdraws run
withdrawal_other: pass event withdraws origin run
--- stderr
--- status 0
