# The second keying is another person's, on either channel: each is compared with who did the first of its own channel, however
# the name is written; the third, which settles differences, is neither's.  Here hoa keys the paper and lan the online form.
--- run
import_issued 'channels,first,test'
head='serial,channel,keyer,Q1.U1,Q2.U1,Q1.U2,Q2.U2,Q1.U3,Q2.U3,Q3,Q4'
key() { printf '%s\n17394484940,%s,%s,%s\n' "$head" "$1" "$2" "$3" >k.csv; shift 3; dtxhh import i.dtxhh k.csv --as a --quiet "$@" 2>&1 | cut -d' ' -f2-; }
key paper hoa 'A,B,A,,E,C,nhanh,1998' && key online lan 'A,B,A,,E,C,nhanh,1998'
for channel in paper online; do
    for who in hoa HOA ' hoa ' lan Lan bích ''; do
        echo "# $channel, second by \"$who\""
        key $channel "$who" 'A,B,A,,E,D,nhanh,1998' --pass 2 --dry-run
    done
done
key paper lan 'A,B,A,,E,D,nhanh,1998' --pass 2; key online hoa 'A,B,A,,E,D,nhanh,1998' --pass 2
for channel in paper online; do
    for who in hoa lan cúc; do
        echo "# $channel, third by \"$who\""
        key $channel "$who" ',,,,,C,,' --pass 3 --dry-run
    done
done
--- stdout
warning: serial 173-944-849-40 came from channel "online" too, with the same answers; by the setting "channels" the one from "paper" counts, both are kept [W404]
# paper, second by "hoa"
fault: the second keying is by "hoa", who did the first; expected another person [F415]
faults: 1, warnings: 0; nothing was changed
# paper, second by "HOA"
fault: the second keying is by "HOA", who did the first; expected another person [F415]
faults: 1, warnings: 0; nothing was changed
# paper, second by " hoa "
fault: the second keying is by "hoa", who did the first; expected another person [F415]
faults: 1, warnings: 0; nothing was changed
# paper, second by "lan"
# paper, second by "Lan"
# paper, second by "bích"
# paper, second by ""
fault: the second keying needs a keyer: column "keyer" or --keyer [F415]
faults: 1, warnings: 0; nothing was changed
# online, second by "hoa"
# online, second by "HOA"
# online, second by " hoa "
# online, second by "lan"
fault: the second keying is by "lan", who did the first; expected another person [F415]
faults: 1, warnings: 0; nothing was changed
# online, second by "Lan"
fault: the second keying is by "Lan", who did the first; expected another person [F415]
faults: 1, warnings: 0; nothing was changed
# online, second by "bích"
# online, second by ""
fault: the second keying needs a keyer: column "keyer" or --keyer [F415]
faults: 1, warnings: 0; nothing was changed
# paper, third by "hoa"
fault: the third keying is by "hoa", who did the first; expected a third person [F415]
faults: 1, warnings: 0; nothing was changed
# paper, third by "lan"
fault: the third keying is by "lan", who did the second; expected a third person [F415]
faults: 1, warnings: 0; nothing was changed
# paper, third by "cúc"
# online, third by "hoa"
fault: the third keying is by "hoa", who did the second; expected a third person [F415]
faults: 1, warnings: 0; nothing was changed
# online, third by "lan"
fault: the third keying is by "lan", who did the first; expected a third person [F415]
faults: 1, warnings: 0; nothing was changed
# online, third by "cúc"
--- stderr
--- status 0
