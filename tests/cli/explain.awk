# explain.awk - the arithmetic of `dtxhh explain ROUND UNIT [CRITERION] --csv` once more, from counts and weights alone.
#
#   dtxhh explain R U1 2 --csv | awk -v unit=U1 -f tests/cli/explain.awk      prints what does not follow
#   dtxhh explain R U1 --csv | awk -v unit=U1 -f tests/cli/explain.awk        the same of the tree alone
#
# A question's mean is the sum of its options' weights x percent over the sum of
# weights, a group's the mean of its questions by their weights.  Where ballots are pooled the weights of the options are
# parts of ballots: together they are the ballots, and a group's figure is their mean.  Either way a leaf's points are
# its groups' figures by their shares of its maximum, an inner node's the sum of the nodes below it, held at its cap
# or minimum and rounded where a row `before` says so; ballots issued are those counted and those accounted
# for.  Whoever has a second decision is scored by it, else by the first.  Of a whole unit the fields and the components add up
# to the total by its rounding rule; without a survey each component, field or leaf is rescaled to 100; the class is
# the first band whose figure and floor are kept, from the top.
function near(a, b) { return a - b < 2e-7 && b - a < 2e-7 }
function within(a, b, d) { return a - b < d + 2e-7 && b - a < d + 2e-7 }
function rounded(x, n,   u) { u = 10 ^ n; if (rule["rounding"] ~ /^truncate/) return (x < 0 ? -int(-x * u + 5e-8 * u) : int(x * u + 5e-8 * u)) / u; return x < 0 ? -int(-x * u + 0.5 + 1e-7) / u : int(x * u + 0.5 + 1e-7) / u }
function same(a, b, what) { if (!near(a, b)) print unit, what, a, "by hand", b }
BEGIN { FS = "," }
$1 == "step" { next }
$1 == "total" {
    whole_unit = 1; all = $9; index_percent = $7
    class = $0; sub(/.*, class /, "", class); sub(/"$/, "", class)
}
$1 == "limit" && ($4 == "low" ? $9 > all + 0.005 : $9 < all - 0.005) { print unit, "-: the " $4 " limit " $9 " is beyond the total " all }
$1 == "block mean" { split($11, of, " / "); same($5, of[2], "units of the block"); same($9, of[1] / of[2], "block mean") }
$1 == "part" { component[$4] = $9; components += $9 }
$1 == "rescaling" { own[$4] = $9; own_points += $9; own_max = $10 }
$1 == "rescaled" { on_100[$2] = $9; on_places = $5; on_max = $10 }
$1 == "before" && $2 == "" { exact_part[$4] = $9; exact_places = $5 }
$1 == "before" && $2 != "" {
    if ($4 == "rounding") { exact[$2] = $9; places[$2] = $5 } else { held[$2] = $4; unheld[$2] = $9; limit[$2] = $10 }
}
$1 == "rule" { sub(/ \(.*/, "", $11); rule[$4] = $11 } # its basis stands in brackets
$1 == "class" {
    bands++; band = $4
    holds = $9 + 0 >= $10 + 0 && ($2 == "" || $7 + 0 >= $8 + 0)
    said = $11; sub(/^"/, "", said)
    should = holds ? "reached" : $9 + 0 < $10 + 0 ? "not reached" : "below its floor"
    if (said != should) print unit, "class", band, "said", said, "by hand", should
    if (holds && held_band == "") held_band = band
    value[band] = $9; floor_node[band] = $2; floor_percent[band] = $7
}
$1 == "leaf" || $1 == "node" {
    parent[$2] = $4; sum[$4] += $9; points[$2] = $9; is_leaf[$2] = $1 == "leaf"
    if ($4 == "" && $7 != "") { if (lowest == "" || $7 + 0 < lowest + 0) lowest = $7; percent_of[$2] = $7 }
    if ($1 == "leaf" && $7 == "") bonus[$2] = $9
    if ($7 != "" && !near($7, $9 / ($10 / 100))) print unit, $2, "percent", $7, "by hand", $9 / ($10 / 100)
}
$1 == "leaf" {
    leaf = $2; decided = ""; leaves++
    if ($11 == "survey") { open[leaf] = 1; maximum[leaf] = $10 }
    delete part; delete whole; delete ballots_of
}
$1 == "node" { inner[$2] = 1 }
$1 == "option" {
    if ($4 != "" && $5 + 0 == 0 && $6 + 0 != 0) print unit, leaf, $4, "a weight without a ballot"
    if ($7 != "") { weighted += $6 * $7; weight += $6; answers += $5 }
}
$1 == "question" {
    if (answers != $5) print unit, leaf, $4, "answers", $5, "options have", answers
    if (rule["combine"] == "pooled") { part[$3] += weighted; whole[$3] += weight }
    else if ($5 > 0) {
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
    if (rule["combine"] == "pooled" && whole[$3] > 0 && !near(whole[$3], $5)) print unit, leaf, $3, "ballots", $5, "parts of ballots", whole[$3]
    if (issued[leaf, $3] != gone[leaf, $3]) print unit, leaf, $3, "ballots", issued[leaf, $3], "accounted for", gone[leaf, $3]
    share[leaf] += $8
    if ($8 > 0) made[leaf] += $8 * (whole[$3] > 0 ? part[$3] / whole[$3] : $7)
}
$1 == "decision" && $3 == "" {
    if ($4 == "second" || ($4 == "first" && decided != "second") || ($4 == "outside" && decided == "")) {
        decided = $4; decision[leaf] = $9 } }
# What a leaf or a held sum is before it is rounded.
function unrounded(n) { return n in exact ? exact[n] : points[n] }
END {
    for (n in points) {
        if (n in exact) same(points[n], rounded(exact[n], places[n]), n " rounded")
        if (n in open && !whole_unit) {
            if (!near(share[n], 1)) print unit, n, "shares add up to", share[n]
            if (!near(made[n] / 100 * maximum[n], unrounded(n))) print unit, n, "points", unrounded(n), "by hand", made[n] / 100 * maximum[n]
        }
        if (n in decision && decision[n] != "" && !near(decision[n], unrounded(n))) print unit, n, "the decision that counts says", decision[n]
        if (!(n in inner)) continue
        if (n in held) {
            same(unheld[n], sum[n], n " sum"); same(unrounded(n), limit[n], n " held")
            if (held[n] == "cap" ? sum[n] <= limit[n] : sum[n] >= limit[n]) print unit, n, "is held at its", held[n], limit[n], "but has", sum[n]
        } else if (!near(sum[n], unrounded(n))) print unit, n, "node", unrounded(n), "sum of what is below", sum[n]
        if (n in held) bonus[n] = unrounded(n) - unheld[n]
    }
    if (whole_unit) {
        digit = 10 ^ -rule["decimals"]; parts = rule["rounding"] == "parts" || (rule["rounding"] == "truncate" && "round_at" in rule && rule["round_at"] != "total"); at = parts ? rule["round_at"] : ""
        for (n in bonus) for (k = n; k != ""; k = parent[k]) extra[k] += bonus[n]
        for (n in bonus) all_bonus += bonus[n]
        if (rule["survey"] ~ /^none/ && own_max == "" && all_bonus != all) print unit, "nothing says how points were rescaled"
        for (n in on_100) {
            if (is_leaf[n] || at == "field") same(on_100[n], rounded((points[n] - extra[n]) / on_max * 100 + extra[n], on_places), n " of 100")
            if (parent[n] == "") fields_on_100 += on_100[n]
        }
        if (at != "field") same(all, components, "total from components")
        if (own_max != "") {
            same(own_points + all_bonus, sum[""], "fields")
            for (p in own) {
                hundred = own[p] / own_max * 100
                if (at == "component") same(exact_part[p], hundred, p " of 100")
                if (at == "" || at == "field") same(component[p], hundred, p " of 100")
            }
            if (at == "leaf") same(all, fields_on_100 + rounded(all_bonus, rule["decimals"]), "total from leaves")
            if (at == "field") same(all, fields_on_100, "total from fields")
        } else {
            if (at != "component") same(all, sum[""], "total from fields")
            for (p in exact_part) whole_parts += exact_part[p]
            if (at == "component") same(whole_parts, sum[""], "components")
        }
        for (p in exact_part) same(component[p], rounded(exact_part[p], exact_places), p " rounded")
        if (at == "component" && !("appraised" in exact_part)) print unit, "nothing says what components were before they were rounded"
        slack = rule["compare"] == "rounded" ? digit / 2 : 0
        for (b in value) {
            if (!within(value[b], all, slack) && !within(value[b], index_percent, slack)) print unit, b, value[b], "is neither points nor percents"
            if (floor_node[b] in percent_of && !within(floor_percent[b], percent_of[floor_node[b]], slack)) print unit, b, floor_percent[b], "is not of", floor_node[b]
            if (floor_node[b] in percent_of && !within(floor_percent[b], lowest, slack)) print unit, b, floor_percent[b], "the least is", lowest
        }
        if (bands && class != (held_band == "" ? "–" : held_band)) print unit, "class", class, "by hand", held_band
    }
    print leaves + 0, questions + 0, groups + 0 >"/dev/stderr"
}
