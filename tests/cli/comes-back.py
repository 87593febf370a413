"""comes-back.py - every file that the program writes for people to fill in, filled in as a person would and sent back:
status 0 and not one fault or warning.

Which files there are the program says itself: the kinds of `template` and of its forms, and the options that write.  One
that is not known here is a failure.  Each workbook is sent back under its Vietnamese headers and under the program's
own, which the notes of the headers name, with either language of the messages.
"""
import csv, glob, os, re, shutil, subprocess, sys
import openpyxl

TINY, CASES = os.environ['TINY'], os.environ['CASES']
PEOPLE = {'Họ tên': 'name', 'Liên hệ': 'contact'}  # columns that the program takes apart, and has no name for
tried = failed = 0


def run(*words, lang='en', quiet=False):
    done = subprocess.run(['dtxhh', *map(str, words)], capture_output=True, text=True, env={**os.environ, 'DTXHH_LANG': lang})
    if not quiet and done.returncode:
        sys.exit(f'{" ".join(map(str, words))}: {done.returncode} {done.stderr}')
    return done


def comes_back(what, *words, lang='en'):
    """The command is done, without a word on what it read."""
    global tried, failed
    done = run(*words, lang=lang, quiet=True)
    tried += 1
    if done.returncode or re.search(r'\[[FW]\d+\]', done.stdout + done.stderr):
        failed += 1
        print(f'{what}, {lang}: status {done.returncode}\n{done.stdout}{done.stderr}')
    return done


def rows_of(path):
    with open(path, encoding='utf-8-sig') as file:
        return list(csv.DictReader(file))


def listed(table, round='r.dtxhh'):
    return list(csv.DictReader(run('show', round, table, '--csv').stdout.lstrip('\ufeff').splitlines()))


def columns(sheet, line=1):
    """Where each column stands, by the program's own name for it."""
    found = {}
    for cell in sheet[line]:
        if cell.value:
            own = re.search(r'\((\w+)\)\W*$', cell.comment.text) if cell.comment else None
            found[own[1] if own else PEOPLE.get(cell.value, cell.value)] = cell.column
    return found


def put(sheet, at, line, row):
    for name, value in row.items():
        if value not in ('', None):
            sheet.cell(line, at[name]).value = float(value) if re.fullmatch(r'-?\d+\.\d+', value) and name in ('points', 'weight', 'max_points', 'step') else value


def versions(book, path):
    """PATH as it is, and once more with the program's names in its headers."""
    book.save(path)
    yield path, 'as written'
    for sheet in book:
        if not sheet.title.startswith('_'):
            for name, at in columns(sheet).items():
                sheet.cell(1, at).value = name
    own = path.replace('.xlsx', '-own.xlsx')
    book.save(own)
    yield own, "the program's headers"


def as_text(sheet, path):
    """What is filled in of SHEET, as a spreadsheet saves it as text."""
    with open(path, 'w', encoding='utf-8-sig', newline='') as file:
        begun = [at - 1 for name, at in columns(sheet).items() if name not in ('unit', 'criterion', 'stage', 'by')]
        for line in sheet.iter_rows(values_only=True):
            if any(line[at] is not None for at in begun):
                csv.writer(file).writerow(['' if value is None else value for value in line])


def each(book, what, path, words, state=None):
    """BOOK sent back in both headers, its first table as text too, and both languages, each time into the round as it was; the
    last stays."""
    files = []
    sheet = next(s for s in book if not s.title.startswith('_'))
    for file, header in versions(book, path):
        as_text(sheet, file.replace('.xlsx', '.csv'))
        files += [(file.replace('.xlsx', '.csv'), header + ', as text'), (file, header)]
    for file, header in files:
        for lang in ('vi', 'en'):
            if state:
                shutil.copy(state, 'r.dtxhh')
            comes_back(f'{what}, {header}', *[file if w == 'FILE' else w for w in words], lang=lang)


def copy(name):
    shutil.copy('r.dtxhh', name)
    return name


# --- what comes back ---------------------------------------------------------------------------------

def definition():
    run('template', 'definition', 'definition.xlsx')
    run('template', 'definition', 'filled.xlsx', '--round', 'r.dtxhh')
    book, filled = openpyxl.load_workbook('definition.xlsx'), openpyxl.load_workbook('filled.xlsx')
    for sheet in book:
        if not sheet.title.startswith('_'):
            for line in filled[sheet.title].iter_rows(min_row=2):
                for cell in line:
                    if cell.value is not None:
                        sheet.cell(cell.row, cell.column).value = cell.value
    for file, header in versions(book, 'definition.xlsx'):
        for lang in ('vi', 'en'):
            if os.path.exists('n.dtxhh'):
                os.remove('n.dtxhh')
            comes_back(f'definition, {header}', 'new', 'n.dtxhh', '--definition', file, '--as', 'a', lang=lang)
            comes_back(f'definition again, {header}', 'define', 'r.dtxhh', '--definition', file, '--as', 'a', '--reason', 'same', lang=lang)
    # a table for a file, as `show` prints it
    os.mkdir('shown')
    for path in glob.glob(TINY + '/definition/*.csv'):
        name = os.path.basename(path)
        with open('shown/' + name, 'w', encoding='utf-8') as file:
            file.write(run('show', 'r.dtxhh', name[:-4], '--csv').stdout)
    comes_back('definition as shown', 'define', 'n.dtxhh', '--definition', 'shown', '--as', 'a', '--reason', 'same')


def frame():
    run('template', 'frame', 'frame.xlsx', '--round', 'r.dtxhh')
    book = openpyxl.load_workbook('frame.xlsx')
    sheet = book['Danh sách']
    for line, row in enumerate(rows_of(TINY + '/frame.csv'), 2):
        put(sheet, columns(sheet), line, row)
    os.remove('r.dtxhh')
    run('new', 'r.dtxhh', '--definition', TINY + '/definition', '--as', 'a')
    each(book, 'frame', 'frame.xlsx', ('frame', 'import', 'r.dtxhh', 'FILE', '--as', 'a'), copy('new.dtxhh'))
    with open('frame.csv', 'w', encoding='utf-8') as file:
        file.write(run('show', 'r.dtxhh', 'frame', '--csv').stdout)
    shutil.copy('new.dtxhh', 'n.dtxhh')
    comes_back('frame as shown', 'frame', 'import', 'n.dtxhh', 'frame.csv', '--as', 'a')
    run('frame', 'freeze', 'r.dtxhh', '--seed-from', 'x', '--as', 'a')
    run('draw', 'r.dtxhh', '--seed', '48 15 92', '--as', 'a')


# A question's answers as they are keyed; the others are options A, B, C, D.
KEYED = {'Q3': ['nhanh, gọn', None, 'cần rõ hơn'], 'Q4': [1998, 2005, None], 'S1': [1, 2, '?', 4], 'S2': [5, '*', 3, 2]}


def keyed(sheet, at, line, number, other={}):
    """A ballot as it is keyed; one of them has a cell that cannot be read."""
    put(sheet, at, line, {'keyer': 'hoa'})
    for i, (name, column) in enumerate((n, c) for n, c in at.items() if re.match('[QS][0-9]', n)):
        answers = other.get(name, 'ABCD')
        sheet.cell(line, column).value = '?' if (number, i) == (1, 2) else answers[(number + i) % len(answers)]


def entry_books(round, other):
    """Filled a little further each time."""
    name = round[0] + '-handout'
    run('issue', round, '-o', name, '--serial-seed', 'nap', '--as', 'a')
    shutil.copy(round, round[0] + '-issued.dtxhh')
    for path in sorted(glob.glob(name + '/*-nhap-phieu.xlsx')):
        for ballots in (1, 2, 9):
            book = openpyxl.load_workbook(path)
            for sheet in (s for s in book if not s.title.startswith('_')):
                at = {cell.value: cell.column for cell in sheet[5]}
                for line in range(6, min(sheet.max_row, 5 + ballots) + 1):
                    if sheet.cell(line, 1).value:
                        keyed(sheet, at, line, line, other)
            if ballots == 9:
                for name in at:
                    if name not in ('serial', 'unit'):
                        sheet.cell(6, at[name]).value = None
                put(sheet, at, 6, {'keyer': 'hoa', 'state': 'từ chối', 'reason': 'không muốn trả lời'})
            book.save('entry.xlsx')
            for lang in ('vi', 'en'):
                shutil.copy(round[0] + '-issued.dtxhh', round)
                comes_back(f'{path}, {ballots} ballots', 'import', round, 'entry.xlsx', '--as', 'hoa', lang=lang)
    # one that came back with a fault is sent back marked, and mended there
    column = next(column for name, column in at.items() if re.match('[QS]1', name))
    sheet.cell(7, column).value = 'Z'
    book.save('entry.xlsx')
    shutil.copy(round[0] + '-issued.dtxhh', round)
    run('import', round, 'entry.xlsx', '--as', 'hoa', '--faults', round[0] + '-faults.xlsx', quiet=True)
    book = openpyxl.load_workbook(round[0] + '-faults.xlsx')
    book[sheet.title].cell(7, column).value = other.get('S1', 'A')[0]
    book.save('faults.xlsx')
    comes_back('the marked copy, mended', 'import', round, 'faults.xlsx', '--as', 'hoa')


HEADS = {'Số phiếu': 'serial', 'Đã phát': 'handed', 'Đã thu': 'returned', 'Lý do không thu': 'reason'}  # of a hand-out list


def handout_lists():
    """Untouched, filled in by hand, and a little further each week; with names and without."""
    shutil.copy('r-issued.dtxhh', 'r.dtxhh')
    run('issue', 'r.dtxhh', '-o', 'lists', '--names', '--as', 'a')
    state = copy('listed.dtxhh')
    weeks = [[('x', None, None), ('x', None, None), (None, None, None)],
             [('x', 'x', None), ('x 6/12/2024', None, 'vắng, đi công tác'), ('có', None, 'từ chối')],
             [('1', '12/12/2024', None), ('v', 'rồi', None), ('x', 'chưa', 'chuyển đi')]]
    for path in sorted(glob.glob('lists/*-phat-phieu.xlsx') + glob.glob('lists/*-ho-ten.xlsx')):
        for lang in ('vi', 'en'):
            shutil.copy(state, 'r.dtxhh')
            comes_back(f'{path}, untouched', 'custody', 'import', 'r.dtxhh', path, '--as', 'a', lang=lang)
        for number, week in enumerate(weeks):
            book = openpyxl.load_workbook(path)
            sheet = book['Phát phiếu']
            at = {cell.value: cell.column for cell in sheet[4]}
            for line, marks in enumerate(week, 5):
                for head, mark in zip(('Đã phát', 'Đã thu', 'Lý do không thu'), marks):
                    sheet.cell(line, at[head]).value = int(mark) if mark == '1' else mark
            book.save('list.xlsx')
            for head, name in HEADS.items():
                sheet.cell(4, at[head]).value = name
            book.save('list-own.xlsx')
            for file in ('list.xlsx', 'list-own.xlsx'):
                for lang in ('vi', 'en'):
                    shutil.copy(state, 'r.dtxhh')
                    done = comes_back(f'{path}, week {number + 1}, {file}', 'custody', 'import', 'r.dtxhh', file, '--as', 'bưu tá', lang=lang)
                    if done.stdout.split('\n')[1].split(',')[2] == '0':
                        print(f'{path}, week {number + 1}: no step')
    with open('list.csv', 'w', encoding='utf-8') as file:
        file.write('serial,handed,returned,reason,date,by,office,batch\n')
        for ballot in listed('ballots'):
            file.write(f'{ballot["serial"]},x,x,,12/12/2024,Hoa,{ballot["office"]},3\n')
    shutil.copy(state, 'r.dtxhh')
    comes_back('a list as text', 'custody', 'import', 'r.dtxhh', 'list.csv', '--as', 'a')


def findings():
    run('template', 'findings', 'findings.xlsx', '--round', 'r.dtxhh')
    book = openpyxl.load_workbook('findings.xlsx')
    sheet = book['Giám sát']
    put(sheet, columns(sheet), 2, {'code': '1', 'team': 'Đoàn số 2', 'date': '20/12/2024', 'place': 'xã An Khánh', 'office': 'BC1', 'finding': 'phiếu để ngoài tủ'})
    put(sheet, columns(sheet), 3, {'code': '2', 'date': '21/12/2024', 'finding': 'thiếu chữ ký', 'answer': 'đã ký bổ sung', 'settled': '24/12/2024'})
    each(book, 'findings', 'findings.xlsx', ('findings', 'import', 'r.dtxhh', 'FILE', '--as', 'a'), copy('unfound.dtxhh'))


def audits(round, other):
    """Keyed again by another, as ballots, as fields; people asked again."""
    for kind in (['--ballots', '6'], ['--fields', '30'], ['--reinterview', '--ballots', '4'], ['--batches', '--fields', '5', '--accept', '0']):
        shutil.copy(round, 'a.dtxhh')
        name = round[0] + '-audit' + kind[0]
        run('audit', 'draw', 'a.dtxhh', *kind, '--seed-from', ' '.join(kind), '--as', 'mai')
        run('audit', 'draw', 'a.dtxhh', *(k for k in kind if k in ('--batches', '--reinterview')), '--seed', str(len(name)), '-o', name, '--as', 'mai')
        shutil.copy('a.dtxhh', 'drawn.dtxhh')
        for path in sorted(glob.glob(name + '/*-nhap-lai.xlsx')):
            book = openpyxl.load_workbook(path)
            for sheet in (s for s in book if not s.title.startswith('_')):
                at = {cell.value: cell.column for cell in sheet[5]}
                for line in range(6, sheet.max_row + 1):
                    if 'answer' in at:
                        answers = other.get(sheet.cell(line, at['question']).value, 'ABCD-')
                        sheet.cell(line, at['answer']).value = answers[line % len(answers)]
                    else:
                        keyed(sheet, at, line, line, other)
                    put(sheet, at, line, {'keyer': 'mai'})
            book.save('again.xlsx')
            for lang in ('vi', 'en'):
                shutil.copy('drawn.dtxhh', 'a.dtxhh')
                comes_back(path, 'audit', 'import', 'a.dtxhh', 'again.xlsx', '--as', 'mai', lang=lang)


def ballots():
    shutil.copy('r-issued.dtxhh', 'r.dtxhh')
    run('template', 'ballots', 'ballots.xlsx', '--round', 'r.dtxhh')
    book = openpyxl.load_workbook('ballots.xlsx')
    sheet = book['P1']
    at, line = columns(sheet), 2
    for number, ballot in enumerate(listed('ballots')):
        for unit in ballot['units'].split():
            put(sheet, at, line, {'serial': ballot['serial'], 'unit': unit})
            keyed(sheet, at, line, number)
            line += 1
    each(book, 'ballots', 'ballots.xlsx', ('import', 'r.dtxhh', 'FILE', '--as', 'hoa'), 'r-issued.dtxhh')


def recipe():
    run('template', 'recipe', 'recipe.xlsx', '--round', 'r.dtxhh')
    book = openpyxl.load_workbook('recipe.xlsx')
    sheet = book['Công thức trọng số']
    put(sheet, columns(sheet), 2, {'step': 'nonresponse', 'group': '*'})
    put(sheet, columns(sheet), 3, {'step': 'poststratify', 'group': 'DAN', 'variables': 'loai'})
    for row, note in ((2, 'người trả lời thay người không trả lời'), (3, 'theo danh sách')):
        put(sheet, columns(sheet), row, {'note': note})
    each(book, 'recipe', 'recipe.xlsx', ('weigh', 'r.dtxhh', '--recipe', 'FILE', '--as', 'a'))


def points():
    """The steps of an appraisal, each in its own workbook; and the workbook of all."""
    state = copy('unpointed.dtxhh')
    run('template', 'points', 'points.xlsx', '--round', 'r.dtxhh')
    book = openpyxl.load_workbook('points.xlsx')
    sheet, documents = book['Điểm'], book['Tài liệu kiểm chứng']
    at, lines = columns(sheet), range(2, sheet.max_row + 1)
    for line in lines:
        if sheet.cell(line, at['criterion']).value == '1.1':
            put(sheet, at, line, {'stage': 'thẩm định lần 1', 'points': '35.5', 'by': 'Sở Nội vụ', 'date': '20/12/2024'})
        elif sheet.cell(line, at['criterion']).value == '2.2' and sheet.cell(line, at['unit']).value == 'U1':
            put(sheet, at, line, {'stage': 'số liệu từ bên ngoài', 'percent': '81.25'})
    put(documents, columns(documents), 2, {'unit': 'U1', 'criterion': '1.1', 'number': '12', 'title': 'Kế hoạch năm', 'date': '05/01/2024'})
    each(book, 'points', 'points.xlsx', ('points', 'import', 'r.dtxhh', 'FILE', '--as', 'a'), state)
    shutil.copy(state, 'r.dtxhh')
    steps = (('--unit', 'U1', {'points': '40'}), ('--by', 'Sở Nội vụ', {'points': '35', 'reason': 'thiếu báo cáo'}),
             ('--unit', 'U1', {'reason': 'đã nộp'}), ('--by', 'Sở Nội vụ', {'points': '38.5', 'reason': 'nhận giải trình'}))
    for number, (option, whose, row) in enumerate(steps):
        path = f'step-{number}.xlsx'
        run('template', 'points', path, '--round', 'r.dtxhh', option, whose)
        book = openpyxl.load_workbook(path)
        sheet, at = book['Điểm'], columns(book['Điểm'])
        for line in range(2, sheet.max_row + 1):
            if sheet.cell(line, at['unit']).value == 'U1':
                figure = {'points': '8.5'} if sheet.cell(line, at['criterion']).value == '2.2' else row
                put(sheet, at, line, {**figure, 'date': f'{number + 10}/01/2025'})
        if number == 0:
            documents = book['Tài liệu kiểm chứng']
            put(documents, columns(documents), 2, {'number': '7', 'symbol': 'KH', 'title': 'Kế hoạch', 'date': '03/02/2024'})
            put(documents, columns(documents), 3, {'note': 'số liệu của ngành'})
        each(book, f'points {option}, step {number + 1}', path, ('points', 'import', 'r.dtxhh', 'FILE', '--as', 'a'), copy('before.dtxhh'))


def rehearsal():
    shutil.copy('r-issued.dtxhh', 'n.dtxhh')
    run('rehearse', 'n.dtxhh', '-o', 'rehearsed', '--seed', 'x')
    comes_back('rehearsal', 'import', 'n.dtxhh', *sorted(glob.glob('rehearsed/*-paper.csv')), '--as', 'a')


def made_map():
    shutil.copy('r-issued.dtxhh', 'n.dtxhh')
    serial = listed('ballots', 'n.dtxhh')[0]['serial']
    with open('export.csv', 'w', encoding='utf-8') as file:
        file.write(f'Timestamp,Số phiếu,Điều hành thế nào? [Sở Một],Điều hành thế nào? [Sở Hai],Q2.U1,Q2.U2,Q3.U1,Q3.U2\n2025-01-02 08:15:00,{serial},Tốt,Khá,A,B,C,D\n')
    run('import', 'n.dtxhh', 'export.csv', '--make-map', 'map.csv')
    comes_back('map', 'import', 'n.dtxhh', 'export.csv', '--map', 'map.csv', '--channel', 'online', '--as', 'a')


def main():
    kinds = re.search(r'expected (.*)', run('template', 'nothing', 'x.xlsx', quiet=True).stderr)[1]
    kinds = set(re.split(r', | or ', kinds))
    tools = re.search(r'expected one of: (.*)', run('template', 'form', 'r.dtxhh', 'x', '--tool', 'nothing', quiet=True).stderr)[1]
    writing = set()
    for verb in re.findall(r'^  ([a-z]+(?: [a-z]+)?)  ', run('--help').stdout, re.M):
        text = run(*verb.split(), '--help').stdout
        options = re.findall(r'^ +(?:-\w, )?(--[\w-]+)(?: [\w.]+)? +write ', text, re.M)
        if '--force' in options:
            writing |= {verb} | {f'{verb} {option}' for option in options if option != '--force'}
    tried_here = {'definition', 'frame', 'ballots', 'points', 'recipe', 'findings', 'template', 'issue', 'issue --output', 'import', 'import --faults',
                  'import --make-map', 'rehearse', 'audit draw', 'audit draw --output'}
    elsewhere = {'form'}  # template-form.t
    # the round, records and results: nothing is filled in there
    results = {'new', 'split', 'backup', 'restore', 'report', 'evidence', 'draw', 'draw --record', 'select', 'select --joint', 'estimate', 'estimate --weights-out'}
    for name in sorted((kinds | writing) ^ (tried_here | elsewhere | results)):
        print(f'"{name}" is {"not tried" if name in kinds | writing else "no more"}')
    for tool in re.split(r', | or ', tools):
        if f'--tool {tool}' not in open(CASES + '/template-form.t', encoding='utf-8').read():
            print(f'form: no test of "{tool}"')
    definition()
    frame()
    entry_books('r.dtxhh', {})
    audits('r.dtxhh', {})
    entry_books('i.dtxhh', KEYED)
    audits('i.dtxhh', KEYED)
    for step in (handout_lists, findings, ballots, recipe, points, rehearsal, made_map):
        step()
    print(f'{tried} files came back, {failed} with faults or warnings')


main()
