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

  it.each([selectCustomers, beginOf, findCustomers].map((way) => ({ way, name: way.name })))(
    'never becomes part of the statement ($name)',
    ({ way }) => {
      const words = ["' or true", 'no', "'novak1985"];
      const [sql, values] = way('c.id', {
        shopId: 'demo',
        words,
        order: 'name',
        after: ["'", 'x'],
        limit: 2,
        group: "'; drop table customers",
      });
      expect(sql).not.toContain("'");
      const patterns = ["%' or true%", '% no%', '%ak1985%', "'novak1985"];
      expect(values.toSorted()).toEqual(
        ['demo', ...patterns, "'; drop table customers", "'", 'x', 2].toSorted(),
      );
    },
  );
});
