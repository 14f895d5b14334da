/** Verdicts on notices received before $1, at most $2. */
export const removeVerifications = `
  delete from verifications where ctid = any (array(
    select ctid from verifications where received_at < $1 and verdict is not null
    limit $2 for update skip locked))`;

/** Memberships of shops whose connection ended before $1, at most $2; a new activation reads the list anew. */
export const removeMemberships = `
  delete from memberships where ctid = any (array(
    select m.ctid from connections k join memberships m using (shop_id)
    where k.state = 'inactive' and k.changed_at < $1 limit $2 for update of m skip locked))`;

/** Notices that nobody will check any more, at most 1000. */
export const selectWithoutConnection = `
  select v.notice_id, v.shop_id, v.email, v.status, v.origin from verifications v
  left join connections k on k.shop_id = v.shop_id
  where v.verdict is null and coalesce(k.state, 'inactive') = 'inactive' limit 1000 for update of v`;
