/**
 * A loyalty core that holds as many customers as the largest shops together, three lots each. They are put into its
 * tables as they are, without its triggers: what is measured afterwards is the work of the service, not of the seed.
 */
import { callerOf } from '../../../tools/start/endpoints.mjs';
import { withClient } from '../../../tools/bench/consume.mjs';
import { withSystem } from '../../../tools/bench/system.mjs';
import { require } from '../../../tools/bench/workplace.mjs';

const { ServiceTokens } = require('@ellity/platform');

/** Runs `work` beside a running loyalty-core, and `others`, whose `shops` are seeded: name to number of customers. */
export const withLargeCore = (shops, work, others = []) =>
  withSystem(
    async (system) => {
      const core = system.settings.services['loyalty-core'].url;
      const call = callerOf(system.settings);
      const toShop = (shop) => (method, path, body, options) =>
        call(method, `${core}/shops/${shop}/${path}`, body, options);
      return withClient(system.settings.databases['loyalty-core'], async (database) => {
        for (const [id, { customers, ...settings }] of Object.entries(shops)) {
          await call('POST', `${core}/shops`, { id, name: 'Bench', timeZone: 'Europe/Prague', ...settings });
          await seed(database, id, customers);
        }
        await database.query('vacuum analyze');
        return work({ ...system, database, toShop, sendFile: senderOf(system.settings, core) });
      });
    },
    ['loyalty-core', 'ecomail-sandbox', ...others],
  );

/** Uploads a CSV file and resolves with what was understood of it. */
function senderOf({ tokenKeys }, core) {
  const tokens = new ServiceTokens(tokenKeys, 'bench');
  return async (shop, file) => {
    const headers = { 'content-type': 'text/csv', ...(await tokens.headersFor('loyalty-core')) };
    const answer = await fetch(`${core}/shops/${shop}/imports`, { method: 'POST', headers, body: file });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`the file was refused: ${text.slice(0, 300)}`);
    return JSON.parse(text);
  };
}

/** The n-th customer of a shop; ids grow as those of real customers do. */
export const customerId = (shop, n) =>
  `0190${prefixOf(shop)}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

const prefixOf = (shop) =>
  [...shop]
    .reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_536, 0)
    .toString(16)
    .padStart(4, '0');

export async function seed(database, shop, customers) {
  await database.query(`set session_replication_role = replica`);
  const idOf = `('0190${prefixOf(shop)}-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
  const lotOf = `('0190${prefixOf(shop)}-0000-7000-9' || lpad(to_hex(k), 3, '0') || '-' || lpad(to_hex(n), 12, '0'))::uuid`;
  const all = `generate_series(0, ${customers - 1}) n`;
  await database.query(
    `insert into customers (id, shop_id, email, email_identity, first_name, last_name, phone, group_name, registered,
       marketing_consent, balance, last_sequence)
     select ${idOf}, $1, email, email, first_names[1 + n % 20], last_names[1 + (n / 20) % 50] || coalesce(nullif(n / 1000 % 40, 0)::text, ''),
       '+420' || (600000000 + n), case n % 10 when 0 then 'vip' when 1 then 'wholesale' end, n % 4 > 0,
       (array['granted', 'denied', 'unknown'])[1 + n % 3], 300, 3
     from ${all} cross join lateral (select 'customer' || n || '@shop.test' as email) e
     cross join (select string_to_array($2, ' ') as first_names, string_to_array($3, ' ') as last_names) names`,
    [shop, firstNames, lastNames],
  );
  await database.query(
    `insert into customer_search
     select id, shop_id, search_text(email, first_name, last_name, phone), name_key(first_name, last_name, email),
       registered, group_name, marketing_consent from customers where shop_id = $1`,
    [shop],
  );
  await database.query(
    `insert into lots (id, shop_id, customer_id, amount, remaining, expires_on)
     select ${lotOf}, $1, ${idOf}, 100, 100, current_date + 400 + (n + k) % 300 from ${all}, generate_series(0, 2) k`,
    [shop],
  );
  await database.query(
    `insert into ledger_entries (id, shop_id, customer_id, sequence, kind, amount, balance_after, reason, changed_at, day)
     select ${lotOf}, $1, ${idOf}, k + 1, 'award', 100, 100 * (k + 1), 'order', now(), current_date from ${all}, generate_series(0, 2) k`,
    [shop],
  );
  await database.query(
    `insert into lot_movements select id, id, shop_id, amount from lots where shop_id = $1`,
    [shop],
  );
  await database.query(`set session_replication_role = origin`);
}

const firstNames =
  'Jana Petr Eva Jan Marie Pavel Anna Tomáš Lenka Jiří Hana Martin Věra Josef Alena Karel Lucie Ondřej Šárka Zdeněk';
const lastNames =
  'Novák Svoboda Novotný Dvořák Černý Procházka Kučera Veselý Horák Němec Marek Pokorný Pospíšil Hájek Jelínek Král Růžička Beneš Fiala Sedlák Doležal Zeman Kolář Navrátil Čermák Vaněk Urban Blažek Kříž Kovář Kratochvíl Bartoš Vlček Polák Musil Kopecký Šimek Konečný Malý Holub Štěpánek Čech Staněk Kadlec Soukup Janda Mach Šťastný Bureš Tichý';
