/** Of a shop and days, folded or not. Amounts in hundredths: sums are larger than what an amount may be. */
export const selectSums = `
  select day::text, kind, reason, (sum(amount) * 100)::bigint::text as amount, sum(number)::int as number
  from daily_sums where shop_id = $1 and day between $2 and $3
  group by 1, 2, 3 order by 1, 2, 3`;

/** One row for each day, kind and reason to which something was added, of so many additions at once. */
export const foldSums = `
  with touched as (
    select distinct shop_id, day, kind, reason from (
      select shop_id, day, kind, reason from daily_sums where not is_sum limit $1) as additions),
  removed as (
    delete from daily_sums s using touched t
    where s.shop_id = t.shop_id and s.day = t.day and s.kind = t.kind and s.reason = t.reason
    returning s.*)
  insert into daily_sums
  select shop_id, day, kind, reason, sum(amount), sum(number), true from removed group by 1, 2, 3, 4
  returning 1`;
