/**
 * JSON Schema (2020-12) of messages, from the rules of their classes.
 *
 * A schema accepts whatever `decode` of libs/contracts accepts, as it was read: an address without the white space that
 * receivers take off. The other way round it does too, except where JSON
 * Schema cannot say a rule: of addresses, links and time zones it knows the outline only, of halves of characters
 * nothing, and it counts the variation selectors of emoji as characters of their own. `schemas.test.mjs` holds both
 * directions.
 */
import { attributePatterns, instantPattern, dayPattern } from '../../libs/contracts/dist/rules.js';
import { getMetadataStorage } from 'class-validator';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';

/** The schema of a message's envelope with its data. `comments` as `readComments` answers. */
export function messageSchema(contract, comments) {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:ellity:envelope:${contract.type}`,
    title: contract.type,
    description: comments.get(contract.dataClass.name)?.text ?? '',
    'x-exchange': contract.exchange,
    type: 'object',
    properties: {
      ...attributes(contract),
      data: { $id: contract.dataschema, ...dataSchema(contract, comments) },
    },
    required: [
      ...['specversion', 'id', 'source', 'type', 'time', 'shopid'],
      ...(contract.customer === 'subject' ? ['subject'] : []),
      ...(contract.sequenced ? ['sequence'] : []),
      'data',
    ],
    ...customerRule(contract.customer),
  };
}

function attributes(contract) {
  const text = (name, title, more = {}) => ({
    type: 'string',
    pattern: portable(attributePatterns[name]),
    title,
    ...more,
  });
  return {
    specversion: { const: '1.0' },
    id: text('id', 'a UUID of version 7', {
      description: 'With `source` the name of the message for ever: receivers apply it once.',
    }),
    source: {
      enum: contract.publishers,
      description: "The publisher, equal to the sender's RabbitMQ user.",
    },
    type: { const: contract.type },
    time: { ...instant, description: 'When it happened.' },
    datacontenttype: { const: 'application/json' },
    dataschema: { const: contract.dataschema },
    shopid: text('shopid', 'a shop id: lower-case letters, digits and hyphens'),
    subject: text('subject', 'a customer id (UUID)'),
    sequence: text('sequence', '16 digits', {
      description: "Microseconds of the owner's database clock, never repeated for a customer.",
    }),
    traceparent: text('traceparent', 'a W3C traceparent'),
  };
}

/** Who is named as the customer; the rule spans the subject attribute and the data. */
function customerRule(customer) {
  if (customer === 'none') return { not: { required: ['subject'] } };
  if (customer !== 'subject-or-email') return {};
  return {
    oneOf: [
      { required: ['subject'], properties: { data: { properties: { email: { type: 'null' } } } } },
      {
        not: { required: ['subject'] },
        properties: { data: { properties: { email: { type: 'string' } }, required: ['email'] } },
      },
    ],
  };
}

function dataSchema(contract, comments) {
  const schema = classSchema(contract.dataClass, comments);
  if (!contract.eitherOf) return schema;
  return { ...schema, oneOf: contract.eitherOf.map((field) => ({ required: [field] })) };
}

/** Unknown fields pass, as receivers let them pass: adding an optional field makes no new version. */
function classSchema(dataClass, comments) {
  const rules = getMetadataStorage().getTargetValidationMetadatas(dataClass, '', true, false);
  const { properties, required = [] } = targetConstructorToSchema(dataClass, {
    additionalConverters: converters(comments),
  });
  const fields = comments.get(dataClass.name)?.fields ?? new Map();
  const described = Object.entries(properties).map(([name, schema]) => {
    const isNullable = rules.some((rule) => rule.propertyName === name && rule.name === 'isOptional');
    const description = fields.get(name);
    return [
      name,
      {
        ...(isNullable ? nullable(storable(schema)) : storable(schema)),
        ...(description ? { description } : {}),
      },
    ];
  });
  const order = [...fields.keys()];
  described.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  return {
    type: 'object',
    properties: Object.fromEntries(described),
    required: order.filter((name) => required.includes(name)),
  };
}

/** No database stores NUL. Halves of characters are refused too, but no JSON text in UTF-8 holds one as such. */
const storable = (schema) =>
  schema.type === 'string' && !schema.pattern && !schema.enum
    ? { ...schema, pattern: '^[^\\x00]*$' }
    : schema;

const nullable = (schema) => ({
  ...schema,
  type: [schema.type, 'null'],
  ...(schema.enum ? { enum: [...schema.enum, null] } : {}),
});

const instant = {
  type: 'string',
  format: 'date-time',
  pattern: portable(instantPattern),
  title: 'an instant in UTC like "2026-11-23T08:15:30.123Z"',
};

/** How each rule reads in JSON Schema, where the library's own answer is not exact. */
const converters = (comments) => ({
  isDay: {
    type: 'string',
    format: 'date',
    pattern: portable(dayPattern),
    title: 'a day like "2026-12-31"',
  },
  isInstant: instant,
  isText: ({ constraints: [maxLength, minLength] }) => ({
    type: 'string',
    ...(minLength > 0 ? { minLength } : {}),
    maxLength,
  }),
  matches: ({ constraints: [pattern], message }) => ({
    type: 'string',
    pattern: portable(pattern),
    title: ruleOf(message),
  }),
  isUuid: { type: 'string', pattern: uuidPattern, title: 'a UUID' },
  isAddress: {
    type: 'string',
    pattern: '@[^@\\s]+\\.[^@\\s]{2,}$',
    maxLength: 254,
    title: 'an e-mail address',
  },
  isUrl: { type: 'string', pattern: '^[^\\s<>]+$', title: 'a link' },
  isTimeZone: {
    type: 'string',
    pattern: '^[A-Za-z0-9_+:/-]+$',
    title: 'a time zone of the IANA database, like "Europe/Prague"',
  },
  min: ({ constraints: [minimum] }) => ({ minimum }),
  max: ({ constraints: [maximum] }) => ({ maximum }),
  nestedValidation: ({ target, propertyName }) =>
    classSchema(defaultMetadataStorage.findTypeMetadata(target, propertyName).typeFunction(), comments),
  customValidation: ({ name, target, propertyName }) => {
    throw new Error(
      `no JSON Schema for the rule ${name} of ${target.name}.${propertyName}: add it to tools/contracts/schemas.mjs`,
    );
  },
});

const uuidPattern =
  '^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}' +
  '|00000000-0000-0000-0000-000000000000|[fF]{8}-[fF]{4}-[fF]{4}-[fF]{4}-[fF]{12})$';

const ruleOf = (message) =>
  typeof message === 'string' ? message.replace('$property must be ', '') : undefined;

/** Without the shorthands that other languages read as any script's letters and digits. */
function portable(pattern) {
  if (pattern.flags) throw new Error(`JSON Schema knows no flags: ${pattern}`);
  const digits = pattern.source.replaceAll('\\d', '[0-9]');
  return digits.replaceAll(/\[([^\]]*)\\w/g, '[$1A-Za-z0-9_').replaceAll('\\w', '[A-Za-z0-9_]');
}
