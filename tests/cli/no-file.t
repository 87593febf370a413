# A round that is not there, or is no round, ends with 3 for every verb that takes one.
--- run
echo 'not a round' >text.dtxhh
sqlite3 other.dtxhh 'CREATE TABLE a (b)'
: >empty.dtxhh
for words in 'status R' 'show R frame' 'frame import R x.csv' 'frame freeze R --seed-from a' 'plan R' 'draw R --seed a' \
    'draw R --record x' 'define R --definition x --reason y' 'issue R' 'import R x.csv' 'points import R x.csv' 'check R' \
    'weigh R' 'score R' 'report R -o x.xlsx' 'rehearse R -o d --seed a' 'verify R' 'log show R' 'log head R' 'log verify R'; do
    for round in nothing text other empty; do
        # shellcheck disable=SC2046
        dtxhh $(echo "$words" | sed "s/ R/ $round.dtxhh/") >out 2>err
        status=$?
        [ $status -eq 3 ] && [ -s err ] && [ ! -s out ] || echo "$words, $round: status $status: $(cat out err)"
    done
done
dtxhh status nothing.dtxhh
dtxhh status text.dtxhh
dtxhh status other.dtxhh
dtxhh status empty.dtxhh
tiny_new
dtxhh frame import r.dtxhh nothing.csv; echo "status $?"
dtxhh import r.dtxhh nothing.csv; echo "status $?"
dtxhh points import r.dtxhh nothing.csv; echo "status $?"
dtxhh new s.dtxhh --definition nothing; echo "status $?"
dtxhh new no/folder/s.dtxhh --definition "$TINY/definition" 2>err; echo "status $?"; sed "s/[0-9]*.new/PID.new/" err
ls
--- stdout
status 3
status 3
status 3
status 3
status 3
dtxhh: cannot write "no/folder/s.dtxhh": No such file or directory
empty.dtxhh
err
other.dtxhh
out
r.dtxhh
text.dtxhh
--- stderr
dtxhh: cannot open "nothing.dtxhh": No such file or directory
dtxhh: "text.dtxhh" is not a round file
dtxhh: "other.dtxhh" is not a round file
dtxhh: "empty.dtxhh" is not a round file
dtxhh: cannot open "nothing.csv": No such file or directory
dtxhh: cannot read "nothing.csv": No such file or directory
dtxhh: cannot read "nothing.csv": No such file or directory
dtxhh: cannot read "nothing": No such file or directory
--- status 0
