/**
 * Whoever stores letters comes before an erasure or after it, never beside it: taken before anything else is locked, also
 * by the statement that asks for it and locks more.
 */
const erasuresOut = `erasures_out as materialized (select pg_advisory_xact_lock_shared(hashtext('erasures')))`;

/** $1 attempts that came back, $2 codes, $3 groups; answers with those that are told for the first time. */
export const noteReturned = `
  update attempts t set came_back = true, state = 'failed', settled_at = now(), code = coalesce(t.code, r.code),
    group_after = r.group_id
  from unnest($1::uuid[], $2::text[], $3::uuid[]) as r (id, code, group_id)
  where t.id = r.id and not t.came_back returning t.id, t.letter_id`;

/** $1 attempts: those that are known, whether they came back before or not. Locked, before any group is. */
export const knownAttempts = `
  with ${erasuresOut}
  select id from attempts cross join erasures_out where id = any($1::uuid[]) order by id for update of attempts`;

const letterFields = `id uuid, identity text, queue text, failing_queue text, message_id text, exchange text, routing_key text,
  service text, service_version text, sender text, type text, shop_id text, customer_id uuid, trace_id text, code text,
  message text, stack text, attempts int, occurred_at timestamptz, failed_at timestamptz, bytes int, content_sealed text,
  address_hashes text[], is_replayable boolean`;

/**
 * $1 groups as JSON: id, fingerprint, what each is named by, and how many letters came; $2 letters as JSON, each with the
 * fingerprint of its group. Answers with the groups that they are in. All in one, so that the database never waits for
 * this process, which reads the next letters meanwhile. Groups in one order everywhere, so that two never wait for each other.
 *
 * The same message again is the same letter: an open one stays open, one that was done with is open
 * again. One that an action holds stays with it. The same failure again, such as a delivery whose acknowledgement was
 * lost, changes nothing: what was done with meanwhile stays so. Of what does not say when it failed that is not known,
 * and it is open again.
 */
export const storeLetters = `
  with ${erasuresOut}, given as (
    select * from jsonb_to_recordset($1::jsonb) as g (id uuid, fingerprint text, service text, queue text, type text,
      code text, message text, frames text, came int)
  ), found as (
    insert into groups (id, fingerprint, service, queue, type, code, message, frames, first_at, last_at)
    select g.id, g.fingerprint, g.service, g.queue, g.type, g.code, g.message, g.frames, now(), now()
    from given g cross join erasures_out
    order by g.fingerprint
    on conflict (fingerprint) do update set last_at = now()
    returning id, fingerprint
  ), counted as (
    insert into group_hours (group_id, hour, letters)
    select found.id, date_trunc('hour', now()), came from found join given using (fingerprint) order by 1
    on conflict (group_id, hour) do update set letters = group_hours.letters + excluded.letters
  ), stored as (
    insert into letters (id, group_id, identity, queue, failing_queue, message_id, exchange, routing_key, service,
      service_version, sender, type, shop_id, customer_id, trace_id, code, message, stack, attempts, occurred_at,
      first_at, last_at, failed_at, bytes, content_sealed, address_hashes, is_replayable)
    select r.id, found.id, identity, queue, failing_queue, message_id, exchange, routing_key, service, service_version,
      sender, type, shop_id, customer_id, trace_id, code, message, stack, attempts, occurred_at,
      coalesce(least(failed_at, now()), now()), coalesce(least(failed_at, now()), now()), failed_at, bytes, content_sealed,
      address_hashes, is_replayable
    from json_to_recordset($2::json) as r (fingerprint text, ${letterFields}) join found using (fingerprint)
    order by r.id
    on conflict (queue, identity) do update set
      last_at = greatest(letters.last_at, excluded.last_at), failed_at = excluded.failed_at, returns = letters.returns + 1,
      state = case when letters.state = 'taken' then 'taken' else 'open' end, settled_at = null
    where letters.erased_at is null
      and (excluded.failed_at is null or excluded.failed_at is distinct from letters.failed_at)
  )
  select id, fingerprint from found`;

/** $1 rows as JSON, with the id of the letter that each is. What it held stays: its body may have been edited. */
export const reopenLetters = `
  update letters l set group_id = r.group_id, service = r.service, service_version = r.service_version,
    code = r.code, message = r.message, stack = r.stack, attempts = r.attempts, returns = l.returns + 1,
    last_at = greatest(l.last_at, coalesce(least(r.failed_at, now()), now())), failed_at = r.failed_at, state = 'open',
    settled_at = null, action_id = null
  from jsonb_to_recordset($1::jsonb) as r (group_id uuid, ${letterFields})
  where l.id = r.id and l.erased_at is null`;
