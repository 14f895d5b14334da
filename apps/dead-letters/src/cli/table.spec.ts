import { sparkline, table } from './table';

it('a table has columns as wide as their widest cell, and no control character', () => {
  expect(
    table([
      ['queue', 'open'],
      ['loyalty-core.credits', 12],
      ['x\u001b[2J', null],
    ]),
  ).toBe('queue                 open\nloyalty-core.credits  12\nx [2J');
});

it('a sparkline shows the last 24 hours, the newest last', () => {
  const now = new Date('2027-01-15T08:30:00.000Z');
  const hours = [
    { hour: '2027-01-15T08:00:00.000Z', letters: 8 },
    { hour: '2027-01-15T07:00:00.000Z', letters: 1 },
    { hour: '2027-01-13T07:00:00.000Z', letters: 99 },
  ];
  expect(sparkline(hours, now)).toBe(`${'·'.repeat(22)}▁█`);
});
