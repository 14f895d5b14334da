import { isSettled } from '../../mirror/dirty-contacts';

/** The number of the lane of repairs, in `contacts.dirty_lane`. */
const driftLane = 5;
/** Checks that are kept of each shop. */
const keptChecks = 10;

/** Shops whose list is to be checked: the last check, or the activation, began longer ago than $1. $2 how many. */
export const takeDue = `
  update connections set drift_started_at = $3
  where shop_id in (
    select shop_id from connections
    where state = 'active' and coalesce(drift_started_at, changed_at) < $1
    order by drift_started_at nulls first limit $2 for update skip locked)
  returning shop_id as "shopId"`;

export const beginCheck = `
  insert into drift_checks (run_id, shop_id, started_at) values ($1, $2, $3)`;

/** Checks of a shop before the latest few, with their runs; whoever is under way stays. */
export const removeOldChecks = `
  with old as (
    delete from drift_checks where run_id in (
      select k.run_id from drift_checks k join runs r on r.id = k.run_id
      where k.shop_id = $1 and r.state in ('done', 'failed', 'cancelled')
      order by k.started_at desc offset ${keptChecks})
    returning run_id)
  delete from runs where id in (select run_id from old)`;

/** Whom checks had read that were given up, or cancelled with their connection. */
export const forgetGivenUp = `
  delete from drift_seen where run_id in (
    select k.run_id from drift_checks k join runs r on r.id = k.run_id
    where k.finished_at is null and r.state in ('failed', 'cancelled'))`;

/** $1 run, $2 how many. */
export const forgetSeen = `
  delete from drift_seen where ctid = any (array(select ctid from drift_seen where run_id = $1 limit $2))`;

/** Rows that a page repeats are counted once: what comes back was not seen before. $1 run, then by column. */
export const recordSeen = `
  insert into drift_seen (run_id, email_key, spelling, customer_id)
  select $1, input.* from unnest($2::text[], $3::text[], $4::uuid[]) as input (email_key, spelling, customer_id)
  on conflict do nothing returning email_key as "key"`;

/** Of these keys ($2) those that no page of the run ($1) had. */
export const selectUnseen = `
  select input.key from unnest($2::text[]) as input (key)
  where not exists (select from drift_seen s where s.run_id = $1 and s.email_key = input.key)`;

/** Addresses that the list has in several spellings, and whose they are. */
export const selectDuplicates = `
  select min(customer_id::text) as "customerId" from drift_seen
  where run_id = $1 group by email_key having count(*) > 1 limit 100000`;

export const selectCustomers = `
  select address, customer_id as "customerId" from contacts
  where shop_id = $1 and address = any($2) order by rejected_reason is not null`;

/** Contacts that the list should have: settled since before $3, after a customer ($2), at most $4. */
export const selectExpected = `
  select customer_id as "customerId", email, version, stored_at as "storedAt" from contacts c
  where c.shop_id = $1 and c.customer_id > $2 and c.email is not null and ${isSettled('c', '$3')}
  order by customer_id limit $4`;

/**
 * Has these contacts written again, unless something happened to them since they were compared; in the order in which
 * reception locks them. $1 shop, $2 now, $3 ids, $4 versions, $5 whether they are gone from the list. Nothing that a
 * customer is told by waits for it: it goes last, and what changes meanwhile takes it along in its own lane.
 */
export const markDrifted = `
  update contacts c set dirty_since = $2, dirty_lane = ${driftLane}, stored_hash = null, version = c.version + 1,
    is_known = c.is_known and not $5
  from (
    select o.customer_id from contacts o
    join unnest($3::uuid[], $4::bigint[]) as input (customer_id, version) on o.customer_id = input.customer_id
    where o.shop_id = $1 and o.version = input.version and ${isSettled('o', `'infinity'`)}
    order by o.customer_id for update of o) as held
  where c.shop_id = $1 and c.customer_id = held.customer_id
  returning c.customer_id`;

/** Adds to what a check ($1) found; $2 to $8 counts, $9 names of fields, $10 examples, of which the first few stay. */
export const addFindings = `
  update drift_checks set checked = checked + $2, skipped = skipped + $3, missing = missing + $4, changed = changed + $5,
    statuses = statuses + $6, strangers = strangers + $7, duplicates = duplicates + $8,
    fields = (
      select coalesce(jsonb_object_agg(name, count), '{}') from (
        select name, sum(count) as count from (
          select key as name, value::int as count from jsonb_each_text(fields)
          union all select name, 1 from unnest($9::text[]) as differing (name)) as found
        group by name) as sums),
    examples = (
      select coalesce(jsonb_agg(one order by place), '[]') from (
        select one, place from jsonb_array_elements(examples || $10::jsonb) with ordinality as all_of (one, place)
        order by place limit $11) as kept)
  where run_id = $1`;

export const selectChecks = `
  select k.*, r.state, r.reason, r.step from drift_checks k join runs r on r.id = k.run_id
  where k.shop_id = $1 order by k.started_at desc limit ${keptChecks}`;
