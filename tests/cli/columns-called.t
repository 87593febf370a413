# Messages in Vietnamese call tables, columns and settings as the Vietnamese workbook does, whether or not they give the
# short name too: who fills in a workbook has never seen `stratum_by`. The names are those of docs/definition.md.
--- run
/usr/bin/python3 - "$ROOT" <<'END'
import re, sys
doc = open(sys.argv[1] + '/docs/definition.md', encoding='utf-8').read()
names = {}
for row in re.finditer(r'^(?:\| `(\w+)`(?: \*)? \| ([^|]+) \||## `(\w+)`: (.+)$)', doc, re.M):
    names.setdefault(row[1] or row[3], set()).add((row[2] or row[4]).strip())
names['own_unit'].add('Đơn vị công tác')  # of the frame
names['rates'].add('Đơn vị giao dịch')
wanted = {n: v for n, v in names.items() if '_' in n or n in ('margins', 'stages', 'rates', 'take')}
options = {'class_by', 'keep'}  # of the command line, too: `--set class_by=...`, `keep` of a map
checked = 0
for source, text in re.findall(r'^#: (.*)\n(?:#.*\n)*msgid .*\nmsgstr "(.*)"$', open(sys.argv[1] + '/po/vi.po', encoding='utf-8').read(), re.M):
    if not re.match(r'(survey/round|sampling|importers/tables|scoring)/', source):
        continue
    plain = re.sub('`[^`]*`', '', text)
    for name, called in wanted.items():
        if re.search(rf'(?<![\w.-]){name}(?![\w.=(])', plain):
            checked += 1
            if not any(c.lower() in text.lower() for c in called) and not (name in options and '--' in text):
                print(f'{source}: {name} is not called {" or ".join(sorted(called))}: {text}')
print('the names of', 'many' if checked > 20 else checked, 'are looked at')
END
--- stdout
the names of many are looked at
--- stderr
--- status 0
