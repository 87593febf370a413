# Every verb says on stdout how it is used, whatever else stands on the line, and ends with 0; in Vietnamese no line
# of it is English.
--- run
dtxhh --help
dtxhh --help | sed -n 's/^  \([a-z]*\( [a-z][a-z]*\)\{0,1\}\)  .*/\1/p' >verbs
while read -r verb; do
    for language in vi en; do
        # shellcheck disable=SC2086
        dtxhh $verb --no-such-thing-after --help --lang $language >out 2>err && echo "$verb: an unknown option was taken"
        dtxhh $verb --help --lang $language >out 2>err || echo "$verb: status $?"
        [ -s err ] && echo "$verb: stderr is not empty"
        grep -q "dtxhh $verb" out && grep -q -- --quiet out || echo "$verb: $(cat out)"
        mv out help.$language
    done
    # An option alone on its line is the same in both.
    grep -Fx -f help.en help.vi | grep -v -E '^( *| *(-[a-z], )?--[a-z0-9-]+( [^ ]+)*)$' | sed "s/^/$verb: English: /"
done <verbs
dtxhh --help --lang en >help.en
dtxhh --help --lang vi | grep -Fx -f help.en | grep .
wc -l <verbs
dtxhh frame import --help
dtxhh frame --help | head -1
--- stdout
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
43
usage: dtxhh frame import ROUND FILE... [options]

read lists of who could be asked

  --group G               the group of files that have no column "group"
  --number                give ids, 1 to n in each group; who has which stands in the identity file, and who had one keeps it
  --linkage-key FILE      the file of the secret by which members are known again in another round; made where there is none, to be kept with the identity file and given to every round whose ids are of the same people
  --accept CODES          warnings you have looked into, such as W401,W403; needs --reason
  --csv                   print CSV with English column names, at a terminal too
  --dry-run               do everything, then leave the round as it was
  --as NAME               who acts, for the log (default: the login name)
  --reason TEXT           why, for the log
  --lang vi|en            language of the messages (default: vi, or DTXHH_LANG)
  --quiet                 no summaries and no hints; faults and warnings still appear
  --help                  print this text
usage: dtxhh VERB ... [options]
--- stderr
--- status 0
