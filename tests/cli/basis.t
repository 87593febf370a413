# explain names what each part of a figure rests on: a criterion's own basis, that of an exception in its place, of a
# group's exception beside the weights of the other groups, each by the row that holds for this unit and block.
--- run
cp -r "$TINY" t
cat >t/definition/not_applicable.csv <<'END'
block,unit,criterion,group,basis
B,U1,2.2,*,Công văn 5
*,U2,2.1,DAN,Công văn 12
*,U1,1,LD,Công văn 34
END
cat >t/definition/group_weights.csv <<'END'
block,criterion,group,weight,basis
*,*,LD,0.4,Quyết định 1
*,*,DAN,0.6,Quyết định 2
B,2.1,LD,0.5,Quyết định 3
*,2.1,DAN,0.5,
END
sed -i '/^U1,2.2/d' t/points.csv
sed -i 's/^B,1.2,\(.*\),$/B,1.2,\1,Bộ tiêu chí/' t/definition/criteria.csv
# A group that is asked nothing about a leaf has no part in it, whatever weight all criteria give it.
printf 'XA,Lãnh đạo xã,ballot,census,,,,,,,,,0%%,,single\n' >>t/definition/groups.csv
printf '*,*,XA,1,Quyết định 4\n' >>t/definition/group_weights.csv
printf 'XA,X1,,BC1,Lê Văn Xuân\n' >>t/frame.csv
cd t && TINY=. && tiny_scored 2>/dev/null
basis() { dtxhh explain r.dtxhh "$1" "$2" --csv | awk -F, -v u="$1" '$1 == "basis" { print u, $2, $3, $4, $NF }'; }
for unit in U1 U2; do for leaf in 1.1 1.2 2.1 2.2; do basis $unit $leaf; done; done
echo "== the share of the group that is left"
dtxhh explain r.dtxhh U2 2.1 --csv | awk -F, '$1 == "group" { print $3, $6, $8, $NF }'
echo "== in words"
for of in "U2 2.1" "U1 2.2"; do dtxhh explain r.dtxhh $of --lang vi | grep 'Công văn\|Quyết định'; done
echo "== in the report"
dtxhh report r.dtxhh -o r.xlsx --quiet 2>/dev/null
unzip -p r.xlsx xl/sharedStrings.xml | grep -o '>Công văn [0-9]*<\|>Quyết định [0-9]<' | sort -u
# Each exception and weight in its row, under its header.
n=$(unzip -p r.xlsx xl/workbook.xml | grep -o '<sheet name="[^"]*"' | grep -n 'Quy định khác' | cut -d: -f1)
cells r.xlsx "$n" | grep 'Căn cứ\|Công văn\|Quyết định\|DAN\|Người dân'
--- stdout
U1 1.1   Made up
U1 1.2   Bộ tiêu chí
U1 1.2 LD not_applicable Công văn 34
U1 1.2 DAN weight Quyết định 2
U1 2.1 LD weight Quyết định 3
U1 2.2  not_applicable Công văn 5
U2 1.1   Made up
U2 1.2   Bộ tiêu chí
U2 1.2 LD weight Quyết định 1
U2 1.2 DAN weight Quyết định 2
U2 2.1 LD weight Quyết định 3
U2 2.1 DAN not_applicable Công văn 12
== the share of the group that is left
LD 0.5 1 
DAN 0.5 0 not_applicable
== in words
DAN – Người dân: không tính, không áp dụng với nhóm này (căn cứ: Công văn 12)
2.2 không áp dụng (căn cứ: Công văn 5)
== in the report
>Công văn 12<
>Công văn 34<
>Công văn 5<
>Quyết định 1<
>Quyết định 2<
>Quyết định 3<
>Quyết định 4<
Khối|Cơ quan, đơn vị|Tiêu chí không áp dụng|Nhóm đối tượng|Căn cứ
Khối thử|Sở Một|2.2. Thu ngân sách|Mọi nhóm|Công văn 5
Khối thử|Sở Hai|2.1. Hài lòng|Người dân|Công văn 12
Khối thử|Sở Một|1. Chỉ đạo|Lãnh đạo|Công văn 34
Khối|Nhóm đối tượng|Tiêu chí|Trọng số|Căn cứ
Mọi khối|Lãnh đạo|Mọi tiêu chí còn lại|0.4|Quyết định 1
Mọi khối|Người dân|Mọi tiêu chí còn lại|0.6|Quyết định 2
Khối thử|Lãnh đạo|2.1. Hài lòng|0.5|Quyết định 3
Mọi khối|Người dân|2.1. Hài lòng|0.5|(chưa ghi căn cứ)
Mọi khối|Lãnh đạo xã|Mọi tiêu chí còn lại|1|Quyết định 4
Căn cứ: (chưa ghi căn cứ)||||
--- stderr
--- status 0
