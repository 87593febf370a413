# `frame import --number` gives ids, 1 to n in each group; who has which stands in the identity file only, and who had a
# number keeps it when a fuller list comes.  Who stands twice is told by line, from the names and contacts of this list
# and of those before.
--- run
tiny_new
people() { sqlite3 r.identity "SELECT \"group\", id, group_concat(field || '=' || value, ' ') FROM (SELECT * FROM person ORDER BY 1, CAST(id AS INTEGER), field) GROUP BY 1, 2 ORDER BY 1, CAST(id AS INTEGER)"; }
cat >first.csv <<'END'
group,loai,office,Họ tên,Điện thoại
LD,,B1,Lê Văn An,0912345678
LD,,B1,Trần Thị Bình,0912345679
DAN,X,B1,Phạm Hòa,0987654321
DAN,Y,B1,Phạm Hòa,
DAN,Y,B1,Phạm Hòa,
END
dtxhh frame import r.dtxhh first.csv --number --as a
dtxhh show r.dtxhh frame --csv; people
echo '# a fuller list, sorted anew, the telephone with 84 and blanks'
cat >second.csv <<'END'
group,loai,office,Họ tên,Điện thoại
LD,,B1,Đỗ Chi,0912345670
LD,,B1,Trần Thị Bình,+84 912 345 679
LD,,B1,Lê văn An,0912.345.678
DAN,Y,B1,Phạm Hoà,
DAN,Y,B1,Phạm Hòa,
DAN,X,B1,Phạm Hòa,987654321
END
dtxhh frame import r.dtxhh second.csv --number --as a --quiet
people
grep -ac 'Phạm\|Trần\|0912' r.dtxhh
echo '# a list without names is numbered as it stands, each time'
printf 'group,loai\nDAN,X\nDAN,Y\n' >none.csv
dtxhh frame import r.dtxhh none.csv --number --as a --quiet && dtxhh frame import r.dtxhh none.csv --number --as a --quiet
dtxhh show r.dtxhh frame --csv | grep DAN; people
echo '# without --number there must be ids'
dtxhh frame import r.dtxhh none.csv --as a; echo "status $?"
echo '# an id of the list is kept beside; telephone numbers may be ids there'
printf 'group,id,loai\nDAN,0912345678,X\nDAN,0912345679,Y\n' >ids.csv
dtxhh frame import r.dtxhh ids.csv --number --as a --quiet; echo "status $?"
people
# Who stands twice: the same name and telephone under two ids, in two groups, in a list before.
twice() {
    printf 'group,id,loai,Họ tên,Điện thoại,Email\nLD,L1,,Lê Văn An,%s,%s\nLD,L2,,%s,%s,\nDAN,X1,X,%s,%s,%s\n' "$@" >f.csv
    dtxhh new t.dtxhh --force --definition "$TINY/definition" --as a --quiet && rm -f t.identity
    dtxhh frame import t.dtxhh f.csv --as a --quiet; echo "status $?"
}
echo '# twice in a group; the name alone, or the telephone alone, says nothing'
twice 0912345678 '' 'lê văn  An' '84912345678' 'Phạm Hòa' 0987654321 ''
twice 0912345678 '' 'lê văn  An' '84912345679' 'Phạm Hòa' 0987654321 ''
twice 0912345678 '' 'Lê Văn Ân' '84912345678' 'Phạm Hòa' 0987654321 ''
echo '# in two groups, by e-mail'
twice 0912345678 an@x.vn 'Lê Thị Chi' '84912345679' 'Lê Văn An' 0987654321 AN@x.vn
twice 0912345678 an@x.vn 'Lê Thị Chi' '84912345679' 'Lê Văn An' 0987654321 an2@x.vn
echo '# in a list before, but not where that list is replaced'
printf 'group,id,loai,Họ tên,Điện thoại\nDAN,X9,X,Lê Văn An,0912 345 678\n' >g.csv
dtxhh frame import t.dtxhh g.csv --as a --quiet
dtxhh frame import t.dtxhh g.csv --as a --quiet
printf 'group,id,loai,Họ tên,Điện thoại\nLD,L9,X,Lê Văn Em,0912 345 678\n' >h.csv
dtxhh frame import t.dtxhh h.csv --as a --quiet
grep -ac 'Lê V' t.dtxhh; true
--- stdout
group,members
LD,2
DAN,3
group,id,own_unit,rates,office,size,loai
DAN,1,,,B1,,X
DAN,2,,,B1,,Y
DAN,3,,,B1,,Y
LD,1,,,B1,,
LD,2,,,B1,,
DAN|1|Họ tên=Phạm Hòa line=first.csv:4 Điện thoại=0987654321
DAN|2|Họ tên=Phạm Hòa line=first.csv:5
DAN|3|Họ tên=Phạm Hòa line=first.csv:6
LD|1|Họ tên=Lê Văn An line=first.csv:2 Điện thoại=0912345678
LD|2|Họ tên=Trần Thị Bình line=first.csv:3 Điện thoại=0912345679
# a fuller list, sorted anew, the telephone with 84 and blanks
DAN|1|Họ tên=Phạm Hòa line=second.csv:7 Điện thoại=987654321
DAN|2|Họ tên=Phạm Hoà line=second.csv:5
DAN|3|Họ tên=Phạm Hòa line=second.csv:6
LD|1|Họ tên=Lê văn An line=second.csv:4 Điện thoại=0912.345.678
LD|2|Họ tên=Trần Thị Bình line=second.csv:3 Điện thoại=+84 912 345 679
LD|3|Họ tên=Đỗ Chi line=second.csv:2 Điện thoại=0912345670
0
# a list without names is numbered as it stands, each time
DAN,1,,,,,X
DAN,2,,,,,Y
DAN|1|line=none.csv:2
DAN|2|line=none.csv:3
LD|1|Họ tên=Lê văn An line=second.csv:4 Điện thoại=0912.345.678
LD|2|Họ tên=Trần Thị Bình line=second.csv:3 Điện thoại=+84 912 345 679
LD|3|Họ tên=Đỗ Chi line=second.csv:2 Điện thoại=0912345670
# without --number there must be ids
status 1
# an id of the list is kept beside; telephone numbers may be ids there
status 0
DAN|1|id=0912345678 line=ids.csv:2
DAN|2|id=0912345679 line=ids.csv:3
LD|1|Họ tên=Lê văn An line=second.csv:4 Điện thoại=0912.345.678
LD|2|Họ tên=Trần Thị Bình line=second.csv:3 Điện thoại=+84 912 345 679
LD|3|Họ tên=Đỗ Chi line=second.csv:2 Điện thoại=0912345670
# twice in a group; the name alone, or the telephone alone, says nothing
status 0
status 0
status 0
# in two groups, by e-mail
status 0
status 0
# in a list before, but not where that list is replaced
0
--- stderr
members read: 5
names and contacts of 5 members went into "r.identity", not into the round
line 2 of the log, hash <checked>
second.csv:2: warning: group "LD" had 2 members; those of this run take their place [W303]
second.csv:5: warning: group "DAN" had 3 members; those of this run take their place [W303]
none.csv:2: warning: group "DAN" had 3 members; those of this run take their place [W303]
none.csv:2: warning: group "DAN" had 2 members; those of this run take their place [W303]
none.csv:1: fault: no column "id" (or "mã"); found "group", "loai" [F111]
dtxhh: faults: 1, warnings: 0; nothing was changed
ids.csv:2: warning: group "DAN" had 2 members; those of this run take their place [W303]
f.csv:3: warning: "LD/L2" has the name and a contact of "LD/L1" (f.csv:2): most likely one person, who could be drawn twice; expected each person once [W309]
f.csv:4: warning: "DAN/X1" has the name and a contact of "LD/L1" (f.csv:2): most likely one person, who could be drawn twice; expected each person once [W309]
g.csv:2: warning: group "DAN" had 1 members; those of this run take their place [W303]
g.csv:2: warning: "DAN/X9" has the name and a contact of "LD/L1" (an earlier list): most likely one person, who could be drawn twice; expected each person once [W309]
g.csv:2: warning: group "DAN" had 1 members; those of this run take their place [W303]
g.csv:2: warning: "DAN/X9" has the name and a contact of "LD/L1" (an earlier list): most likely one person, who could be drawn twice; expected each person once [W309]
h.csv:2: warning: group "LD" had 2 members; those of this run take their place [W303]
--- status 0
