import { meansTheSame, notShown } from './shown-values';

it.each([
  ['1250', '1250'],
  ['1250.0', '1250'],
  ['1 250,50', '1 250,50'],
  ['1250.5', '1 250,50'],
  ['1,250.50', '1 250,50'],
  ['2026-11-24T00:00:00.000000Z', '2026-11-24'],
  ['2026-11-23T23:00:00.000000Z', '2026-11-24'],
  ['2026-11-24 00:00:00', '2026-11-24'],
  ['24. 11. 2026', '2026-11-24'],
  ['https://shop.test/', 'https://SHOP.test'],
  ['https://shop.test/?ref=%C5%BE', 'https://shop.test/?ref=ž'],
  ['Jana  Nováková ', 'Jana Nováková'],
  ['z\u030Cofie', '\u017Eofie'],
])('%s shows what was written as %s', (shown, written) => {
  expect(meansTheSame(shown, written)).toBe(true);
});

it.each([
  ['42', '0042'],
  ['10,00', '30,00'],
  ['125050', '1 250,50'],
  ['2026-11-23', '2026-11-24'],
  ['2026-11-24T23:00:00Z', '2026-11-24'],
  ['https://shop.test/a', 'https://shop.test/b'],
  ['', 'registered'],
])('%s does not show what was written as %s', (shown, written) => {
  expect(meansTheSame(shown, written)).toBe(false);
});

it('fields that were cleared are not looked at, and others are named', () => {
  expect(notShown({ a: 'x', b: 3 }, { a: '', b: 3, c: null, d: 'y' })).toEqual(['d']);
});
