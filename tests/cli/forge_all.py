"""forge_all.py DOC ROUND SQL [--keep WHAT] - as one who can write the whole file would: run SQL with the triggers out of the way, then
make every digest, every line's hash and the head fit what the tables hold now, so that the file agrees with itself.  --keep data leaves
the digests of tables as they were, --keep reads those of what was read, --keep chain all.  The digests are those of docs/verify.md."""
import hashlib, re, sqlite3, sys

doc, path, sql = sys.argv[1:4]
kept = sys.argv[5] if len(sys.argv) > 4 else ""
code = re.search(r"cat >verify.py <<'END'\n(.*?)\nEND\n", open(doc, encoding="utf-8").read(), re.S).group(1)
writer = sqlite3.connect(path)
triggers = writer.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
writer.execute("PRAGMA ignore_check_constraints = 1")
writer.executescript("".join('DROP TRIGGER "%s";' % name for name, _ in triggers))
writer.executescript(sql)
sys.argv = ["verify.py", path]
exec(code[:code.index("previous, first")])
db = writer
lines = [dict(zip(PARTS, row)) for row in db.execute("SELECT %s FROM log ORDER BY number" % ", ".join(PARTS))]
grows = {t: "run" in columns(t) for t, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
newest = {t: line["number"] for line in lines for t in said(line["wrote"])}


def state(table, number):
    all = [said(line["wrote"])[table] for line in lines if line["number"] < number and table in said(line["wrote"])]
    if not all:
        return "0" * 64
    return hashlib.sha256("".join(s + "\n" for s in all).encode()).hexdigest() if grows[table] else all[-1].split()[1]


previous = "0" * 64
for line in lines if kept != "chain" else []:
    number, wrote = line["number"], said(line["wrote"])
    for table in sorted(grows) if kept != "data" else []:
        if table in ("log", "head", "secret"):
            continue
        if grows[table]:
            rows = digest(table, "WHERE run = %d" % number)
            if rows[0] != "0" or table in wrote:
                wrote[table] = rows
        elif newest.get(table) == number:
            wrote[table] = digest(table)
    line["wrote"] = "\n".join("%s %s" % item for item in sorted(wrote.items()))
    if kept not in ("reads", "data"):
        line["reads"] = "\n".join("%s %s" % (t, state(t, number)) for t in said(line["reads"]))
    previous = line_hash(previous, line)
    db.execute("UPDATE log SET wrote = ?, reads = ?, hash = ? WHERE number = ?", (line["wrote"], line["reads"], previous, number))
if kept != "chain":
    db.execute("UPDATE head SET number = ?, hash = ?", (lines[-1]["number"], previous))
for _, trigger in triggers:
    db.execute(trigger)
db.commit()
