import { eventually, FakeClock } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { RetentionService } from '../events/retention.service';
import { MembershipRetentionService } from '../membership/retention.service';
import { aCredit, aProfile } from '../events.fixture';
import { SyncStage } from '../sync.fixture';

let stage: SyncStage;
let clock: FakeClock;
beforeEach(async () => {
  clock = new FakeClock();
  stage = await SyncStage.renewed(stage, { clock });
});
afterAll(() => stage.close());

async function threeEvents(): Promise<string> {
  const customerId = randomUUID();
  await stage.publish(
    aProfile({ customerId }),
    aCredit({ customerId }, '5.00', '5.00'),
    aCredit({ customerId }, '6.00', '1.00'),
  );
  expect(await stage.received(3)).toMatchObject({ consistent: true, suppressed: 3 });
  return customerId;
}
const type = 'loyalty.CreditChanged.v1';

it.each([
  [
    'deleted',
    `delete from domain_events where ctid = (select ctid from domain_events where type = $1 limit 1)`,
    1,
  ],
  [
    'doubled',
    `insert into domain_events (id, source, shop_id, customer_id, type, field_group, sequence, occurred_at, received_at,
       contact_version, label, announce, numbers, state, due_at)
     select gen_random_uuid(), source, shop_id, customer_id, type, field_group, sequence, occurred_at, received_at,
       contact_version, label, announce, numbers, state, due_at from domain_events where type = $1 limit 1`,
    3,
  ],
  [
    'hidden in another shop',
    `update domain_events set shop_id = 'other' where ctid = (select ctid from domain_events where type = $1 limit 1)`,
    1,
  ],
])('an event whose row was %s is found, with its type and hour', async (_what, sql, inStates) => {
  await threeEvents();
  await stage.database.query(sql, [type]);
  const found = await stage.reconciliation();
  expect(found).toMatchObject({ consistent: false, in: 3 });
  expect(found.differingHours).toMatchObject([{ type, received: 2, inStates }]);
  const byHour = async (since: string) =>
    (await stage.http<{ hours: object[] }>('GET', `/reconciliation/demo?since=${since}`)).body.hours;
  const { hour } = found.differingHours[0] ?? {};
  expect(await byHour('2020-01-01T00:00:00Z')).toContainEqual({ type, hour, received: 2 });
  expect(await byHour('2099-01-01T00:00:00Z')).toContainEqual({ type, hour: null, received: 2 });
});

it('an event that another service published is counted as from elsewhere', async () => {
  await threeEvents();
  await stage.database.query(
    `insert into event_receptions values ('demo', 'partner', $1, date_trunc('hour', now(), 'UTC'), 1)`,
    [type],
  );
  expect(await stage.reconciliation()).toMatchObject({ in: 4, elsewhere: 1 });
});

it('counts stay exact when settled rows and the journal are removed after their time', async () => {
  await threeEvents();
  const before = await stage.reconciliation();
  const countRows = async () => {
    const { rows } = await stage.database.query<{ events: number; receptions: number }>(
      'select (select count(*)::int from domain_events) as events, (select count(*)::int from event_receptions) as receptions',
    );
    return rows[0];
  };
  await stage.database.query(
    'insert into event_receptions select shop_id, source, type, hour, 0 from event_receptions',
  );
  clock.advance(91 * 24 * 3_600_000);
  // The service does it by itself as well; rows that it holds are passed over here.
  await eventually(async () => {
    await stage.get(RetentionService).tidy();
    expect(await countRows()).toEqual({ events: 0, receptions: 2 });
  });
  expect(await stage.reconciliation()).toEqual(before);
});

it('verdicts on notices, memberships of former connections and received messages go after their time', async () => {
  await threeEvents();
  const daysAgo = (days: number) => new Date(clock.now().getTime() - days * 24 * 3_600_000);
  await stage.database.query(
    `insert into verifications (notice_id, shop_id, email, email_key, status, list_id, received_at, due_at, verdict)
     select gen_random_uuid(), 'demo', '', 'x', 'subscribed', 1, at, at, verdict
     from unnest($1::timestamptz[], $2::text[]) as notice (at, verdict)`,
    [
      [daysAgo(91), daysAgo(91), daysAgo(89)],
      ['echo', null, 'echo'],
    ],
  );
  await stage.database.query(
    `insert into connections (shop_id, state, changed_at, base_url, key_sealed, key_hash, key_tail, list_id, list_name,
       language, time_zone, unknown_consent, debounce_ms, field_types, probes)
     select shop, 'inactive', at, '', '', shop, '', 1, '', 'cs', 'UTC', 'denied', 0, '{}', '{}'
     from unnest('{long-gone,just-gone}'::text[], $1::timestamptz[]) as former (shop, at)`,
    [[daysAgo(91), daysAgo(1)]],
  );
  await stage.database.query(
    `insert into memberships (shop_id, email_key, status, cause, at)
     select shop, 'x', 'left', 'contact', now() from unnest('{long-gone,just-gone,demo}'::text[]) as shop`,
  );
  await stage.database.query(`update inbox set received_at = $1`, [daysAgo(179)]);
  const countsAfter = async () => {
    await stage.get(RetentionService).tidy();
    await stage.get(MembershipRetentionService).tidy();
    const { rows } = await stage.database.query<object>(
      `select (select count(*)::int from verifications) as verifications, (select count(*)::int from inbox) > 0 as inbox,
         (select string_agg(shop_id, ',' order by shop_id) from memberships) as memberships`,
    );
    return rows[0];
  };
  // The undecided notice is of a shop without a connection: it got its verdict first.
  const left = { verifications: 1, inbox: true, memberships: 'demo,just-gone' };
  await eventually(async () => expect(await countsAfter()).toEqual(left));
  clock.advance(2 * 24 * 3_600_000);
  await eventually(async () => expect(await countsAfter()).toMatchObject({ inbox: false }));
});

it('a difference that an operator explains stays visible with who and why, under the old path too', async () => {
  await threeEvents();
  const difference = { type, hour: '2026-11-27T09:00:00.000Z', missing: -1, reason: 'published by hand' };
  expect((await stage.http('POST', '/reconciliation/demo/acknowledgements', difference)).status).toBe(204);
  await eventually(async () =>
    expect((await stage.http('GET', '/books/demo')).body).toMatchObject({ acknowledged: [difference] }),
  );
});
