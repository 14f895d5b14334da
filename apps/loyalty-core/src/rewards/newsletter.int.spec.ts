import {
  AwardCredit,
  CreditChanged,
  CreditCommandSettled,
  RegisterCustomer,
  RevokeCredit,
} from '@ellity/contracts';
import { backendOf, eventually, waitingStatements } from '@ellity/testing';
import { v7 as uuidv7 } from 'uuid';
import { customerAt } from '../customers/customer';
import { aMessage, anAward, anEmail, CoreStage } from '../loyalty-core.fixture';
import { GrantsService } from './grants.service';

describe('the newsletter reward', () => {
  let core: CoreStage;
  let shop: string;

  beforeAll(async () => {
    core = await CoreStage.create();
    shop = await core.aShop({ newsletterReward: '50.00', expiryDays: 365 });
  });
  afterAll(() => core?.close());

  const settled = (message: { id: string }): Promise<string> =>
    eventually(() => {
      const [answer] = core.toldOf(CreditCommandSettled, ({ data }) => data['commandId'] === message.id);
      if (!answer) throw new Error('not settled yet');
      const { outcome, reason, amount, balance } = answer.data as Record<string, string | null>;
      return reason ?? `${outcome} ${amount} -> ${balance}`;
    });
  const signUp = async (email: string, shopId = shop): Promise<string> => {
    const message = aMessage(
      AwardCredit,
      shopId,
      { email, reward: 'newsletter', reason: 'newsletter', idempotencyKey: uuidv7() },
      { source: 'webhook-gateway' },
    );
    await core.send(message);
    return settled(message);
  };
  const balanceOf = async (email: string): Promise<string | undefined> => {
    const rows = await core.rows<{ balance: string }>(
      'select balance::text from customers where email_identity = $1',
      [email],
    );
    return rows[0]?.balance;
  };
  const leave = async (email: string): Promise<string> => {
    const message = aMessage(
      RevokeCredit,
      shop,
      { email, reward: 'newsletter', reason: 'newsletter', idempotencyKey: uuidv7() },
      { source: 'webhook-gateway' },
    );
    await core.send(message);
    return settled(message);
  };

  it('pays once: a second sign-up earns nothing', async () => {
    const email = anEmail();
    await core.aCustomer(shop, { email });
    expect(await signUp(email)).toBe('applied 50.00 -> 50.00');
    expect(await signUp(email.toUpperCase())).toBe('already-granted');
  });

  it('an address that is no customer earns nothing and makes no customer', async () => {
    const email = anEmail();
    expect(await signUp(email)).toBe('unknown-customer');
    expect((await core.http('GET', `shops/${shop}/customers?email=${email}`)).body['items']).toEqual([]);
  });

  it('leaving takes back what is left of the grant alone, and coming back gives exactly that to the same lot', async () => {
    const email = anEmail();
    const customer = await core.aCustomer(shop, { email });
    await signUp(email);
    await core.award(shop, customer, '100.00', { expiresOn: '2099-12-31' });
    await core.spend(shop, customer, '20.00');
    const before = (await core.account(shop, customer)).body;
    expect(await leave(email)).toBe('applied 30.00 -> 100.00');
    expect(await leave(email)).toBe('nothing-left');
    expect(await signUp(email)).toBe('applied 30.00 -> 130.00');
    expect(await signUp(email)).toBe('already-granted');
    const after = (await core.account(shop, customer)).body;
    expect(after['lots']).toEqual(before['lots']);
    expect(after['nextExpiration']).toEqual(before['nextExpiration']);
  });

  it('a spent grant is not owed: leaving takes nothing and coming back earns nothing', async () => {
    const email = anEmail();
    const customer = await core.aCustomer(shop, { email });
    await signUp(email);
    await core.spend(shop, customer, '50.00');
    expect(await leave(email)).toBe('nothing-left');
    expect(await signUp(email)).toBe('already-granted');
    expect((await core.account(shop, customer)).body['balance']).toBe('0.00');
  });

  it('whoever was never paid has nothing to give back', async () => {
    const email = anEmail();
    const customer = await core.aCustomer(shop, { email });
    await core.award(shop, customer, '10.00');
    expect(await leave(email)).toBe('no-grant');
    expect((await core.account(shop, customer)).body['balance']).toBe('10.00');
  });

  it('a shop without the reward pays nothing', async () => {
    const other = await core.aShop();
    const email = anEmail();
    await core.aCustomer(other, { email });
    expect(await signUp(email, other)).toBe('reward-off');
  });

  it('who was subscribed before the connection earns nothing by leaving and coming back', async () => {
    const email = anEmail();
    const customer = await core.aCustomer(shop, { email });
    expect(await leave(email)).toBe('no-grant');
    expect(await signUp(email)).toBe('subscribed-before');
    expect(await leave(email.toUpperCase())).toBe('no-grant');
    expect((await core.account(shop, customer)).body['balance']).toBe('0.00');
  });

  it('an address that left before it was a customer earns nothing, whoever has it later', async () => {
    const left = anEmail();
    expect(await leave(left)).toBe('unknown-customer');
    const customer = await core.aCustomer(shop, { email: left.toUpperCase() });
    expect(await signUp(left)).toBe('subscribed-before');
    expect((await core.account(shop, customer)).body['balance']).toBe('0.00');
  });

  it('a sign-up before the customer is known pays when the customer appears, once', async () => {
    const [registered, awarded] = [anEmail(), anEmail()];
    const waiting = (await core.rows('select 1 from sign_ups where shop_id = $1', [shop])).length;
    expect(await signUp(registered)).toBe('unknown-customer');
    const customer = await core.aCustomer(shop, { email: registered.toUpperCase() });
    expect((await core.account(shop, customer)).body['balance']).toBe('50.00');
    expect(await signUp(registered)).toBe('already-granted');
    expect(await leave(registered)).toBe('applied 50.00 -> 0.00');

    expect(await signUp(awarded)).toBe('unknown-customer');
    await core.send(anAward(shop, { email: awarded, amount: '10.00' }));
    await eventually(async () => expect(await balanceOf(awarded)).toBe('60.00'));
    expect(await core.rows('select 1 from sign_ups where shop_id = $1', [shop])).toHaveLength(waiting);
  });

  it('who left again before becoming a customer is paid for the sign-up that follows, not for the one before', async () => {
    const email = anEmail();
    expect(await signUp(email)).toBe('unknown-customer');
    expect(await leave(email)).toBe('unknown-customer');
    await core.aCustomer(shop, { email });
    expect(await balanceOf(email)).toBe('0.00');
    expect(await signUp(email)).toBe('applied 50.00 -> 50.00');
  });

  it('a sign-up of before the reward was switched on pays nobody, though the customer appears later', async () => {
    const other = await core.aShop();
    const email = anEmail();
    expect(await signUp(email, other)).toBe('unknown-customer');
    await core.http('PATCH', `shops/${other}`, { newsletterReward: '50.00' });
    await core.aCustomer(other, { email });
    expect(await balanceOf(email)).toBe('0.00');
    expect(await signUp(email, other)).toBe('subscribed-before');
  });

  it('50 strangers who sign up while they register are all paid once', async () => {
    const emails = Array.from({ length: 50 }, anEmail);
    const signUps = emails.map((email) =>
      aMessage(AwardCredit, shop, {
        email,
        reward: 'newsletter',
        reason: 'newsletter',
        idempotencyKey: uuidv7(),
      }),
    );
    await Promise.all([
      core.send(...signUps),
      core.send(
        ...emails.map((email) =>
          aMessage(RegisterCustomer, shop, {
            email,
            registered: true,
            marketingConsent: 'unknown',
            idempotencyKey: uuidv7(),
          }),
        ),
      ),
    ]);
    await eventually(async () => {
      const rows = await core.rows<{ balance: string }>(
        'select balance::text from customers where email = any($1)',
        [emails],
      );
      expect(rows.map(({ balance }) => balance)).toEqual(emails.map(() => '50.00'));
    });
  });

  it('consent at the shop is a sign-up: at registration or later, and withdrawing it is a leaving', async () => {
    const [ticked, later] = [anEmail(), anEmail()];
    await core.aCustomer(shop, { email: ticked, marketingConsent: 'granted' });
    await core.aCustomer(shop, { email: later });
    expect([await balanceOf(ticked), await balanceOf(later)]).toEqual(['50.00', '0.00']);
    const decide = (email: string, marketingConsent: string) =>
      core.http('POST', `shops/${shop}/customers`, { email, registered: true, marketingConsent });
    const balances: unknown[] = [];
    for (const consent of ['granted', 'granted', 'denied', 'granted']) {
      balances.push((await decide(later, consent)).body['balance']);
    }
    expect(balances).toEqual(['50.00', '50.00', '0.00', '50.00']);
    expect(await signUp(ticked)).toBe('already-granted');
  });

  it('a shop that rewards forms alone pays no consent, whatever its order', async () => {
    const other = await core.aShop({ newsletterReward: '50.00', rewardedSignUps: 'list' });
    const email = anEmail();
    await core.aCustomer(other, { email, marketingConsent: 'granted' });
    expect(await balanceOf(email)).toBe('0.00');
    expect(await signUp(email, other)).toBe('applied 50.00 -> 50.00');
  });

  it('consent of before the reward was switched on earns nothing', async () => {
    const email = anEmail();
    const message = aMessage(RegisterCustomer, shop, {
      email,
      registered: true,
      marketingConsent: 'granted',
      idempotencyKey: uuidv7(),
    });
    await core.send({ ...message, time: '2026-01-01T00:00:00Z' });
    await eventually(async () => expect(await balanceOf(email)).toBe('0.00'));
  });

  it('who signed up while the shop paid nothing earns nothing after the shop begins to pay', async () => {
    const other = await core.aShop();
    const email = anEmail();
    await core.aCustomer(other, { email });
    expect(await signUp(email, other)).toBe('reward-off');
    await core.http('PATCH', `shops/${other}`, { newsletterReward: '50.00' });
    expect(await signUp(email, other)).toBe('subscribed-before');
  });

  it('20 sign-ups at once pay one grant', async () => {
    const email = anEmail();
    const customer = await core.aCustomer(shop, { email });
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => signUp(email)));
    expect(outcomes.filter((outcome) => outcome.startsWith('applied'))).toEqual(['applied 50.00 -> 50.00']);
    await eventually(() =>
      expect(core.toldOf(CreditChanged, ({ subject }) => subject === customer)).toHaveLength(1),
    );
  });

  it('nothing is paid beside what another instance remembers of the address at the same moment', async () => {
    const email = anEmail();
    const customer = await core.aCustomer(shop, { email });
    const other = await core.database.connect();
    try {
      await other.query('begin');
      const hashKey = core.config.rewards.hashKey;
      await other.query(
        `insert into grants (shop_id, reward, address_hash, amount, returnable, granted_at)
         values ($1, 'newsletter', $2, 0, 0, now())`,
        [shop, new GrantsService(hashKey).addressHashOf(customerAt(shop, email))],
      );
      const outcome = signUp(email);
      await eventually(async () =>
        expect(await waitingStatements(core.database, await backendOf(other))).toHaveLength(1),
      );
      await other.query('commit');
      expect(await outcome).toBe('subscribed-before');
    } finally {
      other.release();
    }
    expect((await core.account(shop, customer)).body['balance']).toBe('0.00');
  });

  it('what was taken back is not given back after its last day', async () => {
    const email = anEmail();
    const customer = await core.aCustomer(shop, { email });
    await signUp(email);
    await leave(email);
    await core.rows(`update lots set expires_on = current_date - 2 where customer_id = $1`, [customer]);
    expect(await signUp(email)).toBe('expiry-past');
    expect((await core.account(shop, customer)).body['balance']).toBe('0.00');
  });

  it('the grant outlives the customer: the address alone is enough to be known', async () => {
    const email = anEmail();
    const customer = await core.aCustomer(shop, { email });
    await signUp(email);
    await core.rows(
      `update customers set email = 'gone@shop.test', email_identity = 'gone@shop.test' where id = $1`,
      [customer],
    );
    await core.aCustomer(shop, { email });
    expect(await signUp(email)).toBe('already-granted');
  });
});
