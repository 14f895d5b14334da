import { CallWindow } from './call-window';

describe('the calls of a shop under way', () => {
  it('are one of each contact', () => {
    const window = new CallWindow();
    expect([window.begin('a'), window.begin('a'), window.begin('b')]).toEqual([true, false, true]);
    window.end('a');
    expect(window.begin('a')).toBe(true);
    expect(window.contacts).toEqual(['b', 'a']);
  });

  it('become more with every success, so that slow answers and a few that hang do not hold up the rest', () => {
    const window = new CallWindow();
    const before = window.room;
    for (let call = 0; call < 1_000; call += 1) {
      if (call % 100 === 0) expect(window.failed()).toBe(false);
      window.succeeded();
    }
    expect(window.room).toBeGreaterThan(4 * before);
    expect(window.room).toBeLessThan(200);
  });

  it('become one after a streak of failures, which is told', () => {
    const window = new CallWindow();
    expect([window.failed(), window.failed(), window.failed()]).toEqual([false, false, true]);
    expect(window.room).toBe(1);
    window.succeeded();
    expect(window.failed()).toBe(false);
  });

  it('make room for those that wait', async () => {
    const window = new CallWindow();
    for (let call = 0; window.room > 0; call += 1) window.begin(String(call));
    let hasRoom = false;
    const waiting = window.whenRoom().then(() => (hasRoom = true));
    await Promise.resolve();
    expect(hasRoom).toBe(false);
    window.end('0');
    await waiting;
  });

  it('keep their contacts from being written, and those whose call ended while they were read', () => {
    const window = new CallWindow();
    window.begin('busy');
    window.begin('ends');
    const reading = window.reading();
    window.end('ends');
    window.begin('begins');
    const areUntouched = ['busy', 'ends', 'begins', 'other'].map((id) => reading.isUntouched(id));
    expect(areUntouched).toEqual([false, false, false, true]);
    reading.close();
    expect(window.reading().isUntouched('ends')).toBe(true);
  });

  it('wake for a write that was postponed when the call of its contact is over, once', () => {
    let woken = 0;
    const window = new CallWindow(() => (woken += 1));
    window.begin('busy');
    expect(window.postponeWrites(['busy'])).toBe(false);
    expect(window.postponeWrites(['busy', 'over'])).toBe(true);
    window.end('busy');
    window.begin('busy');
    window.end('busy');
    expect(woken).toBe(1);
  });
});
