-- yearly_ends: one row for each receiving country and year: what all senders report, and what it reports from the same ones.
with finest as (  -- totals where there are any; reconciled sources have leaves alone
    select
        importer, exporter, seen_from, currency, period_start, period_grain,
        coalesce(
            max(value) filter (where product = 'TOTAL'),
            cast(sum(value::decimal(28, 2)) filter (where seen_from = 'neither' and length(product) = 6) as double)
        ) as value,
        bool_or(synthetic) as synthetic
    from world_flows
    group by importer, exporter, seen_from, currency, period_start, period_grain
),
yearly as (  -- a year as it was reported, or of its twelve months if all are there
    select
        importer, exporter, case seen_from when 'importer' then 'importer' else 'exporter' end as side,
        currency, year(period_start)::bigint as year,
        coalesce(
            max(value) filter (where period_grain = 'year'),
            case when count(distinct period_start) filter (where period_grain = 'month') = 12
                 then cast(sum(value::decimal(28, 2)) filter (where period_grain = 'month') as double) end
        ) as value,
        bool_or(synthetic) as synthetic
    from finest
    group by importer, exporter, side, currency, year(period_start)
),
ends as (
    select importer, exporter, currency, year,
           max(value) filter (where side = 'exporter') as exported,
           max(value) filter (where side = 'importer') as imported,
           bool_or(synthetic) as synthetic
    from yearly where value is not null
    group by importer, exporter, currency, year
)
select
    importer, year, currency,
    cast(sum(exported::decimal(28, 2)) as double) as exported,
    cast(sum(exported::decimal(28, 2)) filter (where imported is not null) as double) as exported_of_both,
    cast(sum(imported::decimal(28, 2)) filter (where exported is not null) as double) as imported_of_both,
    count(exported) as exporters,
    bool_or(synthetic) as synthetic
from ends
where exported is not null
group by importer, year, currency
