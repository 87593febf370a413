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
tiny_ballots
dtxhh import r.dtxhh keyed.csv --as a --quiet
# Self scores of all appraised leaves are there (1.1 of both units), first decisions too, no second.
printf 'unit,criterion,stage,points\nU1,1.1,self,40\nU2,1.1,self,40\nU1,1.1,first,36\nU2,1.1,first,38\n' >p.csv
dtxhh points import r.dtxhh p.csv --as a --quiet
printf 'unit,criterion,stage,reason\nU1,1.1,explanation,Có tài liệu\n' >e.csv
dtxhh points import r.dtxhh e.csv --as a --quiet
dtxhh status r.dtxhh --tasks | cut -d, -f1,5-
# Years and leap days.
for due in 2023-02-20 2000-02-20 1900-02-20; do
    sed -i "s/^1,\(.*\),[0-9-]*,,$/1,\1,$due,,/" d/tasks.csv
    rm -f s.dtxhh; dtxhh new s.dtxhh --definition d --as a --quiet
    dtxhh status s.dtxhh --tasks | awk -F, '$1 == 2 { print $5 }'
done
--- stdout
seq,task,lead,start,due,done,state
1,Lập và khóa danh sách đối tượng,Viện,,2024-02-20,2025-01-01,done
2,Chọn mẫu công khai,Viện,,2024-02-29,,late
3,"In, phát phiếu",Bưu điện,2024-12-30,2025-01-08,,due
4,Thu phiếu,Bưu điện,2025-01-02,2025-01-20,,open
5,Giám sát việc thu phiếu,MTTQ,,2024-12-31,,passed
6,Các đơn vị tự chấm điểm,Các sở,,2024-12-31,,late
7,Thẩm định lần 1,Hội đồng,,2025-01-15,,open
8,THẨM ĐỊNH LẦN 2,Hội đồng,,2025-01-29,,open
9,Giải trình,Các sở,,,,open
10,"Tính điểm, xếp hạng",Viện,,2025-02-01,,open
seq,due,done,state
1,2024-02-20,2025-01-01,done
2,2024-02-29,2025-01-01,done
3,2024-12-30,2025-01-08,2025-01-01,done
4,2025-01-20,2025-01-01,done
5,2024-12-31,,passed
6,2024-12-31,2025-01-01,done
7,2025-01-15,2025-01-01,done
8,2025-01-29,,open
9,,2025-01-01,done
10,,2025-02-01,,open
2023-03-01
2000-02-29
1900-03-01
--- stderr
--- status 0
