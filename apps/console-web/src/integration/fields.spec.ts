import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldNames } from './fields';

it('every field that a list is given is shown to the merchant', () => {
  const document = readFileSync(join(__dirname, '../../../../docs/fields.md'), 'utf8');
  const given = [...document.matchAll(/^\| `(ellity_\w+)`/gm)].map(([, name]) => name);
  expect([...fieldNames].sort()).toEqual(given.sort());
});
