# Who vouches for a line of the log: Ed25519 signatures of institute, post and MTTQ.  A signature by a key that nobody here knows
# proves nothing, and that is said; one that does not fit, or whose line was written anew, is a fault.  Each refusal has a twin
# that is accepted.
--- run
tiny_drawn
said() { dtxhh "$@" >out 2>&1; status=$?; sed 's/the key [0-9a-f-]*$/the key …/' out; echo "status $status"; }
echo '== keys'
for who in a b c d; do dtxhh sign --make-key $who.key >$who.pub 2>/dev/null; done
cat a.pub; stat -c %a a.key; umask
said sign --make-key a.key
said sign --make-key e.key --dry-run
said sign r.dtxhh --make-key e.key
ls e.key 2>&1
openssl pkey -in a.key -pubout -outform DER | tail -c 32 | od -An -tx1 | tr -d ' \n' >a.hex; [ "$(tr -d '\n-' <a.pub | cut -c1-64)" = "$(cat a.hex)" ] || echo 'openssl has another public key'
openssl genpkey -algorithm ed25519 -out o.key 2>/dev/null && chmod 600 o.key
openssl genpkey -algorithm x25519 -out x.key 2>/dev/null && chmod 600 x.key
echo '== refused'
said sign
said sign r.dtxhh --role post
said sign r.dtxhh --key a.key
said sign r.dtxhh --role bank --key a.key --as a
said sign r.dtxhh --role post --key none.key --as a
said sign r.dtxhh --role post --key a.pub --as a
said sign r.dtxhh --role post --key x.key --as a
said sign r.dtxhh --role post --key a.key --line 5 --as a
said sign r.dtxhh --role post --key a.key --line 0 --as a
said sign r.dtxhh --role post --key a.key --as "a
line 1"
said sign none.dtxhh --role post --key a.key --as a
cp r.dtxhh t.dtxhh; sqlite3 t.dtxhh "UPDATE units SET name = 'x' WHERE code = 'U1'"
said sign t.dtxhh --role post --key a.key --as a
dtxhh log head r.dtxhh --csv | cut -d, -f1 | tail -1
echo '== taken'
said sign r.dtxhh --role institute --key a.key --as 'Nguyễn Văn A' --dry-run | grep -v hash
said sign r.dtxhh --role viện --key a.key --as 'Nguyễn Văn A' --line 3
said sign r.dtxhh --role viện --key a.key --as 'Nguyễn Văn A' --line 3
said sign r.dtxhh --role post --key a.key --as 'Nguyễn Văn A'
chmod 644 b.key
said sign r.dtxhh --role 'Bưu điện' --key b.key --as 'Trần B' --line 3
said sign r.dtxhh --role mttq --key c.key --as 'Lê C'
said sign r.dtxhh --role mttq --key o.key --as 'Đỗ O' --line 4 --quiet
said sign r.dtxhh --role viện --key a.key --as 'Nguyễn Văn A'
dtxhh show r.dtxhh signatures --csv | cut -d, -f1-5
dtxhh show r.dtxhh signatures --csv | awk -F, 'NR > 1 { print $6 == h[$2] || !($2 in h), length($7), length($8) } { h[$2] = $6 }' | sort -u
echo '== verified: no key known, some, all; with the role they are known in'
cp r.dtxhh older.dtxhh
verify() { dtxhh log verify "$@" 2>&1 | sed -E 's/([0-9a-f]{4}-){16}[0-9]{2}/KEY/g'; }
verify r.dtxhh
verify r.dtxhh --trust "$(cat a.pub)" --trust "$(cat c.pub), MTTQ" | cut -c1-100
o=$(openssl pkey -in o.key -pubout -outform DER | tail -c 32 | od -An -tx1 | tr -d ' \n')
{ echo '# khóa công khai'; echo; echo "$(cat a.pub), viện"; echo "  $(cat b.pub | tr a-f- 'A-F '), bưu điện # bà B"; echo "$(cat c.pub)"; } >keys
verify r.dtxhh --keys keys --trust "$o"
dtxhh verify r.dtxhh --keys keys --trust "$o" 2>&1 | grep -v W923
verify r.dtxhh --keys keys --trust "$o" --trust "$(cat d.pub), post"
verify r.dtxhh --keys keys --trust "$o, post"
echo '== keys that are none'
verify r.dtxhh --trust "$(awk '{ print (/^0/ ? 1 : 0) substr($0, 2) }' a.pub)"; verify r.dtxhh --trust "$(cat a.pub), ngân hàng"; verify r.dtxhh --keys none; verify r.dtxhh --keys r.dtxhh | tail -1 | cut -c1-30
echo "$(cat a.pub | sed 's/..$/00/')" >>keys; verify r.dtxhh --keys keys; verify r.dtxhh --trust "$(cat a.pub), post" --trust "$(cat a.pub), mttq"
sed -i '$d' keys
echo '== forged, with a log that was made to fit'
sqlite3 r.dtxhh "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master WHERE type = 'trigger'" >off
sqlite3 r.dtxhh "SELECT sql || ';' FROM sqlite_master WHERE type = 'trigger'" >on
forge() {
    cp r.dtxhh t.dtxhh; { cat off; echo "$1;"; } | sqlite3 -bail t.dtxhh
    python3 "$CASES/forge.py" "$ROOT/docs/verify.md" t.dtxhh $2; sqlite3 t.dtxhh <on
    verify t.dtxhh --keys keys --trust "$o"
}
forge "UPDATE units SET name = 'x' WHERE code = 'U1'" units
for column in line role name time hash key signature; do
    case $column in
    line) new=line+1 ;;
    role) new="'post'" ;;
    key) new="(SELECT key FROM signature WHERE run = 6)" ;;
    signature) new="(SELECT signature FROM signature WHERE run = 6)" ;;
    *) new="replace($column, '0', '1') || substr('x', 1, $column NOT LIKE '%0%')" ;;
    esac
    echo "# $column"; forge "UPDATE signature SET $column = $new WHERE run = 5" signature | grep -E 'F9|no difference'
done
echo '# of another round'
(mkdir o && cd o && tiny_drawn && dtxhh sign r.dtxhh --role viện --key ../a.key --as x --line 3 --quiet)
forge "ATTACH 'o/r.dtxhh' AS o; DELETE FROM signature WHERE run = 5; INSERT INTO signature SELECT * FROM o.signature" signature
echo '# against a copy: signatures stand; one taken out'
dtxhh issue r.dtxhh --serial-seed 1 --as minh --quiet; dtxhh verify r.dtxhh --against older.dtxhh --keys keys --trust "$o" 2>/dev/null | tail -1
forge "DELETE FROM signature WHERE run = 8" signature
dtxhh verify t.dtxhh --against older.dtxhh 2>&1 | grep -o 'line 8 of the log.*\|t.dtxhh:.*F94.*'
echo '== in Vietnamese'
dtxhh sign r.dtxhh --role post --key b.key --as 'Trần B' --lang vi 2>&1 | sed -E 's/([0-9a-f]{4}-){16}[0-9]{2}/MÃ/'
dtxhh log verify r.dtxhh --lang vi --trust "$(cat a.pub)" 2>&1 | sed -E 's/([0-9a-f]{4}-){16}[0-9]{2}/MÃ/' | sort -u
echo '== by hand, with openssl and the words of docs/verify.md; a line written anew, and a name'
awk '/^```sh openssl$/ { inside = 1; next } /^```/ { inside = 0 } inside' "$ROOT/docs/verify.md" >commands
# openssl 3.5 says besides where in itself it failed
R=older.dtxhh; . ./commands 2>&1 | grep -v ':error:'
cp older.dtxhh t.dtxhh; { cat off; echo "UPDATE log SET hash = substr('123456789abcdef0', instr('0123456789abcdef', substr(hash, 1, 1)), 1) || substr(hash, 2) WHERE number = 6; UPDATE signature SET name = 'x' WHERE run = 8;"; } | sqlite3 t.dtxhh
R=t.dtxhh; . ./commands 2>&1 | grep -v ':error:'
# what openssl signs is taken
printf 'dtxhh signature 1\nline 3\nhash %s\nrole mttq\ntime 2025-01-01T00:00:00Z\nname Đỗ O\n' "$(sqlite3 r.dtxhh 'SELECT hash FROM log WHERE number = 3')" >by-openssl
dtxhh sign r.dtxhh --role mttq --key o.key --as 'Đỗ O' --line 3 --quiet
openssl pkeyutl -sign -inkey o.key -rawin -in by-openssl | od -An -tx1 | tr -d ' \n' >is; sqlite3 r.dtxhh "SELECT signature FROM signature ORDER BY run DESC LIMIT 1" | tr -d '\n' | cmp - is && echo 'the same signature'
echo '== what changes nothing is no act after results were known'
mkdir scored && cd scored && tiny_scored 2>/dev/null && dtxhh sign r.dtxhh --role post --key ../b.key --as b --quiet && dtxhh verify r.dtxhh 2>&1 | grep -c W926 || true
--- stdout
== keys
<checked>
600
0022
dtxhh: "a.key" exists already; a secret key is never written over
status 3
dtxhh: --make-key makes a key and signs nothing; give nothing else
status 2
dtxhh: --make-key makes a key and signs nothing; give nothing else
status 2
ls: cannot access 'e.key': No such file or directory
== refused
dtxhh: a signature needs ROUND, --role and --key; --make-key FILE makes a key
status 2
dtxhh: a signature needs ROUND, --role and --key; --make-key FILE makes a key
status 2
dtxhh: a signature needs ROUND, --role and --key; --make-key FILE makes a key
status 2
dtxhh: option --role has "bank"; expected one of: institute, post, mttq
status 2
dtxhh: cannot read "none.key": No such file or directory
status 3
dtxhh: "a.pub" is no file of a secret key; expected Ed25519 in PEM, as `dtxhh sign --make-key` makes it
status 3
dtxhh: "x.key" is no file of a secret key; expected Ed25519 in PEM, as `dtxhh sign --make-key` makes it
status 3
dtxhh: the log has no line 5; its newest is 4
status 2
dtxhh: option --line has "0"; expected a whole number from 1 to 2147483647
status 2
dtxhh: the name of who signs has control characters; give --as NAME
status 2
dtxhh: cannot open "none.dtxhh": No such file or directory
status 3
t.dtxhh: fault: table units: a value written by run 1 (new, 2025-01-01T00:00:00Z, by minh) was changed since [F903]
dtxhh: faults: 1, warnings: 0; nothing was changed
status 1
4
== taken
with the key …
a dry run: nothing was changed
status 0
signed for the institute: line 3, hash <checked>
with the key …
line 5 of the log, hash <checked>
status 0
dtxhh: line 3 is signed with this key already, in line 5
status 3
dtxhh: this key signed for the institute in line 5; the post signs with a key of its own
status 3
others may read "b.key", and so sign in your name; `chmod 600` keeps it from them
signed for the post: line 3, hash <checked>
with the key …
line 6 of the log, hash <checked>
status 0
signed for MTTQ: line 6, hash <checked>
with the key …
line 7 of the log, hash <checked>
status 0
status 0
signed for the institute: line 8, hash <checked>
with the key …
line 9 of the log, hash <checked>
status 0
run,line,role,name,time
5,3,institute,Nguyễn Văn A,2025-01-01T00:00:00Z
6,3,post,Trần B,2025-01-01T00:00:00Z
7,6,mttq,Lê C,2025-01-01T00:00:00Z
8,4,mttq,Đỗ O,2025-01-01T00:00:00Z
9,8,institute,Nguyễn Văn A,2025-01-01T00:00:00Z
0 64 128
1 64 128
== verified: no key known, some, all; with the role they are known in
log: no difference; line 9, hash KEY
signatures: 5 by keys that are not known here, which prove nothing
r.dtxhh: warning: signature of line 5 (the institute, Nguyễn Văn A, 2025-01-01T00:00:00Z) is by a key that is not known here, and so proves nothing: KEY; where its owner says that it is his, --trust KEY [W929]
r.dtxhh: warning: signature of line 6 (the post, Trần B, 2025-01-01T00:00:00Z) is by a key that is not known here, and so proves nothing: KEY; where its owner says that it is his, --trust KEY [W929]
r.dtxhh: warning: signature of line 7 (MTTQ, Lê C, 2025-01-01T00:00:00Z) is by a key that is not known here, and so proves nothing: KEY; where its owner says that it is his, --trust KEY [W929]
r.dtxhh: warning: signature of line 8 (MTTQ, Đỗ O, 2025-01-01T00:00:00Z) is by a key that is not known here, and so proves nothing: KEY; where its owner says that it is his, --trust KEY [W929]
r.dtxhh: warning: signature of line 9 (the institute, Nguyễn Văn A, 2025-01-01T00:00:00Z) is by a key that is not known here, and so proves nothing: KEY; where its owner says that it is his, --trust KEY [W929]
log: no difference; line 9, hash KEY
signatures: 3 by known keys, the newest of line 8
signatures: 2 by keys that are not known here, which prove nothing
r.dtxhh: warning: signature of line 6 (the post, Trần B, 2025-01-01T00:00:00Z) is by a key that is
r.dtxhh: warning: signature of line 8 (MTTQ, Đỗ O, 2025-01-01T00:00:00Z) is by a key that is not 
log: no difference; line 9, hash KEY
signatures: 5 by known keys, the newest of line 8
log, draw, weights and scores: no difference; line 9, hash <checked>
signatures: 5 by known keys, the newest of line 8
log: no difference; line 9, hash KEY
signatures: 5 by known keys, the newest of line 8
r.dtxhh: warning: the known key KEY, the post signed nothing here [W931]
r.dtxhh: fault: signature of line 8 (MTTQ, Đỗ O, 2025-01-01T00:00:00Z): the key is known as that of the post [F953]
dtxhh: faults: 1, warnings: 0
== keys that are none
dtxhh: --trust has a key that is miscopied: the check digits do not fit; look at the paper again
dtxhh: --trust has "ngân hàng" behind a key; expected one of: institute, post, mttq
dtxhh: cannot read "none": No such file or directory
dtxhh: r.dtxhh:1 has "S" in th
dtxhh: keys:6 has a key that is miscopied: the check digits do not fit; look at the paper again
dtxhh: --trust has a key that was given before as that of another
== forged, with a log that was made to fit
t.dtxhh: fault: signature of line 5 (the institute, Nguyễn Văn A, 2025-01-01T00:00:00Z): line 3 has another hash than was signed; it was written anew, or the signature is of another round [F952]
t.dtxhh: fault: signature of line 6 (the post, Trần B, 2025-01-01T00:00:00Z): line 3 has another hash than was signed; it was written anew, or the signature is of another round [F952]
t.dtxhh: fault: signature of line 7 (MTTQ, Lê C, 2025-01-01T00:00:00Z): line 6 has another hash than was signed; it was written anew, or the signature is of another round [F952]
t.dtxhh: fault: signature of line 8 (MTTQ, Đỗ O, 2025-01-01T00:00:00Z): line 4 has another hash than was signed; it was written anew, or the signature is of another round [F952]
t.dtxhh: fault: signature of line 9 (the institute, Nguyễn Văn A, 2025-01-01T00:00:00Z): line 8 has another hash than was signed; it was written anew, or the signature is of another round [F952]
dtxhh: faults: 5, warnings: 0
# line
t.dtxhh: fault: signature of line 5 (the institute, Nguyễn Văn A, 2025-01-01T00:00:00Z): it is not of its key; what it says was changed since [F951]
t.dtxhh: fault: signature of line 7 (MTTQ, Lê C, 2025-01-01T00:00:00Z): line 6 has another hash than was signed; it was written anew, or the signature is of another round [F952]
t.dtxhh: fault: signature of line 9 (the institute, Nguyễn Văn A, 2025-01-01T00:00:00Z): line 8 has another hash than was signed; it was written anew, or the signature is of another round [F952]
# role
t.dtxhh: fault: signature of line 5 (the post, Nguyễn Văn A, 2025-01-01T00:00:00Z): it is not of its key; what it says was changed since [F951]
t.dtxhh: fault: signature of line 7 (MTTQ, Lê C, 2025-01-01T00:00:00Z): line 6 has another hash than was signed; it was written anew, or the signature is of another round [F952]
t.dtxhh: fault: signature of line 9 (the institute, Nguyễn Văn A, 2025-01-01T00:00:00Z): line 8 has another hash than was signed; it was written anew, or the signature is of another round [F952]
# name
t.dtxhh: fault: signature of line 5 (the institute, Nguyễn Văn Ax, 2025-01-01T00:00:00Z): it is not of its key; what it says was changed since [F951]
t.dtxhh: fault: signature of line 7 (MTTQ, Lê C, 2025-01-01T00:00:00Z): line 6 has another hash than was signed; it was written anew, or the signature is of another round [F952]
t.dtxhh: fault: signature of line 9 (the institute, Nguyễn Văn A, 2025-01-01T00:00:00Z): line 8 has another hash than was signed; it was written anew, or the signature is of another round [F952]
# time
t.dtxhh: fault: signature of line 5 (the institute, Nguyễn Văn A, 2125-11-11T11:11:11Z): it is not of its key; what it says was changed since [F951]
t.dtxhh: fault: signature of line 7 (MTTQ, Lê C, 2025-01-01T00:00:00Z): line 6 has another hash than was signed; it was written anew, or the signature is of another round [F952]
t.dtxhh: fault: signature of line 9 (the institute, Nguyễn Văn A, 2025-01-01T00:00:00Z): line 8 has another hash than was signed; it was written anew, or the signature is of another round [F952]
# hash
t.dtxhh: fault: signature of line 5 (the institute, Nguyễn Văn A, 2025-01-01T00:00:00Z): it is not of its key; what it says was changed since [F951]
t.dtxhh: fault: signature of line 7 (MTTQ, Lê C, 2025-01-01T00:00:00Z): line 6 has another hash than was signed; it was written anew, or the signature is of another round [F952]
t.dtxhh: fault: signature of line 9 (the institute, Nguyễn Văn A, 2025-01-01T00:00:00Z): line 8 has another hash than was signed; it was written anew, or the signature is of another round [F952]
# key
t.dtxhh: fault: signature of line 5 (the institute, Nguyễn Văn A, 2025-01-01T00:00:00Z): it is not of its key; what it says was changed since [F951]
t.dtxhh: fault: signature of line 7 (MTTQ, Lê C, 2025-01-01T00:00:00Z): line 6 has another hash than was signed; it was written anew, or the signature is of another round [F952]
t.dtxhh: fault: signature of line 9 (the institute, Nguyễn Văn A, 2025-01-01T00:00:00Z): line 8 has another hash than was signed; it was written anew, or the signature is of another round [F952]
# signature
t.dtxhh: fault: signature of line 5 (the institute, Nguyễn Văn A, 2025-01-01T00:00:00Z): it is not of its key; what it says was changed since [F951]
t.dtxhh: fault: signature of line 7 (MTTQ, Lê C, 2025-01-01T00:00:00Z): line 6 has another hash than was signed; it was written anew, or the signature is of another round [F952]
t.dtxhh: fault: signature of line 9 (the institute, Nguyễn Văn A, 2025-01-01T00:00:00Z): line 8 has another hash than was signed; it was written anew, or the signature is of another round [F952]
# of another round
t.dtxhh: fault: signature of line 5 (the institute, x, 2025-01-01T00:00:00Z): line 3 has another hash than was signed; it was written anew, or the signature is of another round [F952]
t.dtxhh: fault: signature of line 7 (MTTQ, Lê C, 2025-01-01T00:00:00Z): line 6 has another hash than was signed; it was written anew, or the signature is of another round [F952]
t.dtxhh: fault: signature of line 9 (the institute, Nguyễn Văn A, 2025-01-01T00:00:00Z): line 8 has another hash than was signed; it was written anew, or the signature is of another round [F952]
dtxhh: faults: 3, warnings: 0
# against a copy: signatures stand; one taken out
"older.dtxhh" is continued: its 9 lines stand, 1 were added; its 5 signatures stand
t.dtxhh: fault: signature of line 9 (the institute, Nguyễn Văn A, 2025-01-01T00:00:00Z): line 8 has another hash than was signed; it was written anew, or the signature is of another round [F952]
t.dtxhh: warning: the known key KEY signed nothing here [W931]
dtxhh: faults: 1, warnings: 1
t.dtxhh: fault: line 8 of the log (sign, 2025-01-01T00:00:00Z, by Đỗ O) is another in "older.dtxhh": what it wrote: signatures [F944]
t.dtxhh:signatures: fault: row run 8 is gone [F947]
== in Vietnamese
người khác đọc được "b.key" nên ký thay được; `chmod 600` ngăn việc đó
đã ký thay mặt bưu điện: dòng 10, mã băm MÃ
bằng khóa MÃ
dòng 11 của nhật ký, mã băm MÃ
chữ ký: 2 bằng khóa đã biết, mới nhất là của dòng 8
chữ ký: 4 bằng khóa chưa biết, không chứng minh được gì
nhật ký: không có sai khác; dòng 11, mã băm MÃ
r.dtxhh: cảnh báo: chữ ký ở dòng 11 (bưu điện, Trần B, 2025-01-01T00:00:00Z) bằng một khóa chưa biết, nên không chứng minh được gì: MÃ; nếu chủ khóa xác nhận là của mình thì dùng --trust KHÓA [W929]
r.dtxhh: cảnh báo: chữ ký ở dòng 6 (bưu điện, Trần B, 2025-01-01T00:00:00Z) bằng một khóa chưa biết, nên không chứng minh được gì: MÃ; nếu chủ khóa xác nhận là của mình thì dùng --trust KHÓA [W929]
r.dtxhh: cảnh báo: chữ ký ở dòng 7 (MTTQ, Lê C, 2025-01-01T00:00:00Z) bằng một khóa chưa biết, nên không chứng minh được gì: MÃ; nếu chủ khóa xác nhận là của mình thì dùng --trust KHÓA [W929]
r.dtxhh: cảnh báo: chữ ký ở dòng 8 (MTTQ, Đỗ O, 2025-01-01T00:00:00Z) bằng một khóa chưa biết, nên không chứng minh được gì: MÃ; nếu chủ khóa xác nhận là của mình thì dùng --trust KHÓA [W929]
== by hand, with openssl and the words of docs/verify.md; a line written anew, and a name
Signature Verified Successfully
Signature Verified Successfully
Signature Verified Successfully
Signature Verified Successfully
Signature Verified Successfully
Signature Verified Successfully
Signature Verified Successfully
Signature Verification Failure
Signature Verification Failure
Signature Verified Successfully
the same signature
== what changes nothing is no act after results were known
0
--- stderr
--- status 0
