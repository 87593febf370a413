#!/usr/bin/env python3
"""small-cells.py N - rounds made by seed in which groups have 1, 2, 3 ballots about a unit, all their workbooks, and an
attacker who has read docs/report.md and docs/verification.md.

The attacker takes every printed figure of every workbook (institute, council, monitor, each unit) as an equation, or as
an interval where it was rounded, on what he does not know: how often each option was marked by a group's stratum about a
unit.  He is told more than anybody would be: the weights, and of each stratum how many gave an answer that counts, so that
denominators are known and all is linear.  A linear program then bounds each *small cell*: the percent of a group of fewer
than min_cell ballots about a unit and leaf, and each option's count in a row of fewer than min_cell answers.  A cell is told
where all workbooks together leave it less room than the points of the leaves alone, which are published in any case; that
all together tell none is more than that no two do.  For teeth the same rounds stand with min_cell 1, so that nothing is
withheld: there the attacker must win, and which two workbooks suffice is counted.  What was really answered must fit
every equation, or the attacker did not understand them."""
import csv, itertools, os, random, re, shutil, subprocess, sys, xml.etree.ElementTree as xml, zipfile

OPTIONS = {'A': 100, 'B': 60, 'C': 20, 'D': 0, 'E': None}
COUNTED = 'ABCD'
MIN_CELL, EPS = 3, 1e-7


def run(*words):
    done = subprocess.run(['dtxhh'] + list(words), capture_output=True, text=True)
    if done.returncode:
        sys.exit('dtxhh %s: %s%s' % (' '.join(words), done.stdout, done.stderr))
    return done.stdout, done.stderr


def table(path, head, rows):
    with open(path, 'w', newline='', encoding='utf-8') as f:
        csv.writer(f, lineterminator='\n').writerows([head.split(',')] + rows)


def workbook(path):
    """{sheet: [[cells of a row]]} of a workbook of ours, numbers as floats, empty cells None."""
    book = zipfile.ZipFile(path)
    part = lambda name: xml.fromstring(re.sub(rb' xmlns="[^"]*"', b'', book.read(name)))
    words = [''.join(t.text or '' for t in s.iter('t')) for s in part('xl/sharedStrings.xml')]
    sheets = {}
    for number, sheet in enumerate(part('xl/workbook.xml').find('sheets'), 1):
        rows = []
        for row in part('xl/worksheets/sheet%d.xml' % number).iter('row'):
            cells = {}
            for c in row:
                letters, value = re.match('[A-Z]+', c.get('r')).group(), c.find('v')
                column = sum((ord(x) - 64) * 26 ** i for i, x in enumerate(reversed(letters))) - 1
                if value is not None:
                    cells[column] = words[int(value.text)] if c.get('t') == 's' else float(value.text)
            rows.append([cells.get(k) for k in range(max(cells, default=-1) + 1)])
        sheets[sheet.get('name')] = [r + [None] * (12 - len(r)) for r in rows]
    return sheets


class Round:
    """A round by SEED: its definition, who is in it, what they answer."""

    def __init__(self, seed):
        r = self.random = random.Random(seed)
        self.groups = ['G%d' % i for i in range(1, r.choice([3, 3, 4, 5]))]
        self.units = ['U%d' % i for i in range(1, r.choice([3, 3, 4, 5]))]
        self.leaves = {'1.%d' % i: r.choice([10, 20, 12.5]) for i in range(1, r.choice([2, 2, 3, 4]))}
        self.pooled = r.random() < 0.3
        self.weight = {g: r.choice([1, 2, 5]) for g in self.groups}
        self.sipas = {(u, l): r.choice([71, 82.5]) for u in self.units for l in self.leaves} if r.random() < 0.25 else {}
        self.weight['S'] = 2
        shuffled, self.forms = r.sample(self.groups, len(self.groups)), []
        while shuffled:
            n = r.randint(1, 2)
            self.forms.append(sorted(shuffled[:n]))
            shuffled = shuffled[n:]
        self.questions = []  # (form, code, leaf, weight)
        for f, l in itertools.product(range(len(self.forms)), self.leaves):
            for weight in r.choice([[1], [1], [2, 1]]):
                self.questions.append((f, 'Q%d' % (len(self.questions) + 1), l, weight))
        self.two = {(f, l) for f, _, l, w in self.questions if w == 2}
        unequal = r.random() < 0.5
        self.people, self.answers = [], {}  # (group, id, unit, stratum, refuses); id -> {question: option}
        for g, u in itertools.product(self.groups, self.units):
            for i in range(r.choice([1, 1, 2, 2, 3, 5, 8])):
                self.person(g, u, 'X' if not unequal or r.random() < 0.6 else 'Y', False)
        if unequal:
            for g in self.groups:
                for _ in range(r.randint(1, 4)):
                    self.person(g, self.units[0], 'X', True)
        if 'S' in self.weight and not self.sipas:
            del self.weight['S']

    def person(self, g, u, stratum, refuses):
        key = '%s%03d' % (g, len(self.people))
        self.people.append((g, key, u, stratum, refuses))
        form = [f for f, groups in enumerate(self.forms) if g in groups][0]
        first = True
        for f, q, l, _ in self.questions:
            if f != form:
                continue
            # two questions of a leaf are all answered: a ballot's own mean is linear then
            kinds = 'ABCD' if (f, l) in self.two else 'AABBCDE' if first else 'AABBCDE '
            self.answers.setdefault(key, {})[q] = self.random.choice(kinds)
            first = False

    def build(self, folder, min_cell):
        d = os.path.join(folder, 'definition')
        os.makedirs(d)
        table(d + '/round.csv', 'key,value,basis', [['code', 'SMALL', ''], ['title', 'Đợt thử ít phiếu', ''], ['year', '2024', ''],
              ['min_cell', str(min_cell), ''], ['combine', 'pooled' if self.pooled else 'group_means', '']])
        table(d + '/blocks.csv', 'code,name,ranked', [['B', 'Khối thử', 'yes']])
        table(d + '/units.csv', 'code,name,block', [[u, 'Sở %s' % u, 'B'] for u in self.units])
        table(d + '/groups.csv', 'code,name,via,design,stratum_by', [[g, 'Nhóm %s' % g, 'ballot', 'census', 'loai'] for g in self.groups] +
              ([['S', 'Nhóm S', 'sipas', '', '']] if self.sipas else []))
        table(d + '/scales.csv', 'scale,option,label,percent', [['M', o, 'Mức %s' % o, '' if p is None else str(p)] for o, p in OPTIONS.items()])
        table(d + '/criteria.csv', 'block,code,name,parent,max_points,method', [['B', '1', 'Chung', '', '', '']] +
              [['B', l, 'Lá %s' % l, '1', str(m), 'DTXHH'] for l, m in self.leaves.items()])
        table(d + '/ballot_types.csv', 'code,title,groups,block,units,own_unit',
              [['P%d' % (f + 1), 'Mẫu %d' % (f + 1), ';'.join(g), 'B', 'own', 'allow'] for f, g in enumerate(self.forms)])
        table(d + '/questions.csv', 'ballot_type,code,text,per,kind,criterion,weight,scale',
              [['P%d' % (f + 1), q, 'Câu %s?' % q, 'unit', 'option', l, str(w), 'M'] for f, q, l, w in self.questions])
        table(d + '/group_weights.csv', 'block,criterion,group,weight', [['*', '*', g, str(w)] for g, w in self.weight.items()])
        table(folder + '/frame.csv', 'group,id,rates,loai,office', [[g, i, u, h, 'BC'] for g, i, u, h, _ in self.people])
        path = folder + '/r.dtxhh'
        run('new', path, '--definition', d, '--as', 'a', '--quiet')
        run('frame', 'import', path, folder + '/frame.csv', '--as', 'a', '--quiet')
        run('frame', 'freeze', path, '--seed-from', 'x', '--as', 'a', '--quiet')
        run('draw', path, '--seed', '1', '--as', 'a', '--quiet')
        run('issue', path, '--serial-seed', '1', '--as', 'a', '--quiet')
        of = {i: (u, refuses) for _, i, u, _, refuses in self.people}
        codes = {f: [q for k, q, _, _ in self.questions if k == f] for f in range(len(self.forms))}
        rows = {f: [] for f in codes}
        for b in csv.DictReader(run('show', path, 'ballots', '--csv')[0].splitlines()):
            u, refuses = of[b['member']]
            f = int(b['type'][1:]) - 1
            cells = [self.answers[b['member']][q].strip() if u == at and not refuses else '' for at in self.units for q in codes[f]]
            rows[f].append([b['serial'], b['type'], 'paper', 'hoa', 'refused' if refuses else ''] + cells)
        files = []
        for f in codes:
            files.append('%s/keyed%d.csv' % (folder, f))
            table(files[-1], ','.join(['serial,type,channel,keyer,state'] + ['%s.%s' % (q, u) for u in self.units for q in codes[f]]), rows[f])
        run('import', path, *files, '--as', 'hoa', '--quiet')
        if self.sipas:
            table(folder + '/points.csv', 'unit,criterion,group,stage,percent,n,by,date', [[u, l, 'S', 'outside', str(p), '100', 'Bộ', '2025-01-10']
                  for (u, l), p in self.sipas.items()])
            run('points', 'import', path, folder + '/points.csv', '--as', 'a', '--quiet')
        run('weigh', path, '--as', 'a', '--quiet')
        said = run('score', path, '--as', 'a', '--quiet')[1]
        books = {}
        for whom in ['institute', 'council', 'monitor'] + ['unit:' + u for u in self.units]:
            out = '%s/%s.xlsx' % (folder, whom.replace(':', '-'))
            run('report', path, '-o', out, '--for', whom, '--quiet')
            books[whom] = workbook(out)
        return books, said


class Attack:
    """What is known of LEAF: variables are (group, stratum, unit, question, option)."""

    def __init__(self, round, leaf):
        self.r, self.leaf, self.max = round, leaf, round.leaves[leaf]
        self.questions = {q: (f, w) for f, q, l, w in round.questions if l == leaf}
        self.truth, self.known = {}, {}
        issued, valid = {}, {}
        for g, i, u, h, refuses in round.people:
            issued[g, h] = issued.get((g, h), 0) + 1
            valid[g, h] = valid.get((g, h), 0) + (not refuses)
            for q, o in round.answers[i].items():
                if q in self.questions and not refuses and o in COUNTED:
                    for k in COUNTED:
                        self.truth.setdefault((g, h, u, q, k), 0)
                    self.truth[g, h, u, q, o] += 1
                    self.known[g, h, u, q] = self.known.get((g, h, u, q), 0) + 1
        self.final = {k: issued[k] / valid[k] for k in issued if valid[k]}
        self.ballots = {}  # with an answer that counts: of one question, or of two that all answered
        for (g, h, u, q), n in self.known.items():
            self.ballots.setdefault((g, u), {}).setdefault(q, 0)
            self.ballots[g, u][q] += n
        self.ballots = {k: max(v.values()) for k, v in self.ballots.items()}

    def percent(self, g, u):
        """The percent of G about U, {variable: coefficient}."""
        of, total = {}, {}
        for (gg, h, uu, q), n in self.known.items():
            if (gg, uu) == (g, u):
                total[q] = total.get(q, 0) + self.final[g, h] * n
        weights = sum(self.questions[q][1] for q in total)
        for (gg, h, uu, q) in self.known:
            if (gg, uu) == (g, u):
                for o in COUNTED:
                    of[g, h, u, q, o] = self.questions[q][1] / weights * self.final[g, h] * OPTIONS[o] / total[q]
        return of

    def combined(self, u, pooled):
        """The percent of the leaf at U: coefficients, and what comes from outside."""
        own = [g for g in self.r.groups if self.ballots.get((g, u))]
        whole = sum(self.r.weight[g] for g in own) + (self.r.weight['S'] if self.r.sipas else 0)
        constant = self.r.weight['S'] / whole * self.r.sipas[u, self.leaf] if self.r.sipas else 0
        of, n = {}, sum(self.ballots[g, u] for g in own)
        for g in own:
            if not pooled:
                for v, c in self.percent(g, u).items():
                    of[v] = c * self.r.weight[g] / whole
                continue
            form = [f for f, groups in enumerate(self.r.forms) if g in groups][0]
            weights = sum(w for f, w in self.questions.values() if f == form)
            for (gg, h, uu, q) in self.known:
                if (gg, uu) == (g, u):
                    for o in COUNTED:
                        of[g, h, u, q, o] = (sum(self.r.weight[k] for k in own) / whole * self.questions[q][1] / weights * OPTIONS[o] / n)
        return of, constant

    def within(self, of, value, half, constant=0):
        return (tuple(sorted(of.items())), value - constant - half - EPS, value - constant + half + EPS)

    def points(self, u, printed, pooled):
        of, constant = self.combined(u, pooled)
        return self.within(of, printed / self.max * 100, 0.5 / self.max, constant)

    def option(self, units, q, o):
        return {v: 1.0 for v in self.truth if v[2] in units and v[3] == q and v[4] == o}

    def row(self, cells, units, q):
        """A row of a distribution: the counts of its options."""
        return [self.within(self.option(units, q, o), cells[2 + i], 0) for i, o in enumerate(COUNTED)]

    def read(self, book):
        """The equations of one workbook about this leaf, the points of the leaves apart: (points, others)."""
        points, others, names = [], [], {'Sở ' + u: u for u in self.r.units}
        for title, rows in book.items():
            if title == 'Điểm theo tiêu chí':
                for cells in rows:
                    if cells[0] == self.leaf:
                        points += [self.points(u, cells[4 + i], self.r.pooled) for i, u in enumerate(self.r.units)]
            elif title in ('Điều tra theo nhóm', 'Theo nhóm'):
                wide, unit, leaf = title[0] == 'Đ', self.unit(book), None
                for cells in rows:
                    if cells[0] in names:
                        unit = names[cells[0]]
                    elif re.fullmatch(r'1\.\d', str(cells[0])):
                        leaf = cells[0]
                        if leaf == self.leaf:
                            percent, printed = (cells[4], cells[7]) if wide else (cells[3], cells[4])
                            of, constant = self.combined(unit, self.r.pooled)
                            points.append(self.within(of, percent, 0.005, constant))
                            points.append(self.points(unit, printed, self.r.pooled))
                            if wide and isinstance(cells[8], float):
                                others.append(self.points(unit, cells[8], not self.r.pooled))
                    elif leaf == self.leaf and cells[0] is None and cells[1] and cells[1][5:] in self.r.groups:
                        percent = cells[4 if wide else 3]
                        if isinstance(percent, float):
                            others.append(self.within(self.percent(cells[1][5:], unit), percent, 0.005))
            elif title.startswith('Phân bố '):
                others += self.rows(rows, names, self.unit(book))
        return points, others

    def rows(self, rows, names, own):
        """The equations of a sheet of distributions, of one unit where it is OWN."""
        equations, q, shown = [], None, []
        for cells in rows:
            found = re.match(r'(Q\d+)\. ', str(cells[0]))
            if found:
                q = found.group(1)
                shown = [names[c[0]] for c in self.under(rows, cells) if c[0] in names and isinstance(c[2], float)]
            if q not in self.questions or not isinstance(cells[2], float):
                continue
            if own:
                equations += self.row(cells, [own], q)
            elif cells[0] in names:
                equations += self.row(cells, [names[cells[0]]], q)
            else:
                equations += self.row(cells, self.r.units if cells[0].startswith('Tất cả') else shown, q)
        return equations

    @staticmethod
    def under(rows, head):
        """The rows below HEAD, up to the next question."""
        below = itertools.islice(rows, [r is head for r in rows].index(True) + 1, None)
        return itertools.takewhile(lambda cells: not re.match(r'Q\d+\. ', str(cells[0])), below)

    def unit(self, book):
        """Whose workbook it is; None where it is of all."""
        sheet = book.get('Điểm')
        return sheet[0][0][3:] if sheet else None

    def cells(self):
        """The small cells: what is asked, as coefficients."""
        for (g, u), n in sorted(self.ballots.items()):
            if 0 < n < MIN_CELL:
                yield 'percent %s %s' % (g, u), self.percent(g, u)
        for q, u in itertools.product(self.questions, self.r.units):
            n = sum(n for k, n in self.known.items() if (k[2], k[3]) == (u, q))
            for o in COUNTED if 0 < n < MIN_CELL else '':
                yield 'count %s %s %s' % (q, u, o), self.option([u], q, o)

    def bounds(self, of, equations):
        """The least and the most that OF can be; of the variables that hang together with it only."""
        rows = {(tuple(((g, h, u, q, o), 1.0) for o in COUNTED), n, n) for (g, h, u, q), n in self.known.items()}
        rows |= {e for e in equations if e[0]}
        inside, grew = set(of), True
        while grew:
            grew = False
            for e in rows:
                mine = {v for v, _ in e[0]}
                if mine & inside and not mine <= inside:
                    inside |= mine
                    grew = True
        names = {v: i for i, v in enumerate(sorted(inside))}
        equal, least = [], []
        for e in sorted(rows):
            if e[0][0][0] in inside:
                a = [0.0] * len(names)
                for v, c in e[0]:
                    a[names[v]] = c
                if e[2] - e[1] < 1e-5:
                    equal.append((a, (e[1] + e[2]) / 2))
                else:
                    least += [(a, e[1]), ([-c for c in a], -e[2])]
        c = [0.0] * len(names)
        for v, x in of.items():
            c[names[v]] = x
        return solve(c, equal, least), -solve([-x for x in c], equal, least)


def pivot(t, basis, row, column):
    p = t[row][column]
    t[row] = [x / p for x in t[row]]
    for i, line in enumerate(t):
        k = line[column]
        if i != row and abs(k) > 1e-13:
            t[i] = [x - k * y for x, y in zip(line, t[row])]
    basis[row] = column


def descend(t, basis, n):
    """Primal simplex on the tableau T, its last line the costs, over the first N columns; Bland's rule when it stalls."""
    for turn in range(5000):
        costs = t[-1]
        able = [j for j in range(n) if costs[j] < -1e-9]
        if not able:
            return
        column = min(able, key=lambda j: costs[j]) if turn < 200 else able[0]
        ratios = [(t[i][-1] / t[i][column], basis[i], i) for i in range(len(basis)) if t[i][column] > 1e-9]
        if not ratios:
            raise ArithmeticError('unbounded')
        pivot(t, basis, min(ratios)[2], column)
    raise ArithmeticError('no end')


def solve(c, equal, least):
    """min c x where a x = b for EQUAL, a x >= b for LEAST, x >= 0."""
    n, m = len(c), len(equal) + len(least)
    t, basis = [], []
    for i, (a, b) in enumerate(equal + least):
        slack = [0.0] * len(least)
        if i >= len(equal):
            slack[i - len(equal)] = -1.0
        line = a + slack + [0.0] * m + [b]
        if b < 0:
            line = [-x for x in line]
        line[n + len(least) + i] = 1.0
        t.append(line)
        basis.append(n + len(least) + i)
    width = n + len(least)
    t.append([-sum(t[i][j] for i in range(m)) if j < width or j == width + m else 0.0 for j in range(width + m + 1)])
    descend(t, basis, width)
    if t[-1][-1] < -1e-4:
        raise ArithmeticError('what is printed contradicts itself: %g' % t[-1][-1])
    for i in range(m):
        if basis[i] >= width:
            able = [j for j in range(width) if abs(t[i][j]) > 1e-9]
            if able:
                pivot(t, basis, i, able[0])
    costs = c + [0.0] * (len(least) + m + 1)
    for i in range(m):
        if basis[i] < n:
            k = costs[basis[i]]
            costs = [x - k * y for x, y in zip(costs, t[i])]
    t[-1] = costs
    descend(t, basis, width)
    return -t[-1][-1]


def hangs(attack):
    """How many leaves of units hang on one small group, as docs/report.md says."""
    n = 0
    for u in attack.r.units:
        own = {g: attack.ballots[g, u] if attack.r.pooled else attack.r.weight[g] for g in attack.r.groups if attack.ballots.get((g, u))}
        n += sum(attack.ballots[g, u] < MIN_CELL and 10 * (sum(own.values()) - own[g]) < own[g] for g in own)
    return n


def judge(seed, min_cell, tell):
    folder = 'r%d-%d' % (seed, min_cell)
    r = Round(seed)
    books, said = r.build(folder, min_cell)
    cells = told = pairs = hanging = 0
    for leaf in r.leaves:
        a = Attack(r, leaf)
        hanging += hangs(a)
        read = {whom: a.read(book) for whom, book in books.items()}
        points = {e for p, _ in read.values() for e in p}
        all_of = points | {e for _, o in read.values() for e in o}
        for of, low, high in all_of:
            value = sum(c * a.truth[v] for v, c in of)
            if not low - 1e-6 <= value <= high + 1e-6:
                print('seed %d, leaf %s: the attacker misreads: %g is not in %g..%g: %s' % (seed, leaf, value, low, high, of))
        for name, of in a.cells():
            cells += 1
            before, after = a.bounds(of, points), a.bounds(of, all_of)
            if after[1] - after[0] < before[1] - before[0] - 0.01:
                told += 1
                by = [p for p in itertools.combinations(books, 2)
                      if (lambda x: x[1] - x[0] < before[1] - before[0] - 0.01)(a.bounds(of, points | set(read[p[0]][1]) | set(read[p[1]][1])))] if tell else []
                pairs += bool(by)
                if tell == 'all':
                    print('seed %d, leaf %s, %s: %.2f..%.2f by the points, %.2f..%.2f by %s' % (seed, leaf, name, *before, *after, ' + '.join(by[0]) if by else 'all'))
    warned = re.search(r'points of (\d+) survey criteria.*W612', said)
    if min_cell == MIN_CELL and (int(warned.group(1)) if warned else 0) != hanging:
        print('seed %d: %d leaves hang on one small group, and the warning says %s' % (seed, hanging, warned and warned.group(1)))
    shutil.rmtree(folder)
    return cells, told, pairs, hanging


def main():
    n = int(sys.argv[1])
    sums = [0] * 4
    for seed in range(1, n + 1):
        sums = [a + b for a, b in zip(sums, judge(seed, MIN_CELL, 'all'))]
    print('withheld: %d rounds, %d small cells, %d told by all workbooks; %d leaves of units hang on one group' % (n, sums[0], sums[1], sums[3]))
    cells, told, pairs, _ = judge(3, 1, True)
    print('nothing withheld: of %d small cells %d are told, %d by two workbooks' % (cells, told, pairs))


main()
