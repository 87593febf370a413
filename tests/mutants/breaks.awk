# breaks.awk - one way to break each line of C that can be broken: an operator, a constant, a truth, a call left out.
#
#   LC_ALL=C awk -v seed=1 -f breaks.awk FILE...
#
# Writes for each line, tabs between: a ticket, FILE, the line's number, the line, the line broken.  The ticket is a number made of
# seed, name of the file, line and break, as the draw of a round makes tickets: the smallest are a random sample of all,
# which stays nearly the same when lines are added or files move.  Equal lines of a file are taken once.

function ticket(text, h, i) {
    h = 0
    for (i = 1; i <= length(text); i++)
        h = (h * 131 + code[substr(text, i, 1)]) % 2147483647
    for (i = 0; i < 3; i++)
        h = (h * 69621 + 12345) % 2147483647
    return h
}

# TEXT with comments and what stands in quotes blotted out.
function plain(text, out, i, c, two, quote) {
    out = ""
    quote = ""
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        two = substr(text, i, 2)
        if (in_comment) {
            if (two == "*/") { in_comment = 0; out = out "#"; i++; c = "" }
            out = out "#"
        } else if (quote != "") {
            if (c == "\\") { out = out "#"; i++ } else if (c == quote) quote = ""
            out = out "#"
        } else if (two == "/*") {
            in_comment = 1
            out = out "##"
            i++
        } else if (c == "\"" || c == "'") {
            quote = c
            out = out "#"
        } else
            out = out c
    }
    return out
}

# A break: LENGTH characters from AT on become NEW.
function can(at, len, new) {
    n_ways++
    way_at[n_ways] = at
    way_length[n_ways] = len
    way_new[n_ways] = new
}

# Every FROM of the line may become TO.
function each(from, to, at, rest) {
    at = 0
    while ((rest = index(substr(code_only, at + 1), from)) > 0) {
        at += rest
        can(at, length(from), to)
    }
}

BEGIN {
    FS = "\n"
    for (i = 1; i < 256; i++)
        code[sprintf("%c", i)] = i
}

FNR == 1 { in_comment = 0; base = FILENAME; sub(/.*\//, "", base) }

{
    code_only = plain($0)
    n_ways = 0
    # How wide a column is nobody's figures tell; that each has a width book.c asserts.
    if (code_only ~ /(^| )\*?widths(\[[^\]]*\])+ = /)
        next
    # What a number can be in the head of a function is the length of an array, which C does not look at.
    if (code_only ~ /^[a-z][^={;]*\(/)
        next
    # Asserts never fail, and room for one more is never seen.
    define = code_only ~ /^#define +[A-Z_0-9]+ +[(0-9]/
    if ((code_only ~ /^#/ && !define) || code_only ~ /assert\(|alloc(array)?\(|grow\(|case .*:$/)
        next
    if (!define) {
        # A loop that goes one too far reads what is not there: the sanitizers' business.
        if (code_only !~ /for \(/) { each(" < ", " <= "); each(" <= ", " < "); each(" > ", " >= "); each(" >= ", " > ") }
        each(" == ", " != "); each(" != ", " == ")
        each(" && ", " || "); each(" || ", " && ")
        each(" + ", " - "); each(" - ", " + "); each(" * ", " / "); each(" / ", " * ")
        each(" += ", " -= "); each(" -= ", " += ")
        each("return true", "return false"); each("return false", "return true")
        each("= true;", "= false;"); each("= false;", "= true;"); each("continue;", "break;")
        # What is set free late or never is the sanitizers' business, too.
        if (code_only ~ /^ +[a-z_]+\(.*\);$/ && code_only !~ /^ +[a-z_]*(free|release|close|unlink|munmap)\(/) {
            match(code_only, /^ +/)
            can(RLENGTH + 1, length($0) - RLENGTH, ";")
        }
    }
    rest = code_only
    done = 0
    while (match(rest, /(^|[^A-Za-z0-9_.])[0-9]+([^A-Za-z0-9_.]|$)/)) {
        at = RSTART
        if (substr(rest, at, 1) !~ /[0-9]/)
            at++
        match(substr(rest, at), /^[0-9]+/)
        can(done + at, RLENGTH, substr(rest, at, RLENGTH) + 1)
        done += at + RLENGTH - 1
        rest = substr(rest, at + RLENGTH)
    }
    if (n_ways == 0 || (base, $0) in seen)
        next
    seen[base, $0] = 1
    way = ticket(seed " " base " " $0) % n_ways + 1
    broken = substr($0, 1, way_at[way] - 1) way_new[way] substr($0, way_at[way] + way_length[way])
    printf "%010d\t%s\t%d\t%s\t%s\n", ticket(seed " " base " " broken), FILENAME, FNR, $0, broken
}
