"""every-write.py LIBRARY FOLDER - every changing verb, with the disk full from its Nth write on, or with only the Nth refused, or
killed at it, for N = 1, 2, … (all, or 200 of them): the round holds all of the run or nothing, is sound, verifies, and loses no
line; what was acknowledged is there; what failed was said; no temporary file stays of what was not killed.

FOLDER has rounds at the stages of the verbs (STAGE.dtxhh) and the files they read.  Prints a line a verb and way, and what is wrong.
"""
import glob, os, shutil, subprocess, sys

LIBRARY, FOLDER = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
MOMENTS = int(os.environ.get("MOMENTS", "200"))
# stage, what it makes besides, words
VERBS = [
    ("none", "new r.dtxhh --definition definition"),
    ("new", "frame import r.dtxhh frame.csv"),
    ("new", "define r.dtxhh --definition other --reason x"),
    ("framed", "identity seal r.dtxhh --make-key key"),
    ("framed", "identity wipe r.dtxhh --reason x"),
    ("framed", "frame freeze r.dtxhh --seed-from x"),
    ("frozen", "draw r.dtxhh --seed 1"),
    ("drawn", "issue r.dtxhh"),
    ("drawn", "issue r.dtxhh -o out"),
    ("issued", "import r.dtxhh keyed.csv"),
    ("keyed", "correct r.dtxhh SERIAL --withdraw --reason x"),
    ("keyed", "points import r.dtxhh points.csv"),
    ("pointed", "weigh r.dtxhh"),
    ("weighed", "score r.dtxhh"),
    ("scored", "sign r.dtxhh --role mttq --key mttq.key"),
    ("scored", "evidence r.dtxhh -o e"),
    ("scored", "report r.dtxhh -o r.xlsx"),
    ("issued", "split r.dtxhh --office BC1 -o c.dtxhh"),
    ("keyed", "audit draw r.dtxhh --ballots 3 --seed-from x"),
    ("scored", "backup r.dtxhh -o b.dtxhh"),
    ("old", "upgrade r.dtxhh"),
]
bad = 0


def wrong(what):
    global bad
    bad += 1
    if bad < 20:
        print(what)


def begin(stage):
    shutil.rmtree("w", ignore_errors=True)
    shutil.copytree(FOLDER, "w", ignore=shutil.ignore_patterns("*.dtxhh", "*.identity"))
    for path in glob.glob(os.path.join(FOLDER, stage + ".*")):
        shutil.copy(path, "w/r" + os.path.splitext(path)[1])
    return sorted(os.listdir("w"))


def lines():
    if not os.path.exists("w/r.dtxhh"):
        return 0
    done = subprocess.run(["sqlite3", "r.dtxhh", "PRAGMA integrity_check; SELECT count(*) FROM log"], cwd="w", capture_output=True, text=True)
    sound, *n = done.stdout.split()
    if sound != "ok":
        return -1
    return int(n[0])


def run(words, at, how, library=LIBRARY):
    env = dict(os.environ, LD_PRELOAD=library, FAULT_AT=str(at), FAULT_HOW=how, FAULT_COUNT=os.path.abspath("count"),
               ASAN_OPTIONS="verify_asan_link_order=0:" + os.environ.get("ASAN_OPTIONS", ""))
    return subprocess.run(["dtxhh"] + words + ([] if words[0] in ("report", "evidence", "backup") else ["--as", "lan"]),
                          cwd="w", env=env, capture_output=True, text=True, errors="replace", timeout=120)


for stage, words in VERBS:
    words = words.split()
    if "SERIAL" in words:
        words[words.index("SERIAL")] = open(os.path.join(FOLDER, "keyed.csv")).read().split("\n")[1].split(",")[0]
    begin(stage)
    had = lines()
    if os.path.exists("count"):
        os.unlink("count")
    done = run(words, 0, "full")
    if done.returncode != 0:
        wrong("%s: %s" % (" ".join(words), done.stderr))
        continue
    whole, writes = lines(), int(open("count").read().split()[0])
    step = max(1, writes // MOMENTS)
    for how in ("full", "once", "kill"):
        none = all_ = 0
        for at in range(1, writes + 1, step):
            there = begin(stage)
            where = "%s, write %d of %d, %s" % (" ".join(words), at, writes, how)
            done = run(words, at, how)
            now = lines()
            if stage == "none" and not os.path.exists("w/r.dtxhh"):
                now = 0
            if now not in (had, whole):
                wrong("%s: %d lines, expected %d or %d" % (where, now, had, whole))
            if now == whole and whole != had:
                all_ += 1
            else:
                none += 1
            if how == "kill":
                if done.returncode != -9:
                    wrong("%s: was not killed" % where)
            elif done.returncode == 0 and now != whole:
                wrong("%s: done, it said" % where)
            elif done.returncode not in (0, 3):
                wrong("%s: status %d: %s" % (where, done.returncode, done.stderr))
            elif done.returncode == 3 and "dtxhh: " not in done.stderr:
                wrong("%s: nothing is said" % where)
            elif done.returncode == 3 and now == whole != had and "of the log" not in done.stderr:
                wrong("%s: the run is there, and nothing says so: %s" % (where, done.stderr))
            if now > 0 and stage != "old":
                check = subprocess.run(["dtxhh", "log", "verify", "r.dtxhh", "--quiet"], cwd="w", capture_output=True, text=True)
                if check.returncode != 0:
                    wrong("%s: does not verify: %s" % (where, check.stderr))
            # a journal beside a file that stands is played back by who opens it next, and was, above
            left = [name for name in os.listdir("w") if name.endswith((".tmp", ".new", ".part", ".new-journal"))]
            if left and how != "kill":
                wrong("%s: leaves %s" % (where, left))
        print("%s: %s" % (" ".join(w if len(w) < 30 else "…" for w in words), how) if bad == 0 else "…", flush=True)
print("%d wrong" % bad)
