import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { contracts } from '../../libs/contracts/dist/index.js';
import { root } from '../packages.mjs';
import { currentSchemas, documents } from './documents.mjs';

const require = createRequire(import.meta.url);
const current = await documents(root, currentSchemas(root));
const page = current.get('docs/messages.md');
const api = JSON.parse(current.get('libs/contracts/asyncapi.json'));

describe('the AsyncAPI document', () => {
  it('keeps the rules of AsyncAPI 3.0.0', () => {
    const ajv = new Ajv({ strict: false, validateFormats: true });
    addFormats(ajv);
    const validate = ajv.compile(require('@asyncapi/specs/schemas/3.0.0-without-$id.json'));
    assert.equal(validate(api), true, JSON.stringify(validate.errors?.slice(0, 3)));
  });

  it('refers to nothing that it does not hold', () => {
    const references = [...JSON.stringify(api).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path);
    assert.ok(references.length > contracts.length);
    for (const path of references) {
      const target = path.split('/').reduce((node, name) => node?.[name], api);
      assert.ok(target, `#/${path} does not exist`);
    }
  });

  it('has an operation for every service that may publish a message, and no other', () => {
    const expected = contracts.flatMap(({ type, publishers }) => publishers.map((name) => `${name}.${type}`));
    assert.deepEqual(Object.keys(api.operations).sort(), expected.sort());
  });
});

describe('docs/messages.md', () => {
  it('has a section with a rule for every field of every message', () => {
    for (const { type, example } of contracts) {
      const section = page.split(`### ${type}\n`)[1]?.split('\n### ')[0] ?? '';
      for (const field of Object.keys(example))
        assert.match(section, new RegExp(`\\| \`${field}\` +\\| \\S`));
    }
  });

  it('says when each message is published', () => {
    assert.doesNotMatch(page, /### \S+\n\nPublished by/);
  });

  it('names every header that receivers set', () => {
    const source = readFileSync(join(root, 'libs/messaging/src/transport/own-headers.ts'), 'utf8');
    const [, block] = /headerNames = \{([^}]+)\}/.exec(source);
    const names = [...block.matchAll(/'([\w-]+)'|: "([\w-]+)"/g)].map(([, name]) => name);
    assert.ok(names.length >= 10);
    for (const name of names) assert.ok(page.includes(`\`${name}\``), `header ${name} is not explained`);
  });
});
