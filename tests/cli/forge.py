"""forge.py DOC ROUND TABLE - as one who can write the whole file would: after TABLE, which only grows or was written once, was changed, the
digests of it in the log are made to fit, with every hash after them and the head.  The digests are those of docs/verify.md, by its
own functions.  The triggers must be out of the way."""
import re, sqlite3, sys

doc, path, table = sys.argv[1:]
code = re.search(r"cat >verify.py <<'END'\n(.*?)\nEND\n", open(doc, encoding="utf-8").read(), re.S).group(1)
sys.argv = ["verify.py", path]
exec(code[:code.index("previous, first")])
db = sqlite3.connect(path)
def now(number): return digest(table, "WHERE run = %d" % number if "run" in columns(table) else "")
old = {}
for number, wrote in db.execute("SELECT number, wrote FROM log").fetchall():
    if table in said(wrote):
        new = now(number)
        old[said(wrote)[table].split()[1]] = new.split()[1]
        lines = [table + " " + new if line.startswith(table + " ") else line for line in wrote.split("\n")]
        db.execute("UPDATE log SET wrote = ? WHERE number = ?", ("\n".join(lines), number))
for number, reads in db.execute("SELECT number, reads FROM log").fetchall():
    for before, after in old.items():
        reads = reads.replace(before, after)
    db.execute("UPDATE log SET reads = ? WHERE number = ?", (reads, number))
previous = "0" * 64
for row in db.execute("SELECT %s FROM log ORDER BY number" % ", ".join(PARTS)).fetchall():
    line = dict(zip(PARTS, row))
    previous = line_hash(previous, line)
    db.execute("UPDATE log SET hash = ? WHERE number = ?", (previous, line["number"]))
db.execute("UPDATE head SET hash = ?", (previous,))
db.commit()
