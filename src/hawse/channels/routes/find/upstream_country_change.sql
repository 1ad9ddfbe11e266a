-- findings: one row for each change of all of a target's upstreams from some countries to others.
with listed as (  -- monthly relationships, and days of routes; an upstream must carry a tenth to count
    select scope, month::timestamptz as "at", upstream_country as country, upstream, customer, series as told_by,
           item(source_id, locator, quote, null) as place, synthetic
    from upstreams where upstream_country is not null
    union all
    select s.scope, s."at", b.parent, s.upstream, s.customer, 'routes seen', unnest(s.evidence), s.synthetic
    from upstream_shares s join belongs b on b.child = s.upstream and b.parent like 'country:%'
     and coalesce(b."from" <= s."at"::date, true) and coalesce(b."to" >= s."at"::date, true)
    where s.share >= $least_share
),
snapshots_seen as (
    select scope, "at", list(distinct country order by country) as countries, bool_or(synthetic) as synthetic,
           list(distinct place order by place)[1:8] as places, count(*) as total,
           min(split_part(upstream, ':', 2)::bigint) as upstream, min(split_part(customer, ':', 2)::bigint) as customer,
           list(distinct told_by order by told_by) as tellers
    from listed group by scope, "at"
),
turned as (
    select *, lag(countries) over w as old, lag("at") over w as old_at, lag(places) over w as old_places,
           lag(total) over w as old_total, lag(synthetic) over w as old_synthetic, lag(tellers) over w as old_tellers,
           lead(countries, $keep_snapshots - 1) over w as kept
    from snapshots_seen window w as (partition by scope order by "at")
)
select 'routes' as channel, 'upstream_country_change' as kind,
       concat('the upstreams of ', split_part(scope, ':', 2), ' move from ', replace(array_to_string(old, ', '), 'country:', ''),
              ' to ', replace(array_to_string(countries, ', '), 'country:', ''), ' between ',
              strftime(old_at, '%Y-%m-%d'), ' and ', strftime("at", '%Y-%m-%d')) as says,
       'asserts' as polarity, typed('as', upstream) as subject, scope as counterpart, typed('as', customer) as item,
       null as flow, len(countries)::double as q_low, len(countries)::double as q_best, len(countries)::double as q_high,
       'connection' as unit, 'level' as quantity_kind, old_at as period_start, "at" + interval 1 month as period_end,
       'snapshots' as period_grain, null as base_start, null as base_end, null as place, null as place_from,
       null as place_declared, null as place_to, "at" as as_of, null as score, null as likelihood_low,
       null as likelihood_high, null as base_rate, null as coverage, 'upstream_country_change' as step,
       to_json({'keep_snapshots': $keep_snapshots, 'least_share': $least_share})::varchar as settings,
       to_json([concat('no country of the old upstreams is among the new ones, for ', $keep_snapshots, ' snapshots'),
                concat('told by: ', array_to_string(old_tellers, ', '), ' and then ', array_to_string(tellers, ', '))])::varchar as reasons,
       'the day of the change, and who decided it; countries are those of registries and of dated facts' as not_shown,
       null as said_by, null as origin_id, 'observed' as basis, synthetic or old_synthetic as synthetic,
       list_concat(places, old_places) as evidence, total + old_total as evidence_total
from turned
where old is not null and len(list_intersect(countries, old)) = 0 and kept is not null
  and len(list_intersect(kept, old)) = 0
