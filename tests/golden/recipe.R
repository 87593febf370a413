# recipe.R - a round whose weights meet known totals, by R's survey: expected numbers of tests/cli/recipe-r.t.
#
#   cd tests/golden && Rscript recipe.R
#
# data/recipe_frame.csv, recipe_answers.csv and recipe_margins.csv are made up; data/recipe_sample.csv is who was drawn from the
# frame (`dtxhh draw --seed '1 2'`).  A group's percent in a leaf is the weighted mean over its questions (weights 2 and 1 in
# 2.1) of each question's mean; its error comes from totals of the calibrated design by the delta method.  A unit's
# total adds 0.6 of DAN and 0.4 of LD (two independent designs) to what is appraised.
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
dan <- svydesign(ids = ~1, strata = ~stratum, fpc = ~N, weights = ~w, data = droplevels(d[d$group == "DAN", ]))
ld <- svydesign(ids = ~1, fpc = ~N, weights = ~w, data = droplevels(d[d$group == "LD", ]))
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
calibrated <- function(formula, ...) calibrate(dan, formula, of(formula, known), epsilon = 1e-13, maxit = 1000, ...)
designs <- list(
  none = dan,
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
other <- totals(ld)
for (case in names(designs)) {
  design <- designs[[case]]
  t <- totals(design)
  add(case = case, what = "weight", of = design$variables$id, value = weights(design), se = NA)
  for (u in c("U1", "U2")) for (leaf in c("1.2", "2.1")) {
    x <- contrast(t, part(u, leaf))
    add(case = case, what = "part", of = paste(u, leaf), value = x[1], se = x[2])
  }
  points <- function(text) {
    a <- contrast(t, text)
    b <- contrast(other, text)
    c(0.6 * a[1] + 0.4 * b[1], sqrt((0.6 * a[2])^2 + (0.4 * b[2])^2))
  }
  for (u in c("U1", "U2")) {
    x <- points(survey_points(u))
    add(case = case, what = "total", of = u, value = x[1] + fixed[[u]], se = x[2])
  }
  x <- points(paste0(survey_points("U1"), "-", survey_points("U2")))
  add(case = case, what = "difference", of = "U1-U2", value = x[1] + fixed[["U1"]] - fixed[["U2"]], se = x[2])
}
out <- do.call(rbind, rows)
out$value <- sprintf("%.17g", out$value)
out$se <- ifelse(is.na(out$se), "", sprintf("%.17g", out$se))
write.csv(out, "recipe.csv", row.names = FALSE, quote = FALSE)
