import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { connectMigrated } from './migrate';

class Shelf1700000000000 implements MigrationInterface {
  readonly name = 'Shelf1700000000000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table shelf (id int primary key)');
    await runner.query('insert into shelf values (1)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table shelf');
  }
}

class Broken1700000000001 implements MigrationInterface {
  readonly name = 'Broken1700000000001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table box (id int primary key)');
    await runner.query('insert into nowhere values (1)');
  }
  async down(): Promise<void> {}
}

describe('migrating', () => {
  const databases: string[] = [];
  let admin: Client;
  let options: Parameters<typeof connectMigrated>[0];

  beforeAll(async () => {
    admin = new Client({ connectionString: process.env['TEST_POSTGRES_URL'] ?? '' });
    await admin.connect();
  });
  beforeEach(async () => {
    const url = new URL(process.env['TEST_POSTGRES_URL'] ?? '');
    const database = `migrate_${randomBytes(5).toString('hex')}`;
    await admin.query(`create database ${database}`);
    databases.push(database);
    url.pathname = `/${database}`;
    options = {
      url: url.toString(),
      poolSize: 1,
      service: 'test',
      entities: [],
      migrations: [Shelf1700000000000],
    };
  });
  afterAll(async () => {
    for (const database of databases) await admin.query(`drop database ${database} with (force)`);
    await admin.end();
  });

  it('is followed by connections that tell times in UTC and compile no statement', async () => {
    const connected = await connectMigrated(options);
    const settings: unknown = await connected.query(
      `select current_setting('timezone') as timezone, current_setting('jit') as jit`,
    );
    await connected.destroy();
    expect(settings).toEqual([{ timezone: 'UTC', jit: 'off' }]);
  });

  it('is done once by several instances that start at the same moment on an empty database', async () => {
    const instances = await Promise.all(Array.from({ length: 6 }, () => connectMigrated(options)));
    const rows: unknown = await instances[0]?.query('select name from migrations');
    expect(rows).toEqual([{ name: 'Shelf1700000000000' }]);
    await Promise.all(instances.map((instance) => instance.destroy()));
  });

  it('that fails changes nothing, leaves no connection, and the next one may try again', async () => {
    const broken = { ...options, migrations: [Shelf1700000000000, Broken1700000000001] };
    await expect(connectMigrated(broken)).rejects.toThrow('nowhere');
    const repaired = await connectMigrated(options);
    expect(
      await repaired.query(
        `select count(*)::int as tables from pg_tables where tablename in ('shelf', 'box')`,
      ),
    ).toEqual([{ tables: 1 }]);
    await repaired.destroy();
  });
});
