type Data = Readonly<Record<string, unknown>>;

/** A field of a message as a person edits it. */
export interface EditedField {
  readonly name: string;
  readonly text: string;
  /** It names something: another value would make another message. The service refuses it, too. */
  readonly isLocked: boolean;
  /** What is typed is taken as it is; otherwise it is JSON. */
  readonly isText: boolean;
}

export interface FieldChange {
  readonly name: string;
  /** Undefined: it was not there, or is not there any more. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const isLocked = (name: string): boolean => /^id$|Id$|Key$/.test(name);
const isRecord = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The data of a message as the service shows its body; undefined where there is none that can be edited. */
export function dataIn(body: string | null): Data | undefined {
  try {
    const message: unknown = JSON.parse(body ?? '');
    return isRecord(message) && isRecord(message['data']) ? message['data'] : undefined;
  } catch {
    return undefined;
  }
}

export const fieldsOf = (data: Data): EditedField[] =>
  Object.entries(data).map(([name, value]) => ({
    name,
    text: typeof value === 'string' ? value : JSON.stringify(value, undefined, 2),
    isLocked: isLocked(name),
    isText: typeof value === 'string',
  }));

/** A field that is added; what it holds is text, as amounts and days are. */
export const newField = (name: string): EditedField => ({ name, text: '', isLocked: false, isText: true });

/** The whole data as it shall be; undefined while something that must be JSON is none. */
export function dataFrom(fields: readonly EditedField[]): Data | undefined {
  try {
    return Object.fromEntries(
      fields.map(({ name, text, isText }) => [name, isText ? text : (JSON.parse(text) as unknown)]),
    );
  } catch {
    return undefined;
  }
}

/** What differs, field by field. */
export function changesOf(before: Data, after: Data): FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const textOf = (data: Data, name: string) =>
    Object.hasOwn(data, name) ? JSON.stringify(data[name]) : undefined;
  return names
    .map((name) => ({ name, before: textOf(before, name), after: textOf(after, name) }))
    .filter((change) => change.before !== change.after);
}
