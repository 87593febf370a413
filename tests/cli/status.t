# `status` tells which points, members and ballots are missing, by the rule that `score` goes by: the next verb it names
# can succeed.
#
# The tiny round has two units with an appraised leaf (1.1) and a figure from outside (2.2): 4 figures are due.
--- run
terminal() { script -qefc "dtxhh $*" /dev/null | tr -d '\r'; }
row() { dtxhh status "$1" | grep "^$2,"; }
tiny_keyed
dtxhh weigh r.dtxhh --as a --quiet
cp r.dtxhh none.dtxhh
row none.dtxhh points
# Self scores alone: all four are missing, and two have got as far as a self score.
head -1 "$TINY/points.csv" >self.csv && grep ',self,' "$TINY/points.csv" >>self.csv
dtxhh points import r.dtxhh self.csv --as a --quiet
dtxhh status r.dtxhh --missing
terminal status r.dtxhh | sed '/^[-A-Z].*/d; /^$/d'
terminal status r.dtxhh --lang vi | tail -6
terminal status r.dtxhh --missing --lang vi
# What status lists is what score complains about, whichever rows have come.
for left in 2d 3d 4d '3,4d' 6d '5,6d' 7d 8d '7,8d' '3,8d' '2,8d' '2,3d;8d'; do
    cp none.dtxhh some.dtxhh
    sed "$left" "$TINY/points.csv" >some.csv
    [ "$(wc -l <some.csv)" -le 1 ] || dtxhh points import some.dtxhh some.csv --as a --quiet
    dtxhh status some.dtxhh --missing | sed 1d | cut -d, -f1,2 >listed
    dtxhh score some.dtxhh --as a --dry-run 2>&1 | sed -n 's/.*unit "\(.*\)", criterion \([0-9.]*\):.*F602.*/\1,\2/p' >refused
    cmp -s listed refused || echo "$left: status lists $(cat listed), score refuses $(cat refused)"
    case $(row some.dtxhh points) in
    *,done,,) [ ! -s listed ] || echo "$left: done, but something is missing" ;;
    *,partly,'dtxhh points import some.dtxhh FILE...',$(wc -l <listed) | *,missing,*,$(wc -l <listed)) ;;
    *) echo "$left: $(row some.dtxhh points)" ;;
    esac
done
# A bonus is due where it is claimed.
cp -r "$TINY/definition" bonus && printf 'B,1.3,Bonus,1,3,,,,THUONG_TRU,,,\n' >>bonus/criteria.csv
dtxhh new bonus.dtxhh --definition bonus --as a --quiet
dtxhh status bonus.dtxhh --missing | grep -c THUONG_TRU
printf 'unit,criterion,stage,points,by,reason\nU1,1.3,self,2,Unit One,\nU2,1.3,self,2,Unit Two,\nU2,1.3,explanation,,,Because\nU1,1.3,second,2,Office,\n' >claim.csv
dtxhh points import bonus.dtxhh claim.csv --as a --quiet
dtxhh status bonus.dtxhh --missing | grep THUONG_TRU
# A group with figures from outside: where others are asked as well the index does without it, else it does not.
cp -r "$TINY/definition" sipas && printf 'SP,SIPAS,sipas,,,,,,,,,,,,\n' >>sipas/groups.csv
dtxhh new sipas.dtxhh --definition sipas --as a --quiet 2>/dev/null
head -1 "$TINY/points.csv" >given.csv && grep -v ',self,\|,second,' "$TINY/points.csv" | sed 1d >>given.csv
dtxhh points import sipas.dtxhh given.csv --as a --quiet
dtxhh status sipas.dtxhh --missing
row sipas.dtxhh points
printf 'unit,criterion,group,stage,percent\nU1,*,SP,outside,80\n' >sp.csv
dtxhh points import sipas.dtxhh sp.csv --as a --quiet
row sipas.dtxhh points
terminal status sipas.dtxhh | grep -A3 '^points that'
# With all else there the next step is to weigh, though a group's figures of both units are missing.
(cp -r "$TINY" with && rm -r with/definition && cp -r sipas with/definition && TINY=with && rm -f r.dtxhh r.identity && tiny_pointed
row r.dtxhh points
dtxhh status r.dtxhh | grep ,dtxhh)
mkdir alone && printf 'key,value,basis\ncode,T,\ntitle,T,\nyear,2024,\n' >alone/round.csv && cp "$TINY"/definition/blocks.csv "$TINY"/definition/units.csv alone
printf 'code,name,via,design\nSP,SIPAS,sipas,census\n' >alone/groups.csv
printf 'block,code,name,parent,max_points,method\nB,1,Trust,,10,DTXHH\n' >alone/criteria.csv
dtxhh new alone.dtxhh --definition alone --as a --quiet
dtxhh points import alone.dtxhh sp.csv --as a --quiet
row alone.dtxhh points
dtxhh score alone.dtxhh --as a
printf 'unit,criterion,group,stage,percent\nU2,1,SP,outside,70\n' >sp2.csv
dtxhh points import alone.dtxhh sp2.csv --as a --quiet
row alone.dtxhh points
dtxhh status alone.dtxhh | tail -1
dtxhh score alone.dtxhh --as a | cut -d, -f1-10
# Eight are named.
cp -r alone many && for i in 3 4 5 6 7 8 9; do printf 'U%s,Unit %s,B,,,\n' $i $i; done >>many/units.csv
dtxhh new many.dtxhh --definition many --as a --quiet
terminal status many.dtxhh | grep units:
# A reserve without a ballot.
rm -f r.dtxhh r.identity && tiny_issued
dtxhh draw r.dtxhh --replace "$(dtxhh show r.dtxhh sample --csv | sed -n 's/^DAN,\(X.\),X,selected.*/DAN\/\1/p' | head -1)" --disposition absent --reason 'not at home' --as a --quiet
terminal status r.dtxhh | grep reserves
# A group without members in the frame.
dtxhh new f.dtxhh --definition "$TINY/definition" --as a --quiet
sed '/^LD,/d' "$TINY/frame.csv" >dan.csv
dtxhh frame import f.dtxhh dan.csv --as a --quiet
row f.dtxhh frame
terminal status f.dtxhh | grep 'groups without'
# Fewer ballots than min_base: of LD 3 and of DAN 3 came back, 4 are too few for both leaves of both units.
rm -f r.dtxhh r.identity && tiny_pointed
cp -r "$TINY/definition" base && echo 'min_base,4,' >>base/round.csv
dtxhh define r.dtxhh --definition base --reason 'as decided' --as a --quiet && dtxhh weigh r.dtxhh --as a --quiet
dtxhh status r.dtxhh | tail -4
dtxhh status r.dtxhh --missing
terminal status r.dtxhh --lang vi | tail -4
dtxhh score r.dtxhh --as a 2>&1 | grep -c F601
sed -i 's/min_base,4/min_base,3/' base/round.csv
dtxhh define r.dtxhh --definition base --reason 'as decided' --as a --quiet && dtxhh weigh r.dtxhh --as a --quiet
dtxhh status r.dtxhh | tail -2
dtxhh score r.dtxhh --as a --quiet 2>/dev/null && dtxhh status r.dtxhh | tail -1
# Before ballots are issued, the unit and group of which the plan brings the fewest: of DAN 2 of 6 and 2 of 2 are asked and
# 80% answer, 3.2 ballots, of LD all three, 3; where LD/L1 does not rate U2, two of them.
rm -f r.* && tiny_framed
terminal status r.dtxhh | grep fewest
terminal status r.dtxhh --lang vi | grep 'ít phiếu nhất'
sed '1s/$/,own_unit/; /L1/s/$/,U2/' "$TINY/frame.csv" >own.csv
dtxhh frame import r.dtxhh own.csv --as a --quiet 2>/dev/null
terminal status r.dtxhh | grep fewest
dtxhh frame freeze r.dtxhh --seed-from x --as a --quiet && dtxhh draw r.dtxhh --seed 1 --as a --quiet
terminal status r.dtxhh | grep -c fewest
dtxhh issue r.dtxhh --as a --quiet
terminal status r.dtxhh | grep -c fewest; true
--- stdout
points,0,missing,dtxhh points import none.dtxhh FILE...,4
unit,criterion,group,method,stage,appraiser
U1,1.1,,TD,self,Sở Nội vụ
U1,2.2,,KTXH,,
U2,1.1,,TD,self,Sở Nội vụ
U2,2.2,,KTXH,,
definition (units)           2  done
frame (members)             11  done
frame frozen (members)      11  done
sample (members)             7  done
ballots issued               7  done
ballots keyed                6  done
points from outside          2  partly         4
weights (ballots)            6  done
scores (units)               0  missing
points that are missing: 4 of 4
  without an appraisal decision: 2
  without a figure from outside: 2
  of these with a self score, a check or an explanation: 2
  criteria: 1.1 (2), 2.2 (2)
  units: U1 (2), U2 (2)
next: dtxhh points import r.dtxhh FILE...
  chưa có kết quả thẩm định: 2
  chưa có số liệu từ bên ngoài: 2
  trong đó đã có tự chấm, kiểm tra hoặc giải trình: 2
  tiêu chí: 1.1 (2), 2.2 (2)
  đơn vị: U1 (2), U2 (2)
việc tiếp theo: dtxhh points import r.dtxhh FILE...
Đơn vị  Tiêu chí  Nhóm  Cách chấm  Bước gần nhất  Cơ quan thẩm định
------  --------  ----  ---------  -------------  -----------------
Sở Một  1.1             TD         tự chấm        Sở Nội vụ
Sở Một  2.2             KTXH
Sở Hai  1.1             TD         tự chấm        Sở Nội vụ
Sở Hai  2.2             KTXH
0
U2,1.3,,THUONG_TRU,explanation,
unit,criterion,group,method,stage,appraiser
U1,*,SP,,,
U2,*,SP,,,
points,4,partly,,2
points,5,partly,,1
points that are missing: 1 of 6
  without the figure of a group: SP (1)
  units: U2 (1)
next: dtxhh frame import sipas.dtxhh FILE...
points,7,partly,,2
weights,0,missing,dtxhh weigh r.dtxhh,
points,1,partly,dtxhh points import alone.dtxhh FILE...,1
points,2,done,,
scores,0,missing,dtxhh score alone.dtxhh,
block,unit,max,appraised,survey,sipas,socio,bonus,total,percent
B,U1,10,0,8,0,0,0,8,80
B,U2,10,0,7,0,0,0,7,70
  units: U1 (1), U2 (1), U3 (1), U4 (1), U5 (1), U6 (1), U7 (1), U8 (1) and 1 more
reserves that were called in and have no ballot yet: 1
frame,8,partly,dtxhh frame import f.dtxhh FILE...,1
groups without members in the frame: 1
entries,6,done,dtxhh import r.dtxhh FILE...,
points,7,done,,
weights,6,partly,,4
scores,0,missing,,
unit,criterion,group,method,stage,appraiser
U1,1.2,,DTXHH,,
U1,2.1,,DTXHH,,
U2,1.2,,DTXHH,,
U2,2.1,,DTXHH,,
tiêu chí điều tra của các đơn vị mà không nhóm nào có đủ phiếu hợp lệ: 4; cần thu thêm phiếu, hoặc ghi vào bảng Không áp dụng (not_applicable) phần không áp dụng
  tiêu chí: 1.2 (2), 2.1 (2)
  đơn vị: U1 (2), U2 (2)
việc tiếp theo: dtxhh import r.dtxhh FILE...
4
weights,6,done,,
scores,0,missing,dtxhh score r.dtxhh,
scores,2,done,dtxhh report r.dtxhh -o FILE.xlsx,
fewest ballots to expect: 3.0, of unit U1 from group LD (`dtxhh plan` shows all)
dự kiến ít phiếu nhất: 3,0, đơn vị U1, nhóm LD (xem tất cả bằng `dtxhh plan`)
fewest ballots to expect: 2.0, of unit U2 from group LD (`dtxhh plan` shows all)
1
0
--- stderr
alone.dtxhh: fault: unit "U2", criterion 1: no counted answers (no group with at least 1 ballots); a criterion that does not apply is said in table not_applicable [F601]
dtxhh: faults: 1, warnings: 0; nothing was changed
line 4 of the log, hash <checked>
--- status 0
