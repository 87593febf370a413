"""linkage-random.py - the error of a change by the rule of docs/errors.md, written anew, beside `score --against`.

   linkage-random.py DTXHH SEED

Two rounds of two units, which have other codes then, rated by group G in two strata and by H: answers at random, people who
answer then, now or in both, blanks.  What differs between rounds of a seed: groups combined by their means or pooled, a stratum with
another name then, a group without keys, one person alone known in both, all who answer the same in both.  The totals' own limits
are taken from the rounds.  Prints what differs.
"""
import csv, io, math, os, random, sqlite3, subprocess, sys

DTXHH, rnd = sys.argv[1], random.Random(int(sys.argv[2]))
WORTH, MAX, SHARE = {"A": 1.0, "B": 0.6, "C": 0.2, "D": 0.0}, (10, 5), {"G": 0.6, "H": 0.4}
PEOPLE = [("G", "G%d" % i, "X" if i < 6 else "Y") for i in range(1, 11)] + [("H", "H%d" % i, "") for i in range(1, 8)]

def run(*words):
    done = subprocess.run([DTXHH, *words], capture_output=True, text=True)
    if done.returncode:
        sys.exit("%s: %s" % (" ".join(words), done.stderr))
    return done.stdout

def write(path, text):
    with open(path, "w") as f:
        f.write(text)

def make(name, units, answers, pooled, strata, keys):
    os.makedirs("d", exist_ok=True)
    write("d/round.csv", "key,value\ncode,T\ntitle,T\nyear,2024\ninvalid_if,blank\ncombine,%s\n" % ("pooled" if pooled else "group_means"))
    write("d/units.csv", "code,name,block\n" + "".join("%s,Unit %s,B\n" % (u, u) for u in units))
    write("d/blocks.csv", "code,name,ranked\nB,B,yes\n")
    write("d/groups.csv", "code,name,design,stratum_by,reserve,policy\nG,G,census,tang,0%,single\nH,H,census,,0%,single\n")
    write("d/scales.csv", "scale,option,label,percent\n" + "".join("M,%s,%s,%g\n" % (o, o, 100 * p) for o, p in WORTH.items()))
    write("d/criteria.csv", "block,code,name,parent,max_points,method\nB,1,1,,,\nB,1.1,a,1,10,DTXHH\nB,1.2,b,1,5,DTXHH\n")
    write("d/ballot_types.csv", "code,title,groups,block,units,own_unit\nP,P,G;H,B,all,allow\n")
    write("d/questions.csv", "ballot_type,code,text,per,kind,criterion,scale\nP,Q1,a,unit,option,1.1,M\nP,Q2,b,unit,option,1.2,M\n")
    write("d/group_weights.csv", "block,criterion,group,weight\n*,*,G,3\n*,*,H,2\n")
    r = name + ".dtxhh"
    run("new", r, "--definition", "d", "--as", "a")
    for g in "GH":
        write("f.csv", "group,id,tang\n" + "".join("%s,%s,%s\n" % (h, i, strata.get(s, s)) for h, i, s in PEOPLE if h == g))
        run("frame", "import", r, "f.csv", "--as", "a", *(["--linkage-key", "key"] if g in keys else []))
    run("frame", "freeze", r, "--seed-from", "e", "--as", "a")
    run("draw", r, "--seed", "1", "--as", "a")
    run("issue", r, "--as", "a")
    serial = {row["member"]: row["serial"] for row in csv.DictReader(io.StringIO(run("show", r, "ballots", "--csv")))}
    head = ["Q%d.%s" % (q + 1, u) for u in units for q in (0, 1)]
    write("k.csv", "serial,type,channel,keyer," + ",".join(head) + "\n" + "".join(
        "%s,P,paper,hoa,%s\n" % (serial[i], ",".join(c for u in a for c in u)) for i, a in answers.items()))
    run("import", r, "k.csv", "--as", "a")
    run("weigh", r, "--as", "a")
    run("score", r, "--as", "a")
    return {row[0]: row[1:] for row in sqlite3.connect(r).execute("SELECT unit, low, high, total / 1e9, se FROM score")}

def figures(answers, u, pooled, strata):
    """By stratum: z and x of who rates the unit, m, v, df, N, group; F by bucket."""
    people = {i: (g, strata.get(s, s)) for g, i, s in PEOPLE}
    valid = {}
    for i in answers:
        valid[people[i]] = valid.get(people[i], 0) + 1
    size = {}
    for i in people:
        size[people[i]] = size.get(people[i], 0) + 1
    z, count = {i: [0, 0] for i in answers}, {}
    for l in (0, 1):
        who = [i for i in answers if answers[i][u][l]]
        for g in ("*",) if pooled else "GH":
            of = [i for i in who if pooled or people[i][0] == g]
            w = {i: 1 if pooled else size[people[i]] / valid[people[i]] for i in of}
            mean = sum(w[i] * WORTH[answers[i][u][l]] for i in of) / sum(w.values())
            for i in of:
                z[i][l] = (1 if pooled else SHARE[g]) * MAX[l] * w[i] * (WORTH[answers[i][u][l]] - mean) / sum(w.values())
        for i in who:
            count.setdefault(people[i], [0, 0])[l] += 1
    strata_of, buckets = {}, {}
    for h in count:
        rate = [i for i in answers if people[i] == h and any(answers[i][u])]
        al = [(1 if pooled else SHARE[h[0]]) * MAX[l] for l in (0, 1)]
        m = sum(al[l] for l in (0, 1) if count[h][l]) / sum(al[l] / count[h][l] for l in (0, 1) if count[h][l])
        zs = {i: sum(z[i]) for i in rate}
        xs = {i: sum(count[h][l] * z[i][l] for l in (0, 1)) for i in rate}
        n, N = len(rate), size[h]
        about = lambda t: sum((y - sum(t.values()) / n) ** 2 for y in t.values())
        if n > 1 and m > 1:
            q = m / (m - 1) * about(zs)
            v = max(q - n / m * about(xs) / (n - 1) / N, (1 - n / N) * q)
        else:
            v = (1 - n / N) * (about(zs) if n > 1 else zs[rate[0]] ** 2)
        strata_of[h] = (zs, xs, m, v, max(n - 1, 1), N)
        b = buckets.setdefault("*" if pooled else h[0], [0, 0, [0, 0], al])
        b[0] += n
        b[1] += N
        for l in (0, 1):
            b[2][l] += count[h][l]
    floors = {}
    for b, (n, N, c, al) in buckets.items():
        f = n / N
        m = sum(al) / sum(al[l] / c[l] for l in (0, 1))
        floors[b] = 0.5 * (f / -math.log(1 - f) if f < 1 else 0) * (sum(al) / (m + 1)) ** 2
    return strata_of, floors

def t_below(t, df):
    """The share of Student's t below T: by the continued fraction of the incomplete beta function (Lentz)."""
    x, a, b = df / (df + t * t), df / 2, 0.5
    turned = x > (a + 1) / (a + b + 2)
    if turned:
        x, a, b = 1 - x, b, a
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(1 - x)) / a
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    h = d
    for k in range(1, 400):
        for e in (k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k)),
                  -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))):
            d, c = 1 / (1 + e * d), 1 + e / c
            h *= c * d
    tail = front * h
    return 1 - (1 - tail if turned else tail) / 2

def t_quantile(df):
    low, high = 0.0, 1e4
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if t_below(middle, df) < 0.975 else (low, middle)
    return low

def change(now, then, u, pooled, strata, keyed, own):
    """se, low, high and who is known in both; OWN: low, high, total, se of both rounds."""
    (s1, f1), (s0, f0) = figures(now, u, pooled, {}), figures(then, u, pooled, strata)
    k = squares = both = 0
    bucket = {}
    for h in set(s1) | set(s0):
        z1, x1, m1, v1, n1, N1 = s1.get(h, ({}, {}, 0, 0, 1, math.inf))
        z0, x0, m0, v0, n0, N0 = s0.get(h, ({}, {}, 0, 0, 1, math.inf))
        known = [i for i in z1 if i in z0 and h[0] in keyed]
        m = 2 / (1 / m1 + 1 / m0) if m1 and m0 else 0
        kh = 0
        if len(known) > 1 and m > 1:
            X1, X0, N = sum(x1[i] for i in known) / len(known), sum(x0[i] for i in known) / len(known), min(N1, N0)
            kh = m / (m - 1) * sum(z1[i] * z0[i] for i in known) - sum((x1[i] - X1) * (x0[i] - X0) for i in known) / (len(known) - 1) / N
            d = [z1[i] - z0[i] for i in known] + [z1[i] for i in z1 if i not in known] + [-z0[i] for i in z0 if i not in known]
            n = len(d)
            D = sum((t - sum(d) / n) ** 2 for t in d)
            fourth = sum((t - sum(d) / n) ** 4 for t in d)
            kh = min(kh, (v1 + v0 - (1 - min(1, n / N)) * m / (m - 1) * D) / 2)
            rest = fourth - D * D / n
            df = max(1, min(n - 1, 2 * D * D / rest)) if rest > 1e-9 * fourth else n - 1
            both += len(known)
            if D > 1e-12 and v1 + v0 - 2 * kh > 1e-12 * (v1 + v0):
                squares += (v1 + v0 - 2 * kh) ** 2 / df
        else:
            squares += v1 * v1 / n1 + v0 * v0 / n0
        k += kh
        b = "*" if pooled else h[0]
        bucket[b] = bucket.get(b, 0) + v1 + v0 - 2 * kh
    lifted = sum(max(0, (f1[b] + f0[b]) / 2 - max(0, bucket[b])) for b in bucket)
    (l1, h1, t1, e1), (l0, h0, t0, e0) = own
    c, V = t1 - t0, e1 * e1 + e0 * e0 - 2 * k
    V = V if V > 1e-12 * (e1 * e1 + e0 * e0) else 0
    rho = max(-1, min(1, k / (e1 * e0)))
    low = c - math.sqrt(max(0, (t1 - l1) ** 2 + (h0 - t0) ** 2 - 2 * rho * (t1 - l1) * (h0 - t0)))
    high = c + math.sqrt(max(0, (h1 - t1) ** 2 + (t0 - l0) ** 2 - 2 * rho * (h1 - t1) * (t0 - l0)))
    if both:
        half = t_quantile((V + lifted) ** 2 / squares) * math.sqrt(V + lifted)
        low, high = min(low, c - half), max(high, c + half)
    return math.sqrt(V), max(low, -15), min(high, 15), both

compared = 0
for pooled, strata, keyed, alike, few in ((False, {}, "GH", 0.3, 0), (True, {}, "GH", 0.3, 0), (False, {"Y": "Z"}, "GH", 0.5, 0), (False, {}, "G", 0.3, 0),
                                          (True, {"Y": "Z"}, "H", 0.5, 0), (False, {}, "GH", 1, 0), (False, {}, "GH", 0.3, 1)):
    for name in ("then.dtxhh", "now.dtxhh", "key"):
        if os.path.exists(name):
            os.remove(name)
    answers, blank = [{}, {}], lambda: "" if rnd.random() < 0.15 else rnd.choice("AABBCD")
    for g, i, s in PEOPLE:
        when = rnd.choice(("both", "both", "both", "then", "now", "")) if not few else ("both" if i == "G1" else "then" if int(i[1:]) % 2 else "now")
        said = [[blank() for _ in (0, 1)] for _ in (0, 1)]
        again = [list(a) if rnd.random() < alike else [blank() for _ in (0, 1)] for a in said]
        for k, a in ((0, said), (1, again)):
            if when in ("both", "then" if k == 0 else "now") and any(c for u in a for c in u):
                answers[k][i] = a
    # everybody is rated by two of each stratum and answers to every leaf, in both
    for k in (0, 1):
        for i in (("G2", "G4", "G8", "G10", "H2", "H4") if k else ("G1", "G3", "G7", "G9", "H1", "H3")):
            answers[k][i] = [["A", "B"], ["C", "A" if i[0] == "G" else "D"]] if int(i[1:]) % 4 < 2 else [["B", "D"], ["A", "B"]]
    then = make("then", ("V1", "V2"), answers[0], pooled, strata, keyed)
    now = make("now", ("U1", "U2"), answers[1], pooled, {}, "GH")
    write("map.csv", "kind,now,then\nunit,U1,V1\nunit,U2,V2\n")
    for row in csv.DictReader(io.StringIO(run("score", "now.dtxhh", "--against", "then.dtxhh", "--map", "map.csv", "--quiet"))):
        if row["what"] != "total":
            continue
        u = int(row["unit"][1]) - 1
        must = change(answers[1], answers[0], u, pooled, strata, keyed, (now[row["unit"]], then["V%d" % (u + 1)]))
        is_ = [float(row[c]) for c in ("se", "low", "high", "both")]
        compared += 1
        if max(abs(a - b) for a, b in zip(is_, must)) > 1e-7:
            print("differs:", pooled, strata, keyed, alike, few, row["unit"], is_, must)
print(compared, "changes compared")
