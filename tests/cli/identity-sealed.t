# Names and contacts are sealed, opened and wiped, each a line of the log; what is sealed stands nowhere in the clear, opens
# with its key alone, and only for lists with names.
--- run
names() { grep -rlE 'Nguyễn Văn An|Trần Thị Bình|Lê Văn Cường' . | sort; }
tiny_framed
echo "== open"; names
dtxhh identity seal r.dtxhh --make-key key --as minh
echo "== sealed"; names; stat -c '%a %n' key r.identity.sealed; ls
cp "$TINY/frame.csv" . && dtxhh frame import r.dtxhh frame.csv --as minh --quiet; echo "names are added: status $?"; rm frame.csv
dtxhh identity seal r.dtxhh --key key --as minh; echo "nothing is open: status $?"
dtxhh frame freeze r.dtxhh --seed-from 'xổ số' --as minh --quiet && dtxhh draw r.dtxhh --seed 1 --as minh --quiet 2>/dev/null
dtxhh issue r.dtxhh --serial-seed 1 -o out --as minh --quiet
dtxhh issue r.dtxhh --names -o out --force --as minh --quiet </dev/null; echo "no terminal, no key: status $?"
head -c 32 /dev/zero >zeros
dtxhh issue r.dtxhh --names --key zeros -o out --force --as minh --quiet; echo "another key: status $?"
dtxhh issue r.dtxhh --names --key key -o out --force --as minh --quiet; echo "its key: status $?"
unzip -p out/BC1-ho-ten.xlsx xl/sharedStrings.xml | grep -o 'Nguyễn Văn An' | sort -u
rm -r out; names
echo "== by passphrase"
dtxhh identity unseal r.dtxhh --key key --as minh --quiet; names
python3 "$CASES/typed.py" short -- dtxhh identity seal r.dtxhh --as minh --quiet; echo "status $?"
python3 "$CASES/typed.py" 'bốn từ không liên quan' 'bốn từ không liên quam' -- dtxhh identity seal r.dtxhh --as minh --quiet; echo "status $?"
names
python3 "$CASES/typed.py" 'bốn từ không liên quan' 'bốn từ không liên quan' -- dtxhh identity seal r.dtxhh --as minh --quiet; echo "status $?"
names
dtxhh identity unseal r.dtxhh --key key --as minh --quiet; echo "status $?"
python3 "$CASES/typed.py" 'bốn từ không liên quam' -- dtxhh identity unseal r.dtxhh --as minh --quiet; echo "status $?"
cp r.identity.sealed kept
python3 "$CASES/typed.py" 'bốn từ không liên quan' -- dtxhh identity unseal r.dtxhh --as minh --quiet; echo "status $?"
sqlite3 r.identity 'SELECT count(*) FROM person'
echo "== both stand, as after a cut"
mv kept r.identity.sealed
dtxhh identity unseal r.dtxhh --key key --as minh; echo "status $?"
dtxhh identity seal r.dtxhh --key key --as minh --quiet; ls
echo "== wiped"
dtxhh identity wipe r.dtxhh --as minh; echo "without a reason: status $?"
dtxhh identity wipe r.dtxhh --as minh --reason 'hết hạn lưu' --dry-run --quiet; ls r.identity*
dtxhh identity wipe r.dtxhh --as minh --reason 'hết hạn lưu'; ls
dtxhh identity wipe r.dtxhh --as minh --reason 'lần nữa'; echo "status $?"
dtxhh log show r.dtxhh --csv | grep -E ',identity|,issue' | cut -d, -f3-6
dtxhh verify r.dtxhh 2>/dev/null | cut -d';' -f1
--- stdout
== open
./r.identity
== sealed
600 key
600 r.identity.sealed
key
r.dtxhh
r.identity.sealed
names are added: status 3
nothing is open: status 3
no terminal, no key: status 2
another key: status 3
its key: status 0
Nguyễn Văn An
== by passphrase
./r.identity
Passphrase: 
dtxhh: a passphrase has at least 12 characters: four words that have nothing to do with each other are good
status 2
Passphrase: 
Once more: 
dtxhh: the second is not the first
status 2
./r.identity
Passphrase: 
Once more: 
status 0
status 3
Passphrase: 
dtxhh: "r.identity.sealed" does not open: the key is another one, or the file is not as it was sealed
status 3
Passphrase: 
status 0
3
== both stand, as after a cut
status 3
key
r.dtxhh
r.identity.sealed
zeros
== wiped
without a reason: status 2
r.identity.sealed
key
r.dtxhh
zeros
status 3
minh,identity seal,,r.identity.sealed
minh,issue,,7 ballots; serials from a given seed: a rehearsal
minh,issue,,hand-out lists with names
minh,identity unseal,,r.identity
minh,identity seal,,r.identity.sealed
minh,identity unseal,,r.identity
minh,identity seal,,r.identity.sealed
minh,identity wipe,hết hạn lưu,r.identity.sealed
log, draw, weights and scores: no difference
--- stderr
names and contacts are sealed in "r.identity.sealed"; who loses the key loses them
keep "key" apart from the round, and a copy of it elsewhere
line 3 of the log, hash <checked>
frame.csv:2: warning: group "LD" had 3 members; those of this run take their place [W303]
frame.csv:5: warning: group "DAN" had 8 members; those of this run take their place [W303]
dtxhh: "r.identity.sealed" is sealed; `dtxhh identity unseal` opens it, to add to it
dtxhh: there is no "r.identity"
dtxhh: there is no terminal at which to ask for the passphrase; --key FILE names a key file
dtxhh: "r.identity.sealed" does not open: the key is another one, or the file is not as it was sealed
dtxhh: "r.identity.sealed" does not open: the key is another one, or the file is not as it was sealed
dtxhh: "r.identity" and "r.identity.sealed" both stand; `dtxhh identity seal` seals the first anew
dtxhh: names that are wiped do not come back; --reason says why they are
names and contacts are wiped; copies that were made of the file, and what a disk keeps of its own, are not
line 12 of the log, hash <checked>
dtxhh: there is no "r.identity"
--- status 0
