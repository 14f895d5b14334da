import { eventually } from '@ellity/testing';
import { TestShop } from './shop.fixture';
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
  });

  test('of a shop that nobody knows say so', async () => {
    const { code, output } = await runTool('reconcile', 'nobody');
    expect(code).toBe(3);
    expect(output).toMatch(/shop/i);
  });
});
