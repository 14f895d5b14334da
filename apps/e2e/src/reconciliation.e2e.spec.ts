import { eventually } from '@ellity/testing';
import { Client } from 'pg';
import { TestShop } from './shop.fixture';
import { databaseUrls } from './system.fixture';
import { runTool } from './tools.fixture';

describe('the reconciliation', () => {
  test('of both services is consistent, event for event, and the operator can ask for it', async () => {
    const shop = await TestShop.open('books');
    const customer = await shop.register('jana@books.test');
    await shop.award(customer, '10.00');
    await eventually(async () => {
      const { code, output } = await runTool('reconcile', shop.id);
      expect({ code, output }).toMatchObject({ code: 0 });
      expect(output).toMatch(/CreditChanged\.v1 +1 +0 +0 +1 /);
    });

    // What a service has of the event is deleted, doubled, and hidden in another hour, where the sum of the type stays.
    const type = `shop_id = '${shop.id}' and type = 'loyalty.CreditChanged.v1'`;
    const differences = [
      ['ecomail-sync', 'event_receptions', 'messages = 0', 'messages = 1', /: missing 1, in no state -1$/m],
      ['loyalty-core', 'published', 'messages = 2', 'messages = 1', /: missing 1, in no state 0$/m],
      [
        ...([
          'loyalty-core',
          'published',
          `hour = hour - interval '2 h'`,
          `hour = hour + interval '2 h'`,
        ] as const),
        /: missing 1, in no state 0\nDiffers: .*: missing -1, in no state 0$/m,
      ],
    ] as const;
    for (const [service, table, change, back, words] of differences) {
      const database = new Client({ connectionString: databaseUrls[service] });
      await database.connect();
      await database.query(`update ${table} set ${change} where ${type}`);
      const { code, output } = await runTool('reconcile', shop.id);
      await database.query(`update ${table} set ${back} where ${type}`);
      await database.end();
      expect({ code, output }).toMatchObject({ code: 1, output: expect.stringMatching(words) as string });
    }
    expect(await runTool('reconcile', shop.id)).toMatchObject({ code: 0 });
  });

  test('of a shop that nobody knows say so', async () => {
    const { code, output } = await runTool('reconcile', 'nobody');
    expect(code).toBe(1);
    expect(output).toMatch(/shop/i);
  });
});
