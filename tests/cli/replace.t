# A reserve takes the place of a member, once, in ticket order; it gets a ballot too.
--- run
tiny_issued
member=$(dtxhh show r.dtxhh sample | awk -F, '$3 == "X" && $5 == 1 && $4 == "selected" { print $1 "/" $2 }')
reserve=$(dtxhh show r.dtxhh sample | awk -F, '$4 == "reserve" { print $1 "/" $2 }')
say() { "$@" 2>&1 | sed "s|$member|MEMBER|g; s|$reserve|RESERVE|g"; }
say dtxhh draw r.dtxhh --replace nobody --disposition absent --as a
say dtxhh draw r.dtxhh --replace DAN/none --disposition absent --as a
say dtxhh draw r.dtxhh --replace "$member" --disposition bored --as a
say dtxhh draw r.dtxhh --replace "$reserve" --disposition absent --as a
say dtxhh draw r.dtxhh --replace "$member" --disposition absent --as a --dry-run
say dtxhh draw r.dtxhh --replace "$member" --disposition absent --as a
say dtxhh draw r.dtxhh --replace "$member" --disposition absent --as a
say dtxhh draw r.dtxhh --replace "$reserve" --disposition absent --as a
dtxhh status r.dtxhh | grep ballots
dtxhh issue r.dtxhh --as a
dtxhh issue r.dtxhh --as a
dtxhh status r.dtxhh | grep ballots
dtxhh verify r.dtxhh
--- stdout
dtxhh: "nobody" is no member; expected GROUP/ID
dtxhh: "DAN/none" is not in the sample
dtxhh: "bored" is no disposition; expected refused, absent, moved, ineligible
dtxhh: "RESERVE" is a reserve that was not called in
replaced,disposition,reserve
MEMBER,absent,RESERVE
a dry run: nothing was changed
replaced,disposition,reserve
MEMBER,absent,RESERVE
dtxhh: "MEMBER" is replaced already
dtxhh: group "DAN", stratum "X": no reserve is left
ballots,7,partly,dtxhh issue r.dtxhh -o DIR
type,ballots
P1,1
type,ballots
ballots,8,done,
log, draw, weights and scores: no difference; line 7, hash <sha256>
--- stderr
nobody is without a ballot; none was issued
--- status 0
