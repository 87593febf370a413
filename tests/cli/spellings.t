# One word, one thing: what is written in several ways in the frame is one, as most members have it, and is told once; ids that are
# one id in two ways are a fault; units and groups are known by their names.
--- run
cp -r "$TINY/definition" d && cat d/units.csv d/groups.csv
dtxhh new r.dtxhh --definition d --as a --quiet
try() { printf '%s\n' "$@" >f.csv; dtxhh frame import r.dtxhh f.csv --as a --csv; echo "= $?"; dtxhh show r.dtxhh frame --csv | cut -d, -f1-5,7-; }
echo '# strata and offices'
try 'id,group,loai,office,own_unit' '1,DAN,Huyện Hoà Vang,BC Một,' '2,DAN,Huyện Hòa Vang,BC một,' '3,DAN,huyện  hoà vang,BC Một,' '4,DAN,Huyện Hoà Vang,BC Hai,' '5,DAN,Ðông Anh,BC Hai,' '6,DAN,Đông Anh,BC Hai,' '7,DAN,Đông Ánh,BC Hai,'
echo '# the same, in one way'
try 'id,group,loai,office,own_unit' '1,DAN,Huyện Hoà Vang,BC Một,' '2,DAN,Huyện Hoà Vang,BC Một,' '3,DAN,Đông Anh,BC Hai,'
echo '# ids'
try id,group,loai 'C 01,DAN,X' 'c 01,DAN,X' 'Ａ2,DAN,X' 'A2,DAN,X' 'A3,DAN,X'
echo '# two ids'
try id,group,loai 'C 01,DAN,X' 'C01,DAN,X' 'A-2,DAN,X' 'A2,DAN,X'
echo '# zeros'
try id,group,loai '0012,DAN,X' '12,DAN,X' '0013,DAN,X' '13,DAN,X' '14,DAN,X'
echo '# units and groups by name'
try id,group,loai,own_unit "1,$(awk -F, '$1 == "DAN" { print $2 }' d/groups.csv),X,$(awk -F, 'NR == 2 { print $2 }' d/units.csv)" "2,dan,X,$(awk -F, 'NR == 2 { print tolower($1) }' d/units.csv)" '3,DAN,X,Nơi khác'
--- stdout
code,name,block,parent,ranked,order
U1,Sở Một,B,,yes,1
U2,Sở Hai,B,,yes,2
code,name,via,design,take,take_as,per,stratum_by,allocation,min,max,size_column,reserve,response,policy
LD,Lãnh đạo,ballot,census,,,,,,,,,0%,,single
DAN,Người dân,ballot,stratified,4,persons,group,loai,equal,,,,50%,80%,single
# strata and offices
group,members
LD,0
DAN,7
= 0
group,id,own_unit,rates,office,loai
DAN,1,,,BC Một,Huyện Hoà Vang
DAN,2,,,BC Một,Huyện Hoà Vang
DAN,3,,,BC Một,Huyện Hoà Vang
DAN,4,,,BC Hai,Huyện Hoà Vang
DAN,5,,,BC Hai,Ðông Anh
DAN,6,,,BC Hai,Ðông Anh
DAN,7,,,BC Hai,Đông Ánh
# the same, in one way
group,members
LD,0
DAN,3
= 0
group,id,own_unit,rates,office,loai
DAN,1,,,BC Một,Huyện Hoà Vang
DAN,2,,,BC Một,Huyện Hoà Vang
DAN,3,,,BC Hai,Đông Anh
# ids
= 1
group,id,own_unit,rates,office,loai
DAN,1,,,BC Một,Huyện Hoà Vang
DAN,2,,,BC Một,Huyện Hoà Vang
DAN,3,,,BC Hai,Đông Anh
# two ids
group,members
LD,0
DAN,4
= 0
group,id,own_unit,rates,office,loai
DAN,A-2,,,,X
DAN,A2,,,,X
DAN,C 01,,,,X
DAN,C01,,,,X
# zeros
group,members
LD,0
DAN,5
= 0
group,id,own_unit,rates,office,loai
DAN,0012,,,,X
DAN,0013,,,,X
DAN,12,,,,X
DAN,13,,,,X
DAN,14,,,,X
# units and groups by name
group,members
LD,0
DAN,3
= 0
group,id,own_unit,rates,office,loai
DAN,1,U1,,,X
DAN,2,U1,,,X
DAN,3,Nơi khác,,,X
--- stderr
members read: 7
f.csv: warning: column "office" writes the same in several ways, which are taken as one, as most members have it: "BC Một" (2), "BC một" (1) [W305]
f.csv: warning: column "loai" writes the same in several ways, which are taken as one, as most members have it: "Huyện Hoà Vang" (2), "Huyện Hòa Vang" (1), "huyện  hoà vang" (1); "Ðông Anh" (1), "Đông Anh" (1) [W305]
line 2 of the log, hash <checked>
members read: 3
f.csv:2: warning: group "DAN" had 7 members; those of this run take their place [W303]
line 3 of the log, hash <checked>
f.csv: fault: group "DAN": "C 01" and "c 01" are one id in two ways of writing; expected one of them [F308]
f.csv: fault: group "DAN": "A2" and "Ａ2" are one id in two ways of writing; expected one of them [F308]
f.csv:2: warning: group "DAN" had 3 members; those of this run take their place [W303]
dtxhh: faults: 2, warnings: 1; nothing was changed
members read: 4
f.csv:2: warning: group "DAN" had 3 members; those of this run take their place [W303]
line 4 of the log, hash <checked>
members read: 5
f.csv: warning: ids that differ from others in the zeros before them only, as 0012 and 12 do: 2, "DAN / 12" first; a spreadsheet leaves such zeros out, so two of them may be one person [W306]
f.csv:2: warning: group "DAN" had 4 members; those of this run take their place [W303]
line 5 of the log, hash <checked>
members read: 3
f.csv:2: warning: group "DAN" had 5 members; those of this run take their place [W303]
f.csv:4:4: warning: column "own_unit" has "Nơi khác", which is no unit of the definition; kept as it is [W301]
line 6 of the log, hash <checked>
--- status 0
