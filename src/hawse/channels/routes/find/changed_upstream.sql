-- findings: one row for each persistent gain or loss of an upstream operator by a target.
with told as (
    select series, scope, operator, direction, "month", bool_or(synthetic) as synthetic, count(*) as evidence_total,
           case when count(said_in) > 0 then 'reported' else 'observed' end as basis,
           list(item(source_id, locator, quote, details)
                order by rank, m, source_id, locator, details)[1:16] as evidence
    from witnesses group by series, scope, operator, direction, "month"
),
parties as (  -- the lowest AS number on either side stands for the operator and for the customers
    select series, scope, operator, direction, "month",
           min(split_part(upstream, ':', 2)::bigint) as upstream,
           min(split_part(customer, ':', 2)::bigint) as customer,
           count(distinct customer) as customers
    from witnesses where rank = 0 group by series, scope, operator, direction, "month"
),
counted as (
    select c.series, c.scope, c.operator, c.direction, c."month", count(distinct r.operator) as operators
    from changes c join runs r on r.series = c.series and r.scope = c.scope
     and c."month" between r.first_month and r.last_month
    group by c.series, c.scope, c.operator, c.direction, c."month"
),
named as (
    select c.*, c."month" - 1 as old, typed('as', p.upstream) as up, typed('as', p.customer) as down,
           p.customers, t.evidence, t.evidence_total, t.synthetic as made_up, t.basis, coalesce(n.operators, 0) as operators,
           case when c.direction = 'gain' then 'begins' else 'ceases' end as verb
    from changes c
    join told t using (series, scope, operator, direction, "month")
    join parties p using (series, scope, operator, direction, "month")
    left join counted n using (series, scope, operator, direction, "month")
),
dated as (
    select *, make_date((old // 12)::integer, (old % 12 + 1)::integer, 1) as old_day,
           make_date(("month" // 12)::integer, ("month" % 12 + 1)::integer, 1) as new_day
    from named
)
select 'routes' as channel, case d.direction when 'gain' then 'new_upstream' else 'lost_upstream' end as kind,
       concat(upper(replace(up, ':', '')), ' ', verb, ' to carry traffic of ', upper(replace(down, ':', '')),
              case when scope like 'country:%' then concat(' (', split_part(scope, ':', 2), ')') else '' end,
              ' between the snapshots of ', strftime(old_day, '%Y-%m'), ' and ', strftime(new_day, '%Y-%m')) as says,
       'asserts' as polarity, up as subject, scope as counterpart, down as item, null as flow,
       operators::double as q_low, operators::double as q_best, operators::double as q_high,
       'connection' as unit, 'level' as quantity_kind,
       instant(old_day) as period_start, instant((new_day + interval 1 month)::date) as period_end,
       'snapshots' as period_grain, null as base_start, null as base_end,
       null as place, null as place_from, null as place_declared, null as place_to,
       instant((new_day + interval 1 month)::date) as as_of, null as score, null as likelihood_low,
       null as likelihood_high, r.base_rate, 1.0::double as coverage, 'changed_upstream' as step,
       to_json({'keep_months': keep_months, 'away_months': away_months})::varchar as settings,
       to_json([case when basis = 'reported' then 'as reported; the paths behind it were not seen here' else
                concat('evidence of grade ', if(months_after >= 3, 2, 3), ' of 4: a relationship inferred ', months_after, ' months in a row') end,
           concat('in the old state ', months_before, ' months in a row up to ', strftime(old_day, '%Y-%m'), ', in the new one ',
                  months_after, ' from ', strftime(new_day, '%Y-%m'), '; the rule asks for ', away_months, ' and ', keep_months),
           'a monthly snapshot has no day: the change lies between two snapshots',
           concat(operators, ' upstream operators in ', strftime(new_day, '%Y-%m'), '; sibling ASes of one operator count once (', operator, ')'),
           concat(customers, ' AS of the target concerned'), 'base rate: part of all pairs of customer AS and month in the same files that trip the same rule',
           concat('relationships inferred by: ', d.series)])::varchar as reasons,
       'who pays whom is inferred from public BGP paths; such files show no volume of traffic, no share, no day, '
       'and no link that no collector saw' as not_shown,
       null as said_by, d.series as origin_id, basis, made_up as synthetic, evidence, evidence_total
from dated d left join change_rates r on r.series = d.series and r.direction = d.direction
