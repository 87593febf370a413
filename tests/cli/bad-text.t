# Words that are not UTF-8 are refused; file names are taken as they are; composed
# and decomposed letters are the same seed.
--- run
dtxhh ticket --seed "$(printf 'a\377')" id
echo "status $?"
dtxhh status "$(printf 'a\377.dtxhh')" 2>&1 | wc -l
dtxhh ticket --seed "$(printf 'e\314\202')" id >decomposed
dtxhh ticket --seed Ãª id | cmp - decomposed && echo same
--- stdout
status 2
1
same
--- stderr
dtxhh: the word "aÿ" is not UTF-8 text
--- status 0
