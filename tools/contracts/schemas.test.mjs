import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { check, contracts } from '../../libs/contracts/dist/index.js';
import { root } from '../packages.mjs';
import { currentSchemas } from './documents.mjs';
import { exampleOf } from './examples.mjs';

const schemas = currentSchemas(root);
const runs = Number(process.env.FUZZ_RUNS ?? 300);

function validatorOf(type) {
  const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true });
  addFormats(ajv);
  ajv.addVocabulary(['x-exchange']);
  return ajv.compile(schemas.get(type));
}

/** Rules of which JSON Schema knows the outline only. */
const outlined = new Set([
  'an e-mail address',
  'a link',
  'a time zone of the IANA database, like "Europe/Prague"',
]);

/** Paths of all fields of a schema, with their schemas. */
function fieldsOf(schema, path = []) {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    { path: [...path, name], schema: field },
    ...fieldsOf(field, [...path, name]),
  ]);
}

/** Values near the edges of all rules. */
const edges = [
  ...[undefined, null, true, false, 0, 1, -1, 1.5, 3650, 3651, 1e300, '', ' ', [], {}, [{}]],
  ...['0.00', '0.01', '-0.01', '-0.00', '1', '1.5', '01.00', '9999999999.99', '10000000000.00', '1.00\n'],
  ...['2026-02-28', '2026-02-29', '2028-02-29', '2026-04-31', '0000-01-01', '2026-00-10', '2026-1-1'],
  ...['2026-11-23T08:15:30Z', '2026-11-23T08:15:30.123456Z', '2026-11-23T24:00:00Z', '2026-02-30T08:15:30Z'],
  ...['2026-11-23T08:15:60Z', '2026-11-23T08:15:30+00:00', '2026-11-23t08:15:30z', '2026-11-23 08:15:30Z'],
  ...[1, 30, 31, 40, 41, 60, 61, 100, 101, 200, 201, 500, 501, 4097].map((size) => 'x'.repeat(size)),
  ...['😀'.repeat(100), '😀'.repeat(101), 'nul \0', 'ﬁ', 'Nováková', 'a-b', 'A-b', '-a', 'a b', '٣.٣٣'],
  ...['a.b.c.d.e', 'a..c.d.e', 'a.b.c.d', 'a.b.c.d.e='],
  ...['a@b.cz', 'žluťoučký@kůň.cz', '"a b"@c.cz', 'a@b', 'a@b.c', '@b.cz', `${'x'.repeat(250)}@b.cz`],
  ...[
    ' a@b.cz ',
    '\ufeffa@b.cz\u00a0',
    'a@b\u3002cz',
    'a\u200b@b.cz',
    'a@bücher.cz',
    'a@xn--b.cz',
    'a@b.cz\u200b',
  ],
  ...[
    'granted',
    'denied',
    'unknown',
    'newsletter',
    'applied',
    'active',
    'cs',
    'Europe/Prague',
    'Nowhere/Here',
  ],
  ...['00000000-0000-0000-0000-000000000000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', '0'.repeat(16)],
];

/** Edges and anything else. */
const values = fc.oneof(
  fc.constantFrom(...edges),
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase()),
  fc.uuid({ version: 7 }),
  fc.emailAddress(),
  fc.webUrl(),
  fc.integer(),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.jsonValue(),
);

function withField(message, [name, ...rest], value) {
  if (typeof message !== 'object' || message === null) return message;
  const { [name]: old, ...others } = message;
  const next = rest.length > 0 ? withField(old, rest, value) : value;
  return next === undefined ? others : { ...others, [name]: next };
}

for (const contract of contracts) {
  describe(contract.type, () => {
    const validate = validatorOf(contract.type);
    const fields = fieldsOf(schemas.get(contract.type));
    const example = exampleOf(contract);

    it('has an example that its schema accepts', () => {
      assert.equal(validate(example), true, JSON.stringify(validate.errors));
    });

    /** `changed`: pairs of a field and its new value. */
    function compareAnswers(changed) {
      const message = changed.reduce((next, [{ path }, value]) => withField(next, path, value), example);
      const decoded = check(structuredClone(message));
      // Who may publish is checked against the sender, not in the body.
      const isAccepted = decoded.ok && contract.publishers.includes(message.source);
      const isValid = validate(decoded.ok ? { ...message, ...decoded.envelope } : message);
      const text = changed
        .map(([{ path }, value]) => `${path.join('.')} = ${JSON.stringify(value)}`)
        .join(', ');
      if (isAccepted) assert.equal(isValid, true, `${text}: ${JSON.stringify(validate.errors)}`);
      const isExact = changed.every(([{ schema }]) => !outlined.has(schema.title));
      if (isExact) assert.equal(isValid, isAccepted, `${text}: ${decoded.problems?.join('; ')}`);
    }

    it('has the same rules in its schema as at its receivers, for every field and every edge', () => {
      for (const field of fields) for (const value of edges) compareAnswers([[field, value]]);
    });

    it('has the same rules in its schema as at its receivers, whatever is changed', () => {
      const changes = fc.array(fc.tuple(fc.constantFrom(...fields), values), { minLength: 1, maxLength: 3 });
      fc.assert(fc.property(changes, compareAnswers), { numRuns: runs });
    });
  });
}

it('a rule without a counterpart in JSON Schema stops the generation', async () => {
  const { ValidateBy } = await import('class-validator');
  const { messageSchema } = await import('./schemas.mjs');
  class Numbered {}
  ValidateBy({ name: 'isOdd', validator: { validate: (value) => value % 2 === 1 } })(
    Numbered.prototype,
    'page',
  );
  const [contract] = contracts;
  const schema = () => messageSchema({ ...contract, dataClass: Numbered }, new Map());
  assert.throws(schema, /no JSON Schema for the rule isOdd of Numbered\.page/);
});
