-- change_rates: one row for each series and direction: how often any customer AS trips the rule of changes.
with looked as (
    select distinct series, year("month") * 12 + month("month") - 1 as m from snapshots where customer is null
),
marked as (
    select *, m - row_number() over (partition by series order by m) as island from looked
),
stretches as (
    select series, min(m) as lo, max(m) as hi from marked group by series, island
),
rule as (
    select series, max(keep_months) as keep, max(away_months) as away from changes group by series
),
eligible as (  -- months with enough files on either side
    select l.series, l.m from looked l join stretches s on s.series = l.series and l.m between s.lo and s.hi
    join rule r on r.series = l.series where l.m - s.lo >= r.away and s.hi - l.m + 1 >= r.keep
),
spans as (
    select series, scope, min(first_month) as born, max(last_month) as last_seen
    from runs where scope like 'as:%' group by series, scope
),
pairs as (
    select s.series, s.scope, e.m from spans s join eligible e
      on e.series = s.series and e.m > s.born and e.m <= s.last_seen + 1
),
counted as (
    select series, count(*) as pairs from pairs group by series
),
tripped as (
    select c.series, c.direction, count(distinct (c.scope, c."month")) as tripped
    from changes c join pairs p on p.series = c.series and p.scope = c.scope and p.m = c."month"
    where c.status = 'persistent' group by c.series, c.direction
)
select c.series, d.direction, coalesce(t.tripped, 0) as tripped, c.pairs,
       case when c.pairs >= $min_pairs then coalesce(t.tripped, 0)::double / c.pairs end as base_rate
from counted c cross join (values ('gain'), ('loss')) as d(direction)
left join tripped t on t.series = c.series and t.direction = d.direction
