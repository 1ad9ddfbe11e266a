-- supplied: one row for each port: what was loaded there and its worth, with the calls behind it.
with worth as (  -- sums of decimals are the same in any order, sums of doubles are not
    select l.port, sum(l.tonnes::decimal(28, 3)) as tonnes,
           sum((l.tonnes * p.usd_per_tonne)::decimal(28, 3)) as value_usd
    from loads l join prices p on p.port = l.port and p.item = l.item
    group by l.port
),
called as (
    select port, count(*) as calls, min(called_at) as first_at from calls group by port
)
select w.port, n.name, w.tonnes, w.value_usd, c.calls, c.first_at, month_start(c.first_at) as month
from worth w
join called c on c.port = w.port
join named n on n.port = w.port
where w.tonnes >= $min_tonnes
