import type { DataRegister } from '../database/data-register';
import { type FileParts, undecidedColumns } from './file-part';
import { statementOf } from './part-reader';

const parts: FileParts = {
  profile: {
    table: 'people',
    what: 'the profile',
    where: 'shop_id = :shop and id = :customer::uuid or email = any(:addresses)',
    order: 'id',
    values: { email: ['email', 'jana@shop.test'], hasPin: ['pin', true, 'pin is not null'] },
  },
};
const column = (name: string) => ({ column: name, what: '', kept: '', erased: '' });
const register = (...names: string[]): DataRegister => ({ personal: names.map(column), impersonal: {} });
const sealed = [{ table: 'people', column: 'pin', key: ['id'], contextOf: () => '' }];
const leftOut = (...columns: string[]) => [{ what: 'a hash', why: 'it says nothing', columns }];

it('a file decides about every column with personal data: it shows it, or leaves it out for a reason', () => {
  expect(
    undecidedColumns(register('people.email', 'people.hash'), sealed, parts, leftOut('people.hash')),
  ).toEqual([]);
  expect(
    undecidedColumns(register('people.email', 'people.phone'), sealed, parts, leftOut('people.hash')),
  ).toEqual(['people.phone', 'people.hash']);
  expect(undecidedColumns(register('people.email'), sealed, parts, leftOut('people.email'))).toEqual([
    'people.email',
  ]);
});

it('a part is read by what the person is known by, and by nothing else', () => {
  const known = { customer: 'c', addresses: ['a'], shop: 's', keys: ['k'] };
  expect(statementOf(parts['profile'] ?? never(), known)).toEqual({
    sql: 'select email as "email", pin is not null as "hasPin" from people where shop_id = $1 and id = $2::uuid or email = any($3) order by id',
    values: ['s', 'c', ['a']],
  });
  expect(() => statementOf(parts['profile'] ?? never(), { shop: 's' })).toThrow('customer');
});

function never(): never {
  throw new Error('no such part');
}
