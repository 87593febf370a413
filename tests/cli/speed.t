# W402: nobody keys, or answers, that fast.  Where a ballot stands in several rows, it begins with the earliest and ends with the
# latest time of them, in whatever order they come, so that the same ballots are as fast in a row per ballot, per unit and per answer.
# Twelve ballots of four answers begin a minute after one another; eight of them take a second, the others none: 8 s for 48
# answers, 0.17 each.  Where all take one it is 12 s and 0.25 each, which the fastest typists reach.  Where only ends are given, the time from the
# first to the last goes for the answers of all but the first: here 11 s for 44, and in 10 s too fast.
--- run
mkdir d
printf 'key,value,basis\ncode,R,\ntitle,T,\nyear,2024,\n' >d/round.csv
printf 'code,name\nB,B\n' >d/blocks.csv
printf 'code,name,block\nU1,U1,B\nU2,U2,B\n' >d/units.csv
printf 'code,name,via,design,policy\nLD,LD,ballot,census,single\n' >d/groups.csv
printf 'scale,option,label,percent\nS,A,A,100\nS,B,B,0\n' >d/scales.csv
printf 'block,code,name,parent,max_points,method\n*,1,One,,100,DTXHH\n' >d/criteria.csv
printf 'code,title,groups,block,units,own_unit\nP,P,LD,B,all,allow\n' >d/ballot_types.csv
printf 'ballot_type,code,text,per,kind,criterion,scale\nP,Q1,Q1,unit,option,1,S\nP,Q2,Q2,unit,option,1,S\n' >d/questions.csv
{ echo group,id; for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "LD,L$i"; done; } >frame.csv
dtxhh new r.dtxhh --definition d --as a --quiet && dtxhh frame import r.dtxhh frame.csv --as a --quiet &&
    dtxhh frame freeze r.dtxhh --seed-from x --as a --quiet && dtxhh draw r.dtxhh --seed 1 --as a --quiet && dtxhh issue r.dtxhh --as a --quiet
dtxhh show r.dtxhh ballots | sed 1d | cut -d, -f1 >serials

# rows LAYOUT TAKE: each row with the serial, its beginning and its end; the times of a ballot's rows lie within its own
rows() {
    awk -v layout="$1" -v take="$2" '
    function at(s) { return sprintf("2024-12-%02d %02d:%02d:%02d", 2 + int(s / 86400), int(s / 3600) % 24, int(s / 60) % 60, s % 60) }
    function row(what, from, to) { print $1 "," what "," at(from) "," at(to) }
    BEGIN { print "serial," (layout == "ballots" ? "Q1.U1,Q2.U1,Q1.U2,Q2.U2" : layout == "units" ? "unit,Q1,Q2" : "unit,question,answer") ",started,ended" }
    { s = 36000 + 60 * NR; e = s + (NR <= take) }
    layout == "ballots" { row("A,B,A,B", s, e) }
    layout == "units" && NR % 2 { row("U1,A,B", s, s); row("U2,A,B", e, e) }
    layout == "units" && NR % 2 == 0 { row("U2,A,B", e, e); row("U1,A,B", s, s) }
    layout == "answers" && NR % 2 { row("U1,Q1,A", e, e); row("U1,Q2,B", s, e); row("U2,Q1,A", s, s); row("U2,Q2,B", s, s) }
    layout == "answers" && NR % 2 == 0 { row("U2,Q2,B", s, s); row("U1,Q1,A", s, s); row("U1,Q2,B", s, e); row("U2,Q1,A", s, s) }' serials
}
say() { dtxhh import r.dtxhh "$@" --dry-run --as a --quiet 2>&1; }
for layout in ballots units answers; do
    echo "# $layout"
    rows $layout 8 >f.csv && say f.csv && say f.csv --keyer hoa
    { head -1 f.csv; sed 1d f.csv | LC_ALL=C sort -t, -k3 -r; } >turned.csv && say turned.csv --keyer hoa
    rows $layout 12 >f.csv && say f.csv && say f.csv --keyer hoa
    for s in 10 11; do # only ends, in one row of each ballot; the second row has an earlier one
        rows $layout 0 | awk -F, -v OFS=, -v s=$s 'NR == 1 { sub(/started,/, ""); print; next }
            $1 != last { n++; last = $1; k = 0 }
            { t = n - 1 < s ? n - 1 : s; if (k++ == 1) t = 0; $(NF - 1) = sprintf("2024-12-02 10:00:%02d", t); NF--; print }' >f.csv
        say f.csv --keyer hoa
    done
done
--- stdout
# ballots
f.csv: warning: 12 ballots were answered in 8 seconds, 0.17 an answer; nobody answers that fast [W402]
f.csv: warning: "hoa" keyed 12 ballots in 8 seconds, 0.17 an answer; nobody keys that fast [W402]
turned.csv: warning: "hoa" keyed 12 ballots in 8 seconds, 0.17 an answer; nobody keys that fast [W402]
f.csv: warning: "hoa" keyed 12 ballots in 10 seconds, 0.23 an answer; nobody keys that fast [W402]
# units
f.csv: warning: 12 ballots were answered in 8 seconds, 0.17 an answer; nobody answers that fast [W402]
f.csv: warning: "hoa" keyed 12 ballots in 8 seconds, 0.17 an answer; nobody keys that fast [W402]
turned.csv: warning: "hoa" keyed 12 ballots in 8 seconds, 0.17 an answer; nobody keys that fast [W402]
f.csv: warning: "hoa" keyed 12 ballots in 10 seconds, 0.23 an answer; nobody keys that fast [W402]
# answers
f.csv: warning: 12 ballots were answered in 8 seconds, 0.17 an answer; nobody answers that fast [W402]
f.csv: warning: "hoa" keyed 12 ballots in 8 seconds, 0.17 an answer; nobody keys that fast [W402]
turned.csv: warning: "hoa" keyed 12 ballots in 8 seconds, 0.17 an answer; nobody keys that fast [W402]
f.csv: warning: "hoa" keyed 12 ballots in 10 seconds, 0.23 an answer; nobody keys that fast [W402]
--- stderr
--- status 0
