# recipe.R - a round whose weights meet known totals, by R's survey: expected numbers of tests/cli/recipe-r.t.
#
#   cd tests/golden && Rscript recipe.R
#
# data/recipe_frame.csv, recipe_answers.csv and recipe_margins.csv are made up; data/recipe_sample.csv is who was drawn from the
# frame (`dtxhh draw --seed '1 2'`).  A group's percent in a leaf is the weighted mean over its questions (weights 2 and 1 in
# 2.1) of each question's mean; its error comes from totals of the calibrated design by the delta method, with the finite
# population correction 1 - n/N of those who rate what it is of (fpc N k/n for k in the stratum).  Without known totals the
# errors are those of docs/errors.md, written out below.  A unit's total adds 0.6 of DAN and 0.4 of LD (two independent designs)
# to what is appraised.
suppressMessages(library(survey))
options(digits = 17)
frame <- read.csv("data/recipe_frame.csv", colClasses = c(size = "numeric"))
answers <- read.csv("data/recipe_answers.csv")
sample <- read.csv("data/recipe_sample.csv")
worth <- c(A = 100, B = 60, C = 20, D = 0)
d <- merge(merge(sample, answers), frame)
d$stratum[is.na(d$stratum)] <- ""
frame$loai[is.na(frame$loai)] <- ""
population <- table(paste(frame$group, frame$loai))
d$N <- population[paste(d$group, d$stratum)]
d <- d[d$state != "refused", ]
questions <- c("Q1.U1", "Q2.U1", "Q3.U1", "Q1.U2", "Q2.U2", "Q3.U2")
counted <- function(x) ifelse(is.na(worth[x]), 0, 1)
for (q in questions) {
  d[[paste0("n", q)]] <- counted(as.character(d[[q]]))
  d[[paste0("y", q)]] <- ifelse(is.na(worth[as.character(d[[q]])]), 0, worth[as.character(d[[q]])])
}
key <- paste(d$group, d$stratum)
d$w <- as.numeric(d$N) / as.numeric(table(key)[key])
d$N <- as.numeric(d$N)
for (v in c("gioi", "tuoi")) d[[v]] <- factor(d[[v]])
d$cell <- factor(paste0(d$loai, ".", d$gioi))
people <- droplevels(d[d$group == "DAN", ])
leaders <- droplevels(d[d$group == "LD", ])
dan <- svydesign(ids = ~1, strata = ~stratum, fpc = ~N, weights = ~w, data = people)
# N k/n for the questions QS: whoever answered one rates
of_raters <- function(x, qs) {
  rates <- rowSums(x[paste0("n", qs)]) > 0
  x$N * ave(rates, x$stratum, FUN = length) / ave(rates, x$stratum, FUN = sum)
}
# Without known totals: points[q] that question q gives to the first unit (below 0: to the second, which is taken off)
harmonic <- function(points, n) sum(points[n > 0]) / sum(points[n > 0] / n[n > 0])
rule <- function(x, points) {
  total <- 0
  z <- sapply(names(points), function(q) {
    n <- x[[paste0("n", q)]]; y <- x[[paste0("y", q)]]
    points[[q]] / 100 * n * x$w * (y - sum(n * x$w * y) / sum(n * x$w)) / sum(n * x$w)
  })
  for (h in unique(x$stratum)) {
    i <- x$stratum == h
    N <- x$N[i][1]
    n <- as.matrix(x[i, paste0("n", names(points)), drop = FALSE])
    one <- function(of) {
      k <- rowSums(n[, of, drop = FALSE]) > 0
      nl <- colSums(n[, of, drop = FALSE]); m <- harmonic(abs(points[of]), nl); nu <- sum(k)
      q <- m / (m - 1) * sum((rowSums(z[i, of, drop = FALSE])[k] - mean(rowSums(z[i, of, drop = FALSE])[k]))^2)
      e <- sqrt(nu / m) * as.vector(z[i, of, drop = FALSE] %*% nl)[k]
      if (nu == 1) return(c(v = (1 - 1 / N) * sum(z[i, of, drop = FALSE][k, ])^2, m = m))
      c(v = max(q - sum((e - mean(e))^2) / (nu - 1) / N, (1 - nu / N) * q), m = m)
    }
    first <- which(points > 0); second <- which(points < 0)
    if (!length(second)) { total <- total + one(first)[["v"]]; next }
    u <- one(first); v <- one(second)
    leaf <- sub("\\.U.*", "", names(points))
    both <- sapply(unique(leaf), function(l) n[, leaf == l & points > 0] * n[, leaf == l & points < 0] == 1)
    if (sum(rowSums(both) > 0) < 2) { total <- total + u[["v"]] + v[["v"]]; next }
    # z of the second unit has its sign already
    delta <- sapply(unique(leaf), function(l) { a <- leaf == l & points > 0; b <- leaf == l & points < 0
      z[i, a] * sum(n[, a]) + z[i, b] * sum(n[, b]) })
    delta <- rowSums(delta * both)[rowSums(both) > 0]
    k <- rowSums(n) > 0; dd <- rowSums(z[i, ])[k]; m <- 2 / (1 / u[["m"]] + 1 / v[["m"]])
    D <- m / (m - 1) * sum((dd - mean(dd))^2)
    S <- sum((delta - mean(delta))^2) / (length(delta) - 1)
    total <- total + max(D - S / N, (1 - min(1, sum(k) / N)) * D)
  }
  sqrt(total)
}
gives <- function(unit, leaf, by = 1) {
  if (leaf == "1.2") setNames(100 * by, paste0("Q1.", unit)) else setNames(100 * by * c(2, 1) / 3, paste0(c("Q2.", "Q3."), unit))
}
gioi <- c(Nam = 53, "Nữ" = 47)
tuoi <- c("trẻ" = 38, "giữa" = 37, "già" = 25)
cell <- c(X.Nam = 33, "X.Nữ" = 27, Y.Nam = 20, "Y.Nữ" = 20)
# totals of model.matrix columns: the first level of each factor left out but for the first factor
of <- function(formula, totals) {
  names <- colnames(model.matrix(formula, model.frame(dan)))
  totals[names]
}
named <- function(prefix, x) setNames(x, paste0(prefix, names(x)))
known <- c("(Intercept)" = 100, named("gioi", gioi), named("tuoi", tuoi), named("cell", cell), size = 520)
calibrated <- function(formula, ...) function(x) calibrate(x, formula, of(formula, known), epsilon = 1e-13, maxit = 1000, ...)
steps <- list(
  none = identity,
  poststratify = calibrated(~gioi, calfun = "linear"),
  joint = calibrated(~cell, calfun = "linear"),
  rake = calibrated(~ gioi + tuoi, calfun = "raking"),
  linear = calibrated(~ tuoi + size, calfun = "linear"),
  logit = calibrated(~ gioi + tuoi, calfun = "logit", bounds = c(0.7, 1.5))
)
# numbers of the columns: y and n of the six questions
columns <- as.vector(rbind(paste0("y", questions), paste0("n", questions)))
totals <- function(design) svytotal(reformulate(columns), design)
mean_of <- function(q) paste0("`y", q, "`/`n", q, "`")
part <- function(unit, leaf) {
  if (leaf == "1.2") mean_of(paste0("Q1.", unit))
  else paste0("(2*", mean_of(paste0("Q2.", unit)), "+", mean_of(paste0("Q3.", unit)), ")/3")
}
survey_points <- function(unit) paste0("(30*", part(unit, "1.2"), "+20*(", part(unit, "2.1"), "))/100")
contrast <- function(t, text) {
  one <- eval(substitute(svycontrast(t, quote(E)), list(E = parse(text = text)[[1]])))
  c(coef(one), SE(one))
}
# appraised points, and socio-economic ones (points.csv of the tiny round)
fixed <- c(U1 = 44, U2 = 47.5)
rows <- NULL
add <- function(...) rows[[length(rows) + 1]] <<- data.frame(...)
all_of <- function(unit, by = 1) c(gives(unit, "1.2", by * 0.3), gives(unit, "2.1", by * 0.2))
for (case in names(steps)) {
  step <- steps[[case]]
  add(case = case, what = "weight", of = people$id, value = weights(step(dan)), se = NA)
  # TEXT of the totals, which questions it is of, and what these give
  figure <- function(text, qs, points) {
    x <- people
    x$N <- of_raters(x, qs)
    design <- step(svydesign(ids = ~1, strata = ~stratum, fpc = ~N, weights = ~w, data = x))
    one <- contrast(totals(design), text)
    c(one[1], if (case == "none") rule(people, points) else one[2])
  }
  other <- totals(svydesign(ids = ~1, fpc = ~N, weights = ~w, data = leaders))
  for (u in c("U1", "U2")) for (leaf in c("1.2", "2.1")) {
    x <- figure(part(u, leaf), names(gives(u, leaf)), gives(u, leaf))
    add(case = case, what = "part", of = paste(u, leaf), value = x[1], se = x[2])
  }
  points <- function(text, of) {
    a <- figure(text, names(of), of)
    c(0.6 * a[1] + 0.4 * contrast(other, text)[1], sqrt((0.6 * a[2])^2 + (0.4 * rule(leaders, of))^2))
  }
  for (u in c("U1", "U2")) {
    x <- points(survey_points(u), all_of(u))
    add(case = case, what = "total", of = u, value = x[1] + fixed[[u]], se = x[2])
  }
  x <- points(paste0(survey_points("U1"), "-", survey_points("U2")), c(all_of("U1"), all_of("U2", -1)))
  add(case = case, what = "difference", of = "U1-U2", value = x[1] + fixed[["U1"]] - fixed[["U2"]], se = x[2])
}
out <- do.call(rbind, rows)
out$value <- sprintf("%.17g", out$value)
out$se <- ifelse(is.na(out$se), "", sprintf("%.17g", out$se))
write.csv(out, "recipe.csv", row.names = FALSE, quote = FALSE)
