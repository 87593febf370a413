# Two digits are no year: 05/06/25 is refused wherever a date is read, and the message says what was seen and what to write; the
# same with four digits is taken.
--- run
cp -r "$TINY/definition" d; for key in period_from period_to fieldwork_from fieldwork_to; do echo "$key,,"; done >>d/round.csv
try() { # place, then the date
    case $1 in
    points) printf '%s\n' unit,criterion,stage,points,date "U1,1.1,first,30,$2" >p.csv; dtxhh points import r.dtxhh p.csv --as a --quiet --dry-run ;;
    evidence) printf '%s\n' unit,criterion,number,date,title "U1,1.1,1,$2,x" >p.csv; dtxhh points import r.dtxhh p.csv --as a --quiet --dry-run ;;
    tasks) cp -r d e; printf '%s\n' seq,task,start,due "1,x,$2,$2" >e/tasks.csv; dtxhh new e.dtxhh --definition e --as a --quiet; rm -rf e e.dtxhh ;;
    *) cp -r d e; sed -i "s|^$1,|$1,$2|" e/round.csv; dtxhh new e.dtxhh --definition e --as a --quiet; rm -rf e e.dtxhh ;;
    esac 2>&1 >/dev/null | grep -E 'F[0-9]{3}' | sed "s/.*has \"/$1: \"/"
}
dtxhh new r.dtxhh --definition d --as a --quiet
for where in points evidence tasks period_from period_to fieldwork_from fieldwork_to; do
    for date in 05/06/25 5.6.99 05-06-25; do try $where $date; done
    try $where 05/06/2025
    try $where 5/6
done
--- stdout
points: "05/06/25"; expected a date with four digits for the year, of which "05/06/25" has two, such as 05/06/2025 [F503]
points: "5.6.99"; expected a date with four digits for the year, of which "5.6.99" has two, such as 5.6.1999 [F503]
points: "05-06-25"; expected a date with four digits for the year, of which "05-06-25" has two, such as 05-06-2025 [F503]
points: "5/6"; expected a date such as 2024-12-31 or 31/12/2024 [F503]
evidence: "05/06/25"; expected a date with four digits for the year, of which "05/06/25" has two, such as 05/06/2025 [F503]
evidence: "5.6.99"; expected a date with four digits for the year, of which "5.6.99" has two, such as 5.6.1999 [F503]
evidence: "05-06-25"; expected a date with four digits for the year, of which "05-06-25" has two, such as 05-06-2025 [F503]
evidence: "5/6"; expected a date such as 2024-12-31 or 31/12/2024 [F503]
tasks: "05/06/25"; expected a date with four digits for the year, of which "05/06/25" has two, such as 05/06/2025 [F204]
tasks: "05/06/25"; expected a date with four digits for the year, of which "05/06/25" has two, such as 05/06/2025 [F204]
tasks: "5.6.99"; expected a date with four digits for the year, of which "5.6.99" has two, such as 5.6.1999 [F204]
tasks: "5.6.99"; expected a date with four digits for the year, of which "5.6.99" has two, such as 5.6.1999 [F204]
tasks: "05-06-25"; expected a date with four digits for the year, of which "05-06-25" has two, such as 05-06-2025 [F204]
tasks: "05-06-25"; expected a date with four digits for the year, of which "05-06-25" has two, such as 05-06-2025 [F204]
tasks: "5/6"; expected a date such as 2024-12-31 or 31/12/2024 [F204]
tasks: "5/6"; expected a date such as 2024-12-31 or 31/12/2024 [F204]
period_from: "05/06/25"; expected a date with four digits for the year, of which "05/06/25" has two, such as 05/06/2025 [F209]
period_from: "5.6.99"; expected a date with four digits for the year, of which "5.6.99" has two, such as 5.6.1999 [F209]
period_from: "05-06-25"; expected a date with four digits for the year, of which "05-06-25" has two, such as 05-06-2025 [F209]
period_from: "5/6"; expected a date such as 2024-12-31 or 31/12/2024 [F209]
period_to: "05/06/25"; expected a date with four digits for the year, of which "05/06/25" has two, such as 05/06/2025 [F209]
period_to: "5.6.99"; expected a date with four digits for the year, of which "5.6.99" has two, such as 5.6.1999 [F209]
period_to: "05-06-25"; expected a date with four digits for the year, of which "05-06-25" has two, such as 05-06-2025 [F209]
period_to: "5/6"; expected a date such as 2024-12-31 or 31/12/2024 [F209]
fieldwork_from: "05/06/25"; expected a date with four digits for the year, of which "05/06/25" has two, such as 05/06/2025 [F209]
fieldwork_from: "5.6.99"; expected a date with four digits for the year, of which "5.6.99" has two, such as 5.6.1999 [F209]
fieldwork_from: "05-06-25"; expected a date with four digits for the year, of which "05-06-25" has two, such as 05-06-2025 [F209]
fieldwork_from: "5/6"; expected a date such as 2024-12-31 or 31/12/2024 [F209]
fieldwork_to: "05/06/25"; expected a date with four digits for the year, of which "05/06/25" has two, such as 05/06/2025 [F209]
fieldwork_to: "5.6.99"; expected a date with four digits for the year, of which "5.6.99" has two, such as 5.6.1999 [F209]
fieldwork_to: "05-06-25"; expected a date with four digits for the year, of which "05-06-25" has two, such as 05-06-2025 [F209]
fieldwork_to: "5/6"; expected a date such as 2024-12-31 or 31/12/2024 [F209]
--- stderr
--- status 0
