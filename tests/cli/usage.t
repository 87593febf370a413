# What makes no sense on the command line ends with 2, says why, and changes nothing.
--- run
say() { echo "\$ dtxhh $*"; dtxhh "$@" 2>&1 >out; echo "status $?"; }
say
say fly
say frame
say frame fly
say show
say show r.dtxhh
say show r.dtxhh frame too-many
say status --nope r.dtxhh
say status -x r.dtxhh
say status --csv=yes r.dtxhh
say status --lang
say status --lang fr r.dtxhh
say new r.dtxhh
say new r.dtxhh --definition
say new r.dtxhh --definition a --definition b
say new r.dtxhh --definition a --as ' '
say define r.dtxhh --definition a
say frame import r.dtxhh
say frame freeze r.dtxhh
say draw r.dtxhh
say draw r.dtxhh --seed a --replace LD/L1 --disposition absent
say draw r.dtxhh --replace LD/L1
say draw r.dtxhh --replace LD/L1 --disposition absent
say draw r.dtxhh --seed a --redraw
say ticket --seed a
say ticket id
say issue r.dtxhh --pool many --group LD
say issue r.dtxhh --pool 3
say issue r.dtxhh --walk-in
say issue r.dtxhh --pool 3 --group LD --serial-seed a
say import r.dtxhh
say import r.dtxhh x.csv --pass 4
say import r.dtxhh x.csv --channel pigeon
say import r.dtxhh x.csv --colour red
say report r.dtxhh
say report r.dtxhh -o x.xlsx --for nobody
say report r.dtxhh -o x.xlsx --for unit:
say rehearse r.dtxhh -o d
say rehearse r.dtxhh -o d --seed a --faults 120%
say log verify r.dtxhh --head 12
say verify r.dtxhh --head x123456789012345678901234567890123456789012345678901234567890123
DTXHH_LANG=fr dtxhh status r.dtxhh
echo "status $?"
ls
--- stdout
$ dtxhh 
usage: dtxhh VERB ... [options]

  new             make a round from definition tables
  define          correct the definition; the log keeps what changed and why (--reason)
  upgrade         bring an older round's schema up to date
  template        write an empty workbook to fill in: definition, frame, ballots, points, recipe, findings or form
  status          what is in the round, what is missing or stale, and the next verb
  show            print a table of the round: definition, frame, sample, ballots, scores, ...
  frame import    read lists of who could be asked
  frame freeze    fix the frame and print its SHA-256 for publication
  plan            show how many each group and stratum will give; changes nothing
  draw            draw the sample by the public seed, or call in a reserve
  estimate        survey statistics of any table: means, totals, ratios, quantiles with their errors
  ticket          print the ticket of ids (GROUP/ID) under a seed, to check a draw by hand
  issue           give every sample member a ballot serial; write hand-out lists and entry workbooks
  import          read keyed and online ballots
  custody import  read hand-out lists that came back: delivered, handed out, returned, refused, archived
  findings import read what monitoring teams found, and what was answered
  points import   read points from outside: self scores, appraisals, SIPAS, socio-economic figures
  correct         correct or withdraw what was imported: cells, a ballot, its state, a whole import
  check           list what is wrong or odd about the ballots; count them; compare the keyings
  weigh           weigh the valid ballots; print the health of the weights after each step
  score           compute points, index, ranks and classes
  explain         from a published figure down to rules, decisions and ballots
  report          write the Excel workbook for the institute, the council, the monitors or a unit
  rehearse        write simulated ballot files, for training and dry runs
  verify          check the log and repeat draw, weights and scores; say what differs
  log show        print the log: who changed the round, when, why
  log head        print the newest line's number and hash, to be written down outside
  log verify      check the chain of the log and every digest in it
  sign            sign a line of the log, for the institute, the post or MTTQ
  audit plan      how many fields of each batch are keyed again and how many may differ: the operating curve
  audit draw      draw paper ballots to be keyed again, batches to be accepted, people to be asked again
  audit import    read what was keyed again, or answered again, for an audit; it changes no figure
  audit batch     which batches are accepted, refused, or keyed again
  audit report    how far keying, or what people said, holds: rates with upper limits, what they may do to ranks; kappa
  identity seal   seal the file of names and contacts
  identity unseal open the sealed file of names and contacts again
  identity wipe   wipe the file of names and contacts, sealed or not
  evidence        write what overseers need to check the round, without serials, people or their words
  split           write the file in which an office keys its ballots without a network
  merge           bring in what offices keyed in files of their own, in any order
  backup          copy the whole round, and look whether the copy is whole
  restore         make the round from a backup, once all of it was checked
  size            how many to ask: n0, design effect, finite population, response, in this order
  allocate        share a sample among strata
  select          draw a sample from any table; anyone can repeat it with the seed

`dtxhh VERB --help` tells what a verb takes. ROUND is a .dtxhh file.
status 2
$ dtxhh fly
dtxhh: there is no verb "fly"; `dtxhh --help` lists them
status 2
$ dtxhh frame
usage: dtxhh VERB ... [options]

  frame import    read lists of who could be asked
  frame freeze    fix the frame and print its SHA-256 for publication

`dtxhh VERB --help` tells what a verb takes. ROUND is a .dtxhh file.
status 2
$ dtxhh frame fly
dtxhh: there is no verb "frame fly"
usage: dtxhh VERB ... [options]

  frame import    read lists of who could be asked
  frame freeze    fix the frame and print its SHA-256 for publication

`dtxhh VERB --help` tells what a verb takes. ROUND is a .dtxhh file.
status 2
$ dtxhh show
dtxhh: ROUND is missing; `dtxhh show --help` tells what is expected
status 2
$ dtxhh show r.dtxhh
dtxhh: TABLE is missing; `dtxhh show --help` tells what is expected
status 2
$ dtxhh show r.dtxhh frame too-many
dtxhh: the word "too-many" is too many; `dtxhh show --help` tells what is expected
status 2
$ dtxhh status --nope r.dtxhh
dtxhh: there is no option "--nope"; `dtxhh status --help` lists them
status 2
$ dtxhh status -x r.dtxhh
dtxhh: there is no option "-x"; `dtxhh status --help` lists them
status 2
$ dtxhh status --csv=yes r.dtxhh
dtxhh: option --csv takes no value, "yes" was given
status 2
$ dtxhh status --lang
dtxhh: không có ngôn ngữ ""; cần vi hoặc en
status 2
$ dtxhh status --lang fr r.dtxhh
dtxhh: không có ngôn ngữ "fr"; cần vi hoặc en
status 2
$ dtxhh new r.dtxhh
dtxhh: option --definition is missing; `dtxhh new --help` tells what it means
status 2
$ dtxhh new r.dtxhh --definition
dtxhh: option --definition needs a value (PATH)
status 2
$ dtxhh new r.dtxhh --definition a --definition b
dtxhh: option --definition is given twice
status 2
$ dtxhh new r.dtxhh --definition a --as  
dtxhh: the log needs the name of who acts; give --as NAME
status 2
$ dtxhh define r.dtxhh --definition a
dtxhh: option --reason is missing; `dtxhh define --help` tells what it means
status 2
$ dtxhh frame import r.dtxhh
dtxhh: FILE is missing; `dtxhh frame import --help` tells what is expected
status 2
$ dtxhh frame freeze r.dtxhh
dtxhh: option --seed-from is missing; `dtxhh frame freeze --help` tells what it means
status 2
$ dtxhh draw r.dtxhh
dtxhh: option --seed is missing; `dtxhh draw --help` tells what it means
status 2
$ dtxhh draw r.dtxhh --seed a --replace LD/L1 --disposition absent
dtxhh: --seed and --replace are two different things; give one
status 2
$ dtxhh draw r.dtxhh --replace LD/L1
dtxhh: --replace and --disposition belong together
status 2
$ dtxhh draw r.dtxhh --replace LD/L1 --disposition absent
dtxhh: --replace needs --reason: what is known of the member
status 2
$ dtxhh draw r.dtxhh --seed a --redraw
dtxhh: --redraw needs --seed and --reason
status 2
$ dtxhh ticket --seed a
dtxhh: ID is missing; `dtxhh ticket --help` tells what is expected
status 2
$ dtxhh ticket id
dtxhh: option --seed is missing; `dtxhh ticket --help` tells what it means
status 2
$ dtxhh issue r.dtxhh --pool many --group LD
dtxhh: option --pool has "many"; expected a whole number from 1 to 100000
status 2
$ dtxhh issue r.dtxhh --pool 3
dtxhh: --pool needs --group
status 2
$ dtxhh issue r.dtxhh --walk-in
dtxhh: --group, --office, --unit and --walk-in belong to --pool
status 2
$ dtxhh issue r.dtxhh --pool 3 --group LD --serial-seed a
dtxhh: --pool takes its serials from the system; leave out --serial-seed
status 2
$ dtxhh import r.dtxhh
dtxhh: FILE is missing; `dtxhh import --help` tells what is expected
status 2
$ dtxhh import r.dtxhh x.csv --pass 4
dtxhh: option --pass has "4"; expected a whole number from 1 to 3
status 2
$ dtxhh import r.dtxhh x.csv --channel pigeon
dtxhh: option --channel has "pigeon"; expected one of: paper, online, direct
status 2
$ dtxhh import r.dtxhh x.csv --colour red
dtxhh: there is no option "--colour"; `dtxhh import --help` lists them
status 2
$ dtxhh report r.dtxhh
dtxhh: option --output is missing; `dtxhh report --help` tells what it means
status 2
$ dtxhh report r.dtxhh -o x.xlsx --for nobody
dtxhh: option --for has "nobody"; expected one of: institute, council, monitor, unit:CODE
status 2
$ dtxhh report r.dtxhh -o x.xlsx --for unit:
dtxhh: option --for has "unit:"; expected one of: institute, council, monitor, unit:CODE
status 2
$ dtxhh rehearse r.dtxhh -o d
dtxhh: option --seed is missing; `dtxhh rehearse --help` tells what it means
status 2
$ dtxhh rehearse r.dtxhh -o d --seed a --faults 120%
dtxhh: option --faults has "120%"; expected a share such as 0.05 or 5%
status 2
$ dtxhh log verify r.dtxhh --head 12
dtxhh: --head has 2 digits, expected 64, or 66 with the check digits
status 2
$ dtxhh verify r.dtxhh --head x123456789012345678901234567890123456789012345678901234567890123
dtxhh: --head has "x" in the group of four number 1; expected the digits 0-9 and a-f of a hash or a key
status 2
status 2
out
--- stderr
dtxhh: không có ngôn ngữ "fr"; cần vi hoặc en
--- status 0
