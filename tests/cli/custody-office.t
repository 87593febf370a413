# Of a ballot of another office a list may say one thing, that it came back there: any other state, by column, by --office, by the
# list's own title or by --delivered, is a fault.
--- run
tiny_issued
s=$(dtxhh show r.dtxhh ballots --csv | awk -F, '$5 == "BC1" { print $1; exit }')
import() { dtxhh custody import "$@" --as a --dry-run --quiet >/dev/null 2>said; echo "$? $(grep -o 'F446' said | sort -u)"; }
for state in printed delivered handed returned verified archived void refused absent moved ineligible; do
    printf 'serial,state,office\n%s,%s,BC2\n' $s $state >column.csv; printf 'serial,state\n%s,%s\n' $s $state >none.csv
    echo "$state: $(import r.dtxhh column.csv); $(import r.dtxhh none.csv --office BC2); $(import r.dtxhh none.csv --office BC1)"
done
printf 'serial\n%s\n' $s >bare.csv; echo "--delivered: $(import r.dtxhh bare.csv --delivered --office BC2); $(import r.dtxhh bare.csv --delivered --office BC1)"
printf 'serial,returned,reason\n%s,x,vắng\n' $s >reason.csv; echo "with a reason: $(import r.dtxhh reason.csv --office BC2)"
--- stdout
printed: 1 F446; 1 F446; 0 
delivered: 1 F446; 1 F446; 0 
handed: 1 F446; 1 F446; 0 
returned: 1 ; 1 ; 1 
verified: 1 F446; 1 F446; 1 
archived: 1 F446; 1 F446; 1 
void: 1 F446; 1 F446; 0 
refused: 1 F446; 1 F446; 0 
absent: 1 F446; 1 F446; 0 
moved: 1 F446; 1 F446; 0 
ineligible: 1 F446; 1 F446; 0 
--delivered: 1 F446; 0 
with a reason: 1 F446
--- stderr
--- status 0
