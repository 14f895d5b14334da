import { CreditsExpiring, PinChanged } from '@ellity/contracts';
import { eventually } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { aCredit, anEvent, aProfile, encryptedPin, nextSequence } from '../events.fixture';
import { SyncStage } from '../sync.fixture';

let stage: SyncStage;
beforeAll(async () => {
  stage = await SyncStage.create();
  await stage.database.query(
    `insert into connections (shop_id, state, changed_at, base_url, key_sealed, key_hash, key_tail, list_id, list_name,
       language, time_zone, unknown_consent, debounce_ms, field_types, probes)
     values ('demo', 'active', now(), 'http://127.0.0.1:9', 'x', 'x', 'x', 1, 'Loyalty', 'cs', 'Europe/Prague', 'denied', 30000, '{}', '{}')`,
  );
});
afterAll(() => stage.close());

/** Waits until the events of these ids are received. */
const received = (...ids: readonly string[]) =>
  eventually(async () => {
    const { rows } = await stage.database.query<{
      id: string;
      state: string;
      reason: string | null;
      label: string | null;
    }>('select id, state, reason, label from domain_events where id = any($1) order by sequence', [ids]);
    expect(rows).toHaveLength(ids.length);
    return rows;
  });

describe('the mirror', () => {
  it('keeps the newest of each field group, in whatever order events arrive', async () => {
    const customerId = randomUUID();
    const sequences = Array.from({ length: 20 }, nextSequence);
    const credits = sequences.map((sequence, index) =>
      aCredit({ customerId, sequence }, `${index}.00`, '1.00'),
    );
    const profiles = [1, 2, 3].map((index) => aProfile({ customerId }, { firstName: `name ${index}` }));
    const shuffled = [...credits, ...profiles].sort((a, b) => (a.id.slice(-6) < b.id.slice(-6) ? -1 : 1));
    for (const envelope of shuffled) await stage.publish(envelope);
    await received(...shuffled.map(({ id }) => id));
    expect(await stage.contact(customerId)).toMatchObject({ balance: '19.00', firstName: 'name 3' });
  });

  it('is changed once by an event that arrives again', async () => {
    const customerId = randomUUID();
    const event = aCredit({ customerId }, '5.00', '5.00');
    await stage.publish(event, event, event);
    await received(event.id);
    const after = aCredit({ customerId }, '6.00', '1.00');
    await stage.publish(event, after);
    await received(event.id, after.id);
    expect(await stage.contact(customerId)).toMatchObject({ balance: '6.00', version: 2 });
  });

  it('waits for the profile of a customer whose credit came first', async () => {
    const customerId = randomUUID();
    const credit = aCredit({ customerId }, '5.00', '5.00');
    await stage.publish(credit);
    await received(credit.id);
    expect(await stage.contact(customerId)).toMatchObject({
      email: null,
      waitingSince: expect.any(String) as string,
    });
    const profile = aProfile({ customerId });
    await stage.publish(profile);
    await received(profile.id);
    expect(await stage.contact(customerId)).toMatchObject({ balance: '5.00', waitingSince: null });
  });

  it('keeps a PIN sealed, and never shows it', async () => {
    const customerId = randomUUID();
    const event = anEvent<PinChanged>(
      PinChanged,
      { pin: await encryptedPin('00429173'), announce: true },
      { customerId },
    );
    await stage.publish(event);
    await received(event.id);
    const { rows } = await stage.database.query<{ whole: string }>(
      'select row_to_json(c)::text as whole from contacts c where customer_id = $1',
      [customerId],
    );
    expect(rows[0]?.whole).toContain('"pin_sealed":"k1.');
    expect(rows[0]?.whole).not.toContain('00429173');
    expect(JSON.stringify(await stage.contact(customerId))).not.toContain('00429173');
    expect(await stage.contact(customerId)).toMatchObject({ hasPin: true });
  });
});

describe('the reconciliation', () => {
  it('say of every event whether a tracker event follows: never for a profile, and only when announced', async () => {
    const customerId = randomUUID();
    const events = [
      aProfile({ customerId }),
      aCredit({ customerId }, '5.00', '5.00'),
      aCredit({ customerId }, '6.00', '1.00', { announce: false }),
      anEvent<PinChanged>(PinChanged, { pin: null, announce: true }, { customerId }),
      anEvent<CreditsExpiring>(
        CreditsExpiring,
        { amount: '5.00', expiresOn: '2027-01-01', leadDays: 14 },
        { customerId },
      ),
    ];
    await stage.publish(...events);
    const rows = await received(...events.map(({ id }) => id));
    expect(rows.map(({ label }) => label)).toEqual([null, 'credit', null, 'pin', 'expiry']);
    expect(rows.every(({ state }) => state === 'waiting')).toBe(true);
  });

  it('end at once with their reason for a shop that has no connection, and the mirror is kept', async () => {
    const customerId = randomUUID();
    const events = [
      aProfile({ customerId, shopId: 'bare' }),
      aCredit({ customerId, shopId: 'bare' }, '5.00', '5.00'),
    ];
    await stage.publish(...events);
    const reconciliation = await stage.received(2, 'bare');
    expect(reconciliation).toMatchObject({
      consistent: true,
      suppressed: 2,
      waiting: 0,
      reasons: { 'no-connection': 2 },
    });
    expect(await stage.contact(customerId, 'bare')).toMatchObject({ balance: '5.00' });
  });

  it('balance while everything waits', async () => {
    const reconciliation = await eventually(async () => {
      const now = await stage.reconciliation();
      expect(now.consistent).toBe(true);
      return now;
    });
    expect(reconciliation.in).toBe(reconciliation.waiting);
  });
});

it('an unreadable PIN is dead-lettered at once with its reason', async () => {
  const customerId = randomUUID();
  const event = anEvent<PinChanged>(
    PinChanged,
    { pin: 'eyJhbGciOiJFQ0RILUVTIn0..aXZpdml2aXY.Y2lwaGVydGV4dA.dGFndGFndGFn', announce: true },
    { customerId },
  );
  await stage.publish(event);
  await eventually(async () => {
    expect(await stage.deadLetters('ecomail-sync.contacts.dlq')).toEqual(['pin-unreadable']);
  });
});

it('a story is found by customer, entry, event, order and e-mail address', async () => {
  const customerId = randomUUID();
  const credit = aCredit({ customerId }, '5.00', '5.00', { reference: `order-${customerId}` });
  const profile = aProfile({ customerId });
  await stage.publish(profile, credit);
  await received(profile.id, credit.id);
  for (const id of [customerId, credit.data.change.entryId, credit.id, `order-${customerId}`]) {
    const story = await stage.story(id);
    expect(story.customerId).toBe(customerId);
    expect(story.steps.some(({ what }) => what.startsWith('+5.00 order, balance 5.00'))).toBe(true);
  }
  expect((await stage.http('GET', '/story/nothing')).status).toBe(404);
  const email = ` ${profile.data.email.toUpperCase()}`;
  expect(await stage.http('POST', '/story', { shop: 'demo', email })).toMatchObject({
    status: 200,
    body: { customerId },
  });
});

it.each([
  ['/books/%00', 400],
  ['/books/No%20Shop', 400],
  ['/contacts/%00/0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b10', 400],
  ['/contacts/demo/no-id', 400],
  ['/story/%00', 404],
  ['/story/nothing?shop=%00', 400],
])('a path that can name nothing is refused, not a fault of ours: %s', async (path, status) => {
  expect(await stage.http('GET', path)).toMatchObject({ status });
});
