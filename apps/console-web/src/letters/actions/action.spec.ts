import { filterText, isTypedCount, sharesOf, valueFrom, type Action } from './action';

const counts = { chosen: 0, sent: 0, retrying: 0, done: 0, noOp: 0, failed: 0, skipped: 0 };
const action = (values: Partial<Action>): Action => ({
  ...{ id: 'a', kind: 'replay', state: 'running', stopped: null, actor: 'p', why: 'w', filter: {} },
  ...{ matched: 200, done: 0, counts, createdAt: '2027-03-01T10:00:00Z', endedAt: null },
  ...values,
});

describe('actions on letters', () => {
  it('take a typed number with the spaces that people write', () => {
    expect(isTypedCount('1 250', 1250)).toBe(true);
    expect(isTypedCount('1\u00a0250', 1250)).toBe(true);
    expect(isTypedCount('1251', 1250)).toBe(false);
    expect(isTypedCount('', 0)).toBe(false);
  });

  it('take a value as text unless it is JSON that cannot be meant as text: amounts stay texts', () => {
    expect(['10.00', 'true', 'null', '"10"', '[1]', '{"a":1}', '{broken'].map(valueFrom)).toEqual([
      '10.00',
      true,
      null,
      '10',
      [1],
      { a: 1 },
      '{broken',
    ]);
  });

  it('show a replay by its outcomes, and other actions by what is done', () => {
    const replay = action({ done: 50, counts: { ...counts, sent: 10, retrying: 10, failed: 20 } });
    expect(sharesOf(replay)).toEqual({ done: 25, failed: 10, sent: 10 });
    expect(sharesOf(action({ kind: 'discard', done: 200 }))).toEqual({ done: 100, failed: 0, sent: 0 });
    expect(sharesOf(action({ matched: 0 }))).toEqual({ done: 0, failed: 0, sent: 0 });
  });

  it('say what was meant in one line, chosen letters by their number', () => {
    const nameOf = (name: string) => ({ code: 'Error code' })[name] ?? name;
    const meant = { code: 'data-invalid', ids: ['a', 'b'] };
    expect(filterText(meant, nameOf)).toBe('Error code: data-invalid, ids: 2');
  });
});
