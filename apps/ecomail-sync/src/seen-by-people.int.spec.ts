import { compose, VerifyNotice } from '@ellity/contracts';
import { messagingRegister } from '@ellity/messaging';
import { runsRegister } from '@ellity/runs';
import { type Actor, mergedRegisters, type ServiceFile, ServiceTokens } from '@ellity/platform';
import { DocumentedAnswers, eventually, registerProblems, routeCallers, tokenHeaders } from '@ellity/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConnectionView } from './connection/connection.response';
import type { ContactFieldsView, ContactsPage } from './mirror/contact.response';
import type { ContactAtEcomail } from './status/at-ecomail.response';
import { dataRegister } from './personal-data';
import { sealedColumns } from './sealed-columns';
import { Sandbox } from './sandbox.fixture';
import { aCredit, aProfile } from './events.fixture';
import { type Answer, SyncStage } from './sync.fixture';

const tokens = `k1:${randomBytes(32).toString('base64')}`;
const merchant: Actor = { id: 'person-1', role: 'merchant', shops: ['demo'] };
const stranger: Actor = { id: 'person-2', role: 'merchant', shops: ['another'] };
const hook = 'https://hooks.shop.test/hooks/ecomail/secret';

let sandbox: Sandbox;
let stage: SyncStage;
beforeAll(async () => {
  sandbox = await Sandbox.start();
  stage = await SyncStage.create({ ecomailUrl: sandbox.url, tokens });
});
afterAll(async () => {
  await stage?.close();
  await sandbox?.close();
});

const ask = async <T>(method: string, path: string, body?: unknown, actor?: Actor): Promise<Answer<T>> =>
  stage.http<T>(method, path, body, await tokenHeaders(tokens, 'ecomail-sync', actor));
const activate = (over: object = {}) =>
  ask<ConnectionView>('PUT', '/connections/demo', {
    ...{ apiKey: sandbox.key, listId: sandbox.listId, language: 'cs', requestsPerMinute: null, ...over },
  });
const connection = async () => (await ask<ConnectionView>('GET', '/connections/demo')).body;

/** The values of one scrape by name and labels. */
async function scrape(): Promise<Readonly<Record<string, number>>> {
  const text = await (await fetch(`${stage.url}/metrics`)).text();
  const lines = [...text.matchAll(/^([a-z_]+(?:\{[^}]*\})?) (\S+)$/gm)];
  return Object.fromEntries(lines.map(([, name = '', value]) => [name, Number(value)] as const));
}
const withLabels = (name: string, labels: Readonly<Record<string, string>>): string =>
  `${name}{${Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(',')}}`;

it('alarms ask for metrics that exist', async () => {
  const rules = await readFile(join(__dirname, '../../../docs/monitoring/ecomail.rules.yml'), 'utf8');
  const asked = [...rules.matchAll(/^ +expr: .*?\b(ecomail_\w+)/gm)].map(([, name]) => name);
  const text = await (await fetch(`${stage.url}/metrics`)).text();
  const there = [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name);
  expect(asked.length).toBeGreaterThan(3);
  expect(asked.filter((name) => !there.includes(name))).toEqual([]);
});

async function aStoredCustomer(): Promise<string> {
  const customerId = randomUUID();
  await stage.publish(aProfile({ customerId }));
  await eventually(async () =>
    expect((await ask<{ isKnown: boolean }>('GET', `/contacts/demo/${customerId}`)).body.isKnown).toBe(true),
  );
  return customerId;
}

it('what is kept of people is named in the register, column by column', async () => {
  const register = mergedRegisters(dataRegister, messagingRegister, runsRegister);
  expect(await registerProblems(stage.config.database.url, register, sealedColumns)).toEqual([]);
});

it('a merchant of another shop gets nothing from any route; who else gets through is decided route by route', async () => {
  const { openToStrangers, restricted } = await routeCallers(stage.url, 'ecomail-sync', tokens);
  expect(openToStrangers).toEqual([]);
  expect(restricted).toEqual({
    'GET /books/{shopId}': 'service operator',
    'GET /connections': 'service operator',
    'GET /reconciliation/{shopId}': 'service operator',
    'GET /runs': 'service operator',
    'GET /runs/{runId}': 'service operator',
    'GET /story/{id}': 'service operator',
    'POST /books/{shopId}/acknowledgements': 'service operator',
    'POST /events/{shopId}/parked': 'service operator',
    'POST /internal/preview': 'service',
    'POST /reconciliation/{shopId}/acknowledgements': 'service operator',
    'POST /runs/{runId}/{order}': 'service operator',
    'POST /shops/{shopId}/customers/{customerId}/file': 'operator',
    'POST /story': 'service operator',
  });
});

it('a new connection says what it found, and that its webhook works as soon as a notice arrived', async () => {
  expect(await activate({ webhookUrl: hook })).toMatchObject({ status: 200, body: { failing: [] } });
  expect((await connection()).webhook).toMatchObject({ seen: null, matches: false, lastNoticeAt: null });
  const receivedAt = new Date().toISOString();
  const notice = { email: 'nobody@shop.test', status: 'subscribed', campaignId: null, receivedAt } as const;
  const about = (listId: number) =>
    compose<VerifyNotice>(
      VerifyNotice,
      { ...notice, listId, noticeId: randomUUID() },
      { source: 'webhook-gateway', shopId: 'demo' },
    );
  await stage.publish(about(sandbox.listId + 1));
  await stage.publish(about(sandbox.listId));
  await eventually(async () =>
    expect((await connection()).webhook).toMatchObject({ matches: true, lastNoticeAt: receivedAt }),
  );
});

it('contacts that Ecomail refuses are listed with the reason: in full for people of the shop, shortened for services', async () => {
  await sandbox.fault({
    action: 'refuse',
    containing: 'refused@shop.test',
    errors: { 'subscriber_data.0': { email: ['is blocked'] } },
    rate: 1,
  });
  const [refused, incomplete] = [randomUUID(), randomUUID()];
  await stage.publish(aProfile({ customerId: refused }, { email: 'refused@shop.test' }));
  await eventually(async () => expect((await connection()).counts).toMatchObject({ rejected: 1 }));
  await stage.publish(
    aProfile({ customerId: incomplete }, { referralLink: 'shop.test/?ref=A' }),
    aProfile({ customerId: randomUUID() }),
  );
  const list = (query: string, actor?: Actor) =>
    ask<ContactsPage>('GET', `/connections/demo/contacts${query}`, undefined, actor);
  await eventually(async () => {
    expect((await list('')).body.items).toHaveLength(3);
    expect((await list('?state=rejected', merchant)).body.items).toMatchObject([
      {
        ...{ customerId: refused, email: 'refused@shop.test' },
        rejection: { code: 'refused', message: 'email: is blocked' },
      },
    ]);
    expect((await list('?state=incomplete', merchant)).body.items).toMatchObject([
      {
        customerId: incomplete,
        rejection: null,
        leftOut: { ellity_referral_link: expect.any(String) as string },
      },
    ]);
  });
  const shortened = JSON.stringify((await list('?state=rejected')).body);
  expect(shortened).toContain('r***@shop.test');
  expect(shortened).not.toContain('refused@shop.test');
  expect((await list('?state=rejected', stranger)).status).toBe(403);
  expect((await list('?state=dirty', merchant)).status).toBe(400);
  expect((await connection()).counts).toMatchObject({ rejected: 1, incomplete: 1 });
  const [first, second] = [await list('?limit=2'), await list('?limit=2', merchant)].map(({ body }) => body);
  const rest = (await list(`?limit=2&before=${first?.next ?? ''}`)).body;
  expect([first?.items.length, rest.items.length, rest.next]).toEqual([2, 1, null]);
  expect(second?.next).toBe(first?.next);
  await sandbox.clearFaults();
});

it('a merchant sees what goes into the fields of a customer, as the list has it; never the PIN', async () => {
  const customerId = randomUUID();
  const fields = (id: string, actor: Actor = merchant) =>
    ask<ContactFieldsView>('GET', `/contacts/demo/${id}/fields`, undefined, actor);
  await stage.publish(aProfile({ customerId }), aCredit({ customerId }, '1250.50', '1250.50'));
  await eventually(async () =>
    expect((await fields(customerId)).body.fields).toMatchObject({
      ellity_credit: '1 250,50',
      ellity_credit_num: 1250,
    }),
  );
  expect((await fields(customerId)).body.fields).not.toHaveProperty('ellity_pin');
  expect((await fields(customerId, stranger)).status).toBe(403);
  expect((await fields(randomUUID())).status).toBe(404);
});

it('a merchant sees what Ecomail has of a customer now, beside what belongs there; never the PIN', async () => {
  const customerId = randomUUID();
  const path = `/contacts/demo/${customerId}/at-ecomail`;
  const seen = async () => (await ask<ContactAtEcomail>('GET', path, undefined, merchant)).body;
  const creditOf = ({ fields }: ContactAtEcomail) => fields.find(({ name }) => name === 'ellity_credit');
  await stage.publish(aProfile({ customerId }), aCredit({ customerId }, '70.00', '70.00'));
  await eventually(async () => {
    const { status, fields } = await seen();
    expect([status, fields.filter(({ isSame }) => !isSame)]).toEqual(['subscribed', []]);
  });
  const { rows } = await stage.database.query<{ email: string }>(
    'select email from contacts where customer_id = $1',
    [customerId],
  );
  await sandbox.edit(rows[0]?.email ?? '', { custom_fields: { ellity_credit: '7,00' } });
  const changed = await seen();
  expect(creditOf(changed)).toEqual({
    ...{ name: 'ellity_credit', ours: '70,00', theirs: '7,00' },
    isSame: false,
  });
  expect(JSON.stringify(changed)).not.toContain('ellity_pin');
  expect((await ask('GET', path, undefined, stranger)).status).toBe(403);
});

it('a person is shown what is held about them, by the address as written too; loyalty-core and operators alone may ask', async () => {
  const customerId = randomUUID();
  const path = `/shops/demo/customers/${customerId}/file`;
  await stage.publish(
    aProfile({ customerId }, { firstName: 'Zdislava' }),
    aCredit({ customerId }, '5.00', '5.00'),
  );
  await eventually(async () => {
    const { rows } = await stage.database.query(
      `select 1 from domain_events where customer_id = $1 and state = 'delivered'`,
      [customerId],
    );
    expect(rows).toHaveLength(2);
  });
  const [email] = (
    await stage.database.query<{ email: string }>('select email from contacts where customer_id = $1', [
      customerId,
    ])
  ).rows.map((row) => row.email);
  const headers = await new ServiceTokens(tokens, 'loyalty-core').headersFor('ecomail-sync');
  const { status, body } = await stage.http<ServiceFile>('POST', path, { addresses: [] }, headers);
  expect({ status, body }).toMatchObject({
    status: 200,
    body: {
      addresses: [email],
      parts: {
        contact: [{ email, emailAtEcomail: email, firstName: 'Zdislava', balance: '5.00', hasPin: false }],
        events: [{ type: 'loyalty.CustomerChanged.v1' }, { numbers: { amount: '5.00' }, state: 'delivered' }],
        memberships: [{ status: 'subscribed', cause: 'ourselves' }],
      },
    },
  });
  expect(body.parts['journal']?.length).toBeGreaterThan(0);
  const stranger = { addresses: [String(email)] };
  const others = await stage.http<ServiceFile>(
    'POST',
    `/shops/demo/customers/${randomUUID()}/file`,
    stranger,
    headers,
  );
  expect(others.body).toMatchObject({ addresses: [], parts: { contact: [], memberships: [], events: [] } });
  const operator: Actor = { id: 'person-3', role: 'operator', shops: [] };
  expect((await ask('POST', path, { addresses: [] }, operator)).status).toBe(200);
  expect((await ask('POST', path, { addresses: [] }, merchant)).status).toBe(403);
  expect((await ask('POST', path, { addresses: [] })).status).toBe(403);
});

it('while Ecomail fails, the connection, the story and the metrics say what, since when, and when it is tried again', async () => {
  const customerId = randomUUID();
  await sandbox.fault({ action: '500', call: 'subscribe-bulk', rate: 1 });
  await sandbox.fault({ action: '500', call: 'update-subscriber-bulk', rate: 1 });
  const slow = await sandbox.fault({ action: 'latency', latencyMs: 150 });
  await stage.publish(aProfile({ customerId }));
  const first = await eventually(async () => {
    expect((await connection()).failing).toHaveLength(1);
    return (await connection()).failing[0];
  });
  // The lane of credit finds the contact under way in that of profiles, and no reason to think that Ecomail is well.
  await stage.publish(aCredit({ customerId }, '5.00', '5.00'));
  await eventually(async () => {
    const waiting = `select from domain_events where customer_id = $1 and state = 'waiting'`;
    expect((await stage.database.query(waiting, [customerId])).rowCount).toBe(2);
  });
  const failing = await eventually(async () => {
    const [last] = (await connection()).failing;
    expect(last).toMatchObject({ kind: 'writes', status: 500 });
    expect(last?.failures).toBeGreaterThan((first?.failures ?? 0) + 1);
    return last;
  });
  expect(failing?.since).toBe(first?.since);
  await sandbox.endFault(slow);
  expect(Date.parse(failing?.nextAttemptAt ?? '')).toBeGreaterThanOrEqual(Date.parse(failing?.since ?? ''));
  const { body: story } = await ask<{ steps: { what: string }[] }>('GET', `/story/${customerId}`);
  expect(story.steps.map(({ what }) => what)).toContainEqual(
    expect.stringMatching(/^writing contacts failed \d+ times since \(ecomail\.\S+: .*tried again at/),
  );
  const metrics = await scrape();
  expect(metrics['ecomail_connections_failing{kind="writes"}']).toBe(1);
  expect(metrics['ecomail_contacts_waiting{lane="credit"}']).toBe(1);
  expect(metrics['ecomail_contacts_oldest_seconds{lane="credit"}']).toBeGreaterThan(0);
  expect(metrics['ecomail_shop_oldest_seconds{shop="demo"}']).toBeGreaterThan(0);
  expect(
    metrics[withLabels('ecomail_calls_total', { call: 'subscribe-bulk', status: '500' })],
  ).toBeGreaterThan(1);
  await sandbox.clearFaults();
  await eventually(async () => {
    expect((await connection()).failing).toEqual([]);
    const after = await scrape();
    expect(after['ecomail_connections_failing{kind="writes"}']).toBeUndefined();
    expect(after['ecomail_contacts_waiting{lane="credit"}']).toBe(0);
    expect(after['ecomail_contacts_oldest_seconds{lane="credit"}']).toBe(0);
    expect(after['ecomail_shop_oldest_seconds{shop="demo"}']).toBeUndefined();
  });
  const { body: later } = await ask<{ steps: { what: string }[] }>('GET', `/story/${customerId}`);
  expect(later.steps.map(({ what }) => what)).toContainEqual(
    expect.stringMatching(/^writing contacts failed \d+ times until \S+ \(ecomail\.\S+: /),
  );
});

it('calls are counted by status, 429s included, and the share of the budget that was used is known', async () => {
  await activate({ requestsPerMinute: 1_000, quietSeconds: 0 });
  const customerId = await aStoredCustomer();
  const tooMany = withLabels('ecomail_calls_total', { call: 'create-event', status: '429' });
  await sandbox.fault({ action: '429', call: 'create-event', retryAfterSeconds: 1 });
  await stage.publish(aCredit({ customerId }, '7.00', '7.00'));
  await eventually(async () => {
    const metrics = await scrape();
    expect(metrics[tooMany]).toBeGreaterThan(0);
    expect(metrics['ecomail_events_waiting{lane="credit"}']).toBe(1);
    expect(metrics['ecomail_events_oldest_seconds{lane="credit"}']).toBeGreaterThan(0);
    const budget = Object.entries(metrics).filter(([name]) => name.startsWith('ecomail_budget_used_ratio'));
    expect(budget).toHaveLength(1);
    expect(budget[0]?.[1]).toBeGreaterThan(0);
    expect(budget[0]?.[1]).toBeLessThanOrEqual(1);
  });
  await sandbox.clearFaults();
  await eventually(async () => {
    const metrics = await scrape();
    expect(metrics['ecomail_events_waiting{lane="credit"}']).toBe(0);
    expect(metrics['ecomail_events_oldest_seconds{lane="credit"}']).toBe(0);
  });
});

it('events without an answer and parked ones are counted, and connections by state and reason', async () => {
  const customerId = await aStoredCustomer();
  const waiting = async (lane: string) => (await scrape())[withLabels('ecomail_events_waiting', { lane })];
  await sandbox.fault({ action: '500', call: 'create-event', times: 1 });
  await sandbox.fault({ action: 'refuse', call: 'create-event' });
  const unread = await sandbox.fault({ action: '500', call: 'subscriber-events' });
  await stage.publish(aCredit({ customerId }, '7.00', '7.00'));
  await eventually(async () => expect(await waiting('unconfirmed')).toBe(1));
  await sandbox.endFault(unread);
  await eventually(async () => {
    const metrics = await scrape();
    expect(metrics['ecomail_events_parked{reason="event-rejected"}']).toBe(1);
    expect(metrics['ecomail_events_waiting{lane="unconfirmed"}']).toBe(0);
    expect(metrics[withLabels('ecomail_connections', { state: 'active', reason: '' })]).toBe(1);
  });
  await sandbox.clearFaults();
  await sandbox.setKey('another-key');
  await stage.publish(aCredit({ customerId }, '8.00', '1.00'));
  await eventually(async () => {
    const metrics = await scrape();
    const paused = withLabels('ecomail_connections', { state: 'paused', reason: 'key-rejected' });
    expect(metrics[paused]).toBe(1);
    expect(metrics[withLabels('ecomail_connections', { state: 'active', reason: '' })]).toBeUndefined();
  });
  const { body: story } = await ask<{ steps: { what: string }[] }>('GET', `/story/${customerId}`);
  expect(story.steps.at(-1)?.what).toBe('the connection is paused: key-rejected; all waits');
});

it('answers as its document says, which describes every success and refusal, own services last', async () => {
  const document = await DocumentedAnswers.of(stage.url);
  const contact = (await ask<ContactsPage>('GET', '/connections/demo/contacts')).body.items[0];
  const customerId = contact?.customerId ?? '';
  const apiKey = 'another-key';
  const runs = await ask<{ items: { id: string }[] }>('GET', '/runs');
  const run = runs.body.items[0]?.id ?? '';
  const answers: readonly (readonly [string, Answer<unknown>])[] = [
    ['GET /connections', await ask('GET', '/connections?limit=1')],
    ['GET /connections/{shopId}', await ask('GET', '/connections/demo')],
    ['GET /connections/{shopId}', await ask('GET', '/connections/nowhere')],
    ['GET /connections/{shopId}', await ask('GET', '/connections/demo', undefined, stranger)],
    ['GET /connections/{shopId}/contacts', await ask('GET', '/connections/demo/contacts')],
    ['GET /connections/{shopId}/contacts', await ask('GET', '/connections/demo/contacts?state=incomplete')],
    ['GET /connections/{shopId}/contacts', await ask('GET', '/connections/demo/contacts?state=rejected')],
    ['GET /contacts/{shopId}/{customerId}', await ask('GET', `/contacts/demo/${customerId}`)],
    ['GET /contacts/{shopId}/{customerId}/fields', await ask('GET', `/contacts/demo/${customerId}/fields`)],
    ['POST /connections/{shopId}/key', await ask('POST', '/connections/demo/key', { apiKey })],
    ['POST /connections/{shopId}/key', await ask('POST', '/connections/demo/key', { apiKey: 'a-wrong-key' })],
    ['POST /connections/{shopId}/resume', await ask('POST', '/connections/demo/resume', { apiKey })],
    ['PUT /connections/{shopId}', await activate({ apiKey })],
    ['PUT /connections/{shopId}', await activate({ apiKey, listId: 999_999 })],
    ['POST /connections/{shopId}/fields/check', await ask('POST', '/connections/demo/fields/check')],
    ['GET /runs', runs],
    ['GET /runs/{runId}', await ask('GET', `/runs/${run}`)],
    ['POST /runs/{runId}/{order}', await ask('POST', `/runs/${run}/pause`)],
    ['GET /story/{id}', await ask('GET', `/story/${customerId}`)],
    [
      'GET /connections/{shopId}/customers/{customerId}/story',
      await ask('GET', `/connections/demo/customers/${customerId}/story`),
    ],
    [
      'GET /connections/{shopId}/customers/{customerId}/story',
      await ask('GET', `/connections/demo/customers/${randomUUID()}/story`),
    ],
    ['POST /story', await ask('POST', '/story', { shop: 'demo', email: 'refused@shop.test' })],
    ['GET /reconciliation/{shopId}', await ask('GET', '/reconciliation/demo')],
    [
      'POST /reconciliation/{shopId}/acknowledgements',
      await ask('POST', '/reconciliation/demo/acknowledgements', { type: 'x', missing: 1, reason: 'a test' }),
    ],
    [
      'POST /events/{shopId}/parked',
      await ask('POST', '/events/demo/parked', {
        action: 'dismiss',
        reason: 'event-rejected',
        remark: 'a test',
      }),
    ],
    ['DELETE /connections/{shopId}', await ask('DELETE', '/connections/demo')],
  ];
  const problems = answers.flatMap(([route, answer]) => document.problems(route, answer));
  expect([...document.gaps(), ...problems]).toEqual([]);
  const { paths } = (await (await fetch(`${stage.url}/docs-json`)).json()) as { paths: object };
  expect(Object.keys(paths).at(-1)).toBe('/internal/preview');
});
