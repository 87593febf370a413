# What steers a terminal, or turns the order of letters round, is never sent to one: not from cells, names of files,
# reasons, log or arguments, whichever verb prints them, on stdout or stderr, as a table or as --csv.  Into files and
# pipes the bytes go as they are.
--- run
esc=$(printf '\033]0;owned\007\033[2J') back=$(printf 'a\rb') c1=$(printf '\302\2335n') over=$(printf 'x\342\200\256y\342\201\246')
cp -r "$TINY/definition" definition
sed -i "s/Sở Một/Sở $esc Một $over/; s/Sở Hai/$c1 Hai/" definition/units.csv
sed -i "s/Đợt thử/Đợt $esc/" definition/round.csv
sed -i "s/Kế hoạch/Kế $esc/; s/Hài lòng/$over/" definition/criteria.csv
dtxhh new r.dtxhh --definition definition --as "$esc" --reason "$over$c1$back" --quiet || exit
dtxhh frame import r.dtxhh "$TINY/frame.csv" --as "$c1" --quiet &&
    dtxhh frame freeze r.dtxhh --seed-from "$esc" --as minh --quiet && dtxhh draw r.dtxhh --seed "$esc" --as minh --quiet &&
    dtxhh issue r.dtxhh --serial-seed 1 --as minh --quiet && tiny_ballots &&
    dtxhh import r.dtxhh keyed.csv --as hoa --quiet && dtxhh points import r.dtxhh "$TINY/points.csv" --as lan --quiet &&
    dtxhh weigh r.dtxhh --as lan --quiet && dtxhh score r.dtxhh --as lan --quiet || exit
bad=$esc-$over-$c1.csv
sed "2s/,paper,/,$esc,/; 3s/,paper,/,$c1$over,/" keyed.csv >"$bad"

# The bytes that a terminal got which are not printed text: our own line feeds, with the CR that the pseudo-terminal
# adds, apart.
steers() {
    sed 's/\r$//' "$1" | LC_ALL=C grep -aq '[[:cntrl:]]' ||
        LC_ALL=C grep -aqP '\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xe2\x80[\xa8\xa9]' "$1"
}
n=0
look() { # the words of a command line, each quoted once more for script
    words=
    for word; do words="$words '$word'"; done
    script -qefc "dtxhh$words" /dev/null </dev/null >got 2>&1
    steers got && { echo "$*:" | cat -v; cat -v got; }
    grep -q '\\x1b\|\\u202e\|\\x9b' got && n=$((n + 1))
}
tables=$(dtxhh show r.dtxhh none 2>&1 | sed 's/.*: //')
for csv in '' --csv; do
    for table in $tables; do
        look show r.dtxhh "$table" $csv
    done
    look status r.dtxhh $csv
    look log show r.dtxhh $csv
    look explain r.dtxhh U1 $csv
    look explain r.dtxhh U1 1.1 $csv
    look explain r.dtxhh U2 2.1 $csv --lang vi
    look score r.dtxhh --as lan $csv
    look plan r.dtxhh $csv
    look select "$bad" --id "$esc" --n 2 --seed x --method srs $csv
done
look verify r.dtxhh --lang vi
look verify r.dtxhh --head "$esc"
look define r.dtxhh --definition "$TINY/definition" --dry-run --as a
look new s.dtxhh --definition definition --as a
look import r.dtxhh "$bad" --as a
look import r.dtxhh "$esc.csv" --as a
look show r.dtxhh "$esc"
look show r.dtxhh units "--$esc"
look "$over$esc"
look log "$c1"
look --lang "$esc"
look report r.dtxhh -o "$esc/$over.xlsx"
echo "$n outputs had something to write out"
script -qefc 'dtxhh log show r.dtxhh' /dev/null </dev/null | sed -n 3p | cut -c 1-78
dtxhh log show r.dtxhh | grep -F "$esc" | grep -cF "$over"
dtxhh show r.dtxhh "$esc" 2>&1 | grep -cF "$esc"
--- stdout
29 outputs had something to write out
  1  2025-01-01T00:00:00Z (given)  \x1b]0;owned\x07\x1b[2J  new            x\u
1
1
--- stderr
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
--- status 0
