-- target_flows: one row for each product and period that a reporter gave of its trade with a target, or a target of its own.
with codes as (  -- a file's own codes and those of the facts are one list
    select code, min(id) as id from m49 group by code
),
words as (  -- a country by its code of two letters, its name or another name that is in use
    select word, min(id) as id from (
        select lower(id[9:]) as word, id from countries union all select lower(name), id from countries
        union all select lower(alias), id from aliases where id like 'country:%'
    ) group by word
),
named as (  -- a reporter that is no country (an aggregate, the world) finds no id and is left out
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
touching as (  -- re-exports are flows of their own and are never added to exports
    select * from named
    where reporter is not null and partner is not null and reporter <> partner
      and flow in ('export', 'import')
      and (reporter in (select id from case_parties where role = 'target')
           or partner in (select id from case_parties where role = 'target'))
),
weighed as (
    select *, bool_or(not part) over (
        partition by reporter, partner, flow, product, said_by, currency, period_start, period_end
    ) as has_whole
    from touching
),
kept as (  -- parts are added only where no whole was reported; of several wholes the first in place counts
    select *, row_number() over (
        partition by reporter, partner, flow, product, said_by, currency, period_start, period_end, part
        order by source_id, locator
    ) as nth
    from weighed where has_whole is distinct from part
)
select
    reporter, partner, flow, product,
    cast(sum(value::decimal(28, 2)) as double) as value,
    currency,
    min(valuation) as valuation,
    said_by,
    cast(sum(net_kg::decimal(28, 3)) as double) as net_kg,
    count(*) as rows,
    period_start,
    period_end,
    min(period_grain) as period_grain,
    min({'source_id': source_id, 'locator': locator}).source_id as source_id,
    min({'source_id': source_id, 'locator': locator}).locator as locator,
    bool_or(synthetic) as synthetic
from kept
where part or nth = 1
group by reporter, partner, flow, product, said_by, currency, period_start, period_end
