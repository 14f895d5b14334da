import type { Envelope } from '@ellity/contracts';
import { DocumentedAnswers, eventually, runService } from '@ellity/testing';
import { request as httpRequest, type Server } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { v7 as uuidv7 } from 'uuid';
import { definition, migrations } from './app.module';
import { aConfig, type Addresses, Gate, GatewayStage, post, usable } from './gateway.fixture';

const listIn = ({ data }: Envelope): number => (data as { listId: number }).listId;

describe('the webhook gateway', () => {
  let stage: GatewayStage;
  let shop = 0;
  let shopId = '';

  beforeAll(async () => {
    stage = await GatewayStage.create();
  });
  afterAll(() => stage?.close());
  beforeEach(() => {
    shopId = `shop-${++shop}`;
  });

  it('stores a notice exactly as received and sends it to be verified', async () => {
    const body = ` ${JSON.stringify(usable, null, 3)}\r\n`;
    expect((await post(await stage.hookOf(shopId), body, 'text/plain')).status).toBe(200);
    const { rows } = await stage.database.query<{ id: string; body: Buffer; content_type: string }>(
      'select id, body, content_type from notices where shop_id = $1',
      [shopId],
    );
    expect(rows.map((row) => [row.body.toString(), row.content_type])).toEqual([[body, 'text/plain']]);
    await eventually(() => {
      expect(stage.published(shopId, 'ecomail.VerifyNotice.v1')).toMatchObject([
        {
          source: 'webhook-gateway',
          data: { noticeId: rows[0]?.id, email: 'jana.novakova@shop.test', status: 'subscribed', listId: 1 },
        },
      ]);
    });
  });

  it('stores a notice as received however its address is written', async () => {
    const hook = new URL(await stage.hookOf(shopId));
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
    const { items: notices } = await stage.noticesOf(shopId);
    expect(notices.map(({ rejectedReason }) => rejectedReason)).toEqual([null, null, null]);
    expect(notices.map(({ bytes }) => bytes)).toEqual(Array(3).fill(JSON.stringify(usable).length));
  });

  it('keeps one body that comes a thousand times at once as a thousand notices, each sent to be verified', async () => {
    const hook = await stage.hookOf(shopId);
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => post(hook, usable)));
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    const { rows } = await stage.database.query<{ id: string }>(
      'select id from notices where shop_id = $1 order by id',
      [shopId],
    );
    expect(rows).toHaveLength(1_000);
    await eventually(() => {
      const told = stage.published(shopId, 'ecomail.VerifyNotice.v1');
      expect(told.map(({ data }) => (data as { noticeId: string }).noticeId).sort()).toEqual(
        rows.map(({ id }) => id),
      );
    });
  });

  it('sends each to be verified in the trace of its own request, though those that come at once are stored together', async () => {
    const hook = await stage.hookOf(shopId);
    const traces = Array.from({ length: 20 }, (_, index) => index.toString(16).padStart(32, 'a'));
    await Promise.all(
      traces.map((trace, listId) =>
        fetch(hook, {
          method: 'POST',
          headers: { traceparent: `00-${trace}-00000000000000ab-00` },
          body: JSON.stringify({ payload: { ...usable.payload, listId } }),
        }),
      ),
    );
    await eventually(() => {
      const told = stage.published(shopId, 'ecomail.VerifyNotice.v1');
      expect(
        told
          .sort((one, other) => listIn(one) - listIn(other))
          .map(({ traceparent }) => traceparent?.slice(3, 35)),
      ).toEqual(traces);
    });
  });

  it.each([
    ['body-not-json', '{"half":', 'application/json'],
    ['body-not-json', 'payload[email]=jana%40shop.test', 'application/x-www-form-urlencoded'],
    ['body-empty', '', 'application/json'],
    ['body-not-json', new Uint8Array([0xff, 0x00, 0xfe]), 'application/octet-stream'],
    ['payload-missing', '{"a":1}', 'application/json; charset=latin1'],
    ['email-invalid', '{"payload":{"email":"x","status":"SUBSCRIBED","listId":1}}', 'application/json'],
  ])(
    'answers 200 to an unusable body (%s), stores it and sends nothing',
    async (reason, body, contentType) => {
      expect((await post(await stage.hookOf(shopId), body, contentType)).status).toBe(200);
      expect((await stage.noticesOf(shopId)).items).toMatchObject([
        { state: 'rejected', rejectedReason: reason },
      ]);
      const { rows } = await stage.database.query('select from outbox where shop_id = $1', [shopId]);
      expect(rows).toHaveLength(0);
      expect(stage.published(shopId, 'ecomail.VerifyNotice.v1')).toEqual([]);
    },
  );

  it('takes a body of 64 KiB and refuses a larger one with 413, storing nothing', async () => {
    const hook = await stage.hookOf(shopId);
    expect((await post(hook, 'x'.repeat(64 * 1024))).status).toBe(200);
    const refusal = await post(hook, 'x'.repeat(64 * 1024 + 1));
    expect([refusal.status, refusal.headers.get('content-type')]).toEqual([
      413,
      expect.stringContaining('application/problem+json'),
    ]);
    expect((await stage.noticesOf(shopId)).items).toMatchObject([{ bytes: 64 * 1024 }]);
  });

  it('knows nothing at an unknown token, also one with a single bit changed, and says no more than that', async () => {
    const hook = await stage.hookOf(shopId);
    const token = Buffer.from(hook.slice(-43), 'base64url');
    const altered = [0, 130, 255].map((bit) => {
      const bytes = Buffer.from(token);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return bytes.toString('base64url');
    });
    for (const token of [...altered, 'x', 'A'.repeat(43), `${hook.slice(-43, -1)}!`, '%00', '..%2f']) {
      const answer = await post(`${stage.service.url}/hooks/ecomail/${token}`, usable);
      const problem = (await answer.json()) as Record<string, unknown>;
      expect([answer.status, problem['code'], problem['detail']]).toEqual([
        404,
        'not-found',
        'There is nothing at this address.',
      ]);
    }
    expect((await stage.noticesOf(shopId)).items).toEqual([]);
  });

  it('says in words what an address is for, to people who open it, and stores nothing', async () => {
    const answer = await fetch(await stage.hookOf(shopId));
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Ecomail')]);
    expect((await fetch(`${stage.service.url}/hooks/ecomail/unknown`)).status).toBe(404);
    expect((await stage.noticesOf(shopId)).items).toEqual([]);
  });

  it('answers as its document says, which describes every success and refusal', async () => {
    const documented = await DocumentedAnswers.of(stage.service.url);
    expect(documented.gaps()).toEqual([]);
    const hook = await stage.hookOf(shopId);
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
      const answer = await fetch(`${stage.service.url}${path}`, init);
      const text = await answer.text();
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      expect(documented.problems(route, { status: answer.status, body })).toEqual([]);
    }
  });

  it('answers a sender that never finishes its body without storing half a notice, and waits for none for long', async () => {
    expect((stage.service.app.getHttpServer() as Server).requestTimeout).toBeLessThanOrEqual(15_000);
    const hook = new URL(await stage.hookOf(shopId));
    await new Promise<void>((resolve) => {
      const request = httpRequest(hook, { method: 'POST', headers: { 'content-length': '100' } });
      request.on('error', () => resolve());
      request.write('{"payload":', () => request.destroy());
      request.on('close', () => resolve());
    });
    expect((await post(hook.toString(), usable)).status).toBe(200);
    expect((await stage.noticesOf(shopId)).items).toHaveLength(1);
  });

  describe("from a shop's own system", () => {
    const report = { type: 'contact.subscribed', data: { email: 'jana@shop.test', list_id: 1 } };
    const ownOf = (verb = '') => stage.addressesOf(shopId, `${verb}?source=standard-webhooks`);
    interface Call {
      readonly id?: string;
      readonly at?: Date;
      readonly body?: string;
      /** What the signature was made of. */
      readonly signed?: string;
    }
    const call = (url: string, secret: string, changes: Call = {}) => {
      const { id = 'msg_1', at = new Date(), body = JSON.stringify(report) } = changes;
      return fetch(stage.local(url), {
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
      expect((await stage.noticesOf(shopId)).items).toMatchObject([
        { rejectedReason: 'type-unknown' },
        { source: 'standard-webhooks', state: 'sent', status: 'subscribed' },
      ]);
      await eventually(() =>
        expect(stage.published(shopId, 'ecomail.VerifyNotice.v1')).toMatchObject([
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
        post(stage.local(current.url), report),
      ];
      expect((await Promise.all(wrong)).map(({ status }) => status)).toEqual(wrong.map(() => 401));
      const ecomail = (await stage.addressesOf(shopId)).current;
      expect(ecomail.signingSecret).toBeNull();
      const crossed = ecomail.url.replace('/ecomail/', '/standard-webhooks/');
      expect((await call(crossed, secret)).status).toBe(404);
      expect((await stage.noticesOf(shopId)).items).toEqual([]);
    });

    it('takes both secrets while the old address works', async () => {
      const before = (await ownOf()).current;
      const after = (await ownOf('/rotate')).current;
      expect(after.signingSecret).not.toBe(before.signingSecret);
      const old = before.signingSecret ?? '';
      expect((await call(before.url, old, { id: 'a' })).status).toBe(200);
      expect((await call(after.url, old, { id: 'b' })).status).toBe(200);
      await fetch(`${stage.service.url}/shops/${shopId}/address/previous?source=standard-webhooks`, {
        method: 'DELETE',
      });
      expect((await call(after.url, old, { id: 'c' })).status).toBe(401);
    });
  });

  it('tells the numbers: what came, what is open and since when', async () => {
    await post(await stage.hookOf(shopId), usable);
    const metrics = await (await fetch(`${stage.service.url}/metrics`)).text();
    expect(metrics).toMatch(/notices_received_total\{source="ecomail",result="stored"\} [1-9]/);
    expect(metrics).toMatch(/notices_open\{state="sent"\} [1-9]/);
    expect(metrics).toMatch(/notices_oldest_open_seconds\{state="sent"\} \d/);
  });

  it('says when to come again while its database is away, and takes the notice afterwards', async () => {
    const gate = await Gate.before(stage.databaseUrl);
    const other = await runService(definition, aConfig(gate.url, stage.stack.rabbitUrl));
    const hook = (await stage.hookOf(shopId)).replace(stage.service.url, other.url);
    expect((await post(hook, usable)).status).toBe(200);
    await gate.shut();
    const refused = await post(hook, usable);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    await gate.open();
    await eventually(async () => expect((await post(hook, usable)).status).toBe(200));
    expect((await stage.noticesOf(shopId)).items).toHaveLength(2);
    await other.close();
    await gate.shut();
  });

  it('takes notices while RabbitMQ is away, and has them verified when it is back', async () => {
    const gate = await Gate.before(stage.stack.rabbitUrl);
    const database = await stage.stack.createDatabase('alone', migrations);
    const other = await runService(definition, aConfig(database, gate.url));
    const { url } = await fetch(`${other.url}/shops/${shopId}/address`, { method: 'POST' })
      .then((answer) => answer.json() as Promise<Addresses>)
      .then(({ current }) => current);
    await gate.shut();
    const hook = url.replace('https://hooks.shop.example', other.url);
    const answers = await Promise.all([1, 2, 3].map(() => post(hook, usable)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(stage.published(shopId, 'ecomail.VerifyNotice.v1')).toEqual([]);
    await gate.open();
    await eventually(() =>
      expect(stage.published(shopId, 'ecomail.VerifyNotice.v1')).toHaveLength(answers.length),
    );
    await other.close();
    await gate.shut();
  });

  it('slows down whoever tries unknown addresses, and never a known one', async () => {
    const hook = await stage.hookOf(shopId);
    const knock = () => post(`${stage.service.url}/hooks/ecomail/${uuidv7()}`, usable);
    const refused = await eventually(async () => {
      const answer = await knock();
      expect(answer.status).toBe(429);
      return answer;
    });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await post(hook, usable)).status).toBe(200);
  });
});
