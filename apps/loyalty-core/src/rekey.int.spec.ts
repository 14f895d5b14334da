import { SecretBox } from '@ellity/platform';
import { ChildScript, columnsWith } from '@ellity/testing';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { CoreStage } from './loyalty-core.fixture';
import { pinContext } from './pins/pin';

describe('the command that seals the secrets of loyalty-core again', () => {
  let core: CoreStage;

  beforeAll(async () => {
    core = await CoreStage.create();
  });
  afterAll(() => core?.close());

  it('leaves nothing that the old key is needed for, beside the running service, and may be repeated', async () => {
    const shop = await core.aShop();
    const customers = await Promise.all([1, 2, 3].map(() => core.aCustomer(shop, { registered: false })));
    const { url } = core.config.database;
    const { secretKeys } = core.config.pins;
    expect(await columnsWith(url, 'test.')).toEqual({ 'customers.pin': 3 });
    const next = `next:${randomBytes(32).toString('base64')}`;
    const env = { DATABASE_URL: url, SECRET_KEYS: `${next},${secretKeys}` };
    const first = ChildScript.run(join(__dirname, 'rekey.command.ts'), env);
    expect(await first.ended).toBe(0);
    expect(first.lines).toContain('loyalty-core: customers.pin: 3 sealed again');
    expect([await columnsWith(url, 'test.'), await columnsWith(url, 'next.')]).toEqual([
      {},
      { 'customers.pin': 3 },
    ]);
    const box = new SecretBox(next);
    const rows = await core.rows<{ id: string; pin: string }>(
      'select id, pin from customers where id = any($1)',
      [customers],
    );
    expect(rows.map(({ id, pin }) => box.open(pin, pinContext(id)))).toEqual(
      Array(3).fill(expect.stringMatching(/^\d{6}$/)),
    );
    const again = ChildScript.run(join(__dirname, 'rekey.command.ts'), env);
    expect([await again.ended, again.lines]).toEqual([
      0,
      expect.arrayContaining(['loyalty-core: customers.pin: 0 sealed again']),
    ]);
  });

  it('ends with 1 while a secret cannot be read, and says so', async () => {
    await core.aCustomer(await core.aShop(), { registered: false });
    await core.rows(`update customers set pin = 'gone.' || pin where pin like 'test.%'`);
    const env = {
      DATABASE_URL: core.config.database.url,
      SECRET_KEYS: `last:${randomBytes(32).toString('base64')}`,
    };
    const failed = ChildScript.run(join(__dirname, 'rekey.command.ts'), env);
    expect(await failed.ended).toBe(1);
    expect(failed.lines.at(-1)).toContain('cannot be read and stay as they are');
  });
});
