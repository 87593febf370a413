# A round in which hardly anything goes as planned (untidy/): people who do not belong, refuse, are away or moved; void, blank and
# otherwise invalid ballots; a ballot by two channels, second and third keyings; reserves called in, ballots of meetings and
# walk-ins; offices without ballots; a quota, a unit with too few ballots, one that is not ranked, what does not apply, bonus and malus.
# Every figure of every sheet is the one that untidy/figures.sql computes from the files the round was made from.
--- run
. "$CASES/untidy/make.sh"
untidy_scored 2>/dev/null
untidy_reports 2>/dev/null
cp "$UNTIDY"/*.csv "$UNTIDY"/definition/*.csv .
sqlite3 want.db <"$UNTIDY/figures.sql" | plain >want
grep '^== ' want | while read -r mark book name; do
    echo "$mark $book $name"
    sheet "$book.xlsx" "$name" | sed '/^Xếp hạng theo: /,$d'
done >is
diff want is && grep -c '^==' is && wc -l <is
echo '# what the council and overseers see of it is the same'
for book in council monitor; do
    sheets $book.xlsx | while read -r name; do
        sheet institute.xlsx "$name" >one 2>/dev/null && [ -s one ] && sheet $book.xlsx "$name" | cmp -s one - && echo "$book: $name"
    done
done
echo '# by hand: h1, h4, h6 and d8 have 10, 10, 10 and 5 cells and were keyed twice; in h1 hoa erred once and lan once (a number is not'
echo '# counted), in h6 lan once; what differs in d8 is not settled.  Of the 34 that came back one, which is keyed too, is void and not'
echo '# counted: 33 and 31, as in the sheet; of the 8 of HD on paper, of which 3 were keyed twice, 7.'
dtxhh check u.dtxhh; echo "status $?"
--- stdout
28
477
# what the council and overseers see of it is the same
council: Xếp hạng – khối 1
council: Xếp hạng – khối 2
council: So với đợt trước – khối 1
council: So với đợt trước – khối 2
council: Điểm theo tiêu chí – khối 1
council: Theo lĩnh vực – khối 1
council: Điểm theo tiêu chí – khối 2
council: Theo lĩnh vực – khối 2
council: Thẩm định – khối 1
council: Thay đổi điểm – khối 1
council: Thẩm định – khối 2
council: Thay đổi điểm – khối 2
council: Sau khi biết điểm
council: Căn cứ
council: Quy định khác
monitor: Phiếu
monitor: Phiếu theo bưu điện
monitor: Phiếu theo đơn vị
monitor: Trọng số
monitor: Các bước trọng số
monitor: Phân bố 1
monitor: Phân bố 2
monitor: Sau khi biết điểm
# by hand: h1, h4, h6 and d8 have 10, 10, 10 and 5 cells and were keyed twice; in h1 hoa erred once and lan once (a number is not
# counted), in h6 lan once; what differs in d8 is not settled.  Of the 34 that came back one, which is keyed too, is void and not
# counted: 33 and 31, as in the sheet; of the 8 of HD on paper, of which 3 were keyed twice, 7.
what,keyer,ballots,fields,wrong,unresolved,rate,low,high,name
issued,,42,,,,,,,
returned,,33,,,,,,,
keyed,,31,,,,,,,
keyed_twice,,4,,,,,,,
valid,,24,,,,,,,
invalid_blank,,1,,,,,,,
invalid_required,,1,,,,,,,
invalid_straight,,1,,,,,,,
invalid_multiple,,1,,,,,,,
invalid_unreadable,,2,,,,,,,
invalid_too_few,,1,,,,,,,
keyer,,0,0,0,0,,,,
keyer,bich,0,0,0,0,,,,bich
keyer,hoa,4,35,1,1,0.029411764705882353,0.000723104376338095,0.19157140634523911,hoa
keyer,lan,4,35,2,1,0.058823529411764705,0.00699676362830952,0.23057501865887714,lan
question,,3,24,2,0,0.08333333333333333,0.01025634128125016,0.2699728015576036,P1/Q1
question,,3,24,1,0,0.041666666666666664,0.0010543524454697476,0.21120168345697304,P1/Q2
question,,3,6,0,0,0,0,0.4592581264399004,P1/Q3
question,,3,6,0,0,0,0,0.4592581264399004,P1/Q4
question,,1,2,0,0,0,0,0.841886116991581,P2/S1
question,,1,2,0,0,0,0,0.841886116991581,P2/S2
question,,1,2,0,2,,0,1,P2/S3
question,,1,2,0,0,0,0,0.841886116991581,P2/S4
question,,1,2,0,0,0,0,0.841886116991581,P2/S5
office,,2,40,2,0,0.05,0.006113646599350833,0.16919686395941763,BC1
office,,2,30,1,2,0.03571428571428571,0.0008435709266304801,0.2652884504742081,BC2
status 1
--- stderr
u.dtxhh: warning: ballot 629-373-513-79 came back but is not keyed yet [W432]
u.dtxhh: warning: ballot 703-499-282-25 came back but is not keyed yet [W432]
u.dtxhh: warning: group "HD": 3 of 7 paper ballots were keyed twice; the policy asks for 100% [W434]
file-1.csv:31: fault: ballot 179-191-818-02: two keyings differ in 1 fields and no third settles them: S3.U4; key those fields with --pass 3, --keyer a third person [F431]
dtxhh: faults: 1, warnings: 3
--- status 0
