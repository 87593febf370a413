"""linkage-random.py - the error of a change by the rule of docs/errors.md, written anew, beside `score --against`.

   linkage-random.py DTXHH SEED

Two rounds of six units, which have each other's codes then, rated by group G in two strata and by H: answers at random, people who are on the
list or answer then, now or in both, blanks, units that some rate in one round alone, one of which all say the same, answers that stay as they were, by unit
and group never to always.  SITUATIONS are what differs between the rounds of a seed.  The totals' own limits are taken from the rounds.  Ends where one
differs.
"""
import csv, io, math, os, random, sqlite3, subprocess, sys

DTXHH, rnd = sys.argv[1], random.Random(int(sys.argv[2]))
WORTH, MAX, SHARE = {"A": 1.0, "B": 0.6, "C": 0.2, "D": 0.0}, (10, 5), {"G": 0.6, "H": 0.4}
PEOPLE = [("G", "G%d" % i, "X" if i < 7 else "Y") for i in range(1, 13)] + [("H", "H%d" % i, "") for i in range(1, 9)]
UNITS = range(6)
SITUATIONS = (  # what is not said is: group means, all known, nobody away for long
    {},
    {"pooled": True},
    {"renamed": "Y"},
    {"unknown": ("H", "H")},                 # whose lists of then, of now have no keys
    {"unknown": ("H", ""), "pooled": True, "renamed": "Y"},
    {"unknown": ("", "G")},
    {"few": True},                           # hardly anybody answers in both
    {"few": True, "panel": True},            # but the same two of each stratum, who are asked everything
    {"few": True, "panel": True, "nameless": True},  # and half of the others have a number and no id, and so no key
    {"panel": True, "split": True},          # who answer one leaf each in a stratum, alone
    {"all": True},                           # everybody answers, in both
)

def run(*words):
    done = subprocess.run([DTXHH, *words], capture_output=True, text=True)
    if done.returncode:
        sys.exit("%s: %s" % (" ".join(words), done.stderr))
    return done.stdout

def write(path, text):
    with open(path, "w") as f:
        f.write(text)

class Round:
    """people: id -> (group, stratum); known: ids with a key; answers: id -> a pair for each unit."""
    def __init__(self, name, units, people, unknown, nameless, pooled, answers):
        self.units, self.people, self.pooled, self.answers = units, people, pooled, answers
        self.known = {i for i in people if people[i][0] != unknown and i not in nameless}
        r = name + ".dtxhh"
        if os.path.exists(r):
            os.remove(r)
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
        run("new", r, "--definition", "d", "--as", "a")
        member = {}
        for groups in ("G", "H") if unknown else ("GH",):
            of = [i for i in people if people[i][0] in groups]
            write("f.csv", "group,id,tang\n" + "".join("%s,%s,%s\n" % (people[i][0], "" if i in nameless else i, people[i][1]) for i in of))
            run("frame", "import", r, "f.csv", "--as", "a", *(["--linkage-key", "key"] if groups != unknown else []),
                *(["--number"] if nameless else []))
            for i in of:  # a number counts the members of its group
                member[i] = people[i][0], str(1 + sum(g == people[i][0] for g, _ in member.values())) if nameless else i
        run("frame", "freeze", r, "--seed-from", "e", "--as", "a")
        run("draw", r, "--seed", "1", "--as", "a")
        run("issue", r, "--as", "a")
        serial = {(row["group"], row["member"]): row["serial"] for row in csv.DictReader(io.StringIO(run("show", r, "ballots", "--csv")))}
        head = ["Q%d.%s" % (q + 1, u) for u in units for q in (0, 1)]
        write("k.csv", "serial,type,channel,keyer," + ",".join(head) + "\n" + "".join(
            "%s,P,paper,hoa,%s\n" % (serial[member[i]], ",".join(c for u in a for c in u)) for i, a in answers.items()))
        run("import", r, "k.csv", "--as", "a")
        run("weigh", r, "--as", "a")
        run("score", r, "--as", "a")
        self.score = {row[0]: row[1:] for row in sqlite3.connect(r).execute("SELECT unit, low, high, total / 1e9, se FROM score")}

    def figures(self, u):
        """By stratum: z and x of who rates the unit, m, v, df, N; F by group, or of all."""
        valid, size = {}, {}
        for i, h in self.people.items():
            size[h] = size.get(h, 0) + 1
            valid[h] = valid.get(h, 0) + (i in self.answers)
        pool = lambda i: "*" if self.pooled else self.people[i][0]
        w = {i: 1 if self.pooled else size[self.people[i]] / valid[self.people[i]] for i in self.answers}
        a = {b: [MAX[l] * SHARE.get(b, 1) for l in (0, 1)] for b in "GH*"}
        z, count, kish = {i: [0, 0] for i in self.answers}, {}, {}
        for l in (0, 1):
            who = [i for i in self.answers if self.answers[i][u][l]]
            for b in {pool(i) for i in who}:
                of = [i for i in who if pool(i) == b]
                W = sum(w[i] for i in of)
                mean = sum(w[i] * WORTH[self.answers[i][u][l]] for i in of) / W
                for i in of:
                    z[i][l] = a[b][l] * w[i] * (WORTH[self.answers[i][u][l]] - mean) / W
                kish.setdefault(b, [0, 0])[l] = W * W / sum(w[i] ** 2 for i in of)
            for i in who:
                count.setdefault(self.people[i], [0, 0])[l] += 1
        strata, n_of, N_of = {}, {}, {}
        for h, c in count.items():
            rate = [i for i in self.answers if self.people[i] == h and any(self.answers[i][u])]
            b = pool(rate[0])
            m = sum(a[b][l] for l in (0, 1) if c[l]) / sum(a[b][l] / c[l] for l in (0, 1) if c[l])
            zs = {i: sum(z[i]) for i in rate}
            xs = {i: sum(c[l] * z[i][l] for l in (0, 1)) for i in rate}
            n, N = len(rate), size[h]
            about = lambda t: sum((y - sum(t.values()) / n) ** 2 for y in t.values())
            if n > 1 and m > 1:
                q = m / (m - 1) * about(zs)
                v = max(q - n / m * about(xs) / (n - 1) / N, (1 - n / N) * q)
                v = v if v > 1e-12 * q else 0
            else:
                v = (1 - n / N) * (about(zs) if n > 1 else zs[rate[0]] ** 2)
            strata[h] = (zs, xs, m, v, max(n - 1, 1), N)
            n_of[b], N_of[b] = n_of.get(b, 0) + n, N_of.get(b, 0) + N
        floors = {}
        for b in n_of:
            f = n_of[b] / N_of[b]
            m = sum(a[b]) / sum(a[b][l] / kish[b][l] for l in (0, 1))
            floors[b] = 0.5 * (f / -math.log(1 - f) if f < 1 else 0) * (sum(a[b]) / (m + 1)) ** 2
        return strata, floors

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
        if abs(c * d - 1) < 1e-15:
            break
    tail = front * h
    return 1 - (1 - tail if turned else tail) / 2

def t_quantile(df):
    if df > 1e9:
        return 1.959963984540054
    low, high = 0.0, 1e4
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if t_below(middle, df) < 0.975 else (low, middle)
    return low

def change(now, then, u):
    """se, low, high, who is known in both, and change / se, 0 where there is no error."""
    (s1, f1), (s0, f0) = now.figures(u), then.figures(u)
    k = squares = both = 0
    v_of = {}
    for h in set(s1) | set(s0):
        z1, x1, m1, v1, n1, N1 = s1.get(h, ({}, {}, 0, 0, 1, math.inf))
        z0, x0, m0, v0, n0, N0 = s0.get(h, ({}, {}, 0, 0, 1, math.inf))
        known = [i for i in z1 if i in z0 and i in now.known and i in then.known]
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
        b = "*" if now.pooled else h[0]
        v_of[b] = v_of.get(b, 0) + v1 + v0 - 2 * kh
    lifted = sum(max(0, (f1[b] + f0[b]) / 2 - max(0, v_of[b])) for b in v_of)
    (l1, h1, t1, e1), (l0, h0, t0, e0) = now.score[now.units[u]], then.score[then.units[u]]
    c, V = t1 - t0, e1 * e1 + e0 * e0 - 2 * k
    V = V if V > 1e-12 * (e1 * e1 + e0 * e0) else 0
    rho = max(-1, min(1, k / (e1 * e0))) if e1 * e0 else 0
    low = c - math.sqrt(max(0, (t1 - l1) ** 2 + (h0 - t0) ** 2 - 2 * rho * (t1 - l1) * (h0 - t0)))
    high = c + math.sqrt(max(0, (h1 - t1) ** 2 + (t0 - l0) ** 2 - 2 * rho * (h1 - t1) * (t0 - l0)))
    if both:
        half = math.sqrt(V + lifted) * t_quantile((V + lifted) ** 2 / squares if squares else math.inf)
        low, high = min(low, c - half), max(high, c + half)
    e = math.sqrt(V)
    return e, max(low, -15), min(high, 15), both, c / e if e > 1e-9 else 0

def rounds(s):
    """What is said in both, by the situation: people, who has no id, and answers, of then and of now."""
    away = [set(rnd.sample([i for g, i, h in PEOPLE if g == "G"], 1) + rnd.sample([i for g, i, h in PEOPLE if g == "H"], 1)) for _ in (0, 1)] if not s.get("all") else [set(), set()]
    people = [{i: (g, h) for g, i, h in PEOPLE if i not in away[k]} for k in (0, 1)]
    moved = rnd.choice([i for i in people[0] if i in people[1] and i[0] == "G"])  # from one stratum to the other
    people[0][moved] = ("G", "X" if people[0][moved][1] == "Y" else "Y")
    alike = [dict(zip("GH", rnd.choice(((1, 1), (1, 1), (1, 0), (0, 1), (0.5, 0.5), (0, 0))))) for u in UNITS]
    mood = [[rnd.choice(("AABBCD", "AABBCD", "AABBCD", "A", "AAAB", "CDDD")) for u in UNITS[1:]] + ["BC"[k]] for k in (0, 1)]
    said = lambda k, u: rnd.choice(mood[k][u])
    answers, panel = [{}, {}], set()
    def stay(i):
        for u in UNITS:
            if i in answers[0] and i in answers[1] and rnd.random() < alike[u][i[0]]:
                answers[1][i][u] = list(answers[0][i][u])
    for g, i, h in PEOPLE:
        when = (0, 1) if s.get("all") else rnd.choice(((0, 1), (0,), (1,), (), (), ()) if s.get("few") else ((0, 1), (0, 1), (0, 1), (0, 1), (0,), (1,), ()))
        for k in when:
            if i in people[k]:
                answers[k][i] = [["" if rnd.random() < 0.15 else said(k, u) for l in (0, 1)] if rnd.random() < 0.85 else ["", ""] for u in UNITS]
        stay(i)
    for h in sorted(set(people[0].values())):  # two of each stratum answer to everything: others in each round, or a panel
        pair = [rnd.sample([i for i in people[k] if people[k][i] == h and i in people[1 - k]], 2) for k in (0, 1)]
        for k in (0, 1):
            answers[k].update({i: [[said(k, u), said(k, u)] for u in UNITS] for i in pair[0 if s.get("panel") else k]})
        if s.get("panel"):
            panel.update(pair[0])
            for i in pair[0]:
                stay(i)
    for k in (0, 1):
        if s.get("split"):
            alone = [i for i in panel if people[k][i] == ("G", "Y")]
            for i in [i for i in answers[k] if people[k][i] == ("G", "Y")]:
                answers[k].pop(i)
            answers[k].update({i: [["", said(k, u)] if i == alone[0] else [said(k, u), ""] for u in UNITS] for i in alone})
        answers[k] = {i: a for i, a in answers[k].items() if any(c for pair in a for c in pair)}
        people[k] = {i: (h[0], "Z" if k == 0 and h[1] == s.get("renamed") else h[1]) for i, h in people[k].items()}
    others = [sorted(set(people[k]) - panel) for k in (0, 1)]
    return people, [set(rnd.sample(i, len(i) // 2)) if s.get("nameless") else set() for i in others], answers

compared = 0
for s in SITUATIONS:
    people, nameless, answers = rounds(s)
    units = ["V%d" % (u + 1) for u in UNITS], ["V%d" % ((u + 1) % len(UNITS) + 1) for u in UNITS]
    both = [Round(("then", "now")[k], units[k], people[k], s.get("unknown", ("", ""))[k], nameless[k], s.get("pooled", False), answers[k])
            for k in (0, 1)]
    write("map.csv", "kind,now,then\n" + "".join("unit,%s,%s\n" % (units[1][u], units[0][u]) for u in UNITS))
    rows = {row["unit"]: row for row in csv.DictReader(io.StringIO(
        run("score", "now.dtxhh", "--against", "then.dtxhh", "--map", "map.csv", "--quiet"))) if row["what"] == "total"}
    for u in UNITS:
        is_, must = [float(rows[units[1][u]][c] or 0) for c in ("se", "low", "high", "both", "z")], change(both[1], both[0], u)
        compared += 1
        if max(abs(a - b) for a, b in zip(is_, must)) > 1e-6:
            sys.exit("differs: %s, %s: %s, expected %s" % (s, units[1][u], is_, must))
print(compared, "changes compared")
