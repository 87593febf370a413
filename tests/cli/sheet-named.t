# A workbook of several sheets: what is said later of an entry, by `check`, by an import, of a correction, names the sheet too, of
# ballots and of points; a ballot sent twice stands in one file though in two sheets.
--- run
tiny_issued && tiny_ballots
/usr/bin/python3 - <<'END'
import csv, openpyxl
rows = list(csv.reader(open("keyed.csv")))
def book(path, sheets):
    out = openpyxl.Workbook()
    out.remove(out.active)
    for name, body in sheets:
        sheet = out.create_sheet(name)
        for row in [rows[0]] + body:
            sheet.append([int(v) if v.isdigit() else v or None for v in row])
    out.save(path)
book("1.xlsx", [("Sở A", rows[1:4]), ("Sở B", rows[4:])])
again = [r[:3] + ["lan"] + r[4:] for r in rows[1:]]
at = next(i for i, r in enumerate(again) if i >= 3 and r[5])
again[at][5] = "E"
book("2.xlsx", [("Túi 1", again[:3]), ("Túi 2", again[3:])])
online = [r[:2] + ["online"] + [""] + r[4:] for r in rows[1:]]
sent = next(r for r in online if r[5])
book("3.xlsx", [("a", [sent]), ("b", [sent[:5] + ["E"] + sent[6:]])])
END
cp r.dtxhh issued.dtxhh
dtxhh import r.dtxhh 1.xlsx --as hoa --quiet
dtxhh import r.dtxhh 2.xlsx --pass 2 --as lan --quiet
dtxhh show r.dtxhh sources --csv | cut -d, -f1-4,6
dtxhh check r.dtxhh 2>&1 | grep -o '[^ ]*xlsx:[^:]*:[0-9]*\|in .*xlsx[^;]*'
serial=$(sed -n 6p keyed.csv | cut -d, -f1)
dtxhh correct r.dtxhh "$serial" --withdraw --pass 2 --as lan --reason 'đọc nhầm' --quiet
dtxhh show r.dtxhh withdrawals --csv | tail -1 | cut -d, -f9-11
echo "== twice"
dtxhh import issued.dtxhh 3.xlsx --as hoa --twice online=last --quiet; echo "status $?"
dtxhh show issued.dtxhh answers --csv | cut -d, -f2-5
echo "== keyed in the file of an office, merged"
rm r.dtxhh; tiny_issued && for o in BC1 BC2; do
    dtxhh split r.dtxhh --office $o -o $o.dtxhh --as a --quiet 2>/dev/null
    dtxhh show $o.dtxhh ballots | cut -d, -f1 >s
    /usr/bin/python3 - <<'END'
import openpyxl
ours, book = open("s").read().split(), openpyxl.load_workbook("1.xlsx")
for sheet in book:
    for row in range(sheet.max_row, 1, -1):
        if str(sheet.cell(row, 1).value) not in ours:
            sheet.delete_rows(row)
book.save("office.xlsx")
END
    dtxhh import $o.dtxhh office.xlsx --as hoa --quiet 2>/dev/null; dtxhh merge r.dtxhh $o.dtxhh --as a --quiet
done
dtxhh show r.dtxhh sources --csv | cut -d, -f2-4,6 | sort | uniq -c
dtxhh import r.dtxhh 2.xlsx --pass 2 --as lan --quiet 2>/dev/null; dtxhh check r.dtxhh 2>&1 | grep -o '[^ ]*office.xlsx:[^:]*:[0-9]*'
--- stdout
source,kind,file,sheet,rows
1,ballots,1.xlsx,Sở A,3
2,ballots,1.xlsx,Sở B,4
3,ballots,2.xlsx,Túi 1,3
4,ballots,2.xlsx,Túi 2,4
1.xlsx:Sở B:2
lan,2.xlsx:Túi 2,3
== twice
status 0
pass,unit,question,answer
1,U1,Q1,E
1,U1,Q2,B
1,U1,Q3,E
1,U2,Q1,D
1,U2,Q2,B
1,U2,Q3,A
== keyed in the file of an office, merged
      1 ballots,office.xlsx,Sở A,1
      1 ballots,office.xlsx,Sở A,2
      1 ballots,office.xlsx,Sở B,1
      1 ballots,office.xlsx,Sở B,3
      1 kind,file,sheet,rows
office.xlsx:Sở B:2
--- stderr
2.xlsx:Túi 1: warning: 1 ballots are in the round already and unchanged; they are passed over [W445]
3.xlsx: warning: 1 rows have other answers than one of their ballot before: the last counts [W443]
--- status 0
