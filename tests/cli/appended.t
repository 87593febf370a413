# Bytes behind the pages of a round, which no statement reads: `verify` and `log verify` say so.  A round that was cut
# short is damaged.
--- run
tiny_drawn
dtxhh log verify r.dtxhh
size=$(stat -c %s r.dtxhh)
try() { # a copy that PROGRAM makes other
    for verb in verify 'log verify'; do
        cp r.dtxhh s.dtxhh
        eval "$2"
        # shellcheck disable=SC2086
        dtxhh $verb s.dtxhh >out 2>err
        echo "$1, $verb: status $?, $(wc -c <out), $(sed "s/$size/SIZE/g; s/$(stat -c %s s.dtxhh)/OTHER/; s/ $((size / 8192 + 1)) pages, of which $((size / 8192)) / ONE MORE pages, of which ALL /" err | head -1)"
    done
}
try 'one byte more' 'printf x >>s.dtxhh'
try 'a page more' 'head -c 8192 /dev/zero >>s.dtxhh'
try 'another round behind it' 'cat r.dtxhh >>s.dtxhh'
# ... and the first page made to agree: bytes 24 (changes), 28 (pages), 92 (changes at which that was so)
says() { # offset value: four bytes of s.dtxhh
    python3 -c 'import sys; f = open("s.dtxhh", "r+b"); f.seek(int(sys.argv[1])); f.write(int(sys.argv[2]).to_bytes(4, "big"))' "$@"
}
try 'a page more, counted' 'head -c 8192 /dev/urandom >>s.dtxhh; says 28 $((size / 8192 + 1))'
try 'a page more, not said how many' 'head -c 8192 /dev/urandom >>s.dtxhh; says 92 0'
# a verb that changes the round does not begin
head -c 8192 /dev/zero | cat r.dtxhh - >s.dtxhh && dtxhh frame freeze s.dtxhh --seed-from y --reason z --as a
try 'a byte less' 'truncate -s -1 s.dtxhh'
try 'a page less' 'truncate -s -8192 s.dtxhh'
--- stdout
log: no difference; line 4, hash <checked>
one byte more, verify: status 1, 0, s.dtxhh: fault: the file has OTHER bytes, its pages SIZE; what stands behind them is not the round's [F911]
one byte more, log verify: status 1, 0, s.dtxhh: fault: the file has OTHER bytes, its pages SIZE; what stands behind them is not the round's [F911]
a page more, verify: status 1, 0, s.dtxhh: fault: the file has OTHER bytes, its pages SIZE; what stands behind them is not the round's [F911]
a page more, log verify: status 1, 0, s.dtxhh: fault: the file has OTHER bytes, its pages SIZE; what stands behind them is not the round's [F911]
another round behind it, verify: status 1, 0, s.dtxhh: fault: the file has OTHER bytes, its pages SIZE; what stands behind them is not the round's [F911]
another round behind it, log verify: status 1, 0, s.dtxhh: fault: the file has OTHER bytes, its pages SIZE; what stands behind them is not the round's [F911]
a page more, counted, verify: status 1, 0, s.dtxhh: fault: the file has ONE MORE pages, of which ALL are those of tables and indexes or free; the others are not the round's [F911]
a page more, counted, log verify: status 1, 0, s.dtxhh: fault: the file has ONE MORE pages, of which ALL are those of tables and indexes or free; the others are not the round's [F911]
a page more, not said how many, verify: status 1, 0, s.dtxhh: fault: the file has ONE MORE pages, of which ALL are those of tables and indexes or free; the others are not the round's [F911]
a page more, not said how many, log verify: status 1, 0, s.dtxhh: fault: the file has ONE MORE pages, of which ALL are those of tables and indexes or free; the others are not the round's [F911]
a byte less, verify: status 3, 0, dtxhh: "s.dtxhh" is damaged
a byte less, log verify: status 3, 0, dtxhh: "s.dtxhh" is damaged
a page less, verify: status 3, 0, dtxhh: "s.dtxhh" is damaged
a page less, log verify: status 3, 0, dtxhh: "s.dtxhh" is damaged
--- stderr
dtxhh: what stands in the file "s.dtxhh" behind its pages is not the round's; `dtxhh verify` tells more
--- status 0
