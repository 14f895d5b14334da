import type { DataRegister } from '../database/data-register';
import type { SealedColumn } from '../secrets/rekey';

/** A value: its column, an example for the OpenAPI document, and the SQL that shows it where it is not shown as it is. */
export type FileValue = readonly [column: string, example: unknown, sql?: string];

/**
 * The rows of one table that are about a person. In `where` stand `:shop`, `:customer`, `:addresses` and whatever else
 * the service knows the person by; see `readParts`.
 */
export interface FilePart {
  readonly table: string;
  readonly what: string;
  readonly where: string;
  readonly order: string;
  /** By its name in the file. */
  readonly values: Readonly<Record<string, FileValue>>;
}

/** What a service holds about a person, by its name in the file. */
export type FileParts = Readonly<Record<string, FilePart>>;

/** Columns of the register that no file shows, and the reason, which stands in every file. */
export interface LeftOut {
  readonly what: string;
  readonly why: string;
  readonly columns: readonly string[];
}

/**
 * Columns with personal data that a file neither shows nor leaves out for a reason, and those that are left out and
 * hold none. Empty when all is well: a test of every service asks, so that a new column is decided about.
 */
export function undecidedColumns(
  { personal }: DataRegister,
  sealed: readonly SealedColumn[],
  parts: FileParts,
  leftOut: readonly LeftOut[],
): string[] {
  const registered = [
    ...personal.map(({ column }) => column),
    ...sealed.map(({ table, column }) => `${table}.${column}`),
  ];
  const shown = Object.values(parts).flatMap(({ table, values }) =>
    Object.values(values).map(([column]) => `${table}.${column}`),
  );
  const left = leftOut.flatMap(({ columns }) => columns);
  return [
    ...registered.filter((column) => !shown.includes(column) && !left.includes(column)),
    ...left.filter((column) => !registered.includes(column) || shown.includes(column)),
  ];
}
