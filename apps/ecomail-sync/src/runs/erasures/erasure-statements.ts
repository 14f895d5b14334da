import { columnsOfGroup, fieldGroups } from '../../fields/field-definitions';
import { isInOpenWrite } from '../../mirror/dirty-contacts';

/** What the mirror keeps of a customer, and of which events it has it. */
const columnsOfCustomer = fieldGroups.flatMap((group) => [
  ...columnsOfGroup(group).map(({ name }) => name),
  `${group}_event`,
]);

/** What the mirror holds of a customer who is erased, locked. Under way is what Ecomail may carry out yet, newer writes or not. */
export const selectErased = `
  select c.email, c.stored_email, ${isInOpenWrite('c', '$1')} or c.write_again_at is not null as is_under_way from contacts c
  where c.shop_id = $1 and c.customer_id = $2 for update of c`;

/** Nothing more of a write that is under way with the customer is sent. */
export const leaveWrites = `
  update open_writes set customer_ids = array_remove(customer_ids, $2::uuid) where shop_id = $1 and $2::uuid = any(customer_ids)`;

/**
 * The tombstone. Whoever would bring the customer back meets this row: reception applies nothing to it, and an answer
 * of before is recorded nowhere.
 */
export const blankContact = `
  insert into contacts as mirror (shop_id, customer_id, erased_at) values ($1, $2, $3)
  on conflict (shop_id, customer_id) do update set erased_at = excluded.erased_at, version = mirror.version + 1,
    ${columnsOfCustomer.map((column) => `${column} = null`).join(', ')},
    consent_carried = null, waiting_since = null, dirty_since = null, debounced_until = null, is_known = false, stored_version = 0, stored_hash = null,
    stored_email = null, stored_balance = null, stored_at = null, rejected_reason = null, pin_unreadable = false,
    left_out = '{}', write_again_at = null, written_parts = '{}', absent_since = null`;

/** $2: identities of the addresses. Test mode goes on, though it lets nobody through any more. */
export const forgetTestAddresses = `
  update connections set test_addresses = test_addresses - $2::text[] where shop_id = $1 and test_addresses ?| $2::text[]`;

export const deleteFormerAddresses = `
  delete from former_addresses where shop_id = $1 and customer_id = $2 returning email`;

export const blankJournal = `
  update journal set details = '{}' where shop_id = $1 and customer_id = $2 and details <> '{}'`;

export const deleteMemberships = 'delete from memberships where shop_id = $1 and email_key = any($2)';

export const deleteNotices = `
  delete from verifications where shop_id = $1 and email_key = any($2) returning notice_id, email, status, verdict`;

/** Customers who live and have one of these addresses, by shops of the same key. */
export const selectOwners = `
  select c.shop_id, c.address from connections k join contacts c on c.shop_id = k.shop_id
  where k.key_hash = $1 and k.state <> 'inactive' and c.address = any($2) and c.erased_at is null`;

/** Somebody who came with the address while it was deleted is written anew. */
export const writeOwnersAnew = `
  update contacts c set is_known = false, stored_hash = null, version = c.version + 1,
    dirty_since = coalesce(c.dirty_since, $3)
  from connections k where k.key_hash = $1 and k.shop_id = c.shop_id and k.state <> 'inactive'
    and c.address = any($2) and c.erased_at is null and c.is_known`;
