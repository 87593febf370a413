# explain.awk - the arithmetic of `dtxhh explain ROUND UNIT NODE --csv` once more, from the counts and
# weights it prints, in awk's own numbers.  Prints a line for every figure that does not follow from the
# lines it comes from.  Words stand last, so that their commas do no harm.  Without NODE (and with --lang en) these are
# the unit's parts, before and after they are rescaled, its fields, and its class: every band from the top, with its floor.
function near(a, b) { return a - b < 2e-7 && b - a < 2e-7 }
function within(a, b, d) { return a - b < d + 2e-7 && b - a < d + 2e-7 }
function finish_question() { if (weight > 0) { mean = weighted / weight } else { mean = "" } }
BEGIN { FS = "," }
$1 == "step" { next }
$1 == "total" {
    whole_unit = 1; all = $9; index_percent = $7
    class = $0; sub(/.*, class /, "", class); sub(/"$/, "", class)
}
$1 == "part" { component[$4] = $9; components += $9 }
$1 == "rescaling" { own[$4] = $9 / $10 * 100; own_points += $9; own_max = $10 }
$1 == "rule" { sub(/ \(.*/, "", $11); rule[$4] = $11 } # its basis stands in brackets
$1 == "class" {
    bands++; band = $4; above_all = 1
    holds = $9 + 0 >= $10 + 0 && ($2 == "" || $7 + 0 >= $8 + 0)
    said = $11; sub(/^"/, "", said)
    should = holds ? "reached" : $9 + 0 < $10 + 0 ? "not reached" : "below its floor"
    if (said != should) print unit, "class", band, "said", said, "by hand", should
    if (holds && held == "") held = band
    value[band] = $9; floor_node[band] = $2; floor_percent[band] = $7
}
$1 == "leaf" || $1 == "node" { if ($4 == "" && $7 != "") { if (lowest == "" || $7 + 0 < lowest + 0) lowest = $7; percent_of[$2] = $7 } }
$1 == "leaf" {
    leaf = $2; points = $9; max = $10; n_shares = total = 0; survey = $11 == "survey"; decided = ""
    if (survey) { open[leaf] = 1; leaf_points[leaf] = points; leaf_max[leaf] = max }
    parent[leaf] = $4; sum[$4] += points; leaves++
    delete part; delete whole
}
$1 == "node" { node_points[$2] = $9; above[$2] = $4; sum[$4] += $9 }
$1 == "option" {
    if ($4 != "" && $5 + 0 == 0 && $6 + 0 != 0) print unit, leaf, $4, "a weight without a ballot"
    if ($7 != "") { weighted += $6 * $7; weight += $6; answers += $5 }
}
$1 == "question" {
    if (answers != $5) print unit, leaf, $4, "answers", $5, "options have", answers
    if ($5 > 0) {
        if (!near(weighted / weight, $7)) print unit, leaf, $4, "mean", $7, "by hand", weighted / weight
        part[$3] += $6 * weighted / weight; whole[$3] += $6
    }
    weighted = weight = answers = 0
    questions++
}
$1 == "ballots" {
    if ($4 == "issued") issued[leaf, $3] = $5; else gone[leaf, $3] += $5
}
$1 == "group" {
    groups++
    if (whole[$3] > 0 && !near(part[$3] / whole[$3], $7)) print unit, leaf, $3, "group", $7, "by hand", part[$3] / whole[$3]
    if (issued[leaf, $3] != gone[leaf, $3]) print unit, leaf, $3, "ballots", issued[leaf, $3], "accounted for", gone[leaf, $3]
    share[leaf] += $8
    if ($8 > 0) made[leaf] += $8 * part[$3] / whole[$3]
}
$1 == "decision" { if ($4 == "second" || ($4 == "first" && decided != "second") || ($4 == "outside" && decided == "")) {
    decided = $4; if (!near($9, points)) wrong[leaf] = $9; else delete wrong[leaf] } }
END {
    if (whole_unit) {
        digit = 10 ^ -rule["decimals"]; parts = rule["rounding"] == "parts"
        if (!(parts && rule["round_at"] == "field") && !near(components, all)) print unit, "total", all, "parts add up to", components
        if (rule["survey"] ~ /^none/ && own_max == "") print unit, "nothing says how points were rescaled"
        for (p in own) if (!within(own[p], component[p], parts ? digit * (leaves + 1) / 2 : 0)) print unit, p, component[p], "rescaled by hand", own[p]
        if (own_max == "" && !parts && !near(sum[""], all)) print unit, "total", all, "fields add up to", sum[""]
        if (own_max != "" && !within(sum[""] - component["bonus"], own_points, parts ? digit * leaves : 0)) print unit, "own points", own_points, "fields add up to", sum[""]
        slack = rule["compare"] == "rounded" ? digit / 2 : 0
        for (b in value) {
            if (!within(value[b], all, slack) && !within(value[b], index_percent, slack)) print unit, b, value[b], "is neither points nor percents"
            if (floor_node[b] in percent_of && !within(floor_percent[b], percent_of[floor_node[b]], slack)) print unit, b, floor_percent[b], "is not of", floor_node[b]
            if (floor_node[b] in percent_of && !within(floor_percent[b], lowest, slack)) print unit, b, floor_percent[b], "the least is", lowest
        }
        if (bands && class != (held == "" ? "–" : held)) print unit, "class", class, "by hand", held
        delete open
    }
    for (l in open) {
        if (!near(share[l], 1)) print unit, l, "shares add up to", share[l]
        if (!near(made[l] / 100 * leaf_max[l], leaf_points[l])) print unit, l, "points", leaf_points[l], "by hand", made[l] / 100 * leaf_max[l]
    }
    for (l in wrong) print unit, l, "the decision that counts says", wrong[l]
    for (n in node_points) if (!near(sum[n], node_points[n])) print unit, n, "node", node_points[n], "sum of what is below", sum[n]
    print leaves + 0, questions + 0, groups + 0 >"/dev/stderr"
}
