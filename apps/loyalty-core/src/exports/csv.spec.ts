import { csvForms, csvLine } from '@ellity/platform';
import { readHeader } from '../imports/import-columns';

import { customerHeaders } from './export-headers';

describe('a line of an export', () => {
  it.each([
    ['=HYPERLINK("https://evil.test")', `"'=HYPERLINK(""https://evil.test"")"`],
    ['+420601002003', `'+420601002003`],
    ['-2+3', `'-2+3`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `'\t=1`],
    ['Novák; syn', '"Novák; syn"'],
    ['"', '""""'],
    ['-20.00', '-20,00'],
  ])('has %j as %j', (cell, text) => expect(csvLine([cell], csvForms.cs)).toBe(`${text}\r\n`));

  it('is written as the language writes', () => {
    const cells = ['1250.50', true, null, 'a,b'];
    expect(csvLine(cells, csvForms.cs)).toBe('1250,50;ano;;a,b\r\n');
    expect(csvLine(cells, csvForms.en)).toBe('1250.50,yes,,"a,b"\r\n');
  });

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
