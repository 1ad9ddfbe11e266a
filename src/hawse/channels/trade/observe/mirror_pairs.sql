-- mirror_pairs: one row for each flow that both its ends report, with how far it went.
with sides as (
    select
        importer, exporter, product, period_start, period_grain, currency,
        max(value) filter (where seen_from = 'exporter') as exported,
        max(value) filter (where seen_from = 'importer') as imported,
        bool_or(synthetic) as synthetic
    from world_flows
    where seen_from <> 'neither' and value > 0
    group by importer, exporter, product, period_start, period_grain, currency
    having exported is not null and imported is not null
),
marked as (  -- a pair's total stands for its products
    select *, bool_or(product = 'TOTAL') over (
        partition by importer, exporter, period_start, period_grain, currency
    ) as has_total
    from sides
),
kept as (  -- products stand for themselves where there is no total; of a whole world's, the target's alone
    select * from marked
    where product = 'TOTAL'
       or (not has_total and (select count(*) from marked where not has_total) <= $most_products)
       or (not has_total and importer in (select id from case_parties where role = 'target'))
       or (not has_total and exporter in (select id from case_parties where role = 'target'))
),
measured as (  -- by a file of distances where one is given
    select e.id as exporter, i.id as importer, max(d.distance_km) as km, bool_or(d.contiguous) as contiguous
    from distances d
    join countries e on e.iso3 = d.exporter_iso
    join countries i on i.iso3 = d.importer_iso
    group by e.id, i.id
),
capital as (
    select id, max({'lat': lat, 'lon': lon}) as at from capitals group by id
)
select
    m.exporter, m.importer, m.product, m.period_start, m.period_grain, m.currency,
    m.exported, m.imported,
    round(coalesce(d.km, metres(e.at.lat, e.at.lon, i.at.lat, i.at.lon) / 1000), 1) as distance_km,
    d.contiguous,
    m.synthetic
from kept m
left join measured d on d.exporter = m.exporter and d.importer = m.importer
left join capital e on e.id = m.exporter
left join capital i on i.id = m.importer
