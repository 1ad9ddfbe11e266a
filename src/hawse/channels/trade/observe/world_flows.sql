-- world_flows: one row for each flow between two countries as one side gives it, sorted so that one importer's rows lie together.
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
        case c.flow when 'export' then coalesce(pi.id, pm.id, pw.id) else coalesce(ri.id, rm.id, rw.id) end as importer,
        case c.flow when 'export' then coalesce(ri.id, rm.id, rw.id) else coalesce(pi.id, pm.id, pw.id) end as exporter,
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
    left join words rw on rw.word = lower(c.reporter_name)
    left join words pw on pw.word = lower(c.partner_name)
    where c.flow in ('export', 'import') and not c.part
)
-- the same flow may stand in two files or twice in one: the larger counts, nothing is added
select
    importer, exporter, product, period_start, period_grain, seen_from,
    max(value) as value,
    currency,
    max(net_kg) as net_kg,
    bool_or(synthetic) as synthetic
from named
where importer is not null and exporter is not null and importer <> exporter
group by importer, exporter, product, period_start, period_grain, seen_from, currency
