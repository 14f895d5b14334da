import { eventually } from '@ellity/testing';
import { TestSandbox } from '../sandbox.fixture';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await TestSandbox.start();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await sandbox.reset();
  await sandbox.bulk([{ email: anna }]);
});

const anna = 'anna@shop.test';
const add = (fault: object) => sandbox.control('POST', 'faults', fault);
const events = async () => (await sandbox.rows('events')).length;

describe('faults on demand', () => {
  it.each(['cut', 'cut-stored'])('%s closes the connection without an answer', async (action) => {
    await add({ action, call: 'create-event', times: 1 });
    await expect(sandbox.event(anna)).rejects.toThrow();
    expect(await events()).toBe(action === 'cut' ? 0 : 1);
    expect((await sandbox.event(anna)).status).toBe(200);
  });

  it('cut-late does the work after the caller was cut off, and after what was asked for meanwhile', async () => {
    const updated = (credit: string) =>
      sandbox.updateBulk([{ email: anna, custom_fields: { ellity_credit: credit } }]);
    await add({ action: 'cut-late', call: 'update-subscriber-bulk', times: 1, latencyMs: 150 });
    await expect(updated('older')).rejects.toThrow();
    expect((await updated('newer')).status).toBe(200);
    await eventually(async () =>
      expect(await sandbox.fieldsOf(anna)).toMatchObject({ ellity_credit: 'older' }),
    );
  });

  it('hold keeps a call waiting, and cut-held its work, until the faults are cleared', async () => {
    await add({ action: 'hold', call: 'create-event', times: 1 });
    await add({ action: 'cut-held', call: 'update-subscriber-bulk', times: 1 });
    const held = sandbox.event(anna);
    await eventually(async () => expect(await sandbox.rows('faults')).toHaveLength(1));
    const updated = (credit: string) =>
      sandbox.updateBulk([{ email: anna, custom_fields: { ellity_credit: credit } }]);
    await expect(updated('older')).rejects.toThrow();
    expect((await updated('newer')).status).toBe(200);
    expect([await events(), await sandbox.fieldsOf(anna)]).toMatchObject([0, { ellity_credit: 'newer' }]);
    await sandbox.control('DELETE', 'faults');
    expect((await held).status).toBe(200);
    expect([await events(), await sandbox.fieldsOf(anna)]).toMatchObject([1, { ellity_credit: 'older' }]);
  });

  it('nothing of before a reset comes to who has the list of that number then: held, late, or written late', async () => {
    const ghost = (action: string) => sandbox.bulk([{ email: `${action}@shop.test` }]);
    await sandbox.switch({ bulkWrite: 'after-1s' });
    await ghost('written-late');
    await sandbox.switch({ bulkWrite: 'now' });
    await add({ action: 'cut-late', call: 'subscribe-bulk', times: 1, latencyMs: 300 });
    await expect(ghost('late')).rejects.toThrow();
    await add({ action: 'cut-held', call: 'subscribe-bulk', times: 1 });
    await expect(ghost('held')).rejects.toThrow();
    await add({ action: 'latency', call: 'subscribe-bulk', times: 1, latencyMs: 1_200 });
    const slow = ghost('slow');
    await eventually(async () => expect(await sandbox.rows('faults')).toEqual([]));
    await sandbox.reset();
    await expect(slow).rejects.toThrow();
    const there = (await sandbox.rows<{ email: string }>(`contacts?list=${sandbox.listId}`)).map(
      ({ email }) => email,
    );
    expect(there).toEqual(['technical@shop.test']);
  });

  it.each(['silent', 'silent-stored'])('%s leaves the caller waiting', async (action) => {
    await add({ action, call: 'create-event', times: 1 });
    const patience = new AbortController();
    const event = { email: anna, category: 'ellity', action: 'change', label: 'credit' };
    const headers = { key: 'sandbox-key', 'content-type': 'application/json' };
    const call = fetch(`${sandbox.url}/tracker/events`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ event }),
      signal: patience.signal,
    });
    await eventually(async () => expect(await sandbox.rows('faults')).toEqual([]));
    await eventually(async () => expect(await events()).toBe(action === 'silent' ? 0 : 1));
    patience.abort();
    await expect(call).rejects.toThrow('aborted');
  });

  it.each(['500', '500-stored'])('%s says that it failed', async (action) => {
    await add({ action, call: 'create-event', times: 1 });
    expect((await sandbox.event(anna)).status).toBe(500);
    expect(await events()).toBe(action === '500' ? 0 : 1);
  });

  it('429 tells how long to wait', async () => {
    await add({ action: '429', call: 'create-event', times: 1, retryAfterSeconds: 7 });
    const answer = await sandbox.event(anna);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('7');
  });

  it('html answers with a page', async () => {
    await add({ action: 'html', times: 1 });
    const answer = await sandbox.event(anna);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.body).toContain('Právě probíhá údržba');
  });

  it('refuse answers with the errors that were given', async () => {
    const errors = { custom_fields: ['ellity_pin does not exist'] };
    await add({ action: 'refuse', times: 1, errors });
    expect(await sandbox.event(anna)).toMatchObject({ status: 422, body: { errors } });
  });

  it('latency delays the work itself', async () => {
    await add({ action: 'latency', call: 'create-event', latencyMs: 120, times: 1 });
    const startedAt = performance.now();
    await sandbox.event(anna);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(115);
  });

  it('hit only the call, the text and the number of times they were made for', async () => {
    await add({ action: '500', call: 'create-event', containing: 'second', times: 1 });
    expect((await sandbox.event(anna, { property: 'first' })).status).toBe(200);
    expect((await sandbox.event(anna, { property: 'second' })).status).toBe(500);
    expect((await sandbox.event(anna, { property: 'second' })).status).toBe(200);
    expect(await sandbox.rows('faults')).toEqual([]);
  });

  it('hit their share of the calls', async () => {
    await add({ action: '500', call: 'account', rate: 0.5 });
    const answers = await Promise.all(Array.from({ length: 200 }, () => sandbox.api('GET', '/account')));
    const failed = answers.filter(({ status }) => status === 500).length;
    expect(failed).toBeGreaterThan(40);
    expect(failed).toBeLessThan(160);
  });

  it('stay until removed when they have no number', async () => {
    await add({ action: '500', call: 'account' });
    expect((await sandbox.api('GET', '/account')).status).toBe(500);
    expect((await sandbox.api('GET', '/account')).status).toBe(500);
    const [fault] = await sandbox.rows<{ id: number }>('faults');
    await sandbox.control('DELETE', `faults/${fault?.id}`);
    expect((await sandbox.api('GET', '/account')).status).toBe(200);
  });

  it('that make no sense are refused, field by field', async () => {
    expect(await add({ action: 'boom', rate: 3 })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'action' }, { field: 'rate' }] },
    });
  });
});
