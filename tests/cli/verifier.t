# `dtxhh-verify`: the command line; rounds that hold; a list of the schema that is today's; nothing shared with the program.
--- run
dtxhh-verify; echo "status $?"
dtxhh-verify --head 12ab r.dtxhh; echo "status $?"
dtxhh-verify --loud r.dtxhh; echo "status $?"
dtxhh-verify no.dtxhh; echo "status $?"
echo text >t.dtxhh; dtxhh-verify t.dtxhh; echo "status $?"
tiny_scored 2>/dev/null
dtxhh-verify r.dtxhh; echo "status $?"
# the hash as it is printed for people; one digit wrong, two exchanged
head=$(dtxhh verify r.dtxhh 2>/dev/null | grep -oE '([0-9a-f]{4}-){16}[0-9]{2}')
wrong=$(printf %s "$head" | python3 -c 'import sys; t = sys.stdin.read(); i = next(i for i in range(70) if t[i] != t[i + 1] and "-" not in t[i:i + 2]); print("fe"[t[0] == "f"] + t[1:]); print(t[:i] + t[i + 1] + t[i] + t[i + 2:])')
for said in "$head" "$(echo "$head" | tr -d - | cut -c1-64 | tr a-f A-F)" "$(echo "$head" | tr - ' ')" $wrong "${head}0" "${head%?}"; do
    dtxhh-verify --head "$said" r.dtxhh 2>err | grep -o '.*B3'; wc -l <err
done
# provisional scores: what the newest scoring kept of them too
mkdir p && (cd p && tiny_keyed && dtxhh weigh r.dtxhh --as a --quiet && dtxhh score r.dtxhh --provisional --as a --quiet) 2>/dev/null >/dev/null
dtxhh-verify --csv p/r.dtxhh | grep -e ^fails -e ,G8,; sqlite3 p/r.dtxhh "UPDATE score SET rank_low = 9 WHERE unit = 'U1'"; dtxhh-verify --csv p/r.dtxhh | grep ^fails | cut -d, -f2
# files that are made to mislead it: what is not a round's schema is asked nothing more, and no row is NULL unseen
hostile() { # name, file, SQL
    cp "$2" h.dtxhh && chmod u+w h.dtxhh && sqlite3 h.dtxhh "$3" && timeout 20 dtxhh-verify --csv ${4:+--head $4} h.dtxhh >out 2>err; echo "$1: status $?, $(grep '^fails' out | cut -d, -f2 | paste -sd' ') $(wc -l <err)"
}
dtxhh evidence r.dtxhh -o e.evidence --quiet; zero=$(printf '' | sha256sum | cut -c1-64) real=$(sqlite3 r.dtxhh 'SELECT hash FROM head')
hostile 'hashes of nothing' e.evidence "CREATE TABLE l AS SELECT * FROM log; DROP TABLE log; ALTER TABLE l RENAME TO log; UPDATE log SET who = 'x' WHERE number = 6; UPDATE log SET hash = NULL WHERE number < 9; UPDATE log SET hash = '$zero' WHERE number = 9; UPDATE head SET hash = '$zero'" "$real"
cp r.dtxhh null.dtxhh && python3 - null.dtxhh "$zero" <<'X' # past the constraint, and the schema put back
import sqlite3, sys
def opened(): return sqlite3.connect(sys.argv[1], isolation_level=None)
db = opened()
sql, = db.execute("SELECT sql FROM sqlite_master WHERE name = 'log'").fetchone()
version, = db.execute('PRAGMA schema_version').fetchone()
triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
db.execute('PRAGMA writable_schema = on')
for name, _ in triggers: db.execute('DROP TRIGGER ' + name)
db.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'log'", (sql.replace('NOT NULL', '').replace('STRICT', ''),))
db.execute('PRAGMA schema_version = %d' % (version + 100))
db = opened()
db.execute("UPDATE log SET who = 'x' WHERE number = 6")
db.execute('UPDATE log SET hash = NULL WHERE number < 9')
db.execute('UPDATE log SET hash = ? WHERE number = 9', sys.argv[2:])
db.execute('UPDATE head SET hash = ?', sys.argv[2:])
for _, trigger in triggers: db.execute(trigger)
db.execute('PRAGMA writable_schema = on')
db.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'log'", (sql,))
db.execute('PRAGMA schema_version = %d' % (version + 200))
X
hostile 'NULL past the constraint' null.dtxhh 'SELECT 1' "$real" | tail -1
hostile 'a column renamed' e.evidence 'ALTER TABLE draw RENAME COLUMN run TO RUN; DELETE FROM draw'
hostile 'a view for a table' e.evidence "DROP TABLE weight; CREATE VIEW weight AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS serial, 1 AS base, 1 AS final FROM n"
hostile 'no secret' r.dtxhh 'DELETE FROM secret'
hostile 'types twice' e.evidence "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 200) INSERT INTO ballot_types SELECT -i, code, title, groups, block, units, own_unit FROM ballot_types, n"
hostile 'digits' r.dtxhh "INSERT INTO round VALUES (99, 'decimals', '12', NULL)"
hostile 'a criterion below itself' r.dtxhh "INSERT INTO criteria (position, block, code, name, parent) SELECT 100, '*', code, 'x', code FROM criteria WHERE parent IS NULL LIMIT 1"
hostile 'units above one another' r.dtxhh "INSERT INTO blocks VALUES (9, 'Z', 'z', 0); UPDATE units SET block = 'Z', parent = CASE code WHEN 'U1' THEN 'U2' ELSE 'U1' END"
# words of the round never steer a terminal
dtxhh new s.dtxhh --definition "$TINY/definition" --as a --quiet
sqlite3 s.dtxhh "DROP TRIGGER log_no_update; UPDATE log SET who = char(27) || '[31m' || char(155) || 'x'"
dtxhh-verify s.dtxhh | grep B1
# of evidence, in which commitments stand in place of values, digests and points are repeated, the draw is not
dtxhh evidence r.dtxhh -o e.dtxhh --quiet; chmod u+w e.dtxhh
dtxhh-verify --csv e.dtxhh | cut -d, -f1-4 | paste -sd' '; sqlite3 e.dtxhh "UPDATE entry SET answers = X'01' || substr(answers, 2)"; dtxhh-verify --csv e.dtxhh | grep '^fails' | cut -d, -f2 | paste -sd' '
echo '== the schema as the document and the list have it'
dtxhh new n.dtxhh --definition "$TINY/definition" --as a --quiet
python3 "$ROOT/verifier/schema.py" n.dtxhh | cmp - "$ROOT/verifier/schema.list" || echo 'verifier/schema.list is not that of a new round: verifier/README.md says how to make it'
dtxhh evidence n.dtxhh -o n.evidence --quiet; python3 "$ROOT/verifier/schema.py" n.evidence | cmp - "$ROOT/verifier/evidence.list" || echo 'verifier/evidence.list is not that of new evidence'
grep -qF "$(python3 "$ROOT/verifier/schema.py" n.evidence --sum | cut -d' ' -f2)" "$ROOT/docs/verification.md" || echo 'docs/verification.md has another hash of the schema of evidence'
grep -qF "$(python3 "$ROOT/verifier/schema.py" n.dtxhh --sum | cut -d' ' -f2)" "$ROOT/docs/verification.md" || echo 'docs/verification.md has another hash of the schema'
for code in $(dtxhh-verify --csv r.dtxhh | cut -d, -f2 | tail -n +2); do grep -q "^| \`$code\` |" "$ROOT/docs/verification.md" || echo "docs/verification.md does not say what $code is"; done
sed -n 's/^    {"\([a-z_0-9]*\)", [^ ]*, " \([a-z_ ]*\) ", .\(.\).},$/\1 \3 \2/p' "$ROOT/verifier/tables.c" |
    awk '{ for (i = 3; i <= NF; i++) print $i, $1, $2 }' | sort >ours
python3 - "$ROOT/docs/verify.md" r.dtxhh <<'X' | sort | cmp - ours && echo 'the same columns are commitments'
import re, sys
code = re.search(r"cat >verify.py <<'END'\n(.*?)\nEND\n", open(sys.argv[1], encoding='utf-8').read(), re.S).group(1)
sys.argv = sys.argv[1:]
exec(code[:code.index('def sha256')])
for (table, column), letter in COMMITTED.items(): print(table, column, letter)
X
--- stdout
status 2
status 2
status 2
status 3
status 3
ĐÚNG: A1 tệp chỉ gồm các trang của nó, đọc được hết: 745472 byte
ĐÚNG: A2 lược đồ: bảng, chỉ mục, khung nhìn, trigger: 156 đối tượng
ĐÚNG: B1 chuỗi mã băm của nhật ký: 9 dòng
ĐÚNG: B2 đầu chuỗi là dòng cuối: 1 dòng: (<sha256>)
KHÔNG NÓI ĐƯỢC: B3 mã băm đã ghi lại có trong nhật ký: 0 mã băm: (không có --head: tệp khớp với chính nó, nhưng có bị viết lại toàn bộ hay không thì không biết)
ĐÚNG: B4 thời gian chỉ đi tới, trừ dòng có ghi: 9 dòng
ĐÚNG: B5 nhật ký các tệp của bưu điện nối vào đúng chỗ: 0 dòng
ĐÚNG: C1 số liệu đúng như lúc ghi: 39 mã băm
ĐÚNG: C2 mã băm của những gì mỗi lần chạy đã đọc: 55 mã băm
ĐÚNG: D1 danh sách đúng như lúc chốt: 11 thành viên: (<sha256>, dòng 3)
ĐÚNG: D2 mã băm của quy tắc lúc chốt: 1 lần chốt
KHÔNG NÓI ĐƯỢC: D3 hạt giống viết đúng dạng đã định: 1 lần rút: (dòng 3 không định dạng hạt giống: cách viết khác sẽ cho mẫu khác)
ĐÚNG: D4 chốt trước, rút sau, phát phiếu sau nữa: 1 lần rút: (dòng 4, hạt giống "48 15 92")
ĐÚNG: D5 tầng, cỡ mẫu và dự phòng rút lại: 3 tầng
ĐÚNG: D6 người được chọn và dự phòng rút lại: 8 người
ĐÚNG: D7 dự phòng được gọi đúng thứ tự, đúng tầng: 0 lần thay
ĐÚNG: E1 mã phiếu có hai chữ số kiểm tra đúng (ISO 7064 MOD 97-10): 7 phiếu
ĐÚNG: E2 phiếu phát cho người được hỏi, mỗi người một phiếu mỗi mẫu: 7 phiếu
ĐÚNG: E3 đơn vị trên mỗi phiếu đúng quy tắc của mẫu phiếu: 7 phiếu
ĐÚNG: E4 mỗi bản nhập đủ ô, mỗi ô là một phương án có thật: 6 bản nhập
ĐÚNG: E5 sự kiện của mỗi phiếu nối tiếp nhau: 1 sự kiện
ĐÚNG: E6 mỗi bản nhập, mỗi điểm thuộc một tệp đã nhập của cùng lần chạy: 2 tệp
ĐÚNG: E7 điều đã rút có thật, và mỗi phiếu mỗi lần nhập chỉ một bản tính: 0 lần rút lại
ĐÚNG: E8 cộng sổ phiếu: phát = thu + không thu được + hủy + chờ, từng nhóm: 7 phiếu: (LD: phát 3 = thu 3 + không thu được 0 + hủy 0 + chờ 0; nhập 3, hợp lệ 3; DAN: phát 4 = thu 3 + không thu được 1 + hủy 0 + chờ 0; nhập 3, hợp lệ 3)
ĐÚNG: E9 sổ giao nhận: từng bước của phiếu, cộng theo bưu điện: 0 bước
ĐÚNG: F1 thu phiếu và hệ số của từng tầng tính lại: 3 tầng
ĐÚNG: F2 trọng số của từng phiếu tính lại: 6 phiếu
ĐÚNG: F3 tổng và độ phân tán của trọng số: 3 nhóm
KHÔNG NÓI ĐƯỢC: F4 trọng số theo công thức khớp tổng thể đã biết: 0 tổng: (không có công thức)
ĐÚNG: G1 điểm thẩm định và số liệu từ bên ngoài: 4 tiêu chí
ĐÚNG: G2 phần của từng nhóm trong từng tiêu chí điều tra: 8 phần
ĐÚNG: G3 điểm tiêu chí điều tra: 4 tiêu chí
ĐÚNG: G4 cây tiêu chí cộng lên: 12 nút
ĐÚNG: G5 điểm thành phần, tổng điểm, chỉ số: 2 đơn vị
ĐÚNG: G6 thứ hạng: 2 đơn vị
ĐÚNG: G7 xếp loại: 2 đơn vị
ĐÚNG: G8 kết quả của lần tính điểm mới nhất: 2 kết quả
KHÔNG KIỂM Ở ĐÂY: G9 khoảng tin cậy, tập thứ hạng, sai số, các bước giữa chừng của trọng số
tệp của đợt: 34 đúng, 0 sai, 3 không nói được, 1 không kiểm ở đây
status 0
ĐÚNG: B3
0
ĐÚNG: B3
0
ĐÚNG: B3
0
1
1
1
1
holds,G8,2,0,"kết quả của lần tính điểm mới nhất",""
C1
G8
hashes of nothing: status 1, A2 0
NULL past the constraint: status 1, A2 0
a column renamed: status 1, A2 0
a view for a table: status 1, A2 0
no secret: status 1, A2 0
types twice: status 1, C1 0
digits: status 1, C1 G5 0
a criterion below itself: status 1, A1 C1 G2 G4 G5 G6 G7 0
units above one another: status 1, C1 E3 G2 G4 G5 G6 G7 0
SAI: B1 chuỗi mã băm của nhật ký: 1 dòng, sai 1: dòng 1 (new, 2025-01-01T00:00:00Z, ?[31m?x)
mark,check,compared,faults holds,A1,282624,0 holds,A2,62,0 holds,B1,9,0 holds,B2,1,0 unsaid,B3,0,0 holds,B4,9,0 holds,B5,0,0 holds,C1,39,0 holds,C2,55,0 unsaid,D1,11,0 holds,D2,1,0 unsaid,D3,1,0 holds,D4,1,0 unsaid,D5,0,0 unsaid,D6,0,0 holds,D7,0,0 unsaid,E1,7,0 unsaid,E2,7,0 holds,E3,7,0 holds,E4,6,0 holds,E5,1,0 holds,E6,2,0 holds,E7,0,0 holds,E8,7,0 holds,E9,0,0 holds,F1,3,0 holds,F2,6,0 holds,F3,3,0 unsaid,F4,0,0 holds,G1,4,0 holds,G2,8,0 holds,G3,4,0 holds,G4,12,0 holds,G5,2,0 holds,G6,2,0 holds,G7,2,0 holds,G8,2,0 unchecked,G9,0,0
C1 G2 G3 G4 G5
== the schema as the document and the list have it
the same columns are commitments
--- stderr
dùng: dtxhh-verify [--head MÃ_BĂM] [--csv] TỆP
Kiểm tra một đợt điều tra (.dtxhh) bằng chương trình riêng; cách làm ở docs/verification.md.
  --head MÃ_BĂM  mã băm của nhật ký đã ghi lại từ trước, 64 chữ số thập lục phân, có hoặc không có hai chữ số kiểm tra
  --csv          in bảng mark,check,compared,faults,what,places
Kết quả: 0 không có gì sai, 1 có chỗ sai, 2 câu lệnh sai, 3 không đọc được tệp.
dtxhh-verify: --head cần 64 chữ số thập lục phân, hai chữ số kiểm tra nếu có phải khớp (chép sai?); ở đây là "12ab"
dtxhh-verify: không hiểu "--loud"
dùng: dtxhh-verify [--head MÃ_BĂM] [--csv] TỆP
Kiểm tra một đợt điều tra (.dtxhh) bằng chương trình riêng; cách làm ở docs/verification.md.
  --head MÃ_BĂM  mã băm của nhật ký đã ghi lại từ trước, 64 chữ số thập lục phân, có hoặc không có hai chữ số kiểm tra
  --csv          in bảng mark,check,compared,faults,what,places
Kết quả: 0 không có gì sai, 1 có chỗ sai, 2 câu lệnh sai, 3 không đọc được tệp.
dtxhh-verify: không đọc được "no.dtxhh": unable to open database file
dtxhh-verify: không đọc được "t.dtxhh": file is not a database (PRAGMA application_id…)
--- status 0
