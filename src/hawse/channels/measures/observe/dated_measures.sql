-- dated_measures: one row for each measure; a row of the case's own file replaces ours of the same id.
with own as (  -- a file that repeats an id keeps its first line
    select *, row_number() over (partition by id order by source_id, locator) as nth from case_measures
),
filled as (  -- what the case's file has no column for is taken from ours
    select o.* replace (
        coalesce(o.published, k.published) as published,
        coalesce(o.binds, k.binds) as binds
    )
    from own o left join known_measures k on k.id = o.id
    where o.nth = 1
)
select * exclude (nth) from filled
union all by name
select * from known_measures where id not in (select id from case_measures)
