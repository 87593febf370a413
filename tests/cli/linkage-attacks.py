#!/usr/bin/env python3
"""linkage-attacks.py SEED - a made-up round, and attackers who guess whose ballot each is.

An attacker holds the evidence, the entry workbooks of the offices, and the list of people with
the seed (what the workbooks say beside it tests/cli/small-cells.py bounds); not the hand-out lists, which are made to say whose paper is whose, and not the round.  He knows of each ballot
what evidence says openly, and so its *class*: form, group, stratum, office, units, the run that issued it, the file it was
keyed from and by whom; docs/verify.md says that who is alone in a class is told.  In each class of two or more he puts
the ballots in some order and the people in some order, and guesses that the first is the first one's.  Every column of
every table with a row a ballot gives such an order, and rowids, the place of the row in the file, the rows of the entry
workbooks.  By chance the number he gets right in a class of k is the number of fixed points of a random permutation; of all
classes together its distribution is a convolution, so the bound is exact.  An attack wins where that many come by chance
less than once in 10,000 rounds of that many attacks.

Papers were keyed as posts do: two offices in the order of the hand-out list, one of them in a file of its own (split, merge),
one as they came back, one by serial from the workbook it was sent.  Each order must also be shown to win where it was given away: in copies of the evidence that are doctored
so that a column, the order of rows or the serials follow the list of people."""
import csv, os, random, re, shutil, sqlite3, subprocess, sys, xml.etree.ElementTree as xml, zipfile

SEED = int(sys.argv[1])
ROUND, EVIDENCE = 'r.dtxhh', 'e.evidence'
R = random.Random(SEED)


def run(*words):
    done = subprocess.run(['dtxhh'] + list(words), capture_output=True, text=True)
    if done.returncode:
        sys.exit('dtxhh %s: %s%s' % (' '.join(words), done.stdout, done.stderr))
    return done.stdout


def table(path, head, rows):
    with open(path, 'w', newline='', encoding='utf-8') as f:
        csv.writer(f, lineterminator='\n').writerows([head.split(',')] + rows)


UNITS, OFFICES, STRATA = ['U1', 'U2', 'U3'], ['BC1', 'BC2', 'BC3', 'BC4'], ['X', 'Y']
APART = 'BC4'


def build():
    os.mkdir('d')
    table('d/round.csv', 'key,value', [['code', 'LINK'], ['title', 'Đợt thử liên kết'], ['year', '2024']])
    table('d/blocks.csv', 'code,name,ranked', [['B', 'Khối thử', 'yes']])
    table('d/units.csv', 'code,name,block', [[u, 'Sở ' + u, 'B'] for u in UNITS])
    table('d/groups.csv', 'code,name,via,design,take,take_as,per,stratum_by,reserve',
          [['LD', 'Lãnh đạo', 'ballot', 'census', '', '', '', '', ''], ['DAN', 'Người dân', 'ballot', 'stratified', '70%', 'percent', 'group', 'loai', '20%']])
    table('d/scales.csv', 'scale,option,label,percent', [['M', 'A', 'Tốt', '100'], ['M', 'B', 'Khá', '50'], ['M', 'C', 'Kém', '0']])
    table('d/criteria.csv', 'block,code,name,parent,max_points,method', [['B', '1', 'Chung', '', '', ''], ['B', '1.1', 'Lá', '1', '100', 'DTXHH']])
    table('d/ballot_types.csv', 'code,title,groups,block,units,own_unit', [['P1', 'Mẫu 1', 'LD', 'B', 'all', 'skip'], ['P2', 'Mẫu 2', 'DAN', 'B', 'own', 'allow']])
    table('d/questions.csv', 'ballot_type,code,text,per,kind,criterion,weight,scale',
          [['P1', 'Q1', 'Một?', 'unit', 'option', '1.1', '1', 'M'], ['P2', 'Q2', 'Hai?', 'unit', 'option', '1.1', '1', 'M'], ['P2', 'Q3', 'Ba?', 'ballot', 'text', '', '', '']])
    people = []
    for o in OFFICES:
        for u in UNITS:
            least = 6 if o == APART else 1 # so that what is known of this office alone is enough
            people += [['LD', u, '', '', o] for _ in range(R.randint(least, 10))]
            people += [['DAN', '', u, s, o] for s in STRATA for _ in range(R.randint(2 * least, 14))]
    R.shuffle(people)
    table('frame.csv', 'group,id,own_unit,rates,loai,office', [[p[0], 'N%04d' % i] + p[1:] for i, p in enumerate(people)])
    run('new', ROUND, '--definition', 'd', '--as', 'a', '--quiet')
    run('frame', 'import', ROUND, 'frame.csv', '--as', 'a', '--quiet')
    run('frame', 'freeze', ROUND, '--seed-from', 'x', '--as', 'a', '--quiet')
    run('draw', ROUND, '--seed', '1', '--as', 'a', '--quiet')
    run('issue', ROUND, '-o', 'handout', '--as', 'a', '--quiet')
    ballots = list(csv.DictReader(run('show', ROUND, 'ballots', '--csv').splitlines()))
    lost = {b['serial'] for b in sorted(ballots, key=lambda b: b['member']) if R.random() < 0.1}
    orders = {'BC1': lambda b: (b['group'], b['member']), 'BC2': lambda b: R.random(), 'BC3': lambda b: b['serial'], 'BC4': lambda b: (b['group'], b['member'])}
    run('split', ROUND, '--office', APART, '-o', 'apart.dtxhh', '--as', 'a', '--quiet')
    for o in OFFICES:
        at = 'apart.dtxhh' if o == APART else ROUND
        for form, pass_ in (('P1', 1), ('P2', 1), ('P1', 2)):
            mine = sorted((b for b in ballots if b['office'] == o and b['type'] == form), key=orders[o])
            q, head = {'P1': 'Q1', 'P2': 'Q2'}[form], 'serial,type,channel,keyer,'
            rows = []
            for b in mine:
                cells = [(R.choice('ABC') if u in b['units'].split() else '') for u in UNITS]
                if b['serial'] in lost:
                    continue
                rows.append([b['serial'], form, 'paper', 'hoa' if pass_ == 1 else 'mai'] + cells + (['ghi %d' % R.randint(1, 99)] if form == 'P2' else []))
            name = '%s-%s-%d.csv' % (o, form, pass_)
            table(name, head + ','.join('%s.%s' % (q, u) for u in UNITS) + (',Q3' if form == 'P2' else ''), rows)
            run('import', at, name, '--pass', str(pass_), '--as', 'hoa', '--quiet')
            if pass_ == 1 and form == 'P2':
                steps = [[b['serial'], 'x 6/12/2024'] for b in mine]
                table('list.csv', 'serial,handed', steps)
                run('custody', 'import', ROUND, 'list.csv', '--by', 'Hoa', '--batch', 'túi ' + o, '--as', 'a', '--quiet')
                for b in [b for b in mine if b['serial'] not in lost][:2]:
                    run('correct', at, b['serial'], '%s.%s=B' % (q, b['units'].split()[0]), '--keyer', 'mai', '--as', 'a', '--reason', 'đọc nhầm', '--quiet')
    run('merge', ROUND, 'apart.dtxhh', '--as', 'a', '--quiet')
    run('weigh', ROUND, '--as', 'a', '--quiet')
    run('evidence', ROUND, '-o', EVIDENCE, '--quiet')
    return ballots


def sheet_serials():
    """Serial -> its row in the entry workbook of its office."""
    at = {}
    for name in sorted(os.listdir('handout')):
        if not name.endswith('-nhap-phieu.xlsx'):
            continue
        book = zipfile.ZipFile('handout/' + name)
        for part in sorted(n for n in book.namelist() if re.fullmatch(r'xl/worksheets/sheet\d+\.xml', n)):
            for row in xml.fromstring(re.sub(rb' xmlns="[^"]*"', b'', book.read(part))).iter('row'):
                for c in row:
                    v = c.find('v')
                    if v is not None and c.get('t') != 's' and re.fullmatch(r'\d{11}', v.text):
                        at.setdefault(v.text, (part, int(row.get('r'))))
        words = ([''.join(t.text or '' for t in s.iter('t')) for s in xml.fromstring(re.sub(rb' xmlns="[^"]*"', b'', book.read('xl/sharedStrings.xml')))])
        for i, w in enumerate(words):
            digits = w.replace('-', '')
            if re.fullmatch(r'\d{11}', digits):
                at.setdefault(digits, ('words', i))
    return at


def chances(sizes):
    """How likely 0, 1, … right guesses are by chance in classes of these SIZES: rencontres numbers, convolved."""
    total = [1.0]
    for k in sizes:
        derange = [1.0, 0.0]
        for i in range(2, k + 1):
            derange.append((i - 1) * (derange[i - 1] + derange[i - 2]))
        choose, p, factorial = 1.0, [], 1.0
        for i in range(2, k + 1):
            factorial *= i
        for j in range(k + 1):
            p.append(choose * derange[k - j] / factorial)
            choose = choose * (k - j) / (j + 1)
        after = [0.0] * (len(total) + k)
        for i, x in enumerate(total):
            for j, y in enumerate(p):
                after[i + j] += x * y
        total = after
    return total


class Attacks:
    def __init__(self, ballots, evidence):
        db = sqlite3.connect('file:%s?mode=ro' % evidence, uri=True)
        db.text_factory = lambda b: b.decode('utf-8', 'replace')
        self.holder, self.classes = {}, {}
        truth = {b['commitment']: b for b in ballots}
        keyed = {}
        for serial, source, keyer in db.execute('SELECT serial, source, keyer FROM entry WHERE pass = 1 UNION SELECT serial, min(source), min(keyer) FROM entry_other WHERE pass = 1 GROUP BY serial'):
            keyed[serial] = (source, keyer)
        for serial, *known in db.execute('SELECT serial, ballot_type, "group", stratum, list, office, run FROM ballot'):
            if serial in keyed: # whose answers would be told
                self.classes.setdefault((*known, keyed[serial]), []).append(serial)
            self.holder[serial] = truth[serial]['member']
        self.classes = {k: v for k, v in self.classes.items() if len(v) > 1}
        self.chance = chances([len(v) for v in self.classes.values()])
        self.keys = dict(self.columns(db))
        data = open(evidence, 'rb').read()
        self.keys['place in the file'] = {s: data.find(s.encode()) for s in self.holder}
        self.keys['last place in the file'] = {s: data.rfind(s.encode()) for s in self.holder}
        rows = sheet_serials()
        self.keys['row of the entry workbook'] = {c: rows[b['serial']] for c, b in truth.items() if b['serial'] in rows}
        self.tickets = {b['member']: b['order'] for b in ballots}
        self.shared = self.joins(db)

    @staticmethod
    def columns(db):
        """What each column of each table says of a ballot, as an order."""
        for name, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
            columns = [c[1] for c in db.execute('PRAGMA table_info("%s")' % name)]
            if 'serial' not in columns:
                continue
            for column in columns + ['rowid']:
                key = {}
                for serial, value in db.execute('SELECT serial, "%s" FROM "%s" ORDER BY rowid' % (column, name) if column != 'rowid' else
                                                'SELECT serial, rowid FROM "%s" ORDER BY rowid' % name):
                    key.setdefault(serial, []).append((value is None, str(type(value)), value if value is not None else 0))
                yield '%s.%s' % (name, column), key

    @staticmethod
    def joins(db):
        """Commitments that stand both in a row of a ballot and in a row of a person."""
        kinds = {'serial': set(), 'id': set()}
        for name, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = [c[1] for c in db.execute('PRAGMA table_info("%s")' % name)]
            for kind in kinds:
                if kind in columns:
                    for row in db.execute('SELECT * FROM "%s"' % name):
                        kinds[kind].update(v for v in row if isinstance(v, str) and re.fullmatch('[0-9a-f]{64}', v))
        return len(kinds['serial'] & kinds['id'])

    def won(self):
        """The attacks that chance does not explain, the most right guesses first."""
        people = {'id': lambda m: m, 'place in the draw': lambda m: self.tickets[m]}
        tries, found = len(self.keys) * len(people) * 2, []
        for name, key in self.keys.items():
            for who, order in people.items():
                for turned in (False, True):
                    right = 0
                    for serials in self.classes.values():
                        # ties are broken by the commitment, which is random
                        known = sorted((s for s in serials if s in key), key=lambda s: (key[s], s), reverse=turned)
                        guess = known + sorted(s for s in serials if s not in key)
                        members = sorted((self.holder[s] for s in serials), key=order)
                        right += sum(self.holder[s] == m for s, m in zip(guess, members))
                    p = sum(self.chance[right:])
                    if p < 1e-4 / tries:
                        found.append((right, '%s against the %s%s' % (name, who, ', turned' if turned else '')))
        return sorted(found, reverse=True), tries


def commitments():
    """commitment() of docs/verify.md, of the round."""
    code = re.search(r"cat >verify.py <<'END'\n(.*?)\nEND\n", open(os.environ['ROOT'] + '/docs/verify.md', encoding='utf-8').read(), re.S).group(1)
    sys.argv, space = ['', ROUND], {}
    exec(code[:code.index('def quote')], space)
    return space['commitment']


def doctor(ballots, kind):
    """Evidence that gives the order of people away in one KIND of way."""
    path = 'doctored.evidence'
    shutil.copy(EVIDENCE, path)
    os.chmod(path, 0o600)
    db = sqlite3.connect(path)
    db.execute('CREATE TEMP TABLE truth (serial, place)')
    db.executemany('INSERT INTO truth VALUES (?, ?)', [(b['commitment'], i) for i, b in enumerate(sorted(ballots, key=lambda b: b['member']))])
    of = '(SELECT place FROM truth t WHERE t.serial = x.serial)'
    if kind == 'rowid':
        db.executescript('CREATE TEMP TABLE y AS SELECT * FROM entry; DELETE FROM entry; INSERT INTO entry SELECT * FROM y x ORDER BY %s' % of)
    elif kind == 'place in the file':
        db.executescript('CREATE TEMP TABLE y AS SELECT * FROM ballot; DROP TABLE ballot; VACUUM; CREATE TABLE ballot AS SELECT * FROM y x ORDER BY %s' % of)
    else:
        name, column = kind.split('.')
        db.execute('UPDATE "%s" AS x SET "%s" = %s' % (name, column, of))
    db.commit()
    db.close()
    return path


def main():
    ballots = build()
    commitment = commitments()
    order = {(p['group'], p['id']): (p['role'], int(p['order'])) for p in csv.DictReader(run('show', ROUND, 'sample', '--csv').splitlines())}
    for b in ballots:
        b['commitment'] = commitment('s', b['serial'])
        b['order'] = order[b['group'], b['member']]
    real = Attacks(ballots, EVIDENCE)
    found, tries = real.won()
    sizes = [len(v) for v in real.classes.values()]
    print('%d classes of 2 to %d ballots, %d attacks; %s' % (len(sizes), max(sizes), tries, 'none wins' if not found else 'won:'))
    for right, name in found:
        print('  %d of %d: %s' % (right, sum(sizes), name))
    if real.shared:
        print('%d commitments stand in rows of ballots and of people' % real.shared)
    for kind in ('entry.line', 'entry_other.line', 'movement.number', 'weight.final', 'movement.batch', 'rowid', 'place in the file'):
        found = [name for _, name in Attacks(ballots, doctor(ballots, kind)).won()[0]]
        print('%s given away: %s' % (kind, 'wins' if any(kind.split('.')[-1] in name for name in found) else 'not found: %s' % found))
    for i, b in enumerate(sorted(ballots, key=lambda b: b['member'])):
        b['serial'] = str(10000000000 + i)
    rows = {b['serial']: (i,) for i, b in enumerate(sorted(ballots, key=lambda b: b['serial']))}
    global sheet_serials
    sheet_serials = lambda: rows
    print('serials in the order of people: %s' % ('wins' if any('entry workbook' in n for _, n in Attacks(ballots, EVIDENCE).won()[0]) else 'not found'))


main()
