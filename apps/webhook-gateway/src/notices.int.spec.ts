import { compose, CreditCommandSettled, ErasureDone, NoticeVerified } from '@ellity/contracts';
import { messagingRegister, outgoingOf, Publisher } from '@ellity/messaging';
import { mergedRegisters, requestKeysRegister } from '@ellity/platform';
import { DocumentedAnswers, eventually, registerProblems } from '@ellity/testing';
import { v7 as uuidv7 } from 'uuid';
import { GatewayStage, post, usable } from './gateway.fixture';
import { RetentionService } from './people/retention.service';
import { dataRegister } from './personal-data';
import { sealedColumns } from './sealed-columns';

describe('notices', () => {
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

  it('pages through the notices of one shop, the newest first, with shortened addresses', async () => {
    const hook = await stage.hookOf(shopId);
    await post(await stage.hookOf(`${shopId}-b`), usable);
    for (const listId of [1, 2, 3]) await post(hook, { payload: { ...usable.payload, listId } });
    const first = await stage.noticesOf(shopId, '?limit=2');
    const second = await stage.noticesOf(shopId, `?limit=2&before=${first.next}`);
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
    const ids = [...first.items, ...second.items].map((notice) => String(notice['id']));
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect(first.items[0]).toMatchObject({ email: 'j***@shop.test', state: 'sent' });
    expect((await fetch(`${stage.service.url}/shops/${shopId}/notices?limit=x`)).status).toBe(400);
    expect((await fetch(`${stage.service.url}/shops/Bad_Shop/notices`)).status).toBe(400);
  });

  it('finds notices by what became of them, by address and by time, and shows one as it was received', async () => {
    const hook = await stage.hookOf(shopId);
    const other = { payload: { ...usable.payload, email: 'Petr@shop.test' } };
    for (const body of [usable, other, 'nonsense']) await post(hook, body);
    const found = async (query: string) =>
      (await stage.noticesOf(shopId, query)).items.map(
        (notice) => notice['email'] ?? notice['rejectedReason'],
      );
    expect(await found('?state=rejected')).toEqual(['body-not-json']);
    expect(await found('?open=true')).toEqual(['P***@shop.test', 'j***@shop.test']);
    expect(await found('?email=PETR@shop.test')).toEqual(['P***@shop.test']);
    expect(await found('?verdict=genuine')).toEqual([]);
    expect(await found('?source=standard-webhooks')).toEqual([]);
    expect(await found('?from=2999-01-01T00:00:00Z')).toEqual([]);
    expect(await found('?to=2999-01-01T00:00:00Z&limit=1')).toEqual(['body-not-json']);
    for (const wrong of ['state=x', 'verdict=x', 'outcome=x', 'open=no', 'from=yesterday', 'email=x'])
      expect((await fetch(`${stage.service.url}/shops/${shopId}/notices?${wrong}`)).status).toBe(400);
    const [{ id } = {}] = (await stage.noticesOf(shopId, '?email=petr@shop.test')).items;
    const show = async (shop: string) => fetch(`${stage.service.url}/shops/${shop}/notices/${String(id)}`);
    expect(await (await show(shopId)).json()).toMatchObject({
      contentType: 'application/json',
      body: JSON.stringify(other).replace('Petr@', 'P***@'),
      isOpen: true,
    });
    expect((await show(`${shopId}-b`)).status).toBe(404);
  });

  it('shows a person all notices about their address as received, those that nobody could read too, and no others', async () => {
    const hook = await stage.hookOf(shopId);
    const other = { payload: { ...usable.payload, email: 'petr@shop.test' } };
    const form = 'email=jana.novakova%40shop.test&status=SUBSCRIBED';
    const others = ['x', 'x.', 'x%2B', 'ň'].map((more) => form.replace('jana', `${more}jana`));
    others.push(form.replace('.test', '.testing'), form.replace('.test', '.test.cz'));
    for (const body of [usable, other, form, ...others, 'nonsense']) await post(hook, body);
    await post(await stage.hookOf(`${shopId}-other`), usable);
    const fileOf = (...addresses: string[]) =>
      fetch(`${stage.service.url}/shops/${shopId}/customers/${uuidv7()}/file`, {
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
    const documented = await DocumentedAnswers.of(stage.service.url);
    const route = 'POST /shops/{shopId}/customers/{customerId}/file';
    expect(documented.problems(route, { status: answer.status, body })).toEqual([]);
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
      new Publisher(stage.broker).publish(envelopes.map(outgoingOf));
    const commands = () =>
      stage.messages.envelopes.filter(
        (envelope) => envelope.shopid === shopId && envelope.type.startsWith('loyalty.'),
      );

    const aNotice = async (): Promise<string> => {
      await post(await stage.hookOf(shopId), usable);
      return String((await stage.noticesOf(shopId)).items[0]?.['id']);
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
        expect((await stage.noticesOf(shopId)).items).toMatchObject([
          { id: noticeId, state: 'verified', verdict: 'genuine', command: 'loyalty.AwardCredit.v1' },
        ]),
      );
    });

    it('asks for nothing when the sign-up was our own echo', async () => {
      const noticeId = await aNotice();
      await send(verdict(noticeId, { verdict: 'echo' }));
      await eventually(async () =>
        expect((await stage.noticesOf(shopId)).items).toMatchObject([{ verdict: 'echo', command: null }]),
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
      await new Publisher(stage.broker).publish([outgoingOf(done)]);
      await eventually(async () => {
        const { rows } = await stage.database.query(
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
          stage.messages.envelopes.filter(
            (told) => told.type === 'ecomail.ErasureDone.v1' && told.source === 'webhook-gateway',
          ),
        ).toMatchObject([{ subject, data: { places: 'notices blanked 1' } }]),
      );
    });

    it('is closed by what loyalty-core made of the command, whatever a repetition is answered', async () => {
      const noticeId = await aNotice();
      await send(verdict(noticeId));
      await eventually(async () =>
        expect((await stage.noticesOf(shopId)).items).toMatchObject([{ state: 'verified', isOpen: true }]),
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
      await new Publisher(stage.broker).publish([
        outgoingOf(settled({ commandSource: 'another', outcome: 'refused' })),
        outgoingOf(settled()),
        outgoingOf(settled({ outcome: 'duplicate' })),
      ]);
      await eventually(async () =>
        expect((await stage.noticesOf(shopId)).items).toMatchObject([
          { outcome: 'applied', outcomeAmount: '10.00', isOpen: false },
        ]),
      );
    });

    it('may be asked for once more, by those who may see the notice, unless it says nothing', async () => {
      const noticeId = await aNotice();
      const again = (shop: string, id: unknown) =>
        fetch(`${stage.service.url}/shops/${shop}/notices/${String(id)}/verify`, { method: 'POST' });
      expect((await again(`${shopId}-b`, noticeId)).status).toBe(404);
      expect((await again(shopId, noticeId)).status).toBe(202);
      await eventually(() =>
        expect(stage.published(shopId, 'ecomail.VerifyNotice.v1')).toMatchObject([
          { data: { noticeId } },
          { data: { noticeId, again: true, email: usable.payload.email } },
        ]),
      );
      await post(await stage.hookOf(shopId), 'nonsense');
      const answer = await again(shopId, (await stage.noticesOf(shopId)).items[0]?.['id']);
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
      expect((await stage.noticesOf(own)).items).toMatchObject([{ state: 'sent', verdict: null }]);
    });
  });

  it('tells the numbers: verdicts, and what loyalty-core made of them', async () => {
    await eventually(async () => {
      const metrics = await (await fetch(`${stage.service.url}/metrics`)).text();
      expect(metrics).toMatch(/notice_verdicts_total\{verdict="genuine"\} [1-9]/);
      expect(metrics).toMatch(/notice_outcomes_total\{outcome="applied"\} 1/);
    });
  });

  const totalsOf = async (of: string) =>
    ((await (await fetch(`${stage.service.url}/shops/${of}/notices/totals`)).json()) as { totals: unknown })
      .totals;

  it('end after the configured days, and their counts stay as they were', async () => {
    const hook = await stage.hookOf('old-shop');
    for (const body of ['{"half":', '{"half":', '{"a":1}', '{"b":2}']) await post(hook, body, 'text/plain');
    const before = await totalsOf('old-shop');
    await stage.database.query(
      `update notices set received_at = now() - interval '91 days'
        where shop_id = 'old-shop' and body <> '{"b":2}'::bytea`,
    );
    expect(await stage.service.app.get(RetentionService).deleteOld()).toBe(3);
    const { rows } = await stage.database.query(`select body from notices where shop_id = 'old-shop'`);
    expect(rows).toHaveLength(1);
    expect(await totalsOf('old-shop')).toEqual(before);
    expect(before).toEqual([
      { source: 'ecomail', state: 'rejected', verdict: null, rejectedReason: 'body-not-json', notices: 2 },
      { source: 'ecomail', state: 'rejected', verdict: null, rejectedReason: 'payload-missing', notices: 2 },
    ]);
    expect(await stage.service.app.get(RetentionService).deleteOld()).toBe(0);
  });

  it('and whatever else is kept of people are named in the register, column by column', async () => {
    const register = mergedRegisters(dataRegister, messagingRegister, requestKeysRegister);
    expect(await registerProblems(stage.databaseUrl, register, sealedColumns)).toEqual([]);
  });
});
