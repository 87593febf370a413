# `weigh --dry-run` prints what `weigh` prints, and leaves the round as it was; a recipe is tried so before it is kept.
--- run
tiny_pointed
sha256sum <r.dtxhh >was
for lang in en vi; do
    dtxhh weigh r.dtxhh --as lan --lang $lang --csv --dry-run >dry 2>/dev/null
    cp r.dtxhh w.dtxhh; dtxhh weigh w.dtxhh --as lan --lang $lang --csv >wet 2>/dev/null
    diff dry wet; wc -l <dry
done
echo step,group,variables,method,lower,upper,totals,merge >c.csv; echo nonresponse,DAN,,,,,, >>c.csv
dtxhh weigh r.dtxhh --recipe c.csv --as lan --csv --dry-run >dry
cp r.dtxhh w.dtxhh; dtxhh weigh w.dtxhh --recipe c.csv --as lan --csv >wet; cmp dry wet && cut -d, -f1-4 dry
sha256sum <r.dtxhh | cmp - was && echo unchanged
--- stdout
7
7
step,name,group,n
1,base,,7
1,base,DAN,4
1,base,LD,3
2,final,,6
2,nonresponse,DAN,3
2,nonresponse,LD,3
unchanged
--- stderr
a dry run: nothing was changed
line 8 of the log, hash <checked>
--- status 0
