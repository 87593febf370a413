# make.sh - the round of this folder, in which hardly anything goes as planned, and its workbooks read back.
#
# ballots.csv has every ballot that was handed out: what became of it and, by hand, whether and for whom it counts, with
# the answers that do.  They are keyed in file 1 or, where the ballot was handed out later, in file 5, unless keyings.csv
# says who keyed what of them.  figures.sql computes from these files what the sheets must say.

UNTIDY=$CASES/untidy

# Add the serials of what has been issued since to `serials`: which issue, GROUP/MEMBER/POOL, serial.
untidy_serials() {
    touch serials
    dtxhh show u.dtxhh ballots --csv 2>/dev/null | awk -F, -v OFS=, -v issue="$1" 'FILENAME == "serials" { known[$3] = 1; next }
        FNR > 1 && !($1 in known) { print issue, $3 "/" $4 "/" $6, $1 }' serials - >more
    cat more >>serials
}

# File $1 of the keyings as it is imported; with the ballots of issue $2 that were keyed once.
untidy_file() {
    awk -F, -v OFS=, -v file="$1" -v issue="$2" '
        function put(serial, type, keyer, channel, from,   i, line) {
            line = serial OFS keyer OFS channel
            for (i = 0; i < 15; i++)
                line = line OFS (type == "P1" && i < 10 ? $(from + i) : type == "P2" && i >= 10 ? $(from + i - 10) : "")
            print line
        }
        BEGIN { print "serial,keyer,channel,Q1.U1,Q2.U1,Q1.U2,Q2.U2,Q1.U3,Q2.U3,Q1.U4,Q2.U4,Q3,Q4,S1,S2,S3,S4,S5" }
        FNR == 1 { part++; next_line = part > 1 }
        part == 1 { serial[$2, ++n[$2]] = $3; of[$3] = $1; next }
        next_line { next_line = 0; next }
        part == 2 { if ($2 == 1) special[$3] = 1; next }
        part == 3 {
            key = $2 "/" $1 "/" $4
            s = serial[key, ++m[key]]
            if (s == "") next
            last[$1] = s
            type[$1] = $6
            if (of[s] == issue && $10 != "" && !($1 in special)) put(s, $6, "hoa", $10, 12)
        }
        part == 4 && $1 == file { put(last[$3], type[$3], $5, $4, 6) }
    ' serials "$UNTIDY/keyings.csv" "$UNTIDY/ballots.csv" "$UNTIDY/keyings.csv" >"file-$1.csv"
}

# What became of ballots of issue $1 that did not come back with answers, or that are void.
untidy_states() {
    awk -F, -v OFS=, -v issue="$1" 'BEGIN { print "serial,state" }
        FILENAME == "serials" { serial[$2, ++n[$2]] = $3; of[$3] = $1; next }
        { key = $2 "/" $1 "/" $4; s = serial[key, ++m[key]] }
        $8 != "" && FNR > 1 && of[s] == issue { print s, $8 }' serials "$UNTIDY/ballots.csv" >"states-$1.csv"
}

untidy_import() { dtxhh import u.dtxhh "$@" --quiet --as hoa; }

# A reserve for x11 before the ballots are out, so that it gets none; for x12 and y5 afterwards, of whose ballots nothing else is said.
# Each ballot that is void is issued anew.
untidy_keyed() {
    dtxhh new u.dtxhh --definition "$UNTIDY/definition" --as minh --quiet &&
        dtxhh frame import u.dtxhh "$UNTIDY/people.csv" --as minh --quiet &&
        dtxhh frame freeze u.dtxhh --seed-from 'xổ số ngày 6/12' --as minh --quiet &&
        dtxhh draw u.dtxhh --seed '13 57' --as minh --quiet || return
    dtxhh draw u.dtxhh --replace DN/x11 --disposition ineligible --reason 'đã giải thể' --as minh --quiet
    dtxhh issue u.dtxhh --serial-seed 1 --as minh --quiet
    dtxhh issue u.dtxhh --pool 3 --group HD --office BC2 --as minh --quiet
    dtxhh issue u.dtxhh --pool 4 --group DAN --office BC1 --walk-in --unit U1 --as minh --quiet
    untidy_serials 1
    untidy_file 1 1; untidy_import file-1.csv
    untidy_file 2; untidy_import file-2.csv
    untidy_file 3; untidy_import file-3.csv --pass 2
    untidy_file 4; untidy_import file-4.csv --pass 3
    untidy_states 1; untidy_import states-1.csv
    dtxhh draw u.dtxhh --replace DN/x12 --disposition ineligible --reason 'đã giải thể' --as minh --quiet
    dtxhh draw u.dtxhh --replace DN/y5 --disposition moved --reason 'đã chuyển trụ sở' --as minh --quiet
    dtxhh issue u.dtxhh --serial-seed 2 --as minh --quiet
    untidy_serials 2
    untidy_file 5 2; untidy_import file-5.csv
    untidy_file 6; untidy_import file-6.csv --pass 2
    untidy_file 7; untidy_import file-7.csv --pass 3
    untidy_states 2; untidy_import states-2.csv
}

# Scored before second.csv as old.dtxhh, and with it.
untidy_scored() {
    untidy_keyed && dtxhh points import u.dtxhh "$UNTIDY/points.csv" "$UNTIDY/evidence.csv" --as lan --quiet &&
        dtxhh weigh u.dtxhh --as lan --quiet && dtxhh score u.dtxhh --as lan --quiet && cp u.dtxhh old.dtxhh &&
        dtxhh points import u.dtxhh "$UNTIDY/second.csv" --correct --reason 'đính chính' --as lan --quiet && dtxhh score u.dtxhh --as lan --quiet
}

# Its workbooks: institute.xlsx, unit-U1.xlsx, ...
untidy_reports() {
    for whom in institute council; do dtxhh report u.dtxhh -o $whom.xlsx --for $whom --against old.dtxhh --quiet; done
    for whom in monitor unit:U1 unit:U2 unit:U3 unit:U4 unit:V1; do dtxhh report u.dtxhh -o "$(echo $whom | tr : -).xlsx" --for $whom --quiet; done
}

# The sheets of workbook $1.
sheets() { unzip -p "$1" xl/workbook.xml | grep -o '<sheet name="[^"]*"' | cut -d'"' -f2; }

# The rows of sheet $2 of workbook $1, cells parted by `|`, numbers with six decimals at most; without its notes, long texts
# that stand alone.
sheet() {
    number=$(sheets "$1" | grep -nx "$2" | cut -d: -f1)
    { unzip -p "$1" xl/sharedStrings.xml; unzip -p "$1" "xl/worksheets/sheet$number.xml"; } | tr '\n' ' ' | awk -v RS='<' '
        function text(record) {
            sub(/^[^>]*>/, "", record)
            gsub(/&lt;/, "<", record); gsub(/&gt;/, ">", record); gsub(/&quot;/, "\"", record); gsub(/&amp;/, "\\&", record)
            return record
        }
        /^si>/ { strings++ }
        /^t[ >]/ { string[strings] = string[strings] text($0) }
        /^row / { n = 0; row = "" }
        /^c r=/ {
            split($0, part, "\"")
            letters = part[2]
            gsub(/[0-9]/, "", letters)
            for (at = 0; letters != ""; letters = substr(letters, 2))
                at = at * 26 + index("ABCDEFGHIJKLMNOPQRSTUVWXYZ", substr(letters, 1, 1))
            for (; n < at; n++)
                row = row (n ? "|" : "")
            is_text = /t="s"/
        }
        /^v>/ { value = text($0); row = row (is_text ? string[value + 1] : value) }
        /^\/row>/ { print row }' | plain | LC_ALL=C awk '/[|]/ || length($0) < 125'
}

# Numbers with a point get six decimals at most, those behind a ~ two, halves away from zero; no empty cells at the end.
plain() {
    awk -F'|' -v OFS='|' '{
        for (i = 1; i <= NF; i++) {
            two = sub(/^~/, "", $i)
            if ($i !~ /^-?[0-9]*[.][0-9]+(e[-+][0-9]+)?$/)
                continue
            size = $i < 0 ? -$i : $i + 0
            text = two ? sprintf("%.2f", int(size * 100 + 0.5 + 1e-7) / 100) : sprintf("%.6f", size)
            sub(/[.]?0*$/, "", text)
            $i = ($i < 0 && text != "0" ? "-" : "") text
        }
        sub(/[|]*$/, "")
        print
    }'
}
