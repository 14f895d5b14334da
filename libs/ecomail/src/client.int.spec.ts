import { eventually, runSandbox, type RunningSandbox } from '@ellity/testing';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { EcomailClient } from './client';
import type { CallReport } from './transport';

const apiKey = 'secret-key-of-the-test';
const email = 'anna@shop.test';
const event = { email, category: 'ellity', action: 'change', label: 'credit', property: 'id-1' };

let sandbox: RunningSandbox;
let client: EcomailClient;
/** Gives up soon, for what is never answered; the other one has time enough for a busy machine. */
let impatient: EcomailClient;
let calls: CallReport[] = [];

const control = async (method: string, path: string, body?: object): Promise<unknown> => {
  const response = await fetch(`${sandbox.url}/_sandbox/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.status === 204 ? undefined : response.json();
};
const createBulk = (emails: readonly string[], caller = client) =>
  caller.subscribeBulk(1, {
    subscriber_data: emails.map((one) => ({ email: one })),
    update_existing: false,
    resubscribe: false,
    trigger_autoresponders: false,
  });
const failureOf = async (call: Promise<unknown>): Promise<Error> => {
  try {
    await call;
  } catch (error) {
    return error as Error;
  }
  throw new Error('the call succeeded');
};

beforeAll(async () => {
  sandbox = await runSandbox();
  client = new EcomailClient({
    baseUrl: `${sandbox.url}/`,
    apiKey,
    timeoutMs: 60_000,
    onCall: (call) => calls.push(call),
  });
  impatient = new EcomailClient({
    baseUrl: `${sandbox.url}/`,
    apiKey,
    timeoutMs: 1_000,
    bulkTimeoutMs: 60_000,
  });
});
afterAll(async () => {
  client.close();
  impatient.close();
  await sandbox.close();
});
beforeEach(async () => {
  await control('POST', 'reset');
  await control('POST', 'accounts/1/key', { key: apiKey });
  await client.createList({ name: 'Loyalty' });
  await createBulk([email]);
  calls = [];
});

describe('one request, one answer or one typed error', () => {
  it.each([
    [{ action: 'cut' }, 'ecomail.connection-failed', true],
    [{ action: 'cut-stored' }, 'ecomail.connection-failed', true],
    [{ action: 'silent' }, 'ecomail.timeout', true],
    [{ action: '429', retryAfterSeconds: 7 }, 'ecomail.rate-limited', false],
    [{ action: '500' }, 'ecomail.unavailable', true],
    [{ action: 'html' }, 'ecomail.maintenance', true],
  ])('%j ends as %s, and the request may have been applied: %s', async (fault, code, mayHaveArrived) => {
    await control('POST', 'faults', { ...fault, call: 'create-event' });
    const caller = fault.action === 'silent' ? impatient : client;
    expect(await failureOf(caller.createEvent(event))).toMatchObject({
      code,
      mayHaveArrived,
      retryable: true,
    });
  });

  it('nothing is repeated: a failed call is one call', async () => {
    await control('POST', 'faults', { action: '500', call: 'create-event' });
    await failureOf(client.createEvent(event));
    const { counts } = (await control('GET', 'calls')) as { counts: Record<string, { calls: number }> };
    expect(counts['create-event']?.calls).toBe(1);
  });

  it('the pause that a 429 asks for is told', async () => {
    await control('POST', 'faults', { action: '429', retryAfterSeconds: 7, call: 'account' });
    expect(await failureOf(client.account())).toMatchObject({ retryAfterMs: 7000 });
  });

  it('a connection that could not be made certainly brought nothing', async () => {
    const nowhere = new EcomailClient({ baseUrl: 'http://127.0.0.1:1', apiKey });
    expect(await failureOf(nowhere.createEvent(event))).toMatchObject({
      code: 'ecomail.connection-failed',
      mayHaveArrived: false,
    });
  });

  it('bulk calls have more time than others', async () => {
    await control('POST', 'faults', { action: 'latency', latencyMs: 2_000 });
    expect(await failureOf(impatient.account())).toMatchObject({ code: 'ecomail.timeout' });
    await expect(createBulk(['b@shop.test'], impatient)).resolves.toEqual({ inserts: 1 });
  });

  it.each(['401', '403', '200'])(
    'a wrong key is told with status %s as well (section 11)',
    async (wrongKey) => {
      await control('PATCH', 'switches', { wrongKey });
      const stranger = new EcomailClient({ baseUrl: sandbox.url, apiKey: 'other' });
      expect(await failureOf(stranger.listLists())).toMatchObject({
        code: 'ecomail.key-rejected',
        retryable: false,
      });
      stranger.close();
    },
  );

  it('the minute is told apart with a body of any kind (section 11)', async () => {
    await control('PATCH', 'switches', { rateLimit: 'sliding' });
    const fill = () =>
      Promise.all(Array.from({ length: 1000 }, () => client.account().catch(() => undefined)));
    for (const rateLimitBody of ['message', 'errors', 'html', 'empty']) {
      await control('PATCH', 'switches', { rateLimitBody });
      // A minute that passed meanwhile is filled again.
      await eventually(async () => {
        const failure = await client.account().catch((error: unknown) => error as Error);
        if (!(failure instanceof Error)) await fill();
        expect(failure).toMatchObject({ code: 'ecomail.rate-limited', retryable: true });
      });
    }
  });
});

describe('whatever the undocumented answers are (section 11)', () => {
  it.each(['by-index', 'by-path', 'single'])(
    'a refused bulk call tells which contact it was: %s',
    async (bulkRefusal) => {
      await control('PATCH', 'switches', { bulkRefusal });
      expect(await failureOf(createBulk(['b@shop.test', 'bad', 'c@shop.test']))).toMatchObject({
        code: 'ecomail.contact-rejected',
        rejected: [{ index: 1, field: 'email' }],
      });
    },
  );

  it.each(['404', '200', '404-message'])('a missing member reads as null: %s', async (unknownMember) => {
    await control('PATCH', 'switches', { unknownMember });
    expect(await client.getSubscriber(1, 'nobody@shop.test')).toBeNull();
  });

  it.each(['404', '404-message', '422', '200'])(
    'a missing list is never mistaken for a missing member: %s',
    async (unknownList) => {
      await control('PATCH', 'switches', { unknownList });
      const failure = await failureOf(client.getSubscriber(77, email));
      expect(failure).toMatchObject({ retryable: false, mayHaveArrived: false });
    },
  );

  it.each(['404', '422', '200'])('an event for an unknown contact is not-found: %s', async (unknownEvent) => {
    await control('PATCH', 'switches', { unknownEvent });
    expect(await failureOf(client.createEvent({ ...event, email: 'nobody@shop.test' }))).toMatchObject({
      code: 'ecomail.not-found',
      mayHaveArrived: false,
    });
  });

  it.each(['404', '422', '200'])('unsubscribing nobody gives null: %s', async (unsubscribeUnknown) => {
    await control('PATCH', 'switches', { unsubscribeUnknown });
    expect(await client.unsubscribe(1, 'nobody@shop.test')).toBeNull();
  });

  it.each(['404', 'false'])('erasing nobody gives false: %s', async (deleteUnknown) => {
    await control('PATCH', 'switches', { deleteUnknown });
    expect(await client.deleteSubscriber('nobody@shop.test')).toBe(false);
  });

  it.each([
    ['list', { updates: 1, refused: [{ index: 1 }] }],
    ['skip', { updates: 1, refused: [] }],
    ['create', { updates: 2, refused: [] }],
  ])('a bulk update of somebody who is not there is understood: %s', async (updateBulkUnknown, result) => {
    await control('PATCH', 'switches', { updateBulkUnknown });
    const subscriber_data = [{ email }, { email: 'nobody@shop.test' }];
    expect(await client.updateSubscriberBulk(1, { subscriber_data, allow_resubscribe: false })).toMatchObject(
      result,
    );
  });

  it.each(['errors-map', 'errors-array', 'message'])(
    'a refused single contact is contact-rejected: %s',
    async (invalidEmail) => {
      await control('PATCH', 'switches', { invalidEmail });
      const body = {
        update_existing: false,
        resubscribe: false,
        skip_confirmation: true,
        trigger_autoresponders: false,
        trigger_notification: false,
      };
      expect(
        await failureOf(client.subscribe(1, { subscriber_data: { email: 'bad@' }, ...body })),
      ).toMatchObject({
        code: 'ecomail.contact-rejected',
        rejected: [{ index: 0 }],
      });
    },
  );
});

describe('what others see of a call', () => {
  it('each is reported with its kind, path template, status and time, and without any address', async () => {
    await client.getSubscriber(1, email);
    await failureOf(client.createEvent({ ...event, email: 'nobody@shop.test' }));
    expect(calls).toMatchObject([
      { kind: 'get-subscriber', method: 'GET', path: '/lists/{list}/subscriber/{email}', status: 200 },
      { kind: 'create-event', path: '/tracker/events', status: 404, code: 'ecomail.not-found' },
    ]);
    expect(calls.every(({ durationMs, requestId }) => durationMs > 0 && requestId !== undefined)).toBe(true);
    expect(JSON.stringify(calls)).not.toContain('@');
  });

  it('the trace context of the caller travels along', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await client.account({ headers: { traceparent } });
    const { rows } = (await control('GET', 'calls?kind=account')) as { rows: readonly unknown[] };
    expect(rows[0]).toMatchObject({ traceparent });
  });

  it('no error holds the key or the address, at any depth', async () => {
    await control('POST', 'faults', { action: 'cut', call: 'create-event', times: 1 });
    const failures = [
      await failureOf(client.createEvent(event)),
      await failureOf(client.createEvent({ ...event, email: 'nobody@shop.test' })),
      await failureOf(createBulk(['bad one@shop.test'])),
      await failureOf(new EcomailClient({ baseUrl: 'http://127.0.0.1:1', apiKey }).createEvent(event)),
    ];
    for (const failure of failures) {
      const text = [failure.stack, JSON.stringify(failure), String(failure.cause)].join('\n');
      expect(text).not.toContain(apiKey);
      expect(text).not.toMatch(/[\w.]+@shop\.test/);
    }
  });

  it('an address with odd characters reaches its contact', async () => {
    const odd = "o'neill+a/b?c#d%e@shop.test";
    await createBulk([odd]);
    expect(await client.getSubscriber(1, odd)).toMatchObject({ email: odd });
  });
});

it('an idle connection is ended by us, before a server ends it under the next request', async () => {
  const server = createServer((_request, response) => response.end('{}'));
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const patient = new EcomailClient({ baseUrl: `http://127.0.0.1:${port}`, apiKey, idleMs: 50 });
  const [[connection]] = (await Promise.all([once(server, 'connection'), patient.account()])) as [
    [Socket],
    unknown,
  ];
  await once(connection, 'close');
  patient.close();
  server.close();
});
