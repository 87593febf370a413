# An option that takes one of fixed words takes what this program calls them in Vietnamese too: every such option of every verb,
# by its help, and the table of words; those without a Vietnamese word are listed here.  What is none of them is refused.
--- run
awk -F'"' '/^ +[{]"/ { print $2 "|" $4 }' "$ROOT/survey/round/choices.c" >words.txt
dtxhh --help | awk '/^  [a-z]/ { print substr($0, 3, 15) }' | sed 's/ *$//' >verbs.txt
while read -r verb; do
    dtxhh $verb --help | awk '$1 ~ /^(-.,)?--/ || $2 ~ /^--/ { if ($1 ~ /,$/) { $1 = ""; $0 = $0 } if ($2 ~ /\|/ && $2 !~ /^[A-Z]/) print $1, $2 }' | while read -r option choices; do
        case $option in --lang | --pass) continue ;; esac
        [ "$(dtxhh $verb $option xyz --help 2>&1 >/dev/null)" ] || echo "$verb $option takes xyz"
        for word in $(echo "$choices" | tr '|' ' '); do
            key=$(echo "$word" | sed 's/:.*/:/')
            grep "^$key|" words.txt | cut -d'|' -f2- | tr '|' '\n' >called.txt
            [ -s called.txt ] || echo "$verb $option: $word"
            { echo "$word"; cat called.txt; } | sed 's/…/X/' | while read -r called; do
                dtxhh $verb $option "$called" --help >/dev/null || echo "$verb $option refuses $called"
            done
        done
        echo "$verb $option" >>walked.txt
    done
done <verbs.txt
echo; cat walked.txt
echo '# what they come to'
printf 'stratum,N,S,cost,mean,quy mô\na,1000,10,1,50,3\nb,3000,5,4,20,4\n' >s.csv; printf 'id,h\n1,a\n2,a\n3,b\n' >t.csv
for by in proportional 'tỷ lệ' equal Đều; do dtxhh allocate s.csv --n 10 --by "$by" --quiet | cut -d, -f4 | paste -sd' '; done
for by in power 'lũy thừa'; do dtxhh allocate s.csv --n 10 --by "$by" --power 1 --quiet | cut -d, -f4 | paste -sd' '; done
for method in srs 'ngẫu nhiên đơn giản'; do dtxhh select t.csv --id id --n 2 --seed 1 --method "$method" | cut -d, -f1 | paste -sd' '; done
tiny_scored 2>/dev/null; for whom in council 'Hội đồng' unit:U1 'đơn vị: U1'; do dtxhh report r.dtxhh -o r.xlsx --for "$whom" --force --quiet; sha256sum <r.xlsx >sum; cmp -s sum was && echo same; mv sum was; done
import_issued 2>/dev/null; for twice in last 'Lấy bản đến sau' online=first 'trực tuyến=bản đến trước,phỏng vấn=lỗi' never; do dtxhh import i.dtxhh none.csv --twice "$twice" --as a; done
--- stdout
template --tool: xlsform
template --tool: google
estimate --qrule: math
estimate --qrule: school
estimate --qrule: hf7
estimate --calfun: logit
estimate --replicates: jk1
estimate --replicates: jkn
estimate --replicates: brr
estimate --replicates: bootstrap:R
estimate --replicates: fay:RHO
estimate --pps: brewer
estimate --pps: overton
estimate --pps: hartley-rao
estimate --pps: yates-grundy
estimate --pps: horvitz-thompson
estimate --ci: t
estimate --ci: z
estimate --ci: logit
estimate --ci: xlogit
estimate --ci: likelihood
estimate --ci: wilson
estimate --ci: beta
estimate --ci: asin
allocate --by: neyman
select --method: pareto
select --method: sequential-poisson
select --method: poisson
select --method: sampford
select --method: brewer
select --method: maximum-entropy
select --method: cube

template --tool
draw --disposition
estimate --qrule
estimate --calfun
estimate --replicates
estimate --pps
estimate --lonely-psu
estimate --missing
estimate --ci
estimate --deff
import --channel
points import --stage
report --for
sign --role
allocate --by
select --method
# what they come to
n 3 7
n 3 7
n 5 5
n 5 5
n 4 6
n 4 6
id 1 3
id 1 3
same
same
--- stderr
dtxhh: cannot read "none.csv": No such file or directory
dtxhh: cannot read "none.csv": No such file or directory
dtxhh: cannot read "none.csv": No such file or directory
dtxhh: cannot read "none.csv": No such file or directory
dtxhh: --twice has "never"; expected last, first or fault, or online=last,direct=first
--- status 2
