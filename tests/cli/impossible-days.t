# Days that cannot be, of steps and findings: more than a day after today (1 January 2025 here), more than a year (366 days) before
# the frame was frozen (the same day): 3 January 2025 and 31 December 2023 are told of, the days beside them are not.
--- run
tiny_issued
set -- $(dtxhh show r.dtxhh ballots --csv | awk -F, '$5 == "BC1" { print $1 }')
printf 'serial,handed,returned\n%s,31/12/2023,3/1/2025\n%s,1/1/2024,2/1/2025\n%s,x,12/12/2062\n' $1 $2 $3 >list.csv
say() { dtxhh "$@" --as a --quiet 2>&1 | grep -v '^dtxhh: ' | sed 's/serial [-0-9]*/serial S/'; }
echo '== a list'; say custody import r.dtxhh list.csv
echo '== again, and corrected'; say custody import r.dtxhh list.csv
printf 'serial,handed,returned\n%s,31/12/2023,4/1/2025\n%s,1/1/2024,1/1/2025\n' $1 $2 >list.csv
say custody import r.dtxhh list.csv --correct --reason x
echo '== of all rows'; printf 'serial\n%s\n%s\n' $3 $4 >list.csv
for day in 2/1/2025 3/1/2025 1/1/2024 31/12/2023; do echo "$day:"; say custody import r.dtxhh list.csv --delivered --date $day --dry-run; done
echo '== accepted'; dtxhh custody import r.dtxhh list.csv --delivered --date 1/1/2026 --as a --accept W458 --reason 'giao trước' 2>/dev/null
echo '== findings'; printf 'code,date,finding,answer,settled\nG1,20/12/2042,x,y,21/12/2042\nG2,20/12/2022,x,,\nG3,1/1/2025,x,y,2/1/2025\n' >found.csv
say findings import r.dtxhh found.csv
printf 'code,date,finding,answer,settled\nG2,20/12/2022,x,y,20/12/2204\n' >more.csv; say findings import r.dtxhh more.csv
--- stdout
== a list
list.csv:2:2: warning: serial S: "handed out" is dated 2023-12-31, and the frame was frozen on 2025-01-01 [W458]
list.csv:2:3: warning: serial S: "returned" is dated 2025-01-03, and today is 2025-01-01 [W458]
list.csv:4:3: warning: serial S: "returned" is dated 2062-12-12, and today is 2025-01-01 [W458]
== again, and corrected
list.csv: fault: this file was imported already, as "list.csv" in run 6; nothing to do [F420]
list.csv:2:3: warning: serial S: "returned" is dated 2025-01-04, and today is 2025-01-01 [W458]
== of all rows
2/1/2025:
3/1/2025:
r.dtxhh: warning: --date is dated 2025-01-03, and today is 2025-01-01 [W458]
1/1/2024:
31/12/2023:
r.dtxhh: warning: --date is dated 2023-12-31, and the frame was frozen on 2025-01-01 [W458]
== accepted
files,rows,steps
1,2,2
== findings
found.csv:2:2: warning: finding "G1": column "date" is dated 2042-12-20, and today is 2025-01-01 [W458]
found.csv:2:5: warning: finding "G1": column "settled" is dated 2042-12-21, and today is 2025-01-01 [W458]
found.csv:3:2: warning: finding "G2": column "date" is dated 2022-12-20, and the frame was frozen on 2025-01-01 [W458]
more.csv:2:5: warning: finding "G2": column "settled" is dated 2204-12-20, and today is 2025-01-01 [W458]
--- stderr
--- status 0
