# sampling.R - where the numbers of sampling.json come from: closed formulas, and the package `sampling` 2.9 (Tillé and Matei).
#   Rscript -e 'source("sampling.R")' prints the cases, one line each; it needs the packages sampling and jsonlite.
value_case <- function(id, what, inputs, expected, note = NULL) cat(jsonlite::toJSON(c(list(id = id, what = what, inputs = inputs, expected = expected), if (!is.null(note)) list(note = note)), auto_unbox = TRUE, digits = 15), "\n")
suppressMessages(library(sampling))
z2 <- function(conf) qnorm(1 - (1 - conf) / 2)
n_prop <- function(p, e, conf, N = Inf) { n0 <- z2(conf)^2 * p * (1 - p) / e^2; if (is.finite(N)) n0 / (1 + (n0 - 1) / N) else n0 }
n_mean <- function(cvpop, cv0, N = Inf) cvpop^2 / (cv0^2 + cvpop^2 / N)
n_wilson <- function(p, e, conf) { z <- z2(conf); v <- p * (1 - p); (v - 2 * e^2 + sqrt(e^2 - v * (4 * e^2 - v))) * (z / e)^2 / 2 }
n_two_prop <- function(p1, p2, alpha, power) (qnorm(1 - alpha / 2) * sqrt(2 * mean(c(p1, p2)) * (1 - mean(c(p1, p2)))) + qnorm(power) * sqrt(p1 * (1 - p1) + p2 * (1 - p2)))^2 / (p1 - p2)^2
alloc <- function(n, Nh, Sh = NULL, ch = NULL, how, ybar = NULL, Xh = NULL, q = .5) { k <- switch(how, equal = rep(1, length(Nh)), prop = Nh, sqrt = sqrt(Nh), neyman = Nh * Sh, cost = Nh * Sh / sqrt(ch), power = Xh^q * Sh / ybar); n * k / sum(k) }
# integer allocation: bounds lo..hi; strata that hit a bound are fixed there and the rest share what is left (repeat); then largest remainder
int_alloc <- function(n, k, lo, hi) { H <- length(k); fix <- rep(NA_real_, H)
  repeat { fr <- is.na(fix); r <- n - sum(fix[!fr]); x <- fix; x[fr] <- r * k[fr] / sum(k[fr]); low <- fr & x < lo; high <- fr & x > hi; if (!any(low | high)) break
    # fix the side whose total violation is larger, as in bounded proportional allocation
    if (sum(lo[low] - x[low]) >= sum(x[high] - hi[high])) fix[low] <- lo[low] else fix[high] <- hi[high] }
  f <- floor(x + 1e-12); rem <- n - sum(f); o <- order(-(x - f), seq_len(H)); o <- o[f[o] < hi[o]]; if (rem > 0) f[o[seq_len(rem)]] <- f[o[seq_len(rem)]] + 1; f }
# exact optimal integer allocation (Wright 2012): start from lo, give units one at a time to the largest Nh*Sh/sqrt(n(n+1))
wright <- function(n, NS, lo, hi) { x <- lo; while (sum(x) < n) { pr <- ifelse(x < hi, NS / sqrt(x * (x + 1)), -Inf); i <- which.max(pr); x[i] <- x[i] + 1 }; x }
v_strat <- function(nh, Nh, Sh) sum(Nh^2 * (1 - nh / Nh) * Sh^2 / nh) / sum(Nh)^2
pps_sys <- function(pik, u) { cs <- cumsum(pik); which(floor(cs - u) > floor(c(0, cs[-length(cs)]) - u)) }
seq_poisson <- function(x, n, U) order(U / x)[seq_len(n)]
kish <- function(w) 1 + mean((w - mean(w))^2) / mean(w)^2

sizes <- function(tag, A) for (i in seq_along(A)) { a <- A[[i]]; value_case(sprintf("%s_n_prop_%d", tag, i), "sample size for a proportion, margin of error e (half width), normal quantile; N = population (absent: infinite)", a[setdiff(names(a), "N")] |> c(if (is.finite(a$N)) list(N = a$N)), list(n = n_prop(a$p, a$e, a$conf, a$N), n_ceiling = ceiling(n_prop(a$p, a$e, a$conf, a$N) - 1e-9)))
  value_case(sprintf("%s_n_full_%d", tag, i), "order: n0, times deff, then finite population, then divide by response rate", c(a[setdiff(names(a), "N")], if (is.finite(a$N)) list(N = a$N), list(deff = a$deff %||% 1.5, response = a$rr %||% .8)), { n0 <- n_prop(a$p, a$e, a$conf) * (a$deff %||% 1.5); n1 <- if (is.finite(a$N)) n0 / (1 + (n0 - 1) / a$N) else n0; list(n_before_response = n1, n_final = n1 / (a$rr %||% .8)) })
  value_case(sprintf("%s_n_wilson_%d", tag, i), "sample size so that the Wilson interval has half width e, infinite population", a[c("p", "e", "conf")], list(n = n_wilson(a$p, a$e, a$conf))) }
yamane <- function(tag, Ns, e) value_case(paste0(tag, "_n_yamane"), "n = N / (1 + N e^2), the formula of the official satisfaction-survey method (SIPAS); real value and rounded up", list(N = Ns, e = e), list(n = Ns / (1 + Ns * e^2), n_ceiling = ceiling(Ns / (1 + Ns * e^2) - 1e-9)))
`%||%` <- function(a, b) if (is.null(a)) b else a

# several variables at once (Bethel 1989 by Chromy's iteration): least cost with CV_j of every mean at most its target
bethel <- function(tag, Nh, S, ybar, ch, CV) { W <- Nh / sum(Nh); V <- (CV * ybar)^2; a <- sapply(seq_along(CV), function(j) W^2 * S[, j]^2 / (V[j] + sum(W * S[, j]^2) / sum(Nh))); al <- rep(1 / length(CV), length(CV))
  for (it in 1:200000) { k <- sqrt(drop(a %*% al)); n <- k / sqrt(ch) * sum(k * sqrt(ch)); q <- al * colSums(a / n)^2; new <- q / sum(q); if (max(abs(new - al)) < 1e-16) break; al <- new }
  cv <- sapply(seq_along(CV), function(j) sqrt(sum(W^2 * S[, j]^2 / n) - sum(W * S[, j]^2) / sum(Nh)) / ybar[j]); stopifnot(all(cv <= CV * (1 + 1e-7)))
  value_case(paste0(tag, "_alloc_multivariate"), "real-valued allocation of least cost that keeps the CV of every variable's mean at or under its target (n_h not bounded by N_h); S row-major strata x variables; compare to 1e-6", list(Nh = Nh, S = as.vector(t(S)), ybar = ybar, ch = ch, CV = CV), list(nh = n, cost = sum(n * ch), cv_reached = cv)) }
allocs <- function(tag, Nh, Sh, ch, ybar, Xh, n, lo, C, CV0, ybarU) { hi <- Nh
  real <- lapply(c(equal = "equal", prop = "prop", sqrt = "sqrt", neyman = "neyman", cost = "cost"), function(h) alloc(n, Nh, Sh, ch, h)); real$power_q0.5 <- alloc(n, Nh, Sh, ch, "power", ybar, Xh, .5); real$power_q0 <- alloc(n, Nh, Sh, ch, "power", ybar, Xh, 0)
  value_case(paste0(tag, "_alloc_real"), "real-valued allocations of n; power: n_h proportional to X_h^q * S_h / Ybar_h (Bankier)", list(n = n, Nh = Nh, Sh = Sh, ch = ch, ybar = ybar, Xh = Xh), real)
  ints <- list(prop_min = int_alloc(n, Nh, rep(lo, length(Nh)), hi), neyman_min = int_alloc(n, Nh * Sh, rep(lo, length(Nh)), hi), prop_nomin = int_alloc(n, Nh, rep(0, length(Nh)), hi))
  value_case(paste0(tag, "_alloc_int"), "integer allocation with minimum per stratum (prop_nomin: no minimum) and n_h <= N_h; bounded strata fixed, the rest shared, largest remainder, ties to the lower index", list(n = n, Nh = Nh, Sh = Sh, min = lo), ints)
  w <- wright(n, Nh * Sh, rep(lo, length(Nh)), hi); value_case(paste0(tag, "_alloc_wright"), "exact optimal integer Neyman allocation with n_h >= min (Wright 2012); any allocation with the same variance is accepted", list(n = n, Nh = Nh, Sh = Sh, min = lo), list(nh = w, variance_of_mean = v_strat(w, Nh, Sh)))
  nc <- C * (Nh * Sh / sqrt(ch)) / sum(Nh * Sh * sqrt(ch)); value_case(paste0(tag, "_alloc_totcost"), "fixed total variable cost", list(cost = C, Nh = Nh, Sh = Sh, ch = ch), list(nh = nc, n = sum(nc), se_of_mean = sqrt(v_strat(nc, Nh, Sh))))
  W <- Nh / sum(Nh); V0 <- (CV0 * ybarU)^2; nt <- sum(W * Sh * sqrt(ch)) / (V0 + sum(W * Sh^2) / sum(Nh)) * (W * Sh / sqrt(ch)); value_case(paste0(tag, "_alloc_totvar"), "least cost for a target CV of the mean", list(CV0 = CV0, ybarU = ybarU, Nh = Nh, Sh = Sh, ch = ch), list(nh = nt, n = sum(nt), cost = sum(nt * ch))) }

pps <- function(tag, x, n, u, U, y) { pik <- inclusionprobabilities(x, n); value_case(paste0(tag, "_pik"), "inclusion probabilities proportional to size; units that would exceed 1 are taken with certainty", list(size = x, n = n), list(pik = pik))
  value_case(paste0(tag, "_pps_systematic"), "systematic PPS in file order with random start u: unit i is taken when floor(C_i - u) > floor(C_{i-1} - u), C = cumulative pik (1-based unit numbers)", list(size = x, n = n, u = u), list(selected = pps_sys(pik, u)))
  value_case(paste0(tag, "_seq_poisson"), "sequential Poisson sampling: the n smallest U_i / size_i; input uniforms given", list(size = x, n = n, U = U), list(selected = sort(seq_poisson(x, n, U))))
  value_case(paste0(tag, "_poisson"), "Poisson sampling: taken when U_i < pik_i", list(size = x, n = n, U = U), list(selected = which(U < pik)))
  p <- pik[pik < 1]; m <- round(sum(p)); for (k in c("sampford", "tille", "midzuno", "systematic", "maxentropy")) { J <- switch(k, sampford = UPsampfordpi2(p), tille = UPtillepi2(p), midzuno = UPmidzunopi2(p), systematic = UPsystematicpi2(p), maxentropy = UPmaxentropypi2(p)); value_case(paste0(tag, "_pi2_", k), "joint inclusion probabilities, row-major, for the units with pik < 1", list(pik = p), list(pi2 = as.vector(t(J)))) }
  s <- order(-p)[seq_len(m)]; J <- UPtillepi2(p)[s, s]; ys <- y[seq_along(p)][s]; pk <- p[s]
  dmat <- (J - outer(pk, pk)) / J; ht <- sum(outer(ys / pk, ys / pk) * dmat); syg <- -.5 * sum(outer(ys / pk, ys / pk, "-")^2 * dmat); ck <- (1 - pk) * m / (m - 1); A <- sum(ck * ys / pk) / sum(ck); dev <- sum(ck * (ys / pk - A)^2)
  value_case(paste0(tag, "_ht_variance"), "total by Horvitz-Thompson and its variance estimates: HT, Sen-Yates-Grundy, Hajek-Rosen approximation with c_k = (1-pik) m/(m-1)", list(y = ys, pik = pk, pi2 = as.vector(t(J))), list(total = sum(ys / pk), v_ht = ht, v_syg = syg, v_hajek = dev)) }

values_public <- function() {
  sizes("pub", list(list(p = .5, e = .05, conf = .95, N = Inf), list(p = .5, e = .05, conf = .95, N = 1200), list(p = .3, e = .03, conf = .99, N = 25000), list(p = .85, e = .02, conf = .90, N = 4000)))
  value_case("pub_n_mean", "sample size for a mean: population CV, target CV, population size", list(cv_pop = .42, cv0 = .03, N = 1800), list(n = n_mean(.42, .03, 1800), n_infinite = n_mean(.42, .03)))
  value_case("pub_n_two_prop", "size per group to tell p1 from p2, two sided, pooled null variance", list(p1 = .62, p2 = .70, alpha = .05, power = .8), list(n_per_group = n_two_prop(.62, .70, .05, .8)))
  yamane("pub", c(50, 399, 400, 1200, 25000, 1e6), .05); allocs("pub", Nh = c(4421, 755, 1018, 60, 9), Sh = c(105, 94, 107, 140, 30), ch = c(9, 16, 25, 12, 40), ybar = c(672, 626, 633, 600, 580), Xh = c(4421, 755, 1018, 60, 9), n = 240, lo = 6, C = 4200, CV0 = .012, ybarU = 660)
  bethel("pub", c(4421, 755, 1018), cbind(c(105, 94, 107), c(31, 27, 30), c(.48, .5, .41)), c(664, 48, .6), c(9, 16, 25), c(.01, .03, .05)); pps("pub", x = c(12, 30, 7, 18, 55, 9, 14, 21, 6, 80), n = 4, u = .37, U = c(.61, .12, .93, .48, .70, .05, .33, .81, .27, .19), y = c(31, 77, 15, 46, 140, 22, 37, 50, 19, 230)) }
values_public()
