"""schema.py ROUND - schema.list for rounds as ROUND, a new one, is, evidence.list of its evidence; with --sum what
docs/verification.md says of it."""
import hashlib, sqlite3, sys

rows = sqlite3.connect(sys.argv[1]).execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master")
lines = sorted("%s %s %s" % (t, n, hashlib.sha256((of + "\n" + sql).encode()).hexdigest()) for t, n, of, sql in rows)
if sys.argv[2:] == ["--sum"]:
    print(len(lines), hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest())
else:
    print("/* What a round, or evidence, of schema version 12 is made of (made by schema.py): type, name and SHA-256 of")
    print(" * the table it belongs to, a line feed and its SQL; sorted. */")
    for line in lines:
        print('"%s",' % line)
