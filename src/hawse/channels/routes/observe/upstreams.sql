-- upstreams: one row for each month in which an AS outside a target carries traffic of an AS inside it.
with targets as (
    select id as scope from case_parties where role = 'target'
),
members as (
    select t.scope, b.child as customer, b."from" as day_from, b."to" as day_to
    from targets t join belongs b on b.parent = t.scope where b.child like 'as:%'
    union all
    select scope, scope, null, null from targets where scope like 'as:%'
),
listed as (
    select distinct r.series, m.scope, m.customer, typed('as', r.a) as upstream, r.a, r.b, r.base_month,
           r.months, r.said_in, r.quote, r.source_id, r.locator, r.synthetic, m.day_from, m.day_to
    from relations r join members m on m.customer = typed('as', r.b)
    where r.rel = -1
),
monthly as (
    select *, (base_month + to_months(bit::integer))::date as month
    from (select *, unnest(range(0, 63)) as bit from listed)
    where (months >> bit) & 1 = 1
),
inside as (  -- in the target on any day of the month; the upstream is not
    select distinct m.* exclude (day_from, day_to) from monthly m
    where coalesce(m.day_from <= last_day(m.month), true) and coalesce(m.day_to >= m.month, true)
      and not exists (
          from members x where x.scope = m.scope and x.customer = m.upstream
             and coalesce(x.day_from <= last_day(m.month), true) and coalesce(x.day_to >= m.month, true))
),
countries as (
    select i.series, i.scope, i.upstream, i.month, min(b.parent) as upstream_country
    from inside i join belongs b on b.child = i.upstream and b.parent like 'country:%'
     and coalesce(b."from" <= last_day(i.month), true) and coalesce(b."to" >= i.month, true)
    group by i.series, i.scope, i.upstream, i.month
)
select i.series, i.scope, i.month, i.customer, i.upstream, c.upstream_country,
       coalesce(u.operator, i.upstream) as operator, i.said_in, i.quote, i.bit,
       i.source_id, i.locator, i.synthetic
from inside i
left join countries c using (series, scope, upstream, month)
left join operators u on u.asn = i.a
left join operators o on o.asn = i.b
where u.operator is null or o.operator is null or u.operator <> o.operator  -- a sibling is no upstream
