# What the report prints of the rules, names and words, is taken as the settings themselves: a round for each choice of each, then one from the cover
# of its report; steps of weighing by their words; reasons of a replacement and channels on the command line.
--- run
tiny_scored 2>/dev/null
cover() { cells "$1" 1 | awk -F'|' -v OFS='|' 'seen && NF < 3 { exit } seen { print $1, $2 } $1 == "Quy tắc" { seen = 1 }'; }
awk -F'|' '$3 ~ /^ `[a-z_]+` $/ || /^\| `/ { key = $2; gsub(/[ `]/, "", key); if ($4 ~ /^ `/) { n = split($4, value, ","); for (i = 1; i <= n; i++) { gsub(/[ `]/, "", value[i]); print key, value[i] } } }' "$ROOT/docs/settings.md" >all.txt
grep -v ' .* ' all.txt | grep -v '^survey \|^rounding parts\|^class_by points' >choices.txt; printf '%s\n' 'class_by percent' 'invalid_if never' 'invalid_if required;straight' 'invalid_if blank;multiple:20%;unreadable:12.5%' 'tie_breakers survey;appraised' 'tie_breakers sipas' 'tie_breakers ' >>choices.txt; sort -u -o choices.txt choices.txt; wc -l <choices.txt
round() { rm -rf d.dtxhh d; cp -r "$TINY/definition" d; printf '%s\n' "$@" >>d/round.csv; dtxhh new d.dtxhh --definition d --as a --quiet >/dev/null && dtxhh show d.dtxhh round --csv | grep -v '^code\|^title\|^year\|^tie_breakers,,' | sed 's/; never//; s/; /;/g'; }
while read -r key value; do
    cp -r "$TINY/definition" c && echo "$key,$value," >>c/round.csv && cp r.dtxhh t.dtxhh && dtxhh define t.dtxhh --definition c --reason x --as a --quiet 2>/dev/null >/dev/null
    dtxhh weigh t.dtxhh --as a --quiet 2>/dev/null; dtxhh score t.dtxhh --as a --quiet 2>/dev/null; rm -rf c; dtxhh report t.dtxhh -o t.xlsx --force --quiet || continue
    title=$(grep -F "| \`$key\` |" "$ROOT/docs/settings.md" | cut -d'|' -f3 | sed 's/^ *//; s/ *$//')
    word=$(cover t.xlsx | grep -F "$title|" | cut -d'|' -f2)
    [ "$(round "$title,\"$word\",")" = "$(round "$key,$value,")" ] || echo "$key $value: $title, $word"
done <choices.txt
echo '# a word that is none, a setting given twice'; round 'Làm tròn,đôi lần,'; round rounding,once, 'Làm tròn,once,'
echo '# steps'; rm r.dtxhh r.identity; tiny_pointed
printf '%s\n' Bước,Nhóm,Biến,Nguồn\ tổng 'Điều chỉnh không trả lời,*,,' 'Hậu phân tầng,Người dân,loai,danh sách đối tượng' >c.csv; dtxhh weigh r.dtxhh --recipe c.csv --as a --quiet; dtxhh show r.dtxhh recipe --csv | sed 1d
sed -i 's/Hậu/Sau/' c.csv; dtxhh weigh r.dtxhh --recipe c.csv --as a --quiet
echo '# a replacement, a channel'; rm r.dtxhh r.identity; tiny_drawn
dtxhh draw r.dtxhh --replace 'người dân/X2' --disposition 'Từ chối' --reason x --as a --csv; dtxhh draw r.dtxhh --replace 'người dan/X2' --disposition 'vắng' --reason x --as a; dtxhh draw r.dtxhh --replace DAN/X6 --disposition 'bận' --reason x --as a
for c in 'trực tuyến' Giấy 'bưu điện'; do dtxhh import r.dtxhh c.csv --channel "$c" --as a 2>&1 | head -1 | cut -c1-40; done
--- stdout
31
# a word that is none, a setting given twice
# steps
nonresponse,*,,,,,,,no,
poststratify,DAN,loai,,,,,frame,no,
# a replacement, a channel
replaced,disposition,reserve
DAN/X2,refused,DAN/X3
dtxhh: no ballots are issued yet; `dtxhh
dtxhh: no ballots are issued yet; `dtxhh
dtxhh: option --channel has "bưu điệ
--- stderr
d/round.csv:5:2: warning: column "value" has "component", which has no effect: rounding is "once", at the total; expected rounding = parts for this [W253]
d/round.csv:5:2: warning: column "value" has "component", which has no effect: rounding is "once", at the total; expected rounding = parts for this [W253]
d/round.csv:5:2: warning: column "value" has "field", which has no effect: rounding is "once", at the total; expected rounding = parts for this [W253]
d/round.csv:5:2: warning: column "value" has "field", which has no effect: rounding is "once", at the total; expected rounding = parts for this [W253]
d/round.csv:5:2: warning: column "value" has "leaf", which has no effect: rounding is "once", at the total; expected rounding = parts for this [W253]
d/round.csv:5:2: warning: column "value" has "leaf", which has no effect: rounding is "once", at the total; expected rounding = parts for this [W253]
d/round.csv:5:2: warning: tie-breaker "sipas" has no effect: no criterion has points of that kind [W253]
d/round.csv:5:2: warning: tie-breaker "sipas" has no effect: no criterion has points of that kind [W253]
d/round.csv:5:2: fault: setting "rounding" has "đôi lần"; expected one of: once,parts,truncate [F209]
dtxhh: faults: 1, warnings: 0; nothing was changed
d/round.csv:6:1: fault: "rounding" stands in line 5 already [F206]
dtxhh: faults: 1, warnings: 0; nothing was changed
c.csv:3:1: fault: step "Sau phân tầng" is none; expected nonresponse, propensity, poststratify, rake, calibrate or trim [F801]
dtxhh: faults: 1, warnings: 0; nothing was changed
line 5 of the log, hash <checked>
dtxhh: "người dan/X2" is not in the sample
dtxhh: option --disposition has "bận"; expected one of: refused, absent, moved, ineligible
--- status 0
