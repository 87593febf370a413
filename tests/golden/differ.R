# differ.R - random tables, designs, weights and wishes: R's survey beside `dtxhh estimate`.
#   Rscript differ.R DTXHH SEED CASES     prints what differs; status 1 if anything does.
# Not compared, since the reference is known to be off or to answer another question (see README.md and docs/estimate.md):
# the lower end of a quantile at the lowest values (survey 4.1 passes over the first one), Korn-Graubard and likelihood intervals and
# tables of a domain on adjusted weights (R counts the rows outside), arcsine intervals that leave 0 to 1 (R folds them back), errors that are 0.
# Likelihood limits only to 1 %: R reads them off a spline through the profile, up to 0.6 % off where few answer; a unit test has the definition.
suppressMessages(library(survey))
argv <- commandArgs(TRUE); bin <- argv[1]; seed <- as.integer(argv[2]); cases <- as.integer(argv[3])
dir <- tempfile("differ"); dir.create(dir); setwd(dir)
bad <- 0; compared <- 0; refused <- 0
num <- function(x) trimws(formatC(x, digits = 17, format = "g"))
quietly <- function(x) suppressWarnings(try(x, silent = TRUE))
failed <- function(x) inherits(x, "try-error")
ours <- function(words) {
  o <- suppressWarnings(system(paste(bin, "estimate d.csv --csv --quiet --lang en", words, "2>err"), intern = TRUE))
  if (!is.null(attr(o, "status"))) return(NULL)
  read.csv(text = o, check.names = FALSE, colClasses = "character")
}
same <- function(a, b, tol) {
  a <- as.numeric(a); b <- as.numeric(b)
  ok <- (is.na(a) & (is.na(b) | abs(b) < 1e-9)) | (!is.na(a) & !is.na(b) & abs(a - b) <= tol * pmax(abs(b), 1e-6))
  ok[is.na(ok)] <- FALSE; ok
}
differs <- function(...) { cat("seed", seed, "case", case, ..., "\n"); bad <<- bad + 1 }
check <- function(what, words, est, se = NULL, lo = NULL, hi = NULL, deff = NULL, tol = tolerance, level = NULL, rows = TRUE) {
  compared <<- compared + 1
  r <- ours(words)
  if (is.null(r)) return(differs("refused:", what, words, readLines("err")[1]))
  if (!is.null(level)) r <- r[r$term == level, ]
  if (nrow(r) != length(est)) return(differs("rows", nrow(r), length(est), what, words))
  # An error that is 0 has no digits; a mean of one row has none here.
  zero <- if (is.null(se)) FALSE else abs(as.numeric(se)) < 1e-9 * pmax(1, abs(as.numeric(est))) | is.nan(as.numeric(se))
  good <- same(r$estimate, est, tol)
  for (q in list(list(r$se, se), list(r$ci_low, lo), list(r$ci_high, hi), list(r$deff, deff))) if (!is.null(q[[2]])) good <- good & (zero | same(q[[1]], q[[2]], tol * 10))
  if (!all(good)) { differs(what, words); print(cbind(r, R = est, R.se = if (is.null(se)) NA else as.numeric(se), R.low = if (is.null(lo)) NA else lo, R.high = if (is.null(hi)) NA else hi)[!good, , drop = FALSE]) }
}
for (case in seq_len(cases)) {
  set.seed(seed * 100000 + case)
  # Strata h of 2 to 10 units p (now and then a lonely one) with up to 6 units s of a second stage.
  H <- sample(1:6, 1); per <- sample(2:7, 1); most <- sample(1:6, 1)
  d <- do.call(rbind, lapply(1:H, function(h) do.call(rbind, lapply(1:(per + sample(0:3, 1)), function(p) { k <- sample(1:most, 1); data.frame(h = h, p = p, s = seq_len(k), M = k + (h %% 3)) }))))
  if (runif(1) < .4 && H > 1) d <- d[!(d$h == H & d$p > 1), ]
  d$N <- ave(d$p, d$h, FUN = max) + d$h
  n <- nrow(d); if (n < 4) next
  d$w <- round(exp(rnorm(n, 2, sample(c(0, .5, 1), 1))), 3)
  d$y <- round(rnorm(n, sample(c(0, 3, 1e4), 1), sample(c(.5, 5), 1)), 3); d$z <- sample(0:3, n, TRUE); d$b <- rbinom(n, 1, runif(1, .1, .9))
  d$g <- sample(c("a", "b", "c"), n, TRUE, c(.5, .3, .2)); d$k <- sample(c("m", "n"), n, TRUE); d$g[1:2] <- c("a", "b"); d$k[1:2] <- c("n", "m"); d$one <- 1
  if (runif(1) < .4) d$y[sample(n, max(1, n %/% 10))] <- NA
  d <- d[sample(n), ]
  write.csv(d, "d.csv", row.names = FALSE, quote = FALSE, na = "")
  kind <- sample(1:5, 1); counts <- runif(1) < .5; weighted <- runif(1) < .8
  w <- if (weighted) ~w else ~one
  D <- quietly(switch(kind, svydesign(~1, weights = w, data = d), svydesign(~1, strata = ~h, weights = w, data = d), svydesign(~p, weights = w, data = d),
    svydesign(~p, strata = ~h, weights = w, fpc = if (counts) ~N else NULL, nest = TRUE, data = d),
    svydesign(~p + s, strata = ~h, weights = w, fpc = if (counts) ~N + M else NULL, nest = TRUE, data = d)))
  if (failed(D)) { refused <- refused + 1; next }
  words <- paste(switch(kind, "", "--strata h", "--psu p", "--strata h --psu p", "--strata h --psu p,s"), if (weighted) "--weight w", if (counts && kind == 4) "--fpc N", if (counts && kind == 5) "--fpc N,M")
  lonely <- if (kind >= 4 && runif(1) < .4) sample(c("certainty", "remove", "average"), 1) else "fail"
  options(survey.lonely.psu = lonely, survey.adjust.domain.lonely = FALSE)
  if (lonely != "fail") words <- paste(words, "--lonely-psu", lonely)
  # Weights.
  adjusted <- sample(c("none", "none", "post", "rake", "linear", "raking", "logit", "trim"), 1); tolerance <- if (adjusted %in% c("rake", "raking", "logit")) 1e-6 else 1e-8
  W <- sum(weights(D)); fg <- tapply(weights(D), d$g, sum); fk <- tapply(weights(D), d$k, sum)
  fg <- fg * exp(runif(length(fg), -.3, .3)); fg <- signif(fg / sum(fg) * W, 12); fk <- fk * exp(runif(length(fk), -.3, .3)); fk <- signif(fk / sum(fk) * W, 12); fk[length(fk)] <- sum(fg) - sum(fk[-length(fk)])
  write.csv(data.frame(g = names(fg), total = num(fg)), "g.csv", row.names = FALSE, quote = FALSE); write.csv(data.frame(k = names(fk), total = num(fk)), "k.csv", row.names = FALSE, quote = FALSE)
  zt <- runif(1, .9, 1.1) * sum(d$z * weights(D))
  writeLines(c("variable,category,total", paste0(",,", num(sum(fg))), paste0("g,", names(fg), ",", num(fg)), paste0("z,,", num(zt))), "c.csv")
  totals <- c(sum(fg), fg[-1], zt); names(totals) <- c("(Intercept)", paste0("g", names(fg)[-1]), "z")
  both <- c(sum(fg), fg[-1], fk[-1]); names(both) <- c("(Intercept)", paste0("g", names(fg)[-1]), paste0("k", names(fk)[-1]))
  limits <- as.numeric(quantile(weights(D), c(.05, .9))) + c(0, .7)
  room <- any(weights(D) > limits[1] & weights(D) < limits[2])
  if (adjusted == "trim" && !room) adjusted <- "none"
  D <- quietly(switch(adjusted, none = D, post = postStratify(D, ~g, data.frame(g = names(fg), Freq = as.numeric(fg))), rake = calibrate(D, ~g + k, both, calfun = "raking", epsilon = 1e-13, maxit = 200),
    linear = calibrate(D, ~g + z, totals, epsilon = 1e-12), raking = calibrate(D, ~g + z, totals, calfun = "raking", epsilon = 1e-13, maxit = 200),
    logit = calibrate(D, ~g + z, totals, calfun = "logit", bounds = c(.3, 3), epsilon = 1e-13, maxit = 200), trim = trimWeights(D, lower = limits[1], upper = limits[2])))
  words <- paste(words, switch(adjusted, none = "", post = "--poststratify g.csv", rake = "--rake g.csv,k.csv", linear = "--calibrate c.csv", raking = "--calibrate c.csv --calfun raking", logit = "--calibrate c.csv --calfun logit --bounds 0.3,3", trim = paste0("--trim ", paste(num(limits), collapse = ","))))
  if (failed(D)) { refused <- refused + 1; next }
  # Replicates.
  if (adjusted == "none" && runif(1) < .3) {
    if (runif(1) < .5) {
      type <- if (kind %in% c(2, 4, 5)) "JKn" else "JK1"; R <- quietly(as.svrepdesign(D, type = type, compress = FALSE))
      if (!failed(R)) { D <- R; words <- paste(words, "--replicates", tolower(type)) }
    } else {
      rw <- matrix(rexp(n * 6), n) * weights(D); rs <- round(runif(6, .1, 1), 3); mse <- runif(1) < .5
      write.csv(cbind(row = seq_len(n), setNames(as.data.frame(apply(rw, 2, num)), paste0("r", 1:6))), "r.csv", row.names = FALSE, quote = FALSE); write.csv(data.frame(replicate = 1:6, scale = rs), "rs.csv", row.names = FALSE, quote = FALSE)
      D <- svrepdesign(data = d, weights = w, repweights = rw, scale = .7, rscales = rs, type = "other", mse = mse, combined.weights = TRUE)
      words <- paste(if (weighted) "--weight w", "--replicate-weights r.csv --scale 0.7 --rscales rs.csv", if (mse) "--mse")
    }
  }
  replicated <- inherits(D, "svyrep.design"); domain <- runif(1) < .25; missing <- anyNA(d$y)
  if (domain) { D <- subset(D, z >= 1); words <- paste(words, "--where 'z >= 1'") }
  o <- quietly(svymean(~z, D))
  if (failed(o) || any(is.nan(SE(o)))) { refused <- refused + 1; next }
  df <- degf(D); ci <- confint(o, df = df)
  check("mean", paste(words, "--mean z"), coef(o), SE(o), ci[, 1], ci[, 2])
  plain <- function(what, o, more, ...) if (!failed(o)) check(what, paste(words, more), as.numeric(coef(o)), as.numeric(SE(o)), ...)
  plain("mean with missing", quietly(svymean(~y, D, na.rm = TRUE)), "--mean y"); plain("total with missing", quietly(svytotal(~y, D, na.rm = TRUE)), "--total y")
  plain("shares", quietly(svymean(~g, D)), "--proportion g"); plain("ratio", quietly(svyratio(~z, ~w, D)), "--ratio z/w")
  plain("variance", quietly(svyvar(~z, D)), "--variance z"); plain("listwise", quietly(svymean(~y + z, D, na.rm = TRUE)), "--mean y,z --missing listwise")
  plain("by", quietly(svyby(~z, ~g, D, svymean)), "--mean z --by g"); plain("by two", quietly(svyby(~y, ~k + g, D, svytotal, na.rm = TRUE)), "--total y --by g,k")
  if (!missing) { o <- quietly(vcov(svymean(~y + z, D))); if (!failed(o)) check("covariance", paste(words, "--covariance y,z"), as.numeric(o)) }
  o <- quietly(svyby(~z, ~k, D, svymean, covmat = TRUE)); if (!failed(o) && nrow(o) == 2) plain("contrast", quietly(svycontrast(o, c(-1, 2))), "--mean z --by k --contrast=-1,2")
  o <- quietly(svymean(~z, D, deff = "replace")); if (!failed(o)) plain("deff wr", o, "--mean z --deff wr", deff = as.numeric(deff(o)))
  o <- quietly(svymean(~z + b, D, deff = TRUE)); if (!failed(o) && !replicated && sum(weights(D)) > 2 * n) plain("deff wor", o, "--mean z,b --deff wor", deff = as.numeric(deff(o)))
  if (!replicated) for (p in c(.25, .5, .9)) {
    o <- quietly(svyquantile(~y, D, p, na.rm = TRUE)); lowest <- sort(d$y[!domain | d$z >= 1])[1:2]
    if (!failed(o) && !(coef(o) %in% lowest)) { ci <- confint(o); low <- !(ci[1] %in% lowest) && !is.na(ci[1]); check(paste("quantile", p), paste0(words, " --quantile y@", p), coef(o), if (low) SE(o), if (low) ci[, 1], hi = ci[, 2]) }
  }
  for (method in c("logit", "likelihood", "asin", "beta", "mean", "xlogit")) {
    o <- quietly(svyciprop(~b, D, method = method))
    if (failed(o) || coef(o) < 1e-9 || coef(o) > 1 - 1e-9 || SE(o) < 1e-9 || (method %in% c("beta", "likelihood") && adjusted != "none" && domain)) next
    ci <- attr(o, "ci"); bend <- asin(sqrt(coef(o))); half <- qt(.975, max(1, df)) * as.numeric(SE(o)) / (2 * sqrt(coef(o) * (1 - coef(o))))
    if (!all(is.finite(ci)) || (method == "asin" && (bend - half < 0 || bend + half > pi / 2))) next
    check(paste("interval", method), paste(words, "--proportion b --ci", method), as.numeric(coef(o)), NULL, ci[1], ci[2], level = "b1", tol = switch(method, likelihood = 1e-2, logit = max(tolerance, 1e-7), tolerance))
  }
  if (!replicated && !(adjusted != "none" && domain)) for (s in c("F", "Chisq")) {
    o <- quietly(svychisq(~g + k, D, statistic = s)); if (failed(o) || !is.finite(o$statistic) || o$statistic > 1e9 || o$p.value == 0) next
    compared <- compared + 1; r <- ours(paste(words, "--table g,k --statistic", s))
    if (is.null(r) || !same(r$p, o$p.value, 1e-6) || !same(r$statistic, o$statistic, 1e-6)) { differs("table", s, words); print(r); print(c(o$statistic, o$parameter, o$p.value)) }
  }
}
cat(cases, "random tables,", compared, "answers compared with R's,", bad, "differ;", refused, "tables R has no answer for\n")
quit(status = bad > 0)
