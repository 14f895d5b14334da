import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contracts } from '../../libs/contracts/dist/index.js';
import { root } from '../packages.mjs';
import { allIncompatibilities, incompatibilities } from './compatibility.mjs';
import { currentSchemas } from './documents.mjs';

const schemas = currentSchemas(root);
const award = schemas.get('loyalty.AwardCredit.v1');
const creditChanged = schemas.get('loyalty.CreditChanged.v1');

/** What is wrong with a change of a published schema. */
function changed(before, change) {
  const after = structuredClone(before);
  change(after, after.properties.data);
  return incompatibilities(before, after);
}

describe('a published version may', () => {
  const allowed = {
    'stay as it is': () => {},
    'get other words': (schema, data) => {
      schema.description = 'Other words.';
      data.properties.balance.title = 'other words';
    },
    'get one more optional field': (_schema, data) => {
      data.properties.channel = { type: 'string', maxLength: 20 };
    },
    'get one more optional field in a part': (_schema, data) => {
      data.properties.change.properties.channel = { type: ['string', 'null'] };
    },
    'get one more publisher': (schema) => schema.properties.source.enum.push('till'),
  };
  for (const [name, change] of Object.entries(allowed)) {
    it(name, () => assert.deepEqual(changed(creditChanged, change), []));
  }
});

it('a field of a command may become optional: its one receiver knows before anybody sends without it', () => {
  const optional = (_schema, data) => {
    data.required = data.required.filter((name) => name !== 'reason');
  };
  assert.deepEqual(changed(award, optional), []);
});

describe('a published version may not', () => {
  const refused = {
    'lose a field': [
      (_schema, data) => delete data.properties.reference,
      ['data.reference: was removed or renamed'],
    ],
    'rename a field': [
      (_schema, data) => {
        data.properties.note = data.properties.reference;
        delete data.properties.reference;
      },
      ['data.reference: was removed or renamed'],
    ],
    'get a new required field': [
      (_schema, data) => {
        data.properties.channel = { type: 'string' };
        data.required.push('channel');
      },
      ['data.channel: is new and required'],
    ],
    'make a field required': [
      (_schema, data) => data.required.push('announce'),
      ['data.announce: became required'],
    ],
    'change the type of a field': [
      (_schema, data) => (data.properties.announce.type = 'string'),
      ['data.announce: type changed from ["boolean","null"] to "string"'],
    ],
    'take null away': [
      (_schema, data) => (data.properties.reference.type = 'string'),
      ['data.reference: type changed from ["string","null"] to "string"'],
    ],
    'narrow a length': [
      (_schema, data) => (data.properties.reference.maxLength = 50),
      ['data.reference: maxLength changed from 100 to 50, which is narrower'],
    ],
    'bound what was unbounded': [
      (_schema, data) => (data.properties.reference.minLength = 1),
      ['data.reference: minLength changed from nothing to 1, which is narrower'],
    ],
    'widen a length': [
      (_schema, data) => (data.properties.reference.maxLength = 200),
      ['data.reference: maxLength changed from 100 to 200, but older receivers refuse what it takes more'],
    ],
    'change a pattern': [
      (_schema, data) => (data.properties.reason.pattern = '^[a-z]+$'),
      ['data.reason: pattern changed from "^[a-z][a-z0-9-]{0,59}$" to "^[a-z]+$"'],
    ],
    'take a value away': [
      (_schema, data) => (data.properties.reward.enum = ['review']),
      [
        'data.reward: no longer takes "newsletter"',
        'data.reward: takes "review" too, but older receivers refuse it',
      ],
    ],
    'change a rule across fields': [
      (_schema, data) => delete data.oneOf,
      ['data: oneOf changed from [{"required":["amount"]},{"required":["reward"]}] to nothing'],
    ],
    'move to another exchange': [
      (schema) => (schema['x-exchange'] = 'loyalty.events'),
      ['the message: exchange changed from loyalty.commands to loyalty.events'],
    ],
    'lose a publisher': [
      (schema) => schema.properties.source.enum.shift(),
      ['webhook-gateway may no longer publish it'],
    ],
    'become numbered': [(schema) => schema.required.push('sequence'), ['sequence: became required']],
  };
  for (const [name, [change, problems]] of Object.entries(refused)) {
    it(name, () => assert.deepEqual(changed(award, change), problems));
  }

  it('make a field of an event optional', () => {
    const problems = changed(creditChanged, (_schema, data) =>
      data.required.splice(data.required.indexOf('balance'), 1),
    );
    assert.deepEqual(problems, [
      'data.balance: became optional, but older receivers refuse a message without it',
    ]);
  });

  it('narrow a rule inside a part', () => {
    const problems = changed(creditChanged, (_schema, data) => {
      data.properties.change.properties.reference.maxLength = 10;
    });
    assert.deepEqual(problems, [
      'data.change.reference: maxLength changed from 100 to 10, which is narrower',
    ]);
  });

  it('vanish', () => {
    const without = new Map([...schemas].filter(([type]) => type !== 'loyalty.AwardCredit.v1'));
    assert.deepEqual(allIncompatibilities(schemas, without), [
      'loyalty.AwardCredit.v1: is published but no longer declared',
    ]);
  });
});

it('a version that was never published is free', () => {
  assert.deepEqual(allIncompatibilities(new Map(), schemas), []);
  assert.equal(schemas.size, contracts.length);
});
