"""verifier-random.py ROUND N SEED - N random edits of a round whose head was written down: a value changed, a row deleted, inserted or
exchanged for another's values, two ballots' answers swapped, lines of the log reordered, cut off or changed with all after them hashed
anew, the file truncated.  Each must be told by `dtxhh verify --head` and by `dtxhh-verify --head`, with its place: the table, or the line
of the log, or that the head which was written down is missing.  Prints what was not, then how many of each kind were tried."""
import collections, hashlib, os, random, re, shutil, sqlite3, subprocess, sys

path, n, seed = sys.argv[1], int(sys.argv[2]), sys.argv[3]
rng = random.Random(seed)
code = re.search(r"cat >verify.py <<'END'\n(.*?)\nEND\n", open(os.environ["ROOT"] + "/docs/verify.md", encoding="utf-8").read(), re.S).group(1)
sys.argv = ["verify.py", path]
exec(code[:code.index("previous, first")])
head, = db.execute("SELECT hash FROM head").fetchone()
tables = [t for t, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('head', 'secret', 'log') ORDER BY 1")]
full = [t for t in tables if db.execute('SELECT count(*) FROM "%s"' % t).fetchone()[0]]
triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
db.close()


def other(value, declared):
    """Another value of the same kind."""
    if isinstance(value, int) or (value is None and declared == "INTEGER"):
        return (value or 0) + rng.choice([-1, 1, 1000])
    if isinstance(value, float) or (value is None and declared == "REAL"):
        return (value or 0.0) * (1 + 2 ** -40) + rng.choice([1e-9, 0.5])
    if isinstance(value, bytes):
        at = rng.randrange(len(value) or 1)
        return value[:at] + bytes([(value[at] if value else 0) ^ rng.randrange(1, 256)]) + value[at + 1:]
    return rng.choice([(value or "") + "x", (value or "x")[:-1] + "'", (value or "") + "\u0301"])


def rehash(copy, first):
    previous = copy.execute("SELECT hash FROM log WHERE number < ? ORDER BY number DESC LIMIT 1", (first,)).fetchone()
    previous = previous[0] if previous else "0" * 64
    for row in copy.execute("SELECT %s FROM log WHERE number >= ? ORDER BY number" % ", ".join(PARTS), (first,)).fetchall():
        previous = line_hash(previous, dict(zip(PARTS, row)))
        copy.execute("UPDATE log SET hash = ? WHERE number = ?", (previous, row[0]))
    copy.execute("UPDATE head SET number = (SELECT max(number) FROM log), hash = ?", (previous,))


def edit(copy, kind):
    """Make it; what must be named, or None where nothing came of it."""
    table = rng.choice(full)
    info = copy.execute('PRAGMA table_info("%s")' % table).fetchall()
    names, keys = [c[1] for c in info], [c[1] for c in info if c[5]]
    where = " AND ".join('"%s" IS ?' % k for k in keys)
    rows = copy.execute('SELECT * FROM "%s"' % table).fetchall()
    row = dict(zip(names, rng.choice(rows)))
    key = [row[k] for k in keys]
    if kind == "change":
        c = rng.choice(info)
        copy.execute('UPDATE "%s" SET "%s" = ? WHERE %s' % (table, c[1], where), [other(row[c[1]], c[2])] + key)
    elif kind == "delete":
        copy.execute('DELETE FROM "%s" WHERE %s' % (table, where), key)
    elif kind == "insert":
        k = rng.choice([c for c in info if c[5]])
        row[k[1]] = other(row[k[1]], k[2])
        copy.execute('INSERT INTO "%s" VALUES (%s)' % (table, ", ".join("?" * len(names))), [row[c] for c in names])
    elif kind == "exchange": # all but the key of two rows
        second = dict(zip(names, rng.choice(rows)))
        rest = [c for c in names if c not in keys]
        if not rest or [row[c] for c in rest] == [second[c] for c in rest]:
            return None
        update = 'UPDATE "%s" SET %s WHERE %s' % (table, ", ".join('"%s" = ?' % c for c in rest), where)
        copy.execute(update, [row[c] for c in rest] + [second[k] for k in keys])
        copy.execute(update, [second[c] for c in rest] + key)
    elif kind == "swap":
        table = "entry"
        (a, x), (b, y) = rng.sample(copy.execute("SELECT serial, answers FROM entry WHERE pass = 1").fetchall(), 2)
        if x == y:
            return None
        copy.execute("UPDATE entry SET answers = CASE serial WHEN ? THEN ? ELSE ? END WHERE serial IN (?, ?)", (a, y, x, a, b))
    else:
        numbers = [i for i, in copy.execute("SELECT number FROM log ORDER BY number")]
        a, b = sorted(rng.sample(numbers, 2))
        if kind == "reorder":
            for i, j in ((a, -1), (b, a), (-1, b)):
                copy.execute("UPDATE log SET number = ? WHERE number = ?", (j, i))
        elif kind == "cut": # the tail, with a head that fits
            copy.execute("DELETE FROM log WHERE number > ?", (a,))
            rehash(copy, 1)
            return "B3"
        else: # a line, and all behind it hashed anew
            c = rng.choice([c for c in PARTS if c not in ("number", "form", "mark", "holds")])
            value, = copy.execute('SELECT "%s" FROM log WHERE number = ?' % c, (a,)).fetchone()
            copy.execute('UPDATE log SET "%s" = ? WHERE number = ?' % c, (other(value, "TEXT"), a))
            rehash(copy, a)
            return "B3"
        return "dòng %d" % a
    return table


def tell(program, *words):
    done = subprocess.run([program, *words, "x.dtxhh"], capture_output=True, text=True, errors="replace")
    return done.returncode, done.stdout + done.stderr


tried = collections.Counter()
while sum(tried.values()) < n:
    kind = rng.choice(["change", "change", "delete", "insert", "exchange", "swap", "reorder", "cut", "rehash", "truncate"])
    shutil.copyfile(path, "x.dtxhh")
    place = ""
    if kind == "truncate":
        os.truncate("x.dtxhh", rng.randrange(os.path.getsize(path)))
    else:
        copy = sqlite3.connect("x.dtxhh")
        copy.execute("PRAGMA synchronous = 0")
        copy.execute("PRAGMA ignore_check_constraints = 1")
        for name, _ in triggers:
            copy.execute('DROP TRIGGER "%s"' % name)
        try:
            place = edit(copy, kind)
        except sqlite3.IntegrityError:
            place = None
        for _, sql in triggers:
            copy.execute(sql)
        copy.commit()
        copy.close()
        if place is None:
            continue
    tried[kind] += 1
    status, said_ = tell("dtxhh", "verify", "--head", head)
    ours, lines = tell("dtxhh-verify", "--head", head)
    wanted = {"B3": head, "": ""}.get(place, place.replace("dòng", "line"))
    if status not in (1, 3) or wanted not in said_:
        print("%s (%s): dtxhh verify: status %d: %s" % (kind, place, status, said_))
    wrong = "".join(line for line in lines.splitlines(True) if line.startswith("SAI"))
    if ours not in (1, 3) or (place and ("SAI: B3" if place == "B3" else place) not in wrong):
        print("%s (%s): dtxhh-verify: status %d: %s" % (kind, place, ours, lines))
print(", ".join("%s %d" % pair for pair in sorted(tried.items())))
