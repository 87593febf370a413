# W453 prints the equations that fail and no other, with the office's name: of BC1's four papers, all handed out and keyed, two were
# written down as returned; of BC2's three, one is void and two were keyed, of which one was handed out and came back.  What is
# printed is added up here: the two sides differ by the number behind it.
--- run
cp -r "$TINY/definition" d && printf 'code,name\nBC1,Bưu cục 1\nBC2,Bưu cục 2\n' >d/offices.csv
tiny_new() { dtxhh new r.dtxhh --definition d --as minh --quiet; }
tiny_keyed
dtxhh show r.dtxhh ballots --csv | awk -F, '
    BEGIN { print "serial,handed,returned" }
    $5 == "BC1" { print $1 ",x," (n++ < 2 ? "x" : "") }
    $5 == "BC2" && m++ < 1 { print $1 ",x,x" }' >list.csv
dtxhh custody import r.dtxhh list.csv --as a --quiet
check() { dtxhh check r.dtxhh "$@" 2>&1 | grep 'W453'; }
check; check --lang vi
check | grep -oE '[a-z ]+[0-9]+ ≠[^:]*: [0-9]+' | awk '{ gsub(/[^0-9]+/, " "); n = split($0, x, " "); sum = 0; for (i = 2; i < n; i++) sum += x[i]
    print x[1], "and", sum, (x[1] - sum == x[n] || sum - x[1] == x[n] ? "differ by " : "do not differ by ") x[n] }'
--- stdout
r.dtxhh: warning: office Bưu cục 1 (BC1) does not balance: written down as returned 2 ≠ keyed 4 + still to key 0: 2 were keyed without having come back [W453]
r.dtxhh: warning: office Bưu cục 2 (BC2) does not balance: issued 3 ≠ handed out 1 + held 0 + gone otherwise 1: 1 came back without being handed out; written down as returned 1 ≠ keyed 2 + still to key 0: 1 were keyed without having come back [W453]
r.dtxhh: cảnh báo: bưu điện Bưu cục 1 (BC1) không cân đối: ghi thu về 2 ≠ đã nhập 4 + chưa nhập 0: 2 phiếu đã nhập mà không ghi thu về [W453]
r.dtxhh: cảnh báo: bưu điện Bưu cục 2 (BC2) không cân đối: phát hành 3 ≠ đã phát 1 + còn giữ 0 + không phát 1: 1 phiếu thu về mà không ghi đã phát; ghi thu về 1 ≠ đã nhập 2 + chưa nhập 0: 1 phiếu đã nhập mà không ghi thu về [W453]
2 and 4 differ by 2
3 and 2 differ by 1
1 and 2 differ by 1
--- stderr
--- status 0
