-- target_suppliers: one row for each supplier of a target, product and period: its share, and who made up its cut.
with own as (
    select w.importer, w.exporter, w.product, w.period_start, w.period_grain, w.seen_from, w.currency, w.value, w.synthetic
    from world_flows w semi join case_parties p on p.role = 'target' and p.id = w.importer
    where w.value > 0
),
years as (  -- whoever appears in a period or a year before it
    select distinct importer, product, period_start, period_grain, seen_from, currency from own
),
pairs as (
    select y.*, b.exporter
    from years y
    join own b using (importer, product, period_grain, seen_from, currency)
    where b.period_start in (y.period_start, y.period_start - interval 1 year)
    group by all
),
moved as (
    select
        p.*,
        coalesce(n.value, 0) as value,
        b.value as before,
        coalesce(n.synthetic, false) or coalesce(b.synthetic, false) as synthetic,
        exists (
            select 1 from years t
            where t.importer = p.importer and t.product = p.product and t.period_grain = p.period_grain
              and t.seen_from = p.seen_from and t.currency = p.currency
              and t.period_start = p.period_start - interval 1 year
        ) as has_before
    from pairs p
    left join own n using (importer, exporter, product, period_start, period_grain, seen_from, currency)
    left join own b
      on b.importer = p.importer and b.exporter = p.exporter and b.product = p.product
     and b.period_grain = p.period_grain and b.seen_from = p.seen_from and b.currency = p.currency
     and b.period_start = p.period_start - interval 1 year
),
summed as (
    select *,
        cast(sum(value::decimal(28, 2)) over w as double) as total,
        cast(sum((value * value)::decimal(38, 2)) over w as double) as squares,
        cast(sum(greatest(value - coalesce(before, 0), 0)::decimal(28, 2)) over w as double) as gained,
        count(*) filter (where value > 0) over w as suppliers
    from moved
    window w as (partition by importer, product, period_start, period_grain, seen_from, currency)
)
select
    importer, exporter, product, period_start, period_grain, seen_from, currency, value,
    value / nullif(total, 0) as share,
    squares / nullif(total * total, 0) as hhi,
    suppliers,
    case when has_before then coalesce(before, 0) end as before,
    case when has_before and before > value then least(1.0, gained / (before - value)) end as made_up,
    synthetic
from summed
