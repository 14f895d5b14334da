import type { OpenAPIObject } from '@nestjs/swagger';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type SchemaOrRef = Schemas[string];
type Schema = Exclude<SchemaOrRef, { $ref: string }>;
type Contents = Readonly<Record<string, { readonly schema?: SchemaOrRef; readonly example?: unknown }>>;

/**
 * Adds an example to JSON that has none, put together from the examples of its fields, so that each stands in one place.
 * `asked`: of what is sent; fields that may be left out are left out there unless they have an example of their own.
 */
export function withExample<C extends Contents>(content: C, schemas: Schemas, asked: boolean): C {
  const { 'application/json': json } = content;
  if (!json?.schema || json.example !== undefined) return content;
  const example = exampleOf(json.schema, { schemas, asked });
  return example === undefined ? content : { ...content, 'application/json': { ...json, example } };
}

interface Place {
  readonly schemas: Schemas;
  readonly asked: boolean;
}

/** Undefined: a field that must be there has no example, and none that could be thought of. */
function exampleOf(given: SchemaOrRef, place: Place): unknown {
  if ('$ref' in given) {
    const named = place.schemas[given.$ref.split('/').at(-1) ?? ''];
    return named && exampleOf(named, place);
  }
  const { allOf, enum: values, items, type } = given;
  const written: unknown = given.example ?? given.default;
  if (written !== undefined || given.example === null) return written ?? null;
  if (allOf?.[0]) return exampleOf(allOf[0], place);
  if (values?.[0] !== undefined) return values[0] as unknown;
  if (given.properties) return objectOf(given, place);
  if (type === 'array') return items ? listOf(exampleOf(items, place)) : undefined;
  if (given.nullable) return null;
  if (type === 'string') return given.format ? formats[given.format] : undefined;
  return type === undefined ? undefined : simple(given);
}

const listOf = (item: unknown): unknown => (item === undefined ? undefined : [item]);

function objectOf({ properties = {}, required = [] }: Schema, place: Place): unknown {
  const fields = Object.entries(properties)
    .filter(([name, field]) => !place.asked || required.includes(name) || hasOwn(field))
    .map(([name, field]) => [name, exampleOf(field, place)] as const);
  const isPart = fields.some(([name, value]) => value === undefined && required.includes(name));
  return isPart ? undefined : Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

const hasOwn = (field: SchemaOrRef): boolean => 'example' in field && field.example !== undefined;

const simple = ({ type, minimum }: Schema): unknown => {
  if (type === 'boolean') return true;
  return type === 'integer' || type === 'number' ? (minimum ?? 1) : undefined;
};

const formats: Readonly<Partial<Record<string, string>>> = {
  'date-time': '2027-01-15T08:30:00.000Z',
  uuid: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01',
  email: 'jana.novakova@shop.test',
};
