# What stands in a file reaches the terminal as one line without control characters, cut where it is long.
--- run
tiny_issued
serial=$(sqlite3 r.dtxhh "SELECT printf('%011d', min(serial)) FROM ballot")
printf 'serial,"Q1\nU1 \033[31m\302\233m",Q2\n' >red.csv
dtxhh import r.dtxhh red.csv --as a 2>&1 | LC_ALL=C grep -c '[[:cntrl:]]'
dtxhh import r.dtxhh red.csv --as a
{ echo 'serial,Q1.U1'; printf '%s,' "$serial"; awk 'BEGIN { for (i = 0; i < 100000; i++) printf "đ"; print "" }'; } >long.csv
dtxhh import r.dtxhh long.csv --as a 2>err; awk '/F411/ { print length($0) < 1100 ? "cut" : "whole" }' err
{ echo 'serial,Q1.U1'; echo '1.23457E+10,A'; echo '"12345678901 ",A'; } >rounded.csv
dtxhh import r.dtxhh rounded.csv --as a
--- stdout
0
cut
--- stderr
red.csv:1:2: fault: column "Q1 U1  [31m  m" is no question of any ballot type; expected a question's code, or question.unit [F401]
dtxhh: faults: 1, warnings: 0; nothing was changed
rounded.csv:2:1: fault: "1.23457E+10" is a rounded number, the last digits of the serial are lost; format the column as text and key it again [F403]
rounded.csv:3:1: fault: "12345678901" is no serial: its digits do not check; expected 11 digits as printed on the ballot [F403]
dtxhh: faults: 2, warnings: 0; nothing was changed
--- status 1
