import { PairTable } from './pair-table';

interface Row {
  readonly list: string;
  readonly email: string;
  readonly value: number;
}
const tableOf = (...rows: Row[]): PairTable<Row> => {
  const table = new PairTable<Row>(
    'member',
    (row) => row.list,
    (row) => row.email,
    2,
  );
  rows.forEach((row) => table.put(row));
  return table;
};
const a = { list: '1/1', email: 'a@b.cz', value: 1 };
const odd = { list: '1/1', email: 'x/y@b.cz', value: 2 };

describe('rows by group and key', () => {
  it('replace each other under the same key of the same group only', () => {
    const table = tableOf(a, { ...a, value: 3 }, { ...a, list: '1/2' });
    expect(table.size).toBe(2);
    expect(table.get('1/1', 'a@b.cz')?.value).toBe(3);
  });

  it('are removed by an id, even with slashes in the key', () => {
    const table = tableOf(a, odd);
    table.remove('1/1/x/y@b.cz');
    expect([...table.all()]).toEqual([a]);
    table.remove('1/1/a@b.cz');
    expect(table.size).toBe(0);
  });
});
