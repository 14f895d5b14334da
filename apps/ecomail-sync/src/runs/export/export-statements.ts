import { addressInUse } from '../../mirror/address-claims';
import { exportLane } from '../../mirror/exported-contacts';
import { isLeftOutOfTest, testMode } from '../../mirror/test-mode';

/** A customer id before all others. */
export const beforeAll = '00000000-0000-0000-0000-000000000000';

const afterAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** How many contacts are marked in one transaction: few enough that reception and delivery never wait for long. */
export const contactsPerChunk = 2_000;

/** Contacts that can be exported: with a profile; `rejected`: of those only the ones that Ecomail refused. */
const isWanted = `email is not null and ($2::boolean is false or rejected_reason is not null)`;

export const countWanted = `select count(*)::int as count from contacts where shop_id = $1 and ${isWanted}`;

/*
 * Chunks here and elsewhere are chosen and locked in an array or a materialized part, which is done once. Joined instead,
 * they are done again for each contact of a shop that is newer than the table's statistics: minutes for 2,000 contacts.
 */

/**
 * $1 shop, $2 only the rejected, $3 after this customer, $4 how many, $5 the run, $6 now. What changed anyhow keeps
 * its lane; whoever waited since before the export was asked for needs no mark.
 */
export const markForExport = `
  update contacts c set export_run = $5, dirty_since = coalesce(c.dirty_since, $6), rejected_reason = null,
    dirty_lane = case when c.due_lane is null then ${exportLane} else c.dirty_lane end
  where c.shop_id = $1 and c.customer_id = any(array(
    select customer_id from contacts where shop_id = $1 and ${isWanted} and customer_id > $3
      and (due_lane <> ${exportLane} and dirty_since <= (select asked_at from exports where run_id = $5)) is not true
    order by customer_id limit $4 for update))
  returning c.customer_id`;

/** Nobody records what was written for the export ($1) while contacts are marked. */
export const holdExport = 'select from exports where run_id = $1 for update';

/** $2: the last customer who was looked at; null: all were. */
export const recordMarked = `
  update exports set marked_through = coalesce($2::uuid, '${afterAll}'), writing_since = case when $2::uuid is null then now() end
  where run_id = $1`;

/**
 * Takes the marks back from contacts that only an export would have written which is over. $1 shop, $2 how many; null: all.
 */
export const unmark = `
  update contacts c set export_run = null,
    dirty_since = case when c.due_lane = ${exportLane} then null else c.dirty_since end,
    dirty_lane = case when c.due_lane = ${exportLane} then 3 else c.dirty_lane end
  where c.shop_id = $1 and c.customer_id = any(array(
    select o.customer_id from contacts o where o.shop_id = $1 and o.export_run is not null and o.rejected_reason is null
      and not exists (select from runs r where r.id = o.export_run and r.state in ('waiting', 'running', 'paused'))
    order by o.customer_id limit $2 for update))
  returning c.customer_id`;

/**
 * How far an export ($2) is. What waits is asked for, not counted: it is everybody at the beginning, and somebody looks all
 * the time: of each lane whoever waits longest. The rejected are found among those of the shop, by an expression that keeps a planner from the index of exports.
 */
export const selectProgress = `
  select e.stored, e.unchanged, e.writing_since as "writingSince", now() as now,
    exists (select from contacts c where c.shop_id = $1 and c.export_run = $2
            and c.rejected_reason is null and c.email is not null)
      or exists (select from generate_series(0, 5) as lanes (number)
                 cross join lateral (select c.dirty_since from contacts c where c.shop_id = $1 and c.due_lane = lanes.number
                                     order by c.dirty_since limit 1) as longest
                 where longest.dirty_since <= e.asked_at and e.marked_through is not null) as "isOpen",
    (select count(*)::int from contacts c where c.shop_id = $1 and c.rejected_reason is not null
       and (c.export_run = $2) is true) as rejected
  from exports e where e.run_id = $2`;

/** How far an export is, as its row and its contacts say. */
export interface ExportProgress {
  readonly stored: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly writingSince: Date | null;
  readonly now: Date;
  /** Somebody is still to be written. */
  readonly isOpen: boolean;
}

/**
 * How many are still to be written. None exactly where nobody is; before that it may be a few too many, who were erased
 * since the export began. `total`: null until it is known.
 */
export function waitingOf(progress: ExportProgress | undefined, total: number | null): number {
  if (!progress?.isOpen) return 0;
  const { stored, unchanged, rejected } = progress;
  return Math.max(1, (total ?? 0) - stored - unchanged - rejected);
}

/** The rejected of an export ($2), after a customer ($3). */
export const selectRejected = `
  select customer_id as "customerId", email, rejected_reason as reason
  from contacts where shop_id = $1 and export_run = $2 and rejected_reason is not null
    and ($3::uuid is null or customer_id > $3)
  order by customer_id limit $4`;

/**
 * $1 shop: what cannot be exported, and why, each counted in a partial index; $2: the addresses of test mode, without which
 * nobody is looked at for it.
 */
export const countLeftOut = `
  with counted as materialized (select
    (select count(*)::int from contacts where shop_id = $1) as contacts,
    (select count(*)::int from contacts where shop_id = $1 and email is null) as without_profile)
  select without_profile as "withoutProfile", contacts - without_profile as wanted,
    (select count(*)::int from contacts where shop_id = $1 and rejected_reason = '${addressInUse}') as "addressInUse",
    (select count(*)::int from contacts where shop_id = $1 and rejected_reason is not null
       and rejected_reason not in ('${addressInUse}', '${testMode}')) as refused,
    (select count(*)::int from contacts c where $2::jsonb is not null and shop_id = $1 and email is not null
       and coalesce(rejected_reason, '${testMode}') = '${testMode}' and ${isLeftOutOfTest('c', '$2')}) as "leftOutOfTest"
  from counted`;

/** Events of all shops of a key ($1) that wait; counted no further than it matters. */
export const countEventsWaiting = `
  select count(*)::int as count from (
    select from domain_events e
    where e.due_lane is not null and e.shop_id in (select shop_id from connections where key_hash = $1 and state = 'active')
    limit 100000) as waiting`;

/** Newest first: $1 shop, $2 and $3 the keys of the last one of the page before or null, $4 how many. */
/** One of the refused alone, of whom there were none, exported nothing. */
export const selectLastExport = `
  select r.* from runs r left join exports e on e.run_id = r.id where r.shop_id = $1 and r.kind = 'export'
    and not (r.finished_at is not null and e.asked_at is null and coalesce(r.total, 0) = 0)
  order by r.created_at desc, r.id desc limit 1`;

export const selectExports = `
  select r.* from runs r where r.shop_id = $1 and r.kind = 'export'
    and ($2::timestamptz is null or (date_trunc('milliseconds', r.created_at), r.id) < ($2, $3::uuid))
  order by date_trunc('milliseconds', r.created_at) desc, r.id desc limit $4`;
