-- witnesses: one row for each place that shows a persistent change: the new state first, then the old one.
with turned as (
    select c.*, "month" - months_before as old_from, "month" - 1 as old_to,
           "month" + months_after - 1 as new_to
    from changes c join case_parties p on p.role = 'target' and p.id = c.scope
    where c.status = 'persistent'
),
present as (
    select *, year("month") * 12 + month("month") - 1 as m, strftime("month", '%Y-%m') as label from upstreams
),
files as (  -- a month's file as a whole shows that something is not in it
    select distinct s.series, u.scope, year(s."month") * 12 + month(s."month") - 1 as m,
           strftime(s."month", '%Y-%m') as label, s.relations, s.source_id, s.locator, s.synthetic
    from snapshots s join (select distinct series, scope, customer from upstreams) u
      on u.series = s.series and (s.customer is null or typed('as', s.customer) = u.customer)
),
shown as (
    select t.series, t.scope, t.operator, t.direction, t."month",
           case when p.operator <> t.operator then 2
                when t.direction = 'gain' then case when p.m = t."month" then 0 else 3 end
                else case when p.m = t.old_to then 0 else 4 end end as rank,
           p.m, p.customer, p.upstream, p.source_id, p.locator, p.quote, p.said_in, p.synthetic,
           to_json({'month': p.label, 'upstream': p.upstream, 'customer': p.customer, 'bit': p.bit,
                    'said_in': p.said_in})::varchar as details
    from turned t join present p on p.series = t.series and p.scope = t.scope
     and ((p.operator = t.operator and p.m between t.old_from and t.new_to)
       or (p.operator <> t.operator and p.m = t."month"))
    union all
    select t.series, t.scope, t.operator, t.direction, t."month",
           case when t.direction = 'gain' then case when f.m = t.old_to then 1 else 4 end
                else case when f.m = t."month" then 1 else 3 end end,
           f.m, null, null, f.source_id, f.locator, null, null, f.synthetic,
           to_json({'month': f.label, 'searched_for': concat(t.operator, ' upstream of ', t.scope),
                    'rows_found': 0, 'rows_in_file': f.relations})::varchar
    from turned t join files f on f.series = t.series and f.scope = t.scope
     and ((t.direction = 'gain' and f.m between t.old_from and t.old_to)
       or (t.direction = 'loss' and f.m between t."month" and t.new_to))
)
select series, scope, operator, direction, "month", rank, m, customer, upstream, source_id, locator, quote,
       said_in, synthetic, details
from shown
