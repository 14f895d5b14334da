import { decide, type Line, nameOf, type WorkerState } from './schedule';

const line = (shopId: string, kind: Line['kind'], lane: Line['lane']): Line => ({ shopId, kind, lane });
const state = (over: Partial<WorkerState> = {}): WorkerState => ({
  running: new Set(),
  backsOffUntil: () => 0,
  lastStart: () => 0,
  now: 1_000,
  jobsMax: 10,
  ...over,
});
const profile = line('a', 'writes', 'profile');
const credit = line('a', 'calls', 'credit');
const pin = line('a', 'calls', 'pin');

describe('what begins now', () => {
  it('is everything that has work and does not run yet, lanes in their order', () => {
    const decision = decide([profile, credit, pin], state({ running: new Set([nameOf(credit)]) }));
    expect(decision).toEqual({ start: [pin, profile], postponed: [credit] });
  });

  it('never more than a worker may have under way, and the rest is not forgotten', () => {
    const decision = decide([profile, credit, pin], state({ jobsMax: 1 }));
    expect(decision).toEqual({ start: [pin], postponed: [profile, credit] });
    expect(decide([pin], state({ jobsMax: 1, running: new Set([nameOf(profile)]) })).start).toEqual([]);
  });

  it('begins with whoever began longest ago, so that a busy lane or shop keeps nobody out', () => {
    const lastStart = (one: Line) => (one === pin ? 3 : one === credit ? 2 : 1);
    expect(decide([pin, credit, profile], state({ lastStart, jobsMax: 2 })).start).toEqual([profile, credit]);
  });

  it('leaves out what backs off, and nothing else of its shop', () => {
    const notices = line('a', 'notices', 'checks');
    const backsOffUntil = (one: Line) => (one.kind === 'notices' ? 1_001 : 0);
    expect(decide([notices, credit], state({ backsOffUntil }))).toEqual({ start: [credit], postponed: [] });
    expect(decide([notices], state({ backsOffUntil, now: 1_001 })).start).toEqual([notices]);
  });
});
