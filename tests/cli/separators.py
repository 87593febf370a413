"""separators.py - every table that is read as text, typed by hand: few rows, which end where they have no more to say, and in a
cell of theirs what could stand between cells.  It is read as the same table with each cell in quotes, whose separator is
beyond doubt: the program says the same, word for word.
"""
import csv, os, shutil, subprocess, sys
import openpyxl

TINY, DATA = os.environ['TINY'], os.environ['DATA']
TABLES = ('round blocks units offices groups stages scales criteria not_applicable ballot_types rates questions group_weights '
          'classes margins tasks').split()
tried = failed = 0


def run(*words, quiet=False):
    done = subprocess.run(['dtxhh', *map(str, words)], capture_output=True, text=True)
    if done.returncode and not quiet:
        sys.exit(f'{" ".join(map(str, words))}: {done.returncode} {done.stderr}')
    return done.returncode, done.stdout, done.stderr


def answer(path, header, rows, own, quoting, words):
    """What WORDS say of the table in PATH, and what they leave of r.dtxhh."""
    with open(path, 'w', encoding='utf-8', newline='') as file:
        if quoting == csv.QUOTE_ALL:
            csv.writer(file, delimiter=own, quoting=quoting, lineterminator='\n').writerows([header, *rows])
        else:
            header = [f'"{cell}"' if own in cell else cell for cell in header]
            file.writelines(own.join(row) + '\n' for row in [header, *rows])
    shutil.copy('base.dtxhh', 'r.dtxhh')
    if words[0] == 'new':
        os.remove('r.dtxhh')
    return run(*words, quiet=True)


def reads(path, header, *words):
    """WORDS read PATH, whose header has these columns."""
    global tried, failed
    alone = 'cell', 'second', 'third'
    for own in ',;\t':
        for other in ',;\t'.replace(own, ''):
            for n_rows in (1, 2):
                for last in sorted({2, len(header)}):
                    rows = [[f'{word}{r}' for word in (alone * 9)[:last]] for r in range(n_rows)]
                    for row in rows:
                        row[-1] = f'a{other}b{other}c' + (f'{other}d' * 9 if last == 2 else '')
                    quoted = answer(path, header, rows, own, csv.QUOTE_ALL, words)
                    typed = answer(path, header, rows, own, csv.QUOTE_NONE, words)
                    tried += 1
                    if typed != quoted:
                        failed += 1
                        print(f'{path}, {own!r} with {other!r} in {n_rows} rows of {last}:\n{typed[2]}instead of\n{quoted[2]}')


def header_of(sheet):
    return [cell.value for cell in sheet[1] if cell.value]


# definition
run('template', 'definition', 'definition.xlsx')
sheets = [s for s in openpyxl.load_workbook('definition.xlsx') if not s.title.startswith('_')]
if len(sheets) != len(TABLES):
    sys.exit(f'{len(sheets)} tables are in a definition, {len(TABLES)} are tried')
shutil.copytree(TINY + '/definition', 'd')
for table, sheet in zip(TABLES, sheets):
    kept = open(f'd/{table}.csv').read() if os.path.exists(f'd/{table}.csv') else None
    shutil.copy('drawn.dtxhh', 'base.dtxhh')
    reads(f'd/{table}.csv', header_of(sheet), 'new', 'r.dtxhh', '--definition', 'd', '--as', 'a')
    os.remove(f'd/{table}.csv')
    if kept is not None:
        open(f'd/{table}.csv', 'w').write(kept)

# the round's other files
for what, sheet_name, base, words in (
        ('frame', 'Danh sách', 'new', ('frame', 'import', 'r.dtxhh', 'FILE')),
        ('recipe', 'Công thức trọng số', 'keyed', ('weigh', 'r.dtxhh', '--recipe', 'FILE', '--dry-run')),
        ('points', 'Điểm', 'keyed', ('points', 'import', 'r.dtxhh', 'FILE')),
        ('points', 'Tài liệu kiểm chứng', 'keyed', ('points', 'import', 'r.dtxhh', 'FILE')),
        ('ballots', 'P1', 'issued', ('import', 'r.dtxhh', 'FILE')),
        ('ballots', 'P1', 'issued', ('import', 'r.dtxhh', 'FILE', '--make-map', 'made.csv', '--force'))):
    run('template', what, 'template.xlsx', '--round', 'issued.dtxhh', '--force')
    shutil.copy(base + '.dtxhh', 'base.dtxhh')
    words = [what + '.csv' if word == 'FILE' else word for word in words]
    reads(what + '.csv', header_of(openpyxl.load_workbook('template.xlsx')[sheet_name]), *words, '--as', 'a')

shutil.copy('keyed.dtxhh', 'base.dtxhh')
reads('map.csv', ['column', 'question', 'unit', 'answer', 'option'], 'import', 'r.dtxhh', 'keyed.csv', '--map', 'map.csv', '--as', 'a')
reads('codes.csv', ['loại', 'nay', 'trước'], 'score', 'r.dtxhh', '--against', 'drawn.dtxhh', '--map', 'codes.csv')

# tables without a round
with open('people.csv', 'w') as file:
    file.write('id,h,x\n' + ''.join(f'{i},{"ab"[i % 2]},{i % 3}\n' for i in range(12)))
reads('t.csv', ['second0', 'x', 'h', 'w'], 'estimate', 't.csv', '--mean', 'x', '--by', 'h')
reads('t.csv', ['second0', 'x', 'h', 'w'], 'estimate', 't.csv', '--categories', 'x')
for option in 'rake', 'poststratify', 'calibrate':
    reads('m.csv', ['h', 'total', 'note'] if option != 'calibrate' else ['variable', 'category', 'total'], 'estimate', 'people.csv', '--mean', 'x', '--' + option, 'm.csv')
reads('t.csv', ['id', 'h', 'x'], 'select', 't.csv', '--id', 'id', '--n', '1', '--seed', '1', '--method', 'srs')
reads('a.csv', ['h', 'n', 'note'], 'select', 'people.csv', '--id', 'id', '--strata', 'h', '--allocation', 'a.csv', '--seed', '1', '--method', 'srs')
reads('s.csv', ['stratum', 'N', 'sd', 'cost'], 'allocate', 's.csv', '--n', '4', '--by', 'neyman')

print(f'{"hundreds of" if tried > 600 else tried} tables typed by hand, {failed} read otherwise than in quotes')
