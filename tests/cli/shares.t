# A percentage of points that was a share, most likely: all are at most 1, or some below 1 beside others; 0.85% and 85% are what they say.
--- run
tiny_new; cp r.dtxhh k.dtxhh
try() { # two percentages, of two units
    cp k.dtxhh r.dtxhh; printf 'unit,criterion,stage,percent,by\nU1,2.2,outside,%s,x\nU2,2.2,outside,%s,x\n' "$1" "$2" >p.csv
    dtxhh points import r.dtxhh p.csv --as a --quiet; dtxhh show r.dtxhh points --csv | cut -d, -f1,6 | tail -2 | paste -sd' '
}
for two in '0.85 0.75' '0.85 75' '1 0' '1 1' '85 75' '1 75' '0.85% 75%' '0.85% 0.75%' '0 0'; do echo "# $two"; try $two; done
echo '# a column for each criterion, in percent'
wide() { cp k.dtxhh r.dtxhh; printf 'unit,2.2 (%%)\nU1,%s\nU2,%s\n' "$1" "$2" >p.csv; dtxhh points import r.dtxhh p.csv --stage outside --as a --quiet; }
wide 0.85 75; wide 85 75
echo '# a workbook: cells shown as percentages'
/usr/bin/python3 - <<'P'
import openpyxl
book = openpyxl.Workbook(); s = book.active
s.append(['unit', 'criterion', 'stage', 'percent', 'by']); s.append(['U1', '2.2', 'outside', 0.85, 'x']); s.append(['U2', '2.2', 'outside', 0.0075, 'x'])
s['D2'].number_format = '0%'; s['D3'].number_format = '0.00%'; book.save('p.xlsx')
s['D2'].number_format = '0.00'; book.save('q.xlsx')
P
for f in p q; do cp k.dtxhh r.dtxhh; dtxhh points import r.dtxhh $f.xlsx --as a --quiet; done
--- stdout
# 0.85 0.75
U1,0.85 U2,0.75
# 0.85 75
U1,0.85 U2,75
# 1 0
U1,1 U2,0
# 1 1
U1,1 U2,1
# 85 75
U1,85 U2,75
# 1 75
U1,1 U2,75
# 0.85% 75%
U1,0.85 U2,75
# 0.85% 0.75%
U1,0.85 U2,0.75
# 0 0
U1,0 U2,0
# a column for each criterion, in percent
# a workbook: cells shown as percentages
--- stderr
p.csv:2:4: warning: 2 percentages of this sheet are at most 1, "0.85" first; 0.75 is not 75%: expected 75 or 75% for three quarters, and 0.75% where less than one percent is meant [W255]
p.csv:2:4: warning: 1 percentages of this sheet are at most 1, "0.85" first; 0.75 is not 75%: expected 75 or 75% for three quarters, and 0.75% where less than one percent is meant [W255]
p.csv:2:4: warning: 1 percentages of this sheet are at most 1, "1" first; 0.75 is not 75%: expected 75 or 75% for three quarters, and 0.75% where less than one percent is meant [W255]
p.csv:2:4: warning: 2 percentages of this sheet are at most 1, "1" first; 0.75 is not 75%: expected 75 or 75% for three quarters, and 0.75% where less than one percent is meant [W255]
p.csv:2:2: warning: 1 percentages of this sheet are at most 1, "0.85" first; 0.75 is not 75%: expected 75 or 75% for three quarters, and 0.75% where less than one percent is meant [W255]
q.xlsx:Sheet:2:4: warning: 1 percentages of this sheet are at most 1, "0.85" first; 0.75 is not 75%: expected 75 or 75% for three quarters, and 0.75% where less than one percent is meant [W255]
--- status 0
