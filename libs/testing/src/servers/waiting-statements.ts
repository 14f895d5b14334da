interface Database {
  query(sql: string, values: unknown[]): Promise<{ readonly rows: unknown[] }>;
}

/**
 * The statements that wait for a lock of one connection, named by its `pg_backend_pid()`, and the process ids of their
 * own. Unlike a count of all that wait in the database it holds no lease renewal, poll or vacuum beside the matter.
 */
export async function waitingStatements(
  database: Database,
  holder: number,
): Promise<readonly { readonly pid: number; readonly query: string }[]> {
  const sql = `select pid, query from pg_stat_activity where $1::int = any(pg_blocking_pids(pid)) order by pid`;
  return (await database.query(sql, [holder])).rows as { pid: number; query: string }[];
}

/** The process id of a connection at the server. */
export async function backendOf(connection: Database): Promise<number> {
  const [row] = (await connection.query('select pg_backend_pid() as pid', [])).rows as { pid: number }[];
  if (!row) throw new Error('the server has no number for the connection');
  return row.pid;
}
