import type { DataSource } from 'typeorm';
import { type SecretBox, SecretUnreadableError } from './secret-box';

/** Where a service keeps sealed texts. Names are those of the database. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The primary key. */
  readonly key: readonly string[];
  /** The context a row's secret was sealed in, from its key and the columns named in `reads`. */
  readonly contextOf: (row: Readonly<Record<string, string>>) => string;
  readonly reads?: readonly string[];
}

export interface RekeyCount {
  readonly table: string;
  readonly column: string;
  /** Sealed again with the current key. */
  readonly resealed: number;
  /** Changed by somebody else in the meantime, who sealed with the current key already. */
  readonly overtaken: number;
  /** Left as they were: their key is not configured, or they are damaged. */
  readonly unreadable: number;
}

export interface RekeyProgress {
  readonly table: string;
  readonly column: string;
  /** Of the secrets that were not sealed with the current key when the column was begun; those may become fewer. */
  readonly done: number;
  readonly total: number;
}

const batchSizeMax = 200;

/**
 * Seals every secret again that was not sealed with the current key, so that older keys can be removed once nothing
 * is unreadable. Runs beside the service, in small transactions; when interrupted, the next run goes on with what is left.
 */
export async function rekey(
  dataSource: DataSource,
  box: SecretBox,
  columns: readonly SealedColumn[],
  tell: (progress: RekeyProgress) => void = () => undefined,
): Promise<RekeyCount[]> {
  const counts: RekeyCount[] = [];
  for (const column of columns) counts.push(await rekeyColumn(dataSource, box, column, tell));
  return counts;
}

type Row = Readonly<Record<string, string>>;

async function rekeyColumn(
  dataSource: DataSource,
  box: SecretBox,
  sealed: SealedColumn,
  tell: (progress: RekeyProgress) => void,
): Promise<RekeyCount> {
  const { table, column } = sealed;
  const count = { resealed: 0, overtaken: 0, unreadable: 0 };
  const total = await staleCount(dataSource, box, sealed);
  let last: Row | undefined;
  for (;;) {
    const rows = await staleRows(dataSource, box, sealed, last);
    last = rows.at(-1);
    if (!last) return { table, column, ...count };
    await dataSource.transaction(async (manager) => {
      for (const row of rows) {
        const again = resealed(box, sealed, row);
        if (again === undefined) count.unreadable += 1;
        else if (await replace((sql, values) => manager.query(sql, values), sealed, row, again))
          count.resealed += 1;
        else count.overtaken += 1;
      }
    });
    const { resealed: again, overtaken, unreadable } = count;
    tell({ table, column, done: again + overtaken + unreadable, total });
  }
}

async function staleCount(dataSource: DataSource, box: SecretBox, { table, column }: SealedColumn) {
  const [{ count } = { count: 0 }] = await dataSource.query<{ count: number }[]>(
    `select count(*)::int as count from ${quoted(table)} where ${isStale(column)}`,
    [sealedWith(box)],
  );
  return count;
}

/** Of the column; $1 is what it begins with when it is sealed with the current key. */
const isStale = (column: string): string => `${quoted(column)} is not null and ${quoted(column)} not like $1`;
const sealedWith = (box: SecretBox): string => `${box.currentKeyId}.%`;

/** The next rows by their key, so that one that stays unreadable is met once. */
function staleRows(
  dataSource: DataSource,
  box: SecretBox,
  { table, column, key, reads = [] }: SealedColumn,
  last: Row | undefined,
): Promise<Row[]> {
  const keys = key.map(quoted).join(', ');
  const after = last ? `and (${keys}) > (${key.map((_, index) => `$${index + 2}`).join(', ')})` : '';
  return dataSource.query<Row[]>(
    `select ${[...key, ...reads, column].map((name) => `${quoted(name)}::text as ${quoted(name)}`).join(', ')}
     from ${quoted(table)}
     where ${isStale(column)} ${after}
     order by ${key.map((name) => `${quoted(table)}.${quoted(name)}`).join(', ')} limit ${batchSizeMax}`,
    [sealedWith(box), ...(last ? key.map((name) => last[name]) : [])],
  );
}

function resealed(box: SecretBox, { column, contextOf }: SealedColumn, row: Row): string | undefined {
  const context = contextOf(row);
  try {
    return box.seal(box.open(row[column] ?? '', context), context);
  } catch (error) {
    if (error instanceof SecretUnreadableError) return undefined;
    throw error;
  }
}

/** Only if it still holds what was read. */
async function replace(
  query: (sql: string, values: unknown[]) => Promise<unknown>,
  { table, column, key }: SealedColumn,
  row: Row,
  again: string,
): Promise<boolean> {
  const isRow = key.map((name, index) => `${quoted(name)} = $${index + 3}`).join(' and ');
  const [, updated] = (await query(
    `update ${quoted(table)} set ${quoted(column)} = $1 where ${quoted(column)} = $2 and ${isRow}`,
    [again, row[column], ...key.map((name) => row[name])],
  )) as [unknown, number];
  return updated === 1;
}

function quoted(name: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new TypeError(`${name} is not the name of a table or column`);
  return `"${name}"`;
}
