import fc from 'fast-check';

/** JSON Schema as Nest's OpenAPI document uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly example?: unknown;
}
type Schemas = Readonly<Record<string, Schema>>;

/** Of any code points. `fc.string({ unit: 'binary' })` builds a table of all of them first, which takes a second. */
const anyCodePoints = fc
  .array(fc.integer({ min: 0, max: 0x10_ff_ff }), { maxLength: 30 })
  .map((codes) => String.fromCodePoint(...codes));

/** Also what databases and parsers choke on: NUL, half surrogates, numbers out of range, injections. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 30 }),
  anyCodePoints,
  fc.constantFrom(
    '\0',
    'a\0b',
    '\ud800',
    '0',
    '-1',
    '1e400',
    'NaN',
    '99999999999999999999',
    'null',
    "' or 1=1 --",
  ),
  fc.constantFrom('__proto__', 'constructor', '2026-02-30', '0000-00-00T00:00:00Z', 'x'.repeat(5_000)),
  fc.uuid(),
);

const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  anyText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.integer(),
  fc.constant(null),
);

/** A body after the schema, or a valid one, with one field spoiled; any JSON; or no JSON at all. */
export function anyBody(
  valid: object | undefined,
  schema: Schema | undefined,
  schemas: Schemas,
): fc.Arbitrary<string | undefined> {
  const shaped = valid ? fc.constant(valid) : valueOf(schema ?? {}, schemas, 4);
  const spoiled = fc
    .tuple(shaped, fc.nat(), anyValue)
    .map(([value, place, other]) => spoil(value, place, other));
  return fc.oneof(
    { weight: 2, arbitrary: shaped.map((value) => JSON.stringify(value)) },
    { weight: 6, arbitrary: spoiled.map((value) => JSON.stringify(value)) },
    { weight: 2, arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)) },
    fc.constantFrom(
      undefined,
      '',
      '{"half":',
      '[1,2',
      '\0',
      '"text"',
      `{"a":"${'x'.repeat(300_000)}"}`,
      '['.repeat(50_000),
    ),
  );
}

function spoil(value: unknown, place: number, other: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return other;
  const names = [...Object.keys(value), 'unknown'];
  const name = names[place % names.length] ?? 'unknown';
  return { ...value, [name]: other };
}

function valueOf(schema: Schema, schemas: Schemas, depth: number): fc.Arbitrary<unknown> {
  const [only] = schema.allOf ?? [];
  if (only) return valueOf(only, schemas, depth);
  if (schema.$ref) return valueOf(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, schemas, depth);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.example !== undefined) return fc.oneof(fc.constant(schema.example), leafOf(schema));
  if (schema.properties && depth > 0) {
    const fields = Object.entries(schema.properties).map(([name, field]) => [
      name,
      valueOf(field, schemas, depth - 1),
    ]);
    return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
      requiredKeys: [...(schema.required ?? [])],
    });
  }
  if (schema.type === 'array' && depth > 0)
    return fc.array(valueOf(schema.items ?? {}, schemas, depth - 1), { maxLength: 3 });
  return leafOf(schema);
}

function leafOf({ type, format }: Schema): fc.Arbitrary<unknown> {
  if (type === 'string') return format === 'uuid' ? fc.uuid() : anyText;
  if (type === 'number' || type === 'integer') return fc.oneof(fc.integer(), fc.double({ noNaN: true }));
  return type === 'boolean' ? fc.boolean() : anyValue;
}
