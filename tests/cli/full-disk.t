# What cannot be written to stdout is said, and the status is 3, even where there was a result.
--- run
tiny_scored
for words in '--help' '--version' 'draw --help' 'show r.dtxhh frame' 'ticket --seed a b' 'plan r.dtxhh' \
    'status r.dtxhh' 'log show r.dtxhh' 'log verify r.dtxhh' 'verify r.dtxhh' 'weigh r.dtxhh'; do
    # shellcheck disable=SC2086
    dtxhh $words >/dev/full 2>err
    echo "$words: status $?, $(tail -1 err)"
done
--- stdout
--help: status 3, dtxhh: the output cannot be written; is the disk full?
--version: status 3, dtxhh: the output cannot be written; is the disk full?
draw --help: status 3, dtxhh: the output cannot be written; is the disk full?
show r.dtxhh frame: status 3, dtxhh: the output cannot be written; is the disk full?
ticket --seed a b: status 3, dtxhh: the output cannot be written; is the disk full?
plan r.dtxhh: status 3, dtxhh: the output cannot be written; is the disk full?
status r.dtxhh: status 3, dtxhh: the output cannot be written; is the disk full?
log show r.dtxhh: status 3, dtxhh: the output cannot be written; is the disk full?
log verify r.dtxhh: status 3, dtxhh: the output cannot be written; is the disk full?
verify r.dtxhh: status 3, dtxhh: the output cannot be written; is the disk full?
weigh r.dtxhh: status 3, dtxhh: the output cannot be written; is the disk full?
--- stderr
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
--- status 0
