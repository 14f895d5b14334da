import { eventually } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { aCredit, aProfile } from '../events.fixture';
import { Sandbox } from '../sandbox.fixture';
import { SyncStage } from '../sync.fixture';
import { AutomationSamplesService } from './automation-samples.service';
import type { ConnectionStatus } from './status.response';

let sandbox: Sandbox;
let stage: SyncStage;
beforeAll(async () => {
  sandbox = await Sandbox.start();
  stage = await SyncStage.create({ ecomailUrl: sandbox.url });
  await stage.activate(sandbox, { requestsPerMinute: 1_000, quietSeconds: 1 });
});
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});

const status = async () => (await stage.http<ConnectionStatus>('GET', '/connections/demo/status')).body;
const laneOf = ({ lanes }: ConnectionStatus, name: string) => lanes.find(({ lane }) => lane === name);

/** The names and data of server-sent events as they come; `end` resolves when the service ended the stream. */
async function listenTo(path = '/connections/demo/status/stream') {
  const stopping = new AbortController();
  const response = await fetch(`${stage.url}${path}`, { signal: stopping.signal });
  const events: { type: string; data: string }[] = [];
  const read = async () => {
    let text = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      const whole = text.split('\n\n');
      text = whole.pop() ?? '';
      for (const one of whole) {
        const part = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(one)?.[1] ?? '';
        events.push({ type: part('event'), data: part('data') });
      }
    }
  };
  const end = response.status === 200 ? read().catch(() => undefined) : Promise.resolve();
  return { status: response.status, events, end, stop: () => stopping.abort() };
}

it('the status says what waits and until when, what went well, what merging saved and what Ecomail refuses', async () => {
  const customerId = randomUUID();
  await stage.publish(aProfile({ customerId }), aCredit({ customerId }, '5.00', '5.00'));
  await eventually(async () => expect(await sandbox.events()).toHaveLength(1));
  // Those that wait together are announced together, however long it takes until they are received.
  await stage.http('POST', '/connections/demo/pause', {});
  await stage.publish(...[6, 7, 8].map((balance) => aCredit({ customerId }, `${balance}.00`, '1.00')));
  await stage.received(5);
  await stage.http('POST', '/connections/demo/resume', {});
  await eventually(async () => expect((await status()).callsSaved).toBe(2));
  const bad = randomUUID();
  const errors = { 'subscriber_data.0': { email: ['email_invalid'] } };
  await sandbox.fault({ action: 'refuse', containing: 'bad@shop.test', errors });
  await stage.publish(aProfile({ customerId: bad }, { email: 'bad@shop.test' }));
  await eventually(async () =>
    expect(await status()).toMatchObject({ rejected: { count: 1, examples: [{ customerId: bad }] } }),
  );
  await sandbox.clearFaults();
  const quiet = await eventually(async () => {
    const now = await status();
    expect(now).toMatchObject({
      ...{ shopId: 'demo', state: 'active', reason: null, oldestSeconds: null, lastExport: null },
      forecast: { secondsLeft: 0, heldUpBy: null },
      budget: { requestsPerMinute: 1_000 },
      drift: { last: null, lagSeconds: null },
    });
    return now;
  });
  expect(quiet.budget.usedLastMinute).toBeGreaterThan(0);
  expect(Date.now() - Date.parse(quiet.lastSuccessAt ?? '')).toBeLessThan(60_000);
  await stage.database.query(`update connections set state = 'paused', reason = 'key-rejected'`);
  await stage.publish(aCredit({ customerId }, '9.00', '1.00'));
  await eventually(async () => {
    const held = await status();
    expect(laneOf(held, 'credit')).toMatchObject({ contacts: 1 });
    expect(held.forecast).toEqual({ secondsLeft: null, doneAt: null, heldUpBy: 'key-rejected' });
  });
  await stage.http('POST', '/connections/demo/resume', {});
  await eventually(async () => expect((await status()).oldestSeconds).toBeNull());
});

it('an event that no automation uses is told to the merchant, and not any more when one does', async () => {
  const ids = [1, 2, 3].map(() => randomUUID());
  await sandbox.switch({ automationReach: 'subscribed' });
  for (const customerId of ids)
    await stage.publish(
      aProfile({ customerId }, { marketingConsent: 'denied' }),
      aCredit({ customerId }, '5.00', '5.00'),
    );
  await eventually(async () => {
    const called = await stage.database.query(
      `select from domain_events where customer_id = any($1) and ecomail_event_id is not null`,
      [ids],
    );
    expect(called.rowCount).toBe(3);
  });
  // As if it had been yesterday; whom the automations of before reached is another test's matter.
  await stage.database.query(
    `update domain_events set settled_at = settled_at - interval '1 day' where customer_id = any($1)`,
    [ids],
  );
  await stage.database.query(
    `update domain_events set ecomail_event_id = null where customer_id <> all($1)`,
    [ids],
  );
  await stage.database.query(
    `insert into automation_samples values ($1, now() - interval '2 hours', 0, 0)
     on conflict (shop_id) do update set sampled_at = excluded.sampled_at, contacts = 0, started = 0`,
    ['demo'],
  );
  const samples = stage.get(AutomationSamplesService);
  await samples.takeDue();
  const { automations } = await status();
  expect(automations).toMatchObject({ use: 'unused', contacts: 3 });
  expect(automations.text.cs).toContain('žádná automatizace nepoužívá');
  expect(automations.text.en).toContain('No automation uses this event');
  await sandbox.switch({ automationReach: 'everybody' });
  await stage.publish(aCredit({ customerId: ids[0] ?? '' }, '6.00', '1.00'));
  await eventually(async () => {
    await samples.take('demo');
    expect((await status()).automations.use).toBe('used');
  });
});

it('a stream says the status at once and when it changes, and gives signs of life in between', async () => {
  const stream = await listenTo();
  await eventually(() => expect(stream.events[0]?.type).toBe('status'));
  await eventually(() => expect(stream.events.some(({ type }) => type === 'heartbeat')).toBe(true));
  const before = stream.events.filter(({ type }) => type === 'status').length;
  const customerId = randomUUID();
  await stage.publish(aProfile({ customerId }), aCredit({ customerId }, '5.00', '5.00'));
  await eventually(() =>
    expect(stream.events.filter(({ type }) => type === 'status').length).toBeGreaterThan(before),
  );
  stream.stop();
  await stream.end;
});

it('whoever goes away before a stream begins leaves its place to others', async () => {
  for (let left = 0; left < 3; left += 1) {
    // The one table that a status reads and nothing in the background does: whatever else waited for this lock could
    // take every connection of the pool before the status gets one.
    const holder = await stage.database.connect();
    await holder.query('begin; lock table automation_samples in access exclusive mode');
    try {
      const gone = new AbortController();
      const stream = fetch(`${stage.url}/connections/demo/status/stream`, { signal: gone.signal });
      await eventually(async () => {
        const { rows } = await stage.database.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
             and query like 'select sampled_at%from automation_samples%'`,
        );
        expect(rows).not.toHaveLength(0);
      });
      const before = await stage.openConnections();
      gone.abort();
      await expect(stream).rejects.toThrow();
      await eventually(async () => expect(await stage.openConnections()).toBeLessThan(before));
    } finally {
      await holder.query('rollback');
      holder.release();
    }
  }
  const streams: Awaited<ReturnType<typeof listenTo>>[] = [];
  await eventually(async () => {
    const next = await listenTo();
    expect(next.status).toBe(200);
    streams.push(next);
    expect(streams.length).toBeGreaterThanOrEqual(3);
  });
  for (const stream of streams) {
    stream.stop();
    await stream.end;
  }
});

it('no more streams are open than a process takes, and all end when it stops', async () => {
  expect((await listenTo('/connections/unknown/status/stream')).status).toBe(404);
  const streams = await Promise.all([listenTo(), listenTo(), listenTo()]);
  expect((await listenTo()).status).toBe(503);
  streams[0].stop();
  let again = await listenTo();
  await eventually(async () => {
    if (again.status !== 200) again = await listenTo();
    expect(again.status).toBe(200);
  });
  await stage.stop();
  await Promise.all([...streams.map(({ end }) => end), again.end]);
  await stage.start();
});
