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
echo '# what lost letters were: a word of the column, of the definition, of the names of columns; one of several is none'
try id,group,loai '1,DAN,N?ng th?n' '2,DAN,Nông thôn' '3,DAN,Nong thon'
try id,group,loai '1,DAN,N?ng th?n' '2,DAN,Nông thôn' '3,DAN,Nâng thân'
try id,group,loai '1,DAN,Nông thôn' '2,DAN,Nông thôn'
try id,group,own_unit,loai '1,DAN,S? M?t,x'
try id,group,own_unit,loai '1,DAN,Sở Một,x'
try 'id,nh?m,loai' '1,DAN,x'
try 'id,nhóm,loai' '1,DAN,x'
try 'id,group,loai,BÆ°u Ä‘iá»‡n' '1,DAN,x,y'
printf 'unit,ti��u ch�,stage,points,by\nU1,1.1,first,1,Nội vụ\n' >p.csv && dtxhh points import r.dtxhh p.csv --as a 2>&1 | grep -E 'W110|F129'
printf '%s\n' 'y,h' '1,NÃ´ng' 2,Nông >e.csv && dtxhh estimate e.csv --mean y --by h --csv 2>&1 | grep -E 'W110|F129'
printf '%s\n' 'y,h' '1,Th?nh ph?' '2,Thành phố' >e.csv && dtxhh estimate e.csv --mean y --by h --csv 2>&1 | grep -E 'W110|F129'
dtxhh select e.csv --id y --strata h --method srs --n 1 --seed 1 --csv 2>&1 | grep -E 'W110|F129'
echo '# one kind of damage does not hide another: in one column, in one cell, in any order'
try id,group,loai '1,DAN,NÃ´ng thÃ´n' '2,DAN,N?ng th?n' '3,DAN,ThÃ nh thá»‹' '4,DAN,N?i khác'
try id,group,loai '1,DAN,N?ng th?n' '2,DAN,NÃ´ng thÃ´n'
try id,group,loai '1,DAN,NÃ´ng th?n'
try id,group,loai '1,DAN,NÃ´ng thÃ´n' '2,DAN,Th�nh th�'
echo '# no-break spaces that are blanks by now, or were trimmed at the end; capitals that are words; twice damaged'
try id,group,loai '1,DAN,ThÃ nh phá»‘'
try id,group,loai '1,DAN,ThÃ nh'
try id,group,loai '1,DAN,Quáº£ng HÃ'
try id,group,loai '1,DAN,XÃ AN HOA' '2,DAN,XÃ' '3,DAN,THÔN ÁN' '4,DAN,HÃ'
try id,group,loai '1,DAN,NÃƒÂ´ng thÃƒÂ´n'
try id,group,loai '1,DAN,ThÃƒÂ nh phÃ¡Â»â€˜'
import_issued
printf 'serial,keyer,question,unit,answer\n17394484940,a,Q1,%s,A\n' 'Sở T?i ch?nh' >b.csv; dtxhh import i.dtxhh b.csv --as a 2>&1 | grep -E 'W110|F129'
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
# what lost letters were: a word of the column, of the definition, of the names of columns; one of several is none
f.csv:2:3: warning: "N?ng th?n" has lost letters, most likely when it was saved in another encoding, and there may be more in this column; it was most likely "Nông thôn"; save the file again as UTF-8 or .xlsx from where it was right [W110]
= 0
f.csv:2:3: warning: "N?ng th?n" has lost letters, most likely when it was saved in another encoding, and there may be more in this column; save the file again as UTF-8 or .xlsx from where it was right [W110]
= 0
= 1
f.csv:2:3: warning: "S? M?t" has lost letters, most likely when it was saved in another encoding, and there may be more in this column; it was most likely "Sở Một"; save the file again as UTF-8 or .xlsx from where it was right [W110]
= 0
= 1
f.csv:1:2: warning: "nh?m" has lost letters, most likely when it was saved in another encoding, and there may be more in this column; it was most likely "nhóm"; save the file again as UTF-8 or .xlsx from where it was right [W110]
= 0
= 1
f.csv:1:4: fault: "BÆ°u Ä‘iá»‡n" and the like in this column: UTF-8 that was read as Windows-1252 and saved again; it was "Bưu điện"; take the file from before, or open it as UTF-8 [F129]
= 0
p.csv:1:2: warning: "ti��u ch�" has lost letters, most likely when it was saved in another encoding, and there may be more in this column; it was most likely "tiêu chí"; save the file again as UTF-8 or .xlsx from where it was right [W110]
e.csv:2:2: fault: "NÃ´ng" and the like in this column: UTF-8 that was read as Windows-1252 and saved again; it was "Nông"; take the file from before, or open it as UTF-8 [F129]
e.csv:2:2: warning: "Th?nh ph?" has lost letters, most likely when it was saved in another encoding, and there may be more in this column; it was most likely "Thành phố"; save the file again as UTF-8 or .xlsx from where it was right [W110]
e.csv:2:2: warning: "Th?nh ph?" has lost letters, most likely when it was saved in another encoding, and there may be more in this column; it was most likely "Thành phố"; save the file again as UTF-8 or .xlsx from where it was right [W110]
# one kind of damage does not hide another: in one column, in one cell, in any order
f.csv:2:3: fault: "NÃ´ng thÃ´n" and the like in this column: UTF-8 that was read as Windows-1252 and saved again; it was "Nông thôn"; take the file from before, or open it as UTF-8 [F129]
f.csv:3:3: warning: "N?ng th?n" has lost letters, most likely when it was saved in another encoding, and there may be more in this column; save the file again as UTF-8 or .xlsx from where it was right [W110]
= 0
f.csv:2:3: warning: "N?ng th?n" has lost letters, most likely when it was saved in another encoding, and there may be more in this column; save the file again as UTF-8 or .xlsx from where it was right [W110]
f.csv:3:3: fault: "NÃ´ng thÃ´n" and the like in this column: UTF-8 that was read as Windows-1252 and saved again; it was "Nông thôn"; take the file from before, or open it as UTF-8 [F129]
= 0
f.csv:2:3: warning: "NÃ´ng th?n" has lost letters, most likely when it was saved in another encoding, and there may be more in this column; save the file again as UTF-8 or .xlsx from where it was right [W110]
f.csv:2:3: fault: "NÃ´ng th?n" and the like in this column: UTF-8 that was read as Windows-1252 and saved again; it was "Nông th?n"; take the file from before, or open it as UTF-8 [F129]
= 0
f.csv:2:3: fault: "NÃ´ng thÃ´n" and the like in this column: UTF-8 that was read as Windows-1252 and saved again; it was "Nông thôn"; take the file from before, or open it as UTF-8 [F129]
f.csv:3:3: warning: "Th�nh th�" has lost letters, most likely when it was saved in another encoding, and there may be more in this column; save the file again as UTF-8 or .xlsx from where it was right [W110]
= 0
# no-break spaces that are blanks by now, or were trimmed at the end; capitals that are words; twice damaged
f.csv:2:3: fault: "ThÃ nh phá»‘" and the like in this column: UTF-8 that was read as Windows-1252 and saved again; it was "Thành phố"; take the file from before, or open it as UTF-8 [F129]
= 0
f.csv:2:3: fault: "ThÃ nh" and the like in this column: UTF-8 that was read as Windows-1252 and saved again; it was "Thành"; take the file from before, or open it as UTF-8 [F129]
= 0
f.csv:2:3: fault: "Quáº£ng HÃ" and the like in this column: UTF-8 that was read as Windows-1252 and saved again; it was "Quảng Hà"; take the file from before, or open it as UTF-8 [F129]
= 0
= 1
f.csv:2:3: fault: "NÃƒÂ´ng thÃƒÂ´n" and the like in this column: UTF-8 that was read as Windows-1252 and saved again; it was "Nông thôn"; take the file from before, or open it as UTF-8 [F129]
= 0
f.csv:2:3: fault: "ThÃƒÂ nh phÃ¡Â»â€˜" and the like in this column: UTF-8 that was read as Windows-1252 and saved again; it was "Thành phố"; take the file from before, or open it as UTF-8 [F129]
= 0
b.csv:2:4: warning: "Sở T?i ch?nh" has lost letters, most likely when it was saved in another encoding, and there may be more in this column; it was most likely "Sở Tài chính"; save the file again as UTF-8 or .xlsx from where it was right [W110]
--- stderr
--- status 0
