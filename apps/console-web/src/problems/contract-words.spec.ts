import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { czechProblem, czechRule } from './contract-words';

const contracts = join(__dirname, '..', '..', '..', '..', 'libs', 'contracts', 'snapshots');

interface Contract {
  readonly properties: {
    readonly data: { readonly properties: Record<string, { readonly title?: string }> };
  };
}

it('every rule that a contract has a title for has Czech words', () => {
  const titles = readdirSync(contracts).flatMap((file) => {
    const { properties } = JSON.parse(readFileSync(join(contracts, file), 'utf8')) as Contract;
    return Object.values(properties.data.properties).flatMap(({ title }) => title ?? []);
  });
  expect(titles.length).toBeGreaterThan(40);
  expect([...new Set(titles)].filter((title) => czechRule(title) === undefined)).toEqual([]);
});

it.each([
  ['amount is missing', 'amount chybí'],
  [
    'amount must be an amount above zero with two decimals and at most 12 digits, like "150.00"',
    'amount musí být částka větší než nula se dvěma desetinnými místy a nejvýš 12 číslicemi jako "150.00"',
  ],
  [
    'reason must not be empty; id must be a UUID of version 7',
    'reason nesmí být prázdné; id musí být UUID verze 7',
  ],
  [
    'verdict must be one of the following values: genuine, echo, not-so',
    'verdict musí být jedna z hodnot: genuine, echo, not-so',
  ],
  ['texts.0: nested property texts must be either object or array', 'texts.0 musí být objekt nebo seznam'],
  ['give either amount or reward, not both', 'pošlete buď amount, nebo reward, ne obojí'],
  ['specversion must be "1.0"', 'specversion musí být "1.0"'],
  ['leadDays must not be greater than 3650', 'leadDays musí být nejvýš 3650'],
  ['body is not JSON in UTF-<n>', 'body není JSON v UTF-8'],
  [
    'amount must be an amount above zero with two decimals and at most <n> digits, like <value>',
    'amount musí být částka větší než nula se dvěma desetinnými místy a nejvýš <n> číslicemi jako <value>',
  ],
  ['type loyalty.AwardCredit.v<n> is not known here', 'typ loyalty.AwardCredit.v<n> tu nikdo nezná'],
])('says in Czech: %s', (english, czech) => {
  expect(czechProblem(english)).toBe(czech);
});

it('leaves a sentence that it does not know as it is', () => {
  expect(czechProblem('Cannot read properties of undefined')).toBe('Cannot read properties of undefined');
});
