# trace.awk - the arithmetic of `dtxhh explain` as people read it, once more.
#
# Reads texts one after the other, each after a line `@@ UNIT CRITERION POINTS` with the points that are stored
# (of a unit its total, CRITERION `-`), and prints what does not follow:
#   - every equation, computed from the figures beside it, to the last digit printed; what is rounded exactly;
#   - ballots issued less those that do not count are those that do;
#   - the points and maximums of a table add up, percents are points of the maximum;
#   - the figure of a group is that of its last equation, and goes as it is into the leaf's;
#   - the text ends in the points that are stored.
# At the end, on stderr: texts, equations, groups.  Lines are Vietnamese or English, numbers have a point.

function complain(words) { print unit, criterion ": " words }
function digits_of(number,   at) { at = index(number, "."); return at ? length(number) - at : 0 }

# --- expressions: sums of products, brackets ------------------------------------------------
function blank() { while (substr(text, at, 1) == " ") at++ }
function factor(   value, number) {
    blank()
    if (substr(text, at, 1) == "(") {
        at++; value = expression(); blank()
        if (substr(text, at, 1) != ")") broken = 1
        at++
        return value
    }
    if (substr(text, at, 1) == "-") { at++; return -factor() }
    if (!match(substr(text, at), /^[0-9.]+/)) { broken = 1; return 0 }
    number = substr(text, at, RLENGTH); at += RLENGTH
    return number + 0
}
function term(   value, sign, other) {
    value = factor()
    for (blank(); (sign = substr(text, at, 1)) == "*" || sign == "/"; blank()) {
        at++; other = factor()
        if (sign == "*") value *= other
        else if (other == 0) broken = 1
        else value /= other
    }
    return value
}
function expression(   value, sign, other) {
    value = term()
    for (blank(); (sign = substr(text, at, 1)) == "+" || sign == "-"; blank()) {
        at++; other = term()
        value = sign == "+" ? value + other : value - other
    }
    return value
}
function compute(words) {
    text = words; at = 1; broken = 0
    result = expression(); blank()
    if (at <= length(text)) broken = 1
    return result
}

# The longest end of WORDS that is an expression.
function expression_at_end(words,   tail, open, closed) {
    tail = words
    if (match(tail, /[^-0-9.+*\/() ][-0-9.+*\/() ]*$/)) tail = substr(tail, RSTART + 1)
    while (length(tail)) {
        open = gsub(/\(/, "(", tail); closed = gsub(/\)/, ")", tail)
        if (open <= closed) break
        sub(/^[^(]*\(/, "", tail)
    }
    sub(/^[ )]+/, "", tail); sub(/ +$/, "", tail)
    return tail
}

# --- lines ------------------------------------------------------------------------------------
function check_equations(line,   left, right, rest, value, unit_of, exact, cut, over) {
    rest = line
    while ((at_equal = index(rest, "=")) > 0) {
        left = substr(rest, 1, at_equal - 1); right = substr(rest, at_equal + 1)
        cut = left ~ /_ *$/; exact = cut || left ~ /~ *$/; sub(/[~_] *$/, "", left)
        rest = right
        left = expression_at_end(left)
        sub(/^ +/, "", right)
        if (!match(right, /^-?[0-9]+(\.[0-9]+)?/)) continue
        right = substr(right, 1, RLENGTH)
        if (left !~ /[0-9]/ || (!exact && left !~ /[0-9)] *[-+*\/]/)) continue
        value = compute(left)
        unit_of = 10 ^ -(exact || digits_of(right) > 4 ? digits_of(right) : 4) # zeros at the end are not printed
        if (broken) complain("cannot be computed: " left " = " right)
        else if (cut) { # toward zero, but for what quotients lose
            over = value < 0 ? right - value : value - right
            if (over >= unit_of - 4e-8 || over < -6e-8) complain(left " cut to " right ", by hand " value)
        }
        else if (value - right > unit_of * 0.5 + 1e-11 || right - value > unit_of * 0.5 + 1e-11) # rounds to it, to the last digit
            complain(left " = " right ", by hand " value)
        equations++
        last_value = right; last_left = left
    }
}

# Labels, names in brackets and words of rounding away; signs as the evaluator has them.
function plain(line) {
    gsub(/95 % limits:|cận trên 95 %:/, ";", line)
    gsub(/×/, "*", line); gsub(/−/, "-", line)
    gsub(/,? *(rounded to|làm tròn) [0-9]+ (decimals|chữ số thập phân)[^=]*=/, " ~=", line)
    gsub(/,? *(cut to|cắt còn) [0-9]+ (decimals|chữ số thập phân)[^=]*=/, " _=", line)
    gsub(/\[[^]]*\]/, "", line)
    gsub(/[^ (]+: /, "", line)
    while (match(line, /\([^()]*[^-()0-9.+*\/ %][^()]*\)/)) line = substr(line, 1, RSTART - 1) substr(line, RSTART + RLENGTH)
    gsub(/ % \*/, " * 0.01 *", line); gsub(/ %/, "", line)
    return line
}

# The weights below a question: "A: 18 ballots, 12 × 1.5 + … = 26.78" is what the question has for A.
function check_weights(line,   n, parts, i, label, value, count) {
    n = split(line, parts, ";")
    for (i = 1; i <= n; i++) {
        if (!match(parts[i], /[A-Z0-9]+: [0-9]+ (ballots|phiếu), .*= *[0-9.]+/)) continue
        parts[i] = substr(parts[i], RSTART, RLENGTH)
        label = parts[i]; sub(/: .*/, "", label)
        count = parts[i]; sub(/^[^ ]+ /, "", count); sub(/ .*/, "", count)
        value = parts[i]; sub(/.*= */, "", value)
        if (value != product[label]) complain("option " label " weighs " value ", the question has " product[label])
        gsub(/^.*(ballots|phiếu), | *=.*/, "", parts[i]); gsub(/ × [0-9.]+/, "", parts[i])
        if (compute(parts[i]) != count) complain("option " label " has " count " ballots, of all weights " result)
    }
}

function note_products(line,   label) {
    delete product
    while (match(line, /[A-Z0-9]+: [0-9.]+ ×/)) {
        label = substr(line, RSTART, RLENGTH); line = substr(line, RSTART + RLENGTH)
        sub(/ ×/, "", label)
        product[substr(label, 1, index(label, ":") - 1)] = substr(label, index(label, ":") + 2)
    }
}

function end_group() {
    if (group != "" && said != "" && last_value != said) complain("group " group " has " said ", its last equation " last_value)
    if (group != "" && (group in used) && said != "" && used[group] != said) complain("group " group " has " said ", the leaf uses " used[group])
    group = said = ""
}

function check_line(line,   label, n, own, w) {
    if (line ~ /^(Rules|Quy định)/) { end_group(); skipping = 1 }
    if (line ~ /^(Documents|Tài liệu kiểm chứng)/) { end_group(); skipping = 2 }
    if (skipping && line ~ /^ /) return
    if (line ~ /^(basis|căn cứ): / || line ~ /^  (weight of|trọng số của) /) return
    if (line ~ /^  +(→ +)?(self|tự chấm|first|second|thẩm định|check|kiểm tra|explanation|giải trình|outside|từ bên ngoài)/) return
    if (line ~ /^(Class|Xếp loại|Rank|Xếp hạng)/) ranking = 1
    if (ranking && !skipping) { if (line ~ /→ [0-9]+ /) ranked = 1; return }
    # the header of a group
    if (line ~ /^[A-Z0-9_.-]+ – /) {
        end_group(); groups++
        group = line; sub(/ – .*/, "", group)
        if (line ~ / (left out|không tính),? /) group = ""
        else { match(line, /[0-9.]+( %)?(, lấy từ bên ngoài| from outside)?$/); said = substr(line, RSTART); sub(/ .*|,.*/, "", said)
               if (line ~ /(from outside|lấy từ bên ngoài)$/) { if ((group in used) && used[group] != said) complain("group " group " has " said ", the leaf uses " used[group]); group = "" } }
        sums = 0; last_value = ""
        return
    }
    if (line ~ /^  (ballots|phiếu): /) {
        own = line
        sub(/(counted|được tính)[^=]*$/, "", own)
        gsub(/−/, "-", own); gsub(/[^-0-9= ]/, "", own); gsub(/ - *- /, " - ", own)
        check_equations(own)
        if (split(own, w, "=") == 2 && w[1] !~ /-/ && w[1] + 0 != w[2] + 0) complain("ballots: " own)
        last_value = ""
        return
    }
    if (line !~ /^ /) end_group()
    # the weights of a question's ballots stand below it
    if (match(line, / [A-Z0-9]+: [0-9]+ (ballots|phiếu), /)) {
        label = substr(line, RSTART); line = substr(line, 1, RSTART - 1)
        note_products(line)
        check_weights(label)
        check_equations(plain(label))
    }
    # what the leaf takes from its groups
    if (line ~ /(by their weights|theo trọng số|all ballots|mọi phiếu|from outside|bên ngoài)[^:]*: /) {
        own = line
        while (match(own, /[0-9.]+ \([A-Z0-9_.-]+\)/)) {
            label = substr(own, RSTART, RLENGTH); own = substr(own, RSTART + RLENGTH)
            n = label; sub(/ .*/, "", n); sub(/.*\(/, "", label); sub(/\)/, "", label)
            used[label] = n
        }
    }
    check_equations(plain(line))
    # the sums of a pool's classes together are what the group has
    if (line ~ /(questions of weight|tổng hệ số câu hỏi)/) { sums += last_value; last_value = round_like(sums, said) }
    if (line ~ /^(Points|Điểm|Total|Tổng điểm) = /) { end_points = line; sub(/^[^=]*= /, "", end_points); sub(/[ :].*/, "", end_points)
        if (line ~ / % ×/) end_points = last_value }
    if (match(line, /(all digits|đủ chữ số): [0-9.]+/)) { end_points = substr(line, RSTART, RLENGTH); sub(/.*: /, "", end_points) }
    if (line ~ /^[-0-9.]+ (rounded|làm tròn|cut|cắt còn)/) end_points = last_value
}
# X rounded to the digits of LIKE, zeros at the end are not printed.
function round_like(x, like) { x = sprintf("%." (digits_of(like) > 4 ? digits_of(like) : 4) "f", x); sub(/\.?0+$/, "", x); return x }

function check_row(line,   f, n) {
    n = split(line, f, " ")
    if (f[1] == "sum" || f[1] == "cộng") {
        if (f[2] - points_sum > 1e-9 || points_sum - f[2] > 1e-9) complain("sum of points " f[2] ", by hand " points_sum)
        if (f[3] != "–" && (f[3] - max_sum > 1e-9 || max_sum - f[3] > 1e-9)) complain("sum of maximums " f[3] ", by hand " max_sum)
        if (of_100 && n > 3 && (f[4] - sum_of_100 > 1e-9 || sum_of_100 - f[4] > 1e-9)) complain("sum of 100 " f[4] ", by hand " sum_of_100)
        in_table = 0; tables++
        return
    }
    if (f[2] == "–") return
    points_sum += f[2]
    if (f[3] == "–") { if (of_100 && f[4] ~ /^-?[0-9.]+$/) sum_of_100 += f[4]; return }
    max_sum += f[3]
    if (f[4] - f[2] / f[3] * 100 > 0.000051 || f[2] / f[3] * 100 - f[4] > 0.000051) complain("percent " f[4] ", by hand " f[2] / f[3] * 100)
    if (of_100) sum_of_100 += f[5]
}

function finish_line() {
    if (pending == "") return
    if (in_table) check_row(pending)
    else if (pending ~ /^  (criterion|tiêu chí) /) { in_table = 1; points_sum = max_sum = sum_of_100 = 0; of_100 = pending ~ /(of 100|thang 100)/ }
    else check_line(pending)
    pending = ""
}
function finish_text() {
    finish_line(); end_group()
    if (unit != "" && stored != "" && (end_points == "" || end_points - stored > 1e-9 || stored - end_points > 1e-9))
        complain("ends in " end_points ", stored " stored)
    if (criterion == "-" && !tables_here()) complain("no table")
}
function tables_here() { return tables > tables_before }

/^@@ / {
    finish_text()
    unit = $2; criterion = $3; stored = $4
    texts++; tables_before = tables
    group = said = last_value = end_points = ""; skipping = ranking = in_table = 0
    delete used; delete product
    next
}
# A line with four blanks or more goes on from the one before; a row of a table has two.
/^    / { sub(/^ +/, " "); pending = pending $0; next }
{ finish_line(); pending = $0 }
END { finish_text(); print texts + 0, equations + 0, groups + 0 >"/dev/stderr" }
