import {
  CreditChanged,
  CreditCommandSettled,
  CustomerChanged,
  PinChanged,
  RevokeCredit,
} from '@ellity/contracts';
import { eventually } from '@ellity/testing';
import { v7 as uuidv7 } from 'uuid';
import { aMessage, anAward, anEmail, CoreStage, type Told } from '../loyalty-core.fixture';

describe('credit commands from the broker', () => {
  let core: CoreStage;
  let shop: string;

  beforeAll(async () => {
    core = await CoreStage.create();
    shop = await core.aShop();
  });
  afterAll(() => core?.close());

  /** The answers to commands, in the order of the commands. */
  const settled = (...messages: { id: string }[]): Promise<Record<string, unknown>[]> =>
    eventually(() =>
      messages.map(({ id }) => {
        const [answer] = core.toldOf(CreditCommandSettled, ({ data }) => data['commandId'] === id);
        if (!answer) throw new Error('not settled yet');
        return answer.data;
      }),
    );
  const toldTo = (type: Parameters<CoreStage['toldOf']>[0], customerId: unknown): Told[] =>
    core.toldOf(type, ({ subject }) => subject === customerId);
  const balances = async (): Promise<{ email: string; balance: string }[]> =>
    core.rows('select email, balance from customers where shop_id = $1', [shop]);
  const balanceOf = async (email: string): Promise<string | undefined> =>
    (await balances()).find((customer) => customer.email === email)?.balance;

  it('a command that breaks its rules is answered once, refused, with the code of its dead letter', async () => {
    const bad = anAward(shop, { email: 'jana.novakova@shop.test', amount: '10', idempotencyKey: 'bad-1' });
    await core.send(bad);
    await core.send(bad);
    const [answer] = await settled(bad);
    expect(answer).toMatchObject({
      commandSource: 'shop-adapter',
      idempotencyKey: 'bad-1',
      outcome: 'refused',
      reason: 'data-invalid',
    });
    const last = anAward(shop, { email: 'last@shop.test' });
    await core.send(last);
    await settled(last);
    expect(core.toldOf(CreditCommandSettled, ({ data }) => data['commandId'] === bad.id)).toHaveLength(1);
  });

  it('an award to an unknown address creates an anonymous customer with a PIN that only ecomail-sync can read', async () => {
    const email = 'Jana.Novakova@Shop.test';
    const award = anAward(shop, { email, amount: '150.00', reference: '2026001234' });
    await core.send(award);
    const [answer] = await settled(award);
    expect(answer).toMatchObject({ outcome: 'applied', amount: '150.00', balance: '150.00', reason: null });
    const { body } = await core.http('GET', `shops/${shop}/customers?email=jana.novakova@shop.test`);
    const [customer] = body['items'] as Record<string, unknown>[];
    expect(customer).toMatchObject({ email, registered: false, marketingConsent: 'unknown', hasPin: true });
    const [profile, pin, credit] = await eventually(() => {
      const told = [CustomerChanged, PinChanged, CreditChanged].flatMap((type) =>
        toldTo(type, customer?.['id']),
      );
      expect(told).toHaveLength(3);
      return told;
    });
    expect(profile?.data).toMatchObject({ email, registered: false });
    expect(credit?.data).toMatchObject({
      balance: '150.00',
      change: { amount: '150.00', reason: 'order', reference: '2026001234', entryId: answer?.['entryId'] },
      announce: true,
    });
    const read = await core.pinOf(pin?.data['pin']);
    expect(read.pin).toMatch(/^\d{6}$/);
    expect(read.header).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'sync-test' });
    const [row] = await core.rows<{ pin: string }>('select pin from customers where id = $1', [
      customer?.['id'],
    ]);
    expect(row?.pin).not.toContain(read.pin);
    const sequences = [profile, pin, credit].map((told) => told?.sequence ?? '');
    expect(sequences).toEqual([...new Set(sequences)].sort());
  });

  it('the same award delivered 20 times in parallel applies once, and every sender hears the same', async () => {
    const email = anEmail();
    const copies = Array.from({ length: 20 }, () => anAward(shop, { email, idempotencyKey: 'twenty' }));
    await Promise.all(copies.map((copy) => core.send(copy)));
    const answers = await settled(...copies);
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual([
      'applied',
      ...Array<string>(19).fill('duplicate'),
    ]);
    expect(new Set(answers.map(({ entryId }) => entryId)).size).toBe(1);
    expect(await balanceOf(email)).toBe('10.00');
  });

  it('another body under an old key is refused and creates nobody', async () => {
    const [email, other] = [anEmail(), anEmail()];
    const first = anAward(shop, { email, idempotencyKey: 'old' });
    await core.send(first);
    await settled(first);
    const second = anAward(shop, { email, amount: '11.00', idempotencyKey: 'old' });
    const third = anAward(shop, { email: other, idempotencyKey: 'old' });
    await core.send(second, third);
    expect(await settled(second, third)).toEqual([
      expect.objectContaining({ outcome: 'refused', reason: 'key-reused', entryId: null }),
      expect.objectContaining({ outcome: 'refused', reason: 'key-reused', entryId: null }),
    ]);
    expect(await balanceOf(email)).toBe('10.00');
    expect(await balanceOf(other)).toBeUndefined();
  });

  it('a key counts per sender: two senders may use the same', async () => {
    const email = anEmail();
    const one = anAward(shop, { email, idempotencyKey: 'ours' });
    const other = anAward(shop, { email, idempotencyKey: 'ours' }, { source: 'operator' });
    await core.send(one, other);
    expect((await settled(one, other)).map(({ outcome }) => outcome)).toEqual(['applied', 'applied']);
    expect(await balanceOf(email)).toBe('20.00');
  });

  it('a batch with refused commands applies the others', async () => {
    const [email, unborn] = [anEmail(), anEmail()];
    const messages = [
      anAward(shop, { email, amount: '1.00' }),
      anAward('no-such-shop', { email: anEmail() }),
      anAward(shop, {}, { subject: uuidv7() }),
      anAward(shop, { email, expiresOn: '2020-01-01' }),
      anAward(shop, { email: unborn, expiresOn: '2020-01-01' }),
      anAward(shop, { email, amount: '9999999999.99' }),
      anAward(shop, { email, amount: '2.00' }),
    ];
    await core.send(...messages);
    expect((await settled(...messages)).map(({ outcome, reason }) => reason ?? outcome)).toEqual([
      'applied',
      'unknown-shop',
      'unknown-customer',
      'expiry-past',
      'expiry-past',
      'balance-too-large',
      'applied',
    ]);
    expect(await balanceOf(email)).toBe('3.00');
    expect(await core.rows(`select 1 from shops where id = 'no-such-shop'`)).toEqual([]);
    expect(await balanceOf(unborn)).toBeUndefined();
  });

  it('a customer of another shop cannot be named', async () => {
    const other = await core.aShop();
    const customerId = await core.aCustomer(other);
    const award = anAward(shop, {}, { subject: customerId });
    await core.send(award);
    expect(await settled(award)).toEqual([
      expect.objectContaining({ outcome: 'refused', reason: 'unknown-customer' }),
    ]);
    expect((await core.account(other, customerId)).body['balance']).toBe('0.00');
  });

  it('an award and its revoke in one batch leave what was not taken back', async () => {
    const email = anEmail();
    const award = anAward(shop, { email, amount: '30.00', idempotencyKey: 'order-1' });
    const revoke = (amount?: string) =>
      aMessage(RevokeCredit, shop, {
        email,
        awardKey: 'order-1',
        ...(amount === undefined ? {} : { amount }),
        reason: 'order-cancelled',
        idempotencyKey: uuidv7(),
      });
    const [part, rest, nothing] = [revoke('10.50'), revoke('25.00'), revoke()];
    await core.send(award, part);
    await settled(award, part);
    await core.send(rest);
    await settled(rest);
    await core.send(nothing);
    expect(await settled(part, rest, nothing)).toEqual([
      expect.objectContaining({ outcome: 'applied', amount: '10.50', balance: '19.50' }),
      expect.objectContaining({ outcome: 'applied', amount: '19.50', balance: '0.00' }),
      expect.objectContaining({ outcome: 'refused', reason: 'nothing-left' }),
    ]);
  });

  it('batches that name the same customers in opposite order both go through', async () => {
    const emails = Array.from({ length: 40 }, anEmail);
    const forth = emails.map((email) => anAward(shop, { email }));
    const back = emails.toReversed().map((email) => anAward(shop, { email }));
    await Promise.all([core.send(...forth), core.send(...back)]);
    const answers = await settled(...forth, ...back);
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['applied']));
    const now = await balances();
    expect(emails.map((email) => now.find((customer) => customer.email === email)?.balance)).toEqual(
      emails.map(() => '20.00'),
    );
  });

  it('every message about a customer has a number of its own, and the newest number has the balance', async () => {
    const email = anEmail();
    const awards = Array.from({ length: 60 }, () => anAward(shop, { email }));
    await core.send(...awards);
    await settled(...awards);
    const [customer] = await core.rows<{ id: string }>('select id from customers where email = $1', [email]);
    const changes = await eventually(() => {
      const told = toldTo(CreditChanged, customer?.id);
      expect(told).toHaveLength(60);
      return told.sort((one, other) => (one.sequence < other.sequence ? -1 : 1));
    });
    expect(new Set(changes.map(({ sequence }) => sequence)).size).toBe(60);
    expect(changes.map(({ data }) => data['balance'])).toEqual(
      changes.map((_, index) => `${(index + 1) * 10}.00`),
    );
  });

  it('the books of the shop add up, and every entry was told of', async () => {
    const { body } = await eventually(async () => {
      const answer = await core.http('GET', `shops/${shop}/books`);
      const messages = answer.body['messages'] as { waiting: number }[];
      expect(messages.every(({ waiting }) => waiting === 0)).toBe(true);
      return answer;
    });
    expect(body).toMatchObject({ isBalanced: true, balances: body['entriesTotal'] });
    const messages = body['messages'] as { type: string; published: number }[];
    expect(messages.find(({ type }) => type === 'loyalty.CreditChanged.v1')?.published).toBe(body['entries']);
  });
});
