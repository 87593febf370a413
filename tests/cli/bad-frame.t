# A list with nobody in it, and a column that no query can name; beside each the same with one cell changed, which goes through.
--- run
# A round whose group DAN is stratified by column $1, and a list with that column; both as a cell of CSV.
try() {
    rm -rf definition r.*
    cp -r "$TINY/definition" definition
    awk -F, -v OFS=, -v name="$1" '$1 == "DAN" { $8 = name } { print }' "$TINY/definition/groups.csv" >definition/groups.csv
    printf 'group,id,%s\nLD,L1,\nDAN,X1,X\n' "$1" >frame.csv
    dtxhh new r.dtxhh --definition definition --as a --quiet && dtxhh frame import r.dtxhh frame.csv --as a
    echo "status $?"
}
echo '# a quote, a backslash or a line break in the name of a column that is used; a blank is none of them'
try '"khu ""cũ"""'
try 'khu\cũ'
try '"khu
cũ"'
try 'khu cũ'
dtxhh show r.dtxhh frame --csv
echo '# nobody'
echo 'group,id,khu cũ' >frame.csv
dtxhh frame import r.dtxhh frame.csv --as a; echo "status $?"
dtxhh show r.dtxhh frame --csv | wc -l
echo 'LD,L2,' >>frame.csv
dtxhh frame import r.dtxhh frame.csv --as a; echo "status $?"
--- stdout
# a quote, a backslash or a line break in the name of a column that is used; a blank is none of them
status 1
status 1
status 1
group,members
LD,1
DAN,1
status 0
group,id,own_unit,rates,office,size,khu cũ
DAN,X1,,,,,X
LD,L1,,,,,
# nobody
status 1
3
group,members
LD,1
DAN,1
status 0
--- stderr
frame.csv:1:3: fault: column "khu "cũ"" has a quote, a backslash or a line break in its name [F306]
dtxhh: faults: 1, warnings: 0; nothing was changed
frame.csv:1:3: fault: column "khu\cũ" has a quote, a backslash or a line break in its name [F306]
dtxhh: faults: 1, warnings: 0; nothing was changed
frame.csv:1:3: fault: column "khu cũ" has a quote, a backslash or a line break in its name [F306]
dtxhh: faults: 1, warnings: 0; nothing was changed
members read: 2
line 2 of the log, hash <checked>
frame.csv: fault: there is no member in it [F307]
dtxhh: faults: 1, warnings: 0; nothing was changed
members read: 1
frame.csv:2: warning: group "LD" had 1 members; those of this run take their place [W303]
line 3 of the log, hash <checked>
--- status 0
