import { eventually } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { textsOf } from '../../connection/stages/merchant-texts';
import type { ConnectionView } from '../../connection/connection.response';
import { aCredit, aProfile } from '../../events.fixture';
import { Sandbox } from '../../sandbox.fixture';
import { SyncStage } from '../../sync.fixture';
import type { ExportPreview } from '../export/export.response';
import type { ActivationView, KeyChecked, ListChoice } from '../activation/activation.response';

let sandbox: Sandbox;
let stage: SyncStage;
beforeAll(async () => {
  sandbox = await Sandbox.start();
  stage = await SyncStage.create({ ecomailUrl: sandbox.url });
});
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});

const ask = <T>(method: string, path: string, body?: unknown) =>
  stage.http<T>(method, `/connections/demo${path}`, body);
const view = async () => (await ask<ConnectionView>('GET', '')).body;
const customerId = randomUUID();

it('a key is entered and checked, and waits for a list; a wrong one is refused in both languages', async () => {
  const wrong = await ask<{ texts: object }>('PUT', '/key', { apiKey: 'a-wrong-key' });
  expect(wrong).toMatchObject({ status: 422, body: { code: 'key-rejected' } });
  expect(Object.keys(wrong.body.texts)).toEqual(['cs', 'en']);
  expect((await ask('GET', '/lists')).status).toBe(404);
  const entered = await ask<KeyChecked>('PUT', '/key', { apiKey: sandbox.key });
  expect(entered).toMatchObject({ status: 200, body: { lists: [{ id: sandbox.listId, name: 'Loyalty' }] } });
  expect(await view()).toMatchObject({ stage: 'added', list: null, key: `…${sandbox.key.slice(-4)}` });
});

it('lists are read again and created by the key that was entered, a repeated creation makes no second one', async () => {
  const list = { name: 'New', fromName: 'Shop', fromEmail: 'news@shop.test', replyTo: 'help@shop.test' };
  const [one, other] = [
    await ask<ListChoice>('POST', '/lists', list),
    await ask<ListChoice>('POST', '/lists', list),
  ];
  expect(other.body).toEqual(one.body);
  const { lists } = (await ask<KeyChecked>('GET', '/lists')).body;
  expect(lists.map(({ name }) => name)).toEqual(['Loyalty', 'New']);
});

it('a list that takes no more custom fields is told apart from any other refusal, in both languages, with what to do', async () => {
  const settings = { listId: sandbox.listId, language: 'cs', requestsPerMinute: null };
  const refuse = (words: string) =>
    sandbox.fault({ action: 'refuse', call: 'subscribe', errors: { custom_fields: [words] }, times: 1 });
  await refuse('You have reached the limit of custom fields for this list');
  const full = await ask<{ texts: Record<string, string> }>('PUT', '', settings);
  expect(full).toMatchObject({ status: 409, body: { code: 'fields-full' } });
  expect(full.body.texts).toEqual({
    cs: expect.stringContaining('Smažte v Ecomailu pole, která nepoužíváte') as string,
    en: expect.stringContaining('reached the limit of custom fields') as string,
  });
  expect(await view()).toMatchObject({ stage: 'added', list: null });
  await refuse('is not a colour');
  expect(await ask('PUT', '', settings)).toMatchObject({ body: { code: 'ecomail-refused' } });
  await sandbox.clearFaults();
});

it('an activation takes the entered key, and its steps are told', async () => {
  const settings = { listId: sandbox.listId, language: 'cs', requestsPerMinute: null, quietSeconds: 0 };
  expect(await ask('PUT', '', settings)).toMatchObject({ status: 200, body: { stage: 'active' } });
  const { steps, message } = (await ask<ActivationView>('GET', '/activation')).body;
  expect([steps.map(({ state }) => state), message]).toEqual([Array(4).fill('done'), null]);
});

it('a key is changed while everything goes on', async () => {
  await sandbox.setKey('the-next-key');
  expect((await ask('PUT', '/key', { apiKey: 'the-next-key' })).status).toBe(200);
  expect(await view()).toMatchObject({ stage: 'active', key: '…-key' });
  await stage.publish(aProfile({ customerId }), aCredit({ customerId }, '5.00', '5.00'));
  expect(await stage.settled(2)).toMatchObject({ delivered: 2 });
});

it('a test event reaches Ecomail under its own name and counts nowhere', async () => {
  const email = `c${customerId.slice(-12)}@shop.test`;
  const before = await stage.reconciliation();
  expect(await ask('POST', '/test-event', { email })).toMatchObject({
    status: 200,
    body: { category: 'ellity', action: 'change', label: 'test' },
  });
  expect((await sandbox.events()).filter(({ label }) => label === 'test')).toMatchObject([
    { email, property: expect.stringMatching(/^test-/) as string, value: { test: true } },
  ]);
  expect(await stage.reconciliation()).toEqual(before);
  expect(await ask('POST', '/test-event', { email: 'stranger@shop.test' })).toMatchObject({
    status: 409,
    body: { code: 'test-contact-missing' },
  });
});

it('a rejected key stops the connection, tells everybody in both languages what to do, and a new key goes on with what waits', async () => {
  const heard = await stage.listen('ecomail.events', ['ecomail.ConnectionChanged.v1']);
  await sandbox.setKey('the-key-after');
  await stage.publish(aCredit({ customerId }, '7.00', '2.00'));
  await eventually(async () => expect(await view()).toMatchObject({ stage: 'key-rejected' }));
  await eventually(() =>
    expect(heard.map(({ data }) => data)).toMatchObject([
      { state: 'paused', reason: 'key-rejected', texts: textsOf('key-rejected') },
    ]),
  );
  expect((await ask('PUT', '/key', { apiKey: 'the-key-after' })).status).toBe(200);
  expect(await stage.settled(3)).toMatchObject({ delivered: 3 });
});

it('a paused connection keeps its pause when its key is changed', async () => {
  expect((await ask('POST', '/pause', { why: 'on\0Sunday' })).status).toBe(400);
  expect((await ask('POST', '/pause', {})).status).toBe(204);
  expect((await ask('PUT', '/key', { apiKey: 'the-key-after' })).status).toBe(200);
  expect(await view()).toMatchObject({ stage: 'paused' });
});

it('a repair creates what is missing in the list and writes every contact', async () => {
  await sandbox.removeField('ellity_credit');
  expect(await ask('POST', '/repair')).toMatchObject({ status: 200, body: { stage: 'active' } });
  await eventually(async () =>
    expect((await sandbox.members())[0]?.fields).toMatchObject({ ellity_credit: '7,00' }),
  );
});

it('who disconnects leaves blank fields behind if they want, whatever Ecomail answers first, and no key', async () => {
  await sandbox.fault({ action: '500', call: 'update-subscriber-bulk', times: 1 });
  expect((await ask('POST', '/disconnect', { fields: 'blank', why: 'we leave' })).status).toBe(202);
  await eventually(async () => expect(await view()).toMatchObject({ stage: 'not-added', key: null }));
  const [member] = await sandbox.members();
  const values = Object.entries(member?.fields ?? {}).filter(([name]) => name.startsWith('ellity_'));
  expect(values.filter(([, value]) => !['', 0, null].includes(value as string))).toEqual([]);
  expect(member?.status).toBe(1);
  const { rows } = await stage.database.query('select key_sealed, key_hash from connections');
  expect(rows).toEqual([{ key_sealed: null, key_hash: '' }]);
  expect((await ask('POST', '/disconnect', { fields: 'leave' })).status).toBe(404);
});

it('before the first write to a list a preview shows who is new there and what changes of whom, and nothing is written until somebody says so', async () => {
  await stage.publish(aProfile({ customerId: randomUUID() }, { email: 'new@shop.test' }));
  await stage.received(4);
  const request = {
    apiKey: 'the-key-after',
    listId: sandbox.listId,
    language: 'cs',
    requestsPerMinute: null,
  };
  const held = await ask('PUT', '', { ...request, holdWrites: true });
  expect(held).toMatchObject({ status: 200, body: { stage: 'paused', reason: 'paused-by-order' } });
  const { body } = await ask<ExportPreview>('GET', '/exports/preview?language=en');
  expect(body).toMatchObject({ total: 2, added: 1, changed: 1, unchanged: 0 });
  expect(body.examples[0]?.fields).toContainEqual({ field: 'ellity_credit', from: null, to: '7,00' });
  expect(await sandbox.members()).toHaveLength(1);
  expect((await ask('POST', '/resume', {})).status).toBe(204);
  await eventually(async () => expect(await sandbox.members()).toHaveLength(2));
});

describe('test mode', () => {
  const [tester, other] = [randomUUID(), randomUUID()];
  const told = async () =>
    (await sandbox.events())
      .filter(({ label }) => label === 'credit')
      .map(({ email, value }) => [email, value]);
  const addresses = async () => (await sandbox.members()).map(({ email }) => email).sort();
  const waiting = async () => (await stage.reconciliation()).reasons['test-mode'] ?? 0;
  let before: Awaited<ReturnType<typeof told>>;

  it('writes and notifies listed addresses only; everybody else waits, written before or not, and it says so', async () => {
    before = await told();
    await eventually(async () =>
      expect((await ask('GET', '/status')).body).toMatchObject({ oldestSeconds: null }),
    );
    const set = await ask('PUT', '/test-mode', { addresses: [' Tester@Shop.test'], why: 'a trial' });
    expect(set).toMatchObject({ status: 200, body: { isOn: true, addresses: ['T***@Shop.test'] } });
    await stage.publish(
      aProfile({ customerId: tester }, { email: 'tester@shop.test' }),
      aCredit({ customerId: tester }, '5.00', '5.00'),
      aProfile({ customerId: other }, { email: 'other@shop.test' }),
      aCredit({ customerId: other }, '3.00', '3.00'),
      aCredit({ customerId: other }, '4.00', '1.00'),
      aCredit({ customerId }, '10.00', '3.00'),
    );
    await stage.received(10);
    await eventually(async () => expect(await waiting()).toBe(4));
    await eventually(async () => expect(await told()).toHaveLength(before.length + 1));
    expect((await told()).at(-1)).toMatchObject(['tester@shop.test', { balance: '5.00' }]);
    expect(await addresses()).not.toContain('other@shop.test');
    const { body: status } = await ask('GET', '/status');
    expect(status).toMatchObject({
      testMode: { addresses: 1, contactsKeptBack: 2, text: textsOf('test-mode') },
      rejected: { count: 0, examples: [] },
    });
    const { body: kept } = await ask<{ items: object[] }>('GET', '/contacts?state=kept-back');
    expect(kept.items).toMatchObject([
      { rejection: { code: 'test-mode' } },
      { rejection: { code: 'test-mode' } },
    ]);
    expect(await ask('POST', '/test-event', { email: 'new@shop.test' })).toMatchObject({
      status: 409,
      body: { code: 'not-a-test-address' },
    });
  });

  it('is respected by an export, whose preview says how many are left out, and by a change after it', async () => {
    const { body } = await ask<ExportPreview>('GET', '/exports/preview?language=en');
    expect(body).toMatchObject({ total: 4, added: 0, leftOut: [{ reason: 'test-mode', count: 3 }] });
    const written = await sandbox.contactsWritten();
    // Nobody plays loyalty-core here.
    await stage.database.query(`insert into mirror_fills values ('demo', now())`);
    expect((await ask('POST', '/exports', {})).status).toBe(202);
    await eventually(async () =>
      expect((await ask('GET', '/status')).body).toMatchObject({ testMode: { contactsKeptBack: 3 } }),
    );
    await stage.publish(aProfile({ customerId: other }, { email: 'other@shop.test', firstName: 'Eva' }));
    await stage.settled(11);
    expect(await waiting()).toBe(5);
    expect(await sandbox.contactsWritten()).toBe(written);
    expect(await addresses()).not.toContain('other@shop.test');
  });

  it('lets through whoever is listed next, once, and everybody when it ends, with the newest state only', async () => {
    const told0 = await told();
    await ask('PUT', '/test-mode', { addresses: ['tester@shop.test', 'other@shop.test'] });
    await eventually(async () => expect(await told()).toHaveLength(told0.length + 1));
    expect((await told()).at(-1)).toMatchObject(['other@shop.test', { amount: '4.00', balance: '4.00' }]);
    expect(await waiting()).toBe(1);
    // Whoever was kept back in its middle is not left to an export that is over.
    await eventually(async () => {
      const sql = `select from runs where kind = 'export' and state <> 'done'`;
      expect((await stage.database.query(sql)).rowCount).toBe(0);
    });
    expect((await ask('DELETE', '/test-mode')).status).toBe(204);
    expect((await ask('DELETE', '/test-mode')).status).toBe(204);
    await eventually(async () => expect(await told()).toHaveLength(told0.length + 2));
    expect((await told()).at(-1)).toMatchObject([expect.anything(), { amount: '3.00', balance: '10.00' }]);
    expect(await stage.settled(11)).toMatchObject({ parked: 0, consistent: true });
    await eventually(async () =>
      expect((await ask('GET', '/status')).body).toMatchObject({ testMode: null, oldestSeconds: null }),
    );
    const moves = (await ask<{ items: { move: string }[] }>('GET', '/moves')).body.items;
    expect(moves.slice(0, 3).map(({ move }) => move)).toEqual([
      'test-mode-ended',
      'test-mode-set',
      'test-mode-set',
    ]);
  });
});
