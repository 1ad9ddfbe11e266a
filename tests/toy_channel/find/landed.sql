-- findings: one row for each aircraft and country in which it landed often enough.
with placed as (
    select l.*, a.country,
           to_json({'field': l.field, 'landed_at': strftime(l.landed_at, '%Y-%m-%dT%H:%M:%SZ')})::varchar as details
    from landings l join airfields a on a.field = l.field
),
counted as (
    select aircraft, country, count(*) as landings, min(landed_at) as first_at, max(landed_at) as last_at,
           bool_or(synthetic) as synthetic,
           list(item(source_id, locator, null, details) order by landed_at, source_id, locator)[1:16] as evidence
    from placed group by aircraft, country having count(*) >= $min_landings
)
select 'flights' as channel, 'landed' as kind,
       concat(aircraft, ' landed ', landings, ' times in ', country) as says,
       'asserts' as polarity, concat('entity:', aircraft) as subject, country as counterpart,
       null as item, null as flow,
       landings::double as q_low, landings::double as q_best, landings::double as q_high,
       '-' as unit, 'count' as quantity_kind, first_at as period_start,
       last_at + interval 1 microsecond as period_end, 'span' as period_grain,
       null as base_start, null as base_end, country as place, null as place_from,
       null as place_declared, country as place_to, last_at as as_of, null as score,
       null as likelihood_low, null as likelihood_high, null as base_rate, null as coverage,
       'landed' as step, to_json({'min_landings': $min_landings})::varchar as settings,
       to_json([concat('at least ', $min_landings, ' landings in one log')])::varchar as reasons,
       'a log does not show who or what was aboard' as not_shown, null as said_by, null as origin_id,
       'observed' as basis, synthetic, evidence, landings as evidence_total
from counted
