/** Never in a JSON document: there it is escaped. */
const separator = '\x1e';

/** JSON documents in one text, for `jsonArray`: in an array the driver escapes each of their quotes. */
export const jsonLines = (documents: readonly unknown[]): string =>
  documents.map((document) => JSON.stringify(document)).join(separator);

/** The documents of a text made by `jsonLines`, in SQL. */
export const jsonArray = (parameter: string): string => `string_to_array(${parameter}, E'\\x1e')::jsonb[]`;

/** Types whose values are written into an array without quotes. */
const plainTypes = ['uuid', 'bigint', 'smallint', 'numeric', 'boolean', 'date', 'timestamptz'];
export const isPlain = (type: string): boolean => plainTypes.includes(type);

export type Plain = string | number | boolean | null | undefined;

/** An array of values of a plain type, as PostgreSQL reads it; the driver would quote and escape each of them. */
export const plainArray = (values: readonly Plain[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;

/** An array of texts, as PostgreSQL reads it; the driver looks into each of them twice. */
export const textArray = (values: readonly (string | null | undefined)[]): string =>
  `{${values.map((value) => (value == null ? 'NULL' : quoted(value))).join(',')}}`;

const quoted = (text: string): string => `"${special.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`;
const special = /["\\]/;
