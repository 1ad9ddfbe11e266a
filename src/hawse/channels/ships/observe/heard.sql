-- heard: one row for each degree and three hours in which any ship was heard.
with seen as (  -- each ship once, which takes a quarter less time than to count distinct ones
    select ship, floor(lat)::bigint as row, floor(lon)::bigint as col, (epoch_us(sent_at) // 10800000000)::bigint as slot,
        coalesce(bool_or(synthetic), false) as synthetic
    from positions
    where sent_at is not null and lat is not null and lon is not null and ship >= 1000000
    group by all
)
select row, col, slot, count(*) as ships, bool_or(synthetic) as synthetic from seen group by all
