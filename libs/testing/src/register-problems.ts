import type { DataRegister, SealedColumn } from '@ellity/platform';
import { Client } from 'pg';

/**
 * What a register of personal data and a migrated database do not agree on: a column that could hold text of anybody and
 * is named nowhere, one that is named and does not exist, one that is named twice (a sealed one may
 * say its term among the personal ones too). Empty when all is well.
 */
export async function registerProblems(
  databaseUrl: string,
  { personal, impersonal }: DataRegister,
  sealed: readonly SealedColumn[] = [],
): Promise<string[]> {
  const named = [
    ...personal.map(({ column }) => column),
    ...sealed
      .map(({ table, column }) => `${table}.${column}`)
      .filter((sealedColumn) => personal.every(({ column }) => column !== sealedColumn)),
    ...Object.entries(impersonal).flatMap(([table, columns]) =>
      columns.map((column) => `${table}.${column}`),
    ),
  ];
  const there = await textColumnsOf(databaseUrl);
  return [
    ...there.filter((column) => !named.includes(column)).map((column) => `${column} is in no register`),
    ...named
      .filter((column) => !there.includes(column))
      .map((column) => `${column} does not exist, or holds no text`),
    ...named
      .filter((column, index) => named.indexOf(column) !== index)
      .map((column) => `${column} is named twice`),
  ];
}

/** Numbers, times, ids and flags say nothing about a person by themselves. */
const textTypes = ['text', 'character varying', 'bytea', 'json', 'jsonb', 'ARRAY', 'USER-DEFINED'];

async function textColumnsOf(databaseUrl: string): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select table_name || '.' || column_name as name
         from information_schema.columns join information_schema.tables using (table_schema, table_name)
        where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'migrations%'
          and data_type = any($1)
        order by name`,
      [textTypes],
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
