# explain.awk - lines with their reasons: awk -f explain.awk survivors.txt LINES; fails where one has none.
NR == FNR {
    if (/^#/ || /^$/)
        next
    if (/^ /) {
        sub(/^ +/, "")
        for (i = 1; i <= n; i++)
            why[keys[i]] = (why[keys[i]] == "" ? "" : why[keys[i]] " ") $0
        told = 1
    } else {
        if (told)
            n = told = 0
        keys[++n] = $0
    }
    next
}
{
    print
    print "    " (why[$0] == "" ? "NO REASON IS GIVEN" : why[$0])
    unexplained += why[$0] == ""
}
END { exit unexplained > 0 }
