# points_rounds.R - rounds made at random go through the program, and tests/points/reference.R computes the errors, limits and rank sets of
# each of their blocks once more from `show cases` and `show cases-outside`.
#
#   Rscript tests/slow/points_rounds.R PROGRAM ROUNDS SEED [FILE.dtxhh ...]
#
# Rounds are of one or two blocks; groups that rate all units or their own, censuses, simple and stratified samples, clusters; blanks by
# unit and by leaf, straight lines, ceilings, thin units, no opinion; pooled figures, SIPAS with and without its error, appraisals, leaves
# that do not apply, ranks by points and percent.  FILE: rounds that are scored already.  Both floors.  Left out, as the reference does not
# know them: groups in clusters beside others that are not in one block, probabilities proportional to size, calibrated weights; the sets
# of a block with a unit whose limits cannot be stated; where no two cases of a stratum answered the same leaf (its m is 1: not a number).
args <- commandArgs(TRUE)
program <- args[1]; rounds <- as.integer(args[2]); seed <- as.integer(args[3]); files <- args[-(1:3)]
home <- tempfile("rounds"); dir.create(home); Sys.setenv(DTXHH_LANG = "en", LC_ALL = "C.UTF-8")
reference <- parse("tests/points/reference.R")

run <- function(..., out = FALSE) {
    words <- file.path(home, "words")
    status <- system2(program, shQuote(c(...)), stdout = out, stderr = words)
    if (identical(out, FALSE)) status == 0 else status == 0 || stop(paste(readLines(words), collapse = "\n"))
}
show <- function(round, table, file, ...) {
    run("show", round, table, ..., "--csv", out = file)
    read.csv(file, colClasses = "character", na.strings = character())
}
put <- function(folder, name, columns, rows) writeLines(c(columns, unlist(rows)), file.path(folder, paste0(name, ".csv")))
among <- function(x) x[sample.int(length(x), 1)]
once_in <- function(n) sample.int(n, 1) == 1

# --- a round at random ------------------------------------------------------------------------------------------------------------

definition <- function(folder, t, floor) {
    put(folder, "round", "key,value", c("code,R", "title,R", "year,2024", paste0("combine,", t$combine), paste0("fpc,", t$fpc),
        paste0("no_opinion,", t$no_opinion), paste0("rank_by,", t$rank_by), paste0("compare,", t$compare), paste0("min_base,", t$min_base),
        paste0("floor,", floor)))
    put(folder, "blocks", "code,name", sprintf("B%d,Block %d", seq_len(t$blocks), seq_len(t$blocks)))
    put(folder, "units", "code,name,block,ranked", sprintf("U%d,Unit %d,B%d,%s", seq_along(t$block), seq_along(t$block), t$block, t$ranked))
    put(folder, "scales", "scale,option,label,percent", c(sprintf("S,%s,%s,%g", LETTERS[1:5], LETTERS[1:5], t$worth), "S,F,F,"))
    put(folder, "criteria", "block,code,name,parent,max_points,method", c("*,1,All,,,", sprintf("*,1.%d,Leaf %d,1,%g,%s", seq_along(t$max),
        seq_along(t$max), t$max, t$method)))
    put(folder, "groups", "code,name,via,design,take,take_as,per,stratum_by,allocation", sprintf("%s,%s,%s,%s", t$groups, t$groups, t$via,
        t$design))
    if (t$clusters) put(folder, "stages", "group,stage,column,method,take,size_by", sprintf("%s,1,area,srs,%d,\n%s,2,,srs,%d,",
        t$groups[t$via == "ballot"],
        t$areas, t$groups[t$via == "ballot"], t$persons))
    put(folder, "ballot_types", "code,title,groups,block,units,own_unit", sprintf("%s,Ballot %s,%s,*,%s,allow", t$type, t$type, t$of,
        ifelse(t$own, "own", "all")))
    put(folder, "questions", "ballot_type,code,text,per,kind,criterion,scale,required,weight", unlist(lapply(t$type, function(p)
        sprintf("%s,Q%s,Question,unit,option,1.%d,S,no,%g", p, seq_along(t$leaf), t$leaf, t$question_weight))))
    put(folder, "group_weights", "block,criterion,group,weight", sprintf("*,*,%s,%g", t$groups, t$weight))
    put(folder, "not_applicable", "block,unit,criterion,group", t$not_applicable)
}

any_round <- function() {
    t <- list(blocks = if (once_in(4)) 2 else 1, combine = if (once_in(4)) "pooled" else "group_means",
        fpc = if (once_in(5)) "no" else "yes",
        no_opinion = among(c("stays", "ineligible")), rank_by = among(c("points", "percent")), compare = among(c("exact", "rounded")),
            min_base = 1,
        worth = if (once_in(3)) c(100, 66, 40, 10, 0) else c(100, 75, 50, 25, 0), clusters = once_in(6), areas = sample(3:8, 1),
            persons = sample(2:6, 1))
    t$block <- rep(seq_len(t$blocks), length.out = sample(3:7, 1) + t$blocks)
    n <- sample(1:3, 1); t$groups <- paste0("G", seq_len(n)); t$via <- rep("ballot", n); t$own <- sapply(seq_len(n),
        function(i) !t$clusters && once_in(4))
    kinds <- c("census,,,,,", "census,,,,kind,", "srs,%d,persons,,,", "stratified,%d,persons,stratum,kind,",
        "stratified,%d,persons,group,kind,proportional")
    t$people <- sapply(seq_len(n), function(i) among(c(6, 12, 30, 60, 150)))
    t$take <- pmax(5, round(t$people * runif(n, .3, .8)))
    t$design <- sapply(seq_len(n), function(i) if (t$clusters) "stages,,,,," else { k <- among(kinds); if (grepl("%d", k)) sprintf(k,
        if (grepl("stratum,", k)) max(3, t$take[i] %/% 3) else t$take[i]) else k })
    t$people[t$clusters] <- 60
    t$ranked <- ifelse(seq_along(t$block) == if (once_in(5)) 2 else 0, "no", "yes")
    t$asked <- t$of <- t$groups; t$type <- paste0("P", t$groups)
    if (once_in(4)) { t$groups <- c(t$groups, "GS"); t$via <- c(t$via, "sipas"); t$design <- c(t$design,
        "census,,,,,"); t$se <- among(c("1.5", "0.8", "")) }
    if (!t$clusters && once_in(4)) { t$type <- c(t$type, "PX"); t$of <- c(t$of, "G1"); t$own <- c(t$own, TRUE) } # two ballots a respondent
    t$weight <- sample(1:9, length(t$groups), TRUE)
    n_survey <- sample(1:4, 1); t$method <- c(rep("DTXHH", n_survey), if (once_in(2)) "TD", if (once_in(4)) "KTXH"); t$max <- sample(2:40,
        length(t$method), TRUE) / 2
    t$leaf <- sort(c(seq_len(n_survey), if (once_in(2)) sample.int(n_survey, 1))); t$question_weight <- sample(1:4, length(t$leaf),
        TRUE) / 2
    t$not_applicable <- if (once_in(3) && n_survey > 1) sprintf("*,U%d,1.%d,*", among(seq_along(t$block)), n_survey) else NULL
    t$not_applicable <- c(t$not_applicable, if (once_in(4) && length(t$asked) > 1) sprintf("*,U%d,1.1,%s", among(seq_along(t$block)),
        t$asked[2]))
    t$reply <- runif(1, .4, 1)
    t
}

frame <- function(t, file) {
    rows <- unlist(lapply(seq_along(t$asked), function(g) { i <- seq_len(t$people[g])
        sprintf("%s,m%d,U%d,%s,A%d", t$asked[g], i, (i * 7) %% length(t$block) + 1, LETTERS[i %% 3 + 1], (i * 5) %% 12 + 1) }))
    writeLines(c("group,id,rates,kind,area", rows), file)
}

# What is ticked: a row a ballot, a column a question of a unit.  Habits are of the round, some people tick all units alike.
answers <- function(t, ballots, file) {
    units <- length(t$block); questions <- length(t$leaf)
    blank_unit <- if (once_in(2)) runif(units, 0, .6) else numeric(units)
    if (once_in(4)) blank_unit[among(seq_len(units))] <- .9
    blank_leaf <- if (once_in(2)) runif(1, 0, .35) else 0
    unsure <- if (once_in(3)) .1 else 0; straight <- among(c(0, 0, .3, .8, 1)); ceiling <- among(c(0, 0, 0, .9, .97,
        1)); level <- runif(units, 1, 4)
    back <- runif(nrow(ballots)) < t$reply
    back[match(unique(ballots$group), ballots$group)] <- TRUE
    ballots <- ballots[back, ]
    marks <- function(alike, own) {
        mark <- function() if (runif(1) < ceiling) 1 else min(5, max(1, round(level[u] + rnorm(1, 0, 1.2))))
        same <- mark_same <- min(5, max(1, round(2.5 + rnorm(1)))); if (runif(1) < ceiling) same <- 1
        unlist(lapply(own, function(k) { u <<- k; skip <- runif(1) < blank_unit[k]
            sapply(seq_len(questions), function(q) if (skip ||
                runif(1) < blank_leaf) "" else if (runif(1) < unsure) "F" else LETTERS[if (alike) same else mark()]) }))
    }
    u <- 1
    columns <- unlist(lapply(seq_len(units), function(k) sprintf("Q%d.U%d", seq_len(questions), k)))
    rows <- sapply(seq_len(nrow(ballots)), function(i) {
        b <- ballots[i, ]; own <- t$own[match(b$type, t$type)]; cells <- character(units * questions)
        about <- if (own) (as.integer(sub("m", "", b$member)) * 7) %% units + 1 else seq_len(units)
        at <- unlist(lapply(about, function(k) (k - 1) * questions + seq_len(questions)))
        cells[at] <- marks(runif(1) < straight, about)
        paste(c(b$serial, b$type, "paper", "k", cells), collapse = ",")
    })
    writeLines(c(paste(c("serial,type,channel,keyer", columns), collapse = ","), rows), file)
}

points <- function(t, file) {
    units <- seq_along(t$block); given <- which(t$method != "DTXHH")
    rows <- unlist(lapply(given, function(l) sprintf("U%d,1.%d,,%s,%g,,", units, l, if (t$method[l] == "TD") "first" else "outside",
        round(runif(length(units)) * t$max[l] * 4) / 4)))
    if ("GS" %in% t$groups) rows <- c(rows, sprintf("U%d,*,GS,outside,,%d,%s", units, sample(60:95, length(units), TRUE), t$se))
    if (is.null(rows)) return(FALSE)
    writeLines(c("unit,criterion,group,stage,points,percent,se", rows), file)
    TRUE
}

# NULL where the program does not take it: a stratum that nobody answered, a leaf without an answer.
hold <- function(i) {
    set.seed(seed + i)
    t <- any_round(); folder <- file.path(home, i); dir.create(folder); round <- file.path(home, paste0(i,
        ".dtxhh")); path <- function(x) file.path(folder, x)
    dir.create(path("definition")); definition(path("definition"), t, "full"); frame(t, path("frame.csv"))
    by <- c("--as", "a", "--quiet")
    start <- run("new", round, "--definition", path("definition"), by) && run("frame", "import", round, path("frame.csv"), by) &&
        run("frame", "freeze", round, "--seed-from", "x", by) && run("draw", round, "--seed", i, by) && run("issue", round,
            "--serial-seed", i, by)
    if (!start) stop("round ", i, ": ", paste(readLines(file.path(home, "words")), collapse = "\n"))
    answers(t, show(round, "ballots", path("ballots.csv")), path("keyed.csv"))
    if (!(run("import", round, path("keyed.csv"), by) && (!points(t, path("points.csv")) || run("points", "import", round,
        path("points.csv"), by))))
        stop("round ", i, ": ", paste(readLines(file.path(home, "words")), collapse = "\n"))
    if (!(run("weigh", round, by) && run("score", round, by))) return(NULL)
    list(name = paste("round", i), file = round, definition = path("definition"), t = t)
}

# --- beside the reference -----------------------------------------------------------------------------------------------------------

worst <- c(se = 0, df = 0, low = 0, high = 0, difference = 0); wrong <- 0; n <- c(blocks = 0, units = 0, sets = 0, no_sets = 0, mixed = 0,
    unknown = 0, rounds = 0, refused = 0)
say <- function(...) { cat(..., "\n"); wrong <<- wrong + 1 }

# Of one pair of the block S.
difference <- function(round, where, e, s) {
    i <- sample.int(nrow(s), 2); a <- match(s$unit[i], e$units)
    run("score", round, "--difference", paste(s$unit[i], collapse = ","), "--csv", out = file.path(home, "difference.csv"))
    d <- read.csv(file.path(home, "difference.csv"), colClasses = c(df = "character"))
    l <- (e$Tt - e$limits(.05)$low)[a]; h <- (e$limits(.05)$high - e$Tt)[a]; rho <- matrix(e$rho, e$U)[a[1], a[2]]
    t <- qt(.975, e$dfp[a[1], a[2]]) * sqrt(e$VS[a[1], a[2]]); x <- e$d[a[1], a[2]]
    p <- e$Tt[a]; q <- (e$A - e$Tt)[a] # to the ends of both scales
    theirs <- c(x, sqrt(e$V[a[1], a[2]]), x - min(p[1] + q[2], max(t, sqrt(max(0, l[1]^2 + h[2]^2 - 2 * rho * l[1] * h[2])))),
        x + min(q[1] + p[2], max(t, sqrt(max(0, h[1]^2 + l[2]^2 - 2 * rho * h[1] * l[2])))))
    if (max(d$se, theirs[2]) < 1e-7) return() # both are rounding: all were counted
    off <- abs(c(d$estimate, d$se, d$low, d$high) - theirs) / pmax(1, abs(theirs))
    if (anyNA(off) || any(off > 1e-8)) say(where, s$unit[i], "difference", unlist(d[3:6]), "reference", theirs)
    else worst["difference"] <<- max(worst["difference"], off)
}

compare <- function(round, name, floor) {
    scores <- show(round, "scores", file.path(home, "scores.csv"))
    setting <- show(round, "round", file.path(home, "settings.csv")); by_percent <- "percent" %in% setting$value[setting$key == "rank_by"]
    for (block in unique(scores$block)) {
        where <- paste0(name, ", block ", block, ", floor ", floor)
        cases <- file.path(home, "cases.csv"); outside <- file.path(home, "outside.csv")
        a <- show(round, "cases", cases, "--block", block); show(round, "cases-outside", outside, "--block", block)
        if (!nrow(a)) next
        if (any(a$cluster != "") && any(a$cluster == "")) { n["mixed"] <<- n["mixed"] + 1; next }
        e <- new.env(); e$commandArgs <- function(...) c(cases, outside, paste0("floor=", floor)); e$cat <- function(...) NULL
        if (inherits(try(eval(reference, e), silent = TRUE), "try-error")) { n["unknown"] <<- n["unknown"] + 1; next }
        s <- scores[scores$block == block & scores$unit %in% e$units, ]
        at <- match(s$unit, e$units); by <- if (by_percent) 100 / as.numeric(s$max) else rep(1, nrow(s))
        stated <- s$se != ""
        n["blocks"] <<- n["blocks"] + 1; n["units"] <<- n["units"] + sum(stated)
        ours <- list(se = as.numeric(s$se) * by, df = 1 / as.numeric(s$df), low = as.numeric(s$low) * by, high = as.numeric(s$high) * by)
        theirs <- list(se = sqrt(e$v[at]), df = 1 / e$df[at], low = (e$fixed + e$lim$low)[at], high = (e$fixed + e$lim$high)[at])
        for (k in names(ours)) for (i in which(stated)) {
            x <- ours[[k]][i]; y <- theirs[[k]][[i]]; limit <- if (k %in% c("low", "high")) 1e-8 else 1e-9
            if (k == "df" && is.na(x)) x <- 0 # empty: infinite
            off <- abs(x - y) / max(1, abs(y)); if (k == "se") off <- abs(x - y) / max(1e-3, y)
            if (is.na(off) || off > limit) say(where, s$unit[i], k, format(x, digits = 15), format(y, digits = 15), s$unstated[i])
            else worst[k] <<- max(worst[k], off)
        }
        if (nrow(s) > 1 && all(stated)) difference(round, where, e, s)
        if (any(!stated) || any(s$rank_low == "") || nrow(s) < length(e$units)) { n["no_sets"] <<- n["no_sets"] + 1; next }
        n["sets"] <<- n["sets"] + 1
        low <- 1 + colSums(e$better)[at]; high <- e$U - rowSums(e$better)[at]
        for (i in which(s$rank_low != low | s$rank_high != high)) say(where, s$unit[i], "ranks", s$rank_low[i], s$rank_high[i],
            "reference", low[i], high[i])
    }
}

for (file in files) {
    setting <- show(file, "round", file.path(home, "settings.csv")); floor <- setting$value[setting$key == "floor"]
    compare(file, basename(file), if (length(floor) && floor != "") floor else "full"); n["rounds"] <- n["rounds"] + 1
}
i <- 0; done <- 0
while (done < rounds) {
    i <- i + 1
    r <- hold(i)
    if (is.null(r)) { n["refused"] <- n["refused"] + 1; next }
    compare(r$file, r$name, "full")
    definition(r$definition, r$t, "learned")
    by <- c("--as", "a", "--quiet")
    if (run("define", r$file, "--definition", r$definition, "--reason", "x", by) && run("weigh", r$file, by) && run("score", r$file, by))
        compare(r$file, r$name, "learned")
    else say(r$name, readLines(file.path(home, "words")))
    unlink(c(r$file, dirname(r$definition)), recursive = TRUE); done <- done + 1; n["rounds"] <- n["rounds"] + 1
}
cat(sprintf("%d rounds (%d more refused), %d blocks, %d units with limits, %d blocks with sets, %d without, %d mixed, %d unknown to the reference; largest differences: %s\n", n["rounds"], n["refused"],
    n["blocks"], n["units"], n["sets"], n["no_sets"], n["mixed"], n["unknown"], paste(names(worst), signif(worst, 2), collapse = ", ")))
cat(wrong, "differ\n")
quit(status = as.integer(wrong > 0 || n["units"] < 5 * rounds || n["sets"] < rounds || n["unknown"] > rounds / 4 ||
    n["refused"] > rounds / 4))
