# Days and months that were changed round are named in `estimate` too; dates that tell are what they are.
--- run
book() { # the dates: a real one as d/m, as m/d, or text
    /usr/bin/python3 - "$@" <<'P'
import datetime, openpyxl, sys
book = openpyxl.Workbook(); s = book.active; s.append(['y', 'day'])
for i, cell in enumerate(sys.argv[1:]):
    s.append([i, None])
    c = s.cell(i + 2, 2)
    if cell[0] == '=':
        c.value = datetime.datetime.strptime(cell[1:11], '%Y-%m-%d'); c.number_format = cell[12:]
    else:
        c.value = cell
book.save('t.xlsx')
P
}
try() { book "$@"; dtxhh estimate t.xlsx --mean y --by day --csv 2>&1 | cut -d, -f1-3 | cut -c1-120; }
try '25/12/2024' '=2024-03-04 m/d/yyyy' '=2024-03-04 m/d/yyyy' '25/12/2024'
echo '# days first, a day above 12 among the real ones, no text'
try '25/12/2024' '=2024-03-04 d/m/yyyy' '=2024-03-04 d/m/yyyy' '25/12/2024'
try '25/12/2024' '=2024-03-04 m/d/yyyy' '=2024-03-14 m/d/yyyy' '25/12/2024'
try '=2024-03-04 m/d/yyyy' '=2024-03-04 m/d/yyyy'
echo '# a column that says where'
book '25/12/2024' '=2024-03-04 m/d/yyyy' '=2024-03-04 m/d/yyyy' '25/12/2024'
dtxhh estimate t.xlsx --mean y --where 'day = 2024-03-04' --csv 2>&1 | cut -c1-120
dtxhh estimate t.xlsx --mean y --csv 2>&1 | cut -d, -f1-2
echo '# damaged words of either kind'
printf '%s\n' 'y,h' '1,NÃ´ng thÃ´n' '2,N?ng th?n' '3,ThÃ nh phá»‘' '4,Th?nh ph?' >e.csv; dtxhh estimate e.csv --mean y --by h --csv 2>&1 | grep -oE '^[^ ]*|.(F129|W110).' | paste -sd' '
--- stdout
t.xlsx:Sheet:3:2: fault: the cell is the date 2024-03-04, which may be day 04 of month 03 or the other way round: 2 cell
dtxhh: faults: 1, warnings: 0
# days first, a day above 12 among the real ones, no text
day,term,estimate
2024-03-04,y,1.5
25/12/2024,y,1.5
day,term,estimate
2024-03-04,y,1
2024-03-14,y,2
25/12/2024,y,1.5
day,term,estimate
2024-03-04,y,0.5
# a column that says where
t.xlsx:Sheet:3:2: fault: the cell is the date 2024-03-04, which may be day 04 of month 03 or the other way round: 2 cell
dtxhh: faults: 1, warnings: 0
term,estimate
y,1.5
# damaged words of either kind
e.csv:2:2: [F129] e.csv:3:2: [W110] dtxhh:
--- stderr
--- status 0
