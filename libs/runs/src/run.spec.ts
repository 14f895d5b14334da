import { backoffMs, type RunState, stateAfter } from './run';

describe('an order to a run', () => {
  it.each(['waiting', 'running'] as const)('stops one that is %s, and it can be resumed', (state) => {
    expect(stateAfter('pause', state)).toBe('paused');
    expect(stateAfter('resume', 'paused')).toBe('waiting');
    expect(stateAfter('resume', state)).toBeUndefined();
  });

  it.each(['done', 'failed', 'cancelled'] as const)(
    'changes nothing of one that is %s',
    (state: RunState) => {
      expect((['pause', 'resume', 'cancel'] as const).map((order) => stateAfter(order, state))).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    },
  );

  it('ends any other for good', () => {
    expect((['waiting', 'running', 'paused'] as const).map((state) => stateAfter('cancel', state))).toEqual([
      'cancelled',
      'cancelled',
      'cancelled',
    ]);
  });
});

it('a run that fails again and again backs off to a minute', () => {
  expect([1, 2, 5, 50].map(backoffMs)).toEqual([1_000, 2_000, 60_000, 60_000]);
});
