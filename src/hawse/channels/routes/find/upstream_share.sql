-- findings: one row for each day and upstream: its observed share of a target's addresses.
select 'routes' as channel, 'upstream_share' as kind,
       concat(upper(replace(upstream, ':', '')), ' carries ', round(100 * share)::integer, ' % (', round(100 * low)::integer, ' to ',
              round(100 * high)::integer, ' %) of the addresses of ', split_part(scope, ':', 2), ' as ', vantages,
              ' vantage ASes see it on ', strftime("at", '%Y-%m-%d')) as says,
       'asserts' as polarity, upstream as subject, scope as counterpart, customer as item, null as flow,
       low as q_low, share as q_best, high as q_high, 'share' as unit, 'share' as quantity_kind,
       date_trunc('day', "at") as period_start, date_trunc('day', "at") + interval 1 day as period_end,
       'day' as period_grain, null as base_start, null as base_end,
       null as place, null as place_from, null as place_declared, null as place_to,
       "at" as as_of, null as score, null as likelihood_low, null as likelihood_high, null as base_rate,
       null as coverage, 'upstream_share' as step, to_json({'least_share': $least_share})::varchar as settings,
       to_json([case when vantages >= 3 then concat('evidence of grade 1 of 4: routes to its prefixes, seen by ', vantages, ' vantage ASes')
                     else concat('ungraded: seen by ', vantages, ' vantage ASes, three are wanted') end,
                concat('median and 10th to 90th percentile over ', vantages, ' vantage ASes'),
                concat(prefixes, ' prefixes seen through it'),
                'addresses weigh less what more specific prefixes take'])::varchar as reasons,
       'a share of addresses on observed routes, not of traffic; vantage points are no sample of all users' as not_shown,
       null as said_by, null as origin_id, 'observed' as basis, synthetic, evidence, evidence_total
from upstream_shares where share >= $least_share
