/** What lapses in weeks of a shop, if nobody spends it before: read from the index of lots that can lapse, alone. */
export const selectWeeks = `
  select w.first_day::text as "from", w.last_day::text as "to", l.amount::text, l.customers, l.lots
  from unnest($2::date[], $3::date[]) as w (first_day, last_day)
  cross join lateral (
    select coalesce(sum(remaining), 0.00) as amount, count(distinct customer_id)::int as customers, count(*)::int as lots
    from lots where shop_id = $1 and remaining > 0 and expires_on between w.first_day and w.last_day) l
  order by w.first_day`;

/** Who loses most between two days, after a customer who loses so much; `loss` in hundredths. */
export const selectMostLosing = `
  with losing as (
    select l.customer_id, (sum(l.remaining) * 100)::bigint as loss, min(l.expires_on) as first_day
    from lots l join customers c on c.id = l.customer_id and c.erased_at is null
    where l.shop_id = $1 and l.remaining > 0 and l.expires_on between $2 and $3 group by l.customer_id
  ), listed as (
    select * from losing where $4::bigint is null or (-loss, customer_id) > (-$4::bigint, $5::uuid)
    order by -loss, customer_id limit $6
  )
  select l.customer_id, l.loss::text, l.first_day::text, c.email, c.first_name, c.last_name, c.balance
  from listed l join customers c on c.id = l.customer_id order by -l.loss, l.customer_id`;
