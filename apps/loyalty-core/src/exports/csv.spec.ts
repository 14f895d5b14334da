import { csvForms, csvLine } from '@ellity/platform';
import { readHeader } from '../imports/import-columns';
import { readLine } from '../imports/import-line';
import { customerHeaders } from './export-headers';

describe('a line of an export', () => {
  it.each([
    ['=HYPERLINK("https://evil.test")', `"'=HYPERLINK(""https://evil.test"")"`],
    ['+420601002003', `'+420601002003`],
    ['-2+3', `'-2+3`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `'\t=1`],
    ['Novák; syn', '"Novák; syn"'],
    ['Jana;=1+1', `"Jana;'=1+1"`],
    ['Jana,=1+1', `Jana,'=1+1`],
    ['＝1+1', `'＝1+1`],
    [`'=1`, `''=1`],
    ['Novák, -5 %', 'Novák, -5 %'],
    ['"', '""""'],
    ['-20.00', '-20,00'],
  ])('has %j as %j', (cell, text) => expect(csvLine([cell], csvForms.cs)).toBe(`${text}\r\n`));

  it('is written as the language writes', () => {
    const cells = ['1250.50', true, null, 'a,b'];
    expect(csvLine(cells, csvForms.cs)).toBe('1250,50;ano;;a,b\r\n');
    expect(csvLine(cells, csvForms.en)).toBe('1250.50,yes,,"a,b"\r\n');
  });

  it.each(['=1', '+1,-1', `'=1`, `a;'@b`, 'Novák; syn', '|a', `O'Hara`, '－1'])(
    'is read by the import as what it was: %s',
    (text) => {
      const [cell = ''] = csvLine([text, ''], csvForms.cs).split(/;\r\n$/);
      const written = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      const read = readLine({ email: 'jana@shop.test', lastName: written }, '2027-01-15');
      expect(read).toMatchObject({ line: { lastName: text } });
    },
  );

  it('of customers is understood by the import', () => {
    for (const headers of Object.values(customerHeaders)) {
      const { columns, problem } = readHeader(headers);
      expect(problem).toBeUndefined();
      expect(columns.slice(0, 7)).toEqual([
        'email',
        'firstName',
        'lastName',
        'phone',
        'registered',
        'group',
        'consent',
      ]);
    }
  });
});
