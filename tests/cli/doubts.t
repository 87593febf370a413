# A definition whose sense is off is told so (W256), or what has no effect (W253); beside each the same with one cell
# changed, of which nothing is said.
--- run
# try NAME TABLE WRONG RIGHT [TABLE SED]: the tiny definition with rows WRONG added to TABLE, then with RIGHT.
heads='round/key,value,basis
tasks/seq,task,product,lead,support,start,due,after,days'
try() {
    name=$1 table=$2
    for rows in "$3" "$4"; do
        rm -rf d && cp -r "$TINY/definition" d
        [ -f "d/$table.csv" ] || printf '%s\n' "$heads" | sed -n "s,^$table/,,p" >"d/$table.csv"
        printf '%s\n' "$rows" >>"d/$table.csv"
        [ -z "$5" ] || sed -i "$6" "d/$5.csv"
        dtxhh new r.dtxhh --force --definition d --as a --quiet
        echo "$name: status $?"
    done
}
# edit NAME TABLE WRONG RIGHT: the same with TABLE edited.
edit() {
    for sed in "$3" "$4"; do
        rm -rf d && cp -r "$TINY/definition" d && sed -i "$sed" "d/$2.csv"
        dtxhh new r.dtxhh --force --definition d --as a --quiet
        echo "$1: status $?"
    done
}
edit year round 's/2024/20255/' 's/2024/2025/'
try period round 'period_from,31/12/2024,
period_to,1/1/2024,' 'period_from,1/1/2024,
period_to,1/1/2024,'
try fieldwork round 'fieldwork_from,9/12/2024,
fieldwork_to,8/12/2024,' 'fieldwork_from,9/12/2024,
fieldwork_to,9/12/2024,'
try century round 'period_to,31/12/2042,' 'period_to,31/12/2024,'
try task tasks '1,Chọn mẫu,,,,,6/12/2042,,' '1,Chọn mẫu,,,,,6/12/2024,,'
try order tasks '1,Khóa danh sách,,,,,6/12/2024,,
2,Chọn mẫu,,,,,5/12/2024,1,' '1,Khóa danh sách,,,,,6/12/2024,,
2,Chọn mẫu,,,,,6/12/2024,1,'
# 40 + 30 + 20 + 15 points, with classes from 80 and 70 of them; classes in percent need no 100.
try total criteria 'B,3,Khác,,5,,,,KTXH,,,' 'B,3,Khác,,5,,,,THUONG_TRU,,,' classes 's/percent/points/'
edit percent criteria 's/,10,,,,KTXH/,15,,,,KTXH/' 's/,10,,,,KTXH/,10,,,,KTXH/'
edit siblings criteria 's/,Điều hành,/,Kế  Hoạch,/' 's/,Hài lòng,/,Kế  Hoạch,/'
edit questions questions 's/Thái độ thế nào/Hài lòng  thế nào/' 's/Thái độ thế nào/Hài lòng ra sao/'
edit labels scales 's/,Trung bình,/,khá,/' 's/,Trung bình,/,hơi khá,/'
edit appraiser criteria 's/KTXH,,,/KTXH,Sở  nội vụ,,/' 's/KTXH,,,/KTXH,Sở Nội vụ,,/'
edit nobody criteria 's/KTXH,,,/TD,,,/' 's/KTXH,,,/TD,Sở Nội vụ,,/'
try scale scales 'N,1,Có,100
N,2,Không,0' 'M4,F,Không biết,'
--- stdout
year: status 0
year: status 0
period: status 0
period: status 0
fieldwork: status 0
fieldwork: status 0
century: status 0
century: status 0
task: status 0
task: status 0
order: status 0
order: status 0
total: status 0
total: status 0
percent: status 0
percent: status 0
siblings: status 0
siblings: status 0
questions: status 0
questions: status 0
labels: status 0
labels: status 0
appraiser: status 0
appraiser: status 0
nobody: status 0
nobody: status 0
scale: status 0
scale: status 0
--- stderr
d/round.csv:4:2: warning: the year of the round is 20255; expected 1990 to 2100 [W256]
d/round.csv:5:2: warning: period_from is 2024-12-31, after period_to, which is 2024-01-01; expected them the other way round [W256]
d/round.csv:5:2: warning: fieldwork_from is 2024-12-09, after fieldwork_to, which is 2024-12-08; expected them the other way round [W256]
d/round.csv:5:2: warning: 2042-12-31 is far from the year of the round, 2024; expected a day near it [W256]
d/tasks.csv:2:7: warning: 2042-12-06 is far from the year of the round, 2024; expected a day near it [W256]
d/tasks.csv:3:7: warning: task 2 is due on 2024-12-05, before task 1, which it comes after and which is due on 2024-12-06 [W256]
d/classes.csv:2:3: warning: class "Tốt" begins at so many points, but the criteria of block "B" have 105 in all; expected 100, or classes in percent [W256]
d/criteria.csv:4:3: warning: "1.1" and "1.2" are both called "Kế  Hoạch"; expected words of its own for each [W256]
d/questions.csv:4:3: warning: "Q2" and "Q3" are both called "Hài lòng  thế nào?"; expected words of its own for each [W256]
d/scales.csv:4:3: warning: "B" and "C" are both called "khá"; expected words of its own for each [W256]
d/criteria.csv:7:10: warning: an appraiser is written in several ways, so that there would be a form for each: "Sở Nội vụ" (1), "Sở  nội vụ" (1) [W256]
d/criteria.csv:7:10: warning: criteria that are appraised, but not by whom, although others say it (1): 2.2 [W256]
d/scales.csv:7:1: warning: scale "N" has no effect: no question uses it [W253]
d/scales.csv:7:4: warning: the percentages of scale "N" fall while the numbers of its options rise, from 1 to 2; expected more for the higher number, as a rule [W255]
--- status 0
