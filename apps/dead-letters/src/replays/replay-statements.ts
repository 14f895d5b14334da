/** What is left of the letters that came in until the action began: taken by it. $1 action, $2 and $3 between which ids, $4 how many; then the filter's. */
export const takeLetters = (where: string): string => `
  with found as (
    select l.id, l.group_id, l.code, coalesce(l.customer_id::text, l.address_hashes[1]) as person,
      (extract(epoch from coalesce(l.occurred_at, l.first_at)) * 1000000)::bigint as place
    from letters l join groups g on g.id = l.group_id
    where l.id > $2::uuid and l.id <= $3::uuid and ${where} order by l.id limit $4 for update of l
  ), taken as (
    update letters set state = 'taken', action_id = $1::uuid from found where letters.id = found.id
  )
  insert into attempts (id, action_id, letter_id, place, person, code_before, group_before)
  select gen_random_uuid(), $1::uuid, id, place, person, code, group_id from found
  on conflict (action_id, letter_id) do nothing
  returning letter_id`;

/** $1 action */
export const progressOf = `
  select count(*) filter (where state = 'chosen')::int as chosen,
    count(*) filter (where state in ('sending', 'sent', 'retrying'))::int as "inFlight",
    count(*) filter (where state = 'retrying')::int as retrying,
    count(*) filter (where state in ('done', 'no-op'))::int as "settledWell",
    count(*) filter (where state = 'failed')::int as failed,
    count(*) filter (where state = 'failed' and (code <> code_before or group_after <> group_before))::int as "failedAnew"
  from attempts where action_id = $1`;

/** The next of each person only, and nobody's of whom an earlier one is under way or failed again. $1 action, $2 how many. */
export const pickNext = `
  update attempts set state = 'sending', sent_at = now()
  where id in (
    select t.id from attempts t
    where t.action_id = $1 and t.state = 'chosen' and (t.person is null or not exists (
      select from attempts e where e.action_id = $1 and e.person = t.person
        and (e.place, e.letter_id) < (t.place, t.letter_id)
        and e.state in ('chosen', 'sending', 'sent', 'retrying', 'failed')))
    order by t.place, t.letter_id limit $2)`;

/** $1 action */
export const selectSending = `
  select t.id, t.letter_id, l.content_sealed, l.edited_sealed
  from attempts t join letters l on l.id = t.letter_id
  where t.action_id = $1 and t.state = 'sending' order by t.place, t.letter_id`;

/** $1 attempts that were stored by the broker. */
export const noteSent = `
  update attempts set state = 'sent'
  where id in (select id from attempts where id = any($1::uuid[]) order by id for update) and state = 'sending'`;

/** $1 attempts that no queue took, $2 why. Their letters are open again. */
export const noteUnsent = `
  with unsent as (
    update attempts set state = 'failed', code = $2, settled_at = now()
    where id = any($1::uuid[]) and state = 'sending' returning letter_id, action_id
  )
  update letters l set state = 'open', action_id = null from unsent
  where l.id = unsent.letter_id and l.action_id = unsent.action_id`;

/** What was not sent is not sent any more, and open again. $1 action */
export const releaseRest = `
  with skipped as (
    update attempts set state = 'skipped', settled_at = now() where action_id = $1 and state = 'chosen'
    returning letter_id
  )
  update letters l set state = 'open', action_id = null from skipped
  where l.id = skipped.letter_id and l.action_id = $1`;

/** $1 attempts, $2 outcomes, $3 codes: one of each attempt, the last that was reported. */
export const noteOutcomes = `
  with locked as (
    select id from attempts where id = any($1::uuid[]) order by id for update
  ), told as (
    update attempts t set state = o.state, code = o.code,
      settled_at = case when o.state = 'retrying' then null else now() end
    from unnest($1::uuid[], $2::text[], $3::text[]) as o (id, state, code)
    where t.id = o.id and t.id in (select id from locked)
      and t.state in ('sending', 'sent', 'retrying', 'failed') and (t.state <> 'failed' or t.code is null)
    returning t.letter_id, t.action_id, t.state
  )
  update letters l set action_id = null,
    state = case when told.state in ('done', 'no-op') then 'delivered' else 'open' end,
    settled_at = case when told.state in ('done', 'no-op') then now() end
  from told where l.id = told.letter_id and l.action_id = told.action_id and told.state <> 'retrying'`;
