-- findings: one row for each unbroken span of months in which one operator alone is upstream of a target.
with monthly as (
    select *, year("month") * 12 + month("month") - 1 as m,
           to_json({'month': strftime("month", '%Y-%m'), 'upstream': upstream, 'customer': customer,
                    'bit': bit, 'said_in': said_in})::varchar as details
    from upstreams
),
single as (
    select series, scope, m, min(operator) as operator from monthly
    group by series, scope, m having count(distinct operator) = 1
),
marked as (
    select *, m - row_number() over (partition by series, scope, operator order by m) as island from single
),
spans as (
    select series, scope, operator, min(m) as first_m, max(m) as last_m, count(*) as months
    from marked group by series, scope, operator, island having count(*) >= $sole_months
),
told as (
    select s.series, s.scope, s.operator, s.first_m, s.last_m, s.months,
           count(*) as evidence_total, bool_or(u.synthetic) as synthetic,
           case when count(u.said_in) > 0 then 'reported' else 'observed' end as basis,
           list(item(u.source_id, u.locator, u.quote, u.details)
                order by u.m, u.source_id, u.locator, u.details)[1:16] as evidence,
           typed('as', min(split_part(u.upstream, ':', 2)::bigint)) as up,
           typed('as', min(split_part(u.customer, ':', 2)::bigint)) as down
    from spans s join monthly u on u.series = s.series and u.scope = s.scope and u.m between s.first_m and s.last_m
    group by s.series, s.scope, s.operator, s.first_m, s.last_m, s.months
),
dated as (
    select *, make_date((first_m // 12)::integer, (first_m % 12 + 1)::integer, 1) as from_day,
           make_date((last_m // 12)::integer, (last_m % 12 + 1)::integer, 1) as to_day
    from told
)
select 'routes' as channel, 'sole_upstream' as kind,
       concat(upper(replace(up, ':', '')), ' is the only upstream seen of ', split_part(scope, ':', 2), ' in the snapshots of ',
              strftime(from_day, '%Y-%m'), ' to ', strftime(to_day, '%Y-%m')) as says,
       'asserts' as polarity, up as subject, scope as counterpart, down as item, null as flow,
       1.0::double as q_low, 1.0::double as q_best, 1.0::double as q_high, 'connection' as unit, 'level' as quantity_kind,
       instant(from_day) as period_start, instant((to_day + interval 1 month)::date) as period_end,
       'month' as period_grain, null as base_start, null as base_end,
       null as place, null as place_from, null as place_declared, null as place_to,
       instant((to_day + interval 1 month)::date) as as_of, null as score, null as likelihood_low,
       null as likelihood_high, null as base_rate, 1.0::double as coverage, 'sole_upstream' as step,
       to_json({'sole_months': $sole_months})::varchar as settings,
       to_json([case when basis = 'reported' then 'as reported; the paths behind it were not seen here' else
                concat('evidence of grade ', if(months >= 3, 2, 3), ' of 4: a relationship inferred ', months, ' months in a row') end,
                concat(months, ' months in a row with one upstream operator (', operator, '); the rule asks for ', $sole_months),
                'sibling ASes of one operator count once', concat('relationships inferred by: ', series)])::varchar as reasons,
       'a private or satellite link that no collector saw is not in such files; they show no volume of traffic' as not_shown,
       null as said_by, series as origin_id, basis, synthetic, evidence, evidence_total
from dated
