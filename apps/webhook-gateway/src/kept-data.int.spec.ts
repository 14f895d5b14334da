import { messagingRegister } from '@ellity/messaging';
import { mergedRegisters, requestKeysRegister } from '@ellity/platform';
import { registerProblems, runService, type RunningService, TestStack } from '@ellity/testing';
import { Client } from 'pg';
import { AddressesService } from './addresses/addresses.service';
import { definition, migrations } from './app.module';
import { aConfig } from './gateway.fixture';
import { RetentionService } from './people/retention.service';
import { dataRegister } from './personal-data';
import { sealedColumns } from './sealed-columns';
import type { Source } from './addresses/sources';

describe('what webhook-gateway keeps', () => {
  let stack: TestStack;
  let service: RunningService;
  let database: Client;
  let databaseUrl = '';

  beforeAll(async () => {
    stack = await TestStack.create();
    databaseUrl = await stack.createDatabase('db', migrations);
    service = await runService(definition, aConfig(databaseUrl, stack.rabbitUrl));
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database?.end();
    await service?.close();
    await stack?.close();
  });

  const hookOf = async (shop: string) => {
    const answer = await fetch(`${service.url}/shops/${shop}/address`, { method: 'POST' });
    const { current } = (await answer.json()) as { current: { url: string } };
    return current.url.replace('https://hooks.shop.example', service.url);
  };
  const totalsOf = async (shop: string) =>
    ((await (await fetch(`${service.url}/shops/${shop}/notices/totals`)).json()) as { totals: unknown })
      .totals;

  it('of people is named in its register, column by column', async () => {
    const register = mergedRegisters(dataRegister, messagingRegister, requestKeysRegister);
    expect(await registerProblems(databaseUrl, register, sealedColumns)).toEqual([]);
  });

  it('of a repeated rotation is one new address: the second would have ended the one that is still in use', async () => {
    const hook = await hookOf('rotated-shop');
    const rotate = async () =>
      (await (
        await fetch(`${service.url}/shops/rotated-shop/address/rotate`, {
          method: 'POST',
          headers: { 'idempotency-key': 'rotation-1' },
        })
      ).json()) as { current: { url: string }; previous: { url: string } };
    const answers = [await rotate(), await rotate()];
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0]?.previous.url.replace('https://hooks.shop.example', service.url)).toBe(hook);
    expect((await fetch(hook, { method: 'POST', body: '{}' })).status).toBe(200);
  });

  it('of answered requests is sealed, and ends after thirty days', async () => {
    const { rows } = await database.query<{ answer: string }>(
      'select answer_sealed as answer from request_keys',
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.answer).not.toContain('hooks');
    await database.query(`update request_keys set claimed_at = now() - interval '31 days'`);
    await service.app.get(RetentionService).deleteOld();
    expect((await database.query('select from request_keys')).rows).toEqual([]);
  });

  it('of notices ends after the configured days, and their counts stay as they were', async () => {
    const hook = await hookOf('old-shop');
    for (const body of ['{"half":', '{"half":', '{"a":1}', '{"b":2}'])
      await fetch(hook, { method: 'POST', body });
    const before = await totalsOf('old-shop');
    await database.query(
      `update notices set received_at = now() - interval '91 days'
        where shop_id = 'old-shop' and body <> '{"b":2}'::bytea`,
    );
    expect(await service.app.get(RetentionService).deleteOld()).toBe(3);
    const { rows } = await database.query(`select body from notices where shop_id = 'old-shop'`);
    expect(rows).toHaveLength(1);
    expect(await totalsOf('old-shop')).toEqual(before);
    expect(before).toEqual([
      { source: 'ecomail', state: 'rejected', verdict: null, rejectedReason: 'body-not-json', notices: 2 },
      { source: 'ecomail', state: 'rejected', verdict: null, rejectedReason: 'payload-missing', notices: 2 },
    ]);
    expect(await service.app.get(RetentionService).deleteOld()).toBe(0);
  });

  it('as tokens opens the endpoint of its own source and no other', async () => {
    const token = (await hookOf('demo')).split('/').at(-1) ?? '';
    const addresses = service.app.get(AddressesService);
    expect(await addresses.ownerOf(token, 'ecomail')).toMatchObject({ shopId: 'demo' });
    expect(await addresses.ownerOf(token, 'another' as Source)).toBeUndefined();
  });
});
