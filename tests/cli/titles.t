# Titles above a header whose columns may have any name: a map that is proposed says which rows were passed over, and works on that file.
# The answers are those of tests/data/import/files/leaders.csv, whatever stands above.
--- run
import_issued
cp i.dtxhh base.dtxhh
sort "$DATA/import/expected/leaders.csv" >must
try() { # FILE: the map is taken as it is written
    cp base.dtxhh i.dtxhh
    dtxhh import i.dtxhh "$1" --make-map map.csv --force --as a 2>&1 | sed 's/; look.*//'
    grep -c 'a guess\|not known' map.csv
    dtxhh import i.dtxhh "$1" --map map.csv --as a --quiet >said 2>&1
    grep -v '^files\|^1,3,3' said
    dtxhh show i.dtxhh answers --csv | sed 1d | sort | diff must - && echo "the same answers"
}
leaders="$DATA/import/files/leaders.csv"
echo '# none; one; three, with a blank line between; of two and of four cells'
cp "$leaders" f.csv; try f.csv
{ echo 'SỞ NỘI VỤ'; cat "$leaders"; } >f.csv; try f.csv
{ echo 'ỦY BAN NHÂN DÂN,,,,,CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'; echo 'Phiếu lãnh đạo'; echo; echo 'Người lập:,An,Ngày:,05/01/2025'; cat "$leaders"; } >f.csv; try f.csv
{ printf 'KẾT QUẢ\tnăm 2024\n'; tr ',' '\t' <"$leaders"; } >f.csv; try f.csv
echo '# above two rows of SurveyMonkey; the two rows alone'
monkey() { echo 'Respondent ID,Mã phiếu,Điều hành thế nào?,,,Phối hợp thế nào?,,,Ý kiến khác,Năm công tác'
    echo ',Open-Ended Response,Sở Nội vụ,Sở Tài chính,Sở Y tế,Sở Nội vụ,Sở Tài chính,Sở Y tế,Open-Ended Response,Open-Ended Response'
    grep -v serial "$leaders" | awk -F, -v OFS=, '{ print 118000 + NR, $1, $3, $5, $7, $4, $6, $8, "\"" $9 "\"", $10 }'; }
monkey >f.csv; try f.csv
{ echo 'Khảo sát 2024'; monkey; } >f.csv; try f.csv
echo '# a workbook: merged titles above two merged rows of a header, units over questions or questions over units'
book() { /usr/bin/python3 - "$1" "$leaders" <<'P'
import csv, openpyxl, sys
over, source = sys.argv[1:]
units = [('U1', 'Sở Nội vụ'), ('U2', 'Sở Tài chính'), ('U3', 'Sở Y tế')]
asked = [('Q1', 'Điều hành thế nào?'), ('Q2', 'Phối hợp thế nào?')]
book = openpyxl.Workbook(); sheet = book.active
sheet['A1'] = 'ỦY BAN NHÂN DÂN THÀNH PHỐ'; sheet.merge_cells('A1:J2')
sheet['A3'] = 'Bảng nhập phiếu'; sheet.merge_cells('A3:J3')
columns = [(a, b) for a in (units if over == 'units' else asked) for b in (asked if over == 'units' else units)]
order = ['serial', 'keyer'] + ['%s.%s' % ((b[0], a[0]) if over == 'units' else (a[0], b[0])) for a, b in columns] + ['Q3', 'Q4']
for i, name in enumerate(['Mã phiếu', 'Người nhập']):
    sheet.cell(5, i + 1, name); sheet.merge_cells(start_row=5, end_row=6, start_column=i + 1, end_column=i + 1)
for i, name in enumerate(['Ý kiến khác', 'Năm công tác']):
    sheet.cell(5, i + 9, name); sheet.merge_cells(start_row=5, end_row=6, start_column=i + 9, end_column=i + 9)
n = 2 if over == 'units' else 3
for i, (a, b) in enumerate(columns):
    sheet.cell(6, i + 3, b[1])
    if i % n == 0:
        sheet.cell(5, i + 3, a[1]); sheet.merge_cells(start_row=5, end_row=5, start_column=i + 3, end_column=i + 2 + n)
for r, row in enumerate(csv.DictReader(open(source, encoding='utf-8'))):
    for c, name in enumerate(order):
        sheet.cell(7 + r, c + 1, row[name] or None)
book.save('f.xlsx')
P
}
book units; try f.xlsx
book questions; try f.xlsx
echo '# no titles: a table of two columns; one whose rows are longer than its header'
printf 'serial,Q3\n17394484940,a\n' >f.csv; dtxhh import base.dtxhh f.csv --make-map map.csv --force --as a
printf 'serial,Q3\n17394484940,a,b,c,d,e\n' >f.csv; dtxhh import base.dtxhh f.csv --make-map map.csv --force --as a
--- stdout
# none; one; three, with a blank line between; of two and of four cells
"map.csv": 10 columns, 8 of them questions
0
the same answers
"map.csv": 10 columns, 8 of them questions
f.csv:1: warning: the header stands in row 2; what is above it, "SỞ NỘI VỤ", is passed over [W102]
0
f.csv:1: warning: the header stands in row 2; what is above it, "SỞ NỘI VỤ", is passed over [W102]
the same answers
"map.csv": 10 columns, 8 of them questions
f.csv:1: warning: the header stands in row 5; what is above it, "ỦY BAN NHÂN DÂN", is passed over [W102]
0
f.csv:1: warning: the header stands in row 5; what is above it, "ỦY BAN NHÂN DÂN", is passed over [W102]
the same answers
"map.csv": 10 columns, 8 of them questions
f.csv:1: warning: the header stands in row 2; what is above it, "KẾT QUẢ", is passed over [W102]
0
f.csv:1: warning: the header stands in row 2; what is above it, "KẾT QUẢ", is passed over [W102]
the same answers
# above two rows of SurveyMonkey; the two rows alone
"map.csv": 10 columns, 8 of them questions
0
the same answers
"map.csv": 10 columns, 8 of them questions
f.csv:1: warning: the header stands in row 2; what is above it, "Khảo sát 2024", is passed over [W102]
0
f.csv:1: warning: the header stands in row 2; what is above it, "Khảo sát 2024", is passed over [W102]
the same answers
# a workbook: merged titles above two merged rows of a header, units over questions or questions over units
"map.csv": 10 columns, 8 of them questions
f.xlsx:Sheet:1: warning: the header stands in row 5; what is above it, "ỦY BAN NHÂN DÂN THÀNH PHỐ", is passed over [W102]
0
f.xlsx:Sheet:1: warning: the header stands in row 5; what is above it, "ỦY BAN NHÂN DÂN THÀNH PHỐ", is passed over [W102]
the same answers
"map.csv": 10 columns, 8 of them questions
f.xlsx:Sheet:1: warning: the header stands in row 5; what is above it, "ỦY BAN NHÂN DÂN THÀNH PHỐ", is passed over [W102]
0
f.xlsx:Sheet:1: warning: the header stands in row 5; what is above it, "ỦY BAN NHÂN DÂN THÀNH PHỐ", is passed over [W102]
the same answers
# no titles: a table of two columns; one whose rows are longer than its header
--- stderr
"map.csv": 2 columns, 1 of them questions; look at it, 0 of its rows are guesses and 0 must be filled in, then import with --map
"map.csv": 2 columns, 1 of them questions; look at it, 0 of its rows are guesses and 0 must be filled in, then import with --map
f.csv:2:6: fault: "e" stands in a column without a name; expected a name in row 1 [F116]
dtxhh: faults: 1, warnings: 0; nothing was changed
--- status 1
