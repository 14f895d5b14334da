/** A field that differs between two bodies: its path, and both values as JSON; undefined: it is not there. */
export interface Change {
  readonly field: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What differs, field by field, in the order of the first. */
export function changesBetween(before: unknown, after: unknown, path = ''): Change[] {
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) =>
      changesBetween(own(before, name), own(after, name), path === '' ? name : `${path}.${name}`),
    );
  }
  const [was, is] = [textOf(before), textOf(after)];
  return was === is ? [] : [{ field: path, before: was, after: is }];
}

const own = (value: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(value, name) ? value[name] : undefined;
const textOf = (value: unknown): string | undefined =>
  value === undefined ? undefined : JSON.stringify(value);
