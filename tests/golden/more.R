# more.R : what cases.json does not have, from R's survey: designs with unequal probabilities, several steps of weights one
# after the other, balanced half samples, domains of replicates, lonely units.  Writes more.csv: the words after `dtxhh estimate`, the domain, the term,
# estimate and standard error.  Run in this folder: Rscript more.R
suppressMessages({ library(survey) })
out <- NULL
put <- function(args, o, by = "") out <<- rbind(out, data.frame(args, by, term = names(coef(o)), estimate = as.numeric(coef(o)), se = as.numeric(SE(o))))
put_by <- function(args, o, v) out <<- rbind(out, data.frame(args, by = as.character(o[[1]]), term = v, estimate = as.numeric(coef(o)), se = as.numeric(SE(o))))
num <- function(x) formatC(x, digits = 15, format = "g")

# --- unequal probabilities: 60 schools, made-up probabilities in two strata
set.seed(5)
s <- read.csv("data/apistrat.csv"); s <- s[order(runif(nrow(s))), ][1:60, ]
s$p <- round(runif(60, .05, .6), 4); s$g <- sample(c("a", "b", "c"), 60, TRUE); s$st <- sample(1:2, 60, TRUE)
write.csv(s[, c("p", "g", "st", "api00", "meals")], "data/pps.csv", row.names = FALSE, quote = FALSE)
J <- outer(s$p, s$p) * (1 - .3 / 60); diag(J) <- s$p; J <- apply(J, 2, function(x) as.numeric(num(x)))
write.csv(data.frame(id = 1:60, apply(J, 2, num)), "data/pps_joint.csv", row.names = FALSE, quote = FALSE)
pps <- function(words, d) { a <- paste("data/pps.csv --prob p", words)
  put(paste(a, "--mean api00,meals"), svymean(~api00 + meals, d)); put(paste(a, "--total meals"), svytotal(~meals, d)); put_by(paste(a, "--mean api00 --by g"), svyby(~api00, ~g, d, svymean), "api00") }
pps("--pps brewer", svydesign(id = ~1, fpc = ~p, data = s, pps = "brewer")); pps("--pps brewer --strata st", svydesign(id = ~1, strata = ~st, fpc = ~p, data = s, pps = "brewer"))
pps("--pps overton", svydesign(id = ~1, fpc = ~p, data = s, pps = "overton")); pps("--pps overton --strata st", svydesign(id = ~1, strata = ~st, fpc = ~p, data = s, pps = "overton"))
pps("--pps hartley-rao", svydesign(id = ~1, fpc = ~p, data = s, pps = HR())); pps("--pps hartley-rao --strata st", svydesign(id = ~1, strata = ~st, fpc = ~p, data = s, pps = HR()))
pps("--pps yates-grundy --joint data/pps_joint.csv", svydesign(id = ~1, fpc = ~p, data = s, pps = ppsmat(J), variance = "YG")); pps("--pps horvitz-thompson --joint data/pps_joint.csv", svydesign(id = ~1, fpc = ~p, data = s, pps = ppsmat(J)))

# --- steps one after the other
c1 <- read.csv("data/apiclus1.csv", stringsAsFactors = TRUE); d <- svydesign(ids = ~dnum, weights = ~pw, fpc = ~fpc, data = c1)
m <- read.csv("margins/api_stype.csv", stringsAsFactors = TRUE); names(m)[2] <- "Freq"; a <- postStratify(d, ~stype, m)
tot <- c(`(Intercept)` = 6194, sch.wideYes = 5122, api99 = 3914069)
writeLines(c("variable,category,total", ",,6194", "sch.wide,No,1072", "sch.wide,Yes,5122", "api99,,3914069"), "margins/more_calibrate.csv")
words <- "data/apiclus1.csv --psu dnum --weight pw --fpc fpc --poststratify margins/api_stype.csv --calibrate margins/more_calibrate.csv"
b <- calibrate(a, ~sch.wide + api99, tot, calfun = "linear", epsilon = 1e-12); r <- calibrate(a, ~sch.wide + api99, tot, calfun = "raking", epsilon = 1e-12)
put(paste(words, "--mean api00,enroll"), svymean(~api00 + enroll, b)); put_by(paste(words, "--mean api00 --by awards"), svyby(~api00, ~awards, b, svymean), "api00"); put(paste(words, "--total enroll"), svytotal(~enroll, b))
put(paste(words, "--calfun raking --mean api00"), svymean(~api00, r)); put(paste(words, "--where 'awards = Yes' --mean api00"), svymean(~api00, subset(b, awards == "Yes"))); put(paste(words, "--proportion stype"), svymean(~stype, b))
t <- trimWeights(b, upper = 50, lower = 20); put(paste(words, "--trim 20,50 --mean api00"), svymean(~api00, t)); put_by(paste(words, "--trim 20,50 --total api00 --by stype"), svyby(~api00, ~stype, t, svytotal), "api00")
j <- postStratify(as.svrepdesign(d, type = "JK1", compress = FALSE), ~stype, m); words <- "data/apiclus1.csv --psu dnum --weight pw --fpc fpc --poststratify margins/api_stype.csv --replicates jk1"
put_by(paste(words, "--mean api00 --by awards"), svyby(~api00, ~awards, j, svymean), "api00")

# --- quantiles of a variable with missing values, on adjusted weights: degrees of freedom are those of the rows that have it
s <- read.csv("data/apistrat.csv", stringsAsFactors = TRUE); d <- svydesign(ids = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = s); cat(sum(is.na(s$acs.46)), "missing\n")
q <- postStratify(d, ~sch.wide, data.frame(sch.wide = c("No", "Yes"), Freq = c(1072, 5122))); words <- "data/apistrat.csv --strata stype --weight pw --fpc fpc --poststratify margins/api_schwide.csv"
for (v in c("acs.46", "mobility")) for (p in c(.25, .5, .9)) { o <- svyquantile(as.formula(paste0("~", v)), q, p, na.rm = TRUE); out <- rbind(out, data.frame(args = paste0(words, " --quantile ", v, "@", p), by = "", term = paste0(v, "@", p), estimate = as.numeric(coef(o)), se = as.numeric(SE(o)))) }

# --- balanced half samples: the first two schools of each of 8 pairs of a table; Hadamard matrices differ, a total's variance does not
h <- read.csv("data/apisrs.csv")[1:16, c("api00", "meals", "pw")]; h$h <- rep(1:8, each = 2); write.csv(h, "data/pairs.csv", row.names = FALSE, quote = FALSE)
p <- svydesign(ids = ~1, strata = ~h, weights = ~pw, data = h); put("data/pairs.csv --strata h --weight pw --replicates brr --total api00,meals", svytotal(~api00 + meals, as.svrepdesign(p, type = "BRR")))
put("data/pairs.csv --strata h --weight pw --replicates fay:0.3 --total api00,meals", svytotal(~api00 + meals, as.svrepdesign(p, type = "Fay", fay.rho = .3)))

# --- two stages with counts at each, by domain
c2 <- read.csv("data/apiclus2.csv"); q <- svydesign(ids = ~dnum + snum, weights = ~w2, fpc = ~fpc1 + fpc2, data = c2)
put_by("data/apiclus2.csv --psu dnum,snum --weight w2 --fpc fpc1,fpc2 --total api.stu --by stype", svyby(~api.stu, ~stype, q, svytotal), "api.stu")
# --- strata of one unit without which there is no replicate: of eleven units in four strata one, three, one and six; then with counts too
l <- data.frame(h = rep(c("a", "b", "c", "d"), c(2, 6, 2, 12)), u = rep(1:11, each = 2), N = rep(c(5, 9, 4, 20), c(2, 6, 2, 12)), w = rep(c(5, 3, 4, 3.5), c(2, 6, 2, 12)), g = rep(c("x", "y"), 11), y = (1:22 * 7) %% 13 + 2)
write.csv(l, "data/lonelies.csv", row.names = FALSE, quote = FALSE)
for (f in c("", "--fpc N ")) for (o in c("certainty", "remove", "average")) { options(survey.lonely.psu = o)
  d <- svydesign(ids = ~u, strata = ~h, weights = ~w, fpc = if (f == "") NULL else ~N, data = l); j <- as.svrepdesign(d, type = "JKn", compress = FALSE)
  words <- paste0("data/lonelies.csv --strata h --psu u --weight w ", f, "--lonely-psu ", o); jack <- paste(words, "--replicates jkn")
  put(paste(words, "--mean y"), svymean(~y, d)); put(paste(words, "--total y"), svytotal(~y, d))
  put(paste(jack, "--mean y"), svymean(~y, j)); put(paste(jack, "--total y"), svytotal(~y, j)); put_by(paste(jack, "--mean y --by g"), svyby(~y, ~g, j, svymean), "y") }
options(survey.lonely.psu = "fail")

out$estimate <- num(out$estimate); out$se <- num(out$se)
write.csv(out, "more.csv", row.names = FALSE, quote = c(1, 2, 3))
cat(nrow(out), "rows\n")
