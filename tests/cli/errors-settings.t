# What settings do to the table that errors are made of, and to the errors.  LD is a census of three: L1 and L2 of office BC1, L3 of
# BC2; L3 has no opinion on U1 at all.
#   no_opinion = stays: 3 people may rate U1; ineligible: 2, and both answered.
#   fpc = no: nothing is known of N.
#   stratum_by = office: a census in two strata, of 2 and 1; each is weighed by itself: with L2 away L1 stands for both.
#   floor = learned is never wider than full: of those unseen one at most is unlike those seen.
# Limits are on the scale of the ranking, and the total lies within them, whatever the setting.
--- run
mkdir t && cp -r "$TINY"/* t/ && sed -i 's/^LD\/L3,.*/LD\/L3,,E,E,E,D,B,A/' t/answers.csv
cp -r t base
TINY=t
people() { dtxhh show r.dtxhh cases --csv | awk -F, -v g="$1" '$2 == g { print $2, $3, $4, $8 }' | sort -u | tr '\n' ';'; echo; }
try() {
    rm -rf t r.* && cp -r base t
    eval "$1"
    tiny_scored 2>/dev/null || echo "$1 failed"
    dtxhh show r.dtxhh scores --csv | awk -F, 'NR > 1 { t = $9; if ($16 != "" && ($16 > t || $17 < t || $16 < 0 || $17 > $3)) print "limits of " $2 ": " t, $16, $17 }'
    dtxhh verify r.dtxhh >/dev/null 2>&1 || echo "not verified"
}
say() { printf '%s\n' "$1,$2," >>t/definition/round.csv; }
try 'say no_opinion stays'; people LD
try 'say no_opinion ineligible'; people LD
try 'say fpc no'; people LD
try 'sed -i "s/census,,,,,,/census,,,,office,,/" t/definition/groups.csv; sed -i "s|^LD/L2.*|LD/L2,refused,,,,,,|" t/answers.csv'; people LD
dtxhh show r.dtxhh strata --csv | grep ^LD
dtxhh show r.dtxhh cases --csv | awk -F, '$2 == "LD" { print $3, $7 }' | sort -u
width() { dtxhh show r.dtxhh scores --csv | awk -F, '$2 == "U1" { print $17 - $16 }'; }
try 'say floor full'; full=$(width)
try 'say floor learned'; awk -v full="$full" -v learned="$(width)" 'BEGIN { print (learned < full ? "narrower" : "not narrower") }'
dtxhh show r.dtxhh cases --block B --csv | sed 1d | wc -l
dtxhh show r.dtxhh cases --block C; echo "status $?"
dtxhh show r.dtxhh scores --block B; echo "status $?"
dtxhh show r.dtxhh cases-outside --csv
--- stdout
LD * U1 3;LD * U2 3;
LD * U1 2;LD * U2 3;
LD * U1 ;LD * U2 ;
LD BC1 U1 2;LD BC1 U2 2;LD BC2 U2 1;
LD,BC1,2,2,0
LD,BC2,1,1,0
BC1 2
BC2 1
narrower
30
status 2
status 2
unit,kind,value,se,max
U1,fixed,44,0,50
U2,fixed,47.50000000033333,0,50
--- stderr
dtxhh: there is no block "C"
dtxhh: --block goes with the tables cases and cases-outside
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
--- status 0
