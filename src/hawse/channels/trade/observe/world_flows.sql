-- world_flows: one row for each flow between two countries as one side gives it, sorted so that one importer's rows lie together.
with codes as (  -- a file's own codes and those of the facts are one list
    select code, min(id) as id from m49 group by code
),
named as (  -- a reporter that is no country (an aggregate, the world) finds no id and is left out
    select
        case c.flow when 'export' then coalesce(pi.id, pm.id) else coalesce(ri.id, rm.id) end as importer,
        case c.flow when 'export' then coalesce(ri.id, rm.id) else coalesce(pi.id, pm.id) end as exporter,
        c.product,
        c.period_start,
        c.period_grain,
        case when c.said_by is not null then 'neither' when c.flow = 'export' then 'exporter' else 'importer' end as seen_from,
        c.value,
        c.currency,
        c.net_kg,
        c.synthetic
    from customs_rows c
    left join countries ri on ri.iso3 = c.reporter_iso
    left join codes rm on rm.code = c.reporter_code
    left join countries pi on pi.iso3 = c.partner_iso
    left join codes pm on pm.code = c.partner_code
    where c.flow in ('export', 'import') and not c.part
)
select importer, exporter, product, period_start, period_grain, seen_from, value, currency, net_kg, synthetic
from named
where importer is not null and exporter is not null and importer <> exporter
