-- hub_flows: one row for each flow between two suppliers of the case, product and year: what is sent on may come this way.
with codes as (  -- a file's own codes and those of the facts are one list
    select code, min(id) as id from m49 group by code
),
words as (  -- a country by its code of two letters, its name or another name that is in use
    select word, min(id) as id from (
        select lower(id[9:]) as word, id from countries union all select lower(name), id from countries
        union all select lower(alias), id from aliases where id like 'country:%'
    ) group by word
),
named as (
    select
        c.*,
        coalesce(ri.id, rm.id, rw.id) as reporter,
        coalesce(pi.id, pm.id, pw.id) as partner
    from customs_rows c
    left join countries ri on ri.iso3 = c.reporter_iso
    left join codes rm on rm.code = c.reporter_code
    left join countries pi on pi.iso3 = c.partner_iso
    left join codes pm on pm.code = c.partner_code
    left join words rw on rw.word = lower(c.reporter_name)
    left join words pw on pw.word = lower(c.partner_name)
),
between_suppliers as (
    select * from named
    where reporter <> partner and flow in ('export', 'import') and not part
      and reporter in (select id from case_parties where role = 'supplier')
      and partner in (select id from case_parties where role = 'supplier')
),
kept as (  -- the same row in two files counts once
    select *, row_number() over (
        partition by reporter, partner, flow, product, said_by, currency, period_start, period_end
        order by source_id, locator
    ) as nth
    from between_suppliers
)
select
    reporter, partner, flow, product, value, currency, valuation, said_by, net_kg, cast(1 as bigint) as rows,
    period_start, period_end, period_grain, source_id, locator, synthetic
from kept
where nth = 1
