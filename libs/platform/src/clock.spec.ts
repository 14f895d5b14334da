import { Clock } from './clock';

const minutes = 60_000;
afterEach(() => jest.restoreAllMocks());

/** Somebody sets the time of this machine. */
function setMachine(byMs: number): void {
  jest.useFakeTimers({
    now: Date.now() + byMs,
    doNotFake: ['performance', 'setTimeout', 'setInterval', 'nextTick'],
  });
}
afterEach(() => jest.useRealTimers());

it.each([
  ['forward', 10 * minutes],
  ['back', -10 * minutes],
])(
  'time that follows a database goes on evenly when that of the machine is set ten minutes %s',
  (_, byMs) => {
    const clock = new Clock();
    const databaseTime = new Date('2026-11-26T12:00:00Z');
    clock.follow(databaseTime);
    setMachine(byMs);
    const passed = clock.now().getTime() - databaseTime.getTime();
    expect(passed).toBeGreaterThanOrEqual(0);
    expect(passed).toBeLessThan(minutes);
  },
);

it('time that follows nothing is that of the machine', () => {
  setMachine(10 * minutes);
  expect(new Clock().now().getTime()).toBe(Date.now());
});
