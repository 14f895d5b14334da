import { phraseOf, selectCustomers } from './customer-search';

describe('what people type into the search', () => {
  it.each([
    ['+420 601 002 003', '420601002003'],
    ['00420/601-002-003', '420601002003'],
    ['601002003', '601002003'],
    ['Novák 12', 'Novák 12'],
    ['12345', '12345'],
  ])('%s is looked for as %s', (typed, phrase) => expect(phraseOf(typed)).toBe(phrase));

  it('never becomes part of the statement', () => {
    const words = ["' or true", 'no'];
    const [sql, values] = selectCustomers('c.id', {
      shopId: 'demo',
      words,
      order: 'name',
      after: ["'", 'x'],
      limit: 2,
      group: "'; drop table customers",
    });
    expect(sql).not.toContain("'");
    expect(values).toEqual(['demo', "%' or true%", '% no%', "'; drop table customers", "'", 'x', 2]);
  });
});
