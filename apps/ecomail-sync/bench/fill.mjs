/**
 * The tables of ecomail-sync as large shops leave them: contacts that Ecomail has, their settled events of 90 days, and
 * what goes with these. They are put there as they are, while the service is away, and their indexes made afterwards.
 */

/** Nine of ten rows belong to the shop that is measured, the others to shops that are paused. */
const others = 100;
const shopOf = (n) =>
  `case when ${n} % 10 > 0 then 'bench' else 'shop-' || lpad((${n} / 10 % ${others})::text, 3, '0') end`;
const contactId = (n) => `('01900000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
/** As the ids of version 7 that the system makes: whoever looks for one finds it near others of its time. */
const timeId = (at, n, kind) =>
  `(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || '7${kind}008' || lpad(to_hex(${n}), 15, '0'))::uuid`;

/** So many events, messages and steps are older than they are kept. */
const outdated = 10_000;

const tables = [
  'contacts',
  'domain_events',
  'journal',
  'inbox',
  'memberships',
  'event_receptions',
  'event_sums',
];

export async function fill(database, { contacts, events }, say = () => undefined) {
  await database.query("set session_replication_role = replica; set maintenance_work_mem = '512MB'");
  const restore = await withoutIndexes(database);
  for (const [what, statement, parameters = []] of statements(contacts, events)) {
    say(what);
    await database.query(statement, parameters);
  }
  say('indexes');
  for (const statement of restore) await database.query(statement);
  say('vacuum');
  await database.query('vacuum analyze');
  await database.query('set session_replication_role = origin');
}

/** Drops the indexes of the tables and resolves with the statements that make them again. */
async function withoutIndexes(database) {
  const { rows } = await database.query(
    `select i.indexrelid::regclass as index, i.indrelid::regclass as table, pg_get_indexdef(i.indexrelid) as made, c.conname,
       pg_get_constraintdef(c.oid) as key
     from pg_index i left join pg_constraint c on c.conindid = i.indexrelid
     where i.indrelid = any($1::regclass[])`,
    [tables],
  );
  for (const { index, table, conname } of rows)
    await database.query(conname ? `alter table ${table} drop constraint ${conname}` : `drop index ${index}`);
  return rows.map(({ table, made, conname, key }) =>
    conname ? `alter table ${table} add constraint ${conname} ${key}` : made,
  );
}

/** What is put where, in words, with the statement. */
function statements(contacts, events) {
  const customer = `((n * 7919::bigint) % ${contacts})`;
  const at = `case when n < ${outdated} then now() - interval '91 days'
    else now() - interval '89 days' * (1 - n::numeric / ${events}) end`;
  const all = `generate_series(0, ${events - 1}::bigint) n cross join lateral (select ${at} as at, ${customer} as c) one`;
  const people = `generate_series(0, ${contacts - 1}) n`;
  return [
    [
      'shops',
      `insert into connections (shop_id, state, reason, changed_at, base_url, key_sealed, key_hash, key_tail, list_id, list_name,
         language, time_zone, unknown_consent, debounce_ms, field_types, probes)
       select 'shop-' || lpad(n::text, 3, '0'), 'paused', 'key-rejected', now(), '', '', 'key-' || n, '', 1, '', 'cs', 'UTC', 'denied', 0, '{}', '{}'
       from generate_series(0, ${others - 1}) n on conflict do nothing`,
    ],
    [
      'contacts',
      `insert into contacts (shop_id, customer_id, version, profile_sequence, email, first_name, last_name, phone, is_registered,
         consent, consent_carried, credit_sequence, balance, next_expiration_on, next_expiration_amount, last_change_amount,
         last_changed_at, address, is_known, stored_version, stored_hash, stored_email, stored_balance, stored_at, written_parts)
       select ${shopOf('n')}, ${contactId('n')}, 10, 10, email, 'Jana', 'Nováková' || n, '+420' || (600000000 + n), n % 4 > 0,
         'granted', 'granted', 10, 150, current_date + 200, 150, 5, now() - interval '1 day', email, true, 10, md5(email), email, 150,
         now() - interval '80 days' * random(), '{name,surname,phone}'
       from ${people} cross join lateral (select 'customer' || n || '@filled.test' as email) e`,
    ],
    [
      'memberships',
      `insert into memberships (shop_id, email_key, status, cause, at)
       select ${shopOf('n')}, md5('customer' || n), 'subscribed', 'ourselves', now() - interval '80 days' from ${people}`,
    ],
    [
      'events',
      `insert into domain_events (id, source, shop_id, customer_id, type, field_group, sequence, occurred_at, received_at,
         contact_version, label, announce, numbers, reference, entry_id, state, reason, due_at, settled_at, ecomail_event_id, attempts, is_sendable)
       select ${timeId('at', 'n', 0)}, 'loyalty-core', ${shopOf('c')}, ${contactId('c')}, type, field_group, n, at, at, 1 + n % 10,
         label, label is not null,
         case when label = 'credit' then jsonb_build_object('amount', '5.00', 'balance', '150.00', 'reason', 'order', 'changedAt', at)
           else '{}' end,
         case when label = 'credit' then 'order-' || n end, case when label = 'credit' then ${timeId('at', 'n', 1)} end,
         case when n % 2000 = 7 then 'parked' when label is null or n % 20 > 2 then 'delivered' when n % 20 > 0 then 'merged' else 'suppressed' end,
         case when n % 2000 = 7 then 'event-rejected' when label is not null and n % 20 = 0 then 'net-zero' end,
         at, at + interval '2 seconds', case when label is not null and n % 20 > 2 then n::text end, 1, true
       from ${all} cross join lateral (select
         case when n % 20 < 14 then 'loyalty.CreditChanged.v1' when n % 20 < 18 then 'loyalty.CustomerChanged.v1'
           when n % 20 = 18 then 'loyalty.PinChanged.v1' else 'loyalty.CreditsExpiring.v1' end as type,
         case when n % 20 < 14 then 'credit' when n % 20 < 18 then 'profile' when n % 20 = 18 then 'pin' else 'warning' end as field_group,
         case when n % 20 < 14 then 'credit' when n % 20 < 18 then null when n % 20 = 18 then 'pin' else 'expiry' end as label) kinds`,
    ],
    [
      'journal',
      `insert into journal (shop_id, customer_id, event_id, at, step, details)
       select ${shopOf('c')}, ${contactId('c')}, ${timeId('at', 'n', 0)}, at + interval '1 second', 'accepted', '{"ms": 40}' from ${all}`,
    ],
    [
      'messages',
      `insert into inbox (message_id, source, queue, received_at)
       select ${timeId('at', 'n', 0)}, 'loyalty-core', 'ecomail-sync.events', case when n < ${outdated} then at - interval '100 days' else at end
       from ${all}`,
    ],
    [
      'receptions',
      `insert into event_receptions (shop_id, source, type, hour, messages, is_sum)
       select shop_id, source, type, date_trunc('hour', occurred_at, 'UTC'), count(*), true from domain_events
       where customer_id < '01910000-0000-0000-0000-000000000000' group by 1, 2, 3, 4`,
    ],
    [
      'sums',
      `with removed as (
         insert into event_sums (shop_id, source, type, hour, state, events, resent)
         select 'bench', 'loyalty-core', type, date_trunc('hour', now() - interval '92 days', 'UTC') - n * interval '1 hour', state, 10, 0
         from generate_series(1, 6000) n, unnest('{loyalty.CreditChanged.v1,loyalty.CustomerChanged.v1}'::text[]) type,
           unnest('{delivered,merged}'::text[]) state
         returning *)
       insert into event_receptions (shop_id, source, type, hour, messages, is_sum)
       select shop_id, source, type, hour, sum(events), true from removed group by 1, 2, 3, 4`,
    ],
  ];
}
