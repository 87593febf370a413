# Every column of every table of `show` has a Vietnamese head at a terminal, no two of a table the same; the tables are those that
# `show` itself lists.  What is written alike in both languages is named here, and columns that a round's own frame adds.
--- run
tiny_scored 2>/dev/null
export TERM=dumb
tables=$(dtxhh show r.dtxhh no-such-table 2>&1 | sed 's/.*expected one of: //; s/;.*//')
for table in $tables cases cases-outside; do
    block=; case $table in cases*) block='--block B' ;; esac
    dtxhh show r.dtxhh $table $block --csv 2>/dev/null | head -1 | tr , '\n' >names
    for language in en vi; do
        script -qefc "dtxhh show r.dtxhh $table $block --lang $language 2>/dev/null" /dev/null | tr -d '\r' | head -1 | sed 's/   */\n/g' >$language
    done
    paste -d'|' names en vi | awk -F'|' -v table=$table '
        NF != 3 || $3 == "" { print table ": heads do not match: " $0 }
        $1 ~ /^(n|N|sha256|sipas|cv|population|percent)$/ { if (seen[$3]++) print table ": two columns are called " $3; next }
        table == "frame" && $1 == "loai" { next }
        $3 == $1 || $3 == $2 { print table "." $1 ": " $3 }
        seen[$3]++ { print table ": two columns are called " $3 }'
    wc -l <names
done | awk '/^[0-9]+$/ { columns += $1; tables++; next } { print } END { print (columns > 300 ? "all" : columns), "columns of", (tables > 45 ? "all" : tables), "tables are looked at" }'
echo '== states are said in words, who handed over is no appraiser'
set -- $(dtxhh show r.dtxhh ballots --csv | awk -F, '$5 == "BC1" { print $1 }')
printf 'serial,handed,returned,by\n%s,6/12/2024,7/12/2024,Hoa\n' $1 >list.csv
dtxhh custody import r.dtxhh list.csv --as a --quiet
script -qefc 'dtxhh show r.dtxhh movements --lang vi' /dev/null | tr -d '\r' | grep -o 'Người [^ ]*\|đã phát\|thu về'
dtxhh show r.dtxhh movements --csv | cut -d, -f3 | paste -sd' '
--- stdout
all columns of all tables are looked at
== states are said in words, who handed over is no appraiser
Người giao
đã phát
thu về
state handed returned
--- stderr
--- status 0
