import { runSandbox, type RunningSandbox } from '@ellity/testing';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestSandbox } from '../sandbox.fixture';

let dataDir: string;
let running: RunningSandbox | undefined;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-data-'));
});
afterEach(async () => {
  await running?.close();
  rmSync(dataDir, { recursive: true });
});

const ask = async <T>(method: string, path: string, body?: unknown, key = 'sandbox-key'): Promise<T> => {
  const headers = { key, 'content-type': 'application/json' };
  const response = await fetch(`${running?.url}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as T;
};
const everything = async () => ({
  lists: await ask('GET', '/_sandbox/lists'),
  contacts: await ask('GET', '/_sandbox/contacts'),
  events: await ask('GET', '/_sandbox/events'),
  mails: await ask('GET', '/_sandbox/mails'),
  switches: (await ask<{ values: unknown }>('GET', '/_sandbox/switches')).values,
  accounts: await ask('GET', '/_sandbox/accounts'),
});

async function fill(): Promise<void> {
  await ask('PATCH', '/_sandbox/switches', { mailLanguage: 'en', rateLimit: 'off' });
  await ask('POST', '/_sandbox/accounts', { name: 'Other', key: 'other' });
  await ask('POST', '/lists', { name: 'Loyalty' });
  await ask('POST', '/lists/1/subscribe', {
    subscriber_data: { email: 'a@shop.test', custom_fields: { ellity_credit: '1,00' } },
  });
  await ask('POST', '/lists/1/subscribe-bulk', {
    subscriber_data: Array.from({ length: 500 }, (_, index) => ({
      email: `c${index}@shop.test`,
      custom_fields: { ellity_credit: `${index},00` },
    })),
  });
  await ask('POST', '/tracker/events', {
    event: { email: 'c7@shop.test', category: 'ellity', action: 'change', label: 'credit' },
  });
  await ask('DELETE', '/subscribers/c8%40shop.test/delete');
}

describe('data with a data directory', () => {
  it('are all there after a kill without warning, and new ids do not repeat old ones', async () => {
    running = await runSandbox({ dataDir });
    await fill();
    const before = await everything();
    await running.kill();
    running = await runSandbox({ dataDir });
    expect(await everything()).toEqual(before);
    expect(await ask('POST', '/lists', { name: 'Second' })).toEqual({ id: 2, name: 'Second' });
  });

  it('lose only the call whose line was cut short', async () => {
    running = await runSandbox({ dataDir });
    await fill();
    const before = await everything();
    await running.kill();
    appendFileSync(join(dataDir, 'changes.jsonl'), '[["list",{"accountId":"1","id":9,"na');
    running = await runSandbox({ dataDir });
    expect(await everything()).toEqual(before);
  });

  it('keep every accepted contact when killed in the middle of writing', async () => {
    running = await runSandbox({ dataDir });
    await ask('PATCH', '/_sandbox/switches', { rateLimit: 'off' });
    await ask('POST', '/lists', { name: 'Loyalty' });
    let accepted = 0;
    const writing = (async () => {
      for (let index = 0; index < 10_000; index += 1) {
        await ask('POST', '/lists/1/subscribe-bulk', { subscriber_data: [{ email: `k${index}@shop.test` }] });
        accepted = index + 1;
        if (accepted === 30) void running?.kill();
      }
    })();
    await expect(writing).rejects.toThrow();
    running = await runSandbox({ dataDir });
    const { total } = await ask<{ total: number }>('GET', '/_sandbox/contacts');
    expect(accepted).toBeGreaterThanOrEqual(30);
    expect(total).toBeGreaterThanOrEqual(accepted);
    expect(total).toBeLessThanOrEqual(accepted + 1);
  });
});

it('without one a new start knows nothing', async () => {
  running = await runSandbox();
  await ask('POST', '/lists', { name: 'Loyalty' });
  await running.close();
  running = await runSandbox();
  expect(await ask('GET', '/lists')).toEqual([]);
});

describe('what only ever grows', () => {
  it('of events the newest stay, as many as are kept', async () => {
    const small = await TestSandbox.start({ eventsKept: 3 });
    try {
      await small.reset();
      await small.subscribe({ email: 'anna@shop.test' });
      for (const property of ['1', '2', '3', '4', '5']) await small.event('anna@shop.test', { property });
      const events = await small.rows<{ property: string }>('events');
      expect(events.map(({ property }) => property)).toEqual(['3', '4', '5']);
    } finally {
      await small.close();
    }
  });
});
