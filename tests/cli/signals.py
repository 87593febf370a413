"""Each verb that writes files is ended by each signal while its temporary file is there: nothing of it is left, the round
and what stood there before are as they were, and the program died of that very signal.

    python3 signals.py SCORED ISSUED DEFINITION
"""
import hashlib, os, shutil, signal, subprocess, sys

SCORED, ISSUED, DEFINITION = sys.argv[1:4]
SIGNALS = [signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGPIPE, signal.SIGXCPU, signal.SIGABRT]
TRIES = 60  # a verb may be done before it is seen at work


def state(folder):
    out = {}
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(where, name)
            with open(path, "rb") as file:
                out[os.path.relpath(path, folder)] = hashlib.sha256(file.read()).hexdigest()
    return out


def working(folder):
    for where, _, names in os.walk(folder):
        for name in names:
            if name.endswith((".tmp", ".new")):
                return True
    return False


def end(name, words, number):
    """Whether it was caught at work; what is left is said."""
    shutil.rmtree("s", ignore_errors=True)
    os.mkdir("s")
    shutil.copy(ISSUED if name == "rehearse" else SCORED, "s/r.dtxhh")
    with open("s/there.xlsx", "w") as file:
        file.write("as it was")
    before = state("s")
    process = subprocess.Popen(["dtxhh"] + words, cwd="s", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               preexec_fn=lambda: [signal.signal(s, signal.SIG_DFL) for s in SIGNALS])
    while process.poll() is None and not working("s"):
        pass
    if process.poll() is None:
        process.send_signal(signal.SIGSTOP)
        caught = working("s")
        process.send_signal(number)
        process.send_signal(signal.SIGCONT)
        process.wait()
    else:
        caught = False
    if process.returncode >= 0:
        return False  # done in the meantime
    if process.returncode != -number:
        print(f"{name}: ended by {-process.returncode}, not {number}")
    # Files that are whole already stay, and a change of the round that was committed.
    after = state("s")
    left = [path for path in after if path not in before and not path.endswith((".xlsx", ".csv", "record.txt"))]
    for path in before:
        if after.get(path) != before[path] and not (path == "r.dtxhh" and name in ("issue", "rehearse")):
            left.append(path + " changed")
    if left:
        print(f"{name}, {number.name}: {sorted(left)}")
    return caught


VERBS = {
    "report": ["report", "r.dtxhh", "-o", "there.xlsx", "--force"],
    "template": ["template", "frame", "new.xlsx"],
    "issue": ["issue", "r.dtxhh", "-o", "out", "--as", "a"],
    "draw --record": ["draw", "r.dtxhh", "--record", "record.txt"],
    "rehearse": ["rehearse", "r.dtxhh", "-o", "out", "--seed", "1", "--as", "a"],
    "new": ["new", "n.dtxhh", "--definition", DEFINITION, "--as", "a"],
    "new --force": ["new", "r.dtxhh", "--definition", DEFINITION, "--as", "a", "--force"],
}
for name, words in VERBS.items():
    for number in SIGNALS if name == "report" else SIGNALS[:4]:
        if not any(end(name, words, number) for _ in range(TRIES)):
            print(f"{name}: never seen at work ({number.name})")
print("done")
