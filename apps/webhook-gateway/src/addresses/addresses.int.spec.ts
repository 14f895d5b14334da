import { AddressesService } from './addresses.service';
import type { Source } from './sources';
import { GatewayStage, post, usable } from '../gateway.fixture';
import { RetentionService } from '../people/retention.service';

describe('the address of a shop', () => {
  let stage: GatewayStage;
  let shop = 0;
  let shopId = '';

  beforeAll(async () => {
    stage = await GatewayStage.create();
  });
  afterAll(() => stage?.close());
  beforeEach(() => {
    shopId = `shop-${++shop}`;
  });

  it('gives a shop the same address at every call, and another shop another one', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => stage.addressesOf(shopId)));
    expect(new Set(answers.map(({ current }) => current.url)).size).toBe(1);
    expect((await stage.addressesOf(`${shopId}-b`)).current.url).not.toBe(answers[0]?.current.url);
  });

  it('is read without making one, and is the one that was made', async () => {
    const read = async () => {
      const answer = await fetch(`${stage.service.url}/shops/${shopId}/address`);
      return { status: answer.status, body: (await answer.json()) as object };
    };
    for (const time of ['first', 'second'])
      expect([time, await read()]).toMatchObject([time, { status: 404, body: { code: 'address-missing' } }]);
    const made = await stage.addressesOf(shopId);
    expect(await read()).toEqual({ status: 200, body: made });
    const rotated = await stage.addressesOf(shopId, '/rotate');
    expect((await read()).body).toEqual(rotated);
  });

  it('takes notices at the old and the new address until the old one is retired', async () => {
    const before = await stage.hookOf(shopId);
    const rotated = await stage.addressesOf(shopId, '/rotate');
    expect(stage.local(rotated.previous?.url ?? '')).toBe(before);
    const after = stage.local(rotated.current.url);
    expect([(await post(before, usable)).status, (await post(after, usable)).status]).toEqual([200, 200]);
    const retired = await fetch(`${stage.service.url}/shops/${shopId}/address/previous`, {
      method: 'DELETE',
    });
    expect(retired.status).toBe(204);
    expect([(await post(before, usable)).status, (await post(after, usable)).status]).toEqual([404, 200]);
    expect(await stage.addressesOf(shopId)).toEqual({ current: rotated.current, previous: null });
  });

  it('ends the old address by itself when its time is over, and not before', async () => {
    const before = await stage.hookOf(shopId);
    const { previous } = await stage.addressesOf(shopId, '/rotate?overlapDays=7');
    const days = (new Date(previous?.endsAt ?? 0).getTime() - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    expect((await post(before, usable)).status).toBe(200);
    await stage.database.query(
      `update addresses set ends_at = now() where shop_id = $1 and state = 'previous'`,
      [shopId],
    );
    expect((await post(before, usable)).status).toBe(404);
    expect((await stage.addressesOf(shopId)).previous).toBeNull();
    const refused = `${stage.service.url}/shops/${shopId}/address/rotate?overlapDays=91`;
    expect((await fetch(refused, { method: 'POST' })).status).toBe(400);
  });

  it('has one current and one previous address after rotations at the same time', async () => {
    await stage.addressesOf(shopId);
    await Promise.all([1, 2, 3, 4].map(() => stage.addressesOf(shopId, '/rotate')));
    const { rows } = await stage.database.query(
      'select state, count(*)::int as addresses from addresses where shop_id = $1 group by state order by state',
      [shopId],
    );
    expect(rows).toEqual([
      { state: 'current', addresses: 1 },
      { state: 'previous', addresses: 1 },
      { state: 'retired', addresses: 3 },
    ]);
  });

  it('keeps no token in clear', async () => {
    const token = (await stage.hookOf(shopId)).split('/').at(-1) ?? '';
    const { rows } = await stage.database.query<{ row: string }>(
      'select addresses::text as row from addresses',
    );
    expect(token).toHaveLength(43);
    expect(rows.filter(({ row }) => row.includes(token))).toEqual([]);
  });

  it('that is rotated twice under one key is one new address: the second would have ended the one that is still in use', async () => {
    const hook = await stage.hookOf('rotated-shop');
    const rotate = async () =>
      (await (
        await fetch(`${stage.service.url}/shops/rotated-shop/address/rotate`, {
          method: 'POST',
          headers: { 'idempotency-key': 'rotation-1' },
        })
      ).json()) as { current: { url: string }; previous: { url: string } };
    const answers = [await rotate(), await rotate()];
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0]?.previous.url.replace('https://hooks.shop.example', stage.service.url)).toBe(hook);
    expect((await fetch(hook, { method: 'POST', body: '{}' })).status).toBe(200);
  });

  it('stands in the kept answer to that request sealed, and ends after thirty days', async () => {
    const { rows } = await stage.database.query<{ answer: string }>(
      'select answer_sealed as answer from request_keys',
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.answer).not.toContain('hooks');
    await stage.database.query(`update request_keys set claimed_at = now() - interval '31 days'`);
    await stage.service.app.get(RetentionService).deleteOld();
    expect((await stage.database.query('select from request_keys')).rows).toEqual([]);
  });

  it('opens the endpoint of its own source and no other', async () => {
    const token = (await stage.hookOf('demo')).split('/').at(-1) ?? '';
    const addresses = stage.service.app.get(AddressesService);
    expect(await addresses.ownerOf(token, 'ecomail')).toMatchObject({ shopId: 'demo' });
    expect(await addresses.ownerOf(token, 'another' as Source)).toBeUndefined();
  });
});
