import { v7 as uuidv7 } from 'uuid';
import { anEmail, CoreStage } from '../loyalty-core.fixture';
import { RetentionService } from './retention.service';

describe('what was kept long enough', () => {
  let core: CoreStage;
  let shop: string;

  beforeAll(async () => {
    core = await CoreStage.create();
    shop = await core.aShop();
  });
  afterAll(() => core?.close());

  it('goes and stays counted; a key that moved credit lasts for ever', async () => {
    const customer = await core.aCustomer(shop, { email: anEmail() });
    const [moved, refused, recent] = [uuidv7(), uuidv7(), uuidv7()];
    await core.award(shop, customer, '10.00', { key: moved });
    await core.spend(shop, customer, '99.00', refused);
    await core.spend(shop, customer, '99.00', recent);
    await core.rows(`update commands set claimed_at = now() - interval '401 days' where key = any($1)`, [
      [moved, refused],
    ]);
    await core.rows(
      `insert into inbox (message_id, source, queue, received_at)
       values (gen_random_uuid(), 'shop-adapter', 'loyalty-core.credits', now() - interval '36 days'),
              (gen_random_uuid(), 'shop-adapter', 'loyalty-core.credits', now())`,
    );
    const retention = core.service.app.get(RetentionService);
    await Promise.all([retention.retire(), retention.retire()]);
    await retention.retire();

    const keys = await core.rows<{ key: string }>('select key from commands where shop_id = $1', [shop]);
    expect(keys.map(({ key }) => key).sort()).toEqual([moved, recent].sort());
    expect(await core.award(shop, customer, '10.00', { key: moved })).toMatchObject({
      body: { duplicate: true, balance: '10.00' },
    });
    expect(
      await core.rows('select table_name, shop_id, kind, rows::int from retired_rows order by 1'),
    ).toEqual([
      { table_name: 'commands', shop_id: shop, kind: 'spend refused', rows: 1 },
      { table_name: 'inbox', shop_id: '', kind: 'loyalty-core.credits shop-adapter', rows: 1 },
    ]);
    expect(await core.rows('select 1 from inbox')).toHaveLength(1);
  });
});
