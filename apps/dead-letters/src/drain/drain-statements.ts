/** $1 rows as JSON: id, fingerprint and what the group is named by. In one order everywhere, so that two never wait for each other. */
export const upsertGroups = `
  insert into groups (id, fingerprint, service, queue, type, code, message, frames, first_at, last_at)
  select g.id, g.fingerprint, g.service, g.queue, g.type, g.code, g.message, g.frames, now(), now()
  from jsonb_to_recordset($1::jsonb) as g (id uuid, fingerprint text, service text, queue text, type text, code text,
    message text, frames text)
  order by g.fingerprint
  on conflict (fingerprint) do update set last_at = now()
  returning id, fingerprint, xmax = 0 as is_new`;

/** $1 group ids, $2 how many of each came. */
export const countHours = `
  insert into group_hours (group_id, hour, letters)
  select g.id, date_trunc('hour', now()), g.n from unnest($1::uuid[], $2::int[]) as g (id, n) order by g.id
  on conflict (group_id, hour) do update set letters = group_hours.letters + excluded.letters`;

/** $1 attempts that came back, $2 codes, $3 groups; answers with those that are told for the first time. */
export const noteReturned = `
  update attempts t set came_back = true, state = 'failed', settled_at = now(), code = coalesce(t.code, r.code),
    group_after = r.group_id
  from unnest($1::uuid[], $2::text[], $3::uuid[]) as r (id, code, group_id)
  where t.id = r.id and not t.came_back returning t.id, t.letter_id`;

/** $1 attempts: those that are known, whether they came back before or not. Locked, before any group is. */
export const knownAttempts = 'select id from attempts where id = any($1::uuid[]) order by id for update';

const arrived = `jsonb_to_recordset($1::jsonb) as r (id uuid, group_id uuid, identity text, queue text, failing_queue text,
  message_id text, exchange text, routing_key text, service text, service_version text, sender text, type text,
  shop_id text, customer_id uuid, trace_id text, code text, message text, stack text, attempts int,
  occurred_at timestamptz, failed_at timestamptz, bytes int, content_sealed text, address_hashes text[],
  is_replayable boolean)`;

/**
 * $1 rows as JSON. The same message again is the same letter: an open one stays open, one that was done with is open
 * again. One that an action holds stays with it. The same failure again, such as a delivery whose acknowledgement was
 * lost, changes nothing: what was done with meanwhile stays so. Of what does not say when it failed that is not known,
 * and it is open again.
 */
export const upsertLetters = `
  insert into letters (id, group_id, identity, queue, failing_queue, message_id, exchange, routing_key, service,
    service_version, sender, type, shop_id, customer_id, trace_id, code, message, stack, attempts, occurred_at,
    first_at, last_at, failed_at, bytes, content_sealed, address_hashes, is_replayable)
  select id, group_id, identity, queue, failing_queue, message_id, exchange, routing_key, service, service_version,
    sender, type, shop_id, customer_id, trace_id, code, message, stack, attempts, occurred_at,
    coalesce(least(failed_at, now()), now()), coalesce(least(failed_at, now()), now()), failed_at, bytes, content_sealed,
    address_hashes, is_replayable
  from ${arrived}
  order by id
  on conflict (queue, identity) do update set
    last_at = greatest(letters.last_at, excluded.last_at), failed_at = excluded.failed_at, returns = letters.returns + 1,
    state = case when letters.state = 'taken' then 'taken' else 'open' end, settled_at = null
  where letters.erased_at is null and (excluded.failed_at is null or excluded.failed_at is distinct from letters.failed_at)`;

/** $1 rows as JSON, with the id of the letter that each is. What it held stays: its body may have been edited. */
export const reopenLetters = `
  update letters l set group_id = r.group_id, service = r.service, service_version = r.service_version,
    code = r.code, message = r.message, stack = r.stack, attempts = r.attempts, returns = l.returns + 1,
    last_at = greatest(l.last_at, coalesce(least(r.failed_at, now()), now())), failed_at = r.failed_at, state = 'open',
    settled_at = null, action_id = null
  from ${arrived}
  where l.id = r.id and l.erased_at is null`;
