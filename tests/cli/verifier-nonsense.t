# Whatever stands in a forged round, with every digest made to fit, `dtxhh-verify` ends, says SAI, and does not fall over: numbers of
# groups, stages and frame that no draw can have, criteria and units that stand above themselves, texts with a byte 0 in them,
# tens of thousands of rows about one ballot or one event.
--- run
tiny_scored 2>/dev/null
try() {
    cp r.dtxhh x.dtxhh; python3 "$CASES/forge_all.py" "$ROOT/docs/verify.md" x.dtxhh "$1" ${2:+--keep $2} >/dev/null 2>&1 || { echo "not forged: $1"; return; }
    timeout 20 dtxhh-verify --csv x.dtxhh >said 2>err; status=$?
    [ $status -eq 1 ] && [ "$(grep -c '^fails' said)" -gt 0 ] && [ "$(wc -l <said)" -gt 3 ] || echo "status $status, $(grep -c '^fails' said) fail: $1"
    tried=$((tried + 1))
}
tried=0
for as in persons percent yamane margin; do for per in group stratum; do for take in "'0'" "'15%'" "'-1'" "'99999999999999999999'" "'1e9'" "'x'" NULL "'0.000000001'"; do
    try "UPDATE groups SET take = $take, take_as = '$as', per = '$per', design = 'stratified' WHERE code = 'DAN'"
done; done; done
for set in "reserve = '-50%'" "reserve = '999999999%'" "reserve = 'x'" "response = '0%'" "response = 'x'" "min = -5" "min = 999999999999, max = 1" "max = 0" "stratum_by = 'x\"y'" \
    "allocation = 'neyman'" "allocation = 'power', size_column = 'size'" "design = 'pps'" "design = 'pps', size_column = 'size'" "design = 'stages'" "design = 'systematic'" "design = 'quota'"; do
    try "UPDATE groups SET $set WHERE code = 'DAN'; UPDATE frame SET size = CASE id WHEN 'X1' THEN '-7' WHEN 'X2' THEN '1e300' ELSE 'x' END"
done
for stage in "1, 'loai', 'pps', '-3', NULL" "1, 'loai', 'srs', '0', NULL" "1, NULL, 'pps', '2', 'size'" "1, 'loai', 'systematic', '99999999999', 'size'" "-1, 'x', 'srs', 'y', 'z'"; do
    try "UPDATE groups SET design = 'stages' WHERE code = 'DAN'; DELETE FROM stages; INSERT INTO stages SELECT 1, 'DAN', $stage"
done
try "UPDATE criteria SET parent = code WHERE parent IS NOT NULL"
try "UPDATE units SET parent = code"
try "UPDATE units SET parent = (SELECT v.code FROM units v WHERE v.code <> units.code)"
try "UPDATE log SET wrote = wrote || char(0) || 'x' WHERE number = 3" chain
for text in "UPDATE log SET reads = char(0) || reads WHERE number = 9" "UPDATE round SET value = 'a' || char(0) || ';b' WHERE key = 'title'" \
    "INSERT INTO round SELECT max(position) + 1, 'tie_breakers', 'survey' || char(0) || ';', NULL FROM round" "INSERT INTO margins SELECT 1, 'DAN', 'loai', 'X' || char(0) || '*', '5'"; do try "$text"; done
many="WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 40000) SELECT"
try "INSERT INTO movement $many serial, i, 'printed', 0, 0, NULL, NULL, NULL, NULL, 1, 1, 9 FROM n, (SELECT min(serial) AS serial FROM ballot)"
try "INSERT INTO event $many serial, i, 'printed', NULL, 9 FROM n, (SELECT min(serial) AS serial FROM ballot)"
try "INSERT INTO freeze $many i, 'a', 'xổ số', 1, 0.5, NULL, NULL FROM n"
try "INSERT INTO draw $many i, i % 7, '1', 'b' FROM n"
try "UPDATE log SET wrote = wrote || replace(hex(zeroblob(200000)), '00', char(10)) WHERE number = 3" chain
echo "$tried"
--- stdout
98
--- stderr
--- status 0
