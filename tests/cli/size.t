# size: by formula, in the order n0, design effect, finite population, response; the figures
# are R's (tests/golden) and the official table of N/(1+N e^2): 1,000 gives 286, 10,000 gives 385.
--- run
dtxhh size --yamane --margin 5% --population 1000,10000 | cut -d, -f1,2,7
dtxhh size --proportion 0.5 --margin 0.05 | cut -d, -f7
dtxhh size --proportion 0.5 --margin 0.05 --population 1200 --deff 1.5 --response 0.8 | cut -d, -f7
dtxhh size --proportion 0.3 --margin 0.03 --conf 0.99 --wilson | cut -d, -f1,7
dtxhh size --mean --cv 0.42 --target 3% --population 1800 | cut -d, -f7
dtxhh size --two-proportions 0.62,0.70 | cut -d, -f7
dtxhh size --yamane --margin 5% --population 50 --response 50%
say() { dtxhh size "$@"; echo "status $?"; }
say
say --proportion 0.5
say --proportion 0.5 --mean
say --proportion 1 --margin 0.05
say --proportion 0.5 --margin 0
say --proportion 0.5 --margin 0.05 --cv 1
say --mean --cv 0.4 --target 0.03 --wilson
say --yamane --margin 0.05
say --yamane --margin 0.05 --population 100,
say --two-proportions 0.5
say --two-proportions 0.5,0.5
say --two-proportions 0.5,0.6 --population 100
say --proportion 0.5 --margin 0.05 --response 1.2
say --yamane --margin 5% --population 1.000
say --yamane --margin 5% --population 10.5
say --yamane --margin 5% --population 1e308
# too fine for any count
say --proportion 0.5 --margin 1e-12
say --two-proportions 0.5,0.500000000001
say --proportion 1e-300 --margin 1e-200
say --proportion 0.5 --margin 1e-7 --response 1e-5 --population 100
--- stdout
formula,population,n
yamane,1000,286
yamane,10000,385
n
385
n
487
formula,n
wilson,1543
n
177
n
550
formula,population,n0,after_deff,after_fpc,after_response,n
yamane,50,399.99999999999994,399.99999999999994,44.444444444444436,88.88888888888887,89
status 2
status 2
status 2
status 2
status 2
status 2
status 2
status 2
status 2
status 2
status 2
status 2
status 2
status 2
status 2
status 2
status 2
status 2
status 2
status 2
--- stderr
of 50 people more would have to be asked than there are: ask all; the precision wanted is out of reach with this response
dtxhh: one of --proportion, --mean, --yamane, --two-proportions is missing
dtxhh: --proportion needs --margin
dtxhh: --proportion and --mean are two different things; give one
dtxhh: option --proportion has "1"; expected a number above 0 and below 1
dtxhh: option --margin has "0"; expected a number above 0 and below 0.5
dtxhh: --cv does not go with --proportion
dtxhh: --wilson does not go with --mean
dtxhh: --yamane needs --population
dtxhh: option --population has ""; expected a whole number above 0 and at most 9e+09; commas stand between numbers, or `;` where a comma is the decimal mark
dtxhh: --two-proportions takes two numbers, P1,P2
dtxhh: the two proportions are the same; no size tells them apart
dtxhh: --population does not go with --two-proportions
dtxhh: option --response has "1.2"; expected a number above 0 and at most 1
dtxhh: option --population has "1.000", which can be read in two ways, 1 or 1000; write one of these
dtxhh: option --population has "10.5"; expected a whole number above 0 and at most 9e+09
dtxhh: option --population has "1e308"; expected a whole number above 0 and at most 9e+09
dtxhh: what is wanted is too fine: it takes 9.60365e+23 answers; a size is given up to 1e+15
dtxhh: what is wanted is too fine: it takes 3.92461e+24 answers; a size is given up to 1e+15
dtxhh: what is wanted is too fine: it takes inf answers; a size is given up to 1e+15
dtxhh: what is wanted is too fine: it takes 9.60365e+18 answers; a size is given up to 1e+15
--- status 0
