# A verb that a signal ends leaves nothing half behind: no temporary file, no half of a workbook or round, and what stood
# there before as it was.
--- run
tiny_issued
cp r.dtxhh issued.dtxhh
rm r.dtxhh
tiny_scored 2>scored.err
python3 "$CASES/signals.py" r.dtxhh issued.dtxhh "$TINY/definition"
# one that is ignored stays ignored
(trap '' HUP; dtxhh report r.dtxhh -o a.xlsx --quiet & wait=$!; while [ ! -e a.xlsx ] && kill -HUP $wait 2>kill.err; do :; done; wait $wait; echo "status $?")
ls *.xlsx
--- stdout
done
status 0
a.xlsx
--- stderr
--- status 0
