# The faults workbook is the file as it came: a date stays a date (45658 is 2025-01-01), a number a number, digits that
# are text text; merged cells stay merged, hidden rows hidden; a text of 15,000 letters of three bytes comes back
# whole.  What no workbook holds (32,768 letters, from a CSV) is said on the first sheet.
--- run
import_issued
mkdir -p x/_rels x/xl/_rels x/xl/worksheets
ns='http://schemas.openxmlformats.org'
cat >x/'[Content_Types].xml' <<END
<Types xmlns="$ns/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>
END
link() { echo "<Relationship Id=\"$1\" Type=\"$ns/officeDocument/2006/relationships/$2\" Target=\"$3\"/>"; }
links() { echo "<Relationships xmlns=\"$ns/package/2006/relationships\">$*</Relationships>"; }
links "$(link r1 officeDocument xl/workbook.xml)" >x/_rels/.rels
links "$(link r1 worksheet worksheets/sheet1.xml)$(link r2 styles styles.xml)" >x/xl/_rels/workbook.xml.rels
echo "<workbook xmlns=\"$ns/spreadsheetml/2006/main\" xmlns:r=\"$ns/officeDocument/2006/relationships\"><sheets><sheet name=\"Phiếu\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>" >x/xl/workbook.xml
echo "<styleSheet xmlns=\"$ns/spreadsheetml/2006/main\"><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>" >x/xl/styles.xml
t() { echo "<c r=\"$1\" t=\"inlineStr\"><is><t>$2</t></is></c>"; }
long=$(head -c 15000 /dev/zero | sed 's/\x0/ế/g')
{
    echo "<worksheet xmlns=\"$ns/spreadsheetml/2006/main\"><sheetData>"
    echo "<row r=\"1\">$(t A1 'PHIẾU LÃNH ĐẠO')</row>"
    echo "<row r=\"2\">$(t A2 serial)$(t B2 keyer)$(t C2 Q1.U1)$(t D2 Q2.U1)$(t E2 Q1.U2)$(t F2 Q2.U2)$(t G2 Q1.U3)$(t H2 Q2.U3)$(t I2 Q3)$(t J2 Q4)$(t K2 ended)</row>"
    echo "<row r=\"3\" hidden=\"1\"><c r=\"A3\"><v>17394484940</v></c>$(t B3 0123)$(t C3 A)$(t D3 Z)$(t I3 "$long")<c r=\"J3\"><v>1998.5</v></c><c r=\"K3\" s=\"2\"><v>45658.25</v></c></row>"
    echo "<row r=\"4\">$(t A4 13721788296)$(t B4 7)<c r=\"I4\" s=\"1\"><v>45658</v></c></row>"
    echo "</sheetData><mergeCells><mergeCell ref=\"A1:K1\"/><mergeCell ref=\"B3:B4\"/></mergeCells></worksheet>"
} >x/xl/worksheets/sheet1.xml
(cd x && zip -q -X -r ../came.xlsx .)
dtxhh import i.dtxhh came.xlsx --as a --faults out.xlsx
# The list of faults is filtered from its header on, to the last of them.
unzip -p out.xlsx xl/worksheets/sheet1.xml | grep -o '<autoFilter ref="[^"]*"' | tr -dc '0-9:\n' | tr : ' ' | while read -r first last; do
    cells out.xlsx 1 "$first" | cut -d'|' -f1-6
    echo "from row $first to $last"
done
sheet() { unzip -p out.xlsx xl/worksheets/sheet2.xml; }
echo '# numbers and dates, by their cells'
sheet | grep -o '<c r="[A-Z]*[0-9]*"\( s="[0-9]*"\)*><v>[0-9.]*' | sed 's/ s="[0-9]*"//'
unzip -p out.xlsx xl/styles.xml | grep -o 'formatCode="yyyy[^"]*"'
echo '# merged, hidden, the long text'
sheet | grep -o '<mergeCell [^/]*\|<row [^>]*hidden="1"[^>]*' | sed 's/ht="[^"]*"//; s/spans="[^"]*"//'
unzip -p out.xlsx xl/sharedStrings.xml | grep -o 'ế*ế' | wc -c
echo '# what is not copied is said'
unzip -p out.xlsx xl/sharedStrings.xml | grep -o 'không chép[^<]*'
echo '# corrected, it can be read'
dtxhh import i.dtxhh out.xlsx --as a 2>&1 | grep -o 'F[0-9]*' | sort -u
echo '# longer than a cell'
{
    echo 'serial,keyer,Q1.U1,Q2.U1,Q1.U2,Q2.U2,Q1.U3,Q2.U3,Q3,Q4'
    echo "17394484940,Hoà,Z,B,A,?,E,C,$(head -c 32768 /dev/zero | sed 's/\x0/ế/g'),"
    echo "13721788296,Hoà,Z,B,A,?,E,C,$(head -c 32767 /dev/zero | sed 's/\x0/ế/g'),"
} >long.csv
dtxhh import i.dtxhh long.csv --as a --faults long.xlsx 2>/dev/null
unzip -p long.xlsx xl/sharedStrings.xml | grep -o 'Sheet &quot;[^<]*\|Sheet "[^<]*'
unzip -p long.xlsx xl/sharedStrings.xml | grep -o 'ế*ế' | wc -c
--- stdout
STT|Mức|Mã lỗi|Tệp|Trang tính|Dòng
1|Cảnh báo|W102|came.xlsx|Phiếu|1
2|Cảnh báo|W106|came.xlsx|Phiếu|3
3|Cảnh báo|W107|came.xlsx|Phiếu|3
4|Lỗi|F411|came.xlsx|Phiếu|3
from row 6 to 10
# numbers and dates, by their cells
<c r="A3"><v>17394484940
<c r="J3"><v>1998.5
<c r="K3"><v>45658.25
<c r="I4"><v>45658
formatCode="yyyy-mm-dd hh:mm:ss"
formatCode="yyyy-mm-dd"
# merged, hidden, the long text
<row r="3"   hidden="1" customHeight="1"
<mergeCell ref="A1:K1"
<mergeCell ref="B3:B4"
45017
# what is not copied is said
không chép màu sắc, công thức, danh sách thả xuống, khoá ô và những trang không có lỗi.
# corrected, it can be read
F411
# longer than a cell
Sheet "long.csv": 1 cells, the first in row 2, are longer than the 32,767 characters a workbook holds; they are cut here. Correct them in the file itself.
98314
--- stderr
written: "out.xlsx"
came.xlsx:Phiếu:1: warning: the header stands in row 2; what is above it, "PHIẾU LÃNH ĐẠO", is passed over [W102]
came.xlsx:Phiếu:3: warning: hidden rows (1, this one first) are read like any other [W106]
came.xlsx:Phiếu:3:2: warning: the cells B3:B4 are merged; "0123" counts for the first one only [W107]
came.xlsx:Phiếu:3:4: fault: question "Q2" has "Z", which is not on its scale; expected A, B, C, D, E, ? or * [F411]
dtxhh: faults: 1, warnings: 3; nothing was changed
--- status 0
