import { eventually } from '@ellity/testing';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TestSandbox } from '../sandbox.fixture';

let sandbox: TestSandbox;
let receiver: Server;
let received: unknown[] = [];
let answers: number[] = [];
const anna = 'anna@shop.test';

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  receiver = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      received.push(JSON.parse(text));
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await sandbox.close();
  await new Promise((resolve) => receiver.close(resolve));
});
beforeEach(async () => {
  await sandbox.reset({ noticeOrder: 'in-order' });
  received = [];
  answers = [];
  const { port } = receiver.address() as AddressInfo;
  await sandbox.control('PATCH', 'lists/1', { webhookUrl: `http://127.0.0.1:${port}/hook` });
});

const visitor = (act: string, body: object = {}) =>
  sandbox.control('POST', `lists/1/visitor/${act}`, { email: anna, ...body });
const merchant = (act: string) => sandbox.control('POST', `lists/1/merchant/${act}`, { email: anna });
const notice = (status: string, campaignId: number | null = null) => ({
  payload: { email: anna, status, listId: 1, campaignId },
});

/** Everything due has arrived once the last thing done here has: deliveries are made one by one, in the order of their causes. */
const allReceived = async (): Promise<readonly unknown[]> => {
  await sandbox.control('POST', 'lists/1/visitor/subscribe', { email: 'last@shop.test' });
  const isLast = (one: unknown) => JSON.stringify(one).includes('last@shop.test');
  await eventually(() => expect(received.some(isLast)).toBe(true));
  await eventually(async () =>
    expect(await sandbox.rows('notices')).toEqual(
      (await sandbox.rows('notices')).filter(({ state }) => state !== 'waiting'),
    ),
  );
  return received.filter((one) => !isLast(one));
};

describe('the webhook of a list is told (section 7.1)', () => {
  it('when a visitor subscribes by the form and unsubscribes by the link', async () => {
    await visitor('subscribe');
    await visitor('unsubscribe', { campaignId: 7 });
    expect(await allReceived()).toEqual([notice('SUBSCRIBED'), notice('UNSUBSCRIBED', 7)]);
  });

  it('when a contact is subscribed by the API, and when one that left comes back', async () => {
    await sandbox.subscribe({ email: anna });
    await sandbox.api('DELETE', '/lists/1/unsubscribe', { email: anna });
    await sandbox.subscribe({ email: anna }, { resubscribe: true });
    expect(await allReceived()).toEqual([notice('SUBSCRIBED'), notice('SUBSCRIBED')]);
  });

  it('when the merchant changes the status in the detail of the contact, or of many at once', async () => {
    await sandbox.bulk([{ email: anna }]);
    await merchant('unsubscribe');
    await merchant('subscribe');
    await sandbox.control('POST', 'lists/1/merchant/bulk-unsubscribe', {
      emails: [anna, 'nobody@shop.test'],
    });
    expect(await allReceived()).toEqual([
      notice('UNSUBSCRIBED'),
      notice('SUBSCRIBED'),
      notice('UNSUBSCRIBED'),
    ]);
  });

  it('with double opt-in only at the registration, not at the confirmation', async () => {
    await sandbox.control('PATCH', 'lists/1', { doubleOptIn: true });
    await visitor('subscribe');
    await visitor('confirm');
    expect(await sandbox.statusOf(anna)).toBe(1);
    expect(await allReceived()).toEqual([notice('SUBSCRIBED')]);
  });
});

describe('the webhook of a list is not told (section 7.1)', () => {
  it('of an unsubscription by the API or by the one button that is silent', async () => {
    await sandbox.bulk([{ email: anna }]);
    await sandbox.api('DELETE', '/lists/1/unsubscribe', { email: anna });
    await merchant('subscribe');
    await merchant('unsubscribe-button');
    expect(await allReceived()).toEqual([notice('SUBSCRIBED')]);
  });

  it('of bulk calls, updates, bounces, complaints and deletions, unless switched so', async () => {
    const everything = async () => {
      await sandbox.bulk([{ email: anna }]);
      await sandbox.api('PUT', '/lists/1/update-subscriber', { email: anna, subscriber_data: { status: 2 } });
      await sandbox.updateBulk([{ email: anna, status: 1 }], { allow_resubscribe: true });
      await visitor('bounce');
      await sandbox.api('DELETE', `/subscribers/${anna}/delete`);
    };
    await everything();
    expect(await allReceived()).toEqual([]);
    await sandbox.switch({ noticeOnBulk: 'yes', noticeOnUpdate: 'yes', noticeOnBounce: 'yes' });
    await everything();
    expect(await allReceived()).toHaveLength(4);
  });

  it('of a contact that waited for its confirmation and is let in by the API', async () => {
    await sandbox.control('PATCH', 'lists/1', { doubleOptIn: true });
    await sandbox.subscribe({ email: anna });
    await sandbox.subscribe({ email: anna }, { skip_confirmation: true });
    expect(await sandbox.statusOf(anna)).toBe(1);
    expect(await allReceived()).toEqual([notice('SUBSCRIBED')]);
  });

  it('of a contact that enters as unsubscribed, or of a subscribe that changes nothing', async () => {
    await sandbox.subscribe({ email: anna, status: 2 });
    await sandbox.subscribe({ email: 'b@shop.test' });
    await sandbox.subscribe({ email: 'b@shop.test' }, { update_existing: true });
    expect(await allReceived()).toHaveLength(1);
  });
});

describe('deliveries', () => {
  it('are kept with what came back', async () => {
    answers = [503];
    await visitor('subscribe');
    await eventually(async () =>
      expect(await sandbox.rows('notices')).toMatchObject([
        { state: 'failed', attempts: [{ outcome: '503' }] },
      ]),
    );
  });

  it('are repeated only when switched so', async () => {
    await sandbox.switch({ noticeRetries: 'three' });
    answers = [500];
    await visitor('subscribe');
    await eventually(async () =>
      expect(await sandbox.rows('notices')).toMatchObject([
        { state: 'delivered', attempts: [{ outcome: '500' }, { outcome: '200' }] },
      ]),
    );
  });

  it('to nobody there are told as such and hold up nothing', async () => {
    await sandbox.control('PATCH', 'lists/1', { webhookUrl: 'http://127.0.0.1:9/hook' });
    expect((await visitor('subscribe')).status).toBe(200);
    await eventually(async () => expect(await sandbox.rows('notices')).toMatchObject([{ state: 'failed' }]));
  });

  it('of a deletion are made when switched so', async () => {
    await sandbox.bulk([{ email: anna }]);
    await sandbox.switch({ noticeOnDelete: 'yes' });
    await sandbox.api('DELETE', `/subscribers/${anna}/delete`);
    await eventually(() => expect(received).toEqual([notice('UNSUBSCRIBED')]));
  });

  it.each([
    ['in-order', ['a@shop.test', 'b@shop.test', 'c@shop.test']],
    ['reversed', ['c@shop.test', 'b@shop.test', 'a@shop.test']],
  ])('of one call come %s when switched so', async (noticeOrder, expected) => {
    await sandbox.switch({ noticeOnBulk: 'yes', noticeOrder });
    await sandbox.bulk(['a@shop.test', 'b@shop.test', 'c@shop.test'].map((email) => ({ email })));
    await eventually(() =>
      expect(received.map((one) => (one as { payload: { email: string } }).payload.email)).toEqual(expected),
    );
  });
});
