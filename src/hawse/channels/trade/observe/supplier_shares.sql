-- supplier_shares: one row for each importer, product and period: how many suppliers, how concentrated, which is the largest.
with summed as (
    select
        importer, product, period_start, period_grain, seen_from, currency,
        cast(sum(value::decimal(28, 2)) as double) as total,
        cast(sum((value * value)::decimal(38, 2)) as double) as squares,
        count(*) as suppliers,
        max({'value': value, 'who': exporter}) as top,
        bool_or(synthetic) as synthetic
    from world_flows  -- which holds each flow once
    where value > 0
    group by importer, product, period_start, period_grain, seen_from, currency
)
select
    importer, product, period_start, period_grain, seen_from, currency,
    total as value,
    suppliers,
    squares / (total * total) as hhi,
    top.who as largest,
    top.value / total as largest_share,
    synthetic
from summed
