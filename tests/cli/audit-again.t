# Phúc tra: people drawn are asked again; what they said is compared by kappa, with its error by people.
#
# The last lines are the answers and those given again, a byte each.  R, on these, with A to E as 1 to 5, blanks (00) left out, of the weighted
# kappa E (no opinion) too: p <- table(a, b) / n, w <- diag(5) or 1 - (i - j)^2 / 9, kappa K = (sum(w p) - sum(w r s)) / (1 - sum(w r s)), z = (w_ij -
# (w_i. + w_.j)(1 - K)) / (1 - e), u the sums by person of z less its mean, se = sqrt(4/3 sum u^2) / n, K -+ qt(0.975, 3) se:
# all 0.86957, 0.81842, 0.64030 to 0.99654, weighted 0.59392, 0.06530 to 1; Q1 0.875, 0.82609, 0.27157 to 1; Q3 0.75, 0.68, 0.11310 to 1; of Q2 none differs.
--- run
tiny_new() { dtxhh new r.dtxhh --definition "$TINY/definition" --salt-seed a --as minh --quiet; }
tiny_keyed
dtxhh audit draw r.dtxhh --reinterview --ballots 4 --seed-from 'xổ số 20/12' --seed-digits 5 --as mai --quiet
dtxhh audit draw r.dtxhh --reinterview --seed 40561 -o again --as mai; ls again
cells again/BC1-phuc-tra.xlsx 1 1 | head -8
drawn=$(sqlite3 r.dtxhh 'SELECT serial FROM audit_drawn')
{ head -1 keyed.csv; for s in $drawn; do grep "^$s" keyed.csv; done; } | sed 's/hoa//; 2s/A,/B,/; 3s/B$/A/; 4s/,A,/,C,/; 5s/B,B/C,B/; 2s/.$/D/' >said.csv
dtxhh audit report r.dtxhh 2>&1 | grep W477
dtxhh audit import r.dtxhh said.csv --as mai --quiet
dtxhh audit report r.dtxhh
for s in $drawn; do sqlite3 r.dtxhh "SELECT serial || ' ' || hex(answers) FROM entry WHERE serial = $s UNION ALL SELECT 'again ' || hex(answers) FROM audit_entry WHERE serial = $s"; done
dtxhh verify r.dtxhh 2>/dev/null
--- stdout
audit,kind,ballots,fields,sha256
7,reinterview,4,0,<sha256>
BC1-nhap-lai.xlsx
BC1-phuc-tra.xlsx
BC2-nhap-lai.xlsx
BC2-phuc-tra.xlsx
Danh sách phát và thu phiếu: BC1||||||||
Đánh dấu x vào ô Đã phát khi giao phiếu, ô Đã thu khi nhận lại. Không thu được thì ghi lý do: từ chối, vắng mặt, chuyển đi, không thuộc đối tượng.||||||||
Chỉ danh sách này cho biết phiếu nào của ai. Không chép mã đối tượng lên phiếu; không gửi danh sách này cùng phiếu đã thu.||||||||
TT|Số phiếu|Mã đối tượng|Nhóm đối tượng|Mẫu phiếu|Đã phát|Đã thu|Lý do không thu|Ký nhận
1|670-588-375-35|L1|Lãnh đạo|Phiếu thử||||
2|506-772-744-17|Y1|Người dân|Phiếu thử||||
Cộng theo mẫu phiếu||||||||
Phiếu thử|||||2|||
r.dtxhh: warning: audit of line 7: 4 of 4 ballots that were drawn are not keyed again yet; what follows is of the others [W477]
what,name,ballots,pairs,agreement,kappa,low,high,weighted,weighted_low,weighted_high
scale,M4,4,23,0.8695652173913043,0.818421052631579,0.640304298483816,0.9965378067793421,0.5939226519337016,0.06529609397418934,1
question,P1/Q1,4,8,0.875,0.8260869565217391,0.2715727658453667,1,0.7500000000000001,-0.16419630381144712,1
question,P1/Q2,4,7,1,1,,,1,,
question,P1/Q3,4,8,0.75,0.68,0.1131103950777459,1,0.2500000000000009,-0.9974452065818398,1
16941444694 020205040201
again 020205040204
50677274417 030102010003
again 030102010003
53330395428 010201020105
again 030201020105
67058837535 010102020201
again 010103020201
log, draw, weights and scores: no difference; line 9, hash <checked>
--- stderr
files written into "again": 4
line 8 of the log, hash <checked>
answers without an option in one of both, which are left out: 1
--- status 0
