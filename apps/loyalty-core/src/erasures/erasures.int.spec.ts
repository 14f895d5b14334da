import {
  CreditCommandSettled,
  CustomerErased,
  EraseCustomer,
  ErasureDone,
  RegisterCustomer,
} from '@ellity/contracts';
import { eventually, FakeClock } from '@ellity/testing';
import { v7 as uuidv7 } from 'uuid';
import { aMessage, anAward, anEmail, CoreStage } from '../loyalty-core.fixture';
import { dataRegister } from '../personal-data';
import { sealedColumns } from '../sealed-columns';
import { erasingStatements, keptColumns } from './customer-data';
import { ErasureRemindersService } from './reminders.service';

describe('an erased customer', () => {
  let core: CoreStage;
  let shop: string;
  const clock = new FakeClock(new Date());

  beforeAll(async () => {
    core = await CoreStage.create({ clock });
    shop = await core.aShop({ newsletterReward: '50.00', rewardedSignUps: 'any' });
  });
  afterAll(() => core?.close());

  const person = {
    firstName: 'Zdislava',
    lastName: 'Přemyslovská',
    phone: '+420601998877',
    group: 'Zvláštní',
  };
  const erase = (customer: string) => core.http('POST', `shops/${shop}/customers/${customer}/erasure`);
  const receipt = async (id: unknown) =>
    (await core.http('GET', `shops/${shop}/erasures/${String(id)}`)).body;
  const done = (customer: string, source: string, places: string) =>
    aMessage(ErasureDone, shop, { result: 'deleted', places }, { source, subject: customer });
  const erasedOf = (customer: string) => core.toldOf(CustomerErased, ({ subject }) => subject === customer);

  it('is in no table any more, keeps an anonymised ledger, and the receipt names each place', async () => {
    const email = anEmail();
    const customer = await core.aCustomer(shop, { email, ...person, marketingConsent: 'granted' });
    await core.award(shop, customer, '70.00');
    const { status, body } = await erase(customer);
    expect(status).toBe(202);
    expect(body).toMatchObject({ customerId: customer, state: 'waiting', reminders: 0 });
    const tables = await core.rows<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables) {
      const [found] = await core.rows<{ count: number }>(
        `select count(*)::int from "${name}" t where t::text ~* $1`,
        [[email, ...Object.values(person).map((text) => text.replace('+', ''))].join('|')],
      );
      expect([name, name === 'outbox' ? 0 : found?.count]).toEqual([name, 0]);
    }
    const entries = await core.rows(`select 1 from ledger_entries where customer_id = $1`, [customer]);
    expect(entries).toHaveLength(2);
    expect((await core.account(shop, customer)).status).toBe(404);
    const { body: found } = await core.http('GET', `shops/${shop}/customers?search=zdislava`);
    expect(found['items']).toEqual([]);
  });

  it('is told to others, who are waited for and asked again; repeated, the receipt is the same', async () => {
    const customer = await core.aCustomer(shop, { email: anEmail() });
    const { id } = (await erase(customer)).body;
    await eventually(() => expect(erasedOf(customer)).toHaveLength(1));
    expect((await erase(customer)).body['id']).toBe(id);
    await core.send(done(customer, 'ecomail-sync', 'contacts blanked 1; ecomail deleted 1'));
    await eventually(async () =>
      expect((await receipt(id))['services']).toMatchObject([
        { service: 'loyalty-core' },
        { service: 'dead-letters', doneAt: null },
        {
          service: 'ecomail-sync',
          places: [{ place: 'contacts' }, { place: 'ecomail', action: 'deleted', count: 1 }],
        },
        { service: 'webhook-gateway', doneAt: null },
      ]),
    );
    const reminders = core.service.app.get(ErasureRemindersService);
    for (const reminded of [1, 2, 3, 4, 5, 5]) {
      clock.advance(8 * 24 * 3_600_000);
      await reminders.remindDue();
      await eventually(() => expect(erasedOf(customer)).toHaveLength(1 + reminded));
    }
    expect(await receipt(id)).toMatchObject({ state: 'overdue', reminders: 5 });
    await core.send(done(customer, 'webhook-gateway', ''));
    await core.send(done(customer, 'dead-letters', 'letters blanked 1'));
    await eventually(async () => expect(await receipt(id)).toMatchObject({ state: 'done' }));
    expect(await core.rows('select address from erasures where id = $1', [id])).toEqual([{ address: null }]);
    expect(await core.pinOf(erasedOf(customer)[0]?.data['address'])).toMatchObject({
      pin: expect.stringContaining('@') as string,
    });
  });

  it('who returns is somebody new, and earns no second reward, also under an address of later', async () => {
    const [first, second] = [anEmail(), anEmail()];
    const customer = await core.aCustomer(shop, { email: first, marketingConsent: 'granted' });
    await core.http('PUT', `shops/${shop}/customers/${customer}/email`, { email: second });
    const command = aMessage(EraseCustomer, shop, { email: second, idempotencyKey: uuidv7() });
    await core.send(command);
    await eventually(() => expect(erasedOf(customer)).toHaveLength(1));
    for (const email of [first, second]) {
      const successor = await core.aCustomer(shop, { email, marketingConsent: 'granted' });
      expect(successor).not.toBe(customer);
      expect((await core.account(shop, successor)).body['balance']).toBe('0.00');
    }
    await core.send(aMessage(EraseCustomer, shop, command.data), anAward(shop, { email: second }));
    const { body } = await core.http('GET', `shops/${shop}/customers?email=${second}`);
    const [{ id } = { id: '' }] = body['items'] as { id: string }[];
    await eventually(async () => expect((await core.account(shop, id)).body['balance']).toBe('10.00'));
    expect(erasedOf(id)).toEqual([]);
  });

  it('does not come back by an award, a registration or a consent that was under way', async () => {
    for (let round = 0; round < 5; round++) {
      const email = anEmail();
      const customer = await core.aCustomer(shop, { email, ...person });
      const registration = { email, ...person, registered: true, idempotencyKey: uuidv7() } as const;
      const racing = [
        ...Array.from({ length: 5 }, () => anAward(shop, {}, { subject: customer })),
        aMessage(RegisterCustomer, shop, registration),
      ];
      await Promise.all([core.send(...racing), erase(customer), core.award(shop, customer, '1.00')]);
      await eventually(async () => {
        const [row] = await core.rows<{ email: string; first_name: string | null; is_erased: boolean }>(
          `select email, first_name, erased_at is not null as is_erased from customers where id = $1`,
          [customer],
        );
        expect(row).toEqual({ email: '', first_name: null, is_erased: true });
      });
    }
    await eventually(async () =>
      expect(
        await core.rows(
          `select 1 from customers where erased_at is not null and (email <> '' or pin is not null)`,
        ),
      ).toEqual([]),
    );
  });

  it('does not come back by what was sent before the erasure and comes after it; by what was sent later as somebody new', async () => {
    const email = anEmail();
    const customer = await core.aCustomer(shop, { email });
    const sent = (ms: number) => ({ time: new Date(clock.now().getTime() + ms).toISOString() });
    const registration = aMessage(RegisterCustomer, shop, {
      email,
      registered: true,
      idempotencyKey: uuidv7(),
      ...person,
    });
    const late = [
      { ...anAward(shop, { email }), ...sent(-1_000) },
      { ...registration, ...sent(-1_000) },
    ];
    const anew = { ...anAward(shop, { email }), ...sent(1_000) };
    await erase(customer);
    await core.send(...late);
    await eventually(() =>
      expect(
        core.toldOf(CreditCommandSettled, ({ data }) => data['commandId'] === late[0]?.id)[0]?.data,
      ).toMatchObject({ outcome: 'refused', reason: 'unknown-customer' }),
    );
    await eventually(async () =>
      expect(
        await core.rows('select 1 from commands where key = $1', [registration.data.idempotencyKey]),
      ).toHaveLength(1),
    );
    const found = () => core.rows('select balance, registered from customers where email = $1', [email]);
    expect(await found()).toEqual([]);
    await core.send(anew);
    await eventually(async () => expect(await found()).toEqual([{ balance: '10.00', registered: false }]));
  });

  it('is erased once by all who ask for it at the same time, and each gets the same receipt', async () => {
    const customer = await core.aCustomer(shop, { email: anEmail(), ...person });
    const answers = await Promise.all(Array.from({ length: 8 }, () => erase(customer)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
  });

  it('has whoever changes them at the same moment told to ask again, or that there is nobody, and no fault of ours', async () => {
    const statuses = new Set<number>();
    for (let round = 0; round < 3; round++) {
      const customer = await core.aCustomer(shop, { email: anEmail(), ...person });
      const awards = Array.from({ length: 8 }, () => core.award(shop, customer, '1.00'));
      const [answers] = await Promise.all([Promise.all(awards), erase(customer)]);
      for (const { status } of answers) statuses.add(status);
      expect((await core.award(shop, customer, '1.00')).status).toBe(404);
    }
    expect([...statuses].filter((status) => ![201, 404, 503].includes(status))).toEqual([]);
  });

  it('of another shop, or nobody, is unknown', async () => {
    const other = await core.aShop();
    const customer = await core.aCustomer(other);
    expect((await erase(customer)).status).toBe(404);
    expect((await erase('nobody')).status).toBe(404);
    expect((await core.http('GET', `shops/${shop}/erasures/${uuidv7()}`)).status).toBe(404);
  });
});

it('every column with personal data is erased, or stays for a reason that the register names', () => {
  const decided = [...erasingStatements.flatMap(({ columns }) => columns), ...keptColumns];
  const sealed = sealedColumns.map(({ table, column }) => `${table}.${column}`);
  const known = new Set([...dataRegister.personal.map(({ column }) => column), ...sealed]);
  expect(decided.toSorted()).toEqual([...known].toSorted());
});
