-- runs: one row for each unbroken run of months in which an operator is an upstream of a scope.
with listed as (
    select series, scope, operator, year(base_month) * 12 + month(base_month) - 1 + bit as m, synthetic
    from (select *, unnest(range(0, 63)) as bit from links)
    where (months >> bit) & 1 = 1
    union all
    select series, scope, operator, year("month") * 12 + month("month") - 1, synthetic from upstreams
),
seen as (
    select series, scope, operator, m, bool_or(synthetic) as synthetic
    from listed group by series, scope, operator, m
),
marked as (
    select *, m - row_number() over (partition by series, scope, operator order by m) as island from seen
)
select series, scope, operator, min(m) as first_month, max(m) as last_month, bool_or(synthetic) as synthetic
from marked group by series, scope, operator, island
