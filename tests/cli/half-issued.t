# issue where a file cannot be written: either nothing is committed, or it is said what is; hand-out lists and workbooks
# are all there or none, and once there is room the same folder gets those of all ballots.  The same of draw --record.
--- run
tiny_frozen 2>err
cp r.dtxhh framed.dtxhh
dtxhh draw r.dtxhh --seed '48 15 92' --as minh --quiet
cp r.dtxhh drawn.dtxhh
# the round itself meets its limit: ulimit -f counts blocks of 512 bytes
(ulimit -f 8; dtxhh issue r.dtxhh -o out --as a; echo "status $?")
cmp r.dtxhh drawn.dtxhh && ls out r.dtxhh*
(ulimit -f $(($(stat -c %s r.dtxhh) / 512)); dtxhh issue r.dtxhh --pool 20000 --group LD --as a; echo "status $?")
cmp r.dtxhh drawn.dtxhh && ls r.dtxhh*
# the third file of four cannot be made: its temporary name is taken
sh -c 'ln -s /dev/full "out/BC2-phat-phieu.xlsx.$$.tmp"; exec dtxhh issue r.dtxhh -o out --serial-seed 1 --as a'; echo "status $?"
ls out | grep -v 'tmp$'
dtxhh log head r.dtxhh | cut -d, -f1
rm out/*.tmp
dtxhh issue r.dtxhh -o out --as a
ls out
# of a pool, which must not be issued twice; in Vietnamese
mkdir pool
sh -c 'ln -s /dev/full "pool/khac-nhap-phieu.xlsx.$$.tmp"; exec dtxhh issue r.dtxhh --pool 2 --group LD -o pool --as a --lang vi --quiet'; echo "status $?"
ls pool | grep -v 'tmp$'
# what was there before belongs to others
echo mine >pool/BC1-phat-phieu.xlsx
dtxhh issue r.dtxhh -o pool --as a; echo "status $?"
ls pool | grep -v 'tmp$'
cat pool/BC1-phat-phieu.xlsx
# on a file system that is really full, where one can be made: for every size all or nothing, and what is said is so
cat >full.sh <<'SH'
for size in 4 8 12 16 20 24 28 32 40 48 64; do
    mkdir -p full && mount -t tmpfs -o "size=${size}k" none full 2>/dev/null || exit
    cp drawn.dtxhh t.dtxhh
    dtxhh issue t.dtxhh -o full/out --serial-seed 1 --as a >out.txt 2>&1
    status=$?
    files=$(ls full/out 2>/dev/null | grep -c .)
    line=$(dtxhh log head t.dtxhh | sed -n '2s/,.*//p')
    said=$(grep -c "stays so: line $line of" out.txt)
    case "$status $files $said" in 0\ 4\ 0 | 3\ 0\ 1) ;; *) echo "$size KB: status $status, $files files, said $said, line $line"; cat out.txt ;; esac
    umount full
done
cp framed.dtxhh t.dtxhh
mkdir -p full && mount -t tmpfs -o size=4k none full && head -c 4096 /dev/zero >full/fill
dtxhh draw t.dtxhh --seed 1 --record full/record.txt --as a --quiet 2>out.txt
line=$(dtxhh log head t.dtxhh | sed -n '2s/,.*//p')
grep -q "stays so: line $line of its log; .dtxhh draw t.dtxhh --record full/record.txt. makes" out.txt || cat out.txt
ls full | grep -v fill
rm full/fill
dtxhh draw t.dtxhh --record full/record.txt --quiet && [ -s full/record.txt ] || ls -l full
umount full
SH
if [ "$(id -u)" = 0 ]; then unshare -m sh full.sh 2>/dev/null; else unshare -Urm sh full.sh 2>/dev/null; fi
echo done
--- stdout
status 3
r.dtxhh

out:
status 3
r.dtxhh
type,ballots
P1,7
status 3
number
5
type,ballots
BC1-nhap-phieu.xlsx
BC1-phat-phieu.xlsx
BC2-nhap-phieu.xlsx
BC2-phat-phieu.xlsx
status 3
type,ballots
status 3
BC1-phat-phieu.xlsx
mine
done
--- stderr
dtxhh: "r.dtxhh": disk I/O error
r.dtxhh: warning: group "LD": all 3 members of its list are asked; 20000 ballots of a pool beside them count as people who are not on it [W436]
dtxhh: "r.dtxhh": disk I/O error
line 5 of the log, hash <checked>
dtxhh: cannot write "out/BC2-phat-phieu.xlsx": File exists
dtxhh: the round was changed before that, and stays so: line 5 of its log; `dtxhh issue r.dtxhh -o out` makes the files that are missing
nobody is without a ballot; none was issued
files written into "out": 4
r.dtxhh: cảnh báo: nhóm "LD": đã hỏi toàn bộ 3 người trong danh sách; 2 phiếu không ghi tên phát thêm được tính như của người ngoài danh sách [W436]
dtxhh: không ghi được "pool/khac-nhap-phieu.xlsx": File exists
dtxhh: trước đó đợt điều tra đã thay đổi và giữ nguyên như vậy: dòng 6 của nhật ký; `dtxhh issue r.dtxhh -o pool` tạo các tệp còn thiếu
nobody is without a ballot; none was issued
dtxhh: "pool/BC1-phat-phieu.xlsx" exists already; --force writes over it
--- status 0
