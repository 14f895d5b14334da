import { Client } from 'pg';

/** Columns such as `customers.pin` of which any value begins so, with how many do; all tables of a database are looked at. */
export async function columnsWith(databaseUrl: string, beginning: string): Promise<Record<string, number>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select quote_ident(table_name) as name from information_schema.tables
       where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    const found: Record<string, number> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ column: string; count: number }>(
        `select cell.key as column, count(*)::int from ${name} t, jsonb_each_text(to_jsonb(t)) cell
         where starts_with(cell.value, $1) group by cell.key`,
        [beginning],
      );
      for (const { column, count } of rows) found[`${name}.${column}`] = count;
    }
    return found;
  } finally {
    await client.end();
  }
}
