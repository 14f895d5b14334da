import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const source = resolve(__dirname, '..');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/\.(spec|fixture)\.ts$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(source, name), 'utf8') }));
const filesWith = (pattern: RegExp) => files.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

/** Every call of the client that can change a membership, wherever it is made. */
it('contacts are created as members in one place, which leaves alone whoever is in the list, and by the technical contact', () => {
  expect(filesWith(/\.subscribeBulk\(/).sort()).toEqual([
    'connection/list-setup.service.ts',
    'contact-writes/contact-calls.service.ts',
  ]);
  expect(filesWith(/\.subscribe\(/)).toEqual(['connection/list-setup.service.ts']);
  expect(filesWith(/update_existing: (?!false)/)).toEqual(['connection/list-setup.service.ts']);
});

it('nobody is brought back but by the room that knows whose leaving it was', () => {
  expect(filesWith(/resubscribe: (?!false)/)).toEqual(['membership/consent.service.ts']);
  expect(filesWith(/\bstatus: 1\b/)).toEqual(['membership/consent.service.ts']);
  expect(filesWith(/\.updateSubscriber\(|\.triggerPipeline\(/)).toEqual([]);
});

it('every update of contacts says that it brings nobody back', () => {
  const counted = (pattern: RegExp) =>
    files.reduce((sum, { text }) => sum + [...text.matchAll(pattern)].length, 0);
  expect(counted(/allow_resubscribe: /g)).toBe(counted(/\.updateSubscriberBulk\(/g));
});
