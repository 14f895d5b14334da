/**
 * A file of 100,000 customers with credits, from its first byte to its last line carried out. Beside it the rows that it
 * leaves, written by statements over a thousand customers each and nothing else.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { withLargeCore } from './large-core.mjs';

const lines = 100_000;

export const importRun = () =>
  withLargeCore(
    { import: { customers: 1_000 }, bare: { customers: 1_000 } },
    async ({ toShop, database, sendFile }) => {
      const begun = performance.now();
      const { id } = await sendFile('import', fileOf(lines));
      const checked = performance.now();
      await toShop('import')('POST', `imports/${id}/start`, {});
      const state = async () =>
        (await database.query('select state from imports where id = $1', [id])).rows[0].state;
      while ((await state()) !== 'done') await delay(50);
      const ended = performance.now();
      const isTold = async () =>
        (await database.query('select from outbox where is_bulk limit 1')).rowCount === 0;
      while (!(await isTold())) await delay(50);
      const told = performance.now();
      const { body } = await toShop('import')('GET', `imports/${id}`);
      if (body.done !== lines) throw new Error(`${body.done} of ${lines} lines were carried out`);
      const bare = await bareImport(database);
      return [
        { name: 'import-checked', unit: 's for 100,000', value: (checked - begun) / 1000 },
        {
          name: 'import',
          unit: 's for 100,000',
          value: (ended - begun) / 1000,
          bare,
          bound: { valueMax: 20 },
        },
        { name: 'import-told', unit: 's for 100,000', value: (told - begun) / 1000 },
      ];
    },
  );

function fileOf(count) {
  const rows = Array.from(
    { length: count },
    (_, n) =>
      `imported${n}@shop.test;Jana;Nováková${n % 500};ano;+420${700_000_000 + n};${(n % 90) + 10},50;31. 12. 2099`,
  );
  return ['E-mail;Jméno;Příjmení;Registrovaný;Telefon;Kredity;Platnost do', ...rows].join('\r\n');
}

async function bareImport(database) {
  const begun = performance.now();
  for (let from = 0; from < lines; from += 1_000) await database.query(bareChunk, [from]);
  return (performance.now() - begun) / 1000;
}

const bareChunk = `
  with people as (
    insert into customers (id, shop_id, email, email_identity, first_name, last_name, phone, registered, marketing_consent, balance, last_sequence)
    select gen_random_uuid(), 'bare', 'bare' || n || '@shop.test', 'bare' || n || '@shop.test', 'Jana', 'Nováková' || n % 500,
      '+420' || (700000000 + n), true, 'unknown', 60.50, 2 from generate_series($1::int, $1::int + 999) n returning id
  ), entries as (
    insert into ledger_entries (id, shop_id, customer_id, sequence, kind, amount, balance_after, reason, changed_at, day)
    select gen_random_uuid(), 'bare', id, 2, 'award', 60.50, 60.50, 'import', now(), current_date from people
    returning id, customer_id, amount
  ), opened as (
    insert into lots (id, shop_id, customer_id, amount, remaining, expires_on)
    select id, 'bare', customer_id, amount, amount, '2099-12-31' from entries
  ), movements as (
    insert into lot_movements select id, id, 'bare', amount from entries
  )
  insert into outbox (message_id, exchange, type, shop_id, occurred_at, body)
  select gen_random_uuid(), 'bare', 'bare', 'bare', now(), repeat('x', 700) from entries, generate_series(1, 2)`;
