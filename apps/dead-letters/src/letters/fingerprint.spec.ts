import { likenessOf, normalisedMessage } from './fingerprint';

const failed = {
  service: 'loyalty-core',
  queue: 'loyalty-core.credits',
  type: 'loyalty.AwardCredit.v1',
  code: 'TypeError',
  message: "customer 0190a5f0-7c3e-7d5a-9b1c-3f0e8a2b4c6d has 12 lots, not '11'",
  stack: 'TypeError: x\n    at Lots.take (/app/apps/loyalty-core/dist/lots.js:12:3)\n    at /app/x/y.js:1:2',
};

describe('letters that failed alike', () => {
  it('are those that differ in ids, numbers, addresses, quoted values, lines and folders only', () => {
    const other = {
      ...failed,
      message: `customer ${'1'.repeat(8)}-aaaa-7aaa-9aaa-aaaaaaaaaaaa has 7 lots, not 'x'`,
      stack: 'TypeError: y\n    at Lots.take (/srv/lots.ts:99:1)\n    at /other/y.ts:5:6',
    };
    expect(likenessOf(other).fingerprint).toBe(likenessOf(failed).fingerprint);
    expect(likenessOf(failed)).toMatchObject({
      message: 'customer <id> has <n> lots, not <value>',
      frames: 'Lots.take lots < y',
    });
  });

  it.each(['service', 'queue', 'type', 'code', 'message', 'stack'] as const)(
    'are not those whose %s is another',
    (name) => {
      const other = { ...failed, [name]: name === 'stack' ? '    at Other.place (/a/b.js:1:1)' : 'another' };
      expect(likenessOf(other).fingerprint).not.toBe(likenessOf(failed).fingerprint);
    },
  );

  it('name nobody: what could be a value is replaced', () => {
    expect(
      normalisedMessage('j***@shop.test "Jana Nováková" 2026-11-23T08:15:30.123Z 0123456789abcdef'),
    ).toBe('<address> <value> <n>-<n>-<n>T<n>Z <id>');
  });

  it('are found in bounded time, whatever the message', () => {
    expect(normalisedMessage('"'.repeat(200_000)).length).toBeLessThanOrEqual(300);
    expect(normalisedMessage('9'.repeat(200_000))).toBe('<id>');
  });
});
