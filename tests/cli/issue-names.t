# issue --names: a list with the names of people beside the one without, for its owner alone, on record; names stand in no other
# file, the numbers of their papers in none.
--- run
tiny_new
awk -F, -v OFS=, 'NR == 1 { print $1, $2, $3, $4, "Họ tên,Địa chỉ,Điện thoại,Số CCCD"; next } { n = substr($2, 2); print $1, $2, $3, $4, "Ten-" $1 "-" $2 ",Ngo " $2 " Hue,0912 345 0" n n ",00108801234" n }' "$TINY/frame.csv" >f.csv
dtxhh frame import r.dtxhh f.csv --as a --quiet
dtxhh frame freeze r.dtxhh --seed-from x --as a --quiet && dtxhh draw r.dtxhh --seed '48 15 92' --as a --quiet
dtxhh issue r.dtxhh --names --as a; echo "status $?"
mv r.identity away; dtxhh issue r.dtxhh -o h --names --as a; echo "status $?"; dtxhh show r.dtxhh ballots; mv away r.identity
umask 022; dtxhh issue r.dtxhh -o h --names --serial-seed 1 --as a --quiet; ls -l h | awk 'NR > 1 { print $1, $NF }'
# The rows of ballots of a list with names.
rows() { cells "$1" 1 5 | awk -F'|' '$2 ~ /^[0-9]/'; }
echo '# each ballot beside the name of whose it is'
dtxhh show r.dtxhh ballots | awk -F, 'NR > 1 { n = substr($4, 2); print substr($1, 1, 3) "-" substr($1, 4, 3) "-" substr($1, 7, 3) "-" substr($1, 10) "|" $4 "|Ten-" $3 "-" $4 "|Ngo " $4 " Hue|0912 345 0" n n }' | sort >want
for office in BC1 BC2; do rows h/$office-ho-ten.xlsx | cut -d'|' -f2-6; done | sort | diff want - && wc -l <want
cells h/BC1-ho-ten.xlsx 1 | sed '5,8d'
unzip -p h/BC1-ho-ten.xlsx xl/worksheets/sheet1.xml | grep -o '<oddHeader>[^<]*' | grep -o 'Có thông tin cá nhân[^&]*'
echo '# nowhere else'
for file in h/*; do unzip -p "$file" xl/sharedStrings.xml | grep -qE 'Ten-|Ngo |0912' && echo "$file"; done
for file in h/*; do unzip -p "$file" xl/sharedStrings.xml | grep -q 00108801234 && echo "paper: $file"; done
grep -caE 'Ten-|Ngo |0912' r.dtxhh
echo '# once more, without new ballots; without names; a dry run'
dtxhh issue r.dtxhh -o h2 --names --as b --reason 'bản in bị mất' --quiet; dtxhh issue r.dtxhh -o h3 --as b --quiet; ls h3
dtxhh issue r.dtxhh -o h4 --names --as b --dry-run --quiet; ls
for file in ho-ten phat-phieu nhap-phieu; do cmp h/BC1-$file.xlsx h2/BC1-$file.xlsx; done
dtxhh log show r.dtxhh | cut -d, -f3-6 | tail -3; dtxhh verify r.dtxhh
echo '# a meeting has nobody'
dtxhh issue r.dtxhh --pool 1 --group LD --office BC1 -o pool --names --as a --quiet; rows pool/BC1-ho-ten.xlsx | cut -d'|' -f3-
echo '# people who were given numbers: under each number who has it'
cut -d, -f1,3- f.csv >g.csv; dtxhh new n.dtxhh --definition "$TINY/definition" --as a --quiet
dtxhh frame import n.dtxhh g.csv --number --as a --quiet; dtxhh frame freeze n.dtxhh --seed-from x --as a --quiet && dtxhh draw n.dtxhh --seed 1 --as a --quiet
dtxhh issue n.dtxhh -o n --names --as a --quiet; for file in n/*-ho-ten.xlsx; do rows $file; done | cut -d'|' -f3,4 | sort >is
awk -F, 'NR > 1 { n[$1]++; print n[$1] "|" $4 }' g.csv | sort >numbers; wc -l <is; comm -23 is numbers
--- stdout
status 2
status 3
serial,type,group,member,office,pool,state,units,entries
-rw------- BC1-ho-ten.xlsx
-rw-r--r-- BC1-nhap-phieu.xlsx
-rw-r--r-- BC1-phat-phieu.xlsx
-rw------- BC2-ho-ten.xlsx
-rw-r--r-- BC2-nhap-phieu.xlsx
-rw-r--r-- BC2-phat-phieu.xlsx
# each ballot beside the name of whose it is
7
Danh sách phát và thu phiếu: BC1|||||||||||
Đánh dấu x vào ô Đã phát khi giao phiếu, ô Đã thu khi nhận lại. Không thu được thì ghi lý do: từ chối, vắng mặt, chuyển đi, không thuộc đối tượng.|||||||||||
Có thông tin cá nhân: không gửi cùng phiếu. Chỉ người phát phiếu giữ; không chép họ tên, mã đối tượng lên phiếu.|||||||||||
TT|Số phiếu|Mã đối tượng|Họ tên|Địa chỉ|Liên hệ|Nhóm đối tượng|Mẫu phiếu|Đã phát|Đã thu|Lý do không thu|Ký nhận
Cộng theo mẫu phiếu|||||||||||
P1: Phiếu thử||||||||4|||
Tổng số||||||||4|||
Người giao phiếu|||||Người nhận phiếu||||||
(ký, ghi rõ họ tên, ngày)|||||(ký, ghi rõ họ tên, ngày)||||||
Có thông tin cá nhân: không gửi cùng phiếu
# nowhere else
h/BC1-ho-ten.xlsx
h/BC2-ho-ten.xlsx
0
# once more, without new ballots; without names; a dry run
BC1-nhap-phieu.xlsx
BC1-phat-phieu.xlsx
BC2-nhap-phieu.xlsx
BC2-phat-phieu.xlsx
f.csv
h
h2
h3
r.dtxhh
r.identity
want
a,issue,,7 ballots; serials from a given seed: a rehearsal
a,issue,,hand-out lists with names
b,issue,bản in bị mất,hand-out lists with names
log, draw, weights and scores: no difference; line 7, hash <checked>
# a meeting has nobody
(không ghi danh)||||Lãnh đạo|P1||||
# people who were given numbers: under each number who has it
7
--- stderr
dtxhh: --names belongs to --output
dtxhh: the identity file "r.identity" is missing, cannot be written, or knows nobody; `dtxhh frame import` makes it from a list with names
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: group "LD": all 3 members of its list are asked; 1 ballots of a pool beside them count as people who are not on it [W436]
--- status 0
