/** The number of the lane of what only an export writes, in `contacts.dirty_lane`. */
export const exportLane = 4;

/**
 * The lane of a contact that is to be written again, whoever kept it back: the one it waits in, else that of profiles at
 * the latest. In the lane of an export that has ended meanwhile it would wait for the next one.
 */
export const laneWithoutExport = (contact: string): string =>
  `case when ${contact}.due_lane is null then least(${contact}.dirty_lane, 3) else ${contact}.dirty_lane end`;

/** Counts what a batch of writes did for an export ($1), in the transaction that records the batch: $2 were there as they are, $3 were written. */
export const countExported = `update exports set unchanged = unchanged + $2, stored = stored + $3 where run_id = $1`;

/** The export of a shop that goes on, and whom it has without a mark: who waits since `asked_at`, up to `marked_through`. */
export interface OpenExport {
  readonly run_id: string;
  readonly asked_at: Date | null;
  readonly marked_through: string | null;
}

const open = `
  exports e where e.shop_id = $1
    and exists (select from runs r where r.id = e.run_id and r.state in ('waiting', 'running', 'paused'))`;

/** Held until the transaction ends, so that nobody is passed over for a mark and not counted either. */
export const holdOpenExport = `select e.run_id, e.asked_at, e.marked_through from ${open} for key share of e`;

/** Those of these contacts ($2) that a shop's ($1) export has without a mark get one: they are not written just now. */
export const markUnwritten = `
  update contacts c set export_run = e.run_id from (select * from ${open}) as e
  where c.shop_id = $1 and c.customer_id = any($2::uuid[]) and c.export_run is null and c.dirty_since <= e.asked_at
    and c.customer_id <= e.marked_through`;
