# The evidence of a round: what overseers need, and nothing by which a serial, a person or his words is found; the verifier repeats
# from it all that it repeats from the round, or says that it cannot be said.
--- run
tiny_scored 2>/dev/null
member=$(dtxhh show r.dtxhh sample --csv | awk -F, '$3 == "X" && $4 == "selected" { print $1 "/" $2; exit }')
serial=$(dtxhh show r.dtxhh ballots --csv | awk -F, 'NR == 2 { print $1 }')
dtxhh correct r.dtxhh "$serial" --void --reason 'phiếu rách ở góc' --as lan --quiet 2>/dev/null || dtxhh correct r.dtxhh "$serial" --withdraw --reason 'phiếu rách ở góc' --as lan --quiet
before=$(sha256sum <r.dtxhh)
dtxhh evidence r.dtxhh -o e.evidence; echo "status $?, mode $(stat -c %a e.evidence)"
[ "$before" = "$(sha256sum <r.dtxhh)" ] || echo 'the round was changed'
dtxhh evidence r.dtxhh -o e.evidence --force; echo "status $?"
dtxhh evidence r.dtxhh -o no/e.evidence; echo "status $?"
dtxhh evidence no.dtxhh -o f.evidence; echo "status $?"
dtxhh evidence r.dtxhh; echo "status $?"
echo '== no value that is committed to is in it, in no table and in no free page; who appraised stands in the definition too'
python3 - "$ROOT/docs/verify.md" r.dtxhh <<'X'
import re, sys
code = re.search(r"cat >verify.py <<'END'\n(.*?)\nEND\n", open(sys.argv[1], encoding='utf-8').read(), re.S).group(1)
sys.argv = sys.argv[1:]
exec(code[:code.index('previous, first')])
data, n = open('e.evidence', 'rb').read(), 0
for (table, column) in [c for c in COMMITTED if c != ('points', 'by')] + [('log', 'reason'), ('log', 'detail')]:
    for value, in db.execute('SELECT DISTINCT "%s" FROM "%s"' % (column, table)):
        if value in (None, 0, ''): continue
        n += 1
        forms = [str(value).encode()]
        if isinstance(value, int): forms = [struct.pack('>q', value), str(value).encode(), value.to_bytes((value.bit_length() + 8) // 8, 'big')]
        if len(str(value)) > 5 and any(form in data for form in forms if len(form) > 4): print(table, column, value, 'is in the evidence')
print('values tried:', n > 60)
if SECRET in data: print('the secret is in it')
ev = sqlite3.connect('file:e.evidence?mode=ro', uri=True)
# rows go by their commitments: neither in the order of the serials nor of the ids
for table, key in (('ballot', 'serial'), ('frame', 'id'), ('sample', 'id'), ('entry', 'serial')):
    rows = [v for v, in ev.execute('SELECT "%s" FROM "%s" ORDER BY rowid' % (key, table))]
    print(table, len(rows), rows == sorted(rows), all(re.fullmatch('[0-9a-f]{64}', v) for v in rows))
X
echo '== who has a ballot finds it, and with it no other'
dtxhh evidence r.dtxhh --open "$serial" | tail -1 >opened
python3 - opened e.evidence <<'X'
import hashlib, sqlite3, sys
serial, salt, commitment = open(sys.argv[1]).read().strip().split(',')
db = sqlite3.connect('file:%s?mode=ro' % sys.argv[2], uri=True)
made = hashlib.sha256(bytes.fromhex(salt) + serial.encode()).hexdigest()
print(made == commitment, db.execute('SELECT count(*) FROM ballot WHERE serial = ?', (made,)).fetchone()[0])
others = [s for s, in sqlite3.connect('r.dtxhh').execute('SELECT serial FROM ballot') if str(s) != serial]
print(sum(db.execute('SELECT count(*) FROM ballot WHERE serial = ?', (hashlib.sha256(bytes.fromhex(salt) + str(s).encode()).hexdigest(),)).fetchone()[0] for s in others), 'of', len(others))
X
dtxhh evidence r.dtxhh --open 123-456-789-00; echo "status $?"; dtxhh evidence r.dtxhh --open x; echo "status $?"; dtxhh evidence r.dtxhh --open "$serial" -o f.evidence; echo "status $?"; ls f.evidence 2>&1
echo '== as docs/verify.md has it'
R=r.dtxhh; awk '/^```sh open$/ { inside = 1; next } /^```/ { inside = 0 } inside' "$ROOT/docs/verify.md" >open.sh; [ -s open.sh ] && . ./open.sh
sqlite3 -separator ' ' r.dtxhh "SELECT pass, hex(answers), 1 FROM entry WHERE serial = (SELECT min(serial) FROM weight)"
echo '== what takes a round says that it is none'
cp r.dtxhh later.dtxhh
for words in 'verify e.evidence' 'log verify e.evidence' 'status e.evidence' 'weigh e.evidence --as a' 'verify later.dtxhh --against e.evidence'; do
    # shellcheck disable=SC2086
    dtxhh $words 2>&1; echo "status $?"
done
echo '== the verifier'
dtxhh-verify e.evidence >of.evidence; echo "status $?"
dtxhh-verify r.dtxhh >of.round; echo "status $?"
# what it says of the round it says of the evidence, or that it cannot be said
awk -F': ' 'NR == FNR { split($2, w, " "); of[w[1]] = $1; next } FNR > 0 { split($2, w, " "); if (w[1] in of && of[w[1]] != $1) print w[1] ": " of[w[1]] " | " $1 }' of.round of.evidence
cp e.evidence f.evidence; chmod u+w f.evidence
for sql in "UPDATE entry SET answers = X'01' || substr(answers, 2)" "UPDATE ballot SET serial = (SELECT max(serial) FROM entry)" "UPDATE log SET detail = reason WHERE number = 2" "UPDATE score SET total = total + 1" "DELETE FROM event"; do
    cp e.evidence f.evidence; chmod u+w f.evidence; sqlite3 f.evidence "$sql"; echo "$(dtxhh-verify --csv f.evidence | grep '^fails' | cut -d, -f2 | paste -sd' ')"
done
# of a round whose log has a fault there is no evidence
sqlite3 r.dtxhh "DROP TRIGGER log_no_update; UPDATE log SET who = 'x' WHERE number = 2"; dtxhh evidence r.dtxhh -o g.evidence 2>&1 | tail -1; ls g.evidence 2>&1
--- stdout
written: "e.evidence", up to line 10, hash <checked>
status 0, mode 444
status 3
status 3
status 3
status 2
== no value that is committed to is in it, in no table and in no free page; who appraised stands in the definition too
values tried: True
ballot 7 True True
frame 11 True True
sample 8 True True
entry 6 True True
== who has a ballot finds it, and with it no other
True 1
0 of 6
status 2
status 2
status 2
ls: cannot access 'f.evidence': No such file or directory
== as docs/verify.md has it
1 020205040201 1
1 020205040201 1
== what takes a round says that it is none
dtxhh: "e.evidence" is evidence of a round, not the round; `dtxhh-verify` checks it
status 3
dtxhh: "e.evidence" is evidence of a round, not the round; `dtxhh-verify` checks it
status 3
dtxhh: "e.evidence" is evidence of a round, not the round; `dtxhh-verify` checks it
status 3
dtxhh: "e.evidence" is evidence of a round, not the round; `dtxhh-verify` checks it
status 3
dtxhh: "e.evidence" is evidence of a round, not the round; `dtxhh-verify` checks it
status 3
== the verifier
status 0
status 0
D1: ĐÚNG | KHÔNG NÓI ĐƯỢC
D5: ĐÚNG | KHÔNG NÓI ĐƯỢC
D6: ĐÚNG | KHÔNG NÓI ĐƯỢC
E1: ĐÚNG | KHÔNG NÓI ĐƯỢC
E2: ĐÚNG | KHÔNG NÓI ĐƯỢC
C1
C1 E4 E5
B1
C1
C1
dtxhh: the tables of "r.dtxhh" are not what they should be (missing: trigger log_no_update); `dtxhh verify` lists all
ls: cannot access 'g.evidence': No such file or directory
--- stderr
serials, people and their words stand in it as commitments; `dtxhh-verify` checks it
who has the list may still find some people's ballots by weight, units, stratum or office (docs/verify.md): give it to overseers, do not publish it
dtxhh: "e.evidence" is a database, as rounds are; it is never written over
dtxhh: cannot write "no/e.evidence": No such file or directory
dtxhh: cannot open "no.dtxhh": No such file or directory
dtxhh: give -o FILE, or --open SERIAL
dtxhh: --open has "123-456-789-00", which is the serial of no ballot of the round
dtxhh: --open has "x", which is the serial of no ballot of the round
dtxhh: give -o FILE, or --open SERIAL
--- status 2
