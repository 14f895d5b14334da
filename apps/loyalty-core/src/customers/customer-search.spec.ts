import { phraseOf } from './customer-search';
import { beginOf, findCustomers, selectCustomers } from './customer-search-statements';

describe('what people type into the search', () => {
  it.each([
    ['+420 601 002 003', '420601002003'],
    ['00420/601-002-003', '420601002003'],
    ['601002003', '601002003'],
    ['Novák 12', 'Novák 12'],
    ['12345', '12345'],
  ])('%s is looked for as %s', (typed, phrase) => expect(phraseOf(typed)).toBe(phrase));

  const patterns = ["%' or true%", '% no%', '%ak1985%', "'novak1985"];
  it.each([
    ['selectCustomers', selectCustomers, 'name', []],
    ['beginOf', beginOf, 'name', patterns],
    ['findCustomers', findCustomers, 'name', patterns],
    ['findCustomers by balance', findCustomers, 'balance', patterns],
  ] as const)('never becomes part of the statement (%s)', (_name, way, order, expected) => {
    const [sql, values] = way('c.id', {
      shopId: 'demo',
      words: ["' or true", 'no', "'novak1985"],
      order,
      after: ["'", 'x'],
      limit: 2,
      group: "'; drop table customers",
    });
    expect(sql).not.toContain("'");
    const bound = ['demo', ...expected, "'; drop table customers", "'", 'x', 2];
    expect(new Set(values)).toEqual(new Set(bound));
  });
});
