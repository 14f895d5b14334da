import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../database/database-options';
import { rekey, type SealedColumn } from './rekey';
import { SecretBox } from './secret-box';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const oldKey = key('k1');
const both = `${key('k2')},${oldKey}`;
const shelves: SealedColumn = {
  table: 'shelves',
  column: 'secret',
  key: ['shop_id', 'number'],
  reads: ['room'],
  contextOf: ({ shop_id: shopId, number, room }) => `shelf:${shopId}:${number}:${room}`,
};

describe('rekey', () => {
  const database = `rekey_${randomBytes(5).toString('hex')}`;
  const before = new SecretBox(oldKey);
  const after = new SecretBox(both);
  let admin: Client;
  let dataSource: DataSource;

  beforeAll(async () => {
    const url = new URL(process.env['TEST_POSTGRES_URL'] ?? '');
    admin = new Client({ connectionString: url.toString() });
    await admin.connect();
    await admin.query(`create database ${database}`);
    url.pathname = `/${database}`;
    const options = { url: url.toString(), poolSize: 3, service: 'test', entities: [], migrations: [] };
    dataSource = await new DataSource(dataSourceOptions(options)).initialize();
    await dataSource.query(
      'create table shelves (shop_id text, number int, room text, secret text, primary key (shop_id, number))',
    );
  });

  afterAll(async () => {
    await dataSource?.destroy();
    await admin?.query(`drop database ${database} with (force)`);
    await admin?.end();
  });

  beforeEach(() => dataSource.query('truncate shelves'));

  const contextOf = (number: number) =>
    shelves.contextOf({ shop_id: 'demo', number: String(number), room: 'r' });
  const fill = async (count: number, box = before) => {
    for (let number = 1; number <= count; number += 1) {
      await put(number, box.seal(`secret-${number}`, contextOf(number)));
    }
  };
  const put = (number: number, secret: string | null) =>
    dataSource.query(
      `insert into shelves values ('demo', $1, 'r', $2) on conflict (shop_id, number) do update set secret = $2`,
      [number, secret],
    );
  const sealedOf = async (): Promise<{ number: number; secret: string }[]> =>
    dataSource.query('select number, secret from shelves where secret is not null order by number');

  it('seals all that is older with the current key, across batches, and once', async () => {
    await fill(450);
    await put(451, null);
    expect(await rekey(dataSource, after, [shelves])).toEqual([
      { table: 'shelves', column: 'secret', resealed: 450, overtaken: 0, unreadable: 0 },
    ]);
    for (const { number, secret } of await sealedOf()) {
      expect(after.isStale(secret)).toBe(false);
      expect(after.open(secret, contextOf(number))).toBe(`secret-${number}`);
    }
    expect(await rekey(dataSource, after, [shelves])).toMatchObject([{ resealed: 0 }]);
  });

  it('tells of its progress, and when interrupted goes on with what is left', async () => {
    await fill(450);
    const told: string[] = [];
    const interrupted = rekey(dataSource, after, [shelves], ({ done, total }) => {
      told.push(`${done} of ${total}`);
      if (told.length === 2) throw new Error('interrupted');
    });
    await expect(interrupted).rejects.toThrow('interrupted');
    expect((await sealedOf()).filter(({ secret }) => after.isStale(secret))).toHaveLength(50);
    const counts = await rekey(dataSource, after, [shelves], ({ done, total }) => {
      told.push(`${done} of ${total}`);
    });
    expect(counts).toMatchObject([{ resealed: 50, unreadable: 0 }]);
    expect(told).toEqual(['200 of 450', '400 of 450', '50 of 50']);
    expect((await sealedOf()).filter(({ secret }) => after.isStale(secret))).toEqual([]);
  });

  it('leaves what it cannot read, counts it, and goes on behind it', async () => {
    await fill(3);
    await put(2, new SecretBox(key('gone')).seal('lost', contextOf(2)));
    await put(1, before.seal('moved', 'shelf:elsewhere'));
    expect(await rekey(dataSource, after, [shelves])).toMatchObject([{ resealed: 1, unreadable: 2 }]);
    expect((await sealedOf()).map(({ secret }) => after.isStale(secret))).toEqual([true, true, false]);
  });

  it('never overwrites what somebody changes meanwhile', async () => {
    await fill(1);
    const writer = dataSource.createQueryRunner();
    await writer.startTransaction();
    const newer = after.seal('newer', contextOf(1));
    await writer.query('update shelves set secret = $1 where number = 1', [newer]);
    const [{ pid }] = (await writer.query('select pg_backend_pid() as pid')) as [{ pid: number }];
    const running = rekey(dataSource, after, [shelves]);
    await waitForLock(admin, pid);
    await writer.commitTransaction();
    await writer.release();
    expect(await running).toMatchObject([{ resealed: 0, overtaken: 1 }]);
    expect((await sealedOf())[0]?.secret).toBe(newer);
  });
});

/** Resolves when somebody waits for a lock of this connection. */
async function waitForLock(client: Client, holder: number): Promise<void> {
  for (;;) {
    const sql = 'select from pg_stat_activity where $1::int = any(pg_blocking_pids(pid))';
    const { rowCount } = await client.query(sql, [holder]);
    if (rowCount) return;
  }
}
