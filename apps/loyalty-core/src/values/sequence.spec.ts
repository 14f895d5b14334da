import { sequenceAfter, sequenceText } from './sequence';

describe('the number of a message', () => {
  it('is the time, unless the one before is not over: then it is the next', () => {
    expect(sequenceAfter(5n, 9n)).toBe(9n);
    expect(sequenceAfter(9n, 9n)).toBe(10n);
    expect(sequenceAfter(12n, 9n)).toBe(13n);
  });

  it('compares as text', () => {
    expect(sequenceText(999n) < sequenceText(1000n)).toBe(true);
    expect(sequenceText(1795420800000000n)).toBe('1795420800000000');
  });
});
