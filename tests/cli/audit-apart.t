# What is keyed for an audit counts for nothing else: its workbooks say in each row which audit they are of, an ordinary import and
# another audit refuse them.  A paper that is not found is wrong in every field that was drawn of it.  A seed that drew before is no seed.
--- run
tiny_new() { dtxhh new r.dtxhh --definition "$TINY/definition" --salt-seed a --as minh --quiet; }
tiny_scored 2>/dev/null
audit() { verb=$1; shift; dtxhh audit "$verb" r.dtxhh "$@" --as mai --quiet; }
audit draw --seed-from 'xổ số 20/12' --seed-digits 5 --ballots 3 2>/dev/null; audit draw --seed 40561 -o whole
audit draw --seed-from 'xổ số 21/12' --seed-digits 5 --fields 9 2>/dev/null
audit draw --seed 40561; echo "status $?"
audit draw --seed 11223 -o fields
dtxhh draw r.dtxhh --record record >/dev/null 2>&1
fill() { # $1 the workbook, $2 the row's missing paper, if any
    /usr/bin/python3 - "$1" "$2" <<'END'
import csv, openpyxl, sys
path, missing = sys.argv[1:]
keyed = {r["serial"]: r for r in csv.DictReader(open("keyed.csv"))}
book = openpyxl.load_workbook(path)
for sheet in book:
    if sheet.title.startswith("_"):
        continue
    names = [c.value for c in sheet[5]]
    above, head = "", []
    for a, n in zip((c.value for c in sheet[4]), names):
        above = a or above
        head.append((n, above))
    units = {"Sở Một": "U1", "Sở Hai": "U2"}
    for row in sheet.iter_rows(min_row=6):
        at = {n: c for (n, _), c in zip(head, row)}
        serial = str(at["serial"].value).replace("-", "").replace(" ", "")
        at["keyer"].value = "mai"
        lost = serial == missing
        if "answer" in at:
            at["answer"].value = "?" if lost else keyed[serial]["%s.%s" % (at["question"].value, units[at["unit"].value])] or "-"
            continue
        if lost:
            at["state"].value = "hủy"
            continue
        for (n, a), c in zip(head, row):
            if n in keyed[serial]:
                c.value = keyed[serial][n] if n not in ("serial", "keyer", "state") else c.value
            elif "%s.%s" % (n, units.get(a, "")) in keyed[serial]:
                c.value = keyed[serial]["%s.%s" % (n, units[a])]
book.save(path)
END
}
ls whole fields
lost=$(sqlite3 r.dtxhh 'SELECT min(serial) FROM audit_drawn WHERE audit = (SELECT min(run) FROM audit)')
for f in whole/*.xlsx; do fill $f "$lost"; done; for f in fields/*.xlsx; do fill $f ''; done
first=$(ls whole/*.xlsx | head -1)
echo '== as a second keying'
dtxhh import r.dtxhh $first --pass 2 --as lan 2>&1 | tail -2 | cut -d: -f3-
dtxhh import r.dtxhh $(ls fields/*.xlsx | head -1) --pass 2 --as lan 2>&1 | tail -2 | cut -d: -f3-
echo '== for another audit'
audit import $first 2>&1 | grep -c F481
echo '== for its own'
audit import fields/*.xlsx; dtxhh audit report r.dtxhh | head -2 | cut -d, -f1-7
dtxhh audit import r.dtxhh whole/*.xlsx --audit "$(sqlite3 r.dtxhh 'SELECT min(run) FROM audit')" --as mai --quiet; echo "status $?"
dtxhh audit report r.dtxhh --audit "$(sqlite3 r.dtxhh 'SELECT min(run) FROM audit')" | head -2 | cut -d, -f1-7
echo '== the same in the workbooks, of the monitor and of the council, not of a unit'
for f in monitor council unit:U1; do dtxhh report r.dtxhh --for $f -o $f.xlsx --quiet 2>/dev/null; /usr/bin/python3 -c "
import openpyxl, sys
for s in openpyxl.load_workbook('$f.xlsx'):
    if s.title.startswith('Nhập lại'):
        print('$f', s.title, [c.value for c in s[4]][1:6], [[c.value for c in r[:5]] for r in s.iter_rows() if r[0].value == 'Sở Hai'])
"; done
dtxhh verify r.dtxhh --quiet 2>/dev/null; echo "status $?"
--- stdout
status 3
fields:
BC1-nhap-lai.xlsx
BC2-nhap-lai.xlsx

whole:
BC1-nhap-lai.xlsx
BC2-nhap-lai.xlsx
== as a second keying
6:4: fault: this is keyed for the audit of line 10 and counts for nothing else; `dtxhh audit import` takes it; and 1 more like it: line 7 [F481]
 2, warnings: 0; nothing was changed
6:6: fault: this is keyed for the audit of line 12 and counts for nothing else; `dtxhh audit import` takes it; and 5 more like it: line 7, 8, 9, … [F481]
 6, warnings: 0; nothing was changed
== for another audit
1
== for its own
what,name,ballots,wrong_ballots,ballots_upper,fields,wrong
all,,4,0,,9,0
status 0
what,name,ballots,wrong_ballots,ballots_upper,fields,wrong
all,,3,1,0.8646496378284163,18,6
== the same in the workbooks, of the monitor and of the council, not of a unit
monitor Nhập lại [3, 1, 86.46496378284164, 18, 6] [['Sở Hai', 77.97, 30.47, 2, 2]]
monitor Nhập lại (2) [4, 0, '–', 9, 0] [['Sở Hai', 77.97, 14.16, 2, 2]]
council Nhập lại [3, 1, 86.46496378284164, 18, 6] [['Sở Hai', 77.97, 30.47, 2, 2]]
council Nhập lại (2) [4, 0, '–', 9, 0] [['Sở Hai', 77.97, 14.16, 2, 2]]
status 0
--- stderr
dtxhh: log line 11 drew by the seed "40561" already; expected the outcome of the event named for this audit
--- status 0
