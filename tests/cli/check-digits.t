# A hash for people has check digits (ISO/IEC 7064 MOD 97-10; by Python: 98 - int(h, 16) * 100 % 97).  It is taken with or without
# them, in groups or not; a slip of the pen is told as one, status 2, and never as a forgery.
--- run
tiny_framed
dtxhh frame freeze r.dtxhh --seed-from 'xổ số ngày 6/12' --seed-digits 5 --as minh >freeze.csv 2>freeze.said
sed -n '$p' freeze.said
written=$(tail -1 freeze.said | awk '{ print $NF }')
head=$(dtxhh log head r.dtxhh | tail -1 | cut -d, -f2)
python3 - "$head" "$written" <<'END'
import sys
h, written = sys.argv[1:]
if written != '-'.join(h[i:i + 4] for i in range(0, 64, 4)) + '-%02d' % (98 - int(h, 16) * 100 % 97): print('other check digits')
def digit(i, to=None): return h[:i] + (to or 'f0'[h[i] == 'f']) + h[i + 1:]
def swap(i): return h[:i] + h[i + 1] + h[i] + h[i + 2:]
check = written[-2:]
at = next(i for i in range(20, 60) if h[i] != h[i + 1] and i % 4 < 3)
other = '%x' % (int(h[8], 16) ^ 8)
print(h, digit(8), swap(at), digit(8) + check, swap(at) + check, h + '00', '5' * 64, '5' * 64 + '00',
      '5' * 64 + '%02d' % (98 - int('5' * 64, 16) * 100 % 97), h[:20], sep='\n', file=open('forms', 'w'))
END
echo '== taken'
for form in "$written" "$(echo "$written" | tr a-f- 'A-F ')" "$head" "$(echo "$head" | tr a-f A-F)" "$(echo "$written" | cut -c1-79)"; do
    dtxhh verify r.dtxhh --head "$form" --quiet; echo "status $?"
    dtxhh log verify r.dtxhh --head "$form" | sed 's/hash .*/hash …/'
done
echo '== not taken'
tail -n +2 forms | while read -r form; do
    dtxhh verify r.dtxhh --head "$form" --quiet 2>&1 | sed 's/in group [0-9]*, "[0-9a-f]*" here, "[0-9a-f]*" there/in group G, A here, B there/'
    dtxhh log verify r.dtxhh --head "$form" >/dev/null 2>&1; echo "status $?"
done
dtxhh verify r.dtxhh --head "$(echo "$written" | sed 's/^...//')"; echo "status $?"
dtxhh verify r.dtxhh --head "đ$written"; echo "status $?"
echo '== every changing verb but --quiet, --dry-run, and where nothing is changed'
dtxhh new n.dtxhh --definition "$TINY/definition" --as minh 2>&1 >/dev/null
dtxhh new n2.dtxhh --definition "$TINY/definition" --as minh --dry-run 2>&1 >/dev/null
dtxhh frame import n.dtxhh "$TINY/frame.csv" --as minh 2>&1 >/dev/null | tail -1
dtxhh draw r.dtxhh --seed 18273 --as minh 2>&1 >/dev/null | tail -1
dtxhh draw r.dtxhh --record record.txt 2>&1 >/dev/null | tail -1
dtxhh issue r.dtxhh --serial-seed 1 --as minh 2>&1 >/dev/null | tail -1
dtxhh upgrade r.dtxhh --as minh
dtxhh log head r.dtxhh
--- stdout
line 3 of the log, hash <checked>
== taken
status 0
log: no difference; line 3, hash …
status 0
log: no difference; line 3, hash …
status 0
log: no difference; line 3, hash …
status 0
log: no difference; line 3, hash …
status 0
log: no difference; line 3, hash …
== not taken
dtxhh: --head is miscopied: it differs from the hash of line 3 in 1 of 64 digits, first in group G, A here, B there; look at the paper again
status 2
dtxhh: --head is miscopied: it differs from the hash of line 3 in 2 of 64 digits, first in group G, A here, B there; look at the paper again
status 2
dtxhh: --head is miscopied: it differs from the hash of line 3 in 1 of 64 digits, first in group G, A here, B there; look at the paper again
status 2
dtxhh: --head is miscopied: it differs from the hash of line 3 in 2 of 64 digits, first in group G, A here, B there; look at the paper again
status 2
dtxhh: --head is miscopied: its 64 digits are those of line 3, its check digits are not; look at the paper again
status 2
r.dtxhh: fault: log: no line has the hash "<sha256>" that was written down; the newest lines were cut or rewritten [F908]
dtxhh: faults: 1, warnings: 0
status 1
dtxhh: --head is miscopied: the check digits do not fit; look at the paper again
status 2
r.dtxhh: fault: log: no line has the hash "<sha256>" that was written down; the newest lines were cut or rewritten [F908]
dtxhh: faults: 1, warnings: 0
status 1
dtxhh: --head has 20 digits, expected 64, or 66 with the check digits
status 2
status 2
status 2
== every changing verb but --quiet, --dry-run, and where nothing is changed
line 1 of the log, hash <checked>
a dry run: nothing was changed
line 2 of the log, hash <checked>
line 4 of the log, hash <checked>
line 5 of the log, hash <checked>
number,hash
5,<sha256>
--- stderr
dtxhh: --head has 63 digits, expected 64, or 66 with the check digits; group 1 has 1
dtxhh: --head has "đ" in the group of four number 1; expected the digits 0-9 and a-f of a hash or a key
schema version 12 is the newest; nothing to do
--- status 0
