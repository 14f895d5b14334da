import { nextReplayStep, type ReplayProgress } from './replay-pace';

const begun: ReplayProgress = {
  chosen: 10_000,
  inFlight: 0,
  retrying: 0,
  settledWell: 0,
  failed: 0,
  failedAnew: 0,
};
const limits = { rate: 1_000, failedShareMax: 0.2 };
const fresh = { sinceMs: 60_000, forgiven: { settled: 0, failed: 0, failedAnew: 0 } };
const next = (change: Partial<ReplayProgress>, since = fresh) =>
  nextReplayStep({ ...begun, ...change }, limits, since);

describe('the pace of a replay', () => {
  it('grows by the outcomes that come back: 1, 2, 5, 20, 100, then the rate', () => {
    const counts = [0, 1, 3, 8, 28, 128].map((settledWell) => next({ settledWell }));
    expect(counts).toEqual([1, 2, 5, 20, 100, 1_000].map((count) => ({ kind: 'send', count })));
  });

  it('does not grow before every outcome of a step is there', () => {
    expect(next({ settledWell: 2, inFlight: 1 })).toEqual({ kind: 'wait', waitMs: 50 });
    expect(next({ settledWell: 27, inFlight: 1 }).kind).toBe('wait');
    expect(next({ settledWell: 500, inFlight: 400 })).toEqual({ kind: 'send', count: 600 });
  });

  it('is never faster than its rate', () => {
    const since = { ...fresh, sinceMs: 100 };
    expect(next({ settledWell: 500 }, since)).toEqual({ kind: 'send', count: 100 });
    expect(nextReplayStep(begun, { ...limits, rate: 1 }, { ...fresh, sinceMs: 500 })).toEqual({
      kind: 'wait',
      waitMs: 1_000,
    });
  });

  it('sends one letter at a time where its rate is less than one a second', () => {
    for (const rate of [0.1, 0.3, 0.7]) {
      const of = { ...limits, rate };
      const wait = nextReplayStep(begun, of, { ...fresh, sinceMs: 1_000 });
      expect(wait).toEqual({ kind: 'wait', waitMs: Math.ceil(1_000 / rate) });
      expect(nextReplayStep(begun, of, fresh)).toEqual({ kind: 'send', count: 1 });
    }
  });

  it('stops at the first failure of another kind, and where too many fail again, retries with them', () => {
    expect(next({ settledWell: 99, failed: 1, failedAnew: 1 })).toEqual({ kind: 'stop', why: 'new-failure' });
    expect(next({ settledWell: 1, failed: 2 })).toEqual({ kind: 'stop', why: 'failing-again' });
    expect(next({ settledWell: 1, inFlight: 2, retrying: 2 })).toEqual({
      kind: 'stop',
      why: 'failing-again',
    });
    expect(next({ failed: 1 }).kind).toBe('send');
    expect(next({ settledWell: 90, failed: 10 }).kind).toBe('send');
  });

  it('with a fix that cures 60 %, stops before 2 % of the rest failed a second time', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      let state = seed;
      const random = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
      const progress = { ...begun };
      for (;;) {
        const step = next(progress);
        if (step.kind !== 'send') break;
        for (let sent = 0; sent < step.count; sent += 1) {
          if (random() < 0.6) progress.settledWell += 1;
          else progress.failed += 1;
        }
        progress.chosen -= step.count;
      }
      expect(progress.failed).toBeLessThan(0.02 * 4_000);
      expect(progress.chosen).toBeGreaterThan(0);
    }
  });

  it('begins anew when somebody lets it go on', () => {
    const forgiven = { settled: 10, failed: 5, failedAnew: 1 };
    const progress = { settledWell: 5, failed: 5, failedAnew: 1 };
    expect(next(progress, { ...fresh, forgiven })).toEqual({ kind: 'send', count: 1 });
    expect(next({ ...progress, failedAnew: 2 }, { ...fresh, forgiven }).kind).toBe('stop');
  });

  it('ends when nothing is left and everything has its outcome', () => {
    expect(next({ chosen: 0, inFlight: 1, settledWell: 5 })).toEqual({ kind: 'wait', waitMs: 50 });
    expect(next({ chosen: 0, settledWell: 5 })).toEqual({ kind: 'finish' });
  });
});
