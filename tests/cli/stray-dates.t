# Excel makes dates of ranges and codes such as 6-10 and 3/4.  In a stratum, an id, a category, a margin or the number of a document they are named
# as that, and nothing is printed; a column of dates stays one, and so do dates typed as text.
--- run
book() { /usr/bin/python3 - "$@" <<'P'
import datetime, openpyxl, sys
book = openpyxl.Workbook(); sheet = book.active
for i, line in enumerate(sys.argv[2:], 1):
    for j, text in enumerate(line.split(','), 1):
        if text.startswith('@'):
            cell = sheet.cell(i, j); cell.value = datetime.date.fromisoformat(text[1:]); cell.number_format = 'd-mmm'
        elif text:
            sheet.cell(i, j).value = float(text) if text.replace('.', '').isdigit() and j > 1 else text
book.save(sys.argv[1])
P
}
tiny_new
said() { "$@" --csv 2>&1 | sed 's/; expected.*/;/' | cut -d, -f1-3; }
echo '# strata of age'; for cell in @2024-10-06 6-10; do
    book t.xlsx ma,tuoi,y "a,$cell,1" b,6-10,2 c,11-15,3 d,11-15,4
    said dtxhh estimate t.xlsx --mean y --by tuoi; said dtxhh select t.xlsx --id ma --strata tuoi --n 2 --method srs --seed 1 | grep -c selected
    book a.xlsx stratum,N "$cell,10" 11-15,20; said dtxhh allocate a.xlsx --by equal --n 4
    book m.xlsx tuoi,total "$cell,2" 11-15,4; printf '%s\n' tuoi,y 6-10,1 11-15,2 >u.csv; said dtxhh estimate u.csv --total y --rake m.xlsx --quiet
    book f.xlsx group,id,loai "DAN,d1,$cell" DAN,d2,6-10 DAN,d3,11-15; said dtxhh frame import r.dtxhh f.xlsx --as a --dry-run --quiet
done
echo '# ids'; book i.xlsx ma,y a,1 @2024-10-06,2 c,3; said dtxhh select i.xlsx --id ma --n 2 --method srs --seed 1
echo '# a figure'; for cell in @2024-10-06 6.1; do book y.xlsx ma,h,y "a,x,$cell" b,x,2.5; said dtxhh estimate y.xlsx --mean y; done
echo '# a document'; for cell in @2024-10-06 6/10; do book d.xlsx unit,criterion,number,title "U1,1.1,$cell,Kế hoạch"; said dtxhh points import r.dtxhh d.xlsx --as a --dry-run --quiet; done
echo '# dates'; book t.xlsx ma,ngay,y a,@2024-10-06,1 b,@2024-10-06,2 c,13/10/2024,3 d,@2024-10-16,4 e,2023,5 f,không\ rõ,6; said dtxhh estimate t.xlsx --mean y --by ngay
printf '%s\n' ngay,y 2024-10-06,1 6-10,2 >t.csv; said dtxhh estimate t.csv --mean y --by ngay
echo '# a fault prints no figures'; printf '%s\n' g,y NÃ´ng\ thÃ´n,1 x,2 >t.csv; dtxhh estimate t.csv --mean y --by g --csv 2>/dev/null; printf '%s\n' stratum,N NÃ´ng\ thÃ´n,10 x,20 >a.csv; dtxhh allocate a.csv --by equal --n 4 --csv 2>/dev/null; echo status $?
--- stdout
# strata of age
t.xlsx:Sheet:2:2: fault: the cell is the date 2024-10-06;
dtxhh: faults: 1, warnings: 0
0
a.xlsx:Sheet:2:1: fault: the cell is the date 2024-10-06;
dtxhh: faults: 1, warnings: 0
m.xlsx:Sheet:2:1: fault: the cell is the date 2024-10-06;
dtxhh: faults: 1, warnings: 0
f.xlsx:Sheet:2:3: fault: the cell is the date 2024-10-06;
dtxhh: faults: 1, warnings: 0; nothing was changed
tuoi,term,estimate
11-15,y,3.5
6-10,y,1.5
2
stratum,N,real
6-10,10,2
11-15,20,2
4 in all
term,estimate,se
y,10,0
# ids
i.xlsx:Sheet:3:1: fault: the cell is the date 2024-10-06;
dtxhh: faults: 1, warnings: 0
# a figure
y.xlsx:Sheet:2:3: fault: the cell is the date 2024-10-06;
dtxhh: faults: 1, warnings: 0
term,estimate,se
y,4.3,1.7999999999999998
# a document
d.xlsx:Sheet:2:3: fault: the cell is the date 2024-10-06;
dtxhh: faults: 1, warnings: 0; nothing was changed
# dates
ngay,term,estimate
13/10/2024,y,3
2023,y,5
2024-10-06,y,1.5
2024-10-16,y,4
không rõ,y,6
ngay,term,estimate
2024-10-06,y,1
6-10,y,2
# a fault prints no figures
status 1
--- stderr
--- status 0
