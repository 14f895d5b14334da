/** The number of the lane of what only an export writes, in `contacts.dirty_lane`. */
export const exportLane = 4;

/**
 * The lane of a contact that is to be written again, whoever kept it back: the one it waits in, else that of profiles at
 * the latest. In the lane of an export that has ended meanwhile it would wait for the next one.
 */
export const laneWithoutExport = (contact: string): string =>
  `case when ${contact}.due_lane is null then least(${contact}.dirty_lane, 3) else ${contact}.dirty_lane end`;

/**
 * Counts what a batch of writes did for exports, in the transaction that records the batch; its contacts are done with.
 * $1 shop, $2 the contacts written, $3 those of them that were there as they are.
 */
export const countExported = `
  with before as (
    select customer_id, export_run from contacts
    where shop_id = $1 and customer_id = any($2) and export_run is not null),
  written as (
    update contacts c set export_run = null from before
    where c.shop_id = $1 and c.customer_id = before.customer_id),
  sums as (
    select export_run, count(*)::int as written, count(*) filter (where customer_id = any($3))::int as unchanged
    from before group by export_run)
  update exports e set unchanged = e.unchanged + sums.unchanged, stored = e.stored + sums.written - sums.unchanged
  from sums where e.run_id = sums.export_run`;
