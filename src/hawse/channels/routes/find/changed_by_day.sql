-- findings: one row for each operator that begins or ceases to be upstream of a target in daily routing tables, and stays so.
with dated as (
    select distinct scope, "at"::date as day from upstream_shares where vantages >= $least_vantages
),
gapped as (
    select *, case when day - lag(day) over w <= $most_gap_days then 0 else 1 end as gap
    from dated window w as (partition by scope order by day)
),
looked as (  -- a stretch of days without too wide a gap: only within one is "not there" an observation
    select scope, day, sum(gap) over w as stretch, row_number() over w as n
    from gapped window w as (partition by scope order by day)
),
carried as (
    select s.scope, coalesce(o.operator, s.upstream) as operator, s."at"::date as day, max(s.vantages) as vantages,
           min(split_part(s.upstream, ':', 2)::bigint) as upstream, min(split_part(s.customer, ':', 2)::bigint) as customer,
           min(s.evidence[:8]) as places, sum(s.evidence_total) as total, bool_or(s.synthetic) as synthetic
    from upstream_shares s left join operators o on typed('as', o.asn) = s.upstream
    where s.share >= $least_share group by all
),
grid as (
    select l.*, w.operator, c.operator is not null as there
    from looked l join (select distinct scope, operator from carried) w on w.scope = l.scope
    left join carried c on c.scope = l.scope and c.operator = w.operator and c.day = l.day
),
marked as (
    select *, n - row_number() over (partition by scope, operator, stretch, there order by n) as island from grid
),
runs as (
    select scope, operator, stretch, there, min(day) as first_day, max(day) as last_day, count(*) as days
    from marked group by scope, operator, stretch, there, island
),
turned as (
    select *, lag(last_day) over w as old_day, lag(days) over w as old_days
    from runs window w as (partition by scope, operator, stretch order by first_day)
),
kept as (
    select *, case when there then first_day else old_day end as seen_day from turned
    where days >= $keep_days and old_days >= $away_days
),
counted as (
    select scope, day, count(*) as operators, min(places) as places from carried group by scope, day
)
select 'routes' as channel, case when k.there then 'new_upstream' else 'lost_upstream' end as kind,
       concat('AS', c.upstream, case when k.there then ' begins' else ' ceases' end, ' to carry traffic of AS', c.customer,
              ' between the routing tables of ', k.old_day, ' and ', k.first_day) as says,
       'asserts' as polarity, typed('as', c.upstream) as subject, k.scope as counterpart, typed('as', c.customer) as item, null as flow,
       n.operators::double as q_low, n.operators::double as q_best, n.operators::double as q_high, 'connection' as unit, 'level' as quantity_kind,
       instant(k.old_day) as period_start, instant(k.first_day + 1) as period_end, 'snapshots' as period_grain,
       null as base_start, null as base_end, null as place, null as place_from, null as place_declared, null as place_to,
       instant(k.first_day + 1) as as_of, null as score, null as likelihood_low, null as likelihood_high, null as base_rate,
       null as coverage, 'changed_by_day' as step,
       to_json({'keep_days': $keep_days, 'away_days': $away_days, 'most_gap_days': $most_gap_days})::varchar as settings,
       to_json([concat('evidence of grade 1 of 4: routes to its prefixes, seen by ', c.vantages, ' vantage ASes'),
                concat(k.old_days, ' days in the old state and ', k.days, ' in the new one; the rule asks for ', $away_days, ' and ', $keep_days)])::varchar as reasons,
       'the day of a table, not who pays whom; a share of addresses on routes, not of traffic' as not_shown,
       null as said_by, null as origin_id, 'observed' as basis, c.synthetic, list_concat(c.places, n.places) as evidence, c.total as evidence_total
from kept k join carried c on c.scope = k.scope and c.operator = k.operator and c.day = k.seen_day
join counted n on n.scope = k.scope and n.day = k.first_day
