#!/usr/bin/env Rscript
# How often the limits of a change against an earlier round hold it (docs/errors.md, "Change against an earlier round"):
#   Rscript change.R [SURVEYS=10000]
# One group of N people in one stratum, one unit, one leaf; its people stay, a share of them thinks anew.  The truth is the
# change of the mean of all N; a new population every 20 surveys.  Shares no code with the program.
surveys <- as.integer(c(commandArgs(TRUE), "10000")[1]); set.seed(20241205)
h_of <- function(f) ifelse(f >= 1, 0, ifelse(f <= 0, 1, f / -log1p(-f)))
limits <- function(p, v, floor, n) {                            # rules 3 to 5, floor = full, on [0, 1]
  vs <- pmax(v, floor); df <- ifelse(v > 0, vs^2 / (v^2 / (n - 1)), Inf); pt <- p + (.5 - p) / (n + 1)
  sigma <- ifelse(vs > 0, pmax(floor - v, 0) / vs, 0); s <- p * (1 - p) + sigma * (pt * (1 - pt) - p * (1 - p))
  m <- (qnorm(.975) / qt(.975, df))^2 * s / vs; a <- m * p; b <- m * (1 - p)
  lo <- ifelse(a > 0, qbeta(.025, pmax(a, 1e-9), b + 1), 0); hi <- ifelse(b > 0, qbeta(.975, a + 1, pmax(b, 1e-9)), 1)
  list(down = ifelse(vs > 0, p - pmin(p, lo), 0), up = ifelse(vs > 0, pmax(p, hi) - p, 0)) }
five <- function(n) sample(0:4 / 4, n, TRUE, c(.05, .1, .2, .4, .25)); top <- function(p) function(n) as.numeric(runif(n) < p)
survey <- function(cond) {
  first <- if (is.na(cond$n)) which(runif(cond$N) < cond$r) else sample.int(cond$N, cond$n)
  rest <- setdiff(seq_len(cond$N), first); half <- length(first) %/% 2; some <- function(x, n) x[sample.int(length(x), min(n, length(x)))]
  second <- switch(cond$again, same = first, anew = if (is.na(cond$n)) which(runif(cond$N) < cond$r) else sample.int(cond$N, cond$n),
                   half = c(some(first, half), some(rest, length(first) - half)), none = some(rest, length(first)))
  list(first, second) }
hold <- function(cond) {
  out <- matrix(NA, surveys, 8)
  for (i in seq_len(surveys)) {
    if (i %% 20 == 1) { Y0 <- cond$draw(cond$N); Y1 <- ifelse(runif(cond$N) < cond$stays, Y0, cond$draw(cond$N)) }
    s <- survey(cond); n0 <- length(s[[1]]); n1 <- length(s[[2]]); if (min(n0, n1) < 2) next
    z0 <- z1 <- numeric(cond$N); p0 <- mean(Y0[s[[1]]]); p1 <- mean(Y1[s[[2]]]); x0 <- Y0 - p0; x1 <- Y1 - p1
    z0[s[[1]]] <- x0[s[[1]]] / n0; z1[s[[2]]] <- x1[s[[2]]] / n1; both <- intersect(s[[1]], s[[2]]); d <- (z1 - z0)[union(s[[1]], s[[2]])]
    m <- 2 / (1 / n0 + 1 / n1); v <- var(Y0[s[[1]]]) * (1 / n0 - 1 / cond$N) + var(Y1[s[[2]]]) * (1 / n1 - 1 / cond$N); k <- if (length(both) > 1) m / (m - 1) * sum(z1 * z0) - cov(x1[both], x0[both]) / cond$N else 0
    D <- sum((d - mean(d))^2); if (length(both) > 1) k <- min(k, (v - (1 - min(1, length(d) / cond$N)) * m / (m - 1) * D) / 2); q <- sum((d - mean(d))^4); r <- q - D^2 / length(d)
    out[i, ] <- c(p0, p1, n0, n1, k, if (length(both) < 2) NA else if (r > 1e-14 * q) max(1, min(length(d) - 1, 2 * D^2 / r)) else length(d) - 1,
                  mean(Y1) - mean(Y0), var(Y0[s[[1]]]) * (1 / n0 - 1 / cond$N) + 1i * var(Y1[s[[2]]]) * (1 / n1 - 1 / cond$N))
  }
  out <- out[!is.na(out[, 1]), ]; x <- Re(out); p0 <- x[, 1]; p1 <- x[, 2]; n0 <- x[, 3]; n1 <- x[, 4]; k <- x[, 5]; nu <- x[, 6]; truth <- x[, 7]
  v0 <- Re(out[, 8]); v1 <- Im(out[, 8]); f0 <- h_of(n0 / cond$N) / (n0 + 1)^2 / 2; f1 <- h_of(n1 / cond$N) / (n1 + 1)^2 / 2
  a <- limits(p0, v0, f0, n0); b <- limits(p1, v1, f1, n1); d <- p1 - p0
  way_b <- function(rho) list(d - sqrt(pmax(0, b$down^2 + a$up^2 - 2 * rho * b$down * a$up)), d + sqrt(pmax(0, b$up^2 + a$down^2 - 2 * rho * b$up * a$down)))
  rho <- ifelse(v0 * v1 > 0, pmax(-1, pmin(1, k / sqrt(v0 * v1))), 0); lone <- way_b(0); second <- way_b(rho)
  V <- pmax(0, v0 + v1 - 2 * k); V[V < 1e-12 * (v0 + v1)] <- 0; Vs <- pmax(V, (f0 + f1) / 2)
  half <- ifelse(is.na(nu), 0, qt(.975, ifelse(V > 0, Vs^2 / (V^2 / nu), Inf)) * sqrt(Vs))
  rule <- list(pmax(pmin(second[[1]], d - half), -1), pmin(pmax(second[[2]], d + half), 1))
  say <- function(l) sprintf("%.1f, %.1f", 100 * mean(l[[1]] - 1e-12 <= truth & truth <= l[[2]] + 1e-12), 100 * mean(l[[2]] - l[[1]]))
  cat(sprintf("| %s | %s | %s | **%s** |\n", cond$name, say(lone), say(second), say(rule))) }
C <- function(name, N, again, stays, n = NA, r = NA, draw = five) list(name = name, N = N, again = again, stays = stays, n = n, r = r, draw = draw)
cat("| condition | nobody known | (b) alone | **rule** |\n|---|---|---|---|\n")
for (cond in list(
  C("SRS 200 of 2000, the same again, 80% think as before", 2000, "same", .8, n = 200),
  C("SRS 200 of 2000, the same again, all think anew", 2000, "same", 0, n = 200),
  C("SRS 200 of 2000, half again, 80%", 2000, "half", .8, n = 200),
  C("SRS 200 of 2000, none again, 80%", 2000, "none", .8, n = 200),
  C("SRS 30 of 2000, 0/1, the same again, 90%", 2000, "same", .9, n = 30, draw = top(.5)),
  C("census 95, 70%, answer anew, 80%", 95, "anew", .8, r = .7),
  C("census 95, 70%, the same answer, 80%", 95, "same", .8, r = .7),
  C("census 95, 70%, the same answer, 97%", 95, "same", .97, r = .7),
  C("census 95, 70%, half again, 90%", 95, "half", .9, r = .7),
  C("census 95, 70%, answer anew, all think anew", 95, "anew", 0, r = .7),
  C("census 95, 30%, the same answer, 95%", 95, "same", .95, r = .3),
  C("census 60, 60%, 0/1, the same answer, 90%", 60, "same", .9, r = .6, draw = top(.5)),
  C("census 40, 60%, the same answer, 95%", 40, "same", .95, r = .6),
  C("census 20, 50%, the same answer, 80%", 20, "same", .8, r = .5),
  C("census 20, 50%, answer anew, 80%", 20, "anew", .8, r = .5),
  C("census 20, 80%, the same answer, 90%", 20, "same", .9, r = .8),
  C("census 25, 60%, 9:1, the same answer, 90%", 25, "same", .9, r = .6, draw = top(.9)),
  C("census 66, 80%, 97% top, the same answer, 90%", 66, "same", .9, r = .8, draw = top(.97)))) hold(cond)
