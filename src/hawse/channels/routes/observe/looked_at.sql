-- coverage: one row for each unbroken span of months in which a target's upstreams were looked at.
with members as (
    select p.id as scope, b.child as customer from case_parties p join belongs b on b.parent = p.id
    where p.role = 'target' and b.child like 'as:%'
    union
    select id, id from case_parties where role = 'target' and id like 'as:%'
),
looked as (
    select s.series, m.scope, year(s."month") * 12 + month(s."month") - 1 as n, bool_or(s.synthetic) as made_up
    from snapshots s join members m on s.customer is null or typed('as', s.customer) = m.customer
    group by all
),
marked as (
    select *, n - row_number() over (partition by series, scope order by n) as island from looked
),
spans as (
    select series, scope, min(n) as lo, max(n) as hi, count(*) as months, bool_or(made_up) as made_up
    from marked group by series, scope, island
)
select 'routes' as channel, scope as subject, null as place,
       instant(make_date((lo // 12)::integer, (lo % 12 + 1)::integer, 1)) as period_start,
       instant((make_date((hi // 12)::integer, (hi % 12 + 1)::integer, 1) + interval 1 month)::date) as period_end,
       1.0::double as share,
       concat(months, ' monthly snapshots of who carries whose traffic, from ', series,
              '; a link that no collector saw is not in them, and they show no volume') as basis_text,
       made_up as synthetic
from spans
