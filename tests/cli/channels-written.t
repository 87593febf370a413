# W404 tells whether the other channel brought the same answers: numbers and words count like options, in one run and
# in two.  By hand: L1 has another number, L2 the same in all, L3 other words and another option.
--- run
import_issued 'channels,first,test'
head='serial,channel,Q1.U1,Q2.U1,Q1.U2,Q2.U2,Q1.U3,Q2.U3,Q3,Q4'
cat >paper.csv <<END
$head
17394484940,paper,A,B,A,,E,C,nhanh hơn,1998
13721788296,paper,B,A,?,*,D,B,như nhau,?
57451136721,paper,C,C,B,A,A,E,tốt,2005
END
cat >online.csv <<END
$head
17394484940,online,A,B,A,,E,C,nhanh hơn,1999
13721788296,online,B,A,?,*,D,B,như nhau,?
57451136721,online,C,C,B,A,A,D,kém,2005.0
END
cp i.dtxhh two.dtxhh
dtxhh import i.dtxhh paper.csv online.csv --as a
dtxhh import two.dtxhh paper.csv --as a --quiet
dtxhh import two.dtxhh online.csv --as a
--- stdout
files,rows,entries,events,encoding,layout
2,6,6,0,UTF-8,ballots
files,rows,entries,events,encoding,layout
1,3,3,0,UTF-8,ballots
--- stderr
online.csv:2: warning: serial 173-944-849-40 came from channel "online" too, with 1 other answers, the first to Q4; by the setting "channels" the one from "paper" counts, both are kept [W404]
online.csv:3: warning: serial 137-217-882-96 came from channel "online" too, with the same answers; by the setting "channels" the one from "paper" counts, both are kept [W404]
online.csv:4: warning: serial 574-511-367-21 came from channel "online" too, with 2 other answers, the first to Q2.U3; by the setting "channels" the one from "paper" counts, both are kept [W404]
line 6 of the log, hash <checked>
online.csv:2: warning: serial 173-944-849-40 came from channel "online" too, with 1 other answers, the first to Q4; by the setting "channels" the one from "paper" counts, both are kept [W404]
online.csv:3: warning: serial 137-217-882-96 came from channel "online" too, with the same answers; by the setting "channels" the one from "paper" counts, both are kept [W404]
online.csv:4: warning: serial 574-511-367-21 came from channel "online" too, with 2 other answers, the first to Q2.U3; by the setting "channels" the one from "paper" counts, both are kept [W404]
line 7 of the log, hash <checked>
--- status 0
