import { laneWithoutExport } from './exported-contacts';

/** Why a contact is not written and its events are parked while test mode leaves it out. */
export const testMode = 'test-mode';

/**
 * In SQL, whether test mode leaves contact `contact` out: `addresses` are those of its connection, null where test mode
 * is off. The one condition by which writes, tracker calls and the preview keep somebody back.
 */
export const isLeftOutOfTest = (contact: string, addresses: string): string =>
  `(${addresses}::jsonb is not null and not coalesce(${addresses}::jsonb ? ${contact}.address, false))`;

/** $1 shop, $2 contacts, locked: those that test mode leaves out are neither written nor notified from now on. */
export const keepBack = `
  update contacts c set rejected_reason = '${testMode}' from connections k
  where c.shop_id = $1 and c.customer_id = any($2) and k.shop_id = c.shop_id and c.rejected_reason is null
    and ${isLeftOutOfTest('c', 'k.test_addresses')}
  returning c.customer_id`;

/** Some ($3) of those kept back whom the addresses of now, or none, let through: they are to be written. $1 shop, $2 now. */
export const releaseSome = `
  update contacts c set rejected_reason = null, dirty_since = coalesce(c.dirty_since, $2),
    dirty_lane = ${laneWithoutExport('c')}
  where c.shop_id = $1 and c.customer_id = any(array(
    select c.customer_id from contacts c join connections k on k.shop_id = c.shop_id
    where c.shop_id = $1 and c.rejected_reason = '${testMode}' and not ${isLeftOutOfTest('c', 'k.test_addresses')}
    order by c.customer_id limit $3 for update of c))
  returning c.shop_id, c.customer_id`;
