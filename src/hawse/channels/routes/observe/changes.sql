-- changes: one row for each month in which an operator begins or ceases to be an upstream of a scope.
with scopes as (
    select series, scope, scope as customer from runs where scope like 'as:%'
    union
    select series, scope, customer from upstreams
),
looked as (  -- a file of relations looks at every AS, a hand-made row at its customer alone
    select distinct s.series, s.scope, year(l."month") * 12 + month(l."month") - 1 as m
    from scopes s join snapshots l
      on l.series = s.series and (l.customer is null or typed('as', l.customer) = s.customer)
),
marked as (
    select *, m - row_number() over (partition by series, scope order by m) as island from looked
),
stretches as (
    select series, scope, min(m) as lo, max(m) as hi from marked group by series, scope, island
),
ordered as (
    select *, lag(hi) over w as hi_before, lead(lo) over w as lo_after
    from stretches window w as (partition by series, scope order by lo)
),
placed as (
    select r.*, s.lo, s.hi, s.hi_before, s.lo_after,
           lag(r.last_month) over w as before, lead(r.first_month) over w as after
    from runs r join ordered s
      on s.series = r.series and s.scope = r.scope and r.first_month between s.lo and s.hi
    window w as (partition by r.series, r.scope, r.operator order by r.first_month)
),
turns as (
    select *, 'gain' as direction, first_month as m, first_month > lo as seen_before,
           first_month - greatest(coalesce(before + 1, lo), lo) as months_before,
           last_month - first_month + 1 as months_after,
           coalesce(before >= lo, false) as broken_before, last_month < hi as broken_after
    from placed where first_month > lo or hi_before > coalesce(before, 0)
    union all
    select *, 'loss', case when last_month < hi then last_month + 1 else lo_after end, last_month < hi,
           last_month - first_month + 1, least(coalesce(after, hi + 1), hi + 1) - last_month - 1,
           first_month > lo, coalesce(after <= hi, false)
    from placed where last_month < hi or lo_after < coalesce(after, 999999)
)
select series, scope, operator, direction, m as "month",
       case when not seen_before then 'not_looked'
            when months_before < $away_months and broken_before then 'transient'
            when months_after < $keep_months and broken_after then 'transient'
            when months_before < $away_months then 'lacks_history'
            when months_after < $keep_months then 'cut_off'
            else 'persistent' end as status,
       months_before, months_after, $keep_months::bigint as keep_months,
       $away_months::bigint as away_months, synthetic
from turns
