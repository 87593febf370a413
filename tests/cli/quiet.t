# --quiet leaves out summaries and hints, not faults.
--- run
tiny_new; echo "status $?"
dtxhh frame import r.dtxhh "$TINY/frame.csv" --as a --quiet --dry-run
dtxhh frame import r.dtxhh "$TINY/frame.csv" --as a --quiet
dtxhh plan r.dtxhh --quiet | head -2
printf 'group,id\nZZ,1\n' >bad.csv
dtxhh frame import r.dtxhh bad.csv --as a --quiet; echo "status $?"
dtxhh verify r.dtxhh --quiet
--- stdout
status 0
group,stratum,N,formula,n,reserves,margin,design,n_yamane,n_margin,cv,cost
LD,,3,census,3,0,0,census,3,3,0,
status 1
--- stderr
bad.csv:2:1: fault: group "ZZ" is not in the definition [F302]
dtxhh: faults: 1, warnings: 0; nothing was changed
--- status 0
