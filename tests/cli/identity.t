# Nothing that says who somebody is enters the round: ids and offices that look like it are a fault unless a person has
# looked, columns of that kind are never kept, `--number` gives ids; who stands twice is told.  Beside each the same with
# one cell changed, of which nothing is said.
--- run
tiny_new
# A list with the id $1 and the office $2.
try() {
    printf 'group,id,loai,office\nLD,L1,,B1\nDAN,%s,X,%s\n' "$1" "$2" >f.csv
    dtxhh frame import r.dtxhh f.csv --as a --quiet 2>&1 | grep -v W303
    dtxhh frame import r.dtxhh f.csv --as a --quiet 2>/dev/null; echo "$1 | $2: status $?"
}
echo '# ids'
for id in 0912345678 '+84 912 345 678' 912345678 0312345678 02438253536 001088012345 012345678 202400001 an.nguyen@hanoi.gov.vn 'Nguyễn Văn An' 'Lê An' 'TRAN THI BINH'; do try "$id" B1; done
echo '# none of them'
for id in 09123456789 0112345678 0100109106 200088012345 000000012 an.nguyen 'Nguyễn 12' 'Phòng Hành chính' 'LE 2' X1; do try "$id" B1; done
echo '# offices: places are called like people'
for office in 0912345678 'Trần Thị Bình' 'Hà Đông' 'Lê Chân' 'Hồ Chí Minh' 'Bưu điện Hoàng Mai' BD-01; do try X1 "$office"; done
echo '# accepted, with the reason'
printf 'group,id,loai\nDAN,0912345678,X\nDAN,0912345679,X\nDAN,Lê Văn An,X\n' >f.csv
dtxhh frame import r.dtxhh f.csv --as a --accept W308; echo "status $?"
dtxhh frame import r.dtxhh f.csv --as a --accept W308 --reason 'mã thẻ thư viện' --quiet; echo "status $?"
sqlite3 r.dtxhh "SELECT '[' || code || ']', warnings FROM accepted"
dtxhh frame import r.dtxhh f.csv --as a --quiet 2>&1 | sed 's/^/twin: /'
echo '# columns: DAN is drawn by the column, which is kept; so is a margin'
for name in 'Họ tên' ho_va_ten 'Tên huyện' 'Loại hộ' loai; do
    rm -rf d && cp -r "$TINY/definition" d && sed -i "s/loai/$name/" d/groups.csv
    dtxhh new c.dtxhh --force --definition d --as a --quiet
    printf 'group,id,%s\nDAN,X1,A\nLD,L1,\n' "$name" >f.csv
    dtxhh frame import c.dtxhh f.csv --as a --quiet; echo "stratum $name: status $?"
done
for name in 'so_dien_thoai' lop; do
    rm -rf d && cp -r "$TINY/definition" d && echo "keep,$name," >>d/round.csv
    dtxhh new c.dtxhh --force --definition d --as a --quiet
    printf 'group,id,loai,%s\nDAN,X1,X,A\nLD,L1,,\n' "$name" >f.csv
    dtxhh frame import c.dtxhh f.csv --as a --quiet; echo "keep $name: status $?"
done
echo '# what stands in a column that is kept, whatever it is called'
for value in 0912345002 +84912345002 an.nguyen@hanoi.gov.vn 'Nguyễn Văn An' 001088012345 912345002 250000000 'Lê Chân' 'Đông Anh'; do
    printf 'group,id,loai,lop\nDAN,X1,X,A\nDAN,X2,X,%s\nLD,L1,,\n' "$value" >f.csv
    dtxhh frame import c.dtxhh f.csv --as a --quiet 2>&1 | grep -v W303 | cut -c1-90; sqlite3 c.dtxhh 'SELECT count(*) FROM frame WHERE id = "X2"'
done
for name in email lop; do
    rm -rf d && cp -r "$TINY/definition" d && printf 'group,variable,category,total\nDAN,%s,A,10\n' "$name" >d/margins.csv
    dtxhh new c.dtxhh --force --definition d --as a --quiet
    dtxhh frame import c.dtxhh f.csv --as a --quiet 2>/dev/null
    printf 'group,id,loai,%s\nDAN,X1,X,A\nLD,L1,,\n' "$name" >f.csv
    dtxhh frame import c.dtxhh f.csv --as a --quiet; echo "margin $name: status $?"
done
--- stdout
# ids
f.csv:3:2: fault: column "id": 1 look like telephone numbers, the first here; they would be published, so let --number give others, or accept them with --accept W308 --reason [F309]
dtxhh: faults: 1, warnings: 0; nothing was changed
0912345678 | B1: status 1
f.csv:3:2: fault: column "id": 1 look like telephone numbers, the first here; they would be published, so let --number give others, or accept them with --accept W308 --reason [F309]
dtxhh: faults: 1, warnings: 0; nothing was changed
+84 912 345 678 | B1: status 1
f.csv:3:2: fault: column "id": 1 look like telephone numbers, the first here; they would be published, so let --number give others, or accept them with --accept W308 --reason [F309]
dtxhh: faults: 1, warnings: 0; nothing was changed
912345678 | B1: status 1
0312345678 | B1: status 0
f.csv:3:2: fault: column "id": 1 look like telephone numbers, the first here; they would be published, so let --number give others, or accept them with --accept W308 --reason [F309]
dtxhh: faults: 1, warnings: 2; nothing was changed
02438253536 | B1: status 1
f.csv:3:2: fault: column "id": 1 look like citizen numbers, the first here; they would be published, so let --number give others, or accept them with --accept W308 --reason [F309]
dtxhh: faults: 1, warnings: 2; nothing was changed
001088012345 | B1: status 1
f.csv:3:2: fault: column "id": 1 look like citizen numbers, the first here; they would be published, so let --number give others, or accept them with --accept W308 --reason [F309]
dtxhh: faults: 1, warnings: 2; nothing was changed
012345678 | B1: status 1
f.csv:3:2: fault: column "id": 1 look like citizen numbers, the first here; they would be published, so let --number give others, or accept them with --accept W308 --reason [F309]
dtxhh: faults: 1, warnings: 2; nothing was changed
202400001 | B1: status 1
f.csv:3:2: fault: column "id": 1 look like e-mail addresses, the first here; they would be published, so let --number give others, or accept them with --accept W308 --reason [F309]
dtxhh: faults: 1, warnings: 2; nothing was changed
an.nguyen@hanoi.gov.vn | B1: status 1
f.csv:3:2: fault: column "id": 1 look like names of people, the first here; they would be published, so let --number give others, or accept them with --accept W308 --reason [F309]
dtxhh: faults: 1, warnings: 2; nothing was changed
Nguyễn Văn An | B1: status 1
f.csv:3:2: fault: column "id": 1 look like names of people, the first here; they would be published, so let --number give others, or accept them with --accept W308 --reason [F309]
dtxhh: faults: 1, warnings: 2; nothing was changed
Lê An | B1: status 1
f.csv:3:2: fault: column "id": 1 look like names of people, the first here; they would be published, so let --number give others, or accept them with --accept W308 --reason [F309]
dtxhh: faults: 1, warnings: 2; nothing was changed
TRAN THI BINH | B1: status 1
# none of them
09123456789 | B1: status 0
0112345678 | B1: status 0
0100109106 | B1: status 0
200088012345 | B1: status 0
000000012 | B1: status 0
an.nguyen | B1: status 0
Nguyễn 12 | B1: status 0
Phòng Hành chính | B1: status 0
LE 2 | B1: status 0
X1 | B1: status 0
# offices: places are called like people
f.csv:3:4: fault: column "office": 1 look like telephone numbers, the first here; they would be published, so write codes instead, or accept them with --accept W308 --reason [F309]
dtxhh: faults: 1, warnings: 2; nothing was changed
X1 | 0912345678: status 1
f.csv:3:4: fault: column "office": 1 look like names of people, the first here; they would be published, so write codes instead, or accept them with --accept W308 --reason [F309]
dtxhh: faults: 1, warnings: 2; nothing was changed
X1 | Trần Thị Bình: status 1
X1 | Hà Đông: status 0
X1 | Lê Chân: status 0
X1 | Hồ Chí Minh: status 0
X1 | Bưu điện Hoàng Mai: status 0
X1 | BD-01: status 0
# accepted, with the reason
status 2
status 0
[W308]|2
twin: f.csv:2: warning: group "DAN" had 3 members; those of this run take their place [W303]
twin: f.csv:2:2: fault: column "id": 2 look like telephone numbers, the first here; they would be published, so let --number give others, or accept them with --accept W308 --reason [F309]
twin: f.csv:4:2: fault: column "id": 1 look like names of people, the first here; they would be published, so let --number give others, or accept them with --accept W308 --reason [F309]
twin: dtxhh: faults: 2, warnings: 1; nothing was changed
# columns: DAN is drawn by the column, which is kept; so is a margin
stratum Họ tên: status 1
stratum ho_va_ten: status 1
stratum Tên huyện: status 0
stratum Loại hộ: status 0
stratum loai: status 0
keep so_dien_thoai: status 1
keep lop: status 0
# what stands in a column that is kept, whatever it is called
f.csv:3:4: fault: column "lop": 1 look like telephone numbers, the first here; they would 
dtxhh: faults: 1, warnings: 2; nothing was changed
0
f.csv:3:4: fault: column "lop": 1 look like telephone numbers, the first here; they would 
dtxhh: faults: 1, warnings: 2; nothing was changed
0
f.csv:3:4: fault: column "lop": 1 look like e-mail addresses, the first here; they would b
dtxhh: faults: 1, warnings: 2; nothing was changed
0
f.csv:3:4: fault: column "lop": 1 look like names of people, the first here; they would be
dtxhh: faults: 1, warnings: 2; nothing was changed
0
f.csv:3:4: fault: column "lop": 1 look like citizen numbers, the first here; they would be
dtxhh: faults: 1, warnings: 2; nothing was changed
0
1
1
1
1
margin email: status 1
margin lop: status 0
--- stderr
dtxhh: --accept needs --reason: why the warnings do not matter
f.csv:2: warning: group "DAN" had 1 members; those of this run take their place [W303]
2 warnings of code W308, accepted
f.csv:1:3: fault: column "Họ tên" says who somebody is, and the definition uses it, so it would enter the round and be published; name another column in keep, stratum_by, stages or margins [F310]
dtxhh: faults: 1, warnings: 0; nothing was changed
f.csv:1:3: fault: column "ho_va_ten" says who somebody is, and the definition uses it, so it would enter the round and be published; name another column in keep, stratum_by, stages or margins [F310]
dtxhh: faults: 1, warnings: 0; nothing was changed
f.csv:1:4: fault: column "so_dien_thoai" says who somebody is, and the definition uses it, so it would enter the round and be published; name another column in keep, stratum_by, stages or margins [F310]
dtxhh: faults: 1, warnings: 0; nothing was changed
f.csv:1:4: fault: column "email" says who somebody is, and the definition uses it, so it would enter the round and be published; name another column in keep, stratum_by, stages or margins [F310]
f.csv:2: warning: group "DAN" had 2 members; those of this run take their place [W303]
f.csv:3: warning: group "LD" had 1 members; those of this run take their place [W303]
dtxhh: faults: 1, warnings: 2; nothing was changed
f.csv:2: warning: group "DAN" had 1 members; those of this run take their place [W303]
f.csv:3: warning: group "LD" had 1 members; those of this run take their place [W303]
--- status 0
