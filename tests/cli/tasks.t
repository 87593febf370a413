# The schedule as of 2025-01-01: days that follow from other tasks, what the log knows done, late, due.
--- run
cp -r "$TINY/definition" d
cat >d/tasks.csv <<'END'
seq,task,product,lead,support,start,due,after,days
1,Lập và khóa danh sách đối tượng,,Viện,,,2024-02-20,,
2,Chọn mẫu công khai,,Viện,,,,1,9
3,"In, phát phiếu",,Bưu điện,,2024-12-30,,,9
4,Thu phiếu,,Bưu điện,,2025-01-02,2025-01-20,3,
5,Giám sát việc thu phiếu,,MTTQ,,,2024-12-31,,
6,Các đơn vị tự chấm điểm,,Các sở,,,2024-12-31,,
7,Thẩm định lần 1,,Hội đồng,,,2025-01-15,,
8,THẨM ĐỊNH LẦN 2,,Hội đồng,,,,7,14
9,Giải trình,,Các sở,,,,,
10,"Tính điểm, xếp hạng",,Viện,,,2025-02-01,,
END
dtxhh new r.dtxhh --definition d --as a --quiet
dtxhh frame import r.dtxhh "$TINY/frame.csv" --as a --quiet
dtxhh frame freeze r.dtxhh --seed-from x --as a --quiet
dtxhh status r.dtxhh --tasks
dtxhh draw r.dtxhh --seed 1 --as a --quiet
dtxhh issue r.dtxhh --serial-seed 1 --as a --quiet
# Nobody waits for the ballot of a member who was replaced.
member=$(dtxhh show r.dtxhh sample | awk -F, '$3 == "X" && $5 == 1 && $4 == "selected" { print $1 "/" $2 }')
dtxhh draw r.dtxhh --replace "$member" --disposition absent --reason x --as a --quiet
dtxhh issue r.dtxhh --serial-seed 2 --as a --quiet
tiny_ballots
dtxhh import r.dtxhh keyed.csv --as a --quiet
# Self scores of all appraised leaves are there (1.1 of both units), first decisions too, no second.
printf 'unit,criterion,stage,points,reason\nU1,1.1,self,40,\nU2,1.1,self,40,\nU1,1.1,first,36,Thiếu\nU2,1.1,first,38,Thiếu\n' >p.csv
dtxhh points import r.dtxhh p.csv --as a --quiet
printf 'unit,criterion,stage,reason\nU1,1.1,explanation,Có tài liệu\n' >e.csv
dtxhh points import r.dtxhh e.csv --as a --quiet
dtxhh status r.dtxhh --tasks | cut -d, -f1,5-
# At a terminal the days as people write them, and how late a task was done: from 20 February 2024 to 1 January 2025
# are 9 + 31 + 30 + 31 + 30 + 31 + 31 + 30 + 31 + 30 + 31 + 1 = 316 days.
terminal() { script -qefc "$*" /dev/null | tr -d '\r'; }
terminal dtxhh status r.dtxhh --tasks --lang vi
terminal dtxhh status r.dtxhh --tasks | sed -n '3,4p'
terminal dtxhh status r.dtxhh --lang vi | grep Giám
# Years and leap days.
for due in 2023-02-20 2000-02-20 1900-02-20; do
    sed -i "s/^1,\(.*\),[0-9-]*,,$/1,\1,$due,,/" d/tasks.csv
    rm -f s.dtxhh; dtxhh new s.dtxhh --definition d --as a --quiet
    dtxhh status s.dtxhh --tasks | awk -F, '$1 == 2 { print $5 }'
done
--- stdout
seq,task,lead,start,due,done,state,late
1,Lập và khóa danh sách đối tượng,Viện,,2024-02-20,2025-01-01,done,316
2,Chọn mẫu công khai,Viện,,2024-02-29,,late,307
3,"In, phát phiếu",Bưu điện,2024-12-30,2025-01-08,,due,
4,Thu phiếu,Bưu điện,2025-01-02,2025-01-20,,open,
5,Giám sát việc thu phiếu,MTTQ,,2024-12-31,,passed,
6,Các đơn vị tự chấm điểm,Các sở,,2024-12-31,,late,1
7,Thẩm định lần 1,Hội đồng,,2025-01-15,,open,
8,THẨM ĐỊNH LẦN 2,Hội đồng,,2025-01-29,,open,
9,Giải trình,Các sở,,,,open,
10,"Tính điểm, xếp hạng",Viện,,2025-02-01,,open,
seq,due,done,state,late
1,2024-02-20,2025-01-01,done,316
2,2024-02-29,2025-01-01,done,307
3,2024-12-30,2025-01-08,2025-01-01,done,
4,2025-01-20,2025-01-01,done,
5,2024-12-31,,passed,
6,2024-12-31,2025-01-01,done,1
7,2025-01-15,2025-01-01,done,
8,2025-01-29,,open,
9,,2025-01-01,done,
10,,2025-02-01,,open,
TT  Nhiệm vụ                         Chủ trì   Bắt đầu     Hạn         Xong        Trạng thái
--  -------------------------------  --------  ----------  ----------  ----------  ----------------------------------------
 1  Lập và khóa danh sách đối tượng  Viện                  20/02/2024  01/01/2025  xong, trễ 316 ngày
 2  Chọn mẫu công khai               Viện                  29/02/2024  01/01/2025  xong, trễ 307 ngày
 3  In, phát phiếu                   Bưu điện  30/12/2024  08/01/2025  01/01/2025  xong
 4  Thu phiếu                        Bưu điện  02/01/2025  20/01/2025  01/01/2025  xong
 5  Giám sát việc thu phiếu          MTTQ                  31/12/2024              đã qua hạn, nhật ký không biết đã xong chưa
 6  Các đơn vị tự chấm điểm          Các sở                31/12/2024  01/01/2025  xong, trễ 1 ngày
 7  Thẩm định lần 1                  Hội đồng              15/01/2025  01/01/2025  xong
 8  THẨM ĐỊNH LẦN 2                  Hội đồng              29/01/2025              chưa đến hạn
 9  Giải trình                       Các sở                            01/01/2025  xong
10  Tính điểm, xếp hạng              Viện                  01/02/2025              chưa đến hạn
  1  Lập và khóa danh sách đối tượng  Viện                  2024-02-20  2025-01-01  done, 316 days late
  2  Chọn mẫu công khai               Viện                  2024-02-29  2025-01-01  done, 307 days late
nhiệm vụ 5, đã qua hạn, nhật ký không biết đã xong chưa: Giám sát việc thu phiếu (31/12/2024)
2023-03-01
2000-02-29
1900-03-01
--- stderr
p.csv:2:3: warning: self scores or explanations without a date, so that nobody can tell whether they came in time: 2; the first is here [W509]
p.csv:4:3: warning: appraisals that do not say who appraised, though the definition names who does: 2; the first is here [W508]
d/tasks.csv:2:7: warning: 2000-02-20 is far from the year of the round, 2024; expected a day near it [W256]
d/tasks.csv:2:7: warning: 1900-02-20 is far from the year of the round, 2024; expected a day near it [W256]
--- status 0
