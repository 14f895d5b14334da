import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldUnlessLate } from './backlog.mjs';
import { Endings } from './endings.mjs';
import { eventually } from './endpoints.mjs';
import { Patience } from './patience.mjs';

const signs = { words: 'it does not answer yet', logBytes: 0, cpuTicks: 0 };

test('a slow start is waited for as long as it works, and said from time to time', () => {
  let now = 0;
  const patience = new Patience(() => now);
  const verdicts = new Set();
  for (let second = 1; second <= 600; second += 1) {
    now = second * 1000;
    verdicts.add(patience.look({ ...signs, cpuTicks: second * 30 }));
  }
  assert.deepEqual([...verdicts].sort(), ['say', 'wait']);
});

test('a log that grows or another answer is progress too', () => {
  let now = 0;
  const patience = new Patience(() => now);
  patience.look(signs);
  now = 50_000;
  patience.look({ ...signs, logBytes: 1 });
  now = 100_000;
  patience.look({ ...signs, logBytes: 1, words: 'it answers 503' });
  now = 150_000;
  assert.notEqual(patience.look({ ...signs, logBytes: 1, words: 'it answers 503' }), 'enough');
});

test('a start that does nothing any more is given up after a minute', () => {
  let now = 0;
  const patience = new Patience(() => now);
  patience.look(signs);
  now = 59_000;
  assert.notEqual(patience.look({ ...signs, cpuTicks: 100 }), 'enough');
  now = 61_000;
  assert.equal(patience.look({ ...signs, cpuTicks: 110 }), 'enough');
});

test('what ends is started again five times in ten minutes, each by its own count', () => {
  let now = 0;
  const endings = new Endings(() => now);
  const allowed = Array.from({ length: 6 }, () => endings.allows('broker'));
  assert.deepEqual(allowed, [true, true, true, true, true, false]);
  assert.equal(endings.allows('other'), true);
  now = 600_001;
  assert.equal(endings.allows('broker'), true);
});

const late = async () => {
  throw new Error('Ecomail has not accepted the event yet');
};

test('stories behind a backlog are left out, and ones that are late break off: the system runs on, and why is said', async () => {
  const said = [];
  const behind = (waiting, tell) =>
    toldUnlessLate(tell, { waiting: async () => waiting, isOnce: false, say: (line) => said.push(line) });
  await behind(8_506, () => assert.fail('nobody waits nine minutes for a story'));
  assert.match(
    said.pop(),
    /^8506 events wait for Ecomail, .*: about 9 minutes\. The stories .* are left out\.$/,
  );
  await behind(0, async () => said.push('told'));
  assert.deepEqual(said.splice(0), ['told']);
  await behind(1, late);
  assert.match(
    said.pop(),
    /not accepted the event yet\. 1 event waits .*about a minute\. The system runs on\.$/,
  );
});

test('as a check, stories wait for as long as fewer events wait in front of them, and fail then', async () => {
  const waiting = [9, 7, 7, 5];
  const looks = eventually(late, async () => waiting.shift(), { withinMs: 0 });
  await assert.rejects(
    toldUnlessLate(() => looks, { isOnce: true }),
    /not accepted/,
  );
  assert.deepEqual(waiting, [5]);
});
