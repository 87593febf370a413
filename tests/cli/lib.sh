# lib.sh - the tiny round, brought as far as a case needs it.  Each step takes the
# one before it.  The answers stand in tiny/answers.csv by member; `DAN/X` is every
# member of stratum X, so that it does not matter who of them is drawn.

tiny_new() {
    dtxhh new r.dtxhh --definition "$TINY/definition" --as minh --quiet
}

tiny_framed() {
    tiny_new && dtxhh frame import r.dtxhh "$TINY/frame.csv" --as minh --quiet
}

tiny_frozen() {
    tiny_framed && dtxhh frame freeze r.dtxhh --seed-from 'xổ số ngày 6/12' --as minh --quiet
}

tiny_drawn() {
    tiny_frozen && dtxhh draw r.dtxhh --seed '48 15 92' --as minh --quiet
}

tiny_issued() {
    tiny_drawn && dtxhh issue r.dtxhh --serial-seed 1 --as minh --quiet
}

# The ballots as a file, by serial, but those of members who were replaced.
tiny_ballots() {
    dtxhh show r.dtxhh replacements --csv | awk -F, '{ print "," $4 "," $5 "," }' >replaced.csv &&
        dtxhh show r.dtxhh ballots --csv | grep -vFf replaced.csv >ballots.csv && rm replaced.csv &&
        awk -F, 'BEGIN { OFS = "," }
            NR == FNR { if (FNR > 1) { who = $1; answer[who] = $2; for (i = 3; i <= 8; i++) answer[who] = answer[who] "," $i } next }
            FNR == 1 { print "serial,type,channel,keyer,state,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2"; next }
            { who = $3 "/" $4; if (!(who in answer)) who = $3 "/" substr($4, 1, 1); print $1, $2, "paper", "hoa", answer[who] }' \
            "$TINY/answers.csv" ballots.csv >keyed.csv
}

tiny_keyed() {
    tiny_issued && tiny_ballots && dtxhh import r.dtxhh keyed.csv --as hoa --quiet
}

tiny_pointed() {
    tiny_keyed && dtxhh points import r.dtxhh "$TINY/points.csv" --as lan --quiet
}

tiny_weighed() {
    tiny_pointed && dtxhh weigh r.dtxhh --as lan --quiet
}

tiny_scored() {
    tiny_weighed && dtxhh score r.dtxhh --as lan --quiet
}

# The round of tests/data/import, issued; with further rows of round.csv, if any.
import_issued() {
    cp -r "$DATA/import/round/definition" import-definition &&
        printf '%s' "${1:+$1
}" >>import-definition/round.csv &&
        dtxhh new i.dtxhh --definition import-definition --as a --quiet &&
        dtxhh frame import i.dtxhh "$DATA/import/round/frame.csv" --as a --quiet &&
        dtxhh frame freeze i.dtxhh --seed-from x --as a --quiet &&
        dtxhh draw i.dtxhh --seed 1 --as a --quiet &&
        dtxhh issue i.dtxhh --serial-seed nap --as a --quiet
}

# The cells of sheet NUMBER of a workbook of ours, a line a row, with bars between; $3, if any, is the first row wanted.
cells() {
    unzip -p "$1" xl/sharedStrings.xml | tr -d '\n' | sed 's/<si>/\n&/g' | sed -n 's/.*<t[^>]*>\([^<]*\)<.*/\1/p' >cells.strings
    unzip -p "$1" "xl/worksheets/sheet$2.xml" | tr -d '\n' | sed 's/<row /\n&/g; s/<c /\n&/g' |
        awk -v from="${3:-1}" 'NR == FNR { word[FNR - 1] = $0; next }
            /^<row/ { if (row >= from && line != "") print line; line = ""; split($0, part, "\""); row = part[2]; next }
            /^<c / { v = ""; if (match($0, /<v>[^<]*/)) v = substr($0, RSTART + 3, RLENGTH - 3); if (/ t="s"/) v = word[v]; line = line (line == "" ? "" : "|") v }
            END { if (row >= from && line != "") print line }' cells.strings -
    rm cells.strings
}
