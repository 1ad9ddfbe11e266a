-- belongs: one row for each span in which an AS is in a country; dated facts come before the registries' code.
with listed as (
    select unnest(range(try_cast(start as bigint), try_cast(start as bigint) + value)) as asn,
           country, registry, "on", as_of
    from delegations where kind = 'asn'
),
coded as (  -- an AS under two codes in two files: the later code holds from the first file that has it
    select asn, country, min("on") as first_on, min(as_of) as first_file, max(as_of) as last_file,
           min(registry) as registry
    from listed group by asn, country
),
spans as (
    select asn, country, registry, last_file,
           coalesce(case when row_number() over w = 1 then first_on else first_file end, date '0001-01-01') as day_from,
           coalesce(lead(first_file) over w - 1, date '9999-12-31') as day_to
    from coded window w as (partition by asn order by first_file, country)
),
overriding as (
    select asn, coalesce("from", date '0001-01-01') as day_from, coalesce("to", date '9999-12-31') as day_to
    from as_countries where overrides
),
free as (  -- what the overriding facts of an AS leave open: before each of them, and after the last
    select asn, coalesce(lag(day_to) over w + 1, date '0001-01-01') as day_from, day_from - 1 as day_to
    from overriding where day_from > date '0001-01-01' window w as (partition by asn order by day_from, day_to)
    union all
    select asn, max(day_to) + 1, date '9999-12-31'
    from overriding group by asn having max(day_to) < date '9999-12-31'
),
kept as (
    select s.* from spans s where s.asn not in (select asn from overriding)
    union all
    select s.asn, s.country, s.registry, s.last_file, greatest(s.day_from, f.day_from), least(s.day_to, f.day_to)
    from spans s join free f on f.asn = s.asn
    where greatest(s.day_from, f.day_from) <= least(s.day_to, f.day_to)
)
select typed('as', asn) as child, typed('country', country) as parent,
       nullif(day_from, date '0001-01-01') as "from", nullif(day_to, date '9999-12-31') as "to",
       concat(registry, ' delegated statistics, ', last_file) as source
from kept
union all
select typed('as', asn), typed('country', country), "from", "to", concat(source, ': ', why)
from as_countries
