# A percentage is one however it is typed, in every column that takes it: as a figure, as text with its sign, as a cell of Excel that is shown
# as one; a share likewise.  Where the column's unit is another one it is a fault.
--- run
cp -r "$TINY/definition" d
head -1 d/groups.csv; head -2 d/classes.csv
book() { /usr/bin/python3 - "$@" <<'P'
import csv, glob, openpyxl, os, sys
table, row, column, value, shown = sys.argv[1:]
book = openpyxl.Workbook(); book.remove(book.active)
for path in sorted(glob.glob('d/*.csv')):
    name = os.path.basename(path)[:-4]; sheet = book.create_sheet(name)
    for line in csv.reader(open(path, encoding='utf-8')):
        sheet.append([None if cell == '' else cell for cell in line])
    if name == table:
        at = [cell.value for cell in sheet[1]].index(column) + 1
        cell = sheet.cell(int(row), at)
        cell.value = float(value) if shown else value
        cell.number_format = shown or '@'
book.save('d.xlsx')
P
}
try() { book "$@"; rm -f r.dtxhh; dtxhh new r.dtxhh --definition d.xlsx --as a --quiet --csv 2>&1 | grep -E '[FW][0-9]+\]' | sed 's/.*: fault/fault/'; [ ! -f r.dtxhh ] || dtxhh show r.dtxhh "$1" --csv | sed -n "$2p"; }
echo '# a sample of 50 percent'; sed -i '/^DAN/s/,4,persons,/,4,percent,/' d/groups.csv
try groups 3 take 50 ''; try groups 3 take 50% ''; try groups 3 take '50 %' ''; try groups 3 take 0.5 0.00%; try groups 3 take 0.125 0%; try groups 3 take 50 0
echo '# a margin of 5 percent'; sed -i '/^DAN/s/,4,percent,/,4,margin,/' d/groups.csv
try groups 3 take 0.05 ''; try groups 3 take 5% ''; try groups 3 take 0.05 0%; try groups 3 take 0.05 0.00; try groups 3 take 5 ''
echo '# persons'; sed -i '/^DAN/s/,4,margin,/,4,persons,/' d/groups.csv
try groups 3 take 4 ''; try groups 3 take 4% ''; try groups 3 take 0.04 0%
echo '# shares'
try groups 3 response 0.8 ''; try groups 3 response 80% ''; try groups 3 response 0.8 0%; try groups 3 reserve 50 ''; try groups 3 reserve 150% ''
echo '# a class from 90 percent, and from 90 points'
printf 'block,class,from,of,floor\n*,Tốt,90,percent,\n*,Kém,0,percent,\n' >d/classes.csv
try classes 2 from 90 ''; try classes 2 from 90% ''; try classes 2 from 0.9 0%; try classes 2 from 0.905 0.0%
try classes 2 floor 0.5 0%; try classes 2 floor 50% ''
sed -i 's/percent/points/' d/classes.csv; try classes 2 from 90 ''; try classes 2 from 90% ''; try classes 2 from 0.9 0%
sed -i 's/,points,/,,/' d/classes.csv; try classes 2 from 90% ''; printf 'class_by,percent,test\n' >>d/round.csv; try classes 2 from 90% ''
echo '# a number of people, a weight'
printf 'group,variable,category,total\nDAN,loai,X,50\nDAN,loai,Y,50\n' >d/margins.csv
try margins 2 total 50 ''; try margins 2 total 0.5 0%; try group_weights 2 weight 0.4 0.00; try group_weights 2 weight 0.4 0%
echo '# scales'
try scales 2 percent 100% ''; try scales 2 percent 1 0%; try scales 2 percent 100 ''
--- stdout
code,name,via,design,take,take_as,per,stratum_by,allocation,min,max,size_column,reserve,response,policy
block,class,from,of,floor,floor_level
B,Tốt,80,percent,,
# a sample of 50 percent
DAN,Người dân,ballot,stratified,50,percent,group,loai,equal,,,,50%,80%,single
DAN,Người dân,ballot,stratified,50,percent,group,loai,equal,,,,50%,80%,single
DAN,Người dân,ballot,stratified,50,percent,group,loai,equal,,,,50%,80%,single
DAN,Người dân,ballot,stratified,50,percent,group,loai,equal,,,,50%,80%,single
DAN,Người dân,ballot,stratified,12.5,percent,group,loai,equal,,,,50%,80%,single
DAN,Người dân,ballot,stratified,50,percent,group,loai,equal,,,,50%,80%,single
# a margin of 5 percent
DAN,Người dân,ballot,stratified,0.05,margin,group,loai,equal,,,,50%,80%,single
DAN,Người dân,ballot,stratified,0.05,margin,group,loai,equal,,,,50%,80%,single
DAN,Người dân,ballot,stratified,0.05,margin,group,loai,equal,,,,50%,80%,single
DAN,Người dân,ballot,stratified,0.05,margin,group,loai,equal,,,,50%,80%,single
fault: column "take" has "5"; expected a margin between 0 and 1, such as 0.05 [F211]
# persons
DAN,Người dân,ballot,stratified,4,persons,group,loai,equal,,,,50%,80%,single
fault: column "take" has "4%"; expected a whole number of persons [F211]
fault: column "take" has "4%"; expected a whole number of persons [F211]
# shares
DAN,Người dân,ballot,stratified,4,persons,group,loai,equal,,,,50%,80%,single
DAN,Người dân,ballot,stratified,4,persons,group,loai,equal,,,,50%,80%,single
DAN,Người dân,ballot,stratified,4,persons,group,loai,equal,,,,50%,80%,single
DAN,Người dân,ballot,stratified,4,persons,group,loai,equal,,,,50%,80%,single
fault: column "reserve" has "150%"; expected a share such as 20% [F204]
# a class from 90 percent, and from 90 points
*,Tốt,90,percent,,
*,Tốt,90,percent,,
*,Tốt,90,percent,,
*,Tốt,90.5,percent,,
*,Tốt,90,percent,50,
*,Tốt,90,percent,50,
*,Tốt,90,points,,
fault: class "Tốt" is of points, by its "of" or the setting class_by, but begins at 90%; expected points, or of = percent [F224]
fault: class "Tốt" is of points, by its "of" or the setting class_by, but begins at 90%; expected points, or of = percent [F224]
fault: class "Tốt" is of points, by its "of" or the setting class_by, but begins at 90%; expected points, or of = percent [F224]
*,Tốt,90,,,
# a number of people, a weight
DAN,loai,X,50
fault: the cell is the percentage 50%; expected a number without a percent sign [F126]
*,*,LD,0.4,Made up
fault: some group weights are percentages and others are not; expected all or none [F218]
# scales
M4,A,Tốt,100
M4,A,Tốt,100
M4,A,Tốt,100
--- stderr
--- status 0
