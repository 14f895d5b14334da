import { type PastFailure, withPastFailure } from './connection-row';

const failure = (since: string, until: string, over: Partial<PastFailure> = {}): PastFailure => ({
  kind: 'writes',
  code: 'ecomail.unavailable',
  message: 'Ecomail answered 500',
  status: 500,
  failures: 2,
  since: `2026-11-23T${since}:00.000Z`,
  until: `2026-11-23T${until}:00.000Z`,
  ...over,
});

describe('failures that are over', () => {
  it('are kept with their beginning, their end and how often it was tried', () => {
    const [first, second] = [failure('08:00', '08:05'), failure('09:00', '09:01', { kind: 'calls' })];
    expect(withPastFailure(withPastFailure([], first), second)).toEqual([first, second]);
  });

  it('are one as long as the same comes back within ten minutes', () => {
    const other = failure('08:05', '08:07', { kind: 'calls' });
    const past = [failure('08:00', '08:05'), other];
    const again = failure('08:14', '08:20', { failures: 3 });
    expect(withPastFailure(past, again)).toEqual([other, failure('08:00', '08:20', { failures: 5 })]);
    expect(withPastFailure(past, failure('08:15', '08:20'))).toHaveLength(3);
    expect(withPastFailure(past, failure('08:06', '08:20', { code: 'ecomail.invalid' }))).toHaveLength(3);
  });

  it('are the latest twenty, however often Ecomail fails', () => {
    let past: readonly PastFailure[] = [];
    for (let hour = 0; hour < 1_000; hour += 1) {
      const at = new Date(Date.parse('2026-11-23T08:00:00.000Z') + hour * 3_600_000).toISOString();
      past = withPastFailure(past, failure('', '', { since: at, until: at, failures: hour }));
    }
    expect([past.length, past[0]?.failures, past.at(-1)?.failures]).toEqual([20, 980, 999]);
  });
});
