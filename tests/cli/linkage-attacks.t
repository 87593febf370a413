# Nothing that evidence and the workbooks for keying carry ties a ballot's answers to a person better than chance, where the round
# claims it cannot: in a class of two holders or more no column, order of rows or place in a file puts ballots into the order of
# people, though whole offices keyed in that order.  Each attack wins where its order was given away on purpose
# (tests/cli/linkage-attacks.py says how).
--- run
for seed in 1 2; do
    mkdir $seed && (cd $seed && python3 "$CASES/linkage-attacks.py" $seed)
done
--- stdout
34 classes of 2 to 12 ballots, 476 attacks; none wins
entry.line given away: wins
entry_other.line given away: wins
movement.number given away: wins
weight.final given away: wins
movement.batch given away: wins
rowid given away: wins
place in the file given away: wins
serials in the order of people: wins
33 classes of 2 to 12 ballots, 476 attacks; none wins
entry.line given away: wins
entry_other.line given away: wins
movement.number given away: wins
weight.final given away: wins
movement.batch given away: wins
rowid given away: wins
place in the file given away: wins
serials in the order of people: wins
--- stderr
--- status 0
