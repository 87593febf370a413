# A number of an option is read as one in a cell is: with a decimal comma, as a percentage, with marks between thousands.  Each
# line has three writings of one number, which must come to the same as the first; what can be read in two ways is refused.
--- run
printf 'id,y,h,s\n1,0.5,a,1\n2,1.5,a,2\n3,2.5,b,1\n4,2.5,b,3\n5,7,c,1\n6,1,c,1\n' >t.csv
printf 'stratum,N,S,cost,mean\na,1000,10,1,50\nb,3000,5,4,20\nc,50,40,9,100\n' >s.csv
dtxhh new r.dtxhh --definition "$TINY/definition" --quiet 2>/dev/null; dtxhh frame import r.dtxhh "$TINY/frame.csv" --quiet 2>/dev/null
alike() {
    verb=$1; first=$2; shift
    eval "dtxhh $verb $first --csv" >first 2>/dev/null && [ -s first ] || echo "$verb $first: nothing"
    for each in "$@"; do
        eval "dtxhh $verb $each --csv" >other 2>said || cat said
        cmp -s first other || echo "$verb: $each is not $first"
    done
}
alike 'size --proportion 0.5' '--margin 0.05' '--margin 0,05' '--margin 5%' "--margin '5 %'" "--margin '5,0%'"
alike 'size --margin 5%' '--proportion 0.5' '--proportion 0,5' '--proportion 50%'
alike 'size --proportion 0.5 --margin 5%' '--conf 0.9 --deff 1.5 --response 0.8' '--conf 90% --deff 1,5 --response 80%' '--conf 0,9 --deff 1,50 --response 0,8'
alike 'size --mean' '--cv 0.42 --target 0.03' '--cv 42% --target 3%' '--cv 0,42 --target 0,03'
alike 'size' '--two-proportions 0.3,0.5' '--two-proportions 30%,50%' "--two-proportions '0,3;0,5'" "--two-proportions '30,0%;50%'" '--two-proportions 0.300,0.500'
alike 'size --two-proportions 30%,50%' '--alpha 0.1 --power 0.9' '--alpha 0,1 --power 0,9' '--alpha 10% --power 90%'
alike 'size --yamane --margin 5%' '--population 1000000' '--population 1.000.000' '--population 1,000,000' "--population '1 000 000'"
alike 'size --yamane --margin 5%' '--population 1000,2000' "--population '1000;2000'" "--population '1 000;2 000'"
alike 'allocate s.csv --by cost' '--cost 500.5' '--cost 500,5'
alike 'allocate s.csv --by cost' '--cv 0.05' '--cv 0,05' '--cv 5%' '--cv 5,0%'
alike 'allocate s.csv --n 40 --by power' '--power 0.25' '--power 0,25' '--power 25%'
alike 'allocate s.csv --by equal' '--n 1200 --min 2' "--n '1 200' --min 2,0"
alike 'select t.csv --id id --method srs --seed 1 --n 2' '--reserve 0.5' '--reserve 0,5' '--reserve 50%'
alike 'estimate t.csv --mean y' '--conf 0.9 --df 2.5' '--conf 0,9 --df 2,5' '--conf 90% --df 2.5'
alike 'estimate t.csv --mean y --weight s' '--trim 0.5,1.5' "--trim '0,5;1,5'" "--trim '50%;150%'"
alike 'estimate t.csv --mean y --by h' '--contrast 0.5,0.5,-1' "--contrast '0,5;0,5;-1'"
alike 'estimate t.csv' '--quantile y@0.5,s@0.25' '--quantile y@0,5,s@0,25' '--quantile y@50%,s@25%'
alike 'estimate t.csv --mean s --strata h' '--replicates fay:0.3' '--replicates fay:0,3' '--replicates fay:30%'
alike 'estimate t.csv --mean s' "--where 'y > 1.5'" "--where 'y > 1,5'" "--where 'y > 150%'"
alike 'estimate t.csv --mean s' "--where 'y = 2.5'" "--where 'y = 2,5'"
alike 'plan r.dtxhh' '--cost 1.5' '--cost 1,5'
group=$(dtxhh show r.dtxhh groups --csv | sed -n '2s/,.*//p')
alike 'plan r.dtxhh' "--cost 3.5,$group=2.5" "--cost 3,5,$group=2,5" "--cost '3,5;$group=2,5'"
echo '# in two ways, or none'
for each in 'size --proportion 0.5 --margin 5% --deff 1.500' 'size --proportion 0.5 --margin 5% --deff 1,500' 'size --yamane --margin 5% --population 1.000' \
    'size --yamane --margin 5% --population 1,000' 'size --yamane --margin 5% --population 50%' 'size --two-proportions 0,3,0,5' 'allocate s.csv --by equal --n 1.000' \
    'allocate s.csv --by cost --cost 1,500' 'allocate s.csv --by equal --n 5%' 'select t.csv --id id --method srs --seed 1 --n 2 --reserve 1.500' \
    'estimate t.csv --mean y --df 1.500' 'estimate t.csv --mean y --trim ;1.500' 'estimate t.csv --mean y --trim 1,2,3' 'estimate t.csv --quantile y@1.500' \
    'estimate t.csv --mean y --replicates bootstrap:1,5' 'plan r.dtxhh --cost 1.500'; do
    dtxhh $each; echo "$? $each"
done
dtxhh estimate t.csv --mean y --where 'y > 1.500'; dtxhh estimate t.csv --mean y --where 'y = 1.500'; dtxhh estimate t.csv --mean y --where 'y > 1.5x'
--- stdout
# in two ways, or none
2 size --proportion 0.5 --margin 5% --deff 1.500
2 size --proportion 0.5 --margin 5% --deff 1,500
2 size --yamane --margin 5% --population 1.000
2 size --yamane --margin 5% --population 1,000
2 size --yamane --margin 5% --population 50%
2 size --two-proportions 0,3,0,5
2 allocate s.csv --by equal --n 1.000
2 allocate s.csv --by cost --cost 1,500
2 allocate s.csv --by equal --n 5%
2 select t.csv --id id --method srs --seed 1 --n 2 --reserve 1.500
2 estimate t.csv --mean y --df 1.500
2 estimate t.csv --mean y --trim ;1.500
2 estimate t.csv --mean y --trim 1,2,3
2 estimate t.csv --quantile y@1.500
2 estimate t.csv --mean y --replicates bootstrap:1,5
2 plan r.dtxhh --cost 1.500
--- stderr
dtxhh: option --deff has "1.500", which can be read in two ways, 1.5 or 1500; write one of these
dtxhh: option --deff has "1,500", which can be read in two ways, 1500 or 1.5; write one of these
dtxhh: option --population has "1.000", which can be read in two ways, 1 or 1000; write one of these
dtxhh: option --population has "1,000", which can be read in two ways, 1000 or 1; write one of these
dtxhh: option --population has "50%"; expected a whole number above 0 and at most 9e+09
dtxhh: option --two-proportions has "0"; expected a number above 0 and below 1; commas stand between numbers, or `;` where a comma is the decimal mark
dtxhh: option --n has "1.000", which can be read in two ways, 1 or 1000; write one of these
dtxhh: option --cost has "1,500", which can be read in two ways, 1500 or 1.5; write one of these
dtxhh: option --n has "5%"; expected a whole number from 1 to 999999999
dtxhh: option --reserve has "1.500", which can be read in two ways, 1.5 or 1500; write one of these
dtxhh: option --df has "1.500", which can be read in two ways, 1.5 or 1500; write one of these
dtxhh: option --trim has "1.500", which can be read in two ways, 1.5 or 1500; write one of these
dtxhh: option --trim has "1,2,3"; expected two numbers L,U, or L;U where a comma is the decimal mark, with L below U, one of which may be left out
dtxhh: option --quantile has "1.500", which can be read in two ways, 1.5 or 1500; write one of these
dtxhh: option --replicates has "bootstrap:1,5"; expected one of: jk1, jkn, bootstrap:R, brr, fay:RHO
dtxhh: option --cost has "1.500", which can be read in two ways, 1.5 or 1500; write one of these
dtxhh: "y > 1.500": the number can be read in two ways, 1.5 or 1500; write one of these
dtxhh: "y = 1.500": the number can be read in two ways, 1.5 or 1500; write one of these
dtxhh: "y > 1.5x" compares by size; expected a column of numbers and a number
--- status 2
