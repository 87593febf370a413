# A row whose serial is wrong, or that is about a wrong unit, has its other faults named in the same run: answers off
# the scale, what is no number, unknown units, channels and states.  A column that two types ask is looked at where the row says
# its type.  Nothing is said of answers that are good.
--- run
import_issued
cat >ballots.csv <<'END'
serial,channel,state,Q1.U1,Q2.U1,Q1.U2,Q2.U2,Q1.U3,Q2.U3,Q3,Q4
12345678901,email,lost,A,Z,9,?,E,C,x,abc
,,,A,B,A,*,E,C,,1998
94837261500,,,Tốt,B,A,Rất xấu,E,C,,?
END
dtxhh import i.dtxhh ballots.csv --as a
cat >units.csv <<'END'
serial,type,unit,Q1,Q2,S1
17394484940,,U9,A,Z,
12345678901,,U9,Z,A,
12345678901,P2,U1,,,9
END
dtxhh import i.dtxhh units.csv --as a
cat >answers.csv <<'END'
serial,unit,question,answer
17394484940,U1,Q1,A
12345678901,U1,Q1,Z
12345678901,,Q4,hai
12345678901,,Q9,hai
END
dtxhh import i.dtxhh answers.csv --as a
--- stdout
--- stderr
ballots.csv:2:1: fault: "12345678901" is no serial: its digits do not check; expected 11 digits as printed on the ballot [F403]
ballots.csv:2:2: fault: column "channel" has "email"; expected paper, online, direct [F410]
ballots.csv:2:3: fault: column "state" has "lost"; expected printed, returned, keyed, verified, archived, void, refused, absent, moved, ineligible [F410]
ballots.csv:2:5: fault: question "Q2" has "Z", which is not on its scale; expected A, B, C, D, E, ? or * [F411]
ballots.csv:2:6: fault: question "Q1" has "9", which is not on its scale; expected A, B, C, D, E, ? or * [F411]
ballots.csv:2:11: fault: question "Q4" has "abc"; expected a number [F411]
ballots.csv:3:1: fault: the serial is empty [F403]
ballots.csv:4:1: fault: "94837261500" is no serial: its digits do not check; expected 11 digits as printed on the ballot [F403]
ballots.csv:4:7: fault: question "Q2" has "Rất xấu", which is not on its scale; expected A, B, C, D, E, ? or * [F411]
dtxhh: faults: 9, warnings: 0; nothing was changed
units.csv:2:3: fault: "U9" is no unit of this round; and 1 more like it: line 3 [F407]
units.csv:2:5: fault: question "Q2" has "Z", which is not on its scale; expected A, B, C, D, E, ? or * [F411]
units.csv:3:1: fault: "12345678901" is no serial: its digits do not check; expected 11 digits as printed on the ballot; and 1 more like it: line 4 [F403]
units.csv:3:4: fault: question "Q1" has "Z", which is not on its scale; expected A, B, C, D, E, ? or * [F411]
units.csv:4:6: fault: question "S1" has "9", which is not on its scale; expected 1, 2, 3, 4, 5, ? or * [F411]
dtxhh: faults: 7, warnings: 0; nothing was changed
answers.csv: warning: no row answers question "Q2" of ballot type "P1"; it counts as blank on all its ballots [W407]
answers.csv: warning: no row answers question "Q3" of ballot type "P1"; it counts as blank on all its ballots [W407]
answers.csv: warning: no row answers question "Q4" of ballot type "P1"; it counts as blank on all its ballots [W407]
answers.csv:3:1: fault: "12345678901" is no serial: its digits do not check; expected 11 digits as printed on the ballot; and 2 more like it: line 4, 5 [F403]
answers.csv:3:4: fault: question "Q1" has "Z", which is not on its scale; expected A, B, C, D, E, ? or * [F411]
answers.csv:4:4: fault: question "Q4" has "hai"; expected a number [F411]
dtxhh: faults: 5, warnings: 3; nothing was changed
--- status 1
