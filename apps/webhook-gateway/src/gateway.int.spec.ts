import { compose, CreditCommandSettled, ErasureDone, NoticeVerified } from '@ellity/contracts';
import { BrokerConnection, outgoingOf, Publisher } from '@ellity/messaging';
import { DocumentedAnswers, eventually, runService, type RunningService, TestStack } from '@ellity/testing';
import { request as httpRequest } from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import { Client } from 'pg';
import { Webhook } from 'standardwebhooks';
import { v7 as uuidv7 } from 'uuid';
import { definition, migrations } from './app.module';
import { aConfig, collectMessages } from './gateway.fixture';

interface Addresses {
  readonly current: { url: string; signingSecret: string | null };
  readonly previous: { url: string; endsAt: string | null } | null;
}
interface Notices {
  readonly items: Record<string, unknown>[];
  readonly next: string | null;
}

const usable = {
  payload: { email: 'jana.novakova@shop.test', status: 'SUBSCRIBED', listId: 1, campaignId: null },
};

describe('the webhook gateway', () => {
  let stack: TestStack;
  let databaseUrl = '';
  let service: RunningService;
  let database: Client;
  let broker: BrokerConnection;
  let messages: Awaited<ReturnType<typeof collectMessages>>;
  let shop = 0;
  let shopId = '';

  beforeAll(async () => {
    stack = await TestStack.create();
    databaseUrl = await stack.createDatabase('db', migrations);
    service = await runService(definition, aConfig(databaseUrl, stack.rabbitUrl));
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
    broker = await BrokerConnection.open(stack.rabbitUrl, 'test');
    messages = await collectMessages(stack.rabbitUrl, [
      ['ecomail.commands', '#'],
      ['loyalty.commands', '#'],
      ['ecomail.events', 'ecomail.ErasureDone.v1'],
    ]);
  });

  afterAll(async () => {
    await messages?.close();
    await broker?.close();
    await database?.end();
    await service?.close();
    await stack?.close();
  });

  beforeEach(() => {
    shopId = `shop-${++shop}`;
  });

  const addressesOf = async (shop: string, verb = ''): Promise<Addresses> => {
    const answer = await fetch(`${service.url}/shops/${shop}/address${verb}`, { method: 'POST' });
    expect(answer.status).toBe(200);
    return (await answer.json()) as Addresses;
  };
  /** The address as Ecomail would call it, but at this process. */
  const local = (url: string) => url.replace('https://hooks.shop.example', service.url);
  const hookOf = async (shop: string) => local((await addressesOf(shop)).current.url);
  const post = (url: string, body: unknown, contentType = 'application/json') =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
    });
  const noticesOf = async (shop: string, query = ''): Promise<Notices> =>
    (await (await fetch(`${service.url}/shops/${shop}/notices${query}`)).json()) as Notices;
  const published = (shop: string, type: string) =>
    messages.envelopes.filter((envelope) => envelope.shopid === shop && envelope.type === type);

  it('stores a notice exactly as received and sends it to be verified', async () => {
    const body = ` ${JSON.stringify(usable, null, 3)}\r\n`;
    expect((await post(await hookOf(shopId), body, 'text/plain')).status).toBe(200);
    const { rows } = await database.query<{ id: string; body: Buffer; content_type: string }>(
      'select id, body, content_type from notices where shop_id = $1',
      [shopId],
    );
    expect(rows.map((row) => [row.body.toString(), row.content_type])).toEqual([[body, 'text/plain']]);
    await eventually(() => {
      expect(published(shopId, 'ecomail.VerifyNotice.v1')).toMatchObject([
        {
          source: 'webhook-gateway',
          data: { noticeId: rows[0]?.id, email: 'jana.novakova@shop.test', status: 'subscribed', listId: 1 },
        },
      ]);
    });
  });

  it('stores a notice as received however its address is written', async () => {
    const hook = new URL(await hookOf(shopId));
    const token = hook.pathname.split('/').at(-1) ?? '';
    const { hostname: host, port } = hook;
    const paths = [`/Hooks/ecomail/${token}`, `/HOOKS/ECOMAIL/${token}/`, hook.href];
    const statuses = await Promise.all(
      paths.map(
        (path) =>
          new Promise<number | undefined>((resolve, reject) => {
            httpRequest({ host, port, path, method: 'POST', headers: { connection: 'close' } }, (answer) => {
              answer.resume().once('end', () => resolve(answer.statusCode));
            })
              .once('error', reject)
              .end(JSON.stringify(usable));
          }),
      ),
    );
    expect(statuses).toEqual([200, 200, 200]);
    const { items: notices } = await noticesOf(shopId);
    expect(notices.map(({ rejectedReason }) => rejectedReason)).toEqual([null, null, null]);
    expect(notices.map(({ bytes }) => bytes)).toEqual(Array(3).fill(JSON.stringify(usable).length));
  });

  it('keeps two equal notices as two', async () => {
    const hook = await hookOf(shopId);
    await Promise.all([post(hook, usable), post(hook, usable)]);
    await eventually(() => expect(published(shopId, 'ecomail.VerifyNotice.v1')).toHaveLength(2));
  });

  it.each([
    ['body-not-json', '{"half":', 'application/json'],
    ['body-empty', '', 'application/json'],
    ['body-not-json', new Uint8Array([0xff, 0x00, 0xfe]), 'application/octet-stream'],
    ['payload-missing', '{"a":1}', 'application/json; charset=latin1'],
    ['email-invalid', '{"payload":{"email":"x","status":"SUBSCRIBED","listId":1}}', 'application/json'],
  ])(
    'answers 200 to an unusable body (%s), stores it and sends nothing',
    async (reason, body, contentType) => {
      expect((await post(await hookOf(shopId), body, contentType)).status).toBe(200);
      expect((await noticesOf(shopId)).items).toMatchObject([{ state: 'rejected', rejectedReason: reason }]);
      const { rows } = await database.query('select from outbox where shop_id = $1', [shopId]);
      expect(rows).toHaveLength(0);
      expect(published(shopId, 'ecomail.VerifyNotice.v1')).toEqual([]);
    },
  );

  it('takes a body of 64 KiB and refuses a larger one with 413, storing nothing', async () => {
    const hook = await hookOf(shopId);
    expect((await post(hook, 'x'.repeat(64 * 1024))).status).toBe(200);
    const refusal = await post(hook, 'x'.repeat(64 * 1024 + 1));
    expect([refusal.status, refusal.headers.get('content-type')]).toEqual([
      413,
      expect.stringContaining('application/problem+json'),
    ]);
    expect((await noticesOf(shopId)).items).toMatchObject([{ bytes: 64 * 1024 }]);
  });

  it('knows nothing at an unknown token and says no more than that', async () => {
    const hook = await hookOf(shopId);
    for (const token of ['x', 'A'.repeat(43), `${hook.slice(-43, -1)}!`, '%00', '..%2f']) {
      const answer = await post(`${service.url}/hooks/ecomail/${token}`, usable);
      const problem = (await answer.json()) as Record<string, unknown>;
      expect([answer.status, problem['code'], problem['detail']]).toEqual([
        404,
        'not-found',
        'There is nothing at this address.',
      ]);
    }
    expect((await noticesOf(shopId)).items).toEqual([]);
  });

  it('says in words what an address is for, to people who open it, and stores nothing', async () => {
    const answer = await fetch(await hookOf(shopId));
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Ecomail')]);
    expect((await fetch(`${service.url}/hooks/ecomail/unknown`)).status).toBe(404);
    expect((await noticesOf(shopId)).items).toEqual([]);
  });

  it('gives a shop the same address at every call, and another shop another one', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => addressesOf(shopId)));
    expect(new Set(answers.map(({ current }) => current.url)).size).toBe(1);
    expect((await addressesOf(`${shopId}-b`)).current.url).not.toBe(answers[0]?.current.url);
  });

  it('takes notices at the old and the new address until the old one is retired', async () => {
    const before = await hookOf(shopId);
    const rotated = await addressesOf(shopId, '/rotate');
    expect(local(rotated.previous?.url ?? '')).toBe(before);
    const after = local(rotated.current.url);
    expect([(await post(before, usable)).status, (await post(after, usable)).status]).toEqual([200, 200]);
    const retired = await fetch(`${service.url}/shops/${shopId}/address/previous`, { method: 'DELETE' });
    expect(retired.status).toBe(204);
    expect([(await post(before, usable)).status, (await post(after, usable)).status]).toEqual([404, 200]);
    expect(await addressesOf(shopId)).toEqual({ current: rotated.current, previous: null });
  });

  it('ends the old address by itself when its time is over, and not before', async () => {
    const before = await hookOf(shopId);
    const { previous } = await addressesOf(shopId, '/rotate?overlapDays=7');
    const days = (new Date(previous?.endsAt ?? 0).getTime() - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    expect((await post(before, usable)).status).toBe(200);
    await database.query(`update addresses set ends_at = now() where shop_id = $1 and state = 'previous'`, [
      shopId,
    ]);
    expect((await post(before, usable)).status).toBe(404);
    expect((await addressesOf(shopId)).previous).toBeNull();
    const refused = `${service.url}/shops/${shopId}/address/rotate?overlapDays=91`;
    expect((await fetch(refused, { method: 'POST' })).status).toBe(400);
  });

  it('has one current and one previous address after rotations at the same time', async () => {
    await addressesOf(shopId);
    await Promise.all([1, 2, 3, 4].map(() => addressesOf(shopId, '/rotate')));
    const { rows } = await database.query(
      'select state, count(*)::int as addresses from addresses where shop_id = $1 group by state order by state',
      [shopId],
    );
    expect(rows).toEqual([
      { state: 'current', addresses: 1 },
      { state: 'previous', addresses: 1 },
      { state: 'retired', addresses: 3 },
    ]);
  });

  it('keeps no token in clear', async () => {
    const token = (await hookOf(shopId)).split('/').at(-1) ?? '';
    const { rows } = await database.query<{ row: string }>('select addresses::text as row from addresses');
    expect(token).toHaveLength(43);
    expect(rows.filter(({ row }) => row.includes(token))).toEqual([]);
  });

  it('pages through the notices of one shop, the newest first, with shortened addresses', async () => {
    const hook = await hookOf(shopId);
    await post(await hookOf(`${shopId}-b`), usable);
    for (const listId of [1, 2, 3]) await post(hook, { payload: { ...usable.payload, listId } });
    const first = await noticesOf(shopId, '?limit=2');
    const second = await noticesOf(shopId, `?limit=2&before=${first.next}`);
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
    const ids = [...first.items, ...second.items].map((notice) => String(notice['id']));
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect(first.items[0]).toMatchObject({ email: 'j***@shop.test', state: 'sent' });
    expect((await fetch(`${service.url}/shops/${shopId}/notices?limit=x`)).status).toBe(400);
    expect((await fetch(`${service.url}/shops/Bad_Shop/notices`)).status).toBe(400);
  });

  it('finds notices by what became of them, by address and by time, and shows one as it was received', async () => {
    const hook = await hookOf(shopId);
    const other = { payload: { ...usable.payload, email: 'Petr@shop.test' } };
    for (const body of [usable, other, 'nonsense']) await post(hook, body);
    const found = async (query: string) =>
      (await noticesOf(shopId, query)).items.map((notice) => notice['email'] ?? notice['rejectedReason']);
    expect(await found('?state=rejected')).toEqual(['body-not-json']);
    expect(await found('?open=true')).toEqual(['P***@shop.test', 'j***@shop.test']);
    expect(await found('?email=PETR@shop.test')).toEqual(['P***@shop.test']);
    expect(await found('?verdict=genuine')).toEqual([]);
    expect(await found('?source=standard-webhooks')).toEqual([]);
    expect(await found('?from=2999-01-01T00:00:00Z')).toEqual([]);
    expect(await found('?to=2999-01-01T00:00:00Z&limit=1')).toEqual(['body-not-json']);
    for (const wrong of ['state=x', 'verdict=x', 'outcome=x', 'open=no', 'from=yesterday', 'email=x'])
      expect((await fetch(`${service.url}/shops/${shopId}/notices?${wrong}`)).status).toBe(400);
    const [{ id } = {}] = (await noticesOf(shopId, '?email=petr@shop.test')).items;
    const show = async (shop: string) => fetch(`${service.url}/shops/${shop}/notices/${String(id)}`);
    expect(await (await show(shopId)).json()).toMatchObject({
      contentType: 'application/json',
      body: JSON.stringify(other).replace('Petr@', 'P***@'),
      isOpen: true,
    });
    expect((await show(`${shopId}-b`)).status).toBe(404);
  });

  it('shows a person all notices about their address as received, those that nobody could read too, and no others', async () => {
    const hook = await hookOf(shopId);
    const other = { payload: { ...usable.payload, email: 'petr@shop.test' } };
    const form = 'email=jana.novakova%40shop.test&status=SUBSCRIBED';
    const others = ['x', 'x.', 'x%2B', 'ň'].map((more) => form.replace('jana', `${more}jana`));
    others.push(form.replace('.test', '.testing'), form.replace('.test', '.test.cz'));
    for (const body of [usable, other, form, ...others, 'nonsense']) await post(hook, body);
    await post(await hookOf(`${shopId}-other`), usable);
    const fileOf = (...addresses: string[]) =>
      fetch(`${service.url}/shops/${shopId}/customers/${uuidv7()}/file`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ addresses }),
      });
    for (const impossible of ['nul\u0000@shop.test', 'half\ud800@shop.test'])
      expect((await fileOf(impossible)).status).toBe(400);
    const answer = await fileOf('Jana.Novakova@shop.test');
    const body = (await answer.json()) as { parts: unknown };
    expect(body.parts).toEqual({
      notices: [
        expect.objectContaining({ email: usable.payload.email, body: JSON.stringify(usable), state: 'sent' }),
        expect.objectContaining({ email: null, body: form, rejectedReason: 'body-not-json' }),
      ],
    });
    const documented = await DocumentedAnswers.of(service.url);
    const route = 'POST /shops/{shopId}/customers/{customerId}/file';
    expect(documented.problems(route, { status: answer.status, body })).toEqual([]);
  });

  it('answers as its document says, which describes every success and refusal', async () => {
    const documented = await DocumentedAnswers.of(service.url);
    expect(documented.gaps()).toEqual([]);
    const hook = await hookOf(shopId);
    await post(hook, usable);
    const token = hook.split('/').at(-1) ?? '';
    const calls: [route: string, path: string, init?: RequestInit][] = [
      ['POST /shops/{shopId}/address', `/shops/${shopId}/address`, { method: 'POST' }],
      ['POST /shops/{shopId}/address/rotate', `/shops/${shopId}/address/rotate`, { method: 'POST' }],
      ['POST /shops/{shopId}/address', `/shops/Bad_Shop/address?source=x`, { method: 'POST' }],
      ['DELETE /shops/{shopId}/address/previous', `/shops/${shopId}/address/previous`, { method: 'DELETE' }],
      ['GET /shops/{shopId}/notices', `/shops/${shopId}/notices`],
      ['GET /shops/{shopId}/notices', `/shops/${shopId}/notices?limit=x`],
      ['GET /shops/{shopId}/notices/totals', `/shops/${shopId}/notices/totals`],
      ['POST /hooks/ecomail/{token}', `/hooks/ecomail/x`, { method: 'POST' }],
      ['GET /hooks/ecomail/{token}', `/hooks/ecomail/${token}x`],
    ];
    for (const [route, path, init] of calls) {
      const answer = await fetch(`${service.url}${path}`, init);
      const text = await answer.text();
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      expect(documented.problems(route, { status: answer.status, body })).toEqual([]);
    }
  });

  describe('on a verdict', () => {
    const verdict = (noticeId: string, change: Partial<NoticeVerified> = {}) =>
      compose<NoticeVerified>(
        NoticeVerified,
        {
          noticeId,
          email: 'jana@shop.test',
          status: 'subscribed',
          verdict: 'genuine',
          origin: 'notice',
          ...change,
        },
        { source: 'ecomail-sync', shopId },
      );
    const send = (...envelopes: ReturnType<typeof verdict>[]) =>
      new Publisher(broker).publish(envelopes.map(outgoingOf));
    const commands = () =>
      messages.envelopes.filter(
        (envelope) => envelope.shopid === shopId && envelope.type.startsWith('loyalty.'),
      );

    const aNotice = async (): Promise<string> => {
      await post(await hookOf(shopId), usable);
      return String((await noticesOf(shopId)).items[0]?.['id']);
    };

    it('asks for the reward once, however often the verdict is delivered', async () => {
      const noticeId = await aNotice();
      const message = verdict(noticeId);
      await send(message, message);
      await send(message, verdict(noticeId, { status: 'unsubscribed' }));
      await eventually(() => expect(commands()).toHaveLength(2));
      expect(commands()).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            type: 'loyalty.AwardCredit.v1',
            source: 'webhook-gateway',
            data: {
              email: 'jana@shop.test',
              reward: 'newsletter',
              reason: 'newsletter',
              idempotencyKey: `notice-${noticeId}`,
            },
          }),
          expect.objectContaining({ type: 'loyalty.RevokeCredit.v1' }),
        ]),
      );
    });

    it('notes it at the notice', async () => {
      const noticeId = await aNotice();
      await send(verdict(noticeId));
      await eventually(async () =>
        expect((await noticesOf(shopId)).items).toMatchObject([
          { id: noticeId, state: 'verified', verdict: 'genuine', command: 'loyalty.AwardCredit.v1' },
        ]),
      );
    });

    it('asks for nothing when the sign-up was our own echo', async () => {
      const noticeId = await aNotice();
      await send(verdict(noticeId, { verdict: 'echo' }));
      await eventually(async () =>
        expect((await noticesOf(shopId)).items).toMatchObject([{ verdict: 'echo', command: null }]),
      );
      expect(commands()).toEqual([]);
    });

    it('asks for the reward of a change that was found without a notice', async () => {
      const noticeId = uuidv7();
      await send(verdict(noticeId, { origin: 'observed' }));
      await eventually(() =>
        expect(commands()).toMatchObject([{ data: { idempotencyKey: `notice-${noticeId}` } }]),
      );
    });

    it('empties the notices that ecomail-sync names as those of somebody who is erased, and says so', async () => {
      const [noticeIds, kept] = [await aNotice(), await aNotice()];
      const subject = uuidv7();
      const done = compose<ErasureDone>(
        ErasureDone,
        { result: 'deleted', places: 'contacts blanked 1', noticeIds },
        { source: 'ecomail-sync', shopId, subject },
      );
      await new Publisher(broker).publish([outgoingOf(done)]);
      await eventually(async () => {
        const { rows } = await database.query(
          `select id, length(body) > 0 and email is not null as is_kept from notices where id = any($1)`,
          [[noticeIds, kept]],
        );
        expect(rows).toHaveLength(2);
        expect(rows).toEqual(
          expect.arrayContaining([
            { id: noticeIds, is_kept: false },
            { id: kept, is_kept: true },
          ]),
        );
      });
      await eventually(() =>
        expect(
          messages.envelopes.filter(
            (told) => told.type === 'ecomail.ErasureDone.v1' && told.source === 'webhook-gateway',
          ),
        ).toMatchObject([{ subject, data: { places: 'notices blanked 1' } }]),
      );
    });

    it('is closed by what loyalty-core made of the command, whatever a repetition is answered', async () => {
      const noticeId = await aNotice();
      await send(verdict(noticeId));
      await eventually(async () =>
        expect((await noticesOf(shopId)).items).toMatchObject([{ state: 'verified', isOpen: true }]),
      );
      const settled = (change: Partial<CreditCommandSettled> = {}) =>
        compose<CreditCommandSettled>(
          CreditCommandSettled,
          {
            commandId: uuidv7(),
            commandType: 'loyalty.AwardCredit.v1',
            commandSource: 'webhook-gateway',
            idempotencyKey: `notice-${noticeId}`,
            outcome: 'applied',
            reason: null,
            entryId: uuidv7(),
            amount: '10.00',
            balance: '10.00',
            ...change,
          },
          { source: 'loyalty-core', shopId },
        );
      await new Publisher(broker).publish([
        outgoingOf(settled({ commandSource: 'another', outcome: 'refused' })),
        outgoingOf(settled()),
        outgoingOf(settled({ outcome: 'duplicate' })),
      ]);
      await eventually(async () =>
        expect((await noticesOf(shopId)).items).toMatchObject([
          { outcome: 'applied', outcomeAmount: '10.00', isOpen: false },
        ]),
      );
    });

    it('may be asked for once more, by those who may see the notice, unless it says nothing', async () => {
      const noticeId = await aNotice();
      const again = (shop: string, id: unknown) =>
        fetch(`${service.url}/shops/${shop}/notices/${String(id)}/verify`, { method: 'POST' });
      expect((await again(`${shopId}-b`, noticeId)).status).toBe(404);
      expect((await again(shopId, noticeId)).status).toBe(202);
      await eventually(() =>
        expect(published(shopId, 'ecomail.VerifyNotice.v1')).toMatchObject([
          { data: { noticeId } },
          { data: { noticeId, again: true, email: usable.payload.email } },
        ]),
      );
      await post(await hookOf(shopId), 'nonsense');
      const answer = await again(shopId, (await noticesOf(shopId)).items[0]?.['id']);
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        409,
        'notice-unusable',
      ]);
    });

    it('leaves the notices of other shops alone', async () => {
      const noticeId = await aNotice();
      const [own, other] = [shopId, `${shopId}-b`];
      shopId = other;
      await send(verdict(noticeId));
      await eventually(() => expect(commands()).toHaveLength(1));
      expect((await noticesOf(own)).items).toMatchObject([{ state: 'sent', verdict: null }]);
    });
  });

  it('answers a sender that never finishes its body without storing half a notice', async () => {
    const hook = new URL(await hookOf(shopId));
    await new Promise<void>((resolve) => {
      const request = httpRequest(hook, { method: 'POST', headers: { 'content-length': '100' } });
      request.on('error', () => resolve());
      request.write('{"payload":', () => request.destroy());
      request.on('close', () => resolve());
    });
    expect((await post(hook.toString(), usable)).status).toBe(200);
    expect((await noticesOf(shopId)).items).toHaveLength(1);
  });

  describe("from a shop's own system", () => {
    const report = { type: 'contact.subscribed', data: { email: 'jana@shop.test', list_id: 1 } };
    const ownOf = async (verb = '') => {
      const answer = await fetch(`${service.url}/shops/${shopId}/address${verb}?source=standard-webhooks`, {
        method: 'POST',
      });
      return (await answer.json()) as Addresses;
    };
    interface Call {
      readonly id?: string;
      readonly at?: Date;
      readonly body?: string;
      /** What the signature was made of. */
      readonly signed?: string;
    }
    const call = (url: string, secret: string, changes: Call = {}) => {
      const { id = 'msg_1', at = new Date(), body = JSON.stringify(report) } = changes;
      return fetch(local(url), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
          'webhook-signature': new Webhook(secret).sign(id, at, changes.signed ?? body),
        },
        body,
      });
    };

    it('takes what is signed, once for each id, and sends it to be verified', async () => {
      const { current } = await ownOf();
      const secret = current.signingSecret ?? '';
      const answers = await Promise.all([1, 2, 3].map(() => call(current.url, secret)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      await call(current.url, secret, { id: 'msg_2', body: '{"type":"x","data":{}}' });
      expect((await noticesOf(shopId)).items).toMatchObject([
        { rejectedReason: 'type-unknown' },
        { source: 'standard-webhooks', state: 'sent', status: 'subscribed' },
      ]);
      await eventually(() =>
        expect(published(shopId, 'ecomail.VerifyNotice.v1')).toMatchObject([
          { data: { email: 'jana@shop.test', listId: 1 } },
        ]),
      );
    });

    it('stores nothing that is not signed with its secret, changed on the way, too old or ahead of time', async () => {
      const { current } = await ownOf();
      const secret = current.signingSecret ?? '';
      const foreign = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
      const minutes = (count: number) => new Date(Date.now() + count * 60_000);
      const wrong = [
        call(current.url, foreign),
        call(current.url, secret, { signed: '{}' }),
        call(current.url, secret, { at: minutes(-10) }),
        call(current.url, secret, { at: minutes(10) }),
        post(local(current.url), report),
      ];
      expect((await Promise.all(wrong)).map(({ status }) => status)).toEqual(wrong.map(() => 401));
      const ecomail = (await addressesOf(shopId)).current;
      expect(ecomail.signingSecret).toBeNull();
      const crossed = ecomail.url.replace('/ecomail/', '/standard-webhooks/');
      expect((await call(crossed, secret)).status).toBe(404);
      expect((await noticesOf(shopId)).items).toEqual([]);
    });

    it('takes both secrets while the old address works', async () => {
      const before = (await ownOf()).current;
      const after = (await ownOf('/rotate')).current;
      expect(after.signingSecret).not.toBe(before.signingSecret);
      const old = before.signingSecret ?? '';
      expect((await call(before.url, old, { id: 'a' })).status).toBe(200);
      expect((await call(after.url, old, { id: 'b' })).status).toBe(200);
      await fetch(`${service.url}/shops/${shopId}/address/previous?source=standard-webhooks`, {
        method: 'DELETE',
      });
      expect((await call(after.url, old, { id: 'c' })).status).toBe(401);
    });
  });

  it('tells the numbers: what came, verdicts, what is open and since when', async () => {
    await post(await hookOf(shopId), usable);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toMatch(/notices_received_total\{source="ecomail",result="stored"\} [1-9]/);
    expect(metrics).toMatch(/notice_verdicts_total\{verdict="genuine"\} [1-9]/);
    expect(metrics).toMatch(/notice_outcomes_total\{outcome="applied"\} 1/);
    expect(metrics).toMatch(/notices_open\{state="sent"\} [1-9]/);
    expect(metrics).toMatch(/notices_oldest_open_seconds\{state="sent"\} \d/);
  });

  it('says when to come again while its database is away, and takes the notice afterwards', async () => {
    const { hostname: host, port } = new URL(databaseUrl);
    const sockets = new Set<ReturnType<typeof connect>>();
    const relay = createServer((incoming) => {
      const outgoing = connect(Number(port), host);
      for (const socket of [incoming, outgoing]) {
        sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
      }
      incoming.pipe(outgoing).pipe(incoming);
    });
    const listen = (at: number) =>
      new Promise<number>((resolve) =>
        relay.listen(at, '127.0.0.1', () => resolve((relay.address() as AddressInfo).port)),
      );
    const through = new URL(databaseUrl);
    through.port = String(await listen(0));
    const other = await runService(definition, aConfig(through.toString(), stack.rabbitUrl));
    const hook = (await hookOf(shopId)).replace(service.url, other.url);
    expect((await post(hook, usable)).status).toBe(200);
    await new Promise<void>((resolve) => {
      relay.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
    const refused = await post(hook, usable);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    await listen(Number(through.port));
    await eventually(async () => expect((await post(hook, usable)).status).toBe(200));
    expect((await noticesOf(shopId)).items).toHaveLength(2);
    await other.close();
    relay.close();
  });

  it('slows down whoever tries unknown addresses, and never a known one', async () => {
    const hook = await hookOf(shopId);
    const knock = async () => (await post(`${service.url}/hooks/ecomail/${uuidv7()}`, usable)).status;
    await eventually(async () => expect(await knock()).toBe(429));
    const refused = await post(`${service.url}/hooks/ecomail/x`, usable);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await post(hook, usable)).status).toBe(200);
  });
});
