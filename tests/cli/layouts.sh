#!/bin/sh
# layouts.sh - 500 ballots in every layout and every encoding give the same round: `ok LAYOUT` or `FAIL LAYOUT`.
#
#   DTXHH=build/dtxhh T=kobo sh tests/cli/layouts.sh
#
# The ballots are made here: answers about three units (some blank, unreadable or doubly marked), a written answer
# with separators, quotes and a line break in it, a number with decimals.  What every import must store is written
# down as SQL from the same table, so that nothing is compared with our own output only.
set -u
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "${DTXHH:-$here/../../build/dtxhh}") || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT INT TERM
SOURCE_DATE_EPOCH=1735689600 DTXHH_LANG=en LC_ALL=C.UTF-8
export SOURCE_DATE_EPOCH DTXHH_LANG LC_ALL
: "${T:=}"
case layouts in *"$T"*) T= ;; esac
failed=0
cd "$work" || exit 2

make_round() {
    # The other group of the definition has a member of its own.
    awk 'BEGIN { print "id,group,rates,office"; for (i = 1; i <= 500; i++) printf "L%d,LD,,BD%d\n", i, i % 9; print "D1,DAN,U1,BD1" }' >frame.csv
    "$program" new base.dtxhh --definition "$here/../data/import/round/definition" --as t --quiet &&
        "$program" frame import base.dtxhh frame.csv --as t --quiet &&
        "$program" frame freeze base.dtxhh --seed-from x --as t --quiet &&
        "$program" draw base.dtxhh --seed 1 --as t --quiet &&
        "$program" issue base.dtxhh --serial-seed s --as t --quiet &&
        sqlite3 base.dtxhh "SELECT printf('%011d', serial) FROM ballot WHERE ballot_type = 'P1' ORDER BY serial" >serials &&
        [ "$(wc -l <serials)" -eq 500 ]
}

# ballots.tsv: serial, six answers (Q1 of U1 U2 U3, Q2 of U1 U2 U3), text, number; a line break is `\n`.
make_ballots() {
    awk 'function next_number(n) { seed = (seed * 16807) % 2147483647; return seed % n }
        BEGIN {
            OFS = "\t"; seed = 20241231
            split("A A A B B B C C D E ? * -", mark, " ")
            n_texts = split("|Cần nhanh hơn|Đồng ý: tốt, nhanh; đúng hẹn|Nói \"được\", làm được|Dòng một\\ndòng hai; hết|||đường sá xuống cấp|", text, "|")
        }
        {
            line = $1
            for (i = 0; i < 6; i++) { m = mark[1 + next_number(13)]; if (i == 0 && m == "-") m = "A"; line = line OFS (m == "-" ? "" : m) }
            n = next_number(4)
            print line, text[1 + next_number(n_texts)], n == 0 ? "" : n == 1 ? 1990 + next_number(35) : n == 2 ? next_number(9000) + 1000 ".5" : next_number(100) / 4
        }' serials >ballots.tsv
}

# What a round holds: of each ballot the cells, as they are stored, and what was written.
contents() {
    sqlite3 "$1" "SELECT printf('%011d', serial), pass, channel, keyer, hex(answers) FROM entry ORDER BY 1, 2;
        SELECT printf('%011d', serial), pass, cell, value FROM entry_text ORDER BY 1, 2, 3;
        SELECT count(*) FROM event"
}

# The same, from the table: unit by unit its questions, then those asked once; 1 where something was written.
want_contents() {
    awk 'BEGIN { FS = "\t"; hex["?"] = "FE"; hex["*"] = "FF"; hex[""] = "00"; for (i = 1; i <= 5; i++) hex[substr("ABCDE", i, 1)] = "0" i }
        { cells = ""; for (u = 1; u <= 3; u++) cells = cells hex[$(1 + u)] hex[$(4 + u)]
          print $1 "|1|online||" cells ($8 == "" ? "00" : "01") ($9 == "" ? "00" : "01") }' ballots.tsv
    awk 'BEGIN { FS = "\t" } { gsub(/\\n/, "\n", $8); if ($8 != "") print $1 "|1|6|" $8; if ($9 != "") print $1 "|1|7|" $9 }' ballots.tsv
    echo 0
}

# --- layouts: tab between cells, `\n` for a line break -------------------------------------------------------

label='BEGIN { FS = OFS = "\t"; split("Tốt|Khá|Trung bình|Kém|Không có ý kiến", words, "|")
    label["?"] = "?"; label["*"] = "*"; label[""] = ""; ordinal["?"] = "?"; ordinal["*"] = "*"; ordinal[""] = ""; lime["?"] = "?"; lime["*"] = "*"; lime[""] = ""
    for (i = 1; i <= 5; i++) { code = substr("ABCDE", i, 1); label[code] = words[i]; ordinal[code] = i; lime[code] = "AO0" i }
    unit[1] = "Sở Nội vụ"; unit[2] = "Sở Tài chính"; unit[3] = "Sở Y tế" }
    function decimal_comma(x) { sub(/[.]/, ",", x); if (x ~ /^[0-9][0-9][0-9][0-9],/) x = substr(x, 1, 1) "." substr(x, 2); return x }'

layout() {
    case $1 in
    ballots) # a: codes
        awk "$label"'BEGIN { print "serial", "Q1.U1", "Q1.U2", "Q1.U3", "Q2.U1", "Q2.U2", "Q2.U3", "Q3", "Q4" } { print }' ballots.tsv ;;
    ballots-labels) # a: labels, Vietnamese names and numbers, in another order
        awk "$label"'{ print $8, decimal_comma($9), label[$7], label[$6], label[$5], label[$4], label[$3], label[$2], $1 }' ballots.tsv | sort |
            awk "$label"'BEGIN { print "Q3", "Q4", "Q2.U3", "Q2.U2", "Q2.U1", "Q1.U3", "Q1.U2", "Q1.U1", "Mã phiếu" } { print }' ;;
    ballots-ordinals) # a: ordinals
        awk "$label"'BEGIN { print "serial", "Q1.U1", "Q1.U2", "Q1.U3", "Q2.U1", "Q2.U2", "Q2.U3", "Q3", "Q4" }
            { for (i = 2; i <= 7; i++) $i = ordinal[$i]; print }' ballots.tsv ;;
    units) # b: units by name, the ballots in the order of the units
        awk "$label"'{ for (u = 1; u <= 3; u++) print u, $1, unit[u], $(1 + u), $(4 + u), u == 2 ? $8 : "", u == 1 ? $9 : "" }' ballots.tsv |
            sort -s -n -k1,1 | cut -f2- | awk "$label"'BEGIN { print "serial", "unit", "Q1", "Q2", "Q3", "Q4" } { print }' ;;
    answers) # c: questions and units by their texts; nothing for a blank
        awk "$label"'BEGIN { print "Mã phiếu", "Đơn vị", "Câu hỏi", "Trả lời" }
            { for (u = 1; u <= 3; u++) { if ($(1 + u) != "") print $1, unit[u], "Điều hành thế nào?", label[$(1 + u)]
                if ($(4 + u) != "") print $1, unit[u], "Phối hợp thế nào?", $(4 + u) }
              if ($8 != "") print $1, "", "Q3", $8
              if ($9 != "") print $1, "", "Q4", decimal_comma($9) }' ballots.tsv ;;
    google) # d: grids, labels
        awk "$label"'BEGIN { printf "Dấu thời gian\tMã phiếu"
                for (u = 1; u <= 3; u++) printf "\tĐiều hành thế nào?\\n [%s]", unit[u]
                for (u = 1; u <= 3; u++) printf "\tPhối hợp thế nào? [%s]", unit[u]
                print "\tý kiến khác\tNăm công tác" }
            { printf "31/12/2024 %02d:%02d:00\t%s", 8 + NR / 60, NR % 60, $1; for (i = 2; i <= 7; i++) printf "\t%s", label[$i]; print "", $8, $9 }' ballots.tsv ;;
    microsoft) # d: the same of Microsoft Forms
        awk "$label"'BEGIN { printf "ID\tStart time\tCompletion time\tEmail\tName\tMã phiếu"
                for (u = 1; u <= 3; u++) printf "\tĐiều hành thế nào?.%s", unit[u]
                for (u = 1; u <= 3; u++) printf "\tPhối hợp thế nào?.%s", unit[u]
                print "\tý kiến khác\tNăm công tác" }
            { printf "%d\t12/31/24 %d:%02d:00\t12/31/24 %d:%02d:30\tanonymous\t\t%s", NR, 8 + NR / 60, NR % 60, 8 + NR / 60, NR % 60, $1
              for (i = 2; i <= 7; i++) printf "\t%s", label[$i]; print "", $8, $9 }' ballots.tsv ;;
    limesurvey) # e: codes of answers
        awk "$label"'BEGIN { print "id", "submitdate", "lastpage", "startlanguage", "token", "Q1[SQ001]", "Q1[SQ002]", "Q1[SQ003]", "Q2[SQ001]", "Q2[SQ002]", "Q2[SQ003]", "Q3", "Q4" }
            { printf "%d\t2024-12-31 %02d:%02d:00\t1\tvi\t%s", NR, 8 + NR / 60, NR % 60, $1; for (i = 2; i <= 7; i++) printf "\t%s", lime[$i]
              print "", $8, $9 == "" ? "" : sprintf("%.10f", $9) }' ballots.tsv ;;
    kobo) # e: groups in the names
        awk "$label"'BEGIN { print "start", "end", "phieu/ma_phieu", "danh_gia/U1/Q1", "danh_gia/U2/Q1", "danh_gia/U3/Q1", "danh_gia/U1/Q2", "danh_gia/U2/Q2", "danh_gia/U3/Q2", "chung/Q3", "chung/Q4", "__version__", "_id", "_uuid", "_submission_time", "_index" }
            { printf "2024-12-31T08:10:00.000+07:00\t2024-12-31T%02d:%02d:00.000+07:00\t%s", 9 + NR / 60, NR % 60, $1
              for (i = 2; i <= 7; i++) printf "\t%s", tolower($i); print "", $8, $9, "v1", 100 + NR, "u-" NR, "2024-12-31T01:15:30", NR }' ballots.tsv ;;
    esac
}
layouts='ballots ballots-labels ballots-ordinals units answers google microsoft limesurvey kobo'

# --- files -----------------------------------------------------------------------------------------------------

# Cells with $1 between them, in quotes where they need it.
delimit() {
    awk -v s="$1" 'BEGIN { FS = "\t"; OFS = s }
        { for (i = 1; i <= NF; i++) { q = $i ~ /["\\,;]/; gsub(/"/, "\"\"", $i); gsub(/\\n/, "\n", $i); if (q) $i = "\"" $i "\"" } $1 = $1; print }'
}

# VNI: a vowel, then a byte for its marks (VNI's own table); in the C locale, bytes as they are.
vni_table() {
    for v in 'a á à ả ã ạ' 'e é è ẻ ẽ ẹ' 'o ó ò ỏ õ ọ' 'u ú ù ủ ũ ụ' 'y ý ỳ ỷ ỹ'; do marks "${v%% *}" "${v#* }" F9 F8 FB F5 EF; done
    for v in 'a â ấ ầ ẩ ẫ ậ' 'e ê ế ề ể ễ ệ' 'o ô ố ồ ổ ỗ ộ'; do marks "${v%% *}" "${v#* }" E2 E1 E0 E5 E3 E4; done
    marks a 'ă ắ ằ ẳ ẵ ặ' EA E9 E8 FA FC EB
    marks '\xF4' 'ớ ờ ở ỡ ợ' F9 F8 FB F5 EF
    marks '\xF6' 'ứ ừ ử ữ ự' F9 F8 FB F5 EF
    marks '' 'ơ ư í ì ỉ ĩ ị ỵ đ Đ' F4 F6 ED EC E6 F3 F2 EE F1 D1
}
marks() { # base, letters, bytes
    base=$1 letters=$2
    shift 2
    for letter in $letters; do echo "s/$letter/$base\\x$1/g"; shift; done
}

encode() {
    case $1 in
    utf8) cat ;;
    utf8-mark) printf '\357\273\277'; cat ;;
    utf16le) printf '\377\376'; iconv -f UTF-8 -t UTF-16LE ;;
    utf16be) printf '\376\377'; iconv -f UTF-8 -t UTF-16BE ;;
    utf16le-no-mark) iconv -f UTF-8 -t UTF-16LE ;;
    windows-1258) iconv -f UTF-8 -t CP1258 ;;
    tcvn3) iconv -f UTF-8 -t TCVN5712-1 ;;
    vni) LC_ALL=C sed -f vni.sed ;;
    esac
}
encodings='utf8 utf8-mark utf16le utf16be utf16le-no-mark windows-1258 tcvn3 vni'

# Ends of line and separators as the programs at hand write them.
write_file() { # layout, encoding
    case $2 in
    utf16le) layout "$1" | delimit '\t' | sed 's/$/\r/' | encode "$2" ;;
    utf8-mark | tcvn3 | windows-1258) layout "$1" | delimit ';' | sed 's/$/\r/' | encode "$2" ;;
    vni) layout "$1" | delimit ';' | encode "$2" ;;
    *) layout "$1" | delimit , | encode "$2" ;;
    esac
}

# --- imports ------------------------------------------------------------------------------------------------------

# Maps as --make-map proposes them; a person fills in what it cannot know.
make_maps() {
    for name in google microsoft limesurvey kobo; do
        write_file $name utf8 >$name.csv
        "$program" import base.dtxhh $name.csv --make-map $name-map.csv --as t --quiet || return 1
    done
    :
}

try() { # name, file, layout
    case $1 in *"$T"*) ;; *) return ;; esac
    cp base.dtxhh r.dtxhh
    set -- "$1" "$2" "$([ -e "$3-map.csv" ] && echo "--map $3-map.csv")"
    # shellcheck disable=SC2086
    if "$program" import r.dtxhh "$2" --as t --channel online $3 >out 2>err && contents r.dtxhh >is && cmp -s want is; then
        echo "ok $1"
    else
        failed=1
        echo "FAIL $1"
        head -3 err | sed 's/^/    | /'
        diff want is 2>/dev/null | head -4 | sed 's/^/    /'
    fi
}

vni_table >vni.sed
make_round && make_ballots && make_maps && [ "$(wc -l <ballots.tsv)" -eq 500 ] || { echo "FAIL layouts: their round cannot be made"; exit 1; }
want_contents >want
${CC:-cc} -O2 -D_GNU_SOURCE -o to-xlsx "$here/to-xlsx.c" -lxlsxwriter || exit 2
for layout in $layouts; do
    for encoding in $encodings; do
        write_file "$layout" "$encoding" >"$layout-$encoding.csv"
        try "$layout in $encoding" "$layout-$encoding.csv" "$layout"
    done
    layout "$layout" >table.tsv
    ./to-xlsx -t table.tsv "$layout.xlsx"
    try "$layout in a workbook" "$layout.xlsx" "$layout"
done
exit $failed
