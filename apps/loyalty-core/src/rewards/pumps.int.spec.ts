import { AwardCredit, CreditChanged, RegisterCustomer } from '@ellity/contracts';
import { eventually } from '@ellity/testing';
import { v7 as uuidv7 } from 'uuid';
import { aMessage, anEmail, CoreStage } from '../loyalty-core.fixture';

describe('rewards', () => {
  let core: CoreStage;
  let shop: string;

  beforeAll(async () => {
    core = await CoreStage.create();
    shop = await core.aShop({ newsletterReward: '50.00', registrationReward: '20.00' });
  });
  afterAll(() => core?.close());

  const register = (email: string, more: Record<string, unknown> = {}, shopId = shop) =>
    core.http('POST', `shops/${shopId}/customers`, { email, registered: true, ...more });
  const post = (what: string, customer: string, body: object, shopId = shop) =>
    core.http('POST', `shops/${shopId}/customers/${customer}/${what}`, body, { 'idempotency-key': uuidv7() });
  const newsletter = { reward: 'newsletter', reason: 'newsletter' };
  const signUp = async (customer: string, shopId = shop) => {
    const { body } = await post('awards', customer, newsletter, shopId);
    return body['code'] ?? body['amount'];
  };
  const leave = async (customer: string, shopId = shop) => {
    const { body } = await post('revocations', customer, newsletter, shopId);
    return body['code'] ?? body['amount'];
  };
  const move = (customer: string, email: string) =>
    core.http('PUT', `shops/${shop}/customers/${customer}/email`, { email });
  const balanceOf = async (customer: string, shopId = shop) =>
    (await core.account(shopId, customer)).body['balance'];
  const registration = (email: string) =>
    aMessage(RegisterCustomer, shop, { email, registered: true, idempotencyKey: uuidv7() });
  const reasonsOf = (customer: string) =>
    core
      .toldOf(CreditChanged, ({ subject }) => subject === customer)
      .map(({ data }) => (data['change'] as { reason: string }).reason);
  const customerAt = async (email: string): Promise<string> => {
    const { body } = await core.http('GET', `shops/${shop}/customers?email=${encodeURIComponent(email)}`);
    return (body['items'] as { id: string }[])[0]?.id ?? '';
  };

  describe('for registering', () => {
    it('are paid when a customer becomes registered: at once, or anonymous before; others hear why', async () => {
      const [atOnce, before, commanded] = [anEmail(), anEmail(), anEmail()];
      const { body } = await register(atOnce);
      expect(await balanceOf(String(body['id']))).toBe('20.00');
      const anonymous = await core.aCustomer(shop, { email: before, registered: false });
      await core.award(shop, anonymous, '5.00');
      expect(await balanceOf(anonymous)).toBe('5.00');
      await register(before.toUpperCase());
      expect(await balanceOf(anonymous)).toBe('25.00');
      await core.send(registration(commanded));
      await eventually(async () => expect(await balanceOf(await customerAt(commanded))).toBe('20.00'));
      await eventually(() => expect(reasonsOf(String(body['id']))).toEqual(['registration']));
    });

    it('are paid once, however often and in whatever form of the address somebody registers at once', async () => {
      const email = `${uuidv7()}@umläut.test`;
      const forms = [email, email.toUpperCase(), ` ${email} `, email.replace('umläut', 'xn--umlut-ira')];
      await Promise.all([
        core.send(...forms.map(registration)),
        ...forms.map((form) => register(form)),
        core.send(...forms.map(registration)),
      ]);
      const customer = await customerAt(email);
      await eventually(async () => expect(await core.queueLength('loyalty-core.customers')).toBe(0));
      await eventually(() => expect(reasonsOf(customer)).toEqual(['registration']));
      expect(await balanceOf(customer)).toBe('20.00');
      expect((await core.account(shop, customer)).body['lots']).toHaveLength(1);
    });

    it('are not paid to those who were registered before there was a reward, however they come again', async () => {
      const other = await core.aShop();
      const [email, next, late] = [anEmail(), anEmail(), anEmail()];
      const early = String((await register(email, {}, other)).body['id']);
      await core.http('PATCH', `shops/${other}`, { registrationReward: '20.00' });
      await register(email, { firstName: 'Jana' }, other);
      await core.http('PUT', `shops/${other}/customers/${early}/email`, { email: next });
      const again = String((await register(email, {}, other)).body['id']);
      const old = {
        ...aMessage(RegisterCustomer, other, { email: late, registered: true, idempotencyKey: 'old' }),
        time: '2026-01-01T00:00:00Z',
      };
      await core.send(old);
      await eventually(async () =>
        expect(await core.rows('select balance::text from customers where shop_id = $1', [other])).toEqual([
          { balance: '0.00' },
          { balance: '0.00' },
          { balance: '0.00' },
        ]),
      );
      expect([await balanceOf(early, other), await balanceOf(again, other)]).toEqual(['0.00', '0.00']);
    });

    it('are not paid while they are switched off, nor afterwards for what happened meanwhile', async () => {
      const other = await core.aShop({ registrationReward: '20.00' });
      const email = anEmail();
      await core.http('PATCH', `shops/${other}`, { registrationReward: null });
      const customer = String((await register(email, {}, other)).body['id']);
      await core.http('PATCH', `shops/${other}`, { registrationReward: '30.00' });
      await register(email, {}, other);
      expect(await balanceOf(customer, other)).toBe('0.00');
    });
  });

  describe('cannot be pumped', () => {
    it('by leaving and returning', async () => {
      const customer = await core.aCustomer(shop, { registered: false });
      const outcomes: unknown[] = [];
      for (let round = 0; round < 3; round += 1) {
        outcomes.push(await signUp(customer), await signUp(customer), await leave(customer));
      }
      expect(outcomes).toEqual(Array(3).fill(['50.00', 'already-granted', '50.00']).flat());
      expect(await signUp(customer)).toBe('50.00');
      expect(await balanceOf(customer)).toBe('50.00');
    });

    it('by leaving and returning where those who leave keep the reward', async () => {
      const other = await core.aShop({ newsletterReward: '50.00', newsletterTakenBack: false });
      const customer = await core.aCustomer(other);
      expect([
        await signUp(customer, other),
        await leave(customer, other),
        await signUp(customer, other),
      ]).toEqual(['50.00', 'reward-kept', 'already-granted']);
      await core.http('PATCH', `shops/${other}`, { newsletterTakenBack: true });
      expect([await leave(customer, other), await signUp(customer, other)]).toEqual(['50.00', '50.00']);
      expect(await balanceOf(customer, other)).toBe('50.00');
    });

    it.each(['stop', 'other-lots', 'owe'])(
      'by spending it before leaving: with the rule %s nothing else is taken, owed or paid again',
      async (shortfallRule) => {
        const other = await core.aShop({ newsletterReward: '50.00', shortfallRule });
        const customer = await core.aCustomer(other);
        await signUp(customer, other);
        await core.spend(other, customer, '30.00');
        await core.award(other, customer, '100.00');
        expect(await leave(customer, other)).toBe('20.00');
        await core.award(other, customer, '1.00');
        expect(await balanceOf(customer, other)).toBe('101.00');
        expect([await signUp(customer, other), await signUp(customer, other)]).toEqual([
          '20.00',
          'already-granted',
        ]);
        expect(await balanceOf(customer, other)).toBe('121.00');
        expect((await core.http('GET', `shops/${other}/shortfalls`)).body['items']).toEqual([]);
      },
    );

    it('by a spending that is cancelled after leaving', async () => {
      const customer = await core.aCustomer(shop, { registered: false });
      await signUp(customer);
      const { body } = await core.spend(shop, customer, '30.00');
      await leave(customer);
      await post('cancellations', customer, { reason: 'spend-cancelled', entryId: body['entryId'] });
      expect(await signUp(customer)).toBe('20.00');
      expect(await balanceOf(customer)).toBe('50.00');
    });

    it('by another address and back, or by two customers who swap theirs', async () => {
      const [mine, yours, between] = [anEmail(), anEmail(), anEmail()];
      const [me, you] = [
        await core.aCustomer(shop, { email: mine }),
        await core.aCustomer(shop, { email: yours }),
      ];
      await signUp(me);
      await move(me, between);
      expect(await signUp(me)).toBe('already-granted');
      await move(you, mine);
      expect(await signUp(you)).toBe('already-granted');
      await move(me, yours);
      expect(await signUp(me)).toBe('already-granted');
      const third = String((await register(between, { marketingConsent: 'granted' })).body['id']);
      expect([await balanceOf(me), await balanceOf(you), await balanceOf(third)]).toEqual([
        '70.00',
        '20.00',
        '0.00',
      ]);
      expect(await leave(me)).toBe('50.00');
      expect(await leave(you)).toBe('no-grant');
    });

    it('by an anonymous customer who registers with an address that earned before', async () => {
      const [email, next] = [anEmail(), anEmail()];
      const first = await core.aCustomer(shop, { email, marketingConsent: 'granted' });
      expect(await balanceOf(first)).toBe('70.00');
      await move(first, next);
      await core.send(
        aMessage(AwardCredit, shop, { email, amount: '5.00', reason: 'order', idempotencyKey: uuidv7() }),
      );
      const anonymous = await eventually(async () => {
        const id = await customerAt(email);
        expect(id).not.toBe('');
        return id;
      });
      await register(email, { marketingConsent: 'granted' });
      expect(await balanceOf(anonymous)).toBe('5.00');
    });

    it('by being erased and registering again, whether the reward was paid or is younger than the customer', async () => {
      const other = await core.aShop();
      const email = anEmail();
      const unpaid = String((await register(email, {}, other)).body['id']);
      const paid = String((await register(email, { marketingConsent: 'granted' })).body['id']);
      expect(await balanceOf(paid)).toBe('70.00');
      await core.http('PATCH', `shops/${other}`, { registrationReward: '20.00' });
      for (const [shopId, customer] of [
        [shop, paid],
        [other, unpaid],
      ] as const) {
        await core.http('POST', `shops/${shopId}/customers/${customer}/erasure`);
        const { body } = await register(email, { marketingConsent: 'granted' }, shopId);
        expect(body).toMatchObject({ email, balance: '0.00' });
        expect(body['id']).not.toBe(customer);
      }
    });

    it('across two shops: each pays once, and takes back its own alone', async () => {
      const other = await core.aShop({ newsletterReward: '30.00', registrationReward: '5.00' });
      const email = anEmail();
      const here = String((await register(email, { marketingConsent: 'granted' })).body['id']);
      const there = String((await register(email, { marketingConsent: 'granted' }, other)).body['id']);
      expect([await balanceOf(here), await balanceOf(there, other)]).toEqual(['70.00', '35.00']);
      expect(await leave(there, other)).toBe('30.00');
      expect([await balanceOf(here), await balanceOf(there, other)]).toEqual(['70.00', '5.00']);
    });

    it('by forms of one address that sign up at the same moment', async () => {
      const email = `${uuidv7()}@umläut.test`;
      const forms = [email, email.toUpperCase(), email.replace('umläut', 'xn--umlut-ira'), `\ufeff${email}`];
      const customer = await core.aCustomer(shop, { email, registered: false });
      const signUps = Array.from({ length: 12 }, (_, index) =>
        aMessage(
          AwardCredit,
          shop,
          {
            ...newsletter,
            email: forms[index % 4],
            reward: 'newsletter',
            idempotencyKey: uuidv7(),
          },
          { source: 'webhook-gateway' },
        ),
      );
      await Promise.all(signUps.map((message) => core.send(message)));
      await eventually(async () => {
        const settled = await core.rows(`select 1 from commands where customer_id = $1`, [customer]);
        expect(settled).toHaveLength(12);
      });
      expect(await balanceOf(customer)).toBe('50.00');
    });
  });
});
