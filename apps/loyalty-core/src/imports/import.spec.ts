import { encode } from 'iconv-lite';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importColumns, readHeader } from './import-columns';
import { delimiterOf, FileLook } from './import-file';
import { partOf, partsCount, readLine } from './import-line';

const today = '2026-11-23';
const read = (cells: Parameters<typeof readLine>[0]) =>
  readLine({ email: 'jana@shop.test', ...cells }, today);
const lineOf = (cells: Parameters<typeof readLine>[0]) => {
  const result = read(cells);
  return 'line' in result ? result.line : result.problems;
};

describe('the header of a file', () => {
  it.each([
    [['E-mail', 'Jméno', 'PŘÍJMENÍ', 'Kredity', 'Platnost do']],
    [['email', 'first name', 'Last Name', 'points', 'expires on']],
    [['e-mail', 'jmeno', 'prijmeni', 'kredity', 'platnost_do']],
    [['E-mail', 'Jméno', 'Příjmení', 'Kredity', 'Platnost']],
  ])('%j is understood', (cells) =>
    expect(readHeader(cells)).toEqual({
      columns: ['email', 'firstName', 'lastName', 'credits', 'expiresOn'],
      ignored: [],
    }),
  );

  it('holds nothing that a database cannot keep, also where a file in UTF-16 has it', () => {
    const nul = String.fromCharCode(0);
    expect(readHeader(['email', `Bo${nul}ty`, nul])).toMatchObject({ ignored: ['Boty'] });
    expect(readHeader(['email', `${'x'.repeat(99)}😀`]).ignored).toEqual([`${'x'.repeat(99)}😀`]);
  });

  it('names what it does not know, and needs an address', () => {
    expect(readHeader(['E-mail', 'Boty'])).toEqual({ columns: ['email', undefined], ignored: ['Boty'] });
    expect(readHeader(['Jméno'])).toMatchObject({ problem: 'no-email-column' });
    expect(readHeader(['email', 'e-mail'])).toMatchObject({ problem: 'column-twice' });
  });
});

describe.each(['cs', 'en'])('the help page about files, %s', (language) => {
  const file = join(__dirname, '..', '..', '..', '..', 'docs', `napoveda.${language}.md`);
  const text = readFileSync(file, 'utf8');

  it('has a row for each column, by a name that the import knows', () => {
    const part = text.slice(text.indexOf('```csv'), text.indexOf('ellity_'));
    const names = [...part.matchAll(/^\| `([^`]+)`/gm)].map(([, name = '']) => name);
    expect(readHeader(names)).toEqual({ columns: importColumns, ignored: [] });
  });

  it('has a sample file that can be imported as it is', () => {
    const [, sample = ''] = /```csv\n([^`]+)```/.exec(text) ?? [];
    const [header = [], ...lines] = sample
      .trim()
      .split('\n')
      .map((line) => line.split(';'));
    const { columns, ignored } = readHeader(header);
    expect([ignored, lines.length]).toEqual([[], 3]);
    for (const cells of lines) {
      const named = columns.flatMap((column, at) => (column ? [[column, cells[at] ?? ''] as const] : []));
      expect(readLine(Object.fromEntries(named), today)).toMatchObject({ remarks: [] });
    }
  });
});

describe('an amount', () => {
  it.each([
    ['1250', '1250.00'],
    ['1 250,5', '1250.50'],
    ['1\u00a0250,50', '1250.50'],
    ['1.250,50', '1250.50'],
    ['1,250.50', '1250.50'],
    ['1.250.000', '1250000.00'],
    ['1 250 000', '1250000.00'],
    ['12,345,678.9', '12345678.90'],
    ['0,5', '0.50'],
    ['0012', '12.00'],
    ['0,00', null],
    ['', null],
  ])('%s is %s', (text, credits) => expect(lineOf({ credits: text })).toMatchObject({ credits }));

  it.each([
    ['-5', 'amount-negative'],
    ['1,2345', 'amount-invalid'],
    ['0,125', 'amount-invalid'],
    ['1.250,500', 'amount-invalid'],
    ['1.250.500,5.5', 'amount-invalid'],
    ['1.250.50', 'amount-invalid'],
    ['1 250,500', 'amount-invalid'],
    ['12 50', 'amount-invalid'],
    ['1 2 3', 'amount-invalid'],
    ['10,555', 'amount-ambiguous'],
    ['1.250', 'amount-ambiguous'],
    ['12.500', 'amount-ambiguous'],
    ['abc', 'amount-invalid'],
    ['12345678901', 'amount-invalid'],
  ])('%s is refused: %s', (credits, code) =>
    expect(lineOf({ credits })).toEqual([{ column: 'credits', code }]),
  );
});

describe('a line', () => {
  it.each([
    ['31. 12. 2027', '2027-12-31'],
    ['1.2.2027', '2027-02-01'],
    ['2026-11-23', '2026-11-23'],
  ])('has the day %s', (expiresOn, day) => expect(lineOf({ expiresOn })).toMatchObject({ expiresOn: day }));

  it('whose phone cannot be dialled is carried out without the phone alone, with a remark', () => {
    const result = read({ firstName: 'Jana', phone: '12' });
    expect(result).toMatchObject({
      line: { email: 'jana@shop.test', firstName: 'Jana' },
      remarks: [{ column: 'phone', code: 'phone-invalid' }],
    });
    expect(result).not.toHaveProperty('line.phone');
    expect(read({ phone: '12', pin: 'x' })).toMatchObject({ problems: [{ code: 'pin-invalid' }, {}] });
  });

  it('names every cell that it cannot understand', () => {
    const cells = { email: 'nobody', expiresOn: '30.2.2027', registered: 'maybe', pin: '12', consent: 'ano' };
    expect(readLine(cells, today)).toEqual({
      problems: [
        { column: 'email', code: 'email-invalid' },
        { column: 'pin', code: 'pin-invalid' },
        { column: 'registered', code: 'yes-or-no' },
        { column: 'expiresOn', code: 'day-invalid' },
      ],
    });
    expect(lineOf({ expiresOn: '22.11.2026' })).toEqual([{ column: 'expiresOn', code: 'day-past' }]);
    expect(lineOf({ pin: '0042', registered: 'ano' })).toEqual([
      { column: 'pin', code: 'pin-of-registered' },
    ]);
  });

  it('with a PIN is of an anonymous customer, and keeps its zeros', () => {
    expect(lineOf({ pin: '0042' })).toMatchObject({ pin: '0042', registered: false });
    expect(lineOf({})).toMatchObject({ pin: null, registered: false, consent: 'unknown' });
  });

  it('has a phone number that can be dialled, as a registration has', () => {
    expect(lineOf({ phone: '601 002 003' })).toMatchObject({ phone: '601 002 003' });
    expect(lineOf({ phone: 'none' })).not.toHaveProperty('phone');
  });

  it('gives back what our own export made harmless', () => {
    expect(lineOf({ phone: "'+420601002003" })).toMatchObject({ phone: '+420601002003' });
  });
});

describe('the bytes of a file', () => {
  const look = (...chunks: Buffer[]) => {
    const file = new FileLook();
    for (const chunk of chunks) {
      const problem = file.see(chunk);
      if (problem) return problem;
    }
    const result = file.result();
    return 'encoding' in result ? result.encoding : result.problem;
  };

  it.each([
    ['UTF-8 cut within a letter', [Buffer.from('č').subarray(0, 1), Buffer.from('č').subarray(1)], 'utf8'],
    ['UTF-8 with a mark', [Buffer.from('\ufeffemail')], 'utf8'],
    ['Windows-1250', [encode('příjmení', 'win1250')], 'win1250'],
    [
      'two encodings one after the other',
      [Buffer.from('příjmení\n'), encode('Řehoř\n', 'win1250')],
      'file-encodings-mixed',
    ],
    [
      'Windows-1250 with a word that UTF-8 could have',
      [encode('PÄŤ růží. Žluťoučký kůň úpěl ďábelské ódy.', 'win1250')],
      'win1250',
    ],
    ['UTF-16', [encode('email', 'utf16le', { addBOM: true })], 'utf16le'],
    ['xlsx', [Buffer.from('504b0304aabb', 'hex')], 'file-is-spreadsheet'],
    ['xls', [Buffer.from('d0cf11e0', 'hex')], 'file-is-spreadsheet'],
    ['a picture', [Buffer.from('89504e470d0a1a0a00', 'hex')], 'file-not-text'],
    ['nothing', [], 'file-empty'],
  ])('%s', (_what, chunks, found) => expect(look(...chunks)).toBe(found));

  it.each([
    ['a;b,c;d', ';'],
    ['a,b', ','],
    ['a\tb', '\t'],
    ['"a;b;c",d', ','],
    ['email', ';'],
  ])('the delimiter of %j', (line, delimiter) => expect(delimiterOf(`${line}\r\n1;1;1`)).toBe(delimiter));
});

it('lines of a customer are all in one part, and parts hold about as many', () => {
  const emails = Array.from({ length: 200 }, (_, n) => `${n < 100 ? 'Jana' : 'jana'}${n % 50}@Shop.test`);
  const owners = Array.from({ length: partsCount }, () => new Set<string>());
  for (const email of emails) owners[partOf({ email })]?.add(email.toLowerCase());
  expect(owners.map(({ size }) => size > 10)).toEqual([true, true]);
  expect(owners.reduce((sum, { size }) => sum + size, 0)).toBe(50);
});
