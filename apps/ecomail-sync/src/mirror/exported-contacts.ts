import type { EntityManager } from 'typeorm';
import type { BuiltContact } from './dirty-contacts';

/** Where the tracker and the export find the number of a lane: `contacts.dirty_lane` of what only an export writes. */
export const exportLane = 4;

/** Counts what a batch of writes did for exports, in the transaction that records the batch. Its contacts are done with. */
export async function countExported(
  manager: EntityManager,
  shopId: string,
  written: readonly BuiltContact[],
): Promise<void> {
  const idsOf = (contacts: readonly BuiltContact[]): string[] => contacts.map(({ row }) => row.customer_id);
  if (written.length === 0) return;
  await manager.query(count, [
    shopId,
    idsOf(written),
    idsOf(written.filter(({ isUnchanged }) => isUnchanged)),
  ]);
}

const count = `
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
