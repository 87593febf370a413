# Offices that key at random in files of their own, with copies, early copies and files sent twice, merged in random orders: the
# same round, every conflict listed, the points those of the rule. Here a few, in tests/slow/offices-random.sh thirty in twenty
# orders.
--- run
python3 "$CASES/offices-random.py" "$TINY/definition" "${FILES:-6}" "${ORDERS:-3}" "${SEED:-1}"
--- stdout
6 files, 3 orders: the same round
--- stderr
--- status 0
