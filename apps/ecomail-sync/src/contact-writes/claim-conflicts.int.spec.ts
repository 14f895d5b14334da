import { eventually } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { Sandbox } from '../sandbox.fixture';
import { aProfile } from '../events.fixture';
import { SyncStage } from '../sync.fixture';

let sandbox: Sandbox;
let stage: SyncStage;
beforeAll(async () => {
  sandbox = await Sandbox.start();
  stage = await SyncStage.create({ ecomailUrl: sandbox.url, delivery: { backoffMs: [3_600_000] } });
  await stage.activate(sandbox);
});
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});

it('a claim that meets a change of the same contact is settled at once, without a rest', async () => {
  const email = 'jana@shop.test';
  const [x, y] = [randomUUID(), randomUUID()];
  await stage.publish(aProfile({ customerId: x }, { email, referralCode: 'X' }));
  await stage.settled(1);
  const other = await stage.database.connect();
  try {
    await other.query('begin');
    await other.query('update contacts set version = version where customer_id = $1', [x]);
    await stage.publish(aProfile({ customerId: y }, { email, referralCode: 'Y' }));
    await eventually(async () => {
      const { rows } = await stage.database.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(rows).not.toHaveLength(0);
    });
    await other.query('commit');
  } finally {
    other.release();
  }
  await eventually(async () =>
    expect((await sandbox.members()).map(({ fields }) => fields['ellity_referral_code'])).toEqual(['Y']),
  );
  expect(await stage.contact(x)).toMatchObject({ rejectedReason: 'address-in-use' });
});
