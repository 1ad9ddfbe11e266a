-- findings: one row for each span in which most of a target's addresses could not be reached.
select 'routes' as channel, 'outage' as kind,
       concat(round(100 * lost)::integer, ' % of the addresses of ', split_part(scope, ':', 2), ' are out of reach from ',
              strftime(start, '%Y-%m-%d %H:%M:%S'), ' to ', strftime("end", '%Y-%m-%d %H:%M:%S'), ' UTC') as says,
       'asserts' as polarity, scope as subject, null as counterpart, 'all' as item, null as flow,
       lost as q_low, lost as q_best, lost as q_high, 'share' as unit, 'share' as quantity_kind,
       start as period_start, "end" as period_end, 'second' as period_grain, null as base_start, null as base_end,
       null as place, null as place_from, null as place_declared, null as place_to,
       "end" as as_of, null as score, null as likelihood_low, null as likelihood_high, null as base_rate,
       null as coverage, 'outage' as step, to_json({'least_lost': $least_lost})::varchar as settings,
       to_json([case when vantages >= 3 then concat('evidence of grade 1 of 4: routes to its prefixes, seen by ', vantages, ' vantage ASes')
                     else concat('ungraded: seen by ', vantages, ' vantage ASes, three are wanted') end,
                concat('as ', vantages, ' vantage ASes saw it'),
                'a prefix counts by the part of the vantage ASes that hold a route to it'])::varchar as reasons,
       'routes were withdrawn; neither why nor by whom is shown' as not_shown,
       null as said_by, null as origin_id, 'observed' as basis, synthetic, evidence, evidence_total
from outages where lost >= $least_lost
