export const selectConnections = `
  select shop_id as "shopId", state, reason, changed_at as "changedAt", list_name as "listName",
    failing <> '{}' as failing
  from connections
  where shop_id > $1 and ($2::text is null or state = $2) order by shop_id limit $3`;

export const selectCounts = `
  select count(*)::int as contacts,
    count(*) filter (where stored_version > 0)::int as stored,
    count(*) filter (where due_lane is not null)::int as "toWrite",
    count(*) filter (where email is null)::int as "waitingForProfile",
    count(*) filter (where rejected_reason is not null)::int as rejected,
    count(*) filter (where left_out <> '{}')::int as incomplete
  from contacts where shop_id = $1`;

export const selectLastNotice = `
  select max(received_at) as at from verifications where shop_id = $1 and list_id = $2`;
