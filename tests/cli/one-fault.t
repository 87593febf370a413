# One cell, one fault: a cell that cannot be read as what its column is, is said so, and nothing else of it; in every table and verb.
# The twin differs in that cell and is accepted.
--- run
book() { # FILE CSV CELL VALUE FORMAT: the table as a workbook, one cell a number shown in a format
    /usr/bin/python3 - "$@" <<'P'
import csv, datetime, glob, openpyxl, os, sys
out, source, cell, value, shown = sys.argv[1:]
book = openpyxl.Workbook(); book.remove(book.active)
paths = sorted(glob.glob(source + '/*.csv')) if os.path.isdir(source) else [source]
table, _, at = cell.rpartition('!')
for path in paths:
    name = os.path.basename(path)[:-4]; sheet = book.create_sheet(name)
    for line in csv.reader(open(path, encoding='utf-8')):
        sheet.append([None if c == '' else c for c in line])
    if name == table or not table:
        sheet[at] = datetime.datetime(2025, 10, 1) if shown == 'd/m/yyyy' else float(value)
        sheet[at].number_format = shown
book.save(out)
P
}
said() { sed -nE 's/^[^ ]*.xlsx(:[a-z_]*)?:?([0-9:]*): (fault|warning).*(.[FW][0-9]{3}.)$/\2 \4/p; s/.*(faults: [0-9]+).*/\1/p' | paste -sd' ' | sed 's/^$/accepted/'; }
cp -r "$TINY/definition" d
printf 'group,variable,category,total\nDAN,loai,X,50\nDAN,loai,Y,50\n' >d/margins.csv
echo '# definition: a percentage, a date, where a number, a code, a margin is wanted'
new() { book d.xlsx d "$@"; rm -f x.dtxhh; dtxhh new x.dtxhh --definition d.xlsx --as a --quiet 2>&1 | said; }
new 'margins!D2' 0.5 0%; new 'margins!D2' 50 0; new 'margins!D2' 0 d/m/yyyy
new 'units!A2' 0 d/m/yyyy; new 'groups!A3' 0 d/m/yyyy; new 'criteria!A2' 0 d/m/yyyy; new 'scales!D2' 0 d/m/yyyy
new 'group_weights!D2' 0.4 0%; new 'group_weights!D2' 0.4 0.0; new 'groups!E3' 0 d/m/yyyy; new 'groups!M3' 0 d/m/yyyy; new 'classes!C2' 0 d/m/yyyy
echo '# frame'
tiny_new; head -3 "$TINY/frame.csv"
frame() { book f.xlsx f.csv "$@"; cp r.dtxhh x.dtxhh; dtxhh frame import x.dtxhh f.xlsx --as a --quiet 2>&1 | said; }
printf 'group,id,loai,own_unit,rates,office,size\nLD,a1,,U1,,BC1,2\n' >f.csv
frame A2 0 d/m/yyyy; frame B2 0 d/m/yyyy; frame D2 0 d/m/yyyy; frame E2 0 d/m/yyyy; frame F2 0 d/m/yyyy; frame G2 0 d/m/yyyy; frame G2 0.5 0%; frame G2 0.5 0.0
book f.xlsx f.csv B2 0 d/m/yyyy; dtxhh frame import r.dtxhh f.xlsx --number --as a --quiet 2>&1 | said
echo '# ballots'
import_issued
ballots() { book b.xlsx b.csv "$@"; cp i.dtxhh x.dtxhh; dtxhh import x.dtxhh b.xlsx --as a --quiet 2>&1 | said; }
printf 'serial,keyer,Q1.U1,Q2.U1,Q1.U2,Q2.U2,Q1.U3,Q2.U3,Q3,Q4\n17394484940,a,A,B,A,A,E,C,x,1998\n' >b.csv
ballots C2 0 d/m/yyyy; ballots J2 0 d/m/yyyy; ballots J2 0.5 0%; ballots J2 2005 0
echo '# points'
head -4 "$TINY/points.csv"
points() { book p.xlsx p.csv "$@"; cp k.dtxhh x.dtxhh; dtxhh points import x.dtxhh p.xlsx --as a --quiet 2>&1 | said; }
rm r.dtxhh; tiny_issued; cp r.dtxhh k.dtxhh
printf 'unit,criterion,group,stage,points,percent,se,n,by,date\nU1,1.1,,self,20,,,,x,\n' >p.csv
for cell in A2 B2 C2 E2; do points $cell 0 d/m/yyyy; done
points E2 0.5 0%; points E2 20 0
printf 'unit,criterion,group,stage,points,percent,se,n,by,date\nU1,2.2,,outside,,80,,,x,\n' >p.csv
for cell in F2 G2 H2; do points $cell 0 d/m/yyyy; done
points H2 0.5 0%; points F2 0.8 0%; points F2 80 0
echo '# a column for each criterion, documents'
printf 'unit,1.1\nU1,20\n' >p.csv
book p.xlsx p.csv B2 0 d/m/yyyy; cp k.dtxhh x.dtxhh; dtxhh points import x.dtxhh p.xlsx --stage self --as a --quiet 2>&1 | said
book p.xlsx p.csv B2 20 0; cp k.dtxhh x.dtxhh; dtxhh points import x.dtxhh p.xlsx --stage self --as a --quiet 2>&1 | said
printf 'unit,criterion,number,symbol,date,title,sha256,note\nU1,1.1,1,A,2024-01-01,Kế hoạch,,\n' >p.csv
points A2 0 d/m/yyyy; points B2 0 d/m/yyyy; points C2 1 0
echo '# any table'
printf 'h,w,s,n\n1,1,A,5\n2,1,A,5\n3,2,B,5\n' >t.csv
table() { book t.xlsx t.csv "$@"; dtxhh estimate t.xlsx --mean h --weight w --strata s --fpc n --csv 2>&1 >out | said; }
table B2 0.5 0%; table B2 0 d/m/yyyy; table D2 0 d/m/yyyy; table A2 0 d/m/yyyy; table B2 1 0
printf 'id,s,size\na,A,1\nb,A,1\nc,B,2\n' >t.csv
book t.xlsx t.csv C2 0.5 0%; dtxhh select t.xlsx --id id --size size --n 1 --seed 1 --method pps-systematic 2>&1 | said
printf 'stratum,N,S\nA,10,1\nB,20,2\n' >t.csv
book t.xlsx t.csv B2 0.5 0%; dtxhh allocate t.xlsx --n 5 --by neyman 2>&1 | said
book t.xlsx t.csv C2 0 d/m/yyyy; dtxhh allocate t.xlsx --n 5 --by neyman 2>&1 | said
echo '# recipe'
printf 'step,group,variables,method,lower,upper,classes,totals,rescale,merge\ntrim,DAN,,,1,3,,,,\n' >c.csv
recipe() { book c.xlsx c.csv "$@"; dtxhh weigh k.dtxhh --recipe c.xlsx --as a --dry-run --quiet 2>&1 | said; }
recipe F2 0 d/m/yyyy; recipe F2 3 0%
--- stdout
# definition: a percentage, a date, where a number, a code, a margin is wanted
2:4 [F126] faults: 1
accepted
2:4 [F127] faults: 1
2:1 [F127] faults: 1
3:1 [F127] 2:3 [F207] 3:3 [F207] 2:1 [F207] faults: 5
2:1 [F127] 2:5 [F214] 2:9 [F214] 3:4 [F213] faults: 5
2:4 [F127] faults: 1
2:4 [F218] faults: 1
accepted
3:5 [F127] faults: 1
3:13 [F127] faults: 1
2:3 [F127] 4:3 [F220] faults: 2
# frame
group,id,loai,office,name
LD,L1,,BC1,Nguyễn Văn An
LD,L2,,BC1,Trần Thị Bình
2:1 [F127] faults: 1
2:2 [F127] faults: 1
2:4 [F127] faults: 1
2:5 [F127] faults: 1
2:6 [F127] faults: 1
2:7 [F127] faults: 1
2:7 [F126] faults: 1
accepted
2:2 [F127] faults: 1
# ballots
2:3 [F127] faults: 1
2:10 [F127] faults: 1
2:10 [F126] faults: 1
accepted
# points
unit,criterion,group,stage,points,percent,by,date,reason
U1,1.1,,self,40,,Sở Một,2025-01-10,
U1,1.1,,first,35,,Sở Nội vụ,2025-01-20,Nộp chậm
U1,1.1,,second,36,,Sở Nội vụ,2025-02-01,Có thêm tài liệu kiểm chứng
2:1 [F127] faults: 1
2:2 [F127] faults: 1
2:3 [F127] faults: 1
2:5 [F127] faults: 1
2:5 [F126] faults: 1
accepted
2:6 [F127] faults: 1
2:7 [F127] faults: 1
2:8 [F127] faults: 1
2:8 [F126] faults: 1
accepted
accepted
# a column for each criterion, documents
2:2 [F127] faults: 1
accepted
2:1 [F127] faults: 1
2:2 [F127] faults: 1
accepted
# any table
accepted
2:2 [F127] faults: 1
2:4 [F127] faults: 1
2:1 [F127] faults: 1
accepted
2:3 [F126] faults: 1
2:2 [F126] faults: 1
2:3 [F127] faults: 1
# recipe
2:6 [F127] faults: 1
2:6 [F126] faults: 1
--- stderr
--- status 0
