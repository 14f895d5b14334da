/**
 * A night over all customers of two shops, of which so many are warned in the one and lose a lot in the other, while
 * somebody spends in the second all the time, until all was told. At a tenth of the size and at all of it: the time follows what is due.
 * Beside it, the rows that a warning and a lapse leave, written by statements over whole chunks and nothing else.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { customerId, withLargeCore } from './large-core.mjs';

const due = 50_000;
const sizes = { tenth: 100_000, full: 1_000_000 };
const today = `(now() at time zone 'Europe/Prague')::date`;

export async function nightsRun() {
  const readings = [];
  for (const [name, customers] of Object.entries(sizes)) readings.push(...(await nightsOf(name, customers)));
  return readings;
}

function nightsOf(name, customers) {
  const half = { customers: customers / 2 };
  const shops = { warning: half, lapsing: { ...half }, bare: { customers: due } };
  return withLargeCore(shops, async ({ database, toShop }) => {
    await database.query(
      `update shops set expiry_notice_target = 'ecomail', expiry_notice_lead_days = 30 where id = 'warning'`,
    );
    await makeDue(database, 'warning', `${today} + 10`);
    await makeDue(database, 'lapsing', `${today} - 1`);
    await makeDue(database, 'bare', `${today} + 10`);
    await database.query('vacuum analyze');
    const { rows } = await database.query(`select ${today}::text as day`);
    const night = (shop) => nightOf({ database, toShop }, shop, rows[0].day);
    const warned = await night('warning');
    const spending = spendAllTheTime(toShop('lapsing'), customers / 2);
    const lapsed = await night('lapsing').finally(spending.end);
    const waits = await spending.end();
    if (warned.warned !== due || lapsed.lapsed !== due)
      throw new Error(`${warned.warned} were warned and ${lapsed.lapsed} lost, not ${due}`);
    const bareWarnings = await bareSeconds(database, bareWarningChunk);
    await database.query(
      `update lots set expires_on = ${today} - 1 where shop_id = 'bare' and expires_on = ${today} + 10`,
    );
    await database.query('vacuum analyze');
    const bare = await bareSeconds(database, bareLapseChunk);
    return [
      {
        name: `night-warnings ${name}`,
        unit: 's for 50,000',
        value: warned.seconds,
        bare: bareWarnings,
        bound: { valueMax: 3 },
      },
      { name: `night-warnings-told ${name}`, unit: 's for 50,000', value: warned.told },
      {
        name: `night-lapses ${name}`,
        unit: 's for 50,000',
        value: lapsed.seconds,
        bare,
        bound: { valueMax: 15 },
      },
      { name: `night-lapses-told ${name}`, unit: 's for 50,000', value: lapsed.told },
      {
        name: `night-spending ${name}`,
        unit: 'ms longest',
        value: Math.max(...waits),
        bound: { valueMax: 100 },
      },
      { name: `night-spendings ${name}`, unit: 'spendings', value: waits.length },
    ];
  });
}

/** One lot of so many customers, spread over the shop, ends on this day. */
async function makeDue(database, shop, day) {
  await database.query(
    `update lots set expires_on = ${day} where id in (
       select min(id::text)::uuid from lots where shop_id = $1 group by customer_id order by md5(customer_id::text) limit ${due})`,
    [shop],
  );
}

/** Asked for, and carried out by whoever of the service comes first; how many seconds until it was over, and until all was told. */
async function nightOf({ database, toShop }, shop, localDate) {
  const begun = performance.now();
  await toShop(shop)('POST', 'nights', { localDate }, { allow: [409] });
  const over = `select lapsed, warned from nights where shop_id = $1 and local_date = $2 and finished_at is not null`;
  const secondsUntil = async (sql, values) => {
    for (;;) {
      const { rows } = await database.query(sql, values);
      if (rows.length > 0) return { ...rows[0], seconds: (performance.now() - begun) / 1000 };
      await delay(20);
    }
  };
  const booked = await secondsUntil(over, [shop, localDate]);
  const told = await secondsUntil('select where not exists (select from outbox where is_bulk)');
  return { ...booked, told: told.seconds };
}

/** One after the other, each of another customer; how long each took, in ms. */
function spendAllTheTime(toShop, customers) {
  const waits = [];
  let isOver = false;
  const spend = async () => {
    const id = customerId('lapsing', Math.floor(Math.random() * customers));
    const begun = performance.now();
    await toShop(
      'POST',
      `customers/${id}/spends`,
      { amount: '1.00', reason: 'order' },
      {
        headers: { 'idempotency-key': randomUUID() },
      },
    );
    waits.push(performance.now() - begun);
  };
  const running = (async () => {
    while (!isOver) await spend();
  })();
  return {
    end: async () => {
      isOver = true;
      await running;
      return waits;
    },
  };
}

async function bareSeconds(database, chunk) {
  const begun = performance.now();
  for (;;) {
    const { rowCount } = await database.query(chunk);
    if (rowCount === 0) return (performance.now() - begun) / 1000;
  }
}

/** What must be written of 1,000 warnings, with ids of the database's making. */
const bareWarningChunk = `
  with due as (
    select id, customer_id, shop_id, expires_on, remaining from lots
    where shop_id = 'bare' and not is_warned and remaining > 0 and expires_on = ${today} + 10 limit 1000 for update
  ), marked as (update lots l set is_warned = true from due d where l.id = d.id),
  owners as (
    update customers c set last_sequence = c.last_sequence + 1 from due d where c.id = d.customer_id returning c.id
  ), warned as (
    insert into expiry_warnings (customer_id, expires_on, shop_id, amount, night_id)
    select d.customer_id, d.expires_on, d.shop_id, d.remaining, n.id from due d, (select id from nights limit 1) n
  )
  insert into outbox (message_id, exchange, type, shop_id, occurred_at, body)
  select gen_random_uuid(), 'bare', 'bare', 'bare', now(), repeat('x', 700) from owners`;

/** What must be written of 250 lapses, with ids of the database's making. */
const bareLapseChunk = `
  with due as (
    select id, customer_id, shop_id, remaining from lots
    where shop_id = 'bare' and remaining > 0 and expires_on < ${today} order by expires_on limit 250 for update
  ), emptied as (update lots l set remaining = 0 from due d where l.id = d.id),
  owners as (
    update customers c set balance = c.balance - d.remaining, last_sequence = c.last_sequence + 1 from due d
    where c.id = d.customer_id returning c.id, c.balance, c.last_sequence
  ), entries as (
    insert into ledger_entries (id, shop_id, customer_id, sequence, kind, amount, balance_after, reason, changed_at, day)
    select gen_random_uuid(), d.shop_id, o.id, o.last_sequence, 'lapse', -d.remaining, o.balance, 'expiry', now(), ${today}
    from due d join owners o on o.id = d.customer_id returning id, customer_id, amount, shop_id
  ), movements as (
    insert into lot_movements select e.id, d.id, e.shop_id, e.amount from entries e join due d on d.customer_id = e.customer_id
  )
  insert into outbox (message_id, exchange, type, shop_id, occurred_at, body)
  select gen_random_uuid(), 'bare', 'bare', shop_id, now(), repeat('x', 700) from entries`;
