# template points --by: the workbook of a body that appraises, of all units, with the step that each criterion waits for.
#
# xa-2024: Phòng Nội vụ appraises 1.1 and 1.2.  XA1 has a self score of 1.1 alone; the first appraisal of XA2's 1.1 has
# come and XA2 explains; XA3's 1.1 has a first appraisal and no explanation: three rows wait besides the untouched ones.
--- run
cp -r "$ROOT/examples/xa-2024/definition" d && sed -i '5,$d' d/units.csv
dtxhh new x.dtxhh --definition d --as a --quiet
cat >points.csv <<'END'
unit,criterion,stage,points,by,date,reason
XA1,1.1,self,8.75,,2024-12-10,
XA2,1.1,self,9,,2024-12-10,
XA2,1.1,first,8,Phòng Nội vụ,2024-12-12,Thiếu báo cáo
XA2,1.1,explanation,,,2024-12-14,Đã nộp báo cáo bổ sung
XA3,1.1,self,9,,2024-12-10,
XA3,1.1,first,8,Phòng Nội vụ,2024-12-12,Thiếu báo cáo
END
printf 'unit,criterion,number,symbol,date,title,note\nXA1,1.1,5,KH-UBND,2024-02-03,Kế hoạch năm,\nXA2,1.1,,,,,Hồ sơ thất lạc\n' >evidence.csv
dtxhh points import x.dtxhh points.csv evidence.csv --as a --quiet 2>/dev/null
dtxhh template points b.xlsx --round x.dtxhh --by 'phòng nội vụ'
# What waits; of the workbook as it was written nothing is filled in yet.
cells b.xlsx 4 2
dtxhh points import x.dtxhh b.xlsx --as a; echo "status $?"
unzip -p b.xlsx xl/sharedStrings.xml | grep -o '>5/KH-UBND[^<]*\|>không có: [^<]*\|>thiếu<\|>Đã nộp[^<]*\|>Thẩm định của[^<]*\|>10; 0,25<\|>15; 0,5<' | sort -u
dtxhh template points b.xlsx --round x.dtxhh --by 'Sở Nội vụ'; echo "status $?"
# A unit that appraises is called by its code too.
printf 'PNV,Phòng nội  vụ,XA,,no,9\n' >>d/units.csv
dtxhh new p.dtxhh --definition d --as a --quiet; dtxhh template points p.xlsx --round p.dtxhh --by PNV
unzip -p p.xlsx xl/sharedStrings.xml | grep -o '>Thẩm định của[^<]*\|>Phòng Nội vụ<' | sort -u
dtxhh template points c.xlsx --round x.dtxhh --by 'Sở Nội vụ'; echo "status $?"
dtxhh template points c.xlsx --round x.dtxhh --by 'Phòng Nội vụ' --unit XA1; echo "status $?"
dtxhh template frame c.xlsx --round x.dtxhh --by 'Phòng Nội vụ'; echo "status $?"
ls *.xlsx
--- stdout
XA1|1.1|thẩm định lần 1|phòng nội vụ
XA1|1.2|thẩm định lần 1|phòng nội vụ
XA2|1.1|thẩm định lần 2|phòng nội vụ
XA2|1.2|thẩm định lần 1|phòng nội vụ
XA3|1.2|thẩm định lần 1|phòng nội vụ
status 1
>10; 0,25<
>5/KH-UBND, 03/02/2024: Kế hoạch năm
>Thẩm định của phòng nội vụ
>không có: Hồ sơ thất lạc
>thiếu<
>Đã nộp báo cáo bổ sung
status 3
>Thẩm định của Phòng nội  vụ
status 2
status 2
status 2
b.xlsx
p.xlsx
--- stderr
written: "b.xlsx"
b.xlsx: fault: there are no points in it [F508]
dtxhh: faults: 1, warnings: 0; nothing was changed
dtxhh: "b.xlsx" exists already; --force writes over it
written: "p.xlsx"
dtxhh: "Sở Nội vụ" is the appraiser of no criterion; `dtxhh show ROUND criteria` names them
dtxhh: --unit and --by do not go together
dtxhh: --unit and --by are for the points of a round: --round
--- status 0
