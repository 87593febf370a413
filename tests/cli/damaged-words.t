# UTF-8 that went through Windows-1252, and letters that were lost, are named once a column, with what was meant; in every table.
--- run
cp -r "$TINY/definition" d
dtxhh new r.dtxhh --definition d --as a --quiet
try() { printf '%s\n' "$@" >f.csv; dtxhh frame import r.dtxhh f.csv --as a --quiet 2>&1 | grep -E 'F129|W110'; echo "= $?"; }
try id,group,loai '1,DAN,NÃ´ng thÃ´n' '2,DAN,ThÃ nh thá»‹' '3,DAN,Nông thôn'
try id,group,loai '1,DAN,Nông thôn' '2,DAN,Thành thị' '3,DAN,Ở Ã' '4,DAN,Ç Ã'
try id,group,loai '1,DAN,N?ng th?n' '2,DAN,Th�nh th�'
try id,group,loai '1,DAN,Ở đâu?' '2,DAN,Nông thôn'
echo '# a definition'
sed 's/Sở Hai/Sá»Ÿ Hai/' d/units.csv >u.csv && mv u.csv d/units.csv && grep Hai d/units.csv && dtxhh new n.dtxhh --definition d --as a 2>&1 | grep F129
echo '# points'
printf 'unit,criterion,stage,points,by\nU1,1.1,first,1,Ná»™i vá»¥\n' >p.csv && dtxhh points import r.dtxhh p.csv --as a 2>&1 | grep F129
--- stdout
f.csv:2:3: fault: "NÃ´ng thÃ´n" and the like in this column: UTF-8 that was read as Windows-1252 and saved again; it was "Nông thôn"; take the file from before, or open it as UTF-8 [F129]
= 0
= 1
f.csv:2:3: warning: "N?ng th?n" has lost letters, most likely when it was saved in another encoding, and there may be more in this column; save the file again as UTF-8 or .xlsx from where it was right [W110]
= 0
= 1
# a definition
U2,Sá»Ÿ Hai,B,,yes,2
d/units.csv:3:2: fault: "Sá»Ÿ Hai" and the like in this column: UTF-8 that was read as Windows-1252 and saved again; it was "Sở Hai"; take the file from before, or open it as UTF-8 [F129]
# points
p.csv:2:5: fault: "Ná»™i vá»¥" and the like in this column: UTF-8 that was read as Windows-1252 and saved again; it was "Nội vụ"; take the file from before, or open it as UTF-8 [F129]
--- stderr
--- status 0
