"""Offices that key at random in files of their own, some with two files, some with a copy that goes on elsewhere; the files,
early copies among them, merged in random orders. The round is the same each time; every ballot, state and file on which two
say something is listed; and the points of one criterion are those of a model written from the rule alone.

    python3 offices-random.py DEFINITION FILES ORDERS SEED
"""
import csv, io, os, random, re, shutil, sqlite3, subprocess, sys, tempfile

here = tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)  # a thousand runs
DEFINITION, N_FILES, N_ORDERS, SEED = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
rnd = random.Random(SEED)
DEFINITION = os.path.abspath(DEFINITION)
os.chdir(here.name)
clock = 1735689600
CELLS = ["Q1.U1", "Q2.U1", "Q3.U1", "Q1.U2", "Q2.U2", "Q3.U2"]
PERCENT = {"A": 100, "B": 60, "C": 20, "D": 0}


def dtxhh(*words, status=0):
    global clock
    clock += 60
    run = subprocess.run(["dtxhh", *map(str, words)], capture_output=True, text=True,
                         env=dict(os.environ, SOURCE_DATE_EPOCH=str(clock)))
    if run.returncode != status:
        print("status", run.returncode, *words, run.stderr)
    return run


def table(path, name):
    return list(csv.DictReader(io.StringIO(dtxhh("show", path, name, "--csv").stdout)))


# --- the round, and a file for each office; every fifth office has two ---
offices = ["P%02d" % (i + 1) for i in range(N_FILES - N_FILES // 5)]
with open("frame.csv", "w") as out:
    out.write("group,id,loai,office\n")
    for o in offices:
        for i in range(4):
            out.write("LD,%s%d,,%s\n" % (o, i, o))
    for i in range(8):
        out.write("DAN,d%d,%s,%s\n" % (i, "XY"[i % 2], offices[0]))
dtxhh("new", "r.dtxhh", "--definition", DEFINITION, "--as", "a", "--quiet")
dtxhh("frame", "import", "r.dtxhh", "frame.csv", "--as", "a", "--quiet")
dtxhh("frame", "freeze", "r.dtxhh", "--seed-from", "x", "--as", "a", "--quiet")
dtxhh("draw", "r.dtxhh", "--seed", "1", "--as", "a", "--quiet")
dtxhh("issue", "r.dtxhh", "--serial-seed", "1", "--as", "a", "--quiet")
ballots = table("r.dtxhh", "ballots")
groups = {int(b["serial"]): b["group"] for b in ballots}


class Stored:
    """What was made by one line of a file: keyings (serial, pass, keyer, cells), states (serial, number, state)."""

    def __init__(self):
        self.keyed, self.states, self.gone = {}, {}, set()


class File:
    def __init__(self, path, office):
        self.path, self.office, self.lines, self.splits_at = path, office, [], []
        self.serials = [int(b["serial"]) for b in ballots if b["office"] == office]

    def now(self):
        """Keyings that count in this file: (serial, pass) -> (line, keyer, cells)."""
        gone = set().union(*[l.gone for l in self.lines])
        return {k: (l, *v) for l in self.lines for k, v in l.keyed.items() if (l, k) not in gone}

    def numbers(self):
        count = {}
        for l in self.lines:
            for serial, number in l.states:
                count[serial] = max(count.get(serial, 0), number)
        return count


def answers():
    return [rnd.choice("ABCDE?") if rnd.random() < 0.9 else "" for _ in CELLS]


def write(path, rows, keyer):
    with open(path, "w") as out:
        out.write("serial,type,channel,keyer,state," + ",".join(CELLS) + "\n")
        for serial, cells in rows:
            out.write("%d,P1,paper,%s,,%s\n" % (serial, keyer, ",".join(cells)))


n_imports = 0


def key(f, number, keyer):
    """Key some ballots as keying NUMBER."""
    global n_imports
    now, line = f.now(), Stored()
    free = [s for s in f.serials if (s, number) not in now and (number == 1 or (s, number - 1) in now)]
    rows = [(s, answers()) for s in free if rnd.random() < 0.7]
    if number > 1:  # mostly as before
        rows = [(s, [a if rnd.random() < 0.8 else b for a, b in zip(now[s, 1][2], cells)]) for s, cells in rows]
    if not rows:
        return
    n_imports += 1
    name = "in%d.csv" % n_imports
    write(name, rows, keyer)
    dtxhh("import", f.path, name, "--as", keyer, "--pass", number, "--quiet")
    for serial, cells in rows:
        line.keyed[serial, number] = keyer, cells
    f.lines.append(line)


def correct(f):
    now = f.now()
    single = [s for s in f.serials if (s, 1) in now and (s, 2) not in now]
    if not single:
        return
    serial = rnd.choice(single)
    before, keyer, cells = now[serial, 1]
    cells = list(cells)
    i = rnd.randrange(len(CELLS))
    cells[i] = rnd.choice([c for c in "ABCDE" if c != cells[i]])
    dtxhh("correct", f.path, serial, "%s=%s" % (CELLS[i], cells[i]), "--keyer", keyer, "--as", keyer, "--reason", "x", "--quiet")
    line = Stored()
    line.keyed[serial, 1] = keyer, cells
    line.gone.add((before, (serial, 1)))
    f.lines.append(line)


def state(f):
    global n_imports
    serial, what = rnd.choice(f.serials[:3]), rnd.choice(["returned", "verified", "archived"])
    n_imports += 1
    with open("in%d.csv" % n_imports, "w") as out:
        out.write("serial,state,reason\n%d,%s,%d\n" % (serial, what, n_imports))
    dtxhh("import", f.path, "in%d.csv" % n_imports, "--as", "x", "--quiet")
    last = {}
    for l in f.lines:
        for (s, number), w in l.states.items():
            last[s] = w
    if last.get(serial) == what:  # said already: nothing new
        f.lines.append(Stored())
        return
    line = Stored()
    line.states[serial, f.numbers().get(serial, 0) + 1] = what
    f.lines.append(line)


def work(f, who):
    for step in range(rnd.randrange(2, 5)):
        act = rnd.randrange(5)
        if act <= 1:
            key(f, 1, who + "a")
        elif act == 2:
            key(f, 2, who + "b")
        elif act == 3:
            correct(f)
        else:
            state(f)
        n_lines = int(dtxhh("log", "head", f.path, "--csv").stdout.split("\n")[1].split(",")[0]) - 1
        if n_lines != len(f.lines) and f.path != "r.dtxhh":
            if n_lines > len(f.lines):
                print("a line more than the model has:", f.path)
            del f.lines[n_lines:]


files, early = [], []
for i in range(N_FILES):
    office = offices[i % len(offices)]
    f = File("f%d.dtxhh" % i, office)
    dtxhh("split", "r.dtxhh", "--office", office, "-o", f.path, "--as", "a", "--quiet")
    files.append(f)
for i, f in enumerate(list(files)):
    work(f, "n%d" % i)
    if rnd.random() < 0.4:
        early.append("early%d.dtxhh" % i)
        shutil.copy(f.path, early[-1])
    if i % max(2, N_FILES // 2) == 1:  # two copied files
        copy = File("copy%d.dtxhh" % i, f.office)
        shutil.copy(f.path, copy.path)
        copy.lines = list(f.lines)
        work(copy, "c%d" % i)
        files.append(copy)
    work(f, "n%d" % i)
# the round keys some itself
own = File("r.dtxhh", None)
own.serials = [s for f in files for s in f.serials if rnd.random() < 0.3]
own.serials = sorted(set(own.serials))
key(own, 1, "zz")
shutil.copy("r.dtxhh", "whole.dtxhh")

# --- what the rule says ---
lines = list({id(l): l for f in files + [own] for l in f.lines}.values())
gone = set().union(*[l.gone for l in lines])
counting = {}
for l in lines:
    for (serial, number), (keyer, cells) in l.keyed.items():
        if (l, (serial, number)) not in gone:
            counting.setdefault(serial, {}).setdefault(number, []).append(cells)
apart = {(s, n) for s, passes in counting.items() for n, all in passes.items() if len(all) > 1}
states = {}
for l in lines:
    for k, what in l.states.items():
        states.setdefault(k, set()).add(what)
states_apart = {s for (s, _), all in states.items() if len(all) > 1}
forks = sum(1 for f in files if f.path.startswith("copy") for g in files
            if g.path == "f" + f.path[4:] and len(set(map(id, f.lines)) - set(map(id, g.lines))) and len(set(map(id, g.lines)) - set(map(id, f.lines))))


def cell(passes, i):
    whole = {c[i] for n in (1, 2) for c in passes.get(n, [])}
    return whole.pop() if len(whole) == 1 else "?"


def mean(unit):
    values = []
    for serial, passes in counting.items():
        if groups[serial] != "LD":
            continue
        all = [cell(passes, i) for i in range(len(CELLS))]
        if not any(all):
            continue  # blank
        said = [a for a in all[3 * unit:3 * unit + 3] if a and a != "?"]
        any_unit = any(a and a != "?" for a in all)
        if not any_unit:
            continue
        if said and all[3 * unit] in PERCENT:
            values.append(PERCENT[all[3 * unit]])
    return sum(values) / len(values), len(values)


# --- merged in random orders ---
def content(path):
    db = sqlite3.connect(path)
    out = {}
    for name, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"):
        if name in ("log", "head"):
            continue
        columns = [c[1] for c in db.execute('PRAGMA table_info("%s")' % name) if c[1] != "run"]
        rows = db.execute('SELECT %s FROM "%s"' % (", ".join('"%s"' % c for c in columns), name)).fetchall()
        out[name] = sorted(map(repr, rows))
    for view in ("entry_now", "event_now", "answer"):
        columns = [c[1] for c in db.execute('PRAGMA table_info("%s")' % view) if c[1] != "run"]
        out[view] = sorted(map(repr, db.execute('SELECT %s FROM "%s"' % (", ".join(columns), view)).fetchall()))
    return out


paths = [f.path for f in files] + early
first = None
wrong = 0
for order in range(N_ORDERS):
    shutil.copy("whole.dtxhh", "r.dtxhh")
    these = paths + rnd.sample(paths, len(paths) // 3)
    rnd.shuffle(these)
    while these:
        n = rnd.randrange(1, 8)
        dtxhh("merge", "r.dtxhh", *these[:n], "--as", "a", "--quiet")
        these = these[n:]
    check = subprocess.run(["dtxhh", "check", "r.dtxhh"], capture_output=True, text=True)
    listed = sorted(line for line in check.stderr.split("\n") if "[" in line)
    is_now = content("r.dtxhh"), listed, check.stdout, table("r.dtxhh", "conflicts")
    if first is None:
        first = is_now
    elif is_now != first:
        wrong += 1
        print("order %d: another round:" % order, [t for t in first[0] if first[0][t] != is_now[0].get(t)],
              sorted(set(first[1]) ^ set(listed))[:4])
told = table("r.dtxhh", "conflicts")
w461 = {(int(t["serial"]), int(t["number"])) for t in told if t["what"] == "keyed"}
w462 = {int(t["serial"]) for t in told if t["what"] == "state"}
w463 = {(t["office"], t["number"]) for t in told if t["what"] == "line"}
if w461 != apart:
    print("keyed in several files: listed or not, wrongly:", sorted(w461 ^ apart))
if w462 != states_apart:
    print("states: listed or not, wrongly:", sorted(w462 ^ states_apart))
if len(w463) != forks:
    print("files that went on in two places: listed", len(w463), "of", forks)
for code, n in (("W461", len(w461)), ("W462", len(w462)), ("W463", forks)):
    lines_of = [line for line in first[1] if code in line]
    more = sum(int(m.group(1)) - 1 for m in (re.search(r"and (\d+) more", line) for line in lines_of) if m)
    if len(lines_of) + more != n:
        print("check tells %d of %d %s" % (len(lines_of) + more, n, code))
# the points, once
dtxhh("weigh", "r.dtxhh", "--as", "a", "--quiet")
for unit in (0, 1):
    expected, n = mean(unit)
    dtxhh("score", "r.dtxhh", "--provisional", "--as", "a", "--quiet") if unit == 0 else None
    row = [g for g in table("r.dtxhh", "score_groups") if g["unit"] == "U%d" % (unit + 1) and g["criterion"] == "1.2" and g["group"] == "LD"][0]
    if int(row["answers"]) != n or abs(float(row["percent"]) - expected) > 1e-6:
        print("U%d: %s of %s answers, by the rule %.9f of %d" % (unit + 1, row["percent"], row["answers"], expected, n))
for words in (["dtxhh", "verify", "r.dtxhh", "--quiet"], ["dtxhh-verify", "r.dtxhh"]):
    run = subprocess.run(words, capture_output=True, text=True)
    if run.returncode:
        print(*words, "\n".join(line for line in (run.stdout + run.stderr).split("\n") if "SAI" in line or "fault" in line))
dtxhh("evidence", "r.dtxhh", "-o", "e", "--quiet")
run = subprocess.run(["dtxhh-verify", "e"], capture_output=True, text=True)
if run.returncode:
    print("evidence:", run.stdout)
if not (apart and states_apart and forks):
    print("nothing happened that could go wrong")
print("%d files, %d orders: %s" % (N_FILES, N_ORDERS, "the same round" if not wrong else "%d other rounds" % wrong))
if os.environ.get("TELL"):
    print(len(apart), "ballots keyed in several files,", len(states_apart), "states,", forks, "copies,", len(lines), "lines")
