import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as story from '../customer/story-texts';
import * as customer from '../customer/texts';
import * as customers from '../customers/texts';
import * as design from '../design/texts';
import { cs as integrationCs } from '../integration/texts.cs';
import { en as integrationEn } from '../integration/texts.en';
import { cs as lettersCs } from '../letters/texts.cs';
import { en as lettersEn } from '../letters/texts.en';
import * as history from '../loyalty/history-texts';
import * as loyalty from '../loyalty/texts';
import * as operations from '../operations/texts';
import * as overview from '../overview/texts';
import * as people from '../people/texts';
import * as fields from '../problems/field-names';
import * as refusals from '../problems/refusal-texts';
import * as rules from '../problems/rule-texts';
import * as queues from '../queues/texts';
import * as save from '../shell/save-texts';
import * as shell from '../shell/texts';
import { isKeyIn, type Texts } from './texts';

const rooms: readonly (readonly [room: string, cs: Texts, en: Texts])[] = [
  ['design', design.cs, design.en],
  ['fields', fields.cs, fields.en],
  ['rules', rules.cs, rules.en],
  ['refusals', refusals.cs, refusals.en],
  ['save', save.cs, save.en],
  ['shell', shell.cs, shell.en],
  ['customers', customers.cs, customers.en],
  ['customer', customer.cs, customer.en],
  ['story', story.cs, story.en],
  ['overview', overview.cs, overview.en],
  ['loyalty', loyalty.cs, loyalty.en],
  ['operations', operations.cs, operations.en],
  ['history', history.cs, history.en],
  ['people', people.cs, people.en],
  ['queues', queues.cs, queues.en],
  ['letters', lettersCs, lettersEn],
  ['integration', integrationCs, integrationEn],
];
const forms = { cs: ['one', 'few', 'many', 'other'], en: ['one', 'other'] } as const;
const plural = /_(one|few|many|other)$/;
const basesOf = (texts: Texts): string[] => [
  ...new Set(Object.keys(texts).map((key) => key.replace(plural, ''))),
];
const valuesIn = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort();

describe.each(rooms)('texts of %s', (_room, cs, en) => {
  it('say the same things in both languages', () => {
    expect(basesOf(en).sort()).toEqual(basesOf(cs).sort());
  });

  it.each([
    ['cs', cs],
    ['en', en],
  ] as const)('have every plural form of %s', (language, texts) => {
    const counted = [
      ...new Set(
        Object.keys(texts)
          .filter((key) => plural.test(key))
          .map((key) => key.replace(plural, '')),
      ),
    ];
    const missing = counted.flatMap((base) =>
      forms[language].map((form) => `${base}_${form}`).filter((key) => !(key in texts)),
    );
    expect(missing).toEqual([]);
  });

  it('name the same values in both languages', () => {
    const other = (texts: Texts, base: string): string => texts[base] ?? texts[`${base}_other`] ?? '';
    const differing = basesOf(cs).filter(
      (base) => valuesIn(other(cs, base)).join() !== valuesIn(other(en, base)).join(),
    );
    expect(differing).toEqual([]);
  });
});

it('every reason of a change that the contracts name has words beside the movement', () => {
  const file = join(__dirname, '..', '..', '..', '..', 'libs', 'contracts', 'src', 'credit-reasons.ts');
  const reasons = [...readFileSync(file, 'utf8').matchAll(/^ {2}'?([a-z-]+)'?: \{ cs:/gm)].map(
    ([, reason = '']) => `reason.${reason}`,
  );
  expect(reasons.length).toBeGreaterThan(15);
  expect(reasons.filter((key) => !(key in customer.cs))).toEqual([]);
});

it('a word that a service said is no key for what every object has', () => {
  const isKey = isKeyIn({ 'address-taken': 'taken' });
  expect(['address-taken', 'constructor', 'toString'].filter(isKey)).toEqual(['address-taken']);
});
