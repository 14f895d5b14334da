import type { FilePart, FileParts } from './file-part';

export type FileRow = Readonly<Record<string, unknown>>;
type Query = (sql: string, values: unknown[]) => Promise<FileRow[]>;

/** The rows of every part, one part after the other. `known`: what the person is known by, such as `customer`. */
export async function readParts(
  query: Query,
  parts: FileParts,
  known: Readonly<Record<string, unknown>>,
): Promise<Record<string, FileRow[]>> {
  const read: Record<string, FileRow[]> = {};
  for (const [name, part] of Object.entries(parts)) {
    const { sql, values } = statementOf(part, known);
    read[name] = (await query(sql, values)).map(readable);
  }
  return read;
}

/** PostgreSQL takes no parameter that a statement does not use. */
export function statementOf(
  { table, where, order, values: columns }: FilePart,
  known: Readonly<Record<string, unknown>>,
): { readonly sql: string; readonly values: unknown[] } {
  const values: unknown[] = [];
  const bound = where.replace(/(?<!:):([a-z]\w*)/gi, (_, name: string) => {
    if (!(name in known)) throw new TypeError(`nothing is known of ${name}, by which ${table} is read`);
    values.push(known[name]);
    return `$${values.length}`;
  });
  const shown = Object.entries(columns).map(([name, [column, , sql = column]]) => `${sql} as "${name}"`);
  return { sql: `select ${shown.join(', ')} from ${table} where ${bound} order by ${order}`, values };
}

/** Bytes are shown as the text that they most likely are. */
const readable = (row: FileRow): FileRow =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Buffer.isBuffer(value) ? value.toString() : value]),
  );
